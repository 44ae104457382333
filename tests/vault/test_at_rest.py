"""Nothing that was typed lies in clear in any file the vault writes, and a full disk loses nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import TOP, files_holding
from tests.vault.people import AUTHOR, CODE, FAMILY, note_answers, open_vault, unlock
from toolkit.errors import ToolkitError
from toolkit.forms import catalogue
from toolkit.vault.vault import Vault

CANARIES = ["Zanzibarkettle", "Quixoticlantern", "Vermilliontrunk", "Obsidianferry", "bramble “and” dock"]


def session(folder: Path, own_home: Path) -> list[str]:
    """A working day over every way in which words come into a vault; gives where a canary was seen on the way."""
    seen: list[str] = []

    def look() -> None:
        seen.extend(files_holding(folder.parent, CANARIES))
        seen.extend(files_holding(own_home, CANARIES))
        seen.extend(_open_files(CANARIES))

    vault = open_vault(folder, CANARIES[4])
    vault.facts.set("author_name", CANARIES[3])
    family = vault.records.create("family", None, {**FAMILY, "family_name": CANARIES[1]}, CANARIES[3])
    vault.records.close_living(family.id, family.answers, CANARIES[3])
    for number in range(30):
        note = vault.records.create("case_note", family.id, {}, AUTHOR)
        vault.records.save_draft(note.id, note_answers(f"{CANARIES[0]} {number} " * 200, purpose=CANARIES[2]))
        if number % 3 == 0:
            answers = vault.records.get(note.id).answers
            vault.records.finish(note.id, answers, {"practitioner": CANARIES[0].encode() * 50}, CANARIES[3])
            vault.records.amend(note.id, CANARIES[3], CANARIES[2])
        elif number % 3 == 1:
            vault.records.discard_draft(note.id, AUTHOR, CANARIES[2])
        vault.search.find(CANARIES[0][:7])
    look()
    with pytest.raises(ToolkitError):
        _fail_halfway(vault, look)
    vault.releases.note(note.id, 1, "family", CANARIES[1], "print", CANARIES[2], "00", CANARIES[3])
    vault.rebuild_lists()
    vault._opened.store.rows("SELECT * FROM revisions ORDER BY answers || number DESC")  # type: ignore[union-attr]
    vault.check(quick=False)
    look()
    vault.change_passphrase(CANARIES[4], CANARIES[4] + CANARIES[0])
    vault.close()
    look()
    Vault.unlock_with_code(folder, CODE.text, CANARIES[4], catalogue.load).close()
    look()
    return seen


def _fail_halfway(vault: Vault, look: Callable[[], None]) -> None:
    with vault._opened.store.writing() as connection:  # type: ignore[union-attr]
        connection.execute("INSERT INTO facts VALUES ('x', ?)", [CANARIES[0] * 5000])
        look()
        raise ToolkitError


def _open_files(words: list[str]) -> list[str]:
    """Files that were unlinked while open are found here alone."""
    found = []
    for handle in Path("/proc/self/fd").glob("*") if Path("/proc/self/fd").exists() else []:
        try:
            target = str(handle.readlink())
            if target.startswith("/") and "(deleted)" in target:
                data = handle.read_bytes()
                found += [f"{target}: {word}" for word in words if word.encode() in data]
        except OSError:
            continue
    return found


def test_no_word_that_was_typed_lies_in_clear(tmp_path: Path, own_home: Path) -> None:
    assert session(tmp_path / "records", own_home) == []


def test_the_scan_would_have_found_them(tmp_path: Path) -> None:
    """The same words in a plain SQLite file are found, so a scan that finds none means something."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE notes (words)")
    plain.executemany("INSERT INTO notes VALUES (?)", [(word,) for word in CANARIES])
    plain.commit()
    plain.close()
    hits = files_holding(tmp_path, CANARIES)
    assert {word for word in CANARIES if any(repr(word) in hit for hit in hits)} == set(CANARIES)


def test_no_fault_carries_words(tmp_path: Path) -> None:
    """Exceptions hold our sentences alone: what the engine says may hold an answer."""
    vault = open_vault(tmp_path / "records")
    with pytest.raises(ToolkitError) as caught:
        vault._opened.store.rows(f"SELECT {CANARIES[0]} FROM records")  # type: ignore[union-attr]
    assert CANARIES[0] not in str(caught.value)
    assert caught.value.__suppress_context__
    for thing in (vault, vault.records, vault._keys, vault.recovery_code()):
        assert CODE.letters[:5] not in repr(thing)
    vault.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are of POSIX systems")
def test_twenty_full_disks_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.others", "full", str(tmp_path / "records")],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[-1] == "fills 20 after 20"
    assert len(lines) == 21
    for line in lines[:-1]:
        assert line.startswith(
            ("DiskFull: The disk is full.", "DiskFault: The disk could not be written to")
        ), line
        assert "Your words are still on the screen." in line


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk"
)
def test_a_small_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        vault = open_vault(disk / "records")
        family = vault.records.create("family", None, FAMILY, AUTHOR)
        note = vault.records.create("case_note", family.id, note_answers("0"), AUTHOR)
        filler = disk / "filler"
        with filler.open("wb") as file:
            file.write(bytes(max(0, _free(disk) - 60_000)))
        last, sentence = "0", ""
        for number in range(1, 500):
            words = f"{number} " + "Pip smiled. " * 100
            try:
                vault.records.save_draft(note.id, note_answers(words))
            except ToolkitError as fault:
                sentence = fault.sentence
                break
            last = words
        assert (
            sentence
            == "The disk is full. Your words are still on the screen. Free some space and save again."
        )
        assert vault.records.get(note.id).answers["facts"] == last
        filler.unlink()
        vault.records.save_draft(note.id, note_answers("after"))
        assert [f.grade for f in vault.check(quick=False)] == ["GOOD"]
        vault.close()
        again = unlock(disk / "records")
        assert again.records.get(note.id).answers["facts"] == "after"
        again.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _free(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
