"""A record turned round in large type: the words a family or child copy would have, and nothing else.

The type steps down to 14 points while that saves a page (16 for a child), and never below the words of the person's own
text size; what has no room then goes on a next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.export.art import Photos, lowered
from toolkit.forms.blocks import Outline
from toolkit.ui.theme import BODY_PT, Theme
from toolkit.ui.turned_blocks import Pieces
from toolkit.ui.turned_map import larger
from toolkit.ui.turned_pieces import PIECE_GAP, Piece, Size
from toolkit.ui.widgets import BodyLabel, QuietButton

LARGEST = 17
LEAST, LEAST_CHILD = 14, 16
"""Points on the screen, whatever the text size."""
COLUMN_EM = 36.0
"""How wide a column of words should be before another stands beside it."""
MOST_COLUMNS = 2
COLUMN_GAP = 24

Column = list[Piece]
Sheet = list[Column]


def type_sizes(theme: Theme, child: bool) -> Iterator[float]:
    """Points to try, at 100 % text, the largest first."""
    least = max((LEAST_CHILD if child else LEAST) / theme.scale, BODY_PT)
    yield from (float(points) for points in range(LARGEST, ceil(least) - 1, -1))
    if least != ceil(least):
        yield least


def sheets(pieces: Sequence[Piece], size: Size, width: int, high: int, columns: int) -> list[Sheet]:
    """Puts pieces on pages of so many columns; the columns of the last page end at about the same height."""
    found: list[Sheet] = []
    rest = list(pieces)
    while rest:
        sheet, after = _fill(rest, size, width, high, columns, high)
        if not after and columns > 1:
            sheet = _even(rest, size, width, high, columns) or sheet
        found.append(sheet)
        rest = after
    return found or [[[]]]


def _even(pieces: list[Piece], size: Size, width: int, high: int, columns: int) -> Sheet | None:
    gap = size.theme.px(PIECE_GAP)
    total = sum(piece.height(size, width, high) + gap for piece in pieces)
    step = max(size.theme.px(16), 8)
    for limit in range(total // columns, high, step):
        sheet, after = _fill(pieces, size, width, limit, columns, high)
        if not after:
            return sheet
    return None


def _fill(
    pieces: list[Piece], size: Size, width: int, limit: int, columns: int, most: int
) -> tuple[Sheet, list[Piece]]:
    """One page, and what had no room on it. A heading never stands last in a column."""
    rest = list(pieces)
    sheet: Sheet = []
    gap = size.theme.px(PIECE_GAP)
    for _ in range(columns):
        column: Column = []
        used = 0
        while rest:
            piece = rest[0]
            need = piece.height(size, width, most) + (gap if column else 0)
            if used + need > limit:
                alone = limit == most and all(one.head for one in column)
                room = limit - used - (gap if column else 0)
                halves = piece.cut(size, width, room, most) if need > most or alone else None
                if halves is not None:
                    column.append(halves[0])
                    rest[0] = halves[1]
                elif alone and not column:
                    # Nothing is ever left out, even where a screen is too low for it.
                    column.append(rest.pop(0))
                break
            column.append(rest.pop(0))
            used += need
        while rest and len(column) > 1 and column[-1].head:
            rest.insert(0, column.pop())
        sheet.append(column)
    return sheet, rest


def _words(piece: Piece) -> Iterator[str]:
    """The words of a piece and of the cells in it, a line each."""
    yield from (line.text for line in piece.lines if line.text)
    for cell in piece.cells:
        yield from _words(cell)


class LargeOutline(QWidget):
    """An outline page by page. `turned_page` is sent with the number of the page, from 1, and how many there are;
    `touched` with the words of a panel that was touched, a line each.
    """

    turned_page = Signal(int, int)
    touched = Signal(str)

    def __init__(self, theme: Theme, outline: Outline, photos: Photos | None = None) -> None:
        super().__init__()
        self.theme = theme
        # Upright, so that scales come as pictures and tables and never as one wide strip.
        self._photos = photos
        self.outline = self._lowered(outline)
        self._signing = self._writing = False
        self._shown: list[tuple[QWidget, Piece]] = []
        self.sheets: list[Sheet] = []
        self.at = 0
        self.size_: Size = Size(theme, LARGEST)
        self._laid = (0, 0)
        self._page: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addStretch(1)
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        self.back = QuietButton(theme, "Back", "arrow-left", big=True)
        self.next = QuietButton(theme, "Next", "arrow-right", big=True)
        self.where = BodyLabel(theme, role="turned", ink="2", wrap=False)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.where)
        row.addStretch(1)
        self.sign = QuietButton(theme, "Sign", "pencil-simple", big=True)
        self.write = QuietButton(theme, "Write", "pencil-simple", big=True)
        row.addWidget(self.write)
        row.addWidget(self.sign)
        row.addWidget(self.next)
        for button in (self.back, self.next, self.write, self.sign):
            larger(button, theme)
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.column.addWidget(self.bar)
        for keys, step in (("PgDown", 1), ("Right", 1), ("PgUp", -1), ("Left", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.go(step))
        QShortcut(QKeySequence("Home"), self).activated.connect(lambda: self.show_page(0))
        QShortcut(QKeySequence("End"), self).activated.connect(lambda: self.show_page(len(self.sheets) - 1))

    def _lowered(self, outline: Outline) -> Outline:
        return lowered(msgspec.structs.replace(outline, landscape=False), self._photos)

    def show_outline(self, outline: Outline) -> None:
        """Shows other words, from their last page."""
        self.outline = self._lowered(outline)
        self._lay_out()
        self.show_page(self.count - 1)

    def renew(self, outline: Outline) -> None:
        """Shows the same outline with other words, on the page where it is."""
        self.outline = self._lowered(outline)
        self._lay_out()

    def offer_writing(self, on: bool) -> None:
        """Shows the button to write under each page, or takes it away."""
        self._writing = on
        if self._laid != (0, 0):
            self._lay_out()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for widget, piece in self._shown:
            if widget.rect().contains(widget.mapFrom(self, event.position().toPoint())):
                self.touched.emit("\n".join(_words(piece)))
                return
        super().mouseReleaseEvent(event)

    def offer_signing(self, on: bool) -> None:
        """Shows the button to sign under the last page, or takes it away."""
        self._signing = on
        if self._laid != (0, 0):
            self._lay_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sheets)

    def go(self, step: int) -> None:
        """Goes so many pages on or back; stays at the ends."""
        self.show_page(self.at + step)

    def show_page(self, number: int) -> None:
        """Shows a page, counted from 0; the nearest there is."""
        number = min(max(number, 0), self.count - 1)
        if number != self.at:
            self.at = number
            self._show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.where.text()))
            self.turned_page.emit(number + 1, self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        laid = (self.width(), self.height())
        if laid != self._laid and self.width() > 0:
            self._laid = laid
            self._lay_out()

    def _columns(self) -> int:
        gap = self.theme.px(COLUMN_GAP)
        return min(max((self.width() + gap) // (self.theme.em(COLUMN_EM) + gap), 1), MOST_COLUMNS)

    def _column_width(self) -> int:
        across = self._columns()
        return (self.width() - (across - 1) * self.theme.px(COLUMN_GAP)) // across

    def _lay_out(self) -> None:
        """Chooses the largest type that gives the fewest pages."""
        bar = self.bar.sizeHint().height() + self.column.spacing()
        best: list[Sheet] | None = None
        for points in type_sizes(self.theme, self.outline.audience == "child"):
            size = Size(self.theme, points)
            pieces = list(Pieces(size, self._column_width()).of(self.outline))
            made = sheets(pieces, size, self._column_width(), self.height(), self._columns())
            if len(made) > 1 or self._signing or self._writing:
                made = sheets(pieces, size, self._column_width(), self.height() - bar, self._columns())
            if best is None or len(made) < len(best):
                best, self.size_ = made, size
            if len(best) == 1:
                break
        self.sheets = best or [[[]]]
        self.at = min(self.at, self.count - 1)
        self._show()

    def _show(self) -> None:
        if self._page is not None:
            self.column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        several = self.count > 1 or self._signing or self._writing
        self.bar.setVisible(several)
        self.where.setVisible(self.count > 1)
        self.write.setVisible(self._writing)
        self.sign.setVisible(self._signing and self.at == self.count - 1)
        self.where.setText(f"Page {self.at + 1} of {self.count}")
        self.back.setVisible(self.at > 0)
        self.next.setVisible(self.at < self.count - 1)
        most = self.height() - (self.bar.sizeHint().height() + self.column.spacing() if several else 0)
        self._page = page = QWidget()
        self._shown = []
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(COLUMN_GAP))
        for pieces in self.sheets[self.at]:
            column = QVBoxLayout()
            column.setSpacing(self.theme.px(PIECE_GAP))
            for piece in pieces:
                widget = piece.widget(self.size_, self._column_width(), most)
                self._shown.append((widget, piece))
                column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        self.column.insertWidget(0, page, 0, Qt.AlignmentFlag.AlignTop)
