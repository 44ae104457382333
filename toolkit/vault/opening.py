"""Opens and makes the database file of a vault, and says exactly what is wrong with it when it cannot be.

Nothing is written to a file that does not pass every question here.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import (
    FolderMissing,
    KeyFileDamaged,
    KeyFileMissing,
    RecordsDamaged,
    RecordsEmpty,
    RecordsMissing,
    RecordsNotEncrypted,
    RecordsOfAnother,
    WrongCode,
)
from toolkit.vault.codes import RecoveryCode, typo_group
from toolkit.vault.engine import PAGE_BYTES, PLAIN_HEADER, SALT_BYTES, Store, any_page_fits, prove_engine
from toolkit.vault.files import FolderLock, disk_faults, writable
from toolkit.vault.keys import KeyFile, Keys, read_key_file
from toolkit.vault.migrations import SCHEMA_VERSION, check_triggers, check_version, migrate

DATABASE = "vault.db"
SMALL = 16 * 1024 * 1024
"""Up to this size every page is checked at each opening, in a tenth of a second or less."""


@dataclass
class Opened:
    """An open database file with what was seen of it before it was opened."""

    store: Store
    path: Path
    vault_id: bytes
    salt: bytes
    size: int
    copy: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)

    def close(self) -> None:
        """Closes the file and removes a copy made to read it."""
        self.store.close()
        if self.copy is not None:
            self.copy.cleanup()
            self.copy = None


@dataclass(frozen=True)
class Seen:
    """What a vault's folder shows without any key."""

    path: Path
    salt: bytes
    size: int
    read_only: bool


def look(folder: Path) -> None:
    """Asks what can be asked before a lock is taken. Raises `FolderMissing`, `RecordsMissing` or `EngineDoesNotEncrypt`."""
    prove_engine()
    with disk_faults():
        if not folder.is_dir():
            raise FolderMissing()
        if not (folder / DATABASE).is_file():
            raise RecordsMissing()


def take(folder: Path, read_only: bool) -> tuple[FolderLock, Seen]:
    """Locks the folder and looks at the file. Raises `RecordsOpenElsewhere`, `RecordsEmpty`, `RecordsNotEncrypted` ..."""
    look(folder)
    lock = FolderLock(folder, create=not read_only)
    try:
        return lock, see(folder, read_only)
    except BaseException:
        lock.release()
        raise


def see(folder: Path, read_only: bool) -> Seen:
    """Looks at the file without any key. Raises `RecordsEmpty`, `RecordsNotEncrypted`, `RecordsDamaged`."""
    # Read before SQLite opens the file: closing a second handle on it later would drop SQLite's locks.
    path = folder / DATABASE
    with disk_faults():
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
        read_only = read_only or not _changeable(path)
    if size == 0:
        raise RecordsEmpty()
    if head == PLAIN_HEADER:
        raise RecordsNotEncrypted()
    if size < PAGE_BYTES:
        raise RecordsDamaged()
    return Seen(path, head, size, read_only)


def _changeable(path: Path) -> bool:
    if not writable(path.parent):
        return False
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def open_database(seen: Seen, keys: Keys, vault_id: bytes | None) -> Opened:
    """Opens the file with its keys. `vault_id` is None when there is no key file to say it.

    Raises `RecordsDamaged`, `RecordsOfAnother`, `RecordsNewer`, `ProtectionMissing`, `RecordsOpenElsewhere`.
    """
    opened = _connect(seen, keys, vault_id)
    try:
        store = opened.store
        check_version(store)
        kept = store.value("SELECT value FROM about WHERE key = 'vault_id'")
        if kept is None:
            raise RecordsDamaged()
        if kept != opened.vault_id.hex():
            raise RecordsOfAnother()
        if not store.read_only:
            # An older file has the triggers of its own version; they are compared once it has been brought up to date.
            if int(store.value("PRAGMA user_version")) == SCHEMA_VERSION:
                check_triggers(store)
            _check_pages(opened)
            migrate(store)
        return opened
    except BaseException:
        opened.close()
        raise


def _connect(seen: Seen, keys: Keys, vault_id: bytes | None) -> Opened:
    salt = vault_id or seen.salt
    copy = _copied(seen.path) if seen.read_only and _pending(seen.path) else None
    path = Path(copy.name) / DATABASE if copy is not None else seen.path
    try:
        if copy is not None:
            Store(path, keys.database(), salt).close()
        store = Store(path, keys.database(), salt, read_only=seen.read_only)
    except BaseException as fault:
        if copy is not None:
            copy.cleanup()
        if isinstance(fault, RecordsDamaged) and seen.salt != salt and not _fits(seen, keys, salt):
            raise RecordsOfAnother() from None
        raise
    return Opened(store, path, salt, seen.salt, seen.size, copy)


def _copied(path: Path) -> tempfile.TemporaryDirectory[str]:
    """A copy, as encrypted as the original, of a file that may not be changed but has not yet taken in what was saved last."""
    copy = tempfile.TemporaryDirectory(prefix="toolkit-")
    with disk_faults():
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{copy.name}/{DATABASE}{ending}")
    return copy


def _pending(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0


def _fits(seen: Seen, keys: Keys, salt: bytes) -> bool:
    return any_page_fits(seen.path, keys.database(), salt)


def _check_pages(opened: Opened) -> None:
    if opened.salt != opened.vault_id:
        raise RecordsDamaged()
    if opened.size <= SMALL:
        opened.store.checkpoint()
        if page_faults(opened.store):
            raise RecordsDamaged()


def page_faults(store: Store) -> list[str]:
    """Gives what the engine says of pages that do not bear its signature; none when all do."""
    found = [str(row[0]) for row in store.rows("PRAGMA cipher_integrity_check")]
    pages = store.value("PRAGMA page_count")
    size = Path(store.value("SELECT file FROM pragma_database_list WHERE name = 'main'")).stat().st_size
    return found if size == pages * PAGE_BYTES else [*found, "the file has another length than its pages"]


def keys_from_code(seen: Seen, typed: str, key_file: KeyFile | None) -> Keys:
    """Reads a recovery code and makes sure that it is the one of this vault. Raises `WrongCode` or `RecordsDamaged`."""

    def opens(secret: bytes) -> bool:
        keys = Keys(RecoveryCode(secret))
        if key_file is not None and key_file.is_of(keys):
            return True
        salts = {seen.salt, key_file.vault_id} if key_file is not None else {seen.salt}
        return any(first_page_fits(seen.path, keys, salt) or _fits(seen, keys, salt) for salt in salts)

    try:
        code = RecoveryCode.read(typed)
    except WrongCode as wrong:
        group = wrong.group or typo_group(typed, opens)
        raise WrongCode(group=group) if group else wrong from None
    if not opens(code.secret):
        raise WrongCode()
    return Keys(code)


def first_page_fits(path: Path, keys: Keys, salt: bytes) -> bool:
    """Whether the first page was signed with these keys. Called only while no connection is open."""
    return any_page_fits(path, keys.database(), salt, first=1, most=1)


def key_file_or_none(folder: Path) -> KeyFile | None:
    """The key file when there is one that can be read; the code does without."""
    try:
        return read_key_file(folder)
    except (KeyFileMissing, KeyFileDamaged):
        return None
