"""What events make due, and when (records, R21): pure sums over the table of time limits.

Day 0 is the day of the event, whatever day it is. Hours are real hours, also over the end of summer time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeAlias

from toolkit.forms.people import dicts
from toolkit.forms.time_limits import CHASE, LIMITS, TAF, Limit, Unit
from toolkit.forms.working_days import (
    STANDARD,
    Changes,
    changes_from,
    months_after,
    unknown_year,
    working_day_before,
    working_days_after,
)

State: TypeAlias = Literal["upcoming", "due", "overdue", "met", "not_needed"]
CHECK = "check local procedures"
TAF_WEEKS, CHASE_DAYS = 6, 1


@dataclass(frozen=True)
class Target:
    """An area's own answer time for a request of one rating. With `hours` it runs from those hours to the end of the day."""

    what: str
    days: int
    working: bool = False
    hours: int = 0


@dataclass(frozen=True)
class Rules:
    """What dates are reckoned by besides the table: the area with its own targets, bank holidays, two settings."""

    area: str = ""
    source: str = ""
    targets: tuple[Target, ...] = ()
    changes: Changes = STANDARD
    taf_weeks: int = TAF_WEEKS
    chase_days: int = CHASE_DAYS


USUAL = Rules()


def rules_from(kept: object) -> Rules:
    """The rules as a record keeps them beside its fields. What cannot be read counts as usual."""
    given: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    targets = tuple(
        Target(
            str(one.get("what")),
            _number(one, "days", 0),
            one.get("working") is True,
            _number(one, "hours", 0),
        )
        for one in dicts(given.get("targets"))
        if one.get("what")
    )
    return Rules(
        str(given.get("area") or ""),
        str(given.get("source") or ""),
        targets,
        changes_from(given.get("bank_holidays")),
        max(_number(given, "taf_weeks", TAF_WEEKS), 1),
        max(_number(given, "chase_days", CHASE_DAYS), 1),
    )


def _number(given: Mapping[str, Any], key: str, usual: int) -> int:
    value = given.get(key)
    return value if isinstance(value, int) and 0 <= value <= 1000 else usual


@dataclass(frozen=True)
class DueDate:
    """When something is due. `at` is the moment, where hours count. `before` is the working day before it, where it falls
    on no working day. `other` is the day as somebody else counts it, and `other_says` who; `note` what is not sure."""

    limit: Limit
    day: date
    at: datetime | None = None
    before: date | None = None
    note: str = ""
    other: date | None = None
    other_says: str = ""

    @property
    def source(self) -> str:
        """Where the limit comes from, and that it is to be checked."""
        return f"{self.limit.source}; {CHECK}"


@dataclass(frozen=True)
class Standing:
    """How a limit stands today; `met` is when, `why` the reason it is not needed or what met it."""

    state: State
    met: date | None = None
    why: str = ""


def limits_for(
    trigger: str, rules: Rules = USUAL, rating: str = "", *, elsewhere: bool = False
) -> list[Limit]:
    """The limits an event makes, those of the area only there (not `elsewhere`) and for their rating."""
    found = []
    for limit in LIMITS:
        if limit.trigger != trigger or (limit.area and (limit.area != rules.area or elsewhere)):
            continue
        if limit.id == CHASE:
            limit = replace(limit, amount=limit.amount + rules.chase_days)
        elif limit.id == TAF:
            limit = replace(limit, amount=rules.taf_weeks)
        found.append(limit)
    if trigger == "referral" and rating and not elsewhere:
        found += [_local(one, rules) for one in rules.targets if one.what.casefold() == rating.casefold()]
    return found


def _local(target: Target, rules: Rules) -> Limit:
    """An area's own target as a limit of the table."""
    unit: Unit = "same_day" if target.days == 0 else "working_days" if target.working else "days"
    also: tuple[int, Unit, str] | None = (
        (target.hours, "hours", "as the first limit") if target.hours else None
    )
    return Limit(
        id=f"local_{target.what.casefold().replace(' ', '_')}",
        trigger="referral",
        what=f"Answer to a request rated {target.what}",
        amount=target.days,
        unit=unit,
        source=f"{rules.source}; local target" if rules.source else "Local target",
        status="local",
        rating=target.what.casefold(),
        also=also,
        word="Reply due",
    )


def due_date(limit: Limit, event: date | datetime, changes: Changes = STANDARD) -> DueDate:
    """When a limit runs out after an event. Hours run from the event's time; a day alone counts from its start, and says so."""
    start = event.date() if isinstance(event, datetime) else event
    day, at = _end(limit.amount, limit.unit, event, changes)
    before = working_day_before(day, changes)
    notes = list(_notes(limit, event, start, day, at))
    other, says = None, ""
    if limit.also is not None:
        amount, unit, who = limit.also
        other, moment = _end(amount, unit, event, changes)
        says = f"{who}, {moment:%H:%M}" if moment is not None else who
    return DueDate(limit, day, at, before if before != day else None, " ".join(notes), other, says)


def _end(amount: int, unit: Unit, event: date | datetime, changes: Changes) -> tuple[date, datetime | None]:
    start = event.date() if isinstance(event, datetime) else event
    match unit:
        case "hours":
            moment = event if isinstance(event, datetime) else datetime.combine(event, datetime.min.time())
            at = hours_after(moment, amount)
            return at.date(), at
        case "days":
            return start + timedelta(days=amount), None
        case "weeks":
            return start + timedelta(weeks=amount), None
        case "working_days":
            return working_days_after(start, amount, changes), None
        case "months":
            return months_after(start, amount), None
        case "same_day":
            return start, None


def _notes(
    limit: Limit, event: date | datetime, start: date, day: date, at: datetime | None
) -> Iterator[str]:
    year = unknown_year(start, day)
    if year is not None:
        yield f"Bank holidays for {year} are not loaded. Counted as weekdays."
    if at is None:
        return
    if not isinstance(event, datetime):
        yield "No time is written, so the hours run from the start of the day."
    elif at != event + timedelta(hours=limit.amount):
        yield "The clocks change in between. These are real hours."


# British summer time, without asking the computer: on many there is no table of zones.


def summer_shift(moment: datetime) -> int:
    """Hours that British clocks are ahead of Greenwich at a wall time: 1 in summer. The hour told twice counts as summer."""
    begins = datetime.combine(_last_sunday(moment.year, 3), datetime.min.time()) + timedelta(hours=1)
    ends = datetime.combine(_last_sunday(moment.year, 10), datetime.min.time()) + timedelta(hours=2)
    return int(begins <= moment < ends)


def hours_after(moment: datetime, hours: int) -> datetime:
    """The wall time so many real hours later."""
    greenwich = moment - timedelta(hours=summer_shift(moment)) + timedelta(hours=hours)
    begins = datetime.combine(_last_sunday(greenwich.year, 3), datetime.min.time()) + timedelta(hours=1)
    ends = datetime.combine(_last_sunday(greenwich.year, 10), datetime.min.time()) + timedelta(hours=1)
    return greenwich + timedelta(hours=int(begins <= greenwich < ends))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def state_of(due: DueDate, now: datetime, met: date | None = None, not_needed: bool = False) -> State:
    """How a limit stands now."""
    if not_needed:
        return "not_needed"
    if met is not None:
        return "met"
    today = now.date()
    if today > due.day or (due.at is not None and now > due.at):
        return "overdue"
    return "due" if today == due.day else "upcoming"


@dataclass(frozen=True)
class Happened:
    """One event of a child, or of several: its kind and when. `id` is its row in the record."""

    id: str
    kind: str
    when: date | datetime
    children: frozenset[str] = field(default_factory=frozenset)

    @property
    def day(self) -> date:
        """The day it happened."""
        return self.when.date() if isinstance(self.when, datetime) else self.when


def met_on(limit: Limit, event: Happened, others: Iterable[Happened]) -> date | None:
    """The day on which a later event met a limit for every child it is about, or None."""
    if not limit.met_by:
        return None
    later = [
        one for one in others if one.kind == limit.met_by and one.id != event.id and _after(one, event, limit)
    ]
    if not event.children:
        return min((one.day for one in later), default=None)
    firsts = [
        min((one.day for one in later if child in one.children), default=None) for child in event.children
    ]
    known = [day for day in firsts if day is not None]
    return max(known) if len(known) == len(firsts) else None


def _after(one: Happened, event: Happened, limit: Limit) -> bool:
    # What is to be done before an event is met by something earlier; the next of its own kind comes on a later day.
    if limit.amount < 0:
        return True
    return one.day > event.day if one.kind == event.kind else one.day >= event.day


def doubts(events: Iterable[Happened]) -> list[tuple[str, str]]:
    """What looks out of order: the id of the event and the sentence."""
    known = list(events)
    found = []
    for one in known:
        if one.kind != "icpc":
            continue
        had = [e.children for e in known if e.kind == "strategy" and e.day <= one.day]
        if not had or not one.children <= frozenset().union(*had):
            sentence = (
                "A child protection conference without a strategy discussion before it. Check both days."
            )
            found.append((one.id, sentence))
    return found
