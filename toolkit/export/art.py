"""Blocks that are drawings become pictures and tables, which every writer knows: one step before Word and page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from toolkit.export import drawings
from toolkit.forms.blocks import (
    Block,
    BodyFigure,
    CardGrid,
    Outline,
    Panel,
    Paragraph,
    Photo,
    Picture,
    PointColumns,
    ScoreBoard,
    SignHere,
    Table,
)

Photos = Callable[[str], bytes | None]
"""Gives the bytes of a picture kept in the vault, or None when it is no longer there."""
CARD_COLUMNS = 3


@dataclass(frozen=True)
class Drawing:
    """A drawing of ours set in a piece: SVG and width in millimetres."""

    svg: str
    width_mm: float


def lowered(outline: Outline, photos: Photos | None = None) -> Outline:
    """The same outline with its columns, scales, photos and body marks as tables and pictures."""
    blocks = [made for block in outline.blocks for made in _lowered(block, photos, outline)]
    return msgspec.structs.replace(outline, blocks=tuple(blocks))


def _lowered(block: Block, photos: Photos | None, outline: Outline) -> Iterator[Block]:
    match block:
        case PointColumns():
            yield _columns(block)
        case ScoreBoard():
            yield from _board(block, outline)
        case BodyFigure():
            yield Picture(svg=drawings.body(block.marks, block.views), alt=block.alt, width_mm=150)
        case Photo():
            content = photos(block.file) if photos else None
            svg = drawings.photo(content) if content else None
            if svg is None:
                yield Paragraph(text=f"Picture not shown here: {block.caption or block.alt}", tone="note")
                return
            yield Picture(svg=svg, alt=block.alt, width_mm=block.width_mm)
            if block.caption:
                yield Paragraph(text=block.caption, tone="note")
        case _:
            yield block


def _columns(block: PointColumns) -> Table:
    """Each column's points under one another, as on the screen; small lines stand on one line under their point."""
    cells = tuple("\n".join(_point(text, small) for text, small in column.points) for column in block.columns)
    questions = tuple(column.question for column in block.columns)
    rows = ((questions, cells) if any(questions) else (cells,)) if any(cells) else (questions,)
    return Table(head=tuple(column.title for column in block.columns), rows=rows)


def _point(text: str, small: tuple[str, ...]) -> str:
    return f"• {text}" + (f"\n   {'. '.join(small)}" if small else "")


def _board(block: ScoreBoard, outline: Outline) -> Iterator[Block]:
    wide = 230.0 if outline.landscape else 165.0
    if block.show != "table":
        yield Paragraph(text=block.label, tone="strong")
        yield Picture(svg=drawings.score_line(block), alt=drawings.line_words(block), width_mm=wide)
        yield Paragraph(
            text=f"{block.low} means: {block.low_words} {block.high} means: {block.high_words}", tone="note"
        )
    if block.show == "line":
        return
    if block.rows:
        rows = tuple(
            (r.name, r.words if r.value is None else str(r.value), r.because, r.higher) for r in block.rows
        )
        head = ("Who", "Number", "Because", "One higher if")
        yield Table(caption="Each person's own number", head=head, rows=rows, widths=(2.5, 1.5, 4, 4))
    if any(len(one.points) > 1 for one in block.history):
        yield Paragraph(text="Numbers over time", tone="strong")
        svg = drawings.score_chart(block.history, block.low, block.high)
        yield Picture(svg=svg, alt=drawings.chart_words(block.history), width_mm=100)


def panel_drawing(block: Panel, width_mm: float = 22.0) -> Drawing | None:
    """The drawing beside a child's words."""
    svg = drawings.drawing(block.picture)
    return Drawing(svg, width_mm) if svg else None


def card_rows(block: CardGrid) -> list[list[tuple[Drawing | None, str, bool]]]:
    """Cards in rows of three, each a drawing, a word and whether it is crossed out; the last row is filled up."""
    cards = [(_card_drawing(name), word, crossed) for name, word, crossed in block.cards]
    return [cards[at : at + CARD_COLUMNS] for at in range(0, len(cards), CARD_COLUMNS)]


def _card_drawing(name: str) -> Drawing | None:
    svg = drawings.drawing(name) if name else None
    return Drawing(svg, 14.0) if svg else None


def drawn_signature(block: SignHere, place: int) -> Drawing | None:
    """What was drawn as the signature in a row, where something was."""
    path = block.drawn[place] if place < len(block.drawn) else ""
    return Drawing(drawings.signature(path), 40.0) if path else None
