"""The voice of a child: what must be there, exact words, observed voice, and the child's own page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forms.thistlewick import context
from toolkit import paths
from toolkit.forms import catalogue, rules
from toolkit.forms.blocks import Block, Panel, Paragraph, Photo, ScaleLine, text_of
from toolkit.forms.conditions import FROM_PAPER
from toolkit.forms.outline import LEFT_OUT_CHILD, Meta, outline
from toolkit.forms.vocabulary import Audience

ENTRY = next(e for e in catalogue.built_in() if e.form.id == "voice")
AS_SAID = "“I dint do it.  He sayd ‘shush’\nand i shushd!!” 🦔"


def voice(**more: Any) -> dict[str, Any]:
    return {
        "about": ["wren"],
        "event": "2026-11-12T10:00",
        "where": "School",
        "others": {"none": True},
        "method": ["talk"],
        "able": "yes",
        "knows": "yes",
        "knows_words": "I come to hear how things are",
        "quotes": [{"id": "q1", "words": AS_SAID, "about": "The stairs"}],
        "wants": "Gran stays",
        "must_not": "CANARY-MUST-NOT",
        "sharing": {"none": True},
        "advocate": "yes",
        **more,
    }


def houses(**more: Any) -> dict[str, Any]:
    text = {"worries": "CANARY-WORRY", "good": "Pancakes", "dreams": "A dog", "worries_on_copy": "no"}
    day = [{"id": "d1", "time": "Night", "happens": "CANARY-DAY", "who": "Gran", "feel": "fine"}]
    number = {"number": 4, "number_why": "CANARY-WHY"}
    return voice(method=["houses", "day"], which_day="weekday", day=day, **text, **number, **more)


def found(answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.path, p.level) for p in rules.problems(ENTRY, answers, context())]


def page(answers: dict[str, Any], audience: Audience = "child") -> list[Block]:
    return list(outline(ENTRY, answers, context(), audience, Meta(author="Tansy Dunnock")).blocks)


def words(answers: dict[str, Any], audience: Audience = "child") -> str:
    return "\n".join(text_of(outline(ENTRY, answers, context(), audience, Meta(author="Tansy Dunnock"))))


class TestWhatIsNeeded:
    def test_a_whole_one_lacks_nothing(self) -> None:
        assert found(voice()) == []
        assert found(houses()) == []

    def test_one_of_words_seen_drawn_or_did_not_want(self) -> None:
        assert ("quotes", "missing") in found(voice(quotes=[]))
        assert ("quotes", "missing") not in found(voice(quotes={"none": True}))
        assert ("quotes", "missing") not in found(voice(quotes=[], observed="Held on to Gran"))
        drawing = [{"id": "f", "file": "f", "media": "image/png"}]
        assert ("quotes", "missing") not in found(voice(quotes=[], drawings=drawing))

    def test_a_babys_voice_is_what_was_seen(self) -> None:
        gone = dict.fromkeys(("quotes", "knows", "knows_words", "wants", "must_not", "sharing"))
        baby = {**voice(able="no", **gone), "about": ["pip"]}
        assert found(baby) == [("observed", "missing"), ("quotes", "missing")]
        assert found({**baby, "observed": "Turned to Sorrel's voice and stopped crying"}) == []

    def test_three_houses_ask_for_all_three(self) -> None:
        gone = dict.fromkeys(("worries", "good", "dreams"))
        assert found(houses() | gone) == [(key, "missing") for key in gone]

    def test_a_day_asks_for_its_parts(self) -> None:
        assert ("day", "missing") in found(houses() | {"day": []})
        assert ("day[d1].happens", "missing") in found(houses() | {"day": [{"id": "d1", "time": "Night"}]})

    def test_at_a_review_how_it_changed_the_plan(self) -> None:
        assert ("changed", "missing") in found(voice(moment="review"))
        assert ("changed", "missing") not in found(voice(moment="first"))

    @pytest.mark.parametrize("number", [11, -1, "5-6", 4.5])
    def test_a_number_that_is_none_is_refused(self, number: object) -> None:
        assert ("number", "refused") in found(voice(number=number))

    def test_one_child_each(self) -> None:
        assert ("about", "refused") in found(voice(about=["wren", "pip"]))


@pytest.mark.parametrize("audience", ["practitioner", "child"])
def test_words_are_kept_exactly_as_they_were_said(audience: Audience) -> None:
    assert AS_SAID in words(voice(), audience)


def test_a_family_copy_has_none_of_what_the_child_said() -> None:
    """What a child told in confidence is not handed to whoever it may be about."""
    said = {
        key: f"CANARY {key}"
        for key in ("worries", "good", "dreams", "wants", "must_not", "number_why", "sharing")
    }
    answers = houses() | {
        **said,
        "number": 2,
        "quotes": [{"id": "1", "words": "CANARY quotes", "about": "CANARY about"}],
        "day": [{"id": "1", "time": "CANARY time", "happens": "CANARY happens"}],
        "drawings": [{"id": "1", "file": "x", "media": "image/png", "caption": "CANARY caption"}],
    }
    made = words(answers, "family")
    assert "CANARY" not in made
    assert "My number" not in made
    assert "Something has been left out of this copy." in made
    assert "CANARY quotes" in words(answers, "child")
    assert "CANARY sharing" in words(answers, "practitioner")


class TestChildsPage:
    def test_it_is_headed_and_ends_in_words_to_a_child(self) -> None:
        made = outline(ENTRY, houses(), context(), "child", Meta())
        assert made.title == "My words"
        assert made.blocks[-1] == Paragraph(text=LEFT_OUT_CHILD, tone="note")
        assert "voice" not in words(houses()).lower()
        assert outline(ENTRY, houses(), context(), "family", Meta()).title == "Child's voice"

    def test_each_part_has_its_own_drawing(self) -> None:
        drawn = [b.picture for b in page(houses() | {"worries_on_copy": "yes"}) if isinstance(b, Panel)]
        assert len(drawn) == len(set(drawn)) == 7
        for name in drawn:
            assert (paths.resources() / "pictures" / f"{name}.svg").is_file(), name

    def test_worries_stay_off_unless_child_and_worker_chose(self) -> None:
        assert "CANARY" not in words(houses())
        chosen = words(houses() | {"worries_on_copy": "yes"})
        for canary in ("WORRY", "MUST-NOT", "DAY", "WHY"):
            assert f"CANARY-{canary}" in chosen
        assert "Night: CANARY-DAY, with Gran. I feel fine." in chosen

    def test_a_family_copy_never_says_that_there_are_worries(self) -> None:
        for choice in ("yes", "no"):
            said = words(houses() | {"worries_on_copy": choice}, "family")
            assert "CANARY-WORRY" not in said
            assert "worries" not in said.lower()

    def test_both_times_of_a_paper_are_said(self) -> None:
        said = words({**voice(), FROM_PAPER: "2026-11-12T10:30"})
        assert "Written by hand on 12 November 2026, 10:30. Typed in on 12 November 2026" in said
        assert "Typed in" not in words(voice())

    def test_drawings_and_number_are_on_it(self) -> None:
        drawing = [{"id": "f", "file": "f9", "media": "image/png", "caption": "Our house"}]
        blocks = page(voice(drawings=drawing, number=7))
        assert Photo(file="f9", alt="My drawing", caption="Our house") in blocks
        assert [b.value for b in blocks if isinstance(b, ScaleLine)] == [7]
        assert [b for b in page(voice(number="did_not_say")) if isinstance(b, ScaleLine)] == []

    def test_a_page_without_words_says_so(self) -> None:
        blocks = page(voice(able="no", quotes=None, wants=None, observed="Slept"))
        assert Paragraph(text="There are no words or pictures on it yet.") in blocks
