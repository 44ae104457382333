"""A pack on sheets: cover, contents and each record in its own head and foot, with the pages counted through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QThread
from PySide6.QtGui import QPainter

from toolkit.export.pack import Leaf, begins, contents, cover
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import Block, Outline
from toolkit.ui.paper_part import Part
from toolkit.ui.printing import Paper


class _LeafPaper(Paper):
    """One record of a pack; knows how many sheets come before it and how many there are in all."""

    before, total = 0, 0

    @property
    def count(self) -> int:
        """The sheets of the whole pack, once they are known."""
        return self.total or super().count

    def _draw_edges(self, painter: QPainter, number: int, part: Part) -> None:
        super()._draw_edges(painter, number + self.before, part)


class Opening(Paper):
    """The first sheets of a pack, to be looked at; the pages are counted through the whole."""

    def __init__(self, whole: PackPaper, most: int = 6) -> None:
        self.whole, self.most = whole, most
        self.outline, self.stamp, self.parts = whole.outline, whole.stamp, whole.parts

    @property
    def count(self) -> int:
        """How many are shown."""
        return min(self.whole.count, self.most)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draws a sheet as the whole does."""
        self.whole.draw(painter, number)


class PackPaper(Paper):
    """A whole pack. `front` is cover and contents as they are printed; `leaves` the records.

    `on_sheet` is told each sheet before it is drawn; what it raises ends the work. `step` is told how many records are laid out; what it raises ends the work. May be made on another thread than the
    screen's when `home` gives the screen's.
    """

    def __init__(
        self,
        facts: Sequence[Block],
        leaves: Sequence[Leaf],
        *,
        step: Callable[[int], object] | None = None,
        templates: Path | None = None,
        home: QThread | None = None,
    ) -> None:
        first = leaves[0]
        self.on_sheet: Callable[[int], object] | None = None
        self.leaves = tuple(leaves)
        self.stamp = Stamp(
            printed_by=first.stamp.printed_by,
            printed_on=first.stamp.printed_on,
            organisation=first.stamp.organisation,
            marking=first.stamp.marking,
            recipient=first.stamp.recipient,
            author=first.stamp.author,
            contact=first.stamp.contact,
        )
        front = _LeafPaper(cover(first, facts, len(leaves) - 1), self.stamp, templates)
        inside = []
        for number, leaf in enumerate(leaves):
            if step is not None:
                step(number)
            inside.append(_LeafPaper(leaf.outline, leaf.stamp, templates))
        # The list is laid out twice: its own length moves the records, the numbers in it do not.
        listed = _LeafPaper(contents(first, leaves, ()), self.stamp, templates)
        starts = begins([front.count, listed.count, *(one.count for one in inside)])[2:]
        listed = _LeafPaper(contents(first, leaves, starts), self.stamp, templates)
        self.papers = [front, listed, *inside]
        self.starts = starts
        self.outline = front.outline
        self.parts = [part for paper in self.papers for part in paper.parts]
        self._count_through()
        if home is not None:
            for part in self.parts:
                part.document.moveToThread(home)

    @property
    def front(self) -> list[Outline]:
        """Cover and contents, for the same in Word."""
        return [paper.outline for paper in self.papers[:2]]

    def _count_through(self) -> None:
        before = 0
        for paper in self.papers:
            paper.before = before
            before += paper.count
        for paper in self.papers:
            paper.total = before

    def draw(self, painter: QPainter, number: int) -> None:
        """Draws a sheet of the record it belongs to."""
        if self.on_sheet is not None:
            self.on_sheet(number)
        paper = next(one for one in reversed(self.papers) if one.before <= number)
        paper.draw(painter, number - paper.before)
