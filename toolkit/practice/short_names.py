"""Names for a paper that may be lost: initials instead of the people of the family file, and no address of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.forms.people import PersonRef, rows_of

UNBORN, UNNAMED = "Unborn baby", "Adult, name not known"
IN_SENTENCE = {UNBORN: "the unborn baby", UNNAMED: "the adult whose name is not known"}
ADDRESS, SURNAME = "(address)", "(family name)"
_WORD = re.compile(r"[^\W\d_]+")


def short_names(people: Sequence[PersonRef]) -> dict[str, str]:
    """Initials for each child and adult by id; those who share them are numbered, as "WT 1" and "WT 2"."""
    # A pregnancy that ended must not make the next baby the second one.
    made = {p.id: _initials(p) for p in people if p.group != "professional" and p.status != "ended"}
    several = Counter(made.values())
    number: Counter[str] = Counter()
    for who, words in made.items():
        if several[words] > 1:
            number[words] += 1
            made[who] = f"{words} {number[words]}"
    return made


def _initials(person: PersonRef) -> str:
    if letters := _letters(person.full_name):
        return letters
    return UNBORN if person.unborn else UNNAMED if person.group == "adult" else "Child, name not known"


def _letters(name: str) -> str:
    return "".join(word[0].upper() for word in _WORD.findall(name))


def in_sentence(short: str) -> str:
    """A short name within a sentence: "the unborn baby"."""
    bare = re.sub(r" \d+$", "", short)
    return IN_SENTENCE.get(bare, bare[:1].lower() + bare[1:] if bare.startswith("Child,") else short)


class Veil:
    """Takes the names and addresses of one family out of words."""

    def __init__(self, family: Mapping[str, Any], people: Sequence[PersonRef]) -> None:
        self.short = short_names(people)
        words: dict[str, str] = {}
        for text in _addresses(family):
            words.setdefault(text, ADDRESS)
        for group in ("children", "adults"):
            for row in rows_of(family, group):
                for name in _names(row):
                    words.setdefault(name, in_sentence(self.short.get(str(row.get("id")), "")))
        for name in _others(family):
            words.setdefault(name, _letters(name))
            words.setdefault(name.split()[0], _letters(name))
        surnames = {str(family.get("family_name") or "").strip()}
        surnames |= {p.full_name.split()[-1] for p in people if p.id in self.short and " " in p.full_name}
        for name in sorted(surnames - {""}):
            words.setdefault(name, SURNAME)
        self._words = {key.casefold(): value for key, value in words.items() if value}
        longest = sorted(self._words, key=len, reverse=True)
        self._find = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, longest))})(?!\w)", re.I) if longest else None
        )

    def __call__(self, text: str) -> str:
        """The words with initials in place of names."""
        plain = " ".join(text.split())
        if self._find is None:
            return plain
        return self._find.sub(
            lambda hit: self._words.get(" ".join(hit[0].split()).casefold(), SURNAME), plain
        )


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    """Whole name first: the longest is looked for first anyway, and a first name stands for the first who has it."""
    for key in ("name", "known_as", "previous_names"):
        value = row.get(key)
        for name in value.split(",") if isinstance(value, str) else ():
            words = name.split()
            if words:
                yield " ".join(words)
            if len(words) > 1:
                yield words[0]


def _others(family: Mapping[str, Any]) -> Iterator[str]:
    """Those whom a warning names without their being in the file: whom not to tell, who may come."""
    for row in rows_of(family, "warnings"):
        about = row.get("about")
        for who in about if isinstance(about, list) else ():
            name = who.get("name") if isinstance(who, Mapping) else ""
            if isinstance(name, str) and name.strip():
                yield " ".join(name.split())


def _addresses(family: Mapping[str, Any]) -> Iterator[str]:
    for group in ("children", "adults"):
        for person in rows_of(family, group):
            for row in rows_of(person, "addresses"):
                whole = row.get("address")
                lines = (
                    [" ".join(line.split()).strip(" ,") for line in re.split(r"[\n,]", whole)]
                    if isinstance(whole, str)
                    else []
                )
                if len(lines) > 1:
                    yield ", ".join(filter(None, lines))
                # Town and country may stand; street and postcode lead to the door.
                yield from (line for line in lines if any(letter.isdigit() for letter in line))
                if isinstance(row.get("postcode"), str) and row["postcode"].strip():
                    yield row["postcode"].strip()
