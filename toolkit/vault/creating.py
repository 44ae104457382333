"""Makes the files of a new vault, so that a folder never holds half of one."""

from __future__ import annotations

import contextlib
from pathlib import Path

from toolkit.errors import RecordsAlreadyHere
from toolkit.vault.audit import Audit, Clock
from toolkit.vault.engine import Store
from toolkit.vault.facts import NAME, Facts
from toolkit.vault.files import disk_faults, sync_folder
from toolkit.vault.keyfile import FILE_NAME, KeyFile, write_key_file
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import migrate
from toolkit.vault.opening import BACKUPS, DATABASE

FORMS = "forms"
_UNFINISHED = DATABASE + ".new"


def clear_unfinished(folder: Path) -> None:
    """Refuses a folder that holds a vault, or a key file that may still be wanted; clears what an interrupted creation left."""
    unfinished = folder / _UNFINISHED
    with disk_faults():
        if (folder / DATABASE).exists() or ((folder / FILE_NAME).exists() and not unfinished.exists()):
            raise RecordsAlreadyHere()
        _remove(folder)


def _remove(folder: Path) -> None:
    # The database goes last: while it is there, the key file beside it is known to be unfinished too.
    for name in (
        FILE_NAME,
        f"{_UNFINISHED}-wal",
        f"{_UNFINISHED}-journal",
        f"{_UNFINISHED}-shm",
        _UNFINISHED,
    ):
        (folder / name).unlink(missing_ok=True)


def make(folder: Path, keys: Keys, key_file: KeyFile, name: str, now: Clock) -> None:
    """Writes both files; the last rename makes them a vault."""
    unfinished = folder / _UNFINISHED
    try:
        store = Store(unfinished, keys.database(), key_file.vault_id)
        try:
            _fill(store, keys, key_file.vault_id, name, now)
        finally:
            store.close()
        with disk_faults():
            unfinished.chmod(0o600)
            for inner in (FORMS, BACKUPS):
                (folder / inner).mkdir(mode=0o700, exist_ok=True)
        write_key_file(folder, key_file)
        with disk_faults():
            unfinished.rename(folder / DATABASE)
            sync_folder(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            _remove(folder)
        raise


def _fill(store: Store, keys: Keys, vault_id: bytes, name: str, now: Clock) -> None:
    migrate(store)
    with store.writing() as connection:
        connection.execute("INSERT INTO about VALUES ('vault_id', ?)", [vault_id.hex()])
        Facts(store, Audit(store, keys.audit(), now)).set(NAME, name)
