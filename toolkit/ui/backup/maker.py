"""Makes a backup off the screen thread; it goes on while the worker does something else in the window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from toolkit.errors import BackupStopped, ToolkitError
from toolkit.ui.backup.words import PlaceGone, as_backup_fault, when_words
from toolkit.ui.jobs import Job, Jobs, Progress
from toolkit.vault import backup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from toolkit.ui.session import Session
    from toolkit.vault.container import Progress as Share

WORKING = "Making a backup. You can go on writing."
NAME = "backup-maker"


def told(progress: Progress, words: str = "") -> Share:
    """Hands a share on to a job; once it was cancelled nothing is said, as the vault asks for that itself."""

    def say(share: float) -> None:
        if not progress.cancelled:
            progress(share, words)

    return say


class BackupMaker(QObject):
    """One backup at a time. `over` is sent with `BackupDone` or the fault, on the screen thread."""

    began = Signal()
    over = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.session = session
        self.jobs = Jobs(self)
        self.job: Job | None = None

    def begin(self) -> Job | None:
        """Begins a backup to the chosen place; None when there is none, or one is under way."""
        kept = self.session.settings.backup_folder
        if self.job is not None or not kept:
            return None
        vault, place = self.session.vault, Path(kept)

        def work(progress: Progress) -> backup.BackupDone:
            # Made anew, a folder of a stick that is gone would stand on the laptop's own disk.
            if not place.is_dir():
                raise PlaceGone
            try:
                return backup.make(
                    vault, place, progress=told(progress), cancelled=lambda: progress.cancelled
                )
            except ToolkitError as fault:
                raise as_backup_fault(fault) from None

        self.job = self.jobs.run(
            work,
            done=self._ended,
            failed=self._ended,
            cancelled=lambda: self._ended(BackupStopped()),
            owner=self,
        )
        self.began.emit()
        return self.job

    def _ended(self, result: object) -> None:
        self.job = None
        self.over.emit(result)


def maker_of(window: QWidget, session: Session) -> BackupMaker:
    """The one maker of a window: a backup outlives the page that began it."""
    found = window.findChild(BackupMaker, NAME)
    return found if found is not None else BackupMaker(session, window)


def last_words(session: Session) -> str:
    """When the last backup was and where it went, in a sentence; empty when there was none."""
    last = session.vault.last_backup()
    if last is None:
        return ""
    when: datetime = last.astimezone().replace(tzinfo=None)
    return f"Backed up {when_words(when, session.now())}"
