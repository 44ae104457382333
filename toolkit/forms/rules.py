"""Which pages and fields apply, what is still missing or refused, and how old answers are lifted; pure functions.

Problem codes are those of the records specification, section 0.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias, assert_never

from toolkit.forms import dates
from toolkit.forms.blocks import Block
from toolkit.forms.checks import doubt
from toolkit.forms.header import first_fields, last_page
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import (
    FIVE_ANSWERS,
    Actions,
    AllOf,
    AnyOf,
    Audience,
    Choice,
    Choices,
    Condition,
    Date,
    DateTime,
    Field,
    Form,
    Grid,
    LongText,
    Not,
    Notice,
    Page,
    People,
    Person,
    Rows,
    Scale,
    Signatures,
    Text,
    When,
    YesNo,
    is_empty,
    is_special,
    option_pairs,
)

Level: TypeAlias = Literal["missing", "refused", "warned"]
MISSING = "Missing. Needed before you finish."


@dataclass(frozen=True)
class Problem:
    """One thing about a record: `path` is the field it belongs to (`seen[p1].alone`), `page` the page it stands on."""

    code: str
    path: str
    sentence: str
    level: Level
    page: str = ""
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """A form on offer, with how its older answers are lifted and the checks that belong to it alone."""

    form: Form
    upgrades: Mapping[int, Callable[[Answers], Answers]] = field(default_factory=dict)
    check: Callable[[Answers, Context], list[Problem]] | None = None
    lead: Callable[[Answers, Context, Audience], list[Block]] | None = None
    """Blocks that open its paper, before its pages: the cover of a family file, who was seen in a note."""
    own: bool = False
    """Whether the organisation brought it."""


@dataclass(frozen=True)
class Scope:
    """Where a condition is judged: the record, and within rows also the row and its person."""

    answers: Mapping[str, Any]
    context: Context
    row: Mapping[str, Any] = field(default_factory=dict)
    person: PersonRef | None = None

    def within(self, row: Mapping[str, Any]) -> Scope:
        """The same record, seen from one of its rows."""
        person = self.context.person(str(row.get("person") or row.get("child") or ""))
        return Scope(self.answers, self.context, row, person or self.person)


_LOOKUP = re.compile(r"(\w+)\[person\]\.(\w+)")


def find(key: str, scope: Scope) -> object:
    """The answer a condition's key points to, or None."""
    if key.startswith("@"):
        return (
            "yes"
            if key == "@late" and is_late(scope.answers, scope.context)
            else scope.context.facts.get(key)
        )
    if key.startswith("person."):
        return scope.person.facts().get(key) if scope.person else None
    if lookup := _LOOKUP.fullmatch(key):
        person = scope.person.id if scope.person else scope.row.get("person")
        rows = rows_of(scope.answers, lookup[1])
        return next((row.get(lookup[2]) for row in rows if row.get("person") == person), None)
    return scope.row[key] if key in scope.row else scope.answers.get(key)


def holds(condition: Condition | None, scope: Scope) -> bool:
    """Whether a condition is true; no condition always is."""
    match condition:
        case None:
            return True
        case When():
            return _matches(find(condition.key, scope), condition.values)
        case AllOf():
            return all(holds(part, scope) for part in condition.of)
        case AnyOf():
            return any(holds(part, scope) for part in condition.of)
        case Not():
            return not holds(condition.of, scope)
    assert_never(condition)


def _matches(answer: object, values: tuple[str, ...]) -> bool:
    if is_special(answer) or is_empty(answer):
        return False
    if "*" in values:
        return True
    return any(str(a) in values for a in answer) if isinstance(answer, list) else str(answer) in values


def needed(part: Field, scope: Scope) -> bool:
    """Whether a field must be answered before the record is finished."""
    return part.needed if isinstance(part.needed, bool) else holds(part.needed, scope)


def is_late(answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the record was written longer after the event than the setting allows (NMC Code 2018, 10.1)."""
    event = answers.get("event")
    if not isinstance(event, str) or not dates.is_day(event):
        return False
    happened = (
        dates.moment(event) if "T" in event else datetime.combine(dates.last_day(event), datetime.max.time())
    )
    written = context.written or context.now
    return written.replace(tzinfo=None) - happened > timedelta(hours=context.late_hours)


def pages(form: Form) -> tuple[Page, ...]:
    """The pages of a form with the fields every record has: the first ones lead page one, the rest close the form."""
    if not form.header:
        return form.pages
    head = first_fields(form)
    first = form.pages[0]
    opening = Page(
        key=first.key, title=first.title, hint=first.hint, when=first.when, fields=head + first.fields
    )
    return (opening, *form.pages[1:], last_page())


def shown_pages(form: Form, answers: Mapping[str, Any], context: Context) -> list[Page]:
    """The pages that apply, leaving out those with no field to show."""
    scope = Scope(answers, context)
    return [page for page in pages(form) if holds(page.when, scope) and shown_fields(page.fields, scope)]


def shown_fields(fields: tuple[Field, ...], scope: Scope) -> list[Field]:
    """The fields of a page or row that apply."""
    return [part for part in fields if holds(part.when, scope)]


def seeded_people(part: Rows, scope: Scope) -> list[PersonRef]:
    """The people a `Rows` field with `each` has a row for, before any row was added by hand."""
    people = [p for p in scope.context.people if p.living and not p.unborn]
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
        for part in shown_fields(page.fields, scope):
            found += [
                Problem(p.code, p.path, p.sentence, p.level, page.key, p.label or part.label)
                for p in _field_problems(part, answers.get(part.key), scope, part.key)
            ]
    found += _header_problems(entry.form, answers, context)
    if entry.check:
        found += _placed(entry.form, entry.check(dict(answers), context))
    return found


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
    yield from _value_problems(part, answer, scope, path)


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
        yield from _cell_problems(
            part.columns, row, scope, f"{path}[{row.get('id', '')}]", row_must or not part.each
        )


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


def _value_problems(part: Field, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    match part:
        case Text():
            if sentence := doubt(part.looks, str(answer)):
                yield Problem("E7", path, sentence, "warned")
        case LongText():
            pass
        case Date():
            yield from _date_problems(part, answer, scope, path)
        case DateTime():
            yield from _moment_problems(part, answer, scope, path)
        case Choice():
            yield from _choice_problems(part.options, part.other, [answer], path)
        case Choices():
            yield from _choice_problems(
                part.options, part.other, answer if isinstance(answer, list) else [answer], path
            )
        case YesNo():
            if answer not in FIVE_ANSWERS:
                yield Problem("E16", path, "This answer is not one of the five. Choose again.", "refused")
        case Scale():
            yield from _scale_problems(part, answer, path)
        case Person():
            yield from _person_problems([answer], scope, path)
        case People():
            yield from _person_problems(answer if isinstance(answer, list) else [answer], scope, path)
        case Signatures():
            yield from _signature_problems(answer, scope, path)
        case Actions():
            yield from _action_problems(answer, scope, path)
        case Rows() | Grid() | Notice():
            pass
        case _:
            assert_never(part)


def _date_problems(part: Date, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    if part.or_not_known and answer == "not_known":
        return
    today = scope.context.now.date()
    if not dates.is_day(answer):
        try:
            dates.read_day(str(answer), today, birth=part.birth, vague=part.vague)
            sentence = "This cannot be read as a date. Write it like 3/3/2026 or 3 March 2026."
        except dates.NotADay as fault:
            sentence = str(fault)
        yield Problem("E3", path, sentence, "refused")
        return
    day = dates.first_day(str(answer))
    if day.year < dates.EARLIEST:
        yield Problem(
            "E2", path, f"The year {day.year} is before {dates.EARLIEST}. Check the year.", "refused"
        )
    if day > today and not part.future:
        yield Problem("E2", path, f"{dates.show(answer)} has not come yet. Check the date.", "refused")
    yield from _order_problems(part.not_before, answer, scope, path)


def _moment_problems(part: DateTime, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    if not dates.is_day(answer):
        try:
            dates.read_moment(str(answer), scope.context.now.date())
            sentence = "This cannot be read as a date and time. Write it like 3/3/2026 14:05."
        except dates.NotADay as fault:
            sentence = str(fault)
        yield Problem("E3", path, sentence, "refused")
        return
    when = dates.moment(str(answer))
    if when.year < dates.EARLIEST:
        yield Problem(
            "E2", path, f"The year {when.year} is before {dates.EARLIEST}. Check the year.", "refused"
        )
    if when > scope.context.now.replace(tzinfo=None) and not part.future:
        yield Problem(
            "E2", path, f"{dates.show(answer)} has not come yet. Check the date and time.", "refused"
        )
    yield from _order_problems(part.not_before, answer, scope, path)
    end = find(part.same_day_end, scope) if part.same_day_end else None
    if isinstance(end, str) and end.strip():
        yield from _end_problems(str(answer), end, part.same_day_end)


def _end_problems(start: str, end: str, path: str) -> Iterator[Problem]:
    try:
        finish = dates.read_time(end)
    except dates.NotADay as fault:
        yield Problem("E3", path, str(fault), "refused")
        return
    begin = start.rstrip("~").partition("T")[2]
    if begin and finish < begin:
        yield Problem("E4", path, f"The end, {finish}, is before the start, {begin}.", "refused")


def _order_problems(not_before: str, answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    earlier = find(not_before, scope) if not_before else None
    if dates.is_day(earlier) and dates.last_day(str(answer)) < dates.first_day(str(earlier)):
        yield Problem(
            "E4", path, f"{dates.show(answer)} is before {dates.show(earlier)}. Check both dates.", "refused"
        )


def _choice_problems(
    options: tuple[Any, ...], other: bool, answers: list[Any], path: str
) -> Iterator[Problem]:
    known = {value for value, _ in option_pairs(options)}
    for answer in answers:
        words = str(answer)
        if words.startswith("other:"):
            if other and not words[6:].strip():
                yield Problem("E1", path, "Write what the other is.", "missing")
            elif not other:
                yield Problem(
                    "E16", path, "This answer is no longer on the list. It is kept as it was.", "warned"
                )
        elif words not in known:
            yield Problem(
                "E16", path, "This answer is no longer on the list. It is kept as it was.", "warned"
            )


def _scale_problems(part: Scale, answer: object, path: str) -> Iterator[Problem]:
    if answer in ("not_asked", "did_not_say"):
        return
    if isinstance(answer, bool) or not isinstance(answer, int) or not part.low <= answer <= part.high:
        sentence = f"Choose one whole number from {part.low} to {part.high}."
        yield Problem("E5", path, sentence, "refused")


def _person_problems(answers: list[Any], scope: Scope, path: str) -> Iterator[Problem]:
    for answer in answers:
        if isinstance(answer, str) and scope.context.person(answer) is None:
            sentence = "This person is no longer in the family file. Add them again, or give a name and role."
            yield Problem("E6", path, sentence, "refused")
        elif isinstance(answer, dict) and not str(answer.get("name") or "").strip():
            yield Problem("E6", path, "Give a name, or how the person was described.", "missing")


def _signature_problems(answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    for row in answer if isinstance(answer, list) else []:
        where = f"{path}[{row.get('id', '')}]"
        how = row.get("how")
        if not how:
            yield Problem("E1", f"{where}.how", "Say how it was signed, agreed or declined.", "missing")
        if not str(row.get("name") or "").strip():
            yield Problem("E11", f"{where}.name", "A signature needs a name.", "refused")
        if how in ("declined", "unable"):
            if not str(row.get("reason") or "").strip():
                yield Problem("E1", f"{where}.reason", "Write the reason.", "missing")
            continue
        day = row.get("date")
        if not dates.is_day(day):
            yield Problem("E11", f"{where}.date", "A signature needs a date.", "refused")
        elif dates.first_day(str(day)) > scope.context.now.date():
            yield Problem(
                "E2", f"{where}.date", f"{dates.show(day)} has not come yet. Check the date.", "refused"
            )
        elif dates.is_day(event := scope.answers.get("event")) and dates.last_day(str(day)) < dates.first_day(
            str(event)
        ):
            sentence = f"The signature, {dates.show(day)}, is before the record, {dates.show(event)}."
            yield Problem("E11", f"{where}.date", sentence, "refused")
        if how == "verbal" and not str(row.get("witness") or "").strip():
            yield Problem("E1", f"{where}.witness", "Say who was there when it was agreed.", "missing")


EVERYONE = re.compile(r"(?:all|everyone|everybody|all of us|the family|family|team)\.?", re.IGNORECASE)


def _action_problems(answer: object, scope: Scope, path: str) -> Iterator[Problem]:
    for row in answer if isinstance(answer, list) else []:
        where = f"{path}[{row.get('id', '')}]"
        if not str(row.get("what") or "").strip():
            yield Problem(
                "E1", f"{where}.what", "Say what will be done.", "missing", label="What will be done"
            )
        who = row.get("who")
        if is_empty(who):
            yield Problem("E1", f"{where}.who", "Say who will do it.", "missing", label="Who")
        elif EVERYONE.fullmatch(scope.context.name_of(who).strip()):
            yield Problem("E6", f"{where}.who", "Name one person for each action.", "refused", label="Who")
        else:
            yield from _person_problems([who], scope, f"{where}.who")
        for key, label, must in (("by_when", "By when", True), ("done", "Done on", False)):
            day = row.get(key)
            if is_empty(day):
                if must:
                    yield Problem("E1", f"{where}.{key}", "Say by when.", "missing", label=label)
                continue
            part = Date(key=key, label=label, future=key == "by_when")
            yield from _date_problems(part, day, scope.within(row), f"{where}.{key}")
            if key == "by_when" and _past_when_written(day, row, scope):
                sentence = "This day has passed. If it has already happened, fill in the day it was done."
                yield Problem("E2", f"{where}.{key}", sentence, "warned", label=label)


def _past_when_written(day: object, row: Mapping[str, Any], scope: Scope) -> bool:
    return (
        dates.is_day(day)
        and dates.last_day(str(day)) < scope.context.now.date()
        and is_empty(row.get("done"))
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
