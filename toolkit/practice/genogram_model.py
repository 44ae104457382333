"""What a family tree is made of: people, couples, parents and children, households and lines between people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["square", "circle", "diamond", "triangle"]
CoupleKind: TypeAlias = Literal["married", "together", "separated", "apart", "divorced"]
ParentKind: TypeAlias = Literal["birth", "adopted", "fostered", "guardian"]
TieKind: TypeAlias = Literal["close", "distant", "conflict", "cut_off", "harm"]

COUPLES: tuple[CoupleKind, ...] = ("married", "together", "separated", "apart", "divorced")
TIES: tuple[TieKind, ...] = ("close", "distant", "conflict", "cut_off", "harm")
KEPT_BACK: tuple[TieKind, ...] = ("conflict", "harm")
"""Lines that a family copy leaves off unless they are ticked in."""


@dataclass(frozen=True)
class Member:
    """One person as drawn. `age` stands inside the symbol, `born` and `died` above it, left and right."""

    id: str
    name: str
    shape: Shape
    age: str = ""
    born: str = ""
    died: str = ""
    over: bool = False
    """Died, or a pregnancy that ended: an X goes through."""
    index: bool = False
    """A child the work is about: the outline is double."""
    letter: str = ""
    """The first letter of how somebody describes their own gender."""
    words: str = ""
    """Age and sex in words, for the list."""
    order: str = "9"
    """ISO day to sort by; unknown last."""
    note: str = ""
    """What is known of the relation where no line can say it: "Grandparent of Wren: which side is not said"."""


@dataclass(frozen=True)
class Couple:
    """Two people and how it stands between them."""

    one: str
    two: str
    kind: CoupleKind

    @property
    def pair(self) -> frozenset[str]:
        """Both, in no order."""
        return frozenset((self.one, self.two))


@dataclass(frozen=True)
class Family:
    """One or two parents and their children, oldest first, each with how they came to be theirs."""

    parents: tuple[str, ...]
    children: tuple[tuple[str, ParentKind], ...]
    twins: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Household:
    """Who lives together, under a nickname and never an address."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Tie:
    """How it is between two people; harm goes from the first to the second."""

    one: str
    two: str
    kind: TieKind


@dataclass(frozen=True)
class Genogram:
    """A family tree. `hints` place those whom no line holds: person, someone else, and how many generations below."""

    members: tuple[Member, ...]
    couples: tuple[Couple, ...] = ()
    families: tuple[Family, ...] = ()
    households: tuple[Household, ...] = ()
    ties: tuple[Tie, ...] = ()
    hints: tuple[tuple[str, str, int], ...] = ()

    def member(self, person_id: str) -> Member:
        """The person with this id. Raises KeyError."""
        return next(m for m in self.members if m.id == person_id)


def without(tree: Genogram, kinds: Iterable[TieKind] = KEPT_BACK, *, households: bool = True) -> Genogram:
    """The tree without some kinds of lines between people, and without its households where these must not be seen."""
    left = set(kinds)
    return replace(
        tree,
        ties=tuple(t for t in tree.ties if t.kind not in left),
        households=tree.households if households else (),
    )
