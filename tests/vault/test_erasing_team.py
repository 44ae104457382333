"""A record of the team can be erased by itself; one that only waits to be filed with a family cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.people import AUTHOR, FAMILY, note_answers, open_vault
from tests.vault.test_erasing import traces
from toolkit.errors import ErasureChanged, NotConfirmed, ReasonMissing, RecordNotFound
from toolkit.vault import audit_words
from toolkit.vault.vault import Vault

CANARY = "Zanzibarkettle"


@pytest.fixture
def vault(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_vault(tmp_path / "records") as made:
        yield made


def sheet(vault: Vault, name: str = CANARY) -> str:
    """A training record that was closed twice, with a certificate."""
    record = vault.records.create("training", None, {"name": name}, AUTHOR)
    kept = vault.attachments.add(record.id, "one.png", "image/png", b"\x89PNG" + name.encode(), AUTHOR)
    certificate = [{"id": "f1", "file": kept.id, "name": "one.png", "media": "image/png"}]
    course = [{"id": "m1", "what": f"{name} course", "certificate": certificate}]
    vault.records.close_living(record.id, {"name": name, "mandatory": course}, AUTHOR)
    return record.id


def test_it_goes_with_its_versions_and_files_and_the_rest_stays(vault: Vault, tmp_path: Path) -> None:
    kept = sheet(vault, "Tansy")
    family = vault.records.create("family", None, FAMILY, AUTHOR).id
    gone = sheet(vault)
    plan = vault.erasing.plan(gone)
    assert plan.team
    assert (plan.records, plan.files, plan.stubs, plan.held) == (1, 1, 0, False)
    stone = vault.erasing.erase(plan, "team_mistake", AUTHOR, plan.reference.lower())
    assert (stone.records, stone.reason) == (1, "It was entered by mistake")
    assert {row.id for row in vault.records.timeline(None)} == {kept}
    assert vault.search.find(CANARY) == []
    assert vault.records.get(kept).answers["name"] == "Tansy"
    assert vault.records.get(family).answers["family_name"] == FAMILY["family_name"]
    assert vault.audit.verify() is None
    assert not [one for one in vault.check() if one.grade in ("WARN", "CRITICAL")]
    assert traces(vault, tmp_path, CANARY) == 0
    (row,) = [one for one in vault.audit.rows() if one.what == "erased"]
    assert "erased a record of the team" in audit_words.in_words(row, lambda _id: "")
    with pytest.raises(RecordNotFound):
        vault.erasing.plan(gone)


def test_it_needs_a_reason_of_its_own_its_mark_and_that_nothing_changed(vault: Vault) -> None:
    gone = sheet(vault)
    plan = vault.erasing.plan(gone)
    with pytest.raises(ReasonMissing):
        vault.erasing.erase(plan, "objection", AUTHOR, plan.reference)
    with pytest.raises(NotConfirmed):
        vault.erasing.erase(plan, "team_over", AUTHOR, "")
    vault.records.save_draft(gone, {"name": "Somebody else"}, AUTHOR)
    with pytest.raises(ErasureChanged):
        vault.erasing.erase(plan, "team_over", AUTHOR, plan.reference)
    assert vault.records.get(gone).answers == {"name": "Somebody else"}


def test_a_reason_of_the_team_erases_no_family(vault: Vault) -> None:
    family = vault.records.create("family", None, FAMILY, AUTHOR).id
    plan = vault.erasing.plan(family)
    assert not plan.team
    with pytest.raises(ReasonMissing):
        vault.erasing.erase(plan, "team_mistake", AUTHOR, plan.reference)


def test_a_note_that_waits_to_be_filed_cannot_be_erased_by_itself(vault: Vault) -> None:
    note = vault.records.create("case_note", None, note_answers("Seen."), AUTHOR)
    with pytest.raises(RecordNotFound):
        vault.erasing.plan(note.id)
