"""A new recovery code: the passphrase, the new sheet printed and two groups typed back, then everything encrypted anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import RecordsLocked, RecoveryCodeNotChanged, ToolkitError, WrongPassphrase
from toolkit.ui import dialogs
from toolkit.ui.create_sheet import SheetStep
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.page import Go, Page
from toolkit.ui.recovery_sheet import PrintSheet, Sheet, print_sheet
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    FieldFrame,
    HeadingLabel,
    PrimaryButton,
    SecretRow,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault.codes import RecoveryCode

At = Literal["passphrase", "sheet", "done"]
WHY = (
    "Make a new code when the sheet is lost or was seen. Everything is encrypted anew, so the old sheet opens these records no "
    "more. Earlier backups keep the code of their day: keep the old sheet as long as you keep them, or destroy both."
)
WORKING = (
    "Encrypting everything anew. This may take a minute; either code opens the records until it is done."
)
BUTTONS: dict[At, str] = {"passphrase": "Next: new sheet", "sheet": "Put the new code in use", "done": "Done"}
HEADS: dict[At, str] = {
    "passphrase": "Your passphrase first",
    "sheet": "Print the new sheet, and type two groups back",
    "done": "The new code is in use",
}


class NewCodePage(Page):
    """Until the last step nothing is changed and the old sheet stays good."""

    def __init__(
        self,
        session: Session,
        go: Go,
        *,
        print_it: PrintSheet = print_sheet,
        groups_to_ask: Callable[[], tuple[int, int]] | None = None,
    ) -> None:
        super().__init__(session, go, "New recovery code")
        self.bar.set_title("New recovery code", "The old sheet stays good until the last step")
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.at: At = "passphrase"
        self._code: RecoveryCode | None = None
        self._passphrase = ""
        self._scroll = VerticalScrollPage(self.theme, max_em=62, spacing=14)
        self.body.addWidget(self._scroll)
        body = self._scroll.body
        self._said = QVBoxLayout()
        body.addLayout(self._said)
        self.head = HeadingLabel(self.theme, "", role="h2")
        body.addWidget(self.head)
        self._why = BodyLabel(self.theme, WHY)
        body.addWidget(self._why)
        self.secret = SecretRow(self.theme, name="Passphrase")
        self.secret.line.returnPressed.connect(self.next)
        self.field = FieldFrame(self.theme, "Passphrase", self.secret)
        self.secret.line.changed.connect(lambda: self.field.set_state(""))
        body.addWidget(self.field)
        self.sheet = SheetStep(self.theme, print_it, groups_to_ask)
        body.addWidget(self.sheet)
        self.job_bar = JobBar(self.theme, can_cancel=False)
        body.addWidget(self.job_bar)
        self.button = PrimaryButton(self.theme, "", big=True)
        self.button.clicked.connect(lambda _checked=False: self.next())
        body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self._go("passphrase")

    def first_focus(self) -> QWidget | None:
        """The passphrase."""
        return self.secret.line

    def leaving(self) -> bool:
        """Stays while everything is encrypted anew; before that, leaving changes nothing."""
        if self.job is not None and self.at == "sheet":
            return False
        self._forget()
        return True

    def _forget(self) -> None:
        self.secret.line.forget()
        self.sheet.forget()
        self._code, self._passphrase = None, ""

    def _go(self, at: At) -> None:
        self.at = at
        self.head.setText(HEADS[at])
        self.head.setVisible(at != "done")
        self.field.setVisible(at == "passphrase")
        self._why.setVisible(at == "passphrase")
        self.sheet.setVisible(at == "sheet")
        self.button.set_text(BUTTONS[at])
        self._scroll.verticalScrollBar().setValue(0)

    def next(self) -> None:
        """Goes on when the step is complete."""
        if self.job is not None:
            return
        clear_layout(self._said)
        if self.at == "passphrase":
            self._look()
        elif self.at == "sheet":
            if self.sheet.complete():
                self._rekey()
        else:
            self.go.back()

    def _look(self) -> None:
        typed, vault = self.secret.line.text(), self.session.vault
        if vault.read_only:
            self._tell("amber", "", "These records are open to read only. The code cannot be changed here.")
            return
        if not typed:
            self.field.set_state("error", "Type your passphrase first.")
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.job = self.jobs.run(
            lambda _progress: vault.passphrase_is(typed),
            done=lambda right: self._looked(bool(right), typed),
            failed=self._failed,
            owner=self,
        )
        self.job_bar.watch(self.job, "Looking at the passphrase")

    def _looked(self, right: bool, typed: str) -> None:
        self.job = None
        if not right:
            self.field.set_state("error", WrongPassphrase.sentence)
            self.secret.line.selectAll()
            return
        self._passphrase = typed
        self.secret.line.forget()
        self._code = RecoveryCode.new()
        sheet = Sheet(self.session.vault.name, self.session.today(), self._code.groups)
        self.sheet.show_sheet(sheet, self._code.group_is)
        self._go("sheet")
        self.sheet.focus_first()

    def _rekey(self) -> None:
        vault, passphrase, code = self.session.vault, self._passphrase, self._code
        self.button.setEnabled(False)
        self.sheet.setEnabled(False)
        self.job = self.jobs.run(
            lambda _progress: vault.new_recovery_code(passphrase, code),
            done=lambda _code: self._changed(),
            failed=self._failed,
            owner=self,
        )
        self.job_bar.watch(self.job, WORKING)

    def _changed(self) -> None:
        self.job = None
        self.button.setEnabled(True)
        self.sheet.setEnabled(True)
        self._forget()
        self._go("done")
        self._tell(
            "green",
            "The new code is in use.",
            "The old sheet opens these records no more. Backups made before still open with the old code and the passphrase of "
            "their day. Make a new backup, then lock the new sheet away.",
        )
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        self.button.setEnabled(True)
        self.sheet.setEnabled(True)
        if isinstance(fault, RecoveryCodeNotChanged | RecordsLocked):
            # The records were closed to be safe: unlocking settles which code is in use.
            told = dialogs.tell(self.window(), self.theme, fault.sentence)
            told.finished.connect(lambda _result: self.go.lock())
            self._go("passphrase")
            return
        self._tell("amber", "", f"{fault.sentence} The old sheet stays good.")

    def _tell(self, tone: str, lead: str, text: str) -> None:
        clear_layout(self._said)
        self._said.addWidget(Banner(self.theme, tone, lead, text))  # type: ignore[arg-type]
        self._scroll.verticalScrollBar().setValue(0)
