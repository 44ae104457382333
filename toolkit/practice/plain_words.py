"""How easily a text for a family or child is read: sentence length, long words and an estimated reading age. It never blocks.

The reading age is the Flesch-Kincaid grade level plus five: 0.39 x words per sentence + 11.8 x syllables per word
- 15.59 (J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability Formulas for Navy
Enlisted Personnel, Research Branch Report 8-75, 1975). It is an estimate for English prose and says nothing of whether
a text is kind or true. The limits for children follow easy-read practice: one idea a sentence, fifteen words or fewer.

Syllables are counted in the pieces into which pyphen's British dictionary breaks a word. All of it works offline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyphen

from toolkit.paths import resources
from toolkit.practice import wording
from toolkit.practice.wording import Hint, Spoken, WordList

ENOUGH_WORDS = 30
"""With fewer words one long name would decide the reading age."""
YOUNGEST, OLDEST = 5, 18
LONGEST_WORD = 40
"""Longer than this it is a paste without spaces, and no word."""


@dataclass(frozen=True)
class Limits:
    """What is easy enough: words in a sentence, syllables in a word, and the reading age to aim at, in years."""

    words: int
    syllables: int
    age: int


FAMILY = Limits(words=20, syllables=3, age=11)
CHILD = Limits(words=15, syllables=3, age=9)


@dataclass(frozen=True)
class Reading:
    """What was found in a text. `age` is in years from 5 to 18, or None for a text that is too short or not in English letters."""

    words: int
    sentences: int
    syllables: int
    longest: int
    """Words in the longest sentence."""
    age: int | None
    limits: Limits
    hard_words: tuple[Hint, ...] = ()
    """Words with many syllables, and words of the office with plainer ones beside them."""
    long_sentences: tuple[Hint, ...] = ()

    @property
    def hints(self) -> tuple[Hint, ...]:
        """Every hint in reading order: `start` and `end` in the text, and why. A sentence comes before its words."""
        return tuple(sorted((*self.long_sentences, *self.hard_words), key=lambda h: (h.start, -h.end)))

    @property
    def easy(self) -> bool:
        """Whether there is nothing to say about it."""
        return not self.hints and (self.age is None or self.age <= self.limits.age)

    @property
    def sentence(self) -> str:
        """One line for the side of the screen, or nothing for an empty text."""
        if not self.words:
            return ""
        if self.age is None:
            return "Too short to estimate a reading age."
        about = (
            "5 or younger" if self.age == YOUNGEST else "18 or older" if self.age == OLDEST else str(self.age)
        )
        aim = (
            ""
            if self.age <= self.limits.age
            else f" Aim at {self.limits.age}: shorter sentences, shorter words."
        )
        return f"Reading age about {about}.{aim}"


@dataclass(frozen=True)
class PlainWords:
    """Looks at texts. Make one at the start and keep it: it remembers how many syllables a word has."""

    hyphens: pyphen.Pyphen
    plainer: WordList
    _known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def look(self, text: str, limits: Limits = FAMILY) -> Reading:
        """Counts a text and gives the hints for it. Nothing is changed, and no hint has to be followed."""
        spoken = Spoken(text)
        found = list(_sentences(text))
        words = [word for _, _, inside in found for word in inside]
        counted = sum(self.syllables(word[0]) for word in words)
        plainer = self.plainer.hints(text)
        return Reading(
            words=len(words),
            sentences=len(found),
            syllables=counted,
            longest=max((len(inside) for _, _, inside in found), default=0),
            age=_age(len(words), len(found), counted) if _in_english_letters(text) else None,
            limits=limits,
            hard_words=tuple(
                _first_of_each(sorted([*plainer, *self._long(found, limits, spoken)], key=_place))
            ),
            long_sentences=tuple(_long_sentences(text, found, limits, spoken)),
        )

    def syllables(self, word: str) -> int:
        """About how many syllables a word has when it is read aloud; at least one."""
        plain = word.lower().replace("’", "'")
        if plain not in self._known:
            self._known[plain] = self._count(plain)
        return self._known[plain]

    def _count(self, word: str) -> int:
        stem, _, after = word.partition("'")
        if stem in _ODD_ONES:
            return _ODD_ONES[stem]
        more = 1 if after == "t" and re.search(r"[ds]n$", stem) else 0
        if len(stem) > LONGEST_WORD:
            return len(_VOWELS.findall(stem)) or 1
        pieces = re.split("-", self.hyphens.inserted(stem, "-"))
        return max(sum(_in_piece(piece) for piece in pieces) + more, 1)

    def _long(self, found: list[_Sentence], limits: Limits, spoken: Spoken) -> Iterator[Hint]:
        for _, _, words in found:
            for number, match in enumerate(words):
                word = match[0]
                # A capital letter within a sentence is a name, and a name is never too hard.
                named = word[0].isupper() and (number > 0 or word.isupper())
                count = 0 if named or len(word) > LONGEST_WORD else self.syllables(word)
                if count > limits.syllables and match.start() not in spoken:
                    why = f"{count} syllables. Is there a shorter word?"
                    yield Hint(match.start(), match.end(), word, "a shorter word", why)


_Sentence = tuple[int, int, list[re.Match[str]]]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâäæèéêëìíîïòóôöœùúûü]+")
# Only the first of a run of marks begins one: a page of them is read once, not once for each.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”'’)\]]*(?=\s|$)"
    r"|\n(?=[ \t]*(?:\r?\n|\d+[.)]\s|[^\w\s]|[^\W\da-z_]|$))"
)
_SILENT = (
    re.compile(r"(?<![^aeiouy]l)(?<=[^aeiouy])e$"),
    re.compile(r"(?<![^aeiouy]l)(?<=[^aeiouyscxzgh])es$"),
    re.compile(r"(?<![^aeiouy]l)(?<=[^aeioutdy])ed$"),
    re.compile(r"(?<=[^aeiouy])e(?:ly|ty|ful|less|ness)$"),
)
"""Ends of a piece in which the e is not heard."""
_SHORTENED = frozenset("dr mr mrs ms prof rev st no tel e.g i.e etc approx vs".split())
_ODD_ONES = {
    "area": 3,
    "areas": 3,
    "business": 2,
    "create": 2,
    "created": 3,
    "different": 2,
    "every": 2,
    "everybody": 4,
    "everyone": 3,
    "everything": 3,
    "evening": 2,
    "evenings": 2,
    "idea": 3,
    "ideas": 3,
    "million": 2,
    "quiet": 2,
    "quietly": 3,
    "real": 1,
    "science": 2,
    "rhythm": 2,
    "several": 2,
    "telephone": 3,
    "telephoned": 3,
    "view": 1,
}
"""Words that the rules of thumb miss and that such texts use often."""


def load(file: Path | None = None) -> PlainWords:
    """The British dictionary of pyphen and the list of plainer words that came with the program, or the one in a file."""
    return PlainWords(pyphen.Pyphen(lang="en_GB"), wording.load(file or resources() / "words" / "plain.toml"))


def _sentences(text: str) -> Iterator[_Sentence]:
    """Each sentence with a word in it. Line ends part sentences unless the next line goes on in small letters."""
    start = 0
    for end in [*(m.end() for m in _END.finditer(text) if not _goes_on(text, m)), len(text)]:
        words = list(_WORD.finditer(text, start, end))
        if words:
            yield words[0].start(), end, words
        start = end


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word or stands after an initial."""
    if mark[0] != ".":
        return False
    before = re.search(r"[\w.]+$", text[max(0, mark.start() - 12) : mark.start()])
    last = before[0].lower() if before else ""
    rest = text[mark.end() : mark.end() + 40].lstrip()
    if last in _SHORTENED:
        return bool(rest)
    initial = len(last) == 1 and last.isalpha() and last != "i"
    return initial and rest[:1].isupper()


def _long_sentences(text: str, found: list[_Sentence], limits: Limits, spoken: Spoken) -> Iterator[Hint]:
    for start, end, words in found:
        own = sum(1 for word in words if word.start() not in spoken)
        if own > limits.words:
            whole = text[start:end].rstrip()
            why = f"{own} words. {limits.words} or fewer are easier to read."
            yield Hint(start, start + len(whole), whole, "two shorter sentences, one idea in each", why)


def _place(hint: Hint) -> tuple[int, int]:
    return hint.start, -hint.end


def _first_of_each(hints: list[Hint]) -> Iterator[Hint]:
    """Hints in reading order, none inside another: a plainer word wins over "is there a shorter one"."""
    last = 0
    for hint in hints:
        if hint.start >= last:
            yield hint
            last = hint.end


def _in_english_letters(text: str) -> bool:
    """Whether nearly all letters are those of English; elsewhere the formula means nothing."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c < "ɐ" for c in letters) >= 0.9 * len(letters)


def _age(words: int, sentences: int, syllables: int) -> int | None:
    if words < ENOUGH_WORDS:
        return None
    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    return min(max(round(grade + 5), YOUNGEST), OLDEST)


def _in_piece(piece: str) -> int:
    """Syllables in one piece of a word: groups of vowels, less a silent e, more where two vowels are said apart."""
    count = len(_VOWELS.findall(piece))
    silent = any(rule.search(piece) for rule in _SILENT)
    if silent and count > 1:
        count -= 1
    return count + len(re.findall(r"[^aeioutcsgxq]i(?:a|u|o(?!ur))", piece))
