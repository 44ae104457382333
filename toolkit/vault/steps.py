"""The single steps that records are written and read by; `Records` puts them together into what a worker does."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from toolkit.errors import NewerRecord, RecordFinished, RecordNotFound, RecordWithdrawn
from toolkit.forms.catalogue import FAMILY, Catalogue
from toolkit.vault.attachments import Attachments
from toolkit.vault.audit import Audit, Author, Clock, Moment, clock
from toolkit.vault.engine import Store, clean
from toolkit.vault.lists import Lists
from toolkit.vault.projecting import GONE, Projector
from toolkit.vault.rows import Record, when


class Steps(Lists):
    """Each step joins the transaction it is called in."""

    def __init__(self, store: Store, catalogue: Catalogue, audit: Audit, now: Clock = clock) -> None:
        """Takes the store, the forms on offer, the audit trail and a clock."""
        super().__init__(store)
        self._catalogue = catalogue
        self._audit = audit
        self.now = now
        self._projector = Projector(store, catalogue)
        self._seen: dict[tuple[str, int, str], datetime] = {}
        self.attachments = Attachments(store, audit, self._draft_for_file)

    def _move(self, record: Any, newest: Any, family_id: str, writer: Author) -> str:
        moved = new_id()
        moment = self._audit.add("moved here", writer.name, record_id=moved, revision=1)
        status = "living" if record["status"] == "living" else "draft"
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO records (id, form_id, family_id, status, made, made_local, moved_from, seq)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    moved,
                    record["form_id"],
                    family_id,
                    status,
                    moment.utc,
                    moment.local,
                    record["id"],
                    moment.seq,
                ],
            )
        # The reason given for the wrong family may name it, so it does not come along.
        reason = f"Moved here from another family's file. First written {newest['written_local'][:16].replace('T', ' ')}."
        first = Author(newest["author"], newest["author_role"])
        self._add_revision(moved, 1, newest["form_version"], newest["answers"], first, moment, reason)
        self._projector.update(moved)
        return moved

    def _leave(self, record_id: str, status: str, writer: Author, reason: str, moment: Moment) -> None:
        with self._store.writing() as connection:
            connection.execute("UPDATE records SET status = ? WHERE id = ?", [status, record_id])
            gone = {"who": writer.name, "role": writer.role, "reason": clean(reason)}
            self._projector.forget(record_id, gone | {"made": moment.utc, "made_local": moment.local})

    def of_team(self, form_id: str) -> bool:
        """Whether records of a form are the team's own and belong to no family."""
        return self._catalogue.of_team(form_id)

    def bury(self, record_id: str, gone: dict[str, str]) -> None:
        """Empties the columns of a record whose words are erased; `gone` (who, when, why) stays."""
        self._projector.forget(record_id, gone)

    def _next_living(self, record: Any, last: Any, writer: Author) -> Any:
        if record["status"] != "living":
            raise RecordFinished()
        number = last["number"] + 1
        writer = writer if writer.name else Author(last["author"], last["author_role"])
        moment = self._audit.add("begun", writer.name, record_id=record["id"], revision=number)
        version = last["form_version"]
        self._add_revision(record["id"], number, version, last["answers"], writer, moment)
        return self._revision(record["id"])

    def _draft_for_file(self, record_id: str, writer: Author) -> int:
        """The revision that a new file belongs to: the open draft. A record that lives gets one when it has none."""
        record = self._open(record_id)
        newest = self._revision(record_id)
        if newest["state"] != "draft":
            newest = self._next_living(record, newest, writer)
        return int(newest["number"])

    def _put(self, record: Any, number: int, text: str, project: bool = True) -> str:
        now = self.now()
        written = now.astimezone(UTC).isoformat(timespec="microseconds")
        with self._store.writing() as connection:
            # A form that is no longer on offer keeps the version its words were written with.
            version = self._version(record["form_id"]) or self._revision(record["id"], number)["form_version"]
            connection.execute(
                "UPDATE revisions SET answers = ?, form_version = ?, written = ?, written_local = ?"
                " WHERE record_id = ? AND number = ?",
                [text, version, written, now.isoformat(timespec="seconds"), record["id"], number],
            )
            if project:
                self._projector.update(record["id"])
        return written

    def _seal(
        self, record_id: str, number: int, state: str, writer: Author, reason: str, moment: Moment
    ) -> None:
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE revisions SET state = ?, author = ?, author_role = ?, reason = ?, written = ?,"
                " written_local = ?, clock_back = clock_back OR ?, seq = ? WHERE record_id = ? AND number = ?",
                [
                    state,
                    writer.name,
                    writer.role,
                    reason,
                    moment.utc,
                    moment.local,
                    int(moment.clock_back),
                    moment.seq,
                    record_id,
                    number,
                ],
            )

    def _add_revision(
        self,
        record_id: str,
        number: int,
        version: int,
        text: str,
        writer: Author,
        moment: Moment,
        reason: str = "",
    ) -> None:
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO revisions (record_id, number, state, form_version, answers, author, author_role, reason,"
                " made, made_local, written, written_local, clock_back, seq)"
                " VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    record_id,
                    number,
                    version,
                    text,
                    writer.name,
                    writer.role,
                    reason,
                    *(moment.utc, moment.local) * 2,
                    int(moment.clock_back),
                    moment.seq,
                ],
            )

    def _version(self, form_id: str) -> int:
        return self._catalogue.get(form_id).form.version if self._catalogue.has(form_id) else 0

    def _record(self, record_id: str) -> Any:
        found = self._store.row("SELECT * FROM records WHERE id = ?", [record_id])
        if found is None:
            raise RecordNotFound()
        return found

    def _open(self, record_id: str) -> Any:
        record = self._record(record_id)
        if record["status"] in GONE:
            raise RecordWithdrawn()
        return record

    def _revision(self, record_id: str, number: int | None = None) -> Any:
        which = "ORDER BY number DESC LIMIT 1" if number is None else "AND number = ?"
        values: list[object] = [record_id] if number is None else [record_id, number]
        found = self._store.row(f"SELECT * FROM revisions WHERE record_id = ? {which}", values)
        if found is None:
            raise RecordNotFound()
        return found

    def _family(self, family_id: str) -> None:
        found = self._store.row("SELECT form_id, status FROM records WHERE id = ?", [family_id])
        if found is None or found["form_id"] != FAMILY or found["status"] in GONE:
            raise RecordNotFound()

    def _in_use(self, family_id: str) -> bool:
        return bool(
            self._store.rows(
                "SELECT 1 FROM records WHERE family_id = ? AND id <> ? AND status <> 'discarded' LIMIT 1",
                [family_id, family_id],
            )
        )

    def _reference(self) -> str:
        """A number for paper that no name can be read from."""
        made = self._store.value("SELECT count(*) FROM records WHERE form_id = ?", [FAMILY])
        return f"F-{made + 1:04d}"

    def _whole(self, record: Any, found: Any) -> Record:
        form_id, version = record["form_id"], found["form_version"]
        if version > (self._version(form_id) or version):
            raise NewerRecord()
        stored = self._store.rows(
            "SELECT audience, outline FROM outlines WHERE record_id = ? AND number = ?",
            [record["id"], found["number"]],
        )
        state = {"closed": "living", "final": "final"}.get(found["state"], "draft")
        return Record(
            id=record["id"],
            form_id=form_id,
            form_version=version,
            family_id=record["family_id"],
            status="living" if record["status"] == "living" else state,  # type: ignore[arg-type]
            revision=found["number"],
            answers=self._projector.lifted(form_id, version, found["answers"]),
            author=found["author"],
            author_role=found["author_role"],
            created=when(found["made"]),
            created_local=found["made_local"],
            written=when(found["written"]),
            written_local=found["written_local"],
            reason=found["reason"],
            title=record["title"],
            event=record["event"],
            seq=found["seq"],
            outlines={row["audience"]: bytes(row["outline"]) for row in stored},
            clock_back=bool(found["clock_back"]),
            late=bool(record["late"]),
            restricted=bool(record["restricted"]),
            moved_from=record["moved_from"],
        )

    def _stub(self, record: Any) -> Record:
        gone = json.loads(record["extra"])
        made, local = str(gone.get("made", record["made"])), str(gone.get("made_local", record["made_local"]))
        return Record(
            id=record["id"],
            form_id=record["form_id"],
            form_version=0,
            family_id=record["family_id"],
            status=record["status"],
            revision=0,
            answers={},
            author=str(gone.get("who", "")),
            author_role=str(gone.get("role", "")),
            created=when(record["made"]),
            created_local=record["made_local"],
            written=when(made),
            written_local=local,
            reason=str(gone.get("reason", "")),
            title=record["title"],
            event=record["event"],
            seq=record["seq"],
            moved_from=record["moved_from"],
            moved_to=record["moved_to"],
        )


def as_author(author: Author | str) -> Author:
    """An author from a name alone, or as given, in letters that can be kept."""
    return (
        Author(clean(author.name), clean(author.role))
        if isinstance(author, Author)
        else Author(clean(author))
    )


def same_answers(stored: str, text: str) -> bool:
    """Whether two texts hold the same answers; the order of keys says nothing."""
    return len(stored) == len(text) and bool(json.loads(stored) == json.loads(text))


def new_id() -> str:
    """A random id, which says nothing of anyone."""
    return secrets.token_hex(12)
