"""Random families of up to 40 people: no two symbols overlap, and no line passes through somebody it does not end at."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from toolkit.practice.genogram_layout import DATES, HALF, Drawing, laid_out
from toolkit.practice.genogram_model import COUPLES, TIES, Couple, Family, Genogram, Household, Member, Tie
from toolkit.practice.genogram_ranks import ranks_of


def some_family(seed: int) -> Genogram:
    """A family of 2 to 40 people with several partners, half-siblings, care, unions across generations and ties."""
    dice = random.Random(seed)
    shapes = ("square", "circle", "diamond", "triangle")
    members = [
        Member(f"p{n}", f"Person {n} Thistlewick", dice.choice(shapes), order=str(1900 + n))
        for n in range(dice.randint(2, 40))
    ]
    ids = [m.id for m in members]
    pairs: dict[frozenset[str], tuple[str, ...]] = {}
    for _ in range(len(ids) // 3 + 1):
        some = tuple(dice.sample(ids, dice.choice((1, 2, 2, 2))))
        pairs.setdefault(frozenset(some), some)
    children: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for n, child in enumerate(ids):
        # Parents always come earlier in the list, so that no ring can be made.
        able = [p for p in pairs.values() if all(ids.index(end) < n for end in p)]
        for parents in dice.sample(able, min(len(able), dice.choice((0, 1, 1, 1, 1, 2)))):
            kinds = ("birth", "birth", "birth", "adopted", "fostered", "guardian")
            children.setdefault(parents, []).append((child, dice.choice(kinds)))
    couples = tuple(Couple(p[0], p[1], dice.choice(COUPLES)) for p in pairs.values() if len(p) == 2)
    families = []
    for parents, kids in children.items():
        twins = tuple(c for c, kind in kids if kind == "birth")[:2]
        families.append(
            Family(parents, tuple(kids), (twins,) if len(twins) == 2 and dice.random() < 0.3 else ())
        )  # type: ignore[arg-type]
    ties = tuple(
        Tie(*dice.sample(ids, 2), dice.choice(TIES)) for _ in range(dice.randint(0, 4) if len(ids) > 1 else 0)
    )
    homes = tuple(Household(name, tuple(dice.sample(ids, min(4, len(ids))))) for name in ("Home", "Gran's"))
    return Genogram(tuple(members), couples, tuple(families), homes[: dice.randint(0, 2)], ties)


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """The pairs of symbols that lie on each other."""
    return [
        (a.member.id, b.member.id)
        for a, b in combinations(drawing.spots, 2)
        if abs(a.x - b.x) < 2 * HALF + 4 and abs(a.y - b.y) < 2 * HALF + DATES
    ]


def through(drawing: Drawing) -> list[tuple[str, str]]:
    """Lines with a person they pass through. Where a line ends at somebody it may touch, not enter, their symbol."""
    found = []
    for line in drawing.lines:
        for a, b in pairwise(line.points):
            for spot in drawing.spots:
                # Someone's own line may reach to the edge of a diamond, which lies inside its square.
                room = 1.0 if spot.member.id not in line.of else None
                if room is None:
                    if enters(a, b, spot.x, spot.y, 2.0):
                        found.append((line.kind, spot.member.id))
                elif enters(a, b, spot.x, spot.y, HALF + room):
                    found.append((line.kind, spot.member.id))
    return found


def enters(a: tuple[float, float], b: tuple[float, float], x: float, y: float, half: float) -> bool:
    """Whether a line comes inside a square, tried at many points of it."""
    steps = max(int(max(abs(a[0] - b[0]), abs(a[1] - b[1])) / 3), 1)
    low_x, high_x = sorted((a[0], b[0]))
    low_y, high_y = sorted((a[1], b[1]))
    if high_x <= x - half or low_x >= x + half or high_y <= y - half or low_y >= y + half:
        return False
    return any(
        abs(a[0] + (b[0] - a[0]) * n / steps - x) < half and abs(a[1] + (b[1] - a[1]) * n / steps - y) < half
        for n in range(steps + 1)
    )


@pytest.mark.parametrize("seed", range(30))
def test_no_overlap_and_no_line_through_a_person(seed: int) -> None:
    tree = some_family(seed)
    drawing = laid_out(tree)
    assert len(drawing.spots) == len(tree.members)
    assert overlaps(drawing) == []
    assert through(drawing) == []
    for spot in drawing.spots:
        assert HALF <= spot.x <= drawing.width - HALF
        assert HALF <= spot.y <= drawing.height - HALF


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_children_stand_below_and_loops_hold_members_only(seed: int) -> None:
    tree = some_family(seed)
    ranks = ranks_of(tree)
    for family in tree.families:
        for parent in family.parents:
            assert all(ranks[child] > ranks[parent] for child, _ in family.children)
    drawing = laid_out(tree)
    spots = {s.member.id: s for s in drawing.spots}
    for loop in drawing.loops:
        assert {p for p, s in spots.items() if holds(loop.corners, s.x, s.y)} == set(loop.members)
    for home in tree.households:
        held = {p for loop in drawing.loops if loop.name == home.name for p in loop.members}
        assert held == set(home.members)


def holds(corners: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a point lies inside a closed line."""
    inside = False
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            inside = not inside
    return inside


@pytest.mark.parametrize("seed", range(1, 40, 8))
def test_somebody_moved_by_hand_stays_there_and_nothing_overlaps(seed: int) -> None:
    tree = some_family(seed)
    before = laid_out(tree)
    who = before.spots[len(before.spots) // 2]
    drawing = laid_out(tree, {who.member.id: who.x - before.left + 333})
    after = next(s for s in drawing.spots if s.member.id == who.member.id)
    assert after.x - drawing.left == pytest.approx(who.x - before.left + 333, abs=1.5)
    assert after.row == who.row
    assert overlaps(drawing) == []
    assert through(drawing) == []


@pytest.mark.parametrize("seed", range(12))
def test_letters_of_care_do_not_stand_on_each_other(seed: int) -> None:
    letters = [line.letter_at for line in laid_out(some_family(seed)).lines if line.letter]
    near = [(a, b) for a, b in combinations(letters, 2) if abs(a[0] - b[0]) < 14 and abs(a[1] - b[1]) < 11]
    assert near == []


def test_the_measure_finds_a_line_through_a_person() -> None:
    assert enters((0, 0), (100, 0), 50, 10, 22)
    assert not enters((0, 0), (100, 0), 50, 30, 22)
    assert enters((0, 0), (100, 100), 50, 50, 22)
