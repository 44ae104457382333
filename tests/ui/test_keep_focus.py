"""The keyboard is never lost: what had it is taken away, a dialog closes over a page drawn anew, and it is still on the page."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import key, settle
from tests.ui.keys import Key
from tests.ui.made import Made
from toolkit.ui.keep_focus import KeepFocus
from toolkit.ui.main_window import MainWindow


class Held:
    """A window with a rail, and a page that draws itself anew."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        row = QHBoxLayout(self.window)
        self.rail = QPushButton("Rail")
        self.page = QWidget()
        self.column = QVBoxLayout(self.page)
        row.addWidget(self.rail)
        row.addWidget(self.page)
        self.draw()
        KeepFocus(self.window, lambda: self.page)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def draw(self) -> None:
        """Takes all away that stands there, and puts a button there."""
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.button = QPushButton("Do it")
        self.column.addWidget(self.button)


@pytest.fixture
def held(qtbot: QtBot) -> Held:
    return Held(qtbot)


def test_the_page_is_drawn_anew(held: Held) -> None:
    held.button.setFocus()
    held.draw()
    settle()
    assert QApplication.focusWidget() is held.button


def test_the_page_is_drawn_anew_under_a_dialog(held: Held) -> None:
    held.button.setFocus()
    dialog = QDialog(held.window)
    QPushButton("Close", dialog)
    dialog.open()
    settle()
    held.draw()
    dialog.accept()
    held.window.activateWindow()
    QTest.qWaitForWindowActive(held.window)
    settle()
    assert QApplication.focusWidget() is held.button


def test_who_goes_to_the_rail_stays_there(held: Held) -> None:
    held.button.setFocus()
    held.rail.setFocus()
    settle()
    held.draw()
    settle()
    assert QApplication.focusWidget() is held.rail


def test_in_the_program_a_row_goes_and_comes_back(window: MainWindow, made: Made) -> None:
    window.record(made.family, "children")
    settle()
    page = window.page
    assert page is not None
    for name in ("Remove Early help plan", "Remove Pip"):
        button = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name)
        button.setFocus()
        key(window, Key.Key_Return)
        focus = window.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        assert page.isAncestorOf(focus)
