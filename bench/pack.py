"""Writes a pack of 200 records as one Word document, beside the same blocks written straight with python-docx."""

from __future__ import annotations

import random
from datetime import datetime

from bench import caseload
from bench.measure import Bench, Line, in_turns, median
from bench.word import straight
from toolkit.export.pack import Leaf, contents, cover, word
from toolkit.export.stamp import Stamp
from toolkit.forms import catalogue
from toolkit.forms.blocks import Outline
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context, PersonRef

RECORDS, ROUNDS = 200, 3


def run(bench: Bench) -> list[Line]:
    """Measures case notes of a few hundred words each, everything in memory so that the disk does not count."""
    chance = random.Random(3)
    entry = catalogue.load().get("case_note")
    stamp = Stamp(printed_by=caseload.AUTHOR.name, printed_on=datetime(2026, 11, 12, 15, 24))
    context = Context(
        now=stamp.printed_on, people=(PersonRef(id="c0", name="Wren Thistlewick", group="child"),)
    )
    meta = Meta(author=caseload.AUTHOR.name)
    notes = [caseload.note(chance, "c0", "2026-11-11") for _ in range(RECORDS)]
    leaves = [Leaf(outline(entry, note, context, "practitioner", meta), stamp, "Case note") for note in notes]
    front = [cover(leaves[0], (), RECORDS), contents(leaves[0], leaves, range(3, RECORDS + 3))]
    blocks = tuple(block for leaf in leaves for block in leaf.outline.blocks)
    whole = Outline(title="Pack", audience="practitioner", blocks=blocks)
    mine, theirs = in_turns([lambda: word(front, leaves)] * ROUNDS, [lambda: straight(whole)] * ROUNDS)
    return [
        Line(
            work=f"a pack of {RECORDS} records to Word",
            unit="ms",
            ours=median(mine),
            baseline=median(theirs),
            against="the same blocks written straight with python-docx",
            most_times=1.3,
        )
    ]
