"""Request for help or referral: the harm route asks its own few fields, support its whole table, and somebody waits for the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.blocks import text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.projection import project
from toolkit.forms.records.referral import FORM, UPGRADES, check, start_from
from toolkit.forms.referral_cover import cover_blocks
from toolkit.forms.rules import Entry, Problem

ENTRY = Entry(FORM, UPGRADES, check)
HARM: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "route": "harm",
    "referrer": "Tansy Dunnock",
    "referrer_phone": "01632 960114",
    "children": [{"id": "c", "name": "Wren", "where_now": "At school"}],
    "home": "Sorrel; Basil Quill at times",
    "what_happened": "Wren had a mark on her arm at 09:00.",
    "why_today": "She goes home at three.",
    "family_told": "no",
    "family_told_why": "He may be at home.",
    "rung": [{"id": "r", "when": "2026-11-12T09:20", "whom": "Front door, duty worker"}],
}
SUPPORT: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "route": "support",
    "area": "England, general",
    "referred_on": "2026-11-12",
    "referrer": "Tansy Dunnock",
    "referrer_organisation": "Examplebridge Health Visiting",
    "referrer_phone": "01632 960114",
    "referrer_role": "health visitor",
    "referrer_relation": "visits since March",
    "children": [{"id": "c", "name": "Wren", "birth": "2019-05-04"}],
    "home": "Sorrel",
    "responsibility": "Sorrel",
    "address": "3 Pretend Row",
    "professionals": [{"id": "p", "name": "School nurse"}],
    "agreed": [
        {"id": "a", "who": "Sorrel", "knows": "yes", "answer": "agreed", "copy": "yes", "on": "2026-11-11"}
    ],
    "views": [{"id": "v", "who": "Wren", "view": "I want Mum to sleep."}],
    "worried": "Tired at school.",
    "well": "Warm and fed.",
    "needed": "Somebody at bedtime.",
    "impact": "Wren gets Pip up.",
    "if_nothing": "She misses more school.",
    "tried": "Sleep clinic, once.",
    "level": "Early help",
    "level_why": "More than one service is needed.",
}
NOW = "2026-11-12T09:30"


def found(answers: dict[str, Any], **changes: object) -> list[Problem]:
    return rules.problems(ENTRY, {**answers, **changes}, context())


def standing(problems: list[Problem]) -> dict[str, str]:
    return {p.path: p.level for p in problems if p.level != "warned"}


@pytest.mark.parametrize("route", ["harm", "danger"])
def test_the_harm_route_asks_what_is_named_for_it_and_nothing_else(route: str) -> None:
    answers = {**HARM, "route": route}
    assert standing(found(answers)) == {}
    for key in HARM.keys() - {"about", "event", "route"}:
        assert standing(found(answers, **{key: None})), key
    assert standing(found(answers, children=[{"id": "c", "name": "Wren"}])) == {
        "children[c].where_now": "missing"
    }


@pytest.mark.parametrize("answer", ["refused", "not_asked", None])
def test_missing_agreement_never_holds_the_harm_route(answer: str | None) -> None:
    agreed = [{"id": "a", "who": "Sorrel", "answer": answer}]
    assert standing(found(HARM, agreed=agreed)) == {}


def test_a_full_request_for_support_may_be_finished_and_each_field_is_missed() -> None:
    assert standing(found(SUPPORT)) == {}
    for key in SUPPORT.keys() - {"about", "event", "route"}:
        assert standing(found(SUPPORT, **{key: None})), key


def test_support_against_a_refusal_is_refused_and_the_other_routes_are_named() -> None:
    agreed = [{**SUPPORT["agreed"][0], "answer": "refused"}]
    problems = found(SUPPORT, agreed=agreed)
    assert standing(problems) == {"agreed[a].answer": "refused"}
    assert "Worried about harm" in next(p.sentence for p in problems if p.level == "refused")


def test_red_by_form_alone_is_refused_until_somebody_rang() -> None:
    assert standing(found(SUPPORT, rating="red")) == {"phoned_on": "refused"}
    rung = found(SUPPORT, rating="red", phoned_on=NOW, phoned_whom="Duty worker")
    assert standing(rung) == {}


def test_no_child_is_named() -> None:
    assert standing(found(HARM, children=[])).get("children") == "missing"


def test_once_sent_somebody_waits_for_the_answer() -> None:
    sent = {"sent_how": "hand", "sent_to": "Front door", "sent_on": "2026-11-13T16:00"}
    told = [p for p in found(HARM, **sent) if p.path == "answer_due"]
    assert [p.level for p in told] == ["warned"]
    assert "16 November 2026" in told[0].sentence
    with_day = {**HARM, **sent, "answer_due": "2026-11-16"}
    assert not [p for p in found(with_day) if p.path == "answer_due"]
    assert [(d.day, d.text) for d in project(ENTRY, with_day, context()).due]


def test_it_begins_with_the_area_its_questions_and_who_agrees() -> None:
    facts = {
        "@area": "Examplebridge",
        "@pre_questions": "Asked?\nTried?",
        "@area_words": "Red: today",
        "@agreement_age": "7",
        "@author_role": "health visitor",
    }
    first = start_from(family(), replace(context(), facts=facts))
    assert [row["question"] for row in first["pre_questions"]] == ["Asked?", "Tried?"]
    assert (first["area"], first["area_words"], first["referrer_role"]) == (
        "Examplebridge",
        "Red: today",
        "health visitor",
    )
    assert [row["id"] for row in first["agreed"]] == ["sorrel", "basil", "wren"]
    assert [row["id"] for row in start_from(family(), context())["agreed"]] == ["sorrel", "basil"]


def test_the_family_copy_has_no_risks_and_nobody_else() -> None:
    told = {**SUPPORT, "risks": "CANARYRISK", "restricted_details": "CANARYSHUT"}
    made = " ".join(text_of(outline(ENTRY, told, context(), "family", Meta())))
    assert "CANARY" not in made
    assert "School nurse" not in made
    assert "Somebody at bedtime." in made


def test_the_cover_has_facts_rating_and_worry_and_says_what_is_not_recorded() -> None:
    words = [
        w
        for b in cover_blocks({**SUPPORT, "rating": "amber", "response_target": "1 working day"})
        for w in [str(b)]
    ]
    text = " ".join(words)
    assert "Amber. 1 working day" in text
    assert "Tired at school." in text
    assert "4 May 2019" in text
    assert "Rung 12 November 2026, 09:20" in str(cover_blocks(HARM)[0])
    assert "Not rung yet" in str(cover_blocks({"route": "harm"})[0])
    assert "Not recorded" in str(cover_blocks({}))
