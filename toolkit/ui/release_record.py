"""Joins "Before you print" to the vault: what leaves of a record, for whom, and that it is noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, RecordWithdrawn
from toolkit.export.family_paper import GENOGRAM, family_tree_outline
from toolkit.export.stamp import Stamp
from toolkit.forms import blocks, dates
from toolkit.forms.blocks import Outline, text_of
from toolkit.forms.outline import outline
from toolkit.forms.vocabulary import Audience
from toolkit.practice.household import cautions_about, people_on
from toolkit.ui import words
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import ReleaseAnswer, ReleaseRequest
from toolkit.ui.session import Session


def release_page(session: Session, go: Go, record_id: str, how: str = "") -> QWidget:
    """Gives the page "Before you print" of a record as it stands. Raises what reading the record raises."""
    leaving = Leaving(session, record_id)
    return ReleasePage(
        session.theme,
        leaving.request(how or "print"),
        leaving.outline,
        people_on(leaving.family, session.today()),
        leaving.note,
        go.back,
        ways=session.ways,
    )


class Leaving:
    """One record on its way out."""

    def __init__(self, session: Session, record_id: str) -> None:
        self.session = session
        self.store = VaultStore(session, record_id=record_id)
        record = self.store.record()
        if record is None or record.status in ("withdrawn", "discarded"):
            raise RecordWithdrawn
        self.record = record
        self.family = session.family(record.family_id)

    def request(self, how: str) -> ReleaseRequest:
        """What is asked on the page."""
        record, form = self.record, self.store.entry.form
        family = words.family_words(str(self.family.get("family_name") or "")) if self.family else ""
        when = dates.show(record.event[:10]) if dates.is_day(record.event) else ""
        title = form.title if self.session.is_family(record.form_id) else record.title
        return ReleaseRequest(
            title=title,
            caption="  ·  ".join(part for part in (family, when) if part),
            kind=form.title,
            stamp=self._stamp(),
            event=self._event(),
            copies=form.copies,
            warnings=tuple(dict.fromkeys(self.session.warnings(self.family))),
            cautions=lambda person, typed: cautions_about(self.family, person, typed),
            how=how,
            folder=paths.documents_folder(),
            look=self._look,
        )

    def outline(self, audience: Audience, person_id: str) -> Outline:
        """The copy for an audience: word for word what was signed, where the record is final."""
        record, store = self.record, self.store
        stored = record.outlines.get(audience)
        if stored is not None and not store.entry.form.own_details:
            return blocks.from_json(stored)
        meta = replace(store.meta(record, record.status), recipient=person_id)
        if record.form_id == GENOGRAM:
            context, day = store.context(record.answers), self.session.today()
            return family_tree_outline(store.entry, self.family, record.answers, context, audience, meta, day)
        return outline(store.entry, record.answers, store.context(record.answers), audience, meta)

    def note(self, answer: ReleaseAnswer) -> None:
        """Notes what left under Sent out. Raises OpenedToReadOnly, or a fault of the disk."""
        if self.session.vault.read_only:
            raise OpenedToReadOnly
        self.session.vault.releases.note(
            self.record.id,
            self.record.revision,
            answer.audience,
            answer.recipient,
            answer.how,
            answer.why,
            answer.sha256,
            self.session.author(),
        )

    def _stamp(self) -> Stamp:
        session = self.session
        author = session.author()
        return Stamp(
            printed_by=author.name,
            printed_on=session.now(),
            # The title of a family file is the surname, which stands on no paper.
            record_name=self.store.entry.form.title if session.is_family(self.record.form_id) else "",
            organisation=str(session.fact("organisation")),
            marking=session.settings.marking_line,
            author=self.record.author or author.name,
            contact=str(session.fact("contact_line")),
            photos=self.store.picture,
        )

    def _event(self) -> datetime | None:
        return dates.moment(self.record.event) if dates.is_day(self.record.event) else None

    def _look(self, made: Outline) -> list[str]:
        """Sentences about what belongs to another family (E12)."""
        if self.record.family_id is None:
            return []
        found = self.session.strangers("\n".join(text_of(made)), self.record.family_id)
        return list(dict.fromkeys(one.sentence for one in found))
