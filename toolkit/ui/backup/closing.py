"""A backup on closing: once a day, with progress, and never in the way of closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.backup.words import place_fault, same_disk
from toolkit.ui.dialogs import Choice, Dialog, ask
from toolkit.ui.jobs import JobBar
from toolkit.ui.widgets import IconLine

if TYPE_CHECKING:
    from toolkit.ui.backup.backup_page import AskFolder
    from toolkit.ui.session import Session

LEAD = "Making a backup before closing"
TEXT = "Everything is saved already. You can close without waiting: the last backup stays as it is."
NOT_MADE = "The backup was not made"
SKIP, AGAIN, BACK = "Close without a backup", "Try again", "Go back"


class Closing(QObject):
    """Asked by the window before it closes. One that says no closes the window itself a moment later."""

    def __init__(self, session: Session, window: QWidget, *, ask_folder: AskFolder | None = None) -> None:
        super().__init__(window)
        self.session, self._window = session, window
        self._ask_folder = ask_folder
        self._done = False
        self.dialog: ClosingDialog | None = None

    def never_mind(self) -> None:
        """Lets the window close: there is nothing left to back up."""
        self._done = True

    def may_close(self) -> bool:
        """Whether the window may close now. When the computer ends its session it always may."""
        try:
            return self._may_close()
        except ToolkitError:
            # Records that are closed already, or cannot be read: whatever it is, it must not stop the closing.
            return True

    def _may_close(self) -> bool:
        app = QGuiApplication.instance()
        ends = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._done or ends or self.session.vault.read_only:
            return True
        if self.dialog is not None:
            return False
        if not self.session.settings.backup_folder:
            self._ask_once()
        if not self._wanted():
            return True
        self.dialog = ClosingDialog(self.session, self._window)
        self.dialog.finished.connect(self._over)
        self.dialog.open()
        self.dialog.begin()
        return False

    def _ask_once(self) -> None:
        """The first time with a family in it, asks for a place; whatever is said, it is not asked again."""
        settings, vault = self.session.settings, self.session.vault
        if settings.backup_asked or not settings.backup_on_close or not vault.records.families():
            return
        _keep(self.session, "backup_asked", True)
        chosen = ask(
            self._window,
            self.session.theme,
            "Make a backup each time you close?",
            "A second copy on another disk, a memory stick or a network folder, encrypted as the records are. You can change "
            "this later under Settings.",
            [Choice("Not now", 0), Choice("Choose a place", 1, "primary", safe=True)],
        )
        if not chosen:
            _keep(self.session, "backup_on_close", False)
            return
        from toolkit.ui.backup.backup_page import ask_place

        place = (self._ask_folder or ask_place)(self._window, "")
        if place is not None and not place_fault(vault.folder, place):
            _keep(self.session, "backup_folder", str(place))

    def _wanted(self) -> bool:
        session = self.session
        kept = session.settings.backup_folder
        if not kept or not session.settings.backup_on_close:
            return False
        last = session.vault.last_backup()
        if last is not None and last.astimezone().date() == session.today():
            return False
        # A stick that is not in is no matter of each day; once a backup is due it is.
        return Path(kept).is_dir() or session.vault.backup_due(session.settings.backup_days)

    def _over(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if result:
            self._done = True
            self._window.close()


def _keep(session: Session, key: str, value: bool | str) -> None:
    try:
        session.settings.set(key, value)
    except ToolkitError:
        # What cannot be kept is asked again; it must not stop the closing.
        return


class ClosingDialog(Dialog):
    """Progress with a word to skip it; a fault says its sentence and what can be done."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        from toolkit.ui.backup.maker import maker_of

        super().__init__(session.theme, LEAD, TEXT, parent=parent)
        self.maker = maker_of(parent, session)
        self.maker.over.connect(self._ended)
        self.job_bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.job_bar)
        self.note = IconLine(self.theme, "warning-fill", "", "amber", ink="1")
        self.note.setVisible(False)
        self.body.addWidget(self.note)
        self.add_button(BACK, lambda: self._leave(0))
        self.again = self.add_button(AGAIN, self.begin)
        self.add_button(SKIP, lambda: self._leave(1), "primary", safe=True)
        self.again.setVisible(False)
        place = Path(session.settings.backup_folder)
        if same_disk(session.vault.folder, place):
            self.text.setText(f"{TEXT} The place for backups is on the same disk as the records.")

    def begin(self) -> None:
        """Begins, or follows the one that is under way."""
        self.note.setVisible(False)
        self.again.setVisible(False)
        job = self.maker.job or self.maker.begin()
        if job is not None:
            self.heading.setText(LEAD)
            self.job_bar.watch(job, LEAD)

    def _ended(self, result: object) -> None:
        if isinstance(result, ToolkitError):
            self.heading.setText(NOT_MADE)
            self.note.set_line("warning-fill", result.sentence, "amber")
            self.note.setVisible(True)
            self.again.setVisible(True)
            self.fit()
        else:
            self._leave(1)

    def _leave(self, result: int) -> None:
        self.maker.over.disconnect(self._ended)
        if self.maker.job is not None:
            self.maker.job.cancel()
        self.done(result)

    def reject(self) -> None:
        """Esc leaves things as they are."""
        self._leave(0)
