"""The strip at the foot of a map: folded it is one line with everybody's number, open it is the scale itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, PlainButton, VerticalScrollPage

OPEN_SHARE = 0.58
"""How much of the record's height the open strip takes at most: points stay in view above it."""
TITLE = "Scale"


class FoldStrip(QFrame):
    """Holds one field under the page, so that what stands above keeps its height. `toggled` is sent with whether it is open."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.held: QWidget | None = None
        self.is_open = False
        self._room = 0
        self.setProperty("box", "card")
        self.setAccessibleName(theme.say(TITLE))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4))
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        self.button = PlainButton(theme, TITLE, "caret-up")
        self.button.clicked.connect(lambda: self.set_open(not self.is_open))
        self.said = BodyLabel(theme, ink="2")
        head.addWidget(self.button)
        head.addWidget(self.said, 1)
        column.addLayout(head)
        self.sheet = VerticalScrollPage(theme, margins=(2, 2, 10, 6), spacing=0)
        column.addWidget(self.sheet)
        self.sheet.hide()
        self.hide()

    def hold(self, widget: QWidget) -> None:
        """Takes a field in, under the line."""
        self.held = widget
        self.sheet.body.addWidget(widget)
        self.show()
        self._fit()

    def let_go(self) -> QWidget | None:
        """Gives the field back and hides."""
        widget, self.held = self.held, None
        if widget is not None:
            self.sheet.body.removeWidget(widget)
        self.hide()
        return widget

    def say(self, words: str) -> None:
        """Shows everybody's number on the line."""
        self.said.setText(words)
        self._name()

    def set_open(self, on: bool) -> None:
        """Folds the strip or opens it."""
        self.is_open = on
        self.sheet.setVisible(on)
        self.button.set_icon("caret-down" if on else "caret-up")
        self._name()
        self._fit()
        self.toggled.emit(on)

    def _name(self) -> None:
        words = "fold it away" if self.is_open else "open it"
        self.button.setAccessibleName(self.theme.say(f"{TITLE}: {words}"))
        self.button.setAccessibleDescription(self.theme.say(self.said.text()))

    def fit(self, room: int) -> None:
        """Takes in how high the record is."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        if self.is_open and self._room:
            inside = self.sheet.widget()
            wanted = inside.minimumHeight() if inside is not None else 0
            most = round(self._room * OPEN_SHARE) - self.button.height()
            self.sheet.setFixedHeight(max(min(wanted or most, most), self.theme.em(8)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
