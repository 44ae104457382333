"""Another family in a text (E12)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forms.thistlewick import adult, child, family
from toolkit.practice.other_families import KnownFamilies

OTHER: dict[str, Any] = {
    "children": [
        {
            "id": "c",
            "name": "Dot O'Merle",
            "nhs_number": "943 476 5919",
            "addresses": [{"id": "1", "address": "14 Invented Close, Examplebridge"}],
        },
        {"id": "d", "name": "Wren Thistlewick"},
    ],
    "adults": [
        {
            "id": "a",
            "name": "Perdita Merle-Finch",
            "previous_names": "Perdita Snipe, Perdi",
            "phone": "01632 960777",
        },
        {"id": "b", "name": "Reed", "phone": "01632 960001"},
    ],
}
KNOWN = KnownFamilies({"ours": family(), "theirs": OTHER})


def found(text: str, known: KnownFamilies = KNOWN, whose: str = "ours") -> list[tuple[str, str]]:
    return [(stranger.kind, stranger.found) for stranger in known.strangers(text, whose)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I then rang Perdita Merle-Finch about it.", ("name", "Perdita Merle-Finch")),
        ("PERDITA MERLE-FINCH", ("name", "PERDITA MERLE-FINCH")),
        ("Perdita\nSnipe was there", ("name", "Perdita\nSnipe")),
        ("Dot O’Merle's mother", ("name", "Dot O’Merle's")),
        ("ring 01632960777 tonight", ("phone", "01632960777")),
        ("ring +44 1632 960777", ("phone", "+44 1632 960777")),
        ("NHS 9434765919", ("nhs_number", "9434765919")),
        ("NHS 943-476-5919.", ("nhs_number", "943-476-5919")),
        ("They live at 14, Invented Close now", ("address", "14, Invented Close")),
    ],
)
def test_what_is_found(text: str, what: tuple[str, str]) -> None:
    assert found(text) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Perdita came by with Dot.",
        "Reed was there.",
        "Merle-Finch",
        "Wren Thistlewick was at home",
        "ring 01632 960001",
        "3 Pretend Row",
        "Examplebridge",
        "960777",
        "",
    ],
)
def test_first_names_alone_and_what_this_family_shares_are_left(text: str) -> None:
    assert found(text) == []


def test_the_other_way_round_it_is_found() -> None:
    assert found("Basil Quill at 3 Pretend Row", whose="theirs") == [
        ("name", "Basil Quill"),
        ("address", "3 Pretend Row"),
    ]


def test_an_unfiled_text_knows_no_family_of_its_own() -> None:
    assert ("name", "Basil Quill") in found("Basil Quill", whose="")


def test_the_place_is_exact_and_the_other_family_is_not_named() -> None:
    text = "👶 and Perdita Snipe"
    (stranger,) = KNOWN.strangers(text, "ours")
    assert text[stranger.start : stranger.end] == "Perdita Snipe"
    assert stranger.family_id == "theirs"
    assert "Merle" not in stranger.sentence
    assert "another family" in stranger.sentence


def test_two_families_of_one_name_are_both_found() -> None:
    known = KnownFamilies(
        {
            "ours": {},
            "a": {"adults": [adult("x", "Ash Quill", "", [])]},
            "b": {"adults": [adult("y", "Ash Quill", "", [])]},
        }
    )
    assert [s.family_id for s in known.strangers("Ash Quill", "ours")] == ["a", "b"]


def test_an_address_that_is_only_a_name_takes_its_second_part() -> None:
    home = {"children": [child("x", "X", "", addresses=[{"id": "1", "address": "Rookery\nMill Lane"}])]}
    known = KnownFamilies({"ours": {}, "theirs": home})
    assert found("at the Rookery", known) == []
    assert ("address", "Rookery, Mill Lane") in found("at Rookery, Mill Lane", known)


def test_a_long_text_and_many_families_are_quick_enough() -> None:
    many = {
        str(n): {"adults": [adult("a", f"Ash Quill{n}", "", [], phone=f"01632 {960000 + n}")]}
        for n in range(2000)
    }
    known = KnownFamilies(many)
    text = "Ash " * 300 + "Quill1999 rang from 01632 960005"
    assert [s.kind for s in known.strangers(text, "1")] == ["name", "phone"]
