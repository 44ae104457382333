"""Writes a record as a Word document, beside the same blocks written straight with python-docx."""

from __future__ import annotations

import io
import random
from datetime import datetime

import docx

from bench import caseload
from bench.measure import Bench, Line, in_turns, median
from toolkit.export import word
from toolkit.export.stamp import Stamp
from toolkit.forms import catalogue
from toolkit.forms.blocks import Answer, Outline, Table, text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context, PersonRef

ROUNDS = 30


def run(bench: Bench) -> list[Line]:
    """Measures a case note of a few hundred words, everything in memory so that the disk does not count."""
    chance = random.Random(3)
    entry = catalogue.load().get("case_note")
    now = datetime(2026, 11, 12, 15, 24)
    stamp = Stamp(printed_by=caseload.AUTHOR.name, printed_on=now)
    context = Context(now=now, people=(PersonRef(id="c0", name="Wren Thistlewick", group="child"),))
    notes = [caseload.note(chance, "c0", "2026-11-11") for _ in range(ROUNDS)]
    made = [
        outline(entry, note, context, "practitioner", Meta(author=caseload.AUTHOR.name)) for note in notes
    ]
    word.document(made[0], stamp)
    straight(made[0])
    mine, theirs = in_turns(
        [lambda o=o: word.document(o, stamp) for o in made], [lambda o=o: straight(o) for o in made]
    )
    return [
        Line(
            work="a record to Word",
            unit="ms",
            ours=median(mine),
            baseline=median(theirs),
            against="the same blocks written straight with python-docx",
            most_times=1.3,
        )
    ]


def straight(made: Outline) -> bytes:
    """The plainest way with the library: one call for each heading, paragraph and cell."""
    document = docx.Document()
    document.add_heading(made.title, 0)
    for block in made.blocks:
        match block:
            case Answer():
                document.add_heading(block.label, 2)
                for line in block.lines:
                    document.add_paragraph(line)
            case Table():
                table = document.add_table(rows=0, cols=len(block.head))
                for row in (block.head, *block.rows):
                    for cell, text in zip(table.add_row().cells, row, strict=False):
                        cell.text = text
            case _:
                for text in text_of(Outline(title="", audience=made.audience, blocks=(block,))):
                    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
