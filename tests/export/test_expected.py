"""What every record type says on paper, against files that a person has read: `tests/expected`."""

from __future__ import annotations

import difflib

import msgspec
import pytest

from tests.expected_outlines import FOLDER, RENEW, as_text, every, example
from toolkit.forms import catalogue
from toolkit.forms.blocks import Answer, Heading, text_of
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Audience

CASES = {name: (entry, audience) for name, entry, audience in every()}


@pytest.mark.parametrize("name", CASES)
def test_the_paper_says_what_was_reviewed(name: str) -> None:
    entry, audience = CASES[name]
    held = FOLDER / name
    assert held.is_file(), f"there is no {held.name} yet. {RENEW}"
    was, now = held.read_text(encoding="utf-8"), as_text(example(entry, audience))
    changes = "\n".join(
        difflib.unified_diff(was.splitlines(), now.splitlines(), "reviewed", "now", n=1, lineterm="")
    )
    assert was == now, f"{name} is not as it was reviewed. {RENEW}\n{changes}"


def test_no_file_is_left_of_a_copy_that_is_gone() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == set(CASES), RENEW


@pytest.mark.parametrize("name", CASES)
def test_the_text_leaves_nothing_of_the_outline_out(name: str) -> None:
    """The comparison would prove little if the text held less than the paper."""
    one = example(*CASES[name])
    text = _squeezed(as_text(one))
    for words in text_of(one):
        assert _squeezed(words) in text, words


def _squeezed(words: str) -> str:
    """Without line ends, which stand as " / " in a table."""
    return " ".join(words.split()).replace(" / ", " ")


def test_a_changed_word_order_or_state_is_seen() -> None:
    entry = catalogue.load().get("case_note")
    one = example(entry, "practitioner")
    first, *rest = (n for n, block in enumerate(one.blocks) if isinstance(block, Heading))
    blocks = list(one.blocks)
    turned = [*blocks]
    turned[first], turned[rest[0]] = turned[rest[0]], turned[first]
    answer = next(n for n, block in enumerate(blocks) if isinstance(block, Answer))
    stated = [*blocks]
    stated[answer] = msgspec.structs.replace(blocks[answer], state="missing")
    for changed in (turned, stated, blocks[1:]):
        assert as_text(msgspec.structs.replace(one, blocks=tuple(changed))) != as_text(one)


@pytest.mark.parametrize("entry", catalogue.built_in(), ids=lambda entry: entry.form.id)
def test_the_example_does_not_depend_on_the_day(entry: Entry) -> None:
    audiences: tuple[Audience, ...] = entry.form.copies
    for audience in audiences:
        text = as_text(example(entry, audience))
        assert text == as_text(example(entry, audience))
        assert "2026" in text or audience != "practitioner"
