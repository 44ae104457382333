"""Every worked test of the decision to share, driven through the real widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.decision_cases import CASES
from tests.decision_steps import Case
from tests.ui.wizard.hand import Clock, Hand, first_answers, page_for
from toolkit.forms.decision.deadlines import due_day
from toolkit.forms.rules import can_finish, problems
from toolkit.ui.theme import Theme
from toolkit.ui.wizard.page import WizardPage

COUNTS: dict[str, tuple[int, int, int]] = {}
"""Questions, keys and letters of each case, for whoever asks how long it takes."""


MOST = {"1": (17, 70), "4": (7, 30)}
"""Most questions and keys of the common case with consent, and of an emergency; letters are the worker's own words."""


@pytest.fixture(scope="module", autouse=True)
def report() -> Iterator[None]:
    """Prints questions, keys and letters of each case: `pytest -s` shows them."""
    yield
    for number, (questions, keys, letters) in COUNTS.items():
        print(f"\ncase {number}: {questions} questions, {keys} keys, {letters} letters", end="")


def drive(one: Case, theme: Theme, qtbot: QtBot) -> tuple[WizardPage, Hand]:
    clock = Clock(one.now)
    page = page_for(theme, clock, first_answers(one, clock))
    qtbot.addWidget(page)
    # Drawing is looked at elsewhere; what is pressed, typed and laid out is the real thing without it.
    page.setUpdatesEnabled(False)
    hand = Hand(page, clock)
    for place, step in enumerate(one.steps):
        try:
            hand.take(step)
        except (AssertionError, StopIteration, KeyError, AttributeError) as fault:
            raise AssertionError(f"step {place}, {step.state} {step.act}: {fault!r}") from fault
    return page, hand


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_worked(one: Case, theme: Theme, qtbot: QtBot) -> None:
    page, hand = drive(one, theme, qtbot)
    answers, context = page.course.answers, page.course.context
    COUNTS[one.number] = (hand.questions, hand.keys, hand.letters)
    most = MOST.get(one.number)
    assert most is None or (hand.questions <= most[0] and hand.keys <= most[1])
    assert answers["outcome"] == one.outcome
    if one.path:
        assert " ".join(answers["path"]) == one.path
    if one.due:
        assert str(due_day(answers, context)) == one.due
    derived = answers["derived"]
    assert {name for name in one.facts if derived[name] != "yes"} == set()
    assert {name for name in one.no_facts if derived[name] != "no"} == set()
    found = [p for p in problems(page.entry, answers, context) if p.level != "warned"]
    assert can_finish(found) == one.final, found
