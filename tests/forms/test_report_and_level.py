"""Report for a meeting, and the level of need: each field of their tables, and what they begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.forms.thistlewick import context, family
from toolkit.forms import rules
from toolkit.forms.blocks import text_of
from toolkit.forms.outline import Meta, outline
from toolkit.forms.records import level_of_need, report
from toolkit.forms.records.level_of_need import follow_signs
from toolkit.forms.rules import Entry, Problem

REPORT = Entry(report.FORM, report.UPGRADES, report.check)
LEVEL = Entry(level_of_need.FORM, level_of_need.UPGRADES, level_of_need.check)
CHILD = dict.fromkeys(("health", "education", "emotional", "relationships", "voice"), "Known.")
ADULT = dict.fromkeys(("strengths", "capacity", "worries", "opinion"), "Known.")
FULL: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "meeting": "icpc",
    "meeting_on": "2026-11-20",
    "author_line": "Tansy Dunnock, health visitor",
    "since": "2026-03",
    "kept": "7",
    "missed": "2",
    "details_checked": "yes",
    "details_on": "2026-11-10",
    "events": "2026-09-02: moved.",
    "children": [{"id": one, "person": one, **CHILD} for one in ("wren", "pip", "bump")],
    "adults": [{"id": one, "person": one, **ADULT} for one in ("sorrel", "basil", "nettie")],
    "well": [{"id": "1", "what": "Warm home"}],
    "worries": [{"id": "1", "what": "Nights alone"}],
    "missing": [{"id": "1", "what": "Basil's view"}],
    "analysis": "Likely harm to Wren from nights alone.",
    "actions": [{"id": "1", "what": "Visit", "who": {"name": "Tansy Dunnock"}, "by_when": "2026-11-27"}],
    "shared": "yes",
    "shared_on": "2026-11-11",
    "signature": [{"id": "s", "name": "Tansy Dunnock", "how": "paper", "date": "2026-11-12"}],
}


def found(entry: Entry, answers: dict[str, Any], **changes: object) -> list[Problem]:
    return rules.problems(entry, {**answers, **changes}, context())


def standing(problems: list[Problem]) -> dict[str, str]:
    return {p.path: p.level for p in problems if p.level != "warned"}


def test_each_needed_field_of_a_report_is_missed() -> None:
    gone = standing(found(REPORT, FULL)).keys() - {"signature"}
    assert not {path for path in gone if not path.startswith("signature")}
    for key in FULL.keys() - {"about", "event", "signature"}:
        assert any(path.startswith(key) for path in standing(found(REPORT, FULL, **{key: None}))), key


def test_unread_by_the_family_it_needs_the_reason() -> None:
    assert standing(found(REPORT, FULL, shared="no")).get("not_shared_why") == "missing"
    assert "not_shared_why" not in standing(found(REPORT, FULL, shared="no", not_shared_why="Not safe."))


def test_a_count_in_words_is_warned_and_kept() -> None:
    assert [p.path for p in found(REPORT, FULL, kept="seven") if p.level == "warned" and p.path == "kept"]


def test_a_report_begins_with_counts_events_and_when_each_child_was_seen() -> None:
    facts = {
        "@author": "Tansy Dunnock",
        "@author_role": "health visitor",
        "@contacts_kept": "7",
        "@contacts_missed": "2",
        "@significant_events": "2 September 2026: moved.",
        "@days_seen:wren": "3",
        "@days_alone:wren": "never",
    }
    first = report.start_from(family(), replace(context(), facts=facts))
    assert (first["kept"], first["missed"], first["author_line"]) == (
        "7",
        "2",
        "Tansy Dunnock, health visitor",
    )
    wren = next(row for row in first["children"] if row["person"] == "wren")
    assert wren["last_seen"]
    assert wren["last_alone"]


def test_the_family_copy_does_not_say_why_it_was_not_shared() -> None:
    told = {**FULL, "shared": "no", "not_shared_why": "CANARYWHY"}
    assert "CANARYWHY" not in " ".join(text_of(outline(REPORT, told, context(), "family", Meta())))


# Level of need

SIGN = {
    "id": "1",
    "words": "Hungry at school",
    "of_area": "Old pack",
    "whom": ["wren"],
    "evidence": "Three mornings.",
}
VIEW: dict[str, Any] = {
    "about": ["wren"],
    "event": "2026-11-12",
    "area": "Examplebridge",
    "signs": [SIGN],
    "level": "2",
    "why": "One sign, and a strength beside it.",
    "consulted": "Fern Marsh",
}


@pytest.mark.parametrize("key", ["area", "signs", "level", "why", "consulted"])
def test_a_level_without_its_reasons_is_not_finished(key: str) -> None:
    assert standing(found(LEVEL, VIEW)) == {}
    assert standing(found(LEVEL, VIEW, **{key: None})).get(key) == "missing"


def test_a_sign_needs_a_child_and_what_shows_it() -> None:
    bare = {"id": "1", "words": "Hungry"}
    assert set(standing(found(LEVEL, VIEW, signs=[bare]))) == {"signs[1].whom", "signs[1].evidence"}


def test_signs_of_two_areas_are_refused() -> None:
    two = [SIGN, {**SIGN, "id": "2", "of_area": "New pack"}]
    assert standing(found(LEVEL, VIEW, signs=two)) == {"signs": "refused"}


def test_nothing_is_added_up_and_only_professionals_have_a_copy() -> None:
    assert level_of_need.FORM.copies == ("practitioner",)
    words = " ".join(text_of(outline(LEVEL, VIEW, context(), "practitioner", Meta()))).lower()
    assert "score" not in words
    assert "total" not in words


def test_a_family_copy_of_a_report_has_the_readers_own_row_and_nobody_elses() -> None:
    adults = [{"id": one, "person": one, **ADULT, "worries": f"{one}canary"} for one in ("sorrel", "basil")]
    told = {**FULL, "adults": adults}
    text = " ".join(text_of(outline(REPORT, told, context(), "family", Meta(recipient="sorrel"))))
    assert "sorrelcanary" in text
    assert "basilcanary" not in text
    nobody = " ".join(text_of(outline(REPORT, told, context(), "family", Meta())))
    assert "canary" not in nobody


def test_where_the_signs_stand_follows_until_it_is_written_by_hand() -> None:
    rows = [
        {"id": "1", "tier": "4", "words": "Left alone", "of_area": "Old area"},
        {"id": "2", "tier": "2", "words": "Tired", "of_area": "Old area"},
    ]
    facts = {"@old_areas": "Old area"}
    answers: dict[str, Any] = {"signs": rows}
    answers |= follow_signs(answers, facts)
    assert answers["sits"] == "Level 2: Tired\nLevel 4: Left alone"
    assert follow_signs(answers, facts) == {}
    shown = [f.key for f in rules.shown_fields(LEVEL.form.pages[0].fields, rules.Scope(answers, context()))]
    assert "old_list" in shown
    answers |= {"sits": "My own words", "signs": rows[:1]}
    answers |= follow_signs(answers, facts)
    assert answers["sits"] == "My own words"
    assert follow_signs({"signs": []}, {}) == {}
