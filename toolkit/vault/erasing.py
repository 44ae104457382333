"""Erases for good: a family whose time is over, a record of the team, and a picture or paper that belongs to somebody else.

Nothing here happens by itself. What is to go is looked at first, asked for with a reason and confirmed by the reference
number. Each step is one transaction; what goes is overwritten in the file, out of the search too. Of a family a tombstone
stays that holds no word of it: when, who erased it, for which reason of a fixed list, and how many records there were.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.errors import (
    AttachmentNotFound,
    ErasureChanged,
    FamilyOnHold,
    NotConfirmed,
    NotYetDue,
    ReasonMissing,
    RecordNotFound,
)
from toolkit.forms.catalogue import FAMILY
from toolkit.vault.attachments import TAKEN_OUT
from toolkit.vault.audit import ERASED, Audit, Author, has_table
from toolkit.vault.engine import Store, clean
from toolkit.vault.migrations import FINISHED, OPEN
from toolkit.vault.projecting import GONE
from toolkit.vault.records import Records
from toolkit.vault.rows import when
from toolkit.vault.steps import as_author

REASONS = {
    "period_over": "The time to keep these records is over",
    "transferred": "The whole file went to another organisation, which keeps it now",
    "mistake": "This family was entered by mistake",
    "ordered": "A court or the regulator ordered it",
    "objection": "The family asked for it and it was agreed",
}
"""Why a family may be erased: kept with the tombstone, so it is chosen and not written."""
PERIOD_OVER = "period_over"
TEAM_REASONS = {
    "team_over": "The time to keep it is over",
    "team_mistake": "It was entered by mistake",
    "team_asked": "The person it is about asked for it and it was agreed",
}
"""Why a record of the team may be erased, which belongs to no family."""


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Why a family must not be erased, who said so and since when (UTC, and wall time as text)."""

    family_id: str
    why: str
    who: str
    made: datetime
    made_local: str


@dataclass(frozen=True, kw_only=True)
class ErasurePlan:
    """What would go with a family. `stubs` are records of it that stand withdrawn in other families' files."""

    family_id: str
    reference: str
    records: int
    drafts: int
    files: int
    copies_left: int
    stubs: int
    held: bool
    stamp: str
    """Stands for all of it: when anything changes before the confirmation, nothing is erased."""
    team: bool = False
    """Whether it is a record of the team, which belongs to no family."""


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """What stays of an erased family, or record of the team: no word of it."""

    family_id: str
    made: datetime
    made_local: str
    who: str
    reason: str
    records: int
    files: int
    copies_left: int


class Erasing:
    """Erases in one vault."""

    def __init__(self, store: Store, records: Records, audit: Audit) -> None:
        """Takes the store, its records and the trail."""
        self._store = store
        self._records = records
        self._audit = audit

    # Holds

    def held(self, family_id: str) -> Hold | None:
        """Gives the hold on a family, or None."""
        if not has_table(self._store, "holds"):
            return None
        row = self._store.row("SELECT * FROM holds WHERE family_id = ?", [family_id])
        if row is None:
            return None
        return Hold(
            family_id=family_id,
            why=row["why"],
            who=row["who"],
            made=when(row["made"]),
            made_local=row["made_local"],
        )

    def hold(self, family_id: str, why: str, author: Author | str) -> Hold:
        """Keeps a family from being erased, whatever its day. Raises `ReasonMissing`, `RecordNotFound`."""
        self._say("put on hold", family_id, why, author)
        found = self.held(family_id)
        assert found is not None
        return found

    def release(self, family_id: str, why: str, author: Author | str) -> None:
        """Ends a hold. Raises `ReasonMissing`, `RecordNotFound`."""
        self._say("hold ended", family_id, why, author)

    def _say(self, what: str, family_id: str, why: str, author: Author | str) -> None:
        writer, why = as_author(author), clean(why).strip()
        if not why:
            raise ReasonMissing()
        with self._store.writing() as connection:
            self._family(family_id)
            moment = self._audit.add(what, writer.name, record_id=family_id, why=why)
            connection.execute("DELETE FROM holds WHERE family_id = ?", [family_id])
            if what == "put on hold":
                values = [family_id, why, writer.name, moment.utc, moment.local]
                connection.execute("INSERT INTO holds VALUES (?, ?, ?, ?, ?)", values)

    # A whole family

    def plan(self, family_id: str) -> ErasurePlan:
        """Looks what would go with a family, or with one record of the team, given by its id. Changes nothing.

        Raises `RecordNotFound`.
        """
        with self._store.lock:
            family, team = self._whole(family_id)
            own, stubs = self._own(family_id), self._stubs(family_id)
            records = [row for row in own if team or row["id"] != family_id]
            return ErasurePlan(
                family_id=family_id,
                reference=f"T-{family_id[:4].upper()}"
                if team
                else str(json.loads(family["extra"]).get("reference", "")),
                records=sum(row["status"] not in GONE for row in records),
                drafts=sum(row["status"] == "draft" for row in records),
                files=self._count("attachments", own + stubs),
                copies_left=self._count("releases", own + stubs),
                stubs=len(stubs),
                held=self.held(family_id) is not None,
                stamp=self._stamp(own + stubs),
                team=team,
            )

    def erase(
        self,
        plan: ErasurePlan,
        reason: str,
        author: Author | str,
        typed_reference: str,
        due: date | None = None,
    ) -> Tombstone:
        """Erases a family, or a record of the team, for good, as it was looked at, in one transaction.

        `reason` is a key of `REASONS`, or of `TEAM_REASONS`; `typed_reference` is the second confirmation; `due` the day from which it may go,
        which the reason `period_over` needs. Raises `ReasonMissing`, `FamilyOnHold`, `NotConfirmed`, `NotYetDue`,
        `ErasureChanged`, or a fault of the disk, and then nothing was erased.
        """
        writer = as_author(author)
        if reason not in (TEAM_REASONS if plan.team else REASONS):
            raise ReasonMissing()
        if "".join(typed_reference.split()).casefold() != "".join(plan.reference.split()).casefold():
            raise NotConfirmed()
        if reason == PERIOD_OVER and (due is None or due > self._audit.now().date()):
            raise NotYetDue()
        with self._store.writing() as connection:
            fresh = self.plan(plan.family_id)
            if fresh.held:
                raise FamilyOnHold()
            if fresh.stamp != plan.stamp:
                raise ErasureChanged()
            own, stubs = self._own(plan.family_id), self._stubs(plan.family_id)
            seq = self._audit.head().entries + 1
            for row in own + stubs:
                connection.execute("INSERT INTO erased_records VALUES (?, ?)", [row["id"], seq])
            entries = self._blank(connection, own + stubs, seq)
            self._empty(connection, own, stubs)
            for row in own:
                if row["id"] != plan.family_id:
                    connection.execute("DELETE FROM records WHERE row = ?", [row["row"]])
            counts = f"{plan.records} {plan.files} {plan.copies_left}"
            moment = self._audit.add(
                ERASED,
                writer.name,
                record_id=plan.family_id,
                why=f"{reason} {counts}",
                digest=self._audit.digest_of(entries),
            )
            assert moment.seq == seq
            gone = {
                "who": writer.name,
                "role": writer.role,
                "reason": (REASONS | TEAM_REASONS)[reason],
                "made": moment.utc,
                "made_local": moment.local,
            }
            self._bury(connection, plan.family_id, gone, stubs)
        # What still waits beside the main file goes too.
        self._store.checkpoint()
        return next(stone for stone in self.tombstones() if stone.family_id == plan.family_id)

    def tombstones(self) -> list[Tombstone]:
        """Gives what stays of every family that was erased, the newest first."""
        found = []
        for row in self._store.rows("SELECT * FROM audit WHERE what = ? ORDER BY seq DESC", [ERASED]):
            reason, records, files, copies = row["why"].split(" ")
            found.append(
                Tombstone(
                    family_id=row["record_id"],
                    made=when(row["made"]),
                    made_local=row["made_local"],
                    who=row["who"],
                    reason=(REASONS | TEAM_REASONS).get(reason, reason),
                    records=int(records),
                    files=int(files),
                    copies_left=int(copies),
                )
            )
        return found

    # A picture or paper

    def remove_file(
        self, file_id: str, reason: str, author: Author | str, *, confirmed: bool = False
    ) -> None:
        """Erases a picture or paper that belongs to another family or was added by mistake, out of a finished record too.

        The record says of it that it was taken out, by whom, when and why. Raises `ReasonMissing`, `NotConfirmed`,
        `AttachmentNotFound`.
        """
        why = clean(reason).strip()
        if not why:
            raise ReasonMissing()
        if not confirmed:
            raise NotConfirmed(
                "Say once more that this picture or paper is to be erased. Nothing was erased."
            )
        with self._store.writing() as connection:
            row = self._store.row("SELECT record_id, revision FROM attachments WHERE id = ?", [file_id])
            if row is None:
                raise AttachmentNotFound()
            moment = self._audit.add(
                TAKEN_OUT,
                as_author(author).name,
                record_id=row["record_id"],
                revision=row["revision"],
                why=f"{file_id} {why}",
            )
            connection.execute("INSERT INTO erased_files VALUES (?, ?)", [file_id, moment.seq])
            connection.execute("DELETE FROM attachments WHERE id = ?", [file_id])
        self._store.checkpoint()

    # Steps, each within the transaction of what it is part of

    def _family(self, family_id: str) -> Any:
        row = self._store.row("SELECT * FROM records WHERE id = ?", [family_id])
        if row is None or row["form_id"] != FAMILY or row["status"] in GONE:
            raise RecordNotFound()
        return row

    def _whole(self, record_id: str) -> tuple[Any, bool]:
        """What may be erased as a whole: the row of a family, or of a record of the team; and whether it is the team's."""
        row = self._store.row("SELECT * FROM records WHERE id = ?", [record_id])
        if row is None or row["family_id"] is not None or not self._records.of_team(row["form_id"]):
            return self._family(record_id), False
        if row["status"] in GONE:
            raise RecordNotFound()
        return row, True

    def _own(self, family_id: str) -> list[Any]:
        return self._store.rows(
            "SELECT row, id, status, seq, digest, moved_from FROM records"
            " WHERE family_id = ? OR (id = ? AND family_id IS NULL) ORDER BY row",
            [family_id, family_id],
        )

    def _stubs(self, family_id: str) -> list[Any]:
        """Records in other families' files whose words were about this one and moved here; they still hold them, hidden."""
        found: dict[str, Any] = {}
        ask = [row["moved_from"] for row in self._own(family_id) if row["moved_from"]]
        while ask:
            row = self._store.row(
                "SELECT row, id, family_id, status, seq, digest, moved_from FROM records WHERE id = ?",
                [ask.pop()],
            )
            if row is not None and row["id"] not in found and row["family_id"] != family_id:
                found[row["id"]] = row
                ask += [row["moved_from"]] if row["moved_from"] else []
        return list(found.values())

    def _count(self, table: str, records: list[Any]) -> int:
        return sum(
            self._store.value(f"SELECT count(*) FROM {table} WHERE record_id = ?", [row["id"]])
            for row in records
        )

    def _stamp(self, records: list[Any]) -> str:
        total = hashlib.sha256()
        for row in records:
            last = self._store.row(
                "SELECT number, state, written FROM revisions WHERE record_id = ? ORDER BY number DESC LIMIT 1",
                [row["id"]],
            )
            counts = [self._count(table, [row]) for table in ("attachments", "releases")]
            total.update(
                repr((row["id"], row["status"], tuple(last or ()), counts)).encode("utf-8", "replace")
            )
        return total.hexdigest()

    def _blank(self, connection: Any, records: list[Any], by: int) -> list[int]:
        """Takes reasons and digests out of the rows about these records; gives which."""
        blanked: list[int] = []
        for record in records:
            for row in self._store.rows(
                "SELECT seq FROM audit WHERE record_id = ? AND (why <> '' OR digest <> '')", [record["id"]]
            ):
                connection.execute("INSERT INTO erased_entries VALUES (?, ?)", [row["seq"], by])
                connection.execute("UPDATE audit SET why = '', digest = '' WHERE seq = ?", [row["seq"]])
                blanked.append(row["seq"])
        return blanked

    def _empty(self, connection: Any, own: list[Any], stubs: list[Any]) -> None:
        for record in own + stubs:
            for table in ("due", "attachments", "outlines", "revisions", "releases"):
                connection.execute(f"DELETE FROM {table} WHERE record_id = ?", [record["id"]])
            for table in (FINISHED, OPEN):
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", [record["row"]])
        connection.execute("DELETE FROM holds WHERE family_id IN (SELECT record_id FROM erased_records)")

    def _bury(self, connection: Any, family_id: str, gone: dict[str, str], stubs: list[Any]) -> None:
        """Leaves the family's own row without a word, and the stubs without the reason, which may name it."""
        self._records.bury(family_id, gone)
        connection.execute(
            "UPDATE records SET status = 'discarded', event = '' WHERE id = ?",
            [family_id],
        )
        for stub in stubs:
            extra = json.loads(self._store.value("SELECT extra FROM records WHERE id = ?", [stub["id"]]))
            self._records.bury(stub["id"], extra | {"reason": ""})
