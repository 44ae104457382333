"""The audit trail: who did what, when and why, one row for each step, chained so that a changed row shows.

A row's hash is a keyed BLAKE2b of the row and of the hash before it; its number gives the order, even when the clock is set
back. `digest` is the SHA-256 of the revision it is about, so the words themselves are in the chain. Whoever holds the key
could write the chain anew: that shows only against a copy made earlier, so its head stands in the key file as well, in each
backup and at the foot of each paper.

When a family is erased, the reasons and digests of its rows go too. Such a row keeps the hash it had, so every head noted
earlier still fits; what is left of it stands in the digest of the row that says that it was erased.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from toolkit.vault.engine import Store, clean
from toolkit.vault.findings import Finding, OlderPutBack, TrailBroken
from toolkit.vault.told import untold

Clock: TypeAlias = Callable[[], datetime]
WITHDRAWN, ERASED, OLDER = "withdrawn", "erased", "older records noticed"
HISTORY_READ, HISTORY_NOT_READ = "history read", "history not read"
Known: TypeAlias = dict[tuple[str, int], tuple[int, str]]
_OUTLINES = """
    SELECT o.record_id, o.number, o.audience, o.outline FROM revisions v
    JOIN outlines o ON o.record_id = v.record_id AND o.number = v.number
    WHERE v.rowid > ? AND v.rowid <= ? AND v.state <> 'draft'"""
SLACK = timedelta(seconds=60)
"""A computer that sets its clock by the network steps back a little now and then; that is not worth a flag."""


def clock() -> datetime:
    """The time of this computer, aware of its time zone."""
    return datetime.now().astimezone()


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


@dataclass(frozen=True)
class Head:
    """How far a trail goes: the number of its last entry and that entry's hash. What a later look is compared with."""

    entries: int
    head: str

    @property
    def short(self) -> str:
        """What stands at the foot of a page: the number, and the first eight letters of the hash."""
        return f"{self.entries}-{self.head[:8]}"


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

    def rows(
        self,
        record_id: str | None = None,
        *,
        family_id: str | None = None,
        before: int | None = None,
        last: int | None = None,
    ) -> list[AuditRow]:
        """Gives the trail, or the part about one record or one family, oldest first; the `last` so many `before` an entry.

        Reasons given before a record was withdrawn are left out: they belong to words that moved.
        """
        parts: list[tuple[str, object]] = []
        if record_id is not None:
            parts.append(("a.record_id = ?", record_id))
        if family_id is not None:
            parts.append(("a.record_id IN (SELECT id FROM records WHERE family_id = ?)", family_id))
        if before is not None:
            parts.append(("a.seq < ?", before))
        where = " AND ".join(words for words, _ in parts) or "1"
        values = [value for _, value in parts]
        query = f"""
            SELECT a.seq, a.made, a.made_local, a.who, a.what, a.record_id, a.revision, a.clock_back,
                CASE WHEN r.status = 'withdrawn' AND a.what <> '{WITHDRAWN}' THEN '' ELSE a.why END AS why
            FROM audit a LEFT JOIN records r ON r.id = a.record_id WHERE {where}
            ORDER BY a.seq DESC LIMIT {-1 if last is None else int(last)}"""
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
            for row in reversed(self._store.rows(query, values))
        ]

    def head(self) -> Head:
        """Gives how far the trail goes."""
        row = self._store.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return Head(row["seq"], row["hash"]) if row else Head(0, "")

    def holds(self, head: Head) -> bool:
        """Says whether the trail went through this head: it is the same one, or goes on from it."""
        return head.entries == 0 or head.head == self._store.value(
            "SELECT hash FROM audit WHERE seq = ?", [head.entries]
        )

    def older_than(self, head: Head) -> Finding | None:
        """Gives a finding when the trail does not hold a head that was noted earlier, outside of it."""
        return None if self.holds(head) else OlderPutBack(head.entries, self.head().entries)

    def verify(self) -> Finding | None:
        """Follows the whole chain and compares what it tells of with it; gives the first thing that does not fit."""
        known: Known = {}
        broken = self.verify_entries(known=known)
        if broken is not None:
            return broken
        bad = self._compare(known) + untold(self._store, self._blank()) + self._tail()
        return TrailBroken(min(bad)) if bad else None

    def verify_entries(self, last: int | None = None, *, known: Known | None = None) -> Finding | None:
        """Follows the chain, or its last so many entries, without reading the words it stands for."""
        with self._store.lock:
            first = max(1, self.head().entries - last + 1) if last else 1
            before = self._store.value("SELECT hash FROM audit WHERE seq = ?", [first - 1]) or ""
            blank, place = self._blank(), first - 1
            for row in self._store.rows("SELECT * FROM audit WHERE seq >= ? ORDER BY seq", [first]):
                place += 1
                *fields, link = tuple(row)
                if row["seq"] != place:
                    return TrailBroken(place)
                if place not in blank and not hmac.compare_digest(link, self._link(before, fields)):
                    return TrailBroken(place)
                before = link
                if known is not None and row["digest"] and row["what"] != ERASED:
                    known[row["record_id"], row["revision"]] = (row["seq"], row["digest"])
            return self._erasures(blank, place)

    def _blank(self) -> dict[int, int]:
        """The rows that lost their reason and digest, each with the entry that says so."""
        if not has_table(self._store, "erased_entries"):
            return {}
        return {row["seq"]: row["by"] for row in self._store.rows("SELECT seq, by FROM erased_entries")}

    def _erasures(self, blank: dict[int, int], last: int) -> Finding | None:
        """Whether what is left of blanked rows is what the entry says that erased them."""
        for by in sorted(set(blank.values())):
            told = self._store.row("SELECT what, digest FROM audit WHERE seq = ?", [by])
            seqs = [seq for seq, other in blank.items() if other == by]
            if told is None or told["what"] != ERASED or told["digest"] != self.digest_of(seqs):
                return TrailBroken(min([*seqs, by if by <= last else last + 1]))
        return None

    def digest_of(self, seqs: list[int]) -> str:
        """The SHA-256 of what is left of blanked rows, in their order."""
        total = hashlib.sha256()
        for seq in sorted(seqs):
            row = self._store.row("SELECT * FROM audit WHERE seq = ?", [seq])
            fields = list(row) if row is not None else [seq]
            total.update(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")
        return total.hexdigest()

    def _compare(self, known: Known) -> list[int]:
        """Reads every finished revision with its outlines, a few at a time: all of them at once would be the whole vault."""
        row_id = 0
        bad: list[int] = []
        while True:
            rows = self._store.rows(
                "SELECT rowid AS place, * FROM revisions WHERE rowid > ? AND state <> 'draft' ORDER BY rowid LIMIT 200",
                [row_id],
            )
            outlines: dict[tuple[str, int], dict[str, bytes]] = {}
            for one in self._store.rows(_OUTLINES, [row_id, rows[-1]["place"]]) if rows else ():
                outlines.setdefault((one["record_id"], one["number"]), {})[one["audience"]] = one["outline"]
            for row in rows:
                seq, digest = known.pop((row["record_id"], row["number"]), (0, ""))
                words = row["answers"], outlines.get((row["record_id"], row["number"]), {})
                # Entries of before this was kept hold no role.
                if digest not in (revision_digest(*words, row["author_role"]), revision_digest(*words)):
                    bad.append(seq or row["seq"])
            if not rows:
                return bad + [seq for seq, _ in known.values()]
            row_id = rows[-1]["place"]

    def _tail(self) -> list[int]:
        """The last rows are missing when something else still knows a higher number."""
        highest = self._store.value(
            "SELECT max(coalesce((SELECT max(seq) FROM revisions), 0), coalesce((SELECT max(seq) FROM releases), 0),"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0))"
        )
        last = self._store.value("SELECT coalesce(max(seq), 0) FROM audit")
        return [last + 1] if highest > last else []


def has_table(store: Store, name: str) -> bool:
    """Whether a table is there: not every one is in a vault of an older version that is only read."""
    return bool(store.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [name]))


def revision_digest(answers: str, outlines: dict[str, bytes], role: str | None = None) -> str:
    """The SHA-256 that stands for a finished revision and its author's role in the trail, as hex."""
    total = hashlib.sha256(answers.encode("utf-8"))
    for audience in sorted(outlines):
        total.update(b"\x00" + audience.encode() + b"\x00" + hashlib.sha256(outlines[audience]).digest())
    if role is not None:
        total.update(b"\x01" + role.encode())
    return total.hexdigest()
