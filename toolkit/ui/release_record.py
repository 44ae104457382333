"""Joins "Before you print" to the vault: what leaves of a record, for whom, and that it is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, RecordWithdrawn, ToolkitError
from toolkit.export.chronology_paper import CHRONOLOGY, chronology_things
from toolkit.export.release_discreet import Known, carries, discreet
from toolkit.export.stamp import Stamp
from toolkit.forms import blocks, dates
from toolkit.forms.blocks import Outline, text_of
from toolkit.forms.left_out import LeftThing
from toolkit.forms.outline import Meta
from toolkit.forms.people import Answers, people_of, rows_of
from toolkit.forms.vocabulary import Audience
from toolkit.forms.withheld import OUTSIDE, left_things
from toolkit.practice.chronology_marks import EVERYTHING, Narrowed
from toolkit.practice.household import cautions_about, people_on
from toolkit.practice.leaving import decision_of, finders, harm_route, holds_old, unsafe_for_family
from toolkit.ui import words
from toolkit.ui.chronology.gathered import gathered
from toolkit.ui.page import Go
from toolkit.ui.paper_of import paper_of
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import CopyAsked, ReleaseAnswer, ReleaseRequest
from toolkit.ui.session import Session
from toolkit.ui.wizard.open import FORM_ID
from toolkit.ui.wizard.release_link import decisions
from toolkit.vault.rows import Told


def release_page(
    session: Session, go: Go, record_id: str, how: str = "", narrowed: Narrowed = EVERYTHING
) -> QWidget:
    """Gives the page "Before you print" of a record as it stands, of a chronology as it is narrowed.

    Raises what reading the record raises.
    """
    leaving = Leaving(session, record_id, narrowed)
    return ReleasePage(
        session.theme,
        leaving.request(how or "print", lambda: go.decide(leaving.record.family_id)),
        leaving.outline,
        people_on(leaving.family, session.today()),
        leaving.note,
        go.back,
        ways=session.ways,
    )


class FamilyNotTold(ToolkitError):
    """A referral of which the family was not told."""

    sentence = (
        "This referral says that the family was not told. There is no copy for them. Tell them first, where that is safe, "
        "and write it in the referral."
    )


def who_is_told(session: Session, referral: Answers) -> str:
    """Whom a referral goes to: whom it was sent to, else the first of those it is directed to. Never empty."""
    sent = str(referral.get("sent_to") or "").strip()
    if sent:
        return sent
    doors = session.area.front_door
    names = {
        "children": doors[0].name if doors else "Children’s services front door",
        "adult": "Adult safeguarding",
        "police": "Police",
    }
    directed = referral.get("directed")
    ticked = directed if isinstance(directed, list) else []
    return next((name for key, name in names.items() if key in ticked), names["children"])


class Leaving:
    """One record on its way out."""

    def __init__(self, session: Session, record_id: str, narrowed: Narrowed = EVERYTHING) -> None:
        self.session, self.narrowed = session, narrowed
        self.store = VaultStore(session, record_id=record_id)
        record = self.store.record()
        if record is None or record.status in ("withdrawn", "discarded"):
            raise RecordWithdrawn
        self.record = record
        self.family = session.family(record.family_id)

    def request(self, how: str, decide: Callable[[], object] | None = None) -> ReleaseRequest:
        """What is asked on the page; `decide` starts a decision to share."""
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
            decisions=tuple(decisions(self.session, record.family_id, record.id)),
            rests_on=decision_of(record.answers),
            decide=decide if self._may_decide() else None,
            copy_of=self.copy,
            things=self.things,
            finders=tuple(finders(self.family, people_on(self.family, self.session.today()))),
            carries=lambda made: carries(made, self._stamp(), self._known(made.audience)),
            discreet=lambda made: discreet(made, self._known(made.audience), self.session.today()),
            older=self._older,
            ask_sharing=record.family_id is not None and record.form_id != FORM_ID,
            harm=who_is_told(self.session, record.answers)
            if harm_route(record.form_id, record.answers)
            else "",
        )

    def _may_decide(self) -> bool:
        session, record = self.session, self.record
        able = session.catalogue.has(FORM_ID) and not session.vault.read_only
        return able and record.family_id is not None and record.form_id != FORM_ID

    def outline(self, audience: Audience, person_id: str) -> Outline:
        """The copy for an audience: word for word what was signed, where the record is final."""
        record, store = self.record, self.store
        stored = record.outlines.get(audience)
        own = audience != "practitioner" and store.entry.form.own_details
        if stored is not None and not own and not self.narrowed:
            return blocks.from_json(stored)
        meta = replace(store.meta(record, record.status), recipient=person_id)
        return paper_of(self.session, store, audience, meta, self.narrowed)

    def copy(self, asked: CopyAsked) -> Outline:
        """The copy for a reader: as signed, unless the reader has less of it or something was put in. Raises FamilyNotTold."""
        if asked.audience != "practitioner" and unsafe_for_family(self.record.form_id, self.record.answers):
            raise FamilyNotTold
        if not asked.put_in and not (asked.reader in OUTSIDE and self.things(asked)):
            return self.outline(asked.audience, asked.person_id)
        return paper_of(self.session, self.store, asked.audience, self._meta(asked), self.narrowed)

    def things(self, asked: CopyAsked) -> list[LeftThing]:
        """What a reader does not get unless it is put in."""
        record, store = self.record, self.store
        context, meta = store.context(record.answers), self._meta(asked)
        if record.form_id == CHRONOLOGY and record.family_id:
            told = replace(
                gathered(self.session, record.family_id).told(record.answers), narrowed=self.narrowed
            )
            return chronology_things(store.entry, told, context, asked.audience, meta)
        return left_things(store.entry, record.answers, context, asked.audience, meta)

    def _meta(self, asked: CopyAsked) -> Meta:
        return replace(
            self.store.meta(self.record, self.record.status),
            recipient=asked.person_id,
            reader=asked.reader,
            put_in=asked.put_in,
            wary=asked.wary,
        )

    def _known(self, audience: Audience) -> Known:
        """What would give a paper away to somebody who found it."""
        session, family = self.session, self.family
        working = rows_of(family, "professionals")
        own = [str(session.fact("organisation")), str(session.fact("contact_line")), session.author().name]
        own += [str(row.get(key) or "") for row in working for key in ("agency", "name", "role")]
        people = [name for p in people_of(family) for name in (p.name, p.full_name, p.name.split(" ")[0])]
        homes = [
            str(row.get(key) or "")
            for group in ("children", "adults")
            for person in rows_of(family, group)
            for row in rows_of(person, "addresses")
            for key in ("address", "postcode")
        ]
        helpline = next(
            (
                one.phone
                for one in session.area.helplines
                if one.discreet and "young" in one.purpose.casefold()
            ),
            "",
        )
        return Known(
            services=tuple(words for words in own if words.strip()),
            addresses=tuple(line for words in homes for line in words.split("\n") if len(line) > 3),
            people=tuple(name for name in people if len(name) > 1),
            helpline=helpline if audience == "child" else "",
        )

    def _older(self) -> list[str]:
        """Who holds an older version, in sentences."""
        record = self.record
        rows = holds_old(self.session.vault.releases.holding(record.id), record.id, record.revision)
        return [
            f"{row.recipient or 'Somebody'} holds version {held}, "
            f"given on {dates.show(row.made_local[:10])}. It is replaced by this one."
            for row, held in rows
        ]

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
            Told(
                decision=answer.decision or (self.record.id if self.record.form_id == FORM_ID else ""),
                no_decision=answer.no_decision,
                left_out=answer.left_out,
                put_back=answer.put_back,
                copy=answer.copy,
            ),
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
            trail=session.vault.audit.head().short,
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
