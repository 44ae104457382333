"""The gentle word list: what it finds, what it leaves alone, and that it is well made."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest

from toolkit.practice import wording
from toolkit.practice.wording import MOST_HINTS, Spoken, Word, WordList, hints, load

WORDS = load()


def found(text: str) -> list[str]:
    return [hint.found for hint in WORDS.hints(text)]


@pytest.mark.parametrize(
    "word",
    ["disengaged", "attention-seeking", "lifestyle choice", "alleges", "catfished", "DV", "failed to attend"],
)
def test_the_words_of_the_specification_are_on_the_list(word: str) -> None:
    assert found(f"She {word} today.") == [word]


def test_the_place_is_exact_and_the_text_is_not_changed() -> None:
    text = "Pip failed to attend the review."
    (hint,) = hints(text)
    assert text[hint.start : hint.end] == "failed to attend" == hint.found
    assert (hint.try_instead, hint.fits) == ("was not brought", True)
    assert hint.why
    assert text[: hint.start] + hint.try_instead + text[hint.end :] == "Pip was not brought the review."


@pytest.mark.parametrize(
    "text",
    [
        "Failed  to\nattend",
        "FAILED TO ATTEND",
        "attention seeking",
        "Attention-Seeking",
    ],
)
def test_case_blanks_and_hyphens_do_not_hide_a_word(text: str) -> None:
    assert found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Sorrel said “he is attention-seeking”.",
        'Sorrel said "he is attention-seeking".',
        "A dv with no capitals, dna of a cat",
        "disengagedly",
        "undisengaged",
        "",
        "Wren drew a house with four beds.",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_open_quote_hides_nothing_after_its_line() -> None:
    assert found("He said “no\nShe disengaged") == ["disengaged"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“a” b “c”", [(0, 3), (6, 9)]),
        ("“a “b” c” d", [(0, 9)]),
        ("“a “b” c", [(0, 6)]),
        ('"a" b "c" d"', [(0, 3), (6, 9)]),
        ("“a\n“b”", [(3, 6)]),
        ("a” b", []),
        ("“", []),
    ],
)
def test_what_was_said(text: str, said: list[tuple[int, int]]) -> None:
    found = Spoken(text)
    assert list(zip(found.starts, found.ends, strict=True)) == said
    assert [place in found for place in range(len(text))] == [
        any(start <= place < end for start, end in said) for place in range(len(text))
    ]


def steps(text: str) -> int:
    """How many lines of the word list's own code are run for a text."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != wording.__file__:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        WORDS.hints(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", ["“", "”", '"', "“a” ", "“disengaged” ", "“a “b” "])
def test_twice_the_quote_marks_are_twice_the_work(piece: str) -> None:
    assert steps(piece * 2000) < 2.2 * steps(piece * 1000)


def test_twenty_thousand_open_quotes_are_read_once() -> None:
    assert found("“" * 20_000 + "\nShe disengaged") == ["disengaged"]


def test_a_longer_match_wins_and_none_lies_in_another() -> None:
    words = WordList(
        (
            Word(find=("kicked",), try_instead="a", why="b"),
            Word(find=("kicked off",), try_instead="c", why="d"),
        )
    )
    assert [hint.try_instead for hint in words.hints("He kicked off, then kicked.")] == ["c", "a"]


def test_a_whole_book_gives_no_endless_list() -> None:
    assert len(WORDS.hints("disengaged " * 5000)) == MOST_HINTS


def test_odd_letters_do_not_move_the_place() -> None:
    text = "👶🏽 ‏שלום e\u0301 disengaged"
    (hint,) = WORDS.hints(text)
    assert text[hint.start : hint.end] == "disengaged"


def test_every_entry_finds_itself_once_and_what_to_try_is_not_on_the_list() -> None:
    seen: set[str] = set()
    for word in WORDS.words:
        for words in word.find:
            assert words not in seen, words
            seen.add(words)
            assert found(words) == [words]
        if word.fits:
            assert not found(word.try_instead), word.try_instead
        assert len(word.why.split()) <= 20


def test_a_misspelt_list_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text('[[word]]\nfind = ["x"]\ntry = "y"\nwhy = "z"\n', encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        load(file)
