"""A finished map on the screen: its columns side by side with a card for each point, its scale and what was said of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from toolkit.export.layout import shares
from toolkit.forms.blocks import Cells, Paragraph, Picture
from toolkit.ui.editors.columns_parts import TonedHead
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card

SIDE_BY_SIDE_EM = 58.0
"""Narrower than this the columns stand under one another."""
ROLES = {"": "read", "note": "caption", "strong": "name", "large": "h2"}
DrawPicture = Callable[[Picture], QWidget]


class CellsView(QWidget):
    """Cells side by side where there is room. Those under a head are cards in its column; others stand in one card."""

    def __init__(self, theme: Theme, block: Cells, picture: DrawPicture) -> None:
        super().__init__()
        self.theme, self._picture = theme, picture
        self.heads: list[TonedHead] = []
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(12))
        across = max((len(row) for row in block.rows), default=0)
        parts = [round(share * 100) for share in shares(block.widths, max(across, 1))]
        for place in range(across):
            cells = [row[place] if place < len(row) else () for row in block.rows]
            column = self._column(block, cells, place) if block.head else self._card(cells)
            self.row.addWidget(column, parts[place], Qt.AlignmentFlag.AlignTop)

    def _column(self, block: Cells, cells: list[tuple[Paragraph | Picture, ...]], place: int) -> QWidget:
        """A column as on the map: its head, and a card for each point."""
        frame = QFrame()
        frame.setProperty("box", "well")
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        title, *more = [one.text for one in cells[0] if isinstance(one, Paragraph)] or [""]
        tone = block.tones[place] if place < len(block.tones) else "next"
        head = TonedHead(self.theme, tone, title, " ".join(more))
        self.heads.append(head)
        outer.addWidget(head)
        inside = QVBoxLayout()
        inside.setContentsMargins(*(self.theme.px(8),) * 4)
        inside.setSpacing(self.theme.px(8))
        outer.addLayout(inside)
        points = [cell for cell in cells[1:] if cell]
        head.count.setText(str(len(points)))
        head.count.setAccessibleName(self.theme.say(f"{len(points)} in {title}"))
        for number, cell in enumerate(points, 1):
            card = self._card([cell])
            words = ". ".join(one.text for one in cell if isinstance(one, Paragraph))
            card.setAccessibleName(self.theme.say(f"{words}. {number} of {len(points)} in {title}"))
            inside.addWidget(card)
        return frame

    def _card(self, cells: list[tuple[Paragraph | Picture, ...]]) -> Card:
        card = Card(self.theme, padding=(12, 8), spacing=4)
        for cell in cells:
            for one in cell:
                card.body.addWidget(self._line(one))
        return card

    def _line(self, one: Paragraph | Picture) -> QWidget:
        if isinstance(one, Picture):
            return self._picture(one)
        return BodyLabel(
            self.theme,
            one.text,
            role=ROLES[one.tone],
            ink="2" if one.tone == "note" else "1",
            selectable=True,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.theme.em(SIDE_BY_SIDE_EM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self.row.direction() != way:
            self.row.setDirection(way)
        if self.heads:
            each = (self.width() - self.theme.px(12) * (len(self.heads) - 1)) // len(self.heads) - 2
            tallest = max(head.heightForWidth(each) for head in self.heads)
            for head in self.heads:
                head.setMinimumHeight(tallest if beside else 0)
