"""How long each family's records are kept: read out of the family files, for the list to look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers, rows_of
from toolkit.practice.retention import COMMON, Child, ChildDue, Due, Policy, child_due, family_due
from toolkit.ui.session import Session
from toolkit.vault.erasing import Hold

ENDED = "work_ended"
"""The fact of the vault that holds, by family, the day on which the work ended, as ISO text."""
AGE, OLDEST = "keep_until_age", 100
"""The fact that holds the birthday to which the organisation keeps a child's record, where it is a later one."""


def policy(session: Session) -> Policy:
    """How long the organisation keeps records; never shorter than is common. What it fixed for everyone wins."""
    fixed = AGE in session.settings.managed
    age: Any = session.settings.keep_until_age if fixed else session.vault.facts.get(AGE, COMMON.until)
    until = age if isinstance(age, int) and COMMON.until <= age <= OLDEST else COMMON.until
    return Policy(until=until, until_if_nearly_grown=until + 1)


@dataclass(frozen=True)
class Kept:
    """One family with its day. `hold` says why it is kept whatever the day."""

    family_id: str
    name: str
    reference: str
    ended: str
    due: Due
    hold: Hold | None
    children: tuple[ChildDue, ...] = ()
    """The day of each child; empty while the work goes on."""


def children_of(family: Answers) -> list[Child]:
    """The children whose age counts: those born, living or dead."""
    found = []
    for row in rows_of(family, "children"):
        if row.get("status") == "ended" or (row.get("unborn") == "yes" and not row.get("birth")):
            continue
        died = str(row.get("status_date") or "not known") if row.get("status") == "died" else ""
        name = str(row.get("known_as") or row.get("name") or "").strip()
        found.append(Child(birth=str(row.get("birth") or ""), died=died, name=name))
    return found


def ended_days(session: Session) -> dict[str, str]:
    """The days on which the work ended, by family."""
    found: Any = session.vault.facts.get(ENDED, {})
    return dict(found) if isinstance(found, dict) else {}


def set_ended(session: Session, family_id: str, day: str) -> None:
    """Keeps the day on which the work with a family ended; an empty one means that it goes on. The trail says so."""
    days = ended_days(session)
    days.pop(family_id, None)
    if day:
        days[family_id] = day
    session.vault.facts.set(ENDED, days)


def forget_ended(session: Session, family_id: str) -> None:
    """Lets go of the day of a family that was erased."""
    days = ended_days(session)
    if days.pop(family_id, None) is not None:
        session.vault.facts.keep(ENDED, days)


def due_of(session: Session, family_id: str, family: Answers) -> tuple[Due, str, Hold | None]:
    """When a family's time is over, the day its work ended, and its hold."""
    ended = ended_days(session).get(family_id, "")
    hold = session.vault.erasing.held(family_id)
    day: date | None = dates.last_day(ended) if dates.is_day(ended) else None
    return (
        family_due(children_of(family), day, hold is not None, session.today(), policy(session)),
        ended,
        hold,
    )


def kept_families(session: Session) -> Iterator[Kept]:
    """Every family with its day; one that cannot be read is left out, and the health check names it."""
    for row in session.vault.records.families():
        try:
            family = session.family(row.id)
            due, ended, hold = due_of(session, row.id, family)
        except ToolkitError:
            continue
        day = dates.last_day(ended) if dates.is_day(ended) else None
        days = (child_due(child, day, policy(session)) for child in children_of(family))
        yield Kept(
            row.id, row.name, row.reference, ended, due, hold, tuple(one for one in days if one is not None)
        )


def ending_day(session: Session, family_id: str) -> str:
    """The day that the newest finished ending of a family names, as ISO text, for a person to confirm; or nothing."""
    for row in session.vault.records.timeline(family_id):
        if row.form_id == "closure" and row.status == "final":
            day = session.vault.records.get(row.id, row.revision).answers.get("ends_on")
            return str(day) if dates.is_day(day) and dates.first_day(str(day)) <= session.today() else ""
    return ""
