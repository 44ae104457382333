"""Work in the background and dialogs: what comes back, on which thread, and what Enter and Esc do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.drive import WayOut, in_dialog
from tests.ui.fit import assert_fits
from toolkit.errors import DiskFull, RecordsOpenElsewhere, ToolkitError
from toolkit.ui.dialogs import Choice, Reason, ask, question, tell
from toolkit.ui.jobs import JobBar, Jobs, Progress
from toolkit.ui.theme import TEXT_SIZES, Theme


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.stop()


def test_the_result_comes_back_on_the_screen_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[Any] = []
    here = threading.get_ident()
    jobs.run(
        lambda _progress: threading.get_ident(),
        done=lambda where: seen.append((where, threading.get_ident())),
    )
    assert jobs.busy()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here
    assert not jobs.busy()


def test_progress_and_cancel(qtbot: QtBot, jobs: Jobs, theme: Theme) -> None:
    told: list[tuple[float, str]] = []
    ended: list[str] = []
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(0.25, "Reading")
        go_on.wait(10)
        progress(0.5, "Writing")
        ended.append("not stopped")

    job = jobs.run(work, done=lambda _r: ended.append("done"), cancelled=lambda: ended.append("cancelled"))
    job.progressed.connect(lambda fraction, words: told.append((fraction, words)))
    bar = JobBar(theme)
    qtbot.addWidget(bar)
    bar.watch(job, "Starting")
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(bar.isVisible)
    assert bar.words.text() == "Reading"
    bar.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["cancelled"]
    assert not bar.isVisible()


def test_a_fault_comes_back_with_its_sentence(qtbot: QtBot, jobs: Jobs, quiet_log: Any) -> None:
    faults: list[ToolkitError] = []

    def full(_progress: Progress) -> None:
        raise DiskFull

    def broken(_progress: Progress) -> None:
        raise ValueError("Wren Thistlewick")

    jobs.run(full, failed=faults.append)
    qtbot.waitUntil(lambda: len(faults) == 1)
    jobs.run(broken, failed=faults.append)
    qtbot.waitUntil(lambda: len(faults) == 2)
    assert isinstance(faults[0], DiskFull)
    assert type(faults[1]) is ToolkitError
    lines = quiet_log.expected()
    assert len(lines) == 1
    assert "ValueError" in lines[0]
    assert "Wren" not in lines[0]


def test_a_screen_that_went_away_is_not_called(qtbot: QtBot, jobs: Jobs) -> None:
    called: list[object] = []
    go_on = threading.Event()
    owner = QObject()
    jobs.run(lambda _progress: go_on.wait(10), done=called.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(20)
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert called == []


@pytest.mark.parametrize(("key", "result"), [(Qt.Key.Key_Return, 1), (Qt.Key.Key_Escape, 0)])
def test_enter_does_the_safe_thing_and_esc_nothing(theme: Theme, key: Qt.Key, result: int) -> None:
    choices = [Choice("Delete the draft", 2), Choice("Keep it", 1, "primary", safe=True)]
    given: list[int] = []
    in_dialog(
        lambda dialog: QTest.keyClick(dialog.focusWidget() or dialog, key),
        lambda: given.append(
            ask(None, theme, "Delete this draft?", "It cannot be brought back.", choices),
        ),
    )
    assert given == [result]


def test_a_dialog_that_comes_late_is_answered_all_the_same(theme: Theme) -> None:
    def slow() -> None:
        QTest.qWait(400)
        ask(None, theme, "Delete this draft?", "", [Choice("Keep it", 1, safe=True)])

    seen: list[str] = []
    in_dialog(lambda dialog: (seen.append(type(dialog).__name__), dialog.reject()), slow)
    assert seen == ["Dialog"]


def test_a_dialog_nobody_answers_does_not_hold_the_tests(theme: Theme) -> None:
    modals = WayOut(after=50)
    try:
        assert ask(None, theme, "Delete this draft?", "", [Choice("Keep it", 1, safe=True)]) == 0
    finally:
        modals.stop()
    assert modals.closed == ["Dialog"]


def test_a_fault_is_told_without_stopping_anything(qtbot: QtBot, theme: Theme) -> None:
    dialog = tell(None, theme, RecordsOpenElsewhere.sentence)
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    assert dialog.heading.text() == "These records are open in another window."
    assert dialog.text.text() == "Close that one first, or go to it."
    assert dialog.windowTitle() == QApplication.applicationDisplayName()


def test_a_reason_must_be_written(qtbot: QtBot, theme: Theme) -> None:
    dialog = Reason(theme, "Withdraw this note?", "A line stays behind.", "Withdraw it")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.button("Withdraw it").click()
    assert dialog.isVisible()
    assert dialog._frame.problem_text() == "Write a reason first."
    dialog._box.set_value("  Filed with the wrong family.  ")
    dialog.button("Withdraw it").click()
    assert not dialog.isVisible()
    assert dialog.reason == "Filed with the wrong family."


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_no_dialog_cuts_its_words(qtbot: QtBot, make_theme: Callable[..., Theme], text_size: int) -> None:
    theme = make_theme(text_size=text_size)
    choices = [Choice("Keep as draft", 1), Choice("Show what is missing", 2, "primary", safe=True)]
    text = "It becomes final. Later changes make a new version, and this one stays readable."
    note = ("circle-dashed-bold", "5 things are missing.", "amber")
    dialog = question(None, theme, "Finish this note?", text, choices, note=note)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_fits(dialog)
    assert dialog.width() <= theme.em(34)
    assert [button.text() for button in dialog.buttons()][-1] == "Show what is missing"
