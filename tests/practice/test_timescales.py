"""Time limits: day sums against a slow, obvious reference, and each limit of the table."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.forms.working_days import (
    is_working_day,
    months_after,
    working_day_before,
    working_days_after,
)
from toolkit.practice import timescales
from toolkit.practice.timescales import LIMITS, TRIGGERS, Limit, due_date, dues, limits_for, state_of

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2036))
DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2034, 12, 31))


def slow_working_days(day: date, count: int) -> date:
    """Writes out every following day and counts those that are neither weekend nor holiday."""
    following = [day + timedelta(days=n) for n in range(1, 400)]
    working = [
        d
        for d in following
        if calendar.day_name[d.weekday()] not in ("Saturday", "Sunday") and d not in ENGLAND
    ]
    return working[count - 1]


@settings(max_examples=200, deadline=None)
@given(day=DAYS, count=st.integers(min_value=1, max_value=60))
def test_working_days_agree_with_the_slow_count(day: date, count: int) -> None:
    assert working_days_after(day, count) == slow_working_days(day, count)


@settings(max_examples=200, deadline=None)
@given(day=DAYS, count=st.integers(min_value=0, max_value=48))
def test_months_stay_in_the_month_they_lead_to(day: date, count: int) -> None:
    found = months_after(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == (day.day if day.day <= last else last)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_month_ends(start: str, months: int, end: str) -> None:
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "day", ["2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2026-08-31", "2026-05-04"]
)
def test_bank_holidays_of_england_are_no_working_days(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


def test_christmas_is_counted_over() -> None:
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_day_before(date(2026, 12, 28)) == date(2026, 12, 24)


def test_a_year_that_is_not_known_counts_weekdays_and_says_so() -> None:
    due = due_date(limits_for("strategy")[0], date(2120, 1, 1))
    assert "2120" in due.note
    assert due.day == date(2120, 1, 22)


def test_the_day_of_the_event_is_day_0_also_on_a_sunday() -> None:
    limit = limits_for("agreement")[0]
    assert due_date(limit, date(2026, 9, 6)).day == date(2026, 9, 13)
    assert due_date(limit, date(2026, 9, 6)).before == date(2026, 9, 11)


def test_hours_run_from_the_time_also_when_summer_time_ends() -> None:
    limit = limits_for("police_protection")[0]
    due = due_date(limit, datetime(2026, 10, 24, 15, 0))
    # Local wall time as the record holds it: 72 hours on the clock of the wall.
    assert due.at == datetime(2026, 10, 27, 15, 0)


@pytest.mark.parametrize(
    ("trigger", "limit_id", "event", "due"),
    [
        ("referral", "ack", "2026-11-13", "2026-11-16"),
        ("referral", "assessment", "2026-11-13", "2027-01-20"),
        ("strategy", "icpc", "2026-11-13", "2026-12-04"),
        ("icpc", "first_core", "2026-12-04", "2026-12-18"),
        ("icpc", "first_review", "2026-12-04", "2027-03-04"),
        ("review_conference", "next_review", "2026-08-31", "2027-02-28"),
        ("eh_plan", "taf_review", "2026-11-12", "2026-12-24"),
        ("fgm", "fgm_101", "2026-12-24", "2026-12-29"),
        ("epo", "epo_8", "2026-11-12", "2026-11-20"),
        ("staff_start", "induction", "2026-11-30", "2027-02-28"),
        ("training", "refresher", "2024-02-29", "2027-02-28"),
        ("pf_planned", "pf_before", "2026-12-31", "2026-11-19"),
    ],
)
def test_limits_worked_out_by_hand(trigger: str, limit_id: str, event: str, due: str) -> None:
    limit = next(one for one in limits_for(trigger) if one.id == limit_id)
    assert due_date(limit, date.fromisoformat(event)).day == date.fromisoformat(due)


def test_local_limits_hold_in_their_area_and_for_their_rating_only() -> None:
    assert not any(one.area for one in limits_for("referral"))
    amber = limits_for("referral", "south_gloucestershire", "amber")
    assert [one.id for one in amber if one.area] == ["sgl_amber"]


def test_what_was_replaced_is_never_due() -> None:
    assert any(one.status == "old" for one in LIMITS)
    assert not any(due.limit.status == "old" for due in dues([("referral", date(2026, 11, 12))]))


def test_every_limit_has_a_trigger_and_a_source_and_its_own_id() -> None:
    assert {one.trigger for one in LIMITS} <= set(TRIGGERS)
    assert all(one.source for one in LIMITS)
    assert len({one.id for one in LIMITS}) == len(LIMITS)
    assert all(timescales.CHECK in due_date(one, date(2026, 11, 12)).source for one in LIMITS)


def test_how_a_limit_stands() -> None:
    due = due_date(Limit("x", "referral", "x", 1, "days", "x"), date(2026, 11, 12))
    assert state_of(due, date(2026, 11, 12)) == "upcoming"
    assert state_of(due, date(2026, 11, 13)) == "due"
    assert state_of(due, date(2026, 11, 14)) == "overdue"
    assert state_of(due, date(2026, 11, 14), met=date(2026, 11, 13)) == "met"
    assert state_of(due, date(2026, 11, 14), not_needed=True) == "not_needed"


def test_a_conference_without_a_strategy_discussion_is_doubted() -> None:
    assert timescales.doubts(["icpc"])
    assert not timescales.doubts(["strategy", "icpc"])
