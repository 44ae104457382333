"""The encrypting database engine: one connection behind one lock, opened only after it proved that it encrypts.

The only place that imports sqlcipher3. sqlite_utils looks for a module called pysqlite3 first and takes its classes of
exceptions from there; it is given sqlcipher3 under that name, before it is imported, so that it knows our exceptions.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2 as driver

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver

import sqlite_utils  # noqa: E402
from sqlite_utils import Migrations  # noqa: E402

from toolkit.errors import (  # noqa: E402
    DiskFault,
    DiskFull,
    EngineDoesNotEncrypt,
    OpenedToReadOnly,
    RecordFinished,
    RecordsDamaged,
    RecordsLocked,
    RecordsOpenElsewhere,
    ToolkitError,
)
from toolkit.vault.files import Room, disk_faults, sweep_rooms, sync_file  # noqa: E402

__all__ = [
    "FINAL_WORDS",
    "Migrations",
    "Store",
    "any_page_fits",
    "clean",
    "engine_fault",
    "faults",
    "prove_engine",
]

PLAIN_HEADER = b"SQLite format 3\x00"
PAGE_BYTES = 4096
SALT_BYTES = 16
COPIED_AT_ONCE = 256
"""Pages, a mebibyte: what a copy takes before it lets others in."""
_RESERVED, _TAG_BYTES, _IV_BYTES = 80, 64, 16
FINAL_WORDS = "kept as it is"
"""What a trigger says when something append-only is to be changed."""

_SETTINGS = (
    # Before the first page is read: then the index of what was written last is kept in memory, not in a file beside.
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    # 16 MiB of pages. Each page read again is decrypted again: with the usual 2 MiB a save in a large vault takes twice as long.
    "cache_size=-16384",
)
_READ_ONLY_SETTINGS = ("foreign_keys=ON", "trusted_schema=OFF", "temp_store=MEMORY", "query_only=ON")

_WORDS: tuple[tuple[str, type[ToolkitError]], ...] = (
    ("database or disk is full", DiskFull),
    ("disk I/O error", DiskFault),
    ("unable to open database file", DiskFault),
    ("readonly database", OpenedToReadOnly),
    ("database is locked", RecordsOpenElsewhere),
    ("file is not a database", RecordsDamaged),
    ("malformed", RecordsDamaged),
    ("corrupt", RecordsDamaged),
    ("closed database", RecordsLocked),
    (FINAL_WORDS, RecordFinished),
)


class Store:
    """One connection to one encrypted file, guarded by a lock, so that any thread may use it in turn."""

    def __init__(self, path: Path, key: bytes, salt: bytes | None, *, read_only: bool = False) -> None:
        """Connects and reads the first page. Raises `RecordsDamaged` when the key does not fit the file.

        `salt` is given by hand so that a damaged first line does not hide the rest; None takes it from the file.
        """
        prove_engine()
        self.lock = threading.RLock()
        self.read_only = read_only
        self._closed = False
        with faults():
            self._connection: Any = _connect(path, key, salt, read_only)
        try:
            with faults():
                for setting in _READ_ONLY_SETTINGS if read_only else _SETTINGS:
                    self._connection.execute(f"PRAGMA {setting}").fetchall()
                self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
                self._check_settings()
                self.db = sqlite_utils.Database(self._connection, execute_plugins=False)
        except BaseException:
            self._connection.close()
            raise

    def _check_settings(self) -> None:
        # 1 is a file, and a file of sorted rows would lie in clear in the temporary folder.
        if self.value("PRAGMA temp_store") != 2:
            raise EngineDoesNotEncrypt()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Gives every row of a query; columns by name or place."""
        with self.lock, faults():
            cursor = self._connection.cursor()
            cursor.row_factory = driver.Row
            found: list[Any] = cursor.execute(sql, parameters).fetchall()
            return found

    def changes(self) -> int:
        """Gives how many rows were written since this was opened; nobody else can write meanwhile."""
        with self.lock, faults():
            return int(self._connection.total_changes)

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Any | None:
        """Gives the first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Gives the first column of the first row, or None."""
        with self.lock, faults():
            found = self._connection.execute(sql, parameters).fetchone()
            return found[0] if found else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[Any]:
        """Runs the block as one transaction that is on the disk when it ends, or undone whole when it fails.

        A block within a block is part of the outer one, so a fault in it must not be caught on the way out.
        """
        with self.lock:
            if self.read_only:
                raise OpenedToReadOnly()
            with faults():
                within = self._connection.in_transaction
            if within:
                yield self._connection
                return
            with faults(), self.db.atomic():
                yield self._connection

    def checkpoint(self) -> None:
        """Moves what was written into the main file, where the health check looks. No-op when read-only."""
        if not self.read_only:
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def rekey(self, key: bytes) -> None:
        """Encrypts every page anew, in one transaction. The store is closed when it fails: its key would be a wrong one."""
        with self.lock:
            if self.read_only:
                raise OpenedToReadOnly()
            try:
                with faults():
                    self._connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"").fetchall()
            except BaseException:
                self.close()
                raise

    def copy_to(self, path: Path, key: bytes, salt: bytes, each: Callable[[int, int], None]) -> None:
        """Copies page by page into a new file under a key, letting others in between; written to the disk when it ends.

        `each` is told how many pages are left and how many there are, and stops the copy by raising. The caller holds
        `lock` once; what is written meanwhile is in the copy too.
        """

        def between(_status: int, left: int, pages: int) -> None:
            # The copy goes on from another thread's view: whoever waits for the records is let in here.
            self.lock.release()
            try:
                each(left, pages)
                time.sleep(0)
            finally:
                self.lock.acquire()
            if self._closed:
                raise RecordsLocked()

        with faults(), contextlib.closing(_connect(path, key, salt, False)) as target:
            # The file is new and is given up as a whole when anything fails, so it needs no journal of its own.
            for setting in (
                "journal_mode=OFF",
                "synchronous=OFF",
                "locking_mode=EXCLUSIVE",
                "temp_store=MEMORY",
            ):
                target.execute(f"PRAGMA {setting}").fetchall()
            self._connection.backup(target, pages=COPIED_AT_ONCE, progress=between)
        sync_file(path)

    def close(self) -> None:
        """Closes the file; may be called twice. Whatever is asked afterwards raises `RecordsLocked`."""
        with self.lock, contextlib.suppress(driver.Error):
            self._closed = True
            self._connection.close()


@contextlib.contextmanager
def faults() -> Iterator[None]:
    """Turns the engine's faults into ours, and drops its words: they may hold an answer."""
    try:
        yield
    except driver.Error as fault:
        raise engine_fault(str(fault)) from None


def engine_fault(words: str) -> ToolkitError:
    """Gives our fault for the engine's words."""
    for part, kind in _WORDS:
        if part in words:
            return kind()
    return ToolkitError()


def clean(text: str) -> str:
    """Text that UTF-8 can hold; only a stray half of a surrogate pair is replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def _connect(path: Path, key: bytes, salt: bytes | None, read_only: bool) -> Any:
    where = _address(path) if read_only else str(path)
    connection = driver.connect(
        where, uri=read_only, isolation_level=None, check_same_thread=False, timeout=0.5
    )
    try:
        # Raw bytes, never words: there is nothing here that a quote in a passphrase could break.
        connection.execute(f"PRAGMA key=\"x'{key.hex()}{(salt or b'').hex()}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchall():
            raise EngineDoesNotEncrypt()
        connection.execute("PRAGMA cipher_log_level=NONE")
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    plain = path.absolute().as_posix()
    lead = "" if plain.startswith("/") else "/"
    return "file://" + lead + quote(plain, safe="/:") + "?mode=ro&immutable=1"


@functools.cache
def prove_engine() -> None:
    """Proves once a run that the engine encrypts and notices damage; raises `EngineDoesNotEncrypt` otherwise.

    A small file is written with a random key, read for the words in it, damaged by one bit, and checked.
    """
    sweep_rooms()
    with disk_faults(), Room() as folder:
        path, key, words = Path(folder) / "probe.db", os.urandom(32), os.urandom(24).hex()
        _write_probe(path, key, words)
        data = path.read_bytes()
        if data.startswith(PLAIN_HEADER) or words.encode() in data or _probe_faults(path, key):
            raise EngineDoesNotEncrypt()
        at = PAGE_BYTES + PAGE_BYTES // 2
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        if not _probe_faults(path, key):
            raise EngineDoesNotEncrypt()


def _write_probe(path: Path, key: bytes, words: str) -> None:
    with faults(), contextlib.closing(_connect(path, key, None, False)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        if connection.execute("PRAGMA temp_store").fetchone()[0] != 2:
            raise EngineDoesNotEncrypt()
        connection.execute("CREATE TABLE probe (words)")
        connection.execute("INSERT INTO probe VALUES (?)", (words * 400,))


def _probe_faults(path: Path, key: bytes) -> list[Any]:
    with faults(), contextlib.closing(_connect(path, key, None, False)) as connection:
        found: list[Any] = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return found


def any_page_fits(path: Path, key: bytes, salt: bytes, *, first: int = 2, most: int = 256) -> bool:
    """Says whether any of so many pages from a first one on was signed with this key, by SQLCipher's own rule.

    So a damaged first page is told from a wrong key. Called only while no connection is open.
    """
    signing = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    with disk_faults(), path.open("rb") as file:
        file.seek((first - 1) * PAGE_BYTES)
        for number in range(first, first + most):
            page = file.read(PAGE_BYTES)
            if len(page) < PAGE_BYTES:
                return False
            end = PAGE_BYTES - _RESERVED
            # The salt in front of the first page is not signed.
            signed = page[SALT_BYTES if number == 1 else 0 : end + _IV_BYTES] + number.to_bytes(4, "little")
            tag = page[end + _IV_BYTES : end + _IV_BYTES + _TAG_BYTES]
            if hmac.compare_digest(hmac.digest(signing, signed, "sha512"), tag):
                return True
    return False
