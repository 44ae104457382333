"""When a decision is due: calendar days, working days in England, and what stands on the list of things due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.decision_cases import case
from tests.decision_steps import MONDAY, SETTINGS, WORKER, play, when
from tests.forms.decision.test_invariants import step_of, until, went_on
from tests.forms.decision.test_worked import ENTRY, shown
from toolkit.forms.decision import acts
from toolkit.forms.decision.deadlines import (
    advice_by,
    complete_by,
    due_day,
    dues,
    late_words,
    limits,
)
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.working_days import as_fact, is_working_day, working_days_after


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-09-07", 1, "2026-09-08"),
        ("2026-09-04", 1, "2026-09-07"),
        ("2026-09-05", 1, "2026-09-07"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-12-24", 2, "2026-12-30"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-08-28", 1, "2026-09-01"),
        ("2027-12-24", 1, "2027-12-29"),
    ],
)
def test_working_days_know_weekends_and_bank_holidays_of_england(day: str, count: int, expected: str) -> None:
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected)


def test_scotlands_bank_holidays_are_no_holidays_here() -> None:
    assert is_working_day(date(2026, 11, 30))
    assert is_working_day(date(2026, 8, 3))
    assert not is_working_day(date(2026, 8, 31))


@pytest.mark.parametrize(
    ("setting", "expected"), [("3", 3), ("7", 7), ("30", 7), ("0", 7), ("-2", 7), ("x", 7), (None, 7), (5, 5)]
)
def test_limits_can_be_made_shorter_only(setting: object, expected: int) -> None:
    assert limits({"days_consent": setting}).consent == expected
    assert limits({"days_no_consent": setting}).no_consent == expected


def test_a_shorter_limit_is_kept() -> None:
    answers, context = play(replace(case("1"), settings={"days_consent": "3"}))
    assert due_day(answers, context) == date(2026, 9, 10)


def test_the_manager_has_one_working_day() -> None:
    """Test 13: one working day after 7 September is the 8th, whenever it is looked at; Today has it late from the 9th."""
    answers, _ = play(case("13"))
    for now in (datetime(2026, 9, 8, 23, 59), datetime(2026, 9, 9, 0, 0)):
        (due,) = [d for d in dues(answers, Context(now)) if d.path == "manager_signature"]
        assert (due.day, due.done) == ("2026-09-08", False)


def test_a_bank_holiday_changed_here_moves_the_days_of_a_decision() -> None:
    answers, _ = play(case("13"))
    off = Context(datetime(2026, 9, 7, 9, 0), facts=as_fact({"added": ["2026-09-08"], "removed": []}))
    assert [d.day for d in dues(answers, off) if d.path == "manager_signature"] == ["2026-09-09"]
    assert complete_by(answers, off) == date(2026, 9, 9)
    assert advice_by({}, off, date(2026, 9, 7), "ADV") == date(2026, 9, 10)


def test_the_list_of_things_due_shows_each_open_state() -> None:
    wanted = {
        ("9a", "ADV"): ("advice[advice-1].review", "2026-09-09"),
        ("15", "S9"): ("sent", "2026-09-14"),
        ("7", "S9"): ("sent", "2026-09-07"),
        ("4", "EM"): ("calls", "2026-09-07"),
        ("7", "S6N"): ("weigh", "2026-09-07"),
    }
    for (number, state), (path, day) in wanted.items():
        answers, context = until(number, state)
        found = {due.path: due.day for due in project(ENTRY, answers, context).due}
        assert found.get(path) == day, (number, state, found)


def test_waiting_for_an_answer_is_on_the_list() -> None:
    answers, context = until("1", "S6d")
    row = {"person": answers["answered"][0]["person"], "answer": "waiting", "wait_until": "2026-09-10"}
    waits = went_on(answers, context, answered=[row])
    assert ("Answer about sharing: Parent B (mother)", "2026-09-10") in {
        (due.text, due.day) for due in project(ENTRY, waits, context).due
    }


def test_nothing_is_due_once_all_is_done() -> None:
    answers, context = play(case("1"))
    assert project(ENTRY, answers, context).due == ()


def test_late_is_told_in_days() -> None:
    answers, context = play(case("15"))
    assert late_words(answers, context) == "late by 2 days"
    assert late_words({**answers, "sent_on": "2026-09-15T00:00"}, context) == "late by 1 day"
    assert late_words({**answers, "sent_on": "2026-09-14T23:59"}, context) == ""


def test_advice_is_looked_at_again_in_two_working_days_or_today() -> None:
    answers, context = until("9a", "ADV")
    late = acts.changed(
        answers, {**answers, "advice": [{**answers["advice"][0], "review": "2026-09-10"}]}, context
    )
    assert "I12" in shown(late, context, "ADV")
    assert "I12" not in shown(answers, context, "ADV")


def test_a_demand_says_by_when_and_harm_is_today() -> None:
    answers, context = play(case("9b"))
    assert due_day({**answers, "duty_due": "2026-09-09"}, context) == date(2026, 9, 9)
    harmed = {**answers, "harm": ["H1"], "harm_dt": when(9), "duty_due": "2026-09-09"}
    assert due_day(harmed, context) == date(2026, 9, 7)


def test_without_the_procedure_the_worker_types_the_day_and_signs_alone() -> None:
    one = case("15")
    off = replace(one, settings={"proc_s003": "off"}, steps=one.steps[:8])
    answers, context = play(off)
    assert answers["at"] == "S6N"
    words = {
        **step_of("15", "S6N"),
        "weigh_with": "",
        "weigh_advice": "Data protection lead: fine.",
        "pass_on_by": "2026-09-09",
    }
    alone = went_on(answers, context, **words)
    assert alone["at"] == "S7"
    assert due_day(alone, context) == date(2026, 9, 9)
    assert alone["derived"]["@manager_signs"] == "no"
    assert went_on(answers, context, **{**words, "weigh_advice": ""})["at"] == "S6N"


def test_a_look_back_does_not_move_the_day_of_a_decision() -> None:
    answers, _ = until("9b", "S9")
    later = Context(datetime(2026, 9, 9, 9, 0), facts={"@author": WORKER})
    looked = acts.changed(answers, {**answers, "purpose_note": "Said again"}, later)
    assert looked["at"] == "S4"
    for _ in range(4):
        looked = acts.gone_on(looked, later, WORKER, looked["at"])
    assert looked["at"] == "S9"
    assert due_day(looked, later) == date(2026, 9, 14)


def test_nothing_is_due_before_it_begins() -> None:
    context = Context(MONDAY)
    assert dues({}, context) == ()
    assert dues(acts.begun(SETTINGS, context, []), context) == ()
