"""How one invented family and its expected findings are written down, and short ways to write its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toolkit.practice.chronology import Source

TODAY = date(2026, 11, 12)
"""A Thursday."""
WORKER = {"name": "Tansy Dunnock", "role": "health visitor"}

Answers = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What must be found, as literal values. Persons are ids; a record is named by its id, the family file by its page."""

    since: Mapping[str, tuple[int | None, str]]
    """By "person what": days since, None for never, and the record behind it."""
    missed: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By "person what": each record since then that says it did not happen, newest first, and its reason."""
    silent: tuple[str, ...] = ()
    """About whom nothing at all may be asked."""
    responsibility: tuple[tuple[str, str, str], ...] = ()
    """Adult, child, and why it is not confirmed."""
    no_holder: tuple[str, ...] = ()
    """Children for whom nobody's parental responsibility is confirmed."""
    fathers: tuple[str, ...] = ()
    """Children whose father is not named."""
    counts: Mapping[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """By key: the number, and the records behind it."""
    questions: tuple[tuple[str, str], ...] = ()
    """What nobody has answered yet, and the record it stands in."""
    due: tuple[tuple[str, str, str], ...] = ()
    """Group of Today (late, today, next, waiting), ISO day, and words."""
    events: tuple[str, ...] = ()
    """The chronology: each line as "day: sentence", earliest first."""
    ask: tuple[str, ...] = ()
    """What the sheet before a visit says to ask, in order."""
    keep_until: Mapping[str, str] = field(default_factory=dict)
    """From which day each child's records may go, if the work ended today; empty where no day is known."""
    limits: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the day of an event and a time limit: the day it runs out."""
    on_sheet: tuple[str, ...] = ()
    """Who is in the home, as the sheet shows them."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A family: its file, its finished records and what must be found."""

    name: str
    family: Answers
    records: tuple[Source, ...]
    expected: Expected


def child(person: str, name: str, birth: str, **more: Any) -> Answers:
    """A born child."""
    row = {"id": person, "unborn": "no", "name": name, "known_as": name.split()[0], "birth": birth}
    return {**row, "status": "living", **more}


def unborn(person: str, edd: str, **more: Any) -> Answers:
    """An unborn child."""
    return {"id": person, "unborn": "yes", "edd": edd, "status": "living", **more}


def adult(person: str, name: str, roles: list[str], **more: Any) -> Answers:
    """An adult."""
    return {"id": person, "name": name, "roles": roles, "status": "living", **more}


def at(person: str, how: str) -> Answers:
    """Where an adult is."""
    return {"id": f"home-{person}", "person": person, "how": how}


def cell(
    adult_id: str, child_id: str, relation: str, pr: str = "", basis: str = "", seen: str = ""
) -> Answers:
    """A cell of the grid: `seen` is the evidence."""
    row = {"adult": adult_id, "child": child_id, "relation": relation, "pr": pr}
    return row | {key: value for key, value in (("basis", basis), ("evidence", seen)) if value}


def mother(adult_id: str, child_id: str) -> Answers:
    """A birth mother whose responsibility was seen on the birth certificate."""
    return cell(adult_id, child_id, "birth_parent", "yes", "birth_mother", "original")


def note(
    record: str,
    event: str,
    contact: str = "home_announced",
    *,
    about: tuple[str, ...] = (),
    by: str = "Tansy Dunnock",
    title: str = "Case note",
    **answers: Any,
) -> Source:
    """A finished case note."""
    whole = {"contact": contact, "event": event, "about": list(about), "worry": "no", **answers}
    return Source(record, "case_note", event, whole, title, by)


def met(person: str, *what: str, **more: Any) -> Answers:
    """A line of who was seen: seen, alone, spoken."""
    said = {one: "yes" if one in what else "no" for one in ("seen", "alone", "spoken")}
    return {"id": person, "person": person, **said, **more}


def not_met(person: str, how: str, next_day: str = "") -> Answers:
    """A line of somebody who was not seen, and why."""
    row = {"id": person, "person": person, "seen": "no", "how": how}
    return row | ({"next": next_day} if next_day else {})


def heard(person: str, words: str) -> Answers:
    """A child's voice."""
    return {"id": person, "person": person, "words": words}


def tried(when: str, result: str, next_day: str = "") -> list[Answers]:
    """One try that met nobody."""
    row = {"id": "t1", "tried": when, "method": "visit", "result": result}
    return [row | ({"next": next_day} if next_day else {})]


def action(what: str, who: Any, by_when: str, row: str = "x1", **more: Any) -> Answers:
    """One promise."""
    return {"id": row, "what": what, "who": who, "by_when": by_when, **more}
