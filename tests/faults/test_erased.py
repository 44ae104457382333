"""After a whole family was erased, the health check and the trail find nothing amiss, and no word of it is left."""

from __future__ import annotations

from pathlib import Path

from tests.faults import tamper
from tests.vault.people import AUTHOR, unlock


def test_an_erased_family_leaves_a_sound_vault(tmp_path: Path) -> None:
    """With pictures and papers, copies that left, and a note that was moved to another family before."""
    tamper.make(tmp_path / "records")
    with unlock(tmp_path / "records") as vault:
        family = vault.records.families()[0]
        other = vault.records.create("family", None, {"family_name": "Quill"}, AUTHOR)
        vault.records.withdraw(vault.records.timeline(family.id)[3].id, other.id, AUTHOR, "The wrong family.")
        vault.erasing.erase(vault.erasing.plan(family.id), "transferred", AUTHOR, family.reference)
        assert vault.audit.verify() is None
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
    with unlock(tmp_path / "records") as vault:
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
        assert [row.name for row in vault.records.families()] == ["Quill"]
