"""Area packs: the names, telephone numbers and words of a place, as data; and the numbers a worker typed in their stead.

999 comes first and cannot be taken away. A missing number says so, an unchecked one is marked and never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.paths import resources

Status: TypeAlias = Literal["check", "old"]
MONTHS_GOOD = 12
EMERGENCY = "999"
POLICE = "101"
FIND_IT = "find your local front door"
NO_ANSWER = "No answer: 999, or 101, or the council switchboard"


class AreaFault(ToolkitError):
    """An area pack that cannot be read; the sentence names the file and the path of its fault."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every part of a pack: an unknown name is a fault."""


class Level(_Part, frozen=True, kw_only=True):
    """One level of need, from the least."""

    code: str
    name: str
    meaning: str = ""
    assessment: str = ""
    response: str = ""


class Contact(_Part, frozen=True, kw_only=True):
    """Where to ring or write: a post or a team, never a person. `checked_on` is an ISO day, or empty."""

    name: str
    purpose: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    checked_on: str = ""
    checked_by: str = ""
    discreet: bool = True
    """False for a line that may not stand on a paper somebody else could find."""


class LocalForm(_Part, frozen=True, kw_only=True):
    """A form of the area: its name, what it is used for, and when."""

    name: str
    use: str = ""
    when: str = ""


class Stage(_Part, frozen=True, kw_only=True):
    """One stage of resolving a difference. An empty limit is set locally."""

    who: str
    limit: str = ""


class Escalation(_Part, frozen=True, kw_only=True):
    """How services settle a difference here."""

    name: str = ""
    stages: tuple[Stage, ...] = ()
    link: str = ""
    hint: str = ""


class ScaleAnchors(_Part, frozen=True, kw_only=True):
    """The words at the two ends of the safety scale."""

    low: str = ""
    high: str = ""


class Term(_Part, frozen=True, kw_only=True):
    """A local word and what it means."""

    name: str
    meaning: str = ""


class TimeLimit(_Part, frozen=True, kw_only=True):
    """A time limit that differs here from the national one."""

    what: str
    days: int
    working: bool = False
    hours: int = 0
    """Where a day is split: from so many hours to the end of the day."""


class Area(_Part, frozen=True, kw_only=True):
    """One area pack, with every field a pack may have."""

    id: str
    area: str
    status: Status
    source: str
    document_date: str = ""
    nation: Literal["England"] = "England"
    levels: tuple[Level, ...] = ()
    front_door: tuple[Contact, ...] = ()
    out_of_hours: tuple[Contact, ...] = ()
    emergency: str = EMERGENCY
    police: str = POLICE
    switchboard: str = ""
    adult_safeguarding: tuple[Contact, ...] = ()
    safeguarding_lead: tuple[Contact, ...] = ()
    data_protection_lead: tuple[Contact, ...] = ()
    forms: tuple[LocalForm, ...] = ()
    early_help: tuple[Contact, ...] = ()
    pre_questions: tuple[str, ...] = ()
    agreement_age: int | None = None
    """None asks each child who is able to understand."""
    escalation: Escalation = Escalation()
    map_order: Literal["working_well_first", "worries_first"] = "working_well_first"
    scale: ScaleAnchors = ScaleAnchors()
    meeting_terms: tuple[Term, ...] = ()
    fostering: tuple[Contact, ...] = ()
    family_meeting: tuple[Contact, ...] = ()
    disability_rule: str = ""
    advocacy: tuple[Contact, ...] = ()
    timelines: tuple[TimeLimit, ...] = ()
    directory_filters: tuple[str, ...] = ()
    threshold_cards: tuple[str, ...] = ()
    helplines: tuple[Contact, ...] = ()
    duties_card: str = "G-DUTY"
    facts: tuple[str, ...] = ()
    """What holds in the whole country and every pack repeats."""

    @property
    def read_only(self) -> bool:
        """Whether the pack is old and only there to read older records by."""
        return self.status == "old"


@dataclass(frozen=True)
class Areas:
    """The packs on offer, and what was wrong with those that could not be read."""

    packs: tuple[Area, ...]
    faults: tuple[AreaFault, ...] = ()

    def get(self, area_id: str) -> Area:
        """The pack with this id, else the general one. Raises AreaFault when there is neither."""
        by_id = {pack.id: pack for pack in self.packs}
        found = by_id.get(area_id) or by_id.get("generic")
        if found is None:
            raise AreaFault("The general area pack is missing. Install the program again.")
        return found


def load(folder: Path | None = None) -> Areas:
    """The packs of a folder, the general one first. A bad file is named among the faults, and the others load."""
    packs, faults = [], []
    for path in sorted((folder or resources() / "areas").glob("*.toml")):
        try:
            packs.append(read(path))
        except AreaFault as fault:
            faults.append(fault)
    return Areas(tuple(sorted(packs, key=lambda pack: (pack.id != "generic", pack.area))), tuple(faults))


def read(path: Path) -> Area:
    """One pack from its file. Raises AreaFault naming the file and the path of its fault."""
    try:
        area = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=Area)
    except (OSError, UnicodeDecodeError):
        raise AreaFault(f"The area file {path.name} could not be read. It was left out.") from None
    except msgspec.DecodeError as fault:
        raise AreaFault(f"The area file {path.name} was left out: {fault}.") from None
    if area.emergency != EMERGENCY:
        raise AreaFault(
            f"The area file {path.name} was left out: emergency is 999 everywhere, at `$.emergency`."
        )
    return area


# The numbers a worker sees

LOCAL_KINDS: dict[str, str] = {
    "front_door": "Children's front door",
    "out_of_hours": "Out of hours",
    "adult_safeguarding": "Adult safeguarding",
    "safeguarding_lead": "Your safeguarding lead",
    "data_protection_lead": "Your data protection lead",
    "switchboard": "Council switchboard",
}
"""What is typed at first start, with its label; also the keys a `Notice` may name, beside `emergency` and `police`."""
FIRST_START = ("front_door", "out_of_hours", "safeguarding_lead", "data_protection_lead")
RATING_STARTS = ("Red", "Amber", "Green")
DOORS = ("front_door", "out_of_hours")
"""The numbers rung when someone may be harmed."""


@dataclass(frozen=True)
class LocalNumber:
    """A number the worker typed, kept apart from the pack. `checked_on` is an ISO day, or empty."""

    phone: str = ""
    name: str = ""
    hours: str = ""
    checked_on: str = ""
    checked_by: str = ""


@dataclass(frozen=True)
class Number:
    """A number as shown. `doubt` is true when it was never checked or longer than a year ago; it is shown all the same."""

    key: str
    label: str
    phone: str
    hours: str = ""
    note: str = ""
    """A line below: the source that must be checked, or what to do when nobody answers."""
    missing: bool = False
    doubt: bool = False

    @property
    def shown(self) -> str:
        """The number as printed: with a question mark when in doubt, in words when missing, never blank."""
        if self.missing:
            return self.phone
        return f"{self.phone} ?" if self.doubt else self.phone


def numbers(
    area: Area, local: Mapping[str, LocalNumber], today: date, keys: tuple[str, ...] = ()
) -> list[Number]:
    """The numbers to show, 999 first whatever is asked for. `keys` are those of a `Notice`; none means all."""
    wanted = [key for key in (keys or ("emergency", *LOCAL_KINDS, "police")) if key != "emergency"]
    found = [Number("emergency", "Child in danger now", EMERGENCY)]
    for key in wanted:
        if key == "police":
            found.append(Number("police", "Police, not an emergency", area.police or POLICE))
        elif key in LOCAL_KINDS:
            found += _local(key, area, local.get(key), today)
    return found


def _local(key: str, area: Area, typed: LocalNumber | None, today: date) -> list[Number]:
    label = LOCAL_KINDS[key]
    if typed and typed.phone.strip():
        doubt = not checked_lately(typed.checked_on, today)
        name = typed.name.strip()
        whole = f"{label}: {name}" if name else label
        return [Number(key, whole, typed.phone.strip(), typed.hours, _note(key, doubt, area), doubt=doubt)]
    found = []
    for contact in _contacts(key, area):
        doubt = area.status == "old" or not checked_lately(contact.checked_on, today)
        printed = f"Printed in {area.source}, check before use" if doubt else ""
        notes = [part for part in (contact.purpose, printed, _note(key, doubt, area)) if part]
        found.append(
            Number(key, contact.name or label, contact.phone, contact.hours, ". ".join(notes), doubt=doubt)
        )
    if found:
        return found
    words = FIND_IT if key in DOORS else "not filled in yet"
    return [Number(key, label, words, note=_note(key, True, area), missing=True)]


def _contacts(key: str, area: Area) -> list[Contact]:
    if key == "switchboard":
        return [Contact(name=LOCAL_KINDS[key], phone=area.switchboard)] if area.switchboard else []
    contacts: Mapping[str, tuple[Contact, ...]] = {
        "front_door": area.front_door,
        "out_of_hours": area.out_of_hours,
        "adult_safeguarding": area.adult_safeguarding,
        "safeguarding_lead": area.safeguarding_lead,
        "data_protection_lead": area.data_protection_lead,
    }
    return [contact for contact in contacts[key] if contact.phone.strip()]


def _note(key: str, doubt: bool, area: Area) -> str:
    """What to do when nobody answers, for the routes that a worry about harm takes."""
    if key not in DOORS or not doubt:
        return ""
    return f"{NO_ANSWER} {area.switchboard}".strip()


def facts_for_forms(area: Area) -> dict[str, str]:
    """What forms begin with of an area: its name, questions, ratings, levels, agreement age and limits, as words."""
    levels = [" · ".join(p for p in (one.code, one.name, one.response) if p) for one in area.levels]
    ratings = [line for line in area.facts if line.startswith(RATING_STARTS)]
    checked = "" if area.status == "check" else "Old: for reading older records. "
    printed = f"{checked}Printed in {area.source}: check before use."
    forms = [f"{one.name}: {one.when}" for one in area.forms if one.when.strip()]
    limits = [f"{one.who}: {one.limit}" for one in area.escalation.stages if one.limit.strip()]
    named = area.escalation.name.strip()
    found = {
        "@area": area.area,
        "@assessment_name": _assessment_name(area),
        "@area_levels": "\n".join(" ".join(p for p in (one.code, one.name) if p) for one in area.levels),
        "@pre_questions": "\n".join(area.pre_questions),
        "@area_words": "\n".join([*levels, *ratings, *forms, printed]) if levels or ratings else "",
        "@ratings": "yes" if ratings else "",
        **_targets(area, ratings),
        "@agreement_age": "" if area.agreement_age is None else str(area.agreement_age),
        "@escalation_limits": "\n".join([*([named] if named else []), *limits])
        if limits
        else area.escalation.hint,
    }
    return {key: words for key, words in found.items() if words}


def _targets(area: Area, ratings: list[str]) -> dict[str, str]:
    """How soon a rating is answered: its words, and the time in figures with its source, as the clock of a referral reads it."""
    found = {f"@target:{line.split(',')[0].casefold()}": line for line in ratings}
    for one in area.timelines:
        unit = "working" if one.working else "days"
        found[f"@answer:{one.what.casefold()}"] = f"{one.days} {unit}, {area.source}: check before use"
    return found


def _assessment_name(area: Area) -> str:
    """What the area calls an early help or family help assessment, with its letters; empty where it does not say."""
    for one in area.forms:
        words = f"{one.name} {one.use}".casefold()
        if "early help assessment" in words or "family help assessment" in words:
            return one.name if "assessment" in one.name.casefold() else f"{one.use} ({one.name})"
    return ""


def checked_lately(checked_on: str, today: date) -> bool:
    """Whether a number was checked in the past 12 months; a day to come is no check."""
    if not dates.is_day(checked_on):
        return False
    day = dates.first_day(checked_on)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return day <= today and (months < MONTHS_GOOD or (months == MONTHS_GOOD and today.day == day.day))


def local_from(get: Callable[[str, str], str]) -> dict[str, LocalNumber]:
    """The typed numbers from a store of facts, whose `get(key, default)` is given; kept as `numbers.front_door.phone`."""
    return {
        kind: LocalNumber(
            **{part.name: str(get(f"numbers.{kind}.{part.name}", "")) for part in fields(LocalNumber)}
        )
        for kind in LOCAL_KINDS
    }


def local_facts(kind: str, number: LocalNumber) -> dict[str, str]:
    """The facts to keep for one typed number, key to value."""
    return {f"numbers.{kind}.{part.name}": getattr(number, part.name) for part in fields(number)}
