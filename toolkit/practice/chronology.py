"""The chronology of a family: derived from significant records and from the family file, with rows typed in beside them.

Nothing is copied: what a record or the family file says stands here for as long as it says so there. Counts are plain
numbers with what is behind them; there is no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import dicts, rows_of
from toolkit.forms.vocabulary import LongText, is_empty, is_special
from toolkit.forms.words import NOT_RECORDED, special_words

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
FAMILY_FILE = "Family file"
ROW = "row:"
"""Begins the key of a row that was typed in."""
NEVER_ON_FAMILY_COPY = frozenset({"share_decision", "escalation", "supervision", "injury"})
"""Forms that have no copy for a family, and so give its chronology nothing either."""
_MISSED = ("not_brought",)


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
    workers_only: bool = False
    """What no family or child copy may ever hold: answers about abuse, decisions to share, supervision."""
    decision: str = ""
    """The decision, or who agreed, by which another agency told it; and the id of that decision where it is one of ours."""
    decision_id: str = ""
    first_hand: str = ""
    others: tuple[str, ...] = ()
    """Names of people who are not in the family file."""
    also: tuple[Event, ...] = ()
    """The same told again elsewhere: each keeps its own source."""

    @property
    def parts(self) -> tuple[Event, ...]:
        """The event and what says the same, each for itself."""
        return (replace(self, also=()), *self.also)

    @property
    def typed(self) -> bool:
        """Whether it was typed in or brought from a table, and so can be changed here."""
        return self.record.startswith(ROW)

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

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day it may have touched."""
        first, last = dates.first_day(self.start), dates.last_day(self.start)
        return first, max(last, dates.last_day(self.end)) if dates.is_day(self.end) else last


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
    found = _folded([*found, *_typed(typed or {})], typed or {})
    dated = sorted((e for e in found if e.dated), key=lambda e: (e.day, e.start, e.text))
    return Chronology(tuple(dated), tuple(e for e in found if not e.dated))


def _with_note(event: Event, note: Mapping[str, Any] | None) -> Event:
    if note is None:
        return event
    return replace(
        event,
        impact=_said(note, "impact") or event.impact,
        response=_said(note, "response") or event.response,
    )


def _folded(events: list[Event], typed: Mapping[str, Any]) -> list[Event]:
    """Rows that were said to be the same as another event stand with it; in a ring of such rows the first one stands."""
    same = {f"{ROW}{row.get('id', '')}": str(row.get("same_as") or "") for row in rows_of(typed, "events")}
    known = {event.record for event in events}

    def stands(key: str) -> str:
        passed = [key]
        while (after := same.get(passed[-1], "")) in known and after not in passed:
            passed.append(after)
        return min(passed) if after in passed else passed[-1]

    also: dict[str, list[Event]] = {}
    for event in events:
        if event.typed and (at := stands(event.record)) != event.record:
            also.setdefault(at, []).append(event)
    gone = {event.record for folded in also.values() for event in folded}
    return [
        replace(event, also=tuple(also.get(event.record, ()))) for event in events if event.record not in gone
    ]


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()


# From the family file


def _from_family(family: Mapping[str, Any]) -> Iterator[Event]:
    hidden = any(row.get("kind") == "address_hidden" for row in rows_of(family, "warnings"))
    for group in ("children", "adults"):
        for row in rows_of(family, group):
            yield from _of_person(row, group == "children", hidden)
    for row in rows_of(family, "professionals"):
        who = ", ".join(
            part for part in (_text(row, "name"), _text(row, "role"), _text(row, "agency")) if part
        )
        for key, words in (("since", "begins"), ("until", "ends")):
            if row.get(key) and who:
                # Who else works with a family is told to that family only when asked.
                yield replace(
                    _file(
                        str(row[key]),
                        f"{who}: {words}.",
                        "service",
                        f"professional-{row.get('id')}-{key}",
                        _ids(row.get("for_children")),
                    ),
                    third_party=True,
                )


def _of_person(row: Mapping[str, Any], child: bool, hidden: bool) -> Iterator[Event]:
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
            # Where to is never in a line that many read; that there was a move is kept back where it is hidden from somebody.
            moved = _file(str(at["since"]), f"{name} moved.", "move", f"move-{who}-{at.get('id')}", (who,))
            yield replace(moved, restricted=hidden or not is_empty(at.get("hidden_from")))
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

    # A family that was not told that help was asked for does not read it here either.
    untold = one.form_id == "referral" and answers.get("family_told") != "yes"

    def line(text: str, *kinds: str) -> Event:
        return Event(
            one.event,
            text,
            kinds,
            people=people,
            source=f"{one.title}, {one.author}" if one.author else one.title,
            record=one.id,
            restricted=one.restricted,
            third_party=answers.get("source") not in (None, "", "own"),
            workers_only=untold or one.form_id in NEVER_ON_FAMILY_COPY or "abuse" in kinds,
        )

    match one.form_id:
        case "case_note":
            if answers.get("contact") in _MISSED:
                # Such a note has no sentence of its own: this is all there is to say.
                yield line("Was not brought.", "missed")
            elif answers.get("significant") == "yes" and (sentence := _text(answers, "sentence")):
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
            yield line(f"{one.title}.", "other")


def _note_kinds(answers: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = []
    if answers.get("injury") == "yes":
        kinds.append("health")
    if answers.get("abuse") == "yes":
        kinds.append("abuse")
    return tuple(kinds) or ("other",)


def _typed(answers: Mapping[str, Any]) -> list[Event]:
    return [
        Event(
            str(row.get("since") or ""),
            _said(row, "what") or NOT_RECORDED,
            _ids(row.get("kinds")) or ("other",),
            str(row.get("until") or ""),
            _ids(row.get("whom")),
            _said(row, "agency"),
            _said(row, "source"),
            _said(row, "impact"),
            _said(row, "response"),
            f"{ROW}{row.get('id', '')}",
            restricted=row.get("restricted") == "yes",
            third_party=not is_empty(row.get("agency")) or row.get("first_hand") == "no",
            workers_only="abuse" in _ids(row.get("kinds")),
            decision=_said(row, "decision"),
            decision_id=_text(row, "decision_id"),
            first_hand=_text(row, "first_hand"),
            others=tuple(name for one in dicts(row.get("whom")) if (name := _text(one, "name"))),
        )
        for row in rows_of(answers, "events")
        if any(not is_empty(row.get(key)) for key in ("what", "since", "source", "impact", "response"))
    ]


_CELL = LongText(key="cell", label="")


def _said(row: Mapping[str, Any], key: str) -> str:
    """A cell in words, also one that was left for another time."""
    value = row.get(key)
    return special_words(_CELL, value) if is_special(value) else _text(row, key)
