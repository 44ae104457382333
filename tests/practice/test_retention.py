"""When a family's records may go: thirty days worked out by hand, and what stands in the way of any."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.practice.retention import Child, Policy, age_at, anniversary, child_due, due_day, family_due

THIRTY = [
    # born, work ended, may go from
    ("2010-06-15", "2015-01-01", "2035-06-15"),
    ("2010-06-15", "2010-06-15", "2035-06-15"),
    ("2010-06-15", "2027-06-14", "2035-06-15"),  # the day before 17
    ("2010-06-15", "2027-06-15", "2036-06-15"),  # the 17th birthday
    ("2010-06-15", "2028-06-14", "2036-06-15"),  # the last day of 17
    ("2010-06-15", "2028-06-15", "2036-06-15"),  # grown up: eight years on is the same day
    ("2010-06-15", "2028-06-16", "2036-06-16"),  # a day later
    ("2010-06-15", "2030-01-31", "2038-01-31"),
    ("2012-02-29", "2020-01-01", "2037-03-01"),  # no 29 February in 2037
    ("2012-02-29", "2029-02-28", "2037-03-01"),  # still 16: the birthday is on 1 March
    ("2012-02-29", "2029-03-01", "2038-03-01"),  # 17
    ("2012-02-29", "2030-02-28", "2038-03-01"),
    ("2012-02-29", "2030-03-01", "2038-03-01"),
    ("2012-02-29", "2032-02-29", "2040-02-29"),  # both are leap years
    ("1995-02-28", "2000-01-01", "2020-02-28"),
    ("1996-02-29", "2000-01-01", "2021-03-01"),
    ("2000-02-29", "2005-05-05", "2025-03-01"),
    ("1999-02-28", "2024-02-29", "2032-02-29"),
    ("1999-03-01", "2024-02-29", "2032-02-29"),
    ("2003-12-31", "2020-12-30", "2028-12-31"),
    ("2003-12-31", "2020-12-31", "2029-12-31"),
    ("2004-01-01", "2020-12-31", "2029-01-01"),
    ("2004-01-01", "2021-01-01", "2030-01-01"),
    ("2026-11-12", "2026-11-12", "2051-11-12"),
    ("2026-11-12", "2044-11-11", "2052-11-12"),
    ("2026-11-12", "2044-11-12", "2052-11-12"),
    ("2026-11-12", "2045-06-01", "2053-06-01"),
    ("2010", "2015-01-01", "2035-12-31"),  # only the year is known: its last day
    ("2010-02", "2015-01-01", "2035-02-28"),
    ("2012-02", "2015-01-01", "2037-03-01"),  # the last day of that month was the 29th
]


@pytest.mark.parametrize(("born", "ended", "expected"), THIRTY)
def test_the_day(born: str, ended: str, expected: str) -> None:
    assert due_day(born, date.fromisoformat(ended)) == date.fromisoformat(expected)


def test_there_are_thirty() -> None:
    assert len({(born, ended) for born, ended, _ in THIRTY}) == 30


def test_no_day_while_the_work_goes_on_or_without_a_birth() -> None:
    assert due_day("2010-06-15", None) is None
    assert due_day("", date(2020, 1, 1)) is None


def test_a_death_counts_from_the_death() -> None:
    assert due_day("2010-06-15", date(2020, 1, 1), died="2019-02-03") == date(2027, 2, 3)
    assert due_day("2010-06-15", date(2020, 1, 1), died="2016-02-29") == date(2024, 2, 29)


def test_an_organisation_may_keep_them_longer() -> None:
    long = Policy(until=75, until_if_nearly_grown=75)
    assert due_day("2010-06-15", date(2020, 1, 1), long) == date(2085, 6, 15)
    assert due_day("2010-06-15", date(2027, 7, 1), long) == date(2085, 6, 15)


def test_ages_and_anniversaries() -> None:
    assert anniversary(date(2012, 2, 29), 4) == date(2016, 2, 29)
    assert anniversary(date(2012, 2, 29), 1) == date(2013, 3, 1)
    assert age_at(date(2012, 2, 29), date(2013, 2, 28)) == 0
    assert age_at(date(2012, 2, 29), date(2013, 3, 1)) == 1


WREN, PIP = Child(birth="2010-06-15"), Child(birth="2014-06-15")
ENDED = date(2020, 1, 1)


def test_a_family_is_kept_as_long_as_its_youngest_child() -> None:
    due = family_due([WREN, PIP], ENDED, False, date(2036, 1, 1))
    assert (due.state, due.day) == ("keep", date(2039, 6, 15))
    assert due.sentence == "Kept until 15 June 2039."
    assert family_due([WREN, PIP], ENDED, False, date(2039, 6, 14)).state == "keep"
    assert family_due([WREN, PIP], ENDED, False, date(2039, 6, 15)).state == "due"


def test_a_hold_wins_over_every_day() -> None:
    due = family_due([WREN], ENDED, True, date(2090, 1, 1))
    assert (due.state, due.day) == ("held", None)


def test_what_is_not_known_is_said_and_no_day_guessed() -> None:
    assert family_due([WREN, Child(birth="")], ENDED, False, date(2090, 1, 1)).state == "unknown"
    assert family_due([WREN], None, False, date(2090, 1, 1)).state == "open"
    assert family_due([], ENDED, False, date(2026, 1, 1)).day == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("child", "sentence"),
    [
        (Child(name="Wren", birth="2010-06-15"), "Wren: kept until 15 June 2035, the 25th birthday."),
        (
            Child(name="Reed", birth="2009-06-15"),
            "Reed: kept until 15 June 2035, the 26th birthday, for the child was 17 when the work ended.",
        ),
        (
            Child(name="Ash", birth="2008-06-15"),
            "Ash: kept until 1 March 2035, the 26th birthday or 8 years after the end, whichever is later, for they were 18 then.",
        ),
        (Child(name="Pip", birth=""), "Pip: the day of birth is not known, so no day can be worked out."),
        (
            Child(name="Dot", birth="2010", died="2026-11-02"),
            "Dot: kept until 2 November 2034, 8 years after the death.",
        ),
        (
            Child(birth="2010", died="not known"),
            "Child, name not known: the day of death is not known, so no day can be worked out.",
        ),
    ],
)
def test_each_child_has_a_day_of_its_own_and_says_why(child: Child, sentence: str) -> None:
    found = child_due(child, date(2027, 3, 1))
    assert found is not None
    assert found.sentence == sentence
    assert child_due(child, None) is None


def test_the_family_goes_on_the_latest_day_of_its_children() -> None:
    children = [Child(name="Wren", birth="2010-06-15"), Child(name="Pip", birth="2020-02-29")]
    ended = date(2027, 3, 1)
    days = [one.day for child in children if (one := child_due(child, ended)) is not None and one.day]
    assert family_due(children, ended, False, ended).day == max(days)
