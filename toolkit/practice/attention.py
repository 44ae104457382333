"""How long since each child was seen, seen alone and heard, and each adult spoken to, counted from finished case notes.

A draft counts for nothing. Nobody is prompted about a child who died or a pregnancy that ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import PersonRef, rows_of
from toolkit.forms.vocabulary import is_empty, is_special

FAILED = ("attempted", "not_brought")
ROW = 2
NINETY_DAYS = timedelta(days=90)
NO_CONTACT = ("office", "professional", "received")
"""Notes that are no try to meet the family, so they neither break nor lengthen a row of failed contacts."""


@dataclass(frozen=True)
class Past:
    """A finished case note: when it happened, as ISO text, and its answers."""

    event: str
    answers: Mapping[str, Any]

    @property
    def day(self) -> date | None:
        """The day of the note, or None when it cannot be read."""
        return dates.first_day(self.event) if dates.is_day(self.event) else None


@dataclass(frozen=True)
class Attention:
    """Days since, for one person; None means never so far. `applies` is false where no prompt makes sense."""

    person: PersonRef
    applies: bool
    seen: int | None = None
    alone: int | None = None
    voice: int | None = None
    spoken: int | None = None
    mother_seen: int | None = None
    """For an unborn child: since its mother was seen."""
    midwife_named: bool = False
    """For an unborn child: whether a midwife is among the professionals."""


def attention(
    people: Iterable[PersonRef],
    notes: Iterable[Past],
    today: date,
    relations: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Attention]:
    """For each child and adult of a family by id, the days since the events that matter.

    `relations` are the rows of the family file's grid; they say who the mother of an unborn child is.
    """
    everyone = tuple(people)
    ordered = sorted((note for note in notes if _counts(note, today)), key=lambda note: note.event)
    last: dict[tuple[str, str], date] = {}
    for note in ordered:
        assert note.day
        for who, what in _happened(note.answers):
            last[who, what] = max(note.day, last.get((who, what), note.day))

    def since(who: str, what: str) -> int | None:
        day = last.get((who, what))
        return None if day is None else (today - day).days

    midwife = any(p.group == "professional" and "midwi" in f"{p.relation} {p.name}".lower() for p in everyone)
    cells = list(relations)
    found = {}
    for person in everyone:
        if person.group == "professional":
            continue
        mothers = [since(m, "seen") for m in _mothers(person, everyone, cells)] if person.unborn else []
        found[person.id] = Attention(
            person,
            person.living,
            seen=since(person.id, "seen"),
            alone=since(person.id, "alone"),
            voice=since(person.id, "voice"),
            spoken=since(person.id, "spoken"),
            mother_seen=min((days for days in mothers if days is not None), default=None),
            midwife_named=midwife,
        )
    return found


def _counts(note: Past, today: date) -> bool:
    return note.day is not None and note.day <= today and note.answers.get("contact") not in FAILED


def _happened(answers: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Each person with what happened to them in a note: seen, alone, spoken, voice."""
    for row in rows_of(answers, "seen"):
        person = str(row.get("person") or "")
        seen = row.get("seen") == "yes"
        if seen:
            yield person, "seen"
        if seen and row.get("alone") == "yes":
            yield person, "alone"
        if row.get("spoken") == "yes":
            yield person, "spoken"
    for row in rows_of(answers, "voice"):
        words = row.get("words")
        if not is_empty(words) and not is_special(words):
            yield str(row.get("person") or ""), "voice"


def _mothers(
    child: PersonRef, everyone: tuple[PersonRef, ...], relations: Iterable[Mapping[str, Any]]
) -> list[str]:
    """The birth parents of an unborn child who are down as a mother; two are fine, and none is too."""
    parents = {
        cell.get("adult")
        for cell in relations
        if cell.get("child") == child.id and cell.get("relation") == "birth_parent"
    }
    return [p.id for p in everyone if p.id in parents and "mother" in p.roles]


def since_words(days: int | None, today: str = "Today", never: str = "Not yet") -> str:
    """Days since in words: "Today", "Yesterday", "9 days ago", "Not yet"."""
    if days is None:
        return never
    return {0: today, 1: "Yesterday"}.get(days, f"{days} days ago")


def failed_facts(notes: Iterable[Past], event: str) -> dict[str, str]:
    """Whether one more failed contact at `event` makes two in a row, or three in 90 days: facts for the case note."""
    if not dates.is_day(event):
        return {}
    day = dates.first_day(event)
    tries = sorted(
        (
            note
            for note in notes
            if note.day is not None
            and note.event <= event
            and day - note.day <= timedelta(days=3650)
            and note.answers.get("contact") not in NO_CONTACT
        ),
        key=lambda note: note.event,
    )
    recent = [
        note
        for note in tries
        if note.answers.get("contact") in FAILED and note.day is not None and day - note.day <= NINETY_DAYS
    ]
    facts = {}
    if tries and tries[-1].answers.get("contact") in FAILED:
        facts["@failed_in_row"] = "yes"
    if len(recent) >= ROW:
        facts["@failed_90_days"] = "yes"
    return facts
