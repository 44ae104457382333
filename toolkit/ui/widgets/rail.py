"""The side rail: where a person is, and where they can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.arrows import list_key
from toolkit.ui.widgets.buttons import MenuButton
from toolkit.ui.widgets.mark import Mark


@dataclass(frozen=True)
class Place:
    """One item of the rail: its key, icon, word and the keys that reach it."""

    key: str
    icon: str
    word: str
    shortcut: str = ""


PLACES = (
    Place("today", "sun-horizon", "Today", "Ctrl+1"),
    Place("families", "users-three", "Families", "Ctrl+2"),
    Place("guidance", "book-open", "Guidance", "Ctrl+3"),
    Place("sent", "paper-plane-tilt", "Sent out", "Ctrl+4"),
    Place("settings", "gear-six", "Settings", "Ctrl+5"),
)
ALWAYS = (
    Place("help", "question", "Help", "F1"),
    Place("blank", "monitor", "Blank", "F9"),
    Place("lock", "lock-simple", "Lock", "Ctrl+L"),
)


class RailItem(QAbstractButton):
    """One item, 68 by 56: the icon above its word."""

    def __init__(self, rail: Rail, place: Place) -> None:
        super().__init__(rail)
        self.place = place
        self._rail = rail
        self.theme = rail.theme
        self.setText(self.theme.say(place.word))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{self.text()} ({place.shortcut})" if place.shortcut else self.text())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.text_px(68), self.theme.text_px(56))

    minimumSizeHint = sizeHint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._rail.took_key(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("rail-item"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        ink = theme.colour("white" if chosen else "rail-ink")
        side = theme.text_px(22)
        icon = f"{self.place.icon}-fill" if chosen else self.place.icon
        top = theme.text_px(8)
        theme.icons.paint(painter, QRectF((self.width() - side) / 2, top, side, side), icon, ink)
        font = theme.font("small")
        font.setWeight(font.Weight.DemiBold if chosen else font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(ink)
        words = QRectF(0, top + side, self.width(), self.height() - top - side - theme.text_px(2))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QFrame):
    """The rail with its places above, Help, Blank and Lock below. `went` is sent with the key of what was picked.

    Only the places above can be current. It is one tab stop, arrows inside.
    """

    went = Signal(str)

    def __init__(
        self,
        theme: Theme,
        places: Sequence[Place] = PLACES,
        below: Sequence[Place] = ALWAYS,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._below = {place.key for place in below}
        self._where = ""
        self.setProperty("box", "rail")
        self.setAccessibleName(theme.say("Places"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, theme.px(12), 8, theme.px(12))
        column.setSpacing(4)
        column.addWidget(Mark(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(10))
        self._items: list[RailItem] = []
        for place in places:
            self._add(column, place)
        column.addStretch(1)
        for place in below:
            self._add(column, place)
        self.set_current("")

    def _add(self, column: QVBoxLayout, place: Place) -> None:
        item = RailItem(self, place)
        item.clicked.connect(lambda _checked=False: self._pressed(item))
        self._items.append(item)
        column.addWidget(item)

    def items(self) -> list[RailItem]:
        """Gives the items from top to bottom."""
        return list(self._items)

    def current(self) -> str:
        """Gives the key of the place a person is in, or nothing."""
        return self._where

    def set_current(self, key: str) -> None:
        """Marks the place a person is in; nothing is sent."""
        stop = next((item for item in self._items if item.place.key == key), self._items[0])
        self._where = "" if key in self._below else key
        for item in self._items:
            item.setChecked(bool(self._where) and item.place.key == self._where)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if item is stop else Qt.FocusPolicy.ClickFocus)

    def fill_menu(self, button: MenuButton) -> None:
        """Puts the same places into a Menu button, Lock first: what the rail becomes at large text."""
        button.clear()
        for item in sorted(self._items, key=lambda one: one.place.key != "lock"):
            place = item.place
            go = partial(self.went.emit, place.key)
            button.add(place.word, go, place.icon, shortcut=place.shortcut)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        key = self.current()
        next((item for item in self._items if item.place.key == key), self._items[0]).setFocus(reason)

    def took_key(self, item: RailItem, event: QKeyEvent) -> bool:
        """Moves the focus with the arrows, Home and End, and picks with Enter; says whether it was such a key."""
        return list_key(self._items, item, event)

    def _pressed(self, item: RailItem) -> None:
        # Where a person is changes only when the window has really gone there and says so.
        item.setChecked(item.place.key == self._where)
        self.went.emit(item.place.key)
