"""A record on sheets of A4: shown in the preview, printed and made into a PDF, all from one layout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrinter

from toolkit.errors import ToolkitError
from toolkit.export.art import lowered
from toolkit.export.files import write_whole
from toolkit.export.layout import TOGETHER, is_tight, margins_of, page_mm, sizes_of
from toolkit.export.page import page
from toolkit.export.pagination import Strip, cut
from toolkit.export.stamp import DRAFT_MARK, DRAFT_WORDS, Stamp, footer_lines, header_words
from toolkit.export.text import visible
from toolkit.forms.blocks import Outline
from toolkit.paths import resources

DPI = 600
MM = DPI / 25.4
PX = DPI / 96
FAMILIES = ["Segoe UI", "Inter", "Open Sans", "Noto Sans", "Arial"]
INK2, RULE, MARK = QColor("#46545B"), QColor("#817B72"), QColor("#EAEAEA")
BREAKABLE = 0.4
"""A row higher than this share of a sheet may be cut between its lines."""


class NotPrinted(ToolkitError):
    """The printer took no page."""

    sentence = "The printer did not take this. Check that it is switched on and connected, then print again. Nothing has been noted."


class Paper:
    """An outline laid out on sheets. `count` is how many; a sheet is numbered from 0."""

    def __init__(self, outline: Outline, stamp: Stamp, templates: Path | None = None) -> None:
        self.stamp = stamp
        self.outline = outline
        wide, high = page_mm(outline)
        self.size = QSizeF(wide * MM, high * MM)
        margins = margins_of(outline)
        self.margin, self.top, self.bottom = (mm * MM for mm in (margins.side, margins.top, margins.bottom))
        # Measured at 600 dots an inch whatever it is drawn on, so that screen, printer and PDF break alike.
        self._device = QImage(1, 1, QImage.Format.Format_RGB32)
        self._device.setDotsPerMeterX(round(DPI / 0.0254))
        self._device.setDotsPerMeterY(round(DPI / 0.0254))
        self._document = self._lay_out(templates or resources() / "templates")
        self._sheets = cut(list(_strips(self._document, self._room())), self._room())

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._sheets)

    def _room(self) -> float:
        return self.size.height() - self.top - self.bottom

    def _lay_out(self, templates: Path) -> QTextDocument:
        made = page(lowered(self.outline, self.stamp.photos), templates)
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._device)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(_font(11 / 72 * DPI))
        for name, drawn in made.pictures.items():
            image = QImage.fromData(QByteArray(drawn.content))
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        document.setHtml(made.html)
        if is_tight(self.outline):
            _take_sizes(document)
        document.setTextWidth(self.size.width() - 2 * self.margin)
        return document

    def draw(self, painter: QPainter, number: int) -> None:
        """Draws a sheet. The painter's unit is a 600th of an inch and its origin the corner of the paper."""
        painter.save()
        if self.outline.draft:
            self._draw_mark(painter)
        painter.translate(self.margin, self.top)
        for top, bottom in self._sheets[number].parts:
            self._draw_part(painter, top, bottom)
            painter.translate(0, bottom - top)
        painter.restore()
        self._draw_edges(painter, number)

    def _draw_part(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.save()
        painter.translate(0, -top)
        width = self.size.width() - 2 * self.margin
        # Borders stand astride the edge of a row, so a little more is let through than is asked for.
        painter.setClipRect(QRectF(-PX * 2, top - PX * 2, width + PX * 4, bottom - top + PX * 4))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(-PX, top + 1, width + 2 * PX, bottom - top - 2)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_mark(self, painter: QPainter) -> None:
        """DRAFT from corner to corner, behind the words."""
        painter.save()
        font = _font(100, QFont.Weight.Bold)
        long = min(self.size.width(), self.size.height()) * 0.98
        font.setPixelSize(round(100 * long / QFontMetricsF(font).horizontalAdvance(DRAFT_MARK)))
        painter.setFont(font)
        painter.setPen(MARK)
        painter.translate(self.size.width() / 2, self.size.height() / 2)
        painter.rotate(-52 if self.size.height() > self.size.width() else -35)
        painter.drawText(QRectF(-long, -long / 2, 2 * long, long), Qt.AlignmentFlag.AlignCenter, DRAFT_MARK)
        painter.restore()

    def _draw_edges(self, painter: QPainter, number: int) -> None:
        """The words at the head and foot of a sheet."""
        left, right = self.margin, self.size.width() - self.margin
        points = sizes_of(self.outline).foot
        font = _font(points / 72 * DPI)
        line = QFontMetricsF(font).height()
        painter.save()
        painter.setFont(font)
        painter.setPen(INK2)
        _line(painter, font, left, right, 10 * MM, header_words(self.outline, self.stamp))
        if self.outline.draft:
            bold = _font(points / 72 * DPI, QFont.Weight.Bold)
            painter.setFont(bold)
            _line(painter, bold, left, right, 10 * MM, "", DRAFT_WORDS)
            painter.setFont(font)
        lines = footer_lines(self.outline, self.stamp)
        top = self.size.height() - 6.5 * MM - line * len(lines)
        painter.setPen(RULE)
        painter.drawLine(QPointF(left, top - MM), QPointF(right, top - MM))
        painter.setPen(INK2)
        for at, words in enumerate(lines):
            pages = f"Page {number + 1} of {self.count}" if at == 0 else ""
            _line(painter, font, left, right, top + at * line, words, pages)
        painter.restore()

    def image(self, number: int, width: int, ratio: float = 1.0) -> QImage:
        """A picture of a sheet, `width` in logical pixels on a screen of that pixel ratio."""
        across = max(round(width * ratio), 1)
        scale = across / self.size.width()
        image = QImage(across, round(self.size.height() * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        image.setDevicePixelRatio(1)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(scale, scale)
        self.draw(painter, number)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def text(self, number: int) -> str:
        """The words of a sheet's body, for those who hear the preview instead of seeing it."""
        parts = self._sheets[number].parts
        words = []
        block = self._document.begin()
        layout = self._document.documentLayout()
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

    def page_layout(self) -> QPageLayout:
        """A4 with no margins of the printer's own: ours are drawn."""
        turned = (
            QPageLayout.Orientation.Landscape if self.outline.landscape else QPageLayout.Orientation.Portrait
        )
        layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(0, 0, 0, 0))
        layout.setMode(QPageLayout.Mode.FullPageMode)
        return layout

    def pdf(self) -> bytes:
        """The sheets as a PDF, with a title and no path, name or computer in it."""
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(held)
        writer.setTitle(visible(header_words(self.outline, self.stamp)))
        writer.setCreator("Safeguarding Toolkit")
        writer.setResolution(DPI)
        writer.setPageLayout(self.page_layout())
        painter = QPainter(writer)
        for number in range(self.count):
            if number:
                writer.newPage()
            self.draw(painter, number)
        painter.end()
        return bytes(held.data().data())

    def write_pdf(self, target: Path) -> str:
        """Writes the PDF, whole or not at all, and gives its sha256 as hex digits. Raises NotWritten."""
        return write_whole(target, self.pdf())

    def print_on(self, printer: QPrinter) -> str:
        """Prints the sheets the printer was asked for, and gives the sha256 of the same as a PDF. Raises NotPrinted."""
        printer.setPageLayout(self.page_layout())
        printer.setFullPage(True)
        # The name shown in the queue of a shared printer is read by others.
        printer.setDocName("Record")
        first = max(printer.fromPage(), 1) - 1
        last = min(printer.toPage() or self.count, self.count)
        painter = QPainter()
        if not painter.begin(printer):
            raise NotPrinted
        scale = printer.resolution() / DPI
        done = True
        for number in range(first, last):
            if number > first:
                done = done and printer.newPage()
            painter.save()
            painter.scale(scale, scale)
            self.draw(painter, number)
            painter.restore()
        if not painter.end() or not done or printer.printerState() == QPrinter.PrinterState.Error:
            raise NotPrinted
        return hashlib.sha256(self.pdf()).hexdigest()


def _font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(max(round(pixels), 1))
    font.setWeight(weight)
    # Inter swaps the hyphen in F-2041 for a glyph that cannot be copied out of a PDF.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def _line(
    painter: QPainter, font: QFont, left: float, right: float, top: float, words: str, end: str = ""
) -> None:
    """One line with words at its left and at its right; those at the left are elided before they meet."""
    metrics = QFontMetricsF(font)
    box = QRectF(left, top, right - left, metrics.height())
    room = box.width() - (metrics.horizontalAdvance(end) + 4 * MM if end else 0)
    plain = visible(words).replace("\n", " ")
    shown = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, end)


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
        elif block.isValid() and not (after_table and block.length() == 1):
            # Qt puts an empty line without any height after each table: nothing may be cut there.
            yield from _line_strips(block, layout)
        after_table = isinstance(inner, QTextTable)
        frame += 1


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
        if top >= reach - 1:
            gaps.append((top + reach) / 2)
        reach = max(reach, bottom)
    return gaps
