"""A record on sheets of A4: shown in the preview, printed and made into a PDF, all from one layout."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter

from toolkit.errors import ToolkitError
from toolkit.export.files import write_whole
from toolkit.export.layout import page_mm, sections, sizes_of
from toolkit.export.stamp import DRAFT_MARK, DRAFT_WORDS, Stamp, footer_lines, header_words
from toolkit.export.text import visible
from toolkit.forms.blocks import Outline
from toolkit.paths import resources
from toolkit.ui.paper_part import DPI, MM, Part, paper_font

INK2, RULE, MARK = QColor("#46545B"), QColor("#817B72"), QColor("#EAEAEA")


class NotPrinted(ToolkitError):
    """The printer took no page."""

    sentence = "The printer did not take this. Check that it is switched on and connected, then print again. Nothing has been noted."


class Paper:
    """An outline laid out on sheets. `count` is how many; a sheet is numbered from 0."""

    def __init__(self, outline: Outline, stamp: Stamp, templates: Path | None = None) -> None:
        self.stamp = stamp
        self.outline = outline
        folder = templates or resources() / "templates"
        self.parts = [Part(one, stamp, folder) for one in sections(outline)]

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return sum(len(part.sheets) for part in self.parts)

    def part_of(self, number: int) -> tuple[Part, int]:
        """The part a sheet belongs to, and which sheet of it that is. Raises IndexError."""
        for part in self.parts:
            if number < len(part.sheets):
                return part, number
            number -= len(part.sheets)
        raise IndexError(number)

    def shape(self, number: int) -> tuple[float, float]:
        """Width and height of a sheet in millimetres."""
        return page_mm(self.part_of(number)[0].outline)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draws a sheet. The painter's unit is a 600th of an inch and its origin the corner of the paper."""
        part, own = self.part_of(number)
        painter.save()
        if self.outline.draft:
            self._draw_mark(painter, part.size)
        part.draw(painter, own)
        painter.restore()
        self._draw_edges(painter, number, part)

    def _draw_mark(self, painter: QPainter, size: QSizeF) -> None:
        """DRAFT from corner to corner, behind the words."""
        painter.save()
        font = paper_font(100, QFont.Weight.Bold)
        long = min(size.width(), size.height()) * 0.98
        font.setPixelSize(round(100 * long / QFontMetricsF(font).horizontalAdvance(DRAFT_MARK)))
        painter.setFont(font)
        painter.setPen(MARK)
        painter.translate(size.width() / 2, size.height() / 2)
        painter.rotate(-52 if size.height() > size.width() else -35)
        painter.drawText(QRectF(-long, -long / 2, 2 * long, long), Qt.AlignmentFlag.AlignCenter, DRAFT_MARK)
        painter.restore()

    def _draw_edges(self, painter: QPainter, number: int, part: Part) -> None:
        """The words at the head and foot of a sheet."""
        left, right = part.margin, part.size.width() - part.margin
        points = sizes_of(part.outline).foot
        font = paper_font(points / 72 * DPI)
        line = QFontMetricsF(font).height()
        painter.save()
        painter.setFont(font)
        painter.setPen(INK2)
        _line(painter, font, left, right, 10 * MM, header_words(self.outline, self.stamp))
        if self.outline.draft:
            bold = paper_font(points / 72 * DPI, QFont.Weight.Bold)
            painter.setFont(bold)
            _line(painter, bold, left, right, 10 * MM, "", DRAFT_WORDS)
            painter.setFont(font)
        lines = footer_lines(self.outline, self.stamp)
        top = part.size.height() - 6.5 * MM - line * len(lines)
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
        size = self.part_of(number)[0].size
        scale = across / size.width()
        image = QImage(across, round(size.height() * scale), QImage.Format.Format_RGB32)
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
        part, own = self.part_of(number)
        return part.text(own)

    def page_layout(self, number: int = 0) -> QPageLayout:
        """A4 as a sheet lies, with no margins of the printer's own: ours are drawn."""
        lies = self.part_of(number)[0].outline
        turned = QPageLayout.Orientation.Landscape if lies.landscape else QPageLayout.Orientation.Portrait
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
                writer.setPageLayout(self.page_layout(number))
                writer.newPage()
            self.draw(painter, number)
        painter.end()
        return bytes(held.data().data())

    def write_pdf(self, target: Path) -> str:
        """Writes the PDF, whole or not at all, and gives its sha256 as hex digits. Raises NotWritten."""
        return write_whole(target, self.pdf())

    def print_on(self, printer: QPrinter) -> str:
        """Prints the sheets the printer was asked for, and gives the sha256 of the same as a PDF. Raises NotPrinted."""
        first = min(max(printer.fromPage(), 1), self.count) - 1
        last = min(printer.toPage() or self.count, self.count)
        printer.setPageLayout(self.page_layout(first))
        printer.setFullPage(True)
        # The name shown in the queue of a shared printer is read by others.
        printer.setDocName("Record")
        painter = QPainter()
        if not painter.begin(printer):
            raise NotPrinted
        scale = printer.resolution() / DPI
        done = True
        for number in range(first, last):
            if number > first:
                if self.part_of(number)[0] is not self.part_of(number - 1)[0]:
                    printer.setPageOrientation(self.page_layout(number).orientation())
                done = done and printer.newPage()
            painter.save()
            painter.scale(scale, scale)
            self.draw(painter, number)
            painter.restore()
        if not painter.end() or not done or printer.printerState() == QPrinter.PrinterState.Error:
            raise NotPrinted
        return hashlib.sha256(self.pdf()).hexdigest()


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
