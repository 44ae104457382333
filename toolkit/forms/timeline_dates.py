"""The dates of one family's timeline: what its events make due, how each stands, what moved since it was last looked at.

A record keeps beside its fields: `rules` (what the dates are reckoned by), `reckoned` (key of a date to the ISO day it was
last) and `moved` (rows of `on`, `of`, `what`, `was`, `now`, `by`, `why`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import Answers, Context, dicts, join_names, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.time_limits import LIMITS, TRIGGERS
from toolkit.forms.timescales import (
    DueDate,
    Happened,
    Rules,
    Standing,
    due_date,
    limits_for,
    met_on,
    rules_from,
    state_of,
)
from toolkit.forms.vocabulary import is_empty

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKERS = "Workers"
STATE_WORDS = {
    "upcoming": "To come",
    "due": "Due today",
    "overdue": "Overdue",
    "met": "Met",
    "not_needed": "Not needed",
}


@dataclass(frozen=True)
class Line:
    """One date: `key` is its event and its limit. `standing` is None where the limit was replaced and nothing is due."""

    key: str
    event: Happened
    due: DueDate
    standing: Standing | None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.standing is not None and self.standing.state in ("upcoming", "due", "overdue")


def happened(row: Mapping[str, Any]) -> Happened | None:
    """One row of events, or None while its kind or its day is missing or no full day."""
    kind, when = row.get("kind"), row.get("when")
    if kind not in TRIGGERS or not isinstance(when, str) or not dates.is_day(when):
        return None
    day, _, clock = when.rstrip("~").partition("T")
    if len(day) != 10:
        return None
    moment: date | datetime = dates.moment(when) if clock else dates.first_day(when)
    whom = row.get("whom")
    children = (
        frozenset(one for one in whom if isinstance(one, str)) if isinstance(whom, list) else frozenset()
    )
    return Happened(str(row.get("id", "")), str(kind), moment, children)


def events_of(answers: Mapping[str, Any]) -> list[Happened]:
    """The events that can be reckoned from, in the order they happened."""
    found = [one for row in rows_of(answers, "events") if (one := happened(row)) is not None]
    return sorted(found, key=lambda one: (one.day, one.kind, one.id))


def lines(answers: Mapping[str, Any], now: datetime) -> list[Line]:
    """Every date, soonest first; within one day in the order of the table."""
    rules = rules_from(answers.get("rules"))
    rows = {str(row.get("id", "")): row for row in rows_of(answers, "events")}
    told = {str(row.get("of")): row for row in rows_of(answers, "kept")}
    events = events_of(answers)
    found = [line for event in events for line in _of_event(event, rows[event.id], events, told, rules, now)]
    return sorted(found, key=lambda line: (line.due.day, line.event.day, line.event.id))


def _of_event(
    event: Happened,
    row: Mapping[str, Any],
    events: Sequence[Happened],
    told: Mapping[str, Mapping[str, Any]],
    rules: Rules,
    now: datetime,
) -> Iterator[Line]:
    elsewhere = not is_empty(row.get("area"))
    for limit in limits_for(event.kind, rules, str(row.get("rating") or ""), elsewhere=elsewhere):
        due = due_date(limit, event.when, rules.changes)
        key = f"{event.id}:{limit.id}"
        if limit.status == "old":
            yield Line(key, event, due, None)
            continue
        standing = _told(due, told.get(key), now)
        if standing is None and (day := met_on(limit, event, events)) is not None:
            standing = Standing("met", day, TRIGGERS[limit.met_by])
        answered = told.get(f"{event.id}:{limit.needless_after}", {}).get("state") == "met"
        if standing is None and limit.needless_after and answered:
            standing = Standing("not_needed", None, "The answer came.")
        yield Line(key, event, due, standing or Standing(state_of(due, now)))


def _told(due: DueDate, row: Mapping[str, Any] | None, now: datetime) -> Standing | None:
    """What a worker said of a date, or None."""
    if row is None:
        return None
    when = row.get("when")
    if row.get("state") == "met" and isinstance(when, str) and dates.is_day(when):
        return Standing("met", dates.last_day(when), dates.show(when) if "T" in when else "")
    if row.get("state") == "not_needed" and not is_empty(row.get("why")):
        return Standing("not_needed", None, str(row["why"]))
    return None


# In words


def day_words(day: date) -> str:
    """A day with its weekday: "Friday 4 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {dates.show(day)}"


def by_words(due: DueDate) -> str:
    """When it is due, in every way it is counted: both days where two are printed, and the working day before."""
    words = day_words(due.day) + (f", {due.at:%H:%M}" if due.at is not None else "")
    if due.before is not None:
        words += f"; the working day before is {day_words(due.before)}"
    if due.other is not None:
        words += f". Or {day_words(due.other)}: {due.other_says}"
    return words


def standing_words(line: Line) -> str:
    """How a date stands: "Overdue by 2 days", "Met on 3 December 2026, 1 day late", "Not needed: the answer came"."""
    standing, due = line.standing, line.due
    if standing is None:
        return "Replaced: nothing is due"
    if standing.state == "not_needed":
        return f"Not needed: {standing.why.rstrip('.')}"
    if standing.state != "met" or standing.met is None:
        return STATE_WORDS[standing.state]
    late = (standing.met - due.day).days
    words = f"Met on {dates.show(standing.met)}"
    if late > 0:
        words += f", {late} day{'s' if late > 1 else ''} late"
    return f"{words}: {standing.why}" if standing.why in TRIGGERS.values() else words


def whom_words(event: Happened, context: Context) -> str:
    """Whose event it is: the children by name, in the order of the family file."""
    order = {person.id: place for place, person in enumerate(context.people)}
    return join_names(
        [context.name_of(one) for one in sorted(event.children, key=lambda one: (order.get(one, 999), one))]
    )


def limit_words(limit_id: str) -> str:
    """What a limit of the table is about; empty for one that is not in it."""
    return next((one.what for one in LIMITS if one.id == limit_id), "")


# What is due, and what moved


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """What a timeline puts on the list of things due."""
    found = []
    for line in lines(answers, context.now):
        if line.standing is None:
            continue
        whose = whom_words(line.event, context)
        text = f"{line.due.limit.what}: {whose}" if whose else line.due.limit.what
        if line.due.at is not None:
            text += f", by {line.due.at:%H:%M}"
        if line.due.before is not None:
            text += f". Last working day before: {dates.show(line.due.before)}"
        found.append(Due(f"dates[{line.key}]", text, line.due.day.isoformat(), "", "date", not line.open))
    return tuple(found)


def reckoned(answers: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """Every date that counts, by its key."""
    return {line.key: line.due.day.isoformat() for line in lines(answers, now) if line.standing is not None}


def moved(answers: Mapping[str, Any], now: datetime) -> list[tuple[str, str, str]]:
    """The dates that are no longer what they were when last looked at: what is due, the day it was, the day it is."""
    kept = answers.get("reckoned")
    before: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    return [
        (line.due.limit.what, str(before[line.key]), line.due.day.isoformat())
        for line in lines(answers, now)
        if line.standing is not None
        and before.get(line.key, line.due.day.isoformat()) != line.due.day.isoformat()
    ]


def brought_up(answers: Mapping[str, Any], rules: Mapping[str, Any], now: datetime, by: str) -> Answers:
    """The answers with today's rules, every date reckoned anew, and a line for each that moved; the same where nothing did."""
    made = {**answers, "rules": dict(rules)}
    rows = list(dicts(answers.get("moved")))
    events = "The day of an event, or the area it is in, was changed."
    why = events if answers.get("rules") in (None, dict(rules)) else "Our days, limits or area were changed."
    for what, was, is_now in moved(made, now):
        rows.append(
            {
                "id": f"m{len(rows) + 1}",
                "on": now.date().isoformat(),
                "what": what,
                "was": was,
                "now": is_now,
                "by": by,
                "why": why,
            }
        )
    if rows:
        made["moved"] = rows
    made["reckoned"] = reckoned(made, now)
    return made


def moved_words(row: Mapping[str, Any]) -> str:
    """One date that moved, in a sentence."""
    was, now, on = (dates.show(row.get(key)) for key in ("was", "now", "on"))
    return f"{row.get('what')}: was {was}, is {now}. {row.get('why')} {row.get('by') or 'Somebody'}, {on}."
