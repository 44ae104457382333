"""Handing a family over: which records, for whom, how it is sealed; then one file, a summary and a receipt."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export import handover_paper as papers
from toolkit.ui import words
from toolkit.ui.handover.asks import Asks, leave
from toolkit.ui.handover.facts import facts_for
from toolkit.ui.handover.paper import PaperHolder
from toolkit.ui.handover.which import Which
from toolkit.ui.handover.whom import ForWhom
from toolkit.ui.jobs import Job, JobBar, Jobs, Progress
from toolkit.ui.new_passphrase import NewPassphrase
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    FieldFrame,
    IconLine,
    LineEdit,
    QuietButton,
    SegmentedChoice,
    VerticalScrollPage,
)
from toolkit.ui.wizard.open import FORM_ID as DECISION
from toolkit.ui.wizard.release_link import decisions
from toolkit.ui.words import count
from toolkit.vault.handover import HOW, HandOvers, short_mark
from toolkit.vault.handover_format import Bundle, to_bytes
from toolkit.vault.sealing import NotAKey, check_key, seal

SEALS = (("words", "A passphrase that you say"), ("key", "My colleague’s own key"))


@dataclass(frozen=True)
class Sealed:
    """What the work gives back."""

    bundle: Bundle
    content: bytes


class GivePage(PaperHolder):
    """Hand over one family."""

    def __init__(self, session: Session, go: Go, family_id: str, asks: Asks | None = None) -> None:
        super().__init__(session, go, "Hand over to a colleague")
        self.family_id = family_id
        self.asks = asks or Asks()
        self.giving = HandOvers(session.vault)
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.sealed: Sealed | None = None
        row = session.family_row(family_id)
        self.family_words = words.family_words(row.name) if row else ""
        self.reference = row.reference if row else ""
        self.bar.set_title("Hand over to a colleague", self.family_words)
        self.sheet = VerticalScrollPage(self.theme, max_em=64, spacing=16)
        self.body.addWidget(self.sheet, 1)
        self.which = Which(session, self.giving.offers(family_id))
        able = session.catalogue.has(DECISION) and not session.vault.read_only
        self.whom = ForWhom(
            self.theme,
            decisions(session, family_id, ""),
            (lambda: go.decide(family_id)) if able else None,
        )
        self.questions = (self.which, self.whom, self._seal())
        for part in self.questions:
            self.sheet.body.addWidget(part)
        self.done_card = Card(self.theme, "Sealed and saved", padding=(20, 16), spacing=10)
        self.done_card.hide()
        self.sheet.body.addWidget(self.done_card)
        self.sheet.body.addStretch(1)
        self.progress = JobBar(self.theme)
        self.progress.setContentsMargins(
            self.theme.px(20), self.theme.px(6), self.theme.px(20), self.theme.px(6)
        )
        self.body.addWidget(self.progress)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._commands()

    # The third question

    def _seal(self) -> Card:
        card = Card(self.theme, "3  How it is sealed", padding=(20, 16), spacing=12)
        self.how = SegmentedChoice(self.theme, SEALS, clearable=False, name="How it is sealed")
        self.how.set_value("words")
        self.how.changed.connect(self._sealed_by)
        card.body.addWidget(self.how)
        self.spoken = QWidget()
        column = QVBoxLayout(self.spoken)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        text = "Say it by telephone, to the person you know. Never send it with the file."
        column.addWidget(IconLine(self.theme, "phone", text, "ink2"))
        self.passphrase = NewPassphrase(self.theme, label="Passphrase for this file")
        column.addWidget(self.passphrase)
        card.body.addWidget(self.spoken)
        self.key = LineEdit(self.theme, placeholder="age1…")
        hint = "Your colleague finds it under Families, More, Take in a hand-over. Compare its last letters by telephone."
        self.key_frame = FieldFrame(self.theme, "Their key", self.key, hint=hint)
        self.key_frame.hide()
        card.body.addWidget(self.key_frame)
        return card

    def _sealed_by(self) -> None:
        spoken = self.how.value() == "words"
        self.spoken.setVisible(spoken)
        self.key_frame.setVisible(not spoken)

    # Sealing

    def _commands(self) -> None:
        self.foot.set_saved(
            "note", "This will be noted under Sent out.", "Each record, for whom, when and why."
        )
        back = "Done" if self.sealed else "Cancel"
        actions = [BarAction(back, self.go.back)]
        if self.sealed is None:
            actions.append(BarAction("Seal and save", self.seal, "lock-key", "primary"))
        self.foot.set_actions(actions)

    def _gap(self) -> bool:
        if self.whom.gap():
            return True
        if self.how.value() == "words":
            return not self.passphrase.ready()
        try:
            check_key(self.key.value())
        except NotAKey as fault:
            self.key_frame.set_state("error", fault.sentence)
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self.key_frame.set_state("")
        return False

    def seal(self) -> None:
        """Gathers and seals in the background, then asks where the file goes."""
        if self.job is not None or self.sealed is not None:
            return
        if self.session.vault.read_only:
            self._refuse(OpenedToReadOnly())
            return
        if self._gap():
            self.foot.set_saved("failed", "Something is still missing.", "It is marked above.")
            return
        chosen, author = self.which.chosen(), self.session.author()
        organisation = str(self.session.fact("organisation"))
        spoken = self.how.value() == "words"
        phrase, key = (self.passphrase.text(), "") if spoken else ("", self.key.value())

        def work(progress: Progress) -> Sealed:
            bundle = self.giving.gather(
                self.family_id,
                chosen,
                author,
                organisation=organisation,
                report=lambda part, said: progress(part * 0.6, said),
            )
            progress(0.6, "Sealing the file")
            content = seal(to_bytes(bundle), words=phrase, key=key)
            progress(1.0)
            return Sealed(bundle, content)

        self.job = self.jobs.run(
            work, done=self._save, failed=self._refuse, cancelled=self._cancelled, owner=self
        )
        self.progress.watch(self.job, "Gathering the records")

    def _to(self) -> str:
        return self.whom.to.value().strip()

    def _cancelled(self) -> None:
        self.job = None
        self.foot.set_saved("note", "Stopped.", "Nothing was saved and nothing was noted.")

    def _refuse(self, fault: ToolkitError) -> None:
        self.job = None
        self.foot.set_saved("failed", fault.sentence)

    def _save(self, sealed: Sealed) -> None:
        self.job = None
        name = f"hand-over {self.reference or 'family'} {self.session.today():%Y-%m-%d}.age"
        place = self.asks.save(self, paths.documents_folder() / name)
        if place is None:
            self.foot.set_saved("note", "Not saved.", "Nothing has left and nothing was noted.")
            return
        to, why, told = self._to(), self.whom.why.value().strip(), self.whom.told()
        try:
            leave(
                [(place, sealed.content)],
                lambda digests: self.giving.note_given(
                    sealed.bundle, digests[0], to, HOW, why, self.session.author(), told
                ),
            )
        except ToolkitError as fault:
            self._refuse(fault)
            return
        self.sealed = sealed
        self._show_done(place.name)

    def _show_done(self, name: str) -> None:
        assert self.sealed is not None
        body, mark = self.done_card.body, short_mark(self.sealed.content)
        for part in self.questions:
            part.hide()
        body.addWidget(IconLine(self.theme, "check-circle-fill", f"Saved as {name}.", "green"))
        body.addWidget(BodyLabel(self.theme, "Send the file. Then ring, and compare size and mark:"))
        body.addWidget(BodyLabel(self.theme, mark, role="name"))
        if self.how.value() == "words":
            body.addWidget(
                BodyLabel(self.theme, "Say the passphrase then, word by word. It is kept nowhere:")
            )
            body.addWidget(BodyLabel(self.theme, self.passphrase.text(), role="name"))
        else:
            body.addWidget(BodyLabel(self.theme, "Only the records of whoever made that key can open it."))
        row = QHBoxLayout()
        for text, run in (("Summary on one page", self.show_summary), ("Receipt", self.show_receipt)):
            button = QuietButton(self.theme, text, "file-text")
            button.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)
        text = "The summary is not sealed, for it is paper. Each copy is noted under Sent out."
        body.addWidget(BodyLabel(self.theme, text, role="caption", ink="2"))
        self.done_card.show()
        self._commands()
        self.foot.set_saved(
            "saved",
            f"{count(len(self.sealed.bundle.records), 'record')} handed over.",
            "Noted under Sent out.",
        )
        self.sheet.verticalScrollBar().setValue(0)

    # The papers

    def show_summary(self) -> None:
        """Shows the page that says who, what, when and what is still promised."""
        self._paper(summary=True)

    def show_receipt(self) -> None:
        """Shows the receipt, which names nobody."""
        self._paper(summary=False)

    def _paper(self, *, summary: bool) -> None:
        if self.sealed is None:
            return
        to, why = self._to(), self.whom.why.value().strip()
        facts = facts_for(self.session, self.sealed.bundle, to, short_mark(self.sealed.content))
        outline = papers.fitting(facts, lambda one: self.pages(one, to)) if summary else papers.receipt(facts)
        version = self.sealed.bundle.records[0].versions[-1].number
        note = (
            (
                lambda digest: self.giving.note_summary(
                    self.family_id, version, digest, to, why, self.session.author()
                )
            )
            if summary
            else None
        )
        self.show_paper(outline, note, to)

    def first_focus(self) -> QWidget | None:
        """The first question."""
        return self.which.parts

    def parts(self) -> list[QWidget]:
        """Everything that a paper covers."""
        return [self.bar, self.sheet, self.foot]

    def leaving(self) -> bool:
        """Work under way is stopped; nothing has left then."""
        if self.job is not None:
            self.job.drop()
        self.passphrase.forget()
        return True

    def areas(self) -> list[QWidget]:
        """Bar, questions, commands."""
        return [self.bar, self.sheet, self.foot]
