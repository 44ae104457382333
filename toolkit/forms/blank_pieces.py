"""Pieces of paper to fill in by hand that several layouts share."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.forms.blocks import Table
from toolkit.forms.vocabulary import FIVE_ANSWERS, Choice, Choices, Field, LongText, YesNo, option_pairs

LINE, TWO_LINES = "\n", "\n\n"
"""Empty lines that keep a row high enough to write in by hand."""
BY_HAND = (("Written by, role, day and time", LINE), ("Keyed in by, role, day and time", LINE))
"""Who wrote the paper and who keyed it in later: both are printed with the record."""


def strip(fields: Iterable[Field], more: tuple[tuple[str, str], ...] = (), caption: str = "") -> Table:
    """Short answers as a small table, two in a row: a label and room for words, or boxes to tick."""
    cells = [(part.label, _room(part)) for part in fields] + list(more)
    cells += [("", "")] * (len(cells) % 2)
    rows = tuple((*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2))
    return Table(caption=caption, head=(), rows=rows, widths=(1.9, 4.3, 1.9, 3.9), small=True)


def _room(part: Field) -> str:
    """Boxes to tick where there are words to choose from, else empty lines."""
    match part:
        case Choice() | Choices():
            words = [label for _, label in option_pairs(part.options)] + (["Other"] if part.other else [])
        case YesNo():
            words = list(FIVE_ANSWERS.values())
        case LongText(lines=lines) if lines > 1:
            return TWO_LINES
        case _:
            return LINE
    # A box stays with the first of its words.
    return "   ".join(f"☐\u00a0{label}" for label in words)
