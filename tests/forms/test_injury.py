"""Injury or mark: the rule for children who do not move alone, whom was told and when, and what lists say of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forms.thistlewick import context
from toolkit.forms import catalogue, rules
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Warn
from toolkit.forms.conditions import Scope
from toolkit.forms.outline import Meta, outline
from toolkit.forms.projection import project
from toolkit.forms.records.injury import FORM
from toolkit.forms.rules import Problem
from toolkit.forms.vocabulary import BodyMap, Field, Notice, Rows

ENTRY = next(e for e in catalogue.built_in() if e.form.id == "injury")
TOLD = {
    "id": "t1",
    "service": "medical",
    "who": "Dr Ivy Fernley",
    "when": "2026-11-12T11:00",
    "advice": "Come at noon",
}

# Written by hand from the table of the specification: path and kind of field.
FIELDS = """
movement choice
seen_by text
where text
light text
marks body_map
marks.kind choice
marks.size text
marks.shape text
marks.colour text
photos files
photo_policy text
explanations rows
explanations.who text
explanations.words long_text
explanations.when date_time
fits yes_no
fits_why long_text
birthmark yes_no
birthmark_where text
others_seen yes_no
told rows
told.service choice
told.who text
told.when date_time
told.advice long_text
checks rows
checks.agency text
checks.shared long_text
checks.analysis long_text
parents_told yes_no
parents_why text
leaflet yes_no
leaflet_why text
outcome choice
links text
"""


def fields(parts: tuple[Field, ...], before: str = "") -> dict[str, Field]:
    found: dict[str, Field] = {}
    for part in parts:
        found[before + part.key] = part
        if isinstance(part, (Rows, BodyMap)):
            found |= fields(part.columns, f"{part.key}.")
    return found


BY_PATH = fields(tuple(part for page in FORM.pages for part in page.fields))


def injury(**more: Any) -> dict[str, Any]:
    return {
        "about": ["pip"],
        "event": "2026-11-12T10:00",
        "movement": "rolls",
        "seen_by": "Tansy Dunnock",
        "where": "At home",
        "light": "Daylight, in a vest",
        "marks": [
            {"id": "m1", "view": "baby_front", "x": 0.4, "y": 0.4, "site": "left cheek", "kind": "bruise"}
            | {"size": "8 x 6", "shape": "round", "colour": "brown"}
        ],
        "explanations": [{"id": "e1", "who": "Sorrel", "words": "He bumped it", "when": "2026-11-12T10:10"}],
        "fits": "no",
        "fits_why": "He cannot reach the table",
        "birthmark": "no",
        "others_seen": "yes",
        "told": [TOLD],
        "checks": {"none": True},
        "parents_told": "yes",
        "parents_why": "Told together, at noon",
        "leaflet": "yes",
        **more,
    }


def problems(**more: Any) -> list[Problem]:
    return rules.problems(ENTRY, injury(**more), context())


def found(**more: Any) -> list[tuple[str, str]]:
    return [(p.path, p.level) for p in problems(**more)]


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_field_of_the_specification_is_there(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


def test_a_whole_one_lacks_nothing() -> None:
    assert found() == []


def test_an_empty_one_asks_for_all_but_photo_and_outcome() -> None:
    empty = {path for path, level in [(p.path, p.level) for p in rules.problems(ENTRY, {}, context())]}
    assert empty >= {
        "movement",
        "seen_by",
        "where",
        "light",
        "marks",
        "explanations",
        "fits",
        "told",
        "checks",
    }
    assert not empty & {"photos", "photo_policy", "outcome", "links", "birthmark_where"}


class TestNonMobile:
    @pytest.mark.parametrize("movement", ["not_rolling", "rolls", "disabled"])
    def test_nobody_told_is_refused(self, movement: str) -> None:
        assert ("told", "refused") in found(movement=movement, told=[])
        # To leave it for another time is not to have told anybody.
        assert ("told", "refused") in found(movement=movement, told={"not_this_time": "no_time"})
        assert found(movement=movement) == []

    @pytest.mark.parametrize("movement", ["shuffles", "pulls_up", "walks"])
    def test_a_child_who_moves_is_not_refused(self, movement: str) -> None:
        assert found(movement=movement, told=[]) == [("told", "missing")]
        assert found(movement=movement, told={"not_this_time": "no_time"}) == []

    def test_a_row_without_a_service_or_a_time_has_told_nobody(self) -> None:
        for gone in ("service", "when"):
            row = {key: value for key, value in TOLD.items() if key != gone}
            assert ("told", "refused") in found(told=[row])

    def test_the_front_door_is_shown_at_once_and_beside_whom_was_told(self) -> None:
        notices = [part for page in FORM.pages for part in page.fields if isinstance(part, Notice)]
        assert all("front_door" in part.numbers for part in notices)
        (ring, today) = notices
        for movement, shown in (("rolls", True), ("walks", False)):
            answers = {"movement": movement}
            assert rules.holds(ring.when, Scope(answers, context())) is shown
        assert today.when is None
        assert "999" in ring.text


class TestTold:
    def test_another_day_is_doubted(self) -> None:
        (later,) = problems(event="2026-11-11T10:00", late_reason="At court")
        assert (later.path, later.level) == ("told[t1].when", "warned")
        assert "Told on 12 November 2026, 11:00; the mark was seen on 11 November 2026" in later.sentence
        assert found(told=[{**TOLD, "when": "2026-11-11T09:00"}]) == [("told[t1].when", "warned")]

    def test_the_same_day_is_not(self) -> None:
        rows = [{**TOLD, "when": "2026-11-12"}, {**TOLD, "id": "t2", "when": "2026-11-12T09:00"}]
        assert found(told=rows) == []


@pytest.mark.parametrize(
    ("size", "flagged"),
    [
        ("12", False),
        ("12 mm", False),
        ("8 x 6", False),
        ("8 × 6.5mm", False),
        ("8mm x 6mm", False),
        ("a pea", True),
        ("1cm", True),
    ],
)
def test_a_size_that_is_no_number_is_kept_and_flagged(size: str, flagged: bool) -> None:
    marks = [{**injury()["marks"][0], "size": size}]
    assert found(marks=marks) == ([("marks[m1].size", "warned")] if flagged else [])
    made = outline(ENTRY, injury(marks=marks), context(), "practitioner", Meta())
    assert size in repr(made.blocks)


def test_lists_say_what_and_where() -> None:
    assert project(ENTRY, injury(), context()).summary == "Bruise, left cheek."
    more = [*injury()["marks"], {"id": "m2", "kind": "other: a rash", "site": "back"}]
    assert project(ENTRY, injury(marks=more), context()).summary == "Bruise, left cheek. Other: a rash, back."
    assert project(ENTRY, injury(marks=[]), context()).summary == "He cannot reach the table"


def test_a_photo_asks_who_allowed_it() -> None:
    photo = [{"id": "f", "file": "f", "media": "image/png"}]
    assert found(photos=photo) == [("photo_policy", "missing")]


def test_there_is_no_copy_for_the_family() -> None:
    assert FORM.copies == ("practitioner",)


def test_the_blank_form_says_whom_to_ring_for_a_child_who_does_not_move() -> None:
    said = [block.text for block in blank(ENTRY).blocks if isinstance(block, Warn)]
    assert len(said) == 1
    assert "Ring the front door now" in said[0]


@pytest.mark.parametrize(
    ("told", "leaflet"), [("yes", "yes"), ("no", None), ("not_known", None), (None, None)]
)
def test_an_old_answer_about_parents_and_leaflet_becomes_two(told: str | None, leaflet: str | None) -> None:
    """Only a yes said both; any other left open which of the two it was, and its words stay beside it."""
    old = {"parents_told": told, "parents_why": "Sorrel was told at noon", "movement": "rolls"}
    lifted = rules.lift(ENTRY, 1, {key: one for key, one in old.items() if one is not None})
    assert lifted.get("leaflet") == leaflet
    assert lifted.get("parents_told") == told
    assert lifted["parents_why"] == "Sorrel was told at noon"
    assert rules.lift(ENTRY, 2, lifted) == lifted


def test_no_leaflet_asks_why() -> None:
    assert found(leaflet="no") == [("leaflet_why", "missing")]
    assert found(leaflet="no", leaflet_why="None in Examplese yet") == []
