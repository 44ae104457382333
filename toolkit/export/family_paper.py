"""The family tree and ecomap on paper: the drawings on a page on its side, with the same in sentences below them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from toolkit.export.ecomap_drawing import ecomap_svgs
from toolkit.export.family_drawings import PAGE_MM, genogram_svg, part_words, parts_of, tree_size_mm
from toolkit.forms.blocks import Answer, Block, Heading, Outline, PageBreak, Paragraph, Picture
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, dicts, rows_of
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Audience
from toolkit.practice.ecomap import Ecomap, ecomap, ecomap_words, for_family
from toolkit.practice.genogram import genogram
from toolkit.practice.genogram_layout import laid_out
from toolkit.practice.genogram_model import KEPT_BACK, Genogram, without
from toolkit.practice.genogram_words import tree_words

GENOGRAM = "genogram"
HARD = ("Conflict and harm between people", "Left off a family copy unless it was ticked in")
HOMES = ("Who lives together", "An address is hidden from somebody")
AROUND = (
    "What stands around the family",
    "A school or a service tells where somebody lives whose address is hidden",
)
WORKERS = ("Professionals around the family", "About other people, or told by others")
NOTES = "What the tree shows"
_TIES = "How it is between two people"
_LEFT = "Something has been left out of this copy."


def family_tree_outline(
    entry: Entry,
    family: Mapping[str, Any],
    answers: Mapping[str, Any],
    context: Context,
    audience: Audience,
    meta: Meta,
    day: date,
) -> Outline:
    """The paper of the record `genogram`, drawn from the family file as it stands. Raises OwnParent."""
    tree, around = genogram(family, answers, day), ecomap(family, answers, day)
    left: list[tuple[str, str]] = []
    if audience != "practitioner":
        tree, around, left = _for_family(tree, around, family, answers)
    blocks = tree_blocks(tree, around, day, placed_in(answers))

    def paper(seen: Answers, _context: Context, _audience: Audience) -> list[Block]:
        notes = str(seen.get("notes") or "").strip()
        return [*blocks, Answer(label=NOTES, lines=tuple(notes.split("\n")))] if notes else blocks

    drawn = dataclasses.replace(entry, paper=paper)
    made = outline(drawn, answers, context, audience, meta)
    # What the outline says of lines between people is said here of those alone that a family does not get.
    left = [*(one for one in made.left_out if one[0] != _TIES), *left]
    body = [b for b in made.blocks if not (isinstance(b, Paragraph) and b.text == _LEFT)]
    if left:
        body.append(Paragraph(text=_LEFT, tone="note"))
    return msgspec.structs.replace(made, blocks=tuple(body), left_out=tuple(left), landscape=True)


def _for_family(
    tree: Genogram, around: Ecomap, family: Mapping[str, Any], answers: Mapping[str, Any]
) -> tuple[Genogram, Ecomap, list[tuple[str, str]]]:
    left = []
    hard = KEPT_BACK if answers.get("show_hard") != "yes" else ()
    if any(tie.kind in hard for tie in tree.ties):
        left.append(HARD)
    hidden = hides_address(family)
    if hidden and tree.households:
        left.append(HOMES)
    shown = for_family(around)
    if len(shown.around) < len(around.around):
        left.append(WORKERS)
    if hidden:
        # Who is in the household says where they live, as much as the loop does; so does the school of a child.
        left += [AROUND] if shown.around else []
        shown = Ecomap((), ())
    return without(tree, hard, households=not hidden), shown, left


def hides_address(family: Mapping[str, Any]) -> bool:
    """Whether an address of the family file is hidden from somebody, or a warning says that it is."""
    if any(row.get("kind") == "address_hidden" for row in rows_of(family, "warnings")):
        return True
    return any(
        row.get("hidden_from")
        for key in ("children", "adults")
        for person in rows_of(family, key)
        for row in dicts(person.get("addresses"))
    )


def placed_in(answers: Mapping[str, Any]) -> dict[str, float]:
    """Where people were put by hand, out of the record."""
    placed = answers.get("placed")
    if not isinstance(placed, Mapping):
        return {}
    return {str(k): float(v) for k, v in placed.items() if isinstance(v, (int, float)) and abs(v) < 1e5}


def tree_blocks(tree: Genogram, around: Ecomap, day: date, placed: Mapping[str, float]) -> list[Block]:
    """The drawings, each with its words for those who cannot see it, and the list."""
    drawing = laid_out(tree, placed)
    parts = parts_of(drawing)
    words = tree_words(tree)
    blocks: list[Block] = []
    for number, part in enumerate(parts, 1):
        of = part_words(drawing, parts, number)
        alt = "Family tree. " + (
            " ".join(words) if number == 1 else f"{of}. The list at the end says it all."
        )
        svg = genogram_svg(drawing, day, part=part, of=of)
        blocks += [Heading(text=f"Family tree: {of[0].lower()}{of[1:]}" if of else "Family tree")]
        blocks += [Picture(svg=svg, alt=alt, width_mm=tree_size_mm(drawing, part)), PageBreak()]
    if around.around:
        for number, svg in enumerate(ecomap_svgs(around, day), 1):
            alt = "Ecomap. " + " ".join(ecomap_words(around)) if number == 1 else "Ecomap, further part."
            blocks += [Heading(text="What stands around the family")]
            blocks += [Picture(svg=svg, alt=alt, width_mm=PAGE_MM[0] * 0.9), PageBreak()]
    blocks += [Heading(text="The same in words"), Answer(label="Family tree", lines=tuple(words))]
    if around.around:
        blocks.append(Answer(label="Around the family", lines=tuple(ecomap_words(around))))
    return blocks
