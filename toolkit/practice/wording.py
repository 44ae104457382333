"""The gentle word list: words that blame or hide, with plainer ones beside them. It never blocks and never changes text.

Words inside double quote marks are left alone: they are somebody's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from toolkit.paths import resources

MOST_HINTS = 200
"""A pasted book must not fill the screen with hints."""


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the list: the words to look for, what to try instead, and why."""

    find: tuple[str, ...]
    try_instead: str
    why: str
    fits: bool = False
    exact_case: bool = False
    """For initials, which are words of another kind in small letters."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: tuple[Word, ...]


@dataclass(frozen=True)
class Hint:
    """A gentler word for a piece of a text: `text[start:end]` is what was found, word for word."""

    start: int
    end: int
    found: str
    try_instead: str
    why: str
    fits: bool = False
    """Whether `try_instead` can stand in the sentence as it is; else it only says what to write about."""


@dataclass(frozen=True)
class WordList:
    """The words to look for. Make one at the start and keep it."""

    words: tuple[Word, ...]

    def hints(self, text: str) -> list[Hint]:
        """Every place where a gentler word is offered, in reading order and none inside another."""
        found = sorted(self._all(text), key=lambda hint: (hint.start, -hint.end))
        kept: list[Hint] = []
        for hint in found:
            if not kept or hint.start >= kept[-1].end:
                kept.append(hint)
        return kept[:MOST_HINTS]

    def _all(self, text: str) -> Iterator[Hint]:
        said = Spoken(text)
        for word in self.words:
            for match in _pattern(word).finditer(text):
                if match.start() not in said:
                    yield Hint(match.start(), match.end(), match[0], word.try_instead, word.why, word.fits)


class Spoken:
    """The places of a text that lie inside double quote marks, found in one walk however many marks there are.

    A quotation ends on its own line. One inside another belongs to it; one that is never closed is none.
    """

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        begun, depth, closed, straight = -1, 0, -1, False
        for mark in _MARKS.finditer(f"{text}\n"):
            here, at = mark[0], mark.start()
            if begun < 0:
                if here in '“"':
                    begun, depth, closed, straight = at, 1, -1, here == '"'
                continue
            if here == "\n":
                self._keep(begun, closed)
                begun = -1
            elif straight:
                if here == '"':
                    self._keep(begun, at + 1)
                    begun = -1
            elif here == "“":
                depth += 1
            elif here == "”":
                depth, closed = depth - 1, at + 1
                if not depth:
                    self._keep(begun, closed)
                    begun = -1

    def _keep(self, start: int, end: int) -> None:
        if end > start:
            self.starts.append(start)
            self.ends.append(end)

    def __contains__(self, place: int) -> bool:
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]


_MARKS = re.compile('[“”"\n]')


def _pattern(word: Word) -> re.Pattern[str]:
    # Spaces in the list stand for any blank between two words, a line end too; a hyphen may be typed as a blank.
    choices = "|".join(
        r"[\s\-]+".join(re.escape(part) for part in re.split(r"[\s\-]+", words))
        for words in sorted(word.find, key=len, reverse=True)
    )
    flags = re.NOFLAG if word.exact_case else re.IGNORECASE
    return re.compile(rf"(?<![\w'’-])(?:{choices})(?![\w-])", flags)


def load(file: Path | None = None) -> WordList:
    """The list that came with the program, or the one in a file. Raises msgspec.DecodeError when it is misspelt."""
    path = file or resources() / "words" / "gentle.toml"
    return WordList(msgspec.toml.decode(path.read_text(encoding="utf-8"), type=_File).word)


def hints(text: str, words: WordList | None = None) -> list[Hint]:
    """Every gentler word for a text, from the list that came with the program unless another is given."""
    return (words or load()).hints(text)
