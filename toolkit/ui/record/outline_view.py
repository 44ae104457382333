"""A record that can only be read: its own blocks on the screen, word for word as they print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from toolkit.export.art import Drawing, drawn_signature
from toolkit.forms.blocks import (
    Answer,
    Block,
    BodyFigure,
    CardGrid,
    Cells,
    Heading,
    Outline,
    PageBreak,
    Panel,
    Paragraph,
    Photo,
    Picture,
    PointColumns,
    ScaleLine,
    ScoreBoard,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)
from toolkit.ui.record.map_view import CellsView
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    GrowingText,
    HeadingLabel,
    IconLabel,
    Step,
    hairline,
)

OPENING = "At a glance"
LONG = 3000
"""Letters from which words stand in a text box of their own: a label that wraps is laid out again and again."""
ALL_LINES = 1_000_000
"""A box to read never scrolls inside the page."""


def sections(outline: Outline) -> list[tuple[str, list[Block]]]:
    """The blocks by page of the form; what stands before the first page comes under its own name."""
    found: list[tuple[str, list[Block]]] = [(OPENING, [])]
    for block in outline.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return [(title, blocks) for title, blocks in found if blocks]


def steps_of(outline: Outline) -> list[Step]:
    """One line of the page list for each section."""
    return [Step(str(n), title, "done") for n, (title, _) in enumerate(sections(outline))]


class OutlineView(QWidget):
    """One section of a record, read only. Fields are sunken and their words can be selected and copied."""

    def __init__(self, theme: Theme, blocks: Sequence[Block]) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(14))
        for block in blocks:
            widget = self._draw(block)
            if widget is not None:
                self.column.addWidget(widget)

    def _draw(self, block: Block) -> QWidget | None:
        match block:
            case Heading():
                return HeadingLabel(self.theme, block.text, role="h2" if block.level == 2 else "h3")
            case Paragraph():
                if len(block.text) > LONG:
                    return self._long(block.text, block.text[:80])
                return BodyLabel(
                    self.theme,
                    block.text,
                    role="name" if block.tone == "strong" else "read",
                    ink="2" if block.tone == "note" else "1",
                    selectable=True,
                )
            case Warn():
                return Banner(self.theme, "amber", "", block.text)
            case Answer():
                return self._field(block.label, "\n".join(block.lines), missing=block.state == "missing")
            case Table():
                return self._table(block)
            case ScaleLine():
                number = "" if block.value is None else f"{block.value} of {block.high}"
                return self._field(block.label, ". ".join(filter(None, (number, block.words))))
            case SignHere():
                head = ("Name", "Role", "Date", "Signed or agreed")
                drawn = {n: d for n in range(len(block.rows)) if (d := drawn_signature(block, n))}
                return self._table(Table(caption=block.label, head=head, rows=block.rows), drawn)
            case TickBoxes() if block.options and not block.hint:
                return self._field(block.label or "To tick", "\n".join(block.options))
            case WriteLines() | TickBoxes():
                return self._field(block.label, block.hint)
            case Picture():
                return self._picture(block)
            case Panel():
                return self._field(block.heading, "\n".join(block.lines))
            case Cells():
                return CellsView(self.theme, block, self._picture)
            case CardGrid():
                return self._field("Cards", ", ".join(word for _, word, _ in block.cards if word))
            case PageBreak() | PointColumns() | ScoreBoard() | BodyFigure() | Photo():
                # All but the first were made into tables and pictures before.
                return None
        assert_never(block)

    def _field(self, label: str, words: str, *, missing: bool = False) -> QWidget:
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(BodyLabel(self.theme, label, role="h3"))
        if len(words) > LONG:
            column.addWidget(self._long(words, label))
            return field
        well = Card(self.theme, box="well", padding=(12, 8))
        text = BodyLabel(self.theme, words, role="read", ink="amber" if missing else "1", selectable=True)
        text.setAccessibleName(f"{label}: {words}")
        well.body.addWidget(text)
        column.addWidget(well)
        return field

    def _long(self, words: str, name: str) -> QWidget:
        """Many words, to read and copy; the box is as high as they are. Its text is its value to a screen reader."""
        box = GrowingText(self.theme, words, lines=1, most_lines=ALL_LINES, name=name)
        box.set_state("final")
        return box

    def _table(self, table: Table, drawn: Mapping[int, Drawing] | None = None) -> QWidget:
        """A table in a well; `drawn` is what stands under the words of a row's last cell."""
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        if table.caption:
            column.addWidget(BodyLabel(self.theme, table.caption, role="h3"))
        well = Card(self.theme, box="well", padding=(12, 8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(14))
        grid.setVerticalSpacing(self.theme.px(6))
        well.body.addLayout(grid)
        for n, title in enumerate(table.head):
            grid.addWidget(BodyLabel(self.theme, title, role="caption", ink="2"), 0, n)
            share = table.widths[n] if n < len(table.widths) else 2.0
            grid.setColumnStretch(n, max(1, round(share * 2)))
        for line, cells in enumerate(table.rows):
            grid.addWidget(hairline(self.theme), line * 2 + 1, 0, 1, max(len(table.head), 1))
            for n, words in enumerate(cells):
                head = table.head[n] if n < len(table.head) else ""
                name = ", ".join(filter(None, (cells[0][:LONG] if n else "", head)))
                cell: QWidget
                if len(words) > LONG:
                    cell = self._long(words, name or table.caption)
                else:
                    cell = BodyLabel(self.theme, words, role="name" if n == 0 else "body", selectable=True)
                    cell.setAccessibleName(", ".join(filter(None, (name, words))))
                before = table.before[line] if line < len(table.before) else ()
                if n < len(before) and before[n]:
                    cell = self._after(before[n], cell)
                held = drawn.get(line) if drawn and n == len(cells) - 1 else None
                grid.addWidget(
                    self._signed(cell, held) if held else cell, line * 2 + 2, n, Qt.AlignmentFlag.AlignTop
                )
        column.addWidget(well)
        return field

    def _after(self, before: str, cell: QWidget) -> QWidget:
        """What a cell said the last time, small and grey, over what it says now."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        last = BodyLabel(self.theme, before, role="caption", ink="3", selectable=True)
        last.setAccessibleName(self.theme.say(f"Last time, {before}"))
        column.addWidget(last)
        column.addWidget(cell)
        return both

    def _signed(self, cell: QWidget, held: Drawing) -> QWidget:
        """What is known of a signature, over the signature as it was drawn."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(cell)
        column.addWidget(self._picture(Picture(svg=held.svg, alt=held.says, width_mm=held.width_mm)))
        return both

    def _picture(self, block: Picture) -> QWidget:
        picture = QPixmap()
        picture.loadFromData(QByteArray(block.svg.encode()), "SVG")
        label = QLabel()
        label.setAccessibleName(block.alt)
        # Drawn in ink for paper, so it keeps a light ground on a dark screen.
        label.setProperty("box", "paper")
        if picture.isNull():
            label.setText(block.alt)
            label.setWordWrap(True)
            return label
        width = min(self.theme.em(46), round(block.width_mm * 96 / 25.4 * self.theme.scale))
        label.setPixmap(picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        return label


class FinalLine(QWidget):
    """The lock and what it means: "Final. To change it, make version 2."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(IconLabel(theme, "lock-simple", "ink2", 18))
        row.addWidget(BodyLabel(theme, words, ink="2"), 1)
