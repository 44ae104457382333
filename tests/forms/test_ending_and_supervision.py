"""Ending or hand-over, and supervision: what is filled in, what is asked, what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.records import closure, supervision
from toolkit.forms.rules import Entry

CLOSURE = Entry(closure.FORM, closure.UPGRADES, closure.check)
SUPERVISION = Entry(supervision.FORM, supervision.UPGRADES, supervision.check)


def knowing(**facts: str) -> Context:
    base = context()
    return replace(
        base, facts={**base.facts, **{f"@{key}".replace("__", ":"): v for key, v in facts.items()}}
    )


def standing(entry: Entry, answers: dict[str, Any], given: Context) -> dict[str, str]:
    return {p.path: p.level for p in rules.problems(entry, answers, given) if p.level != "warned"}


def test_an_ending_begins_with_when_each_child_was_seen_and_what_is_open() -> None:
    given = knowing(
        days_seen__wren="12", days_alone__wren="never", days_seen__pip="0", open_promises="Ring the GP\nCot"
    )
    first = closure.start_from(family(), given)
    rows = {row["person"]: row for row in first["each_child"]}
    assert rows["wren"]["last_seen"] == "12 days ago"
    assert rows["wren"]["last_alone"] == "Never so far"
    assert rows["pip"]["last_seen"] == "Today"
    assert "bump" not in rows
    assert [row["what"] for row in first["open_promises"]] == ["Ring the GP", "Cot"]


@pytest.mark.parametrize(("days", "asked"), [("28", False), ("29", True), ("never", True)])
def test_a_child_not_seen_in_28_days_needs_a_reason(days: str, asked: bool) -> None:
    given = knowing(days_seen__wren=days)
    answers: dict[str, Any] = {"each_child": [{"id": "wren", "person": "wren"}]}
    found = standing(CLOSURE, answers, given)
    assert ("each_child[wren].not_seen_reason" in found) is asked
    answers["each_child"][0]["not_seen_reason"] = "In hospital in Otherton; seen there by the ward."
    assert "each_child[wren].not_seen_reason" not in standing(CLOSURE, answers, given)


@pytest.mark.parametrize("reason", ["moved", "transfer"])
def test_a_move_stays_a_hand_over_until_the_new_worker_accepts(reason: str) -> None:
    assert standing(CLOSURE, {"reason": reason}, context()).get("accepted") == "missing"
    assert "accepted" not in standing(CLOSURE, {"reason": reason, "accepted": "2026-11-12T10:00"}, context())
    assert "accepted" not in standing(CLOSURE, {"reason": "goals_met"}, context())


def test_when_a_family_stops_coming_what_was_tried_is_asked() -> None:
    assert standing(CLOSURE, {"reason": "not_engaging"}, context()).get("tried") == "missing"
    assert "tried" not in standing(CLOSURE, {"reason": "goals_met"}, context())


def test_the_family_letter_holds_nothing_of_when_children_were_seen_or_who_was_told() -> None:
    answers: dict[str, Any] = {
        "reason": "goals_met",
        "each_child": [
            {"id": "wren", "person": "wren", "last_seen": "SEEN-CANARY", "changed": "Sleeps well."}
        ],
        "told": [{"id": "t", "who": "TOLD-CANARY", "what": "x", "when": "2026-11-12", "how": "phone"}],
        "come_back": "Ring us on any weekday.",
    }
    family_copy = repr(outline(CLOSURE, answers, context(), "family", Meta()).blocks)
    assert "SEEN-CANARY" not in family_copy
    assert "TOLD-CANARY" not in family_copy
    assert "Ring us on any weekday." in family_copy
    own = repr(outline(CLOSURE, answers, context(), "practitioner", Meta()).blocks)
    assert "SEEN-CANARY" in own
    assert "TOLD-CANARY" in own


@pytest.mark.parametrize(
    ("supervisor", "worker", "refused"),
    [
        ("Fern Marsh, lead", "Tansy Dunnock, health visitor", False),
        ("tansy  dunnock, lead", "Tansy Dunnock, health visitor", True),
        ("T. Dunnock", "Tansy Dunnock", False),
        ("", "", False),
    ],
)
def test_nobody_supervises_themselves(supervisor: str, worker: str, refused: bool) -> None:
    found = standing(SUPERVISION, {"supervisor": supervisor, "supervisee": worker}, context())
    assert (found.get("supervisor") == "refused") is refused


def test_one_explanation_needs_a_reason() -> None:
    one = {"explanations": [{"id": "a", "what": "Tired.", "tell": "Sleep diary."}]}
    assert standing(SUPERVISION, one, context()).get("one_reason") == "missing"
    assert "one_reason" not in standing(SUPERVISION, {**one, "one_reason": "Seen by three of us."}, context())
    two = {"explanations": [*one["explanations"], {"id": "b", "what": "Ill.", "tell": "GP."}]}
    assert "one_reason" not in standing(SUPERVISION, two, context())


def test_a_supervision_begins_with_the_worker_and_when_each_child_was_seen() -> None:
    first = supervision.start_from(family(), knowing(author="Tansy Dunnock", days_seen__wren="1"))
    assert first["supervisee"] == "Tansy Dunnock"
    assert {row["person"]: row["last_seen"] for row in first["children"]}["wren"] == "1 day ago"
