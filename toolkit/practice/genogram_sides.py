"""Grandparents whom no line of the family tree holds yet, and whose parent each may be: a worker says it, nobody guesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.forms.people import join_names, rows_of
from toolkit.practice.genogram_model import Genogram

MOST = 4
"""Parents offered beside the question; more than that are chosen in the record."""


@dataclass(frozen=True)
class Side:
    """A grandparent without a line: whom it concerns in words, and the parents it may be, as id and name."""

    person: str
    name: str
    of: str
    parents: tuple[tuple[str, str], ...]

    @property
    def question(self) -> str:
        """The question, as it is asked."""
        return f"{self.name} is a grandparent of {self.of}. Whose parent?"


def sides(family: Mapping[str, Any], tree: Genogram) -> list[Side]:
    """Every grandparent still without a line. The parents whom all those grandchildren share come first."""
    names = {member.id: member.name for member in tree.members}
    parents: dict[str, list[str]] = {}
    for one in tree.families:
        for child, how in one.children:
            if how in ("birth", "adopted"):
                parents.setdefault(child, []).extend(one.parents)
    kin: dict[str, list[str]] = {}
    for cell in rows_of(family, "relations"):
        person, child = str(cell.get("adult", "")), str(cell.get("child", ""))
        if (
            cell.get("kin") == "grandparent"
            and cell.get("relation") == "kin"
            and {person, child} <= set(names)
        ):
            kin.setdefault(person, []).append(child)
    found = []
    for person, children in kin.items():
        able = list(dict.fromkeys(p for child in children for p in parents.get(child, ()) if p != person))
        if not able or any(person in parents.get(parent, ()) for parent in able):
            continue
        able.sort(key=lambda p: -sum(p in parents.get(child, ()) for child in children))
        whose = join_names([names[child] for child in children])
        found.append(Side(person, names[person], whose, tuple((p, names[p]) for p in able[:MOST])))
    return found
