"""The papers beside a hand-over: a summary of one page, and a receipt that names nobody of the family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph, Table, Warn

MOST_PEOPLE, MOST_PROMISES, MOST_RECORDS, MOST_WARNINGS, MOST_STAYED = 7, 5, 2, 2, 1
MOST_KINDS = 4
MOST_LETTERS = 88
"""About one line. Longer words of a row go on in the record itself: the summary is one page."""


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


def summary(facts: Facts) -> Outline:
    """Who, what, from when to when, and what is still promised; what does not fit is counted."""
    blocks: list[Block] = [
        Paragraph(text=f"Handed over by {facts.by} to {facts.to} on {facts.day}."),
        *(Warn(text=_short(line, 120)) for line in facts.warnings[:MOST_WARNINGS]),
        *_more_warnings(len(facts.warnings) - MOST_WARNINGS),
        Heading(text="People", level=1),
        _table(("Name", "Who"), facts.people, MOST_PEOPLE, "more in the family file", (2, 3)),
        Heading(text="Still promised", level=1),
        _table(("By", "What", "Who"), facts.promises, MOST_PROMISES, "more in the records", (1.2, 3, 1.5))
        if facts.promises
        else Paragraph(text="Nothing is still promised."),
        Heading(text="Records", level=1),
        Paragraph(text=_kinds(facts.kinds)),
        _table(("Day", "Record", "By"), facts.newest, MOST_RECORDS, "earlier", (1.2, 3, 1.5)),
    ]
    if facts.stayed:
        left = len(facts.stayed) - MOST_STAYED
        more = [f"{left} more"] if left > 0 else []
        lines = [_short(line) for line in facts.stayed[:MOST_STAYED]]
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
    head: tuple[str, ...], rows: Sequence[tuple[str, ...]], most: int, more: str, widths: tuple[float, ...]
) -> Block:
    if not rows:
        return Paragraph(text="None.")
    room = [round(MOST_LETTERS * width / sum(widths)) for width in widths]
    shown = [tuple(_short(cell, wide) for cell, wide in zip(row, room, strict=True)) for row in rows[:most]]
    if len(rows) > most:
        words = f"{len(rows) - most} {more}"
        # Under the widest head, where it needs no second line.
        widest = widths.index(max(widths))
        shown.append(tuple(words if place == widest else "" for place in range(len(head))))
    return Table(head=head, rows=tuple(shown), widths=widths, small=True)


def _short(words: str, most: int = MOST_LETTERS) -> str:
    text = " ".join(words.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _more_warnings(number: int) -> list[Block]:
    return [Warn(text=f"{number} more in the family file.")] if number > 0 else []


def _kinds(kinds: Sequence[str]) -> str:
    counted = Counter(kinds)
    shown = [f"{kind}: {number}" for kind, number in counted.most_common(MOST_KINDS)]
    rest = sum(counted.values()) - sum(number for _, number in counted.most_common(MOST_KINDS))
    return "; ".join([*shown, f"other: {rest}"] if rest else shown) + "."
