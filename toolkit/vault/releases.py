"""What left the vault: each copy with its record, audience, recipient, how, why, when and the hash of what was given."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import msgspec

from toolkit.errors import RecordNotFound
from toolkit.vault.audit import Audit, Author
from toolkit.vault.engine import Store, clean
from toolkit.vault.rows import ReleaseRow, Told, when
from toolkit.vault.told import of_copy


class Releases:
    """The list of copies of one vault; rows are added and never changed."""

    def __init__(self, store: Store, audit: Audit) -> None:
        """Takes the store and the audit trail."""
        self._store = store
        self._audit = audit

    def note(
        self,
        record_id: str,
        revision: int,
        audience: str,
        recipient: str,
        how: str,
        why: str,
        sha256: str,
        author: Author | str,
        told: Told | None = None,
    ) -> ReleaseRow:
        """Notes a copy before it leaves, with what it left out and rests on. Raises `RecordNotFound`, or a fault of the disk, and then nothing may leave."""
        who = clean(author.name if isinstance(author, Author) else author)
        with self._store.writing() as connection:
            record = self._store.row("SELECT family_id FROM records WHERE id = ?", [record_id])
            if record is None:
                raise RecordNotFound()
            kept = clean(_kept(told or Told()))
            moment = self._audit.add(
                f"copy left: {how}",
                who,
                record_id=record_id,
                revision=revision,
                why=of_copy(audience, recipient, sha256, kept),
            )
            values = [record_id, revision, record["family_id"], audience, recipient, how, why, sha256, who]
            cursor = connection.execute(
                "INSERT INTO releases (record_id, revision, family_id, audience, recipient, how, why, sha256, author,"
                " made, made_local, seq, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(clean(value) if isinstance(value, str) else value for value in values),
                    moment.utc,
                    moment.local,
                    moment.seq,
                    kept,
                ],
            )
            return self._rows("WHERE id = ?", cursor.lastrowid)[0]

    def of(self, family_id: str | None = None) -> list[ReleaseRow]:
        """Gives every copy of one family's records that left, or of all, newest first."""
        return self._rows("", None) if family_id is None else self._rows("WHERE family_id = ?", family_id)

    def of_record(self, record_id: str) -> list[ReleaseRow]:
        """Gives every copy of one record that left, newest first; not the packs it went in."""
        return self._rows("WHERE record_id = ?", record_id)

    def holding(self, record_id: str) -> list[ReleaseRow]:
        """Gives every copy that holds a record, newest first: its own, and the packs it went in."""
        return [row for row in self.of() if record_id in dict(row.records)]

    def _rows(self, where: str, value: object) -> list[ReleaseRow]:
        values = [value] if where else []
        return [
            ReleaseRow(
                id=row["id"],
                record_id=row["record_id"],
                revision=row["revision"],
                family_id=row["family_id"],
                audience=row["audience"],
                recipient=row["recipient"],
                how=row["how"],
                why=row["why"],
                sha256=row["sha256"],
                author=row["author"],
                made=when(row["made"]),
                made_local=row["made_local"],
                told=_told(row),
            )
            for row in self._store.rows(f"SELECT * FROM releases {where} ORDER BY seq DESC", values)
        ]


def _kept(told: Told) -> str:
    """What was told as JSON, without what is empty."""
    return msgspec.json.encode({key: value for key, value in asdict(told).items() if value}).decode()


def _told(row: Any) -> Told:
    """What was told of a copy; nothing of one noted by an older version, whose file may be open to read only."""
    if "told" not in row.keys():  # noqa: SIM118 - a row of the database holds its values, not its keys
        return Told()
    return msgspec.convert(msgspec.json.decode(row["told"]), type=Told)
