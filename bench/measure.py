"""What the measurements share: timing that takes turns with the baseline, and the line that is printed."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Line:
    """One result. `ours` and `baseline` are in the unit named; a goal is a ratio, a figure, or both."""

    work: str
    unit: str
    ours: float
    baseline: float | None = None
    against: str = ""
    """What the baseline is, in words."""
    most_times: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline it took."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def met(self) -> bool:
        """Says whether every goal was met."""
        times = self.most_times is None or (self.ratio is not None and self.ratio <= self.most_times)
        return times and (self.most is None or self.ours <= self.most)

    def words(self) -> str:
        """Gives the line as a row of a table in Markdown."""
        goals = []
        if self.most_times is not None:
            goals.append(f"at most {self.most_times:g} x")
        if self.most is not None:
            goals.append(f"at most {self.most:g} {self.unit}")
        cells = [
            self.work,
            f"{figure(self.ours)} {self.unit}",
            f"{figure(self.baseline)} {self.unit}, {self.against}" if self.baseline is not None else "-",
            f"{self.ratio:.2f} x" if self.ratio is not None else "-",
            ", ".join(goals) or "-",
            "yes" if self.met else "no",
        ]
        return f"| {' | '.join(cells)} |"


HEAD = "| work | ours | baseline | ratio | goal | met |\n|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Bench:
    """What a measurement is given: a folder to work in, the size of the caseload, and where the filled vault lies."""

    work: Path
    families: int = 2000
    records: int = 50_000
    say: Callable[[str], None] = field(default=lambda words: None)


def milliseconds(what: Callable[[], object]) -> float:
    """Runs something once and gives the milliseconds it took."""
    began = time.perf_counter_ns()
    what()
    return (time.perf_counter_ns() - began) / 1e6


def in_turns(
    ours: Sequence[Callable[[], object]], baseline: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """Runs ours and the baseline one after the other, so that a busy moment of the machine falls on both."""
    mine, theirs = [], []
    for one, other in zip(ours, baseline, strict=True):
        mine.append(milliseconds(one))
        theirs.append(milliseconds(other))
    return mine, theirs


def p95(values: Sequence[float]) -> float:
    """Gives the value that 95 in 100 do not exceed."""
    return sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]


def median(values: Sequence[float]) -> float:
    """Gives the middle value."""
    return statistics.median(values)


def figure(value: float | None) -> str:
    """Gives a figure with as many places as it deserves."""
    if value is None:
        return "-"
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
