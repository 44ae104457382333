"""The records of a family that a new one begins from: of early help those finished, of a referral the decisions to share."""

from __future__ import annotations

import contextlib

from toolkit.errors import ToolkitError
from toolkit.forms.early_help import ASSESSMENT, BEGUN_FROM, CHECK, MEETING
from toolkit.forms.people import Earlier
from toolkit.ui.session import Session

DECISION = "share_decision"
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


def decided(session: Session, family_id: str | None) -> tuple[Earlier, ...]:
    """The decisions to share of a family, newest first, one that is not signed yet too: what was said in it was said."""
    rows = session.vault.records.timeline(family_id) if family_id else []
    found = []
    for row in rows:
        if row.form_id != DECISION or row.status not in ("draft", "final"):
            continue
        with contextlib.suppress(ToolkitError):
            title = session.title_of(DECISION) if row.status == "draft" else row.title
            found.append(Earlier(row.form_id, row.event, session.vault.records.get(row.id).answers, title))
    return tuple(found)
