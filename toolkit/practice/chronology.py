"""The chronology of a family: derived from significant records and from the family file, with rows typed in beside them.

Nothing is copied: what a record or the family file says stands here for as long as it says so there. Counts are plain
numbers with what is behind them; there is no score.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import dicts, rows_of
from toolkit.forms.vocabulary import is_empty

KINDS: dict[str, str] = {
    "birth_death": "Birth or death",
    "move": "Move",
    "household": "Change in the household",
    "partner": "New partner",
    "health": "Health or injury",
    "missed": "Missed appointment, not brought",
    "school": "School",
    "police": "Police",
    "abuse": "Domestic abuse incident",
    "referral": "Referral and what came of it",
    "plan": "Plan begins or ends",
    "supervision": "Supervision",
    "service": "Service begins or ends",
    "disclosure": "A child told",
    "strength": "Strength or progress",
    "no_contact": "Contact failed",
    "other": "Other",
}
REPEAT = timedelta(days=90)
"""Two events of one kind within this time are marked as a repeat (records, R03)."""
GAP_DAYS = 90
FAMILY_FILE = "Family file"
_MISSED = ("not_brought",)
_FAILED = ("attempted",)


@dataclass(frozen=True)
class Event:
    """One line. `start` and `end` are ISO text, however vague; `record` is the id of the record behind it, or `row:` and the
    id of a row typed in. `people` are ids of the family file."""

    start: str
    text: str
    kinds: tuple[str, ...]
    end: str = ""
    people: tuple[str, ...] = ()
    agency: str = ""
    source: str = ""
    impact: str = ""
    response: str = ""
    record: str = ""
    restricted: bool = False
    third_party: bool = False

    @property
    def dated(self) -> bool:
        """Whether its day can be read; otherwise it waits in the list "to be dated"."""
        return dates.is_day(self.start)

    @property
    def day(self) -> date:
        """The day it sorts by: the start, or the middle of a month or year that is all that is known."""
        first, last = dates.first_day(self.start), dates.last_day(self.start)
        return first + (last - first) // 2

    @property
    def when(self) -> str:
        """Its day or period in words."""
        start = dates.show(self.start.partition("T")[0] + ("~" if self.start.endswith("~") else ""))
        return f"{start} to {dates.show(self.end)}" if self.end else start


@dataclass(frozen=True)
class Source:
    """A finished record a chronology may draw on."""

    id: str
    form_id: str
    event: str
    answers: Mapping[str, Any]
    title: str = ""
    author: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class Chronology:
    """Dated events in order, and those still to be dated."""

    events: tuple[Event, ...]
    undated: tuple[Event, ...]


def chronology(
    family: Mapping[str, Any], records: Iterable[Source], typed: Mapping[str, Any] | None = None
) -> Chronology:
    """The events of a family, earliest first. `typed` are the answers of its chronology record: rows, impacts, analysis."""
    found = [*_from_family(family), *(event for one in records for event in _from_record(one))]
    notes = {str(row.get("of")): row for row in rows_of(typed or {}, "impacts")}
    found = [_with_note(event, notes.get(event.record)) for event in found]
    found += _typed(typed or {})
    dated = sorted((e for e in found if e.dated), key=lambda e: (e.day, e.start, e.text))
    return Chronology(tuple(dated), tuple(e for e in found if not e.dated))


def _with_note(event: Event, note: Mapping[str, Any] | None) -> Event:
    if note is None:
        return event
    return replace(
        event,
        impact=_text(note, "impact") or event.impact,
        response=_text(note, "response") or event.response,
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()


# From the family file


def _from_family(family: Mapping[str, Any]) -> Iterator[Event]:
    for group in ("children", "adults"):
        for row in rows_of(family, group):
            yield from _of_person(row, group == "children")
    for row in rows_of(family, "professionals"):
        who = ", ".join(
            part for part in (_text(row, "name"), _text(row, "role"), _text(row, "agency")) if part
        )
        for key, words in (("since", "begins"), ("until", "ends")):
            if row.get(key) and who:
                yield _file(
                    str(row[key]),
                    f"{who}: {words}.",
                    "service",
                    f"professional-{row.get('id')}-{key}",
                    _ids(row.get("for_children")),
                )


def _of_person(row: Mapping[str, Any], child: bool) -> Iterator[Event]:
    who = str(row.get("id") or "")
    name = _text(row, "known_as") or _text(row, "name") or ("A child" if child else "An adult")
    if child and row.get("unborn") != "yes" and row.get("birth") and row.get("status") != "ended":
        yield _file(str(row["birth"]), f"{name} was born.", "birth_death", f"birth-{who}", (who,))
    if row.get("status") == "died" and row.get("status_date"):
        yield _file(str(row["status_date"]), f"{name} died.", "birth_death", f"death-{who}", (who,))
    if row.get("status") == "ended" and row.get("status_date"):
        yield _file(str(row["status_date"]), "A pregnancy ended.", "birth_death", f"death-{who}", (who,))
    for at in rows_of(row, "addresses")[1:]:
        if at.get("since"):
            # Where to is never in a line that many read.
            yield _file(str(at["since"]), f"{name} moved.", "move", f"move-{who}-{at.get('id')}", (who,))
    for plan in rows_of(row, "plans"):
        words = PLANS.get(str(plan.get("plan")), str(plan.get("plan") or "").removeprefix("other: "))
        if not words or plan.get("plan") == "none":
            continue
        for key, does in (("since", "begins"), ("until", "ends")):
            if plan.get(key):
                yield _file(
                    str(plan[key]),
                    f"{name}: {words} {does}.",
                    "plan",
                    f"plan-{who}-{plan.get('id')}-{key}",
                    (who,),
                )


PLANS = {
    "early_help": "early help plan",
    "child_in_need": "child in need plan",
    "child_protection": "child protection plan",
    "section_20": "care by agreement (section 20)",
    "section_31_interim": "interim care or supervision order",
    "section_31": "care or supervision order",
    "special_guardianship": "special guardianship",
    "private_fostering": "private fostering",
    "young_carer": "young carer",
    "ehcp": "education, health and care plan",
    "youth_justice": "youth justice",
}


def _file(start: str, text: str, kind: str, key: str, people: tuple[str, ...]) -> Event:
    return Event(start, text, (kind,), people=people, source=FAMILY_FILE, record=f"family:{key}")


# From finished records


def _from_record(one: Source) -> Iterator[Event]:
    answers = one.answers
    people = _ids(answers.get("about"))

    def line(text: str, *kinds: str) -> Event:
        own = f"{one.title}, {one.author}" if one.author else one.title
        return Event(
            one.event, text, kinds, people=people, source=own, record=one.id, restricted=one.restricted
        )

    match one.form_id:
        case "case_note":
            if answers.get("significant") == "yes" and (sentence := _text(answers, "sentence")):
                yield line(sentence, *_note_kinds(answers))
        case "injury":
            yield line(_text(answers, "summary") or "Injury or mark recorded.", "health")
        case "referral":
            yield line("Request for help or referral.", "referral")
        case "share_decision":
            no = answers.get("outcome") in ("T-NO", "T-REV")
            yield line(
                "Decision not to share information." if no else "Decision to share information.", "referral"
            )
        case "escalation":
            yield line("Professional difference raised.", "other")
        case "supervision":
            yield line("Safeguarding supervision.", "supervision")
        case "closure":
            yield line("The work ends, or is handed over.", "service")
        case "eh_record" | "taf":
            yield line(f"{one.title}.", "plan")


def _note_kinds(answers: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = []
    if answers.get("contact") in _MISSED:
        kinds.append("missed")
    if answers.get("contact") in _FAILED:
        kinds.append("no_contact")
    if answers.get("injury") == "yes":
        kinds.append("health")
    if answers.get("abuse") == "yes":
        kinds.append("abuse")
    return tuple(kinds) or ("other",)


def _typed(answers: Mapping[str, Any]) -> list[Event]:
    return [
        Event(
            str(row.get("since") or ""),
            _text(row, "what"),
            _ids(row.get("kinds")) or ("other",),
            str(row.get("until") or ""),
            _ids(row.get("whom")),
            _text(row, "agency"),
            _text(row, "source"),
            _text(row, "impact"),
            _text(row, "response"),
            f"row:{row.get('id', '')}",
            row.get("restricted") == "yes",
            not is_empty(row.get("agency")),
        )
        for row in rows_of(answers, "events")
        if not is_empty(row.get("what"))
    ]


# What a worker looks for


def filtered(
    events: Iterable[Event],
    *,
    person: str = "",
    kind: str = "",
    agency: str = "",
    since: date | None = None,
    until: date | None = None,
) -> list[Event]:
    """The events about somebody, of a kind, from an agency, within days; an event about nobody in particular is about all."""
    return [
        e
        for e in events
        if (not person or not e.people or person in e.people)
        and (not kind or kind in e.kinds)
        and (not agency or e.agency.casefold() == agency.casefold())
        and (since is None or dates.last_day(e.end or e.start) >= since)
        and (until is None or dates.first_day(e.start) <= until)
    ]


def for_family(events: Iterable[Event]) -> tuple[list[Event], int]:
    """The events a family copy may hold, and how many were left out: restricted ones, and what others told."""
    every = list(events)
    kept = [e for e in every if not e.restricted and not e.third_party]
    return kept, len(every) - len(kept)


@dataclass(frozen=True)
class Repeat:
    """Events of one kind that follow each other within 90 days."""

    kind: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Gap:
    """A time without any event: the days of the events around it."""

    after: date
    before: date

    @property
    def days(self) -> int:
        """How long."""
        return (self.before - self.after).days


def repeats(events: Iterable[Event]) -> list[Repeat]:
    """Runs of at least two events of one kind, each within 90 days of the one before."""
    ordered = sorted(events, key=lambda e: e.day)
    found = []
    for kind in KINDS:
        run: list[Event] = []
        for event in [e for e in ordered if kind in e.kinds and kind != "other"]:
            if run and event.day - run[-1].day > REPEAT:
                found += [Repeat(kind, tuple(run))] if len(run) > 1 else []
                run = []
            run.append(event)
        found += [Repeat(kind, tuple(run))] if len(run) > 1 else []
    return found


def gaps(events: Iterable[Event], today: date, longer_than: int = GAP_DAYS) -> list[Gap]:
    """Times of more than so many days in which nothing is written down, up to today."""
    days = sorted(e.day for e in events if e.day <= today)
    marks = [*days, today] if days else []
    return [Gap(a, b) for a, b in itertools.pairwise(marks) if (b - a).days > longer_than]


@dataclass(frozen=True)
class Count:
    """A plain number with the records behind it."""

    key: str
    words: str
    number: int
    behind: tuple[str, ...]


def counts(events: Iterable[Event], notes: Iterable[Source]) -> list[Count]:
    """What adds up: contacts kept and missed, moves, changes of worker, plans begun more than once."""
    every, all_notes = list(events), list(notes)
    missed = [n for n in all_notes if n.answers.get("contact") in (*_MISSED, *_FAILED)]
    kept = [n for n in all_notes if dicts(n.answers.get("seen")) and n not in missed]
    moves = [e for e in every if "move" in e.kinds]
    starts = [e for e in every if "service" in e.kinds and e.text.endswith("begins.")]
    plans = [e for e in every if "plan" in e.kinds and e.text.endswith("begins.")]
    again = [e for e in plans if sum(other.text == e.text for other in plans) > 1]
    return [
        Count("kept", "contacts kept", len(kept), tuple(n.id for n in kept)),
        Count("missed", "contacts missed", len(missed), tuple(n.id for n in missed)),
        Count("moves", "moves", len(moves), tuple(e.record for e in moves)),
        Count("workers", "workers or services begun", len(starts), tuple(e.record for e in starts)),
        Count("plans_again", "plans begun again", len(again), tuple(e.record for e in again)),
    ]


def contributors(
    events: Iterable[Event], professionals: Iterable[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """The agencies whose words stand in a chronology, and those of the network whose words do not."""
    given = {e.agency for e in events if e.agency}
    known = {_text(row, "agency") for row in professionals} - {""}
    spelled = {name.casefold() for name in given}
    return sorted(given), sorted(name for name in known if name.casefold() not in spelled)
