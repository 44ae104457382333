"""Blocks that are drawings become pictures and tables, which every writer knows: one step before Word and page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

import msgspec

from toolkit.export import drawings
from toolkit.export.layout import text_width_mm
from toolkit.forms import dates
from toolkit.forms.blocks import (
    Block,
    BodyFigure,
    CardGrid,
    Cells,
    Outline,
    Panel,
    Paragraph,
    Photo,
    Picture,
    PointColumns,
    ScoreBoard,
    ScoreRow,
    SignHere,
    Table,
)
from toolkit.forms.board import one_line, short_names

Photos = Callable[[str], bytes | None]
"""Gives the bytes of a picture kept in the vault, or None when it is no longer there."""
CARD_COLUMNS = 3
UNEVEN = 0.3
"""How far the width of a column follows how much stands in it; at 0 all are of one width."""
STRIP_PEOPLE = 6
"""With more people the reasons are a table under the line."""
STRIP_UNITS = 4.2
"""Units of a drawing to a millimetre, so that its letters are about 9 points high."""


@dataclass(frozen=True)
class Drawing:
    """A drawing of ours set in a piece: SVG, width in millimetres, and words where nothing beside it says what it is."""

    svg: str
    width_mm: float
    says: str = ""


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
            wide = 150.0 if len(block.views) > 2 else 100.0
            yield Picture(svg=drawings.body(block.marks, block.views), alt=block.alt, width_mm=wide)
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


def _columns(block: PointColumns) -> Cells:
    """A row for each place, so that no point is cut between sheets; small words stand on one line under their point."""
    head = tuple(
        (
            Paragraph(text=column.title, tone="strong"),
            *([Paragraph(text=column.question, tone="note")] if column.question else ()),
        )
        for column in block.columns
    )
    places = zip_longest(*(column.points for column in block.columns), fillvalue=("", ()))
    rows = tuple(tuple(_point(text, small) for text, small in place) for place in places)
    tones = tuple(column.tone for column in block.columns)
    return Cells(rows=(head, *rows), head=True, tones=tones, widths=_column_widths(block))


def _column_widths(block: PointColumns) -> tuple[float, ...]:
    """Columns half as wide as the others, half after how much stands in them: a full one is then no higher than need be."""
    letters = [
        sum(len(text) + sum(map(len, small)) for text, small in column.points) for column in block.columns
    ]
    whole = sum(letters)
    each = 1 / max(len(letters), 1)
    return tuple(round(each + (count / whole - each) * UNEVEN, 3) if whole else each for count in letters)


def _point(text: str, small: tuple[str, ...]) -> tuple[Paragraph, ...]:
    words = (Paragraph(text=text),) if text else ()
    return words + ((Paragraph(text=one_line(small), tone="note"),) if small else ())


def _board(block: ScoreBoard, outline: Outline) -> Iterator[Block]:
    if outline.landscape and block.show == "all" and len(block.rows) <= STRIP_PEOPLE:
        yield _strip(block, outline)
        return
    if block.show != "table":
        yield Paragraph(text=block.label, tone="strong")
        wide = 230.0 if outline.landscape else 165.0
        yield Picture(svg=drawings.score_line(block), alt=drawings.line_words(block), width_mm=wide)
        yield from _ends(block)
    if block.show == "line":
        return
    if block.rows:
        rows = tuple((r.name, _number(r), r.because, r.higher) for r in block.rows)
        head = ("Who", "Number", "Because", "One higher if")
        yield Table(caption="Each person's own number", head=head, rows=rows, widths=(2.5, 1.5, 4, 4))
    if _several(block):
        yield Paragraph(text="Numbers over time", tone="strong")
        svg = drawings.score_chart(block.history, block.low, block.high)
        yield Picture(svg=svg, alt=drawings.chart_words(block.history), width_mm=100)


def _ends(block: ScoreBoard) -> tuple[Paragraph, ...]:
    """What the ends of the scale mean, a line each."""
    ends = ((block.low, block.low_words), (block.high, block.high_words))
    return tuple(Paragraph(text=f"{number} means: {words}", tone="note") for number, words in ends if words)


def _several(block: ScoreBoard) -> bool:
    return any(len(one.points) > 1 for one in block.history)


def _strip(block: ScoreBoard, outline: Outline) -> Cells:
    """The line with everybody's mark, beside it what each person said, and at the right the numbers over time."""
    several = _several(block)
    widths: tuple[float, ...] = (3.5, 6.0, 3.0) if several else (5.5, 7.0)
    wide = text_width_mm(outline) * widths[0] / sum(widths) - 5
    line = drawings.score_line(block, width=round(wide * STRIP_UNITS))
    cells: list[tuple[Paragraph | Picture, ...]] = [
        (
            Paragraph(text=block.label, tone="strong"),
            Picture(svg=line, alt=drawings.line_words(block), width_mm=wide),
            *_ends(block),
        ),
        tuple(
            _person(block, row, name)
            for row, name in zip(block.rows, short_names([row.name for row in block.rows]), strict=True)
        ),
    ]
    if several:
        wide = text_width_mm(outline) * widths[2] / sum(widths) - 5
        # Names at the right stand under one another: many people need more height.
        high = max(108, 62 + 14 * len(block.history))
        chart = drawings.score_chart(
            block.history, block.low, block.high, width=round(wide * STRIP_UNITS), height=high, margin=96
        )
        alt = drawings.chart_words(block.history)
        heading = Paragraph(text="Numbers over time", tone="strong")
        cells.append((heading, Picture(svg=chart, alt=alt, width_mm=wide)))
    return Cells(rows=(tuple(cells),), widths=widths, says=drawings.line_words(block), lined=False)


def _person(block: ScoreBoard, row: ScoreRow, name: str) -> Paragraph:
    """One person's number in words, with the reason, what would make it higher, and the numbers before."""
    said = [f"{name}: {_number(row)}"]
    said += [f"Because: {row.because}"] if row.because else []
    said += [f"One higher if: {row.higher}"] if row.higher else []
    before = [
        f"{score} on {_day(day)}" + ("" if same else " (other words at the ends)")
        for one in block.history
        if one.name == row.name
        for day, score, same in (one.points[:-1] if row.value is not None else one.points)
    ]
    said += [f"Before: {', '.join(before)}"] if before else []
    return Paragraph(text=one_line(said), tone="note" if len(block.rows) > 3 else "")


def _number(row: ScoreRow) -> str:
    """A number, and those that the same person gave first that day."""
    first = f" (first {', '.join(str(n) for n in row.replaced)})" if row.replaced else ""
    return (row.words if row.value is None else str(row.value)) + first


def _day(day: str) -> str:
    """A day without its year: that of the map stands at its head, and the chart beside it says the rest."""
    when = dates.first_day(day)
    return f"{when.day} {dates.MONTHS[when.month - 1]}"


def panel_drawing(block: Panel, width_mm: float = 22.0) -> Drawing | None:
    """The drawing beside a child's words."""
    svg = drawings.drawing(block.picture)
    return Drawing(svg, width_mm) if svg else None


def card_rows(block: CardGrid) -> list[list[tuple[Drawing | None, str, bool]]]:
    """Cards in rows of three, each a drawing, a word and whether it is crossed out; the last row is filled up."""
    cards = [(_card_drawing(name, crossed), word, crossed) for name, word, crossed in block.cards]
    return [cards[at : at + CARD_COLUMNS] for at in range(0, len(cards), CARD_COLUMNS)]


def _card_drawing(name: str, crossed: bool) -> Drawing | None:
    svg = drawings.drawing(name) if name else None
    return Drawing(drawings.crossed(svg) if crossed else svg, 13.0) if svg else None


def drawn_signature(block: SignHere, place: int, width_mm: float = 40.0) -> Drawing | None:
    """What was drawn as the signature in a row, where something was."""
    path = block.drawn[place] if place < len(block.drawn) else ""
    if not path:
        return None
    name = block.rows[place][0] if place < len(block.rows) else ""
    says = f"Signature drawn by {name}" if name else "Signature drawn on the screen"
    return Drawing(drawings.signature(path), width_mm, says)
