"""Opens and makes the database file of a vault, and says exactly what is wrong with it when it cannot be.

Nothing is written to a file that does not pass every question here.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from toolkit.vault import container, swapping
from toolkit.vault.audit import Clock, clock
from toolkit.vault.codes import RecoveryCode, typo_group
from toolkit.vault.copying import make_file, page_faults
from toolkit.vault.engine import PAGE_BYTES, PLAIN_HEADER, SALT_BYTES, Store, any_page_fits, prove_engine
from toolkit.vault.files import FolderLock, Room, disk_faults, writable
from toolkit.vault.keyfile import FILE_NAME, MOST_BYTES, KeyFile, read_key_file
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import SCHEMA_VERSION, check_triggers, check_version, migrate

DATABASE, BACKUPS = "vault.db", "backups"
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
    keys: Keys
    migrated_from: int = 0
    copy: Room | None = field(default=None, repr=False)

    folder: Path = field(default_factory=Path)
    """Where the vault is; `path` is that of a copy when a file that may not be changed had to be copied to be read."""

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
    restored: bool = False
    """Whether a restore that had been broken off was finished on the way."""


def look(folder: Path) -> None:
    """Asks what can be asked before a lock is taken. Raises `FolderMissing`, `RecordsMissing` or `EngineDoesNotEncrypt`."""
    prove_engine()
    with disk_faults():
        if not folder.is_dir():
            raise FolderMissing()
        if not (folder / DATABASE).is_file() and not swapping.is_waiting(folder):
            raise RecordsMissing()


def take(folder: Path, read_only: bool) -> tuple[FolderLock, Seen]:
    """Locks the folder and looks at the file. Raises `RecordsOpenElsewhere`, `RecordsEmpty`, `RecordsNotEncrypted` ..."""
    look(folder)
    lock = FolderLock(folder, create=not read_only)
    try:
        waiting = not read_only and swapping.is_waiting(folder) and writable(folder)
        if waiting:
            swapping.finish(folder)
        return lock, replace(see(folder, read_only), restored=waiting)
    except BaseException:
        lock.release()
        raise


def see(folder: Path, read_only: bool) -> Seen:
    """Looks at the file without any key. Raises `RecordsEmpty`, `RecordsNotEncrypted`, `RecordsDamaged`."""
    # Read before SQLite opens the file: closing a second handle on it later would drop SQLite's locks.
    path = folder / DATABASE
    with disk_faults():
        if not path.is_file():
            raise RecordsMissing()
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


def open_first(seen: Seen, all_keys: Sequence[Keys], vault_id: bytes | None, now: Clock = clock) -> Opened:
    """Opens the file with the first keys that fit: two are possible while it is encrypted anew. Raises as `open_database`."""
    *others, last = reversed(all_keys)
    for keys in others:
        with contextlib.suppress(RecordsDamaged, RecordsOfAnother):
            return open_database(seen, keys, vault_id, now)
    return open_database(seen, last, vault_id, now)


def open_database(seen: Seen, keys: Keys, vault_id: bytes | None, now: Clock = clock) -> Opened:
    """Opens the file with its keys. `vault_id` is None when there is no key file to say it.

    A file of an older version is copied to a verified backup beside it before its tables are brought up to date. Raises
    `RecordsDamaged`, `RecordsOfAnother`, `RecordsNewer`, `ProtectionMissing`, `RecordsOpenElsewhere`, `BackupFailed`.
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
            version = int(store.value("PRAGMA user_version"))
            if version == SCHEMA_VERSION:
                check_triggers(store)
            _check_pages(opened)
            if 0 < version < SCHEMA_VERSION:
                _keep_before(opened, version, now)
                opened.migrated_from = version
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
    return Opened(store, path, salt, seen.salt, seen.size, keys, copy=copy, folder=seen.path.parent)


def _keep_before(opened: Opened, version: int, now: Clock) -> None:
    """Copies the whole vault into its own folder of backups, verified, before its tables change."""
    folder = opened.folder

    def key_file() -> bytes:
        # Gone, too large or of another kind: the recovery code opens the copy without it.
        try:
            data = (folder / FILE_NAME).read_bytes()
        except OSError:
            return b""
        return data if len(data) <= MOST_BYTES else b""

    with disk_faults():
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    target, number = folder / BACKUPS / f"before-upgrade-from-{version}{container.ENDING}", 1
    while target.exists():
        number += 1
        target = target.with_name(f"before-upgrade-from-{version}-{number}{container.ENDING}")
    make_file(opened.store, opened.keys, opened.vault_id, key_file, target, now)


def _copied(path: Path) -> Room:
    """A copy, as encrypted as the original, of a file that may not be changed but has not yet taken in what was saved last."""
    with disk_faults():
        copy = Room()
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


def keys_from_code(seen: Seen, typed: str, key_file: KeyFile | None) -> Keys:
    """Reads a recovery code and makes sure that it is the one of this vault. Raises `WrongCode` or `RecordsDamaged`."""

    salts = {seen.salt, key_file.vault_id} if key_file is not None else {seen.salt}

    def opens(secret: bytes) -> bool:
        keys = Keys(RecoveryCode(secret))
        # While it was encrypted anew, a key file knows two codes, of which one opens it.
        if key_file is not None and key_file.coming is None and key_file.is_of(keys):
            return True
        return any(first_page_fits(seen.path, keys, salt) or _fits(seen, keys, salt) for salt in salts)

    try:
        code = RecoveryCode.read(typed)
    except WrongCode as wrong:
        group = wrong.group or typo_group(typed, opens)
        raise WrongCode(group=group) if group else wrong from None
    keys = Keys(code)
    if key_file is not None and key_file.coming is not None and _pending(seen.path):
        # Encrypted anew, but not yet in the main file: only opening both together tells which code it is.
        fits = _opens_with_what_waits(seen, keys, salts)
    else:
        fits = opens(code.secret) or _opens_with_what_waits(seen, keys, salts)
    if not fits:
        raise WrongCode()
    return keys


def _opens_with_what_waits(seen: Seen, keys: Keys, salts: set[bytes]) -> bool:
    """Whether a copy opens, with what was written last and is not in the main file yet: it may be encrypted anew."""
    if not _pending(seen.path):
        return False
    copy = _copied(seen.path)
    try:
        for salt in salts:
            with contextlib.suppress(RecordsDamaged):
                Store(Path(copy.name) / DATABASE, keys.database(), salt).close()
                return True
        return False
    finally:
        copy.cleanup()


def first_page_fits(path: Path, keys: Keys, salt: bytes) -> bool:
    """Whether the first page was signed with these keys. Called only while no connection is open."""
    return any_page_fits(path, keys.database(), salt, first=1, most=1)


def key_file_or_none(folder: Path) -> KeyFile | None:
    """The key file when there is one that can be read; the code does without."""
    try:
        return read_key_file(folder)
    except (KeyFileMissing, KeyFileDamaged):
        return None
