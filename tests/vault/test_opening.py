"""Each thing that can be wrong with a vault has its own sentence, and leaves every file as it was."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import TOP, disk_fault
from tests.vault.people import CODE, PASSPHRASE, bytes_of, make_family, note_answers, open_vault, unlock
from toolkit import errors
from toolkit.errors import (
    DiskFull,
    EngineDoesNotEncrypt,
    FolderMissing,
    FolderReadOnly,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    PassphraseMissing,
    ProtectionMissing,
    RecordsAlreadyHere,
    RecordsDamaged,
    RecordsEmpty,
    RecordsLocked,
    RecordsMissing,
    RecordsNewer,
    RecordsNotEncrypted,
    RecordsOfAnother,
    RecordsOpenElsewhere,
    ToolkitError,
    WrongCode,
    WrongPassphrase,
)
from toolkit.forms import catalogue
from toolkit.vault import engine, files
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR, Keys
from toolkit.vault.vault import Vault


def change(path: Path, at: int, new: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(new)] = new
    path.write_bytes(data)


def plain_file(folder: Path) -> None:
    (folder / "vault.db").unlink()
    made = sqlite3.connect(folder / "vault.db")
    made.execute("CREATE TABLE records (id)")
    made.close()


def of_another(folder: Path) -> None:
    other = folder.parent / "another"
    vault, _ = Vault.create(other, PASSPHRASE, "Another", catalogue.load, cost=FLOOR)
    vault.close()
    shutil.copy(other / "vault.key", folder / "vault.key")


def run_sql(folder: Path, *statements: str) -> None:
    """Changes a vault behind the program's back, with the right key."""
    salt = (folder / "vault.db").read_bytes()[:16]
    store = engine.Store(folder / "vault.db", Keys(CODE).database(), salt)
    for statement in statements:
        store.rows(statement)
    store.close()


def newer_key_file(folder: Path) -> None:
    text = (folder / "vault.key").read_text()
    (folder / "vault.key").write_text(text.replace('"version": 2', '"version": 3'))


WRONG: dict[str, tuple[Callable[[Path], object], type[ToolkitError]]] = {
    "no vault.db": (lambda f: (f / "vault.db").unlink(), RecordsMissing),
    "0 bytes": (lambda f: (f / "vault.db").write_bytes(b""), RecordsEmpty),
    "plain SQLite": (plain_file, RecordsNotEncrypted),
    "only part of the first page": (lambda f: os.truncate(f / "vault.db", 700), RecordsDamaged),
    "half the file": (lambda f: os.truncate(f / "vault.db", 8 * 4096), RecordsDamaged),
    "first page damaged": (lambda f: change(f / "vault.db", 2000, b"xxxx"), RecordsDamaged),
    "first line damaged": (lambda f: change(f / "vault.db", 3, b"xx"), RecordsDamaged),
    "a page in the middle damaged": (lambda f: change(f / "vault.db", 4096 * 9 + 77, b"x\x00y"), RecordsDamaged),
    "bytes after the end": (lambda f: change(f / "vault.db", (f / "vault.db").stat().st_size, b"x" * 99), RecordsDamaged),
    "the key file of another vault": (of_another, RecordsOfAnother),
    "no key file": (lambda f: (f / "vault.key").unlink(), KeyFileMissing),
    "empty key file": (lambda f: (f / "vault.key").write_bytes(b""), KeyFileDamaged),
    "key file damaged": (lambda f: change(f / "vault.key", 99, b"?"), KeyFileDamaged),
    "key file of a newer program": (newer_key_file, KeyFileNewer),
    "records of a newer program": (lambda f: run_sql(f, "PRAGMA user_version = 99"), RecordsNewer),
    "a trigger dropped": (lambda f: run_sql(f, "DROP TRIGGER revisions_kept_update"), ProtectionMissing),
    "a trigger changed": (
        lambda f: run_sql(
            f,
            "DROP TRIGGER audit_kept_delete",
            "CREATE TRIGGER audit_kept_delete BEFORE DELETE ON audit WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END",
        ),
        ProtectionMissing,
    ),
    "a trigger added": (
        lambda f: run_sql(f, "CREATE TRIGGER mine AFTER INSERT ON audit BEGIN SELECT 1; END"),
        ProtectionMissing,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_changed(closed: Path, name: str) -> None:
    spoil, kind = WRONG[name]
    spoil(closed)
    before = bytes_of(closed)
    with pytest.raises(kind) as caught:
        unlock(closed)
    assert type(caught.value) is kind
    assert bytes_of(closed) == before
    # The same again: nothing was left locked.
    with pytest.raises(kind):
        unlock(closed)


def test_each_sentence_is_another_and_plain() -> None:
    kinds = [kind for _, kind in WRONG.values()] + [
        WrongPassphrase,
        RecordsOpenElsewhere,
        DiskFull,
        FolderReadOnly,
    ]
    sentences = {kind: kind.sentence for kind in kinds}
    assert len(set(sentences.values())) == len(sentences)
    for fault in vars(errors).values():
        if isinstance(fault, type) and issubclass(fault, ToolkitError):
            assert not re.search(
                r"\b(please|sorry|error|invalid|database)\b|!", fault.sentence, re.IGNORECASE
            )
            assert fault.sentence.endswith(".")


def test_a_wrong_passphrase_is_told_apart_from_damage(closed: Path) -> None:
    before = bytes_of(closed)
    for words in ("hazel and ferns", "Hazel and fern", "hazel and fern "):
        with pytest.raises(WrongPassphrase):
            unlock(closed, words)
    with pytest.raises(PassphraseMissing):
        unlock(closed, "")
    assert bytes_of(closed) == before


def test_the_key_file_of_another_vault_is_named_with_another_passphrase_too(closed: Path) -> None:
    of_another(closed)
    with pytest.raises(RecordsOfAnother):
        unlock(closed, "the passphrase of these records")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        unlock(tmp_path / "gone")
    with pytest.raises(RecordsMissing):
        unlock(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_vault_still_opens_to_read(closed: Path) -> None:
    change(closed / "vault.db", 4096 * 9 + 77, b"x\x00y")
    before = bytes_of(closed)
    vault = unlock(closed, read_only=True)
    assert vault.records.families()[0].name == "Thistlewick"
    found = vault.check()
    assert found[0].grade == "CRITICAL"
    vault.close()
    assert bytes_of(closed) == before


def test_protection_missing_still_opens_to_read(closed: Path) -> None:
    run_sql(closed, "DROP TRIGGER revisions_kept_update")
    vault = unlock(closed, read_only=True)
    assert [finding.grade for finding in vault.check()] == ["CRITICAL", "GOOD"]
    vault.close()


# Creating


def test_a_folder_with_records_is_never_made_anew(closed: Path) -> None:
    before = bytes_of(closed)
    with pytest.raises(RecordsAlreadyHere):
        open_vault(closed)
    (closed / "vault.db").rename(closed.parent / "vault.db")
    with pytest.raises(RecordsAlreadyHere):
        open_vault(closed)
    (closed.parent / "vault.db").rename(closed / "vault.db")
    assert bytes_of(closed) == before


def test_what_an_interrupted_creation_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for name in ("vault.db.new", "vault.db.new-wal", "vault.key"):
        (folder / name).write_bytes(b"half of it")
    vault = open_vault(folder)
    assert vault.name == "Records"
    vault.close()
    assert sorted(path.name for path in folder.iterdir()) == [
        "backups",
        "forms",
        "vault.db",
        "vault.key",
        "vault.lock",
    ]


@pytest.mark.parametrize("target", ["pathlib.Path.rename", "pathlib.Path.replace", "os.fsync"])
def test_a_disk_that_fills_up_while_creating_leaves_no_vault(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "records"
    with disk_fault(target), pytest.raises(DiskFull):
        open_vault(folder)
    assert not list(folder.glob("vault.db*"))
    assert not (folder / "vault.key").exists()
    open_vault(folder).close()


def test_files_are_for_this_person_alone(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in another way")
    vault = open_vault(tmp_path / "records")
    make_family(vault)
    for path in (tmp_path / "records").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
    vault.close()


def test_the_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s 100% "mine" #1? ünï 🦊'
    vault = open_vault(folder)
    family = make_family(vault)
    vault.close()
    for read_only in (False, True):
        vault = unlock(folder, read_only=read_only)
        assert vault.records.families()[0].id == family.id
        vault.close()


# Closing


def test_after_closing_everything_asked_is_refused(closed: Path) -> None:
    vault = unlock(closed)
    family = vault.records.families()[0].id
    vault.close()
    vault.close()
    for ask in (
        lambda: vault.records.families(),
        lambda: vault.records.get(family),
        lambda: vault.records.save_draft(family, {}),
        lambda: vault.search.find("pip"),
        lambda: vault.facts.get("author_name"),
        lambda: vault.releases.of(),
        lambda: vault.audit.rows(),
        lambda: vault.recovery_code(),
        lambda: vault.change_passphrase("a", "b"),
        lambda: vault.check(),
    ):
        with pytest.raises(RecordsLocked):
            ask()
    assert sorted(path.name for path in closed.iterdir() if path.is_file()) == [
        "vault.db",
        "vault.key",
        "vault.lock",
    ]


# Two at once


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that has the vault open."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.others", "hold", str(folder)],
        cwd=TOP,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_a_second_process_is_refused_within_two_seconds_and_a_killed_one_blocks_nothing(closed: Path) -> None:
    for _ in range(3):
        process = holder(closed)
        for read_only in (False, True):
            began = time.monotonic()
            with pytest.raises(RecordsOpenElsewhere):
                unlock(closed, read_only=read_only)
            assert time.monotonic() - began < 2
        ended(process)
        vault = unlock(closed)
        assert [finding.grade for finding in vault.check()] == ["GOOD"]
        vault.close()


def test_without_the_lock_file_the_engine_itself_keeps_a_second_process_out(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network folders know no file locks of the kind, and a person may delete the lock file."""
    process = holder(closed)
    monkeypatch.setattr(files.FolderLock, "_take", lambda self: None)
    began = time.monotonic()
    with pytest.raises(RecordsOpenElsewhere):
        unlock(closed)
    assert time.monotonic() - began < 2
    ended(process)


def test_the_same_process_opens_a_folder_once(closed: Path) -> None:
    vault = unlock(closed)
    with pytest.raises(RecordsOpenElsewhere):
        unlock(closed)
    with pytest.raises(RecordsOpenElsewhere):
        Vault.unlock_with_code(closed, CODE.text, "new", catalogue.load)
    vault.facts.set("author_name", "Tansy Dunnock")
    vault.close()
    unlock(closed).close()


# Passphrase and code


def test_another_passphrase_changes_the_key_file_alone(closed: Path) -> None:
    before = bytes_of(closed)
    vault = unlock(closed)
    vault._opened.store.checkpoint()  # type: ignore[union-attr]
    middle = bytes_of(closed)["vault.db"]
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("not it", "new")
    with pytest.raises(PassphraseMissing):
        vault.change_passphrase(PASSPHRASE, "")
    vault.change_passphrase(PASSPHRASE, "bramble “and” dock")
    assert bytes_of(closed)["vault.db"] == middle
    assert bytes_of(closed)["vault.key"] != before["vault.key"]
    assert vault.passphrase_is("bramble “and” dock")
    assert not vault.passphrase_is(PASSPHRASE)
    vault.close()
    with pytest.raises(WrongPassphrase):
        unlock(closed)
    unlock(closed, "bramble “and” dock").close()
    Vault.unlock_with_code(closed, CODE.text, "third", catalogue.load).close()
    unlock(closed, "third").close()


@pytest.mark.parametrize("key_file", ["good", "gone", "damaged", "of another vault"])
def test_the_code_opens_with_the_passphrase_forgotten(closed: Path, key_file: str) -> None:
    if key_file == "gone":
        (closed / "vault.key").unlink()
    elif key_file == "damaged":
        change(closed / "vault.key", 99, b"?")
    elif key_file == "of another vault":
        of_another(closed)
    vault = Vault.unlock_with_code(closed, CODE.text.lower(), "a new one", catalogue.load, cost=FLOOR)
    assert len(vault.records.timeline(vault.records.families()[0].id)) == 25
    assert vault.audit.rows()[-1].what == "opened with the recovery code"
    assert vault.recovery_code() == CODE
    vault.close()
    unlock(closed, "a new one").close()
    with pytest.raises(WrongPassphrase):
        unlock(closed)


def swapped(letters: str, group: int) -> str:
    """The letters with two neighbours of one group changed over."""
    place = next(at for at in range(5 * group - 5, 5 * group - 1) if letters[at] != letters[at + 1])
    return letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]


@pytest.mark.parametrize("key_file", ["good", "gone"])
def test_a_wrong_code_changes_nothing(closed: Path, key_file: str) -> None:
    if key_file == "gone":
        (closed / "vault.key").unlink()
    before = bytes_of(closed)
    for typed, group in (
        (RecoveryCode(bytes(20)).text, None),
        (CODE.letters[:27] + ("A" if CODE.letters[27] != "A" else "B") + CODE.letters[28:], 6),
        (swapped(CODE.letters, 3), 3),
        ("", None),
    ):
        with pytest.raises(WrongCode) as caught:
            Vault.unlock_with_code(closed, typed, "new", catalogue.load)
        assert caught.value.group == group
    assert bytes_of(closed) == before


def test_the_code_of_a_damaged_vault_is_not_called_wrong(closed: Path) -> None:
    (closed / "vault.key").unlink()
    change(closed / "vault.db", 2000, b"xxxx")
    before = bytes_of(closed)
    with pytest.raises(RecordsDamaged):
        Vault.unlock_with_code(closed, CODE.text, "new", catalogue.load)
    assert bytes_of(closed) == before


def test_the_code_alone_opens_to_read_and_keeps_the_passphrase(closed: Path) -> None:
    before = bytes_of(closed)
    vault = Vault.unlock_with_code(closed, CODE.text, "", catalogue.load)
    assert vault.read_only
    vault.close()
    assert bytes_of(closed) == before


def test_a_new_passphrase_that_cannot_be_written_leaves_the_old_one(closed: Path) -> None:
    with disk_fault("os.fsync"), pytest.raises(DiskFull):
        Vault.unlock_with_code(closed, CODE.text, "new", catalogue.load, cost=FLOOR)
    unlock(closed).close()


# Read only


def test_a_folder_that_cannot_be_written_to_is_opened_to_read(closed: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights of folders work in another way")
    # So that a process without root's rights gets this far.
    for parent in closed.parents:
        if "pytest-" in str(parent):
            parent.chmod(0o755)
    (closed / "vault.lock").unlink(missing_ok=True)
    for path in [*closed.rglob("*"), closed]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = bytes_of(closed)
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.others", "read_only", str(closed)],
        cwd=TOP,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": "/tmp"},
        check=False,
    )
    assert done.stdout.splitlines() == [
        "read only True",
        "notes 25",
        "found 25",
        "check ['GOOD']",
        "OpenedToReadOnly",
        "OpenedToReadOnly",
    ], done.stderr
    assert bytes_of(closed) == before
    assert sorted(path.name for path in closed.iterdir()) == ["backups", "forms", "vault.db", "vault.key"]
    for path in [closed, *closed.rglob("*")]:
        path.chmod(0o700)


def test_read_only_shows_what_was_saved_last_before_a_kill(closed: Path) -> None:
    """What still lies beside the main file counts, though the file may not be changed to take it in."""
    vault = unlock(closed)
    family = vault.records.families()[0].id
    vault.records.create("case_note", family, note_answers("Only just saved."), "Tansy Dunnock")
    copy = closed.parent / "copy"
    shutil.copytree(closed, copy)
    vault.close()
    assert (copy / "vault.db-wal").stat().st_size > 0
    before = bytes_of(copy)
    vault = unlock(copy, read_only=True)
    assert len(vault.search.find("only just saved")) == 1
    assert vault.check()[0].grade == "GOOD"
    vault.close()
    assert bytes_of(copy) == before


# The engine


@pytest.mark.parametrize("what", ["plain", "liar"])
def test_an_engine_that_does_not_encrypt_creates_and_opens_nothing(
    closed: Path, tmp_path: Path, what: str
) -> None:
    closed.rename(tmp_path / "old")
    before = bytes_of(tmp_path / "old")
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.others", what, str(tmp_path)],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    refused = EngineDoesNotEncrypt.__name__
    assert done.stdout.splitlines() == [f"create {refused}", f"unlock {refused}", f"code {refused}"], (
        done.stderr
    )
    assert bytes_of(tmp_path / "old") == before
    assert not list((tmp_path / "new").glob("vault*"))


def test_an_engine_that_does_not_notice_damage_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.prove_engine.__wrapped__()
    monkeypatch.setattr(engine, "_probe_faults", lambda *_: [])
    with pytest.raises(EngineDoesNotEncrypt):
        engine.prove_engine.__wrapped__()


def test_the_settings_are_those_that_were_measured(closed: Path) -> None:
    vault = unlock(closed)
    store = vault._opened.store  # type: ignore[union-attr]
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "cipher_page_size": "4096",
    }
    assert {name: store.value(f"PRAGMA {name}") for name in wanted} == wanted
    assert store.value("SELECT v FROM search_config WHERE k = 'secure-delete'") == 1
    assert not list(closed.glob("*-shm"))
    vault.close()
