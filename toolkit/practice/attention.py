"""How long since each child was seen, seen alone and heard, and each adult spoken to, counted from finished records.

A case note says all of it; the record of a child's voice says that the child was heard. A draft counts for nothing, and what
was left "not this time" did not happen: its reason is kept. Nobody is prompted about a child who died or a pregnancy that
ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import PersonRef, rows_of
from toolkit.forms.vocabulary import NOT_THIS_TIME, is_empty, is_special

FAILED = ("attempted", "not_brought")
ROW = 2
NINETY_DAYS = timedelta(days=90)
NO_CONTACT = ("office", "professional", "received")
"""Notes that are no try to meet the family, so they neither break nor lengthen a row of failed contacts."""


NOTE, VOICE = "case_note", "voice"


@dataclass(frozen=True)
class Past:
    """A finished case note, or another record that says who was heard: when it happened, as ISO text, and its answers."""

    event: str
    answers: Mapping[str, Any]
    record: str = ""
    form_id: str = NOTE

    @property
    def day(self) -> date | None:
        """The day of the note, or None when it cannot be read."""
        return dates.first_day(self.event) if dates.is_day(self.event) else None


@dataclass(frozen=True)
class Missed:
    """Something that did not happen: why, in words; the day as ISO text, and the record that says so."""

    why: str
    event: str
    record: str


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
    behind: Mapping[str, str] = field(default_factory=dict)
    """The record behind each number, by what it counts: seen, alone, voice, spoken, mother."""
    missed: Mapping[str, tuple[Missed, ...]] = field(default_factory=dict)
    """What did not happen since then, newest first, by what it is: seen, alone, voice."""


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
    dated = [note for note in notes if note.day is not None and note.day <= today]
    last = _last(dated)
    missed = _missed(dated, everyone, last)

    def since(who: str, what: str) -> int | None:
        note = last.get((who, what))
        return None if note is None or note.day is None else (today - note.day).days

    midwife = any(p.group == "professional" and "midwi" in f"{p.relation} {p.name}".lower() for p in everyone)
    cells = list(relations)
    found = {}
    for person in everyone:
        if person.group == "professional":
            continue
        mothers = _mothers(person, everyone, cells) if person.unborn else []
        nearest = min(
            (m for m in mothers if since(m, "seen") is not None),
            key=lambda m: since(m, "seen") or 0,
            default="",
        )
        records = {what: last[person.id, what].record for what in WHAT if (person.id, what) in last}
        if nearest:
            records["mother"] = last[nearest, "seen"].record
        found[person.id] = Attention(
            person,
            person.living,
            seen=since(person.id, "seen"),
            alone=since(person.id, "alone"),
            voice=since(person.id, "voice"),
            spoken=since(person.id, "spoken"),
            mother_seen=since(nearest, "seen") if nearest else None,
            midwife_named=midwife,
            behind=records,
            missed=missed.get(person.id, {}) if person.living else {},
        )
    return found


WHAT = ("seen", "alone", "voice", "spoken")


def _last(notes: Iterable[Past]) -> dict[tuple[str, str], Past]:
    """The latest record in which each thing happened to each person."""
    last: dict[tuple[str, str], Past] = {}
    for note in sorted((one for one in notes if one.answers.get("contact") not in FAILED), key=_order):
        for who, what in _happened(note):
            last[who, what] = note
    return last


def _order(note: Past) -> str:
    return note.event


def _happened(note: Past) -> Iterator[tuple[str, str]]:
    """Each person with what happened to them in a record: seen, alone, spoken, voice."""
    answers = note.answers
    if note.form_id == VOICE:
        about = answers.get("about")
        heard = any(_said(answers.get(key)) for key in ("quotes", "observed", "drawings"))
        yield from ((who, "voice") for who in (about if isinstance(about, list) and heard else []))
        return
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
        if _said(row.get("words")):
            yield str(row.get("person") or ""), "voice"


def _said(answer: object) -> bool:
    return not is_empty(answer) and not is_special(answer)


def _missed(
    notes: Iterable[Past], everyone: Iterable[PersonRef], last: Mapping[tuple[str, str], Past]
) -> dict[str, dict[str, tuple[Missed, ...]]]:
    """What did not happen to each born child since it last did, newest first."""
    children = [p for p in everyone if p.group == "child" and not p.unborn]
    found: dict[str, dict[str, list[Missed]]] = {p.id: {} for p in children}
    for note in sorted(notes, key=_order, reverse=True):
        for child in children if note.form_id == NOTE else []:
            for what, why in _why_not(note, child.id):
                done = last.get((child.id, what))
                if done is None or done.event < note.event:
                    found[child.id].setdefault(what, []).append(Missed(why, note.event, note.record))
    return {who: {what: tuple(all_) for what, all_ in each.items()} for who, each in found.items()}


def _why_not(note: Past, child: str) -> Iterator[tuple[str, str]]:
    """What a note says did not happen to a child it is about, with the reason."""
    answers = note.answers
    contact = str(answers.get("contact") or "")
    about = answers.get("about")
    concerned = not isinstance(about, list) or not about or child in about
    row = next((one for one in rows_of(answers, "seen") if one.get("person") == child), None)
    if contact in FAILED:
        tries = [str(one.get("result") or "").strip() for one in rows_of(answers, "attempted")]
        if concerned:
            yield "seen", next((words for words in reversed(tries) if words), NO_REASON[contact])
        return
    if row is None:
        if concerned and is_special(answers.get("seen")):
            yield "seen", not_this_time(answers["seen"])
    elif row.get("seen") != "yes":
        why = row.get("how")
        said = why if isinstance(why, str) and why.strip() else row.get("seen")
        yield "seen", not_this_time(why) if is_special(why) else _plain(said)
    elif row.get("alone") != "yes" and not is_empty(row.get("alone")):
        yield "alone", "Seen, not alone" if row["alone"] == "no" else _plain(row["alone"])
    words = next((one.get("words") for one in rows_of(answers, "voice") if one.get("person") == child), None)
    left = answers.get("voice") if concerned else None
    for one in (words, left):
        if is_special(one) and "not_this_time" in one:  # type: ignore[operator]
            yield "voice", not_this_time(one)
            break


NO_REASON = {"attempted": "No contact", "not_brought": "Was not brought"}
_ANSWERS = {"no": "Not seen", "not_known": "Not known", "not_asked": "Not asked", "declined": "Declined"}


def not_this_time(answer: object) -> str:
    """What was left for another time, with its reason: "Not this time: no time"."""
    if not isinstance(answer, Mapping) or "not_this_time" not in answer:
        return "Not written"
    key, note = str(answer["not_this_time"] or ""), str(answer.get("note") or "").strip()
    return f"Not this time: {NOT_THIS_TIME.get(key, key) or 'no reason given'}" + (
        f". {note}" if note else ""
    )


def _plain(answer: object) -> str:
    if isinstance(answer, Mapping):
        return not_this_time(answer)
    words = str(answer or "").strip()
    return _ANSWERS.get(words, words) or "Not written"


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
