"""Every worked test of the wizard specification (section 6), walked without a window."""

from __future__ import annotations

import pytest

from tests.decision_cases import CASES, case
from tests.decision_steps import Case, Step, play
from toolkit.forms import catalogue
from toolkit.forms.blocks import text_of
from toolkit.forms.conditions import Scope
from toolkit.forms.decision.deadlines import due_day, dues
from toolkit.forms.decision.engine import judged
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.states import FLOW
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import can_finish, page_problems, problems

ENTRY = catalogue.load().get("share_decision")


def shown(answers: Answers, context: Context, state: str) -> set[str]:
    """The codes of what stands in the way on a question."""
    page = FLOW.state(state).page
    assert page is not None
    known = judged(answers, context, str(answers["route"]))
    found = page_problems(page, Scope(answers, known))
    found += page_guards(state, answers, known, str(answers["route"]))
    return {problem.code for problem in found if problem.level != "warned"}


def asked(one: Case) -> int:
    """How many questions a case is asked."""
    return sum(step.act in ("next", "advised") for step in one.steps)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_worked(one: Case) -> None:
    def look(answers: Answers, context: Context, step: Step) -> Answers:
        if step.act == "waits" and step.says:
            assert step.says in shown(answers, context, step.state)
        return answers

    answers, context = play(one, look)
    assert answers["outcome"] == one.outcome
    if one.path:
        assert " ".join(answers["path"]) == one.path
    if one.due:
        assert str(due_day(answers, context)) == one.due
    derived = answers["derived"]
    assert {name for name in one.facts if derived[name] != "yes"} == set()
    assert {name for name in one.no_facts if derived[name] != "no"} == set()
    said = [f"{due.text} {due.day}" for due in dues(answers, context)]
    assert [line for line in one.to_do if line not in said] == [], said
    found = [p for p in problems(ENTRY, answers, context) if p.level != "warned"]
    assert can_finish(found) == one.final, found
    if one.final:
        assert answers["at"] == "END"
    paper = "\n".join(text_of(outline(ENTRY, answers, context, "practitioner", Meta())))
    for words in one.prints:
        assert words in paper
    assert paper.startswith("NOT A DECISION") == (answers["at"] != "END")


def test_five_not_sure_are_printed() -> None:
    answers, context = play(case("22"))
    paper = text_of(outline(ENTRY, answers, context, "practitioner", Meta()))
    (line,) = [part for words in paper for part in words.split("\n") if part.startswith("Not sure: ")]
    assert line.count(";") == 4, line


def test_all_are_there() -> None:
    numbers = {"".join(c for c in one.number if c.isdigit()) for one in CASES}
    # 18, the old record, has a test of its own.
    assert numbers == {str(n) for n in range(1, 30)} - {"18"}


def test_after_reconsidering_the_first_record_is_unchanged() -> None:
    before, _ = play(case("1"))
    again, _ = play(case("16"))
    assert again["reconsiders"] == "r1"
    assert before["outcome"] == "T-CONSENT"
    assert "reconsiders" not in before


def test_questions_asked_are_few() -> None:
    counts = {one.number: asked(one) for one in CASES}
    assert counts["1"] <= 16
    assert counts["4"] <= 6
