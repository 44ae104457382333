"""Whether two typed names may be the same person: case, spaces, titles, roles and initials aside."""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset("mr mrs ms miss mx dr prof sister sr".split())
_ROLE = re.compile(r"\s*[,;(/:–—].*$", re.DOTALL)


def bare(name: str) -> str:
    """A name without the role written after it: "Basil Quill, manager" is "Basil Quill"."""
    return _ROLE.sub("", name).strip()


def same(one: str, other: str) -> bool:
    """Whether two names may be the same person's: "T. Dunnock", " tansy  dunnock" and "Dr Tansy Dunnock, lead" are."""
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if len(first) == 1 or len(second) == 1:
        return False
    return first[-1] == second[-1] and _fits(first[0], second[0])


def _fits(one: str, other: str) -> bool:
    """Whether first names agree as far as they are written: an initial agrees with any name it begins."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _parts(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", bare(name)).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", letters)
    return [word for word in words if word not in _TITLES]
