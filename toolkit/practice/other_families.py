"""Another family in a text (E12): a full name, telephone, address or NHS number that belongs to a different family.

First names alone are never looked for, nor anything that this family shares with the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from toolkit.forms.people import rows_of

Kind: TypeAlias = Literal["name", "phone", "address", "nhs_number"]
KIND_WORDS: dict[Kind, str] = {
    "name": "A full name",
    "phone": "A telephone number",
    "address": "An address",
    "nhs_number": "An NHS number",
}
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_DIGITS = re.compile(r"\+?\d[\d\s()\-./]{6,}\d")
PHONE_DIGITS = 10
NHS_DIGITS = 10


@dataclass(frozen=True)
class Stranger:
    """Something of another family found in a text: `text[start:end]`, and whose it is."""

    kind: Kind
    start: int
    end: int
    found: str
    family_id: str

    @property
    def sentence(self) -> str:
        """The warning as a person reads it; it does not name the other family."""
        return f"{KIND_WORDS[self.kind]} in this text, “{self.found}”, belongs to another family. Is it in the right place?"


@dataclass(frozen=True)
class _Known:
    kind: Kind
    words: tuple[str, ...]
    family_id: str


class KnownFamilies:
    """What the other families are known by, made once from their files and asked for every text."""

    def __init__(self, families: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes the answers of each family file by its id."""
        # Words by their first one, so that a text is read once however many families there are.
        self._by_first: dict[str, dict[tuple[str, ...], list[_Known]]] = defaultdict(dict)
        self._numbers: dict[str, list[_Known]] = defaultdict(list)
        self._of: dict[str, set[tuple[Kind, tuple[str, ...]]]] = {}
        for family_id, answers in families.items():
            known = set(marks_of(answers))
            self._of[family_id] = known
            for kind, words in sorted(known):
                entry = _Known(kind, words, family_id)
                if kind in ("phone", "nhs_number"):
                    self._numbers[words[0]].append(entry)
                else:
                    self._by_first[words[0]].setdefault(words, []).append(entry)

    def strangers(self, text: str, family_id: str) -> list[Stranger]:
        """What the text holds of other families, in reading order; nothing that this family is known by as well."""
        own = self._of.get(family_id, set())
        found = [*self._in_words(text), *self._in_numbers(text)]
        kept = [
            stranger
            for known, stranger in found
            if known.family_id != family_id and (known.kind, known.words) not in own
        ]
        return sorted(set(kept), key=lambda stranger: (stranger.start, stranger.kind, stranger.family_id))

    def _in_words(self, text: str) -> Iterator[tuple[_Known, Stranger]]:
        places = list(_WORD.finditer(text))
        words = [_plain(place[0]) for place in places]
        for n, word in enumerate(words):
            for sought, entries in self._by_first.get(word, {}).items():
                last = n + len(sought)
                if tuple(words[n:last]) == sought:
                    start, end = places[n].start(), places[last - 1].end()
                    for known in entries:
                        yield known, Stranger(known.kind, start, end, text[start:end], known.family_id)

    def _in_numbers(self, text: str) -> Iterator[tuple[_Known, Stranger]]:
        for place in _DIGITS.finditer(text):
            for number in {_phone(place[0]), _nhs(place[0])}:
                for known in self._numbers.get(number, ()):
                    found = Stranger(known.kind, place.start(), place.end(), place[0], known.family_id)
                    yield known, found


def marks_of(family: Mapping[str, Any]) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """What a family is known by: full names of two words or more, telephones, addresses, NHS numbers."""
    for row in [*rows_of(family, "children"), *rows_of(family, "adults")]:
        for name in _names(row):
            yield "name", name
        if number := _phone(str(row.get("phone") or "")):
            yield "phone", (number,)
        if number := _nhs(str(row.get("nhs_number") or "")):
            yield "nhs_number", (number,)
        for address in rows_of(row, "addresses"):
            if words := _address(str(address.get("address") or "")):
                yield "address", words


def _names(row: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    for key in ("name", "previous_names"):
        for name in re.split(r"[,;/\n]", str(row.get(key) or "")):
            words = _words(name)
            if len(words) >= 2:
                yield words


def _address(text: str) -> tuple[str, ...]:
    """The first line of an address, or its first two parts when one alone is only a word or a number."""
    parts = [words for part in re.split(r"[,\n]", text) if (words := _words(part))]
    if not parts:
        return ()
    first = parts[0]
    if len(first) < 2 or all(word.isdigit() for word in first):
        first = first + (parts[1] if len(parts) > 1 else ())
    return first if len(first) >= 2 else ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(text))


def _plain(word: str) -> str:
    """A word without case, with a straight apostrophe and without a possessive s."""
    plain = word.casefold().replace("’", "'")
    return plain.removesuffix("'s")


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0044"):
        digits = "0" + digits[4:]
    elif digits.startswith("44") and len(digits) == 12:
        digits = "0" + digits[2:]
    return digits if len(digits) >= PHONE_DIGITS and digits.startswith("0") else ""


def _nhs(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == NHS_DIGITS else ""
