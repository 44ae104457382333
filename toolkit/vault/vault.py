"""A vault: a folder of records that opens with a passphrase or with the printed code."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from toolkit.errors import (
    KeyFileDamaged,
    OpenedToReadOnly,
    PassphraseMissing,
    RecordsAlreadyHere,
    RecordsLocked,
    RecordsOfAnother,
    WrongPassphrase,
)
from toolkit.forms.catalogue import Catalogue
from toolkit.vault import check as checking
from toolkit.vault.audit import Audit, Clock, Finding, clock
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.engine import Store, prove_engine
from toolkit.vault.facts import NAME, Facts
from toolkit.vault.files import FolderLock, disk_faults, sync_folder
from toolkit.vault.keys import (
    FILE_NAME,
    ID_BYTES,
    Cost,
    KeyFile,
    Keys,
    read_key_file,
    suitable_cost,
    write_key_file,
)
from toolkit.vault.migrations import migrate
from toolkit.vault.opening import (
    DATABASE,
    Opened,
    key_file_or_none,
    keys_from_code,
    open_database,
    see,
    take,
)
from toolkit.vault.projecting import Projector
from toolkit.vault.records import Records
from toolkit.vault.releases import Releases
from toolkit.vault.search import Search

CatalogueFor: TypeAlias = Callable[[Path], Catalogue]
FORMS, BACKUPS = "forms", "backups"
_UNFINISHED = DATABASE + ".new"


class Vault:
    """An open vault. Made by `create`, `unlock` and `unlock_with_code`; `close` ends it."""

    def __init__(
        self,
        folder: Path,
        opened: Opened,
        lock: FolderLock,
        keys: Keys,
        catalogue_for: CatalogueFor,
        now: Clock,
    ) -> None:
        """Takes what opening gave; not called from outside this module."""
        self.folder = folder
        self.read_only = opened.store.read_only
        self.catalogue = catalogue_for(folder / FORMS)
        self.audit = Audit(opened.store, keys.audit(), now)
        self.facts = Facts(opened.store, self.audit)
        self.records = Records(opened.store, self.catalogue, self.audit, now)
        self.attachments = self.records.attachments
        self.search = Search(opened.store)
        self.releases = Releases(opened.store, self.audit)
        self._opened: Opened | None = opened
        self._lock = lock
        self._keys = keys

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        name: str,
        catalogue_for: CatalogueFor,
        *,
        code: RecoveryCode | None = None,
        cost: Cost | None = None,
        now: Clock = clock,
    ) -> tuple[Vault, RecoveryCode]:
        """Makes a vault in a folder and opens it; gives its recovery code too. Takes about a second.

        `code` may have been made before, so that it is printed and typed back first. Raises `RecordsAlreadyHere`,
        `EngineDoesNotEncrypt`, `PassphraseMissing`, `DiskFull`, `FolderReadOnly`; then no vault is left behind.
        """
        prove_engine()
        if not passphrase:
            raise PassphraseMissing()
        code = code or RecoveryCode.new()
        keys, vault_id = Keys(code), os.urandom(ID_BYTES)
        with disk_faults():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder)
        try:
            _clear_unfinished(folder)
            key_file = KeyFile.seal(keys, vault_id, passphrase, cost or suitable_cost())
            _make(folder, keys, key_file, name, now)
            opened = open_database(see(folder, False), keys, vault_id)
        except BaseException:
            lock.release()
            raise
        return cls._begin(folder, opened, lock, keys, catalogue_for, now, "made"), code

    @classmethod
    def unlock(
        cls,
        folder: Path,
        passphrase: str,
        catalogue_for: CatalogueFor,
        read_only: bool = False,
        *,
        now: Clock = clock,
    ) -> Vault:
        """Opens a vault. Takes about a second. A folder that cannot be written to is opened to read only.

        Raises its own `ToolkitError` for each thing that can be wrong, and then no file was changed.
        """
        lock, seen = take(folder, read_only)
        try:
            if not passphrase:
                raise PassphraseMissing()
            key_file = read_key_file(folder)
            try:
                keys = key_file.open(passphrase)
            except WrongPassphrase:
                # The passphrase of these records cannot open the key file of others, and is not what is wrong.
                if key_file.vault_id != seen.salt:
                    raise RecordsOfAnother() from None
                raise
            opened = open_database(seen, keys, key_file.vault_id)
        except BaseException:
            lock.release()
            raise
        return cls._begin(folder, opened, lock, keys, catalogue_for, now, "opened")

    @classmethod
    def unlock_with_code(
        cls,
        folder: Path,
        code: str,
        new_passphrase: str,
        catalogue_for: CatalogueFor,
        *,
        cost: Cost | None = None,
        now: Clock = clock,
    ) -> Vault:
        """Opens a vault with its recovery code and sets a new passphrase; makes the key file again when it is gone.

        With an empty new passphrase it opens to read only and the passphrase stays. The key file is written only after
        the records were really opened. Raises `WrongCode` with the group where it can be told, and what `unlock` raises.
        """
        lock, seen = take(folder, not new_passphrase)
        opened: Opened | None = None
        try:
            key_file = key_file_or_none(folder)
            keys = keys_from_code(seen, code, key_file)
            known = key_file if key_file is not None and key_file.is_of(keys) else None
            opened = open_database(seen, keys, known.vault_id if known else None)
            if new_passphrase and not opened.store.read_only:
                generation = known.generation + 1 if known else 1
                price = cost or (known.cost if known else suitable_cost())
                write_key_file(folder, KeyFile.seal(keys, opened.vault_id, new_passphrase, price, generation))
        except BaseException:
            if opened is not None:
                opened.close()
            lock.release()
            raise
        return cls._begin(folder, opened, lock, keys, catalogue_for, now, "opened with the recovery code")

    @property
    def name(self) -> str:
        """The name the worker gave these records."""
        return str(self.facts.get(NAME, ""))

    @property
    def closed(self) -> bool:
        """Whether the vault was closed."""
        return self._opened is None

    def change_passphrase(self, old: str, new: str, *, cost: Cost | None = None) -> None:
        """Wraps the recovery secret for another passphrase; only the key file is rewritten.

        Copies of the vault made before still open with the passphrase of that day. Raises `WrongPassphrase`,
        `PassphraseMissing`, `KeyFileDamaged` and faults of the disk; then the old passphrase stays.
        """
        opened = self._open_one()
        if self.read_only:
            raise OpenedToReadOnly()
        with opened.store.lock:
            key_file = self._own_key_file(old)
            new_file = KeyFile.seal(
                self._keys, opened.vault_id, new, cost or key_file.cost, key_file.generation + 1
            )
            write_key_file(self.folder, new_file)

    def passphrase_is(self, passphrase: str) -> bool:
        """Says whether this is the passphrase; asked again before the recovery sheet is printed."""
        self._open_one()
        try:
            self._own_key_file(passphrase)
        except (WrongPassphrase, PassphraseMissing):
            return False
        return True

    def _own_key_file(self, passphrase: str) -> KeyFile:
        key_file = read_key_file(self.folder)
        if key_file.open(passphrase).code != self._keys.code:
            raise KeyFileDamaged()
        return key_file

    def recovery_code(self) -> RecoveryCode:
        """Gives the recovery code, to print its sheet again."""
        self._open_one()
        return self._keys.code

    @contextlib.contextmanager
    def told_by(self, now: Clock) -> Iterator[None]:
        """Lets another clock tell the time of what is written meanwhile: an example needs days gone by.

        A step back is flagged in the trail, as any other is.
        """
        before = self.audit.now, self.records.now
        self.audit.now = self.records.now = now
        try:
            yield
        finally:
            self.audit.now, self.records.now = before

    def check(self, *, quick: bool = True) -> list[Finding]:
        """Looks whether everything is whole, worst finding first; GOOD alone when it is. Changes nothing."""
        opened = self._open_one()
        return checking.check(opened, Projector(opened.store, self.catalogue), self.audit, quick=quick)

    def rebuild_lists(self) -> int:
        """Makes lists and search again from the revisions; gives how many records had to be changed."""
        opened = self._open_one()
        return Projector(opened.store, self.catalogue).rebuild()

    def close(self) -> None:
        """Closes the files, drops the keys and lets others in; may be called twice. Whatever is asked afterwards raises
        `RecordsLocked`.
        """
        if self._opened is not None:
            self._opened.close()
            self._opened = None
            self._keys.forget()
            self.audit.forget()
            self._lock.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open_one(self) -> Opened:
        if self._opened is None:
            raise RecordsLocked()
        return self._opened

    @classmethod
    def _begin(
        cls,
        folder: Path,
        opened: Opened,
        lock: FolderLock,
        keys: Keys,
        catalogue_for: CatalogueFor,
        now: Clock,
        step: str,
    ) -> Vault:
        try:
            vault = cls(folder, opened, lock, keys, catalogue_for, now)
            if not vault.read_only:
                vault.audit.add(step, vault.facts.author().name)
        except BaseException:
            opened.close()
            lock.release()
            raise
        return vault


def _clear_unfinished(folder: Path) -> None:
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


def _make(folder: Path, keys: Keys, key_file: KeyFile, name: str, now: Clock) -> None:
    """Writes both files; the last rename makes them a vault, so a folder never holds half of one."""
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
