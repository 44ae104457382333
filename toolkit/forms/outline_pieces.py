"""Answers that are drawings, pictures and papers, as blocks; and how wide a column of a table has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Answer, Block, BodyFigure, Heading, Photo, Table
from toolkit.forms.people import dicts
from toolkit.forms.rules import Scope, needed
from toolkit.forms.vocabulary import BodyMap, Date, Field, LongText, Rows, Scale, YesNo, is_empty
from toolkit.forms.words import NOT_RECORDED, say


def signed_papers(answer: object) -> Iterator[Block]:
    """The photo or scan of each paper that was signed, small; whoever signed it holds the paper."""
    for row in dicts(answer):
        scan = row.get("scan")
        if row.get("how") == "paper" and isinstance(scan, str) and scan:
            who = str(row.get("name") or "").strip() or "somebody"
            day = dates.show(row.get("date"))
            words = f"The paper signed by {who}" + (f" on {day}" if day else "")
            yield Photo(file=scan, alt=words, caption=words, width_mm=60.0)


def drawn_path(row: Mapping[str, Any]) -> str:
    """What was drawn as a signature, as an SVG path in a box of 300 by 100; nothing when nothing was."""
    strokes = row.get("strokes")
    parts = []
    for stroke in strokes if row.get("how") == "drawn" and isinstance(strokes, list) else []:
        try:
            parts.append("M" + " L".join(f"{float(x) * 300:.1f} {float(y) * 100:.1f}" for x, y in stroke))
        except (TypeError, ValueError):
            continue
    return " ".join(parts)


def file_blocks(answer: object, label: str) -> Iterator[Block]:
    """Pictures in the order they were added; a paper that is no picture is named."""
    yield Heading(text=label, level=2)
    for row in dicts(answer):
        caption = str(row.get("caption") or "")
        if str(row.get("media") or "").startswith("image/") and row.get("file"):
            yield Photo(file=str(row["file"]), alt=caption or label, caption=caption)
        else:
            yield Answer(
                label="Kept with this record", lines=(caption or str(row.get("name") or NOT_RECORDED),)
            )


def card_of(card: Mapping[str, Any]) -> tuple[str, str, bool]:
    """A picture card as its drawing, its word and whether it was crossed out."""
    return str(card.get("picture") or ""), str(card.get("word") or ""), card.get("crossed") == "yes"


def body_blocks(part: BodyMap, answer: object, scope: Scope, label: str) -> Iterator[Block]:
    marks, words = [], []
    for number, mark in enumerate(dicts(answer), 1):
        x, y = mark.get("x"), mark.get("y")
        if isinstance(x, (int, float)) and isinstance(y, (int, float)):
            marks.append((str(mark.get("view") or "front"), float(x), float(y), number))
        words.append(f"{number}: {mark.get('site') or 'place not recorded'}")
    baby = any(view.startswith("baby") for view, *_ in marks)
    views: tuple[str, ...] = ("baby_front", "baby_back") if baby else ("front", "back")
    views += tuple(dict.fromkeys(view for view, *_ in marks if view not in views))
    yield BodyFigure(marks=tuple(marks), alt=f"{label}. " + "; ".join(words), views=views)
    columns = [
        c
        for c in part.columns
        if any(not is_empty(m.get(c.key)) or needed(c, scope.within(m)) for m in dicts(answer))
    ]
    head = ("No.", "Where", *(c.label for c in columns))
    rows = []
    for number, mark in enumerate(dicts(answer), 1):
        inner = scope.within(mark)
        cells = ("; ".join(say(c, mark.get(c.key), inner)) or NOT_RECORDED for c in columns)
        rows.append((str(number), str(mark.get("site") or NOT_RECORDED), *cells))
    yield Table(head=head, rows=tuple(rows), widths=(0.8, 2.5, *(column_width(c) for c in columns)))


def column_width(column: Field) -> float:
    """The share of a table's width a column needs."""
    match column:
        case LongText() | Rows():
            return 4.0
        case Date():
            # Day and month stay in one line.
            return 2.0
        case YesNo() | Scale():
            return 1.5
        case _:
            return 2.5
