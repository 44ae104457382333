"""Time limits: day sums against a slow, obvious reference, and each limit of the table."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.forms import timescales
from toolkit.forms.time_limits import LIMITS, TRIGGERS, Limit
from toolkit.forms.timescales import (
    Happened,
    Rules,
    Target,
    due_date,
    hours_after,
    limits_for,
    met_on,
    rules_from,
    state_of,
)
from toolkit.forms.working_days import (
    Changes,
    changes_from,
    is_working_day,
    months_after,
    to_keep,
    working_day_before,
    working_days_after,
)

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2017, 2040))
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


@settings(max_examples=200, deadline=None)
@given(
    day=DAYS,
    limit=st.sampled_from([one for one in LIMITS if one.unit != "hours"]),
    extra=st.frozensets(st.integers(min_value=-30, max_value=400), max_size=6),
    rid=st.booleans(),
)
def test_every_limit_agrees_with_a_slow_reference(
    day: date, limit: Limit, extra: frozenset[int], rid: bool
) -> None:
    """Any limit from any day, with days put into the table and, perhaps, one taken out of it."""
    taken = {min(one for one in ENGLAND if one > day)} if rid else set()
    changes = Changes(frozenset(day + timedelta(days=n) for n in extra), frozenset(taken))

    def working(one: date) -> bool:
        off = one in changes.added or (one in ENGLAND and one not in changes.removed)
        return calendar.day_name[one.weekday()] not in ("Saturday", "Sunday") and not off

    end = day
    if limit.unit == "working_days":
        left = limit.amount
        while left:
            end += timedelta(days=1)
            left -= working(end)
    elif limit.unit == "months":
        months = day.year * 12 + day.month - 1 + limit.amount
        year, month = months // 12, months % 12 + 1
        end = max(
            date(year, month, n) for n in range(1, min(day.day, calendar.monthrange(year, month)[1]) + 1)
        )
    else:
        end = day + limit.amount * timedelta(days={"days": 1, "weeks": 7, "same_day": 0}[limit.unit])
    found = due_date(limit, day, changes)
    assert found.day == end
    before = end
    while not working(before):
        before -= timedelta(days=1)
    assert found.before == (before if before != end else None)


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


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-10-24T15:00", "2026-10-27T14:00"),
        ("2026-03-28T15:00", "2026-03-31T16:00"),
        ("2026-11-12T15:00", "2026-11-15T15:00"),
        ("2026-10-25T00:30", "2026-10-27T23:30"),
        ("2026-10-22T01:30", "2026-10-25T01:30"),
        ("2026-10-22T02:30", "2026-10-25T01:30"),
    ],
)
def test_hours_are_real_hours_also_when_the_clocks_change(start: str, end: str) -> None:
    limit = limits_for("police_protection")[0]
    due = due_date(limit, datetime.fromisoformat(start))
    assert due.at == datetime.fromisoformat(end)
    assert ("clocks change" in due.note) is (start[11:] != end[11:])


@pytest.mark.skipif(
    "Europe/London" not in available_timezones(), reason="this computer has no table of zones"
)
@settings(max_examples=200, deadline=None)
@given(
    start=st.datetimes(min_value=datetime(2018, 1, 1), max_value=datetime(2034, 12, 1)),
    hours=st.integers(min_value=0, max_value=96),
)
def test_hours_agree_with_the_table_of_zones(start: datetime, hours: int) -> None:
    start = start.replace(second=0, microsecond=0)
    london = ZoneInfo("Europe/London")
    aware = start.replace(tzinfo=london)
    if aware.astimezone(UTC).astimezone(london).replace(tzinfo=None) != start:
        return  # A time that the clocks leave out in spring.
    reference = (aware.astimezone(UTC) + timedelta(hours=hours)).astimezone(london)
    assert hours_after(start, hours) == reference.replace(tzinfo=None)


def test_hours_without_a_time_run_from_the_start_of_the_day_and_say_so() -> None:
    due = due_date(limits_for("police_protection")[0], date(2026, 11, 12))
    assert due.at == datetime(2026, 11, 15, 0, 0)
    assert "No time is written" in due.note


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
        ("pf_begun", "pf_now", "2026-11-12", "2026-11-12"),
        ("pf_told", "pf_visit", "2026-11-12", "2026-11-23"),
        ("referral", "chase", "2026-11-13", "2026-11-17"),
        ("suspicion", "strategy_now", "2026-11-14", "2026-11-14"),
        ("cin_plan", "cin_review", "2026-08-31", "2027-02-28"),
        ("tier2", "tier2_review", "2026-05-12", "2026-11-12"),
        ("agreement", "pass_agreed", "2026-11-12", "2026-11-19"),
        ("no_consent", "pass_no_consent", "2026-12-25", "2027-01-01"),
        ("csa", "csa_tell", "2026-11-12", "2026-11-12"),
    ],
)
def test_limits_worked_out_by_hand(trigger: str, limit_id: str, event: str, due: str) -> None:
    limit = next(one for one in limits_for(trigger) if one.id == limit_id)
    assert due_date(limit, date.fromisoformat(event)).day == date.fromisoformat(due)


GLOS = Rules(
    "south_gloucestershire",
    "South Gloucestershire, 2025",
    (Target("Red", 0, hours=4), Target("Amber", 1, True), Target("Green", 3, True)),
)


def test_local_limits_hold_in_their_area_and_for_their_rating_only() -> None:
    assert not any(one.status == "local" for one in limits_for("referral"))
    assert not any(one.status == "local" for one in limits_for("referral", GLOS))
    amber = limits_for("referral", GLOS, "amber")
    assert [one.id for one in amber if one.status == "local"] == ["local_amber"]
    assert "South Gloucestershire, 2025" in amber[-1].source
    assert not any(one.status == "local" for one in limits_for("referral", GLOS, "amber", elsewhere=True))
    assert not limits_for("core_group", GLOS)
    assert [one.id for one in limits_for("core_group", Rules("nottingham_city"))] == ["minutes"]


def test_the_ratings_of_the_area_pack_make_its_own_dates() -> None:
    friday = datetime(2026, 11, 13, 10, 0)
    found = {
        name: due_date(limits_for("referral", GLOS, name)[-1], friday) for name in ("red", "amber", "green")
    }
    assert found["red"].day == date(2026, 11, 13)
    assert "14:00" in found["red"].other_says
    assert found["amber"].day == date(2026, 11, 16)
    assert found["green"].day == date(2026, 11, 18)


def test_a_core_group_shows_both_days() -> None:
    due = due_date(next(one for one in limits_for("icpc") if one.id == "first_core"), date(2026, 12, 4))
    assert (due.day, due.other) == (date(2026, 12, 18), date(2026, 12, 14))
    assert "prints 10 days" in due.other_says


def test_settings_change_when_to_chase_and_to_review() -> None:
    rules = rules_from({"taf_weeks": 8, "chase_days": 3, "targets": "nonsense", "bank_holidays": 7})
    chase = next(one for one in limits_for("referral", rules) if one.id == "chase")
    assert due_date(chase, date(2026, 11, 13)).day == date(2026, 11, 19)
    assert due_date(limits_for("eh_plan", rules)[0], date(2026, 11, 12)).day == date(2027, 1, 7)
    assert rules_from({"taf_weeks": 0, "chase_days": "x"}) == Rules(taf_weeks=1)


def test_a_day_put_in_or_taken_out_of_the_bank_holidays_counts() -> None:
    changes = Changes(frozenset({date(2026, 11, 16)}), frozenset({date(2026, 12, 25)}))
    assert working_days_after(date(2026, 11, 13), 1, changes) == date(2026, 11, 17)
    assert is_working_day(date(2026, 12, 25), changes)
    assert changes_from(to_keep(changes)) == changes
    assert changes_from({"added": ["x", None], "removed": "y"}) == Changes()
    due = due_date(limits_for("referral")[0], date(2026, 11, 13), changes)
    assert due.day == date(2026, 11, 17)


OLD = {"confirm", "initial", "signed", "feedback", "core"}


def test_what_was_replaced_is_marked_so() -> None:
    assert {one.id for one in LIMITS if one.status == "old"} == OLD


def test_a_later_event_meets_a_limit_for_every_child_it_is_about() -> None:
    def event(name: str, kind: str, day: str, *children: str) -> Happened:
        return Happened(name, kind, date.fromisoformat(day), frozenset(children))

    limit = limits_for("strategy")[0]
    strategy = event("s", "strategy", "2026-11-02", "wren", "pip")
    first = event("a", "icpc", "2026-11-16", "wren")
    assert met_on(limit, strategy, [strategy, first]) is None
    second = event("b", "icpc", "2026-11-18", "pip")
    assert met_on(limit, strategy, [strategy, first, second]) == date(2026, 11, 18)
    review = limits_for("review_conference")[0]
    one = event("r", "review_conference", "2026-03-02", "wren")
    assert met_on(review, one, [one]) is None
    other = event("q", "review_conference", "2026-08-03", "wren")
    assert met_on(review, one, [one, other]) == date(2026, 8, 3)
    assert met_on(review, other, [one, other]) is None
    planned = event("p", "pf_planned", "2026-12-31", "wren")
    told = event("t", "pf_told", "2026-11-02", "wren")
    assert met_on(limits_for("pf_planned")[0], planned, [planned, told]) == date(2026, 11, 2)


def test_every_limit_has_a_trigger_and_a_source_and_its_own_id() -> None:
    assert {one.trigger for one in LIMITS} <= set(TRIGGERS)
    assert all(one.source for one in LIMITS)
    assert len({one.id for one in LIMITS}) == len(LIMITS)
    assert all(timescales.CHECK in due_date(one, date(2026, 11, 12)).source for one in LIMITS)


def test_how_a_limit_stands() -> None:
    limit = Limit(id="x", trigger="referral", what="x", amount=1, unit="days", source="x")
    due = due_date(limit, date(2026, 11, 12))
    noon = datetime(2026, 11, 12, 12, 0)
    assert state_of(due, noon) == "upcoming"
    assert state_of(due, noon + timedelta(days=1)) == "due"
    assert state_of(due, noon + timedelta(days=2)) == "overdue"
    assert state_of(due, noon + timedelta(days=2), met=date(2026, 11, 13)) == "met"
    assert state_of(due, noon + timedelta(days=2), not_needed=True) == "not_needed"
    hours = due_date(limits_for("police_protection")[0], datetime(2026, 11, 9, 11, 0))
    assert state_of(hours, noon) == "overdue"
    assert state_of(hours, datetime(2026, 11, 12, 10, 0)) == "due"


def test_a_conference_without_a_strategy_discussion_for_each_child_is_doubted() -> None:
    def event(kind: str, day: int, *children: str) -> Happened:
        return Happened(f"{kind}{day}", kind, date(2026, 11, day), frozenset(children))

    assert timescales.doubts([event("icpc", 16, "wren")])[0][0] == "icpc16"
    assert not timescales.doubts([event("strategy", 2, "wren", "pip"), event("icpc", 16, "wren")])
    assert timescales.doubts([event("strategy", 2, "wren"), event("icpc", 16, "wren", "pip")])
    assert timescales.doubts([event("strategy", 18, "wren"), event("icpc", 16, "wren")])
