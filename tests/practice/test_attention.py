"""Days since each child was seen, seen alone and heard, each adult spoken to, and the pattern of failed contacts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.forms.thistlewick import NOW, family
from toolkit.forms.people import people_of
from toolkit.practice.attention import Attention, Past, attention, failed_facts, since_words
from toolkit.practice.context import context_for, needs_interpreter

TODAY = date(2026, 11, 12)


def visit(
    event: str, *seen: tuple[str, str], voice: dict[str, Any] | None = None, contact: str = "home_announced"
) -> Past:
    """A finished note; each person with what happened: s seen, a alone, t talked to."""
    rows = [
        {
            "id": who,
            "person": who,
            "seen": "yes" if "s" in what else "no",
            "alone": "yes" if "a" in what else "no",
            "spoken": "yes" if "t" in what else "no",
        }
        for who, what in seen
    ]
    heard = [{"id": who, "person": who, "words": words} for who, words in (voice or {}).items()]
    return Past(event, {"contact": contact, "seen": rows, "voice": heard})


def failed(event: str, contact: str = "attempted") -> Past:
    return Past(event, {"contact": contact, "seen": [{"id": "wren", "person": "wren", "seen": "yes"}]})


def look(*notes: Past, answers: dict[str, Any] | None = None, today: date = TODAY) -> dict[str, Attention]:
    kept = family() if answers is None else answers
    return attention(people_of(kept), notes, today, kept.get("relations", []))


class TestDaysSince:
    def test_nothing_yet(self) -> None:
        found = look()
        assert (found["wren"].seen, found["wren"].alone, found["wren"].voice) == (None, None, None)
        assert set(found) == {"wren", "pip", "bump", "sorrel", "basil", "nettie"}

    def test_the_latest_of_each_counts_whatever_the_order(self) -> None:
        found = look(
            visit("2026-11-03T10:00", ("wren", "s"), ("pip", "s"), ("sorrel", "st")),
            visit("2026-09-14T10:00", ("wren", "sat"), voice={"wren": "“I like it when Gran stays.”"}),
            visit("2026-10-01", ("wren", "")),
        )
        assert (found["wren"].seen, found["wren"].alone, found["wren"].voice) == (9, 59, 59)
        assert (found["pip"].seen, found["pip"].alone) == (9, None)
        assert found["sorrel"].spoken == 9
        assert found["basil"].spoken is None

    def test_alone_without_seen_does_not_count(self) -> None:
        assert look(visit("2026-11-03", ("wren", "a")))["wren"].alone is None

    @pytest.mark.parametrize("words", ["", " ", {"not_this_time": "quick_note"}, None])
    def test_a_box_left_is_no_voice(self, words: object) -> None:
        assert look(visit("2026-11-03", ("wren", "s"), voice={"wren": words}))["wren"].voice is None

    def test_a_failed_contact_sees_nobody(self) -> None:
        assert look(failed("2026-11-03"))["wren"].seen is None

    def test_a_note_of_a_later_day_or_no_day_does_not_count(self) -> None:
        assert look(visit("2026-11-13", ("wren", "s")))["wren"].seen is None
        assert look(visit("last week", ("wren", "s")))["wren"].seen is None

    def test_seen_today(self) -> None:
        assert look(visit("2026-11-12T09:00", ("wren", "s")))["wren"].seen == 0

    @pytest.mark.parametrize("status", ["died", "ended"])
    def test_no_prompt_after_a_death_or_an_ended_pregnancy(self, status: str) -> None:
        answers = family()
        answers["children"][2]["status"] = status
        found = look(answers=answers)
        assert not found["bump"].applies
        assert found["wren"].applies

    def test_of_an_unborn_child_the_mother_counts(self) -> None:
        found = look(visit("2026-11-03", ("sorrel", "st"), ("basil", "st")))
        assert found["bump"].mother_seen == 9
        assert found["wren"].mother_seen is None

    def test_a_midwife_is_named_or_not(self) -> None:
        assert not look()["bump"].midwife_named
        answers = family()
        answers["professionals"].append(
            {"id": "m", "agency": "Examplebridge Hospital", "role": "Community midwife"}
        )
        assert look(answers=answers)["bump"].midwife_named

    @pytest.mark.parametrize(
        ("days", "words"),
        [(None, "Not yet"), (0, "Today"), (1, "Yesterday"), (2, "2 days ago"), (59, "59 days ago")],
    )
    def test_words(self, days: int | None, words: str) -> None:
        assert since_words(days) == words


class TestFailedPattern:
    def test_one_alone_is_no_pattern(self) -> None:
        assert failed_facts([], "2026-11-12T10:00") == {}
        assert failed_facts([visit("2026-11-03", ("wren", "s"))], "2026-11-12") == {}

    def test_two_in_a_row(self) -> None:
        assert failed_facts([failed("2026-11-10")], "2026-11-12") == {"@failed_in_row": "yes"}
        met_between = [failed("2026-11-03"), visit("2026-11-10", ("wren", "s"))]
        assert failed_facts(met_between, "2026-11-12") == {}

    def test_was_not_brought_counts_as_well(self) -> None:
        assert failed_facts([failed("2026-11-10", "not_brought")], "2026-11-12") == {"@failed_in_row": "yes"}

    def test_office_work_between_neither_breaks_nor_counts(self) -> None:
        notes = [failed("2026-11-03"), Past("2026-11-10", {"contact": "office"})]
        assert failed_facts(notes, "2026-11-12") == {"@failed_in_row": "yes"}

    @pytest.mark.parametrize(("first", "third"), [("2026-08-14", True), ("2026-08-13", False)])
    def test_three_in_90_days(self, first: str, third: bool) -> None:
        notes = [
            failed(first),
            visit("2026-09-01", ("wren", "s")),
            failed("2026-10-01"),
            visit("2026-11-01", ("wren", "s")),
        ]
        assert (failed_facts(notes, "2026-11-12") == {"@failed_90_days": "yes"}) == third

    def test_what_came_after_the_note_does_not_count(self) -> None:
        assert failed_facts([failed("2026-11-13")], "2026-11-12") == {}

    def test_a_day_that_cannot_be_read(self) -> None:
        assert failed_facts([failed("2026-11-10")], "soon") == {}


class TestContext:
    def test_ages_are_those_of_the_event(self) -> None:
        people = {p.id: p.age for p in context_for(family(), NOW, event="2026-03-02T10:00").people}
        assert people["pip"] == "24 weeks"
        today = {p.id: p.age for p in context_for(family(), NOW).people}
        assert today["pip"] == "14 months"

    def test_an_unfiled_record_has_nobody(self) -> None:
        found = context_for(None, NOW, late_hours=48)
        assert found.people == ()
        assert found.late_hours == 48

    def test_a_language_need(self) -> None:
        answers = family()
        assert "@language_need" not in context_for(answers, NOW).facts
        answers["adults"][0]["interpreter"] = "yes"
        assert context_for(answers, NOW).facts["@language_need"] == "yes"
        answers["adults"][0]["status"] = "died"
        assert not needs_interpreter(answers)

    def test_days_since_the_note_before(self) -> None:
        notes = [visit("2026-11-03T10:00", ("wren", "s")), visit("2026-11-12T14:00", ("wren", "sa"))]
        facts = context_for(family(), NOW, event="2026-11-12T13:10", notes=notes).facts
        assert facts["@days_seen:wren"] == "9"
        assert facts["@days_alone:wren"] == "never"
        assert "@days_seen:bump" not in facts

    def test_facts_of_the_author_and_the_pattern(self) -> None:
        found = context_for(
            family(),
            NOW,
            event="2026-11-12",
            notes=[failed("2026-11-10")],
            author=" Tansy Dunnock ",
            facts={"@x": "1"},
        )
        assert found.facts["@author"] == "Tansy Dunnock"
        assert found.facts["@failed_in_row"] == "yes"
        assert found.facts["@x"] == "1"

    def test_an_event_that_cannot_be_read_takes_the_ages_of_now(self) -> None:
        assert context_for(family(), NOW, event="tea time").people == context_for(family(), NOW).people
