"""The finished records of a family that an early help record begins from, and what goes on from one."""

from __future__ import annotations

import contextlib

from toolkit.errors import ToolkitError
from toolkit.forms.early_help import ASSESSMENT, BEGUN_FROM, CHECK, MEETING
from toolkit.forms.people import Earlier
from toolkit.ui.session import Session

EARLY_HELP = (CHECK, ASSESSMENT, MEETING)


def earlier(session: Session, family_id: str | None, except_id: str = "") -> tuple[Earlier, ...]:
    """The finished records of those forms other than one record, newest first. One that cannot be read is left out."""
    rows = session.vault.records.timeline(family_id) if family_id else []
    found = []
    for row in rows:
        if row.form_id not in BEGUN_FROM or row.status != "final" or row.id == except_id:
            continue
        with contextlib.suppress(ToolkitError):
            answers = session.vault.records.get(row.id, row.revision).answers
            found.append(Earlier(row.form_id, row.event, answers, session.title_of(row.form_id)))
    return tuple(found)
