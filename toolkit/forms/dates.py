"""Days as people in England write them, read and shown.

Kept as ISO text: `2026-11-12`, or `2026-11` and `2026` when only the month or year is known, with `~` at the end for
"about". Shown as 3 March 2026. Source of the rules: records specification, E2 and E3.
"""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date, datetime, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EARLIEST = 1900
LONGEST = len("2026-11-12T14:05~")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
_NUMBERS = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s*[ \-]?\s*)?([a-z]{3,9})\.?,?[ \-]*(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/\-]\s*(\d{4})")
_ABOUT = re.compile(r"^(?:about|around|approx\.?|approximately|circa|c\.?|roughly)\s+|^~\s*")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")


class NotADay(ValueError):
    """Words that are no day; its text is the sentence the person reads."""


def read_day(text: str, today: date, *, birth: bool = False, vague: bool = False) -> str:
    """The ISO text of a day typed in any sensible UK way. Raises NotADay with the reason.

    Two-digit years: births fall in the past hundred years, all others in 20yy.
    """
    words = " ".join(text.lower().split())
    about = bool(_ABOUT.match(words)) or words.endswith("~")
    words = _ABOUT.sub("", words).rstrip("~").strip()
    if words in ("today", "now", "yesterday", "tomorrow"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(words, 0)
        return (today + timedelta(days=shift)).isoformat()
    # Of this year where a day of these weeks is meant; not for a birth, nor where a month and year would do.
    near = None if birth or vague else _DAY_AND_MONTH.fullmatch(words)
    year, month, day = (today.year, int(near[2]), int(near[1])) if near else _parts(words, today, birth)
    if not vague and (day is None or about):
        raise NotADay("A full day is needed here, such as 3 March 2026.")
    if year < EARLIEST:
        raise NotADay(f"The year {year} is before {EARLIEST}. Check the year.")
    if year > 2200:
        raise NotADay(f"The year {year} is too far ahead. Check the year.")
    _check(year, month, day, today.year)
    return "-".join([f"{year:04d}", *(f"{n:02d}" for n in (month, day) if n is not None)]) + (
        "~" if about else ""
    )


def _parts(words: str, today: date, birth: bool) -> tuple[int, int | None, int | None]:
    if iso := _ISO.fullmatch(words):
        return int(iso[1]), int(iso[2]) if iso[2] else None, int(iso[3]) if iso[3] else None
    if found := _NUMBERS.fullmatch(words):
        return _year(found[3], today, birth), int(found[2]), int(found[1])
    if found := _MONTH_YEAR.fullmatch(words):
        return int(found[2]), int(found[1]), None
    bare = re.sub(r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*,?\s+", "", words)
    if (found := _WORDS.fullmatch(bare)) and (month := _month(found[2])):
        return _year(found[3], today, birth), month, int(found[1]) if found[1] else None
    if (found := _DAY_MONTH.fullmatch(bare)) and (month := _month(found[2])):
        return today.year, month, int(found[1])
    raise NotADay("This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026.")


def _month(name: str) -> int | None:
    matches = [
        n
        for n, month in enumerate(MONTHS, 1)
        if month.lower().startswith(name) or (name == "sept" and n == 9)
    ]
    return matches[0] if len(matches) == 1 else None


def _year(digits: str, today: date, birth: bool) -> int:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year - 100 if birth and year > today.year else year


def _check(year: int, month: int | None, day: int | None, this_year: int = 9999) -> None:
    if month is not None and not 1 <= month <= 12:
        raise NotADay(f"There is no month {month}. Write the day first, then the month.")
    if month is not None and day is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            had = "had" if year < this_year else "has"
            raise NotADay(f"{MONTHS[month - 1]} {year} {had} {last} days. Check the day or the month.")


def read_moment(text: str, today: date) -> str:
    """The ISO text of a day and time typed in any sensible way; the day alone is kept when no time is given."""
    words = " ".join(text.replace("T", " ").replace(",", " ").strip().split())
    about = words.endswith("~")
    words = words.rstrip("~").strip()
    day_words, _, time_words = words.rpartition(" at ")
    if not day_words:
        day_words, time_words = words, ""
        head, _, tail = words.rpartition(" ")
        if tail.lower() in ("am", "pm") and head:
            head, _, number = head.rpartition(" ")
            tail = number + tail
        if head and (":" in tail or tail.lower().endswith(("am", "pm"))):
            day_words, time_words = head, tail
    day = read_day(day_words, today, vague=True)
    about = about or day.endswith("~")
    day = day.rstrip("~")
    if time_words and len(day) == 10:
        day = f"{day}T{read_time(time_words)}"
    return day + ("~" if about else "")


def read_time(text: str) -> str:
    """The ISO text of a clock time: `14:05` from 2.05pm, 14:05 or 14. Raises NotADay with the reason."""
    found = _CLOCK.fullmatch(text.strip().lower())
    if not found:
        raise NotADay("This cannot be read as a time. Write it like 14:05 or 2.05pm.")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise NotADay("This cannot be read as a time. Write it like 14:05 or 2.05pm.")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise NotADay("There is no such time. Write it like 14:05 or 2.05pm.")
    return f"{hour:02d}:{minute:02d}"


def is_day(value: object) -> bool:
    """Whether an answer is a readable day or moment in ISO text, however vague."""
    if not isinstance(value, str):
        return False
    # Asked of the same days again and again. What is longer may be words, and those are not kept.
    return _known_day(value) if len(value) <= LONGEST else _is_day(value)


def _is_day(value: str) -> bool:
    day, _, clock = value.rstrip("~").partition("T")
    found = _ISO.fullmatch(day)
    if not found or (clock and not re.fullmatch(r"\d{2}:\d{2}", clock)):
        return False
    try:
        _check(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)
        if clock:
            read_time(clock)
    except NotADay:
        return False
    return int(found[1]) >= 1


_known_day = functools.lru_cache(2048)(_is_day)


def first_day(value: str) -> date:
    """The earliest day an ISO text may mean; "2019" is 1 January 2019. Raises ValueError for anything else."""
    if not is_day(value):
        raise ValueError("no day")
    found = _ISO.fullmatch(value.rstrip("~").partition("T")[0])
    assert found
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last_day(value: str) -> date:
    """The latest day an ISO text may mean; "2019-02" is 28 February 2019."""
    day = first_day(value)
    parts = value.rstrip("~").partition("T")[0].count("-")
    if parts == 0:
        return date(day.year, 12, 31)
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1]) if parts == 1 else day


def moment(value: str) -> datetime:
    """The earliest moment an ISO text may mean, as local wall time."""
    clock = value.rstrip("~").partition("T")[2]
    hour, minute = (int(n) for n in clock.split(":")) if clock else (0, 0)
    day = first_day(value)
    return datetime(day.year, day.month, day.day, hour, minute)


def show(value: object) -> str:
    """A day, moment or vaguer date in words: "3 March 2026", "3 March 2026, 14:05", "about March 2026".

    What cannot be read is shown as it was typed.
    """
    if isinstance(value, datetime):
        return f"{show(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if not isinstance(value, str):
        return ""
    if not is_day(value):
        return value
    about = "about " if value.endswith("~") else ""
    day, _, clock = value.rstrip("~").partition("T")
    numbers = [int(n) for n in day.split("-")]
    words = str(numbers[0])
    if len(numbers) > 1:
        words = f"{MONTHS[numbers[1] - 1]} {words}"
    if len(numbers) > 2:
        words = f"{numbers[2]} {words}"
    return f"{about}{words}, {clock}" if clock else about + words
