"""The papers beside a hand-over: a summary of one page, and a receipt that names nobody of the family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph, Table, Warn


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much of each a summary of one page takes: rows, and letters of a row and of a warning; the rest is counted."""

    people: int
    promises: int
    records: int
    warnings: int
    stayed: int
    kinds: int
    letters: int
    warning: int


ROOMS = (
    Room(people=14, promises=8, records=5, warnings=6, stayed=3, kinds=8, letters=150, warning=600),
    Room(people=10, promises=6, records=3, warnings=4, stayed=2, kinds=6, letters=130, warning=300),
    Room(people=7, promises=5, records=2, warnings=3, stayed=1, kinds=4, letters=120, warning=240),
    Room(people=7, promises=5, records=2, warnings=3, stayed=1, kinds=4, letters=88, warning=240),
    Room(people=7, promises=5, records=2, warnings=2, stayed=1, kinds=4, letters=88, warning=120),
)
"""From the most to what fits on a page whatever the family. What is to be read at the door is cut last."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What both papers are made of; days in words. `mark` is the size and mark of the sealed file."""

    reference: str
    family: str
    by: str
    to: str
    day: str
    mark: str
    records: int
    versions: int
    stayed: Sequence[str] = ()
    people: Sequence[tuple[str, str]] = ()
    warnings: Sequence[str] = ()
    promises: Sequence[tuple[str, str, str]] = ()
    newest: Sequence[tuple[str, str, str]] = ()
    kinds: Sequence[str] = ()


def fitting(facts: Facts, pages: Callable[[Outline], int]) -> Outline:
    """The fullest summary that is one page; `pages` counts the pages of one."""
    made = (summary(facts, room) for room in ROOMS[:-1])
    return next((one for one in made if pages(one) == 1), summary(facts, ROOMS[-1]))


def summary(facts: Facts, room: Room) -> Outline:
    """Who, what, from when to when, and what is still promised; what does not fit is counted."""
    blocks: list[Block] = [
        Paragraph(text=f"Handed over by {facts.by} to {facts.to} on {facts.day}."),
        *(Warn(text=_short(line, room.warning)) for line in facts.warnings[: room.warnings]),
        *_more_warnings(len(facts.warnings) - room.warnings),
        Heading(text="People", level=1),
        _table(("Name", "Who"), facts.people, room.people, "more in the family file", (1, 2), room.letters),
        Heading(text="Still promised", level=1),
        _table(
            ("By", "What", "Who"),
            facts.promises,
            room.promises,
            "more in the records",
            (1.2, 3, 1.5),
            room.letters,
        )
        if facts.promises
        else Paragraph(text="Nothing is still promised."),
        Heading(text="Records", level=1),
        Paragraph(text=_kinds(facts.kinds, room.kinds)),
        _table(("Day", "Record", "By"), facts.newest, room.records, "earlier", (1.2, 3, 1.5), room.letters),
    ]
    if facts.stayed:
        left = len(facts.stayed) - room.stayed
        more = [f"{left} more"] if left > 0 else []
        lines = [_short(line, room.letters) for line in facts.stayed[: room.stayed]]
        blocks.append(Paragraph(text=f"Not handed over: {'; '.join([*lines, *more])}."))
    return _outline("Hand-over summary", facts, blocks)


def receipt(facts: Facts) -> Outline:
    """What the giver keeps: how much, for whom, when, and the mark by which both know it is the same file."""
    blocks: list[Block] = [
        Answer(label="Family", lines=(facts.reference or "Without a reference",)),
        Answer(label="Sealed by", lines=(facts.by,)),
        Answer(label="For", lines=(facts.to,)),
        Answer(label="On", lines=(facts.day,)),
        Answer(label="Records", lines=(f"{facts.records}, with {facts.versions} finished versions",)),
        Answer(label="File", lines=(facts.mark,)),
        Paragraph(
            text="Compare the size and the mark by telephone. Say the passphrase only then.", tone="note"
        ),
    ]
    return _outline("Receipt for a hand-over", facts, blocks)


def receipt_back(facts: Facts, lines: Sequence[str]) -> Outline:
    """What the taker gives back: what was taken in, and the mark of the file."""
    blocks: list[Block] = [
        Answer(label="Family", lines=(facts.reference or "Without a reference",)),
        Answer(label="Sealed by", lines=(facts.by,)),
        Answer(label="Taken in by", lines=(facts.to,)),
        Answer(label="On", lines=(facts.day,)),
        Answer(label="What came in", lines=tuple(lines)),
        Answer(label="File", lines=(facts.mark,)),
    ]
    return _outline("Receipt: taken in", facts, blocks)


def _outline(title: str, facts: Facts, blocks: Sequence[Block]) -> Outline:
    return Outline(
        title=title,
        audience="practitioner",
        blocks=tuple(blocks),
        family_reference=facts.reference,
        status="Final",
        draft=False,
    )


def _table(
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    most: int,
    more: str,
    widths: tuple[float, ...],
    letters: int,
) -> Block:
    if not rows:
        return Paragraph(text="None.")
    room = [round(letters * width / sum(widths)) for width in widths]
    shown = [tuple(_short(cell, wide) for cell, wide in zip(row, room, strict=True)) for row in rows[:most]]
    if len(rows) > most:
        words = f"{len(rows) - most} {more}"
        # Under the widest head, where it needs no second line.
        widest = widths.index(max(widths))
        shown.append(tuple(words if place == widest else "" for place in range(len(head))))
    return Table(head=head, rows=tuple(shown), widths=widths, small=True)


def _short(words: str, most: int) -> str:
    text = " ".join(words.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _more_warnings(number: int) -> list[Block]:
    return [Warn(text=f"{number} more in the family file.")] if number > 0 else []


def _kinds(kinds: Sequence[str], most: int) -> str:
    counted = Counter(kinds)
    shown = [f"{kind}: {number}" for kind, number in counted.most_common(most)]
    rest = sum(counted.values()) - sum(number for _, number in counted.most_common(most))
    return "; ".join([*shown, f"other: {rest}"] if rest else shown) + "."
