"""The way in with the recovery code: seven groups, a new passphrase, and the records open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongCode
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.new_passphrase import NewPassphrase
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    CodeBoxes,
    FieldFrame,
    PrimaryButton,
    TopBar,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault.codes import LENGTH, RecoveryCode

FORGOTTEN = (
    "With the passphrase forgotten, the code on your sheet opens the records.",
    "Choose a new passphrase below. It takes the place of the old one only after the records really opened.",
)
KEY_MISSING = (
    "The key file of these records is missing or damaged. The code on your sheet opens them without it.",
    "The key file is made again, for the passphrase you choose below, after the records really opened.",
)
Recover = Callable[[Path, str, str], Any]


class RecoverPage(QWidget):
    """Opens the records with the printed code and sets a new passphrase.

    The code is looked at before the slow work starts, so a slip of the finger is named at once, with its group.
    `opened` is sent with what `recover` gave.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, recover: Recover) -> None:
        super().__init__()
        self.theme = theme
        self._jobs, self._recover = jobs, recover
        self._folder = Path()
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, "Open with the recovery code")
        self.bar.back.connect(self._leave)
        column.addWidget(self.bar)
        self.page = VerticalScrollPage(theme, max_em=58, centred=True, spacing=14)
        column.addWidget(self.page, 1)
        body = self.page.body
        self._notes = QVBoxLayout()
        body.addLayout(self._notes)
        self.boxes = CodeBoxes(theme)
        self.code_field = FieldFrame(
            theme,
            "Recovery code",
            self.boxes,
            hint="From the recovery sheet: seven groups of letters and numbers. O and 0 count as the same, and so do I, L and 1.",
        )
        self.boxes.changed.connect(lambda: self.code_field.set_state(""))
        body.addWidget(self.code_field)
        self.passphrase = NewPassphrase(theme, label="New passphrase")
        body.addWidget(self.passphrase)
        body.addWidget(
            Banner(
                theme,
                "blue",
                "The old passphrase stops working here.",
                "The recovery sheet stays good. Copies of the records made earlier still open with the old passphrase.",
            )
        )
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(16))
        self.job_bar = JobBar(theme, can_cancel=False)
        foot.addWidget(self.job_bar, 1)
        foot.addStretch(1)
        self.open_button = PrimaryButton(theme, "Open my records", big=True)
        self.open_button.clicked.connect(self.try_it)
        foot.addWidget(self.open_button)
        column.addLayout(foot)

    def start(self, folder: Path, *, key_missing: bool = False) -> None:
        """Begins afresh for a folder of records, and says why the code is needed."""
        self._folder = folder
        self.forget()
        clear_layout(self._notes)
        lead, text = KEY_MISSING if key_missing else FORGOTTEN
        self._notes.addWidget(Banner(self.theme, "blue", lead, text, icon="key"))
        self.code_field.set_state("")
        self.bar.set_title("Open with the recovery code", folder.name)

    def focus_first(self) -> None:
        """Puts the keyboard into the first group."""
        self.boxes.boxes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drops code and passphrase from the fields."""
        self.boxes.forget()
        self.passphrase.forget()

    def busy(self) -> bool:
        """Whether a try is under way."""
        return self._job is not None

    def try_it(self) -> None:
        """Looks at the code and the new passphrase, and opens the records."""
        if self._job is not None:
            return
        clear_layout(self._notes)
        typed = self.boxes.text()
        if not typed.strip():
            self.code_field.set_state(
                "error", f"Type the code from the sheet first: {LENGTH} letters and numbers."
            )
            self.focus_first()
            return
        try:
            RecoveryCode.read(typed)
        except WrongCode as fault:
            self._wrong_code(fault)
            return
        if not self.passphrase.ready():
            return
        folder, recover, new = self._folder, self._recover, self.passphrase.text()
        self._job = self._jobs.run(
            lambda _progress: recover(folder, typed, new), done=self._done, failed=self._failed, owner=self
        )
        self.job_bar.watch(self._job, "Opening. This takes a few seconds.")

    def _done(self, vault: object) -> None:
        self._job = None
        self.forget()
        self.opened.emit(vault)

    def _failed(self, fault: ToolkitError) -> None:
        self._job = None
        if isinstance(fault, WrongCode):
            self._wrong_code(fault)
        else:
            self._notes.addWidget(Banner(self.theme, "red", "", fault.sentence))

    def _wrong_code(self, fault: WrongCode) -> None:
        self.code_field.set_state("error", fault.sentence)
        self.boxes.mark_wrong(fault.group)
        self.page.ensureWidgetVisible(self.code_field)

    def _leave(self) -> None:
        self.forget()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
