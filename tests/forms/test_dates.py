"""Days as people write them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms import dates

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3/3/2026", "2026-03-03"),
        ("03-03-26", "2026-03-03"),
        ("3.3.2026", "2026-03-03"),
        ("3 Mar 2026", "2026-03-03"),
        ("3rd March 2026", "2026-03-03"),
        ("Tuesday 3 March 2026", "2026-03-03"),
        ("2026-03-03", "2026-03-03"),
        ("sept 2020", "2020-09"),
        ("9/2020", "2020-09"),
        ("2019", "2019"),
        ("about 2019", "2019~"),
        ("c. March 2019", "2019-03~"),
        ("today", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_any_sensible_uk_way_is_read(typed: str, kept: str) -> None:
    assert dates.read_day(typed, TODAY, vague=True) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2020", "February 2020 had 29 days. Check the day or the month."),
        ("13/25/2020", "There is no month 25. Write the day first, then the month."),
        ("13/25", "This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026."),
        ("30/2/2027", "February 2027 has 28 days. Check the day or the month."),
        ("1/1/1899", "The year 1899 is before 1900. Check the year."),
        ("soon", "This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026."),
        ("", "This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026."),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, sentence: str) -> None:
    with pytest.raises(dates.NotADay) as fault:
        dates.read_day(typed, TODAY, vague=True)
    assert str(fault.value) == sentence


def test_a_day_and_month_are_of_this_year_where_a_day_of_these_weeks_is_meant() -> None:
    assert dates.read_day("19/11", TODAY) == "2026-11-19"
    assert dates.read_day("3 / 12", TODAY) == "2026-12-03"
    for typed, how in (("19/11", {"birth": True}), ("19/11", {"vague": True}), ("13/25", {}), ("30/2", {})):
        with pytest.raises(dates.NotADay):
            dates.read_day(typed, TODAY, **how)


def test_a_month_alone_is_refused_where_a_day_is_needed() -> None:
    with pytest.raises(dates.NotADay):
        dates.read_day("March 2026", TODAY)


def test_two_digit_years_are_births_of_the_past_hundred_years_or_this_century() -> None:
    assert dates.read_day("5/6/31", TODAY, birth=True) == "1931-06-05"
    assert dates.read_day("5/6/31", TODAY) == "2031-06-05"
    assert dates.read_day("5/6/19", TODAY, birth=True) == "2019-06-05"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12/11/2026 13:10", "2026-11-12T13:10"),
        ("12 November 2026 at 1.10pm", "2026-11-12T13:10"),
        ("12 Nov 2026, 14:05", "2026-11-12T14:05"),
        ("today 2 pm", "2026-11-22T14:00"),
        ("12 Nov 2026", "2026-11-12"),
        ("about 12/11/2026", "2026-11-12~"),
        ("12/11/2026 12am", "2026-11-12T00:00"),
    ],
)
def test_moments_are_read(typed: str, kept: str) -> None:
    assert dates.read_moment(typed, TODAY) == kept


@pytest.mark.parametrize("typed", ["25:00", "13pm", "noonish", "10:75", ""])
def test_times_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(dates.NotADay):
        dates.read_time(typed)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_shown_is_read_back(day: date) -> None:
    assert dates.read_day(dates.show(day), TODAY) == day.isoformat()
    assert dates.read_day(f"{day.day}/{day.month}/{day.year}", TODAY) == day.isoformat()
    assert dates.first_day(day.isoformat()) == dates.last_day(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(words: str) -> None:
    try:
        kept = dates.read_day(words, TODAY, vague=True)
    except dates.NotADay as fault:
        kept, sentence = "", str(fault)
    else:
        sentence = "Read."
    assert sentence.endswith(".")
    assert not kept or dates.is_day(kept)


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_vague_dates_span_their_month_and_year(year: int, month: int) -> None:
    text = f"{year}-{month:02d}~"
    assert dates.first_day(text) == date(year, month, 1)
    assert dates.last_day(text) + timedelta(days=1) == date(year + month // 12, month % 12 + 1, 1)
    assert dates.last_day(str(year)) == date(year, 12, 31)
    assert dates.show(text) == f"about {dates.MONTHS[month - 1]} {year}"
    assert calendar.month_name[month] == dates.MONTHS[month - 1]


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-13", "26", "2026-11-12T25:00", None, 5, "", "0000-01-01"]
)
def test_what_is_no_day_is_not_taken_for_one(value: object) -> None:
    assert not dates.is_day(value)
