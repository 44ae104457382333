"""What Word and the page share: short answers set as a table of facts, widths, sizes of type by audience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import msgspec

from toolkit.export.text import visible
from toolkit.forms.blocks import (
    Answer,
    Block,
    CardGrid,
    Cells,
    Outline,
    PageBreak,
    Panel,
    PointColumns,
    SignHere,
    Table,
    TickBoxes,
    WriteLines,
    text_of,
)

A4_MM = (210.0, 297.0)
MARGIN_MM = 20.0
LINE_MM = 9.0
"""The height of a ruled line: room for handwriting."""
SIGN_MM = 16.0
"""The height of a row to sign in."""
BLANK_ROW_MM = 11.0
"""The least height of a table row without words, filled in by hand."""
KEEP_TOGETHER = 1200
"""A row with more characters than this may break across pages: it might not fit on one."""
LETTER = 0.6
"""The width of a letter as a part of the size of type: a little more than most are."""
MOST_LETTERS = 16
"""A longer word may break: it is a link or a slip of the keys."""
TOGETHER = 8
"""Lines to write on, boxes to tick and short answers stay on one page up to this many rows."""
SCALE_STEPS = 12
"""A longer scale is printed as its two ends only."""

SIGN_HEAD = ("Name", "Role", "Date", "Signature")
SIGN_WIDTHS = (3.0, 2.5, 2.4, 4.1)
FACT_WIDTHS = (5.5, 11.5)
PANEL_WIDTHS = (3.0, 14.0)
"""The drawing of a child's panel, and its words."""
CARD_WIDTHS = (1.7, 4.0)
"""The drawing of a picture card, and its word."""
CARD_MM = 15.0
"""The least height of a picture card: room for a drawing, or for a word written by hand."""
SMALL_TABLE = 10.0
"""The size of type of a table that is not for the child to read."""
HALF_LETTERS = 15
"""Lines to write on with no longer labels stand two in a row inside a panel."""
INLINE_LETTERS = 25
"""A line to write on begins beside a label no longer than this, and else under it."""
CHILD_SIGN_MM = 24.0
"""The room for a name, a mark or a drawing on a child's page."""
BOX = "☐"
FEW_BOXES, SHORT_BOX = 5, 12
"""So many boxes to tick stand in one row when their words have no more letters than this."""
MOST_THIRD, MOST_HALF = 24, 40
"""Boxes to tick with words no longer than this stand three, or two, in a row."""
GROUNDS = {"good": "#E3F1E7", "worry": "#FCF0D9", "next": "#DDECEC"}
"""Grounds of the heads of a map's columns: light enough to read on when printed in grey."""


@dataclass(frozen=True)
class Sizes:
    """Sizes of type in points for one audience."""

    body: float
    heading: tuple[float, float, float]
    title: float
    small: float
    foot: float = 8.5
    line: float = 1.25
    tight: float = 1.1
    """The height of a line in a table."""
    room: float = 1.0
    """How much of the usual room stands round titles and notes."""

    @property
    def table(self) -> float:
        """The size of type in tables: a point smaller than the body, never for a child and never under 10."""
        return self.body if self.body > 12 or self.body <= 10 else self.body - 1

    @property
    def before(self) -> float:
        """The size of what a cell said the last time."""
        return self.table - 1


SIZES = {
    "practitioner": Sizes(body=11, heading=(14, 12.5, 11), title=20, small=9.5),
    "family": Sizes(body=12, heading=(15, 13.5, 12), title=22, small=10.5, foot=9),
    "child": Sizes(body=17, heading=(19, 18, 17), title=27, small=16, foot=9, line=1.3),
}


TIGHT = Sizes(body=10, heading=(12, 11, 10.5), title=14, small=9, line=1.05, tight=1.0, room=0.2)
"""A map on its long side: all of it on one sheet, and nothing under 9 points but the foot of the page."""


TIGHTER = replace(TIGHT, body=9)
"""A map with much on it: points are no larger than the small words under them."""
MUCH = 2600
"""Letters on a map from which the smaller type is needed for one sheet."""


def is_tight(outline: Outline) -> bool:
    """Whether a copy is columns side by side on a sheet on its long side, where room is short."""
    return outline.landscape and any(isinstance(block, (PointColumns, Cells)) for block in outline.blocks)


def sizes_of(outline: Outline) -> Sizes:
    """The sizes of type of a copy."""
    if not is_tight(outline):
        return SIZES[outline.audience]
    return TIGHTER if sum(map(len, text_of(outline))) > MUCH else TIGHT


@dataclass(frozen=True)
class Margins:
    """Millimetres from the edge of the paper to the words."""

    top: float = MARGIN_MM
    side: float = MARGIN_MM
    bottom: float = MARGIN_MM


def margins_of(outline: Outline) -> Margins:
    """The margins of a copy; at the foot there is room for the three lines that stand there."""
    return Margins(top=14.5, side=11, bottom=19) if is_tight(outline) else Margins()


@dataclass(frozen=True)
class Facts:
    """Short answers that follow one another, set as rows of label and words."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Picked:
    """A panel with what belongs inside it, under its words: boxes to tick and lines to write on.

    `heads` says that it stays on the page of the cards, or of the places to sign, that follow.
    """

    panel: Panel
    inside: tuple[TickBoxes | tuple[WriteLines, ...], ...] = ()
    """Boxes to tick, and lines to write on that stand side by side."""
    heads: bool = False


Piece: TypeAlias = Block | Facts | Picked


def arrange(outline: Outline) -> Iterator[Piece]:
    """The blocks with short answers that follow one another gathered, and panels with what belongs inside them."""
    panel: Picked | None = None
    for piece in _in_order(outline):
        if panel is not None:
            if isinstance(piece, (TickBoxes, WriteLines)):
                panel = replace(panel, inside=_within(panel.inside, piece))
                continue
            yield replace(panel, heads=isinstance(piece, (CardGrid, SignHere)))
            panel = None
        if isinstance(piece, Panel):
            panel = Picked(piece)
        else:
            yield piece
    if panel is not None:
        yield panel


def _within(
    held: tuple[TickBoxes | tuple[WriteLines, ...], ...], piece: TickBoxes | WriteLines
) -> tuple[TickBoxes | tuple[WriteLines, ...], ...]:
    """What is inside a panel, with one part more; two short lines share a row."""
    if isinstance(piece, TickBoxes):
        return (*held, piece)
    last = held[-1] if held else None
    if isinstance(last, tuple) and len(last) == 1 and all(_is_half(one) for one in (last[0], piece)):
        return (*held[:-1], (last[0], piece))
    return (*held, (piece,))


def _is_half(piece: WriteLines) -> bool:
    return piece.count == 1 and not piece.hint and len(piece.label) <= HALF_LETTERS


def _in_order(outline: Outline) -> Iterator[Block | Facts]:
    """The blocks, short answers gathered. A child's copy is left one under another."""
    short: list[Answer] = []
    for block in outline.blocks:
        if isinstance(block, Answer) and outline.audience != "child" and _is_short(block):
            short.append(block)
            continue
        yield from _gathered(short)
        short = []
        yield block
    yield from _gathered(short)


def _gathered(short: list[Answer]) -> Iterator[Block | Facts]:
    if len(short) == 1:
        yield short[0]
    elif short:
        yield Facts(tuple(short))


def _is_short(answer: Answer) -> bool:
    words = answer.lines
    return len(words) == 1 and len(words[0]) <= 110 and "\n" not in words[0] and len(answer.label) <= 90


def sections(outline: Outline) -> list[Outline]:
    """The parts of an outline that each lie one way; only the first has the title."""
    parts: list[tuple[bool, list[Block]]] = [(outline.landscape, [])]
    for block in outline.blocks:
        lies = parts[-1][0]
        if isinstance(block, PageBreak) and block.turn and (block.turn == "landscape") != lies:
            parts.append((not lies, []))
        else:
            parts[-1][1].append(block)
    first, *rest = [
        msgspec.structs.replace(outline, landscape=lies, blocks=tuple(blocks)) for lies, blocks in parts
    ]
    return [first, *(msgspec.structs.replace(part, title="", subtitle="") for part in rest)]


def page_mm(outline: Outline) -> tuple[float, float]:
    """Width and height of the paper in millimetres."""
    return (A4_MM[1], A4_MM[0]) if outline.landscape else A4_MM


def text_width_mm(outline: Outline) -> float:
    """The width between the margins in millimetres."""
    return page_mm(outline)[0] - 2 * margins_of(outline).side


def shares(widths: tuple[float, ...], columns: int) -> list[float]:
    """The share of each column, adding up to 1. Equal when the widths do not say, or say it for another number."""
    if len(widths) != columns or any(width <= 0 for width in widths):
        return [1 / columns] * columns
    return [width / sum(widths) for width in widths]


def table_points(audience: str) -> float:
    """The size of type in tables: a point smaller than the body, never for a child."""
    return SIZES[audience].table


@dataclass(frozen=True)
class Fitted:
    """Column widths as shares, the size of type in points and the room round the words in points."""

    shares: list[float]
    points: float
    pad: float


def fitted_columns(table: Table, audience: str, width_mm: float) -> Fitted:
    """Column widths in which no ordinary word is broken: type and room are made smaller, down to a floor, until it is so."""
    columns = columns_of(table)
    wanted = shares(table.widths, columns)
    longest = [_longest(table, column) for column in range(columns)]
    width = width_mm / 25.4 * 72
    largest = table_points(audience)
    if table.small:
        return Fitted(wanted, SMALL_TABLE, 3.0)
    sizes = [largest] if audience == "child" else [largest, 9.5, 9.0, 8.5, 8.0]
    for points in (size for size in sizes if size <= largest):
        pad = 5.0 if columns <= 6 else 3.0
        least = [letters * points * LETTER + 2 * pad for letters in longest]
        if sum(least) <= width:
            return Fitted(_at_least(wanted, [one / width for one in least]), points, pad)
    # Even the smallest type does not fit: the longest words are the ones that break.
    return Fitted([one / sum(least) for one in least], points, pad)


def _longest(table: Table, column: int) -> int:
    cells = [row[column] for row in (table.head, *table.rows) if column < len(row)]
    words = [len(word) for cell in cells for word in cell[:2000].split()]
    return min(max(words, default=1), MOST_LETTERS)


def _at_least(wanted: list[float], least: list[float]) -> list[float]:
    """The shares wanted, with what is too narrow widened at the cost of the others, in proportion to what they can spare."""
    lacking = sum(max(low - share, 0) for share, low in zip(wanted, least, strict=True))
    spare = sum(max(share - low, 0) for share, low in zip(wanted, least, strict=True))
    if not lacking:
        return wanted
    part = lacking / spare if spare else 0
    return [max(low, share - (share - low) * part) for share, low in zip(wanted, least, strict=True)]


def columns_of(table: Table) -> int:
    """How many columns a table needs, uneven rows included; at least one."""
    return max([len(table.head), *(len(row) for row in table.rows), 1])


def squared(row: tuple[str, ...], columns: int) -> list[str]:
    """A row with as many cells as the table, as it is written."""
    return [visible(cell) for cell in row] + [""] * (columns - len(row))


def sign_columns(block: SignHere, audience: str) -> list[int]:
    """The columns of a table to sign in; on a child's copy the role is left out where nobody's is written."""
    roleless = audience == "child" and not any(row[1] for row in block.rows)
    return [0, 2, 3] if roleless else [0, 1, 2, 3]


def ticks_abreast(options: tuple[str, ...]) -> int:
    """How many boxes to tick stand side by side in a panel: days of a year fit three times, and more words less often."""
    longest = max(map(len, options), default=0)
    return 3 if len(options) > 6 and longest <= 11 else 2 if longest <= 24 else 1


def signers_abreast(count: int) -> int:
    """How many places to sign stand side by side on a child's page."""
    return 3 if count in (3, 5, 6) or count > 8 else 2


def boxes_abreast(options: tuple[str, ...]) -> int:
    """How many boxes to tick stand side by side: yes, no and their like in one row, longer words in fewer columns."""
    longest = max(map(len, options), default=0)
    if len(options) <= 2:
        return 2 if len(options) == 2 and longest <= MOST_HALF else 1
    if len(options) <= FEW_BOXES and longest <= SHORT_BOX:
        return len(options)
    return 3 if longest <= MOST_THIRD else 2 if longest <= MOST_HALF else 1
