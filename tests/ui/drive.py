"""Drives the real windows the way a person would: by the names that a screen reader says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QTextEdit, QWidget

Kind = TypeVar("Kind", bound=QWidget)


def settle(times: int = 6) -> None:
    """Lets everything that waits be done, and frees what was put away, as the program's own loop does."""
    for _ in range(times):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    if QThread.currentThread().loopLevel() == 0:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def named(root: QWidget, name: str, kind: type[Kind]) -> Kind:
    """Gives the visible widget of a kind with this accessible name; the test fails when there is none."""
    found = [w for w in root.findChildren(kind) if w.accessibleName() == name and w.isVisibleTo(root)]
    names = sorted({w.accessibleName() for w in root.findChildren(kind) if w.isVisibleTo(root)})
    assert found, f"nothing is called {name!r}; there are {names}"
    return found[0]


def press(root: QWidget, name: str) -> None:
    """Presses the button with this accessible name."""
    button = named(root, name, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def segment(root: QWidget, question: str, answer: str) -> None:
    """Presses one answer of a joined row, found by its question."""
    for button in root.findChildren(QAbstractButton):
        if (
            button.text() == answer
            and button.accessibleDescription().startswith(question)
            and button.isVisibleTo(root)
        ):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            settle()
            return
    raise AssertionError(f"no answer {answer!r} to {question!r}")


def write(root: QWidget, name: str, words: str) -> None:
    """Types words into the line or box with this accessible name."""
    box: QWidget | None = None
    for kind in (QLineEdit, QTextEdit):
        for widget in root.findChildren(kind):
            if widget.accessibleName() == name and widget.isVisibleTo(root):
                box = widget
    assert box is not None, f"nothing to write in is called {name!r}"
    box.setFocus()
    if isinstance(box, (QLineEdit, QTextEdit)):
        box.selectAll()
    if words.isascii():
        QTest.keyClicks(box, words)
    elif isinstance(box, QTextEdit):
        box.insertPlainText(words)
    settle()


def choose(root: QWidget, name: str, words: str) -> None:
    """Chooses a line of a list by its words."""
    box = named(root, name, QComboBox)
    index = box.findText(words)
    assert index >= 0, f"{words!r} is not among {[box.itemText(i) for i in range(box.count())]}"
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settle()


def in_dialog(do: Callable[[QDialog], object], open_it: Callable[[], object]) -> None:
    """Opens a dialog that waits for an answer and does something in it; fails when none opened."""
    seen: list[str] = []
    faults: list[BaseException] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        look.stop()
        seen.append(type(dialog).__name__)
        # Whatever goes wrong in the test, the dialog must not hold it for ever.
        QTimer.singleShot(3000, dialog, dialog.reject)
        try:
            do(dialog)
        except BaseException as fault:
            faults.append(fault)
            dialog.reject()

    # It looks for as long as the opening takes, and no longer: the next test's dialog is not this one's.
    look = QTimer()
    look.setInterval(10)
    look.timeout.connect(answer)
    look.start()
    try:
        open_it()
        settle()
    finally:
        look.stop()
    if faults:
        raise faults[0]
    assert seen, "no dialog opened"


class WayOut(QTimer):
    """Closes a dialog or menu that still waits `after` milliseconds, so that a test fails and does not hang."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.closed: list[str] = []
        self.setInterval(after)
        self.timeout.connect(self._close)
        self.start()

    def _close(self) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            self.closed.append(type(waiting).__name__)
            waiting.close()


def key(window: QWidget, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key in a window, on whatever has the keyboard there; shortcuts need the window in front."""
    window.activateWindow()
    for _ in range(50):
        if window.isActiveWindow():
            break
        QTest.qWait(10)
    QTest.keyClick(window.focusWidget() or window, code, held)
    settle()
