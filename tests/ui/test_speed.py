"""How much the program does for one page: counted, so that a busy computer changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.drive import settle
from tests.ui.made import Made
from toolkit.ui.hearing import Hearing
from toolkit.ui.main_window import MainWindow, Step
from toolkit.ui.page import Page


class Ear(QObject):
    """Counts what it is asked, and takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts."""
        self.heard += 1
        return False


class Counting(Hearing):
    """Counts every event that comes by, also what is passed on to nobody."""

    came_by = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts."""
        self.came_by += 1
        return super().eventFilter(watched, event)


@pytest.fixture
def ear(window: MainWindow, qapp: QApplication) -> Iterator[tuple[Counting, Ear]]:
    """Gives what hears the window, as the program sets it up."""
    part = Ear()
    hearing = Counting(qapp, part)
    window.unheard = hearing.paused
    hearing.start()
    yield hearing, part
    hearing.stop()


def test_making_a_page_is_not_listened_to_and_a_key_after_it_is(
    window: MainWindow, ear: tuple[Counting, Ear], made: Made
) -> None:
    """A page sends thousands of events, each of which would pass through Python."""
    hearing, part = ear
    hearing.came_by = 0
    window.family(made.family)
    assert hearing.came_by < 300
    part.heard = 0
    assert window.page is not None
    QTest.keyClick(window.page, Qt.Key.Key_F9)
    assert part.heard


def test_a_dialog_in_the_midst_of_a_page_being_made_is_listened_to(
    window: MainWindow, ear: tuple[Counting, Ear], made: Made
) -> None:
    """No page asks anything while it is made; if one ever does, its dialog is not deaf."""
    _, part = ear
    heard = []

    def make() -> QWidget:
        dialog = QDialog(window)
        dialog.open()
        settle()
        part.heard = 0
        QTest.keyClick(dialog, Qt.Key.Key_F9)
        heard.append(part.heard)
        dialog.close()
        return Page(made.session, window, "Made in the meantime")

    window._go(Step("families", make))
    assert heard[0]


def test_what_was_stopped_does_not_begin_again_by_itself(
    ear: tuple[Counting, Ear], window: MainWindow
) -> None:
    """A lock stops it in the midst of whatever is done."""
    hearing, part = ear
    with hearing.paused():
        hearing.stop()
    settle()
    part.heard = 0
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not part.heard
