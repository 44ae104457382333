"""Fields: one-line text, lists to choose from, a search box, and the frame that every field stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme, set_role
from toolkit.ui.widgets.labels import BodyLabel, IconLabel, IconLine
from toolkit.ui.widgets.layouts import MOST

if TYPE_CHECKING:
    from toolkit.ui.widgets.chips import KeyCap

FieldState = Literal["", "missing", "warning", "error", "final", "right"]
STATE_LINES: dict[str, tuple[str, str, str]] = {
    "missing": ("circle-dashed-bold", "amber", "Missing. Needed before you finish."),
    "warning": ("warning-fill", "amber", ""),
    "error": ("warning-circle-fill", "red", ""),
    "final": ("lock-simple", "ink2", "Final. To change it, make version 2."),
    "right": ("check-circle-fill", "green", "Right"),
}


class LineEdit(QLineEdit):
    """One line of words; for anything a person may write at length use `GrowingText`.

    `changed` is sent only when the person changes it.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        placeholder: str = "",
        name: str = "",
        big: bool = False,
        width_em: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._width_em = width_em
        self.setPlaceholderText(theme.say(placeholder))
        if big:
            self.setProperty("tall", "big")
        if name:
            self.setAccessibleName(theme.say(name))
        if width_em is not None:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.setMaximumWidth(theme.em(width_em))
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Gives what was typed."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Puts words in; nothing is sent. An unchanged text keeps its cursor."""
        if value != self.text():
            self.setText(value)

    def set_state(self, state: str) -> None:
        """Shows missing, warning, error or final; final cannot be changed."""
        set_role(self, "state", state)
        self.setReadOnly(state == "final")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._width_em is not None:
            return QSize(self.theme.em(self._width_em), hint.height())
        return hint


class ComboBox(QComboBox):
    """A list of which one may be chosen; the first line, "Choose", clears the answer.

    Options are pairs of value and words. The wheel never changes an answer. `changed` is sent only when the person
    changes it. A value that is not in the list is kept, as a line of its own.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]] = (),
        *,
        placeholder: str = "Choose",
        clearable: bool = True,
        name: str = "",
        width_em: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._placeholder = placeholder
        self._clearable = clearable
        self._width_em = width_em
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(12)
        if name:
            self.setAccessibleName(theme.say(name))
        self.set_options(options)
        self.activated.connect(lambda _index: self.changed.emit())

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Changes the list and keeps the answer."""
        kept = self.value()
        self.clear()
        if self._clearable:
            self.addItem(self.theme.say(self._placeholder), None)
        else:
            self.setPlaceholderText(self.theme.say(self._placeholder))
        for value, label in options:
            self.addItem(self.theme.say(label), value)
        self.set_value(kept)

    def value(self) -> str | None:
        """Gives the chosen value, or None."""
        data = self.currentData()
        return data if isinstance(data, str) else None

    def set_value(self, value: str | None) -> None:
        """Chooses a value, or none; nothing is sent."""
        if value is None:
            self.setCurrentIndex(0 if self._clearable else -1)
            return
        index = self.findData(value)
        if index < 0:
            self.addItem(value, value)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def set_state(self, state: str) -> None:
        """Shows missing, warning, error or final; final cannot be changed."""
        set_role(self, "state", state)
        self.setEnabled(state != "final")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            and self._clearable
            and self.value() is not None
        ):
            self.set_value(None)
            self.changed.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._width_em is not None:
            return QSize(min(hint.width(), self.theme.em(self._width_em)), hint.height())
        return hint


class SearchBox(QWidget):
    """A search box with a magnifier and the keys that reach it. `searched` follows the typing by `delay` milliseconds."""

    searched = Signal(str)

    def __init__(
        self, theme: Theme, placeholder: str, *, shortcut: str = "", delay: int = 120, name: str = ""
    ) -> None:
        super().__init__()
        self.theme = theme
        self.line = LineEdit(theme, placeholder=placeholder, name=name or placeholder)
        self._icon = IconLabel(theme, "magnifying-glass", "ink2", 16)
        self._icon.setParent(self.line)
        self._cap: KeyCap | None = None
        if shortcut:
            from toolkit.ui.widgets.chips import KeyCap

            self._cap = KeyCap(theme, QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText))
            self._cap.setParent(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(lambda: self.searched.emit(self.line.text()))
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._at_once)
        self.line.installEventFilter(self)

    def text(self) -> str:
        """Gives what was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Puts words in, or clears them; the search follows."""
        self.line.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        return False

    def _place(self) -> None:
        side = self._icon.sizeHint().width()
        gap = self.theme.px(10)
        self._icon.setGeometry(gap, (self.line.height() - side) // 2, side, side)
        right = 0
        if self._cap is not None:
            size = self._cap.sizeHint()
            room = self.line.width() - gap * 3 - side - size.width()
            wanted = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText())
            shown = not self.line.text() and room > wanted
            self._cap.setVisible(shown)
            self._cap.setGeometry(
                self.line.width() - size.width() - gap,
                (self.line.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
            right = size.width() if shown else 0
        self.line.setTextMargins(side + self.theme.px(6), 0, right, 0)

    def _typed(self) -> None:
        self._place()
        self._timer.start()

    def _at_once(self) -> None:
        self._timer.stop()
        self.searched.emit(self.line.text())


class FieldFrame(QWidget):
    """Label above, hint under it, the control, and one problem line.

    The label names the control; hint and problem are its accessible description. Extra things beside the label go
    into `head`; beside the control into `row`.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        role: str = "h3",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.control = control
        self._hint_text = theme.say(hint)
        self._state: str = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.label = BodyLabel(theme, label, role=role)
        self.label.setBuddy(control)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self.head.addWidget(self.label, 1)
        column.addLayout(self.head)
        self.hint = BodyLabel(theme, hint, ink="2")
        column.addWidget(self.hint)
        # Not before it has a parent: a label shown without one is a window for a moment, and takes the keyboard away.
        self.hint.setVisible(bool(hint))
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.px(8))
        self.row.addWidget(control, 1)
        if control.maximumWidth() < MOST:
            # Under its label, and not in the middle of a wide frame.
            self.row.setAlignment(control, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self.row)
        self.problem = IconLine(theme)
        self.problem.setVisible(False)
        column.addWidget(self.problem)
        if not control.accessibleName():
            control.setAccessibleName(theme.say(label))
        control.setAccessibleDescription(theme.say(hint))

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Shows a state and its sentence; each state has a sentence of its own, and "" clears it."""
        self._state = state
        setter = getattr(self.control, "set_state", None)
        shown = "" if state == "right" else state
        if callable(setter):
            setter(shown)
        else:
            set_role(self.control, "state", shown)
        if not state:
            self.problem.setVisible(False)
            self.control.setAccessibleDescription(self._hint_text)
            return
        icon, tone, usual = STATE_LINES[state]
        words = self.theme.say(sentence or usual)
        self.problem.set_line(icon, words, tone)
        self.problem.setVisible(bool(words))
        self.control.setAccessibleDescription(" ".join(part for part in (self._hint_text, words) if part))

    def state(self) -> str:
        """Gives the state shown."""
        return self._state

    def problem_text(self) -> str:
        """Gives the sentence under the control, or nothing."""
        return self.problem.text() if self._state else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.control.setFocus(event.reason())
