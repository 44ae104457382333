"""Drawings made from what is recorded: a scale with everybody's number, numbers over time, marks on a body, a signature.

Each is SVG set by a jinja2 template in `resources/templates`, so that screen, paper and Word show the same one.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.forms import dates
from toolkit.forms.blocks import ScoreBoard, ScoreSeries
from toolkit.forms.board import short_names
from toolkit.paths import resources

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

DASHES = ("", "9 6", "2 6", "12 5 2 5", "5 4", "1 5 6 5")
BODY_WORDS = {"front": "Front", "back": "Back", "baby_front": "Baby, front", "baby_back": "Baby, back"}


@dataclass(frozen=True)
class Colours:
    """What a chart is drawn in; those of paper unless a screen gives its own."""

    ink2: str = "#46545B"
    line: str = "#DCD7CC"
    surface: str = "#FFFFFF"
    people: tuple[str, ...] = ("#17626B", "#7A3E8E", "#8A5600", "#2D5C9E", "#3B6E3A", "#5B5F66")


@dataclass
class _Spread:
    """Keeps things that would stand on each other apart, moving later ones on."""

    least: float
    taken: list[float] = field(default_factory=list)

    def place(self, wish: float) -> float:
        """The nearest free place to the wish, at or after it and then before it."""
        at = wish
        while any(abs(at - other) < self.least for other in self.taken):
            at += 1
        self.taken.append(at)
        return at


def set_svg(name: str, **values: Any) -> str:
    """An SVG from the template of this name, with every value escaped. A value the template misses is a fault."""
    return _environment(resources() / "templates").get_template(f"{name}.svg.j2").render(**values)


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    """The templates of a folder, each read once."""
    # Not before something is drawn: most records hold no drawing.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def initials(names: Sequence[str]) -> list[str]:
    """Two letters for each name, three or more where two people would share them."""
    found: list[str] = []
    for name in names:
        letters = re.sub(r"\W", "", name) or "?"
        size = 2
        while letters[:size].title() in found and size < len(letters):
            size += 1
        found.append(letters[:size].title())
    return found


def score_line(board: ScoreBoard, width: int = 1000) -> str:
    """The scale with each person's initials above his or her own number; equal numbers stand on each other."""
    left, right, each = 40.0, width - 40.0, 29
    step_wide = (right - left) / max(board.high - board.low, 1)
    given = [
        (row, sign) for row, sign in zip(board.rows, initials([r.name for r in board.rows]), strict=True)
    ]
    given = [
        (row, sign) for row, sign in given if row.value is not None and board.low <= row.value <= board.high
    ]
    piles = [sum(1 for row, _ in given if row.value == n) for n in range(board.low, board.high + 1)]
    base = 14 + each * max([1, *piles])
    marks = []
    height: dict[int, int] = {}
    for row, sign in given:
        assert row.value is not None
        step = height.get(row.value, 0)
        height[row.value] = step + 1
        marks.append(
            {"x": left + (row.value - board.low) * step_wide, "y": base - 24 - each * step, "initials": sign}
        )
    steps = [{"x": left + (n - board.low) * step_wide, "number": n} for n in range(board.low, board.high + 1)]
    return set_svg(
        "score_line",
        width=width,
        height=base + 30,
        left=left,
        right=right,
        base=base,
        steps=steps,
        marks=marks,
    )


def score_chart(
    history: Sequence[ScoreSeries],
    low: int,
    high: int,
    colours: Colours | None = None,
    width: int = 720,
    height: int = 320,
    margin: float = 170.0,
) -> str:
    """Each person's own numbers over time, each line with its own dash, marker and name at its end.

    `margin` is the room at the right for names. A line is broken, and its older numbers hollow, where the words at the ends of the scale were others.
    """
    colours = colours or Colours()
    left, right, top, bottom = 44.0, width - margin, 16.0, height - 44.0
    days = sorted({day for one in history for day, _, _ in one.points})
    first = dates.first_day(days[0]).toordinal() if days else 0
    span = max(dates.first_day(days[-1]).toordinal() - first, 1) if days else 1

    def x(day: str) -> float:
        ahead = dates.first_day(day).toordinal() - first
        return round(left + 16 + (right - left - 32) * (ahead / span if len(days) > 1 else 0.5), 1)

    def y(number: int) -> float:
        return round(bottom - (bottom - top) * (number - low) / max(high - low, 1), 1)

    names = short_names([one.name for one in history])
    spread = _Spread(18)
    series = []
    for place, one in sorted(enumerate(history), key=lambda pair: -pair[1].points[-1][1]):
        points: list[dict[str, Any]] = [
            {"x": x(d), "y": y(n), "same": same, "shape": _marker(place, x(d), y(n))}
            for d, n, same in one.points
        ]
        last = points[-1]
        label_y = spread.place(last["y"])
        series.append(
            {
                "colour": colours.people[place % len(colours.people)],
                "dash": DASHES[place % len(DASHES)],
                "points": points,
                "paths": _runs(points),
                "label": f"{_short(names[place], round((margin - 34) / 9))} {one.points[-1][1]}",
                "label_y": label_y,
                "leader": f"M{last['x'] + 8} {last['y']} L{right + 12} {label_y}"
                if last["x"] < right - 20 or label_y != last["y"]
                else "",
            }
        )
    return set_svg(
        "score_chart",
        width=width,
        height=height,
        left=left,
        right=right,
        colours=colours,
        series=series,
        grid=[{"y": y(n), "number": n} for n in (low, (low + high) // 2, high)],
        days=_day_words(days, x),
    )


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _runs(points: Sequence[dict[str, Any]]) -> list[str]:
    """The line between numbers given under the same anchors; a change of anchors breaks it."""
    runs: list[list[dict[str, Any]]] = []
    for point in points:
        if runs and runs[-1][-1]["same"] == point["same"]:
            runs[-1].append(point)
        else:
            runs.append([point])
    return ["M" + " L".join(f"{p['x']} {p['y']}" for p in run) for run in runs if len(run) > 1]


def _marker(place: int, x: float, y: float) -> str:
    shapes = (
        f"M{x - 5} {y} a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 Z",
        f"M{x - 5} {y - 5} h10 v10 h-10 Z",
        f"M{x} {y - 6} l6 11 h-12 Z",
        f"M{x} {y - 7} l7 7 l-7 7 l-7 -7 Z",
        f"M{x} {y + 6} l6 -11 h-12 Z",
        f"M{x - 5} {y - 5} l10 10 M{x + 5} {y - 5} l-10 10",
    )
    return shapes[place % len(shapes)]


def _day_words(days: Sequence[str], x: Any) -> list[dict[str, Any]]:
    """Days under the chart, as many as have room; the first and the last always."""
    shown: list[dict[str, Any]] = []
    for number, day in enumerate(days):
        when = dates.first_day(day)
        words = f"{when.day} {dates.MONTHS[when.month - 1][:3]}" + (
            f" {when.year}" if number == len(days) - 1 else ""
        )
        if shown and x(day) - shown[-1]["x"] < 74:
            if number < len(days) - 1:
                continue
            if len(shown) > 1:
                shown.pop()
        shown.append({"x": x(day), "words": words, "anchor": "middle"})
    return shown


def chart_words(history: Sequence[ScoreSeries]) -> str:
    """The chart for someone who cannot see it: each person's numbers with their days."""
    lines = []
    for one in history:
        numbers = ", ".join(f"{number} on {dates.show(day)}" for day, number, _ in one.points)
        lines.append(f"{one.name}: {numbers}")
    return ". ".join(lines)


def line_words(board: ScoreBoard) -> str:
    """The scale in words: each person's own number."""
    rows = [f"{row.name} {row.words if row.value is None else row.value}" for row in board.rows]
    return f"{board.label}, from {board.low} to {board.high}. " + "; ".join(rows)


def signature(path: str) -> str:
    """What was drawn by hand, in a box of 300 by 100."""
    return set_svg("signature", path=path)


def crossed(svg: str) -> str:
    """One of our own drawings crossed out."""
    return svg.replace("</svg>", '<path d="M12 12 L108 108 M108 12 L12 108" stroke-width="6"/></svg>')


def photo(content: bytes) -> str | None:
    """A PNG or JPEG inside an SVG, so that every drawing is put on paper the same way; None when it is neither."""
    size = _size(content)
    if size is None:
        return None
    media = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return set_svg(
        "photo", width=size[0], height=size[1], media=media, data=base64.b64encode(content).decode()
    )


def _size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        kind, long = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind in (0xC0, 0xC1, 0xC2):
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(
                content[at + 5 : at + 7], "big"
            )
        at += 2 + long
    return None


def drawing(name: str, folder: str = "pictures") -> str | None:
    """One of our own drawings by its name; None when there is none."""
    if not re.fullmatch(r"[a-z0-9_]+", name):
        return None
    path: Path = resources() / folder / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def body(marks: Sequence[tuple[str, float, float, int]], views: Sequence[str]) -> str:
    """Body outlines side by side with their numbered marks."""
    from markupsafe import Markup

    figures = []
    across = 0.0
    for view in views:
        svg = drawing(view, "body") or '<svg viewBox="0 0 120 300"></svg>'
        box = (re.search(r'viewBox="([^"]+)"', svg) or [None, "0 0 120 300"])[1] or "0 0 120 300"
        wide, high = (float(n) for n in box.split()[2:])
        height = 420.0
        width = height * wide / high
        inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$|<title>.*?</title>", "", svg, flags=re.DOTALL)
        figures.append(
            {
                "x": across,
                "width": width,
                "height": height,
                "box": box,
                # Our own drawing, read from our own folder.
                "inside": Markup(inside),
                "words": BODY_WORDS.get(view, view),
                "marks": [
                    {"x": across + x * width, "y": y * height, "number": n}
                    for v, x, y, n in marks
                    if v == view
                ],
            }
        )
        across += width + 40
    return set_svg("body", width=max(across - 40, 1), height=450, figures=figures)
