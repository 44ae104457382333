"""A pack: a referral with the records that go with it, as one document with a cover, contents and pages counted through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from docx.oxml import parse_xml

from toolkit.export.stamp import Stamp, status_words
from toolkit.export.word import LEAF, assemble
from toolkit.export.word_styles import NAMESPACES
from toolkit.forms.blocks import Block, Outline, Paragraph, Table

CONTENTS = "What is in this pack"
HEAD = ("", "Record", "Day", "Version and status", "Page")
MOST_RECORDS = 1000
"""More than this is a mistake, not a pack."""


@dataclass(frozen=True)
class Leaf:
    """One record of a pack: its copy, what stands round it, the kind of record and its day in words."""

    outline: Outline
    stamp: Stamp
    kind: str
    day: str = ""
    record_id: str = ""
    revision: int = 0


def cover(first: Leaf, blocks: Sequence[Block], records: int) -> Outline:
    """The first page: the facts of the referral given as blocks, and how much goes with it."""
    many = "1 record goes" if records == 1 else f"{records} records go"
    with_it = f"{many} with this referral. Each begins on a page of its own." if records else ""
    note = (Paragraph(text=with_it, tone="note"),) if with_it else ()
    return replace_outline(first.outline, first.outline.title, (*blocks, *note))


def contents(first: Leaf, leaves: Sequence[Leaf], pages: Sequence[int]) -> Outline:
    """The list of the records, each with the page it begins on; without pages their place is held."""
    rows = tuple(
        (str(n), leaf.kind, leaf.day, status_words(leaf.outline), str(pages[n - 1]) if pages else "000")
        for n, leaf in enumerate(leaves, 1)
    )
    table = Table(head=HEAD, rows=rows, widths=(1, 6, 4, 4, 1.6))
    return replace_outline(first.outline, CONTENTS, (table,))


def replace_outline(like: Outline, title: str, blocks: Sequence[Block]) -> Outline:
    """A page of the pack's own, with the reference, version and status of its referral."""
    return Outline(
        title=title,
        audience=like.audience,
        blocks=tuple(blocks),
        family_reference=like.family_reference,
        status=like.status,
        version=like.version,
        draft=like.draft,
    )


def begins(counts: Sequence[int]) -> list[int]:
    """The page each leaf begins on, from how many pages each has."""
    return [1 + before for before in accumulate([0, *counts[:-1]])]


def word(
    front: Sequence[Outline], leaves: Sequence[Leaf], step: Callable[[int], object] | None = None
) -> bytes:
    """The bytes of the pack as a Word file. `front` is cover and contents; the pages of the contents follow the records.

    `step` is told how many records are in; what it raises ends the work.
    """
    stamp = replace(leaves[0].stamp, record_name="")
    parts = [(outline, stamp) for outline in front] + [(leaf.outline, leaf.stamp) for leaf in leaves]
    before = len(front)
    return assemble(
        parts,
        step=(lambda at: step(max(at - before, 0))) if step is not None else None,
        mend=lambda body: _follow(body, before),
    )


def _follow(body: Any, front: int) -> None:
    """Makes each number in the contents a reference to where its record begins, which Word and LibreOffice keep true."""
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    found = body.xpath(f".//w:p[w:bookmarkStart[@w:name='{LEAF}{front - 1}']]/following-sibling::w:tbl[1]")
    if not found:
        return
    for at, line in enumerate(found[0].findall("w:tr", names)[1:]):
        held = line.findall("w:tc", names)[-1].find("w:p/w:r", names)
        number = "".join(held.itertext())
        inside = "".join(
            (
                '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>',
                f'<w:r><w:instrText xml:space="preserve"> PAGEREF {LEAF}{front + at} \\h </w:instrText></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                f"<w:r><w:t>{number}</w:t></w:r>",
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            )
        )
        for run in parse_xml(f"<w:p {NAMESPACES}>{inside}</w:p>"):
            held.addprevious(run)
        held.getparent().remove(held)
