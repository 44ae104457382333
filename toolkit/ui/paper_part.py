"""A part of a record laid out on sheets that all lie one way, and where its endless page is cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from toolkit.export.art import lowered
from toolkit.export.layout import TOGETHER, margins_of, page_mm
from toolkit.export.page import page
from toolkit.export.pagination import Strip, cut
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Outline

DPI = 600
MM = DPI / 25.4
PX = DPI / 96
FAMILIES = ["Segoe UI", "Inter", "Open Sans", "Noto Sans", "Arial"]
BREAKABLE = 0.4
"""A row higher than this share of a sheet may be cut between its lines."""

OVERLAP = 0.08
"""How much of a line's height the line before may reach into it."""


class Part:
    """One part of a paper. `sheets` are its sheets, `size` and margins those of the paper in 600ths of an inch."""

    def __init__(self, outline: Outline, stamp: Stamp, templates: Path) -> None:
        self.outline = outline
        wide, high = page_mm(outline)
        self.size = QSizeF(wide * MM, high * MM)
        margins = margins_of(outline)
        self.margin, self.top, self.bottom = (mm * MM for mm in (margins.side, margins.top, margins.bottom))
        # Measured at 600 dots an inch whatever it is drawn on, so that screen, printer and PDF break alike.
        self._device = QImage(1, 1, QImage.Format.Format_RGB32)
        self._device.setDotsPerMeterX(round(DPI / 0.0254))
        self._device.setDotsPerMeterY(round(DPI / 0.0254))
        self.document = self._lay_out(stamp, templates)
        self.sheets = cut(list(_strips(self.document, self._room())), self._room())

    def _room(self) -> float:
        return self.size.height() - self.top - self.bottom

    def _lay_out(self, stamp: Stamp, templates: Path) -> QTextDocument:
        made = page(lowered(self.outline, stamp.photos), templates)
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._device)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(paper_font(11 / 72 * DPI))
        for name, drawn in made.pictures.items():
            image = QImage.fromData(QByteArray(drawn.content))
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        document.setHtml(made.html)
        _take_sizes(document)
        document.setTextWidth(self.size.width() - 2 * self.margin)
        return document

    def draw(self, painter: QPainter, number: int) -> None:
        """Draws the body of a sheet; the painter's origin is the corner of the paper."""
        painter.translate(self.margin, self.top)
        for top, bottom in self.sheets[number].parts:
            self._draw_part(painter, top, bottom)
            painter.translate(0, bottom - top)

    def _draw_part(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.save()
        painter.translate(0, -top)
        width = self.size.width() - 2 * self.margin
        # Borders stand astride the edge of a row, so a little more is let through than is asked for.
        painter.setClipRect(QRectF(-PX * 2, top - PX * 2, width + PX * 4, bottom - top + PX * 4))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(-PX, top + 1, width + 2 * PX, bottom - top - 2)
        self.document.documentLayout().draw(painter, context)
        painter.restore()

    def text(self, number: int) -> str:
        """The words of a sheet's body, for those who hear the preview instead of seeing it."""
        parts = self.sheets[number].parts
        words = []
        block = self.document.begin()
        layout = self.document.documentLayout()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            for at in range(block.layout().lineCount()):
                line = block.layout().lineAt(at)
                middle = top + line.y() + line.height() / 2
                if any(first <= middle < last for first, last in parts):
                    words.append(
                        block.text()[line.textStart() : line.textStart() + line.textLength()].strip()
                    )
            block = block.next()
        return "\n".join(word for word in words if word.strip("\u00a0 "))


def paper_font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The type of paper in a height in pixels."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(max(round(pixels), 1))
    made.setWeight(weight)
    # Inter swaps the hyphen in F-2041 for a glyph that cannot be copied out of a PDF.
    made.setFeature(QFont.Tag("calt"), 0)
    return made


def _take_sizes(document: QTextDocument) -> None:
    """Headings in the size the page asks for: Qt's own sizes of headings otherwise come before it."""
    own = QTextFormat.Property.FontSizeAdjustment.value
    block = document.begin()
    while block.isValid():
        words = block.begin()
        form = words.fragment().charFormat() if not words.atEnd() else block.charFormat()
        if form.hasProperty(own) and form.fontPointSize() > 0:
            form.clearProperty(own)
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)
        block = block.next()


def _strips(document: QTextDocument, room: float) -> Iterator[Strip]:
    """Every line and row of the endless page from the top down."""
    frame = document.rootFrame().begin()
    layout = document.documentLayout()
    after_table = False
    while not frame.atEnd():
        inner, block = frame.currentFrame(), frame.currentBlock()
        if isinstance(inner, QTextTable):
            yield from _row_strips(inner, layout, room)
        elif block.isValid() and not (after_table and block.length() == 1) and not _is_room(block, document):
            # Qt puts an empty line without any height after each table: nothing may be cut there.
            yield from _line_strips(block, layout)
        after_table = isinstance(inner, QTextTable)
        frame += 1


def _is_room(block: QTextBlock, document: QTextDocument) -> bool:
    """Whether a block is the room after the last table, which needs no sheet of its own."""
    return block == document.lastBlock() and not block.text().strip("\u00a0 ")


def _line_strips(block: QTextBlock, layout: QAbstractTextDocumentLayout) -> Iterator[Strip]:
    heading = block.blockFormat().headingLevel() > 0
    starts = bool(block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    top = layout.blockBoundingRect(block).top()
    count = block.layout().lineCount()
    for at in range(count):
        line = block.layout().lineAt(at)
        # Two lines at least stay together at the foot of a sheet, and two at the head of the next.
        keeps = heading or (count > 1 and at in (0, count - 2))
        yield Strip(top + line.y(), top + line.y() + line.height(), keeps=keeps, starts=starts and at == 0)


def _row_strips(table: QTextTable, layout: QAbstractTextDocumentLayout, room: float) -> Iterator[Strip]:
    """The rows of a table; a very high one as its lines, cut only where no cell's line is."""
    tops = [_row_top(table, row, layout) for row in range(table.rows())]
    # Qt gives a table's height rightly, but not where it stands when words are set in the middle of its cells.
    high = layout.frameBoundingRect(table).height()
    edges = [*tops, tops[0] + high - (table.format().topMargin() + table.format().bottomMargin()) * PX]
    heads = table.format().headerRowCount()
    head = (edges[0], edges[heads]) if heads else None
    # Lines to write on, boxes to tick and short answers stay together, and a scale with its ends.
    together = not heads and table.rows() <= TOGETHER and edges[-1] - edges[0] <= room * BREAKABLE
    for row in range(table.rows()):
        top, bottom = edges[row], edges[row + 1]
        again = head if row > heads else None
        if row < heads or bottom - top <= room * BREAKABLE:
            yield Strip(
                top,
                bottom,
                keeps=row < heads or (together and (row + 1 < table.rows() or row == 0)),
                head=again,
            )
            continue
        cuts = [top, *_gaps(table, row, layout), bottom]
        for at, (first, last) in enumerate(pairwise(cuts)):
            yield Strip(first, last, head=again if at == 0 else head)


def _row_top(table: QTextTable, row: int, layout: QAbstractTextDocumentLayout) -> float:
    tops = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        own = cell.format().toTableCellFormat()
        padding = own.topPadding() if own.hasProperty(QTextFormat.Property.TableCellTopPadding.value) else 0
        block = cell.firstCursorPosition().block()
        tops.append(layout.blockBoundingRect(block).top() - (padding or table.format().cellPadding()) * PX)
    return min(tops) - PX / 2


def _gaps(table: QTextTable, row: int, layout: QAbstractTextDocumentLayout) -> list[float]:
    """Where a row may be cut: heights at which every cell is between two lines."""
    lines: list[tuple[float, float]] = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            drawn = block.layout()
            lines += [
                (top + drawn.lineAt(at).y(), top + drawn.lineAt(at).y() + drawn.lineAt(at).height())
                for at in range(drawn.lineCount())
            ]
            if block == last:
                break
            block = block.next()
    lines.sort()
    gaps, reach = [], lines[0][1] if lines else 0.0
    for top, bottom in lines[1:]:
        # Lines set tight reach a little into one another, and their letters do not.
        if top >= reach - (bottom - top) * OVERLAP:
            gaps.append((top + reach) / 2)
        reach = max(reach, bottom)
    return gaps
