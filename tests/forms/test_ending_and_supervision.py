"""Ending or hand-over, and supervision: what is filled in, what is asked, what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.blocks import text_of
from toolkit.forms.catalogue import built_in
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.records import closure, supervision
from toolkit.forms.rules import Entry
from toolkit.forms.supervision_extracts import children_of, extract

ENTRIES = {entry.form.id: entry for entry in built_in()}
CLOSURE, SUPERVISION = ENTRIES["closure"], ENTRIES["supervision"]


def knowing(**facts: str) -> Context:
    base = context()
    return replace(
        base, facts={**base.facts, **{f"@{key}".replace("__", ":"): v for key, v in facts.items()}}
    )


def standing(entry: Entry, answers: dict[str, Any], given: Context) -> dict[str, str]:
    return {p.path: p.level for p in rules.problems(entry, answers, given) if p.level != "warned"}


def test_an_ending_begins_with_when_each_child_was_seen_and_what_is_open() -> None:
    given = knowing(
        days_seen__wren="12",
        days_alone__wren="never",
        days_seen__pip="0",
        open_promises="a1|Ring the GP|Tansy Dunnock\nb2|Cot",
    )
    first = closure.start_from(family(), given)
    rows = {row["person"]: row for row in first["each_child"]}
    assert rows["wren"]["last_seen"] == "12 days ago"
    assert rows["wren"]["last_alone"] == "Never so far"
    assert rows["pip"]["last_seen"] == "Today"
    assert "bump" not in rows
    assert first["open_promises"] == [
        {"id": "a1", "what": "Ring the GP", "who": "Tansy Dunnock"},
        {"id": "b2", "what": "Cot"},
    ]


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ([{"id": "a1", "what": "The GP is rung"}, {"id": "x", "what": "Cot"}], False),
        ([{"id": "a1", "what": "Ring the GP"}], True),
        ({"none": True}, True),
        (None, True),
    ],
)
def test_no_open_promise_is_passed_over(answer: Any, asked: bool) -> None:
    given = knowing(open_promises="a1|Ring the GP\nb2|Cot")
    sentences = [
        p.sentence
        for p in rules.problems(CLOSURE, {"open_promises": answer}, given)
        if p.path == "open_promises"
    ]
    assert any("Cot" in sentence for sentence in sentences) is asked
    why = rules.problems(
        CLOSURE, {"open_promises": [{"id": "a1", "what": "Ring the GP", "who": "GP"}]}, given
    )
    assert any(p.path == "open_promises[a1].why" and p.level == "missing" for p in why)


def test_the_days_after_which_a_reason_is_asked_are_a_setting() -> None:
    answers: dict[str, Any] = {"each_child": [{"id": "wren", "person": "wren"}]}
    assert "each_child[wren].not_seen_reason" in standing(
        CLOSURE, answers, knowing(days_seen__wren="15", limit_days="14")
    )
    assert "each_child[wren].not_seen_reason" not in standing(
        CLOSURE, answers, knowing(days_seen__wren="40", limit_days="42")
    )


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
    waiting = {"reason": reason, "ends_on": "2026-11-30", "new_worker": "Juniper Fallow"}
    assert standing(CLOSURE, waiting, context()).get("accepted") == "missing"
    found = project(CLOSURE, waiting, context())
    assert found.title == "Handing over"
    assert [(one.path, one.day, one.who) for one in found.due] == [
        ("accepted", "2026-11-30", "Juniper Fallow")
    ]
    accepted = {**waiting, "accepted": "2026-11-12T10:00", "joint_visit": "2026-11-20T10:00"}
    assert "accepted" not in standing(CLOSURE, accepted, context())
    found = project(CLOSURE, accepted, context())
    assert found.title == "Ending or hand-over"
    assert [(one.path, one.done) for one in found.due] == [("joint_visit", False)]
    assert "accepted" not in standing(CLOSURE, {"reason": "goals_met"}, context())


def test_a_new_worker_who_accepts_after_the_end_is_warned() -> None:
    answers = {"reason": "moved", "ends_on": "2026-11-02", "accepted": "2026-11-10T10:00"}
    found = [p for p in rules.problems(CLOSURE, answers, context()) if p.path == "accepted"]
    assert [(p.code, p.level) for p in found] == [("E4", "warned")]


def test_who_of_the_professionals_was_not_told_is_asked_and_holds_nothing_up() -> None:
    told = [{"id": "t", "who": "The GP", "what": "x", "when": "2026-11-12", "how": "phone"}]
    found = [p for p in rules.problems(CLOSURE, {"told": told}, context()) if p.path == "told"]
    assert [(p.level, p.sentence) for p in found] == [
        ("warned", "Not among those who were told: Ms Lark. Do they need to know?")
    ]
    told[0]["who"] = "ms lark, school"
    assert not [p for p in rules.problems(CLOSURE, {"told": told}, context()) if p.path == "told"]


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


def test_the_family_gets_a_letter_and_the_worker_a_summary() -> None:
    answers: dict[str, Any] = {
        "about": ["wren"],
        "event": "2026-11-12",
        "reason": "not_engaging",
        "ends_on": "2026-11-12",
        "tried": "TRIED-CANARY",
        "each_child": [
            {"id": "wren", "person": "wren", "changed": "Sleeps well.", "scale_start": 4, "scale_now": 7}
        ],
        "worries": [{"id": "w", "worry": "WORRY-CANARY", "holder": "GP", "knows": "yes"}],
        "open_promises": [
            {"id": "o", "what": "Cot", "who": "Ms Lark", "why": "On order.", "letter": "yes"},
            {"id": "p", "what": "PROMISE-CANARY", "who": "Ms Lark", "why": "x"},
        ],
        "come_back": "Ring us.",
    }
    letter = outline(CLOSURE, answers, context(), "family", Meta(author="Tansy Dunnock"))
    said = "\n".join(text_of(letter))
    assert letter.title == "The end of our work together"
    assert (
        "Our work with you ends on 12 November 2026. We have not met for some time. You are welcome back"
        in said
    )
    assert "At the start: 4" in said
    assert "Cot" in said
    assert "WORRY-CANARY" not in said
    assert "TRIED-CANARY" not in said
    assert "PROMISE-CANARY" not in said
    put = outline(CLOSURE, answers, context(), "family", Meta(put_in=frozenset({"worries"})))
    assert "WORRY-CANARY" in "\n".join(text_of(put))


@pytest.mark.parametrize(
    ("supervisor", "workers", "refused"),
    [
        (
            {"name": "Fern Marsh", "role": "lead"},
            [{"name": "Tansy Dunnock", "role": "health visitor"}],
            False,
        ),
        ({"name": "tansy  dunnock"}, [{"name": "Ms Lark"}, {"name": "Tansy Dunnock", "role": "x"}], True),
        ("teacher", ["teacher"], True),
        ({"name": "T. Dunnock"}, [{"name": "Tansy Dunnock"}], False),
        (None, None, False),
        ({"name": ""}, [{"name": ""}], False),
    ],
)
def test_nobody_supervises_themselves(supervisor: Any, workers: Any, refused: bool) -> None:
    found = standing(SUPERVISION, {"supervisor": supervisor, "supervisee": workers}, context())
    assert (found.get("supervisor") == "refused") is refused


def test_one_explanation_needs_a_reason() -> None:
    one = {"explanations": [{"id": "a", "what": "Tired.", "tell": "Sleep diary."}]}
    assert standing(SUPERVISION, one, context()).get("one_reason") == "missing"
    assert "one_reason" not in standing(SUPERVISION, {**one, "one_reason": "Seen by three of us."}, context())
    two = {"explanations": [*one["explanations"], {"id": "b", "what": "Ill.", "tell": "GP."}]}
    assert "one_reason" not in standing(SUPERVISION, two, context())


def test_a_supervision_begins_with_the_worker_and_when_each_child_was_seen() -> None:
    first = supervision.start_from(family(), knowing(author="Tansy Dunnock", days_seen__wren="1"))
    assert first["supervisee"] == [{"name": "Tansy Dunnock", "role": ""}]
    assert {row["person"]: row["last_seen"] for row in first["children"]}["wren"] == "1 day ago"


def test_an_older_supervision_keeps_its_names_and_its_decision() -> None:
    old = {
        "supervisor": "Fern Marsh, named nurse",
        "supervisee": "Tansy Dunnock",
        "level": "early_help",
        "reason": "Stay with it.",
        "about": ["wren", "pip"],
        "feelings": "Tired.",
    }
    made = rules.lift(SUPERVISION, 1, old)
    assert made["supervisor"] == {"name": "Fern Marsh", "role": "named nurse"}
    assert made["supervisee"] == [{"name": "Tansy Dunnock", "role": ""}]
    assert [(row["person"], row["level"], row["decision"]) for row in made["decisions"]] == [
        ("wren", "early_help", "Stay with it."),
        ("pip", "early_help", "Stay with it."),
    ]
    assert made["feelings"] == "Tired."


def test_a_childs_extract_holds_its_decision_and_actions_and_nothing_else() -> None:
    answers: dict[str, Any] = {
        "event": "2026-11-12T10:00",
        "about": ["wren", "pip"],
        "kind": "planned",
        "supervisor": {"name": "Fern Marsh", "role": "named nurse"},
        "supervisee": [{"name": "Tansy Dunnock", "role": "health visitor"}],
        "happening": "TALK-CANARY",
        "feelings": "FEELING-CANARY",
        "voices": [{"id": "v", "person": "wren", "voice": "VOICE-CANARY"}],
        "actions": [{"id": "t", "what": "TEAM-CANARY", "who": {"name": "x"}, "by_when": "2026-12-01"}],
        "decisions": [
            {
                "id": "wren",
                "person": "wren",
                "level": "early_help",
                "decision": "Stay with the plan.",
                "actions": [{"id": "a", "what": "Ring school", "who": "teacher", "by_when": "2026-11-20"}],
            },
            {"id": "pip", "person": "pip", "decision": "PIP-CANARY", "actions": {"none": True}},
        ],
        "next": "2026-12-10",
    }
    assert children_of(answers) == ["wren", "pip"]
    made = extract(answers, "s1", "wren", context())
    assert made["supervision"] == "s1"
    assert made["about"] == ["wren"]
    assert made["of"] == "Supervision of 12 November 2026, planned"
    assert made["actions"] == [
        {"id": "a", "what": "Ring school", "who": "Ms Lark", "by_when": "20 November 2026"}
    ]
    assert "CANARY" not in repr(made)
    assert extract(answers, "s1", "pip", context())["actions"] == {"none": True}
    entry = ENTRIES["supervision_extract"]
    assert entry.made
    assert project(entry, made, context()).due == (), "an action is ticked off in one place"
    assert standing(entry, made, context()) == {}
