"""The records of the team: induction and refreshers, levels that build up, the look back, old terms, and what the paper asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from toolkit.forms import catalogue
from toolkit.forms.people import Answers, Context
from toolkit.forms.projection import project
from toolkit.forms.records.is_it_working import GOOD, WARNING
from toolkit.forms.rules import Entry, Scope, problems, shown_fields, shown_pages
from toolkit.forms.vocabulary import LongText, Rows, YesNo

NOW = datetime(2026, 11, 12, 15, 0)
CONTEXT = Context(now=NOW, facts={"@author": "Tansy Dunnock", "@author_role": "health visitor"})
BUILT_IN = catalogue.load()
POST: Answers = {
    "name": "Tansy Dunnock",
    "role": "Health visitor",
    "start_organisation": "2021-02-01",
    "start_role": "2022-05-03",
    "induction": "2022-06-30",
    "hours": "30",
    "manager": "Linnet Sparrow",
    "level": "2",
    "appraisals": {"none": True},
    "mandatory": {"none": True},
    "specific": {"none": True},
}


def entry(form_id: str) -> Entry:
    return BUILT_IN.get(form_id)


def said(form_id: str, answers: Answers, level: str = "") -> list[tuple[str, str]]:
    """Path and sentence of each problem of a level, or of all."""
    return [
        (one.path, one.sentence)
        for one in problems(entry(form_id), answers, CONTEXT)
        if level in ("", one.level)
    ]


def dues(form_id: str, answers: Answers) -> list[tuple[str, str]]:
    return [(one.text, one.day) for one in project(entry(form_id), answers, CONTEXT).due if not one.done]


def course(day: str, what: str = "Safeguarding, level 2", **more: Any) -> Answers:
    row = {
        "id": f"r{day}",
        "what": what,
        "subject": "safeguarding",
        "day": day,
        "provider": "Examplebridge",
        "level": "2",
    }
    return {**row, **more}


TEAM = [
    one.form.id
    for one in BUILT_IN.offered()
    if one.form.keeper == "team" and one.form.moment == "me and my team"
]


def test_these_are_the_forms_of_the_team() -> None:
    assert TEAM == [
        "training",
        "competence",
        "course_evaluation",
        "learning_needs",
        "is_it_working",
        "fathers_service",
        "learning",
    ]


@pytest.mark.parametrize("form_id", TEAM)
def test_a_record_of_the_team_asks_for_no_child_and_may_be_restricted(form_id: str) -> None:
    keys = {part.key for page in shown_pages(entry(form_id).form, {}, CONTEXT) for part in page.fields}
    assert "about" not in keys
    assert "restriction" in keys
    assert project(entry(form_id), {"restriction": "restricted"}, CONTEXT).restricted


@pytest.mark.parametrize("form_id", TEAM)
@pytest.mark.parametrize("term", ["LSCB", "CAF", "SCR"])
def test_an_old_term_is_flagged_and_kept(form_id: str, term: str) -> None:
    text = next(
        part.key
        for page in entry(form_id).form.pages
        for part in page.fields
        if isinstance(part, LongText) or part.key in ("role", "team", "team_name")
    )
    answers = {text: f"As the {term} taught it"}
    assert any(
        path == text and f"“{term}” is an old term" in words
        for path, words in said(form_id, answers, "warned")
    )
    assert not any("old term" in words for _, words in said(form_id, {text: "As the CAFE taught it"}))


# Training record


def test_a_whole_record_has_nothing_to_say() -> None:
    answers = {**POST, "mandatory": [course("2024-03-04", certificate=[], refresher="2027-03-01")]}
    assert said("training", answers) == []


def test_the_role_cannot_start_before_the_organisation() -> None:
    answers = {**POST, "start_role": "2020-05-03"}
    assert said("training", answers, "refused") == [
        ("start_role", "3 May 2020 is before 1 February 2021. Check both dates.")
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1960-03-04", "4 March 1960 is before 30 January 1995. Check both dates."),
        ("2026-11-20", "20 November 2026 has not come yet. Check the date."),
        ("31/02/2026", ""),
    ],
)
def test_training_before_birth_after_today_or_without_a_readable_day_is_refused(day: str, words: str) -> None:
    answers = {**POST, "birth": "1995-01-30", "mandatory": [course(day)]}
    found = dict(said("training", answers, "refused"))
    assert words in found[f"mandatory[r{day}].day"]


def test_a_year_nobody_living_worked_in_is_refused() -> None:
    found = dict(said("training", {**POST, "mandatory": [course("1899-01-01")]}, "refused"))
    assert found == {"mandatory[r1899-01-01].day": "The year 1899 is before 1900. Check the year."}


def test_what_is_booked_may_lie_ahead_is_due_and_is_flagged_once_it_has_passed() -> None:
    answers = {**POST, "booked": [{"id": "b1", "what": "Working with fathers", "day": "2026-11-20"}]}
    assert said("training", answers) == []
    assert ("Training: Working with fathers", "2026-11-20") in dues("training", answers)
    passed = {**POST, "booked": [{"id": "b1", "what": "Working with fathers", "day": "2026-11-02"}]}
    assert [path for path, _ in said("training", passed, "warned")] == ["booked[b1].day"]


@pytest.mark.parametrize(
    ("start", "done", "flagged"),
    [
        ("2026-08-12", "", False),
        ("2026-08-11", "", True),
        ("2026-08-11", "2026-09-01", False),
        # Induction belongs to the role before: a change of role asks for it again.
        ("2026-08-11", "2026-08-10", True),
    ],
)
def test_induction_is_flagged_three_months_after_the_start_or_a_change_of_role(
    start: str, done: str, flagged: bool
) -> None:
    answers = {**POST, "start_role": start, "induction": done}
    assert bool([1 for path, _ in said("training", answers, "warned") if path == "induction"]) is flagged
    late = dict(dues("training", answers))
    assert ("Induction complete" in late) is (done < start)


def test_a_safeguarding_refresher_counts_from_the_last_course_whatever_its_name() -> None:
    old = course("2021-06-01", "Safeguarding foundation")
    answers = {**POST, "mandatory": [old], "specific": [course("2023-11-12")]}
    assert said("training", answers) == []
    assert ("Refresher: Safeguarding, level 2", "2026-11-12") in dues("training", answers)
    assert not any(words == "Refresher: Safeguarding foundation" for words, _ in dues("training", answers))
    late = {**POST, "mandatory": [course("2023-11-11")]}
    assert said("training", late, "warned") == [
        (
            "mandatory[r2023-11-11].refresher",
            "The last safeguarding training was on 11 November 2023, more than three years ago. Book a refresher.",
        )
    ]


def test_a_refresher_day_of_its_own_counts_and_never_more_than_three_years_for_safeguarding() -> None:
    answers = {
        **POST,
        "mandatory": [course("2025-03-03", refresher="2030-03-03")],
        "specific": [
            course("2025-03-03", "First aid", id="fa", subject="other_subject", refresher="2026-03-03"),
            course("2025-03-03", "Driving", id="dr", subject="other_subject"),
        ],
    }
    found = dues("training", answers)
    assert ("Refresher: Safeguarding, level 2", "2028-03-03") in found
    assert ("Refresher: First aid", "2026-03-03") in found
    assert not any("Driving" in words for words, _ in found)
    assert said("training", answers, "warned") == [
        ("specific[fa].refresher", "The refresher was due on 3 March 2026.")
    ]


def test_nothing_is_due_for_somebody_who_left() -> None:
    answers = {**POST, "induction": "", "left": "2026-06-01", "mandatory": [course("2020-01-01")]}
    assert dues("training", answers) == []
    assert said("training", answers) == []


@pytest.mark.parametrize(
    ("typed", "wrong"), [("37.5", False), ("37,5", False), ("many", True), ("0", True), ("200", True)]
)
def test_hours_are_a_number_of_a_week(typed: str, wrong: bool) -> None:
    assert bool(said("training", {**POST, "hours": typed}, "refused")) is wrong


def test_a_sheet_begins_with_the_worker_at_this_computer() -> None:
    start = entry("training").start
    assert start is not None
    assert start({}, CONTEXT, None) == {"name": "Tansy Dunnock", "role": "health visitor"}


# Competence


def shown_rows(level: str, *duties: str) -> dict[str, int]:
    """The tables that are shown for a level, with how many rows they have."""
    answers = {"level": level, "duties": list(duties)}
    scope = Scope(answers, CONTEXT)
    return {
        part.key: len(part.fixed)
        for page in shown_pages(entry("competence").form, answers, CONTEXT)
        for part in shown_fields(page.fields, scope)
        if isinstance(part, Rows)
    }


def test_levels_build_up() -> None:
    assert shown_rows("1") == {"level_1": 6, "content_1": 10}
    assert shown_rows("2") == {"level_1": 6, "level_2": 7, "content_1": 10, "content_2": 10}
    assert shown_rows("3")["level_3"] == 7
    assert shown_rows("3")["content_3"] == 6
    assert shown_rows("4")["level_4"] == 7
    assert shown_rows("4")["content_4"] == 1
    assert set(shown_rows("3")) < set(shown_rows("4"))


def test_what_is_for_trustees_the_board_lead_or_named_officers_is_theirs_alone() -> None:
    assert "trustee" not in shown_rows("4")
    assert {"trustee", "content_trustee"} <= set(shown_rows("4", "trustee"))
    assert "content_board" in shown_rows("4", "board")
    assert "content_board" not in shown_rows("4", "trustee")
    assert "content_named" in shown_rows("3", "named")
    assert not {"content_named", "trustee", "content_trustee"} & set(shown_rows("4", "named"))
    assert "trustee" not in shown_rows("3", "trustee")


def test_a_duty_that_does_not_go_with_the_level_is_said() -> None:
    assert [path for path, _ in said("competence", {"level": "2", "duties": ["named"]}, "warned")] == [
        "duties"
    ]
    assert [path for path, _ in said("competence", {"level": "3", "duties": ["board"]}, "warned")] == [
        "duties"
    ]
    assert said("competence", {"level": "4", "duties": ["board", "trustee"]}, "warned") == []


def test_what_is_met_needs_evidence_a_day_and_somebody_who_agreed() -> None:
    answers = {"level": "1", "level_1": [{"id": "l1_1", "met": "yes"}, {"id": "l1_2", "met": "no"}]}
    found = {path for path, _ in said("competence", answers, "missing")}
    assert {f"level_1[l1_1].{key}" for key in ("evidence", "on", "agreed_by")} <= found
    assert not any(path.startswith("level_1[l1_2].") for path in found)


# Course evaluation


COURSE: Answers = {
    "course": "Unseen men",
    "name": "Tansy Dunnock",
    "provider": "Examplebridge",
    "day": "2026-08-20",
    "learnt": "Ask for his name at the first visit.",
    "actions": {"none": True},
}


def test_the_look_back_is_due_three_months_after_the_course_until_it_is_made() -> None:
    assert dues("course_evaluation", COURSE) == [("Look back at the course: Unseen men", "2026-11-20")]
    made = {**COURSE, "day": "2026-07-01", "looked_back": "2026-10-02"}
    assert dues("course_evaluation", made) == []
    missing = {path for path, _ in said("course_evaluation", made, "missing")}
    assert missing == {"did", "difference", "again"}


def test_a_look_back_that_is_late_or_too_soon_is_said() -> None:
    late = {**COURSE, "day": "2026-08-01"}
    assert said("course_evaluation", late) == [("looked_back", "The look back was due on 1 November 2026.")]
    soon = {**COURSE, "looked_back": "2026-11-10"}
    assert [path for path, _ in said("course_evaluation", soon, "warned")] == ["looked_back"]
    before = {**COURSE, "looked_back": "2026-08-10"}
    assert [path for path, _ in said("course_evaluation", before, "refused")] == ["looked_back"]


# Learning needs, is it working, learning log


def test_the_analysis_has_nine_sections_and_the_last_three_are_free_with_a_prompt() -> None:
    parts = [part for page in entry("learning_needs").form.pages for part in page.fields]
    numbered = [part for part in parts if part.label[:1].isdigit()]
    assert [part.label[:2] for part in numbered] == [f"{n}." for n in range(1, 10)]
    assert [bool(part.needed) for part in numbered] == [True] * 6 + [False] * 3
    assert all(part.prompt is not None for part in numbered[6:])


def test_eight_good_signs_and_eight_warning_signs_each_with_evidence() -> None:
    assert (len(GOOD), len(WARNING)) == (8, 8)
    for part in entry("is_it_working").form.pages[0].fields:
        if isinstance(part, Rows):
            assert [type(column) for column in part.columns[1:]] == [YesNo, LongText]
            assert all(column.needed for column in part.columns[1:])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("1", False), ("0.5", False), ("0,8", False), ("half", True), ("0", True), ("nan", True)],
)
def test_staffing_is_a_number_of_full_time_posts(typed: str, wrong: bool) -> None:
    answers = {"staffing": [{"id": "s1", "post": "Nursery nurse", "fte": typed}]}
    assert (
        bool([1 for path, _ in said("learning", answers, "refused") if path == "staffing[s1].fte"]) is wrong
    )


def test_a_check_before_what_was_learnt_is_refused_and_a_made_check_is_no_longer_due() -> None:
    row = {"id": "k1", "source": "review", "on": "2026-10-01", "check_on": "2026-09-01"}
    assert ("learning[k1].check_on", "1 September 2026 is before 1 October 2026. Check both dates.") in said(
        "learning", {"learning": [row]}, "refused"
    )
    later = {**row, "check_on": "2026-12-01"}
    assert dues("learning", {"learning": [later]}) == [("Check what was changed", "2026-12-01")]
    assert dues("learning", {"learning": [{**later, "checked_on": "2026-11-11"}]}) == []


# Working with fathers: our service


def test_the_service_has_fourteen_statements_in_six_groups_each_with_evidence() -> None:
    groups = [part for part in entry("fathers_service").form.pages[0].fields if isinstance(part, Rows)]
    assert [len(part.fixed) for part in groups] == [2, 3, 2, 3, 2, 2]
    assert all(part.needed and all(column.needed for column in part.columns[1:]) for part in groups)
