"""What is said of backups: when, where, and what is wrong with a place."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from toolkit.errors import (
    DiskFault,
    DiskFull,
    FolderMissing,
    FolderReadOnly,
    ToolkitError,
)
from toolkit.forms.dates import MONTHS
from toolkit.ui.words import broken as broken
from toolkit.vault.container import BackupFacts

GONE = (
    "The backup folder is not there now. If it is on a memory stick or a network drive, connect it and try again, "
    "or choose another place. Your records are safe."
)
FULL = (
    "There is not enough space in the backup folder. Nothing of the new backup was kept. Earlier backups and your "
    "records are safe. Free some space there, or choose another place."
)
NOT_WRITABLE = (
    "The backup folder can be read but not written to. No backup was made. Earlier backups and your records are safe. "
    "Choose another place."
)
BROKEN = (
    "The backup folder could not be written to or read. No backup was made. Your records are safe. Check that the disk "
    "or memory stick is still there, or choose another place."
)
SAME_DISK = "This folder is on the same disk as the records: if the laptop is lost or breaks, both are gone."
INSIDE = (
    "This folder is inside the folder of the records. Choose one outside it, on another disk where you can."
)
NOT_THE_SAME = "As far as can be told, this is another disk than that of the records."


class BackupFault(ToolkitError):
    """A backup that could not be made, in words that fit a backup."""


class PlaceGone(ToolkitError):
    """The folder chosen for backups is not there."""

    sentence = GONE


def as_backup_fault(fault: ToolkitError) -> ToolkitError:
    """Gives the fault of a disk in words about the backup folder; other faults as they are."""
    for kind, sentence in ((DiskFull, FULL), (FolderReadOnly, NOT_WRITABLE), (DiskFault, BROKEN)):
        if isinstance(fault, kind):
            return BackupFault(sentence)
    return PlaceGone() if isinstance(fault, FolderMissing) else fault


def when_words(when: datetime, now: datetime) -> str:
    """Says when something was: "today at 17:02", "yesterday at 17:02", "on 3 March 2026 at 17:02". Local times, no zone."""
    clock = f"{when:%H:%M}"
    days = (now.date() - when.date()).days
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]} at {clock}"
    return f"on {when.day} {MONTHS[when.month - 1]} {when.year} at {clock}"


def place_fault(records: Path, place: Path) -> str:
    """Says why a folder cannot be the second place at all, or nothing."""
    if place.resolve() == records.resolve() or place.resolve().is_relative_to(records.resolve()):
        return INSIDE
    if not place.is_dir():
        return GONE
    if not os.access(place, os.W_OK):
        return NOT_WRITABLE
    return ""


def same_disk(records: Path, place: Path) -> bool:
    """Whether both lie on one disk, as far as can be told; False when one of them is not there."""
    try:
        return records.stat().st_dev == place.stat().st_dev
    except OSError:
        return False


def size_words(size: int) -> str:
    """A size as people say it."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= step:
            return f"{size / step:.1f} {unit}" if size < 10 * step else f"{size // step} {unit}"
    return f"{size} bytes"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 family", "2 families"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def holds(facts: BackupFacts) -> str:
    """What a backup holds, in one line."""
    return ", ".join(
        (count(facts.families, "family", "families"), count(facts.records, "record"), size_words(facts.size))
    )


def made_at(facts: BackupFacts) -> datetime:
    """When a backup was made, by the wall of that day."""
    return datetime.fromisoformat(facts.made_local).replace(tzinfo=None)
