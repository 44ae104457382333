"""What a record looks like on paper, before it is Word, a page or print: a list of blocks.

`outline` makes blocks once from a form and its answers; every writer writes the same blocks. They are stored with each
final revision, so what was signed reprints word for word. What an audience may not see never becomes a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec


class _Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="block"):
    """Base of every block."""


class Heading(_Block, frozen=True, kw_only=True, tag="heading"):
    """A heading; level 1 is a page of the form, 2 a field or a person."""

    text: str
    level: int = 1


class Paragraph(_Block, frozen=True, kw_only=True, tag="paragraph"):
    """Plain words. `tone` sets them apart: `note` for small print, `strong` for what must be read first, `large` for
    what is read from across a room, `big` for the same where there is more of it.
    """

    text: str
    tone: Literal["", "note", "strong", "large", "big"] = ""


class Warn(_Block, frozen=True, kw_only=True, tag="warn"):
    """A boxed line at the top: warnings, "DRAFT - not agreed", "Written late"."""

    text: str


class Answer(_Block, frozen=True, kw_only=True, tag="answer"):
    """A label and what was answered, one string a paragraph. `state` is `missing` for "Not recorded"."""

    label: str
    lines: tuple[str, ...]
    state: Literal["recorded", "missing", "not_this_time", "none"] = "recorded"


class Table(_Block, frozen=True, kw_only=True, tag="table"):
    """A table whose head repeats on each page. `widths` are shares that need not add up; empty means equal.

    `small` is for a grown-up to read on a child's paper.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()
    small: bool = False
    before: tuple[tuple[str, ...], ...] = ()
    """For each row the words of each cell from the last time, set small and grey above those of this time; or nothing."""
    struck: int = 0
    """So many first columns have their words struck through: what no longer holds. The caption says so too."""


class ScaleLine(_Block, frozen=True, kw_only=True, tag="scale"):
    """A number on a scale. `value` is None when there is none, and `words` say why."""

    label: str
    low: int
    high: int
    value: int | None = None
    words: str = ""
    low_words: str = ""
    high_words: str = ""


class WriteLines(_Block, frozen=True, kw_only=True, tag="lines"):
    """Ruled lines for handwriting on a blank form."""

    label: str
    hint: str = ""
    count: int = 2


class TickBoxes(_Block, frozen=True, kw_only=True, tag="boxes"):
    """Boxes to tick by hand on a blank form."""

    label: str
    options: tuple[str, ...]
    hint: str = ""


class SignHere(_Block, frozen=True, kw_only=True, tag="sign"):
    """Places to sign: each row is printed name, role, date and what is known ("agreed verbally on ...").

    `drawn` holds, for the row of that place, what was drawn as an SVG path in a box of 300 by 100, or nothing.
    """

    rows: tuple[tuple[str, str, str, str], ...]
    label: str = "Signatures"
    drawn: tuple[str, ...] = ()


class Picture(_Block, frozen=True, kw_only=True, tag="picture"):
    """An SVG drawing with its words for those who cannot see it. Width in millimetres."""

    svg: str
    alt: str
    width_mm: float = 160.0


class PointColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of a three-column map: each point is its words, then small lines (kind, who said it, evidence).

    Points at the same place of two columns stand beside each other; one without words keeps its place empty.
    """

    title: str
    question: str
    tone: Literal["good", "worry", "next"]
    points: tuple[tuple[str, tuple[str, ...]], ...]


class PointColumns(_Block, frozen=True, kw_only=True, tag="columns"):
    """Columns side by side, in the order chosen."""

    columns: tuple[PointColumn, ...]


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's number; `value` is None when there is none, and `words` say why."""

    name: str
    value: int | None
    words: str = ""
    because: str = ""
    higher: str = ""
    replaced: tuple[int, ...] = ()
    """Numbers the same person gave first on the same day."""


class ScoreSeries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's numbers over time: ISO day, number, and whether they were given under today's anchors."""

    name: str
    points: tuple[tuple[str, int, bool], ...]


class ScoreBoard(_Block, frozen=True, kw_only=True, tag="scores"):
    """Everybody's own number on one line, and over time. Writers draw the line and the chart from it."""

    label: str
    low: int
    high: int
    low_words: str
    high_words: str
    rows: tuple[ScoreRow, ...]
    history: tuple[ScoreSeries, ...] = ()
    show: Literal["all", "line", "table"] = "all"
    """The line with everybody's mark, or the table of reasons and the chart over time, or both."""


class Cells(_Block, frozen=True, kw_only=True, tag="cells"):
    """Cells side by side that hold several lines or a drawing each. Writers make it out of columns and scales.

    `head` makes the first row one that repeats on each page; `tones` are grounds for its cells. Without `lined` nothing is
    drawn between the cells. `says` is read to those who cannot see it.
    """

    rows: tuple[tuple[tuple[Paragraph | Picture, ...], ...], ...]
    head: bool = False
    tones: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    lined: bool = True
    says: str = ""


class Panel(_Block, frozen=True, kw_only=True, tag="panel"):
    """A drawing on the left, a heading and short lines on the right; `boxed` is set apart with a frame."""

    picture: str
    heading: str
    lines: tuple[str, ...]
    boxed: bool = False


class CardGrid(_Block, frozen=True, kw_only=True, tag="cards"):
    """Small cards of a drawing and a word; an empty word leaves a card to write on, a crossed one is struck through."""

    cards: tuple[tuple[str, str, bool], ...]


class Photo(_Block, frozen=True, kw_only=True, tag="photo"):
    """A picture kept in the vault; the writer is handed its bytes by id. `alt` says what it is."""

    file: str
    alt: str
    caption: str = ""
    width_mm: float = 120.0


class BodyFigure(_Block, frozen=True, kw_only=True, tag="body"):
    """Body outlines with numbered marks: view, x and y (0 to 1), number. `alt` says where each mark is."""

    marks: tuple[tuple[str, float, float, int], ...]
    alt: str
    views: tuple[str, ...] = ("front", "back")


class PageBreak(_Block, frozen=True, kw_only=True, tag="page_break"):
    """What follows starts a new page; `turn` lays it, and all that comes after, on the long side or sets it upright."""

    turn: Literal["", "landscape", "portrait"] = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Warn
    | Answer
    | Table
    | ScaleLine
    | WriteLines
    | TickBoxes
    | SignHere
    | Picture
    | PointColumns
    | ScoreBoard
    | Cells
    | Panel
    | CardGrid
    | Photo
    | BodyFigure
    | PageBreak
)


class Outline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record ready to be written out for one audience.

    `left_out` names, by label and reason, what this audience does not get; it is shown to the worker and never printed.
    """

    title: str
    audience: Literal["practitioner", "family", "child"]
    blocks: tuple[Block, ...]
    subtitle: str = ""
    family_reference: str = ""
    status: str = "Draft"
    """As printed in the footer: "Draft", "Final", "Version 2, final", "Blank form"."""
    version: int = 1
    draft: bool = True
    landscape: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    put_in: tuple[tuple[str, str], ...] = ()
    """What is left out by default and was put in for this copy: its label and why; never printed either."""


def to_json(outline: Outline) -> bytes:
    """An outline as stored with a final revision."""
    return msgspec.json.encode(outline)


def from_json(stored: bytes | str) -> Outline:
    """A stored outline read back. Raises msgspec.ValidationError when it is none."""
    return msgspec.json.decode(stored, type=Outline)


def text_of(outline: Outline) -> list[str]:
    """Every word of an outline in reading order, for tests and for comparing writers."""
    words = [outline.title, outline.subtitle]
    for block in outline.blocks:
        words.extend(_words(block))
    return [word for word in words if word]


def _cells(block: Table) -> Iterator[str]:
    """Each cell, after what it said the last time."""
    for number, row in enumerate(block.rows):
        before = block.before[number] if number < len(block.before) else ()
        for column, cell in enumerate(row):
            if column < len(before) and before[column]:
                yield before[column]
            yield cell


def _words(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph() | Warn():
            return [block.text]
        case Answer():
            return [block.label, *block.lines]
        case Table():
            return [block.caption, *block.head, *_cells(block)]
        case ScaleLine():
            number = [] if block.value is None else [str(block.value)]
            return [block.label, *number, block.words, block.low_words, block.high_words]
        case WriteLines():
            return [block.label, block.hint]
        case TickBoxes():
            return [block.label, block.hint, *block.options]
        case SignHere():
            return [block.label, *(cell for row in block.rows for cell in row)]
        case PointColumns():
            return [
                word
                for column in block.columns
                for word in (
                    column.title,
                    column.question,
                    *(w for text, small in column.points for w in (text, *small)),
                )
            ]
        case ScoreBoard():
            rows = [
                word
                for row in block.rows
                for word in (
                    row.name,
                    "" if row.value is None else str(row.value),
                    row.words,
                    row.because,
                    row.higher,
                )
            ]
            return [block.label, block.low_words, block.high_words, *rows]
        case Cells():
            inside = (one for row in block.rows for cell in row for one in cell)
            return [one.text for one in inside if isinstance(one, Paragraph)]
        case Panel():
            return [block.heading, *block.lines]
        case CardGrid():
            return [word for _, word, _ in block.cards]
        case Photo():
            return [block.caption]
        case Picture() | BodyFigure() | PageBreak():
            return []
