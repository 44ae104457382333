"""The ecomap as SVG: the household in the middle, circles around it, and a line to each with its strength and its arrows."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from math import ceil, hypot

from toolkit.export.drawings import set_svg
from toolkit.export.family_drawings import Inks, path_of, zigzag
from toolkit.forms import dates
from toolkit.practice.ecomap import AROUND_AT_MOST, Around, Ecomap, places
from toolkit.practice.genogram_layout import Point

WIDTH, INNER, RADIUS, MIDDLE = 1000.0, 540.0, 56.0, 84.0
_LETTERS = 15


def ecomap_svgs(found: Ecomap, day: date, inks: Inks | None = None) -> list[str]:
    """The map; with more than twelve circles several, each with the household in its middle."""
    count = max(ceil(len(found.around) / AROUND_AT_MOST), 1)
    each = ceil(len(found.around) / count) if found.around else 0
    parts = [found.around[n * each : (n + 1) * each] for n in range(count)]
    return [
        _svg(found.home, part, day, f"Part {n} of {count}" if count > 1 else "", inks or Inks())
        for n, part in enumerate(parts, 1)
    ]


def _svg(home: Sequence[str], around: Sequence[Around], day: date, of: str, inks: Inks) -> str:
    middle = (WIDTH / 2, INNER / 2)
    spots = places(len(around), WIDTH, INNER, RADIUS)
    label = ["Household", *_short(home)]
    circles = []
    for one, (x, y) in zip(around, spots, strict=True):
        name = _wrapped(one.name, 3)
        words = [*name, *_wrapped(one.about, 4 - len(name))]
        circles.append(
            {"x": x, "y": y, "label": words, "bold": len(name), "top": y + 4 - 7.5 * (len(words) - 1)}
        )
    return set_svg(
        "ecomap",
        width=WIDTH,
        height=INNER + 64,
        inner=INNER,
        inks=inks,
        radius=RADIUS,
        middle={
            "x": middle[0],
            "y": middle[1],
            "r": MIDDLE,
            "label": label,
            "top": middle[1] + 4 - 8 * (len(label) - 1),
        },
        around=circles,
        lines=[_line(one, spot, middle) for one, spot in zip(around, spots, strict=True)],
        zigzag=zigzag([(0, 0), (30, 0)]),
        foot="  ·  ".join(w for w in (f"As on {dates.show(day)}", of) if w),
    )


def _line(one: Around, spot: Point, middle: Point) -> dict[str, object]:
    dx, dy = middle[0] - spot[0], middle[1] - spot[1]
    long = hypot(dx, dy) or 1
    ux, uy = dx / long, dy / long
    outer = (round(spot[0] + ux * (RADIUS + 3), 1), round(spot[1] + uy * (RADIUS + 3), 1))
    inner = (round(middle[0] - ux * (MIDDLE + 3), 1), round(middle[1] - uy * (MIDDLE + 3), 1))
    heads = []
    if one.gives in ("to_home", "both"):
        heads.append(_head(inner, ux, uy))
    if one.gives in ("from_home", "both"):
        heads.append(_head(outer, -ux, -uy))
    drawn = zigzag([outer, inner]) if one.link == "stressful" else path_of([outer, inner])
    return {"path": drawn, "link": one.link, "arrows": " ".join(heads)}


def _head(tip: Point, ux: float, uy: float) -> str:
    left = (tip[0] - 12 * ux - 6 * uy, tip[1] - 12 * uy + 6 * ux)
    right = (tip[0] - 12 * ux + 6 * uy, tip[1] - 12 * uy - 6 * ux)
    return path_of([(round(x, 1), round(y, 1)) for x, y in (left, tip, right)])


def _short(home: Sequence[str]) -> list[str]:
    firsts = [name.split(" ")[0] if not name.startswith("Not known") else "Not known" for name in home]
    return [*firsts[:6], f"and {len(firsts) - 6} more"] if len(firsts) > 7 else firsts


def _wrapped(words: str, most: int) -> list[str]:
    lines = textwrap.wrap(words, _LETTERS, break_long_words=True)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: _LETTERS - 1].rstrip() + "…"] if most else []
    return lines
