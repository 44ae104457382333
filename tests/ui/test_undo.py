"""What was removed can be taken back, by its line and by Ctrl+Z, wherever it was."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import key, press, settle
from tests.ui.made import Made
from toolkit.ui.editors.choices import ChoiceEditor
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record.undo import Undo
from toolkit.ui.spelling import speller_of
from toolkit.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


def test_control_z_takes_back_the_last_of_several_removals(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    box = QVBoxLayout(holder)
    lines = [UndoLine(theme) for _ in range(3)]
    undone: list[int] = []
    for number, line in enumerate(lines):
        box.addWidget(line)
        line.hide()
        line.undone.connect(lambda n=number: (undone.append(n), lines[n].hide()))
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    for number in (1, 0, 2):
        lines[number].show_removed(f"row {number}")
    for _ in range(4):
        key(holder, Qt.Key.Key_Z, CTRL)
    assert undone == [2, 0, 1]


def test_a_removed_row_comes_back_by_control_z(window: MainWindow, made: Made) -> None:
    window.record(made.family, "children")
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    editor = next(
        one for one in page.findChildren(RowsEditor) if one.part.key == "children" and one.isVisible()
    )
    before = [row["id"] for row in editor.value() or []]
    editor.remove_row("c2")
    settle()
    assert [row["id"] for row in editor.value() or []] == [one for one in before if one != "c2"]
    assert editor.undo.isVisible()
    assert editor.undo.words.text().startswith("Removed: ")
    settle()
    assert not editor.undo.visibleRegion().isEmpty(), "the line is out of sight"
    key(window, Qt.Key.Key_Z, CTRL)
    assert [row["id"] for row in editor.value() or []] == before
    assert not editor.undo.isVisible()


def test_a_word_taken_out_of_the_dictionary_comes_back(window: MainWindow) -> None:
    speller = speller_of(window.session)
    if not speller.available:
        return
    speller.add("Thornleigh")
    window.place("settings")
    settle()
    assert window.page is not None
    press(window.page, "Take out “Thornleigh”")
    assert speller.my_words() == []
    press(window.page, "Undo: put back Thornleigh")
    assert speller.my_words() == ["Thornleigh"]


def _note(window: MainWindow, made: Made) -> RecordPage:
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    return page


def _box(page: RecordPage, field: str) -> FieldBox:
    assert page.edit is not None
    assert page.edit.column is not None
    return page.edit.column.boxes[field]


def test_a_choice_that_was_cleared_comes_back_by_control_z_and_words_keep_their_own_undo(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    page = _note(window, made)
    editor = _box(page, "contact").editor
    assert isinstance(editor, ChoiceEditor)
    for value in ("home_announced", "phone", None):
        editor.list.setFocus()
        editor.list.set_value(value)
        editor.list.changed.emit()
    assert "contact" not in page.answers
    key(window, Qt.Key.Key_Z, CTRL)
    assert page.answers["contact"] == "phone"
    assert editor.list.value() == "phone"
    focus = window.focusWidget()
    assert focus is not None
    assert _box(page, "contact").isAncestorOf(focus)
    key(window, Qt.Key.Key_Z, CTRL)
    assert page.answers["contact"] == "home_announced"
    purpose = _box(page, "purpose").editor.controls()[0]
    purpose.setFocus()
    qtbot.keyClicks(purpose, "To see how")
    key(window, Qt.Key.Key_Z, CTRL)
    assert page.answers["contact"] == "home_announced"
    editor.list.setFocus()
    key(window, Qt.Key.Key_Z, CTRL)
    assert "contact" not in page.answers
    key(window, Qt.Key.Key_Z, CTRL)


def test_a_removed_row_taken_back_is_not_removed_by_the_next_control_z(
    window: MainWindow, made: Made
) -> None:
    window.record(made.family, "children")
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    editor = _box(page, "children").editor
    assert isinstance(editor, RowsEditor)
    editor.remove_row("c2")
    settle()
    page.edit.heading.setFocus()
    key(window, Qt.Key.Key_Z, CTRL)
    page.edit.heading.setFocus()
    key(window, Qt.Key.Key_Z, CTRL)
    assert [row["id"] for row in page.answers["children"]] == ["c1", "c2", "c3"]


def test_control_z_goes_back_to_the_page_the_choice_was_made_on() -> None:
    undo = Undo()
    answers: dict[str, Any] = {"a": "yes", "rows": [{"id": "1", "tick": "yes"}]}
    undo.look(answers, ["a", "rows"])
    answers["rows"][0]["tick"] = "no"
    undo.changed("first", "rows", ["rows"], answers, typed=False)
    answers["a"] = "typed over"
    undo.changed("first", "a", ["a"], answers, typed=True)
    last = undo.take_back(answers)
    assert last is not None
    assert (last.page, last.field) == ("first", "rows")
    assert answers == {"a": "typed over", "rows": [{"id": "1", "tick": "yes"}]}
    assert undo.take_back(answers) is None
