"""An agency's own Word form: choose it, see what it asks for and what stays empty, save it filled, have it noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export.agency_checks import MOST_BYTES, FormRefused
from toolkit.export.agency_marks import KNOWN, Data, case_data
from toolkit.export.agency_template import Asked, fill, look
from toolkit.export.files import write_whole
from toolkit.forms.people import Answers
from toolkit.ui.jobs import JobBar, Jobs
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways, keep
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import (
    BodyLabel,
    FieldFrame,
    GrowingText,
    HeadingLabel,
    IconLine,
    LineEdit,
    clear_layout,
)

AskForm = Callable[[QWidget], Path | None]
AGENCY = "another agency"
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
        self, session: Session, store: VaultStore, answers: Answers, parent: QWidget, ask: AskForm = ask_form
    ) -> None:
        super().__init__(
            session.theme,
            "Fill an agency's own Word form",
            "Put marks such as {{ child.name }} into their form in Word, once. Then it is filled from this referral.",
            parent=parent,
            width_em=WIDE_EM,
        )
        self.session, self.store, self._ask = session, store, ask
        self.data: Data = case_data(
            session.family(store.family_id), answers, session.context(store.family_id), self._worker()
        )
        self.content = b""
        self.asked: Asked | None = None
        self.jobs = Jobs(self)
        self.name = LineEdit(self.theme, name="Who gets it")
        self.name_field = FieldFrame(self.theme, "Who gets it", self.name)
        self.why = GrowingText(self.theme, lines=1, name="Why it may go")
        self.why_field = FieldFrame(
            self.theme, "Why it may go", self.why, hint="Kept under Sent out.", role="name"
        )
        for field in (self.name_field, self.why_field):
            self.body.addWidget(field)
        self.name.set_value(str(answers.get("sent_to") or ""))
        found = QWidget()
        self.found = QVBoxLayout(found)
        self.found.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(found)
        self.said = IconLine(self.theme)
        self.said.hide()
        self.body.addWidget(self.said)
        self.bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.bar)
        self._marks()
        self.add_button("Close", self.reject)
        self.add_button("Choose the form", self.choose)
        self.add_button("Save it filled", self.save, "primary")

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
        place = self._ask(self)
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
        if asked.unknown:
            self._show("Not known: these stay empty. Check how they are written", list(asked.unknown))
        if asked.empty:
            words = [f"{mark}: {KNOWN[mark]}" for mark in asked.empty]
            self._show("The case says nothing for these: they stay empty", words)
        filled = [f"{mark}: {KNOWN[mark]}" for mark in asked.filled]
        self._show("These are filled", filled or ["None. Nothing in this form is a mark that is known."])
        self.fit()

    def save(self) -> bool:
        """Fills the form, asks where it goes, and has it noted; False when something is missing or thought again."""
        for field in (self.name_field, self.why_field):
            field.set_state("")
        if self.asked is None:
            self._say("Choose the form first.")
            return False
        if not self.name.value().strip():
            self.name_field.set_state("missing", "Say who gets it. Without a name nothing leaves.")
            return False
        if not self.why.value().strip():
            self.why_field.set_state("missing", "Write why it may go, or by which decision.")
            return False
        ways, content = self.session.ways or Ways(), self.content
        target = ways.place(self, paths.documents_folder() / "Filled form.docx")
        if target is None:
            return False
        job = self.jobs.run(
            lambda _progress: keep(
                target, lambda place: write_whole(place, fill(content, self.data)), self._note
            ),
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
            " ".join(self.name.value().split()),
            "Word document",
            f"Their own Word form. {' '.join(self.why.value().split())}",
            digest,
            self.session.author(),
        )

    def _say(self, words: str, *, good: bool = False) -> None:
        self.said.set_line("check-bold" if good else "warning-fill", words, "green" if good else "red")
        self.said.show()
