"""Working days of England: Monday to Friday without bank holidays; and day sums as in records, R21.

Day 0 is the day of the event, whatever day it is. n days, or n working days, end with the nth such day after it. Months are
calendar months; a day the month does not have becomes its last.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

KNOWN_YEARS = range(2000, 2101)
"""Years whose bank holidays the calendar can give; others are counted as weekdays, and said so."""


@dataclass(frozen=True)
class Changes:
    """What an organisation or a worker changed in the table of bank holidays: days put in, and days taken out."""

    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()


STANDARD = Changes()
KEPT, FACT = "bank_holidays", "@bank_holidays"
"""Where the changes are kept in a vault, and what a context calls them."""


def changes_from(kept: object) -> Changes:
    """The changes as they are kept: `{"added": [ISO days], "removed": [ISO days]}`. What cannot be read counts for nothing."""
    given: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    return Changes(_days(given.get("added")), _days(given.get("removed")))


def changes_in(facts: Mapping[str, str]) -> Changes:
    """The changes as the facts of a context hold them."""
    told = facts.get(FACT)
    return changes_from(json.loads(told)) if told else STANDARD


def as_fact(kept: object) -> dict[str, str]:
    """The kept changes as a fact for a context; none where nothing was changed."""
    return {FACT: json.dumps(kept)} if kept else {}


def _days(value: object) -> frozenset[date]:
    found = set()
    for one in value if isinstance(value, list) else []:
        try:
            found.add(date.fromisoformat(str(one)))
        except ValueError:
            continue
    return frozenset(found)


def to_keep(changes: Changes) -> dict[str, list[str]]:
    """The changes in the shape `changes_from` reads."""
    return {
        "added": sorted(day.isoformat() for day in changes.added),
        "removed": sorted(day.isoformat() for day in changes.removed),
    }


@cache
def bank_holiday_names(year: int) -> dict[date, str]:
    """The bank holidays of England in a year by their days, with their names; none for a year that is not known."""
    if year not in KNOWN_YEARS:
        return {}
    # The calendars of all the world take longer to read than every form: not before a working day is counted.
    import holidays

    found = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: name.replace("'", "’") for day, name in sorted(found.items())}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year; none for a year that is not known."""
    return frozenset(bank_holiday_names(year))


def is_working_day(day: date, changes: Changes = STANDARD) -> bool:
    """Whether people work on this day."""
    off = (day in bank_holidays(day.year) and day not in changes.removed) or day in changes.added
    return day.weekday() < 5 and not off


def working_days_after(day: date, count: int, changes: Changes = STANDARD) -> date:
    """The day that is `count` working days after a day; the day itself for none."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, changes)
    return day


def working_day_before(day: date, changes: Changes = STANDARD) -> date:
    """The day itself when people work on it, else the last working day before it."""
    while not is_working_day(day, changes):
        day -= timedelta(days=1)
    return day


def months_after(day: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def unknown_year(*days: date) -> int | None:
    """The first year among these days whose bank holidays are not known, or None."""
    return next((day.year for day in days if day.year not in KNOWN_YEARS), None)
