"""Finds people and families by a name that was half heard: spelled wrong, sounding alike, a short form, or only begun.

Nothing is decided here: what is found says how it is alike, and a person looks. Everything is in memory and takes a few
thousandths of a second for thousands of families.
"""

from __future__ import annotations

import functools
import heapq
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from toolkit.forms.filed import FamilyNames, Named
from toolkit.practice.first_names import same_as

How: TypeAlias = Literal["begun", "within", "short_form", "sounds", "spelled"]
SCORES: dict[How, int] = {"begun": 100, "within": 90, "short_form": 85, "sounds": 80, "spelled": 70}
"""How sure each way is; a word spelled nearly the same loses more the more letters differ."""
SURE = 88
"""From here on a name holds the very letters that were typed."""
LEAST = 3
"""Fewer letters than this are only looked for at the beginning of a name."""
_NO_NAME = ("not known", "unknown", "unborn")


@dataclass(frozen=True)
class Match:
    """What was found: a family by its own name, where `person` is None, or somebody in it. 100 is the very name."""

    family: FamilyNames
    person: Named | None
    score: float
    how: How

    @property
    def sure(self) -> bool:
        """Whether the very letters that were typed stand in the name."""
        return self.score >= SURE

    @property
    def name(self) -> str:
        """The name that was found."""
        return self.person.name if self.person else self.family.name


class NameIndex:
    """The names of many families, made ready to be looked through as somebody types."""

    def __init__(self, families: Iterable[FamilyNames]) -> None:
        """Takes every family that may be found."""
        self._holders: list[tuple[FamilyNames, Named | None]] = []
        self._order: list[tuple[bool, bool, str, str]] = []
        self._of_word: dict[str, list[int]] = {}
        self._cut: dict[int, dict[str, list[str]]] = {}
        for family in families:
            own = fold(family.name)
            self._add(family, None, own)
            for person in family.people:
                names = [folded for name in (person.name, *person.others) if (folded := fold(name))]
                if names and not person.name.casefold().startswith(_NO_NAME):
                    self._add(family, person, [word for folded in names for word in folded])
        self._words = sorted(self._of_word)
        self._sounds: dict[str, list[str]] = {}
        for word in self._words:
            for sound in sounds(word):
                self._sounds.setdefault(sound, []).append(word)

    def _add(self, family: FamilyNames, person: Named | None, words: Sequence[str]) -> None:
        place = len(self._holders)
        self._holders.append((family, person))
        worker = person is not None and person.group == "professional"
        name = (person.name if person else family.name).casefold()
        self._order.append((worker, person is not None, name, family.reference))
        for word in dict.fromkeys(words):
            self._of_word.setdefault(word, []).append(place)

    def find(self, typed: str, most: int = 20) -> list[Match]:
        """Families and people whose names are like all the words typed, the surest first; workers come after the family."""
        asked = list(dict.fromkeys(fold(typed)))[:6]
        if not asked:
            return []
        found: dict[int, tuple[float, How]] = {}
        for at, word in enumerate(asked):
            likes = self._like(word)
            here: dict[int, tuple[float, How]] = {}
            for name, (score, how) in likes.items():
                for place in self._of_word[name]:
                    if place not in here or score > here[place][0]:
                        here[place] = score, how
            if at == 0:
                found = here
            else:
                # The least sure of the words says how sure the whole is.
                found = {place: min(found[place], here[place]) for place in found.keys() & here.keys()}
        ranked = heapq.nsmallest(most, found.items(), key=lambda one: (-one[1][0], self._order[one[0]]))
        return [Match(*self._holders[place], score, how) for place, (score, how) in ranked]

    def words_like(self, word: str) -> list[str]:
        """The words of names that a word may have been meant for, the likeliest first; none where it begins one itself."""
        folded = fold(word)
        if len(folded) != 1:
            return []
        likes = self._like(folded[0])
        if any(score >= SURE for score, _ in likes.values()):
            return []
        return sorted(likes, key=lambda name: (-likes[name][0], name))

    def _like(self, asked: str) -> dict[str, tuple[float, How]]:
        """The words of names that are like one word, each with how sure it is and in what way."""
        found: dict[str, tuple[float, How]] = {}
        anywhere = len(asked) >= LEAST
        for word in self._words:
            if word.startswith(asked):
                # A name that is said whole comes before one that is only begun.
                found[word] = SCORES["begun"] - (0 if word == asked else 2), "begun"
            elif anywhere and asked in word:
                found[word] = SCORES["within"], "within"
        for word in same_as(asked) & self._of_word.keys():
            found.setdefault(word, (SCORES["short_form"], "short_form"))
        if not anywhere:
            return found
        for sound in sounds(asked):
            for word in self._sounds.get(sound, ()):
                if word not in found and OSA.normalized_similarity(asked, word) >= 0.34:
                    alike = OSA.normalized_similarity(asked, word)
                    found[word] = SCORES["sounds"] + 4 * alike, "sounds"
        for word, score in self._spelled(asked):
            if word not in found:
                found[word] = score, "spelled"
        return found

    def _spelled(self, asked: str) -> Iterator[tuple[str, float]]:
        """Words that differ by a letter or two, whole or as far as was typed."""
        allowed = faults(asked)
        if not allowed:
            return
        for word, distance, _ in process.extract(
            asked, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None
        ):
            yield word, SCORES["spelled"] + 6 - 4 * distance
        if len(asked) < 5:
            return
        heads = self._heads(len(asked))
        for head, distance, _ in process.extract(
            asked, list(heads), scorer=OSA.distance, score_cutoff=allowed, limit=None
        ):
            for word in heads[head]:
                yield word, SCORES["spelled"] - 4 * distance

    def _heads(self, length: int) -> dict[str, list[str]]:
        """The beginnings of that length of all longer words, made once for each length."""
        if length not in self._cut:
            heads: dict[str, list[str]] = {}
            for word in self._words:
                if len(word) > length:
                    heads.setdefault(word[:length], []).append(word)
            self._cut[length] = heads
        return self._cut[length]


def faults(word: str) -> int:
    """How many letters of a word may be wrong, missing, doubled or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2 if len(word) < 11 else 3


def fold(text: str) -> list[str]:
    """The words of a name without accents, case and marks: O’Hara is one word, Smith-Jones two."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ß", "ss").replace("ł", "l").replace("Ł", "l")
    ).casefold()
    kept = "".join(c for c in plain if unicodedata.category(c)[0] != "M")
    kept = re.sub(r"[’'`´ʼ.]", "", kept)
    return [word for word in re.split(r"[^\w]+", kept) if word and word != "family"]


@functools.lru_cache(maxsize=20_000)
def sounds(word: str) -> tuple[str, ...]:
    """The codes a word of Latin letters sounds by; words with a code in common sound alike."""
    if not word.isascii() or len(word) < LEAST:
        return ()
    found = []
    for heard in dict.fromkeys((word, _said(word))):
        code = metaphone(heard)
        if len(code) >= 2:
            found.append(code)
    return tuple(dict.fromkeys(found))


def _said(word: str) -> str:
    """A word as it is often said: Mac and Mc alike, silent letters gone, doubled ones single."""
    for old, new in (
        (r"^mac", "mc"),
        (r"^ll", "l"),
        (r"qu", "kw"),
        (r"dg", "j"),
        (r"ough", "o"),
        (r"stl", "sl"),
        (r"mbl", "ml"),
        (r"sz|zs", "sh"),
        (r"cz", "ch"),
        (r"(.)\1+", r"\1"),
    ):
        word = re.sub(old, new, word)
    return word
