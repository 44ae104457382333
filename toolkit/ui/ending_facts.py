"""What an ending is judged by besides its own answers: the promises still open in the records of the family."""

from __future__ import annotations

import hashlib

from toolkit.forms import dates
from toolkit.forms.closure_checks import OPEN
from toolkit.forms.words import in_sentence
from toolkit.ui.session import Session
from toolkit.vault.rows import DueRow

CLOSURE, TIMELINE = "closure", "timeline"


def ending_facts(session: Session, family_id: str | None, except_id: str = "") -> dict[str, str]:
    """The facts by their names: each action not done yet, and each time limit still open, with where it stands."""
    if family_id is None:
        return {}
    rows = [
        row
        for row in session.due(family_id)
        if not row.done and row.record_id != except_id and (row.kind == "action" or row.form_id == TIMELINE)
    ]
    return {OPEN: "\n".join(f"{_key(row)}|{_words(session, row)}" for row in rows)}


def _key(row: DueRow) -> str:
    return "open" + hashlib.sha256(f"{row.record_id} {row.path}".encode()).hexdigest()[:12]


def _words(session: Session, row: DueRow) -> str:
    day = f", by {dates.show(row.day)}" if dates.is_day(row.day) else ""
    return f"{_plain(row.text).rstrip('.')}{day} ({in_sentence(session.title_of(row.form_id))})|{_plain(row.who)}"


def _plain(words: str) -> str:
    return " ".join(words.replace("|", "/").split())
