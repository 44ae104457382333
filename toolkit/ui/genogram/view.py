"""A drawing that can be made larger, pushed about, and in which a person can be chosen and moved along their generation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.practice.genogram_layout import HALF, Drawing, Spot
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme

STEP = 26.0
"""How far an arrow key moves a person: a quarter of a column."""
LEAST, MOST = 0.2, 5.0


class DrawingView(QWidget):
    """Shows an SVG. `moved` is sent with a person's id and how far to the right they were moved, in units of the drawing;
    `picked` when somebody is chosen or nobody any more.
    """

    moved = Signal(str, float)
    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        draws(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.em(12), theme.em(12))
        self._renderer = QSvgRenderer(self)
        self._drawing: Drawing | None = None
        self._shift = 0.0
        self.scale = 1.0
        self.offset = QPointF()
        self.chosen = ""
        self._as = "reading"
        """How the size was chosen: for reading, to show everything, or by hand."""
        self._pressed: QPointF | None = None
        self._dragging = ""
        self._last = QPointF()

    def show_svg(self, svg: str, drawing: Drawing | None = None, shift: float = 0.0) -> None:
        """Shows a drawing; with the places in it people can be chosen. `shift` is where its left edge is set in the SVG."""
        self._renderer.load(QByteArray(svg.encode("utf-8", "replace")))
        self._drawing, self._shift = drawing, shift
        if drawing is None or all(s.member.id != self.chosen for s in drawing.spots):
            self.chosen = ""
        self._again()
        self.update()

    # Size and place

    def _again(self) -> None:
        """Keeps to how the size was chosen."""
        if self._as == "reading":
            self.read()
        elif self._as == "whole":
            self.fit()

    def read(self) -> None:
        """Shows everything where its words are large enough so; else a part, from the children the work is about."""
        self.fit()
        least = self.theme.em(1) * 0.75 / 12
        if self.scale < least:
            self.zoom(least / self.scale)
            box = self._renderer.viewBoxF()
            about = [s for s in self._spots() if s.member.index] or self._spots()
            x = (about[0].x + about[-1].x) / 2 + self._shift if about else box.width() / 2
            y = about[0].y if about else box.height() / 2
            self.pan(
                self._room(self.width() / 2 - x * self.scale, box.width(), self.width()) - self.offset.x(),
                self._room(self.height() / 2 - y * self.scale, box.height(), self.height()) - self.offset.y(),
            )
        self._as = "reading"

    def _room(self, wish: float, long: float, room: int) -> float:
        """Where an edge stands so that no ground is left free beside a drawing that is larger than it."""
        whole = long * self.scale
        return min(max(wish, room - whole), 0.0) if whole > room else (room - whole) / 2

    def fit(self) -> None:
        """Shows everything."""
        box = self._renderer.viewBoxF()
        if box.isEmpty():
            return
        self._as = "whole"
        # Never much larger than words are read at; small families keep a calm size.
        most = 1.6 * self.theme.em(1) / 14
        self.scale = max(min(self.width() / box.width(), self.height() / box.height(), most), LEAST)
        self.offset = QPointF(
            (self.width() - box.width() * self.scale) / 2, (self.height() - box.height() * self.scale) / 2
        )
        self.update()

    def zoom(self, by: float, around: QPointF | None = None) -> None:
        """Makes it larger or smaller around a point, the middle where none is given."""
        at = around or QPointF(self.width() / 2, self.height() / 2)
        scale = min(max(self.scale * by, LEAST), MOST)
        self.offset = at - (at - self.offset) * (scale / self.scale)
        self.scale, self._as = scale, "hand"
        self.update()

    def pan(self, across: float, down: float) -> None:
        """Pushes the drawing, in pixels of the screen; some of it always stays in sight."""
        box = self._renderer.viewBoxF()
        room = 60.0
        x = self.offset.x() + across
        y = self.offset.y() + down
        self.offset = QPointF(
            min(max(x, room - box.width() * self.scale), self.width() - room),
            min(max(y, room - box.height() * self.scale), self.height() - room),
        )
        self._as = "hand"
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(40), self.theme.em(28))

    # People

    def spot_at(self, point: QPointF) -> Spot | None:
        """Who stands at a point of the widget."""
        if self._drawing is None:
            return None
        x = (point.x() - self.offset.x()) / self.scale - self._shift
        y = (point.y() - self.offset.y()) / self.scale
        reach = HALF + 4
        return next((s for s in self._drawing.spots if abs(s.x - x) <= reach and abs(s.y - y) <= reach), None)

    def point_of(self, person: str) -> QPointF | None:
        """Where a person's symbol stands on the widget."""
        spot = next((s for s in self._spots() if s.member.id == person), None)
        if spot is None:
            return None
        return QPointF(
            (spot.x + self._shift) * self.scale + self.offset.x(), spot.y * self.scale + self.offset.y()
        )

    def _spots(self) -> list[Spot]:
        found = list(self._drawing.spots) if self._drawing else []
        return sorted(found, key=lambda s: (s.row, s.x))

    def choose(self, person: str) -> None:
        """Chooses somebody, or nobody, and brings them into sight."""
        if person == self.chosen:
            return
        self.chosen = person
        at = self.point_of(person)
        if at is not None and not QRectF(self.rect()).adjusted(30, 30, -30, -30).contains(at):
            self.pan(self.width() / 2 - at.x(), self.height() / 2 - at.y())
        self.picked.emit(person)
        self.update()

    def _next(self, by: int) -> None:
        ids = [s.member.id for s in self._spots()]
        if ids:
            at = ids.index(self.chosen) + by if self.chosen in ids else 0 if by > 0 else -1
            self.choose(ids[at % len(ids)])

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        chosen = bool(self.chosen)
        away = self.theme.em(3)
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(1.2),
            Qt.Key.Key_Equal: lambda: self.zoom(1.2),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / 1.2),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Up: lambda: self.pan(0, away),
            Qt.Key.Key_Down: lambda: self.pan(0, -away),
            Qt.Key.Key_Left: lambda: self.moved.emit(self.chosen, -STEP) if chosen else self.pan(away, 0),
            Qt.Key.Key_Right: lambda: self.moved.emit(self.chosen, STEP) if chosen else self.pan(-away, 0),
            Qt.Key.Key_Space: lambda: self._next(
                -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            ),
        }
        if key == Qt.Key.Key_Escape and chosen:
            self.choose("")
        elif key in keys and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            keys[key]()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.0015 ** turned.y(), event.position())
        else:
            self.pan(turned.x() / 2, turned.y() / 2)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = self.spot_at(event.position())
        self._pressed = self._last = event.position()
        self._dragging = spot.member.id if spot else ""
        self.choose(self._dragging)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if not self._dragging:
            step = event.position() - self._last
            self.pan(step.x(), step.y())
        self._last = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        person, far = self._dragging, (event.position().x() - self._pressed.x()) / self.scale
        self._pressed, self._dragging = None, ""
        if person and abs(far) * self.scale > 6:
            self.moved.emit(person, far)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.colour("surface"))
        box = self._renderer.viewBoxF()
        self._renderer.render(
            painter,
            QRectF(self.offset.x(), self.offset.y(), box.width() * self.scale, box.height() * self.scale),
        )
        at = self.point_of(self.chosen) if self.chosen else None
        if at is not None:
            if self._dragging and self._pressed is not None:
                at = QPointF(at.x() + self._last.x() - self._pressed.x(), at.y())
            painter.setPen(QPen(QColor(self.theme.colour("accent")), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = (HALF + 3) * self.scale
            painter.drawRoundedRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), 6, 6)
