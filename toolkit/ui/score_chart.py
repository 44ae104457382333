"""Each person's numbers over time: own colour, dash and marker, the name at the end, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.blocks import ScoreSeries
from toolkit.forms.board import short_names
from toolkit.forms.people import Context
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel

STRANGER = 5
"""Colour of those who are not in the family file."""
DASHES = ((), (6.0, 3.0), (2.0, 3.0), (8.0, 3.0, 2.0, 3.0), (1.0, 2.0), (10.0, 4.0))
"""Line and gap in line widths; the first is whole."""


def colour_number(context: Context, name: str) -> int:
    """The number of a person's colour by the name on the chart; grey for those not in the family file."""
    return next((n for n, p in enumerate(context.people) if p.name == name), STRANGER)


def series_words(series: ScoreSeries) -> str:
    """One person's numbers in words: "Wren: 4 on 14 October 2026, 5 on 12 November 2026"."""
    said = [
        f"{score} on {dates.show(day)}" + ("" if same else " (other words at the ends)")
        for day, score, same in series.points
    ]
    return f"{series.name}: {', '.join(said)}"


class ScoreChart(QWidget):
    """The chart and its words. Numbers given under other anchors are greyed, and the line is broken there."""

    def __init__(self, theme: Theme, *, words: bool = True) -> None:
        super().__init__()
        self.theme = theme
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(6))
        self.plot = _Plot(theme)
        box.addWidget(self.plot)
        self.words = BodyLabel(theme, role="caption", ink="2", selectable=True)
        self.words.setVisible(words)
        box.addWidget(self.words)

    def show_series(
        self, series: Sequence[ScoreSeries], context: Context, low: int = 0, high: int = 10
    ) -> None:
        """Shows these numbers."""
        self.plot.series = list(series)
        self.plot.colours = [colour_number(context, one.name) for one in series]
        self.plot.short = short_names([one.name for one in series])
        self.plot.low, self.plot.high = low, high
        told = "\n".join(series_words(one) for one in series)
        self.words.setText(told)
        self.plot.setAccessibleName(
            self.theme.say(f"Numbers over time, from {low} to {high}. " + told.replace("\n", ". "))
        )
        self.plot.updateGeometry()
        self.plot.update()


class _Plot(QWidget):
    """The drawing alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.series: list[ScoreSeries] = []
        self.colours: list[int] = []
        self.short: list[str] = []
        self.low, self.high = 0, 10
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(20), self.theme.em(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(10), self.theme.em(12))

    def _area(self) -> QRectF:
        metrics = QFontMetricsF(self.theme.font("caption"))
        left = metrics.horizontalAdvance("10") + self.theme.px(8)
        names = max((metrics.horizontalAdvance(name) for name in self.short), default=0.0)
        right = min(names, self.width() * 0.4) + self.theme.px(14)
        return QRectF(
            left,
            metrics.height() / 2 + 2,
            self.width() - left - right,
            self.height() - metrics.height() * 2 - 4,
        )

    def _at(self, area: QRectF, day: date, score: int, first: date, last: date) -> QPointF:
        whole = (last - first).days
        across = (day - first).days / whole if whole else 0.5
        up = (score - self.low) / max(self.high - self.low, 1)
        return QPointF(area.left() + area.width() * across, area.bottom() - area.height() * up)

    def paintEvent(self, _event: QPaintEvent) -> None:
        days = [dates.first_day(day) for one in self.series for day, _, _ in one.points]
        if not days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font("caption"))
        area, first, last = self._area(), min(days), max(days)
        self._grid(painter, area, first, last)
        ends: list[QPointF] = []
        for number, one in enumerate(self.series):
            points = [
                (self._at(area, dates.first_day(day), score, first, last), same)
                for day, score, same in one.points
            ]
            self._line(painter, number, points)
            ends.append(points[-1][0])
        self._names(painter, ends, area)

    def _grid(self, painter: QPainter, area: QRectF, first: date, last: date) -> None:
        metrics = QFontMetricsF(painter.font())
        for score in (self.low, (self.low + self.high) // 2, self.high):
            y = area.bottom() - area.height() * (score - self.low) / max(self.high - self.low, 1)
            painter.setPen(QPen(self.theme.colour("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self.theme.colour("ink2"))
            box = QRectF(0, y - metrics.height() / 2, area.left() - self.theme.px(6), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(score))
        below = QRectF(area.left(), area.bottom() + 4, area.width(), metrics.height() + 2)
        said = [f"{day.day} {dates.MONTHS[day.month - 1][:3]} {day.year}" for day in (first, last)]
        if first.year == last.year and first != last:
            said[0] = said[0].rsplit(" ", 1)[0]
        if first == last:
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, said[0])
            return
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, said[0])
        if metrics.horizontalAdvance("".join(said)) + self.theme.px(16) < area.width():
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, said[1])

    def _line(self, painter: QPainter, number: int, points: list[tuple[QPointF, bool]]) -> None:
        colour = self.theme.person(self.colours[number])
        for (start, before), (end, after) in pairwise(points):
            if before != after:
                continue
            pen = QPen(colour if after else self.theme.colour("ink3"), 2)
            dash = DASHES[number % len(DASHES)]
            if dash:
                pen.setDashPattern(list(dash))
            painter.setPen(pen)
            painter.drawLine(start, end)
        for at, same in points:
            self._marker(painter, number, at, colour if same else self.theme.colour("ink3"), filled=same)

    def _marker(self, painter: QPainter, number: int, at: QPointF, colour: QColor, *, filled: bool) -> None:
        r = self.theme.text_px(4)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if filled else self.theme.colour("surface"))
        match number % 4:
            case 0:
                painter.drawEllipse(at, r, r)
            case 1:
                painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r))
            case 2:
                corners = [QPointF(0, -r - 1), QPointF(r + 1, r), QPointF(-r - 1, r)]
                painter.drawPolygon(QPolygonF([at + c for c in corners]))
            case _:
                corners = [QPointF(0, -r - 1), QPointF(r + 1, 0), QPointF(0, r + 1), QPointF(-r - 1, 0)]
                painter.drawPolygon(QPolygonF([at + c for c in corners]))

    def _names(self, painter: QPainter, ends: list[QPointF], area: QRectF) -> None:
        """Writes each name at the end of its line, from the top down, so that none lies over another."""
        metrics = QFontMetricsF(painter.font())
        step = metrics.height() * 0.95
        order = sorted(range(len(ends)), key=lambda n: (ends[n].y(), n))
        places: list[float] = []
        for number in order:
            places.append(max(ends[number].y(), places[-1] + step if places else 0.0))
        over = places[-1] - (area.bottom() + step) if places else 0.0
        for number, place in zip(order, places, strict=True):
            y = place - max(over, 0.0)
            x = max(ends[number].x(), area.right()) + self.theme.px(8)
            painter.setPen(self.theme.person(self.colours[number]))
            name = metrics.elidedText(
                self.short[number], Qt.TextElideMode.ElideRight, max(self.width() - x, 0)
            )
            painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 1), name)
