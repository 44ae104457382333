"""The ecomap: who stands around the household, how strong it is and who gives; never more than fit on a sheet."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from tests.practice.genogram_families import DAY, SORREL, WREN, cell, file, named
from toolkit.export.ecomap_drawing import INNER, MIDDLE, RADIUS, WIDTH, ecomap_svgs
from toolkit.practice.ecomap import AROUND_AT_MOST, Around, Ecomap, ecomap, ecomap_words, for_family, places

FAMILY = {
    **file([WREN], [SORREL], [cell("sorrel", "wren")], "sorrel"),
    "professionals": [
        {"id": "p1", "name": "Tansy Dunnock", "role": "health visitor", "agency": "Examplebridge"},
        {"id": "p2", "agency": "Housing", "role": "officer", "until": "2025-01"},
    ],
}
OWN = {
    "around": [
        {"who": "p1", "link": "strong", "gives": "to_home"},
        {"who": named("Food bank"), "link": "thin"},
        {"who": named("Gran next door"), "gives": "both"},
        {"who": None, "link": "strong"},
    ]
}


def test_professionals_stand_on_it_and_what_is_said_of_them_is_added() -> None:
    found = ecomap(FAMILY, OWN, DAY)
    assert found.home == ("Sorrel Thistlewick", "Wren")
    assert [(a.name, a.link, a.gives) for a in found.around] == [
        ("Tansy Dunnock", "strong", "to_home"),
        ("Food bank", "thin", ""),
        ("Gran next door", "", "both"),
    ]
    assert "Tansy Dunnock (health visitor, Examplebridge): strong, they give." in ecomap_words(found)


def test_a_family_copy_has_no_professionals_of_the_file() -> None:
    assert [a.name for a in for_family(ecomap(FAMILY, OWN, DAY)).around] == ["Food bank", "Gran next door"]


@pytest.mark.parametrize("count", range(1, AROUND_AT_MOST + 1))
def test_no_circle_lies_on_another(count: int) -> None:
    spots = places(count, WIDTH, INNER, RADIUS)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 2 * RADIUS for a, b in combinations(spots, 2))
    assert all(hypot(x - WIDTH / 2, y - INNER / 2) > RADIUS + MIDDLE for x, y in spots)
    assert all(RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= INNER - RADIUS for x, y in spots)


def test_more_than_fit_go_on_a_second_map_each_with_its_date() -> None:
    svgs = ecomap_svgs(Ecomap(("Wren",), tuple(Around(f"Service {n}") for n in range(15))), DAY)
    assert len(svgs) == 2
    assert all("As on 12 November 2026" in svg and "Stressful" in svg for svg in svgs)
    assert "Part 2 of 2" in svgs[1]
    assert sum(svg.count(">Service ") for svg in svgs) == 15
