"""A day, a month or "last March" among the words somebody searches for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms import dates
from toolkit.practice.when import read_asked, read_span

TODAY = date(2026, 11, 12)  # a Thursday

DAYS = [
    ("3/3/26", "2026-03-03", "2026-03-03"), ("03/03/2026", "2026-03-03", "2026-03-03"),
    ("3.3.26", "2026-03-03", "2026-03-03"), ("3-3-2026", "2026-03-03", "2026-03-03"),
    ("2026-03-03", "2026-03-03", "2026-03-03"), ("3 March 2026", "2026-03-03", "2026-03-03"),
    ("3rd March 2026", "2026-03-03", "2026-03-03"), ("3rd of March 2026", "2026-03-03", "2026-03-03"),
    ("the 3rd of March 2026", "2026-03-03", "2026-03-03"), ("3 mar 26", "2026-03-03", "2026-03-03"),
    ("on 3 March 2026", "2026-03-03", "2026-03-03"), ("Tuesday 3 March 2026", "2026-03-03", "2026-03-03"),
    ("3 March", "2026-03-03", "2026-03-03"), ("March 2026", "2026-03-01", "2026-03-31"),
    ("in March 2026", "2026-03-01", "2026-03-31"), ("mar 2026", "2026-03-01", "2026-03-31"),
    ("3/2026", "2026-03-01", "2026-03-31"), ("2026-03", "2026-03-01", "2026-03-31"),
    ("about March 2026", "2026-03-01", "2026-03-31"), ("last March", "2026-03-01", "2026-03-31"),
    ("in march", "2026-03-01", "2026-03-31"), ("this March", "2026-03-01", "2026-03-31"),
    ("next March", "2027-03-01", "2027-03-31"), ("last November", "2025-11-01", "2025-11-30"),
    ("last December", "2025-12-01", "2025-12-31"), ("in December", "2025-12-01", "2025-12-31"),
    ("in November", "2026-11-01", "2026-11-30"), ("next November", "2027-11-01", "2027-11-30"),
    ("2024", "2024-01-01", "2024-12-31"), ("in 2024", "2024-01-01", "2024-12-31"),
    ("last year", "2025-01-01", "2025-12-31"), ("this year", "2026-01-01", "2026-12-31"),
    ("last month", "2026-10-01", "2026-10-31"), ("this month", "2026-11-01", "2026-11-30"),
    ("next month", "2026-12-01", "2026-12-31"), ("last week", "2026-11-02", "2026-11-08"),
    ("this week", "2026-11-09", "2026-11-15"), ("next week", "2026-11-16", "2026-11-22"),
    ("today", "2026-11-12", "2026-11-12"), ("yesterday", "2026-11-11", "2026-11-11"),
    ("tomorrow", "2026-11-13", "2026-11-13"), ("last Tuesday", "2026-11-10", "2026-11-10"),
    ("on Tuesday", "2026-11-10", "2026-11-10"), ("last Thursday", "2026-11-05", "2026-11-05"),
    ("on thursday", "2026-11-12", "2026-11-12"), ("next thurs", "2026-11-19", "2026-11-19"),
    ("this fri", "2026-11-13", "2026-11-13"), ("since June 2026", "2026-06-01", "2026-11-12"),
    ("since last week", "2026-11-02", "2026-11-12"), ("February 2024", "2024-02-01", "2024-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "first", "last"), DAYS)
def test_days_as_they_are_typed(typed: str, first: str, last: str) -> None:
    span = read_span(typed, TODAY)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    asked = read_asked(f"kettle {typed}", TODAY)
    assert asked.words == "kettle"
    assert asked.span is not None
    assert (asked.span.first, asked.span.last) == (span.first, span.last)


@pytest.mark.parametrize(
    "typed",
    ["may", "march", "mon", "12", "7", "0", "9434765919", "45/1/2026", "wren", "may be", "marching on", "", "June Larkspur",
     "on the floor", "last words", "next door", "1899", "2099", "32", "the week", "in bed"],
)  # fmt: skip
def test_words_and_numbers_that_are_no_time(typed: str) -> None:
    assert read_asked(typed, TODAY).span is None
    assert read_asked(typed, TODAY).words == " ".join(typed.split())


def test_the_rest_of_the_words_are_kept_in_their_order() -> None:
    asked = read_asked("blue kettle in March 2026 Nettie", TODAY)
    assert asked.words == "blue kettle Nettie"
    assert asked.span is not None
    assert asked.span.words == "March 2026"


@pytest.mark.parametrize(
    ("typed", "within", "without"),
    [
        ("3 March 2026", ["2026-03-03", "2026-03-03T09:10"], ["2026-03-04", "2026-03", "2026-03-02T23:59"]),
        ("March 2026", ["2026-03", "2026-03~", "2026-03-01", "2026-03-31T23:00"], ["2026-04", "2026", "2026-02-28"]),
        ("2026", ["2026", "2026~", "2026-01-01", "2026-12-31T12:00"], ["2027", "2025-12-31", "2025~"]),
        ("last week", ["2026-11-02", "2026-11-08T18:00"], ["2026-11-09", "2026-11-01"]),
    ],
)  # fmt: skip
def test_the_text_of_a_span_holds_days_however_vague(
    typed: str, within: list[str], without: list[str]
) -> None:
    span = read_span(typed, TODAY)
    assert span is not None
    assert [text for text in within if not span.since <= text < span.until] == []
    assert [text for text in without if span.since <= text < span.until] == []


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)), st.integers(0, 4))
def test_every_day_is_read_as_it_is_shown(day: date, form: int) -> None:
    typed = (
        dates.show(day.isoformat()),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%a} {day.day} {day:%b %Y}",
    )[form]
    span = read_span(typed, TODAY)
    assert span is not None
    assert span.first == span.last == day


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["last", "this", "next"]),
    st.sampled_from(["week", "month", "year"]),
)
def test_last_this_and_next_follow_each_other_without_a_gap(today: date, which: str, what: str) -> None:
    spans = [read_span(f"{word} {what}", today) for word in ("last", "this", "next")]
    last, this, following = spans
    assert last is not None and this is not None and following is not None  # noqa: PT018
    assert this.first <= today <= this.last
    assert last.last + timedelta(days=1) == this.first
    assert this.last + timedelta(days=1) == following.first


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_raises(typed: str) -> None:
    read_asked(typed, TODAY)
