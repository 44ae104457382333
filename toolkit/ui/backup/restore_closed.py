"""Restoring at the unlock window: nothing is open, or there is nothing here yet on a new machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import catalogue
from toolkit.ui.backup import words
from toolkit.ui.backup.maker import told
from toolkit.ui.backup.restore_view import AskFile, Here, RestoreView, go_to
from toolkit.ui.jobs import Jobs, Progress
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    PrimaryButton,
    QuietButton,
    TopBar,
    VerticalScrollPage,
)
from toolkit.vault.backup import open_to_read
from toolkit.vault.keyfile import ID_BYTES
from toolkit.vault.restoring import Restored, restore

NOT_COMPARED = "What is here now could not be opened with the same passphrase or code, so its side is empty. It is put aside as it is."
NOTHING = "There are no records in this folder yet, so its side is empty."
RESTORING = "Restoring. What is here now is put aside, not written over."


def what_is_here(folder: Path, passphrase: str, code: str) -> Here:
    """Opens what is here to read, when the same passphrase or code opens it."""
    if not (folder / "vault.db").exists():
        return Here(None, NOTHING)
    try:
        vault = open_to_read(folder, passphrase, code, catalogue.load)
    except ToolkitError:
        return Here(None, NOT_COMPARED, which(folder))
    try:
        return Here(vault.summary(), of=vault.vault_id)
    finally:
        vault.close()


def which(folder: Path) -> bytes:
    """Which records a folder holds, by the first bytes of their file; empty when that cannot be read."""
    try:
        with (folder / "vault.db").open("rb") as file:
            first = file.read(ID_BYTES)
    except OSError:
        return b""
    return first if len(first) == ID_BYTES else b""


class ClosedRestore(QWidget):
    """`left` is sent by Back, `restored` with the folder once a backup is in place."""

    left = Signal()
    restored = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, folder: Path, *, ask_file: AskFile | None = None) -> None:
        super().__init__()
        self.theme, self.jobs, self.folder = theme, jobs, folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, "Restore a backup")
        self.bar.back.connect(self._leave)
        column.addWidget(self.bar)
        self.page = VerticalScrollPage(theme, max_em=60, centred=True, spacing=12)
        column.addWidget(self.page, 1)
        place = Card(theme, "Where to", padding=(20, 16), spacing=10)
        self.where = BodyLabel(theme, "", role="name")
        place.body.addWidget(self.where)
        self.other = QuietButton(theme, "Choose another folder", "folder-open")
        self.other.clicked.connect(lambda _checked=False: self.choose_folder())
        place.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.view = RestoreView(
            theme, jobs, lambda key, code: what_is_here(self.folder, key, code), ask_file=ask_file
        )
        self.view.wanted.connect(self.restore)
        self.view.spoke.connect(lambda part: go_to(self.page, part))
        self.page.body.addWidget(place)
        self.page.body.addWidget(self.view)
        self._done = Card(theme, "Restored", padding=(20, 16), spacing=12)
        self._done.setVisible(False)
        self.page.body.addWidget(self._done)
        self._place = place
        self.page.body.addStretch(1)
        self.set_folder(folder)

    def set_folder(self, folder: Path) -> None:
        """Says where the records will be."""
        self.folder = folder
        self.where.setText(words.broken(folder))
        self.where.setAccessibleName(str(folder))
        self.view.forget()

    def choose_folder(self) -> None:
        """Asks for another folder."""
        found = QFileDialog.getExistingDirectory(self, "Choose where the records go", str(self.folder.parent))
        if found:
            self.set_folder(Path(found))

    def focus_first(self) -> None:
        """Puts the keyboard where a person begins."""
        self.view.focus_first()

    def restore(self, path: Path, passphrase: str, code: str) -> None:
        """Puts the backup in place."""
        if self.view.busy():
            return
        folder = self.folder

        def work(progress: Progress) -> Restored:
            return restore(
                path,
                folder,
                passphrase,
                code,
                catalogue_for=catalogue.load,
                progress=told(progress, RESTORING),
            )

        # Between the two swaps there is nothing to stop: it is over in a moment or undone as a whole.
        self.view.job_bar.cancel_button.setVisible(False)
        self.view.restore_button.setEnabled(False)
        self.view.run(work, RESTORING, self._restored)
        job = self.view.job
        if job is not None:
            job.over.connect(lambda: self.view.restore_button.setEnabled(True))
            job.over.connect(lambda: self.view.job_bar.cancel_button.setVisible(True))

    def _restored(self, result: Restored) -> None:
        self.view.forget()
        self.view.setVisible(False)
        self._place.setVisible(False)
        theme, body = self.theme, self._done.body
        held = (
            f"{words.count(result.summary.families, 'family', 'families')} and "
            f"{words.count(result.summary.records, 'record')} are in place."
        )
        body.addWidget(Banner(theme, "green", "The backup was restored.", held))
        if result.aside is not None:
            body.addWidget(
                BodyLabel(theme, "What was here before was not written over. It is kept here:", ink="1")
            )
            kept = BodyLabel(theme, words.broken(result.aside), role="name", selectable=True)
            kept.setAccessibleName(str(result.aside))
            body.addWidget(kept)
        body.addWidget(
            BodyLabel(
                theme,
                "Open the records with the passphrase of the backup’s day, and look through them before you go on.",
                ink="2",
            )
        )
        button = PrimaryButton(theme, "Go to Unlock", big=True)
        button.clicked.connect(lambda _checked=False: self.restored.emit(self.folder))
        body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._done.setVisible(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Drops secrets."""
        self.view.forget()

    def _leave(self) -> None:
        if self.view.busy():
            return
        self.forget()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
