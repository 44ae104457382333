"""A worker's own copy of an area pack: kept apart from the one that was shipped, with who checked it and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace as same
from datetime import date
from typing import Any

import msgspec

from toolkit.errors import ToolkitError
from toolkit.practice.areas import (
    EMERGENCY,
    Area,
    AreaFault,
    Areas,
    Contact,
    Escalation,
    Level,
    ScaleAnchors,
    Stage,
    TimeLimit,
)

FACT = "own_areas"
"""The fact that holds the copies: id, to the pack as JSON text."""
OWN = "own_"
LINES = {
    "switchboard": "Council switchboard",
    "low": "Safety scale, words at 0",
    "high": "Safety scale, words at 10",
    "disability_rule": "When the team for disabled children is asked",
}
"""What of a pack is one line of words."""
CONTACTS = (
    "front_door",
    "out_of_hours",
    "adult_safeguarding",
    "early_help",
    "advocacy",
    "fostering",
    "family_meeting",
)
"""The contacts that can be changed, each the first of its kind."""


class TimeNotRead(ToolkitError):
    """A line of answer times that says no time."""

    sentence = "Write each time as “Amber: 1 working day”, one a line."


def is_own(area: Area) -> bool:
    """Whether a pack is a copy made here."""
    return area.id.startswith(OWN)


def copy_of(area: Area) -> Area:
    """A pack to be changed, made of a shipped one, old ones too. Nothing in it counts as checked yet."""
    if is_own(area):
        return area
    blank = {
        name: tuple(msgspec.structs.replace(one, checked_on="", checked_by="") for one in getattr(area, name))
        for name in (*CONTACTS, "safeguarding_lead", "data_protection_lead", "helplines")
    }
    return msgspec.structs.replace(
        area, id=f"{OWN}{area.id}", area=f"{area.area} (our copy)", status="check", **blank
    )


def changed(
    area: Area,
    contacts: Mapping[str, Contact],
    today: date,
    by: str,
    *,
    pre_questions: str,
    levels: str,
    stages: str,
    agreement_age: int | None,
    facts: str | None = None,
    timelines: str | None = None,
    lines: Mapping[str, str] | None = None,
) -> Area:
    """A copy with what was typed: contacts by kind, lists with one entry a line, and single lines by their key in `LINES`.

    What is not given stays as it is. Whoever saves it has checked it. Raises TimeNotRead.
    """
    said = {key: " ".join(words.split()) for key, words in (lines or {}).items()}
    scale = ScaleAnchors(low=said.pop("low", area.scale.low), high=said.pop("high", area.scale.high))
    first = {
        name: _checked(contact, getattr(area, name), today, by)
        for name, contact in contacts.items()
        if name in CONTACTS
    }
    return msgspec.structs.replace(
        area,
        pre_questions=tuple(_lines(pre_questions)),
        levels=tuple(_levels(levels, area.levels)),
        escalation=msgspec.structs.replace(area.escalation, stages=tuple(_stages(stages, area.escalation))),
        agreement_age=agreement_age,
        facts=area.facts if facts is None else tuple(_lines(facts)),
        timelines=area.timelines if timelines is None else tuple(_times(timelines)),
        scale=scale,
        **said,
        **first,
    )


def _checked(contact: Contact, before: tuple[Contact, ...], today: date, by: str) -> tuple[Contact, ...]:
    if not (contact.phone.strip() or contact.email.strip()):
        return before[1:]
    seen = msgspec.structs.replace(contact, checked_on=today.isoformat(), checked_by=by)
    return (seen, *before[1:])


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _levels(text: str, before: tuple[Level, ...]) -> list[Level]:
    """`1: Universal` a line; what was said of a level of that code stays."""
    known = {one.code: one for one in before}
    found = []
    for number, line in enumerate(_lines(text), 1):
        code, found_colon, name = line.partition(":")
        key = code.strip() if found_colon else str(number)
        words = name.strip() if found_colon else line
        old = known.get(key)
        found.append(msgspec.structs.replace(old, name=words) if old else Level(code=key, name=words))
    return found


def _stages(text: str, before: Escalation) -> list[Stage]:
    """`Line managers: 2 working days` a line."""
    pairs = [line.rpartition(":") if ":" in line else (line, "", "") for line in _lines(text)]
    return [Stage(who=who.strip(), limit=limit.strip()) for who, _, limit in pairs]


_TIME = re.compile(
    r"(?P<what>[^:]+): *(?P<days>\d{1,3}) *(?P<working>working )?days?(, from (?P<hours>\d{1,2}) hours)?"
)


def _times(text: str) -> list[TimeLimit]:
    """`Amber: 1 working day` a line. Raises TimeNotRead."""
    found = []
    for line in _lines(text):
        match = _TIME.fullmatch(line)
        if match is None:
            raise TimeNotRead
        found.append(
            TimeLimit(
                what=match["what"].strip(),
                days=int(match["days"]),
                working=bool(match["working"]),
                hours=int(match["hours"] or 0),
            )
        )
    return found


def time_lines(area: Area) -> str:
    """The answer times as they are typed."""
    return "\n".join(
        f"{one.what}: {one.days} {'working ' if one.working else ''}day{'' if one.days == 1 else 's'}"
        f"{f', from {one.hours} hours' if one.hours else ''}"
        for one in area.timelines
    )


def level_lines(area: Area) -> str:
    """The levels as they are typed."""
    return "\n".join(f"{one.code}: {one.name}" for one in area.levels)


def stage_lines(area: Area) -> str:
    """The stages as they are typed."""
    return "\n".join(f"{one.who}: {one.limit}" if one.limit else one.who for one in area.escalation.stages)


def kept(held: Any, area: Area) -> dict[str, str]:
    """The fact with a copy in it."""
    before = held if isinstance(held, dict) else {}
    return {**before, area.id: msgspec.json.encode(area).decode()}


def with_own(areas: Areas, held: Any) -> Areas:
    """The packs with the copies kept here. A copy that cannot be read is named among the faults; the others stay."""
    own, faults = [], list(areas.faults)
    for key, text in held.items() if isinstance(held, dict) else ():
        try:
            area = msgspec.json.decode(str(text), type=Area)
        except msgspec.DecodeError:
            faults.append(AreaFault("Your copy of an area pack could not be read. Make a new copy of it."))
            continue
        if area.id == key and area.emergency == EMERGENCY:
            own.append(area)
    shipped = [pack for pack in areas.packs if not is_own(pack)]
    return same(areas, packs=(*shipped, *own), faults=tuple(faults))
