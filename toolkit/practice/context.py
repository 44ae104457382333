"""What a form is judged in, made from the family file: people with their ages at the event, and facts about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from toolkit.forms import dates
from toolkit.forms.from_family import HIDDEN, present_address
from toolkit.forms.people import IN_HOME, Context, PersonRef, ScoreSet, rows_of
from toolkit.practice.attention import Past, attention, failed_facts
from toolkit.practice.household import people_on


def context_for(
    family: Mapping[str, Any] | None,
    now: datetime,
    event: str | None = None,
    written: datetime | None = None,
    late_hours: int = 24,
    notes: Iterable[Past] = (),
    author: str = "",
    facts: Mapping[str, str] | None = None,
    scores: tuple[ScoreSet, ...] = (),
) -> Context:
    """The context of a record in a family, or of an unfiled one when `family` is None.

    `now` is local wall time; `event` the record's event as ISO text, for ages on records are those of the event and not
    of today. `notes` are the finished case notes of the family other than the record itself. `facts` are added last.
    `scores` are the numbers of the earlier maps of the family, oldest first.
    """
    moment = now.replace(tzinfo=None)
    at = dates.moment(event) if event and dates.is_day(event) else moment
    answers: Mapping[str, Any] = family or {}
    people = people_on(answers, at.date())
    known = list(notes)
    found: dict[str, str] = {}
    if needs_interpreter(answers):
        found["@language_need"] = "yes"
    if author.strip():
        found["@author"] = author.strip()
    if working := [_who(one) for one in people if one.group == "professional"]:
        found["@professionals"] = "\n".join(working)
    if homes := {_home(answers, one) for one in people if one.living} - {""}:
        found["@addresses"] = "\n".join(sorted(homes))
    when = event if event and dates.is_day(event) else moment.isoformat(timespec="minutes")
    if any(note.answers.get("abuse") == "yes" for note in known):
        found["@abuse"] = "yes"
    found |= failed_facts(known, when)
    found |= _days_since(people, [note for note in known if note.event < when], at, answers)
    found |= facts or {}
    return Context(moment, people, found, written, late_hours, scores)


def _who(person: PersonRef) -> str:
    """Somebody who works with the family: name, role and agency, each said once."""
    parts = [person.name, *(part for part in person.relation.split(", ") if part != person.name)]
    return ", ".join(part for part in parts if part)


def _home(family: Mapping[str, Any], person: PersonRef) -> str:
    """Where a child, or an adult of the home, lives now, in one line; one that is hidden says so wherever it is put.

    Where somebody else lives is not offered as where the family does.
    """
    if person.group != "child" and person.home not in IN_HOME:
        return ""
    address, hidden = present_address(family, person.id)
    line = " ".join(address.splitlines())
    return f"{line} {HIDDEN}" if line and hidden else line


def needs_interpreter(family: Mapping[str, Any]) -> bool:
    """Whether a living adult of the family needs an interpreter."""
    return any(
        row.get("interpreter") == "yes" and row.get("status") != "died" for row in rows_of(family, "adults")
    )


def _days_since(
    people: tuple[PersonRef, ...], earlier: list[Past], at: datetime, family: Mapping[str, Any]
) -> dict[str, str]:
    """Days since each child was last seen, and seen alone, before this event; `never` when not yet."""
    found = {}
    for person_id, one in attention(people, earlier, at.date(), rows_of(family, "relations")).items():
        if one.person.group == "child" and one.applies and not one.person.unborn:
            found[f"@days_seen:{person_id}"] = "never" if one.seen is None else str(one.seen)
            found[f"@days_alone:{person_id}"] = "never" if one.alone is None else str(one.alone)
    return found
