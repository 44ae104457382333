"""Records and their revisions: every way in which words come into a vault or change there.

A draft revision is overwritten by each save; a finished one never is, and the database refuses it too. Each step is one
transaction with its columns, its search row and its row in the audit trail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import msgspec

from toolkit.errors import (
    FamilyHasRecords,
    ReasonMissing,
    RecordFinished,
    RecordNotFinished,
    RecordWithdrawn,
    WrongFamily,
)
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.people import PersonRef
from toolkit.vault.audit import HISTORY_NOT_READ, HISTORY_READ, WITHDRAWN, Author, revision_digest
from toolkit.vault.engine import clean
from toolkit.vault.projecting import GONE, to_text
from toolkit.vault.rows import Record, Revision, Standing, revision_row, when
from toolkit.vault.steps import Steps, as_author, new_id, same_answers

AGAIN = timedelta(minutes=10)
"""Whoever turns back to a record within this time is still reading it."""

MOST_AT_ONCE = 500
"""Families named in one query."""
_STANDING_WORDS = """
    SELECT r.id, r.form_id, r.status, r.event, r.title, r.restricted, v.author, v.form_version, v.answers
    FROM records r JOIN revisions v ON v.record_id = r.id AND v.number = (
        SELECT max(number) FROM revisions WHERE record_id = r.id AND (r.status <> 'final' OR state = 'final'))
    WHERE r.family_id = ? AND r.form_id <> ? AND r.status IN ('draft', 'final', 'living')
    ORDER BY r.event, r.seq"""
_ENDINGS = """
    SELECT r.id FROM records r JOIN revisions v ON v.record_id = r.id
    WHERE r.form_id = ? AND r.status = 'living' AND r.id IN ({marks})
        AND (instr(v.answers, '"status":"died"') OR instr(v.answers, '"status":"ended"'))
        AND v.number = (SELECT max(number) FROM revisions WHERE record_id = r.id)"""


class Records(Steps):
    """The records of one vault, by id."""

    def all_or_none(self) -> AbstractContextManager[Any]:
        """A block in which everything that is written is kept together, or undone when it fails on the way out."""
        return self._store.writing()

    # Reading

    def get(self, record_id: str, revision: int | None = None) -> Record:
        """Gives the newest revision of a record, or the one asked for.

        Of a withdrawn or discarded record only the stub is left, without answers. Raises `RecordNotFound`,
        `RecordWithdrawn` for a revision of a stub, and `NewerRecord` when a newer program wrote it.
        """
        with self._store.lock:
            record = self._record(record_id)
            if record["status"] in GONE:
                if revision is not None:
                    raise RecordWithdrawn()
                return self._stub(record)
            found = self._revision(record_id, revision)
            return self._whole(record, found)

    def revisions(self, record_id: str) -> list[Revision]:
        """Gives the history of a record, oldest first; none for one that was withdrawn or discarded."""
        with self._store.lock:
            if self._record(record_id)["status"] in GONE:
                return []
            query = "SELECT * FROM revisions WHERE record_id = ? ORDER BY number"
            return [revision_row(row) for row in self._store.rows(query, [record_id])]

    def people(self, family_id: str | None) -> tuple[PersonRef, ...]:
        """Gives the people of a family as its file names them now; none without a family."""
        with self._store.lock:
            return self._projector.people(family_id)

    def standing(self, family_id: str) -> list[Standing]:
        """Gives every record of a family but its file with its answers, in one reading, the earliest event first.

        Left out are stubs, discarded drafts, and records that a newer program wrote or whose words cannot be read.
        """
        found = []
        for row in self._store.rows(_STANDING_WORDS, [family_id, FAMILY]):
            form_id, version = row["form_id"], row["form_version"]
            if version > (self._version(form_id) or version):
                continue
            try:
                answers = self._projector.lifted(form_id, version, row["answers"])
            except msgspec.DecodeError:
                continue
            found.append(
                Standing(
                    id=row["id"],
                    form_id=form_id,
                    status=row["status"],
                    event=row["event"],
                    title=row["title"],
                    author=row["author"],
                    restricted=bool(row["restricted"]),
                    answers=answers,
                )
            )
        return found

    def changes(self) -> int:
        """Gives a number that grows with everything written here: what was read under the same number is still true."""
        return self._store.changes()

    def with_endings(self, families: Iterable[str]) -> set[str]:
        """Gives those of some families in whose file a child or an adult died, or a pregnancy ended."""
        wanted, found = list(families), set()
        for first in range(0, len(wanted), MOST_AT_ONCE):
            some = wanted[first : first + MOST_AT_ONCE]
            query = _ENDINGS.format(marks=", ".join("?" * len(some)))
            found |= {row["id"] for row in self._store.rows(query, [FAMILY, *some])}
        return found

    def reckon_again(self, form_id: str) -> None:
        """Works out anew what is due in every open record of a form: the bank holidays it is counted with were changed."""
        due = (
            "SELECT DISTINCT d.record_id FROM due d JOIN records r ON r.id = d.record_id WHERE r.form_id = ?"
        )
        with self._store.writing():
            for row in self._store.rows(due, [form_id]):
                self._projector.update(row["record_id"])

    def viewed(self, record_id: str, revision: int, author: Author | str) -> None:
        """Says in the trail that a record was opened to be read; once in ten minutes for each person and version.

        In records opened to read only nothing can be said.
        """
        if self._store.read_only:
            return
        writer, now = as_author(author), self.now()
        seen = self._seen.get((record_id, revision, writer.name))
        if seen is not None and timedelta(0) <= now - seen < AGAIN:
            return
        with self._store.writing():
            self._record(record_id)
            self._audit.add("viewed", writer.name, record_id=record_id, revision=revision)
        self._seen[record_id, revision, writer.name] = now

    def history_read(self, family_id: str, author: Author | str, *, read: bool, why: str = "") -> None:
        """Says in the trail that somebody read the history of a family before new work, or began without; then `why` is needed.

        Raises `RecordNotFound`, `ReasonMissing`.
        """
        if not read and not why.strip():
            raise ReasonMissing()
        with self._store.writing():
            self._family(family_id)
            what = HISTORY_READ if read else HISTORY_NOT_READ
            self._audit.add(what, as_author(author).name, record_id=family_id, why=why.strip())

    def readings(self, family_id: str) -> list[tuple[str, bool]]:
        """Gives what was said about reading the history of a family, oldest first: local time as text, and whether it was read."""
        found = self._store.rows(
            "SELECT made_local, what FROM audit WHERE record_id = ? AND what IN (?, ?) ORDER BY seq",
            [family_id, HISTORY_READ, HISTORY_NOT_READ],
        )
        return [(row["made_local"], row["what"] == HISTORY_READ) for row in found]

    # Writing

    def create(
        self, form_id: str, family_id: str | None, answers: Mapping[str, Any], author: Author | str
    ) -> Record:
        """Begins a record as a draft and gives it. A family is a record of the form `family`, and its own family.

        Raises `UnknownForm`, `RecordNotFound` for a family that is none, and what a failed save raises.
        """
        form = self._catalogue.get(form_id).form
        writer = as_author(author)
        record_id = new_id()
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
            if newest["answers"] == text or same_answers(newest["answers"], text):
                return when(newest["written"])
            if newest["state"] != "draft":
                newest = self._next_living(record, newest, as_author(author))
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
        writer = as_author(author)
        with self._store.writing() as connection:
            record = self._open(record_id)
            draft = self._revision(record_id)
            if record["status"] == "living" or draft["state"] != "draft":
                raise RecordFinished()
            number, text = draft["number"], to_text(answers)
            why = clean(reason) or draft["reason"]
            self._put(record, number, text, project=False)
            self.attachments.sweep(record_id, number, text, writer.name)
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
                digest=revision_digest(text, dict(outlines), writer.role),
            )
            self._seal(record_id, number, "final", writer, why, moment)
            # An amendment keeps the record's place in the order.
            seq = record["seq"] if record["status"] == "final" else moment.seq
            connection.execute("UPDATE records SET status = 'final', seq = ? WHERE id = ?", [seq, record_id])
            self._projector.update(record_id)
        return self.get(record_id)

    def close_living(self, record_id: str, answers: Mapping[str, Any], author: Author | str) -> Record:
        """Closes a dated revision of a record that lives. Without a change since the last one, nothing is written."""
        writer = as_author(author)
        with self._store.writing():
            record = self._open(record_id)
            if record["status"] != "living":
                raise RecordNotFinished()
            self.save_draft(record_id, answers, writer)
            newest = self._revision(record_id)
            if newest["state"] == "draft":
                digest = revision_digest(newest["answers"], {}, writer.role)
                number = newest["number"]
                self.attachments.sweep(record_id, number, newest["answers"], writer.name)
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
        writer = as_author(author)
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
        writer = as_author(author)
        with self._store.writing() as connection:
            record = self._open(record_id)
            draft = self._revision(record_id)
            if draft["state"] != "draft":
                raise RecordFinished()
            number = draft["number"]
            if number == 1 and record["form_id"] == FAMILY and self._in_use(record_id):
                raise FamilyHasRecords()
            self.attachments.sweep(record_id, number, "", writer.name, "draft discarded")
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
            self._audit.add("filed", as_author(author).name, record_id=record_id)
            self._projector.update(record_id)
        return self.get(record_id)

    def withdraw(self, record_id: str, to_family_id: str, author: Author | str, reason: str) -> Record:
        """Moves a record that was filed in the wrong family, and gives the moved one.

        Its newest words become a draft of the right family, by their own author, to be looked through and finished there:
        the people of the wrong family are no people of the right one. The files those words name go with them. In the wrong family a stub stays: its kind and day,
        who withdrew it, when and why. Stored outlines are not taken along, as they name people of the wrong family.
        Raises `ReasonMissing`, `WrongFamily`.
        """
        writer = as_author(author)
        if not reason.strip():
            raise ReasonMissing()
        with self._store.writing() as connection:
            record = self._open(record_id)
            if record["form_id"] == FAMILY or to_family_id == record["family_id"]:
                raise WrongFamily()
            self._family(to_family_id)
            newest = self._revision(record_id)
            moved = self._move(record, newest, to_family_id, writer)
            self.attachments.move(record_id, moved, newest["answers"], writer.name)
            if newest["state"] == "draft":
                self.attachments.sweep(record_id, newest["number"], newest["answers"], writer.name)
            connection.execute("DELETE FROM revisions WHERE record_id = ? AND state = 'draft'", [record_id])
            connection.execute("UPDATE records SET moved_to = ? WHERE id = ?", [moved, record_id])
            moment = self._audit.add(
                WITHDRAWN, writer.name, record_id=record_id, revision=newest["number"], why=reason
            )
            self._leave(record_id, "withdrawn", writer, reason, moment)
        return self.get(moved)
