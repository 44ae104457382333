"""What a case self-audit begins with of the records of a family: answers where the records know, and the picture of today."""

from __future__ import annotations

import contextlib

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.practice.audit import Kept, audit_facts
from toolkit.practice.household import people_on
from toolkit.ui.session import Session

AUDIT = "case_audit"


def facts_for_audit(session: Session, family_id: str | None) -> dict[str, str]:
    """The facts by their names; empty without a family."""
    if family_id is None:
        return {}
    kept = []
    for row in session.vault.records.timeline(family_id):
        if row.status in ("final", "living"):
            with contextlib.suppress(ToolkitError):
                answers = session.vault.records.get(row.id, row.revision).answers
                kept.append(Kept(row.form_id, row.title, row.event, answers))
    family, today = session.family(family_id), session.today()
    late = [
        row.text
        for row in session.due(family_id)
        if not row.done and dates.is_day(row.day) and dates.last_day(row.day) < today
    ]
    return audit_facts(family, people_on(family, today), kept, today, late)
