"""The agreement with a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from toolkit import paths
from toolkit.forms import blocks, catalogue, rules
from toolkit.forms.blocks import CardGrid, Panel, SignHere
from toolkit.forms.child_agreement_checks import FIRST_WORDS, KEEPING_SAFE, start
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context, PersonRef
from toolkit.forms.records.child_agreement import CARDS, FORM
from toolkit.practice.attention import Past
from toolkit.practice.context import context_for

ENTRY = next(e for e in catalogue.built_in() if e.form.id == "agree_child")
WREN = PersonRef(id="wren", name="Wren", group="child")
NETTIE = PersonRef(id="nettie", name="Nettie Thistlewick", full_name="Nettie Thistlewick", group="adult")
BASIL = PersonRef(id="basil", name="Basil Quill", full_name="Basil Quill", group="adult", risk=True)
CONTEXT = Context(now=datetime(2026, 11, 12, 14, 0), people=(WREN, NETTIE, BASIL))
DAYS = ("2026-11-18", "2026-11-25", "2026-12-02")


def whole(**changes: Any) -> dict[str, Any]:
    return {
        "about": ["wren"],
        "event": "2026-11-12T10:00",
        **FIRST_WORDS,
        "child_name": "Wren",
        "worker_name": "Tansy",
        "weekday": "wednesday",
        "time": "1 o'clock",
        "how_long": "40 minutes",
        "times": "3",
        "first": DAYS[0],
        "last": DAYS[-1],
        "dates": [{"id": str(n), "day": day} for n, day in enumerate(DAYS)],
        "place": "We meet in the Acorn room at school.",
        "brings": "nettie",
        "waits": "She waits in the hall.",
        "cards": [
            {"id": "1", "word": "home", "picture": "home"},
            {"id": "2", "word": "Biscuit", "picture": "pet", "crossed": "yes"},
        ],
        "signed": [
            {
                "id": "s",
                "name": "Wren",
                "role": "child",
                "how": "drawn",
                "date": "2026-11-12",
                "strokes": [[[0, 0], [1, 1]]],
            }
        ],
        **changes,
    }


def found(answers: dict[str, Any], context: Context = CONTEXT) -> list[tuple[str, str]]:
    return [(p.path, p.level) for p in rules.problems(ENTRY, answers, context)]


def child_copy(answers: dict[str, Any]) -> tuple[Any, ...]:
    return outline(ENTRY, answers, CONTEXT, "child", Meta(author="Tansy Dunnock")).blocks


def test_a_whole_agreement_lacks_nothing() -> None:
    assert found(whole()) == []


def test_it_starts_with_words_of_its_own() -> None:
    made = start({}, CONTEXT, None)
    assert made["keeping_safe"] == KEEPING_SAFE
    again = start({}, CONTEXT, whole(choose="You choose the game."))
    assert again["choose"] == "You choose the game."
    assert "dates" not in again
    assert "signed" not in again


class TestPrivacy:
    def test_deleted_it_is_missing(self) -> None:
        assert found(whole(keeping_safe=" ")) == [("keeping_safe", "missing")]

    @pytest.mark.parametrize("gone", [None, " ", {"not_this_time": "no_time"}])
    def test_no_childs_page_is_without_it(self, gone: Any) -> None:
        boxed = [b for b in child_copy(whole(keeping_safe=gone)) if isinstance(b, Panel) and b.boxed]
        assert " ".join(boxed[0].lines) == KEEPING_SAFE

    def test_it_cannot_be_left_for_another_time(self) -> None:
        assert found(whole(keeping_safe={"not_this_time": "no_time"})) == [("keeping_safe", "refused")]

    def test_other_words_must_still_say_it(self) -> None:
        for secret in (
            "All of this is a secret.",
            "You are safe with me. I will never tell anyone.",
            "If you get hurt I won’t tell.",
        ):
            assert found(whole(keeping_safe=secret)) == [("keeping_safe", "refused")], secret
        assert found(whole(keeping_safe="If anyone may be harmed I have to tell Maple.")) == []


class TestAdults:
    @pytest.mark.parametrize("key", ["brings", "told", "fetched"])
    def test_an_adult_who_may_be_a_risk_warns(self, key: str) -> None:
        assert found(whole(**{key: "basil"})) == [(key, "warned")]

    def test_a_typed_name_is_the_same_adult(self) -> None:
        assert found(whole(brings={"name": "basil  quill", "role": "dad"})) == [("brings", "warned")]

    @pytest.mark.parametrize("typed", ["Basil", "Mr Quill", "Uncle Basil", "B. Quill (dad)"])
    def test_a_part_of_the_name_may_be_the_same_adult(self, typed: str) -> None:
        (problem,) = rules.problems(ENTRY, whole(brings={"name": typed, "role": ""}), CONTEXT)
        assert (problem.path, problem.level) == ("brings", "warned")
        assert problem.sentence.startswith("Is this Basil Quill? Basil Quill may pose a risk.")

    def test_another_with_the_same_first_name_is_another(self) -> None:
        assert found(whole(brings={"name": "Basil Dunnock", "role": ""})) == []

    def test_what_the_child_calls_them_names_nobody_who_may_be_a_risk(self) -> None:
        assert found(whole(brings_called="Basil")) == [("brings_called", "warned")]
        assert found(whole(brings_called="Gran")) == []
        assert found(whole(brings="basil", brings_called="Basil")) == [("brings", "warned")]

    def test_another_adult_is_offered(self) -> None:
        (problem,) = rules.problems(ENTRY, whole(brings="basil"), CONTEXT)
        assert problem.sentence == (
            "Basil Quill may pose a risk. Is it safe for Basil Quill to bring the child?"
            " Others are Nettie Thistlewick."
        )

    def test_abuse_in_the_family_warns_of_its_adults_and_offers_none_of_them(self) -> None:
        vetch = PersonRef(id="vetch", name="Juniper Vetch", full_name="Juniper Vetch", group="professional")
        context = replace(CONTEXT, facts={"@abuse": "yes"}, people=(*CONTEXT.people, vetch))
        (problem,) = rules.problems(ENTRY, whole(), context)
        assert (problem.path, problem.level) == ("brings", "warned")
        assert (
            "Is it safe for Nettie Thistlewick to bring the child? Others are Juniper Vetch."
            in problem.sentence
        )
        assert found(whole(brings="vetch"), context) == []

    def test_a_finished_note_that_speaks_of_abuse_is_enough(self) -> None:
        note = Past("2026-11-02T10:00", {"abuse": "yes"})
        now = datetime(2026, 11, 12, 14, 0)
        assert context_for(None, now, notes=[note]).facts.get("@abuse") == "yes"
        assert "@abuse" not in context_for(None, now, notes=[replace(note, answers={"abuse": "no"})]).facts


class TestDates:
    def test_times_against_dates(self) -> None:
        assert found(whole(times="4")) == [("dates", "warned")]
        assert found(whole(times="a few")) == [("times", "warned")]
        assert found(whole(times="²")) == [("times", "warned")]

    def test_first_and_last_against_dates(self) -> None:
        assert found(whole(last="2026-12-09")) == [("last", "warned")]

    def test_the_day_of_the_week(self) -> None:
        assert found(whole(weekday="monday")) == [("dates", "warned")] * 3

    def test_the_last_before_the_first(self) -> None:
        assert ("last", "refused") in found(whole(first="2026-12-02", last="2026-11-18"))


def test_one_child_only() -> None:
    pip = PersonRef(id="pip", name="Pip", group="child")
    context = replace(CONTEXT, people=(*CONTEXT.people, pip))
    assert ("about", "refused") in found(whole(about=["wren", "pip"]), context)


class TestChildsCopy:
    def test_every_part_has_a_drawing_that_exists(self) -> None:
        drawn = [b.picture for b in child_copy(whole()) if isinstance(b, Panel)]
        assert len(drawn) == 10
        for name in [*drawn, *(option.value for option in CARDS), *(page.picture for page in FORM.pages)]:
            assert (paths.resources() / "pictures" / f"{name}.svg").is_file(), name

    def test_one_idea_a_line_and_fifteen_words_or_fewer(self) -> None:
        lines = [line for b in child_copy(whole()) if isinstance(b, Panel) for line in b.lines]
        assert lines
        assert all(len(line.split()) <= 15 for line in lines), [
            line for line in lines if len(line.split()) > 15
        ]

    def test_keeping_safe_is_boxed(self) -> None:
        boxed = [b for b in child_copy(whole()) if isinstance(b, Panel) and b.boxed]
        assert [b.heading for b in boxed] == ["Keeping you safe"]
        assert " ".join(boxed[0].lines) == KEEPING_SAFE

    def test_cards_with_one_left_empty_and_the_crossed_one_marked(self) -> None:
        cards = next(b for b in child_copy(whole()) if isinstance(b, CardGrid)).cards
        assert cards == (("home", "home", False), ("pet", "Biscuit", True), ("", "", False))

    def test_what_was_drawn_is_the_signature(self) -> None:
        sign = next(b for b in child_copy(whole()) if isinstance(b, SignHere))
        assert sign.drawn == ("M0.0 0.0 L300.0 100.0",)
        assert sign.rows == (("Wren", "", "12 November 2026", ""),)

    def test_before_the_names_are_written_it_is_still_english(self) -> None:
        made = child_copy(whole(child_name="", worker_name=None, signed=None))
        text = " ".join(blocks.text_of(blocks.Outline(title="", audience="child", blocks=made)))
        assert "This paper is for you. I have one too. Tell me if something is wrong." in text

    def test_no_heading_of_a_form_and_no_grown_ups_words(self) -> None:
        made = outline(ENTRY, whole(), CONTEXT, "child", Meta(author="Tansy Dunnock"))
        text = " ".join(blocks.text_of(made))
        assert made.title == "Wren and Tansy: our agreement"
        assert "This paper is for Wren. Tansy has one too. Tell Tansy if something is wrong." in text
        assert "Limit of privacy" not in text
        assert "Written by" not in text


def test_at_least_24_cards_drawn_for_this_project() -> None:
    assert len(CARDS) >= 24
    for picture in (paths.resources() / "pictures").glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert "CC0" in text
        assert "<text" not in text
        assert 'stroke-width="4.5"' in text


def test_two_to_eight_cards() -> None:
    card = {"id": "1", "word": "home", "picture": "home"}
    assert found(whole(cards=[card])) == [("cards", "missing")]
    assert found(whole(cards=[{**card, "id": str(n)} for n in range(9)])) == [("cards", "refused")]


class TestWhoBrings:
    """The one who brings is called as the child calls them, or by the whole name, or not at all; never by half of it."""

    @staticmethod
    def said(**more: Any) -> list[str]:
        panels = [b for b in child_copy(whole(waits="", **more)) if isinstance(b, Panel)]
        return [line for line in panels[1].lines if line.endswith("brings you.")]

    def test_by_the_childs_own_word(self) -> None:
        assert self.said(brings_called="Gran") == ["Gran brings you."]
        assert self.said(brings_called=" your big sister ") == ["Your big sister brings you."]

    @pytest.mark.parametrize("name", ["Mr Oakapple", "Mary Ann Vetch", "Anna van der Berg", "Aunt Nettie"])
    def test_by_the_whole_name(self, name: str) -> None:
        assert self.said(brings={"name": name, "role": "teaching assistant"}) == [f"{name} brings you."]

    def test_a_person_of_the_file(self) -> None:
        assert self.said() == ["Nettie Thistlewick brings you."]

    def test_somebody_without_a_name_is_not_called(self) -> None:
        nobody = PersonRef(id="x", name="Not known: tall, red coat", group="adult")
        made = outline(ENTRY, whole(brings="x"), replace(CONTEXT, people=(nobody,)), "child", Meta())
        assert "brings you" not in " ".join(blocks.text_of(made))
        assert self.said(brings="gone") == []
