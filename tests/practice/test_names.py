"""Names half heard: misspelled, sounding alike, short forms, begun or in part; and what must not be taken for another."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms.filed import FamilyNames, Named, names_in
from toolkit.practice.first_names import GROUPS, same_as
from toolkit.practice.names import NameIndex, faults, fold, sounds


def _family(name: str, *people: str) -> FamilyNames:
    persons = tuple(Named(f"p{n}", person, "adult" if n == 0 else "child") for n, person in enumerate(people))
    return FamilyNames(name, f"F-{name[:4]}", name, persons)


FAMILIES = (
    _family("Thistlewick", "Sorrel Thistlewick", "Wren Thistlewick", "Pip Thistlewick"),
    _family("Quill", "Basil Quill", "Ash Quill"),
    _family("Gooseberry", "Elizabeth Gooseberry", "Muhammad Gooseberry"),
    _family("Otterbeck", "Siobhan Otterbeck", "Niamh Otterbeck"),
    _family("McGillivray", "Catherine McGillivray", "Jonathan McGillivray"),
    _family("Featherstone-Marl", "Geoffrey Featherstone-Marl"),
    _family("O’Hanrahan", "Margaret O’Hanrahan", "Sean O’Hanrahan"),
    _family("Yarrowby", "Zoë Yarrowby", "William Yarrowby"),
    _family("Phelpington", "Stephen Phelpington", "Robert Phelpington"),
    _family("Knottwright", "Rachael Knottwright"),
    _family("Szczypiorski", "Krzysztof Szczypiorski"),
    _family("Llewellbank", "Dafydd Llewellbank"),
    _family("Bramblecombe", "Francesca Bramblecombe", "Oliver Bramblecombe"),
    _family("Fennimore", "Aoife Fennimore"),
)
INDEX = NameIndex(FAMILIES)

HEARD = [
    # Letters wrong, missing, doubled or swapped.
    ("Thistelwick", "Thistlewick"), ("Thissulwick", "Thistlewick"), ("Thistlewik", "Thistlewick"),
    ("Thisltewick", "Thistlewick"), ("Tistlewick", "Thistlewick"), ("Thistleweck", "Thistlewick"),
    ("Thhistlewick", "Thistlewick"), ("thistlwck", "Thistlewick"), ("Sorell Thistlewick", "Thistlewick"),
    ("Gosberry", "Gooseberry"), ("Gooseberrey", "Gooseberry"), ("Gooosebery", "Gooseberry"),
    ("Oterbeck", "Otterbeck"), ("Otterbek", "Otterbeck"), ("Otterbcek", "Otterbeck"),
    ("Yarroby", "Yarrowby"), ("Yarowbey", "Yarrowby"), ("Yarrobwy", "Yarrowby"),
    ("Bramblecome", "Bramblecombe"), ("Brambelcombe", "Bramblecombe"), ("Bramblcomb", "Bramblecombe"),
    ("Feathrstone", "Featherstone-Marl"), ("Featherston Marl", "Featherstone-Marl"),
    ("Szcypiorski", "Szczypiorski"), ("Szczipiorsky", "Szczypiorski"),
    # Heard and written down.
    ("Kwill", "Quill"), ("Quil", "Quill"), ("Guzbury", "Gooseberry"), ("Gousbery", "Gooseberry"),
    ("Oterback", "Otterbeck"), ("Ottabeck", "Otterbeck"), ("MacGilvray", "McGillivray"),
    ("Mcgillivry", "McGillivray"), ("Magillivray", "McGillivray"), ("Felpington", "Phelpington"),
    ("Phelpingtun", "Phelpington"), ("Notright", "Knottwright"), ("Nottrite", "Knottwright"),
    ("Knotwrite", "Knottwright"), ("Fenimoor", "Fennimore"), ("Phenimore", "Fennimore"),
    ("Bramlecoom", "Bramblecombe"), ("Lewelbank", "Llewellbank"), ("Llewelbanc", "Llewellbank"),
    ("Ohanrahan", "O’Hanrahan"), ("O Hanrahan", "O’Hanrahan"), ("O'Hanrahan", "O’Hanrahan"),
    ("Ohanrahann", "O’Hanrahan"), ("Fetherstone", "Featherstone-Marl"), ("Thislewick", "Thistlewick"),
    # Short forms and other spellings of first names.
    ("Liz Gooseberry", "Gooseberry"), ("Betty Gooseberry", "Gooseberry"), ("Mohammed Gooseberry", "Gooseberry"),
    ("Mo Gooseberry", "Gooseberry"), ("Muhamed Gooseberry", "Gooseberry"), ("Shivaun Otterbeck", "Otterbeck"),
    ("Neve Otterbeck", "Otterbeck"), ("Kate McGillivray", "McGillivray"), ("Kathryn McGillivray", "McGillivray"),
    ("Cath McGillivray", "McGillivray"), ("Jon McGillivray", "McGillivray"), ("Jeff Featherstone", "Featherstone-Marl"),
    ("Maggie O'Hanrahan", "O’Hanrahan"), ("Peg O’Hanrahan", "O’Hanrahan"), ("Shaun O'Hanrahan", "O’Hanrahan"),
    ("Zoe Yarrowby", "Yarrowby"), ("Bill Yarrowby", "Yarrowby"), ("Steve Phelpington", "Phelpington"),
    ("Steven Phelpington", "Phelpington"), ("Bob Phelpington", "Phelpington"), ("Rachel Nottwright", "Knottwright"),
    ("Chris Szczypiorski", "Szczypiorski"), ("Christopher Szczypiorski", "Szczypiorski"),
    ("David Llewellbank", "Llewellbank"), ("Fran Bramblecombe", "Bramblecombe"), ("Ollie Bramblecombe", "Bramblecombe"),
    ("Eefa Fennimore", "Fennimore"),
    # Begun, in part, in another order, with a word too many.
    ("Thi", "Thistlewick"), ("this", "Thistlewick"), ("wick", "Thistlewick"), ("berry", "Gooseberry"),
    ("gilliv", "McGillivray"), ("Marl", "Featherstone-Marl"), ("Thistlewick Wren", "Thistlewick"),
    ("w thistle", "Thistlewick"), ("The Quill family", "Quill"), ("Thisselwi", "Thistlewick"), ("Goosbe", "Gooseberry"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "family"), HEARD)
def test_half_heard_and_found_first(typed: str, family: str) -> None:
    found = INDEX.find(typed.replace("The ", ""))
    assert found, typed
    assert found[0].family.name == family
    assert found[0].score > 50


def test_there_are_enough_of_them() -> None:
    assert len(HEARD) >= 60
    assert {family for _, family in HEARD} == {family.name for family in FAMILIES}


@pytest.mark.parametrize(
    "typed",
    ["Zebra", "xq", "Larch", "Brown", "kettle", "qqqqqq", "Thatcher", "Wicker", "Beckett", "123", "?", "", "Goosebumps and more",
     "the baby at 3 Pretend Row", "Thistlewick Zebra"],
)  # fmt: skip
def test_another_name_is_not_taken_for_one_of_these(typed: str) -> None:
    assert INDEX.find(typed) == []


def test_how_it_is_alike_and_the_surest_first() -> None:
    def hows(typed: str) -> list[tuple[str, str]]:
        return [(match.name, match.how) for match in INDEX.find(typed)]

    assert hows("Quill")[0] == ("Quill", "begun")
    assert hows("Kwill")[0] == ("Quill", "sounds")
    assert ("Elizabeth Gooseberry", "short_form") in hows("Betty")
    assert hows("Thsitlewick")[0][1] in ("sounds", "spelled")
    scores = [match.score for match in INDEX.find("Thistlewick")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100


def test_a_name_that_was_typed_itself_is_meant_and_not_another() -> None:
    assert INDEX.words_like("Thistelwick")[0] == "thistlewick"
    assert INDEX.words_like("Thistle") == []
    assert INDEX.words_like("kettle") == []
    assert INDEX.words_like("two words") == []


def test_workers_come_after_the_family_and_nameless_people_not_at_all() -> None:
    family = FamilyNames(
        "f", "F-1", "Brook",
        (Named("w", "Tansy Brook", "professional"), Named("c", "Tansy Brook", "child"), Named("n", "Not known: father", "adult")),
    )  # fmt: skip
    index = NameIndex([family])
    assert [match.person.id for match in index.find("tansy") if match.person] == ["c", "w"]
    assert index.find("father") == []


def test_known_as_and_earlier_names_are_names_too() -> None:
    text: Any = (
        '{"family_name":"Brook","reference":"F-1","children":[{"id":"c","name":"Pip Brook","known_as":"Squeak"}],'
        '"adults":[{"id":"a","name":"Nettie Brook","previous_names":"Nettie Larkspur"},{"id":"b","described_as":"Man with the blue van"}],'
        '"professionals":{"special":"none"}}'
    )
    index = NameIndex([names_in("f", text)])
    assert [match.name for match in index.find("Skweek")] == ["Pip Brook"]
    assert [match.name for match in index.find("Larkspear")] == ["Nettie Brook"]
    assert [match.name for match in index.find("blue van")] == ["Man with the blue van"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"children": 3, "family_name": {"a": 1}}', '{"adults": [1, null, {"name": 2}]}']
)
def test_a_file_of_an_odd_shape_is_no_fault(text: str) -> None:
    assert NameIndex([names_in("f", text)]).find("anything") == []


def test_no_group_of_first_names_is_one_name_and_all_are_small_letters() -> None:
    for group in GROUPS:
        assert len(group) > 1
        assert all(name.isascii() and name == name.lower() and name.isalpha() for name in group)
    assert "beth" in same_as("elizabeth")
    assert "elizabeth" not in same_as("elizabeth")
    assert same_as("kettle") == frozenset()


NAMES = st.text(string.ascii_letters + "éłØñ’-", min_size=1, max_size=14).filter(
    lambda name: len(fold(name)) == 1 and "family" not in name.lower()
)


@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=lambda name: fold(name)[0]), st.data())
def test_a_name_is_always_found_by_its_own_beginning(names: list[str], data: st.DataObject) -> None:
    index = NameIndex([FamilyNames(name, name, name) for name in names])
    name = data.draw(st.sampled_from(names))
    word = fold(name)[0]
    length = data.draw(st.integers(1, len(word)))
    found = [match.family.id for match in index.find(word[:length], most=len(names))]
    assert name in found
    assert index.find(name, most=1)[0].score == 100


@given(NAMES.filter(lambda name: len(fold(name)[0]) >= 4), st.data())
def test_one_letter_wrong_is_still_found(name: str, data: st.DataObject) -> None:
    word = fold(name)[0]
    place = data.draw(st.integers(0, len(word) - 1))
    kind = data.draw(st.sampled_from(["drop", "double", "swap", "other"]))
    if kind == "drop":
        wrong = word[:place] + word[place + 1 :]
    elif kind == "double":
        wrong = word[:place] + word[place] + word[place:]
    elif kind == "swap":
        wrong = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    else:
        wrong = word[:place] + "q" + word[place + 1 :]
    if len(wrong) < 4 or not faults(wrong):
        return
    assert NameIndex([FamilyNames("f", "F", name)]).find(wrong)


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_raises(typed: str) -> None:
    INDEX.find(typed)
    INDEX.words_like(typed)
    sounds(typed.lower())
