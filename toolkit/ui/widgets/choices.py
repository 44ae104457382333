"""A joined row of answers, of which one may be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from toolkit.forms.five_answers import DECLINED, FIVE_ANSWERS, NO, NOT_ASKED, NOT_KNOWN, YES
from toolkit.ui.theme import Theme, set_role
from toolkit.ui.widgets.layouts import FlowLayout


class _Segment(QPushButton):
    """One answer of the row."""

    def __init__(self, group: SegmentedChoice, value: str, label: str) -> None:
        label = group.theme.say(label)
        super().__init__(label.replace("&", "&&"), group)
        self.value = value
        self._group = group
        self.setProperty("kind", "segment")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.isChecked():
            # What is chosen is set in heavier letters, of which Qt takes no account.
            heavy = QFont(self.font())
            heavy.setWeight(QFont.Weight.DemiBold)
            more = QFontMetrics(heavy).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(
                self.text()
            )
            hint.setWidth(hint.width() + max(more, 0))
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._group.took_key(self, event):
            super().keyPressEvent(event)


class SegmentedChoice(QWidget):
    """Answers in a joined row; nothing is preset, and pressing the chosen one again clears it when `clearable`.

    It is one tab stop with arrows inside; `keys` gives letters to values. `changed` is sent only when the person
    changes it. Wraps into several rows when there is no room.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        *,
        keys: Mapping[str, str] | None = None,
        clearable: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._keys = {key.upper(): value for key, value in (keys or {}).items()}
        self._clearable = clearable
        self._read_only = False
        self._segments: list[_Segment] = []
        flow = FlowLayout(self, across=-1, down=theme.px(4))
        for index, (value, label) in enumerate(options):
            segment = _Segment(self, value, label)
            segment.setProperty("part", _part(index, len(options)))
            segment.clicked.connect(lambda _checked=False, s=segment: self._pressed(s))
            letter = next((key for key, kept in self._keys.items() if kept == value), "")
            if letter:
                segment.setToolTip(f"{segment.accessibleName()} ({letter})")
            self._segments.append(segment)
            flow.addWidget(segment)
        if name:
            self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._refresh()
        theme.changed.connect(self._refresh)

    def value(self) -> str | None:
        """Gives the chosen value, or None."""
        return next((segment.value for segment in self._segments if segment.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Chooses a value, or none; nothing is sent."""
        for segment in self._segments:
            segment.setChecked(segment.value == value)
        self._refresh()

    def set_state(self, state: str) -> None:
        """Shows missing, warning, error or final; final cannot be changed."""
        self._read_only = state == "final"
        for segment in self._segments:
            set_role(segment, "state", state)
            segment.setEnabled(not self._read_only)

    def setAccessibleName(self, name: str) -> None:
        name = self.theme.say(name)
        super().setAccessibleName(name)
        for segment in self._segments:
            segment.setAccessibleDescription(name)

    def buttons(self) -> list[QPushButton]:
        """Gives the buttons in order."""
        return list(self._segments)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._stop().setFocus(reason)

    def minimumSizeHint(self) -> QSize:
        widest = max((segment.sizeHint().width() for segment in self._segments), default=0)
        return QSize(widest, self.theme.control)

    def took_key(self, segment: QPushButton, event: QKeyEvent) -> bool:
        """Handles a letter, an arrow, Home, End, Delete or Enter pressed on a segment; says whether it was one."""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        index = next((i for i, one in enumerate(self._segments) if one is segment), 0)
        last = len(self._segments) - 1
        moves = {
            Qt.Key.Key_Left: max(index - 1, 0),
            Qt.Key.Key_Up: max(index - 1, 0),
            Qt.Key.Key_Right: min(index + 1, last),
            Qt.Key.Key_Down: min(index + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._segments[moves[key]].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable:
            self._choose(None)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            segment.click()
            return True
        value = self._keys.get(event.text().upper())
        if value is None:
            return False
        self._choose(value)
        self._stop().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _stop(self) -> _Segment:
        return next((segment for segment in self._segments if segment.isChecked()), self._segments[0])

    def _pressed(self, pressed: _Segment) -> None:
        if not pressed.isChecked() and not self._clearable:
            pressed.setChecked(True)
            return
        self._choose(pressed.value if pressed.isChecked() else None, force=True)

    def _choose(self, value: str | None, *, force: bool = False) -> None:
        if self._read_only or (value == self.value() and not force):
            return
        self.set_value(value)
        self.changed.emit()

    def _refresh(self) -> None:
        stop = self._stop() if self._segments else None
        for segment in self._segments:
            chosen = segment.isChecked()
            side = self.theme.text_px(14)
            segment.setIconSize(QSize(side + self.theme.px(4), side))
            segment.setIcon(self.theme.icon("check-bold", "accent-text") if chosen else QIcon())
            segment.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if segment is stop else Qt.FocusPolicy.ClickFocus
            )
            if chosen:
                # The chosen one lies over its neighbours, so that its edge is whole.
                segment.raise_()
            segment.updateGeometry()
        self.updateGeometry()


def _part(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "middle"


class FiveStateAnswer(SegmentedChoice):
    """Yes, No, Not known, Not asked, Declined, with the keys Y N K A D. Nothing is preset, and it can be cleared."""

    def __init__(self, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            list(FIVE_ANSWERS.items()),
            keys={"Y": YES, "N": NO, "K": NOT_KNOWN, "A": NOT_ASKED, "D": DECLINED},
            name=name,
            parent=parent,
        )
