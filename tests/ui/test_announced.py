"""What comes up while somebody works is said by a screen reader at once, and said once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.jobs import JobBar, Jobs, Progress
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced, in order."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    return heard


def test_a_sentence_of_the_window(window: MainWindow, said: list[str]) -> None:
    window.say("The draft was discarded.")
    settle()
    assert said == ["The draft was discarded."]


def test_a_banner_when_it_appears_and_when_its_words_change(
    theme: Theme, qtbot: QtBot, said: list[str]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    banner = Banner(theme, "amber", "", "Not saved yet.")
    banner.setParent(page)
    assert said == []
    banner.show()
    banner.set_words("Saved.")
    assert said == ["Not saved yet.", "Saved."]


def test_what_was_removed_can_be_put_back(theme: Theme, qtbot: QtBot, said: list[str]) -> None:
    line = UndoLine(theme)
    qtbot.addWidget(line)
    line.show_removed("Sorrel Thistlewick")
    assert said == ["Removed: Sorrel Thistlewick"]


def test_work_that_takes_long(theme: Theme, qtbot: QtBot, said: list[str]) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = JobBar(theme)
    bar.setParent(page)
    page.show()

    def work(progress: Progress) -> None:
        while True:
            progress(0.5, "Looking at every record")

    job = Jobs(page).run(work)
    bar.watch(job, "Checking")
    qtbot.waitUntil(bar.isVisible)
    job.cancel()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert said == ["Looking at every record"]
