"""The family tree and the ecomap as a list of sentences, for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.forms.people import join_names
from toolkit.practice.genogram_model import Genogram, Member

COUPLE_WORDS = {
    "married": "married or civil partners",
    "together": "a couple",
    "separated": "married, separated",
    "apart": "were a couple, now apart",
    "divorced": "divorced",
}
TIE_WORDS = {
    "close": "very close",
    "distant": "distant",
    "conflict": "in conflict",
    "cut_off": "cut off from each other",
}
_HOW = {"birth": "", "adopted": " (adopted)", "fostered": " (fostered)", "guardian": " (special guardian)"}


def tree_words(tree: Genogram) -> list[str]:
    """One line for each person, oldest generation as given, then couples, homes and lines between people."""
    names = {m.id: m.name for m in tree.members}
    lines = [_person(member, tree, names) for member in tree.members]
    lines += [
        f"{names[c.one]} and {names[c.two]}: {COUPLE_WORDS[c.kind]}."
        for c in tree.couples
        if c.one in names and c.two in names
    ]
    lines += [
        f"{home.name}: {join_names([names[p] for p in home.members if p in names])} live together."
        for home in tree.households
    ]
    for tie in tree.ties:
        if tie.kind == "harm":
            lines.append(f"Harm from {names[tie.one]} to {names[tie.two]}.")
        else:
            lines.append(f"{names[tie.one]} and {names[tie.two]}: {TIE_WORDS[tie.kind]}.")
    return lines


def _person(member: Member, tree: Genogram, names: dict[str, str]) -> str:
    parts = [member.words]
    if member.over and "died" not in member.words and "ended" not in member.words:
        parts.append("died")
    parts += [f"child of {words}" for words in _parents(member.id, tree, names)]
    if member.note:
        parts.append(member.note)
    if any(member.id in group for family in tree.families for group in family.twins):
        parts.append("twin")
    if member.index:
        parts.append("this work is about this child")
    return f"{member.name}: {'; '.join(part for part in parts if part)}."


def _parents(person: str, tree: Genogram, names: dict[str, str]) -> Iterator[str]:
    for family in tree.families:
        for child, how in family.children:
            if child == person:
                yield join_names([names[p] for p in family.parents]) + _HOW[how]
