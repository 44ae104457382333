"""The audit trail: who did what, when and why, one row for each step, chained so that a changed row shows.

A row's hash is a keyed BLAKE2b of the row and of the hash before it; its number gives the order, even when the clock is set
back. `digest` is the SHA-256 of the revision it is about, so the words themselves are in the chain. Whoever holds the key
could write the chain anew: that shows only against a copy made earlier.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from toolkit.vault.engine import Store, clean

Clock: TypeAlias = Callable[[], datetime]
Grade: TypeAlias = Literal["GOOD", "INFO", "WARN", "CRITICAL"]
WITHDRAWN = "withdrawn"
SLACK = timedelta(seconds=60)
"""A computer that sets its clock by the network steps back a little now and then; that is not worth a flag."""


def clock() -> datetime:
    """The time of this computer, aware of its time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Finding:
    """One thing the health check found."""

    grade: Grade
    sentence: str


@dataclass(frozen=True)
class Author:
    """Who writes: name and role as they stand under a record."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Moment:
    """When something happened: its place in the order, UTC as kept, local wall time, and whether the clock went back."""

    seq: int
    utc: str
    local: str
    clock_back: bool


@dataclass(frozen=True)
class AuditRow:
    """One step. `made` is aware UTC, `local` the wall time with its offset."""

    seq: int
    made: datetime
    local: str
    who: str
    what: str
    record_id: str
    revision: int
    why: str
    clock_back: bool


class Audit:
    """Writes and reads the trail of one vault."""

    def __init__(self, store: Store, key: bytes, now: Clock = clock) -> None:
        """Takes the store, the key of the chain and a clock."""
        self._store = store
        self._key = key
        self.now = now

    def add(
        self,
        what: str,
        who: str,
        *,
        record_id: str = "",
        revision: int = 0,
        why: str = "",
        digest: str = "",
    ) -> Moment:
        """Adds a row within the transaction of what it is about, and gives the moment it stands for."""
        who, why = clean(who), clean(why)
        with self._store.writing() as connection:
            last = self._store.row("SELECT seq, made, hash FROM audit ORDER BY seq DESC LIMIT 1")
            moment = self._moment(last)
            fields = [moment.seq, moment.utc, moment.local, who, what, record_id, revision, why, digest]
            fields.append(int(moment.clock_back))
            link = self._link(last["hash"] if last else "", fields)
            connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*fields, link])
            return moment

    def forget(self) -> None:
        """Drops the key of the chain."""
        self._key = b""

    def _moment(self, last: Any | None) -> Moment:
        now = self.now()
        utc = now.astimezone(UTC)
        back = last is not None and utc < datetime.fromisoformat(last["made"]) - SLACK
        return Moment(
            seq=last["seq"] + 1 if last else 1,
            utc=utc.isoformat(timespec="microseconds"),
            local=now.isoformat(timespec="seconds"),
            clock_back=back,
        )

    def _link(self, before: str, fields: list[Any]) -> str:
        text = json.dumps([before, *fields], ensure_ascii=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode("ascii"), key=self._key, digest_size=32).hexdigest()

    def rows(self, record_id: str | None = None) -> list[AuditRow]:
        """Gives the trail, or the part about one record, oldest first.

        Reasons given before a record was withdrawn are left out: they belong to words that moved.
        """
        where, values = ("WHERE a.record_id = ?", [record_id]) if record_id is not None else ("", [])
        query = f"""
            SELECT a.seq, a.made, a.made_local, a.who, a.what, a.record_id, a.revision, a.clock_back,
                CASE WHEN r.status = 'withdrawn' AND a.what <> '{WITHDRAWN}' THEN '' ELSE a.why END AS why
            FROM audit a LEFT JOIN records r ON r.id = a.record_id {where} ORDER BY a.seq"""
        return [
            AuditRow(
                seq=row["seq"],
                made=datetime.fromisoformat(row["made"]),
                local=row["made_local"],
                who=row["who"],
                what=row["what"],
                record_id=row["record_id"],
                revision=row["revision"],
                why=row["why"],
                clock_back=bool(row["clock_back"]),
            )
            for row in self._store.rows(query, values)
        ]

    def verify(self) -> Finding | None:
        """Follows the whole chain and compares finished revisions with it; gives the first thing that does not fit."""
        with self._store.lock:
            before, known = "", {}
            for place, row in enumerate(self._store.rows("SELECT * FROM audit ORDER BY seq"), 1):
                *fields, link = tuple(row)
                if row["seq"] != place or not hmac.compare_digest(link, self._link(before, fields)):
                    return _broken(place)
                before = link
                if row["digest"]:
                    known[row["record_id"], row["revision"]] = (row["seq"], row["digest"])
            return self._compare(known) or self._tail()

    def _compare(self, known: dict[tuple[str, int], tuple[int, str]]) -> Finding | None:
        outlines: dict[tuple[str, int], list[tuple[str, bytes]]] = {}
        for row in self._store.rows("SELECT * FROM outlines ORDER BY record_id, number, audience"):
            outlines.setdefault((row["record_id"], row["number"]), []).append(
                (row["audience"], row["outline"])
            )
        for row in self._store.rows("SELECT * FROM revisions WHERE state <> 'draft'"):
            place = row["record_id"], row["number"]
            seq, digest = known.pop(place, (0, ""))
            if digest != revision_digest(row["answers"], dict(outlines.get(place, []))):
                return _broken(seq or row["seq"])
        return _broken(min(seq for seq, _ in known.values())) if known else None

    def _tail(self) -> Finding | None:
        """The last rows are missing when something else still knows a higher number."""
        highest = self._store.value(
            "SELECT max(coalesce((SELECT max(seq) FROM revisions), 0), coalesce((SELECT max(seq) FROM releases), 0),"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0))"
        )
        last = self._store.value("SELECT coalesce(max(seq), 0) FROM audit")
        return _broken(last + 1) if highest > last else None


def _broken(seq: int) -> Finding:
    return Finding(
        "CRITICAL",
        f"The audit trail does not fit from entry {seq} on: something was changed outside the program.",
    )


def revision_digest(answers: str, outlines: dict[str, bytes]) -> str:
    """The SHA-256 that stands for a finished revision in the trail, as hex."""
    total = hashlib.sha256(answers.encode("utf-8"))
    for audience in sorted(outlines):
        total.update(b"\x00" + audience.encode() + b"\x00" + hashlib.sha256(outlines[audience]).digest())
    return total.hexdigest()
