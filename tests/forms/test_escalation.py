"""Professional difference: every field of the table, safety first, stages in order, nothing closed without how it ended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.outline import Meta, outline
from toolkit.forms.projection import project
from toolkit.forms.records.escalation import FORM, UPGRADES, check, start_from
from toolkit.forms.rules import Entry, Problem

ENTRY = Entry(FORM, UPGRADES, check)
FULL: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "decision": "No assessment after the second referral.",
    "whose": "Team manager, front door",
    "decided_on": "2026-11-11",
    "evidence": "Wren was alone on two evenings.",
    "outcome_wanted": "Somebody sees Wren this week.",
    "safe": "yes",
    "lead": {"name": "Fern Marsh", "role": "safeguarding lead"},
    "lead_on": "2026-11-12T09:00",
    "stages": [
        {
            "id": "s0",
            "stage": "s0",
            "who_to_whom": "Tansy Dunnock to the duty worker",
            "when": "2026-11-12T09:30",
            "method": "phone",
            "answer": "They will look again.",
            "agreed": "waiting",
            "due": "2026-11-13",
        }
    ],
    "closed": "no",
}


def found(**changes: object) -> list[Problem]:
    return rules.problems(ENTRY, {**FULL, **changes}, context())


def standing(problems: list[Problem]) -> dict[str, str]:
    return {p.path: p.level for p in problems if p.level != "warned"}


def test_a_full_record_may_be_finished() -> None:
    assert standing(found()) == {}


@pytest.mark.parametrize(
    "key",
    ["decision", "whose", "decided_on", "evidence", "outcome_wanted", "safe", "lead", "lead_on", "closed"],
)
def test_each_needed_field_is_missed(key: str) -> None:
    assert standing(found(**{key: None})).get(key) == "missing"


@pytest.mark.parametrize("answer", ["no", "not_known", "not_asked", "declined"])
def test_a_child_not_known_to_be_safe_needs_what_was_done(answer: str) -> None:
    assert standing(found(safe=answer)) == {"safe_action": "missing"}
    assert standing(found(safe=answer, safe_action="Rang the front door at 09:10.")) == {}


def test_a_stage_left_out_needs_its_reason() -> None:
    later = {**FULL["stages"][0], "id": "s2", "stage": "s2"}
    assert standing(found(stages=[*FULL["stages"], later])) == {"stages[s2].skipped": "missing"}
    assert standing(found(stages=[*FULL["stages"], {**later, "skipped": "No line manager on duty."}])) == {}


def test_stages_in_order_need_no_reason() -> None:
    one = {**FULL["stages"][0], "id": "s1", "stage": "s1"}
    assert standing(found(stages=[*FULL["stages"], one])) == {}


def test_nothing_is_settled_without_how_and_what_changed() -> None:
    assert set(standing(found(closed="yes"))) == {"resolution", "changed", "family_told"}
    told = found(closed="yes", resolution="Seen today.", changed="Wren was seen.", family_told="yes")
    assert standing(told) == {}
    assert any(p.path == "stages" and p.level == "warned" for p in told)


def test_an_answer_that_is_due_stands_on_the_list() -> None:
    due = project(ENTRY, FULL, context()).due
    assert [(d.day, "difference" in d.text) for d in due] == [("2026-11-13", True)]


def test_it_begins_with_the_talk_between_workers_and_the_limits_of_the_area() -> None:
    given = replace(context(), facts={"@escalation_limits": "5 working days a stage"})
    first = start_from(family(), given)
    assert first["stages"] == [{"id": "s0", "stage": "s0"}]
    assert first["limit_note"] == "5 working days a stage"
    assert "limit_note" not in start_from(family(), context())


def test_no_family_or_child_copy_of_it() -> None:
    assert FORM.copies == ("practitioner",)
    made = outline(ENTRY, FULL, context(), "practitioner", Meta())
    assert made.blocks
