"""What Word and the page share: short answers set as a table of facts, widths, sizes of type by audience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from toolkit.export.text import visible
from toolkit.forms.blocks import Answer, Block, Outline, SignHere, Table

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
BOX = "☐"


@dataclass(frozen=True)
class Sizes:
    """Sizes of type in points for one audience."""

    body: float
    heading: tuple[float, float, float]
    title: float
    small: float
    foot: float = 8.5
    line: float = 1.25


SIZES = {
    "practitioner": Sizes(body=11, heading=(14, 12.5, 11), title=20, small=9.5),
    "family": Sizes(body=12, heading=(15, 13.5, 12), title=22, small=10.5, foot=9),
    "child": Sizes(body=17, heading=(19, 18, 17), title=27, small=16, foot=9, line=1.3),
}


@dataclass(frozen=True)
class Facts:
    """Short answers that follow one another, set as rows of label and words."""

    answers: tuple[Answer, ...]


Piece: TypeAlias = Block | Facts


def arrange(outline: Outline) -> Iterator[Piece]:
    """The blocks with short answers that follow one another gathered. A child's copy is left one under another."""
    short: list[Answer] = []
    for block in outline.blocks:
        if isinstance(block, Answer) and outline.audience != "child" and _is_short(block):
            short.append(block)
            continue
        yield from _gathered(short)
        short = []
        yield block
    yield from _gathered(short)


def _gathered(short: list[Answer]) -> Iterator[Piece]:
    if len(short) == 1:
        yield short[0]
    elif short:
        yield Facts(tuple(short))


def _is_short(answer: Answer) -> bool:
    words = answer.lines
    return len(words) == 1 and len(words[0]) <= 110 and "\n" not in words[0] and len(answer.label) <= 90


def page_mm(outline: Outline) -> tuple[float, float]:
    """Width and height of the paper in millimetres."""
    return (A4_MM[1], A4_MM[0]) if outline.landscape else A4_MM


def text_width_mm(outline: Outline) -> float:
    """The width between the margins in millimetres."""
    return page_mm(outline)[0] - 2 * MARGIN_MM


def shares(widths: tuple[float, ...], columns: int) -> list[float]:
    """The share of each column, adding up to 1. Equal when the widths do not say, or say it for another number."""
    if len(widths) != columns or any(width <= 0 for width in widths):
        return [1 / columns] * columns
    return [width / sum(widths) for width in widths]


def table_points(audience: str) -> float:
    """The size of type in tables: a point smaller than the body, never for a child."""
    body = SIZES[audience].body
    return body if audience == "child" else body - 1


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


def two_abreast(options: tuple[str, ...]) -> bool:
    """Whether boxes to tick stand two in a row: several, and each short."""
    return len(options) >= 4 and all(len(option) <= 30 for option in options)
