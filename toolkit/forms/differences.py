"""What differs between two versions of a record, field by field, in words for both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.forms.conditions import Scope
from toolkit.forms.people import Context, dicts
from toolkit.forms.rules import Entry, pages, row_name
from toolkit.forms.vocabulary import Field, Grid, Rows, is_empty
from toolkit.forms.words import say

NOTHING = "Nothing written"
OTHERWISE = "Filled in, in another way"


@dataclass(frozen=True)
class Difference:
    """One field: its label, with the row it stands in, and what each side says, one string a paragraph."""

    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


def differences(
    entry: Entry,
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    my_context: Context,
    their_context: Context,
) -> list[Difference]:
    """Every field that is not the same on both sides, in the order of the form; a field of rows row by row."""
    own, other = Scope(mine, my_context), Scope(theirs, their_context)
    found: list[Difference] = []
    known = set()
    for page in pages(entry.form):
        for part in page.fields:
            known.add(part.key)
            if mine.get(part.key) != theirs.get(part.key):
                found += _of_field(part, own, other)
    for key in sorted((mine.keys() | theirs.keys()) - known):
        if mine.get(key) != theirs.get(key):
            found.append(Difference(key.replace("_", " "), *_unsaid(mine.get(key), theirs.get(key))))
    return found


def _of_field(part: Field, own: Scope, other: Scope) -> Iterator[Difference]:
    mine, theirs = own.answers.get(part.key), other.answers.get(part.key)
    if isinstance(part, Rows) and isinstance(mine or [], list) and isinstance(theirs or [], list):
        found = list(_of_rows(part, own, other))
        # The order of rows, or a cell the form does not know.
        yield from found or [Difference(part.label, *_unsaid(mine, theirs))]
        return
    label = str(getattr(part, "label", "") or part.key)
    yield _one(label, part, (mine, own), (theirs, other))


def _of_rows(part: Rows, own: Scope, other: Scope) -> Iterator[Difference]:
    mine = {str(row.get("id", place)): row for place, row in enumerate(dicts(own.answers.get(part.key)))}
    theirs = {str(row.get("id", place)): row for place, row in enumerate(dicts(other.answers.get(part.key)))}
    for key in dict.fromkeys([*mine, *theirs]):
        one, two = mine.get(key), theirs.get(key)
        if one == two:
            continue
        name = (
            row_name(part, two, other) if one is None and two is not None else row_name(part, one or {}, own)
        )
        head = f"{part.label}: {name}" if name else part.label
        if one is None or two is None:
            yield Difference(head, _row(part, one, own), _row(part, two, other))
            continue
        for column in part.columns:
            if one.get(column.key) != two.get(column.key):
                label = str(getattr(column, "label", "") or column.key)
                pair = (one.get(column.key), own.within(one)), (two.get(column.key), other.within(two))
                yield _one(f"{head}, {label}", column, *pair)


def _row(part: Rows, row: Mapping[str, Any] | None, scope: Scope) -> tuple[str, ...]:
    if row is None:
        return (NOTHING,)
    inside = scope.within(row)
    found = []
    for column in part.columns:
        words = "; ".join(say(column, row.get(column.key), inside))
        if words:
            found.append(f"{getattr(column, 'label', '') or column.key}: {words}")
    return tuple(found) or (OTHERWISE,)


def _one(label: str, part: Field, mine: tuple[Any, Scope], theirs: tuple[Any, Scope]) -> Difference:
    if isinstance(part, Grid):
        return Difference(label, *_unsaid(mine[0], theirs[0]))
    words = tuple(say(part, mine[0], mine[1])), tuple(say(part, theirs[0], theirs[1]))
    if words[0] == words[1]:
        return Difference(label, *_unsaid(mine[0], theirs[0]))
    return Difference(label, words[0] or (NOTHING,), words[1] or (NOTHING,))


def _unsaid(mine: object, theirs: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For what words do not tell apart: whether anything is there, and how many rows."""
    return _count(mine), _count(theirs)


def _count(answer: object) -> tuple[str, ...]:
    if is_empty(answer):
        return (NOTHING,)
    if isinstance(answer, list):
        return (f"{OTHERWISE} ({len(answer)} {'row' if len(answer) == 1 else 'rows'})",)
    return (OTHERWISE,)
