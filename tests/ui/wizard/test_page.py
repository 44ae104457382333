"""The page of a decision: its keys, its urgent buttons, its answers so far, its size, and that everything is saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.decision_cases import case
from tests.decision_steps import MONDAY, SETTINGS, Case
from tests.ui.drive import in_dialog, settle
from tests.ui.fit import assert_fits
from tests.ui.record_helpers import PEOPLE, MemoryStore
from tests.ui.wizard.hand import Clock, Go, Hand, first_answers, page_for
from toolkit.errors import DiskFull
from toolkit.forms.decision import acts
from toolkit.forms.people import Answers
from toolkit.ui.theme import Theme
from toolkit.ui.wizard.page import WizardPage

Make = Callable[..., tuple[WizardPage, Hand]]


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Make:
    def made(one: Case | None = None, upto: int = 0, **more: object) -> tuple[WizardPage, Hand]:
        clock = Clock(one.now if one else MONDAY, PEOPLE if one is None else ())
        first: Answers = (
            first_answers(one, clock) if one else acts.begun(SETTINGS, clock.context(), ["sorrel", "basil"])
        )
        page = page_for(more.pop("theme", theme), clock, first, **more)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        hand = Hand(page, clock)
        for step in one.steps[:upto] if one else ():
            hand.take(step)
        return page, hand

    return made


def store_of(page: WizardPage) -> MemoryStore:
    assert isinstance(page.store, MemoryStore)
    return page.store


def said(page: WizardPage) -> str:
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisibleTo(page))


def button(page: WizardPage, words: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == words and b.isVisibleTo(page))


class TestKeys:
    def test_number_keys_choose_and_enter_goes_on(self, make: Make) -> None:
        page, hand = make(case("1"), 2)
        hand.on_words()
        hand.digit(2)
        assert page.course.answers["danger"] == "no"
        hand.key(Qt.Key.Key_Return)
        assert page.course.view == "S2"

    def test_a_number_typed_into_words_chooses_nothing(self, make: Make) -> None:
        page, hand = make(case("1"), 1)
        assert page.question is not None
        box = page.question.fields.boxes["what_for"].editor.controls()[0]  # type: ignore[union-attr]
        hand.type(box, "12 weeks")
        page.settle()
        assert page.course.answers["what_for"] == "12 weeks"

    def test_nothing_is_passed_while_something_is_missing(self, make: Make) -> None:
        page, hand = make(case("1"), 2)
        hand.go_on()
        assert page.course.view == "S1"
        assert "Missing" in said(page)

    def test_alt_d_and_alt_s(self, make: Make) -> None:
        page, hand = make(case("1"), 3)
        hand.key(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        assert page.dialog is not None
        page.dialog.reject()
        hand.key(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
        assert page.course.view == "EM"

    def test_back_shows_the_question_before_and_keeps_what_came_later(self, make: Make) -> None:
        page, hand = make(case("1"), 5)
        asked = page.course.at
        hand.click(button(page, "Back"))
        assert page.course.view == "S3"
        assert page.course.at == asked
        assert "earlier answer" in said_banners(page)


def said_banners(page: WizardPage) -> str:
    from toolkit.ui.widgets import Banner

    return " ".join(b.words() for b in page.findChildren(Banner) if b.isVisibleTo(page))


class TestUrgent:
    @pytest.mark.parametrize("place", [0, 2, 5, 8, 11])
    def test_both_buttons_on_every_question(self, make: Make, place: int) -> None:
        page, _ = make(case("1"), place)
        assert page.urgent.danger_button.isVisibleTo(page)
        assert page.urgent.already_button.isVisibleTo(page)

    def test_ring_now_stays_once_harm_was_ticked(self, make: Make) -> None:
        page, hand = make(case("3"), 3)
        assert not page.urgent.ring_button.isVisibleTo(page)
        hand.take(case("3").steps[3])
        assert page.urgent.ring_button.isVisibleTo(page)
        assert "Share today." in said_banners(page)
        hand.click(page.urgent.ring_button)
        assert page.course.view == "EM"

    def test_999_comes_first_and_not_rung_yet_is_said_until_a_call_stands_there(self, make: Make) -> None:
        page, hand = make(case("1"), 3)
        hand.click(page.urgent.danger_button)
        numbers = [b for b in page.findChildren(QAbstractButton) if b.accessibleName().startswith("Rang now")]
        assert "danger" in numbers[0].accessibleName()
        assert "999" in said(page)
        assert "Not rung yet" in said(page)
        hand.click(numbers[0])
        settle()
        row = page.course.working["calls"][0]
        assert (row["service"], row["rung"]) == ("emergency", "2026-09-07T12:00")
        assert "Not rung yet" not in said(page)

    def test_a_mistake_needs_a_reason_and_goes_back(self, make: Make) -> None:
        page, hand = make(case("1"), 6)
        before = page.course.view
        hand.click(page.urgent.danger_button)

        def without(dialog: object) -> None:
            dialog.button("Go back to the questions").click()  # type: ignore[attr-defined]
            assert dialog.isVisible()  # type: ignore[attr-defined]
            dialog.reject()  # type: ignore[attr-defined]

        in_dialog(without, lambda: button(page, "Pressed by mistake, or the danger is over").click())
        assert page.course.view == "EM"
        hand.mistake("The wrong button.")
        assert page.course.view == before
        assert page.course.answers["presses"][0]["reason"] == "The wrong button."


class TestAnswers:
    def test_each_answer_can_be_changed_and_says_what_that_undoes(self, make: Make) -> None:
        page, hand = make(case("1"), 6)
        lines = page.answers_side.lines
        assert len(lines) == 6
        pencil = lines[2].pencil
        assert pencil.accessibleName() == "Change: Anyone in danger now?"
        assert "look again at 3 answers" in pencil.toolTip()
        hand.click(pencil)
        assert page.course.view == "S1"

    def test_a_change_has_the_later_ones_looked_at_again(self, make: Make) -> None:
        page, hand = make(case("1"), 6)
        hand.click(page.answers_side.lines[3].pencil)
        hand.on_words()
        hand.digit(5)
        settle()
        assert set(page.course.answers["again"]) >= {"S3", "S4"}
        assert said(page).count("Look at it again") >= 2

    def test_about_how_many_are_to_go(self, make: Make) -> None:
        page, _ = make(case("1"), 7)
        assert "About 8 questions to go" in said(page)
        assert "7 so far" in said(page)


class TestPersons:
    def test_one_after_the_other_with_the_same_for_everyone(self, make: Make) -> None:
        page, hand = make()
        for step in case("1").steps[:7]:
            hand.answer({k: v for k, v in step.answers.items() if k != "about"})
            hand.go_on()
        assert page.course.view == "S6"
        hand.on_words()
        hand.digit(1)
        assert [row.get("safe") for row in page.course.working["ask"]] == ["yes", None]
        hand.click(button(page, "The same for everyone"))
        assert [row.get("safe") for row in page.course.working["ask"]] == ["yes", "yes"]

    def test_next_goes_to_the_next_person_first(self, make: Make) -> None:
        page, hand = make()
        for step in case("1").steps[:7]:
            hand.answer({k: v for k, v in step.answers.items() if k != "about"})
            hand.go_on()
        hand.on_words()
        hand.digit(1)
        hand.go_on()
        assert page.course.view == "S6"
        hand.digit(1)
        hand.go_on()
        assert page.course.view == "S6b"


class TestSaving:
    def test_a_choice_is_saved_at_once(self, make: Make) -> None:
        page, hand = make(case("1"), 2)
        hand.on_words()
        hand.digit(2)
        assert store_of(page).saves[-1]["danger"] == "no"
        assert page.bottom.saved_text() == "Saved 14:20 Unfinished. Not a decision yet."

    def test_words_are_saved_a_moment_after_the_last_key(self, make: Make, qtbot: QtBot) -> None:
        page, hand = make(case("1"), 1, quiet_ms=40)
        assert page.question is not None
        hand.type(page.question.fields.boxes["what_for"].editor.controls()[0], "Debt")  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: store_of(page).saves[-1].get("what_for") == "Debt")

    def test_a_fault_is_said_and_nothing_on_the_screen_is_lost(self, make: Make) -> None:
        page, hand = make(case("1"), 2)
        store_of(page).fault = DiskFull()
        hand.on_words()
        hand.digit(2)
        assert "Not saved" in page.bottom.saved_text()
        assert not page.leaving()
        assert page.dialog is not None
        page.dialog.reject()
        store_of(page).fault = None
        assert page.leaving()
        assert store_of(page).saves[-1]["danger"] == "no"

    @pytest.mark.parametrize("number", ["1", "6", "8", "9a", "14a"])
    def test_opened_again_at_any_question_it_stands_at_the_same(
        self, make: Make, number: str, theme: Theme, qtbot: QtBot
    ) -> None:
        one = case(number)
        page, hand = make(one)
        for step in one.steps:
            hand.take(step)
            kept = store_of(page).saves[-1]
            clock = Clock(hand.clock.now)
            again = WizardPage(page.session, Go(), page.entry, kept, clock.context, MemoryStore(page.entry))
            qtbot.addWidget(again)
            assert again.course.view == page.course.view
            assert again.course.path == page.course.path


class TestSize:
    @pytest.mark.parametrize(
        ("number", "at"), [("1", "S6"), ("8", "S6N"), ("4", "EM"), ("1", "S8"), ("1", "S9"), ("8", "S11")]
    )
    @pytest.mark.parametrize("text_size", [100, 200])
    def test_nothing_is_cut_and_never_more_than_one_scroll(
        self, make: Make, make_theme: Callable[..., Theme], number: str, at: str, text_size: int
    ) -> None:
        one = case(number)
        place = next(n for n, step in enumerate(one.steps) if step.state == at)
        page, hand = make(one, place, theme=make_theme(text_size=text_size))
        page.resize(1282 if text_size < 175 else 1366, 768)
        settle()
        hand.answer(one.steps[place].answers)
        settle()
        assert_fits(page)
        assert page.urgent.danger_button.isVisibleTo(page)
        if text_size == 100:
            assert page.sheet.widget().height() <= 2 * page.sheet.viewport().height()

    def test_with_harm_the_weighing_up_asks_only_what_it_needs(self, make: Make) -> None:
        one = case("3")
        place = next(n for n, step in enumerate(one.steps) if step.state == "S6N")
        page, hand = make(one, place)
        assert page.sheet.widget().height() <= 1.2 * page.sheet.viewport().height()
        assert "Harm if it is not shared" in said(page)
        assert "Who else could be hurt" not in said(page)
        hand.click(button(page, "Write more of the weighing up"))
        settle()
        assert "Who else could be hurt" in said(page)
        hand.field("weigh_others", "A sister at home.")
        page.settle()
        assert page.course.answers["weigh_others"] == "A sister at home."
        hand.answer({"weigh": "not_share"})
        hand.go_on()
        assert page.course.view == "S6N"

    def test_without_harm_all_of_it_stands_open(self, make: Make) -> None:
        one = case("6")
        place = next(n for n, step in enumerate(one.steps) if step.state == "S6N")
        page, _ = make(one, place)
        assert "Who else could be hurt" in said(page)
        assert "Write more of the weighing up" not in said(page)

    def test_the_answers_fold_into_a_button(self, make: Make, make_theme: Callable[..., Theme]) -> None:
        page, hand = make(case("1"), 4, theme=make_theme(text_size=150))
        assert page.answers_button.text() == "Your answers (4)"
        hand.click(page.answers_button)
        assert page.dialog is not None
        pencil = next(
            b for b in page.dialog.findChildren(QAbstractButton) if b.accessibleName() == "Change: With whom?"
        )
        QTest.mouseClick(pencil, Qt.MouseButton.LeftButton)
        settle()
        assert page.course.view == "S0W"


def test_an_emergency_is_written_down_from_the_keyboard_alone(make: Make) -> None:
    page, hand = make(case("1"), 1)
    hand.key(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    hand.key(Qt.Key.Key_Return)
    box = page.focusWidget()
    assert box is not None
    assert "Who answered" in box.accessibleName()
    QTest.keyClicks(box, "Operator")
    hand.key(Qt.Key.Key_Return)
    box = page.focusWidget()
    assert box is not None
    QTest.keyClicks(box, "Child A alone in the street.")
    hand.go_on()
    assert page.course.view == "S10"
    row = page.course.answers["calls"][0]
    assert (row["service"], row["person"], row["told"]) == (
        "emergency",
        "Operator",
        "Child A alone in the street.",
    )


def test_ringing_that_turns_out_to_be_danger_becomes_the_emergency(make: Make) -> None:
    one = case("23")
    place = next(n for n, step in enumerate(one.steps) if step.act == "ring")
    page, hand = make(one, place)
    hand.answer(one.steps[place].answers)
    hand.click(page.urgent.ring_button)
    assert page.course.route == "CP"
    hand.click(page.urgent.danger_button)
    assert (page.course.view, page.course.route) == ("EM", "EM")
    hand.click(page.urgent.danger_button)
    assert len(page.course.answers["presses"]) == 2
