"""Random family files, with all that a file and its tree record may hold: drawn whole, nothing on anything, all of it said in words."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from tests.practice.test_genogram_random import holds, overlaps, through
from toolkit.export.ecomap_drawing import ecomap_svgs
from toolkit.export.family_drawings import genogram_svg, part_words, parts_of
from toolkit.forms.people import Answers
from toolkit.practice.ecomap import ecomap, ecomap_words
from toolkit.practice.genogram import OwnParent, genogram
from toolkit.practice.genogram_layout import HALF, laid_out
from toolkit.practice.genogram_model import TIES
from toolkit.practice.genogram_words import tree_words

DAY = date(2026, 11, 12)
ROLES = ("mother", "father", "step_parent", "partner", "carer", "grandparent", "other_kin", "lodger")
RELATIONS = (
    "birth_parent",
    "birth_parent",
    "adoptive",
    "step",
    "foster",
    "special_guardian",
    "kin",
    "partner",
)
COUPLES = ("married", "together", "separated", "apart", "divorced", "")


def some_file(seed: int) -> tuple[Answers, Answers]:
    """A family file and a tree record with up to 40 people, as careless as people are."""
    dice = random.Random(seed)
    pick = dice.choice
    children = [_child(dice, n) for n in range(dice.randint(1, 9))]
    adults: list[Answers] = [
        {
            "id": f"a{n}",
            "name": pick((f"Adult{n} Featherstonehaugh-Thistlewick", f"A{n} Quill")),
            "roles": dice.sample(ROLES, dice.randint(0, 2)),
            "sex": pick(("female", "male", "")),
            "birth": pick(("1980-05-05", "1961", "")),
            "status": pick(("living", "living", "living", "died")),
        }
        for n in range(dice.randint(1, 16))
    ]
    others: list[Answers] = [
        {"id": f"o{n}", "name": f"Other{n}", "status": pick(("living", "died", "ended"))}
        for n in range(dice.randint(0, 15))
    ]
    relations = [
        {"adult": adult["id"], "child": child["id"], "relation": pick(RELATIONS), "kin": "grandparent"}
        for child in children
        for adult in dice.sample(adults, min(len(adults), dice.randint(0, 5)))
    ]

    def who() -> Any:
        person = pick([*children, *adults, *others])
        return {"name": person["name"]} if person["id"].startswith("o") else person["id"]

    def pairs(most: int, kinds: tuple[str, ...]) -> list[Answers]:
        return [{"one": who(), "two": who(), "kind": pick(kinds)} for _ in range(dice.randint(0, most))]

    lines = [
        {"child": who(), "parent": who(), "how": pick(("birth", "adopted", "fostered", "guardian"))}
        for _ in range(dice.randint(0, 8))
    ]
    home = [{"person": a["id"], "how": pick(("lives", "part_week", "visits", "does_not"))} for a in adults]
    family = {"children": children, "adults": adults, "relations": relations, "home": home}
    own = {
        "others": others,
        "parents": lines,
        "twins": [{"people": [who(), who()]}],
        "couples": pairs(8, COUPLES),
        "ties": pairs(6, TIES),
        "homes": [{"nickname": "Gran’s", "people": [who() for _ in range(4)]}][: dice.randint(0, 1)],
        "around": [
            {"who": {"name": f"Service {n} of Examplebridge"}, "link": "strong"}
            for n in range(dice.randint(0, 15))
        ],
    }
    return family, own


def _child(dice: random.Random, number: int) -> Answers:
    unborn = dice.random() < 0.2
    child: Answers = {
        "id": f"c{number}",
        "name": f"Kid{number} Thistlewick",
        "unborn": "yes" if unborn else "no",
    }
    child["sex"] = dice.choice(("female", "male", "not_known", "other: Agender", ""))
    child["status"] = dice.choice(("living", "living", "living", "died", "ended"))
    if unborn:
        return child | {"edd": dice.choice(("2027-02-17", ""))}
    return child | {"birth": dice.choice((f"20{dice.randint(9, 25):02}-03-02", "2015~", "2016-03", ""))}


@pytest.mark.parametrize("seed", range(0, 48, 3))
def test_a_careless_family_file_is_drawn_whole(seed: int) -> None:
    family, own = some_file(seed)
    try:
        tree = genogram(family, own, DAY)
    except OwnParent:
        # Who is down as an ancestor of themselves is refused, and said.
        return
    drawing = laid_out(tree)
    assert {s.member.id for s in drawing.spots} == {m.id for m in tree.members}
    assert overlaps(drawing) == []
    assert through(drawing) == []
    for loop in drawing.loops:
        inside = {s.member.id for s in drawing.spots if holds(loop.corners, s.x, s.y)}
        assert inside == set(loop.members)
    parts = parts_of(drawing)
    whole = {
        spot.member.id
        for spot in drawing.spots
        for part in parts
        if part.x <= spot.x - HALF
        and spot.x + HALF <= part.x + part.width
        and part.y <= spot.y - HALF
        and spot.y + HALF <= part.y + part.height
    }
    assert whole == {m.id for m in tree.members}
    for number, part in enumerate(parts, 1):
        svg = genogram_svg(drawing, DAY, part=part, of=part_words(drawing, parts, number))
        assert "As on 12 November 2026" in svg
        assert "Male" in svg
    said = "\n".join(tree_words(tree))
    assert all(member.name in said for member in tree.members)
    around = ecomap(family, own, DAY)
    assert all(one.name in "\n".join(ecomap_words(around)) for one in around.around)
    assert all("As on 12 November 2026" in svg for svg in ecomap_svgs(around, DAY))


def test_most_of_these_files_are_drawn() -> None:
    drawn = 0
    for seed in range(0, 48, 3):
        family, own = some_file(seed)
        try:
            drawn += bool(genogram(family, own, DAY).members)
        except OwnParent:
            continue
    assert drawn >= 8
