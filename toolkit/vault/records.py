"""Records and their revisions: every way in which words come into a vault or change there.

A draft revision is overwritten by each save; a finished one never is, and the database refuses it too. Each step is one
transaction with its columns, its search row and its row in the audit trail.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from toolkit.errors import (
    FamilyHasRecords,
    NewerRecord,
    ReasonMissing,
    RecordFinished,
    RecordNotFinished,
    RecordNotFound,
    RecordWithdrawn,
    WrongFamily,
)
from toolkit.forms.catalogue import FAMILY, Catalogue
from toolkit.forms.people import PersonRef
from toolkit.vault.audit import WITHDRAWN, Audit, Author, Clock, Moment, clock, revision_digest
from toolkit.vault.engine import Store, clean
from toolkit.vault.lists import Lists
from toolkit.vault.projecting import Projector, to_text
from toolkit.vault.rows import Record, Revision, revision_row, when

_GONE = ("withdrawn", "discarded")


class Records(Lists):
    """The records of one vault, by id."""

    def __init__(self, store: Store, catalogue: Catalogue, audit: Audit, now: Clock = clock) -> None:
        """Takes the store, the forms on offer, the audit trail and a clock."""
        super().__init__(store)
        self._catalogue = catalogue
        self._audit = audit
        self._now = now
        self._projector = Projector(store, catalogue)

    # Reading

    def get(self, record_id: str, revision: int | None = None) -> Record:
        """Gives the newest revision of a record, or the one asked for.

        Of a withdrawn or discarded record only the stub is left, without answers. Raises `RecordNotFound`,
        `RecordWithdrawn` for a revision of a stub, and `NewerRecord` when a newer program wrote it.
        """
        with self._store.lock:
            record = self._record(record_id)
            if record["status"] in _GONE:
                if revision is not None:
                    raise RecordWithdrawn()
                return self._stub(record)
            found = self._revision(record_id, revision)
            return self._whole(record, found)

    def revisions(self, record_id: str) -> list[Revision]:
        """Gives the history of a record, oldest first; none for one that was withdrawn or discarded."""
        with self._store.lock:
            if self._record(record_id)["status"] in _GONE:
                return []
            query = "SELECT * FROM revisions WHERE record_id = ? ORDER BY number"
            return [revision_row(row) for row in self._store.rows(query, [record_id])]

    def people(self, family_id: str | None) -> tuple[PersonRef, ...]:
        """Gives the people of a family as its file names them now; none without a family."""
        with self._store.lock:
            return self._projector.people(family_id)

    # Writing

    def create(
        self, form_id: str, family_id: str | None, answers: Mapping[str, Any], author: Author | str
    ) -> Record:
        """Begins a record as a draft and gives it. A family is a record of the form `family`, and its own family.

        Raises `UnknownForm`, `RecordNotFound` for a family that is none, and what a failed save raises.
        """
        form = self._catalogue.get(form_id).form
        writer = _author(author)
        record_id = secrets.token_hex(12)
        kept = dict(answers)
        with self._store.writing() as connection:
            if form_id == FAMILY:
                family_id = record_id
                kept["reference"] = kept.get("reference") or self._reference()
            elif family_id is not None:
                self._family(family_id)
            moment = self._audit.add("begun", writer.name, record_id=record_id, revision=1)
            status = "living" if form.living else "draft"
            connection.execute(
                "INSERT INTO records (id, form_id, family_id, status, made, made_local, seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [record_id, form_id, family_id, status, moment.utc, moment.local, moment.seq],
            )
            self._add_revision(record_id, 1, form.version, to_text(kept), writer, moment)
            self._projector.update(record_id)
        return self.get(record_id)

    def save_draft(self, record_id: str, answers: Mapping[str, Any], author: Author | str = "") -> datetime:
        """Keeps the words of a draft, however incomplete, and gives the moment (UTC) it was safe on the disk.

        A record that lives gets a new dated draft after it was closed, by `author`. Nothing is written when nothing
        changed. Raises `RecordFinished`, `RecordWithdrawn`, `RecordNotFound`, or a fault of the disk, and then the draft
        is as it was.
        """
        with self._store.writing():
            record = self._open(record_id)
            newest = self._revision(record_id)
            text = to_text(answers)
            if newest["answers"] == text or _same(newest["answers"], text):
                return when(newest["written"])
            if newest["state"] != "draft":
                newest = self._next_living(record, newest, _author(author))
            return when(self._put(record, newest["number"], text))

    def finish(
        self,
        record_id: str,
        answers: Mapping[str, Any],
        outlines: Mapping[str, bytes],
        author: Author | str,
        reason: str = "",
    ) -> Record:
        """Makes the draft final, with one outline an audience, for good.

        Whether anything is missing is the rules' question, asked before. Raises as `save_draft` does.
        """
        writer = _author(author)
        with self._store.writing() as connection:
            record = self._open(record_id)
            draft = self._revision(record_id)
            if record["status"] == "living" or draft["state"] != "draft":
                raise RecordFinished()
            number, text = draft["number"], to_text(answers)
            why = clean(reason) or draft["reason"]
            self._put(record, number, text, project=False)
            for audience, outline in outlines.items():
                connection.execute(
                    "INSERT INTO outlines VALUES (?, ?, ?, ?)", [record_id, number, audience, outline]
                )
            moment = self._audit.add(
                "finished" if number == 1 else "amended",
                writer.name,
                record_id=record_id,
                revision=number,
                why=why,
                digest=revision_digest(text, dict(outlines)),
            )
            self._seal(record_id, number, "final", writer, why, moment)
            # An amendment keeps the record's place in the order.
            seq = record["seq"] if record["status"] == "final" else moment.seq
            connection.execute("UPDATE records SET status = 'final', seq = ? WHERE id = ?", [seq, record_id])
            self._projector.update(record_id)
        return self.get(record_id)

    def close_living(self, record_id: str, answers: Mapping[str, Any], author: Author | str) -> Record:
        """Closes a dated revision of a record that lives. Without a change since the last one, nothing is written."""
        writer = _author(author)
        with self._store.writing():
            record = self._open(record_id)
            if record["status"] != "living":
                raise RecordNotFinished()
            self.save_draft(record_id, answers, writer)
            newest = self._revision(record_id)
            if newest["state"] == "draft":
                digest = revision_digest(newest["answers"], {})
                number = newest["number"]
                moment = self._audit.add(
                    "closed", writer.name, record_id=record_id, revision=number, digest=digest
                )
                self._seal(record_id, number, "closed", writer, newest["reason"], moment)
                self._projector.update(record_id)
        return self.get(record_id)

    def amend(self, record_id: str, author: Author | str, reason: str) -> Record:
        """Opens a new draft that starts from the last final revision; gives the one that is open already.

        Raises `ReasonMissing`, `RecordNotFinished`, `RecordWithdrawn`.
        """
        writer = _author(author)
        with self._store.writing():
            record = self._open(record_id)
            last = self._revision(record_id)
            if record["status"] != "final":
                raise RecordNotFinished()
            if last["state"] == "final":
                if not reason.strip():
                    raise ReasonMissing()
                number = last["number"] + 1
                moment = self._audit.add(
                    "amendment begun", writer.name, record_id=record_id, revision=number, why=reason
                )
                version, text = last["form_version"], last["answers"]
                self._add_revision(record_id, number, version, text, writer, moment, clean(reason))
        return self.get(record_id)

    def discard_draft(self, record_id: str, author: Author | str, reason: str = "") -> Record:
        """Throws the open draft away. A finished or closed revision before it stands again; without one, a stub stays.

        Raises `RecordFinished` when no draft is open, and `FamilyHasRecords` for the only draft of a family in use.
        """
        writer = _author(author)
        with self._store.writing() as connection:
            record = self._open(record_id)
            draft = self._revision(record_id)
            if draft["state"] != "draft":
                raise RecordFinished()
            number = draft["number"]
            if number == 1 and record["form_id"] == FAMILY and self._in_use(record_id):
                raise FamilyHasRecords()
            moment = self._audit.add(
                "draft discarded", writer.name, record_id=record_id, revision=number, why=reason
            )
            connection.execute(
                "DELETE FROM revisions WHERE record_id = ? AND number = ? AND state = 'draft'",
                [record_id, number],
            )
            if number == 1:
                self._leave(record_id, "discarded", writer, reason, moment)
            else:
                self._projector.update(record_id)
        return self.get(record_id)

    def file(self, record_id: str, family_id: str, author: Author | str) -> Record:
        """Puts a draft that has no family yet into one. Raises `WrongFamily` when it has one: then it is withdrawn instead."""
        with self._store.writing() as connection:
            record = self._open(record_id)
            if record["family_id"] is not None:
                raise WrongFamily()
            self._family(family_id)
            connection.execute("UPDATE records SET family_id = ? WHERE id = ?", [family_id, record_id])
            self._audit.add("filed", _author(author).name, record_id=record_id)
            self._projector.update(record_id)
        return self.get(record_id)

    def withdraw(self, record_id: str, to_family_id: str, author: Author | str, reason: str) -> Record:
        """Moves a record that was filed in the wrong family, and gives the moved one.

        Its newest words become a draft of the right family, by their own author, to be looked through and finished there:
        the people of the wrong family are no people of the right one. In the wrong family a stub stays: its kind and day,
        who withdrew it, when and why. Stored outlines are not taken along, as they name people of the wrong family.
        Raises `ReasonMissing`, `WrongFamily`.
        """
        writer = _author(author)
        if not reason.strip():
            raise ReasonMissing()
        with self._store.writing() as connection:
            record = self._open(record_id)
            if record["form_id"] == FAMILY or to_family_id == record["family_id"]:
                raise WrongFamily()
            self._family(to_family_id)
            newest = self._revision(record_id)
            moved = self._move(record, newest, to_family_id, writer)
            connection.execute("DELETE FROM revisions WHERE record_id = ? AND state = 'draft'", [record_id])
            connection.execute("UPDATE records SET moved_to = ? WHERE id = ?", [moved, record_id])
            moment = self._audit.add(
                WITHDRAWN, writer.name, record_id=record_id, revision=newest["number"], why=reason
            )
            self._leave(record_id, "withdrawn", writer, reason, moment)
        return self.get(moved)

    # Parts of the above

    def _move(self, record: Any, newest: Any, family_id: str, writer: Author) -> str:
        moved = secrets.token_hex(12)
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

    def _next_living(self, record: Any, last: Any, writer: Author) -> Any:
        if record["status"] != "living":
            raise RecordFinished()
        number = last["number"] + 1
        writer = writer if writer.name else Author(last["author"], last["author_role"])
        moment = self._audit.add("begun", writer.name, record_id=record["id"], revision=number)
        version = last["form_version"]
        self._add_revision(record["id"], number, version, last["answers"], writer, moment)
        return self._revision(record["id"])

    def _put(self, record: Any, number: int, text: str, project: bool = True) -> str:
        now = self._now()
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
                " written_local = ?, clock_back = ?, seq = ? WHERE record_id = ? AND number = ?",
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
        if record["status"] in _GONE:
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
        if found is None or found["form_id"] != FAMILY or found["status"] in _GONE:
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


def _author(author: Author | str) -> Author:
    return (
        Author(clean(author.name), clean(author.role))
        if isinstance(author, Author)
        else Author(clean(author))
    )


def _same(stored: str, text: str) -> bool:
    """Whether two texts hold the same answers; the order of keys says nothing."""
    return len(stored) == len(text) and bool(json.loads(stored) == json.loads(text))
