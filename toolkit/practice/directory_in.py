"""Services from elsewhere: what becomes of each row of a table or a list. Nothing is dropped without a word.

Every row has a verdict: it will be added, looks like one that is here, is the same as one here, or is refused with why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from toolkit.errors import ToolkitError
from toolkit.forms import dates, rules
from toolkit.forms.people import Answers, Context
from toolkit.forms.records import service
from toolkit.forms.records.service import FUNCTIONS, TOPICS
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import FIVE_ANSWERS
from toolkit.practice.directory import OTHER, Service, kept_value
from toolkit.practice.sheet import Sheet

Verdict: TypeAlias = Literal["add", "near", "same", "refused"]
ALIKE = 90.0

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "service", "service name", "name of service", "title"),
    "run_by": ("run by", "organisation", "organization", "provider", "agency"),
    "topics": ("topics", "topic", "category", "categories"),
    "function": ("function", "kind of place", "type"),
    "support": ("what it offers", "description", "type of support", "support", "other information"),
    "criteria": ("whom it is for", "criteria", "eligibility", "who is it for"),
    "self_referral": ("self referral", "self referral accepted", "self refer", "without a referral"),
    "route": ("how to get in", "referral route", "how to refer", "referral"),
    "phone": ("telephone", "phone", "number", "telephone number", "tel", "contact number"),
    "email": ("email", "e mail", "email address"),
    "website": ("website", "url", "web", "link"),
    "address": ("address", "postal address", "address line 1"),
    "postcode": ("postcode", "post code"),
    "town": ("town", "area", "area or town", "city"),
    "cluster": ("cluster",),
    "hours": ("opening hours", "hours", "when it is open", "open"),
    "cost": ("cost", "price", "fees", "what it costs"),
    "languages": ("languages", "language"),
    "access": ("access", "accessibility"),
    "checked_on": ("checked on", "last checked", "checked", "date checked"),
    "checked_by": ("checked by",),
    "source": ("source", "where this comes from"),
    "outside_id": ("id", "number in that list", "identifier"),
    "closed_on": ("no longer there since", "closed on"),
    "plain_name": ("name on a discreet sheet", "discreet name"),
}
"""The columns that are known, each with the headings it is recognised by; the first one is used on the way out."""


class NoNameColumn(ToolkitError):
    """A table of services without a column for their names."""

    sentence = "No heading says which column holds the name of a service. Nothing was changed. Call it “Name”, then choose the table again."


@dataclass(frozen=True)
class Given:
    """One row as it was read: its number, its answers, and what was not taken in or is worth a look."""

    number: int
    answers: Answers
    notes: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Line:
    """What becomes of one row. `like` is the id of the service it looks like."""

    number: int
    verdict: Verdict
    words: str
    why: str = ""
    answers: Answers = field(default_factory=dict)
    like: str = ""


@dataclass(frozen=True)
class Preview:
    """What taking services in would do. `matched` is heading and field of each column, the field empty where not known."""

    lines: tuple[Line, ...]
    matched: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(line.verdict == verdict for line in self.lines)


def from_table(sheet: Sheet, now: datetime) -> tuple[list[Given], tuple[tuple[str, str], ...]]:
    """The rows of a table and what each column was taken for. Raises NoNameColumn."""
    columns = _columns(sheet.head)
    if "name" not in columns.values():
        raise NoNameColumn()
    matched = tuple((heading, columns.get(place, "")) for place, heading in enumerate(sheet.head))
    given = [
        _row(number, dict(enumerate(cells)), columns, sheet.head, now)
        for number, cells in enumerate(sheet.rows, 2)
        if any(cells)
    ]
    return given, matched


def _columns(head: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, heading in enumerate(head):
        words = _plain(heading)
        for key, known in COLUMNS.items():
            if words in (*known, _plain(LABELS[key])) and key not in found.values():
                found[place] = key
                break
    return found


def _row(
    number: int, cells: Mapping[int, str], columns: Mapping[int, str], head: Sequence[str], now: datetime
) -> Given:
    answers: Answers = {}
    notes: list[str] = []
    for place, cell in cells.items():
        if not cell:
            continue
        if place not in columns:
            name = head[place] if place < len(head) and head[place] else f"column {place + 1}"
            notes.append(f"Not taken in: {name}.")
            continue
        found = answer_of(columns[place], cell, now, notes)
        if "route" in found and answers.get("route"):
            found = {"route": f"{answers['route']}\n{found['route']}"}
        answers |= found
    return Given(number, answers, tuple(notes))


def answer_of(key: str, words: str, now: datetime, notes: list[str]) -> Answers:
    """One cell as an answer; what cannot be read is kept as typed, and said."""
    if key == "topics":
        values = [kept_value(one, TOPICS) for one in _topics(words)]
        others = [one.removeprefix(OTHER) for one in values if one.startswith(OTHER)]
        if others:
            notes.append(f"Kept as another topic: {', '.join(others)}.")
        return {key: list(dict.fromkeys(one for one in values if one))}
    if key == "function":
        value = kept_value(words, FUNCTIONS)
        if value.startswith(OTHER):
            notes.append(f"Kept as another kind of place: {value.removeprefix(OTHER)}.")
        return {key: value}
    if key == "self_referral":
        return _yes_no(words, notes)
    if key in ("checked_on", "closed_on"):
        try:
            return {key: dates.read_day(words.partition("T")[0], now.date(), vague=key == "closed_on")}
        except dates.NotADay:
            notes.append(f"The day “{words}” cannot be read. It is kept as it is.")
    return {key: words}


def _topics(words: str) -> list[str]:
    """A topic may hold a comma itself, so a cell is cut at semicolons, and at commas only when nothing else fits."""
    if words.casefold() in (label.casefold() for label in TOPICS.values()) or ";" in words or "|" in words:
        return [one.strip() for one in re.split(r"[;|]", words)]
    return [one.strip() for one in words.split(",")]


def _yes_no(words: str, notes: list[str]) -> Answers:
    plain = words.casefold().strip(". ")
    known = {label.casefold(): key for key, label in FIVE_ANSWERS.items()}
    known |= {
        "y": "yes",
        "true": "yes",
        "1": "yes",
        "n": "no",
        "false": "no",
        "0": "no",
        "unknown": "not_known",
    }
    if plain in known:
        return {"self_referral": known[plain]}
    # A sentence about how to get in is no yes and no no.
    notes.append("“Self-referral” holds more than yes or no: it stands under “How to get in”.")
    return {"route": words}


def plan(given: Iterable[Given], here: Sequence[Service], now: datetime) -> tuple[Line, ...]:
    """What becomes of each row, beside the services that are here."""
    known = _Known(here)
    seen: set[tuple[str, ...]] = set()
    lines = []
    for row in given:
        line = _line(row, known, now)
        key = _key(row.answers)
        if line.verdict == "add" and key in seen:
            line = Line(row.number, "same", line.words, "The same service stands in an earlier row.")
        seen.add(key)
        lines.append(line)
    return tuple(lines)


def _line(row: Given, known: _Known, now: datetime) -> Line:
    answers = row.answers
    name = str(answers.get("name") or "").strip()
    words = ", ".join(filter(None, (name, str(answers.get("town") or answers.get("postcode") or "").strip())))
    if row.refused:
        return Line(row.number, "refused", words or "Without a name", row.refused)
    if not name:
        keys = ("support", "phone", "email", "website", "address", "run_by")
        first = next((str(answers[key]) for key in keys if answers.get(key)), "Without a name")
        return Line(row.number, "refused", first[:80], "It has no name.")
    found = [p for p in rules.problems(_ENTRY, answers, Context(now)) if p.level != "missing"]
    refused = [p for p in found if p.level == "refused" and p.code != "E3"]
    if refused:
        return Line(row.number, "refused", words, refused[0].sentence)
    doubts = [f"{p.label}: {p.sentence}" for p in found if p.level == "warned"]
    why = " ".join((*row.notes, *doubts))
    like = known.like(answers)
    if like is None:
        return Line(row.number, "add", words, why, answers)
    changed = [key for key, value in answers.items() if value and value != like.answers.get(key)]
    if not changed:
        return Line(
            row.number, "same", words, "This service is in the directory already, with the same words."
        )
    labels = ", ".join(f"“{LABELS.get(key, key)}”" for key in changed)
    near = f"It looks like “{like.name}”, which is here. Different: {labels}."
    return Line(row.number, "near", words, " ".join(filter(None, (near, why))), answers, like.id)


def _plain(text: object) -> str:
    return " ".join(re.findall(r"[^\W_]+", str(text or "").casefold()))


def _digits(text: object) -> str:
    return re.sub(r"\D", "", str(text or ""))


def _key(answers: Mapping[str, object]) -> tuple[str, ...]:
    return _plain(answers.get("name")), _plain(answers.get("postcode")), _digits(answers.get("phone"))


class _Known:
    """The services that are here, found again by number, name, telephone and postcode."""

    def __init__(self, here: Sequence[Service]) -> None:
        self.by: dict[tuple[str, str], list[Service]] = {}
        for one in here:
            for key in self._keys(one.answers):
                self.by.setdefault(key, []).append(one)

    @staticmethod
    def _keys(answers: Mapping[str, object]) -> list[tuple[str, str]]:
        keys = [
            ("id", f"{answers.get('source') or ''}/{answers.get('outside_id') or ''}"),
            ("name", _plain(answers.get("name"))),
            ("phone", _digits(answers.get("phone"))),
            ("postcode", _plain(answers.get("postcode"))),
        ]
        return [(kind, value) for kind, value in keys if value.strip("/") and not value.endswith("/")]

    def like(self, answers: Mapping[str, object]) -> Service | None:
        """The one that is most likely the same: same number, same name, or nearly the same name at the same place."""
        for kind, value in self._keys(answers):
            for one in self.by.get((kind, value), ()):
                if kind == "id" or self._alike(kind, answers, one):
                    return one
        return None

    @staticmethod
    def _alike(kind: str, answers: Mapping[str, object], one: Service) -> bool:
        if kind == "name":
            there, here = _plain(answers.get("postcode")), _plain(one.answers.get("postcode"))
            return not there or not here or there == here
        return fuzz.ratio(_plain(answers.get("name")), _plain(one.name)) >= ALIKE


_ENTRY = Entry(service.FORM, service.UPGRADES, service.check)
LABELS = {part.key: part.label for page in service.FORM.pages for part in page.fields}
"""What each field is called."""
