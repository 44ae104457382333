"""Opening records at the unlock window with the key file that an organisation holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongPassphrase
from toolkit.ui.forms_of import forms_of
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.new_passphrase import NewPassphrase
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    FieldFrame,
    PrimaryButton,
    QuietButton,
    SecretRow,
    TopBar,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import broken

OpenWithKey = Callable[[Path, Path, str, str], Any]
"""Folder, key file, its passphrase, new passphrase of the records. Raises ToolkitError. Runs off the screen thread."""


def open_with_key(folder: Path, file: Path, passphrase: str, new: str, forms: str = "") -> Any:
    """Opens a folder with the organisation's key file and sets a new passphrase; `forms` is the folder of its forms."""
    from toolkit.vault.organisation import PrivateKey
    from toolkit.vault.recovery import open_with_organisation_key

    key = PrivateKey.load(file, passphrase)
    return open_with_organisation_key(folder, key, new, forms_of(forms))


class OrganisationPage(QWidget):
    """`opened` is sent with the open records, `left` by Back."""

    opened = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        *,
        open_it: OpenWithKey = open_with_key,
        ask_file: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        super().__init__()
        self.theme, self._jobs, self._open = theme, jobs, open_it
        self._ask_file = ask_file or ask_key_file
        self._folder = Path()
        self.file: Path | None = None
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, "Open with the organisation’s key")
        self.bar.back.connect(self._leave)
        column.addWidget(self.bar)
        self.page = VerticalScrollPage(theme, max_em=58, centred=True, spacing=14)
        column.addWidget(self.page, 1)
        body = self.page.body
        self._notes = QVBoxLayout()
        body.addLayout(self._notes)
        body.addWidget(
            Banner(
                theme,
                "blue",
                "For IT, when the worker is away or has left.",
                "The history of the records says when the key was used. The worker’s passphrase stops working here; their "
                "recovery sheet stays good.",
            )
        )
        card = Card(theme, "Key file", padding=(20, 16), spacing=10)
        self.chosen = BodyLabel(theme, "None chosen yet.", ink="2")
        self.choose_button = QuietButton(theme, "Choose the key file", "key")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        card.body.addWidget(self.chosen)
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.secret = SecretRow(theme, name="Passphrase of the key file")
        self.field = FieldFrame(theme, "Passphrase of the key file", self.secret)
        self.secret.line.changed.connect(lambda: self.field.set_state(""))
        card.body.addWidget(self.field)
        body.addWidget(card)
        self.passphrase = NewPassphrase(theme, label="New passphrase of the records")
        body.addWidget(self.passphrase)
        self.job_bar = JobBar(theme, can_cancel=False)
        body.addWidget(self.job_bar)
        self.open_button = PrimaryButton(theme, "Open the records", big=True)
        self.open_button.clicked.connect(lambda _checked=False: self.try_it())
        body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)

    def start(self, folder: Path) -> None:
        """Begins afresh for a folder of records."""
        self._folder = folder
        self.forget()
        clear_layout(self._notes)
        self.bar.set_title("Open with the organisation’s key", folder.name)

    def focus_first(self) -> None:
        """Puts the keyboard on the choice of the file."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Asks for the key file."""
        found = self._ask_file(self)
        if found is not None:
            self.file = found
            self.chosen.setText(broken(found))
            self.chosen.setAccessibleName(str(found))
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_it(self) -> None:
        """Opens the records; says what is missing."""
        if self._job is not None:
            return
        clear_layout(self._notes)
        if self.file is None:
            self._tell("Choose the key file first.")
            self.focus_first()
            return
        if not self.secret.line.text():
            self.field.set_state("error", "Type the passphrase of the key file first.")
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.passphrase.ready():
            return
        folder, file, typed = self._folder, self.file, self.secret.line.text()
        new, open_it = self.passphrase.text(), self._open
        self._job = self._jobs.run(
            lambda _progress: open_it(folder, file, typed, new),
            done=self._done,
            failed=self._failed,
            owner=self,
        )
        self.job_bar.watch(self._job, "Opening. This takes a few seconds.")

    def _done(self, vault: object) -> None:
        self._job = None
        self.forget()
        self.opened.emit(vault)

    def _failed(self, fault: ToolkitError) -> None:
        self._job = None
        if isinstance(fault, WrongPassphrase):
            self.field.set_state("error", "This passphrase does not open the key file. Check Caps Lock.")
            self.secret.line.selectAll()
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._tell(fault.sentence)

    def _tell(self, sentence: str) -> None:
        self._notes.addWidget(Banner(self.theme, "amber", "", sentence))
        self.page.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Drops what was typed and chosen."""
        self.secret.line.forget()
        self.secret.set_shown(False)
        self.passphrase.forget()
        self.field.set_state("")
        self.file = None
        self.chosen.setText("None chosen yet.")

    def _leave(self) -> None:
        if self._job is None:
            self.forget()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


def ask_key_file(parent: QWidget) -> Path | None:
    """Asks for the organisation's key file."""
    found, _ = QFileDialog.getOpenFileName(
        parent, "Choose the key file", "", "Key files (*.key);;All files (*)"
    )
    return Path(found) if found else None
