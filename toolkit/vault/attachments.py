"""Pictures and papers of records: kept as bytes inside the encrypted database, never in a file of their own.

A file belongs to the draft it was added to. Once that revision is finished the file is kept for good; a draft that is
discarded takes its files with it. Each step is one transaction with its row in the audit trail, which holds the hash of
what was added.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from toolkit.errors import (
    AttachmentEmpty,
    AttachmentNotFound,
    AttachmentTooLarge,
    ReasonMissing,
    RecordFinished,
)
from toolkit.vault.audit import Audit, Author
from toolkit.vault.engine import Store, clean
from toolkit.vault.rows import Attachment, when

MOST_BYTES = 25 * 1024 * 1024
"""No single file may be larger."""
ADDED, TAKEN_OUT, MOVED = "file added", "file taken out", "file moved"
_COLUMNS = "id, record_id, revision, name, media, size, sha256, author, made, made_local"


class Attachments:
    """The files of the records of one vault."""

    def __init__(self, store: Store, audit: Audit, draft_for: Callable[[str, Author], int]) -> None:
        """Takes the store, the trail, and what gives the open draft of a record or refuses."""
        self._store = store
        self._audit = audit
        self._draft_for = draft_for

    def add(self, record_id: str, name: str, media: str, data: bytes, author: Author | str) -> Attachment:
        """Keeps a file with the open draft of a record and gives it, without its bytes.

        Raises `AttachmentEmpty`, `AttachmentTooLarge`, `RecordFinished`, `RecordWithdrawn`, `RecordNotFound`, or a fault
        of the disk, and then nothing was kept.
        """
        if not data:
            raise AttachmentEmpty()
        if len(data) > MOST_BYTES:
            raise AttachmentTooLarge()
        writer = Author(clean(author), "") if isinstance(author, str) else author
        file_id, sha256 = secrets.token_hex(12), hashlib.sha256(data).hexdigest()
        with self._store.writing() as connection:
            revision = self._draft_for(record_id, writer)
            moment = self._audit.add(
                ADDED, writer.name, record_id=record_id, revision=revision, why=f"{file_id} {sha256}"
            )
            connection.execute(
                f"INSERT INTO attachments ({_COLUMNS}, seq, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(file_id, record_id, revision, clean(name), clean(media), len(data), sha256),
                    *(clean(writer.name), moment.utc, moment.local, moment.seq, data),
                ],
            )
        return _attachment(self._row(file_id))

    def get(self, file_id: str) -> Attachment:
        """Gives a file with its bytes. Raises `AttachmentNotFound`, also when its record was withdrawn or put away."""
        row = self._row(file_id, data=True)
        return _attachment(row, bytes(row["data"]))

    def of(self, record_id: str) -> list[Attachment]:
        """Gives the files of a record in the order they were added, without their bytes."""
        if not self._there():
            return []
        query = f"SELECT {_COLUMNS} FROM attachments WHERE record_id = ? ORDER BY row"
        return [_attachment(row) for row in self._store.rows(query, [record_id])]

    def total(self, record_id: str | None = None) -> int:
        """Gives the bytes that the files of a record take, or those of all records."""
        if not self._there():
            return 0
        where, values = ("WHERE record_id = ?", [record_id]) if record_id is not None else ("", [])
        return int(self._store.value(f"SELECT coalesce(sum(size), 0) FROM attachments {where}", values))

    def remove(self, file_id: str, reason: str, author: Author | str) -> None:
        """Takes a file out of its draft, for good.

        Raises `ReasonMissing`, `AttachmentNotFound`, and `RecordFinished` for a file of a finished revision.
        """
        if not reason.strip():
            raise ReasonMissing()
        with self._store.writing():
            row = self._row(file_id)
            if self._finished(row):
                raise RecordFinished()
            self._take_out(row, author if isinstance(author, str) else author.name, reason)

    # What goes on with the record; each step joins the transaction it is called in.

    def sweep(
        self, record_id: str, revision: int, answers: str, who: str, reason: str = "taken out of the draft"
    ) -> None:
        """Takes out the files that came with a draft and that its words, as kept, no longer name."""
        query = f"SELECT {_COLUMNS} FROM attachments WHERE record_id = ? AND revision = ? ORDER BY row"
        for row in self._store.rows(query, [record_id, revision]):
            if row["id"] not in answers:
                self._take_out(row, who, reason)

    def move(self, record_id: str, moved: str, answers: str, who: str) -> None:
        """Moves the files that the words name to the record that these words became."""
        query = f"SELECT {_COLUMNS} FROM attachments WHERE record_id = ? ORDER BY row"
        for row in self._store.rows(query, [record_id]):
            if row["id"] not in answers:
                continue
            self._audit.add(MOVED, who, record_id=moved, revision=1, why=f"{row['id']} {row['sha256']}")
            with self._store.writing() as connection:
                connection.execute(
                    "UPDATE attachments SET record_id = ?, revision = 1 WHERE id = ?", [moved, row["id"]]
                )

    def _take_out(self, row: Any, who: str, reason: str) -> None:
        self._audit.add(
            TAKEN_OUT,
            who,
            record_id=row["record_id"],
            revision=row["revision"],
            why=f"{row['id']} {clean(reason)}",
        )
        with self._store.writing() as connection:
            connection.execute("DELETE FROM attachments WHERE id = ?", [row["id"]])

    def _finished(self, row: Any) -> bool:
        return bool(
            self._store.rows(
                "SELECT 1 FROM revisions WHERE record_id = ? AND number = ? AND state <> 'draft'",
                [row["record_id"], row["revision"]],
            )
        )

    def _row(self, file_id: str, *, data: bool = False) -> Any:
        if not self._there():
            raise AttachmentNotFound()
        columns = ", ".join(f"a.{name}" for name in _COLUMNS.split(", ")) + (", a.data" if data else "")
        found = self._store.row(
            f"SELECT {columns} FROM attachments a JOIN records r ON r.id = a.record_id"
            " WHERE a.id = ? AND r.status NOT IN ('withdrawn', 'discarded')",
            [file_id],
        )
        if found is None:
            raise AttachmentNotFound()
        return found

    def _there(self) -> bool:
        return has_files(self._store)


def has_files(store: Store) -> bool:
    """Whether there is a place for files: not in a vault of the first version that is only read."""
    return not store.read_only or bool(
        store.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachments'")
    )


def wrong_files(store: Store, *, quick: bool) -> tuple[int, int]:
    """Counts files that are missing, and files that are not as the audit trail says; a quick look reads no bytes."""
    if not has_files(store):
        return 0, 0
    known: dict[str, str] = {}
    for row in store.rows(
        "SELECT what, why FROM audit WHERE what IN (?, ?, ?) ORDER BY seq", [ADDED, MOVED, TAKEN_OUT]
    ):
        file_id, _, rest = row["why"].partition(" ")
        if not file_id:
            continue  # an entry about a record that was erased, and its files with it
        if row["what"] == TAKEN_OUT:
            known.pop(file_id, None)
        else:
            known[file_id] = rest
    changed = 0
    for row in store.rows("SELECT row, id, size, sha256, length(data) AS long FROM attachments"):
        sha256 = known.pop(row["id"], "")
        fits = sha256 == row["sha256"] and row["long"] == row["size"]
        if fits and not quick:
            data = store.value("SELECT data FROM attachments WHERE row = ?", [row["row"]])
            fits = hashlib.sha256(data).hexdigest() == sha256
        changed += not fits
    return len(known), changed


def _attachment(row: Any, data: bytes = b"") -> Attachment:
    return Attachment(
        id=row["id"],
        record_id=row["record_id"],
        revision=row["revision"],
        name=row["name"],
        media=row["media"],
        size=row["size"],
        sha256=row["sha256"],
        author=row["author"],
        made=when(row["made"]),
        made_local=row["made_local"],
        data=data,
    )
