"""A record turned round in large type: the words a family or child copy would have, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from toolkit.export import drawings
from toolkit.export.art import lowered
from toolkit.forms.blocks import (
    Answer,
    Block,
    CardGrid,
    Heading,
    Outline,
    Panel,
    Paragraph,
    Picture,
    ScaleLine,
    SignHere,
    Table,
    Warn,
)
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout

MOST_EM = 62.0


class LargeOutline(QWidget):
    """The blocks of an outline, one under the other, in the sizes of the turned screen."""

    def __init__(self, theme: Theme, outline: Outline) -> None:
        super().__init__()
        self.theme = theme
        self.setMaximumWidth(theme.em(MOST_EM))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(14))
        for block in lowered(outline).blocks:
            self._draw(block)

    def _draw(self, block: Block) -> None:
        match block:
            case Heading():
                self._add(BodyLabel(self.theme, block.text, role="turned-head"))
            case Paragraph():
                self._add(
                    BodyLabel(
                        self.theme, block.text, role="turned-head" if block.tone == "strong" else "turned"
                    )
                )
            case Warn():
                self._card("", [block.text])
            case Answer():
                if block.state != "missing":
                    self._card(block.label, block.lines)
            case Table():
                for row in block.rows:
                    head = block.head if len(block.head) == len(row) else ("",) * len(row)
                    told = [f"{h}: {cell}" if h else cell for h, cell in zip(head, row, strict=True) if cell]
                    self._card(block.caption if row is block.rows[0] else "", told)
            case ScaleLine():
                number = "" if block.value is None else str(block.value)
                self._card(block.label, [word for word in (number, block.words) if word])
            case SignHere():
                signed = [", ".join(filter(None, (row[0], row[3]))) for row in block.rows]
                self._card(block.label, [words for words in signed if words])
            case Picture():
                self._add(self._picture(block.svg, block.alt, block.width_mm * 1.3))
            case Panel():
                self._panel(block)
            case CardGrid():
                self._cards(block)
            case _:
                # Lines to write on, boxes to tick and page ends are for paper.
                return

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def _card(self, label: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        card = Card(self.theme, padding=(18, 14), spacing=6)
        if label:
            card.body.addWidget(BodyLabel(self.theme, label, role="turned-head"))
        for line in lines:
            card.body.addWidget(BodyLabel(self.theme, line, role="turned"))
        self._add(card)

    def _panel(self, block: Panel) -> None:
        card = Card(self.theme, padding=(18, 14))
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(18))
        if svg := drawings.drawing(block.picture):
            row.addWidget(self._picture(svg, "", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(BodyLabel(self.theme, block.heading, role="turned-head"))
        for line in block.lines:
            words.addWidget(BodyLabel(self.theme, line, role="turned"))
        words.addStretch(1)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self._add(card)

    def _cards(self, block: CardGrid) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(12), down=self.theme.px(12))
        for picture, word, crossed in block.cards:
            if not word:
                continue
            card = Card(self.theme, padding=(14, 10))
            svg = drawings.drawing(picture) if picture else None
            if svg:
                card.body.addWidget(self._picture(svg, "", 22), 0, Qt.AlignmentFlag.AlignHCenter)
            label = BodyLabel(self.theme, word, role="turned", wrap=False)
            if crossed:
                font = self.theme.font("turned")
                font.setStrikeOut(True)
                label.setFont(font)
                label.setAccessibleName(f"{word}, crossed out")
            card.body.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            flow.addWidget(card)
        self._add(holder)

    def _picture(self, svg: str, alt: str, width_mm: float) -> QLabel:
        label = QLabel()
        label.setAccessibleName(alt)
        drawn = QSvgRenderer(QByteArray(svg.encode()))
        size = drawn.defaultSize()
        if not drawn.isValid() or size.isEmpty():
            label.setText(alt)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            return label
        wide = min(self.theme.em(50), round(width_mm * 96 / 25.4 * self.theme.scale))
        picture = QPixmap(wide, round(wide * size.height() / size.width()))
        # Our drawings are made for paper: on a dark screen they keep a light ground.
        picture.fill(QColor("#FFFFFF"))
        painter = QPainter(picture)
        drawn.render(painter, QRectF(picture.rect()))
        painter.end()
        label.setPixmap(picture)
        return label
