"""Reads the day, month or time that stands among the words somebody searches for: 3/3/26, March 2026, last March, last week."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.forms import dates

MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (calendar.month_name[number].lower(), calendar.month_abbr[number].lower())
} | {"sept": 9}
WEEKDAYS = {
    name: number
    for number in range(7)
    for name in (calendar.day_name[number].lower(), calendar.day_abbr[number].lower())
} | {"tues": 1, "thur": 3, "thurs": 3}
_SMALL = ("in", "on", "of", "the", "about", "around", "from", "since", "during")
MOST_WORDS = 5


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both within; `words` say it as it was understood."""

    first: date
    last: date
    words: str

    @property
    def since(self) -> str:
        """The least ISO text that is within; a month or a year alone is within its own."""
        return self._text(self.first)

    @property
    def until(self) -> str:
        """Greater than every ISO text within: no digit and no letter comes after the mark for "about"."""
        return f"{self._text(self.last)}~~"

    def _text(self, day: date) -> str:
        one, other = self.first, self.last
        if (one.month, one.day, other.month, other.day) == (1, 1, 12, 31) and one.year == other.year:
            return f"{day.year:04d}"
        whole = one.day == 1 and other.day == calendar.monthrange(other.year, other.month)[1]
        if whole and (one.year, one.month) == (other.year, other.month):
            return f"{day.year:04d}-{day.month:02d}"
        return day.isoformat()


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: the words, and the days where some of them were a time."""

    words: str
    span: Span | None = None


def read_asked(typed: str, today: date) -> Asked:
    """Takes the longest run of words that is a day, a month, a year or "last week" out of what was typed.

    A year alone is a time only from 1900 on; a month alone only beside "last", "this" or "in", for May and March are words too.
    """
    words = typed.split()
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            span = read_span(" ".join(run), today)
            if span is not None:
                before = words[:start]
                while before and before[-1].casefold() in _SMALL:
                    before.pop()
                return Asked(" ".join([*before, *words[start + length :]]), span)
    return Asked(" ".join(words))


def read_span(text: str, today: date) -> Span | None:
    """The days that a few words mean, or None where they mean none."""
    words = re.sub(r"[,.]+(?=\s|$)", "", text.casefold()).strip()
    if words.startswith("since ") and (begun := read_span(words.removeprefix("since "), today)):
        return Span(begun.first, max(begun.first, today), f"since {begun.words}")
    for read in (_near, _week_or_month, _named_month, _weekday):
        if (span := read(words, today)) is not None:
            return span
    return _typed(words, today)


def _near(words: str, today: date) -> Span | None:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(words)
    return None if shift is None else _day(today + timedelta(days=shift))


def _week_or_month(words: str, today: date) -> Span | None:
    found = re.fullmatch(r"(this|last|next) (week|month|year)", words)
    if found is None:
        return None
    step = {"this": 0, "last": -1, "next": 1}[found[1]]
    if found[2] == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Span(monday, monday + timedelta(days=6), f"the week of {dates.show(monday.isoformat())}")
    if found[2] == "year":
        return _year(today.year + step)
    month = today.year * 12 + today.month - 1 + step
    return _month(month // 12, month % 12 + 1)


def _named_month(words: str, today: date) -> Span | None:
    """A month by its name beside a small word: last March is the one before today, this March that of this year."""
    found = re.fullmatch(r"(last|this|next|in) ([a-z]+)", words)
    month = MONTHS.get(found[2]) if found else None
    if found is None or month is None:
        return None
    year = today.year
    if found[1] in ("last", "in") and month >= today.month + (found[1] == "in"):
        year -= 1
    if found[1] == "next" and month <= today.month:
        year += 1
    return _month(year, month)


def _weekday(words: str, today: date) -> Span | None:
    found = re.fullmatch(r"(last|on|this|next) ([a-z]+)", words)
    day = WEEKDAYS.get(found[2]) if found else None
    if found is None or day is None:
        return None
    back = (today.weekday() - day) % 7
    if found[1] in ("next", "this"):
        return _day(today + timedelta(days=(day - today.weekday()) % 7 or 7 * (found[1] == "next")))
    return _day(today - timedelta(days=back or 7 * (found[1] == "last")))


def _typed(words: str, today: date) -> Span | None:
    bare = re.sub(r"^(?:(?:about|around|in|on|the) )+", "", words).replace(" of ", " ")
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", bare)
    try:
        value = dates.read_day(bare, today, vague=True)
    except dates.NotADay:
        return None
    # A number alone is a year only where it can be one of a person's records.
    if re.fullmatch(r"\d+", bare) and not 1900 <= int(bare) <= today.year + 5:
        return None
    first, last = dates.first_day(value), dates.last_day(value)
    return Span(first, last, dates.show(value))


def _day(day: date) -> Span:
    return Span(day, day, dates.show(day.isoformat()))


def _month(year: int, month: int) -> Span:
    last = calendar.monthrange(year, month)[1]
    return Span(date(year, month, 1), date(year, month, last), dates.show(f"{year:04d}-{month:02d}"))


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), str(year))
