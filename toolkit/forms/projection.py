"""What lists need of a record, worked out from its answers: title, line, day, people, what is due, words to search.

The vault keeps it in plain columns beside the record; it can be made again from the revisions at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.forms import dates
from toolkit.forms.board import cells_of
from toolkit.forms.people import Context, dicts, rows_of
from toolkit.forms.rules import Entry, Scope, holds, is_late, pages, rows_shown, shown_fields
from toolkit.forms.vocabulary import (
    YES,
    Actions,
    BodyMap,
    Choice,
    Columns,
    Date,
    Field,
    Grid,
    LongText,
    People,
    Person,
    Rows,
    Scores,
    Text,
    YesNo,
    is_empty,
    is_special,
)
from toolkit.forms.words import say, title_of

SUMMARY_LENGTH = 240


@dataclass(frozen=True)
class Due:
    """A promise or a day to keep: `path` is its place in the record, `day` ISO text, `who` in words, `kind` action or date."""

    path: str
    text: str
    day: str
    who: str
    kind: str
    done: bool = False


@dataclass(frozen=True)
class Projection:
    """A record in a list. `event` is ISO text or empty; `people` are ids; `text` holds every word for the search."""

    title: str
    summary: str
    event: str
    people: tuple[str, ...]
    due: tuple[Due, ...]
    restricted: bool
    late: bool
    text: str


def project(entry: Entry, answers: Mapping[str, Any], context: Context) -> Projection:
    """What lists need of a record. `context.people` is the family as it is now."""
    scope = Scope(answers, context)
    parts = [
        part
        for page in pages(entry.form)
        # A page of which nothing is answered need not be asked whether it is shown.
        if (some := _answered(page.fields, answers)) and holds(page.when, scope)
        for part in shown_fields(some, scope)
    ]
    event = answers.get(entry.form.event_from)
    title, cells = title_of(entry, answers), _Cells()
    words: list[str] = []
    for part in parts:
        words += _words(part, scope, cells)
    people = dict.fromkeys(person for part in parts for person in _people(part, scope, cells))
    names = [p.full_name or p.name for p in context.people if p.id in people]
    return Projection(
        title=title,
        summary=_summary(entry, answers, parts, scope),
        event=str(event) if dates.is_day(event) else "",
        people=tuple(people),
        due=tuple(due for part in parts for due in _due(part, scope, part.key, "", cells))
        + (entry.due(dict(answers), context) if entry.due else ()),
        restricted=answers.get("restriction") == "restricted",
        late=entry.form.header and is_late(answers, context),
        text="\n".join(dict.fromkeys([title, *words, *names])),
    )


def _summary(entry: Entry, answers: Mapping[str, Any], parts: list[Field], scope: Scope) -> str:
    for key in entry.form.summary_from:
        part = next((p for p in parts if p.key == key), None)
        answer = answers.get(key)
        if part is not None and not is_empty(answer) and not is_special(answer):
            words = " ".join(" ".join(_line(part, answer, scope)).split())
            return words if len(words) <= SUMMARY_LENGTH else words[: SUMMARY_LENGTH - 1].rstrip() + "…"
    return ""


def _line(part: Field, answer: object, scope: Scope) -> list[str]:
    """An answer as a line in a list: rows by their words alone, without labels, days and who is meant."""
    if isinstance(part, BodyMap):
        return [_mark(part, mark, scope.within(mark)) for mark in dicts(answer)]
    if not isinstance(part, Rows):
        return say(part, answer, scope)
    rows = []
    for row in dicts(answer):
        inner = scope.within(row)
        shown = [c for c in shown_fields(part.columns, inner) if isinstance(c, (Text, LongText, Choice))]
        words = [w.rstrip(".") for c in shown if c.key != "used" for w in say(c, row.get(c.key), inner)]
        rows.append(", ".join(words) + ".")
    return rows


def _mark(part: BodyMap, mark: dict[str, Any], scope: Scope) -> str:
    """A mark on a body in a line: what it is and where."""
    kinds = [c for c in shown_fields(part.columns, scope) if isinstance(c, Choice)]
    words = [word for c in kinds for word in say(c, mark.get(c.key), scope)] + [str(mark.get("site") or "")]
    return ", ".join(word for word in words if word) + "."


class _Cells:
    """Each shown cell of a field of rows, with its row and the scope it stands in: found once, asked for three times."""

    def __init__(self) -> None:
        # The scope is kept with them, so that no other can come to have its number.
        self._found: dict[tuple[int, int], tuple[Scope, list[tuple[dict[str, Any], Scope, Field]]]] = {}

    def of(self, part: Field, scope: Scope) -> list[tuple[dict[str, Any], Scope, Field]]:
        """The cells of one field; none of a field that has no rows."""
        known = self._found.get((id(part), id(scope)))
        if known is None:
            known = self._found[id(part), id(scope)] = scope, list(_inner(part, scope))
        return known[1]


def _inner(part: Field, scope: Scope) -> Iterator[tuple[dict[str, Any], Scope, Field]]:
    """Each shown cell of a field of rows, with its row and the scope it stands in."""
    if isinstance(part, Rows):
        rows = rows_shown(part, scope)
    elif isinstance(part, Grid):
        rows = rows_of(scope.answers, part.key)
    else:
        return
    for row in rows:
        inner = scope.within(row)
        for column in shown_fields(_answered(part.columns, row), inner):
            yield row, inner, column


def _answered(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> tuple[Field, ...]:
    # What holds nothing adds nothing to a list, and whether it is shown need not be worked out at each save.
    return tuple(part for part in fields if not is_empty(answers.get(part.key)))


def _answer(part: Field, scope: Scope) -> object:
    return scope.row.get(part.key) if scope.row else scope.answers.get(part.key)


def _words(part: Field, scope: Scope, cells: _Cells) -> list[str]:
    if is_special(_answer(part, scope)):
        return []
    if isinstance(part, YesNo):
        # "Yes" and the like would match every record.
        return [part.found_by] if part.found_by and _answer(part, scope) == YES else []
    if isinstance(part, Columns):
        extra = [
            w
            for point, cell in cells_of(part, _answer(part, scope))
            for w in say(cell, point.get(cell.key), scope)
        ]
        return [*say(part, _answer(part, scope), scope), *extra]
    if isinstance(part, (Rows, Grid)):
        return [word for _, inner, column in cells.of(part, scope) for word in _words(column, inner, cells)]
    return say(part, _answer(part, scope), scope)


def _people(part: Field, scope: Scope, cells: _Cells) -> Iterator[str]:
    answer = _answer(part, scope)
    if isinstance(part, Person) and isinstance(answer, str):
        yield answer
    elif isinstance(part, People) and isinstance(answer, list):
        yield from (person for person in answer if isinstance(person, str))
    elif isinstance(part, Actions):
        yield from (row["who"] for row in dicts(answer) if isinstance(row.get("who"), str) and row["who"])
    elif isinstance(part, Scores):
        rows = dicts(answer.get("rows")) if isinstance(answer, dict) else []
        yield from (row["person"] for row in rows if isinstance(row.get("person"), str) and row["person"])
    elif isinstance(part, (Rows, Grid)):
        for row, inner, column in cells.of(part, scope):
            if not is_empty(row.get(column.key)) and not is_special(row.get(column.key)):
                if isinstance(row.get("person"), str):
                    yield row["person"]
                if isinstance(part, Rows) and part.makes:
                    yield str(row.get("id", ""))
            yield from _people(column, inner, cells)


def _due(part: Field, scope: Scope, path: str, lead: str, cells: _Cells) -> Iterator[Due]:
    answer = _answer(part, scope)
    if isinstance(part, Actions):
        for row in dicts(answer):
            if dates.is_day(row.get("by_when")) and not is_empty(row.get("what")):
                yield Due(
                    f"{path}[{row.get('id', '')}]",
                    str(row["what"]),
                    str(row["by_when"]),
                    scope.context.name_of(row.get("who")),
                    "action",
                    not is_empty(row.get("done")),
                )
    elif isinstance(part, Columns):
        for point, cell in cells_of(part, answer):
            where = f"{path}[{point.get('id', '')}].{cell.key}"
            for found in _due(cell, scope.within(point), where, "", cells):
                yield Due(
                    where, f"{found.text}: {point['text']}", found.day, found.who, found.kind, found.done
                )
    elif isinstance(part, Date) and part.due and dates.is_day(answer):
        told = scope.row.get(part.done) if scope.row else scope.answers.get(part.done)
        done = bool(part.done) and (told == YES or dates.is_day(told))
        yield Due(path, f"{part.due}: {lead}" if lead else part.due, str(answer), "", "date", done)
    elif isinstance(part, (Rows, Grid)):
        for row, inner, column in cells.of(part, scope):
            where = f"{path}[{row.get('id', '')}].{column.key}"
            yield from _due(column, inner, where, _lead(part, row, inner), cells)


def _lead(part: Rows | Grid, row: Mapping[str, Any], scope: Scope) -> str:
    if row.get("person"):
        return scope.context.name_of(row["person"])
    title = part.row_title if isinstance(part, Rows) else ""
    named = next((c for c in part.columns if c.key == title), None)
    return "; ".join(say(named, row.get(title), scope)) if named else ""
