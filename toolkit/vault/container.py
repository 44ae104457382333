"""The one file that a backup is: the database as it lies on the disk, the key file, what is in it, and an end mark.

    database (encrypted, whole pages) | key file | facts (ASCII JSON) | length of the facts (8 bytes) | 32 bytes of mark

The mark comes last, so a file that was cut short is no backup at all. The facts hold no name: when, how many of what, and
how far the audit trail went. Their `mac` is a keyed BLAKE2b under the key that signs the key file, and is compared when the
backup is opened; until then the facts are what the file says of itself. Both parts have their length and SHA-256 in them.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from toolkit.errors import BackupDamaged, BackupNewer, BackupNotOurs
from toolkit.vault.engine import PAGE_BYTES
from toolkit.vault.files import disk_faults, sync_file
from toolkit.vault.keyfile import HEAD_BYTES, ID_BYTES, MAC_BYTES, MOST_BYTES
from toolkit.vault.keys import Keys
from toolkit.vault.spelling import Misspelled, Newer, check, load, part, spell, unhex, whole

FORMAT, VERSION = "safeguarding-toolkit backup", 1
MARK = b"\x00end of a whole toolkit backup\r\n"
assert len(MARK) == 32
ENDING = ".backup"
DATABASE, KEY_FILE = "vault.db", "vault.key"
_LENGTH_BYTES, _MOST_FACTS, _AT_ONCE = 8, 16 * 1024, 1024 * 1024
_MOST = 2**62
_FIELDS = (
    *("format", "version", "vault", "tables", "made", "made_local", "families", "records", "drafts", "files"),
    *("last_written", "entries", "head", "database", "key", "mac", "check"),
)

Progress: TypeAlias = Callable[[float], None]
Cancelled: TypeAlias = Callable[[], bool]


def unheard(_share: float) -> None:
    """Nobody wants to know how far it is."""


def never() -> bool:
    """Nobody wants to stop it."""
    return False


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a vault holds, in numbers. `last_written` is UTC as ISO text, or empty; `entries` and `head` are the trail's."""

    families: int
    records: int
    drafts: int
    files: int
    last_written: str
    entries: int
    head: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """Where bytes stand in a backup: how many, and their SHA-256 as hex."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class BackupFacts:
    """What a backup says of itself. `made` is aware UTC, `tables` the version of its tables, `size` that of the file."""

    path: Path
    size: int
    vault_id: bytes
    tables: int
    made: datetime
    made_local: str
    summary: Summary
    database: Part
    key: Part
    mac: bytes

    @property
    def families(self) -> int:
        """How many families."""
        return self.summary.families

    @property
    def records(self) -> int:
        """How many records."""
        return self.summary.records

    @property
    def last_written(self) -> str:
        """When something was written last, UTC as ISO text, or empty."""
        return self.summary.last_written

    @property
    def entries(self) -> int:
        """How many entries its audit trail has."""
        return self.summary.entries

    @property
    def head(self) -> str:
        """The hash of the last of them."""
        return self.summary.head

    def is_of(self, keys: Keys) -> bool:
        """Whether these facts were written with these keys and not changed since."""
        return hmac.compare_digest(self.mac, self._mac(keys))

    def signed(self, keys: Keys) -> BackupFacts:
        """The same facts with their MAC."""
        return replace(self, mac=self._mac(keys))

    def _mac(self, keys: Keys) -> bytes:
        return hashlib.blake2b(
            spell(self._fields()), key=keys.header(), person=b"backup facts v1", digest_size=MAC_BYTES
        ).digest()

    def _fields(self) -> dict[str, Any]:
        of = self.summary
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault": self.vault_id.hex(),
            "tables": self.tables,
            "made": self.made.isoformat(timespec="microseconds"),
            "made_local": self.made_local,
            "families": of.families,
            "records": of.records,
            "drafts": of.drafts,
            "files": of.files,
            "last_written": of.last_written,
            "entries": of.entries,
            "head": of.head,
            "database": {"bytes": self.database.size, "sha256": self.database.sha256},
            "key": {"bytes": self.key.size, "sha256": self.key.sha256},
        }

    def encode(self) -> bytes:
        """The one spelling of these facts."""
        fields = self._fields() | {"mac": self.mac.hex()}
        return spell(fields | {"check": check(fields)})


def finish(unfinished: Path, facts: BackupFacts, key_file: bytes) -> None:
    """Puts the rest behind a database that was written already, down to the disk. Raises a fault of the disk."""
    text = facts.encode()
    with disk_faults(), unfinished.open("ab") as file:
        file.write(key_file + text + len(text).to_bytes(_LENGTH_BYTES, "big") + MARK)
    sync_file(unfinished)


def read(path: Path) -> BackupFacts:
    """Reads what a backup says of itself, without a key and without reading all of it.

    Raises `BackupNotOurs`, `BackupDamaged`, `BackupNewer`, or a fault of the disk.
    """
    with disk_faults(), path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        end = len(MARK) + _LENGTH_BYTES
        if size < end:
            raise BackupNotOurs()
        file.seek(size - end)
        tail = file.read(end)
        if tail[_LENGTH_BYTES:] != MARK:
            raise BackupNotOurs()
        length = int.from_bytes(tail[:_LENGTH_BYTES], "big")
        if not 0 < length <= min(_MOST_FACTS, size - end):
            raise BackupDamaged()
        file.seek(size - end - length)
        text = file.read(length)
    facts = _decode(path, size, text)
    if facts.database.size + facts.key.size + length + end != size:
        raise BackupDamaged()
    return facts


def _decode(path: Path, size: int, text: bytes) -> BackupFacts:
    try:
        fields = part(load(text, FORMAT, VERSION, _MOST_FACTS), *_FIELDS)
        counts = {
            name: whole(fields[name], 0, _MOST)
            for name in ("families", "records", "drafts", "files", "entries")
        }
        facts = BackupFacts(
            path=path,
            size=size,
            vault_id=unhex(fields["vault"], ID_BYTES),
            tables=whole(fields["tables"], 1, _MOST),
            made=_moment(fields["made"]),
            made_local=_moment(fields["made_local"]).isoformat(timespec="seconds"),
            summary=Summary(
                **counts,
                last_written=_moment(fields["last_written"]).isoformat(timespec="microseconds")
                if fields["last_written"] != ""
                else "",
                head=unhex(fields["head"], HEAD_BYTES if counts["entries"] else 0).hex(),
            ),
            database=_part(fields["database"]),
            key=_part(fields["key"]),
            mac=unhex(fields["mac"], MAC_BYTES),
        )
    except Newer:
        raise BackupNewer() from None
    except Misspelled:
        raise BackupDamaged() from None
    if facts.key.size > MOST_BYTES or facts.database.size % PAGE_BYTES or not facts.database.size:
        raise BackupDamaged()
    if facts.encode() != text:
        raise BackupDamaged()
    return facts


def _part(value: object) -> Part:
    fields = part(value, "bytes", "sha256")
    return Part(size=whole(fields["bytes"], 0, _MOST), sha256=unhex(fields["sha256"], 32).hex())


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise Misspelled
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise Misspelled from None
    if found.tzinfo is None:
        raise Misspelled
    return found


def extract(facts: BackupFacts, folder: Path, progress: Progress = unheard) -> None:
    """Writes `vault.db`, and `vault.key` where there was one, into a folder, and compares every byte with its hash.

    Raises `BackupDamaged` or a fault of the disk, and then neither file is left.
    """
    made = [folder / DATABASE, folder / KEY_FILE]
    try:
        with disk_faults(), facts.path.open("rb") as file:
            _copy(file, made[0], facts.database, lambda done: progress(done / facts.size))
            if facts.key.size:
                _copy(file, made[1], facts.key, lambda done: None)
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _copy(file: BinaryIO, target: Path, part: Part, told: Callable[[int], None]) -> None:
    total, left = hashlib.sha256(), part.size
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        while left:
            piece = file.read(min(left, _AT_ONCE))
            if not piece:
                raise BackupDamaged()
            total.update(piece)
            out.write(piece)
            left -= len(piece)
            told(part.size - left)
        out.flush()
        os.fsync(out.fileno())
    if total.hexdigest() != part.sha256:
        raise BackupDamaged()


def hashed(path: Path) -> Part:
    """The length and hash of a file. Raises a fault of the disk."""
    with disk_faults(), path.open("rb") as file:
        total = hashlib.file_digest(file, "sha256")
        return Part(size=file.tell(), sha256=total.hexdigest())
