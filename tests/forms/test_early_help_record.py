"""The Early Help Intervention Record: its settled sections, rows and columns, its series, its dates and its paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.forms.thistlewick import child, context, family
from toolkit.forms import rules
from toolkit.forms.blank import blank
from toolkit.forms.blocks import Answer, Block, Heading, PageBreak, Paragraph, SignHere, Table, text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.records.early_help_record import (
    FORM,
    NOT_AN_ISSUE,
    NOT_DISCUSSED,
    UPGRADES,
    carried_forward,
    check,
    leave_the_rest,
    start_from,
)
from toolkit.forms.rules import Entry, Problem, Scope, rows_shown
from toolkit.forms.vocabulary import Audience, Field, Rows

ENTRY = Entry(FORM, UPGRADES, check)

# Written by hand from the table of the specification: path and kind of field.
FIELDS = """
child_name text
child_birth date
child_address long_text
child_phone text
child_email text
parent_name text
parent_address long_text
parent_phone text
lead_worker text
agency text
agency_address long_text
agency_phone text
agency_email text
start_date date
event date_time
new_information long_text
plan rows
plan.issue text
plan.progress long_text
plan.support long_text
plan.concerns long_text
worker_name text
end_date date
review date
signature signatures
"""
ISSUES = [
    "Self esteem and confidence",
    "Involvement in crime / ASB",
    "Cannabis use",
    "Risky behaviours",
    "Other",
]
COLUMNS = (
    "Issue",
    "Brief description of current progress/situation",
    "Support/actions so far and contact details of key workers/agencies",
    "Key areas of concern and/or successful outcomes",
)


def fields(parts: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    for part in parts:
        yield before + part.key, part
        if isinstance(part, Rows):
            yield from fields(part.columns, f"{before}{part.key}.")


BY_PATH = dict(fields(tuple(part for page in rules.pages(FORM) for part in page.fields)))
PLAN = BY_PATH["plan"]
assert isinstance(PLAN, Rows)

SAID = {
    "self_esteem": {"progress": "Reads aloud in class.", "support": "Ms Lark, 01632 960050"},
    "risky": {"concerns": "Climbs out at night."},
}


def row(key: str, label: str, **cells: str) -> dict[str, str]:
    return {"id": key, "issue": label, **cells}


def shown_rows(answers: dict[str, Any], where: Context | None = None) -> list[dict[str, Any]]:
    assert isinstance(PLAN, Rows)
    return rows_shown(PLAN, Scope(answers, where or context()))


def record(**more: Any) -> dict[str, Any]:
    answers = {
        "about": ["wren"],
        "event": "2026-11-12T13:10",
        "child_name": "Wren Thistlewick",
        "child_birth": "2019-05-04",
        "parent_name": "Sorrel Thistlewick",
        "lead_worker": "Tansy Dunnock",
        "agency": "Examplebridge health visiting",
        "start_date": "2026-06-01",
        "new_information": {"none": True},
        "plan": [
            row(key, label, **(SAID.get(key) or {"progress": NOT_AN_ISSUE}))
            for key, label in zip(("self_esteem", "crime", "cannabis", "risky", "other"), ISSUES, strict=True)
        ],
        "worker_name": "Tansy Dunnock",
        "end_date": "2026-11-12",
        "review": "2027-01-14",
    }
    return {**answers, **more}


def problems(answers: dict[str, Any], where: Context | None = None) -> list[Problem]:
    return rules.problems(ENTRY, answers, where or context())


def missing(answers: dict[str, Any]) -> list[str]:
    return [p.path for p in problems(answers) if p.level == "missing"]


def refused(answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in problems(answers) if p.level == "refused"]


def paper(answers: dict[str, Any], audience: Audience = "practitioner") -> tuple[Block, ...]:
    return outline(ENTRY, answers, context(), audience, Meta(author="Tansy Dunnock")).blocks


def words(answers: dict[str, Any], audience: Audience = "practitioner") -> str:
    return "\n".join(text_of(outline(ENTRY, answers, context(), audience, Meta())))


@pytest.mark.parametrize("line", FIELDS.split("\n")[1:-1])
def test_every_field_of_the_specification_is_there(line: str) -> None:
    path, kind = line.split()
    assert BY_PATH[path].__struct_config__.tag == kind


def test_the_sections_stand_in_their_settled_order() -> None:
    assert [page.title for page in rules.pages(FORM)] == [
        "Child / young person's details",
        "Parent / carer details",
        "Agency details",
        "Dates",
        "1. New or emerging information since last intervention, from referring or other agency",
        "Outcomes plan",
        "Worker and review",
        "Source and sharing",
    ]
    assert [part.label for part in rules.pages(FORM)[3].fields][:2] == [
        "Start date of early help intervention",
        "Meeting date",
    ]


def test_the_five_rows_are_always_there_in_order() -> None:
    assert [r["issue"] for r in shown_rows({})] == ISSUES
    kept = [row("risky", "Nights out", progress="Fewer"), row("x1", "Debt", progress="A plan")]
    assert [r["issue"] for r in shown_rows({"plan": kept})] == [*ISSUES[:3], "Nights out", "Other", "Debt"]


class TestWhatIsNeeded:
    def test_an_empty_one_asks_for_all_it_needs(self) -> None:
        assert missing({}) == [
            "about",
            "child_name",
            "child_birth",
            "parent_name",
            "lead_worker",
            "agency",
            "start_date",
            "event",
            "new_information",
            *(f"plan[{key}].progress" for key in ("self_esteem", "crime", "cannabis", "risky", "other")),
            "worker_name",
            "end_date",
            "review",
        ]

    def test_a_whole_one_lacks_nothing(self) -> None:
        assert problems(record()) == []

    def test_parent_birth_and_news_may_be_not_known_or_none(self) -> None:
        assert missing(record(parent_name={"none": True}, child_birth="not_known")) == []
        assert "Not known" in words(record(parent_name={"none": True}))

    @pytest.mark.parametrize("cell", ["progress", "support", "concerns"])
    def test_any_of_the_three_boxes_answers_a_row(self, cell: str) -> None:
        rows = [row("crime", ISSUES[1], **{cell: "Something"})]
        assert "plan[crime].progress" not in missing(record(plan=rows))
        assert "plan[risky].progress" in missing(record(plan=rows))

    def test_the_gap_is_named_by_its_issue(self) -> None:
        (label,) = [p.label for p in problems(record(plan=[])) if p.path == "plan[cannabis].progress"]
        assert label.startswith("Cannabis use: ")

    def test_it_is_about_one_child(self) -> None:
        assert refused(record(about=["wren", "pip"])) == [("E6", "about")]

    def test_odd_phone_and_email_only_warn(self) -> None:
        odd = {
            "child_phone": "12",
            "child_email": "wren@",
            "parent_phone": "x",
            "agency_phone": "y",
            "agency_email": "z",
        }
        assert sorted(
            p.path for p in problems(record(**odd)) if p.code == "E7" and p.level == "warned"
        ) == sorted(odd)


class TestDates:
    def test_help_that_starts_after_the_meeting_is_refused_naming_both(self) -> None:
        answers = record(start_date="2026-11-13")
        # A day that has not come is refused as such, too.
        assert ("E4", "start_date") in refused(answers)
        (found,) = check(answers, context())
        assert "13 November 2026" in found.sentence
        assert "12 November 2026" in found.sentence
        assert check(record(start_date="2026-11-12"), context()) == []

    def test_a_review_before_the_meeting_is_refused_naming_both(self) -> None:
        assert refused(record(review="2026-11-11")) == [("E4", "review")]
        assert refused(record(review="2026-11-12")) == []

    def test_the_worker_cannot_date_it_before_the_meeting(self) -> None:
        assert refused(record(end_date="2026-11-10")) == [("E4", "end_date")]

    @pytest.mark.parametrize("key", ["start_date", "end_date", "review", "child_birth"])
    def test_a_day_that_does_not_exist_is_refused(self, key: str) -> None:
        assert ("E3", key) in refused(record(**{key: "31/02/2026"}))

    @pytest.mark.parametrize("day", [None, "", "soon", {"none": True}, 7])
    def test_what_is_no_day_is_left_to_its_own_field(self, day: object) -> None:
        assert check(record(start_date=day), context()) == []
        assert check(record(event=day), context()) == []

    def test_a_last_meeting_agrees_no_other(self) -> None:
        answers = record(review={"none": True})
        assert missing(answers) == []
        assert project(ENTRY, answers, context()).due == ()
        assert "No further meeting: the help ends" in words(answers)

    def test_the_review_is_due(self) -> None:
        assert [(d.text, d.day) for d in project(ENTRY, record(), context()).due] == [
            ("Early help review meeting", "2027-01-14")
        ]


class TestBeginning:
    def test_details_come_from_the_family_file(self) -> None:
        found = start_from(
            family(), context(author="Tansy Dunnock", organisation="Examplebridge"), child="wren"
        )
        assert found == {
            "about": ["wren"],
            "child_name": "Wren Thistlewick",
            "child_birth": "2019-05-04",
            "child_address": "3 Pretend Row\nExamplebridge",
            "parent_name": "Sorrel Thistlewick",
            "parent_address": "3 Pretend Row\nExamplebridge",
            "parent_phone": "01632 960001",
            "lead_worker": "Tansy Dunnock",
            "agency": "Examplebridge",
            "worker_name": "Tansy Dunnock",
            # The day it is written and signed: it stands there, and can be changed.
            "end_date": context().now.date().isoformat(),
        }

    def test_with_several_children_none_is_guessed(self) -> None:
        found = start_from(family(), context())
        assert not {"about", "child_name", "parent_name"} & set(found)
        assert found["lead_worker"] == "Tansy Dunnock"

    def test_with_one_child_it_is_that_child(self) -> None:
        alone = family(children=[child("wren", "Wren", "2019-05-04")])
        assert start_from(alone, context(alone))["about"] == ["wren"]

    def test_a_lead_worker_of_the_file_brings_the_agency(self) -> None:
        known = family(lead_worker="teacher")
        found = start_from(known, context(known), child="wren")
        assert (found["lead_worker"], found["agency"]) == ("Ms Lark", "Examplebridge Primary")
        assert found["agency_phone"] == "01632 960050"

    def test_an_adult_who_may_pose_a_risk_is_never_the_parent_by_guess(self) -> None:
        known = family()
        known["adults"][0]["poses_risk"] = "yes"
        assert start_from(known, context(known), child="pip")["parent_name"] == "Basil Quill"

    def test_a_hidden_address_comes_with_its_mark_and_stays_off_the_family_copy(self) -> None:
        known = family()
        known["children"][0]["addresses"][0]["hidden_from"] = ["basil"]
        found = start_from(known, context(known), child="wren")
        assert (found["child_address_hidden"], found["parent_address_hidden"]) == ("yes", "yes")
        assert "Pretend Row" not in words(record(**found), "family")
        assert "Something has been left out of this copy." in words(record(**found), "family")
        assert "Pretend Row" in words(record(**found))

    def test_a_warning_that_an_address_is_hidden_counts_too(self) -> None:
        warning = {"id": "w2", "kind": "address_hidden", "about": ["sorrel"], "why": "x", "source": "x"}
        found = start_from(family(warnings=[warning]), context(), child="wren")
        assert found["parent_address_hidden"] == "yes"
        assert "child_address_hidden" not in found

    def test_an_empty_family_file_gives_a_record_with_the_day_alone(self) -> None:
        assert start_from({}, context({})) == {"end_date": context().now.date().isoformat()}

    def test_an_old_address_is_not_taken(self) -> None:
        known = family()
        known["children"][0]["addresses"] = [
            {"id": "a", "address": "1 Old Lane", "until": "2026-01"},
            {"id": "b", "address": "2 New Lane", "postcode": "EX1 1EX", "since": "2026-01"},
        ]
        assert start_from(known, context(known), child="wren")["child_address"] == "2 New Lane\nEX1 1EX"


class TestSeries:
    def next(self, **more: Any) -> dict[str, Any]:
        return start_from(family(), context(author="Ash Quill"), record(**more))

    def test_every_row_goes_on_with_what_was_said_above_it(self) -> None:
        rows = self.next(plan=[*record()["plan"], row("x1", "Debt", progress="A plan is made.")])["plan"]
        assert [r["issue"] for r in rows] == [*ISSUES, "Debt"]
        assert rows[0]["last_progress"] == "12 November 2026: Reads aloud in class."
        assert rows[0]["last_support"] == "12 November 2026: Ms Lark, 01632 960050"
        assert rows[1] == row("crime", ISSUES[1], last_progress="12 November 2026: Not an issue")
        assert rows[3]["last_concerns"] == "12 November 2026: Climbs out at night."
        assert not any(set(r) & {"progress", "support", "concerns"} for r in rows)

    def test_the_new_rows_are_asked_again(self) -> None:
        answers = record(plan=self.next()["plan"])
        assert [path for path in missing(answers) if path.startswith("plan")] == [
            f"plan[{key}].progress" for key in ("self_esteem", "crime", "cannabis", "risky", "other")
        ]

    def test_what_was_not_discussed_keeps_what_was_said_before(self) -> None:
        said = {"last_progress": "1 June 2026: A caution.", "last_support": "1 June 2026: Ash Quill"}
        earlier = row("crime", ISSUES[1], progress=NOT_DISCUSSED, **said)
        (kept,) = carried_forward({"event": "2026-11-12", "plan": [earlier]})
        assert kept["last_progress"] == "12 November 2026: Not discussed\n1 June 2026: A caution."
        assert kept["last_support"] == "1 June 2026: Ash Quill"
        assert carried_forward({"plan": [row("crime", ISSUES[1], **said)]}) == [
            row("crime", ISSUES[1], **said)
        ]

    def test_a_box_left_empty_keeps_what_it_said_before_and_what_is_no_issue_does_not(self) -> None:
        said = {"last_progress": "1 June 2026: A caution.", "last_support": "1 June 2026: Ash Quill"}
        (kept,) = carried_forward(
            {"event": "2026-11-12", "plan": [row("crime", ISSUES[1], progress="Quiet.", **said)]}
        )
        assert kept["last_progress"] == "12 November 2026: Quiet."
        assert kept["last_support"] == "1 June 2026: Ash Quill"
        (none,) = carried_forward(
            {"event": "2026-11-12", "plan": [row("crime", ISSUES[1], progress=NOT_AN_ISSUE, **said)]}
        )
        assert none == row("crime", ISSUES[1], last_progress="12 November 2026: Not an issue")

    def test_what_version_1_kept_as_one_text_is_lifted_into_its_boxes(self) -> None:
        old = "12 November 2026\nNot discussed\n1 June 2026\nProgress: A caution.\nNo more.\nSupport so far: Ash"
        rows = [{"id": "crime", "issue": ISSUES[1], "last": old}, {"id": "x", "last": {"none": True}}, "odd"]
        lifted = rules.lift(ENTRY, 1, {"plan": rows, "worker_name": "Tansy Dunnock"})
        assert lifted["plan"][0] == {
            "id": "crime",
            "issue": ISSUES[1],
            "last_progress": "12 November 2026: Not discussed\n1 June 2026: A caution.\nNo more.",
            "last_support": "1 June 2026: Ash",
        }
        assert lifted["plan"][1:] == rows[1:]
        assert lifted["worker_name"] == "Tansy Dunnock"
        assert rules.lift(ENTRY, 1, {"plan": {"none": True}}) == {"plan": {"none": True}}

    def test_start_agency_and_parent_go_on(self) -> None:
        found = self.next(
            agency_address="1 Example Square", parent_name="Nettie Thistlewick", child_phone="01632 960009"
        )
        assert found["about"] == ["wren"]
        assert found["start_date"] == "2026-06-01"
        assert found["agency_address"] == "1 Example Square"
        assert found["parent_name"] == "Nettie Thistlewick"
        assert found["child_phone"] == "01632 960009"
        assert found["worker_name"] == "Ash Quill"
        assert "review" not in found
        assert "new_information" not in found

    def test_a_parent_who_is_in_no_file_goes_on_as_typed(self) -> None:
        found = self.next(parent_name="Auntie Fern", parent_phone="01632 960077")
        assert (found["parent_name"], found["parent_phone"]) == ("Auntie Fern", "01632 960077")

    @pytest.mark.parametrize("audience", ["practitioner", "family"])
    def test_the_last_text_stands_above_this_one_on_paper(self, audience: Audience) -> None:
        answers = record(
            plan=[row("crime", ISSUES[1], last_support="1 June 2026: Ash Quill", progress="New")]
        )
        made = outline(ENTRY, answers, context(), audience, Meta()).blocks
        (table,) = [b for b in made if isinstance(b, Table) and b.head]
        assert table.rows[1] == (ISSUES[1], "New", "", "")
        assert table.before[1] == ("", "", "1 June 2026: Ash Quill", "")
        assert not any(map(any, table.before[2:]))

    def test_a_first_meeting_has_nothing_above(self) -> None:
        (table,) = [b for b in paper(record()) if isinstance(b, Table) and b.head]
        assert table.before == ()

    def test_the_last_text_cannot_be_found_twice(self) -> None:
        answers = record(plan=[row("crime", ISSUES[1], last_support="CANARY-LAST", progress="New")])
        assert "CANARY-LAST" not in project(ENTRY, answers, context()).text

    @pytest.mark.parametrize("said", [NOT_AN_ISSUE, NOT_DISCUSSED])
    def test_one_tap_sets_the_rows_that_say_nothing(self, said: Any) -> None:
        answers = record(plan=[row("risky", "Nights out", concerns="Climbs out."), row("x1", "Debt")])
        after = leave_the_rest(answers, shown_rows(answers), said)
        assert [(r["issue"], r.get("progress")) for r in after["plan"]] == [
            (ISSUES[0], said),
            (ISSUES[1], said),
            (ISSUES[2], said),
            ("Nights out", None),
            ("Other", said),
            ("Debt", said),
        ]
        assert missing(after) == []
        assert "progress" not in answers["plan"][1]


class TestPaper:
    def test_the_plan_alone_lies_on_the_long_side(self) -> None:
        blocks = paper(record())
        turns = [(at, b.turn) for at, b in enumerate(blocks) if isinstance(b, PageBreak)]
        (first, turned), (second, back) = turns
        assert (turned, back) == ("landscape", "portrait")
        assert [b.text for b in blocks[first:second] if isinstance(b, Heading)] == ["Outcomes plan"]
        assert blocks[second + 1] == Heading(text="Worker and review")

    def test_three_boxed_tables_of_details_with_every_line(self) -> None:
        blocks = paper(record())
        boxes = {
            heading.text: tuple(line[0] for line in box.rows)
            for heading, box in pairwise(blocks)
            if isinstance(heading, Heading) and isinstance(box, Table) and not box.head
        }
        assert boxes == {
            "Child / young person's details": (
                "Name",
                "Date of birth",
                "Current address (including postcode)",
                "Phone number",
                "Email address",
            ),
            "Parent / carer details": ("Name", "Current address (including postcode)", "Phone number"),
            "Agency details": ("Lead worker", "Name of agency", "Address", "Phone number", "Email address"),
        }

    def test_empty_boxes_say_so(self) -> None:
        (box,) = [
            b
            for b in paper(record())
            if isinstance(b, Table) and ("Name of agency", "Examplebridge health visiting") in b.rows
        ]
        assert ("Email address", "Not recorded") in box.rows

    def test_the_plan_has_its_four_columns_even_when_three_are_empty(self) -> None:
        plan = [row(key, label, progress=NOT_AN_ISSUE) for key, label in (("crime", ISSUES[1]),)]
        (table,) = [b for b in paper(record(plan=plan)) if isinstance(b, Table) and b.head]
        assert table.head == COLUMNS
        assert [line[0] for line in table.rows] == ISSUES
        assert table.rows[1] == (ISSUES[1], "Not an issue", "", "")
        assert table.rows[0][1] == "Not recorded"

    def test_start_and_meeting_date_stand_under_dates(self) -> None:
        blocks = list(paper(record()))
        at = blocks.index(Heading(text="Dates"))
        assert blocks[at + 1 : at + 3] == [
            Answer(label="Start date of early help intervention", lines=("1 June 2026",)),
            Answer(label="Meeting date", lines=("12 November 2026, 13:10",)),
        ]

    @pytest.mark.parametrize("audience", ["practitioner", "family"])
    def test_its_own_sections_are_all_of_its_paper_but_small_print_at_the_end(
        self, audience: Audience
    ) -> None:
        blocks = paper(record(), audience)
        heads = [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]
        assert heads == [page.title for page in FORM.pages]
        assert blocks[0] == Heading(text=heads[0])
        sign = next(n for n, b in enumerate(blocks) if isinstance(b, SignHere))
        after = blocks[sign + 1 :]
        assert all(isinstance(b, Paragraph) and b.tone == "note" for b in after)
        small = " ".join(b.text for b in after if isinstance(b, Paragraph))
        assert "About: " in small
        assert "Written by: " in small

    def test_the_worker_has_a_line_to_sign(self) -> None:
        (sign,) = [b for b in paper(record()) if isinstance(b, SignHere)]
        assert sign.rows == (("", "Worker", "", ""),)

    @pytest.mark.parametrize("audience", ["practitioner", "family"])
    def test_whether_an_address_is_hidden_is_on_no_copy(self, audience: Audience) -> None:
        made = words(record(child_address_hidden="declined", parent_address_hidden="no"), audience)
        assert "hidden from" not in made

    def test_the_blank_form_has_all_of_it_and_nothing_that_is_never_printed(self) -> None:
        made = blank(ENTRY)
        text = "\n".join(text_of(made))
        for path, part in BY_PATH.items():
            assert (part.label in text) == (part.withheld != "never_printed"), path
        *boxes, last = [b for b in made.blocks if isinstance(b, Table) and not b.head]
        assert [len(box.rows) for box in boxes] == [5, 3, 5]
        # What every record has stands at the end and small; its own sections come before it, in their order.
        assert (made.blocks[-1], last.small, last.caption) == (last, True, "For the worker")
        assert {"About which child", "Written by, role, day and time"} <= {
            c for row in last.rows for c in row
        }
        heads = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 1]
        assert heads == [page.title for page in FORM.pages]
        assert all("\n" in room for box in boxes for _, room in box.rows)
        (table,) = [b for b in made.blocks if isinstance(b, Table) and b.head == COLUMNS]
        assert table.caption == ""
        assert [line[0] for line in table.rows] == [*ISSUES, ""]


@pytest.mark.parametrize(
    "value", ["x", {"none": True}, {"not_this_time": "other"}, [{"id": "1"}], 7, {"name": 5}]
)
def test_a_draft_of_any_shape_is_judged_written_and_carried_on(value: object) -> None:
    answers = {key: value for key in BY_PATH if "." not in key}
    assert all(p.sentence for p in problems(answers))
    assert words(answers)
    assert isinstance(start_from(family(), context(), answers), dict)
