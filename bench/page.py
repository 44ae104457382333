"""Writes a whole run into the README or another page, between two marks, with the machine in general words and the ratios first."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.measure import Line, figure

BEGIN = "<!-- The table below is written by: make bench ARGS=--write -->"
END = "<!-- The end of what the bench writes -->"
HEAD = "| work | times the baseline | goal | ours | baseline | met |\n|---|---|---|---|---|---|"


def machine() -> str:
    """What was measured on, in words that name no computer: cores, memory, system and Python."""
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB of memory"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cores} cores ({platform.machine()}){memory}, {platform.system()}, {python}, off screen"


def load() -> str:
    """How much else the machine had to do in the last minute, where the system tells."""
    return f" The load before it began was {os.getloadavg()[0]:.1f}." if hasattr(os, "getloadavg") else ""


def row(line: Line) -> str:
    """A result as a row, the ratio first."""
    ratio = f"{line.ratio:.2f} x" if line.ratio is not None else "-"
    goals = [f"at most {line.most_times:g} x"] if line.most_times is not None else []
    goals += [f"at most {line.most:g} {line.unit}"] if line.most is not None else []
    beside = f"{figure(line.baseline)} {line.unit}, {line.against}" if line.baseline is not None else "-"
    cells = (line.work, ratio, ", ".join(goals) or "-", f"{figure(line.ours)} {line.unit}", beside)
    return f"| {' | '.join(cells)} | {'yes' if line.met else '**missed**'} |"


def table(lines: Sequence[Line], families: int, records: int, began: str) -> str:
    """All that stands between the marks."""
    today = date.today()
    about = f"Measured on {today.day} {today:%B %Y} with {families:,} families and {records:,} records: {machine()}.{began}"
    return "\n".join([BEGIN, "", about, "", HEAD, *map(row, lines), "", END])


def write(readme: Path, made: str) -> None:
    """Puts a table between the marks. Raises ValueError when they are not there, and then changes nothing."""
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{readme.name} has no place for the table")
    readme.write_text(before + made + after, encoding="utf-8")
