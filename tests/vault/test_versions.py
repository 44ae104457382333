"""A vault, a key file and a backup of every version open for ever; an upgrade is a verified backup and one transaction."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.helpers import TOP, disk_fault
from tests.vault.people import AUTHOR, CODE, PASSPHRASE, bytes_of, note_answers, unlock
from toolkit.errors import DiskFull, RecordsNewer, ToolkitError
from toolkit.forms import catalogue
from toolkit.vault import backup, engine, migrations, recovery
from toolkit.vault.keyfile import VERSION, read_key_file
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import SCHEMA_VERSION
from toolkit.vault.vault import Vault

STORED = TOP / "tests" / "stored"
VERSIONS = range(1, SCHEMA_VERSION + 1)


def stored(version: int, folder: Path) -> Path:
    place = folder / f"records-{version}"
    shutil.copytree(STORED / f"vault-{version}", place)
    (place / "README.md").unlink()
    (place / "first-format.backup").unlink(missing_ok=True)
    return place


def version_of(vault: Vault) -> int:
    return int(vault._open_one().store.value("PRAGMA user_version"))


def test_a_vault_of_every_version_is_stored() -> None:
    assert {path.name for path in STORED.glob("vault-*")} == {f"vault-{version}" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_each_is_only_read_when_asked_and_no_byte_changes(version: int, tmp_path: Path) -> None:
    folder = stored(version, tmp_path)
    before = bytes_of(folder)
    with unlock(folder, read_only=True) as vault:
        assert version_of(vault) == version
        assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
        assert vault.summary().records == 2
        assert vault.search.find("smiled")
        family = vault.records.families()[0].id
        assert vault.erasing.held(family) is None
        assert vault.erasing.tombstones() == []
    assert recovery.drill(folder, CODE.text, catalogue.load).records == 2
    assert bytes_of(folder) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_each_opens_is_brought_up_to_date_and_worked_with(version: int, tmp_path: Path) -> None:
    folder = stored(version, tmp_path)
    for time in range(2):
        with unlock(folder) as vault:
            assert version_of(vault) == SCHEMA_VERSION
            assert vault.older is None
            assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
            family = vault.records.families()[0]
            assert family.name == "Thistlewick"
            assert len(vault.records.timeline(family.id)) == 2 + time
            vault.records.create("case_note", family.id, note_answers("more"), AUTHOR)
            upgrades = [row.why for row in vault.audit.rows() if row.what == "upgraded"]
            assert upgrades == ([f"from {version}"] if version < SCHEMA_VERSION else [])
    assert read_key_file(folder).version == VERSION
    with Vault.unlock_with_code(folder, CODE.text, "other", catalogue.load) as vault:
        assert vault.audit.verify() is None


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_verified_backup_comes_before_the_upgrade(version: int, tmp_path: Path) -> None:
    folder = stored(version, tmp_path)
    before = {"vault.key": bytes_of(folder)["vault.key"]}
    unlock(folder).close()
    (held,) = (folder / "backups").glob("*.backup")
    assert held.name == f"before-upgrade-from-{version}.backup"
    assert backup.read(held).tables == version
    with backup.trial(held, PASSPHRASE, catalogue_for=catalogue.load) as tried:
        assert version_of(tried.vault) == version
        assert tried.summary.records == 2
        assert {"vault.key": bytes_of(tried.folder)["vault.key"]} == before
        assert [finding.grade for finding in tried.vault.check(quick=False)] == ["GOOD"]


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_without_the_backup_there_is_no_upgrade(version: int, tmp_path: Path) -> None:
    folder = stored(version, tmp_path)
    before = bytes_of(folder)
    with disk_fault("pathlib.Path.touch"), pytest.raises(DiskFull):
        unlock(folder)
    with unlock(folder, read_only=True) as vault:
        assert version_of(vault) == version
    assert bytes_of(folder)["vault.key"] == before["vault.key"]
    assert not list(folder.rglob("*.backup*"))


FAULTS = {
    1: ("_OF_ERASING", "audit_kept_update"),
    2: ("_OF_ERASING", "revisions_kept_delete"),
    3: ("_TOLD", "releases"),
}


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_upgrade_that_fails_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    for table, name in [FAULTS[later] for later in VERSIONS[version - 1 : -1]]:
        folder = stored(version, tmp_path / name)
        with monkeypatch.context() as patch:
            patch.setitem(getattr(migrations, table), name, "CREATE TRIGGER broken")
            with pytest.raises(ToolkitError):
                unlock(folder)
        with unlock(folder, read_only=True) as vault:
            assert version_of(vault) == version
            assert [finding.grade for finding in vault.check(quick=False)] == ["GOOD"]
        with unlock(folder) as vault:
            assert version_of(vault) == SCHEMA_VERSION


def test_a_newer_vault_is_refused_unharmed(tmp_path: Path) -> None:
    folder = stored(SCHEMA_VERSION, tmp_path)
    salt = (folder / "vault.db").read_bytes()[:16]
    store = engine.Store(folder / "vault.db", Keys(CODE).database(), salt)
    store.rows(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    store.close()
    before = bytes_of(folder)
    for read_only in (False, True):
        with pytest.raises(RecordsNewer):
            unlock(folder, read_only=read_only)
    with pytest.raises(RecordsNewer):
        recovery.drill(folder, CODE.text, catalogue.load)
    assert bytes_of(folder) == before
    assert not (folder / "backups").exists()


def test_a_backup_of_the_first_format_opens() -> None:
    held = STORED / "vault-3" / "first-format.backup"
    assert backup.read(held).records == 2
    for how in ({"passphrase": PASSPHRASE}, {"code": CODE.text}):
        with backup.trial(held, **how, catalogue_for=catalogue.load) as tried:
            assert [finding.grade for finding in tried.vault.check(quick=False)] == ["GOOD"]


def test_finished_words_stay_protected_after_every_upgrade(tmp_path: Path) -> None:
    """An upgrade makes some triggers anew; each statement that would change finished words is still refused."""
    for version in VERSIONS:
        with unlock(stored(version, tmp_path)) as vault:
            store = vault._open_one().store
            for words in (
                "UPDATE revisions SET answers = '{}' WHERE state <> 'draft'",
                "DELETE FROM revisions WHERE state <> 'draft'",
                "UPDATE outlines SET outline = x'00'",
                "DELETE FROM outlines",
                "UPDATE audit SET who = 'x'",
                "DELETE FROM audit",
                "DELETE FROM records",
                "INSERT OR REPLACE INTO audit SELECT * FROM audit",
            ):
                with pytest.raises(ToolkitError):
                    store.rows(words)
            assert vault.audit.verify() is None
            assert len(vault.search.find("smiled")) == 1
            assert re.match(r"\d+-[0-9a-f]{8}$", vault.audit.head().short)


def test_what_was_told_of_a_copy_is_read_from_the_fourth_version(tmp_path: Path) -> None:
    with unlock(stored(4, tmp_path), read_only=True) as vault:
        (copy,) = vault.releases.of()
        assert copy.told.no_decision == "Asked for by the court."
        assert copy.told.left_out == (("Referrer", "third party"),)
