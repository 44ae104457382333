"""The last question before old records are wiped: a reason, the name of the records typed, and then what came of it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.page import to_left
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, ComboBox, FieldFrame, IconLine, LineEdit
from toolkit.vault import moving
from toolkit.vault.moving import Proof, Wiped

if TYPE_CHECKING:
    from toolkit.ui.session import Session

WORD = "wipe"
TITLE = "Wipe the records on this laptop?"
TEXT = "The check found everything on the new laptop. This cannot be undone: only what is there, and backups elsewhere, stay."
TEXT_OF_FILE = (
    "The check found everything in the file you chose. Nobody has opened it on another laptop yet. This cannot be undone: only "
    "that file, and backups elsewhere, stay."
)
YES, CLOSE = "Wipe them", "Close the program"


class WipeDialog(TallDialog):
    """Closes the records, wipes them and ends the program. It belongs to the window, whose page goes before the records do."""

    def __init__(self, session: Session, proof: Proof, parent: QWidget) -> None:
        super().__init__(session.theme, TITLE, TEXT if proof.used else TEXT_OF_FILE, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self._proof = session, proof
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.over = False
        self.reason = ComboBox(self.theme, list(moving.REASONS.items()), width_em=20)
        self.reason_field = FieldFrame(
            self.theme, "Why", self.reason, hint="Stays on this laptop in a note without a name."
        )
        self.word = LineEdit(self.theme, width_em=16)
        self.word_field = FieldFrame(self.theme, f"Type the word {WORD}", self.word)
        to_left(self.word_field, self.word)
        self.body.addWidget(self.reason_field)
        self.body.addWidget(self.word_field)
        self.bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.bar)
        self.note = IconLine(self.theme, "warning-fill", "", "amber", ink="1")
        self.note.setVisible(False)
        self.body.addWidget(self.note)
        self.said = BodyLabel(self.theme, "")
        self.said.setVisible(False)
        self.body.addWidget(self.said)
        self.cancel = self.add_button("Leave them here", self.reject, safe=True)
        self.yes = self.add_button(YES, self.go_on, "danger")

    def go_on(self) -> None:
        """Looks at reason and word, closes the records and wipes them."""
        if self.job is not None or self.over:
            return
        for frame in (self.reason_field, self.word_field):
            frame.set_state("")
        reason = str(self.reason.value() or "")
        if not reason:
            self.reason_field.set_state("error", "Choose why they are wiped.")
            self.fit()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.word.value().strip().lower() != WORD:
            self.word_field.set_state(
                "error", f"Type the word {WORD}, so that this is not a slip of the finger."
            )
            self.fit()
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder, proof = self.session.vault.folder, self._proof
        window = self.parentWidget()
        never_mind = getattr(window, "let_go", None)
        if callable(never_mind):
            never_mind(lambda: self.job is not None)
        self.session.vault.close()
        for button in (self.cancel, self.yes):
            button.setEnabled(False)
        self.job = self.jobs.run(
            lambda _progress: moving.wipe_old(folder, reason, proof),
            done=self._wiped,
            failed=self._failed,
            owner=self,
        )
        self.bar.watch(self.job, "Wiping")

    def _wiped(self, result: Wiped) -> None:
        self.job = None
        # Should it fail, the next start says that the folder holds no records, which is true.
        with contextlib.suppress(ToolkitError):
            self.session.settings.set("last_vault", "")
        self._end(
            "The records were wiped.", f"{result.files} files were deleted. A note without a name says so."
        )

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        self.note.set_line("warning-fill", fault.sentence, "amber")
        self.note.setVisible(True)
        self._end("The records were not wiped.", "The program closes now. Open it again to go on.")

    def _end(self, title: str, sentence: str) -> None:
        self.over = True
        self.heading.setText(title)
        self.text.setVisible(False)
        for one in (self.reason_field, self.word_field, self.cancel, self.yes):
            one.setVisible(False)
        self.said.setText(sentence)
        self.said.setVisible(True)
        self.add_button(CLOSE, self._close, "primary", safe=True)
        self.fit()

    def _close(self) -> None:
        window = self.parentWidget()
        self.accept()
        if window is not None:
            window.close()

    def reject(self) -> None:
        """Esc leaves things as they are; once the records are closed only the program can be closed."""
        if self.over:
            self._close()
        elif self.job is None:
            super().reject()
