"""Ways round a decision that were tried by hand: two people as one, one person as two, a second alarm, what is left."""

from __future__ import annotations

import pytest

from tests.decision_cases import CASES, case
from tests.decision_steps import CHILD_C, MONDAY, PARENT_B, SETTINGS, WORKER, Case, play
from toolkit.forms import catalogue
from toolkit.forms.blank import blank
from toolkit.forms.blocks import SignHere, text_of
from toolkit.forms.decision import acts
from toolkit.forms.decision.engine import completed, to_complete
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.outcomes import OUTCOMES
from toolkit.forms.decision.pages_send import BASES, SEVEN
from toolkit.forms.decision.pages_start import HARM_TICKS
from toolkit.forms.decision.same_person import same
from toolkit.forms.decision.states import FLOW
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Option

CALL = {
    "id": "call-9",
    "rung": "2026-09-07T11:58",
    "service": "emergency",
    "person": "Operator",
    "told": "A fall",
}


def context(author: str = WORKER) -> Context:
    return Context(MONDAY, facts={"@author": author})


def rung(answers: Answers, kind: str = "danger") -> Answers:
    """The answers after an alarm was pressed, somebody was rung, and it was written down."""
    now = context()
    pressed = acts.pressed(answers, now, WORKER, kind)
    told = acts.changed(pressed, {**pressed, "calls": [*rows_of(pressed, "calls"), CALL]}, now)
    return acts.gone_on(told, now, WORKER, "EM")


@pytest.mark.parametrize(
    "written",
    [
        "Tansy", "Dunnock, Tansy", "Dunnock Tansy", "Manager: Tansy Dunnock", "Team manager Tansy Dunnock",
        "Tansy - manager", "Nurse Dunnock", "Sister Dunnock",
    ],
)  # fmt: skip
def test_one_person_written_otherwise_is_still_one(written: str) -> None:
    assert same(written, WORKER)
    assert same(WORKER, written)


@pytest.mark.parametrize(
    "written",
    ["Basil Quill", "Basil Quill, manager of Tansy Dunnock", "Wren Dunnock", "Tansy Quill", "Manager", ""],
)
def test_two_people_are_two(written: str) -> None:
    assert not same(written, WORKER)


def test_two_people_of_one_name_are_told_apart_first() -> None:
    twice = [{"name": "Alex Quill", "role": "father"}, {"name": "alex quill ", "role": "son"}]
    found = page_guards("S0", {"about": twice}, context(), "")
    assert [(p.code, p.level) for p in found] == [("E6", "refused")]
    now = context()
    start = acts.begun(SETTINGS, now, twice)
    start = acts.changed(start, {**start, "trigger": "want"}, now)
    assert acts.gone_on(start, now, WORKER, "S0")["at"] == "S0"
    apart = [twice[0], {"name": "Alex Quill, the younger", "role": "son"}]
    assert page_guards("S0", {"about": apart}, context(), "") == []


def test_a_manager_may_sign_with_the_program_under_their_own_name() -> None:
    answers, _ = play(case("13"))
    signed = {**answers, "manager_name": "Basil Quill"}
    assert page_guards("S11", signed, context("Basil Quill"), "CP") == []
    assert "I3" in {
        p.code for p in page_guards("S11", {**answers, "manager_name": WORKER}, context("Basil Quill"), "CP")
    }


IN_TIME = [one for one in CASES if one.now == MONDAY]


@pytest.mark.parametrize("one", IN_TIME, ids=lambda one: one.number)
def test_an_alarm_after_the_end_is_told_of_and_signed_anew(one: Case) -> None:
    answers, _ = play(one)
    after = rung(answers)
    assert after["outcome"] == "T-EM"
    assert after["at"] == "S10", "the call came after what was signed"


def test_a_second_alarm_by_mistake_leaves_the_first_emergency_as_it_was() -> None:
    answers, _ = play(case("4"))
    pressed = acts.pressed(answers, context(), WORKER, "danger")
    assert pressed["at"] == "EM"
    back = acts.taken_back(pressed, context(), WORKER, "Pressed by mistake.")
    assert (back["at"], back["outcome"], back["calls"]) == (answers["at"], "T-EM", answers["calls"])
    assert back["presses"][-1]["reason"] == "Pressed by mistake."


def test_an_alarm_pressed_twice_by_mistake_is_taken_back_whole() -> None:
    answers, _ = play(case("4"))
    twice = acts.pressed(acts.pressed(answers, context(), WORKER, "ring"), context(), WORKER, "danger")
    back = acts.taken_back(twice, context(), WORKER, "Pressed by mistake.")
    assert (back["at"], back["outcome"]) == (answers["at"], "T-EM")


class TestWhatIsLeft:
    def emergency(self, *ask: dict[str, object]) -> Answers:
        answers, _ = play(case("4"))
        return acts.changed(answers, {**answers, "about": [CHILD_C], "ask": list(ask)}, context())

    def test_agreement_is_completed_too_where_it_was_safe_to_ask(self) -> None:
        answers = self.emergency({"id": "a1", "person": CHILD_C, "safe": "yes"})
        left = to_complete(answers, context())
        assert [key for key in left if key.startswith("S6")] == ["S6b", "S6c", "S6d"]
        answers = acts.changed(
            answers,
            {**answers, "asked": [{**rows_of(answers, "asked")[0], "capacity": "child"}]},
            context(),
        )
        assert "S6b" not in to_complete(answers, context())
        assert "S6g" in to_complete(answers, context())
        assert rows_of(answers, "gillick"), "each question has its row"
        assert rows_of(answers, "answered")

    def test_waiting_for_an_answer_is_not_complete(self) -> None:
        answers = self.emergency({"id": "a1", "person": PARENT_B, "safe": "yes"})
        waiting = {"id": "n1", "person": PARENT_B, "answer": "waiting", "wait_until": "2026-09-07"}
        assert not completed("S6d", {**answers, "answered": [waiting]}, context())

    def test_no_asking_leaves_no_agreement_to_complete(self) -> None:
        answers = self.emergency({"id": "a1", "person": CHILD_C, "safe": "no", "reasons": ["X3"]})
        assert not [key for key in to_complete(answers, context()) if key.startswith("S6")]

    def test_a_tick_set_beforehand_is_not_an_answer_until_looked_at(self) -> None:
        one = case("3")
        place = next(n for n, step in enumerate(one.steps) if step.state == "S6")
        answers, _ = play(Case(**{**one.__dict__, "steps": one.steps[:place]}))
        assert rows_of(answers, "ask")[0]["reasons"] == ["X6"]
        after = rung(answers, "ring")
        assert "S6" in after["later"]
        looked = acts.gone_on(after, context(), WORKER, "S6")
        assert "S6" not in looked["later"]


ENTRY = catalogue.load().get("share_decision")


def test_who_answered_a_call_stands_on_the_paper() -> None:
    answers, now = play(case("4"))
    words = "\n".join(
        text_of(outline(ENTRY, answers, now, "practitioner", Meta(status="final", author=WORKER)))
    )
    assert "who answered: Operator" in words
    assert "no longer in the family file" not in words


class TestWorksheet:
    def words(self) -> str:
        return "\n".join(text_of(blank(ENTRY))).replace("\N{NO-BREAK SPACE}", " ")

    def test_it_asks_every_question_with_its_boxes(self) -> None:
        words = self.words()
        for key in ("S0", "S1", "S2", "S3", "S4", "S5"):
            page = FLOW.state(key).page
            assert page is not None
            assert page.title in words, key
        for option in (*HARM_TICKS, *SEVEN, *BASES):
            assert isinstance(option, Option)
            assert option.label in words
        for one in OUTCOMES:
            assert f"☐ {one.title}" in words

    def test_it_says_first_that_it_decides_nothing_and_that_danger_is_rung(self) -> None:
        first = self.words().splitlines()[:3]
        assert any("NOT A DECISION until it is signed" in line and "999" in line for line in first)

    def test_two_people_sign(self) -> None:
        [sign] = [block for block in blank(ENTRY).blocks if isinstance(block, SignHere)]
        assert [row[1] for row in sign.rows] == ["Worker", "Manager, not the worker"]
