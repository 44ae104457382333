"""What a record looks like on paper, before it is Word, a page or print: a list of blocks.

`outline` makes blocks once from a form and its answers; every writer writes the same blocks. They are stored with each
final revision, so what was signed reprints word for word. What an audience may not see never becomes a block.
"""

from __future__ import annotations

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
    what is read from across a room.
    """

    text: str
    tone: Literal["", "note", "strong", "large"] = ""


class Warn(_Block, frozen=True, kw_only=True, tag="warn"):
    """A boxed line at the top: warnings, "DRAFT - not agreed", "Written late"."""

    text: str


class Answer(_Block, frozen=True, kw_only=True, tag="answer"):
    """A label and what was answered, one string a paragraph. `state` is `missing` for "Not recorded"."""

    label: str
    lines: tuple[str, ...]
    state: Literal["recorded", "missing", "not_this_time", "none"] = "recorded"


class Table(_Block, frozen=True, kw_only=True, tag="table"):
    """A table whose head repeats on each page. `widths` are shares that need not add up; empty means equal."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()


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
    """Places to sign: each row is printed name, role, date and what is known ("agreed verbally on ...")."""

    rows: tuple[tuple[str, str, str, str], ...]
    label: str = "Signatures"


class Picture(_Block, frozen=True, kw_only=True, tag="picture"):
    """An SVG drawing with its words for those who cannot see it. Width in millimetres."""

    svg: str
    alt: str
    width_mm: float = 160.0


class PageBreak(_Block, frozen=True, kw_only=True, tag="page_break"):
    """What follows starts a new page."""


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


def _words(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph() | Warn():
            return [block.text]
        case Answer():
            return [block.label, *block.lines]
        case Table():
            return [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
        case ScaleLine():
            number = [] if block.value is None else [str(block.value)]
            return [block.label, *number, block.words, block.low_words, block.high_words]
        case WriteLines():
            return [block.label, block.hint]
        case TickBoxes():
            return [block.label, block.hint, *block.options]
        case SignHere():
            return [block.label, *(cell for row in block.rows for cell in row)]
        case Picture() | PageBreak():
            return []
