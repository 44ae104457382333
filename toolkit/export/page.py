"""An outline as HTML for Qt's text document: the page that is shown, printed and made into a PDF.

The same pieces as the Word file, set by a template in `resources/templates`. What stands at the head and foot of
each page is drawn when the page is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.export.art import CARD_COLUMNS, Drawing, card_rows, drawn_signature, panel_drawing
from toolkit.export.layout import (
    BLANK_ROW_MM,
    BOX,
    CARD_MM,
    CARD_WIDTHS,
    CHILD_SIGN_MM,
    FACT_WIDTHS,
    GROUNDS,
    INLINE_LETTERS,
    LETTER,
    LINE_MM,
    PANEL_WIDTHS,
    SCALE_STEPS,
    SIGN_HEAD,
    SIGN_MM,
    SIGN_WIDTHS,
    Picked,
    Piece,
    arrange,
    boxes_abreast,
    columns_of,
    fitted_columns,
    shares,
    sign_columns,
    signers_abreast,
    sizes_of,
    squared,
    text_width_mm,
    ticks_abreast,
)
from toolkit.export.pictures import Drawn, fitted, png
from toolkit.export.text import is_rtl, visible
from toolkit.forms.blocks import (
    CardGrid,
    Cells,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    ScaleLine,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

TEMPLATE = "page.html.j2"
PX_MM = 96 / 25.4


@dataclass(frozen=True)
class Page:
    """HTML, and the drawings it names."""

    html: str
    pictures: dict[str, Drawn] = field(default_factory=dict)


def page(outline: Outline, templates: Path) -> Page:
    """Sets an outline as HTML with the templates of a folder."""
    environment = _environment(templates)
    drawings: dict[str, Drawn] = {}
    pieces = _pieces(outline, drawings)
    html = environment.get_template(TEMPLATE).render(
        title=outline.title,
        subtitle=outline.subtitle,
        child=outline.audience == "child",
        sizes=sizes_of(outline),
        table=sizes_of(outline).table,
        pieces=pieces,
        box=BOX,
    )
    return Page(html, drawings)


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    """The templates of a folder, read once: a pack sets hundreds of pages with the same ones."""
    # Not before the first page is set: a record is opened far oftener than it is shown on paper.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["words"] = _words
    environment.tests["rtl"] = is_rtl
    return environment


def _words(text: str) -> Markup:
    """A person's words: markup in them is shown as typed, line ends are kept."""
    from markupsafe import Markup, escape

    return Markup("<br/>").join(escape(line) for line in visible(text).split("\n"))


def _pieces(outline: Outline, drawings: dict[str, Drawn]) -> list[dict[str, Any]]:
    """What the template sets, one table of values a piece; warnings that follow one another share a box."""
    set_: list[dict[str, Any]] = []
    new_page = False
    for piece in arrange(outline):
        if isinstance(piece, PageBreak):
            new_page = True
            continue
        if isinstance(piece, Warn) and set_ and set_[-1]["kind"] == "Warn" and not new_page:
            set_[-1]["texts"].append(piece.text)
            continue
        set_.append(
            {
                "kind": type(piece).__name__,
                "piece": piece,
                "new_page": new_page,
                **_more(piece, outline, drawings),
            }
        )
        new_page = False
    return set_


def _more(piece: Piece, outline: Outline, drawings: dict[str, Drawn]) -> dict[str, Any]:
    """What the template needs beside the block itself."""
    match piece:
        case Warn():
            return {"texts": [piece.text]}
        case Table():
            columns = columns_of(piece)
            rows = [squared(row, columns) for row in piece.rows]
            head = squared(piece.head, columns) if any(piece.head) else []
            fit = fitted_columns(piece, outline.audience, text_width_mm(outline))
            return {
                "head": head,
                "rows": [
                    (row, 0 if any(row) else _px(BLANK_ROW_MM), last)
                    for row, last in zip(rows, _before(piece, columns), strict=True)
                ],
                "widths": [round(share * 100, 3) for share in fit.shares],
                "points": fit.points,
                "pad": round(fit.pad),
            }
        case ScaleLine():
            return _scale(piece)
        case WriteLines():
            return {"count": max(piece.count, 1), "height": _px(LINE_MM)}
        case TickBoxes():
            across = boxes_abreast(piece.options)
            return {"rows": _abreast(piece.options, across), "widths": _percent((), across)}
        case SignHere() if outline.audience == "child":
            return _places(piece, drawings)
        case SignHere():
            columns_ = sign_columns(piece, outline.audience)
            return {
                "head": [SIGN_HEAD[c] for c in columns_],
                "rows": [[row[c] for c in columns_] for row in piece.rows],
                "drawn": [_inset(drawn_signature(piece, n), drawings) for n in range(len(piece.rows))],
                "widths": _percent(tuple(SIGN_WIDTHS[c] for c in columns_), len(columns_)),
                "height": _px(SIGN_MM),
            }
        case Picked():
            return {
                "panel": piece.panel,
                "drawing": _inset(panel_drawing(piece.panel), drawings),
                "widths": _percent(PANEL_WIDTHS, 2),
                "inside": [_within(one, outline) for one in piece.inside],
                "height": _px(LINE_MM),
            }
        case CardGrid():
            cards = [
                [(_inset(d, drawings), word, crossed) for d, word, crossed in line]
                for line in card_rows(piece)
            ]
            return {
                "rows": cards,
                "widths": _percent(CARD_WIDTHS * CARD_COLUMNS, 2 * CARD_COLUMNS),
                "height": _px(CARD_MM),
            }
        case Cells():
            count_ = max((len(row) for row in piece.rows), default=1)
            cells_ = [[_inside(cell, outline, drawings) for cell in row] for row in piece.rows]
            return {
                "head": cells_[0] if piece.head and cells_ else [],
                "rows": cells_[1:] if piece.head else cells_,
                "widths": _percent(piece.widths, count_),
                "grounds": [GROUNDS.get(tone, "#EBE8E1") for tone in piece.tones] or ["#EBE8E1"] * count_,
            }
        case Picture():
            return _picture(piece, outline, drawings)
        case _:
            return {"widths": _percent(FACT_WIDTHS, 2)}


def _picture(piece: Picture, outline: Outline, drawings: dict[str, Drawn]) -> dict[str, Any]:
    drawn = fitted(piece, outline)
    if drawn is None:
        return {"name": ""}
    name = f"picture:{len(drawings) + 1}"
    drawings[name] = drawn
    return {"name": name, "width": _px(drawn.width_mm), "height": _px(drawn.height_mm)}


def _inside(
    cell: tuple[Paragraph | Picture, ...], outline: Outline, drawings: dict[str, Drawn]
) -> list[dict[str, Any]]:
    """The lines and drawings of a cell."""
    return [
        {"it": one, **(_picture(one, outline, drawings) if isinstance(one, Picture) else {"tone": one.tone})}
        for one in cell
    ]


def _within(one: TickBoxes | tuple[WriteLines, ...], outline: Outline) -> dict[str, Any]:
    """What stands inside a panel: boxes to tick, or a row of lines to write on with their labels beside or over them."""
    if isinstance(one, TickBoxes):
        ticks = _abreast(one.options, ticks_abreast(one.options))
        return {"ticks": ticks, "label": one.label, "hint": one.hint}
    beside = all(len(line.label) <= INLINE_LETTERS and not line.hint for line in one)
    letter = sizes_of(outline).body * LETTER / 72 * 25.4
    wide = text_width_mm(outline) * shares(PANEL_WIDTHS, 2)[1]
    lines = []
    for line in one:
        label = round((len(line.label) * letter + 2) / wide * 100, 1)
        rest = round(100 / len(one) - label, 1)
        lines.append({"label": line.label, "hint": line.hint, "share": label, "rest": rest})
    return {"lines": lines, "beside": beside, "more": one[0].count - beside}


def _before(piece: Table, columns: int) -> list[list[str]]:
    """For each row what its cells said the last time."""
    given = [piece.before[n] if n < len(piece.before) else () for n in range(len(piece.rows))]
    return [squared(row, columns) for row in given]


def _abreast(words: tuple[str, ...], across: int) -> list[list[str]]:
    """Words in rows; the last row is filled up with empty ones."""
    filled = [*words, *[""] * (-len(words) % across)]
    return [filled[at : at + across] for at in range(0, len(filled), across)]


def _places(piece: SignHere, drawings: dict[str, Drawn]) -> dict[str, Any]:
    """A child's places to sign: a box for each with the name, what is known, and the drawing or room for one."""
    across = signers_abreast(len(piece.rows))
    wide = 36.0 if across == 3 else 56.0
    places = [
        {
            "words": [w for w in row if w],
            "day": row[2],
            "drawing": _inset(drawn_signature(piece, n, wide), drawings),
        }
        for n, row in enumerate(piece.rows)
    ]
    rows = [places[at : at + across] for at in range(0, len(places), across)]
    return {"kind": "Places", "places": rows, "widths": _percent((), across), "height": _px(CHILD_SIGN_MM)}


def _inset(held: Drawing | None, drawings: dict[str, Drawn]) -> dict[str, Any] | None:
    """A drawing inside a cell, known to the page by its name."""
    drawn = png(held.svg, held.width_mm) if held else None
    if drawn is None:
        return None
    name = f"picture:{len(drawings) + 1}"
    drawings[name] = drawn
    says = held.says if held else ""
    return {"name": name, "width": _px(drawn.width_mm), "height": _px(drawn.height_mm), "says": says}


def _scale(piece: ScaleLine) -> dict[str, Any]:
    drawn = 0 < piece.high - piece.low <= SCALE_STEPS
    inside = drawn and piece.value is not None and piece.low <= piece.value <= piece.high
    steps = list(range(piece.low, piece.high + 1)) if drawn else []
    return {
        "steps": steps,
        "marked": piece.value if inside else None,
        "own": inside and not piece.words,
        "number": piece.value is not None and not (inside and not piece.words),
        "widths": _percent((), max(len(steps), 2)),
    }


def _percent(widths: tuple[float, ...], columns: int) -> list[float]:
    return [round(share * 100, 3) for share in shares(widths, columns)]


def _px(millimetres: float) -> int:
    return round(millimetres * PX_MM)
