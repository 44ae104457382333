"""An agency's own Word form: choose it, see what it asks for and what stays empty, save it filled, have it noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export.agency_checks import MOST_BYTES, FormRefused
from toolkit.export.agency_marks import KNOWN, Data, case_data, words_of
from toolkit.export.agency_template import Asked, fill, look
from toolkit.export.files import write_whole
from toolkit.forms.people import Answers
from toolkit.forms.withheld import Meta, visible
from toolkit.practice.household import cautions_about
from toolkit.practice.leaving import decision_of, harm_route
from toolkit.ui.jobs import JobBar, Jobs
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways, keep
from toolkit.ui.release_named import NamedReader
from toolkit.ui.release_parts import AGENCY, RED, found_lines, how_words
from toolkit.ui.release_record import who_is_told
from toolkit.ui.release_sharing import SharingQuestion
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    HeadingLabel,
    IconLine,
    clear_layout,
)
from toolkit.ui.widgets.banners import BannerTone
from toolkit.ui.wizard.release_link import decisions
from toolkit.vault.rows import Told

AskForm = Callable[[QWidget], Path | None]
WIDE_EM = 58


def ask_form(parent: QWidget) -> Path | None:
    """Asks for the Word form with the dialog of the system."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Choose the Word form", "", "Word document (*.docx)")
    return Path(chosen) if chosen else None


def read_form(place: Path) -> bytes:
    """The bytes of a form. Raises FormRefused when it cannot be read or is far too large."""
    try:
        if place.stat().st_size > MOST_BYTES:
            raise FormRefused("This Word form was not used: it is larger than 50 MB. Nothing was changed.")
        return place.read_bytes()
    except OSError:
        raise FormRefused(
            "This Word form could not be read. Check that it is still there and not open elsewhere."
        ) from None


class AgencyFormDialog(TallDialog):
    """One form on its way from chosen to filled."""

    def __init__(
        self,
        session: Session,
        store: VaultStore,
        answers: Answers,
        parent: QWidget,
        decide: Callable[[], object] | None = None,
        ask: AskForm = ask_form,
    ) -> None:
        super().__init__(
            session.theme,
            "Fill an agency's own Word form",
            "Put marks such as {{ child.name }} into their form in Word, once. Then it is filled from this referral.",
            parent=parent,
            width_em=WIDE_EM,
        )
        self.session, self.store, self._ask, self._decide = session, store, ask, decide
        family = session.family(store.family_id)
        self.harm = harm_route(store.form_id, answers)
        self._answers = answers
        self.data = self._case(wary=False)
        self.content = b""
        self.asked: Asked | None = None
        self.jobs = Jobs(self)
        for line in session.warnings(family):
            tone: BannerTone = "red" if line.code in RED else "amber"
            self.body.addWidget(Banner(self.theme, tone, f"{line.kind}.", line.words))
        if answers.get("restriction") == "restricted":
            words = "This referral is restricted: some people must not see it."
            self.body.addWidget(IconLine(self.theme, "lock-key", words, "red"))
        self._add_questions(family, answers)
        self._box = QWidget()
        self.found = QVBoxLayout(self._box)
        self.found.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._box)
        self.said = IconLine(self.theme)
        self.said.hide()
        self.body.addWidget(self.said)
        self.bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.bar)
        self._marks()
        self.add_button("Close", self.reject)
        self.add_button("Choose the form", self.choose)
        self.add_button("Save it filled", self.save, "primary")

    def _case(self, *, wary: bool) -> Data:
        """The case as its reader may have it; on the harm route whole, unless something speaks against whoever is named."""
        session, store = self.session, self.store
        context, whole = session.context(store.family_id), self.harm and not wary
        # What an agency does not get, and what stands on pages that no longer apply, is no part of the case.
        meta = Meta(reader="" if whole else "agency", wary=wary)
        told = visible(store.entry, self._answers, context, "practitioner", meta)
        family = session.family(store.family_id)
        return case_data(family, told, context, self._worker(), hidden_too=whole)

    def _add_questions(self, family: Answers, answers: Answers) -> None:
        """Whom it is for, and by which decision it may go."""
        session, store = self.session, self.store
        self.who = NamedReader(
            self.theme, lambda person, typed: cautions_about(family, person, typed), free=self.harm
        )
        self.who.offer(who_is_told(session, answers) if self.harm else str(answers.get("sent_to") or ""))
        made = decisions(session, store.family_id, store.record_id or "")
        may = self._decide is not None and not session.vault.read_only
        self.sharing = SharingQuestion(
            self.theme,
            made,
            self._go_and_decide if may else None,
            asked=not self.harm,
            chosen=decision_of(answers),
            inset=False,
        )
        self.sharing.show_for(AGENCY)
        for part in (self.who, self.sharing):
            self.body.addWidget(part)

    def _go_and_decide(self) -> None:
        self.reject()
        if self._decide is not None:
            self._decide()

    def _worker(self) -> dict[str, str]:
        session, author = self.session, self.session.author()
        return {
            "name": author.name,
            "role": author.role,
            "organisation": str(session.fact("organisation")),
            "contact": str(session.fact("contact_line")),
        }

    def _marks(self) -> None:
        """The marks that are known, while no form was chosen."""
        self._show("Marks that are known", [f"{{{{ {mark} }}}}   {words}" for mark, words in KNOWN.items()])

    def _show(self, title: str, lines: list[str]) -> None:
        self.found.addWidget(HeadingLabel(self.theme, title, role="h3"))
        for line in lines:
            self.found.addWidget(BodyLabel(self.theme, line, role="caption"))

    def choose(self) -> bool:
        """Asks for a form and says what it asks for; False when none was chosen or it could not be read."""
        place = None if self.jobs.busy() else self._ask(self)
        if place is None:
            return False
        try:
            content = read_form(place)
        except ToolkitError as fault:
            self._say(fault.sentence)
            return False
        job = self.jobs.run(
            lambda _progress: look(content, self.data),
            done=lambda asked: self._looked(content, asked),
            failed=lambda fault: self._say(fault.sentence),
            owner=self,
        )
        self.bar.watch(job, "Reading the form")
        return True

    def _looked(self, content: bytes, asked: Asked) -> None:
        self.content, self.asked = content, asked
        self.said.hide()
        clear_layout(self.found)
        for line in found_lines(self.theme, self._strangers(asked)):
            self.found.addWidget(line)
        if asked.unknown:
            self._show("Not known: these stay empty. Check how they are written", list(asked.unknown))
        if asked.empty:
            words = [f"{mark}: {KNOWN[mark]}" for mark in asked.empty]
            self._show("The case says nothing for these: they stay empty", words)
        filled = [f"{mark}: {KNOWN[mark]}" for mark in asked.filled]
        self._show("These are filled", filled or ["None. Nothing in this form is a mark that is known."])
        # What the form asks for is read before the questions are answered.
        self.body.removeWidget(self._box)
        self.body.insertWidget(self.body.indexOf(self.who), self._box)
        self.fit()

    def _strangers(self, asked: Asked) -> list[str] | None:
        """What the form, or what goes into it, holds of other families (E12); None where there is no family to compare."""
        if self.store.family_id is None:
            return None
        said = [asked.text, *words_of(self.data)]
        found = self.session.strangers("\n".join(said), self.store.family_id)
        return list(dict.fromkeys(one.sentence for one in found))

    def save(self) -> bool:
        """Fills the form, asks where it goes, and has it noted; False when something is missing or thought again."""
        if self.jobs.busy():
            return False
        if self.asked is None:
            self._say("Choose the form first.")
            return False
        gap = self.who.gap() or self.sharing.gap()
        if gap is not None:
            gap[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        ways, content = self.session.ways or Ways(), self.content
        target = ways.place(self, paths.documents_folder() / "Filled form.docx")
        if target is None:
            return False
        data = self._case(wary=bool(self.who.cautions()))
        job = self.jobs.run(
            lambda _progress: keep(target, lambda place: write_whole(place, fill(content, data)), self._note),
            done=lambda said: self._say(f"{said} Noted under Sent out.", good=True),
            failed=lambda fault: self._say(fault.sentence),
            owner=self,
        )
        self.bar.watch(job, "Filling the form")
        return True

    def _note(self, digest: str) -> None:
        record = self.store.record()
        if record is None or self.session.vault.read_only:
            raise OpenedToReadOnly
        self.session.vault.releases.note(
            record.id,
            record.revision,
            AGENCY,
            self.who.recipient(),
            how_words("Word document", self.who.sent_by()),
            " ".join(part for part in ("Their own Word form.", self.who.why()) if part),
            digest,
            self.session.author(),
            Told(decision=self.sharing.decision(), no_decision=self.sharing.no_decision()),
        )

    def _say(self, words: str, *, good: bool = False) -> None:
        self.said.set_line("check-bold" if good else "warning-fill", words, "green" if good else "red")
        self.said.show()
