"""Puts restored files in the place of the present ones; killed at any point, it is finished at the next opening.

What is ready stands in a folder of its own beside the records, under its last name, before anything of the present is
touched. While a file stands there, the one of its name in the records' folder is the old one and is moved aside, never
written over.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from toolkit.vault.files import disk_faults, sync_folder

READY, ASIDE, MAKING = "restore-ready", "kept-aside", "restore-unfinished"
DATABASE, KEY_FILE, WAL, NOTE = "vault.db", "vault.key", "vault.db-wal", "aside.txt"


def is_waiting(folder: Path) -> bool:
    """Whether a restore was broken off after everything was ready."""
    return (folder / READY).is_dir()


def begin(folder: Path) -> Path:
    """Gives an empty folder to put restored files into; what an earlier try left there is cleared."""
    with disk_faults():
        shutil.rmtree(folder / MAKING, ignore_errors=True)
        (folder / MAKING).mkdir(mode=0o700)
    return folder / MAKING


def aside_for(folder: Path, day: str) -> Path:
    """A name that is not taken for the folder that the present records are kept in: `kept-aside-2026-11-12`, `...-2`."""
    wanted, number = folder / f"{ASIDE}-{day}", 1
    while wanted.exists():
        number += 1
        wanted = folder / f"{ASIDE}-{day}-{number}"
    return wanted


def swap(folder: Path, aside: Path | None) -> None:
    """Declares what `begin` gave to be ready, and puts it in place. Raises a fault of the disk."""
    with disk_faults():
        (folder / MAKING / NOTE).write_text(aside.name if aside else "", encoding="utf-8")
        sync_folder(folder / MAKING)
        (folder / MAKING).rename(folder / READY)
        sync_folder(folder)
    finish(folder)


def finish(folder: Path) -> Path | None:
    """Puts what is ready in place; gives the folder that the former files are in, or None where there were none."""
    ready = folder / READY
    with disk_faults():
        note = ready / NOTE
        name = note.read_text(encoding="utf-8") if note.is_file() else ""
        # Only a name of ours: what stands in a file may have been changed.
        aside = folder / name if name.startswith(ASIDE) and "/" not in name and "\\" not in name else None
        aside = aside or aside_for(folder, "before")
        # First what waits to be written into the old database: beside the new one it would be read as its own.
        if (ready / DATABASE).exists():
            _move(folder / WAL, aside)
        for file in (KEY_FILE, DATABASE):
            if (ready / file).exists():
                _move(folder / file, aside)
                (ready / file).rename(folder / file)
        sync_folder(folder)
        shutil.rmtree(ready)
        sync_folder(folder)
    return aside if aside.is_dir() else None


def _move(file: Path, aside: Path) -> None:
    if file.exists():
        aside.mkdir(mode=0o700, exist_ok=True)
        file.rename(aside / file.name)
        sync_folder(aside)


def clear(folder: Path) -> None:
    """Takes away what a restore left that never became ready."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder / MAKING)
