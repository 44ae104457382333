"""Ages as the NHS writes them: days in the first week, weeks to 6 months, months to the 2nd birthday, then years.

Source: NHS digital service manual, content guide on ages; days under one week are this program's own addition. Unborn:
completed weeks of gestation from the due date. Born more than 3 weeks early: the corrected age stands beside it until
the 2nd birthday.
"""

from __future__ import annotations

from datetime import date

from toolkit.forms import dates
from toolkit.forms.family_checks import years_on
from toolkit.forms.people import PersonRef

EARLY_DAYS = 21
PREGNANCY_DAYS = 280
LONGEST_PREGNANCY = 45
"""Weeks after which counting on would only mislead: the due date has passed and somebody must say what happened."""


def age_of(person: PersonRef, day: date, ended: date | None = None) -> str:
    """The age of somebody of the family on a day, in words; empty when it is not known.

    `ended` is the day a child died or a pregnancy ended, where that is known.
    """
    over = not person.living and (ended is None or day >= ended)
    if person.status == "ended":
        return "pregnancy ended" if over else unborn_words(person.edd, day)
    if person.status == "died" and over:
        aged = born_words(person.birth, ended, person.edd) if ended else ""
        return f"died, aged {aged}" if aged else "died"
    if person.unborn:
        return unborn_words(person.edd, day)
    return born_words(person.birth, day, person.edd)


def born_words(birth: str, day: date, edd: str = "") -> str:
    """The age in words from an ISO day of birth, however vague: "7 years", "9 weeks (4 weeks corrected)", "about 7 years"."""
    if not dates.is_day(birth):
        return ""
    born = dates.first_day(birth)
    if born > day:
        return ""
    last = dates.last_day(birth)
    if last != born or birth.endswith("~"):
        years = years_on(born + (last - born) / 2, day)
        return f"about {_count(years, 'year')}" if years >= 1 else "under 1 year"
    words = plain_words(born, day)
    corrected = corrected_words(born, day, edd)
    return f"{words} ({corrected})" if corrected else words


def plain_words(born: date, day: date) -> str:
    """The age in words between two exact days, the first not after the second."""
    days = (day - born).days
    if days < 7:
        return _count(days, "day")
    months = months_on(born, day)
    if months < 6:
        return _count(days // 7, "week")
    if months < 24:
        return _count(months, "month")
    return _count(years_on(born, day), "year")


def corrected_words(born: date, day: date, edd: str) -> str:
    """What to add for a baby born more than 3 weeks early, until the 2nd birthday; else nothing."""
    if not dates.is_day(edd) or dates.first_day(edd) != dates.last_day(edd):
        return ""
    due = dates.first_day(edd)
    if (due - born).days <= EARLY_DAYS or months_on(born, day) >= 24:
        return ""
    if day < due:
        return f"{_count(gestation_weeks(due, day), 'week')} of gestation corrected"
    return f"{plain_words(due, day)} corrected"


def unborn_words(edd: str, day: date) -> str:
    """Completed weeks of gestation from an ISO due date: "26 weeks of gestation"."""
    if not dates.is_day(edd):
        return "due date not known"
    due = dates.first_day(edd)
    weeks = gestation_weeks(due, day)
    if weeks < 0:
        return f"due {dates.show(edd)}"
    if weeks > LONGEST_PREGNANCY:
        return "due date passed"
    return f"{_count(weeks, 'week')} of gestation"


def gestation_weeks(due: date, day: date) -> int:
    """Completed weeks of gestation on a day, rounded down; below 0 before the pregnancy can have begun."""
    return (PREGNANCY_DAYS - (due - day).days) // 7


def months_on(born: date, day: date) -> int:
    """Completed calendar months. A day that a month does not have counts from the 1st of the next."""
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
