"""Conditions judged against a record, and what a problem is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias, assert_never

from toolkit.forms import dates
from toolkit.forms.people import Context, PersonRef, rows_of
from toolkit.forms.vocabulary import AllOf, AnyOf, Condition, Field, Not, When, is_empty, is_special

Level: TypeAlias = Literal["missing", "refused", "warned"]


@dataclass(frozen=True)
class Problem:
    """One thing about a record: `path` is the field it belongs to (`seen[p1].alone`), `page` the page it stands on."""

    code: str
    path: str
    sentence: str
    level: Level
    page: str = ""
    label: str = ""


@dataclass(frozen=True)
class Scope:
    """Where a condition is judged: the record, and within rows also the row and its person."""

    answers: Mapping[str, Any]
    context: Context
    row: Mapping[str, Any] = field(default_factory=dict)
    person: PersonRef | None = None

    def within(self, row: Mapping[str, Any]) -> Scope:
        """The same record, seen from one of its rows."""
        person = self.context.person(str(row.get("person") or row.get("child") or ""))
        return Scope(self.answers, self.context, row, person or self.person)


DERIVED = "derived"
"""Key of a record under which facts worked out from its own answers are kept, as by the wizard."""
_LOOKUP = re.compile(r"(\w+)\[person\]\.(\w+)")


def find(key: str, scope: Scope) -> object:
    """The answer a condition's key points to, or None."""
    if key.startswith("@"):
        # A fact of one row has the id of the row in its name.
        key = key.replace("{id}", str(scope.row.get("id", "")))
        if key == "@late" and is_late(scope.answers, scope.context):
            return "yes"
        kept = scope.answers.get(DERIVED)
        return scope.context.facts.get(key) or (kept.get(key) if isinstance(kept, Mapping) else None)
    if key.startswith("person."):
        return scope.person.facts().get(key) if scope.person else None
    if lookup := _LOOKUP.fullmatch(key):
        person = scope.person.id if scope.person else scope.row.get("person")
        rows = rows_of(scope.answers, lookup[1])
        return next((row.get(lookup[2]) for row in rows if row.get("person") == person), None)
    return scope.row[key] if key in scope.row else scope.answers.get(key)


def holds(condition: Condition | None, scope: Scope) -> bool:
    """Whether a condition is true; no condition always is."""
    match condition:
        case None:
            return True
        case When():
            return _matches(find(condition.key, scope), condition.values)
        case AllOf():
            return all(holds(part, scope) for part in condition.of)
        case AnyOf():
            return any(holds(part, scope) for part in condition.of)
        case Not():
            return not holds(condition.of, scope)
    assert_never(condition)


def _matches(answer: object, values: tuple[str, ...]) -> bool:
    if is_special(answer) or is_empty(answer):
        return False
    if "*" in values:
        return True
    return any(str(a) in values for a in answer) if isinstance(answer, list) else str(answer) in values


def needed(part: Field, scope: Scope) -> bool:
    """Whether a field must be answered before the record is finished."""
    return part.needed if isinstance(part.needed, bool) else holds(part.needed, scope)


FROM_PAPER = "from_paper"
"""Key of every record under which the day and time stand at which it was written on paper, before it was keyed in."""


def is_late(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the record was written longer after the event than the setting allows (NMC Code 2018, 10.1).

    A record keyed in from paper counts from when the paper was written; both times are printed.
    """
    event = answers.get("event")
    if not isinstance(event, str) or not dates.is_day(event):
        return False
    happened = (
        dates.moment(event) if "T" in event else datetime.combine(dates.last_day(event), datetime.max.time())
    )
    written = (context.written or context.now).replace(tzinfo=None)
    paper = answers.get(FROM_PAPER)
    if isinstance(paper, str) and dates.is_day(paper):
        # A day alone counts to its end, as for the event.
        by_hand = (
            dates.moment(paper)
            if "T" in paper
            else datetime.combine(dates.last_day(paper), datetime.max.time())
        )
        written = min(written, by_hand)
    return written - happened > timedelta(hours=context.late_hours)


def shown_fields(fields: tuple[Field, ...], scope: Scope) -> list[Field]:
    """The fields of a page or row that apply."""
    return [part for part in fields if holds(part.when, scope)]
