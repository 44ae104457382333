"""The window before the records are open: joins the unlock and create screens to the vault."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui.forms_of import forms_of
from toolkit.ui.jobs import Jobs, Progress
from toolkit.ui.recovery.upgrading import DONE as UPGRADED
from toolkit.ui.theme import Theme
from toolkit.ui.unlock import UnlockWindow

if TYPE_CHECKING:
    from toolkit.ui.create_vault import CreateWindow, NewRecords
    from toolkit.vault.codes import RecoveryCode
    from toolkit.vault.vault import Vault

DATABASE = "vault.db"
"""As the vault names it; the vault itself is not needed before a passphrase was typed."""


def which_folder(settings: Settings, folder: Path | None) -> Path:
    """The folder to open: the one named, else the one opened last, else where records are offered first."""
    if folder is not None:
        return folder
    return Path(settings.last_vault) if settings.last_vault else paths.default_vault()


def is_new(settings: Settings, folder: Path | None) -> bool:
    """Whether there is nothing to open yet, so that new records are offered at once."""
    return folder is None and not settings.last_vault and not (paths.default_vault() / DATABASE).exists()


class FirstWindow(QStackedWidget):
    """Unlock or create. `opened` is sent with the open vault."""

    opened = Signal(object)

    def __init__(
        self, theme: Theme, settings: Settings, folder: Path | None = None, lead: str = "", rest: str = ""
    ) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.jobs = Jobs(self)
        self._folder = folder
        self.unlock = UnlockWindow(
            theme,
            self.jobs,
            settings,
            which_folder(settings, folder),
            unlock=partial(open_vault, organisation=settings.forms_folder),
            recover=partial(recover_vault, organisation=settings.forms_folder),
            lead=lead,
            rest=rest,
        )
        self.unlock.opened.connect(self._opened)
        self.unlock.wants_new.connect(self.show_create)
        self.addWidget(self.unlock)
        self.create_page: CreateWindow | None = None
        QShortcut(QKeySequence("F1"), self).activated.connect(self.what_is_this)
        if is_new(settings, folder):
            self.show_create()
        else:
            # Qt would begin with the first link: a passphrase typed at once must not go astray.
            self.unlock.form.focus_first()

    def what_is_this(self) -> None:
        """F1: what the screen that is shown is for."""
        from toolkit.ui.what_is_this import PageHelp, words_of

        page = self.currentWidget()
        while isinstance(page, QStackedWidget):
            page = page.currentWidget()
        if page is not None and words_of(page) is not None:
            dialog = PageHelp(self.theme, page, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def show_create(self) -> None:
        """Shows the screens that make new records."""
        self.drop_create()
        from toolkit.ui.create_vault import CreateWindow
        from toolkit.vault.codes import RecoveryCode

        self.create_page = CreateWindow(
            self.theme,
            self.jobs,
            free_folder(),
            make=partial(make_vault, organisation=self.settings.forms_folder),
            new_code=RecoveryCode.new,
            can_leave=not is_new(self.settings, self._folder),
        )
        self.create_page.created.connect(self._created)
        self.create_page.left.connect(self.drop_create)
        self._offer_more(self.create_page)
        self.addWidget(self.create_page)
        self.setCurrentWidget(self.create_page)

    def _offer_more(self, page: CreateWindow) -> None:
        """A new laptop may have records to take over; an organisation may hold a key."""
        from toolkit.ui.recovery.organisation import creation_banner
        from toolkit.ui.widgets import LinkButton

        link = LinkButton(self.theme, "Bring records from another laptop, or restore a backup")
        link.clicked.connect(lambda _checked=False: self.restore())
        page.place.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        held = creation_banner(self.theme, self.settings)
        if held is not None:
            page.passphrase.column.addWidget(held)

    def restore(self, backup: Path | None = None) -> None:
        """Shows the restoring of a backup; leaving it goes to the unlock screen."""
        self.drop_create()
        self.unlock.show_restore(backup)

    def drop_create(self) -> None:
        """Goes back to the unlock screen."""
        page, self.create_page = self.create_page, None
        self.setCurrentWidget(self.unlock)
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()

    def _created(self, new: NewRecords) -> None:
        """Keeps what was typed in the new records, puts the example in where it is wanted, and opens them."""
        page = self.create_page
        assert page is not None
        page.setEnabled(False)

        from toolkit.ui.recovery.organisation import put_in

        def fill(progress: Progress) -> None:
            for key, value in new.facts.items():
                new.vault.facts.set(key, value)
            put_in(new.vault, self.settings)
            if new.example:
                progress(None, "Putting in the example family")
                from toolkit import demo

                demo.add_example(new.vault)

        def failed(fault: ToolkitError) -> None:
            from toolkit.ui import dialogs

            # The records are there and open: what could not be put in can be typed under Settings.
            dialogs.tell(self, self.theme, fault.sentence)
            self.opened.emit(new.vault)

        job = self.jobs.run(fill, done=lambda _none: self.opened.emit(new.vault), failed=failed)
        page.job_bar.watch(job, "Getting the records ready")

    def _opened(self, vault: object) -> None:
        self.unlock.forget()
        if self.unlock.form.upgraded:
            self.settings.notice = self.settings.notice or UPGRADED
        self.opened.emit(vault)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.stop()
        super().closeEvent(event)


def free_folder() -> Path:
    """A folder for new records that holds none yet."""
    first = paths.default_vault()
    number, folder = 1, first
    while (folder / DATABASE).exists():
        number += 1
        folder = first.with_name(f"{first.name} {number}")
    return folder


def make_vault(
    *, folder: Path, passphrase: str, name: str, code: RecoveryCode, organisation: str = ""
) -> Vault:
    """Makes records in a folder, with the code that was printed."""
    from toolkit.vault.vault import Vault

    vault, _ = Vault.create(folder, passphrase, name, forms_of(organisation), code=code)
    return vault


def open_vault(folder: Path, passphrase: str, read_only: bool, organisation: str = "") -> Vault:
    """Opens a folder with a passphrase."""
    from toolkit.vault.vault import Vault

    return Vault.unlock(folder, passphrase, forms_of(organisation), read_only)


def recover_vault(folder: Path, code: str, passphrase: str, organisation: str = "") -> Vault:
    """Opens a folder with the recovery code and sets a new passphrase."""
    from toolkit.vault.vault import Vault

    return Vault.unlock_with_code(folder, code, passphrase, forms_of(organisation))
