"""One outline of the body with its numbered marks, to point at or to go over with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.paths import resources
from toolkit.ui.editors.body_sites import SIZES, VIEW_WORDS
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme

HEIGHT_EM = 25.0
STEP, FINE = 0.02, 0.004
KEYS_HELP = (
    "Arrow keys move the cross hair, with Shift finely. Enter puts a mark there. A number takes hold of that mark, "
    "the arrows then move it, and Enter lets go."
)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Shown = tuple[str, float, float, int]
"""A mark as drawn: id, x and y from 0 to 1, number."""


class BodyFigure(QWidget):
    """One view. `placed` is sent with x and y of a new mark, `moved` with id, x, y, `missed` for a point beside the body."""

    placed = Signal(float, float)
    moved = Signal(str, float, float)
    missed = Signal()

    def __init__(self, theme: Theme, view: str) -> None:
        super().__init__()
        self.theme, self.view = theme, view
        draws(self)
        self.marks: list[Shown] = []
        self.held = ""
        self.aim = QPointF(0.5, 0.3)
        self._drawing = QSvgRenderer(QByteArray((resources() / "body" / f"{view}.svg").read_bytes()))
        self._inside = self._filled()
        self._dragged = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(theme.say(KEYS_HELP))
        self.name()

    def _filled(self) -> QImage:
        wide, high = SIZES[self.view]
        image = QImage(int(wide), int(high), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._drawing.render(painter, QRectF(image.rect()))
        painter.end()
        return image

    def on_body(self, x: float, y: float) -> bool:
        """Whether a point is on the body, or within a hair's breadth of it."""
        wide, high = self._inside.width(), self._inside.height()
        across, down = round(x * wide), round(y * high)
        return any(
            self._inside.valid(across + i, down + j)
            and QColor(self._inside.pixelColor(across + i, down + j)).alpha()
            for i in (-4, 0, 4)
            for j in (-4, 0, 4)
        )

    def sizeHint(self) -> QSize:
        wide, high = SIZES[self.view]
        tall = self.theme.em(HEIGHT_EM if high > 300 else HEIGHT_EM * 0.8)
        return QSize(round(tall * wide / high), tall)

    minimumSizeHint = sizeHint

    def show_marks(self, marks: Sequence[Shown]) -> None:
        """Shows the marks of this view."""
        self.marks = list(marks)
        if all(key != self.held for key, *_ in self.marks):
            self.held = ""
        self.name()
        self.update()

    def name(self) -> None:
        """Says which view it is and which marks are on it."""
        count = len(self.marks)
        numbers = ", ".join(str(number) for *_, number in self.marks)
        told = f"{count} mark{'s' * (count > 1)}: {numbers}" if count else "no marks"
        self.setAccessibleName(self.theme.say(f"{VIEW_WORDS[self.view]}, {told}"))
        self.setAccessibleDescription(self.theme.say(KEYS_HELP))

    # Pointing

    def _place(self, point: QPointF) -> tuple[float, float]:
        x, y = point.x() / max(self.width(), 1), point.y() / max(self.height(), 1)
        return round(min(max(x, 0.0), 1.0), 3), round(min(max(y, 0.0), 1.0), 3)

    def _mark_at(self, point: QPointF) -> str:
        reach = self.theme.text_px(14)
        for key, x, y, _ in reversed(self.marks):
            if (QPointF(x * self.width(), y * self.height()) - point).manhattanLength() <= reach:
                return key
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragged = self._mark_at(event.position())
        if self._dragged:
            return
        x, y = self._place(event.position())
        self.aim = QPointF(x, y)
        self.held = ""
        self._put(x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            x, y = self._place(event.position())
            if self.on_body(x, y):
                self.moved.emit(self._dragged, x, y)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = ""

    def _put(self, x: float, y: float) -> None:
        if self.on_body(x, y):
            self.placed.emit(x, y)
        else:
            self.missed.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            self._go(ARROWS[key][0] * step, ARROWS[key][1] * step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.held:
                self._hold("")
            else:
                self._put(round(self.aim.x(), 3), round(self.aim.y(), 3))
        elif key == Qt.Key.Key_Escape and self.held:
            self._hold("")
        elif event.text().isdigit() and any(str(number) == event.text() for *_, number in self.marks):
            self._hold(next(k for k, _, _, number in self.marks if str(number) == event.text()))
        else:
            super().keyPressEvent(event)

    def _hold(self, key: str) -> None:
        self.held = key
        spot = next(((x, y) for k, x, y, _ in self.marks if k == key), None)
        if spot is not None:
            self.aim = QPointF(*spot)
        self.update()

    def _go(self, across: float, down: float) -> None:
        # One step is as far across as down, whatever the shape of the outline.
        wide, high = SIZES[self.view]
        x = min(max(self.aim.x() + across * high / wide, 0.0), 1.0)
        y = min(max(self.aim.y() + down, 0.0), 1.0)
        if self.held and not self.on_body(x, y):
            return
        self.aim = QPointF(x, y)
        if self.held:
            self.moved.emit(self.held, round(x, 3), round(y, 3))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.held = ""
        self.update()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # On white in dark colours too: the outline is drawn in ink, and colours of a mark are judged on white.
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        self._drawing.render(painter, QRectF(self.rect()))
        if self.hasFocus() and not self.held:
            self._cross_hair(painter)
        for key, x, y, number in self.marks:
            self._mark(painter, QPointF(x * self.width(), y * self.height()), number, key == self.held)

    def _cross_hair(self, painter: QPainter) -> None:
        at, arm = QPointF(self.aim.x() * self.width(), self.aim.y() * self.height()), self.theme.text_px(9)
        painter.setPen(QPen(QColor("#17626B"), 2))
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))

    def _mark(self, painter: QPainter, at: QPointF, number: int, held: bool) -> None:
        reach = self.theme.text_px(9)
        ink, paper = QColor("#1B282E"), QColor("#FFFFFF")
        painter.setBrush(ink if held else paper)
        painter.setPen(QPen(ink, 2))
        painter.drawEllipse(at, reach, reach)
        font = painter.font()
        font.setPixelSize(self.theme.text_px(12))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(paper if held else ink)
        square = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(number))
