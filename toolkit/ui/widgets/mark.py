"""The mark of the program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.ui.theme import Theme


class Mark(QWidget):
    """The mark: a house outline with one lit window."""

    def __init__(self, theme: Theme, size: int = 30, *, tone: str = "white") -> None:
        super().__init__()
        self.theme = theme
        self._size, self._tone = size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(self._size)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 64, self.height() / 64)
        pen = QPen(self.theme.colour(self._tone), 5.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([_at(5, 30), _at(32, 8), _at(59, 30)])
        painter.drawPolyline([_at(13, 32), _at(13, 56), _at(51, 56), _at(51, 32)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("lamp"))
        painter.drawRoundedRect(QRectF(24, 32, 16, 16), 2, 2)


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)
