"""The record page, driven as a person drives it: typing, saving, what is missing, finishing, versions, faults."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import LogRecords
from tests.forms import thistlewick
from tests.forms.filling import filled
from tests.ui.fit import assert_fits
from tests.ui.record_helpers import CONTEXT, MemoryStore, box_of, context_for, one_page, press, shown, type_in
from toolkit.errors import DiskFull
from toolkit.forms.catalogue import built_in, load
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import (
    Date,
    Form,
    LongText,
    Page,
    Prompt,
    Rows,
    Text,
    When,
    YesNo,
)
from toolkit.practice.context import context_for as household
from toolkit.ui.dialogs import Dialog, Reason
from toolkit.ui.editors.words import LongTextEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.record.saver import QUIET_MS
from toolkit.ui.record.side import step_for
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import GrowingText

Make = Callable[..., RecordPage]
WORRY = YesNo(key="worry", label="Are you worried about a child?", needed=True)
FACTS = LongText(
    key="facts",
    label="What I saw and heard",
    needed=True,
    prompt=Prompt(title="See and hear", text="Look at the children.", card="G-PC"),
)
WHY = Text(key="why", label="Why you are worried", when=When(key="worry", values=("yes",)), needed=True)
DAY = Date(key="day", label="Seen on")
ROWS = Rows(
    key="told",
    label="Told by others",
    add_label="Add a line",
    columns=(Text(key="who", label="Who", needed=True), YesNo(key="first", label="First-hand?", needed=True)),
)
TWO_PAGES = Entry(
    Form(
        id="test_form",
        title="Test note",
        header=False,
        pages=(
            Page(key="one", title="First page", fields=(FACTS, WORRY, WHY, DAY)),
            Page(
                key="two",
                title="Second page",
                fields=(ROWS, Text(key="last", label="Last words", needed=True)),
            ),
        ),
    )
)
DONE: Answers = {"facts": "Pip laughed.", "worry": "no", "last": "Goodbye"}


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Make:
    def make(
        entry: Entry = TWO_PAGES,
        answers: Answers | None = None,
        *,
        store: MemoryStore | None = None,
        width: int = 1282,
        **more: Any,
    ) -> RecordPage:
        living = "living" if entry.form.living else "draft"
        page = RecordPage(
            theme,
            entry,
            answers or {},
            more.pop("context_for", context_for),
            store or MemoryStore(entry, status=living),
            **{"quiet_ms": 60, "longest_ms": 400, "retry_ms": 120, **more},
        )
        qtbot.addWidget(page)
        shown(page, width=width)
        page.opened()
        return page

    return make


def store_of(page: RecordPage) -> MemoryStore:
    assert isinstance(page.store, MemoryStore)
    return page.store


def words(page: RecordPage) -> str:
    return page.foot.saved_text()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def write(page: RecordPage, key: str, text: str) -> None:
    type_in(box_of(page, key).editor.controls()[0], text)


def answer_dialog(page: RecordPage, button: str) -> None:
    dialog = page.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.button(button).click()
    QApplication.processEvents()


class TestSaving:
    def test_within_two_seconds_of_the_last_key(self) -> None:
        assert QUIET_MS < 2000

    def test_saved_a_moment_after_the_last_key_and_said_so(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        assert words(page).startswith("Nothing written yet")
        write(page, "facts", "Pip")
        assert words(page) == "Saving"
        assert store_of(page).saves == []
        qtbot.waitUntil(lambda: store_of(page).saves == [{"facts": "Pip"}], timeout=2000)
        assert words(page).startswith("Saved 14:20")

    def test_saved_while_typing_never_pauses(self, make: Make, qtbot: QtBot) -> None:
        page = make(quiet_ms=10_000, longest_ms=100)
        write(page, "facts", "Pip laughed")
        qtbot.waitUntil(lambda: bool(store_of(page).saves), timeout=2000)

    def test_saved_however_incomplete_or_unreadable(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        write(page, "day", "31/02/2020")
        page.flush()
        assert store_of(page).saves[-1] == {"day": "31/02/2020"}

    def test_nothing_is_saved_when_nothing_was_changed(self, make: Make) -> None:
        page = make(answers=dict(DONE))
        page.edit.open_page("two")  # type: ignore[union-attr]
        assert page.leaving()
        assert store_of(page).saves == []

    def test_saved_when_left_when_locked_and_when_another_window_comes(
        self, make: Make, qtbot: QtBot
    ) -> None:
        page = make(quiet_ms=10_000, longest_ms=10_000)
        write(page, "facts", "a")
        assert page.leaving()
        assert store_of(page).saves[-1] == {"facts": "a"}
        write(page, "facts", "b")
        assert page.flush()
        assert store_of(page).saves[-1] == {"facts": "ab"}
        write(page, "facts", "c")
        other = QLineEdit()
        qtbot.addWidget(other)
        shown(other, width=100, height=40)
        qtbot.waitUntil(lambda: store_of(page).saves[-1] == {"facts": "abc"}, timeout=2000)

    def test_what_is_saved_does_not_change_under_the_store(self, make: Make) -> None:
        page = make(answers={"told": [{"id": "r", "who": "Ash"}]})
        page.edit.open_page("two")  # type: ignore[union-attr]
        given = store_of(page)
        rows = box_of(page, "told").editor
        rows.add_row()  # type: ignore[attr-defined]
        page.flush()
        first = given.saves[-1]
        assert len(first["told"]) == 2

    def test_a_full_disk_keeps_the_words_and_saves_by_itself_later(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        write(page, "facts", "first")
        page.flush()
        store_of(page).fault = DiskFull()
        write(page, "facts", " second")
        qtbot.waitUntil(lambda: words(page).startswith("Not saved since 14:20."), timeout=2000)
        assert "The disk is full. Your words are still on the screen." in words(page)
        editor = box_of(page, "facts").editor
        assert isinstance(editor, LongTextEditor)
        assert editor.box.value() == "first second"
        store_of(page).fault = None
        qtbot.waitUntil(lambda: store_of(page).saves[-1] == {"facts": "first second"}, timeout=2000)
        assert words(page).startswith("Saved")

    def test_try_again_saves_at_once(self, make: Make, qtbot: QtBot) -> None:
        page = make(retry_ms=100_000)
        store_of(page).fault = DiskFull()
        write(page, "facts", "x")
        qtbot.waitUntil(lambda: words(page).startswith("Not saved yet."), timeout=2000)
        button = page.foot.button("Try again")
        store_of(page).fault = None
        button.click()
        assert store_of(page).saves == [{"facts": "x"}]
        with pytest.raises(KeyError):
            page.foot.button("Try again")

    def test_an_unforeseen_fault_is_no_crash(self, make: Make, quiet_log: LogRecords) -> None:
        page = make()
        store_of(page).fault = RuntimeError("Thistlewick")
        write(page, "facts", "x")
        assert not page.flush()
        assert "Your words are still on the screen" in words(page)
        assert quiet_log.expected() == ["a draft could not be saved: RuntimeError"]
        store_of(page).fault = None
        assert page.flush()

    def test_leaving_unsaved_is_asked_and_stays_unless_told(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        store_of(page).fault = DiskFull()
        write(page, "facts", "x")
        assert not page.leaving()
        answer_dialog(page, "Stay here")
        assert not page.leaving()
        with qtbot.waitSignal(page.back):
            answer_dialog(page, "Leave without them")

    def test_control_s_says_that_it_is_saved(self, make: Make) -> None:
        page = make(quiet_ms=10_000)
        write(page, "facts", "x")
        press(focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert store_of(page).saves == [{"facts": "x"}]
        assert words(page).startswith("Saved 14:20")

    def test_a_hundred_thousand_characters(self, make: Make) -> None:
        text = "Wren said “I’m fine”. " * 4600
        page = make(answers={"facts": text})
        write(page, "facts", "!")
        page.flush()
        assert store_of(page).saves[-1]["facts"] == "!" + text


class TestPages:
    def test_the_list_says_what_is_done_missing_and_optional(self, make: Make) -> None:
        entry = Entry(
            Form(
                id="t",
                title="T",
                header=False,
                pages=(
                    Page(key="a", title="A", fields=(FACTS,)),
                    Page(key="b", title="B", fields=(Text(key="o", label="O"),)),
                    Page(key="c", title="C", fields=(WORRY,)),
                ),
            )
        )
        page = make(entry, {"worry": "no"})
        assert page.edit is not None
        steps = [(row.step.title, row.step.state, row.step.note) for row in page.edit.side.steps.rows()]
        assert steps == [("A", "missing", "1 missing"), ("B", "optional", "optional"), ("C", "done", "")]
        assert page.edit.side.gaps.text() == "1 thing is missing"

    def test_a_page_with_a_line_for_each_person_is_not_done_before_there_is_anybody(self) -> None:
        form = next(entry.form for entry in built_in() if entry.form.id == "family")
        pages = {page.key: page for page in form.pages}
        nobody = Context(now=CONTEXT.now)
        assert [step_for(pages[key], [], {}, nobody).state for key in ("home", "relations")] == [
            "todo",
            "todo",
        ]
        assert step_for(pages["home"], [], {}, CONTEXT).state == "done"

    def test_keys_turn_pages_and_the_keyboard_is_on_the_title(self, make: Make) -> None:
        page = make()
        assert page.edit is not None
        press(focus(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.edit.heading.text() == "Second page"
        assert focus() is page.edit.heading
        press(focus(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert page.edit.heading.text() == "First page"

    def test_what_was_typed_is_there_when_the_page_is_opened_again(self, make: Make) -> None:
        page = make()
        write(page, "facts", "Pip laughed")
        page.edit.turn(1)  # type: ignore[union-attr]
        page.edit.turn(-1)  # type: ignore[union-attr]
        assert box_of(page, "facts").value() == "Pip laughed"

    def test_a_condition_shows_its_field_and_leaves_the_others_alone(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers={"facts": "x"})
        facts = box_of(page, "facts")
        QTest.keyClicks(box_of(page, "worry").editor.control.buttons()[0], "Y")  # type: ignore[attr-defined]
        at = focus()
        qtbot.waitUntil(lambda: "why" in page.edit.column.boxes, timeout=2000)  # type: ignore[union-attr]
        assert focus() is at, "the keyboard was lost"
        assert box_of(page, "facts") is facts
        write(page, "why", "A bruise")
        QTest.keyClicks(box_of(page, "worry").editor.control.buttons()[0], "N")  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: not box_of(page, "why").isVisible(), timeout=2000)
        page.flush()
        assert store_of(page).saves[-1]["why"] == "A bruise", "a hidden answer left the draft"

    def test_tab_is_reading_order_even_for_fields_that_came_later(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers={"facts": "x", "worry": "no"})
        QTest.keyClicks(box_of(page, "worry").editor.control.buttons()[1], "Y")  # type: ignore[attr-defined]
        with qtbot.waitSignal(page.edit.laid_out):  # type: ignore[union-attr]
            page.edit.judge()  # type: ignore[union-attr]
        box_of(page, "facts").go_to("")
        went = []
        for _ in range(6):
            press(focus(), Qt.Key.Key_Tab)
            went.append(focus().accessibleName())
        assert went[:3] == ["Yes", "Why you are worried", "Why you are worried: not this time"]
        assert went[3] == "Seen on"
        assert went[5] == "Word", went

    def test_keys_work_inside_a_box_for_words(self, make: Make) -> None:
        page = make(answers={"facts": "x"})
        box_of(page, "facts").go_to("")
        press(focus(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.edit.heading.text() == "Second page"  # type: ignore[union-attr]
        box_of(page, "last").go_to("")
        press(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.dialog is not None
        assert page.dialog.isVisible()
        page.dialog.close()

    def test_the_cursor_stays_while_conditions_are_judged(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        write(page, "facts", "Pip laughed")
        editor = box_of(page, "facts").editor
        assert isinstance(editor, LongTextEditor)
        cursor = editor.box.textCursor()
        cursor.setPosition(3)
        editor.box.setTextCursor(cursor)
        with qtbot.waitSignal(page.edit.judged):  # type: ignore[union-attr]
            QTest.keyClicks(editor.box, "!")
        assert editor.box.textCursor().position() == 4
        assert editor.value() == "Pip! laughed"

    def test_prompts_stand_at_the_height_of_their_field(self, make: Make, qtbot: QtBot) -> None:
        entry = one_page(
            Text(key="a", label="A"),
            Text(key="b", label="B"),
            Text(key="c", label="C", prompt=Prompt(title="Of C", text="Words.", card="G-X")),
        )
        page = make(entry)
        assert page.edit is not None
        assert page.edit.beside is not None
        QTest.qWait(30)
        _, card = page.edit.beside.prompts.cards[0]
        box = box_of(page, "c")
        assert (
            abs(card.mapTo(page, card.rect().topLeft()).y() - box.mapTo(page, box.rect().topLeft()).y()) < 30
        )
        with qtbot.waitSignal(page.card_wanted) as wanted:
            assert card.link is not None
            card.link.click()
        assert wanted.args == ["G-X"]
        page.switch_prompts()
        assert not card.isVisible()
        assert page.bar.button("Prompts off")

    def test_f1_opens_the_card_of_the_field(self, make: Make, qtbot: QtBot) -> None:
        page = make()
        box_of(page, "facts").go_to("")
        with qtbot.waitSignal(page.card_wanted) as wanted:
            press(focus(), Qt.Key.Key_F1)
        assert wanted.args == ["G-PC"]


class TestProblems:
    def test_nothing_is_said_while_a_field_is_typed_in_for_the_first_time(self, make: Make) -> None:
        page = make()
        write(page, "day", "31/02")
        page.edit.judge()  # type: ignore[union-attr]
        assert box_of(page, "day").sentences() == ""
        box_of(page, "worry").go_to("")
        page.edit.judge()  # type: ignore[union-attr]
        assert "February 2026 has 28 days" in box_of(page, "day").sentences()
        assert box_of(page, "day").editor.controls()[0].property("state") == "error"

    def test_a_mended_field_says_nothing_any_more(self, make: Make) -> None:
        page = make(answers={"day": "31/02/2020"})
        box_of(page, "day").go_to("")
        box_of(page, "worry").go_to("")
        page.edit.judge()  # type: ignore[union-attr]
        assert box_of(page, "day").sentences() == "February 2020 had 29 days. Check the day or the month."
        line = box_of(page, "day").editor.controls()[0]
        line.selectAll()  # type: ignore[attr-defined]
        type_in(line, "29/02/2020")
        page.edit.judge()  # type: ignore[union-attr]
        assert box_of(page, "day").sentences() == ""
        assert line.property("state") == ""

    def test_the_sentence_is_told_to_a_screen_reader(self, make: Make) -> None:
        page = make()
        page.edit.reveal()  # type: ignore[union-attr]
        control = box_of(page, "facts").editor.controls()[0]
        assert "Missing. Needed before you finish." in control.accessibleDescription()
        assert control.accessibleName() == "What I saw and heard"

    def test_f8_walks_through_the_gaps_over_the_pages_and_round(self, make: Make) -> None:
        page = make(answers={"told": [{"id": "r", "who": "Ash"}]})
        edit = page.edit
        assert edit is not None
        went = []
        for _ in range(5):
            press(focus(), Qt.Key.Key_F8)
            assert edit.column is not None
            went.append(edit.column.path_to(focus()))
        assert went == ["facts", "worry", "told[r].first", "last", "facts"]
        press(focus(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
        assert edit.column.path_to(focus()) == "last"

    def test_the_button_does_the_same(self, make: Make) -> None:
        page = make(answers={"facts": "x"})
        assert page.edit is not None
        page.edit.side.next.click()
        assert page.edit.column is not None
        assert page.edit.column.path_to(focus()) == "worry"


class TestFinishing:
    def test_refused_with_the_first_gap_named_and_reached(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers={"facts": "x", "last": "y"})
        press(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        dialog = page.dialog
        assert isinstance(dialog, Dialog)
        said = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "1 thing is missing. The first is “Are you worried about a child?”." in said
        answer_dialog(page, "Show what is missing")
        assert page.edit is not None
        assert page.edit.column is not None
        # The invisible screen gives the window back its keyboard only when asked.
        page.activateWindow()
        at = page.focusWidget()
        assert at is not None
        assert page.edit.column.path_to(at) == "worry"
        assert box_of(page, "worry").sentences() == "Missing. Needed before you finish."
        assert store_of(page).finals == []

    def test_asked_saved_and_then_read_only(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers=dict(DONE), quiet_ms=10_000)
        write(page, "facts", "Really: ")
        store_of(page).warned = ["A record of the same day says nearly the same."]
        page.finish()
        said = " ".join(label.text() for label in page.dialog.findChildren(QLabel))  # type: ignore[union-attr]
        assert "Finish this test note?" in said
        assert "says nearly the same" in said
        with qtbot.waitSignal(page.finished):
            answer_dialog(page, "Finish")
        final = store_of(page).finals[-1][0]
        assert final["facts"] == "Really: Pip laughed."
        assert page.edit is None
        assert page.read is not None
        seen = " ".join(label.text() for label in page.read.findChildren(QLabel))
        assert "Really: Pip laughed." in seen
        assert "Final. To change it, make version 2." in seen

    def test_keep_as_draft_is_the_safe_choice(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers=dict(DONE))
        page.finish()
        assert page.dialog is not None
        safe = page.dialog.button("Keep as draft")
        qtbot.waitUntil(safe.hasFocus, timeout=2000)
        press(safe, Qt.Key.Key_Return)
        assert store_of(page).finals == []
        page.finish()
        answer_dialog(page, "Keep as draft")
        assert store_of(page).finals == []
        assert page.edit is not None

    def test_a_fault_while_finishing_keeps_the_draft(self, make: Make) -> None:
        page = make(answers=dict(DONE))
        page.finish()
        store_of(page).fault = DiskFull()
        answer_dialog(page, "Finish")
        assert store_of(page).finals == []
        assert page.edit is not None
        assert page.dialog is not None
        assert "The disk is full" in " ".join(label.text() for label in page.dialog.findChildren(QLabel))
        page.dialog.close()

    def test_what_cannot_be_saved_is_not_finished_and_says_why(self, make: Make) -> None:
        page = make(answers=dict(DONE))
        store_of(page).fault = DiskFull()
        write(page, "facts", "x")
        page.finish()
        assert page.dialog is not None
        said = " ".join(label.text() for label in page.dialog.findChildren(QLabel))
        assert "Not saved yet." in said
        assert "The disk is full" in said
        page.dialog.close()
        store_of(page).fault = None

    def test_the_next_version_needs_a_reason_and_both_stay_readable(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers=dict(DONE))
        page.finish()
        answer_dialog(page, "Finish")
        page.foot.button("Make version 2").click()
        dialog = page.dialog
        assert isinstance(dialog, Reason)
        dialog.button("Make version 2").click()
        assert dialog.isVisible(), "made without a reason"
        QTest.keyClicks(dialog.findChild(QWidget, "") or dialog, "")
        type_in(dialog._box, "The name was wrong")
        dialog.button("Make version 2").click()
        QApplication.processEvents()
        assert store_of(page).finals[-1][1] == "The name was wrong"
        assert page.edit is not None
        write(page, "facts", "Version two. ")
        page.open_versions()
        shown_versions = [action.text() for action in page.versions_menu.actions()]
        assert [text.split(":")[0] for text in shown_versions] == ["Version 2 (draft)", "Version 1"]
        page.versions_menu.actions()[1].trigger()
        page.versions_menu.close()
        assert page.edit is None
        assert page.read is not None
        assert "Pip laughed." in " ".join(label.text() for label in page.read.findChildren(QLabel))
        assert store_of(page).saves[-1]["facts"] == "Version two. Pip laughed."
        page.read.banner_acted.emit()
        assert page.edit is not None
        assert box_of(page, "facts").value() == "Version two. Pip laughed."

    def test_a_draft_is_put_away_with_a_reason(self, make: Make, qtbot: QtBot) -> None:
        page = make(answers=dict(DONE))
        page.discard()
        dialog = page.dialog
        assert isinstance(dialog, Reason)
        type_in(dialog._box, "Written twice")
        with qtbot.waitSignals([page.discarded, page.back]):
            dialog.button("Put it away").click()
        assert store_of(page).discarded == "Written twice"
        assert page.leaving()

    def test_word_and_print_are_asked_for_once_all_is_saved(self, make: Make, qtbot: QtBot) -> None:
        page = make(quiet_ms=10_000)
        write(page, "facts", "x")
        with qtbot.waitSignal(page.word_wanted):
            press(
                focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
        assert store_of(page).saves == [{"facts": "x"}]
        with qtbot.waitSignal(page.print_wanted):
            page.foot.button("Print").click()


class TestLiving:
    def test_done_closes_a_dated_version(self, make: Make, qtbot: QtBot) -> None:
        page = make(one_page(FACTS, living=True))
        with pytest.raises(KeyError):
            page.foot.button("Finish")
        write(page, "facts", "x")
        with qtbot.waitSignals([page.closed, page.back]):
            page.foot.button("Done").click()
        assert store_of(page).closings == [{"facts": "x"}]
        assert page.leaving()
        assert len(store_of(page).closings) == 1, "closed twice for one change"

    def test_leaving_closes_it_only_when_something_was_changed(self, make: Make) -> None:
        page = make(one_page(FACTS, living=True), {"facts": "x"})
        assert page.leaving()
        assert store_of(page).closings == []
        write(page, "facts", "y")
        assert page.leaving()
        assert store_of(page).closings == [{"facts": "yx"}]

    def test_the_people_of_the_family_file_are_there_as_they_are_typed(
        self, make: Make, qtbot: QtBot
    ) -> None:
        entry = load().get("family")
        page = make(
            entry,
            {"children": [{"id": "w", "name": "Wren Thistlewick", "unborn": "no"}]},
            context_for=lambda answers: Context(now=CONTEXT.now, people=people_of(answers)),
        )
        assert page.edit is not None
        page.edit.open_page("adults")
        rows = box_of(page, "adults").editor
        rows.add_row()  # type: ignore[attr-defined]
        QTest.keyClicks(focus(), "Basil Quill")
        page.edit.judge()
        assert [p.name for p in page.edit.context.people] == ["Wren", "Basil Quill"]
        page.edit.open_page("relations")
        assert len(box_of(page, "relations").editor.views) == 1  # type: ignore[attr-defined]


class TestReading:
    @pytest.mark.parametrize("between", [" ", "\n"])
    def test_a_final_of_100_000_characters_opens(self, make: Make, between: str) -> None:
        """Every word is there to read and copy, at its full height, and nothing of it can be changed."""
        long = between.join(["Pip laughed at the dog in the hat."] * 2860)[:100_000].strip()
        told = [{"id": "t1", "who": long[:5000], "first": "yes"}]
        store = MemoryStore(TWO_PAGES, status="final")
        store.finals = [({**DONE, "facts": long, "told": told}, "")]
        page = make(answers=dict(DONE), store=store)
        boxes = {box.accessibleName(): box for box in page.findChildren(GrowingText)}
        box = boxes.pop("What I saw and heard")
        assert box.value() == long
        assert box.isReadOnly()
        assert box.isVisible()
        assert box.verticalScrollBar().maximum() == 0
        assert [one.value() for one in boxes.values()] == [long[:5000]]
        QTest.keyClicks(box, "x")
        assert box.value() == long
        labels = [label for label in page.findChildren(QLabel) if len(label.text()) > 3000]
        assert labels == []

    def test_records_open_to_read_only_have_no_editors(self, make: Make) -> None:
        store = MemoryStore(TWO_PAGES, status="final")
        store.finals = [(dict(DONE), "")]
        page = make(answers=dict(DONE), store=store)
        assert page.edit is None
        assert page.read is not None
        assert not page.read.findChildren(QLineEdit)
        press(page.read.heading, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.read.heading is page.read.headings[1]
        assert page.read.headings[1].text() == "Second page"


@pytest.mark.parametrize("size", [100, 125, 150, 175, 200])
@pytest.mark.parametrize("form", [entry.form.id for entry in built_in()])
def test_no_word_is_cut_at_any_text_size(
    make_theme: Callable[..., Theme], qtbot: QtBot, form: str, size: int
) -> None:
    theme = make_theme(text_size=size)
    entry = load().get(form)
    context = household(thistlewick.family(), thistlewick.NOW)
    answers = thistlewick.family() if form == "family" else filled(entry, context, 1)

    def draw(status: str) -> RecordPage:
        store = MemoryStore(entry, status=status)
        store.finals = [(answers, "")]
        page = RecordPage(theme, entry, answers, lambda _: context, store, can_add_people=True)
        qtbot.addWidget(page)
        shown(page, width=1366 - (84 if size < 175 else 0), height=690)
        return page

    page = draw("living" if entry.form.living else "draft")
    assert page.edit is not None
    keys = [one.key for one in page.edit.pages]
    # Every page at the ends, the densest in between: the suite has to stay quick.
    for key in keys if size in (100, 200) else keys[1:3]:
        page.edit.open_page(key)
        page.edit.reveal()
        assert_fits(page)
    assert_fits(draw("final"))


def test_nothing_of_a_record_stays_behind_when_its_page_is_left(theme: Theme) -> None:
    entry = load().get("case_note")
    page = RecordPage(theme, entry, {"contact": "home_announced"}, context_for, MemoryStore(entry))
    shown(page)
    assert page.edit is not None
    for one in list(page.edit.pages):
        page.edit.open_page(one.key)
    parts = [weakref.ref(part) for part in (page, page.edit, page.edit.column, page.saver)]
    page.close()
    page.deleteLater()
    del page
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    gc.collect()
    assert [part() for part in parts] == [None] * 4
