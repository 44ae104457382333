"""The gentle word list: what it finds, what it leaves alone, and that it is well made."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from toolkit.practice.wording import MOST_HINTS, Word, WordList, hints, load

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
