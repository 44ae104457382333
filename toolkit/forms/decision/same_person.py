"""Whether two typed names may be the same person: case, spaces, titles, roles and initials aside."""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset("mr mrs ms miss mx dr prof sister sr".split())
_ROLES = frozenset(
    "manager team lead leader safeguarding deputy acting senior supervisor practice head nurse service area duty".split()
)
"""Words of a post written before or after a name; a name that is nothing else keeps them."""
_ROLE = re.compile(r"\s*[,;(/:–—].*$", re.DOTALL)
_BETWEEN = re.compile(r"[,;()/:–—]|\s-\s")


def bare(name: str) -> str:
    """A name without the role written after it: "Basil Quill, manager" is "Basil Quill"."""
    return _ROLE.sub("", name).strip()


def same(one: str, other: str) -> bool:
    """Whether two names may be the same person's: "T. Dunnock", " tansy  dunnock" and "Dr Tansy Dunnock, lead" are.

    So are the names the other way round, behind the post they hold, and one of the two names alone: two people who
    share a name are told apart by writing both in full.
    """
    first, second = _written(one), _written(other)
    return any(_same(a, b) for a in first for b in second) or _alone(first, second) or _alone(second, first)


def _same(first: list[str], second: list[str]) -> bool:
    if first == second or "".join(first) == "".join(second):
        return True
    if len(first) == 1 or len(second) == 1:
        return False
    if sorted(first) == sorted(second):
        return True
    return first[-1] == second[-1] and _fits(first[0], second[0])


def _alone(first: list[list[str]], second: list[list[str]]) -> bool:
    """Whether the first name is a single word that is one of the second's."""
    return bool(first and second) and len(first[0]) == 1 and first[0][0] in second[0]


def _fits(one: str, other: str) -> bool:
    """Whether first names agree as far as they are written: an initial agrees with any name it begins."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _written(name: str) -> list[list[str]]:
    """The words of each part of what was written, without titles and posts; parts that are nothing else are left out."""
    found = [_words(part) for part in _BETWEEN.split(name)]
    named = [[word for word in words if word not in _ROLES] for words in found]
    return [words for words in named if words] or [words for words in found if words]


def _words(part: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", part).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", letters)
    return [word for word in words if word not in _TITLES]
