"""Where everything of a family tree stands: symbols in rows, lines through the spaces between rows and between people.

Lines run level only between the rows, and up and down only between rows or through gaps kept free for them; so none can
pass through a person. Units are those of the drawing; words in it are 12 units high.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from toolkit.practice.genogram_loops import Loop, loops_of
from toolkit.practice.genogram_model import Genogram, Member, Shape
from toolkit.practice.genogram_order import Rows, arranged, is_gap
from toolkit.practice.genogram_ranks import Bond, bonds_of, ranks_of

HALF = 22.0
"""Half the side of a symbol."""
DATES = 18.0
"""Room above a symbol."""
LINE = 15.0
BAND = DATES + 2 * HALF + 3 + 2 * LINE + 3
"""The height of a row."""
TRACK = 13.0
FORK = 26.0
"""Room under the last level line of a space, for twins and the letters of adoption and fostering."""
LETTER = (20.0, 13.0)
"""The room one such letter takes."""
MARGIN = 24.0
_LETTERS = 14

Point = tuple[float, float]
LineKind = Literal[
    "married", "together", "separated", "apart", "divorced", "child", "care", "close", "distant", "conflict",
    "cut_off", "harm",
]  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A person's place: the middle of the symbol, and the lines of the name below it."""

    member: Member
    x: float
    y: float
    row: int
    label: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line from point to point, never slanted but for twins. `mark` is where its slashes or break stand; `letter` is A or F."""

    kind: LineKind
    points: tuple[Point, ...]
    of: tuple[str, ...] = ()
    """The people it ends at, who alone may touch it."""
    mark: Point | None = None
    letter: str = ""
    letter_at: Point = (0.0, 0.0)


@dataclass(frozen=True)
class Drawing:
    """A family tree with every place known. `left` is how far all was moved so that nothing lies outside."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    loops: tuple[Loop, ...]
    left: float = 0.0
    tops: tuple[float, ...] = ()
    """The upper edge of each row."""


def laid_out(tree: Genogram, placed: Mapping[str, float] | None = None) -> Drawing:
    """The family tree laid out. `placed` says how far along their generation people were put by hand."""
    ids = {m.id for m in tree.members}
    kept = {person: x for person, x in (placed or {}).items() if person in ids}
    bonds, ranks = bonds_of(tree), ranks_of(tree)
    rows = arranged(tree, bonds, ranks, kept)
    lowest = min(rows.x.values(), default=0.0)
    left = MARGIN + 52 - lowest
    rows.x = {slot: round(x + left, 1) for slot, x in rows.x.items()}
    made = _Router(tree, bonds, ranks, rows).draw()
    loops = loops_of(tree.households, made.spots, made.tops, BAND)
    width = max(rows.x.values(), default=0.0) + MARGIN + 52
    return Drawing(
        round(width, 1), made.height, made.spots, tuple(made.lines), loops, round(left, 1), made.tops
    )


def label_of(name: str) -> tuple[str, ...]:
    """A name in one or two lines below its symbol."""
    lines = textwrap.wrap(name, _LETTERS, break_long_words=True) or [""]
    if len(lines) > 2:
        lines = [lines[0], lines[1][: _LETTERS - 1].rstrip() + "…"]
    return tuple(lines)


def edge(shape: Shape, across: float) -> float:
    """How far above its middle the outline of a symbol is, at so much beside the middle; the same to its side."""
    across = min(abs(across), HALF)
    if shape == "circle":
        return float((HALF**2 - across**2) ** 0.5)
    if shape == "diamond":
        return HALF - across
    if shape == "triangle":
        return HALF - 2 * across
    return HALF


@dataclass
class _Wire:
    """A level line in the space below a row, with what comes down to it and what goes down from it."""

    line: LineKind
    of: tuple[str, ...]
    tops: list[Point]
    """Where it hangs: x, and the y at which its upright begins."""
    downs: list[_Down] = field(default_factory=list)
    after: list[_Wire] = field(default_factory=list)
    track: int = -1
    hangs: _Wire | None = None
    """The level line it hangs on instead."""

    def span(self) -> tuple[float, float]:
        """Its ends from left to right."""
        xs = [x for x, _ in self.tops] + [d.x for d in self.downs]
        return min(xs), max(xs)


@dataclass
class _Down:
    """What goes down from a level line: to one person, several twins, or a gap."""

    x: float
    to: list[tuple[str, float, float]]
    """Person, x and y of the end; the person is empty at a gap."""
    kind: LineKind = "child"
    letter: str = ""


@dataclass
class _Made:
    spots: tuple[Spot, ...]
    lines: list[Line]
    tops: tuple[float, ...]
    height: float


class _Router:
    """Draws the lines of an arranged tree."""

    def __init__(self, tree: Genogram, bonds: Sequence[Bond], ranks: Mapping[str, int], rows: Rows) -> None:
        self.tree, self.bonds, self.ranks, self.rows, self.x = tree, bonds, ranks, rows, rows.x
        self.members = {m.id: m for m in tree.members}
        self.labels = {m.id: label_of(m.name) for m in tree.members}
        self.ways = {(way.bond, way.end): way for way in rows.ways}
        self.wires: list[list[_Wire]] = [[] for _ in rows.blocks]
        self.lines: list[Line] = []
        self.direct = self._direct()
        self.lanes = self._lanes()
        self.entries = self._entries()

    def draw(self) -> _Made:
        """Everything with its place."""
        for number, bond in enumerate(self.bonds):
            self._wire(number, bond)
        for wires in self.wires:
            _set_tracks(wires)
        tops, at = [], MARGIN
        for wires in self.wires:
            tops.append(at)
            tracks = max((w.track + 1 for w in wires), default=0)
            at += BAND + 10 + tracks * TRACK + FORK
        self.tops = tops
        last = max((w.track + 1 for w in self.wires[-1]), default=0) if self.wires else 0
        height = (tops[-1] + BAND + (10 + last * TRACK if last else 0) + MARGIN) if tops else 2 * MARGIN
        for number, wires in enumerate(self.wires):
            for wire in wires:
                self._draw_wire(number, wire)
        for number, bond in enumerate(self.bonds):
            if number in self.direct:
                self._draw_direct(number, bond)
        for way in self.rows.ways:
            self._through(way.gaps, self.bonds[way.bond])
        spots = tuple(
            Spot(m, self.x[m.id], self.middle(self.ranks[m.id]), self.ranks[m.id], self.labels[m.id])
            for m in self.tree.members
        )
        return _Made(spots, self.lines, tuple(tops), round(height, 1))

    def middle(self, row: int) -> float:
        """The y of the symbols of a row."""
        return self.tops[row] + DATES + HALF

    # What goes where

    def _base(self, bond: Bond) -> int:
        return max(self.ranks[end] for end in bond.ends)

    def _direct(self) -> dict[int, int]:
        """Bonds of people next to each other, drawn straight across: bond to how many are drawn there already."""
        beside: dict[frozenset[str], None] = {}
        for number in range(len(self.rows.blocks)):
            people = [s for s in self.rows.row(number) if not is_gap(s)]
            beside |= dict.fromkeys(frozenset(pair) for pair in pairwise(people))
        found: dict[int, int] = {}
        used: dict[frozenset[str], int] = {}
        for number, bond in enumerate(self.bonds):
            pair = frozenset(bond.ends)
            if len(bond.ends) == 2 and pair in beside and used.get(pair, 0) < 2:
                first = used.get(pair, 0)
                if (
                    bond.tie
                    and not first
                    and any(b.tie is None and frozenset(b.ends) == pair for b in self.bonds)
                ):
                    continue
                found[number] = first
                used[pair] = first + 1
        return found

    def _lanes(self) -> dict[tuple[int, str], float]:
        """Where each line leaves under a person, as a distance from the middle."""
        leaving: dict[str, list[tuple[float, int]]] = {}
        for number, bond in enumerate(self.bonds):
            if number in self.direct:
                continue
            others = [self.x[e] for e in bond.ends] + [self.x[c] for c, _ in bond.children]
            for end in bond.ends:
                leaving.setdefault(end, []).append((sum(others) / len(others), number))
        lanes: dict[tuple[int, str], float] = {}
        born = {child for bond in self.bonds for child, _ in bond.children}
        for person, some in leaving.items():
            some.sort()
            step = 9.0 if len(some) < 5 else 36 / (len(some) - 1)
            for place, (_, number) in enumerate(some):
                # Not quite the middle, where the line to the person's own parents may lie below another row.
                aside = 4.5 if len(some) % 2 and person in born else 0
                lanes[(number, person)] = (place - (len(some) - 1) / 2) * step + aside
        return lanes

    def _entries(self) -> dict[tuple[int, str], float]:
        """Where each line from parents arrives above a child."""
        found: dict[str, list[int]] = {}
        for number, bond in enumerate(self.bonds):
            for child, _ in bond.children:
                found.setdefault(child, []).append(number)
        entries = {}
        for child, numbers in found.items():
            numbers.sort(key=lambda n: sum(self.x[e] for e in self.bonds[n].ends) / len(self.bonds[n].ends))
            for place, number in enumerate(numbers):
                entries[(number, child)] = (place - (len(numbers) - 1) / 2) * 12
        return entries

    # Level lines

    def _wire(self, number: int, bond: Bond) -> None:
        base = self._base(bond)
        kind: LineKind = bond.tie.kind if bond.tie else bond.couple.kind if bond.couple else "together"
        hangs: _Wire | None = None
        top: list[Point] = []
        if number in self.direct:
            one, two = sorted(self.x[e] for e in bond.ends)
            top = [((one + two) / 2, -1.0)]
        else:
            stubs = [self._stub(number, end, base) for end in bond.ends]
            if len(bond.ends) == 2:
                hangs = _Wire(kind, bond.ends, stubs)
                self.wires[base].append(hangs)
            else:
                top = stubs
        if bond.children:
            self._children(number, bond, base, hangs, top)

    def _stub(self, number: int, end: str, base: int) -> Point:
        """Where a person's line reaches the space below the lowest of a bond; longer ways are drawn on the way."""
        x = self.x[end] + self.lanes[(number, end)]
        way = self.ways.get((number, end))
        if way is None:
            return x, 0.0
        bond = self.bonds[number]
        kind: LineKind = bond.tie.kind if bond.tie else bond.couple.kind if bond.couple else "together"
        row = self.ranks[end]
        for gap in way.gaps:
            wire = _Wire(kind, bond.ends, [(x, 0.0 if row == self.ranks[end] else -2.0)])
            wire.downs.append(_Down(self.x[gap], [("", self.x[gap], 0.0)], kind))
            self.wires[row].append(wire)
            x, row = self.x[gap], row + 1
        return x, -2.0

    def _children(self, number: int, bond: Bond, base: int, hangs: _Wire | None, top: list[Point]) -> None:
        wire = _Wire("child", (), top)
        if hangs is not None:
            low, high = hangs.span()
            wire.hangs = hangs
            wire.tops = [((low + high) / 2, -3.0)]
            wire.after.append(hangs)
        else:
            wire.of = bond.ends
        twins = {child: group for group in bond.twins for child in group}
        done: set[str] = set()
        for child, how in bond.children:
            if child in done:
                continue
            letter = {"adopted": "A", "fostered": "F", "guardian": "SG"}.get(how, "")
            line: LineKind = "care" if letter else "child"
            if self.ranks[child] > base + 1:
                self._longer(number, child, line, letter, wire)
                continue
            some = (
                [c for c in twins.get(child, (child,)) if self.ranks[c] == base + 1]
                if not letter
                else [child]
            )
            done.update(some if len(some) > 1 else ())
            ends = [(c, self.x[c] + self.entries[(number, c)], 1.0) for c in some]
            wire.downs.append(_Down(round(sum(x for _, x, _ in ends) / len(ends), 1), ends, line, letter))
        self.wires[base].append(wire)

    def _longer(self, number: int, child: str, line: LineKind, letter: str, wire: _Wire) -> None:
        gaps = self.ways[(number, child)].gaps
        wire.downs.append(_Down(self.x[gaps[0]], [("", self.x[gaps[0]], 0.0)], line))
        row = int(gaps[0].rsplit(":", 1)[1])
        for place, gap in enumerate(gaps):
            below = gaps[place + 1] if place + 1 < len(gaps) else ""
            next_wire = _Wire(line, (), [(self.x[gap], -2.0)])
            if below:
                next_wire.downs.append(_Down(self.x[below], [("", self.x[below], 0.0)], line))
            else:
                x = self.x[child] + self.entries[(number, child)]
                next_wire.downs.append(_Down(x, [(child, x, 1.0)], line, letter))
            self.wires[row + place].append(next_wire)

    # Points

    def _level(self, row: int, wire: _Wire) -> float:
        return self.tops[row] + BAND + 10 + wire.track * TRACK

    def _draw_wire(self, row: int, wire: _Wire) -> None:
        y = self._level(row, wire)
        low, high = wire.span()
        tops = [(x, self._begin(row, wire, x, how)) for x, how in wire.tops]
        if wire.line in ("child", "care"):
            self._draw_children(row, wire, y, tops)
            return
        if wire.downs:
            # Part of a longer line, on its way down to the row of the other.
            down = wire.downs[0]
            points = (tops[0], (tops[0][0], y), (down.x, y), (down.x, self.tops[row + 1]))
            self.lines.append(Line(self._plain(wire.line), points, wire.of))
            return
        points = ((low, dict(tops)[low]), (low, y), (high, y), (high, dict(tops)[high]))
        if wire.line == "harm" and abs(self.x[wire.of[1]] - low) < abs(self.x[wire.of[1]] - high):
            points = points[::-1]
        self.lines.append(
            Line(
                wire.line,
                points,
                wire.of,
                ((low + high) / 2 - (14 if wire.line in ("separated", "apart", "divorced") else 0), y),
            )
        )

    def _plain(self, kind: LineKind) -> LineKind:
        """What a part of a line is drawn as, where its slashes stand on another part."""
        return {"separated": "married", "divorced": "married", "apart": "together"}.get(kind, kind)  # type: ignore[return-value]

    def _begin(self, row: int, wire: _Wire, x: float, how: float) -> float:
        """The y at which an upright begins: below a name, at a straight couple line, a gap, or another level line."""
        if how == -1.0:
            return self.middle(row)
        if how == -2.0:
            return self.tops[row] + BAND
        if how == -3.0 and wire.hangs:
            return self._level(row, wire.hangs)
        person = min(
            (s for s in self.rows.row(row) if not is_gap(s)), key=lambda s: abs(self.x[s] - x), default=""
        )
        return self.middle(row) + HALF + 3 + LINE * len(self.labels.get(person, ("", ""))) + 3

    def _draw_children(self, row: int, wire: _Wire, y: float, tops: list[Point]) -> None:
        low, high = wire.span()
        kinds = {down.kind for down in wire.downs}
        bar: LineKind = "care" if kinds == {"care"} and len(wire.downs) == 1 else "child"
        stem = tops[0]
        self.lines.append(Line(bar, (stem, (stem[0], y)), wire.of))
        if high > low:
            self.lines.append(Line(bar, ((low, y), (high, y))))
        for down in wire.downs:
            if not down.to[0][0]:
                self.lines.append(Line(down.kind, ((down.x, y), (down.x, self.tops[row + 1]))))
                continue
            fork = self.tops[row + 1] - FORK + 4
            start = y if len(down.to) == 1 else fork
            if len(down.to) > 1:
                self.lines.append(Line(down.kind, ((down.x, y), (down.x, fork))))
            for child, x, _ in down.to:
                end = self.middle(row + 1) - edge(self.members[child].shape, x - self.x[child])
                points = (
                    ((down.x, start), (x, end))
                    if len(down.to) == 1
                    else ((down.x, fork), (x, self.tops[row + 1]), (x, end))
                )
                self.lines.append(
                    Line(
                        down.kind,
                        points,
                        (child,),
                        letter=down.letter,
                        letter_at=self._free_for_letter(x + 4, self.tops[row + 1] - 5)
                        if down.letter
                        else (0.0, 0.0),
                    )
                )

    def _free_for_letter(self, x: float, y: float) -> Point:
        """Where a letter stands: higher where one stands already, as beside two lines to one child."""
        taken = [line.letter_at for line in self.lines if line.letter]
        while any(abs(x - at[0]) < LETTER[0] and abs(y - at[1]) < LETTER[1] for at in taken):
            y -= LETTER[1]
        return x, y

    def _draw_direct(self, number: int, bond: Bond) -> None:
        one, two = sorted(bond.ends, key=lambda e: self.x[e])
        down = 11.0 * self.direct[number]
        y = self.middle(self.ranks[one]) + down

        def side(person: str) -> float:
            shape = self.members[person].shape
            # A triangle is narrow above and wide below; its side is half as far as its height says.
            return (HALF + down) / 2 if shape == "triangle" else edge(shape, down)

        a, b = (self.x[one] + side(one), y), (self.x[two] - side(two), y)
        kind: LineKind = bond.tie.kind if bond.tie else bond.couple.kind if bond.couple else "together"
        points = (b, a) if bond.tie and bond.ends[0] == two else (a, b)
        across = 0.5 if not bond.children else 0.28
        self.lines.append(Line(kind, points, bond.ends, (a[0] + (b[0] - a[0]) * across, y)))

    def _through(self, gaps: Sequence[str], bond: Bond) -> None:
        for gap in gaps:
            row = int(gap.rsplit(":", 1)[1])
            top = self.tops[row]
            kind: LineKind = "child"
            way = next(w for w in self.rows.ways if gap in w.gaps)
            if way.end in bond.ends:
                kind = self._plain(
                    bond.tie.kind if bond.tie else bond.couple.kind if bond.couple else "together"
                )
            elif any(c == way.end and how != "birth" for c, how in bond.children):
                kind = "care"
            self.lines.append(Line(kind, ((self.x[gap], top), (self.x[gap], top + BAND))))


def _set_tracks(wires: list[_Wire]) -> None:
    """Gives the level lines of one space heights at which none lies on another, nor an upright on another's."""
    for one in wires:
        for other in wires:
            if one is other or other in one.after or one in other.after:
                continue
            if any(abs(d.x - x) < 3 for d in one.downs for x, _ in other.tops):
                one.after.append(other)
    waiting = sorted(wires, key=lambda w: (w.span()[1] - w.span()[0], w.span()))
    taken: list[list[tuple[float, float]]] = []
    while waiting:
        ready = [w for w in waiting if all(a.track >= 0 for a in w.after)]
        # Two that each want to be above the other: the shorter goes first.
        wire = (
            ready[0] if ready else next((w for w in waiting if not w.hangs or w.hangs.track >= 0), waiting[0])
        )
        low, high = wire.span()
        track = max((a.track + 1 for a in wire.after if a.track >= 0), default=0)
        while track < len(taken) and any(low < h + 8 and lo - 8 < high for lo, h in taken[track]):
            track += 1
        while len(taken) <= track:
            taken.append([])
        taken[track].append((low, high))
        wire.track = track
        waiting.remove(wire)
