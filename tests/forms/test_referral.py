"""Request for help or referral: the harm route asks its own few fields, support its whole table, and somebody waits for the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.blocks import text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Earlier, people_of
from toolkit.forms.projection import project
from toolkit.forms.records.referral import FORM, UPGRADES, check, dues, lead, start_from
from toolkit.forms.referral_clock import follow
from toolkit.forms.referral_cover import cover_blocks
from toolkit.forms.rules import Entry, Problem
from toolkit.forms.vocabulary import Audience
from toolkit.practice import areas
from toolkit.practice.areas import facts_for_forms

ENTRY = Entry(FORM, UPGRADES, check, lead, due=dues)
HARM: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "route": "harm",
    "directed": ["children"],
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
CHILD: dict[str, Any] = {
    "id": "c",
    "name": "Wren",
    "birth": "2019-05-04",
    "ethnicity": "White British",
    "language": "English",
    "needs": {"none": True},
    "school": "Examplebridge School",
    "gp": "Examplebridge Surgery",
    "impact": "Wren gets Pip up.",
    "a_day": "Up at six, alone.",
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
    "directed": ["children"],
    "children": [CHILD],
    "adults": [
        {"id": "a", "name": "Sorrel", "relation": "mother", "language": "English", "needs": {"none": True}}
    ],
    "home": "Sorrel",
    "responsibility": "Sorrel",
    "address": "3 Pretend Row",
    "professionals": [{"id": "p", "name": "School nurse"}],
    "agreed": [
        {"id": "a", "who": "Sorrel", "knows": "yes", "answer": "agreed", "copy": "yes", "on": "2026-11-11"}
    ],
    "views": [{"id": "v", "who": "Wren", "view": "I want Mum to sleep.", "view_help": "Fine."}],
    "worried": "Tired at school.",
    "well": "Warm and fed.",
    "needed": "Somebody at bedtime.",
    "scale": "Wren 4, Sorrel 6",
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


def test_a_birth_date_stands_on_paper_beside_a_due_date_that_was_kept() -> None:
    both = [{**CHILD, "edd": "2019-05-10"}]
    words = " ".join(
        text_of(outline(ENTRY, {**SUPPORT, "children": both}, context(), "practitioner", Meta()))
    )
    assert "4 May 2019" in words
    unborn = [{**CHILD, "birth": None, "edd": "2027-02-17"}]
    assert standing(found(SUPPORT, children=unborn)) == {}


def test_no_child_is_named() -> None:
    assert standing(found(HARM, children=[])).get("children") == "missing"


def test_once_sent_somebody_waits_for_the_answer() -> None:
    sent = {"sent_how": "hand", "sent_to": "Front door", "sent_on": "2026-11-13T16:00"}
    told = [p for p in found(HARM, **sent) if p.path == "answer_due"]
    assert [p.level for p in told] == ["warned"]
    assert "16 November 2026" in told[0].sentence
    with_day = {**HARM, **sent, "answer_due": "2026-11-16"}
    assert not [p for p in found(with_day) if p.path == "answer_due"]

    def due(answers: dict[str, Any]) -> list[tuple[str, str, bool]]:
        return [(d.day, d.text, d.done) for d in project(ENTRY, answers, context()).due]

    assert due(with_day) == [("2026-11-16", "Answer to a referral", False)]
    decided = {**with_day, "responses": [{"id": "1", "decision": "Assessment"}]}
    assert due(decided) == [("2026-11-16", "Answer to a referral", True)]


@pytest.mark.parametrize(
    ("rating", "sent", "day", "words"),
    [
        ("red", "2026-11-13T16:00", "2026-11-13", "the same day, 13 November 2026"),
        ("amber", "2026-11-13T16:00", "2026-11-16", "1 working day after 13 November 2026. Advanced"),
        ("green", "2026-12-23T16:00", "2026-12-30", "3 working days after 23 December 2026"),
        (None, "2026-11-13T16:00", "2026-11-16", "Working Together: check before use"),
    ],
)
def test_the_clock_of_the_answer_follows_the_area_and_the_rating(
    rating: str | None, sent: str, day: str, words: str
) -> None:
    facts = facts_for_forms(areas.load().get("south_gloucestershire"))
    changes = follow({"rating": rating, "sent_on": sent}, facts)
    assert changes["answer_due"] == day
    assert words in changes["answer_due_from"]
    if rating:
        assert changes["response_target"].casefold().startswith(rating)


def test_the_day_of_the_answer_follows_until_somebody_writes_another() -> None:
    facts = facts_for_forms(areas.load().get("south_gloucestershire"))
    answers: dict[str, Any] = {"rating": "green", "phoned_on": "2026-11-13T10:00"}
    answers |= follow(answers, facts)
    assert answers["answer_due"] == "2026-11-18"
    assert follow(answers, facts) == {}
    answers |= {"rating": "amber"}
    answers |= follow(answers, facts)
    assert (answers["answer_due"], answers["response_target"][:5]) == ("2026-11-16", "Amber")
    answers |= {"answer_due": "2026-11-20", "answer_due_from": "Agreed on the telephone."}
    answers |= {"rating": "green"}
    answers |= follow(answers, facts)
    assert (answers["answer_due"], answers["answer_due_from"]) == ("2026-11-20", "Agreed on the telephone.")
    answers |= {"phoned_on": None}
    assert "answer_due" not in follow(answers, facts)
    calls = {"route": "harm", "rung": [{"id": "r", "when": "2026-11-14T23:00"}]}
    assert follow(calls, {})["answer_due"] == "2026-11-16"
    assert "answer_due" not in follow({**calls, "route": "support"}, {})


def test_it_may_go_to_adult_safeguarding_or_the_police_and_then_be_about_no_child() -> None:
    adult = {
        "directed": ["adult", "police"],
        "children": None,
        "adult_name": "Nettie Thistlewick",
        "adult_where": "At home",
    }
    assert standing(found(HARM, **adult)) == {}
    assert standing(found(HARM, **{**adult, "adult_where": None})) == {"adult_where": "missing"}
    calm = found(SUPPORT, route="advice", **adult)
    missing = {p.path for p in calm if p.level == "missing"}
    assert {
        "adult_needs",
        "adult_harm",
        "adult_safe",
        "adult_capacity",
        "adult_agrees",
        "adult_wants",
    } <= missing
    assert {"police_kind", "police_where", "police_who", "police_harmed", "police_safe"} <= missing
    assert standing(found(HARM, children=None))["children"] == "missing"
    told = {
        **HARM,
        **adult,
        "adult_harm": "CANARYHARM",
        "police_who": "CANARYWHO",
        "directed": ["adult", "police"],
    }
    assert "CANARY" not in " ".join(text_of(outline(ENTRY, told, context(), "family", Meta())))
    assert "CANARYHARM" in " ".join(text_of(outline(ENTRY, told, context(), "practitioner", Meta())))
    assert "Nettie Thistlewick, At home" in str(cover_blocks(told))


def test_what_the_harm_route_leaves_for_later_is_said_on_its_paper() -> None:
    words = " ".join(text_of(outline(ENTRY, HARM, context(), "practitioner", Meta())))
    assert "Not known at the time of referral, may follow" in words
    assert "Wren: birth date, ethnicity" in words
    full = {**SUPPORT, **HARM, "children": [{**CHILD, "where_now": "At school"}]}
    assert "Not known at the time" not in " ".join(
        text_of(outline(ENTRY, full, context(), "practitioner", Meta()))
    )
    assert "Not known at the time" not in " ".join(text_of(outline(ENTRY, HARM, context(), "family", Meta())))


def test_an_adult_a_far_due_date_and_a_level_of_another_area_are_flagged_and_kept() -> None:
    odd = [
        {**CHILD, "id": "1", "birth": "2001-01-01"},
        {**CHILD, "id": "2", "birth": None, "edd": "2028-01-01"},
        {**CHILD, "id": "3", "birth": None, "edd": "2026-10-01"},
    ]
    problems = found(SUPPORT, children=odd)
    assert {(p.code, p.path) for p in problems if p.code in ("E8", "E9")} == {
        ("E8", "children[1].birth"),
        ("E9", "children[2].edd"),
        ("E9", "children[3].edd"),
    }
    facts = {"@area": "Examplebridge", "@area_levels": "1 Universal\n2 Early help"}
    judged = replace(context(), facts=facts)
    other = rules.problems(ENTRY, {**SUPPORT, "area": "Examplebridge", "level": "Tier 9"}, judged)
    assert [(p.code, p.level) for p in other if p.path == "level"] == [("E16", "warned")]
    own = rules.problems(ENTRY, {**SUPPORT, "area": "Examplebridge", "level": "2 Early help"}, judged)
    assert not [p for p in own if p.path == "level"]


def test_when_it_was_sent_it_is_asked_whether_it_was_rung_too() -> None:
    sent = {"sent_how": "portal", "sent_to": "Front door", "sent_on": "2026-11-12T09:00"}
    assert standing(found(SUPPORT, **sent)) == {"phoned": "missing"}
    assert standing(found(SUPPORT, **sent, phoned="no")) == {}
    assert standing(found(SUPPORT, **sent, phoned="yes")) == {"phoned_on": "missing"}
    assert standing(found(HARM, **sent)) == {}


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
    views = [{"id": "v", "who": "Wren", "view": "CANARYVIEW", "view_help": "Fine."}]
    told = {**SUPPORT, "risks": "CANARYRISK", "restricted_details": "CANARYSHUT", "home": "CANARYHOME"}
    told |= {"views": views, "responses": [{"id": "1", "decision": "None", "challenge": "no"}]}
    made = " ".join(text_of(outline(ENTRY, told, context(), "family", Meta())))
    assert "CANARY" not in made
    assert "School nurse" not in made
    assert "professional difference" not in made
    one = replace(Meta(), put_in=frozenset({"views#v"}))
    assert "CANARYVIEW" in " ".join(text_of(outline(ENTRY, told, context(), "family", one)))
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


def test_an_agreement_that_is_recorded_already_stands_there_with_where_and_when() -> None:
    told = {"what": "yes", "why": "yes", "whom": "yes", "if_not": "yes", "may_refuse": "yes"}
    newest = {
        "answered": [
            {"person": "sorrel", "answer": "verbal", "answered_on": "2026-11-10T15:00"},
            {"person": "basil", "answer": ""},
            {"person": {"name": "Aunt Hazel", "role": "guardian"}, "answer": "refused"},
        ],
        "explained": [{"person": "sorrel", **told}],
    }
    older = {
        "answered": [
            {"person": "sorrel", "answer": "refused", "answered_on": "2026-09-01"},
            {"person": "basil", "answer": "written", "answered_on": "2026-09-01T09:00"},
        ],
        "explained": [{"person": "basil", **told, "why": "no"}],
    }
    earlier = (
        Earlier("share_decision", "2026-11-10", newest, "Share information"),
        Earlier("share_decision", "2026-09-01", older, "Share information"),
    )
    rows = {row["who"]: row for row in start_from(family(), replace(context(), earlier=earlier))["agreed"]}
    sorrel, basil = (next(row for who, row in rows.items() if who.startswith(one)) for one in ("Sor", "Bas"))
    assert (sorrel["answer"], sorrel["knows"], sorrel["on"]) == ("agreed", "yes", "2026-11-10")
    assert sorrel["recorded"] == "Share information, 10 November 2026"
    assert (basil["answer"], basil["on"]) == ("agreed", "2026-09-01")
    assert "knows" not in basil
    assert rows["Aunt Hazel (guardian)"]["answer"] == "refused"
    # It is a first answer like any other: the rest of the row is still asked, and a refusal still stands in the way.
    asked = found(SUPPORT, agreed=list(rows.values()))
    assert any(one.path.endswith(".copy") and one.level == "missing" for one in asked)
    assert any(one.level == "refused" for one in asked)


AUDIENCES: tuple[Audience, ...] = ("practitioner", "family")


def agreed_after(*decisions: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Who is told and agrees in a referral that begins after decisions with these answers, newest first; by person."""
    earlier = tuple(
        Earlier("share_decision", "2026-11-10", {"answered": rows}, "Share information") for rows in decisions
    )
    rows = start_from(family(), replace(context(), earlier=earlier))["agreed"]
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("now", ["waiting", "no_reply"])
def test_an_answer_of_before_does_not_stand_where_somebody_is_asked_anew(now: str) -> None:
    before = {"person": "basil", "answer": "written", "answered_on": "2026-09-01T09:00"}
    assert agreed_after([before])["basil"]["answer"] == "agreed"
    row = agreed_after([{"person": "basil", "answer": now}], [before])["basil"]
    assert not {"answer", "on", "recorded"} & set(row)


def test_an_agreement_with_limits_is_named_and_left_to_the_worker_and_brings_nobody_else_in() -> None:
    limits = {"answer": "limits", "answered_on": "2026-11-10T15:00", "limits": "Not my mum"}
    rows = agreed_after([{"person": "basil", **limits}, {"person": "wren", **limits}])
    assert rows["basil"]["recorded"] == "Share information, 10 November 2026, with limits"
    assert not rows["basil"].get("answer")
    assert "wren" not in rows
    assert "Not my mum" not in str(rows)


def test_the_familys_copy_does_not_say_in_which_decision_somebody_answered() -> None:
    row = {"id": "wren", "who": "Wren", "answer": "agreed", "recorded": "Share CANARY"}
    copies = {
        audience: " ".join(text_of(outline(ENTRY, {**SUPPORT, "agreed": [row]}, context(), audience, Meta())))
        for audience in AUDIENCES
    }
    assert "Share CANARY" in copies["practitioner"]
    assert "Share CANARY" not in copies["family"]


ELSEWHERE = {"name": "Ash Quill", "role": "father"}


@pytest.mark.parametrize(
    ("about", "taken"),
    [(["gran"], True), (["wren"], False), (["ash"], False), ([ELSEWHERE], False), ([], False)],
)
def test_an_address_is_taken_over_only_where_no_warning_may_hide_it(about: list[Any], taken: bool) -> None:
    home = [{"id": "h1", "person": "gran", "how": "lives"}, {"id": "h2", "person": "ash", "how": "does_not"}]
    file = {
        "children": [{"id": "wren", "name": "Wren", "addresses": [{"id": "a", "address": "3 Pretend Row"}]}],
        "adults": [{"id": "gran", "name": "Gran"}, {"id": "ash", "name": "Ash"}],
        "home": home,
        "warnings": [{"id": "w", "kind": "address_hidden", "about": about}],
    }
    assert start_from(file, replace(context(), people=people_of(file))).get("address") == (
        "3 Pretend Row" if taken else None
    )
