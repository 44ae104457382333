"""Generations of a family tree: which row each person stands in, and the bonds that lines are drawn for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.practice.genogram_model import Couple, Genogram, ParentKind, Tie


@dataclass
class Bond:
    """One or two people in whom a line begins, and the children below it. Without children it may be a tie."""

    ends: tuple[str, ...]
    children: list[tuple[str, ParentKind]] = field(default_factory=list)
    twins: list[tuple[str, ...]] = field(default_factory=list)
    couple: Couple | None = None
    tie: Tie | None = None


def bonds_of(tree: Genogram) -> list[Bond]:
    """Couples with their children, single parents with theirs, then the lines between people."""
    found: dict[frozenset[str], Bond] = {c.pair: Bond((c.one, c.two), couple=c) for c in tree.couples}
    for family in tree.families:
        bond = found.setdefault(frozenset(family.parents), Bond(family.parents))
        bond.children += [child for child in family.children if child not in bond.children]
        bond.twins += [*family.twins]
    return [*found.values(), *(Bond((t.one, t.two), tie=t) for t in tree.ties)]


def ranks_of(tree: Genogram) -> dict[str, int]:
    """The row of each person, 0 at the top. A child always stands below each parent; couples share a row where that can be."""
    group = {m.id: m.id for m in tree.members}
    edges = [(p, c) for f in tree.families for p in f.parents for c, _ in f.children]

    def below(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            at = todo.pop()
            for up, down in edges:
                if group[up] == at and group[down] not in seen:
                    seen.add(group[down])
                    todo.append(group[down])
        return seen

    for couple in tree.couples:
        one, two = group[couple.one], group[couple.two]
        if one != two and two not in below(one) and one not in below(two):
            group = {k: one if v == two else v for k, v in group.items()}
    pairs = {(group[p], group[c]) for p, c in edges}
    ranks = _settle(sorted(set(group.values())), pairs)
    by_person = {person: ranks[of] for person, of in group.items()}
    return _aligned(tree, by_person, [*edges, *(tuple(c.pair) for c in tree.couples)])  # type: ignore[list-item]


def _settle(groups: list[str], pairs: set[tuple[str, str]]) -> dict[str, int]:
    """Longest way from the top, then everybody as near to their children as can be."""
    ranks = dict.fromkeys(groups, 0)
    for _ in groups:
        changed = False
        for up, down in sorted(pairs):
            if ranks[down] <= ranks[up]:
                ranks[down] = ranks[up] + 1
                changed = True
        if not changed:
            break
    for group in sorted(groups, key=lambda g: -ranks[g]):
        children = [ranks[down] for up, down in pairs if up == group]
        if children:
            ranks[group] = max(ranks[group], min(children) - 1)
    return ranks


def _aligned(tree: Genogram, ranks: dict[str, int], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Parts of the family that no line joins are set beside each other by what is known of them."""
    part = {person: person for person in ranks}
    for one, two in edges:
        a, b = part[one], part[two]
        part = {k: a if v == b else v for k, v in part.items()}
    of: dict[str, list[str]] = {}
    for person in ranks:
        of.setdefault(part[person], []).append(person)
    index = {m.id for m in tree.members if m.index}
    waiting = sorted(of, key=lambda p: (-len(index & set(of[p])), -len(of[p])))
    placed: dict[str, int] = {}
    while waiting:
        hint, which = next(
            ((h, p) for p in waiting for h in tree.hints if h[0] in of[p] and h[1] in placed), (None, "")
        )
        back = None
        if hint is None:
            back, which = next(
                ((h, p) for p in waiting for h in tree.hints if h[1] in of[p] and h[0] in placed), (None, "")
            )
        if hint:
            shift = placed[hint[1]] + hint[2] - ranks[hint[0]]
        elif back:
            shift = placed[back[0]] - back[2] - ranks[back[1]]
        else:
            which = waiting[0]
            shift = 0
        placed.update({p: ranks[p] + shift for p in of[which]})
        waiting.remove(which)
    top = min(placed.values(), default=0)
    # No empty rows: a gap of generations is said in words, not in paper.
    used = {rank: n for n, rank in enumerate(sorted({r - top for r in placed.values()}))}
    return {person: used[rank - top] for person, rank in placed.items()}
