"""Possible duplicates while a family or a person is typed."""

from __future__ import annotations

import pytest

from toolkit.forms.filed import FamilyNames, Named
from toolkit.practice.alike import families_alike, people_alike
from toolkit.practice.names import NameIndex

THISTLEWICK = FamilyNames(
    "t", "F-0001", "Thistlewick",
    (
        Named("sorrel", "Sorrel Thistlewick", "adult", others=("Sorrel Larkspur",)),
        Named("wren", "Wren Thistlewick", "child", "2019-05-04"),
        Named("pip", "Pip Thistlewick", "child", "2025-09"),
        Named("gone", "Linnet Thistlewick", "child", "2021-01-01", status="died"),
        Named("tansy", "Tansy Dunnock", "professional"),
    ),
)  # fmt: skip
QUILL = FamilyNames("q", "F-0002", "Quill", (Named("basil", "Basil Quill", "adult", "1990"),))
INDEX = NameIndex([THISTLEWICK, QUILL])


@pytest.mark.parametrize(
    ("typed", "family", "why"),
    [
        ("Thistlewick", "t", "The same name"),
        ("thistlewick family", "t", "The same name"),
        ("Thistelwick", "t", "Sounds alike"),
        ("Kwill", "q", "Sounds alike"),
        ("Thi", "t", "Begins the same"),
        ("Quill-Marl", "q", "The same name"),
        ("Marl Thistlewick", "t", "The same name"),
        ("Larkspur", "t", "The same name"),
        ("Basil Kwil", "q", "Sounds alike"),
    ],
)
def test_families_that_may_be_the_one_that_is_typed(typed: str, family: str, why: str) -> None:
    found = families_alike(typed, INDEX)
    assert [(one.family.id, one.why) for one in found] == [(family, why)]


@pytest.mark.parametrize(
    "typed", ["", "T", "Th", "  ", "Otterbeck", "baby at 3 Pretend Row", "Dunnock", "Tansy Dunnock"]
)
def test_too_few_letters_another_name_or_a_worker_are_no_duplicate(typed: str) -> None:
    assert families_alike(typed, INDEX) == []


def people(name: str, birth: str = "", **more: str) -> list[tuple[str, str]]:
    return [(one.person.id, one.why) for one in people_alike(name, birth, INDEX, **more) if one.person]


def test_people_that_may_be_the_one_that_is_typed() -> None:
    assert people("Wren Thistlewick") == [("wren", "The same name")]
    assert people("Ren Thistelwick") == [("wren", "Sounds alike")]
    assert people("Ren Thistlewick") == [("wren", "Holds these letters")]
    assert people("Wren Thistlewick", "2019-05-04") == [("wren", "The same name, born on the same day")]
    assert people("Sorrel Larkspur") == [("sorrel", "The same name")]


def test_under_another_surname_the_day_of_birth_tells() -> None:
    assert people("Wren Quill", "2019-05-04") == [("wren", "The same first name, born on the same day")]
    assert people("Wren Quill", "2019-05-05") == []
    assert people("Wren Quill") == []
    assert people("Wren") == []


def test_born_on_another_day_only_the_very_same_name_is_shown() -> None:
    assert people("Wren Thistlewick", "2020-01-01") == [("wren", "The same name")]
    assert people("Ren Thistelwick", "2020-01-01") == []
    # A month alone may hold the day.
    assert people("Pip Thistelwick", "2025-09-02") == [("pip", "Sounds alike")]


def test_never_the_row_itself_a_worker_or_somebody_who_died() -> None:
    assert people("Wren Thistlewick", family_id="t", row_id="wren") == []
    assert people("Linnet Thistlewick") == []
    assert people("Tansy Dunnock") == []
    assert people("") == people("W") == []
