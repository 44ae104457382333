"""What a decision still waits for stands on the real Today page, and is late there once its day has passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.decision_cases import case
from tests.decision_steps import PARENT_B, WORKER, Case, play, when
from tests.ui.made import Made
from toolkit.forms.blocks import to_json
from toolkit.forms.decision import acts
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.ui.main_window import MainWindow
from toolkit.ui.today import TodayPage, TodayRow
from toolkit.ui.widgets import CardButton

Told = Callable[[], list[str]]


@pytest.fixture
def told(window: MainWindow, made: Made) -> Told:
    """The lines of Today, drawn afresh."""

    def lines() -> list[str]:
        window.place("today")
        page = window.page
        assert isinstance(page, TodayPage)
        page.refresh()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        at_the_side = [row.accessibleName() for row in page.side.findChildren(CardButton)]
        return [row.accessibleName() for row in page.findChildren(TodayRow)] + at_the_side

    made.clock.set("2026-09-07", "12:00")
    return lines


def until(number: str, state: str) -> tuple[Answers, Context]:
    """A worked case up to the first time it comes to a question."""
    one = case(number)
    place = next(n for n, step in enumerate(one.steps) if step.state == state)
    return play(replace(one, steps=one.steps[:place]))


def kept(made: Made, answers: Answers) -> str:
    """The decision as a draft in the vault."""
    return made.vault.records.create("share_decision", made.family, answers, made.session.author()).id


def final(made: Made, one: Case) -> str:
    answers, context = play(one)
    record = kept(made, answers)
    entry = made.session.catalogue.get("share_decision")
    paper = outline(entry, answers, context, "practitioner", Meta(status="final", author=WORKER))
    made.vault.records.finish(record, answers, {"practitioner": to_json(paper)}, made.session.author())
    return record


def parked() -> Answers:
    answers, _ = until("9a", "ADV")
    assert answers["at"] == "ADV"
    return answers


def waiting() -> Answers:
    answers, context = until("1", "S6d")
    row = {
        **rows_of(answers, "answered")[0],
        "answer": "waiting",
        "asked_on": when(9),
        "wait_until": "2026-09-09",
    }
    waits = acts.changed(answers, {**answers, "answered": [row]}, context)
    assert rows_of(waits, "answered")[0]["person"] == PARENT_B
    return acts.gone_on(waits, context, WORKER, "S6d")


def not_sent() -> Answers:
    answers, _ = until("1", "S9")
    return answers


def not_rung() -> Answers:
    answers, context = until("1", "S3")
    return acts.pressed(answers, context, WORKER, "danger")


@pytest.mark.parametrize(
    ("made_of", "words", "day", "late"),
    [
        (parked, "Parked: advice asked for", "Wed 9", "11 days late"),
        (waiting, "Answer about sharing", "By 9 September 2026", "11 days late"),
        (not_sent, "Decided, not sent", "Mon 14", "6 days late"),
        (not_rung, "Ring now", "Today", "13 days late"),
    ],
)
def test_what_is_open_stands_on_its_day_and_is_late_after_it(
    made: Made, told: Told, made_of: Callable[[], Answers], words: str, day: str, late: str
) -> None:
    kept(made, made_of())
    [line] = [one for one in told() if words in one]
    # What waits for somebody else stands at the side until its day comes.
    assert day in (line if day.startswith("By") else line.split(".")[0])
    made.clock.set("2026-09-20", "09:00")
    [line] = [one for one in told() if words in one]
    assert line.startswith(late)


@pytest.mark.parametrize(
    ("number", "words", "ahead"),
    [
        ("3", "Waiting for the manager's signature", ("By 8 September 2026",)),
        ("4", "To complete after an emergency: 7", ("Tue 8", "Tomorrow")),
    ],
)
def test_what_a_finished_decision_waits_for_stands_on_the_next_working_day(
    made: Made, told: Told, number: str, words: str, ahead: tuple[str, ...]
) -> None:
    final(made, case(number))
    [line] = [one for one in told() if words in one]
    assert any(when in line for when in ahead)
    made.clock.set("2026-09-08", "23:50")
    [line] = [one for one in told() if words in one]
    assert line.startswith("Today"), "it is late only after the end of its day"
    made.clock.set("2026-09-09", "00:00")
    [line] = [one for one in told() if words in one]
    assert line.startswith("1 day late")


def test_nothing_stands_for_a_decision_that_is_done(made: Made, told: Told) -> None:
    before = told()
    final(made, case("1"))
    assert told() == before
