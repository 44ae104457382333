"""Fields for passphrases and recovery codes: they take a paste, and nothing can be copied out of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QWidget

from toolkit.ui.theme import Theme, set_role
from toolkit.ui.widgets.buttons import QuietButton
from toolkit.ui.widgets.fields import LineEdit
from toolkit.ui.widgets.labels import BodyLabel
from toolkit.ui.widgets.layouts import FlowLayout

GROUPS, GROUP, LAST_GROUP = 7, 5, 4
HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(LineEdit):
    """One line for a secret. Hidden until `show_words(True)`; `forget` drops what it holds, undo included.

    `caps_lock` is sent with True or False when a key shows how Caps Lock stands.
    """

    caps_lock = Signal(bool)

    def __init__(self, theme: Theme, *, name: str = "", big: bool = True, hidden: bool = True) -> None:
        super().__init__(theme, name=name, big=big)
        self.setDragEnabled(False)
        self.setInputMethodHints(HINTS)
        self.show_words(not hidden)

    def show_words(self, shown: bool) -> None:
        """Shows what was typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        # A screen reader must not read a shown passphrase out to the room.
        self.setInputMethodHints(HINTS if shown else HINTS | Qt.InputMethodHint.ImhHiddenText)

    def words_shown(self) -> bool:
        """Whether what was typed can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def forget(self) -> None:
        """Drops the secret. Setting, unlike clearing, also drops what could be undone."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
            return
        self._tell_caps(event)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        state = caps_lock_on()
        if state is not None:
            self.caps_lock.emit(state)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On Linux letting go of the mouse would put what is marked onto the second clipboard.
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        paste = menu.addAction(self.theme.say("Paste"))
        paste.setEnabled(bool(QApplication.clipboard().text()))
        paste.triggered.connect(self.paste)
        menu.addAction(self.theme.say("Select all")).triggered.connect(self.selectAll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _tell_caps(self, event: QKeyEvent) -> None:
        state = caps_lock_on()
        if state is None:
            state = caps_from_key(event.text(), event.modifiers())
        if state is not None:
            self.caps_lock.emit(state)


def caps_lock_on() -> bool | None:
    """Whether Caps Lock is on, where the computer can be asked; otherwise None."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return None


def caps_from_key(text: str, modifiers: Qt.KeyboardModifier) -> bool | None:
    """What a typed letter says about Caps Lock: a capital without Shift means on; other keys say nothing."""
    if len(text) != 1 or not text.isalpha() or text.upper() == text.lower():
        return None
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift


class SecretRow(QWidget):
    """A secret line with its Show button."""

    def __init__(self, theme: Theme, *, name: str, shown: bool = False) -> None:
        super().__init__()
        self.line = SecretLine(theme, name=name, hidden=not shown)
        self.button = QuietButton(theme, "Show", "eye", big=True)
        self.button.clicked.connect(lambda _checked=False: self.set_shown(not self.line.words_shown()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.set_shown(shown)

    def set_shown(self, shown: bool) -> None:
        """Shows the words, or dots."""
        self.line.show_words(shown)
        self.button.set_text("Hide" if shown else "Show")
        self.button.set_icon("eye-slash" if shown else "eye")
        self.button.setAccessibleName(
            self.line.theme.say("Hide the passphrase" if shown else "Show the passphrase")
        )

    def set_state(self, state: str) -> None:
        """Shows a state of the line."""
        self.line.set_state(state)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.line.setAccessibleDescription(text)


class GroupBox(SecretLine):
    """One group of a recovery code, in capitals, as wide as its letters."""

    full = Signal()
    """Sent when its last letter was typed."""

    pasted = Signal(str)
    """Sent with a paste that is longer than the group."""

    back = Signal()
    """Sent when Backspace is pressed in an empty box."""

    def __init__(self, theme: Theme, number: int, size: int = GROUP) -> None:
        super().__init__(theme, name=f"Group {number}", hidden=False)
        self.size_of_group = size
        self.setProperty("part", "code")
        self.setMaxLength(size)
        self.setFixedWidth(theme.em(6.4))
        self._jumped_to = False
        self.textEdited.connect(self._edited)

    def jump_here(self) -> None:
        """Takes the keyboard from a full group. A Tab pressed for the same step then does nothing, once."""
        self._jumped_to = not self.text()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self._jumped_to and not self.text():
            self._jumped_to = False
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._jumped_to = False
        super().focusOutEvent(event)

    def paste(self) -> None:
        """Takes a paste; a whole code is handed on to all the boxes."""
        self._take(QApplication.clipboard().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
            return
        if event.text() in (" ", "-"):
            if self.text():
                self.full.emit()
            return
        super().keyPressEvent(event)

    def _take(self, text: str) -> None:
        letters = "".join(letter for letter in text if letter.isalnum())
        if len(letters) > self.size_of_group:
            self.pasted.emit(text)
        elif letters:
            self.setText(letters.upper())
            self.changed.emit()

    def _edited(self, text: str) -> None:
        if text != text.upper():
            at = self.cursorPosition()
            self.setText(text.upper())
            self.setCursorPosition(at)
        if len(text) >= self.size_of_group:
            self.full.emit()


class CodeBoxes(QWidget):
    """The seven boxes of a whole recovery code: typing goes on from box to box, a paste fills them all."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(theme.say("Recovery code"))
        flow = FlowLayout(self, across=theme.px(8), down=theme.px(8))
        self._boxes = [GroupBox(theme, n, GROUP if n < GROUPS else LAST_GROUP) for n in range(1, GROUPS + 1)]
        for number, box in enumerate(self._boxes):
            cell = QWidget()
            inner = QHBoxLayout(cell)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(theme.px(4))
            inner.addWidget(BodyLabel(theme, str(number + 1), role="caption", ink="2", wrap=False))
            inner.addWidget(box)
            flow.addWidget(cell)
            box.full.connect(lambda n=number: self._on(n + 1))
            box.back.connect(lambda n=number: self._go(n - 1))
            box.pasted.connect(self.set_text)
            box.changed.connect(self.changed)
        self.setFocusProxy(self._boxes[0])

    def boxes(self) -> Sequence[GroupBox]:
        """Gives the boxes in order."""
        return tuple(self._boxes)

    def text(self) -> str:
        """Gives what was typed, the groups with a space between."""
        return " ".join(box.text() for box in self._boxes)

    def set_text(self, text: str) -> None:
        """Fills all boxes from a whole code."""
        letters = "".join(letter for letter in text if letter.isalnum()).upper()
        for number, box in enumerate(self._boxes):
            box.setText(letters[number * GROUP : number * GROUP + box.size_of_group])
        self.changed.emit()
        self._boxes[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_wrong(self, number: int | None) -> None:
        """Marks a group, counted from 1, as wrong and goes to it; None marks none."""
        for index, box in enumerate(self._boxes, start=1):
            set_role(box, "state", "error" if index == number else "")
            if index == number:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                box.selectAll()

    def set_state(self, state: str) -> None:
        """Takes a field's state; only the wrong group is marked, by `mark_wrong`."""
        if state != "error":
            self.mark_wrong(None)

    def forget(self) -> None:
        """Drops what was typed."""
        for box in self._boxes:
            box.forget()

    def _on(self, number: int) -> None:
        if number < len(self._boxes):
            self._boxes[number].jump_here()

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._boxes):
            self._boxes[number].setFocus(Qt.FocusReason.OtherFocusReason)
