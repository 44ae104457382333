"""What dates are reckoned by in these records: area, bank holidays, two settings; and every timeline brought up to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.forms.people import Answers
from toolkit.forms.timeline_dates import brought_up
from toolkit.forms.timescales import CHASE_DAYS, TAF_WEEKS, Target
from toolkit.forms.working_days import KEPT, Changes, changes_from, to_keep
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session

TIMELINE, DECISION = "timeline", "share_decision"
TAF_FACT, CHASE_FACT = "review_weeks", "chase_days"
"""Facts of the vault: weeks to a review, working days to another call."""
MOST_TAF, MOST_CHASE = 52, 10
FORM_PLACES = ("events", "kept", "printed")
"""How a place within the record begins that its form shows; any other is a date, and shown among the dates."""


def changes_of(session: Session) -> Changes:
    """The days put into and taken out of the bank holidays here."""
    return changes_from(session.fact(KEPT, {}))


def number_of(session: Session, key: str) -> int:
    """One of the two settings."""
    usual, most = (TAF_WEEKS, MOST_TAF) if key == TAF_FACT else (CHASE_DAYS, MOST_CHASE)
    value = session.fact(key, usual)
    return value if isinstance(value, int) and 1 <= value <= most else usual


def rules_of(session: Session) -> dict[str, Any]:
    """The rules as a record keeps them."""
    area = session.area
    targets = [Target(one.what, one.days, one.working, one.hours) for one in area.timelines]
    return {
        "area": area.id,
        "source": area.source,
        "targets": [asdict(one) for one in targets],
        "bank_holidays": to_keep(changes_of(session)),
        "taf_weeks": number_of(session, TAF_FACT),
        "chase_days": number_of(session, CHASE_FACT),
    }


def record_of(session: Session, family_id: str) -> str:
    """The id of the family's timeline; empty before anything was kept in one."""
    rows = session.vault.records.timeline(family_id)
    return next((row.id for row in rows if row.form_id == TIMELINE and row.status == "living"), "")


def store_of(session: Session, family_id: str) -> VaultStore:
    """Where the family's timeline is kept, or will be."""
    found = record_of(session, family_id)
    if found:
        return VaultStore(session, record_id=found)
    return VaultStore(session, form_id=TIMELINE, family_id=family_id)


def up_to_date(session: Session, answers: Answers) -> Answers:
    """The answers with every date reckoned by today's rules, and a line for each that moved."""
    return brought_up(answers, rules_of(session), session.now(), session.author().name)


def bring_all_up(session: Session) -> int:
    """Reckons every timeline, and what a decision makes due, anew after the rules changed; gives how many families have a date that moved."""
    records = dict.fromkeys(row.record_id for row in session.vault.records.due() if row.form_id == TIMELINE)
    changed = 0
    for record_id in records:
        try:
            store = VaultStore(session, record_id=record_id)
            answers = store.answers()
            made = up_to_date(session, answers)
            if made != answers:
                store.save(made)
                store.close(made)
                changed += made.get("moved") != answers.get("moved")
        except ToolkitError:
            # One that cannot be read keeps no other from being right; the health check names it.
            continue
    session.vault.records.reckon_again(DECISION)
    return changed
