"""Every day and every action that any form may make due comes onto the list of things due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import pytest

from toolkit.forms import catalogue
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.rules import Entry, pages
from toolkit.forms.vocabulary import Actions, Columns, Date, Field, Form, Grid, Page, Rows

NOW = datetime(2026, 11, 12, 15, 0)
DAY = "2026-11-20"
FORMS = catalogue.load().entries


def due_fields(fields: tuple[Field, ...], way: tuple[Field, ...] = ()) -> Iterator[tuple[Field, ...]]:
    """Each field that makes something due, with the rows it stands in before it."""
    for part in fields:
        if isinstance(part, Actions) or (isinstance(part, Date) and part.due):
            yield (*way, part)
        elif isinstance(part, (Rows, Grid)):
            yield from due_fields(part.columns, (*way, part))
        elif isinstance(part, Columns):
            for column in part.columns:
                for kind in column.kinds:
                    yield from due_fields(kind.columns, (*way, part))


def alone(way: tuple[Field, ...]) -> Field:
    """The outermost field with nothing in it but the way to the last, and without conditions."""
    last = msgspec.structs.replace(way[-1], when=None)
    for outer in reversed(way[:-1]):
        plain: dict[str, Any] = {"when": None}
        if isinstance(outer, (Rows, Grid)):
            plain["columns"] = (last,)
        if isinstance(outer, Rows):
            plain |= {"each": "", "only": None}
        last = msgspec.structs.replace(outer, **plain)
    return last


def answer(way: tuple[Field, ...], form: Form) -> Any:
    """An answer that fills the last field of the way."""
    part = way[0]
    if isinstance(part, Date):
        return DAY
    if isinstance(part, Actions):
        return [{"id": "x", "what": "Ring the nursery", "by_when": DAY}]
    if isinstance(part, Columns):
        kind = next(kind.value for column in part.columns for kind in column.kinds if way[1] in kind.columns)
        return [{"id": "p", "kind": kind, "text": "A point", way[1].key: answer(way[1:], form)}]
    row = {"id": "r", way[1].key: answer(way[1:], form)}
    return [row | ({"adult": "a", "child": "c"} if isinstance(part, Grid) else {})]


CASES = [
    pytest.param(entry, way, id=f"{entry.form.id}:{'.'.join(part.key for part in way)}")
    for entry in FORMS
    for page in pages(entry.form)
    for way in due_fields(page.fields)
]


@pytest.mark.parametrize(("entry", "way"), CASES)
def test_it_comes_onto_the_list(entry: Entry, way: tuple[Field, ...]) -> None:
    """With its day, not yet done, and words that say what it is."""
    form = msgspec.structs.replace(
        entry.form,
        header=False,
        title_from="",
        summary_from=(),
        pages=(Page(key="p", title="P", fields=(alone(way),)),),
    )
    made = project(Entry(form), {way[0].key: answer(way, form)}, Context(NOW))
    (due,) = made.due
    assert (due.day, due.done) == (DAY, False)
    assert due.path.startswith(way[0].key)
    assert due.text.strip()


def test_no_form_that_asks_for_days_is_left_out() -> None:
    """Those known to make something due, so that a list that came out empty is noticed."""
    known = {param.values[0].form.id for param in CASES}  # type: ignore[attr-defined]
    assert {
        "family",
        "case_note",
        "safety_map",
        "referral",
        "supervision",
        "escalation",
        "share_decision",
    } <= known
    assert {"agree_family", "network", "eh_record", "eha", "taf", "fathers"} <= known
