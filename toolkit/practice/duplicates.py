"""Near-duplicates (E10): the same child, kind of record and day, and nine tenths of the words the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import is_special

ALIKE = 90.0
NOT_WORDS = frozenset({"id", "person", "adult", "child", "about", "event", "event_end"})
FEW = 12
"""Fewer letters than this say too little to call two records alike."""


@dataclass(frozen=True)
class Written:
    """A record to compare with: its id, form and answers."""

    id: str
    form_id: str
    answers: Mapping[str, Any]


def near_duplicates(new: Written, others: Iterable[Written]) -> list[str]:
    """The ids of records that look like the same one written twice, most alike first."""
    words = text_of(new.answers)
    found = []
    if len(words) < FEW:
        return []
    for other in others:
        if other.id != new.id and other.form_id == new.form_id and _same_day_and_child(new, other):
            score = fuzz.ratio(words, text_of(other.answers), score_cutoff=ALIKE)
            if score:
                found.append((score, other.id))
    return [record for _, record in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def _same_day_and_child(one: Written, two: Written) -> bool:
    day = str(one.answers.get("event") or "")[:10]
    return (
        bool(day)
        and day == str(two.answers.get("event") or "")[:10]
        and one.answers.get("contact") == two.answers.get("contact")
        and bool(_about(one.answers) & _about(two.answers))
    )


def _about(answers: Mapping[str, Any]) -> set[str]:
    about = answers.get("about")
    return {who for who in about if isinstance(who, str)} if isinstance(about, list) else set()


def text_of(answers: Mapping[str, Any]) -> str:
    """The words of a record for comparing, in a steady order, without case and spacing."""
    return " ".join(" ".join(_words(dict(answers))).casefold().split())


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, dict) and not is_special(value):
        answers: Answers = value
        for key in sorted(answers):
            if key not in NOT_WORDS:
                yield from _words(answers[key])
