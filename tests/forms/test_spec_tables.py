"""The tables of the records specification against the forms themselves: what is missing is printed, and there is none.

What is kept elsewhere than in a form is named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest

from tests.forms.spec_tables import RECORDS, RELEASE
from toolkit.forms.catalogue import built_in
from toolkit.forms.rules import pages
from toolkit.forms.time_limits import LIMITS
from toolkit.forms.vocabulary import (
    BodyMap,
    Choice,
    Choices,
    Columns,
    Field,
    Form,
    Grid,
    Rows,
    Signatures,
    option_pairs,
)
from toolkit.forms.words import SIGNED_WORDS
from toolkit.practice import areas
from toolkit.vault.rows import ReleaseRow, Told

FORMS = {entry.form.id: entry.form for entry in built_in()}
NUMBERS = [f"R{n:02d}" for n in range(1, 29) if n != 6]


def places(form: Form) -> set[str]:
    """Every place of a form where something is kept, as the lines of the table name them."""
    return {place for page in pages(form) for part in page.fields for place in _places(part, "")}


def _places(part: Field, before: str) -> Iterator[str]:
    here = f"{before}{part.key}"
    yield here
    match part:
        case Choice() | Choices():
            yield from (f"{here}={value}" for value, _ in option_pairs(part.options))
        case Signatures():
            yield from (f"{here}={how}" for how in SIGNED_WORDS)
        case Rows() | Grid() | BodyMap():
            yield from (f"{here}#{one.value}" for one in (part.fixed if isinstance(part, Rows) else ()))
            for column in part.columns:
                yield from _places(column, f"{here}.")
        case Columns():
            for kind in (kind for column in part.columns for kind in column.kinds):
                yield f"{here}:{kind.value}"
                for cell in kind.columns:
                    yield from _places(cell, f"{here}:{kind.value}.")
        case _:
            pass


def lines(record: str) -> list[tuple[str, str]]:
    """The lines of a record: what is asked for and where it is."""
    _, text = RECORDS[record]
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        name, bar, place = line.partition(" | ")
        assert bar, f"{record}: no place in {line!r}"
        found.append((name.strip(), place.strip()))
    return found


KNOWN = {form_id: places(form) for form_id, form in FORMS.items()}
LIMIT_NAMES = {one.id for one in LIMITS} | {
    f"{a.id}.{t.what}" for a in areas.load().packs for t in a.timelines
}


def missing_of(record: str, known: Mapping[str, set[str]]) -> list[str]:
    """What a record's table asks for and the forms, given by their places, do not have; a sentence each."""
    main, _ = RECORDS[record]
    gone = []
    for name, place in lines(record):
        if place.startswith("-"):
            continue
        for one in (part.strip() for part in place.split(" + ")):
            form_id, slash, inner = one.partition("/")
            where = known.get(form_id if slash else main, set())
            there = one[1:] in LIMIT_NAMES if one.startswith("@") else (inner if slash else one) in where
            if not there:
                gone.append(f"{record}: {name}: nothing is kept under {one}")
    return gone


@pytest.mark.parametrize("record", RECORDS)
def test_nothing_the_specification_asks_for_is_missing(record: str) -> None:
    gone = missing_of(record, KNOWN)
    print("\n".join(gone) or f"{record}: nothing is missing")
    assert gone == []


def test_every_record_of_the_specification_has_its_table() -> None:
    tables = {name[:3] for name in RECORDS}
    assert {number for number in NUMBERS if number not in tables} == set()
    assert {form_id for form_id, _ in RECORDS.values()} <= set(FORMS)


def test_what_is_kept_elsewhere_is_named_with_its_reason() -> None:
    elsewhere = [
        (record, name, place) for record in RECORDS for name, place in lines(record) if place[0] == "-"
    ]
    for record, name, place in elsewhere:
        print(f"{record}: {name}: {place[1:].strip()}")
        assert len(place.split()) >= 4, (record, name)
    assert len(elsewhere) == 7


def test_the_note_of_what_left_has_every_field_of_its_table() -> None:
    have = {f"{kind.__name__}.{name}" for kind in (ReleaseRow, Told) for name in dir(kind)}
    have |= {f"{kind.__name__}.{name}" for kind in (ReleaseRow, Told) for name in kind.__annotations__}
    gone = [f"{name}: {one}" for name, place in RELEASE.items() for one in place.split() if one not in have]
    assert gone == []


@pytest.mark.parametrize("record", [name for name in RECORDS if not name.startswith("R00")])
def test_a_field_that_is_taken_out_of_its_form_is_missed(record: str) -> None:
    """Takes away, one after another, each field the table asks for, and looks whether it is noticed."""
    main, _ = RECORDS[record]
    form = FORMS[main]
    asked = {re.split(r"[.=#:]", one)[0] for _, text in lines(record) for one in text.split(" + ")}
    taken = 0
    for page in form.pages:
        for part in (part for part in page.fields if part.key in asked):
            less = KNOWN[main] - set(_places(part, ""))
            assert missing_of(record, {**KNOWN, main: less}), (record, part.key)
            taken += 1
    assert taken >= 1


def without(form: Form, key: str, **changed: Any) -> Form:
    """The form with one field changed."""

    def change(part: Field) -> Field:
        return msgspec.structs.replace(part, **changed) if part.key == key else part

    new = (msgspec.structs.replace(page, fields=tuple(map(change, page.fields))) for page in form.pages)
    return msgspec.structs.replace(form, pages=tuple(new))


def test_a_topic_or_a_fixed_row_that_is_taken_out_is_missed() -> None:
    topics = next(part for page in FORMS["service"].pages for part in page.fields if part.key == "topics")
    assert isinstance(topics, Choices)
    short = places(without(FORMS["service"], "topics", options=topics.options[1:]))
    gone = missing_of("R22 directory", {**KNOWN, "service": short})
    assert gone == [
        "R22 directory: topic: advocacy, asylum, bereavement, bullying: nothing is kept under topics=advocacy"
    ]
    rows = next(part for page in FORMS["eh_record"].pages for part in page.fields if part.key == "plan")
    assert isinstance(rows, Rows)
    short = places(without(FORMS["eh_record"], "plan", fixed=rows.fixed[1:]))
    gone = missing_of("R14 early help intervention record", {**KNOWN, "eh_record": short})
    assert gone == [
        "R14 early help intervention record: row: self esteem: nothing is kept under plan#self_esteem"
    ]
