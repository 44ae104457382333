"""Texts made at random out of what breaks programs: equal after saving, searching, leaving as a Word file, and opening anew.

python -m tests.faults.texts FOLDER COUNT
"""

from __future__ import annotations

import functools
import sys
from datetime import datetime
from pathlib import Path

from tests.export import fuzz
from tests.export.reading import words_of
from tests.vault.people import AUTHOR, make_family, note_answers, open_vault, unlock
from toolkit.export import word
from toolkit.export.stamp import Stamp
from toolkit.export.text import visible
from toolkit.forms import catalogue
from toolkit.forms.blocks import from_json, text_of, to_json
from toolkit.forms.outline import Meta, outline
from toolkit.practice.context import context_for
from toolkit.vault import keys

NOW = datetime(2026, 11, 12, 14, 20)


def texts(count: int) -> list[str]:
    """So many texts, each with a word of its own to be found by; one in fifty has a line of 100,000 letters."""
    made = fuzz.texts(count)
    return [
        f"{text} kestrel{n:04d} {'ba ' * 33_333 if n % 50 == 7 else ''}{text}" for n, text in enumerate(made)
    ]


def play(folder: Path, count: int) -> list[str]:
    """Gives what came back otherwise."""
    wrong: list[str] = []
    made, ids = texts(count), []
    entry = catalogue.load().get("case_note")
    with open_vault(folder / "records") as vault:
        family = make_family(vault)
        context = context_for(family.answers, NOW)
        for number, text in enumerate(made):
            note = vault.records.create("case_note", family.id, note_answers("x"), AUTHOR)
            vault.records.save_draft(note.id, note_answers(text))
            answers = vault.records.get(note.id).answers
            if answers["facts"] != text:
                wrong.append(f"{number}: saved otherwise")
            signed = to_json(outline(entry, answers, context, "practitioner", Meta(author="Tansy Dunnock")))
            vault.records.finish(note.id, answers, {"practitioner": signed}, AUTHOR)
            ids.append(note.id)
    with unlock(folder / "records") as vault:
        for number, (note_id, text) in enumerate(zip(ids, made, strict=True)):
            kept = vault.records.get(note_id)
            if kept.answers["facts"] != text:
                wrong.append(f"{number}: read otherwise")
            if note_id not in [hit.record_id for hit in vault.search.find(f"kestrel{number:04d}")]:
                wrong.append(f"{number}: not found")
            wrong += _on_paper(folder / "paper.docx", number, text, kept.outlines["practitioner"])
        if [finding.grade for finding in vault.check(quick=False)] != ["GOOD"]:
            wrong.append("the vault is not whole")
    return wrong


def _on_paper(place: Path, number: int, text: str, stored: bytes) -> list[str]:
    made = from_json(stored)
    word.write(made, Stamp(printed_by="Tansy Dunnock", printed_on=NOW), place)
    said = words_of(place)
    place.unlink()
    if said != [visible(words) for words in text_of(made)]:
        return [f"{number}: the Word file says otherwise than was signed"]
    # Lines of a note become paragraphs; every letter between them is there.
    whole = "".join("".join(said).split())
    return [] if "".join(visible(text).split()) in whole else [f"{number}: otherwise on paper"]


if __name__ == "__main__":
    keys._stretch = functools.cache(keys._stretch)
    found = play(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{sys.argv[2]} texts, {len(found)} otherwise", *found[:20], sep="\n")
    sys.exit(bool(found))
