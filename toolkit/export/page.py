"""An outline as HTML for Qt's text document: the page that is shown, printed and made into a PDF.

The same pieces as the Word file, set by a template in `resources/templates`. What stands at the head and foot of
each page is drawn when the page is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from toolkit.export.art import CARD_COLUMNS, Drawing, card_rows, drawn_signature, panel_drawing
from toolkit.export.layout import (
    BLANK_ROW_MM,
    BOX,
    FACT_WIDTHS,
    LINE_MM,
    SCALE_STEPS,
    SIGN_HEAD,
    SIGN_MM,
    SIGN_WIDTHS,
    SIZES,
    Piece,
    arrange,
    columns_of,
    fitted_columns,
    shares,
    sign_columns,
    squared,
    table_points,
    text_width_mm,
    two_abreast,
)
from toolkit.export.pictures import Drawn, fitted, png
from toolkit.export.text import is_rtl, visible
from toolkit.forms.blocks import (
    CardGrid,
    Outline,
    PageBreak,
    Panel,
    Picture,
    ScaleLine,
    SignHere,
    Table,
    TickBoxes,
    Warn,
    WriteLines,
)

TEMPLATE = "page.html.j2"
PX_MM = 96 / 25.4


@dataclass(frozen=True)
class Page:
    """HTML, and the drawings it names."""

    html: str
    pictures: dict[str, Drawn] = field(default_factory=dict)


def page(outline: Outline, templates: Path) -> Page:
    """Sets an outline as HTML with the templates of a folder."""
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
    drawings: dict[str, Drawn] = {}
    pieces = _pieces(outline, drawings)
    html = environment.get_template(TEMPLATE).render(
        title=outline.title,
        subtitle=outline.subtitle,
        child=outline.audience == "child",
        sizes=SIZES[outline.audience],
        table=table_points(outline.audience),
        pieces=pieces,
        box=BOX,
    )
    return Page(html, drawings)


def _words(text: str) -> Markup:
    """A person's words: markup in them is shown as typed, line ends are kept."""
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
                "rows": [(row, 0 if any(row) else _px(BLANK_ROW_MM)) for row in rows],
                "widths": [round(share * 100, 3) for share in fit.shares],
                "points": fit.points,
                "pad": round(fit.pad),
            }
        case ScaleLine():
            return _scale(piece)
        case WriteLines():
            return {"count": max(piece.count, 1), "height": _px(LINE_MM)}
        case TickBoxes():
            across = 2 if two_abreast(piece.options) else 1
            options = [*piece.options, *[""] * (-len(piece.options) % across)]
            rows_ = [options[at : at + across] for at in range(0, len(options), across)]
            return {"rows": rows_, "widths": _percent((), across)}
        case SignHere():
            columns_ = sign_columns(piece, outline.audience)
            return {
                "head": [SIGN_HEAD[c] for c in columns_],
                "rows": [[row[c] for c in columns_] for row in piece.rows],
                "drawn": [_inset(drawn_signature(piece, n), drawings) for n in range(len(piece.rows))],
                "widths": _percent(tuple(SIGN_WIDTHS[c] for c in columns_), len(columns_)),
                "height": _px(SIGN_MM),
            }
        case Panel():
            held = _inset(panel_drawing(piece), drawings)
            return {"drawing": held, "widths": _percent((3.0, 14.0), 2)}
        case CardGrid():
            cards = [
                [(_inset(d, drawings), word, crossed) for d, word, crossed in line]
                for line in card_rows(piece)
            ]
            return {"rows": cards, "widths": _percent((), CARD_COLUMNS), "across": CARD_COLUMNS}
        case Picture():
            drawn = fitted(piece, outline)
            if drawn is None:
                return {"name": ""}
            name = f"picture:{len(drawings) + 1}"
            drawings[name] = drawn
            return {"name": name, "width": _px(drawn.width_mm), "height": _px(drawn.height_mm)}
        case _:
            return {"widths": _percent(FACT_WIDTHS, 2)}


def _inset(held: Drawing | None, drawings: dict[str, Drawn]) -> dict[str, Any] | None:
    """A drawing inside a cell, known to the page by its name."""
    drawn = png(held.svg, held.width_mm) if held else None
    if drawn is None:
        return None
    name = f"picture:{len(drawings) + 1}"
    drawings[name] = drawn
    return {"name": name, "width": _px(drawn.width_mm), "height": _px(drawn.height_mm)}


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
