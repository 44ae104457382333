"""Ages by the NHS rule, against a slow and obvious count of days on a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms.people import PersonRef
from toolkit.practice.ages import age_of, born_words, gestation_weeks, months_on, unborn_words


def slow_months(born: date, day: date) -> int:
    """Walks day by day and counts each day on which a month of age begins: the same number, or the 1st when there is none."""
    months = 0
    here = born
    while here < day:
        before, here = here, here + timedelta(days=1)
        same_number = here.day == born.day
        skipped = here.day == 1 and before.day < born.day
        if (same_number or skipped) and here > born:
            months += 1
    return months


def slow_words(born: date, day: date) -> str:
    """The rule written out plainly."""
    days = (day - born).days
    months = slow_months(born, day)
    if days < 7:
        number, unit = days, "day"
    elif months < 6:
        number, unit = days // 7, "week"
    elif months < 24:
        number, unit = months, "month"
    else:
        number, unit = months // 12, "year"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


DATES = [
    ("2026-11-12", "2026-11-12", "0 days"),
    ("2026-11-12", "2026-11-13", "1 day"),
    ("2026-11-12", "2026-11-18", "6 days"),
    ("2026-11-12", "2026-11-19", "1 week"),
    ("2026-11-12", "2026-11-25", "1 week"),
    ("2026-11-12", "2026-11-26", "2 weeks"),
    ("2026-11-12", "2027-05-11", "25 weeks"),
    ("2026-11-12", "2027-05-12", "6 months"),
    ("2026-11-12", "2027-06-11", "6 months"),
    ("2026-11-12", "2027-06-12", "7 months"),
    ("2026-11-12", "2027-11-11", "11 months"),
    ("2026-11-12", "2027-11-12", "12 months"),
    ("2026-11-12", "2028-11-11", "23 months"),
    ("2026-11-12", "2028-11-12", "2 years"),
    ("2026-11-12", "2029-11-11", "2 years"),
    ("2026-11-12", "2029-11-12", "3 years"),
    ("2025-09-10", "2026-11-12", "14 months"),
    ("2019-05-04", "2026-11-12", "7 years"),
    ("2008-11-12", "2026-11-11", "17 years"),
    ("2008-11-12", "2026-11-12", "18 years"),
    ("2020-02-29", "2020-03-07", "1 week"),
    ("2020-02-29", "2020-08-28", "25 weeks"),
    ("2020-02-29", "2020-08-29", "6 months"),
    ("2020-02-29", "2021-02-28", "11 months"),
    ("2020-02-29", "2021-03-01", "12 months"),
    ("2020-02-29", "2022-02-28", "23 months"),
    ("2020-02-29", "2022-03-01", "2 years"),
    ("2020-02-29", "2024-02-28", "3 years"),
    ("2020-02-29", "2024-02-29", "4 years"),
    ("2025-08-31", "2026-02-28", "25 weeks"),
    ("2025-08-31", "2026-03-01", "6 months"),
    ("2025-08-30", "2026-02-28", "26 weeks"),
    ("2025-08-28", "2026-02-28", "6 months"),
    ("2025-08-29", "2026-02-28", "26 weeks"),
    ("2025-08-29", "2026-03-01", "6 months"),
    ("2026-05-31", "2026-11-30", "26 weeks"),
    ("2026-05-31", "2026-12-01", "6 months"),
    ("2026-05-31", "2026-12-31", "7 months"),
    ("2023-12-31", "2024-02-29", "8 weeks"),
    ("2024-01-31", "2024-07-30", "25 weeks"),
    ("2024-01-31", "2024-07-31", "6 months"),
    ("2024-12-31", "2025-06-30", "25 weeks"),
    ("2024-12-31", "2025-07-01", "6 months"),
    ("1999-12-31", "2000-01-01", "1 day"),
    ("1999-12-31", "2000-06-30", "26 weeks"),
    ("1999-12-31", "2000-07-01", "6 months"),
    ("2000-02-29", "2100-02-28", "99 years"),
    ("2000-02-29", "2100-03-01", "100 years"),
]


@pytest.mark.parametrize(("born", "day", "words"), DATES)
def test_dates_at_every_edge(born: str, day: str, words: str) -> None:
    assert born_words(born, date.fromisoformat(day)) == words


@pytest.mark.parametrize(("born", "day", "words"), DATES)
def test_the_slow_count_says_the_same(born: str, day: str, words: str) -> None:
    assert slow_words(date.fromisoformat(born), date.fromisoformat(day)) == words


BIRTHS = [date(2024, 2, 29), date(2024, 8, 31)]


@pytest.mark.parametrize("born", BIRTHS)
def test_every_day_of_the_first_800(born: date) -> None:
    for n in range(800):
        day = born + timedelta(days=n)
        assert born_words(born.isoformat(), day) == slow_words(born, day)


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.integers(0, 3000))
def test_any_birth_and_any_day(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    assert months_on(born, day) == slow_months(born, day)


class TestUnborn:
    @pytest.mark.parametrize(
        ("day", "weeks"),
        [
            ("2027-02-17", 40),
            ("2027-02-16", 39),
            ("2027-02-10", 39),
            ("2027-02-09", 38),
            ("2026-11-12", 26),
            ("2026-11-11", 26),
            ("2026-11-10", 25),
            ("2027-02-24", 41),
            ("2027-03-02", 41),
            ("2027-03-03", 42),
            ("2026-05-13", 0),
            ("2026-05-12", -1),
        ],
    )
    def test_completed_weeks(self, day: str, weeks: int) -> None:
        assert gestation_weeks(date(2027, 2, 17), date.fromisoformat(day)) == weeks

    @pytest.mark.parametrize(
        ("edd", "words"),
        [
            ("2027-02-17", "26 weeks of gestation"),
            ("2027-08-12", "1 week of gestation"),
            ("2028-01-01", "due 1 January 2028"),
            ("2026-01-01", "due date passed"),
            ("not_known", "due date not known"),
            ("", "due date not known"),
        ],
    )
    def test_words(self, edd: str, words: str) -> None:
        assert unborn_words(edd, date(2026, 11, 12)) == words


class TestBornEarly:
    """Corrected age beside it when born more than 3 weeks early, to the 2nd birthday."""

    @pytest.mark.parametrize(
        ("edd", "day", "words"),
        [
            ("2026-03-22", "2026-03-08", "1 week"),
            ("2026-03-23", "2026-03-08", "1 week (37 weeks of gestation corrected)"),
            ("2026-04-26", "2026-05-03", "9 weeks (1 week corrected)"),
            ("2026-04-26", "2026-04-28", "8 weeks (2 days corrected)"),
            ("2026-04-26", "2026-12-01", "9 months (7 months corrected)"),
            ("2026-04-26", "2028-02-29", "23 months (22 months corrected)"),
            ("2026-04-26", "2028-03-01", "2 years"),
            ("2026-04", "2026-12-01", "9 months"),
            ("not_known", "2026-12-01", "9 months"),
        ],
    )
    def test_corrected(self, edd: str, day: str, words: str) -> None:
        assert born_words("2026-03-01", date.fromisoformat(day), edd) == words


class TestVague:
    @pytest.mark.parametrize(
        ("birth", "words"),
        [
            ("2019", "about 7 years"),
            ("2019-03", "about 7 years"),
            ("1990~", "about 36 years"),
            ("2026", "under 1 year"),
            ("2026-11", "under 1 year"),
            ("2025", "about 1 year"),
            ("2019-05-04~", "about 7 years"),
            ("not_known", ""),
            ("some time in May", ""),
            ("", ""),
            ("2027-01-01", ""),
        ],
    )
    def test_about(self, birth: str, words: str) -> None:
        said = born_words(birth, date(2026, 11, 12))
        assert said == words


class TestWhoeverItIs:
    day = date(2026, 11, 12)

    def person(self, **more: object) -> PersonRef:
        return PersonRef(id="x", name="X", group="child", **more)  # type: ignore[arg-type]

    def test_a_living_child(self) -> None:
        assert age_of(self.person(birth="2019-05-04"), self.day) == "7 years"

    def test_an_unborn_child(self) -> None:
        assert age_of(self.person(unborn=True, edd="2027-02-17"), self.day) == "26 weeks of gestation"

    def test_a_child_who_died_has_the_age_of_that_day(self) -> None:
        child = self.person(birth="2019-05-04", status="died")
        assert age_of(child, self.day, date(2021, 6, 1)) == "died, aged 2 years"
        assert age_of(child, date(2021, 5, 31), date(2021, 6, 1)) == "2 years"
        assert age_of(child, self.day) == "died"

    def test_an_ended_pregnancy_counts_no_more(self) -> None:
        child = self.person(unborn=True, edd="2027-02-17", status="ended")
        assert age_of(child, self.day, date(2026, 10, 1)) == "pregnancy ended"
        assert age_of(child, date(2026, 9, 30), date(2026, 10, 1)) == "20 weeks of gestation"
        assert age_of(child, self.day) == "pregnancy ended"
