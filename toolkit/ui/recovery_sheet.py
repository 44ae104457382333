"""The recovery sheet: one page with the code that opens the records when the passphrase is forgotten.

The same drawing is the paper and the picture on the screen, where the code is hidden on purpose.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QPen,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QSizePolicy, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.dates import MONTHS
from toolkit.ui.theme import Theme

TITLE = "Recovery sheet"
WIDE, HIGH = 305.0, 431.3
"""The page in the units it is drawn in: A4 in shape."""
INK, SOFT = QColor("#1B282E"), QColor("#46545B")
WHAT = "This code opens the records if the passphrase is forgotten or the key file is lost."
POINTS = (
    "Keep it locked away, apart from the laptop.",
    "Do not photograph, email or copy it.",
    "To use it, choose “I have forgotten my passphrase”.",
    "If it is lost or was seen, make a new one: Settings, Recovery.",
)
ALIKE = "O and 0 count as the same, and so do I, L and 1."


class NoPrinter(ToolkitError):
    """There is nothing to print on."""

    sentence = (
        "No printer was found on this laptop. Connect one and try again, or write the code down by hand."
    )


class NotPrinted(ToolkitError):
    """The printer took the page and then failed."""

    sentence = "The sheet could not be printed. Check the printer and print it again."


class SheetNotSaved(ToolkitError):
    """The PDF of the sheet could not be written."""

    sentence = "The PDF could not be saved there. Choose another folder, or check that the disk has space."


@dataclass(frozen=True)
class Sheet:
    """What stands on a recovery sheet. `groups` are the seven groups of the code; never shown by `repr`."""

    name: str
    made: date
    groups: Sequence[str]

    def __repr__(self) -> str:
        return "Sheet(...)"


def day_words(day: date) -> str:
    """A day as it is printed: 12 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class _Page:
    """Draws in the units of the sheet, whatever the device."""

    def __init__(self, painter: QPainter, width: float, font: QFont, code_font: QFont) -> None:
        self.painter = painter
        self._unit = width / WIDE
        self._font, self._code = QFont(font), QFont(code_font)

    def text(
        self,
        x: float,
        y: float,
        width: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        soft: bool = False,
    ) -> float:
        """Writes words that wrap and gives the height they took."""
        self._use(self._font, size, bold)
        self.painter.setPen(SOFT if soft else INK)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        room = self.box(x, y, width, HIGH)
        taken = self.painter.boundingRect(room, flags, words)
        self.painter.drawText(room, flags, words)
        return taken.height() / self._unit

    def code(self, x: float, y: float, group: str) -> None:
        """Writes one group of the code."""
        self._use(self._code, 17, True)
        self.painter.setPen(INK)
        self.painter.drawText(self.box(x, y, 80, 24), Qt.AlignmentFlag.AlignVCenter, group)

    def dots(self, x: float, y: float, count: int) -> None:
        """Draws a hidden group."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(INK)
        for number in range(count):
            self.painter.drawEllipse(
                self.point(x + 3 + number * 12, y + 12), 2.4 * self._unit, 2.4 * self._unit
            )

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draws the box round the code."""
        self.painter.setPen(QPen(INK, 1.2 * self._unit))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(self.box(x, y, width, height), 5 * self._unit, 5 * self._unit)

    def line(self, x: float, y: float, width: float) -> None:
        """Draws a line to write on."""
        self.painter.setPen(QPen(SOFT, 0.8 * self._unit))
        self.painter.drawLine(self.point(x, y), self.point(x + width, y))

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle in the device's units."""
        unit = self._unit
        return QRectF(x * unit, y * unit, width * unit, height * unit)

    def point(self, x: float, y: float) -> QPointF:
        """A point in the device's units."""
        return QPointF(x * self._unit, y * self._unit)

    def _use(self, font: QFont, size: float, bold: bool) -> None:
        font = QFont(font)
        font.setPixelSize(max(round(size * self._unit), 1))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        self.painter.setFont(font)


def paint_sheet(
    painter: QPainter, width: float, sheet: Sheet, *, hidden: bool, font: QFont, code_font: QFont
) -> None:
    """Draws the sheet `width` wide, A4 in shape, at the painter's origin. `hidden` puts dots in place of the code."""
    page = _Page(painter, width, font, code_font)
    y = 22.0
    y += page.text(22, y, 260, TITLE, 18, bold=True) + 3
    y += page.text(22, y, 260, sheet.name, 10.5, soft=True) + 2
    y += page.text(22, y, 260, f"Made {day_words(sheet.made)}", 10.5, soft=True) + 10
    page.frame(22, y, 261, 128)
    for index, group in enumerate(sheet.groups):
        x, row = 30 + (index % 3) * 84, y + 10 + (index // 3) * 38
        page.text(x, row, 12, str(index + 1), 8, soft=True)
        if hidden:
            page.dots(x + 12, row + 5, len(group))
        else:
            page.code(x + 10, row + 5, group)
    y += 138
    y += page.text(22, y, 260, WHAT, 10.5) + 7
    for words in POINTS:
        page.text(24, y, 8, "•", 10.5)
        y += page.text(35, y, 248, words, 10.5) + 5
    page.text(22, y + 2, 260, ALIKE, 9, soft=True)
    for x, width_of, words in ((22, 130, "Kept at"), (170, 113, "Date")):
        page.line(x, HIGH - 34, width_of)
        page.text(x, HIGH - 31, width_of, words, 9, soft=True)


class SheetPicture(QWidget):
    """The sheet on the screen, with the code hidden until `reveal(True)`."""

    def __init__(self, theme: Theme, sheet: Sheet) -> None:
        super().__init__()
        self.theme = theme
        self._sheet = sheet
        self._hidden = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(theme.say("Recovery sheet, with the code hidden"))

    def reveal(self, shown: bool) -> None:
        """Shows the code, to copy it by hand, or hides it again."""
        self._hidden = not shown
        self.setAccessibleName(
            self.theme.say(f"Recovery sheet, with the code {'shown' if shown else 'hidden'}")
        )
        self.update()

    def code_shown(self) -> bool:
        """Whether the code can be read on the screen."""
        return not self._hidden

    def sizeHint(self) -> QSize:
        width = self.theme.em(WIDE / 14)
        return QSize(width, round(width * HIGH / WIDE))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("edge"), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        fonts = {"font": self.theme.font("body"), "code_font": self.theme.font("code")}
        paint_sheet(painter, self.width(), self._sheet, hidden=self._hidden, **fonts)


def paint_page(device: QPagedPaintDevice, sheet: Sheet, theme: Theme) -> None:
    """Draws the sheet on one A4 page of a printer or PDF. Raises NotPrinted when the device refuses."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    painter = QPainter()
    if not painter.begin(device):
        raise NotPrinted
    fonts = {"font": theme.font("body"), "code_font": theme.font("code")}
    paint_sheet(painter, device.width(), sheet, hidden=False, **fonts)
    if not painter.end():
        raise NotPrinted


def sheet_pdf(sheet: Sheet, theme: Theme) -> bytes:
    """Gives the sheet as the bytes of a PDF with no name in its properties."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    writer.setTitle(TITLE)
    paint_page(writer, sheet, theme)
    buffer.close()
    return bytes(buffer.data().data())


def save_pdf(sheet: Sheet, theme: Theme, path: Path) -> None:
    """Writes the PDF for this person's eyes only. Raises SheetNotSaved."""
    content = sheet_pdf(sheet, theme)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError as fault:
        raise SheetNotSaved from fault


PrintSheet = Callable[[QWidget, Sheet, Theme], bool]


def print_sheet(parent: QWidget, sheet: Sheet, theme: Theme) -> bool:
    """Asks for a printer and prints; False when the person thought better of it. Raises NoPrinter, NotPrinted."""
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The name of a print job stands in the queue of a shared printer.
    printer.setDocName(TITLE)
    dialog = QPrintDialog(printer, parent)
    try:
        if not dialog.exec():
            return False
    finally:
        dialog.deleteLater()
    paint_page(printer, sheet, theme)
    return True
