"""A hand that has only a keyboard, and counts: keys, characters typed, pages shown, decisions made."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pack_page import PackPage
from toolkit.ui.wizard.page import WizardPage

MOST_TABS = 60
PATIENCE = 60.0
"""Seconds that it waits for something that is made off the screen's thread."""


def with_keyboard(window: QWidget) -> QWidget:
    """What has the keyboard: a list that dropped down, else a dialog's part, else the window's."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    top = QApplication.activeModalWidget() or window
    focus = QApplication.focusWidget()
    if focus is None or focus.window() is not top.window():
        # Off screen no window system puts the right window in front.
        top.activateWindow()
        QTest.qWaitForWindowActive(top, 500)
        focus = top.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    return focus


class Hand:
    """Presses keys in the window, each on whatever has the keyboard, and nothing else. A chord counts as one key."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = self.pages = self.decisions = 0
        self.typed: list[str] = []
        """What was typed, one entry for each box."""
        self._shown: object = None
        self._dialogs: set[int] = set()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        self._look()

    @property
    def characters(self) -> int:
        """How many characters were typed."""
        return sum(map(len, self.typed))

    # Keys

    def at(self) -> QWidget:
        """What has the keyboard."""
        return with_keyboard(self.window)

    def name(self) -> str:
        """The name of what has the keyboard."""
        at = self.at()
        return at.accessibleName() or str(getattr(at, "text", str)())

    def press(self, *keys: str) -> None:
        """Presses keys by their names, such as `Tab`, `Ctrl+N` or `y`."""
        for one in keys:
            chord = QKeySequence(one)[0]  # type: ignore[index]
            self.keys += 1
            QTest.keyClick(self.at(), chord.key(), chord.keyboardModifiers())
            self._rest()

    def answer(self, *keys: str) -> None:
        """Presses the keys that answer one question: one decision."""
        self.decisions += 1
        self.press(*keys)

    def type(self, words: str) -> None:
        """Types words into the box that has the keyboard."""
        self.keys += len(words)
        self.typed.append(words)
        QTest.keyClicks(self.at(), words)
        self._rest()

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Presses Tab until something is called so; each press counts."""
        met = []
        for _ in range(MOST_TABS):
            if name in self.name():
                return
            met.append(self.name())
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never came to {name!r}; it met {list(dict.fromkeys(met))}")

    def through(self, opens: Callable[[], object], *answers: Callable[[], object]) -> None:
        """Presses what opens dialogs that wait, one after the other, and answers each."""
        left, faults = list(answers), list[BaseException]()
        met: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or any(dialog is one for one in met):
                return
            met.append(dialog)
            try:
                assert left, f"nobody answers {dialog.accessibleName()!r}"
                left.pop(0)()
            except BaseException as fault:
                faults.append(fault)
                dialog.reject()

        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(look)
        timer.start()
        try:
            opens()
        finally:
            timer.stop()
        if faults:
            raise faults[0]
        assert not left, f"{len(left)} dialogs did not open"

    def wait(self, until: Callable[[], object]) -> None:
        """Waits, as a person does, for what is made off the screen's thread."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, "waited in vain"
            QTest.qWait(10)
        self._rest()

    def pack(self) -> PackPage:
        """The page of the pack, which is open."""
        page = self.window.page
        assert isinstance(page, PackPage)
        return page

    def outside(self) -> None:
        """The system's own box that asks where a file goes, its name already in it: a page, Enter, and a decision."""
        self.pages += 1
        self.decisions += 1
        self.keys += 1

    # What it sees

    def _rest(self) -> None:
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        page = self.window.page
        if isinstance(page, RecordPage) and page.edit is not None:
            # The moment after the last key, in which what an answer calls for comes up.
            page.edit.settle()
        elif isinstance(page, WizardPage):
            page.settle()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._look()

    def _look(self) -> None:
        """Counts a page when another one is shown, and an answer when a dialog has gone."""
        dialogs = {
            id(one) for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        }
        self.pages += len(dialogs - self._dialogs)
        self.decisions += len(self._dialogs - dialogs)
        self._dialogs = dialogs
        shown = self._page()
        if shown != self._shown:
            self._shown = shown
            self.pages += 1

    def _page(self) -> object:
        page = self.window.page
        part: object = ""
        if isinstance(page, RecordPage):
            part = page.edit.page.key if page.edit is not None and page.edit.page is not None else "read"
        elif isinstance(page, WizardPage):
            part = page.course.view
        elif isinstance(page, PackPage):
            part = page.stack.currentIndex()
        return id(page), part
