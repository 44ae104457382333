"""Who has not been seen or heard, and what else nobody knows yet: plain facts of a family with the records behind them.

Worked out from the family file and from finished records each time it is asked for; nothing is kept, nothing is added up
into a score, and nothing is decided. About a child who died, an adult who died or a pregnancy that ended nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.family_checks import confirmed, years_on
from toolkit.forms.people import PersonRef, dicts, rows_of
from toolkit.forms.vocabulary import is_empty, is_special
from toolkit.practice.attention import FAILED, NINETY_DAYS, NOTE, VOICE, Attention, Missed, Past, attention
from toolkit.practice.chronology import Source
from toolkit.practice.household import lives_here, people_on

FILE = "family:"
"""Begins what stands behind a fact where that is a page of the family file: `family:fathers`."""
GROWN = 18
PARENTS = ("birth_parent", "adoptive", "special_guardian")
ASK_ALONE = "Ask about domestic abuse when she or he is alone"


@dataclass(frozen=True)
class Unsure:
    """Parental responsibility that is not confirmed: whose, for whom, and why not."""

    adult: PersonRef
    child: PersonRef
    why: str


@dataclass(frozen=True)
class Question:
    """Something nobody has answered yet, in the words of the record it stands in. `private` ones never leave on paper."""

    words: str
    record: str
    event: str
    private: bool = False


@dataclass(frozen=True)
class Count:
    """A plain number with what is behind it: records by id, or pages of the family file."""

    key: str
    words: str
    number: int
    behind: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """All of it. `children` are those something may be asked about, unborn ones too; `adults` are the living in the home."""

    children: tuple[Attention, ...]
    adults: tuple[Attention, ...]
    responsibility: tuple[Unsure, ...]
    no_holder: tuple[PersonRef, ...]
    fathers: tuple[PersonRef, ...]
    counts: tuple[Count, ...]
    questions: tuple[Question, ...]

    def count(self, key: str) -> Count:
        """The count with this key."""
        return next(one for one in self.counts if one.key == key)


def findings(family: Mapping[str, Any], records: Iterable[Source], today: date) -> Findings:
    """What is known and not known of a family on a day, from its file and its finished records."""
    finished = sorted(
        (one for one in records if dates.is_day(one.event)), key=lambda one: (one.event, one.id)
    )
    past = [
        Past(one.event, one.answers, one.id, one.form_id) for one in finished if one.form_id in (NOTE, VOICE)
    ]
    people = people_on(family, today)
    found = attention(people, past, today, rows_of(family, "relations"))
    at_home = {p.id for p in lives_here(people)}
    return Findings(
        children=tuple(one for one in found.values() if one.person.group == "child" and one.applies),
        adults=tuple(_with_tries(one, family) for one in found.values() if one.person.id in at_home),
        responsibility=tuple(unconfirmed(family, people, today)),
        no_holder=tuple(_without_holder(family, people, today)),
        fathers=tuple(without_father(family, people)),
        counts=tuple(_counts(family, finished, today)),
        questions=tuple(sorted(_questions(finished), key=lambda one: one.event, reverse=True)),
    )


def _with_tries(one: Attention, family: Mapping[str, Any]) -> Attention:
    """An adult never spoken to, with what the family file says was tried."""
    tries = tuple(
        Missed(f"Tried: {row['tried'].strip()}", "", f"{FILE}fathers")
        for row in rows_of(family, "fathers")
        if row.get("who") == one.person.id and isinstance(row.get("tried"), str) and row["tried"].strip()
    )
    return replace(one, missed={"spoken": tries}) if tries and one.spoken is None else one


# Parental responsibility and fathers


def _minors(people: Iterable[PersonRef], today: date) -> list[PersonRef]:
    """The living, born children nobody of whom is known to be grown up."""
    return [
        p
        for p in people
        if p.group == "child"
        and p.living
        and not p.unborn
        and not (dates.is_day(p.birth) and years_on(dates.last_day(p.birth), today) >= GROWN)
    ]


def unconfirmed(family: Mapping[str, Any], people: Sequence[PersonRef], today: date) -> Iterator[Unsure]:
    """Parental responsibility that is said or may be there, and that nobody has seen a paper for."""
    adults = {p.id: p for p in people if p.group == "adult" and p.living}
    for child in _minors(people, today):
        for cell in rows_of(family, "relations"):
            adult = adults.get(str(cell.get("adult")))
            if cell.get("child") == child.id and adult is not None and (why := _why_unsure(cell)):
                yield Unsure(adult, child, why)


def _why_unsure(cell: Mapping[str, Any]) -> str:
    answer = cell.get("pr")
    if answer == "yes":
        if confirmed(dict(cell)) or cell.get("basis") == "limited":
            return ""
        if "told" in (cell.get("basis"), cell.get("evidence")):
            return "Told only"
        return "Basis not written" if cell.get("evidence") in ("original", "copy") else "No paper seen"
    if answer in ("not_known", "not_asked", "declined"):
        return {"not_known": "Not known", "not_asked": "Not asked", "declined": "Declined to say"}[
            str(answer)
        ]
    # Only of a parent or guardian is it a gap that nobody wrote anything.
    return "Not asked yet" if is_empty(answer) and cell.get("relation") in PARENTS else ""


def _without_holder(
    family: Mapping[str, Any], people: Sequence[PersonRef], today: date
) -> Iterator[PersonRef]:
    held = {str(cell.get("child")) for cell in rows_of(family, "relations") if confirmed(cell)}
    yield from (child for child in _minors(people, today) if child.id not in held)


def without_father(family: Mapping[str, Any], people: Iterable[PersonRef]) -> Iterator[PersonRef]:
    """Living children nobody is down as a father of, and whose father was not said to be known."""
    everyone = tuple(people)
    known = {
        str(row.get("person") or "") for row in rows_of(family, "fathers") if row.get("identified") == "yes"
    }
    parents: dict[str, set[str]] = {}
    for cell in rows_of(family, "relations"):
        if cell.get("relation") in ("birth_parent", "adoptive"):
            parents.setdefault(str(cell.get("child") or ""), set()).add(str(cell.get("adult") or ""))
    fathers = {one.id for one in everyone if "father" in one.roles}
    for one in everyone:
        own = parents.get(one.id, set())
        # Two parents on the birth record: there is no third one to ask for.
        if one.group == "child" and one.living and one.id not in known and not own & fathers and len(own) < 2:
            yield one


# Counts


def _counts(family: Mapping[str, Any], finished: Sequence[Source], today: date) -> Iterator[Count]:
    notes = [one for one in finished if one.form_id == NOTE]
    missed = [one for one in notes if one.answers.get("contact") in FAILED]
    kept = [one for one in notes if dicts(one.answers.get("seen")) and one not in missed]
    lately = [one for one in missed if timedelta(0) <= today - dates.first_day(one.event) <= NINETY_DAYS]
    first_by: dict[str, str] = {}
    for one in notes:
        if one.author.strip():
            first_by.setdefault(one.author.strip().casefold(), one.id)
    moved = moves(family)
    again = _begun_again(family)
    yield Count("kept", "Contacts kept", len(kept), tuple(one.id for one in kept))
    yield Count("missed", "Contacts missed", len(missed), tuple(one.id for one in missed))
    yield Count(
        "missed_90", "Contacts missed in the last 90 days", len(lately), tuple(one.id for one in lately)
    )
    yield Count("moves", "Moves", moved, (f"{FILE}children",) * moved)
    yield Count("workers", "Workers who have written case notes", len(first_by), tuple(first_by.values()))
    yield Count("plans_again", "Plans begun more than once", again, (f"{FILE}children",) * again)


def moves(family: Mapping[str, Any]) -> int:
    """How often somebody of the family moved: several people on one day, or to one address, are one move."""
    seen: set[str] = set()
    for group in ("children", "adults"):
        for person in rows_of(family, group):
            for row in rows_of(person, "addresses")[1:]:
                seen.add(str(row.get("since") or " ".join(str(row.get("address") or row.get("id")).split())))
    return len(seen)


def _begun_again(family: Mapping[str, Any]) -> int:
    """How many plans of a kind that a child has had more than once, all of them counted."""
    number = 0
    for child in rows_of(family, "children"):
        kinds = [
            row.get("plan") for row in rows_of(child, "plans") if row.get("plan") not in (None, "", "none")
        ]
        number += sum(kinds.count(kind) for kind in dict.fromkeys(kinds) if kinds.count(kind) > 1)
    return number


# Questions


def _questions(finished: Sequence[Source]) -> Iterator[Question]:
    """What the newest map and the newest supervision leave open, what notes would still like to know, what waits to be asked alone."""
    newest: dict[str, Source] = {one.form_id: one for one in finished}
    if one := newest.get("safety_map"):
        for point in dicts(one.answers.get("map")):
            if point.get("kind") == "missing" and (words := _words(point.get("text"))):
                yield Question(words, one.id, one.event)
    if one := newest.get("supervision"):
        for row in rows_of(one.answers, "unknowns"):
            if words := _words(row.get("what")):
                yield Question(words, one.id, one.event)
        for key in ("household_note", "responsibility_note"):
            if words := _words(one.answers.get(key)):
                yield Question(words, one.id, one.event)
    waiting: Source | None = None
    for one in finished:
        if one.form_id == NOTE and (words := _words(one.answers.get("curiosity_note"))):
            yield Question(words, one.id, one.event)
        if one.form_id in (NOTE, "agree_family"):
            if one.answers.get("enquiry") in ("not_alone", "not_safe"):
                waiting = one
            if one.answers.get("enquiry") == "alone" or one.answers.get("abuse") in ("yes", "no"):
                waiting = None
    if waiting is not None:
        yield Question(ASK_ALONE, waiting.id, waiting.event, private=True)


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) and not is_special(value) else ""
