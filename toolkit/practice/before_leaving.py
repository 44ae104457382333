"""The sheet to read before leaving for a visit: who is in the home, warnings, last seen, promises, what to ask, whom to ring.

It may be lost on the way. So it has initials and the family's reference, no address unless it was asked for, and nothing that
waits to be asked alone. It is one page: what has no room is left out, and the sheet says how much of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Block, Heading, Outline, Paragraph, Table, Warn
from toolkit.forms.people import IN_HOME, PersonRef, join_names, rows_of
from toolkit.practice.areas import Number
from toolkit.practice.attention import Attention, since_words
from toolkit.practice.findings import Findings
from toolkit.practice.household import WarningLine, address_of, people_on
from toolkit.practice.short_names import Veil, in_sentence

TITLE = "Before you leave"
HOME = {
    "lives": "lives here",
    "part_week": "part of the week",
    "sleeps_over": "sleeps over",
    "visits": "visits often",
}


@dataclass(frozen=True)
class Promise:
    """Something that is due: the day as ISO text, what, and who does it."""

    day: str
    text: str
    who: str = ""


@dataclass(frozen=True)
class Most:
    """How many lines of each part have room."""

    warnings: int = 6
    people: int = 14
    promises: int = 8
    ask: int = 10
    words: int = 160
    warning_words: int = 320
    notes: bool = True
    """Whether what is to be known of a number stands beside it."""


STEPS = (
    Most(),
    Most(notes=False),
    Most(6, 12, 6, 8, 120, 320, False),
    Most(5, 10, 5, 6, 90, 240, False),
    Most(4, 8, 4, 5, 70, 160, False),
    Most(3, 6, 3, 4, 60, 120, False),
)
"""From roomy to tight: the first that gives one page is taken."""


@dataclass(frozen=True)
class Visit:
    """What the sheet is made of."""

    family: Mapping[str, Any]
    found: Findings
    warnings: Sequence[WarningLine]
    promises: Sequence[Promise]
    numbers: Sequence[Number]
    today: date
    limit: int = 28


def sheet(visit: Visit, most: Most = STEPS[0], *, address: bool = False) -> Outline:
    """The sheet as it leaves; with `address` the one address a letter would go to."""
    return Outline(
        title=TITLE,
        audience="practitioner",
        blocks=tuple(_blocks(visit, most, address)),
        family_reference=str(visit.family.get("reference") or ""),
        status=f"Version of {dates.show(visit.today.isoformat())}",
        draft=False,
    )


def _blocks(visit: Visit, most: Most, address: bool) -> Iterator[Block]:
    people = people_on(visit.family, visit.today)
    veil = Veil(visit.family, people)
    left: list[str] = []

    def first(lines: Sequence[str], number: int, one: str, many: str) -> Sequence[str]:
        if len(lines) > number:
            over = len(lines) - number
            left.append(f"{over} {one if over == 1 else many}")
        return lines[:number]

    cut = [_cut(_warning(line, veil), most.warning_words) for line in visit.warnings]
    for words in first(cut, most.warnings, "warning", "warnings"):
        yield Warn(text=words)
    if not cut:
        yield Paragraph(text="No warning is written in the family file.")
    if address and (where := address_of(visit.family)):
        yield Paragraph(text=f"Address: {where}", tone="strong")
    rows = _who(visit, people, veil)
    if rows:
        shown = _foremost(rows, most.people)
        if len(rows) > len(shown):
            left.append(f"{len(rows) - len(shown)} of {len(rows)} people")
        head = ("In the home", "Seen", "Alone", "Voice", "Spoken to")
        yield Table(
            head=head, rows=tuple(row for _, row in shown), widths=(5, 2.2, 2.2, 2.2, 2.2), small=True
        )
    else:
        yield Paragraph(text="Nobody is written down in the home.")
    ordered = sorted(visit.promises, key=lambda one: one.day)
    promised = [_cut(_promise(one, veil, visit.today), most.words) for one in ordered]
    yield Heading(text="We promised", level=2)
    yield from _list(first(promised, most.promises, "promise", "promises"), "Nothing is open.")
    yield Heading(text="Ask", level=2)
    kinds = questions(visit, people, veil)
    fair = _fair(kinds, most.ask)
    if (over := sum(len(kind) for kind in kinds) - len(fair)) > 0:
        left.append(f"{over} {'question' if over == 1 else 'questions'}")
    yield from _list([_cut(line, most.words) for line in fair], "Nothing more than how they are.")
    yield Heading(text="Ring", level=2)
    yield Table(
        head=("Who", "Number", *(("",) if most.notes else ())),
        rows=tuple(
            (one.label, one.shown, *((_cut(one.note, most.words),) if most.notes else ()))
            for one in visit.numbers
        ),
        widths=(5, 3, 5) if most.notes else (5, 5),
        small=True,
    )
    private = sum(one.private for one in visit.found.questions)
    if private:
        left.append(
            "1 question that is asked alone" if private == 1 else f"{private} questions that are asked alone"
        )
    if left:
        yield Paragraph(text=f"Not on this sheet: {join_names(left)}. They are on the screen.", tone="note")


def _list(lines: Sequence[str], empty: str) -> Iterator[Block]:
    if not lines:
        yield Paragraph(text=empty)
    yield from (Paragraph(text=f"• {line}") for line in lines)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]} …"


def _warning(line: WarningLine, veil: Veil) -> str:
    kind = veil(line.kind)
    late = " Look at it again: that day has passed." if line.overdue else ""
    return f"{kind}. {veil(line.words)}".rstrip(". ") + f".{late}"


def _promise(one: Promise, veil: Veil, today: date) -> str:
    day = dates.last_day(one.day)
    when = f"{dates.show(one.day)}, late" if day < today else "today" if day == today else dates.show(one.day)
    who = f" ({veil(one.who)})" if one.who else ""
    return f"{veil(one.text)}{who}: {when}"


# Who


def in_home(
    family: Mapping[str, Any], people: Sequence[PersonRef], veil: Veil
) -> list[tuple[PersonRef, str]]:
    """The living children, and the adults who live, stay or visit there, in the words of the sheet."""
    found = [
        (p, ", ".join(part for part in (veil.short[p.id], p.age) if part))
        for p in people
        if p.group == "child" and p.living
    ]
    for person in people:
        if person.group == "adult" and person.living and person.home in HOME:
            found.append((person, f"{veil.short[person.id]}, {HOME[person.home]}{_which(family, person)}"))
    return found


def _which(family: Mapping[str, Any], person: PersonRef) -> str:
    """Which of several homes, where it was named; never one with a number in it, which may be an address."""
    for row in rows_of(family, "home"):
        name = row.get("address")
        if row.get("person") == person.id and row.get("how") == person.home and isinstance(name, str):
            plain = " ".join(name.split())
            if plain and not any(letter.isdigit() for letter in plain):
                return f" ({plain})"
    return ""


def _foremost(rows: list[tuple[int, tuple[str, ...]]], most: int) -> list[tuple[int, tuple[str, ...]]]:
    """Those who may not be missing where there is not room for all, in the order of the sheet."""
    places = sorted(range(len(rows)), key=lambda place: (rows[place][0], place))[:most]
    return [rows[place] for place in sorted(places)]


def _weight(person: PersonRef, one: Attention | None, limit: int) -> int:
    """Who goes first: whoever may pose a risk, then adults who sleep there, children not seen of late, others."""
    if person.risk:
        return 0
    if person.group == "adult":
        return 1 if person.home in IN_HOME else 4
    return 2 if one is not None and (one.seen is None or one.seen > limit) else 3


def _who(visit: Visit, people: Sequence[PersonRef], veil: Veil) -> list[tuple[int, tuple[str, ...]]]:
    """Each person with the weight that decides who stays on a full sheet."""
    facts = {one.person.id: one for one in (*visit.found.children, *visit.found.adults)}
    rows: list[tuple[int, tuple[str, ...]]] = []
    for person, words in in_home(visit.family, people, veil):
        one = facts.get(person.id)
        weight = _weight(person, one, visit.limit)
        if person.risk:
            words = f"{words}. May pose a risk"
        if one is None:
            rows.append((weight, (words, "", "", "", "")))
        elif person.unborn:
            seen = since_words(one.mother_seen)
            words = f"{words}. Mother last seen: {seen[:1].lower()}{seen[1:]}"
            rows.append((weight, (words, "", "", "", "")))
        elif person.group == "child":
            seen, alone, voice = (since_words(days) for days in (one.seen, one.alone, one.voice))
            rows.append((weight, (words, seen, alone, voice, "")))
        else:
            rows.append((weight, (words, "", "", "", since_words(one.spoken, never="Never"))))
    return rows


# What to ask


def _fair(kinds: Sequence[list[str]], most: int) -> list[str]:
    """The first of each kind in turn until there is no more room, in the order of the sheet: no kind crowds out another."""
    turns = sorted((turn, kind) for kind, lines in enumerate(kinds) for turn in range(len(lines)))[:most]
    return [kinds[kind][turn] for kind, turn in sorted((kind, turn) for turn, kind in turns)]


def questions(visit: Visit, people: Sequence[PersonRef], veil: Veil) -> list[list[str]]:
    """What to ask at this visit, from what nobody knows yet; nothing that must be asked alone.

    Kind by kind: children, adults, fathers, responsibility, what stayed open.
    """
    found = visit.found
    names = {person: in_sentence(short) for person, short in veil.short.items()}
    children = [line for one in found.children for line in _of_child(one, names[one.person.id], visit.limit)]
    adults = [
        f"Speak with {names[one.person.id]}: {HOME[one.person.home]}, never spoken to."
        for one in found.adults
        if one.spoken is None
    ]
    unnamed = [names[one.id] for one in found.fathers]
    lead = "Who is the father of" if len(unnamed) == 1 else "Who are the fathers of"
    fathers = [f"{lead} {join_names(unnamed)}?"] if unnamed else []
    holders = [
        f"See the paper on parental responsibility of {names[one.adult.id]} for {names[one.child.id]}: "
        f"{one.why[:1].lower()}{one.why[1:]}."
        for one in found.responsibility
    ]
    unsure = {one.child.id for one in found.responsibility}
    holders += [
        f"Who holds parental responsibility for {names[one.id]}?"
        for one in found.no_holder
        if one.id not in unsure
    ]
    still_open = [veil(one.words) for one in found.questions if not one.private]
    return [children, adults, fathers, holders, still_open]


def _of_child(one: Attention, name: str, limit: int) -> Iterator[str]:
    def late(days: int | None) -> bool:
        return days is None or days > limit

    def last(days: int | None, lead: str = "last ") -> str:
        since = since_words(days, never="not yet")
        return "not yet" if days is None else f"{lead}{since[:1].lower()}{since[1:]}"

    if one.person.unborn:
        if late(one.mother_seen):
            yield f"See the mother of {name}: {last(one.mother_seen)}."
        if not one.midwife_named:
            yield f"Which midwife looks after {name}?"
        return
    if late(one.seen):
        yield f"See {name}: {last(one.seen)}."
    if late(one.alone):
        yield f"See {name} alone: {last(one.alone)}."
    if late(one.voice):
        yield f"Hear {name}: voice {'not recorded yet' if one.voice is None else last(one.voice, 'last recorded ')}."
