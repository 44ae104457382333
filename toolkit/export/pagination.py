"""Cuts one long page into sheets: rows stay whole, a heading never ends a sheet, a table's head stands on each.

Qt's text document breaks pages through rows and after headings, so it lays out one endless page and this says where
to cut it. Heights are in whatever unit the page was laid out in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Strip:
    """A part of the endless page that is never cut: a line of words, a row of a table."""

    top: float
    bottom: float
    keeps: bool = False
    """Stays on the sheet of the strip that follows."""
    starts: bool = False
    """Starts a new sheet."""
    head: tuple[float, float] | None = None
    """Top and bottom of the table's head, to be drawn again when a sheet begins with this strip."""


@dataclass
class Sheet:
    """What is drawn on one sheet, from the top down: parts of the endless page with their tops and bottoms."""

    parts: list[tuple[float, float]] = field(default_factory=list)

    @property
    def height(self) -> float:
        """How much of the sheet is used."""
        return sum(bottom - top for top, bottom in self.parts)


def cut(strips: Sequence[Strip], height: float) -> list[Sheet]:
    """Gives the sheets of a page, at least one. A strip higher than a sheet gets one for itself."""
    sheets = []
    at = 0
    while at < len(strips):
        end = _end(strips, at, height)
        first, last = strips[at], strips[end - 1]
        parts = [first.head] if first.head else []
        sheets.append(Sheet([*parts, (first.top, last.bottom)]))
        at = end
    return sheets or [Sheet()]


def _end(strips: Sequence[Strip], start: int, height: float) -> int:
    """The first strip that goes on the next sheet."""
    first = strips[start]
    head = first.head
    room = height - (head[1] - head[0] if head else 0)
    for at in range(start + 1, len(strips)):
        if strips[at].starts:
            return at
        if strips[at].bottom - first.top > room:
            return _back(strips, start, at)
    return len(strips)


def _back(strips: Sequence[Strip], start: int, at: int) -> int:
    """Goes back over strips that may not end a sheet; when all of a sheet is such, it is cut where it is full."""
    end = at
    while end - 1 > start and strips[end - 1].keeps:
        end -= 1
    return at if strips[end - 1].keeps else end
