"""The line from 0 to 10 with everybody's own number on it: tokens and names above, the last map's numbers hollow below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.forms.people import Context
from toolkit.ui.score_chart import STRANGER
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import initials

TOKEN, SMALL = 28, 20


@dataclass(frozen=True)
class Mark:
    """Somebody's number: their key, name, letters, number of their colour, whether a child, and the number itself."""

    key: str
    name: str
    letters: str
    colour: int
    child: bool
    score: int


def key_of(person: object, context: Context) -> str:
    """What tells a person apart in the numbers of all maps: the id, or the name of someone not in the family file."""
    return person if isinstance(person, str) else context.name_of(person)


def mark_for(context: Context, key: str, name: str, score: int) -> Mark:
    """The mark of a person by key; a name stands for itself when nobody of the file has that key."""
    for number, person in enumerate(context.people):
        if person.id == key:
            return Mark(key, person.name, initials(person.name), number, person.group == "child", score)
    return Mark(key, name, initials(name), STRANGER, False, score)


def said_words(marks: Sequence[Mark]) -> str:
    """The numbers in words: "Wren 5, Nettie 6"."""
    return ", ".join(f"{mark.name} {mark.score}" for mark in marks) or "no number yet"


class ScoreLine(QWidget):
    """The line. Pressing a number sends `picked`, pressing a token `person_picked`; the keyboard has the buttons beside it."""

    picked = Signal(int)
    person_picked = Signal(str)

    def __init__(self, theme: Theme, low: int, high: int) -> None:
        super().__init__()
        self.theme, self.low, self.high = theme, low, high
        self.now: list[Mark] = []
        self.before: list[Mark] = []
        self.chosen = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.em(14))

    def show_marks(self, now: Sequence[Mark], before: Sequence[Mark], chosen: str, day: str) -> None:
        """Shows these numbers, those of the last map of `day`, and a ring round the chosen person."""
        self.now, self.before, self.chosen = list(now), list(before), chosen
        told = f"From {self.low} to {self.high}: {said_words(self.now)}"
        if before:
            told += f". On {day}: {said_words(self.before)}"
        self.setAccessibleName(self.theme.say(told))
        self.updateGeometry()
        self.update()

    # Where things stand

    def _x(self, score: int) -> float:
        edge = self.theme.text_px(20)
        return edge + (self.width() - 2 * edge) * (score - self.low) / max(self.high - self.low, 1)

    def _placed(self) -> list[tuple[Mark, QRectF, QRectF, int]]:
        """Each mark with its token, its name and its level above the line; nothing lies over another."""
        side, gap = self.theme.text_px(TOKEN), self.theme.px(6)
        metrics = QFontMetricsF(self.theme.font("name"))
        taken: list[list[tuple[float, float]]] = []
        placed = []
        for mark in self.now:
            middle = self._x(mark.score)
            wide = metrics.horizontalAdvance(mark.name) + gap
            right = middle + side / 2 + wide <= self.width()
            left_edge = middle - side / 2 - (0 if right else wide)
            span = (left_edge - gap, left_edge + side + wide + gap)
            level = next(
                (n for n, row in enumerate(taken) if all(span[1] <= a or span[0] >= b for a, b in row)),
                len(taken),
            )
            if level == len(taken):
                taken.append([])
            taken[level].append(span)
            token = QRectF(middle - side / 2, 0, side, side)
            name = QRectF(middle + side / 2 + gap if right else left_edge, 0, wide, side)
            placed.append((mark, token, name, level))
        return placed

    def _levels(self) -> int:
        return max((level for *_, level in self._placed()), default=0) + 1

    def _line_y(self) -> float:
        return self._levels() * (self.theme.text_px(TOKEN) + self.theme.px(4)) + self.theme.px(10)

    def _height(self) -> int:
        below = self.theme.text_px(SMALL) + self.theme.px(4) if self.before else 0
        return round(
            self._line_y() + self.theme.px(12) + below + QFontMetricsF(self.theme.font("name")).height() + 4
        )

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(40), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(14), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, y = self.theme, self._line_y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        edge = theme.text_px(10)
        painter.drawRoundedRect(QRectF(edge, y - 5, self.width() - 2 * edge, 10), 5, 5)
        painter.setPen(QPen(theme.colour("edge"), 2))
        for score in range(self.low, self.high + 1):
            painter.drawLine(QPointF(self._x(score), y - 5), QPointF(self._x(score), y + 5))
        step = theme.text_px(TOKEN) + theme.px(4)
        for mark, token, name, level in self._placed():
            token.moveBottom(y - theme.px(8) - level * step)
            name.moveTop(token.top())
            self._token(painter, mark, token, filled=True)
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font("name"))
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.name)
        self._below(painter, y + theme.px(9))

    def _below(self, painter: QPainter, y: float) -> None:
        side, theme = self.theme.text_px(SMALL), self.theme
        for score in {mark.score for mark in self.before}:
            here = [mark for mark in self.before if mark.score == score]
            x = self._x(score) - len(here) * (side + 2) / 2
            for mark in here:
                x = min(max(x, 0.0), self.width() - side)
                self._token(painter, mark, QRectF(x + 1, y, side, side), filled=False)
                x += side + 2
        y += (side + theme.px(3)) if self.before else 0
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("name"))
        high = QFontMetricsF(theme.font("name")).height() + 2
        for score in range(self.low, self.high + 1):
            box = QRectF(self._x(score) - theme.text_px(16), y, theme.text_px(32), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(score))

    def _token(self, painter: QPainter, mark: Mark, box: QRectF, *, filled: bool) -> None:
        colour = self.theme.person(mark.colour)
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(self.theme.colour("surface"))
        draw = painter.drawEllipse if mark.child else lambda rect: painter.drawRoundedRect(rect, 5, 5)
        draw(box)
        if filled and mark.key == self.chosen:
            painter.setPen(QPen(self.theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw(box.adjusted(-3, -3, 3, 3))
        font = self.theme.font("name")
        font.setPixelSize(max(round(box.width() * 0.42), 8))
        painter.setFont(font)
        painter.setPen(self.theme.colour("on-accent") if filled else colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.letters)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        step = self.theme.text_px(TOKEN) + self.theme.px(4)
        for mark, token, _, level in self._placed():
            token.moveBottom(self._line_y() - self.theme.px(8) - level * step)
            if token.contains(at):
                self.person_picked.emit(mark.key)
                return
        nearest = min(range(self.low, self.high + 1), key=lambda score: abs(self._x(score) - at.x()))
        self.picked.emit(nearest)
