"""A family's records read in one go, the light list of families, and what was said about reading the history."""

from __future__ import annotations

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR
from toolkit.errors import ReasonMissing, RecordNotFound
from toolkit.vault.audit_words import in_words
from toolkit.vault.vault import Vault


def test_it_is_what_the_line_of_time_shows_with_the_words(case: Case) -> None:
    """Drafts, finished ones and, while one is amended, the finished version; no stub and no discarded draft."""
    records = case.vault.records
    draft = case.note("A draft.")
    final = case.note("Finished.")
    records.finish(final.id, final.answers, {}, AUTHOR)
    amending = case.note("First version.")
    records.finish(amending.id, amending.answers, {}, AUTHOR)
    records.amend(amending.id, AUTHOR, "A word was wrong")
    records.save_draft(amending.id, {**amending.answers, "facts": "Not yet."})
    gone = case.note("Thrown away.")
    records.discard_draft(gone.id, AUTHOR, "Begun by mistake")
    found = {one.id: one for one in records.standing(case.family.id)}
    assert set(found) == {draft.id, final.id, amending.id}
    assert {one.answers["facts"] for one in found.values()} == {"A draft.", "Finished.", "First version."}
    for row in records.timeline(case.family.id):
        if row.status in ("draft", "final"):
            one = found[row.id]
            assert (one.form_id, one.status, one.event, one.title) == (
                row.form_id,
                row.status,
                row.event,
                row.title,
            )
            assert one.answers == records.get(row.id, row.revision).answers
    assert records.standing("nobody") == []


def test_what_was_read_holds_until_something_is_written(case: Case) -> None:
    """The number grows with a save and stays with a reading."""
    records = case.vault.records
    note = case.note("One.")
    before = records.changes()
    records.standing(case.family.id)
    records.families()
    assert records.changes() == before
    records.save_draft(note.id, {**note.answers, "facts": "Two."})
    assert records.changes() > before


def test_families_without_counts_are_the_same_families(case: Case, other: Vault) -> None:
    """Names, references and warnings; nothing said of their records."""
    records = case.vault.records
    case.note("One.")
    (full,), (light,) = records.families(), records.families(counted=False)
    assert (light.id, light.name, light.reference, light.warnings) == (
        full.id,
        full.name,
        full.reference,
        full.warnings,
    )
    assert (light.records, light.drafts, light.last_event) == (0, 0, "")
    assert full.records == 1
    assert records.has_family()
    assert not other.records.has_family()


def test_families_in_which_somebody_died_or_a_pregnancy_ended(case: Case) -> None:
    """By the file as it stands now, and only of those asked for."""
    records = case.vault.records
    ids = [case.family.id, "nobody"]
    assert records.with_endings(ids) == set()
    for status in ("died", "ended"):
        child = {"id": "c9", "name": "Moss Bumblecroft", "status": status}
        records.close_living(case.family.id, {**case.family.answers, "children": [child]}, AUTHOR)
        assert records.with_endings(ids) == {case.family.id}
        assert records.with_endings([]) == set()
        assert records.with_endings([str(n) for n in range(1200)] + ids) == {case.family.id}
    records.close_living(case.family.id, case.family.answers, AUTHOR)
    assert records.with_endings(ids) == set()


def test_reading_the_history_is_said_in_the_trail(case: Case) -> None:
    """Who, when, and why it was not read; the trail stays whole."""
    records = case.vault.records
    records.history_read(case.family.id, AUTHOR, read=False, why="At the door")
    case.clock.move(hours=1)
    records.history_read(case.family.id, AUTHOR, read=True)
    assert [read for _, read in records.readings(case.family.id)] == [False, True]
    first, last = case.vault.audit.rows(case.family.id)[-2:]
    assert in_words(last, lambda _id: "a family") == "Tansy Dunnock read the history of a family."
    assert in_words(first, lambda _id: "a family").startswith("Tansy Dunnock began new work without reading")
    assert "At the door" in in_words(first)
    assert case.vault.audit.verify() is None


def test_it_needs_a_family_and_a_reason(case: Case) -> None:
    """Otherwise nothing is written."""
    records = case.vault.records
    with pytest.raises(ReasonMissing):
        records.history_read(case.family.id, AUTHOR, read=False)
    with pytest.raises(RecordNotFound):
        records.history_read("nobody", AUTHOR, read=True)
    with pytest.raises(RecordNotFound):
        records.history_read(case.note("x").id, AUTHOR, read=True)
    assert records.readings(case.family.id) == []
