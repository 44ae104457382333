"""Six everyday tasks done by keys alone over the real windows, beside filling in the same form's blank Word paper by hand.

Ours: each task begins on Today, over records that stand there already, and ends with a finished record and, where it ends
on paper, its Word file. Every key is counted: letters, Tab, Enter, arrows, shortcuts; a chord, such as Ctrl+N or a capital
letter, is one key. The system's own box that asks where a file goes counts as one key. Characters are what was typed into
boxes, letters to find a family or a form too. A page is a view that is shown, a page of a form or a dialog; a decision is a
tick, a choice or a dialog that was answered.

By hand: the program writes the blank paper of the form and the finished paper of the record as Word documents. What stands
on the finished one and not on the blank one is written by hand:

- characters: every character of names, days, header facts, what is carried over and what was said. A tick, and a stroke
  where nothing was said, is one. Words of the form (labels, titles, hints, what a record prints in which nothing was said
  yet) are printed wherever they stand. What stands round the page, warnings on top, and what the program works out and
  puts on top count as nothing, for nobody writes them on a paper;
- keys: these characters, and one to come to each place that is filled in. A capital is one key on either side.

Records attached to a referral are printed on both sides and count on neither.

Nothing is typed twice: no run of three words, name, day, address or telephone number is typed that was typed before in the
same task, or that the records knew already (`twice`).
"""

from __future__ import annotations

import functools
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench import effort_vault, effort_walks
from bench.effort_paper import ByHand, by_hand
from bench.effort_vault import NOW, Room
from bench.measure import Bench, Line, figure
from toolkit.forms import dates

THIRD, HALF = 0.333, 0.5
AGAINST = "the same paper filled in by hand"
DOCS = Path(__file__).resolve().parent.parent / "docs" / "effort.md"
TASKS: tuple[tuple[str, str, Callable[[Room], None]], ...] = (
    ("door", "no answer at the door", effort_walks.no_answer),
    ("visit", "a visit with three children", effort_walks.visit),
    ("quick", "the same visit as a quick note", effort_walks.quick_visit),
    ("meeting", "the next Early Help meeting", effort_walks.early_help),
    ("map", "a map at the table", effort_walks.map_at_the_table),
    ("consent", "consent to share", effort_walks.consent),
    ("referral", "a referral with five records", effort_walks.referral),
)
"""Key, what it is called, and the walk. The quick note stands beside the six: it leaves what is not asked for another time."""


@dataclass(frozen=True)
class Effort:
    """What one task took, and what its paper takes by hand."""

    key: str
    task: str
    keys: int
    characters: int
    pages: int
    decisions: int
    hand: ByHand
    twice: tuple[str, ...]

    def lines(self) -> list[Line]:
        """The two goals as lines of the bench."""
        work = f"effort, {self.task}"
        return [
            Line(
                work=f"{work}: characters typed",
                unit="characters",
                ours=self.characters,
                baseline=self.hand.characters,
                against=AGAINST,
                most_times=THIRD,
            ),
            Line(
                work=f"{work}: keys pressed",
                unit="keys",
                ours=self.keys,
                baseline=self.hand.keys,
                against=AGAINST,
                most_times=HALF,
            ),
        ]


def run(_bench: Bench) -> list[Line]:
    """Measures the tasks; the last line counts what was typed that was known or typed before."""
    found = measured()
    again = sum(len(one.twice) for one in found)
    return [
        *(line for one in found for line in one.lines()),
        Line(work="effort: typed twice, or known already", unit="times", ours=again, most=0),
    ]


@functools.cache
def measured() -> tuple[Effort, ...]:
    """Walks each task once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication.instance() or QApplication(["bench"])
    with tempfile.TemporaryDirectory() as work:
        return tuple(effort for effort, _ in walked(Path(work)))


def walked(work: Path) -> Iterator[tuple[Effort, Room]]:
    """Walks one task after the other, each over records of its own; the room of each is open until the next is asked for."""
    effort_vault.fill(work / "filled")
    for key, task, walk in TASKS:
        (work / key).mkdir()
        with effort_vault.opened(work / "filled", work / key) as room:
            known = list(known_words(room))
            walk(room)
            hand = room.hand
            yield (
                Effort(
                    key=key,
                    task=task,
                    keys=hand.keys,
                    characters=hand.characters,
                    pages=hand.pages,
                    decisions=hand.decisions,
                    hand=by_hand(room.session, room.made().id),
                    twice=tuple(twice(hand.typed, known)),
                ),
                room,
            )


# Nothing is typed twice


def known_words(room: Room) -> Iterator[str]:
    """Every text the records of the family hold before the task begins."""
    records = room.session.vault.records
    for record_id in (room.family, *room.before):
        yield from _strings(records.get(record_id).answers)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def twice(typed: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """What of the words typed was known, or typed in another box: runs of three words, whole names and the like, days."""
    runs = {run for text in known for run in _runs(text)}
    whole = {_plain(text) for text in known if len(_plain(text).split()) > 1}
    days = {NOW.date().isoformat()}
    for words in typed:
        mine = set(_runs(words))
        yield from (f"{run!r} in {words!r}" for run in sorted(mine & runs))
        if _plain(words) in whole:
            yield repr(words)
        day = _day(words)
        if day in days:
            yield repr(words)
        runs |= mine
        whole |= {_plain(words)} if len(_plain(words).split()) > 1 else set()
        days |= {day} - {""}


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[\w']+", words.casefold()))


def _runs(words: str) -> Iterator[str]:
    parts = _plain(words).split()
    return (" ".join(parts[at : at + 3]) for at in range(len(parts) - 2))


def _day(words: str) -> str:
    try:
        return dates.read_day(words, NOW.date())
    except dates.NotADay:
        return ""


# The table of its own

HEAD = (
    "| task | characters | by hand | times | keys | by hand | times | pages | decisions |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def table(found: Sequence[Effort]) -> str:
    """Every figure of every task, as a table in Markdown."""
    return "\n".join([HEAD, *map(_row, found)])


def _row(one: Effort) -> str:
    words, keys = one.lines()
    cells = [one.task]
    for line in (words, keys):
        times = f"{line.ratio:.2f}" if line.ratio is not None else "-"
        cells += [figure(line.ours), figure(line.baseline), times if line.met else f"{times}, **missed**"]
    cells += [str(one.pages), str(one.decisions)]
    return f"| {' | '.join(cells)} |"
