"""Days and counts as a person says them on the screens: "9 days ago", "2 days late", "Fri 13"."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from toolkit.forms.dates import MONTHS

LONG_PART = 24
"""Letters of one name in a path after which its line may break anywhere."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(day: date) -> str:
    """A day with its weekday: "Thursday 12 November 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, today: date) -> str:
    """A day in a narrow column: "Fri 13" within a month, "13 Dec" within a year, "13 Dec 2027" beyond."""
    if abs((day - today).days) < 28:
        return f"{DAYS[day.weekday()][:3]} {day.day}"
    return month_day(day, today)


def month_day(day: date, today: date) -> str:
    """A day without its year where that is clear: "3 Nov", else "3 Nov 2025"."""
    words = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def month(day: date) -> str:
    """The heading of a month: "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def ago(day: date, today: date) -> str:
    """How long ago a day was: "Today", "Yesterday", "9 days ago"; a day to come is shown as such."""
    days = (today - day).days
    if days < 0:
        return f"In {count(-days, 'day')}"
    if days < 2:
        return ("Today", "Yesterday")[days]
    return f"{days} days ago"


def due_words(day: date, today: date) -> str:
    """When something is due: "2 days late", "Today", "Tomorrow", "Mon 16 Nov"."""
    days = (day - today).days
    if days < 0:
        return f"{count(-days, 'day')} late"
    if days < 2:
        return ("Today", "Tomorrow")[days]
    return f"{DAYS[day.weekday()][:3]} {month_day(day, today)}"


def count(number: int, thing: str, many: str = "") -> str:
    """A number with its thing: "1 day", "3 days", "2 families"."""
    return f"{number:,} {thing if number == 1 else many or thing + 's'}"


def without_family(*, team: bool) -> str:
    """What stands where a family is named, of a record that has none: it is the team's, or waits to be filed."""
    return "Me and my team" if team else "Not in a family yet"


def family_words(name: str) -> str:
    """A family as the screens name it: "Thistlewick family"; a description stays as it is."""
    words = name.strip()
    if not words:
        return "Family, name not known"
    return words if " " in words or words.lower().endswith("family") else f"{words} family"


def broken(path: Path | str) -> str:
    """A path with places to break its line at, which it has no spaces for: after each folder, and within a very long name."""
    parts = str(path).split(os.sep)  # noqa: PTH206 - the first part of an absolute path stays empty
    pieces = [
        "\u200b".join(part[at : at + LONG_PART] for at in range(0, len(part), LONG_PART)) for part in parts
    ]
    return f"{os.sep}\u200b".join(pieces)
