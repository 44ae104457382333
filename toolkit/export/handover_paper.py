"""The papers beside a hand-over: a summary of one page, and a receipt that names nobody of the family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.forms.blocks import Answer, Block, Heading, Outline, Paragraph, Table, Warn

MOST_PEOPLE, MOST_PROMISES, MOST_RECORDS = 12, 8, 8


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
        *(Warn(text=line) for line in facts.warnings),
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
        blocks.append(Answer(label="Not handed over", lines=tuple(facts.stayed[:4])))
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
    shown = [tuple(row) for row in rows[:most]]
    if len(rows) > most:
        shown.append((f"{len(rows) - most} {more}", *[""] * (len(head) - 1)))
    return Table(head=head, rows=tuple(shown), widths=widths, small=True)


def _kinds(kinds: Sequence[str]) -> str:
    counted = Counter(kinds)
    return "; ".join(f"{kind}: {number}" for kind, number in counted.most_common()) + "."
