"""The same note written twice (E10)."""

from __future__ import annotations

from typing import Any

from toolkit.practice.duplicates import Written, near_duplicates, text_of

WORDS = (
    "Wren opened the door and said that Pip would not stop coughing. Pip sat on Nettie's lap with a runny nose and "
    "reached for the biscuits. The kitchen was warm and there was food in the cupboard."
)


def note(number: str, facts: str = WORDS, form: str = "case_note", **more: Any) -> Written:
    answers = {"about": ["wren"], "event": "2026-11-12T13:10", "contact": "phone", "facts": facts, **more}
    return Written(number, form, answers)


def test_the_same_words_at_another_hour_of_the_day() -> None:
    assert near_duplicates(note("new"), [note("old", event="2026-11-12T18:00")]) == ["old"]


def test_a_few_words_changed_are_still_the_same_note() -> None:
    assert near_duplicates(note("new"), [note("old", WORDS.replace("biscuits", "cake"))]) == ["old"]


def test_a_tenth_of_the_words_is_the_limit() -> None:
    half = WORDS[: len(WORDS) // 2]
    assert near_duplicates(note("new"), [note("old", half)]) == []


def test_another_child_type_or_day_is_another_note() -> None:
    others = [
        note("child", about=["pip"]),
        note("type", contact="video"),
        note("form", form="voice"),
        note("day", event="2026-11-11T13:10"),
        note("new"),
    ]
    assert near_duplicates(note("new"), others) == []


def test_one_child_in_common_is_enough() -> None:
    assert near_duplicates(note("new"), [note("old", about=["pip", "wren"])]) == ["old"]


def test_hardly_any_words_say_too_little() -> None:
    few = {"about": ["wren"], "event": "2026-11-12", "facts": "ok"}
    assert near_duplicates(Written("a", "case_note", few), [Written("b", "case_note", few)]) == []


def test_the_most_alike_comes_first() -> None:
    found = near_duplicates(note("new"), [note("close", WORDS.replace("warm", "cold")), note("same")])
    assert found == ["same", "close"]


def test_case_and_spacing_do_not_count_nor_do_ids() -> None:
    one = text_of({"facts": "Pip  WAS\nasleep", "told": [{"id": "1", "what": "Yes"}]})
    two = text_of({"told": [{"id": "2", "what": "yes"}], "facts": "pip was asleep"})
    assert one == two == "pip was asleep yes"
    assert text_of({"facts": {"not_this_time": "no_time"}}) == ""
