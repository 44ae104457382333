"""Moves records to another computer: out into a file, in there by a restore, and wiped here once the new place has it all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from toolkit.errors import (
    BackupNotOurs,
    FolderMissing,
    NewLacksSomething,
    NotProven,
    ReasonMissing,
    RecordsAlreadyHere,
    RecordsOfAnother,
)
from toolkit.vault.audit import Audit, Clock, Head, clock
from toolkit.vault.backup import has_room, make_at, open_to_read, said, trial
from toolkit.vault.container import ENDING, BackupFacts, Cancelled, Progress, never, unheard
from toolkit.vault.engine import Store
from toolkit.vault.failed import FILE_NAME as TRIES
from toolkit.vault.files import LOCK_NAME, FolderLock, disk_faults, sync_folder
from toolkit.vault.keyfile import FILE_NAME
from toolkit.vault.opening import DATABASE, Opened
from toolkit.vault.vault import CatalogueFor, Vault

MOVED = "moved out"
REASONS = {
    "new_computer": "The records are on another computer now",
    "left": "The worker left, and the organisation holds the records now",
    "given_back": "This computer is given back",
}
"""Why old records may be wiped: chosen, as it stays here in clear."""
STONE = "wiped.txt"
WITHIN = (
    "This lies inside the folder of the records here and would be wiped with them. Nothing was deleted. Choose what is on the "
    "new laptop."
)
_OPENINGS = ("restored", "opened", "opened with the recovery code", "opened with the organisation key")


@dataclass(frozen=True)
class Proof:
    """That another place held everything of a vault; `stamp` is of its file as it was then, to the last saved word, and
    `used` says whether the records were ever opened there, or are only the file that was made here.
    """

    vault_id: bytes
    stamp: tuple[int, int]
    used: bool = True


@dataclass(frozen=True)
class Wiped:
    """What came of wiping: how many files went, and the note that is left."""

    files: int
    note: Path


def move_out(
    vault: Vault, path: Path, *, progress: Progress = unheard, cancelled: Cancelled = never
) -> BackupFacts:
    """Copies everything into one file to carry to another computer, opened again to see that it is whole.

    Nothing is written over: raises `RecordsAlreadyHere` when the file is there. Raises else what `backup.make` raises.
    """
    if path.suffix != ENDING:
        path = path.with_name(path.name + ENDING)
    if path.exists():
        raise RecordsAlreadyHere(
            "A file of this name is there already. Nothing was changed. Choose another name."
        )
    if not path.parent.is_dir():
        raise FolderMissing()
    has_room(vault, path.parent)
    facts = make_at(vault, path, progress, cancelled)
    said(vault, facts, MOVED)
    return facts


def check_new_has_everything(
    vault: Vault, new: Path, passphrase: str = "", code: str = "", *, catalogue_for: CatalogueFor
) -> Proof:
    """Looks whether a backup file, or a folder of closed records, holds everything that is in this vault.

    Its audit trail has to go through the end of this one as it was when it was moved out; every record's newest words, every
    older version and every picture have to be there, or a later version of them. Opening this vault and copying it out are
    no loss. Raises `NewLacksSomething` with counts, `RecordsOfAnother`, `NotProven` for a place that would be wiped with the
    records, and what opening raises.
    """
    old = vault._open_one()
    if new.resolve().is_relative_to(vault.folder.resolve()):
        raise NotProven(WITHIN)
    with contextlib.ExitStack() as stack:
        if new.is_dir():
            other = stack.enter_context(open_to_read(new, passphrase, code, catalogue_for))
        elif new.is_file():
            other = stack.enter_context(trial(new, passphrase, code, catalogue_for=catalogue_for)).vault
        else:
            raise BackupNotOurs()
        theirs = other._open_one()
        if theirs.vault_id != old.vault_id:
            raise RecordsOfAnother(
                "These are other records, not the ones that are here. Nothing was deleted."
            )
        with old.store.lock:
            # All of it into the main file: whatever is saved afterwards changes that.
            old.store.checkpoint()
            records = sum(not _has_revision(theirs.store, row) for row in _revisions(old.store))
            files = sum(
                theirs.store.value("SELECT sha256 FROM attachments WHERE id = ?", [row["id"]])
                != row["sha256"]
                for row in old.store.rows("SELECT id, sha256 FROM attachments")
            )
            entries = _entries_missing(old, other.audit)
            proof = Proof(old.vault_id, _stamp(vault.folder), _used(old.store, theirs.store))
    if records or files or entries:
        raise NewLacksSomething(records, files, entries)
    return proof


# What the old place may have said since, without a word of a record in it.
_OWN_STEPS = (
    "opened",
    "opened with the recovery code",
    "unlock failed",
    MOVED,
    "backup made",
    "setting changed",
    "viewed",
    "recovery code shown",
    "recovery code printed",
    "recovery sheet tried",
    "passphrase changed",
)


def _entries_missing(old: Opened, theirs: Audit) -> int:
    """How many entries of this trail the other does not hold, but for those that say nothing of records."""
    marks = ", ".join("?" for _ in _OWN_STEPS)
    rows = old.store.rows(
        f"SELECT seq, hash FROM audit WHERE what NOT IN ({marks}) ORDER BY seq DESC", _OWN_STEPS
    )
    missing = 0
    for row in rows:
        if theirs.holds(Head(row["seq"], row["hash"])):
            # The chain before it is the same: its hash stands for all of that.
            break
        missing += 1
    return missing


def _used(old: Store, theirs: Store) -> bool:
    """Whether the others were opened or restored since they parted from these."""
    marks = ", ".join("?" for _ in _OPENINGS)
    last = theirs.row(f"SELECT seq, hash FROM audit WHERE what IN ({marks}) ORDER BY seq DESC", _OPENINGS)
    return (
        last is not None and old.value("SELECT hash FROM audit WHERE seq = ?", [last["seq"]]) != last["hash"]
    )


def _revisions(store: Store) -> Iterator[tuple[str, int, str, str]]:
    for row in store.rows("SELECT rowid AS place FROM revisions ORDER BY rowid"):
        found = store.row("SELECT * FROM revisions WHERE rowid = ?", [row["place"]])
        if found is not None:
            yield found["record_id"], found["number"], found["state"], found["answers"]


def _has_revision(store: Store, revision: tuple[str, int, str, str]) -> bool:
    """Whether the same words are there, or, for a draft, what became of it."""
    record_id, number, state, answers = revision
    found = store.row(
        "SELECT state, answers, written FROM revisions WHERE record_id = ? AND number = ?",
        [record_id, number],
    )
    if found is None:
        # A draft may have been discarded or moved there since.
        gone = store.value("SELECT status FROM records WHERE id = ?", [record_id])
        return state == "draft" and gone in ("discarded", "withdrawn")
    return found["answers"] == answers or (state == "draft" and found["state"] != "draft")


def _stamp(folder: Path) -> tuple[int, int]:
    with disk_faults():
        wal = folder / f"{DATABASE}-wal"
        if wal.exists() and wal.stat().st_size:
            raise NotProven()
        found = (folder / DATABASE).stat()
        return found.st_size, found.st_mtime_ns


def wipe_old(folder: Path, reason: str, proof: Proof, *, now: Clock = clock) -> Wiped:
    """Deletes closed records for good, after `check_new_has_everything` gave proof of them and nothing changed since.

    The key file is written over first: without it and the printed code, what a disk still holds of the rest cannot be read.
    Backups in the folder go too; the organisation's own forms stay. A note without a name says when and for which reason.
    Raises `ReasonMissing`, `NotProven`, `RecordsOpenElsewhere`, and faults of the disk.
    """
    if reason not in REASONS:
        raise ReasonMissing()
    lock = FolderLock(folder)
    try:
        with disk_faults(), (folder / DATABASE).open("rb") as file:
            if file.read(len(proof.vault_id)) != proof.vault_id:
                raise NotProven()
        if _stamp(folder) != proof.stamp:
            raise NotProven()
        going = [folder / FILE_NAME, folder / f"{FILE_NAME}.new", folder / TRIES]
        going += [folder / f"{DATABASE}{end}" for end in ("", "-wal", "-shm", "-journal")]
        going += sorted((folder / "backups").glob(f"*{ENDING}*"))
        for aside in folder.glob("kept-aside-*"):
            going += sorted(path for path in aside.rglob("*") if path.is_file())
        there = [path for path in going if path.is_file() and not path.is_symlink()]
        with disk_faults():
            for path in there:
                if path.name.startswith(FILE_NAME):
                    _overwrite(path)
                path.unlink()
            for aside in folder.glob("kept-aside-*"):
                with contextlib.suppress(OSError):
                    aside.rmdir()
            note = folder / STONE
            day = now().astimezone(UTC).date().isoformat()
            note.write_text(
                f"Records were taken off this computer on {day}. {REASONS[reason]}.\n", encoding="utf-8"
            )
            sync_folder(folder)
        return Wiped(len(there), note)
    finally:
        lock.release()
        with contextlib.suppress(OSError):
            (folder / LOCK_NAME).unlink()


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
