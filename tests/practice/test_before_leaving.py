"""The sheet to read before a visit: what is on it, what never is, and that it says what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.families import ALL, dandelow, thistlewick, tumbledown
from tests.families.case import TODAY, Case
from toolkit.forms.blocks import Table, text_of
from toolkit.practice.areas import Number
from toolkit.practice.before_leaving import STEPS, Most, Promise, Visit, in_home, questions, sheet
from toolkit.practice.findings import findings
from toolkit.practice.household import people_on, warning_lines
from toolkit.practice.short_names import Veil, short_names

EACH = pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
RING = (Number("emergency", "Child in danger now", "999"),)
KINDS = {"address_hidden": "Address hidden", "pairs": "Visit in pairs"}


def visit(case: Case, **more: Any) -> Visit:
    made = {
        "family": case.family,
        "found": findings(case.family, case.records, TODAY),
        "warnings": warning_lines(case.family, KINDS, TODAY),
        "promises": (),
        "numbers": RING,
        "today": TODAY,
    }
    return Visit(**{**made, **more})


def words_of(case: Case, **more: Any) -> str:
    return "\n".join(text_of(sheet(visit(case), **more)))


@EACH
def test_what_to_ask(case: Case) -> None:
    """In order: each child, adults, fathers, parental responsibility, questions."""
    people = people_on(case.family, TODAY)
    kinds = questions(visit(case), people, Veil(case.family, people))
    assert tuple(line for kind in kinds for line in kind) == case.expected.ask


@EACH
def test_who_is_in_the_home(case: Case) -> None:
    """Initials and ages; nobody who died, and no pregnancy that ended."""
    people = people_on(case.family, TODAY)
    made = in_home(case.family, people, Veil(case.family, people))
    assert tuple(words for _, words in made) == case.expected.on_sheet


@EACH
def test_no_name_and_no_address_of_the_family_is_on_it(case: Case) -> None:
    """It may be lost. A promise and a warning that say a name lose it too."""
    rows = [row for key in ("children", "adults") for row in case.family[key]]
    names = [row[key] for row in rows for key in ("name", "known_as") if row.get(key)]
    streets = [at["address"].split("\n")[0].split(",")[0] for row in rows for at in row.get("addresses", [])]
    said = [Promise("2026-11-12", f"Ring {name} at {street}") for name in names for street in streets or [""]]
    made = sheet(visit(case, promises=said[:8]))
    text = "\n".join(text_of(made)).casefold()
    for word in {part for name in names for part in (name, name.split()[0], name.split()[-1])}:
        assert f" {word.casefold()} " not in f" {text} "
    for street in streets:
        assert street.casefold() not in text


def test_the_address_only_where_it_was_asked_for() -> None:
    """A street is left out, and stands there when it was ticked; one that is hidden says so."""
    assert "Pretend Row" not in words_of(thistlewick.CASE)
    assert "3 Pretend Row, Examplebridge" in words_of(thistlewick.CASE, address=True)
    text = words_of(dandelow.CASE, address=True)
    assert "9 Pretend Mews" in text or "hidden" in text or "1 Pretend" in text


def test_what_is_asked_alone_is_never_on_it_and_it_says_so() -> None:
    """Abuse is no word for a paper that somebody may find."""
    text = words_of(tumbledown.CASE)
    assert "abuse" not in text.casefold()
    assert "1 question that is asked alone" in text


def test_warnings_lead_with_initials() -> None:
    """Their words lose names and addresses."""
    text = words_of(dandelow.CASE)
    assert text.index("Address hidden: HD") < text.index("In the home")
    assert "HD must not learn (address)" in text
    assert "Look at it again: that day has passed." in text
    assert "No warning is written in the family file." in words_of(tumbledown.CASE)


def test_promises_late_first_with_who_does_them() -> None:
    """The day, "today", or that it is late."""
    given = [
        Promise("2026-11-20", "Bring the leaflet"),
        Promise("2026-11-10", "Ring Basil Quill", "Tansy Dunnock"),
        Promise("2026-11-12", "Weigh Pip"),
    ]
    text = "\n".join(text_of(sheet(visit(thistlewick.CASE, promises=given))))
    first, second, third = (
        text.index(words)
        for words in (
            "Ring BQ (Tansy Dunnock): 10 November 2026, late",
            "Weigh PT: today",
            "Bring the leaflet: 20 November 2026",
        )
    )
    assert first < second < third


def large(people: int) -> dict[str, Any]:
    """A family of so many people, half of them children."""
    half = people // 2
    return {
        "reference": "F-4040",
        "children": [
            {"id": f"c{n}", "unborn": "no", "name": f"Tiny{n} Crowdwick", "birth": f"20{10 + n % 15}-01-01"}
            for n in range(half)
        ],
        "adults": [{"id": f"a{n}", "name": f"Big{n} Crowdwick"} for n in range(people - half)],
        "home": [{"id": f"h{n}", "person": f"a{n}", "how": "lives"} for n in range(people - half)],
        "warnings": [{"id": f"w{n}", "kind": "pairs", "why": "A long reason. " * 30} for n in range(9)],
    }


@pytest.mark.parametrize("most", STEPS)
def test_a_large_family_is_shortened_and_says_by_how_much(most: Any) -> None:
    """Counted, and no line is left out in silence."""
    family = large(40)
    promises = [Promise("2026-11-20", f"Promise {n}") for n in range(30)]
    made = sheet(
        Visit(
            family, findings(family, (), TODAY), warning_lines(family, KINDS, TODAY), promises, RING, TODAY
        ),
        most,
    )
    text = "\n".join(text_of(made))
    assert f"{40 - most.people} of 40 people" in text
    assert f"{30 - most.promises} promises" in text
    assert f"{9 - most.warnings} warnings" in text
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert len(table.rows) == most.people


def test_initials_that_several_share_are_numbered() -> None:
    """Two children with the same initials are two people."""
    people = people_on(
        {"children": [{"id": "a", "name": "Wren Thistlewick"}, {"id": "b", "name": "Willow Thistlewick"}]},
        TODAY,
    )
    assert short_names(people) == {"a": "WT 1", "b": "WT 2"}


def test_whom_a_warning_names_has_initials_too() -> None:
    """Though not in the family file."""
    family = {
        "warnings": [
            {
                "id": "w",
                "kind": "do_not_share",
                "about": [{"name": "Ash Quill", "role": "uncle"}],
                "why": "Ash comes by.",
            }
        ]
    }
    veil = Veil(family, people_on(family, TODAY))
    assert veil("Do not share with: Ash Quill. Ash comes by.") == "Do not share with: AQ. AQ comes by."


def test_words_without_a_name_stay_as_they_are() -> None:
    """A name inside another word is none."""
    family = {"family_name": "Reed", "children": [{"id": "a", "name": "Reed Cattail"}]}
    veil = Veil(family, people_on(family, TODAY))
    assert (
        veil("Agreed with reed’s school, and Cattail senior")
        == "Agreed with RC’s school, and (family name) senior"
    )
    assert Veil({}, ())("Nothing  to hide") == "Nothing to hide"


@pytest.mark.parametrize("most", STEPS)
def test_a_crowd_of_children_hides_no_adult_of_the_home_and_no_kind_of_question(most: Most) -> None:
    """Twelve children, two men who live there and one who visits and may pose a risk: the men stay on the sheet."""
    children = [
        {"id": f"k{n}", "name": f"Kid{n} Moorhen", "birth": f"{2010 + n}-03-01", "status": "living"}
        for n in range(12)
    ]
    men = [{"id": f"m{n}", "name": f"Man{n} Moorhen", "roles": ["partner"]} for n in range(2)]
    risk = {"id": "m2", "name": "Zed Moorhen", "roles": ["may_pose_risk"]}
    home = [{"person": f"m{n}", "how": "lives"} for n in range(2)] + [{"person": "m2", "how": "visits"}]
    family = {"reference": "F-9", "children": children, "adults": [*men, risk], "home": home}
    made = Visit(family, findings(family, (), TODAY), (), (), RING, TODAY)
    outline = sheet(made, most)
    table = next(block for block in outline.blocks if isinstance(block, Table))
    rows = [row[0] for row in table.rows]
    assert len(rows) == min(most.people, 15)
    assert sum("lives here" in row for row in rows) == 2
    assert any("visits often. May pose a risk" in row for row in rows)
    said = "\n".join(text_of(outline))
    assert "Speak with" in said
    assert "Who are the fathers of" in said
    assert "of 15 people" in said
