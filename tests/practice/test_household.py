"""A baby is born, and what the household says."""

from __future__ import annotations

import copy
from datetime import date, datetime

import pytest

from tests.forms.thistlewick import NOW, adult, bump, context, family
from toolkit.forms import rules
from toolkit.forms.people import people_of
from toolkit.forms.records.family import FORM, UPGRADES, check
from toolkit.forms.rules import Entry
from toolkit.practice.household import (
    Newborn,
    NotAnUnbornChild,
    address_of,
    baby_born,
    cautions_about,
    lives_here,
    people_on,
    warning_lines,
)

AFTER = datetime(2027, 2, 20, 9, 0)


class TestBabyBorn:
    def test_the_child_keeps_id_due_date_and_history(self) -> None:
        before = family()
        after = baby_born(before, "bump", "2027-02-10", "Dot Thistlewick", "female")
        row = after["children"][2]
        assert row == {
            "id": "bump",
            "unborn": "no",
            "edd": "2027-02-17",
            "status": "living",
            "plans": [{"id": "bump-plan", "plan": "none"}],
            "birth": "2027-02-10",
            "name": "Dot Thistlewick",
            "sex": "female",
        }
        assert after["relations"] == before["relations"]
        born = next(p for p in people_on(after, AFTER.date()) if p.id == "bump")
        assert (born.name, born.unborn, born.age) == ("Dot", False, "1 week")

    def test_what_was_given_is_not_changed(self) -> None:
        before = family()
        kept = copy.deepcopy(before)
        baby_born(before, "bump", "2027-02-10", twins=(Newborn("Two"),))
        assert before == kept

    def test_without_a_name_yet(self) -> None:
        after = baby_born(family(), "bump", "2027-02-10")
        assert "name" not in after["children"][2]
        assert next(p for p in people_of(after) if p.id == "bump").name == "Child, name not known"

    def test_each_further_twin_is_a_row_of_its_own(self) -> None:
        twins = (Newborn("Dash Thistlewick", "male", "2027-02-11"), Newborn("Dart Thistlewick"))
        after = baby_born(family(), "bump", "2027-02-10", "Dot Thistlewick", "female", twins)
        rows = after["children"]
        assert [row.get("name") for row in rows[2:]] == [
            "Dot Thistlewick",
            "Dash Thistlewick",
            "Dart Thistlewick",
        ]
        assert [row["birth"] for row in rows[2:]] == ["2027-02-10", "2027-02-11", "2027-02-10"]
        assert {row["edd"] for row in rows[2:]} == {"2027-02-17"}
        assert len({row["id"] for row in rows}) == 5
        plans = [row["plans"][0] for row in rows[2:]]
        assert [plan["plan"] for plan in plans] == ["none"] * 3
        assert len({plan["id"] for plan in plans}) == 3

    def test_relatives_of_a_twin_are_copied_but_not_who_holds_responsibility(self) -> None:
        before = family()
        before["relations"][2] |= {"pr": "yes", "basis": "birth_mother", "evidence": "original"}
        after = baby_born(before, "bump", "2027-02-10", twins=(Newborn("Dash"),))
        twin = after["children"][3]["id"]
        cells = [cell for cell in after["relations"] if cell["child"] == twin]
        assert [(c["adult"], c["relation"]) for c in cells] == [
            ("sorrel", "birth_parent"),
            ("basil", "birth_parent"),
            ("nettie", "kin"),
        ]
        assert not any("pr" in cell or "basis" in cell for cell in cells)

    def test_a_due_date_past_is_asked_about_no_more(self) -> None:
        entry = Entry(FORM, UPGRADES, check)
        before = family()
        late = datetime(2027, 3, 1, 9, 0)
        assert "E9" in [p.code for p in rules.problems(entry, before, context(before, late))]
        after = baby_born(before, "bump", "2027-02-25", "Dot")
        assert "E9" not in [p.code for p in rules.problems(entry, after, context(after, late))]

    @pytest.mark.parametrize("who", ["wren", "nobody", ""])
    def test_only_an_unborn_child_is_born(self, who: str) -> None:
        with pytest.raises(NotAnUnbornChild) as fault:
            baby_born(family(), who, "2027-02-10")
        assert "Nothing was changed" in fault.value.sentence

    def test_twice_is_refused(self) -> None:
        once = baby_born(family(), "bump", "2027-02-10")
        with pytest.raises(NotAnUnbornChild):
            baby_born(once, "bump", "2027-02-10")


def test_people_have_the_age_of_the_day() -> None:
    ages = {p.id: p.age for p in people_on(family(), NOW.date())}
    assert ages["wren"] == "7 years"
    assert ages["pip"] == "14 months"
    assert ages["bump"] == "26 weeks of gestation"
    assert ages["nettie"] == "65 years"
    assert ages["teacher"] == ""


def test_a_child_who_died_keeps_the_age_of_that_day() -> None:
    answers = family()
    answers["children"][0] |= {"status": "died", "status_date": "2026-06-01"}
    assert next(p.age for p in people_on(answers, NOW.date()) if p.id == "wren") == "died, aged 7 years"


def test_who_is_in_the_home() -> None:
    assert [p.id for p in lives_here(people_of(family()))] == ["sorrel", "basil"]
    gone = family(
        adults=[adult("sorrel", "Sorrel", "1995", ["mother"], status="died"), *family()["adults"][1:]]
    )
    assert [p.id for p in lives_here(people_of(gone))] == ["basil"]


class TestAddress:
    def test_the_first_present_address(self) -> None:
        assert address_of(family()) == "3 Pretend Row, Examplebridge"

    def test_an_old_one_does_not_count(self) -> None:
        answers = family(adults=[])
        for child in answers["children"][:2]:
            child["addresses"][0]["until"] = "2026-09-01"
        assert address_of(answers) == ""

    def test_a_hidden_one_says_so(self) -> None:
        answers = family()
        answers["children"][0]["addresses"][0]["hidden_from"] = ["basil"]
        assert address_of(answers) == "3 Pretend Row, Examplebridge (hidden from somebody)"

    def test_none(self) -> None:
        assert address_of({"children": [bump()]}) == ""


def test_warnings_as_read_at_the_top_overdue_first() -> None:
    rows = [
        {"id": "1", "kind": "pairs", "why": "Dog loose\nin the hall", "review": "2026-12-01"},
        {"id": "2", "kind": "may_pose_risk", "about": ["basil"], "why": "Order", "review": "2026-11-11"},
        {"id": "3", "kind": "other: bees", "why": "", "review": "soon"},
    ]
    lines = warning_lines(
        family(warnings=rows), {"pairs": "Visit in pairs", "may_pose_risk": "May pose a risk"}, NOW.date()
    )
    assert [(line.kind, line.words, line.review, line.overdue) for line in lines] == [
        ("May pose a risk: Basil Quill", "Order", date(2026, 11, 11), True),
        ("Visit in pairs", "Dog loose in the hall", date(2026, 12, 1), False),
        ("bees", "", None, False),
    ]


class TestCautions:
    FILE = family(
        warnings=[
            {"id": "1", "kind": "do_not_share", "about": ["basil"], "why": "Court\norder."},
            {"id": "2", "kind": "address_hidden", "about": [{"name": "Ash Quill", "role": "father"}]},
            {"id": "3", "kind": "pairs", "about": ["mother"], "why": "Dog loose."},
        ]
    )

    def test_the_one_who_is_named_and_why(self) -> None:
        assert cautions_about(self.FILE, "basil")[0] == (
            "The family file says: do not share with Basil Quill. Court order."
        )

    def test_other_warnings_and_other_people_are_none(self) -> None:
        file = self.FILE | {"adults": [adult("x", "Nettie Thistlewick", "1990-01-01", [])]}
        assert cautions_about(file, "x") == []
        assert cautions_about(file, "") == []
        assert cautions_about({}, "x", "Nettie") == []

    @pytest.mark.parametrize("typed", ["Ash Quill", "ash  quill, father", "Ash", "Ash Quill (father)"])
    def test_a_name_written_by_hand_is_known_again(self, typed: str) -> None:
        found = cautions_about(self.FILE, "", typed)
        assert "A warning that an address is hidden names Ash Quill." in found

    def test_a_name_that_only_begins_alike_is_not(self) -> None:
        assert cautions_about(self.FILE, "", "Ashley Court") == []

    @pytest.mark.parametrize("group", ["children", "adults"])
    @pytest.mark.parametrize("hidden", ["x", {"name": "Rowan Speedwell", "role": "uncle"}])
    def test_an_address_hidden_from_them_wherever_it_stands(self, group: str, hidden: object) -> None:
        row = {"id": "y", "name": "Pip", "addresses": [{"address": "1 Made Up Row", "hidden_from": [hidden]}]}
        file = {"adults": [adult("x", "Rowan Speedwell", "1990-01-01", [])]}
        file[group] = [*file.get(group, []), row]
        assert cautions_about(file, "x") == ["An address in the family file is hidden from Rowan Speedwell."]
        assert cautions_about(file, "y") == []

    def test_a_risk_is_said_once_with_its_reason_or_without_a_warning(self) -> None:
        about = [{"id": "1", "kind": "may_pose_risk", "about": ["x"], "why": "Bail."}]
        person = adult("x", "Rowan Speedwell", "1990-01-01", []) | {"poses_risk": "yes"}
        words = "Rowan Speedwell is marked as someone who may pose a risk."
        assert cautions_about({"adults": [person], "warnings": about}, "x") == [f"{words} Bail."]
        assert cautions_about({"adults": [person]}, "x") == [words]
