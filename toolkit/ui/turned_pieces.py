"""Pieces of a turned screen: a heading, a box of words, a drawing. Each knows how high it will be before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from toolkit.ui.theme import ROLES, Theme
from toolkit.ui.widgets import BodyLabel, Card

MM = 96 / 25.4
PADDING = (18, 14)
LINE_GAP, PIECE_GAP, PICTURE_GAP = 6, 12, 18
MOST_LINES = 8
"""A longer paragraph is cut where its lines end, so that a page can take a part of it."""
ENDLESS = 1_000_000
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True)
class Size:
    """How large this view writes: `points` for words at 100 % text; headings follow in the same proportion."""

    theme: Theme
    points: float
    _known: dict[tuple[str, str, int], int] = field(default_factory=dict, compare=False, repr=False)

    def pt(self, role: str) -> float:
        """Points of a type role at this size and the person's own text size."""
        return self.theme.pt(role) * self.points / ROLES["turned"][0]

    def factor(self) -> float:
        """How much larger than at 100 % text drawings are; they step down with the words."""
        return self.theme.scale * self.points / ROLES["turned"][0]

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        font = self.theme.font(role)
        font.setPointSizeF(self.pt(role))
        return font

    def metrics(self, role: str) -> QFontMetrics:
        """How wide and high that font is."""
        return QFontMetrics(self.font(role))

    def height(self, text: str, role: str, width: int) -> int:
        """Pixels that words need at a width."""
        known = self._known.get((text, role, width))
        if known is None:
            room = QRect(0, 0, max(width, 1), ENDLESS)
            known = self._known[text, role, width] = (
                self.metrics(role).boundingRect(room, WRAP, text).height() + 1
            )
        return known


@dataclass(frozen=True)
class Line:
    """Some words in a piece; `joined` goes on from the line before without a gap."""

    text: str
    role: str = "turned"
    ink: str = "1"
    joined: bool = False
    struck: bool = False
    art: Art | None = None
    """Drawn under the words, or alone where there are none."""


@dataclass(frozen=True)
class Art:
    """A drawing as SVG, how wide it would be in millimetres, and what it shows for those who cannot see it."""

    svg: str
    width_mm: float
    alt: str = ""

    def size(self, size: Size, most: QSize) -> QSize:
        """Pixels on this screen, no wider and no higher than `most`; empty when it cannot be drawn."""
        ratio = _ratio(self.svg)
        if not ratio:
            return QSize(0, 0)
        wide = min(round(self.width_mm * MM * size.factor()), most.width())
        wide = min(wide, round(most.height() / ratio))
        return QSize(max(wide, 1), max(round(wide * ratio), 1))

    def label(self, written: Size, most: QSize) -> QLabel:
        """The drawing, or its words where it cannot be drawn."""
        size = self.size(written, most)
        if size.isEmpty():
            return BodyLabel(written.theme, self.alt, role="turned", written=True)
        label = QLabel()
        label.setAccessibleName(self.alt)
        picture = QPixmap(size)
        # Our drawings are made for paper: on a dark screen they keep a light ground.
        picture.fill(QColor("#FFFFFF"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(self.svg.encode())).render(painter, QRectF(picture.rect()))
        painter.end()
        label.setPixmap(picture)
        label.setFixedSize(size)
        return label


@lru_cache(maxsize=64)
def _ratio(svg: str) -> float:
    """Height of a drawing by its width; 0 when it cannot be read."""
    drawn = QSvgRenderer(QByteArray(svg.encode()))
    box = drawn.viewBoxF()
    if not drawn.isValid() or box.width() <= 0:
        return 0.0
    return box.height() / box.width()


@dataclass(frozen=True)
class Piece:
    """Something that stands on a page as a whole. `head` stays with what follows it.

    `beside` is a drawing left of the words. `cells` are pieces side by side instead of words of its own.
    """

    lines: tuple[Line, ...] = ()
    boxed: bool = True
    head: bool = False
    beside: Art | None = None
    cells: tuple[Piece, ...] = ()
    middle: bool = False
    across: int = field(default=0)

    def height(self, size: Size, width: int, most: int) -> int:
        """Pixels it needs at a width, on a page that is `most` pixels high."""
        if self.cells:
            each = self._cell_width(size, width)
            return max(cell.height(size, each, most) for cell in self.cells)
        inner, room = self._inside(size, width, most)
        beside = self._beside(size, inner, room)
        words = self._beside_words(size, inner, beside)
        high = max(sum(_line_heights(self.lines, size, words, room)), beside.height())
        return high + (2 * (size.theme.px(PADDING[1]) + 1) if self.boxed else 0)

    def cut(self, size: Size, width: int, room: int, most: int) -> tuple[Piece, Piece] | None:
        """Itself in two, the first no higher than `room`; None when not even its first line has room."""
        if self.cells or len(self.lines) < 2:
            return None
        inner, inside = self._inside(size, width, most)
        left = room - (most - inside)
        beside = self._beside(size, inner, inside)
        wide = self._beside_words(size, inner, beside)
        best = used = 0
        for count, high in enumerate(_line_heights(self.lines, size, wide, inside)[:-1], 1):
            used += high
            if max(used, beside.height()) > left:
                break
            if self.lines[count - 1].role != "turned-head":
                best = count
        if not best:
            return None
        return replace(self, lines=self.lines[:best]), replace(self, lines=self.lines[best:], beside=None)

    def widget(self, size: Size, width: int, most: int) -> QWidget:
        """The piece as it is seen, of exactly the height that was measured."""
        theme = size.theme
        if self.cells:
            return self._row(size, width, most)
        inner, room = self._inside(size, width, most)
        beside = self._beside(size, inner, room)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        wide = self._beside_words(size, inner, beside)
        for line, high in zip(self.lines, _line_heights(self.lines, size, wide, room), strict=True):
            gap = 0 if line is self.lines[0] or line.joined else theme.px(LINE_GAP)
            words.addSpacing(gap)
            _draw(words, line, size, QSize(wide, room), high - gap, self.middle)
        words.addStretch(1)
        outer: QWidget
        if self.boxed:
            outer = Card(theme, padding=PADDING, spacing=0)
            body: QVBoxLayout = outer.body
        else:
            outer = QWidget()
            body = QVBoxLayout(outer)
            body.setContentsMargins(0, 0, 0, 0)
        if self.beside is not None and not beside.isEmpty():
            row = QHBoxLayout()
            row.setSpacing(theme.px(PICTURE_GAP))
            row.addWidget(self.beside.label(size, QSize(beside)), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            body.addLayout(row)
        else:
            body.addLayout(words)
        outer.setFixedWidth(width)
        outer.setMinimumHeight(self.height(size, width, most))
        return outer

    def _row(self, size: Size, width: int, most: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(size.theme.px(PIECE_GAP))
        each = self._cell_width(size, width)
        high = self.height(size, width, most)
        for cell in self.cells:
            shown = cell.widget(size, each, most)
            shown.setMinimumHeight(high)
            row.addWidget(shown)
        row.addStretch(1)
        holder.setFixedWidth(width)
        holder.setMinimumHeight(high)
        return holder

    def _cell_width(self, size: Size, width: int) -> int:
        across = max(self.across, len(self.cells))
        return (width - (across - 1) * size.theme.px(PIECE_GAP)) // across

    def _inside(self, size: Size, width: int, most: int) -> tuple[int, int]:
        """Width and height inside the frame."""
        if not self.boxed:
            return width, most
        across, down = (2 * (size.theme.px(n) + 1) for n in PADDING)
        return width - across, most - down

    def _beside(self, size: Size, inner: int, room: int) -> QSize:
        if self.beside is None:
            return QSize(0, 0)
        return self.beside.size(size, QSize(inner // 3, room))

    @staticmethod
    def _beside_words(size: Size, inner: int, beside: QSize) -> int:
        """Width that the drawing leaves for the words."""
        return inner if beside.isEmpty() else inner - beside.width() - size.theme.px(PICTURE_GAP)


def _line_heights(lines: Sequence[Line], size: Size, width: int, most: int) -> list[int]:
    """Pixels of each line with the gap above it."""
    found = []
    for number, line in enumerate(lines):
        high = 0 if not number or line.joined else size.theme.px(LINE_GAP)
        if line.text:
            high += size.height(line.text, line.role, width)
        if line.art is not None:
            high += line.art.size(size, QSize(width, most)).height()
        found.append(high)
    return found


def _draw(box: QVBoxLayout, line: Line, size: Size, most: QSize, high: int, middle: bool) -> None:
    art_high = line.art.size(size, most).height() if line.art is not None else 0
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    if line.art is not None and middle:
        box.addWidget(line.art.label(size, most), 0, side)
    if line.text:
        label = BodyLabel(size.theme, line.text, role=line.role, ink=line.ink, written=True)
        struck = " text-decoration: line-through;" if line.struck else ""
        # The sheet of the program sets the size of a role, so only a sheet can change it.
        label.setStyleSheet(f"QLabel {{ font-size: {size.pt(line.role):.2f}pt;{struck} }}")
        label.setFixedHeight(high - art_high)
        if middle:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if line.struck:
            label.setAccessibleName(f"{line.text}, crossed out")
        box.addWidget(label)
    if line.art is not None and not middle:
        box.addWidget(line.art.label(size, most), 0, side)


def worded(text: str, size: Size, width: int, role: str = "turned", ink: str = "1") -> Iterator[Line]:
    """A text as lines of a piece: each paragraph, long ones in parts, and words that are too long made to break."""
    metrics = size.metrics(role)
    joined = False
    for paragraph in text.split("\n"):
        if not paragraph.strip():
            continue
        for part in _parts(_breakable(paragraph, metrics, width), size.font(role), width):
            yield Line(part, role, ink, joined)
            joined = True
        joined = False


def _parts(text: str, font: QFont, width: int) -> Iterator[str]:
    if len(text) < MOST_LINES * 20:
        yield text
        return
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        starts.append(line.textStart())
    layout.endLayout()
    if len(starts) <= MOST_LINES + 2:
        yield text
        return
    # Qt counts an emoji as two.
    units = text.encode("utf-16-le", "surrogatepass")
    places = [*starts[::MOST_LINES], len(units) // 2]
    for start, end in pairwise(places):
        if part := units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").strip():
            yield part


def _breakable(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text with places to break in words that are wider than the line."""
    if all(len(word) < 12 for word in text.split()):
        return text
    found = []
    for word in text.split(" "):
        if len(word) >= 12 and metrics.horizontalAdvance(word) > width:
            each = max(len(word) * width // (metrics.horizontalAdvance(word) * 2), 1)
            word = "\u200b".join(word[at : at + each] for at in range(0, len(word), each))
        found.append(word)
    return " ".join(found)
