"""Which pages and fields apply, what is still missing or refused, and how old answers are lifted; pure functions.

Problem codes are those of the records specification, section 0.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, assert_never

import msgspec

from toolkit.forms.blocks import Block
from toolkit.forms.board import cells_of, column_problems, few_scores, point_title, score_problems
from toolkit.forms.conditions import Level as Level
from toolkit.forms.conditions import Problem as Problem
from toolkit.forms.conditions import Scope as Scope
from toolkit.forms.conditions import find as find
from toolkit.forms.conditions import holds as holds
from toolkit.forms.conditions import is_late as is_late
from toolkit.forms.conditions import needed as needed
from toolkit.forms.conditions import shown_fields as shown_fields
from toolkit.forms.header import first_fields, last_page
from toolkit.forms.people import Answers, Context, PersonRef, dicts, rows_of
from toolkit.forms.value_rules import value_problems
from toolkit.forms.vocabulary import (
    Audience,
    BodyMap,
    Choice,
    Columns,
    Field,
    Form,
    Grid,
    LongText,
    Notice,
    Page,
    Rows,
    Scores,
    Text,
    is_empty,
    is_special,
    option_pairs,
)

if TYPE_CHECKING:
    from toolkit.forms.projection import Due

MISSING = "Missing. Needed before you finish."


@dataclass(frozen=True)
class Entry:
    """A form on offer, with how its older answers are lifted and the checks that belong to it alone."""

    form: Form
    upgrades: Mapping[int, Callable[[Answers], Answers]] = field(default_factory=dict)
    check: Callable[[Answers, Context], list[Problem]] | None = None
    lead: Callable[[Answers, Context, Audience], list[Block]] | None = None
    """Blocks that open its paper, before its pages: the cover of a family file, who was seen in a note."""
    paper: Callable[[Answers, Context, Audience], list[Block] | None] | None = None
    """A layout of its own in place of the pages, for audiences it gives blocks for; None leaves the usual one."""
    blank: Callable[[Form], list[Block]] | None = None
    """A layout of its own for the paper to fill in by hand, in place of one page after another."""
    title: Callable[[Answers, Audience], str] | None = None
    """A title of its own in place of the usual one."""
    start: Callable[[Answers, Context, Answers | None], Answers] | None = None
    """First answers of a new record, from the family file, the context and the last record of its kind, if any."""
    due: Callable[[Answers, Context], tuple[Due, ...]] | None = None
    """What it puts on the list of things due, beside the days its fields name."""
    sees_all: bool = False
    """Whether its layout for practitioners is given what the record keeps beside its fields too, as the way walked."""
    own: bool = False
    """Whether the organisation brought it."""
    made: bool = False
    """Whether the program makes its records from another, so that New does not offer it."""


def pages(form: Form) -> tuple[Page, ...]:
    """The pages of a form with the fields every record has: the first ones lead page one, the rest close the form."""
    if not form.header:
        return form.pages
    head = first_fields(form)
    first, *rest = form.pages
    if any(page.key == form.event_page for page in rest):
        about, *day = head
        head = (about,)
        rest = [
            _with(page, page.fields + tuple(day)) if page.key == form.event_page else page for page in rest
        ]
    return (_with(first, head + first.fields), *rest, last_page())


def _with(page: Page, fields: tuple[Field, ...]) -> Page:
    return msgspec.structs.replace(page, fields=fields)


def shown_pages(form: Form, answers: Mapping[str, Any], context: Context) -> list[Page]:
    """The pages that apply, leaving out those with no field to show."""
    scope = Scope(answers, context)
    return [page for page in pages(form) if holds(page.when, scope) and shown_fields(page.fields, scope)]


def seeded_people(part: Rows, scope: Scope) -> list[PersonRef]:
    """The people a `Rows` field with `each` has a row for, before any row was added by hand."""
    people = [p for p in scope.context.people if p.living]
    about = scope.answers.get("about")
    chosen = {p for p in about if isinstance(p, str)} if isinstance(about, list) else set()
    match part.each:
        case "":
            return []
        case "children":
            return [p for p in people if p.group == "child"]
        case "about":
            return [p for p in people if p.group == "child" and (p.id in chosen or not chosen)]
        case "adults":
            return [p for p in people if p.group == "adult"]
        case "home":
            return [p for p in people if p.group == "adult" and p.facts()["person.home"] == "yes"]
        case "everyone":
            return [p for p in people if p.group == "child" or p.group == "adult"]
    assert_never(part.each)


def rows_shown(part: Rows, scope: Scope) -> list[dict[str, Any]]:
    """The rows of a field as the worker sees them: what is kept, and an empty one for each person not yet there.

    A seeded row is kept under the person's id, so it stays the same row on every visit.
    """
    kept = rows_of(scope.row or scope.answers, part.key)
    if part.fixed:
        others = {str(row.get("id")): row for row in kept}
        first = [others.pop(o.value, {"id": o.value, part.row_title: o.label}) for o in part.fixed]
        return first + [row for row in kept if str(row.get("id")) in others]
    if not part.each:
        return kept
    have = {row.get("person") for row in kept}
    seeded = [{"id": p.id, "person": p.id} for p in seeded_people(part, scope) if p.id not in have]
    order = {p.id: n for n, p in enumerate(scope.context.people)}
    merged = sorted(kept + seeded, key=lambda row: order.get(str(row.get("person", "")), len(order)))
    return [row for row in merged if holds(part.only, scope.within(row))]


def grid_rows(part: Grid, scope: Scope) -> list[dict[str, Any]]:
    """One row for each adult and child of the family, kept or empty, children inside adults."""
    kept = {(row.get("adult"), row.get("child")): row for row in rows_of(scope.answers, part.key)}
    people = scope.context.people
    return [
        kept.get((a.id, c.id), {"adult": a.id, "child": c.id})
        for a in people
        if a.group == "adult"
        for c in people
        if c.group == "child" and c.status != "ended"
    ]


def problems(entry: Entry, answers: Mapping[str, Any], context: Context) -> list[Problem]:
    """Everything missing, refused or worth a warning, in reading order. Final needs none missing and none refused."""
    found: list[Problem] = []
    scope = Scope(answers, context)
    for page in shown_pages(entry.form, answers, context):
        found += page_problems(page, scope)
    found += _header_problems(entry.form, answers, context)
    if entry.check:
        found += _placed(entry.form, entry.check(dict(answers), context))
    return found


def page_problems(page: Page, scope: Scope) -> list[Problem]:
    """What is missing, refused or worth a warning on one page alone."""
    return [
        Problem(p.code, p.path, p.sentence, p.level, page.key, p.label or part.label)
        for part in shown_fields(page.fields, scope)
        for p in _field_problems(part, scope.answers.get(part.key), scope, part.key)
    ]


def can_finish(found: list[Problem]) -> bool:
    """Whether nothing stands in the way of finishing."""
    return all(p.level == "warned" for p in found)


def _placed(form: Form, found: list[Problem]) -> list[Problem]:
    """A form's own problems, each with the page and label of its field filled in."""
    where = {part.key: (page.key, part.label) for page in pages(form) for part in page.fields}
    placed = []
    for p in found:
        page, label = where.get(re.split(r"[\[.]", p.path)[0], ("", ""))
        placed.append(Problem(p.code, p.path, p.sentence, p.level, p.page or page, p.label or label))
    return placed


def _field_problems(part: Field, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    if isinstance(part, Notice):
        return
    if is_special(answer):
        yield from _special_problems(part, answer, path)
        return
    must = needed(part, scope)
    if isinstance(part, Rows):
        yield from _rows_problems(part, scope, path, must)
        return
    if isinstance(part, Columns):
        yield from column_problems(part, answer, scope, path)
        for point, cell in cells_of(part, answer):
            inner = f"{path}[{point.get('id', '')}].{cell.key}"
            for p in _field_problems(cell, point.get(cell.key), scope.within(point), inner):
                yield replace(p, label=f"{point_title(point)}: {p.label or cell.label}")
        return
    if isinstance(part, Scores):
        yield from score_problems(part, answer, scope, path)
        if must and few_scores(part, answer):
            yield Problem(
                "E1", path, f"{part.at_least} people's own numbers are needed, or a reason.", "missing"
            )
        return
    if isinstance(part, BodyMap):
        if must and not dicts(answer):
            yield Problem("E1", path, MISSING, "missing")
        for number, mark in enumerate(dicts(answer), 1):
            where = f"{path}[{mark.get('id', '')}]"
            for p in _cell_problems(part.columns, mark, scope, where, True):
                yield replace(p, label=f"Mark {number}: {p.label}")
        return
    if isinstance(part, Grid):
        for row in grid_rows(part, scope):
            yield from _cell_problems(
                part.columns, row, scope, f"{path}[{row['adult']}:{row['child']}]", must
            )
        return
    if is_empty(answer):
        if must:
            yield Problem("E1", path, MISSING, "missing")
        return
    yield from value_problems(part, answer, scope, path)


def _special_problems(part: Field, answer: object, path: str) -> Iterator[Problem]:
    assert isinstance(answer, dict)
    if "not_this_time" in answer and not str(answer.get("not_this_time") or "").strip():
        yield Problem("E1", path, "Choose why not this time.", "missing")
    elif answer.get("not_this_time") == "other" and not str(answer.get("note") or "").strip():
        yield Problem("E1", path, "Write why not this time.", "missing")


def _rows_problems(part: Rows, scope: Scope, path: str, must: bool) -> Iterator[Problem]:
    rows = rows_shown(part, scope)
    if must and not part.each and len(rows) < part.at_least:
        yield Problem("E1", path, MISSING, "missing")
    for row in rows:
        inner = scope.within(row)
        row_must = must or (part.needed_for is not None and holds(part.needed_for, inner))
        if part.each and not row_must and set(row) <= {"id", "person"}:
            continue
        must_cell = row_must or not part.each
        name = row_name(part, row, scope)
        for p in _cell_problems(part.columns, row, scope, f"{path}[{row.get('id', '')}]", must_cell):
            yield replace(p, label=f"{name}: {p.label}") if name else p


def row_name(part: Rows, row: Mapping[str, Any], scope: Scope) -> str:
    """What a row is called in the list of gaps: its person, or the words of its naming cell, or nothing."""
    person = scope.context.person(str(row.get("person") or (row.get("id") if part.makes else "") or ""))
    if person:
        return person.name
    named = row.get(part.row_title) if part.row_title else None
    column = next((c for c in part.columns if c.key == part.row_title), None)
    if isinstance(column, Choice) and isinstance(named, str):
        return dict(option_pairs(column.options)).get(named, "")
    return named if isinstance(named, str) and isinstance(column, Text | LongText) else ""


def _cell_problems(
    columns: tuple[Field, ...], row: Mapping[str, Any], scope: Scope, path: str, must: bool
) -> Iterator[Problem]:
    inner = scope.within(row)
    for column in shown_fields(columns, inner):
        for found in _field_problems(column, row.get(column.key), inner, f"{path}.{column.key}"):
            if must or found.level != "missing":
                yield Problem(
                    found.code, found.path, found.sentence, found.level, "", found.label or column.label
                )


def _header_problems(form: Form, answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    if not form.header:
        return
    about = answers.get("about")
    page = form.pages[0].key
    if form.one_child and isinstance(about, list) and len(about) > 1:
        sentence = "This record is about one child. Make one for each and copy the parts they share."
        yield Problem("E6", "about", sentence, "refused", page, "About which children")
    for child in (context.person(c) for c in about if isinstance(c, str)) if isinstance(about, list) else ():
        if child and child.group != "child":
            yield Problem(
                "E6", "about", "Choose a child of this family.", "refused", page, "About which children"
            )


def lift(entry: Entry, version: int, answers: Mapping[str, Any]) -> Answers:
    """Answers of an older form version in the shape of today's; each upgrade lifts one version.

    Raises KeyError when an upgrade is missing, which the contract test of every form rules out.
    """
    lifted = dict(answers)
    for step in range(version, entry.form.version):
        lifted = entry.upgrades[step](lifted)
    return lifted
