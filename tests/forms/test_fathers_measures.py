"""Working with fathers in one family, and the log of outcome measures: what is filled in, refused, and never kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forms import thistlewick
from toolkit.forms import catalogue
from toolkit.forms.measures_checks import TOOLS
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.projection import project
from toolkit.forms.rules import Scope, problems, shown_fields
from toolkit.forms.vocabulary import Files, Rows, Text

CONTEXT = Context(now=thistlewick.NOW, people=people_of(thistlewick.family()))
FATHERS, MEASURES = (catalogue.load().get(form_id) for form_id in ("fathers", "measures"))


def found(form_id: str, answers: Answers, level: str) -> dict[str, str]:
    """Sentence by path of the problems of a level."""
    entry = FATHERS if form_id == "fathers" else MEASURES
    return {one.path: one.sentence for one in problems(entry, answers, CONTEXT) if one.level == level}


# Fathers


def test_it_starts_from_the_family_file() -> None:
    assert FATHERS.start is not None
    rows = {row["person"]: row for row in FATHERS.start(thistlewick.family(), CONTEXT, None)["fathers"]}
    assert rows["pip"] == {
        "id": "pip",
        "person": "pip",
        "named": "yes",
        "named_note": "Basil Quill",
        "where": "yes",
        "where_note": "Sleeps over",
        "pr": "yes",
        "pr_note": "Proof: not confirmed",
        "strengths_note": "Pip lights up when he comes in.",
        "worries_note": "None known.",
        "seen": "no",
        "tries": [{"id": "pip-tried", "result": "Rang twice."}],
    }
    assert rows["wren"]["named"] == "no"
    assert "named_note" not in rows["wren"]


def test_nothing_is_said_of_a_child_who_died() -> None:
    family = thistlewick.family()
    family["children"][1]["status"] = "died"
    context = Context(now=thistlewick.NOW, people=people_of(family))
    assert FATHERS.start is not None
    assert "pip" not in {row["person"] for row in FATHERS.start(family, context, None)["fathers"]}


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({}, {"unsafe_why", "unsafe_manager"}),
        ({"unsafe_why": "He said he would hurt her."}, {"unsafe_manager"}),
        ({"unsafe_manager": "Linnet Sparrow"}, {"unsafe_why"}),
        ({"unsafe_why": "He said he would hurt her.", "unsafe_manager": "Linnet Sparrow"}, set()),
    ],
)
def test_unsafe_without_a_reason_and_a_manager_is_refused(cells: Answers, refused: set[str]) -> None:
    answers = {"fathers": [{"id": "pip", "person": "pip", "unsafe": "yes", **cells}]}
    assert {path.partition(".")[2] for path in found("fathers", answers, "refused")} == refused


def test_a_man_who_was_not_met_has_the_tries_unless_contact_is_unsafe() -> None:
    row = {"id": "pip", "person": "pip", "seen": "yes", "alone": "no"}
    assert "fathers[pip].tries" in found("fathers", {"fathers": [row]}, "missing")
    unsafe = {**row, "unsafe": "yes"}
    assert "fathers[pip].tries" not in found("fathers", {"fathers": [unsafe]}, "missing")
    met = {**row, "alone": "yes"}
    assert "fathers[pip].tries" not in found("fathers", {"fathers": [met]}, "missing")
    tried = {**row, "tries": [{"id": "t1", "on": "2026-11-30T10:00", "how": "Call", "result": "None"}]}
    assert "fathers[pip].tries[t1].on" in found("fathers", {"fathers": [tried]}, "refused")


def test_yes_asks_for_words_and_every_child_for_an_answer() -> None:
    missing = found(
        "fathers", {"fathers": [{"id": "pip", "person": "pip", "words": "yes", "strengths": "no"}]}, "missing"
    )
    assert "fathers[pip].words_note" in missing
    assert "fathers[pip].strengths_note" not in missing
    assert any(path.startswith("fathers[wren]") for path in missing)
    assert any(path.startswith("fathers[bump]") for path in missing)


def test_the_next_look_is_due() -> None:
    due = project(FATHERS, {"next_check": "2027-02-01"}, CONTEXT).due
    assert [(one.text, one.day) for one in due] == [("Working with fathers: look again", "2027-02-01")]


# Measures


def columns(tool: str) -> set[str]:
    """The keys that are asked of a tool."""
    part = MEASURES.form.pages[0].fields[0]
    assert isinstance(part, Rows)
    return {column.key for column in shown_fields(part.columns, Scope({}, CONTEXT, {"tool": tool}))}


def problems_of(row: Answers, level: str = "refused") -> set[str]:
    return {
        path.partition(".")[2]
        for path in found("measures", {"measures": [{"id": "m1", **row}]}, level)
        if path.startswith("measures[m1]")
    }


def test_a_star_has_no_number_no_outcome_word_and_no_chart() -> None:
    assert columns("star") == {
        "whom", "tool", "star_notice", "version", "on", "by", "filed", "means", "next"
    }  # fmt: skip
    assert problems_of({"tool": "star", "means": "She moved from 3 to 7."}, "warned") == {"means"}
    assert problems_of({"tool": "star", "means": "She sleeps through now."}, "warned") == set()


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool not in ("star", "sdq")])
def test_a_tool_under_licence_keeps_a_line_and_the_form_and_no_number(tool: str) -> None:
    shown = columns(tool)
    assert {"word", "file", "filed", "means"} <= shown
    assert not {"total", "subscales", "most", "informant"} & shown


@pytest.mark.parametrize(
    ("total", "wrong"),
    [("0", False), ("40", False), ("41", True), ("17.5", True), ("-1", True), ("high", True), ("²", True)],
)
def test_an_sdq_total_is_a_whole_number_to_forty(total: str, wrong: bool) -> None:
    assert ("total" in problems_of({"tool": "sdq", "total": total})) is wrong


@pytest.mark.parametrize(("number", "wrong"), [("0", False), ("10", False), ("11", True), ("x", True)])
def test_an_sdq_subscale_is_a_whole_number_to_ten(number: str, wrong: bool) -> None:
    row = {"tool": "sdq", "subscales": [{"id": "s1", "name": "Peers", "number": number}]}
    assert ("subscales[s1].number" in problems_of(row)) is wrong


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"total": "12.5", "most": "20"}, set()),
        ({"total": "21", "most": "20"}, {"total"}),
        ({"total": "many"}, {"total"}),
        ({"total": "3", "most": "lots"}, {"most"}),
        ({"total": "inf"}, {"total"}),
    ],
)
def test_a_tool_of_our_own_has_a_number_within_its_range(cells: dict[str, Any], wrong: set[str]) -> None:
    assert {"total", "most"} <= columns("other: Examplebridge wheel")
    assert problems_of({"tool": "other: Examplebridge wheel", **cells}) == wrong


def test_a_tool_of_an_older_list_is_kept_and_flagged() -> None:
    assert "tool" in problems_of({"tool": "laser"}, "warned")


def test_the_next_one_cannot_be_before_this_one_and_is_due() -> None:
    row = {"id": "m1", "tool": "dash", "on": "2026-10-01", "next": "2026-09-01"}
    assert "next" in problems_of(row)


def test_the_newest_of_a_tool_for_a_person_is_due_next() -> None:
    def row(n: int, on: str, after: str, **more: Any) -> dict[str, Any]:
        return {"id": f"m{n}", "whom": "wren", "tool": "sdq", "on": on, "next": after, **more}

    rows = [
        row(1, "2026-05-01", "2026-11-01"),
        row(2, "2026-10-30", "2027-04-30"),
        row(3, "2026-05-01", "2026-12-01", whom={"name": "Nettie", "role": "gran"}),
        row(4, "2026-10-01", "", tool="other: Examplebridge wheel"),
        row(5, "2026-09-01", "2026-12-09", tool="other: Examplebridge wheel"),
    ]
    due = project(MEASURES, {"measures": rows}, CONTEXT).due
    assert [(one.text, one.day, one.path) for one in due] == [
        ("Outcome measure: SDQ, Wren", "2027-04-30", "measures[m2].next"),
        ("Outcome measure: SDQ, Nettie (gran)", "2026-12-01", "measures[m3].next"),
    ]


def test_no_box_asks_for_the_items_of_a_tool() -> None:
    part = MEASURES.form.pages[0].fields[0]
    assert isinstance(part, Rows)
    kinds = {column.key: type(column) for column in part.columns}
    assert kinds["total"] is Text
    assert kinds["file"] is Files
