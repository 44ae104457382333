"""What differs between two versions, field by field and row by row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from toolkit.forms.catalogue import load
from toolkit.forms.differences import NOTHING, OTHERWISE, Difference, differences
from toolkit.forms.people import Context, people_of

NOW = datetime(2026, 11, 12, 14, 20)
CATALOGUE = load()
FAMILY: dict[str, Any] = {
    "family_name": "Thistlewick",
    "children": [{"id": "c1", "name": "Wren Thistlewick", "birth": "2019-05-02"}],
    "adults": [{"id": "a1", "name": "Sorrel Thistlewick", "roles": ["mother"]}],
    "relations": [{"id": "r1", "adult": "a1", "child": "c1", "relation": "birth_parent"}],
}


def between(mine: dict[str, Any], theirs: dict[str, Any], form: str = "family") -> list[Difference]:
    """The differences of two versions."""
    return differences(
        CATALOGUE.get(form), mine, theirs, Context(NOW, people_of(mine)), Context(NOW, people_of(theirs))
    )


def test_the_same_has_none() -> None:
    assert between(FAMILY, dict(FAMILY)) == []


def test_a_cell_a_row_more_and_a_row_less() -> None:
    theirs = {
        **FAMILY,
        "children": [
            {**FAMILY["children"][0], "school": "Examplebridge Primary"},
            {"id": "c2", "name": "Pip"},
        ],
        "adults": [],
    }
    found = {one.label: one for one in between(FAMILY, theirs)}
    school = next(one for label, one in found.items() if "School" in label)
    assert school.label == "Children: Wren, School, nursery or college"
    assert (school.mine, school.theirs) == ((NOTHING,), ("Examplebridge Primary",))
    pip = next(one for label, one in found.items() if label.endswith("Pip"))
    assert pip.mine == (NOTHING,)
    assert "Name: Pip" in pip.theirs
    sorrel = next(one for label, one in found.items() if label.endswith("Sorrel Thistlewick"))
    assert sorrel.theirs == (NOTHING,)


def test_what_words_do_not_tell_apart_is_still_said() -> None:
    theirs = {**FAMILY, "relations": [{**FAMILY["relations"][0], "relation": "step"}], "of_later": {"x": 1}}
    found = between(FAMILY, theirs)
    assert [one.mine[0].startswith(OTHERWISE) for one in found] == [True, False]
    assert found[1] == Difference("of later", (NOTHING,), (OTHERWISE,))


ANSWERS = st.dictionaries(
    st.sampled_from(
        ["family_name", "reason", "children", "adults", "opened", "area", "home", "warnings", "x"]
    ),
    st.one_of(
        st.text(max_size=5),
        st.lists(st.dictionaries(st.sampled_from(["id", "name", "kind"]), st.text(max_size=3)), max_size=3),
        st.just({"none": True}),
    ),
)


@given(mine=ANSWERS, theirs=ANSWERS)
def test_whatever_is_stored_a_difference_is_never_left_out(
    mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    found = between(mine, theirs)
    if mine == theirs:
        assert not found
    else:
        differing = {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}
        # An answer of an unforeseen shape may hold nothing that can be named, as an empty text beside no answer.
        named = {key for key in differing if (mine.get(key) or theirs.get(key))}
        assert bool(found) or not named
