"""Joins a record page to the vault: where one record is kept, and what it is judged in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from toolkit.errors import AttachmentNotFound, OpenedToReadOnly, RecordNotFound
from toolkit.forms import blocks
from toolkit.forms.blocks import Block, Outline
from toolkit.forms.outline import Meta, outline, unprinted
from toolkit.forms.people import Answers, Context
from toolkit.forms.projection import project
from toolkit.forms.records.service import TOPICS_NOW
from toolkit.forms.rules import Entry
from toolkit.practice.context import context_for
from toolkit.practice.directory import SERVICE
from toolkit.practice.duplicates import Written, near_duplicates
from toolkit.practice.other_families import Stranger
from toolkit.ui import words
from toolkit.ui.directory.store import Directory
from toolkit.ui.ending_facts import CLOSURE, ending_facts
from toolkit.ui.record.store import RecordState, Version
from toolkit.ui.safety.discard import look_before
from toolkit.ui.safety.put_away import PutAway, taken
from toolkit.ui.session import Session
from toolkit.vault.rows import Record

MOST_STRANGERS = 3


class VaultStore:
    """One record of a vault. A new one is made at its first save, so that looking at an empty form leaves no trace.

    `record_id` is empty until then. Answers of a new record may be given; they are kept with the first save, and
    `begun` is then told the new id.
    """

    def __init__(
        self,
        session: Session,
        *,
        record_id: str = "",
        form_id: str = "",
        family_id: str | None = None,
        answers: Mapping[str, Any] | None = None,
        begun: Callable[[str], object] | None = None,
    ) -> None:
        self.session = session
        self.record_id = record_id
        self._record: Record | None = session.vault.records.get(record_id) if record_id else None
        if self._record is not None:
            form_id, family_id = self._record.form_id, self._record.family_id
        self.form_id, self.family_id = form_id, family_id
        self.entry: Entry = session.catalogue.get(form_id)
        self._first: Answers = dict(answers or {})
        self._begun = begun
        self._still_open: dict[str, str] | None = None
        self._topic_names: str | None = None
        self.put_away: PutAway | None = None
        """The draft as it was, once it was put away."""

    # What the page reads

    def answers(self) -> Answers:
        """The answers as they are kept, or as a new record begins."""
        return dict(self._record.answers) if self._record is not None else dict(self._first)

    def record(self) -> Record | None:
        """The newest revision, or None before the first save."""
        return self._record

    def state(self) -> RecordState:
        """What is true of the record now."""
        session, record = self.session, self._record
        family = session.family(self.family_id) if self.family_id else {}
        author = session.author()
        lines = tuple(f"{line.kind}. {line.words}".rstrip(". ") for line in session.warnings(family))
        name = (
            words.family_words(str(family.get("family_name") or ""))
            if self.family_id
            else words.without_family(team=self.entry.form.keeper == "team")
        )
        if record is None:
            return RecordState(
                status="living" if self.entry.form.living else "draft",
                family=name,
                author=author.name,
                author_role=author.role,
                warnings=lines,
                read_only=session.vault.read_only,
            )
        written = local(record.written_local)
        return RecordState(
            status=record.status,
            revision=record.revision,
            family=name,
            author=record.author,
            author_role=record.author_role,
            saved=written,
            written=written if record.status == "final" else None,
            warnings=lines,
            read_only=session.vault.read_only,
        )

    def context(self, answers: Mapping[str, Any] | None = None, written: datetime | None = None) -> Context:
        """What the form is judged in. A family file is judged by the people it holds itself."""
        given = answers if answers is not None else self.answers()
        event = given.get(self.entry.form.event_from)
        if self.session.is_family(self.form_id):
            return context_for(
                given,
                self.session.now(),
                written=written,
                late_hours=self.session.settings.late_hours,
                author=self.session.author().name,
            )
        made = self.session.context(
            self.family_id,
            event=event if isinstance(event, str) else None,
            written=self._first_written() or written,
            except_id=self.record_id,
            author=self._record.author if self._record is not None else "",
        )
        if self.form_id == CLOSURE:
            return replace(made, facts={**made.facts, **self._open()})
        return replace(made, facts={**made.facts, **self._topics()}) if self.form_id == SERVICE else made

    def _topics(self) -> dict[str, str]:
        """The topics of the directory, read once: those added here stand among the others."""
        if self._topic_names is None:
            directory = Directory(self.session)
            self._topic_names = "\n".join(directory.topics.names(directory.services))
        return {TOPICS_NOW: self._topic_names}

    def _open(self) -> dict[str, str]:
        """What an ending may not pass over, read once: what was finished long ago is judged by nothing that came since."""
        if self._still_open is None:
            ended = self._record is not None and not self._record.draft
            self._still_open = {} if ended else ending_facts(self.session, self.family_id, self.record_id)
        return self._still_open

    def _first_written(self) -> datetime | None:
        """When the first version was finished: a note that was in time is not late when it is read or made again."""
        if self._record is None or (self._record.draft and self._record.revision < 2):
            return None
        return local(self.session.vault.records.revisions(self.record_id)[0].written_local)

    # What the page does

    def save(self, answers: Answers) -> datetime:
        """Keeps a draft, or a living record as it stands, and gives the local time it was saved."""
        vault = self.session.vault
        if vault.read_only:
            raise OpenedToReadOnly
        self.session.record_changed(self.family_id)
        if not self.record_id:
            record = vault.records.create(self.form_id, self.family_id, answers, self.session.author())
            self.record_id, self.family_id = record.id, record.family_id
            self._record = record
            if self._begun is not None:
                self._begun(record.id)
            return local(record.written_local)
        moment = vault.records.save_draft(self.record_id, answers, self.session.author())
        self._record = vault.records.get(self.record_id)
        if self.session.is_family(self.form_id):
            self.session.families_changed()
        return moment.astimezone().replace(tzinfo=None)

    def finish(self, answers: Answers) -> None:
        """Makes the draft final, with its outline for each audience that may have a copy."""
        self.save(answers)
        self._record = self.session.vault.records.finish(
            self.record_id, answers, self._outlines(answers), self.session.author()
        )
        # Only what is finished counts as seen.
        self.session.record_changed(self.family_id)

    def close(self, answers: Answers) -> None:
        """Closes a dated version of a living record; nothing when it never was saved and says nothing."""
        if not self.record_id and answers == self._first:
            return
        if self.session.vault.read_only:
            return
        if not self.record_id:
            self.save(answers)
        self._record = self.session.vault.records.close_living(self.record_id, answers, self.session.author())

    def discard(self, reason: str) -> None:
        """Puts the draft away; only that it was is kept, and for a moment `put_away`.

        Raises CopyLeftByIt for a decision that is rested on.
        """
        if self.record_id:
            look_before(self.session, self.record_id)
            kept = taken(self.session, self.record_id)
            self.session.vault.records.discard_draft(self.record_id, self.session.author(), reason)
            self.put_away = kept

    def amend(self, reason: str) -> Answers:
        """Starts the next version from the last final one and gives its answers."""
        self._record = self.session.vault.records.amend(self.record_id, self.session.author(), reason)
        return dict(self._record.answers)

    def versions(self) -> list[Version]:
        """Every dated version, the newest first."""
        if not self.record_id:
            return []
        status = {"closed": "living", "final": "final", "draft": "draft"}
        found = [
            Version(row.number, status[row.state], local(row.written_local), row.author, row.reason)  # type: ignore[arg-type]
            for row in self.session.vault.records.revisions(self.record_id)
        ]
        return list(reversed(found))

    def outline(self, revision: int) -> Outline:
        """A dated version as it was signed, for the practitioner."""
        if not self.record_id:
            raise RecordNotFound
        record = self.session.vault.records.get(self.record_id, revision)
        stored = record.outlines.get("practitioner")
        if stored is not None:
            return blocks.from_json(stored)
        written = local(record.written_local)
        return outline(
            self.entry,
            record.answers,
            self.context(record.answers, written),
            "practitioner",
            self.meta(record, record.status),
        )

    def unprinted(self, revision: int) -> list[Block]:
        """What a dated version holds that is on no paper; nothing for one whose words are elsewhere now."""
        if not self.record_id:
            raise RecordNotFound
        record = self.session.vault.records.get(self.record_id, revision)
        context = self.context(record.answers, local(record.written_local))
        return unprinted(self.entry, record.answers, context)

    def cautions(self, answers: Answers) -> list[str]:
        """Sentences to read before it is finished: another family's details in the text, and the same note twice."""
        return [*self._alike(answers), *self._strangers(answers)]

    # Pictures

    def keep(self, data: bytes, name: str, media: str) -> str:
        """Keeps a picture with the draft and gives its id. A new record is made for it first, as by its first save."""
        vault = self.session.vault
        if vault.read_only:
            raise OpenedToReadOnly
        if not self.record_id:
            self.save(self.answers())
        return vault.attachments.add(self.record_id, name, media, data, self.session.author()).id

    def read(self, file_id: str) -> bytes:
        """Gives the bytes of a picture. Raises AttachmentNotFound when it is no longer there."""
        return self.session.vault.attachments.get(file_id).data

    def picture(self, file_id: str) -> bytes | None:
        """The bytes of a picture for paper and for reading; None when it is no longer there."""
        try:
            return self.read(file_id)
        except AttachmentNotFound:
            return None

    # Parts

    def meta(self, record: Record | None, status: str) -> Meta:
        """What is printed about the record beside its answers."""
        session = self.session
        family = session.family(self.family_id) if self.family_id else {}
        author = session.author()
        return Meta(
            family_reference=str(family.get("reference") or ""),
            status=status,
            version=record.revision if record is not None else 1,
            author=record.author if record is not None else author.name,
            author_role=record.author_role if record is not None else author.role,
            written=local(record.written_local) if record is not None else None,
            reason=record.reason if record is not None else "",
            organisation=str(session.fact("organisation")),
            contact=str(session.fact("contact_line")),
            warnings=tuple(f"{line.kind}. {line.words}".rstrip(". ") for line in session.warnings(family)),
        )

    def _outlines(self, answers: Answers) -> dict[str, bytes]:
        written = self.session.now()
        context = self.context(answers, written)
        author = self.session.author()
        meta = self.meta(self._record, "final")
        meta = replace(meta, written=written, author=author.name, author_role=author.role)
        return {
            audience: blocks.to_json(outline(self.entry, answers, context, audience, meta))
            for audience in self.entry.form.copies
        }

    def _alike(self, answers: Answers) -> list[str]:
        records = self.session.vault.records
        if self.family_id is None:
            return []
        others = [
            Written(row.id, row.form_id, records.get(row.id).answers)
            for row in records.timeline(self.family_id)
            if row.form_id == self.form_id
            and row.id != self.record_id
            and row.status in ("draft", "final")
            and row.event[:10] == str(answers.get("event") or "")[:10]
        ]
        found = near_duplicates(Written(self.record_id or "new", self.form_id, answers), others)
        if not found:
            return []
        return ["A record of the same day says nearly the same. Look whether this was written twice."]

    def _strangers(self, answers: Answers) -> list[str]:
        if self.family_id is None:
            return []
        text = project(self.entry, answers, self.context(answers)).text
        found: list[Stranger] = self.session.strangers(text, self.family_id)
        return [one.sentence for one in found[:MOST_STRANGERS]]


def local(text: str) -> datetime:
    """A kept local time as wall time without a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=None)
