"""What was removed can be taken back, by its line and by Ctrl+Z, wherever it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import key, press, settle
from tests.ui.made import Made
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
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
