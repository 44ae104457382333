"""The family tree and the ecomap as SVG, set by templates in `resources/templates`, each with its key and date.

Symbols follow the standard McGoldrick conventions. Colour never speaks alone: each line has a pattern of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot
from typing import Any

from toolkit.export.drawings import set_svg
from toolkit.forms import dates
from toolkit.practice.genogram_layout import HALF, MARGIN, Drawing, Line, Point, Spot
from toolkit.practice.genogram_order import COLUMN

PAGE_MM = (257.0, 140.0)
"""What a page on its side leaves for a drawing."""
UNIT_MM = 8 * 25.4 / 72 / 12
"""The least size of a unit on paper: words are 12 units high and never under 8 points."""
KEY = 100.0
"""The most that the key and the foot need at the width of a page."""
TALL = 380.0
LEAST = 540.0
"""The least width, so that the words at the foot are whole."""
CREDIT = "Symbols: standard McGoldrick conventions"
_DASHES = {"together": "7 5", "apart": "7 5", "care": "7 5", "distant": "1 6"}


@dataclass(frozen=True)
class Inks:
    """What a tree is drawn in; those of paper unless a screen gives its own."""

    ink: str = "#1B282E"
    ink2: str = "#46545B"
    edge: str = "#817B72"
    surface: str = "#FFFFFF"
    red: str = "#9C2A1E"
    accent: str = "#17626B"


@dataclass(frozen=True)
class Part:
    """A part of a tree that goes on a page: left, top, width and height in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float


def parts_of(drawing: Drawing) -> list[Part]:
    """The pages a tree needs on paper. Each person is whole on one of them; neighbours share a column or a row."""
    widest, highest = PAGE_MM[0] / UNIT_MM, PAGE_MM[1] / UNIT_MM - KEY
    across = list(_steps(drawing.width, widest))
    down: list[tuple[float, float]] = []
    if drawing.height <= highest:
        down = [(0.0, drawing.height)]
    else:
        first = 0
        tops = [*drawing.tops, drawing.height]
        while not down or first < len(drawing.tops) - 1:
            last = first + 1
            while last < len(drawing.tops) and tops[last + 1] - tops[first] + MARGIN <= highest:
                last += 1
            begin = 0.0 if first == 0 else tops[first] - 20
            down.append((begin, min(tops[last] + 4, drawing.height) - begin))
            if last >= len(drawing.tops):
                break
            first = max(last - 1, first + 1)
    return [Part(x, y, width, height) for y, height in down for x, width in across]


def part_words(drawing: Drawing, parts: Sequence[Part], number: int) -> str:
    """Which part this is, counted from 1, and where the tree goes on: "Part 1 of 2, goes on at the right"; nothing for one."""
    if len(parts) < 2:
        return ""
    part = parts[number - 1]
    ways = [
        word
        for word, on in (
            ("above", part.y > 0),
            ("at the left", part.x > 0),
            ("at the right", part.x + part.width < drawing.width - 1),
            ("below", part.y + part.height < drawing.height - 1),
        )
        if on
    ]
    return f"Part {number} of {len(parts)}, goes on {' and '.join(ways)}"


def _steps(whole: float, most: float) -> Iterator[tuple[float, float]]:
    if whole <= most:
        yield 0.0, whole
        return
    at = 0.0
    while at + most < whole:
        yield at, most
        at += most - COLUMN - 10
    yield at, whole - at


def genogram_svg(
    drawing: Drawing,
    day: date,
    *,
    part: Part | None = None,
    of: str = "",
    inks: Inks | None = None,
    key: bool = True,
    chosen: str = "",
) -> str:
    """The tree, or a part of it, with its key and date. `of` says which part: "Part 1 of 2"."""
    inks = inks or Inks()
    part = part or Part(0, 0, drawing.width, drawing.height)
    spots = [s for s in drawing.spots if _whole(s, part)]
    lines = [made for line in drawing.lines for made in _line(line, part, inks)]
    entries, high = _key(drawing, _width(part)) if key else ([], 0.0)
    width = _width(part) if key else part.width
    return set_svg(
        "genogram",
        width=width,
        height=part.height + (high + 26 if key else 0),
        inner=part.height,
        x=part.x - (width - part.width) / 2,
        y=part.y,
        inks=inks,
        loops=[
            {
                "paths": [path_of(run) for run in _clipped([*loop.corners, loop.corners[0]], part)],
                "name": loop.name[:24],
                "wide": 7.0 * len(loop.name[:24]) + 8,
                "x": loop.name_at[0],
                "y": loop.name_at[1],
                "named": _inside(loop.name_at, part),
            }
            for loop in drawing.loops
        ],
        lines=lines,
        people=[_person(s, chosen) for s in spots],
        key=entries,
        foot="  ·  ".join(w for w in (f"As on {dates.show(day)}", of, CREDIT) if w) if key else "",
    )


def _whole(spot: Spot, part: Part) -> bool:
    return (
        part.x <= spot.x - HALF
        and spot.x + HALF <= part.x + part.width
        and part.y <= spot.y - HALF
        and spot.y + HALF <= part.y + part.height
    )


def _inside(point: Point, part: Part) -> bool:
    return part.x <= point[0] <= part.x + part.width and part.y <= point[1] <= part.y + part.height


def _person(spot: Spot, chosen: str) -> dict[str, Any]:
    member = spot.member
    return {
        "x": spot.x,
        "y": spot.y,
        "shape": member.shape,
        "age": member.age or ("" if member.shape == "triangle" or member.over else "?"),
        "born": member.born,
        "died": member.died,
        "over": member.over,
        "index": member.index,
        "letter": member.letter,
        "label": list(spot.label),
        "chosen": member.id == chosen,
        "small": len(member.age) > 2,
    }


def _line(line: Line, part: Part, inks: Inks) -> Iterator[dict[str, Any]]:
    colour = inks.red if line.kind in ("conflict", "harm") else inks.ink
    runs = _clipped(line.points, part)
    for run in runs:
        yield {
            "path": zigzag(run) if line.kind == "conflict" else path_of(run),
            "colour": colour,
            "dash": _DASHES.get(line.kind, ""),
            "double": line.kind == "close",
            "marks": "",
        }
    marks = _marks(line)
    if marks and line.mark and _inside(line.mark, part):
        yield {"path": marks, "colour": colour, "dash": "", "double": False, "marks": ""}
    if line.kind == "cut_off" and line.mark and _inside(line.mark, part):
        x, y = line.mark
        yield {
            "path": f"M{x - 4} {y} h8",
            "colour": inks.surface,
            "dash": "",
            "double": False,
            "marks": "wide",
        }
        yield {
            "path": f"M{x - 5} {y - 7} v14 M{x + 5} {y - 7} v14",
            "colour": colour,
            "dash": "",
            "double": False,
            "marks": "",
        }
    if line.letter and _inside(line.letter_at, part):
        yield {"letter": line.letter, "x": line.letter_at[0], "y": line.letter_at[1]}


def _marks(line: Line) -> str:
    """Slashes of a couple that parted, or the head of an arrow."""
    if line.kind == "harm":
        (ax, ay), (bx, by) = line.points[-2:]
        long = hypot(bx - ax, by - ay) or 1
        ux, uy = (bx - ax) / long, (by - ay) / long
        left = (bx - 10 * ux - 5 * uy, by - 10 * uy + 5 * ux)
        right = (bx - 10 * ux + 5 * uy, by - 10 * uy - 5 * ux)
        return path_of([left, (bx, by), right])
    if line.mark is None or line.kind not in ("separated", "apart", "divorced"):
        return ""
    x, y = line.mark
    offsets = (-3.0, 4.0) if line.kind == "divorced" else (0.0,)
    return " ".join(f"M{x + o - 4:g} {y + 8:g} L{x + o + 4:g} {y - 8:g}" for o in offsets)


def path_of(points: Sequence[Point]) -> str:
    """The path of an SVG through these points."""
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in points)


def zigzag(points: Sequence[Point], step: float = 7.0, high: float = 4.0) -> str:
    """A line through these points that swings from side to side."""
    made: list[Point] = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        long = hypot(bx - ax, by - ay)
        count = int(long // step)
        for n in range(1, count):
            side = high if n % 2 else -high
            made.append(
                (
                    ax + (bx - ax) * n / count - side * (by - ay) / long,
                    ay + (by - ay) * n / count + side * (bx - ax) / long,
                )
            )
        made.append((bx, by))
    return path_of([(round(x, 1), round(y, 1)) for x, y in made])


def _clipped(points: Sequence[Point], part: Part) -> list[list[Point]]:
    """The pieces of a line that lie inside a part."""
    runs: list[list[Point]] = []
    for a, b in pairwise(points):
        piece = _segment(a, b, part)
        if piece is None:
            continue
        if runs and runs[-1][-1] == piece[0]:
            runs[-1].append(piece[1])
        else:
            runs.append([*piece])
    return runs


def _segment(a: Point, b: Point, part: Part) -> tuple[Point, Point] | None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for move, room in (
        (-dx, a[0] - part.x),
        (dx, part.x + part.width - a[0]),
        (-dy, a[1] - part.y),
        (dy, part.y + part.height - a[1]),
    ):
        if move == 0:
            if room < 0:
                return None
        elif move < 0:
            first = max(first, room / move)
        else:
            last = min(last, room / move)
    if first > last:
        return None
    ends = [
        a if first == 0 else (a[0] + first * dx, a[1] + first * dy),
        b if last == 1 else (a[0] + last * dx, a[1] + last * dy),
    ]
    return ends[0], ends[1]


_ALWAYS = (
    ("square", "Male"),
    ("circle", "Female"),
    ("diamond", "Other or not known"),
)


def _key(drawing: Drawing, width: float) -> tuple[list[dict[str, Any]], float]:
    """What the symbols and lines that are used mean, in rows as wide as the drawing; and how high that is."""
    people = [s.member for s in drawing.spots]
    kinds = {line.kind for line in drawing.lines}
    letters = {line.letter for line in drawing.lines}
    found: list[tuple[str, str]] = list(_ALWAYS)
    found += [("triangle", "Pregnancy")] if any(m.shape == "triangle" for m in people) else []
    found += [("died", "Died, or pregnancy ended")] if any(m.over for m in people) else []
    found += [("index", "Child this work is about")] if any(m.index for m in people) else []
    words = {
        "married": "Married or civil partners",
        "together": "Couple, not married or not said",
        "separated": "Separated",
        "apart": "Couple, now apart",
        "divorced": "Divorced",
        "close": "Very close",
        "distant": "Distant",
        "conflict": "Conflict",
        "cut_off": "Cut off",
        "harm": "Harm, and whom it hits",
    }
    couples = {line.kind for line in drawing.lines if line.mark is not None}
    found += [(k, w) for k, w in words.items() if k in (couples if k in ("married", "together") else kinds)]
    found += [
        ("care", w)
        for k, w in (("A", "A: adopted"), ("F", "F: fostered"), ("SG", "SG: special guardian"))
        if k in letters
    ]
    found += [("loop", "Live together")] if drawing.loops else []
    entries: list[dict[str, Any]] = []
    x, y = 16.0, 0.0
    for sign, word in found:
        wide = 40 + 6.7 * len(word) + 18
        if x + wide > width - 8 and x > 16:
            x, y = 16.0, y + 22
        entries.append({"sign": sign, "words": word, "x": x, "y": y, "zigzag": zigzag([(0, 0), (30, 0)])})
        x += wide
    return entries, y + 26


def _width(part: Part) -> float:
    """The width with the key: what is tall is drawn on a wide ground, so that the key takes few lines."""
    return max(part.width, LEAST if part.height < TALL else PAGE_MM[0] / UNIT_MM)


def width_of(drawing: Drawing) -> float:
    """How wide the whole tree is with its key; it stands in the middle of that."""
    return _width(Part(0, 0, drawing.width, drawing.height))


def tree_size_mm(drawing: Drawing, part: Part) -> float:
    """How wide a part is to stand on paper, no larger than 1.7 times the least size; parts of one tree share their scale."""
    parts = parts_of(drawing)
    scale = min(_scale(drawing, one) for one in (parts if part in parts else [part]))
    return round(_width(part) * scale, 1)


def _scale(drawing: Drawing, part: Part) -> float:
    width = _width(part)
    high = part.height + _key(drawing, width)[1] + 26
    return min(PAGE_MM[0] / width, PAGE_MM[1] / high, UNIT_MM * 1.7)
