"""A record filed in the wrong family: its words move, a stub stays, and nothing of it is read there any more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, note_answers
from toolkit.errors import ReasonMissing, RecordNotFound, RecordWithdrawn, WrongFamily
from toolkit.vault.audit import Author
from toolkit.vault.rows import Record

MOVER = Author("Hazel Rook", "Team lead")
WORDS = "Zanzibar: the kettle story."


@pytest.fixture
def quill(case: Case) -> Record:
    """The right family."""
    return case.vault.records.create(
        "family", None, {"family_name": "Quill", "children": [{"id": "ash", "name": "Ash Quill"}]}, AUTHOR
    )


def held(value: Any) -> str:
    return repr(value)


@pytest.mark.parametrize("state", ["draft", "final", "amended", "amending"])
def test_its_words_move_and_nothing_is_left_to_read(case: Case, quill: Record, state: str) -> None:
    records = case.vault.records
    note = case.note(WORDS, purpose="Zanzibar purpose")
    if state != "draft":
        note = records.finish(note.id, note.answers, {"practitioner": WORDS.encode()}, AUTHOR, "")
    if state in ("amended", "amending"):
        records.amend(note.id, AUTHOR, "Zanzibar was spelt wrong")
        records.save_draft(note.id, {**note.answers, "facts": WORDS + " Again."})
    if state == "amended":
        records.finish(note.id, {**note.answers, "facts": WORDS + " Again."}, {}, AUTHOR)
    case.vault.releases.note(note.id, 1, "family", "Sorrel", "print", "asked", "00", AUTHOR)
    case.clock.move(hours=1)

    moved = records.withdraw(note.id, quill.id, MOVER, "It was about another family")

    expected = WORDS + (" Again." if state in ("amended", "amending") else "")
    assert (moved.status, moved.family_id, moved.answers["facts"]) == ("draft", quill.id, expected)
    assert (moved.author, moved.moved_from) == ("Tansy Dunnock", note.id)
    assert moved.event == note.event
    # In the wrong family: the stub.
    stub = records.get(note.id)
    assert (stub.status, stub.answers, stub.outlines, stub.moved_to) == ("withdrawn", {}, {}, moved.id)
    assert (stub.author, stub.reason, stub.written) == (
        "Hazel Rook",
        "It was about another family",
        case.clock.now,
    )
    (row,) = records.timeline(case.family.id)
    assert (row.status, row.title, row.reason, row.summary) == (
        "withdrawn",
        "Case note",
        "It was about another family",
        "",
    )
    assert row.event == "2026-11-12T13:10"
    assert records.revisions(note.id) == []
    for revision in (1, 2):
        with pytest.raises(RecordWithdrawn):
            records.get(note.id, revision)
    shown = held([stub, row, case.vault.audit.rows(note.id), records.due(case.family.id, done=True)])
    assert "Zanzibar" not in shown
    assert "kettle" not in shown
    # Copies that left stay listed where they left from.
    assert [sent.record_id for sent in case.vault.releases.of(case.family.id)] == [note.id]
    assert [sent.record_id for sent in case.vault.releases.of_record(note.id)] == [note.id]
    # The search finds it in the right family alone.
    hits = case.vault.search.find("Zanzibar kettle")
    assert [(hit.record_id, hit.family_id) for hit in hits] == [(moved.id, quill.id)]
    assert case.vault.search.find("Zanzibar", family_id=case.family.id) == []
    # Its promises moved as well, and it is open to be looked through.
    assert [row.id for row in records.drafts()] == [moved.id]
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]
    final = records.finish(moved.id, moved.answers, {"practitioner": b"x"}, MOVER)
    assert final.status == "final"
    assert [f.grade for f in case.vault.check(quick=False)] == ["GOOD"]


def test_nothing_of_the_wrong_family_comes_along(case: Case, quill: Record) -> None:
    """The note named a child of the wrong family by id; in the right family nobody learns the name."""
    note = case.finished(WORDS, about=["pip"], seen=[{"id": "pip", "person": "pip", "seen": "yes"}])
    moved = case.vault.records.withdraw(note.id, quill.id, MOVER, "Filed under Thistlewick by mistake")
    (row,) = case.vault.records.timeline(quill.id)
    shown = held([moved, row, case.vault.audit.rows(moved.id), case.vault.search.find("kettle")])
    assert "Thistlewick" not in shown.replace("moved_from", "")
    assert "Pip" not in shown
    assert [hit.record_id for hit in case.vault.search.find("Pip")] == [case.family.id]
    assert "First written 2026-11-12 14:20" in moved.reason


def test_its_promises_move(case: Case, quill: Record) -> None:
    note = case.finished(actions=[{"id": "a", "what": "Ring", "who": {"name": "T"}, "by_when": "2026-12-01"}])
    moved = case.vault.records.withdraw(note.id, quill.id, MOVER, "wrong family")
    assert case.vault.records.due(case.family.id) == []
    assert [due.record_id for due in case.vault.records.due(quill.id)] == [moved.id]


def test_a_stub_stays_for_good(case: Case, quill: Record) -> None:
    note = case.finished()
    case.vault.records.withdraw(note.id, quill.id, MOVER, "wrong family")
    for step in (
        lambda: case.vault.records.save_draft(note.id, note_answers("x")),
        lambda: case.vault.records.finish(note.id, {}, {}, AUTHOR),
        lambda: case.vault.records.amend(note.id, AUTHOR, "x"),
        lambda: case.vault.records.discard_draft(note.id, AUTHOR),
        lambda: case.vault.records.withdraw(note.id, quill.id, AUTHOR, "x"),
    ):
        with pytest.raises(RecordWithdrawn):
            step()
    store = case.vault._opened.store  # type: ignore[union-attr]
    with pytest.raises(Exception, match="finished"):
        store.rows("UPDATE records SET status = 'final' WHERE id = ?", [note.id])


def test_it_needs_a_reason_and_another_family(case: Case, quill: Record) -> None:
    note = case.finished()
    with pytest.raises(ReasonMissing):
        case.vault.records.withdraw(note.id, quill.id, MOVER, " ")
    with pytest.raises(WrongFamily):
        case.vault.records.withdraw(note.id, case.family.id, MOVER, "x")
    with pytest.raises(RecordNotFound):
        case.vault.records.withdraw(note.id, note.id, MOVER, "x")
    assert case.vault.records.get(note.id) == note


def test_rebuilding_the_lists_brings_nothing_back(case: Case, quill: Record) -> None:
    note = case.finished(WORDS)
    moved = case.vault.records.withdraw(note.id, quill.id, MOVER, "wrong family")
    case.vault.rebuild_lists()
    assert [hit.record_id for hit in case.vault.search.find("Zanzibar")] == [moved.id]
    assert case.vault.records.get(note.id).answers == {}
    assert case.vault.records.timeline(case.family.id)[0].title == "Case note"
