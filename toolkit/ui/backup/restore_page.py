"""Looking into a backup while the records are open, and asking to restore it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from toolkit.ui.backup.restore_view import AskFile, Here, RestoreView, go_to
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.jobs import Jobs
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import VerticalScrollPage

RESTORE = "TOOLKIT_RESTORE"
"""As `app` names it: the backup to be restored at the unlock window of the new process."""
SURE = (
    "The records are locked first: nothing may be written while they are put aside. The unlock window then opens the trial "
    "copy once more, asks for the backup’s passphrase, and restores it."
)


class RestorePage(Page):
    """The trial beside what is open here. Restoring itself is done once the records are closed."""

    def __init__(
        self,
        session: Session,
        go: Go,
        *,
        ask_file: AskFile | None = None,
        sure: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(session, go, "Restore a backup")
        self.bar.set_title("Restore a backup", "A trial copy first; nothing here is changed by looking")
        self.jobs = Jobs(self)
        self._sure = sure or self._ask
        self._scroll = VerticalScrollPage(self.theme, max_em=60)
        self.body.addWidget(self._scroll)
        self.view = RestoreView(
            self.theme,
            self.jobs,
            lambda _passphrase, _code: Here(session.vault.summary(), of=session.vault.vault_id),
            start=session.settings.backup_folder,
            action="Lock, then restore this backup",
            ask_file=ask_file,
            now=session.now,
        )
        self.view.wanted.connect(self._wanted)
        self.view.spoke.connect(lambda part: go_to(self._scroll, part))
        self._scroll.body.addWidget(self.view)
        self._scroll.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The choice of a backup."""
        return self.view.choose_button

    def leaving(self) -> bool:
        """Drops what was typed."""
        self.view.forget()
        return True

    def _wanted(self, path: Path, _passphrase: str, _code: str) -> None:
        if self._sure():
            window = self.window()
            window.setProperty(RESTORE, str(path))
            self.go.lock()

    def _ask(self) -> bool:
        return bool(
            ask(
                self,
                self.theme,
                "Lock, and restore this backup?",
                SURE,
                [Choice("Cancel", 0, safe=True), Choice("Lock and go on", 1, "primary")],
            )
        )
