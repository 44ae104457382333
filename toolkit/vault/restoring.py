"""Restores a backup: tried first, then put in place; what was there is kept aside and never written over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import FolderReadOnly
from toolkit.vault import container, swapping
from toolkit.vault.audit import Audit, Clock, clock
from toolkit.vault.backup import trial
from toolkit.vault.container import Progress, Summary, unheard
from toolkit.vault.copying import audit_key, summary
from toolkit.vault.creating import FORMS
from toolkit.vault.engine import prove_engine
from toolkit.vault.facts import Facts
from toolkit.vault.files import FolderLock, disk_faults, writable
from toolkit.vault.keyfile import Anchor, write_key_file
from toolkit.vault.keys import Keys
from toolkit.vault.opening import BACKUPS, key_file_or_none, open_database, see
from toolkit.vault.vault import CatalogueFor


@dataclass(frozen=True)
class Restored:
    """What came of a restore: the folder that the former records are kept in, or None where there were none, and what is
    here now.
    """

    aside: Path | None
    summary: Summary


def restore(
    path: Path,
    folder: Path,
    passphrase: str = "",
    code: str = "",
    *,
    catalogue_for: CatalogueFor,
    now: Clock = clock,
    progress: Progress = unheard,
) -> Restored:
    """Puts a backup in a folder whose records are closed, after it was opened and followed through as a trial.

    The former files go to a folder `kept-aside-...` within it, also when they are damaged. Killed at any point, either the
    former records are there, or the next unlocking finishes this. They open with the passphrase and the code of the backup's
    day. Raises what `trial` raises, `RecordsOpenElsewhere`, and faults of the disk; then nothing was changed.
    """
    prove_engine()
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not writable(folder):
        raise FolderReadOnly()
    lock = FolderLock(folder)
    try:
        if swapping.is_waiting(folder):
            swapping.finish(folder)
        room = swapping.begin(folder)
        try:
            with trial(
                path, passphrase, code, catalogue_for=catalogue_for, beside=room, progress=progress
            ) as tried:
                facts, keys = tried.facts, Keys(tried.vault._keys.code)
                # An open file cannot be renamed on every system.
                tried.vault.close()
                with disk_faults():
                    for name in (container.DATABASE, container.KEY_FILE):
                        if (tried.folder / name).exists():
                            (tried.folder / name).rename(room / name)
            aside = swapping.aside_for(folder, f"{now():%Y-%m-%d}")
            swapping.swap(folder, aside)
        except BaseException:
            swapping.clear(folder)
            raise
        with disk_faults():
            for inner in (FORMS, BACKUPS):
                (folder / inner).mkdir(mode=0o700, exist_ok=True)
        of = _say(folder, keys, now, f"{facts.entries}-{facts.head[:8]} {facts.made_local}")
        return Restored(aside if aside.is_dir() else None, of)
    finally:
        lock.release()


def _say(folder: Path, keys: Keys, now: Clock, why: str) -> Summary:
    """Opens what was put in place, says in its trail where it came from, and lets the key file know."""
    opened = open_database(see(folder, False), keys, None, now)
    try:
        audit = Audit(opened.store, audit_key(opened.store, keys), now)
        audit.add("restored", Facts(opened.store, audit).author().name, why=why)
        known, head = key_file_or_none(folder), audit.head()
        if known is not None and known.version > 1 and known.coming is None and known.is_of(keys):
            anchor = Anchor(head.entries, head.head)
            write_key_file(folder, known.signed_anew(keys, anchor=anchor, organisation=known.organisation))
        return summary(opened.store, audit)
    finally:
        opened.close()
