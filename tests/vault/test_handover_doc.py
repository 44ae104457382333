"""The document that describes a hand-over describes all of it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_format import (
    FORMAT,
    VERSION,
    Bundle,
    GivenCopy,
    GivenFile,
    GivenRecord,
    GivenVersion,
    StayedBehind,
    to_bytes,
)

WORDS = (Path(__file__).parents[2] / "docs" / "hand-over.md").read_text(encoding="utf-8")
PARTS = {
    "## The document": Bundle,
    "One of `records`": GivenRecord,
    "One of `versions`": GivenVersion,
    "One of `files`": GivenFile,
    "One of `copies`": GivenCopy,
    "One of `stayed`": StayedBehind,
}


@pytest.mark.parametrize("head", PARTS)
def test_every_field_is_described(head: str) -> None:
    start = WORDS.index(head)
    ends = [place for other in [*PARTS, "## The mark"] if (place := WORDS.find(other, start + 1)) > 0]
    part = WORDS[start : min(ends)]
    fields = [field.name for field in msgspec.structs.fields(PARTS[head])]
    assert not [name for name in fields if f"`{name}`" not in part]


def test_what_is_given_has_these_fields_and_no_others(case: Case) -> None:
    note = case.note("Pip smiled.")
    file = case.vault.attachments.add(note.id, "a.png", "image/png", b"picture", AUTHOR)
    answers = {**note.answers, "facts": file.id}
    case.vault.records.finish(note.id, answers, {"practitioner": b"{}"}, AUTHOR)
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "Printed", "", "ab" * 32, AUTHOR)
    case.note("A draft")
    plain = msgspec.json.decode(to_bytes(HandOvers(case.vault).gather(case.family.id, None, AUTHOR)))
    assert (plain["format"], plain["version"]) == (FORMAT, VERSION)
    record = plain["records"][1]
    for found, kind in (
        (plain, Bundle),
        (record, GivenRecord),
        (record["versions"][0], GivenVersion),
        (record["files"][0], GivenFile),
        (record["copies"][0], GivenCopy),
        (plain["stayed"][0], StayedBehind),
    ):
        assert list(found) == [field.name for field in msgspec.structs.fields(kind)]


def test_the_mark_can_be_made_from_its_description(case: Case) -> None:
    import hashlib
    import json

    case.finished("Zoë smiled.")
    plain = msgspec.json.decode(to_bytes(HandOvers(case.vault).gather(case.family.id, None, AUTHOR)))
    record = plain["records"][1]
    one = record["versions"][0]
    outlines = {reader: hashlib.sha256(text.encode()).hexdigest() for reader, text in one["outlines"].items()}
    parts = [record["form_id"], one["form_version"], one["answers"], one["author"], one["author_role"]]
    parts += [one["reason"], one["written"], outlines]
    made = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    assert made == one["mark"]


def test_tables_are_described() -> None:
    from toolkit.export import tables

    for columns in (tables.PEOPLE, tables.RECORDS, tables.CHRONOLOGY, tables.ACTIONS, tables.LEFT):
        assert ", ".join(f"`{name}`" for name in columns) in WORDS
