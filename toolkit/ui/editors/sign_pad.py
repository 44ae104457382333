"""Signing on the screen: a name, a mark or a drawing, with finger, pen or mouse; and the photo of what was signed on paper."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope
from toolkit.ui.dialogs import Dialog
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.editors.picture_parts import NOT_SHOWN, Thumb, keep_pictures, load_picture, look_at
from toolkit.ui.spoken import announce, draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, FlowLayout, IconLine, PlainButton, QuietButton

Stroke = list[list[float]]
CROSS: list[Stroke] = [[[0.42, 0.25], [0.58, 0.75]], [[0.58, 0.25], [0.42, 0.75]]]
"""A mark for someone who signs with one."""
_NEAR = 0.004
_WIDE, _HIGH = 3.0, 1.0
"""The shape of the place to sign on paper."""


class SignPad(QWidget):
    """A sheet to draw on. `strokes` are lists of points, each x and y from 0 to 1 of its width and height.

    With the keyboard X makes a cross, Ctrl+Z takes the last line back and Del clears the sheet.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.strokes: list[Stroke] = []
        self._before: list[list[Stroke]] = []
        self._drawing = False
        self._state = ""
        draws(self, "drawing")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setProperty("ring_radius", 6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(theme.em(30))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * _HIGH / _WIDE)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(30), self.heightForWidth(self.theme.em(30)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(12), self.heightForWidth(self.theme.em(12)))

    def set_state(self, state: str) -> None:
        """Draws the edge as missing, error or as usual."""
        self._state = state
        self.update()

    def show_strokes(self, strokes: list[Stroke]) -> None:
        """Shows what was drawn; nothing is sent."""
        self.strokes = strokes
        self._before.clear()
        self.update()

    # Drawing

    def put(self, strokes: list[Stroke]) -> None:
        """Replaces what is drawn, which can be taken back."""
        self._before.append(copy.deepcopy(self.strokes))
        self.strokes = strokes
        self.update()
        self.changed.emit()

    def back(self) -> None:
        """Takes the last step back."""
        if self._before:
            self.strokes = self._before.pop()
            self.update()
            self.changed.emit()

    def can_go_back(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def cross(self) -> None:
        """Makes a cross, for someone who signs with one."""
        self.put([*self.strokes, *copy.deepcopy(CROSS)])

    def clear(self) -> None:
        """Clears the sheet, which can be taken back."""
        if self.strokes:
            self.put([])

    def _place(self, point: QPointF) -> list[float]:
        x = min(max(point.x() / max(self.width(), 1), 0.0), 1.0)
        y = min(max(point.y() / max(self.height(), 1), 0.0), 1.0)
        return [round(x, 4), round(y, 4)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A finger and a pen come here too: Qt turns what nobody took into the mouse.
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus()
        self._drawing = True
        self._before.append(copy.deepcopy(self.strokes))
        start = self._place(event.position())
        self.strokes = [*self.strokes, [start, list(start)]]
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            return
        point, last = self._place(event.position()), self.strokes[-1][-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _NEAR:
            self.strokes[-1].append(point)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Z and held:
            self.back()
        elif event.key() == Qt.Key.Key_X and not held:
            self.cross()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wrong = {"missing": "amber-line", "error": "red-line", "warning": "amber-line"}.get(self._state)
        # Ink on paper in dark colours too: it is what will be printed.
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(self.theme.colour(wrong or "edge"), 2 if wrong else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        line = self.height() * 0.78
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(self.width() * 0.06, line), QPointF(self.width() * 0.94, line))
        pen = QPen(Qt.GlobalColor.black, max(2.0, self.height() * 0.022))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self.strokes:
            painter.drawPath(self._path(stroke))

    def _path(self, stroke: Stroke) -> QPainterPath:
        path = QPainterPath()
        for number, (x, y) in enumerate(stroke):
            at = QPointF(x * self.width(), y * self.height())
            if number == 0:
                path.moveTo(at)
                # A dot is a line of no length, which would not be drawn.
                at += QPointF(0.1, 0)
            path.lineTo(at)
        return path


class SignPadEditor(Editor):
    """Holds what was drawn as a signature: a list of strokes, or None."""

    def __init__(self, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self._untouched: Any = None
        self._touched = False
        self.pad = SignPad(self.theme)
        self.cross = PlainButton(self.theme, "Make a cross", "x")
        self.back = PlainButton(self.theme, "Undo", "arrow-counter-clockwise")
        self.clear = PlainButton(self.theme, "Clear", "eraser")
        for button, words in (
            (self.pad, "sheet to sign on. X makes a cross, Delete clears it"),
            (self.cross, "make a cross"),
            (self.back, "take the last line back"),
            (self.clear, "clear the sheet"),
        ):
            button.setProperty("part_name", words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        words = "Sign, make a mark or draw, with a finger, a pen or the mouse."
        column.addWidget(BodyLabel(self.theme, words, role="caption", ink="2"))
        row = QHBoxLayout()
        row.addWidget(self.pad, 1)
        row.addStretch(0)
        column.addLayout(row)
        flow = FlowLayout(across=self.theme.px(4), down=0)
        for button in (self.cross, self.back, self.clear):
            flow.addWidget(button)
        column.addLayout(flow)
        self.pad.changed.connect(self._drawn)
        self.cross.clicked.connect(self.pad.cross)
        self.back.clicked.connect(self.pad.back)
        self.clear.clicked.connect(self.pad.clear)
        self._offer()

    def controls(self) -> Sequence[QWidget]:
        return (self.pad, self.cross, self.back, self.clear)

    def mark(self, state: str) -> None:
        self.pad.set_state(state)

    def value(self) -> Any:
        return (self.pad.strokes or None) if self._touched else self._untouched

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        self.pad.show_strokes(_read(answer))
        self._offer()

    def _drawn(self) -> None:
        self._touched = True
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        for button, on, why in (
            (self.back, self.pad.can_go_back(), "Nothing was drawn here yet."),
            (self.clear, bool(self.pad.strokes), "The sheet is clear."),
        ):
            if on:
                button.set_on()
            else:
                button.set_off(why)


def _read(answer: Any) -> list[Stroke]:
    """Strokes as they can be drawn, whatever the answer holds."""
    strokes: list[Stroke] = []
    for stroke in answer if isinstance(answer, list) else []:
        try:
            points = [[min(max(float(x), 0.0), 1.0), min(max(float(y), 0.0), 1.0)] for x, y in stroke]
        except (TypeError, ValueError):
            continue
        if points:
            strokes.append(points)
    return strokes


class ScanEditor(Editor):
    """Holds the photo or scan of a paper that was signed: the id of its file, or None."""

    def __init__(self, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self._answer: str | None = None
        self._was: str | None = None
        self.image = QImage()
        self.thumb: Thumb | None = None
        self.large: Dialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        self.spot = QVBoxLayout()
        column.addLayout(self.spot)
        self.add = QuietButton(self.theme, "Add a photo or scan", "image")
        self.remove = PlainButton(self.theme, "Take it out", "trash")
        self.undo = PlainButton(self.theme, "Put it back", "arrow-counter-clockwise")
        self.add.setProperty("part_name", "add a photo or scan")
        self.remove.setProperty("part_name", "take it out")
        self.undo.setProperty("part_name", "put it back")
        flow = FlowLayout(across=self.theme.px(4), down=self.theme.px(4))
        for button in (self.add, self.remove, self.undo):
            flow.addWidget(button)
        column.addLayout(flow)
        self.fault = IconLine(self.theme)
        self.fault.hide()
        column.addWidget(self.fault)
        self.add.clicked.connect(self._choose)
        self.remove.clicked.connect(self._take_out)
        self.undo.clicked.connect(self._put_back)
        self._show()

    def controls(self) -> Sequence[QWidget]:
        shown = [self.thumb] if self.thumb is not None else []
        ways = [self.remove] if self._answer else [self.add, self.undo] if self._was else [self.add]
        return [*shown, *ways]

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self._was = None
        self.fault.hide()
        self._show()

    def _choose(self) -> None:
        paths = list(self.desk.choose_pictures(self))[:1]
        rows, refused = keep_pictures(self.desk, paths)
        self.fault.setVisible(bool(refused))
        if refused:
            self.fault.set_line("warning-circle-fill", refused[0], "red")
            announce(self.add, refused[0])
        if rows:
            self._set(str(rows[0]["file"]))

    def _take_out(self) -> None:
        self._was = self._answer
        self._set(None)
        self.undo.setFocus()

    def _put_back(self) -> None:
        was, self._was = self._was, None
        self._set(was)

    def _set(self, answer: str | None) -> None:
        self._answer = answer
        self._show()
        self.changed.emit()
        if self.thumb is not None:
            self.thumb.setFocus()

    def _show(self) -> None:
        if self.thumb is not None:
            self.spot.removeWidget(self.thumb)
            self.thumb.hide()
            self.thumb.deleteLater()
            self.thumb = None
        if self._answer:
            self.image, _ = load_picture(self.desk, self._answer)
            self.thumb = Thumb(self.theme, self.image)
            words = "look at it large" if not self.image.isNull() else NOT_SHOWN
            self.thumb.setProperty("part_name", words)
            self.thumb.clicked.connect(self._look)
            self.spot.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignLeft)
            self.thumb.show()
        self.add.setVisible(not self._answer)
        self.remove.setVisible(bool(self._answer))
        self.undo.setVisible(not self._answer and bool(self._was))
        self.rename()

    def _look(self) -> None:
        self.large = look_at(self, self.theme, self.image, "Signed on paper")
