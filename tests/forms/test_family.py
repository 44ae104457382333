"""The family file: every row of its specification is there, its conditions hold, and each of its own checks speaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.forms.thistlewick import NOW, adult, bump, cell, child, context, family
from toolkit.forms import rules
from toolkit.forms.blocks import PageBreak, Table, Warn, text_of
from toolkit.forms.family_checks import confirmed, years_on
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import people_of
from toolkit.forms.records.family import FORM, UPGRADES, check, lead
from toolkit.forms.rules import Entry, Problem
from toolkit.forms.vocabulary import Choice, Choices, Field, Grid, Notice, Rows, option_pairs
from toolkit.forms.withheld import left_things

ENTRY = Entry(FORM, UPGRADES, check, lead)

# Written by hand from the table of the specification: path, kind of field, and which of the columns need an answer.
FIELDS = """
family_name text
reference text
area choice
opened date
lead_worker person
reason long_text
warnings rows
warnings.kind choice
warnings.about people
warnings.why long_text
warnings.source text
warnings.since date
warnings.review date
warnings.told yes_no
children rows
children.name text
children.known_as text
children.unborn choice
children.birth date
children.edd date
children.status choice
children.status_date date
children.sex choice
children.ethnicity text
children.faith text
children.language text
children.school text
children.gp text
children.nhs_number text
children.health long_text
children.communicates long_text
children.advocate yes_no
children.plans rows
children.plans.plan choice
children.plans.category choices
children.plans.since date
children.plans.until date
children.addresses rows
children.addresses.address long_text
children.addresses.since date
children.addresses.until date
children.addresses.who_with people
children.addresses.source text
children.addresses.hidden_from people
adults rows
adults.name text
adults.described_as text
adults.known_as text
adults.previous_names text
adults.birth date
adults.addresses rows
adults.addresses.hidden_from people
adults.phone text
adults.safe_contact text
adults.ethnicity text
adults.faith text
adults.language text
adults.interpreter yes_no
adults.interpreter_language text
adults.interpreter_sex choice
adults.literacy text
adults.disability long_text
adults.care_leaver yes_no
adults.own_workers text
adults.roles choices
adults.poses_risk choice
home rows
home.how choice
home.address text
home.checked yes_no
relations grid
relations.relation choice
relations.kin choice
relations.pr yes_no
relations.basis choice
relations.order text
relations.evidence choice
relations.seen_on date
relations.seen_by text
fathers rows
fathers.who person
fathers.identified yes_no
fathers.involved yes_no
fathers.spoken yes_no
fathers.strengths long_text
fathers.worries long_text
fathers.tried long_text
professionals rows
professionals.agency text
professionals.name text
professionals.role text
professionals.phone text
professionals.email text
professionals.for_children people
professionals.since date
professionals.until date
professionals.last_contact date
professionals.knows_plan yes_no
professionals.contact_agreed yes_no
consents rows
consents.person person
consents.about_what text
consents.for_whom text
consents.answer choice
consents.why long_text
consents.how choice
consents.date date
consents.explained_by text
consents.language text
consents.review date
contact_orders long_text
identity long_text
"""

CHOICES = {
    "warnings.kind": "address_hidden no_paper no_phone may_pose_risk pairs home_hazard do_not_share",
    "children.status": "living died ended",
    "children.plans.plan": "none early_help child_in_need child_protection section_20 section_31_interim section_31 "
    "special_guardianship private_fostering young_carer ehcp youth_justice",
    "children.plans.category": "neglect physical emotional sexual",
    "adults.roles": "mother father step_parent partner carer grandparent other_kin lodger frequent_visitor "
    "non_resident_parent",
    "adults.poses_risk": "yes",
    "home.how": "lives part_week sleeps_over visits does_not",
    "relations.relation": "birth_parent adoptive step foster special_guardian kin partner none not_known",
    "relations.basis": "birth_mother married birth_record agreement court_order special_guardian adoption care_order "
    "guardian told limited",
    "relations.evidence": "original copy told none",
    "consents.answer": "given refused withdrawn not_sought",
    "consents.how": "written verbal",
}


def fields(parts: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for part in parts:
        yield before + part.key, part
        if isinstance(part, (Rows, Grid)):
            yield from fields(part.columns, f"{before}{part.key}.")


BY_PATH = dict(fields(tuple(part for page in FORM.pages for part in page.fields)))


def problems(answers: dict[str, Any], now: datetime = NOW) -> list[Problem]:
    return rules.problems(ENTRY, answers, context(answers, now))


def warned(answers: dict[str, Any], now: datetime = NOW) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in problems(answers, now) if p.level == "warned"]


def missing(answers: dict[str, Any]) -> list[str]:
    return [p.path for p in problems(answers) if p.level == "missing"]


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_row_of_the_specification_is_a_field(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


@pytest.mark.parametrize("path", CHOICES)
def test_every_choice_of_the_specification_is_offered(path: str) -> None:
    part = BY_PATH[path]
    assert isinstance(part, (Choice, Choices))
    assert [value for value, _ in option_pairs(part.options)] == CHOICES[path].split()


def test_it_is_a_living_record_that_opens_with_one_name() -> None:
    assert FORM.living
    assert not FORM.header
    first = [p for p in problems({"family_name": "The family at the mill"}) if p.page == "family"]
    assert [p.path for p in first] == ["reason"]


def test_a_whole_family_lacks_nothing_and_is_in_no_doubt() -> None:
    assert problems(family()) == []


def test_an_empty_family_says_what_a_list_of_gaps_counts() -> None:
    assert missing({}) == ["family_name", "reason", "children", "adults", "professionals", "consents"]


@pytest.mark.parametrize(
    ("key", "answer"),
    [("professionals", {"none": True}), ("consents", {"none": True}), ("adults", {"none": True})],
)
def test_none_known_is_an_answer(key: str, answer: object) -> None:
    answers = family(**{key: answer})
    if key == "adults":
        answers |= {"home": [], "relations": [], "fathers": []}
    assert key not in missing(answers)


class TestChildren:
    def test_an_unborn_child_needs_a_due_date_and_little_more(self) -> None:
        answers = family(children=[bump(edd="", plans=[])], relations=[], fathers=[])
        mine = [path for path in missing(answers) if path.startswith("children")]
        assert mine == ["children[bump].edd", "children[bump].plans"]

    def test_a_born_child_is_asked_for_in_full(self) -> None:
        answers = family(children=[{"id": "x", "unborn": "no"}], relations=[], fathers=[])
        asked = [path.split(".")[1] for path in missing(answers) if path.startswith("children")]
        assert asked == [
            "name",
            "birth",
            "disabled",
            "health",
            "communicates",
            "advocate",
            "plans",
            "addresses",
        ]

    @pytest.mark.parametrize("status", ["died", "ended"])
    def test_after_a_death_or_an_ended_pregnancy_nothing_is_asked_but_the_day(self, status: str) -> None:
        gone = bump(status=status, edd="2026-01-01", plans=[]) if status == "ended" else None
        row = gone or {"id": "wren", "unborn": "no", "name": "Wren", "birth": "2005-01-01", "status": "died"}
        answers = family(children=[row], relations=[], fathers=[])
        mine = [(p.path, p.level) for p in problems(answers) if p.path.startswith("children")]
        assert mine == [(f"children[{row['id']}].status_date", "missing")]

    def test_no_birth_date_is_an_answer_too(self) -> None:
        answers = family(children=[child("wren", "Wren", "not_known")], relations=[], fathers=[])
        assert not [path for path in missing(answers) if path.startswith("children")]

    def test_why_no_advocate(self) -> None:
        row = child("wren", "Wren", "2019-05-04", advocate="no")
        assert "children[wren].advocate_why" in missing(family(children=[row]))

    def test_a_protection_plan_needs_its_category(self) -> None:
        row = child("wren", "Wren", "2019-05-04", plans=[{"id": "a", "plan": "child_protection"}])
        assert "children[wren].plans[a].category" in missing(family(children=[row]))

    def test_the_nhs_number_is_never_needed_and_only_warns(self) -> None:
        row = child("wren", "Wren", "2019-05-04", nhs_number="943 476 5918")
        assert ("E7", "children[wren].nhs_number") in warned(family(children=[row]))
        assert not missing(family(children=[row, *family()["children"][1:]]))


class TestDoubts:
    @pytest.mark.parametrize(
        ("birth", "doubt"), [("2008-11-13", False), ("2008-11-12", True), ("1999-01-01", True)]
    )
    def test_a_child_of_18_is_an_adult_now(self, birth: str, doubt: bool) -> None:
        answers = family(children=[child("wren", "Wren", birth), *family()["children"][1:]])
        assert (("E8", "children[wren].birth") in warned(answers)) == doubt

    @pytest.mark.parametrize(
        ("edd", "doubt"),
        [
            ("2026-11-12", False),
            ("2026-11-11", True),
            ("2026-10-22", True),
            ("2026-10-01", True),
            ("2027-09-02", False),
            ("2027-09-03", True),
            ("not_known", False),
        ],
    )
    def test_a_due_date_outside_what_can_be(self, edd: str, doubt: bool) -> None:
        answers = family(children=[*family()["children"][:2], bump(edd=edd)])
        assert (("E9", "children[bump].edd") in warned(answers)) == doubt

    def test_a_due_date_past_asks_what_happened_and_says_when_it_is_long_past(self) -> None:
        def sentence(edd: str) -> str:
            answers = family(children=[bump(edd=edd)], relations=[], fathers=[])
            return next(p.sentence for p in problems(answers) if p.code == "E9")

        assert (
            sentence("2026-11-01") == "The due date was 1 November 2026. Born, not yet, or pregnancy ended?"
        )
        assert "more than 3 weeks past" in sentence("2026-10-21")
        assert "more than 3 weeks past" not in sentence("2026-10-22")

    def test_never_asked_again_after_the_pregnancy_ended(self) -> None:
        ended = bump(edd="2026-01-01", status="ended", status_date="2025-10-10")
        assert not warned(family(children=[*family()["children"][:2], ended]))

    def test_a_child_with_no_adult_in_the_home(self) -> None:
        alone = child("wren", "Wren", "2019-05-04", addresses=[{"id": "a", "address": "3 Pretend Row"}])
        answers = family(children=[alone], home=[], relations=[], fathers=[])
        assert ("", "children[wren].addresses") in warned(answers)
        answers["home"] = [{"id": "sorrel", "person": "sorrel", "how": "part_week", "checked": "yes"}]
        assert ("", "children[wren].addresses") not in warned(answers)

    def test_the_same_name_and_birth_date_twice(self) -> None:
        twice = [*family()["children"], child("other", "Wren", "2019-05-04")]
        assert ("E6", "children[other].name") in warned(family(children=twice))
        different = [*family()["children"], child("other", "Wren", "2019-05-05")]
        assert ("E6", "children[other].name") not in warned(family(children=different))

    def test_a_parent_born_after_the_child(self) -> None:
        adults = [adult("sorrel", "Sorrel", "2020-01-30", ["mother"]), *family()["adults"][1:]]
        assert ("E4", "relations[sorrel:wren].relation") in warned(family(adults=adults))

    def test_parental_responsibility_without_a_basis(self) -> None:
        cells = [cell("sorrel", "wren", "birth_parent", "yes"), *family()["relations"][1:]]
        assert warned(family(relations=cells)) == [("", "relations[sorrel:wren].basis")]

    def test_two_mothers_or_none_are_never_corrected(self) -> None:
        two = [
            adult("sorrel", "Sorrel", "1995-01-30", ["mother"]),
            adult("ash", "Ash Quill", "1994-02-02", ["mother"]),
        ]
        cells = [
            cell(who["id"], of["id"], "birth_parent", "not_known")
            for who in two
            for of in family()["children"]
        ]
        home = [{"id": who["id"], "person": who["id"], "how": "lives", "checked": "yes"} for who in two]
        fathers = [
            {"id": c, "person": c, "identified": "no", "tried": "Two mothers."}
            for c in ("wren", "pip", "bump")
        ]
        assert problems(family(adults=two, relations=cells, home=home, fathers=fathers)) == []

    def test_someone_who_may_pose_a_risk_needs_a_reason_among_the_warnings(self) -> None:
        adults = [*family()["adults"][:2], adult("nettie", "Nettie", "1961", ["other_kin"], poses_risk="yes")]
        answers = family(adults=adults)
        assert ("", "adults[nettie].poses_risk") in warned(answers)
        answers["warnings"][0] |= {"kind": "may_pose_risk", "about": ["nettie"]}
        assert not warned(answers)
        assert next(p for p in people_of(answers) if p.id == "nettie").risk


class TestPrivateFostering:
    """Under 16 (18 if disabled) and living with nobody who is a parent, holds responsibility or is close kin."""

    def asks(
        self, relation: str, *, birth: str = "2014-05-04", kin: str = "", pr: str = "no", **more: Any
    ) -> bool:
        who = child("wren", "Wren", birth, **more)
        who["addresses"] = [
            {"id": "a", "address": "1 Far Lane", "since": "2026-11-01", "who_with": ["nettie"]}
        ]
        cells = [cell("nettie", "wren", relation, pr, "court_order", kin=kin)]
        found = check(family(children=[who], relations=cells), context())
        return any(p.label == "Private fostering" for p in found)

    @pytest.mark.parametrize("relation", ["none", "partner", "foster", "not_known"])
    def test_with_somebody_else(self, relation: str) -> None:
        assert self.asks(relation)

    @pytest.mark.parametrize("relation", ["birth_parent", "adoptive", "step", "special_guardian"])
    def test_not_with_a_parent(self, relation: str) -> None:
        assert not self.asks(relation)

    @pytest.mark.parametrize(
        ("kin", "asks"),
        [
            ("grandparent", False),
            ("sibling", False),
            ("aunt_uncle", False),
            ("cousin", True),
            ("great_aunt_uncle", True),
        ],
    )
    def test_kin_must_be_close(self, kin: str, asks: bool) -> None:
        assert self.asks("kin", kin=kin) == asks

    def test_not_with_a_holder_of_responsibility(self) -> None:
        assert not self.asks("none", pr="yes")

    def test_not_while_the_council_looks_after_the_child(self) -> None:
        assert not self.asks("foster", plans=[{"id": "p", "plan": "section_20"}])
        assert self.asks("foster", plans=[{"id": "p", "plan": "section_20", "until": "2026-10-01"}])

    @pytest.mark.parametrize(
        ("birth", "disabled", "asks"),
        [
            ("2010-11-13", "no", True),
            ("2010-11-12", "no", False),
            ("2010-11-12", "yes", True),
            ("2008-11-12", "yes", False),
        ],
    )
    def test_the_age(self, birth: str, disabled: str, asks: bool) -> None:
        assert self.asks("none", birth=birth, disabled=disabled) == asks

    def test_it_says_when_28_days_are_reached(self) -> None:
        who = child("wren", "Wren", "2014-05-04")
        who["addresses"] = [
            {"id": "a", "address": "1 Far Lane", "since": "2026-11-01", "who_with": ["nettie"]}
        ]
        answers = family(children=[who], relations=[cell("nettie", "wren", "none", "no")])
        sentence = next(p.sentence for p in check(answers, context()) if p.label == "Private fostering")
        assert "28 days are reached on 29 November 2026" in sentence
        later = check(answers, context(now=datetime(2026, 12, 24)))
        assert "28 days were reached" in next(p.sentence for p in later if p.label == "Private fostering")


class TestHomeAndFathers:
    def test_every_living_adult_is_asked_for(self) -> None:
        adults = [
            *family()["adults"],
            adult("old", "Grandad", "1950", ["grandparent"], status="died", status_date="2020"),
        ]
        asked = [path for path in missing(family(adults=adults, home=[])) if path.startswith("home")]
        assert asked == [
            f"home[{who}].{key}" for who in ("sorrel", "basil", "nettie") for key in ("how", "checked")
        ]

    def test_a_father_not_found_asks_only_what_was_tried(self) -> None:
        answers = family(
            fathers=[{"id": "wren", "person": "wren", "identified": "no"}, *family()["fathers"][1:]]
        )
        assert [path for path in missing(answers) if "fathers" in path] == ["fathers[wren].tried"]

    def test_a_known_father_asks_for_his_strengths_too(self) -> None:
        answers = family(
            fathers=[{"id": "wren", "person": "wren", "identified": "yes"}, family()["fathers"][1]]
        )
        asked = [path.split(".")[1] for path in missing(answers) if "fathers[wren]" in path]
        assert asked == ["who", "involved", "spoken", "strengths", "worries"]


class TestPaper:
    def copy(self, audience: Any, recipient: str = "", **changes: Any) -> str:
        answers = family(**changes)
        made = outline(ENTRY, answers, context(answers), audience, Meta(recipient=recipient))
        return "\n".join(text_of(made))

    def test_the_cover_comes_first_and_ends_with_its_page(self) -> None:
        blocks = lead(family(), context(family()), "practitioner")
        captions = [block.caption.split(":")[0] for block in blocks if isinstance(block, Table)]
        assert captions == ["Children", "Adults", "Parental responsibility", "Professionals"]
        assert isinstance(blocks[-1], PageBreak)

    def test_the_grid_ticks_only_what_was_seen(self) -> None:
        blocks = lead(family(), context(family()), "practitioner")
        grid = next(b for b in blocks if isinstance(b, Table) and b.caption.startswith("Parental"))
        assert grid.rows == (
            ("Sorrel Thistlewick", "✓", "✓", "Not asked"),
            ("Basil Quill", "✗", "Not confirmed", "Not asked"),
            ("Nettie Thistlewick", "✗", "✗", "✗"),
        )

    @pytest.mark.parametrize(
        ("basis", "evidence", "held"),
        [
            ("birth_mother", "original", True),
            ("court_order", "copy", True),
            ("", "original", False),
            ("told", "original", False),
            ("birth_record", "told", False),
            ("birth_record", "none", False),
            ("limited", "original", False),
        ],
    )
    def test_told_only_is_not_confirmed(self, basis: str, evidence: str, held: bool) -> None:
        assert confirmed({"pr": "yes", "basis": basis, "evidence": evidence}) == held

    def test_orders_are_a_red_line_for_practitioners_and_never_on_paper_for_a_home(self) -> None:
        changes = {"contact_restricted": "yes", "contact_orders": "Ash Quill may not come near the school."}
        blocks = lead(family(**changes), context(family()), "practitioner")
        assert any(isinstance(b, Warn) and "Ash Quill" in b.text for b in blocks)
        assert "Ash Quill" not in self.copy("family", "sorrel", **changes)

    def test_no_warning_reaches_a_family_copy(self) -> None:
        adults = [
            *family()["adults"][:2],
            adult("nettie", "Nettie", "1961", ["grandparent"], poses_risk="yes"),
        ]
        words = self.copy("family", "nettie", adults=adults)
        assert "dog" not in words
        assert "pose a risk" not in words
        assert "Nettie Thistlewick" in words

    def test_a_family_copy_holds_own_details_only(self) -> None:
        words = self.copy("family", "basil")
        assert "01632 960001" not in words
        assert "Pretend Row" not in words
        assert "Basil Quill" in words
        assert "Rang twice" not in words

    def test_who_asked_and_other_peoples_workers_stay_out_of_a_family_copy(self) -> None:
        reason = "REFERRERCANARY next door rang."
        worker = [{"id": "p", "agency": "Probation", "name": "WORKERCANARY", "role": "Officer"}]
        consent = [{**family()["consents"][0], "person": "basil", "about_what": "CONSENTCANARY"}]
        changes = {"reason": reason, "professionals": worker, "consents": consent}
        for canary in ("REFERRERCANARY", "WORKERCANARY", "CONSENTCANARY"):
            assert canary in self.copy("practitioner", **changes)
            assert canary not in self.copy("family", "sorrel", **changes)
        assert "CONSENTCANARY" in self.copy("family", "basil", **changes)

    def test_an_address_hidden_from_somebody_is_left_out(self) -> None:
        home = [{"id": "a", "address": "9 Secret Lane", "hidden_from": ["basil"]}]
        adults = [
            adult("sorrel", "Sorrel", "1995-01-30", ["mother"], addresses=home),
            *family()["adults"][1:],
        ]
        assert "Secret Lane" in self.copy("practitioner", adults=adults)
        assert "Secret Lane" not in self.copy("family", "sorrel", adults=adults)


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [("2020-02-29", "2021-02-28", 0), ("2020-02-29", "2021-03-01", 1), ("2020-02-29", "2024-02-29", 4)],
)
def test_the_birthday_of_a_leap_day_is_1_march_in_common_years(birth: str, day: str, years: int) -> None:
    assert years_on(datetime.fromisoformat(birth).date(), datetime.fromisoformat(day).date()) == years


def test_prompts_are_short_and_labels_are_not_marked_with_stars() -> None:
    for path, part in BY_PATH.items():
        if part.prompt:
            assert len(part.prompt.text.split()) <= 30, path
        assert "*" not in part.label
        assert not isinstance(part, Notice)


def test_what_may_never_leave_is_marked_so() -> None:
    never = {path for path, part in BY_PATH.items() if part.withheld == "always"}
    assert {"warnings", "adults.poses_risk", "contact_restricted", "contact_orders", "contact_paper"} <= never


def test_an_address_that_stays_back_says_whose_it_is() -> None:
    file = family()
    for one in file["children"]:
        for address in one.get("addresses", []):
            address["hidden_from"] = ["ash"]
    entry = Entry(FORM)
    found = left_things(entry, file, context(), "practitioner", Meta(reader="agency"))
    homes = [thing.label for thing in found if thing.path.startswith("children.addresses.address#")]
    assert homes == ["Address, Wren", "Address, Pip"]
