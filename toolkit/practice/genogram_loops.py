"""The dotted loops round those who live together. Only members lie inside; one household may need more than one loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.practice.genogram_model import Household, Member

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class _Spot(Protocol):
    @property
    def member(self) -> Member: ...
    @property
    def x(self) -> float: ...
    @property
    def row(self) -> int: ...


@dataclass(frozen=True)
class Loop:
    """One closed line, by its corners, and where the nickname stands on its lower edge."""

    name: str
    corners: tuple[tuple[float, float], ...]
    name_at: tuple[float, float]
    members: tuple[str, ...]


def loops_of(
    households: Sequence[Household], spots: Sequence[_Spot], tops: Sequence[float], band: float
) -> tuple[Loop, ...]:
    """The loops of all households."""
    return tuple(
        loop
        for number, home in enumerate(households)
        for loop in _loops(home, spots, tops, band, 3.0 * (number % 4))
    )


def _loops(
    home: Household, spots: Sequence[_Spot], tops: Sequence[float], band: float, inset: float
) -> Iterator[Loop]:
    runs = [
        (row, run)
        for row in range(len(tops))
        for run in _runs([s for s in spots if s.row == row], set(home.members))
    ]
    boxes: list[Box] = []
    shapes: list[int] = []
    for row, run in runs:
        left, right = run[0].x - 50 + inset, run[-1].x + 50 - inset
        boxes.append((left, tops[row] + inset / 2, right, tops[row] + band + 4 - inset / 2))
        shapes.append(len(shapes))
    bridges: list[tuple[int, Box]] = []
    for upper, (row, _) in enumerate(runs):
        for lower, (other, _) in enumerate(runs):
            if other == row + 1 and shapes[upper] != shapes[lower]:
                old, new = shapes[lower], shapes[upper]
                shapes = [new if s == old else s for s in shapes]
                bridges += [(upper, box) for box in _bridge(boxes[upper], boxes[lower], inset)]
    for shape in dict.fromkeys(shapes):
        own = [n for n, s in enumerate(shapes) if s == shape]
        parts = [boxes[n] for n in own] + [box for n, box in bridges if n in own]
        last = boxes[own[-1]]
        yield Loop(
            home.name,
            _outline(parts),
            (last[0] + 5, last[3]),
            tuple(s.member.id for n in own for s in runs[n][1]),
        )


def _runs(row: Sequence[_Spot], members: set[str]) -> Iterator[list[_Spot]]:
    """Members who stand next to each other."""
    run: list[_Spot] = []
    for spot in sorted(row, key=lambda s: s.x):
        if spot.member.id in members:
            run.append(spot)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _bridge(upper: Box, lower: Box, inset: float) -> list[Box]:
    """What joins two boxes through the space between their rows, where no person stands."""
    left, right = max(upper[0], lower[0]), min(upper[2], lower[2])
    if right - left >= 24:
        return [(left, upper[3], right, lower[1])]
    middle = upper[3] + 6 + inset
    over = (upper[2] - 24, upper[2]) if upper[0] < lower[0] else (upper[0], upper[0] + 24)
    under = (lower[0], lower[0] + 24) if upper[0] < lower[0] else (lower[2] - 24, lower[2])
    low, high = min(over[0], under[0]), max(over[1], under[1])
    return [
        (over[0], upper[3], over[1], middle + 8),
        (low, middle, high, middle + 8),
        (under[0], middle, under[1], lower[1]),
    ]


def _outline(boxes: Sequence[Box]) -> tuple[tuple[float, float], ...]:
    """The corners of the outline of boxes that hang together."""
    xs = sorted({x for b in boxes for x in (b[0], b[2])})
    ys = sorted({y for b in boxes for y in (b[1], b[3])})
    inside = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(b[0] <= xs[i] and xs[i + 1] <= b[2] and b[1] <= ys[j] and ys[j + 1] <= b[3] for b in boxes)
    }
    ahead: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in inside:
        # Each side that is not shared, clockwise.
        if (i, j - 1) not in inside:
            ahead.setdefault((i, j), []).append((i + 1, j))
        if (i + 1, j) not in inside:
            ahead.setdefault((i + 1, j), []).append((i + 1, j + 1))
        if (i, j + 1) not in inside:
            ahead.setdefault((i + 1, j + 1), []).append((i, j + 1))
        if (i - 1, j) not in inside:
            ahead.setdefault((i, j + 1), []).append((i, j))
    start = min(ahead)
    at, path = start, [start]
    while True:
        at = ahead[at].pop()
        if at == start:
            break
        path.append(at)
    corners = [
        p
        for n, p in enumerate(path)
        if not (path[n - 1][0] == p[0] == path[(n + 1) % len(path)][0])
        and not (path[n - 1][1] == p[1] == path[(n + 1) % len(path)][1])
    ]
    return tuple((xs[i], ys[j]) for i, j in corners)
