"""Backups: one verified file each, in a folder of the worker's choice, thinned out to seven days and four weeks.

A file of the name `backup-2026-11-12-142003-0a1b2c.backup` holds no name of anybody; the last letters are of the vault's id.
Nothing is ever written over. Older ones are taken away only after a new one was opened again and found whole, and never
because of what a clock says: they are put in order by how far the audit trail went.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from toolkit.errors import BackupDamaged, DiskFull, ToolkitError
from toolkit.vault import container
from toolkit.vault.container import (
    ENDING,
    BackupFacts,
    Cancelled,
    Progress,
    Summary,
    extract,
    never,
    read,
    unheard,
)
from toolkit.vault.copying import make_file
from toolkit.vault.facts import BACKED_UP
from toolkit.vault.files import Room, disk_faults, sweep_rooms
from toolkit.vault.vault import CatalogueFor, Vault

__all__ = [
    "BackupDone",
    "BackupFacts",
    "Side",
    "Trial",
    "compare",
    "listed",
    "make",
    "read",
    "to_remove",
    "trial",
]

DAYS, WEEKS = 7, 4
LEAD = "backup-"
MADE = "backup made"


@dataclass(frozen=True)
class BackupDone:
    """What came of a backup: the new file, those that were taken away, and a sentence when none was though some could be."""

    path: Path
    facts: BackupFacts
    removed: tuple[Path, ...] = ()
    kept_all: str = ""

    @property
    def code_only(self) -> str:
        """A sentence when the records' own key file is missing or damaged, so that the backup holds none; else nothing."""
        return "" if self.facts.key.size else CODE_ONLY


CODE_ONLY = (
    "The key file, vault.key, is missing or damaged, so this backup opens with the recovery code alone, not with the "
    "passphrase. Lock, and open the records with the recovery code: that makes a new key file. Then back up again."
)


def make(
    vault: Vault,
    folder: Path,
    *,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
    days: int = DAYS,
    weeks: int = WEEKS,
) -> BackupDone:
    """Makes a backup in a folder, opens it again to see that it is whole, and then thins out the older ones.

    Raises `BackupStopped`, `BackupFailed`, `RecordsDamaged`, `DiskFull`, `FolderReadOnly`, `DiskFault`; then nothing of it
    is left and no older one is gone.
    """
    opened = vault._open_one()
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = opened.vault_id.hex()[:6]
    for left in folder.glob(f"{LEAD}*-{mark}*{ENDING}.part"):
        # Of a program that was ended in the middle.
        with contextlib.suppress(OSError):
            left.unlink()
    has_room(vault, folder)
    facts = make_at(vault, _free_name(folder, vault.audit.now(), mark), progress, cancelled)
    said(vault, facts, MADE)
    present = [one for one in listed(folder) if one.vault_id == facts.vault_id]
    if any(one.entries > facts.entries for one in present):
        return BackupDone(
            facts.path,
            facts,
            kept_all=(
                "An earlier backup holds more than this one, so all of them were kept. "
                "Check the records: an older copy may stand in their place."
            ),
        )
    gone = []
    for one in to_remove(present, days=days, weeks=weeks):
        with contextlib.suppress(OSError):
            one.path.unlink()
            gone.append(one.path)
    return BackupDone(facts.path, facts, tuple(gone))


def make_at(vault: Vault, target: Path, progress: Progress, cancelled: Cancelled) -> BackupFacts:
    """Makes a verified backup at a place that is free. Raises as `make` does."""
    opened = vault._open_one()
    return make_file(
        opened.store,
        vault._keys,
        opened.vault_id,
        vault._keyring.mark,
        target,
        vault.audit.now,
        progress,
        cancelled,
    )


def said(vault: Vault, facts: BackupFacts, what: str) -> None:
    """Says in the trail that a backup was made, and remembers when; in records opened to read only nothing is said."""
    if vault.read_only:
        return
    with vault._open_one().store.writing():
        vault.facts.keep(BACKED_UP, facts.made.isoformat(timespec="seconds"))
        vault.audit.add(what, vault.facts.author().name, why=f"{facts.entries}-{facts.head[:8]}")


def has_room(vault: Vault, folder: Path) -> None:
    """Raises `DiskFull` where a copy would not fit, before anything is written."""
    with disk_faults():
        size = sum(path.stat().st_size for path in vault.folder.glob("vault.db*") if path.is_file())
        if shutil.disk_usage(folder).free < size + 1024 * 1024:
            raise DiskFull(
                "There is not enough space for a backup in that folder. Free some space, or choose another one."
            )


def _free_name(folder: Path, now: datetime, mark: str) -> Path:
    name, number = f"{LEAD}{now:%Y-%m-%d-%H%M%S}-{mark}", 1
    path = folder / f"{name}{ENDING}"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ENDING}"
    return path


def listed(folder: Path) -> list[BackupFacts]:
    """Gives every backup in a folder that is whole in shape, of whichever vault, the one that goes furthest first."""
    found = []
    for path in folder.glob(f"*{ENDING}") if folder.is_dir() else ():
        with contextlib.suppress(ToolkitError):
            found.append(read(path))
    return sorted(found, key=lambda one: (one.entries, one.made), reverse=True)


def to_remove(backups: Iterable[BackupFacts], *, days: int = DAYS, weeks: int = WEEKS) -> list[BackupFacts]:
    """Chooses what to take away of one vault's backups: all but the last of each of so many days, and of so many weeks.

    The last is the one whose trail goes furthest. What is dated later than one that goes further was dated by a wrong clock:
    it is kept, and stands for no day. Files of another name, moved out or made before an upgrade, are the worker's own.
    """
    ours = [one for one in backups if one.path.name.startswith(LEAD)]
    ours.sort(key=lambda one: (one.entries, one.made), reverse=True)
    kept_days: list[str] = []
    kept_weeks: list[tuple[int, int]] = []
    going = []
    earliest: datetime | None = None
    for one in ours:
        if earliest is not None and one.made > earliest + timedelta(minutes=1):
            continue
        earliest = one.made
        local = datetime.fromisoformat(one.made_local)
        day, week = local.date().isoformat(), local.isocalendar()[:2]
        keep = False
        if day not in kept_days and len(kept_days) < days:
            kept_days.append(day)
            keep = True
        if week not in kept_weeks and len(kept_weeks) < weeks:
            kept_weeks.append(week)
            keep = True
        if not keep:
            going.append(one)
    return going


class Trial:
    """A backup opened to read only, in a private folder that goes when it is closed. Changes nothing anywhere."""

    def __init__(self, facts: BackupFacts, vault: Vault, room: Room) -> None:
        """Takes what was opened; `trial` makes it."""
        self.facts = facts
        self.vault = vault
        self.summary: Summary = vault.summary()
        self._room = room

    @property
    def folder(self) -> Path:
        """Where the copy lies while it is open."""
        return self.vault.folder

    def close(self) -> None:
        """Closes it and takes the copy away; may be called twice."""
        self.vault.close()
        self._room.cleanup()

    def __enter__(self) -> Trial:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def trial(
    path: Path,
    passphrase: str = "",
    code: str = "",
    *,
    catalogue_for: CatalogueFor,
    beside: Path | None = None,
    progress: Progress = unheard,
) -> Trial:
    """Opens a backup to read only, with the passphrase or the code of its day, and looks whether it is what it says.

    The copy it is opened from is as encrypted as the backup; it lies in `beside`, or in the folder for passing files.
    Raises `BackupNotOurs`, `BackupDamaged`, `BackupNewer`, and what unlocking raises.
    """
    facts = container.read(path)
    with disk_faults():
        if beside is not None:
            sweep_rooms(beside)
        room = Room(beside)
    try:
        folder = Path(room.name)
        extract(facts, folder, progress)
        vault = open_to_read(folder, passphrase, code, catalogue_for)
        try:
            if not facts.is_of(vault._keys) or vault.summary() != facts.summary:
                raise BackupDamaged()
            if vault.audit.verify_entries() is not None:
                raise BackupDamaged()
            return Trial(facts, vault, room)
        except BaseException:
            vault.close()
            raise
    except BaseException:
        room.cleanup()
        raise


def open_to_read(folder: Path, passphrase: str, code: str, catalogue_for: CatalogueFor) -> Vault:
    """Opens a folder to read only with the one or the other. Raises what unlocking raises."""
    if code and not passphrase:
        return Vault.unlock_with_code(folder, code, "", catalogue_for)
    return Vault.unlock(folder, passphrase, catalogue_for, read_only=True)


@dataclass(frozen=True)
class Side:
    """One line of two sets of records side by side: what is compared, each in words, and whether both are the same."""

    label: str
    present: str
    other: str
    same: bool


def compare(present: Summary | None, other: Summary) -> list[Side]:
    """Puts what is here beside what a backup holds; without a present vault its column says so."""
    lines = (
        ("Families", "families"),
        ("Records", "records"),
        ("Drafts", "drafts"),
        ("Pictures and papers", "files"),
        ("Last written", "last_written"),
        ("Entries in the history", "entries"),
        ("End of the history", "head"),
    )
    return [
        Side(
            label,
            _words(getattr(present, name)) if present is not None else "–",
            _words(getattr(other, name)),
            present is not None and getattr(present, name) == getattr(other, name),
        )
        for label, name in lines
    ]


def _words(value: int | str) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if len(value) == 64:
        return value[:8]
    if not value:
        return "never"
    return f"{datetime.fromisoformat(value).astimezone():%d %B %Y, %H:%M}".lstrip("0")
