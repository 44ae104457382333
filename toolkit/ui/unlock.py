"""The unlock window: passphrase, the way in with the recovery code, and two pages to read.

The work with the vault is given as plain callables, which run off the screen thread, so the screen knows nothing of
keys. What was typed is dropped from the fields as soon as it was used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from toolkit import __version__
from toolkit.errors import (
    FolderReadOnly,
    KeyFileDamaged,
    KeyFileMissing,
    RecordsMissing,
    ToolkitError,
    WrongPassphrase,
)
from toolkit.settings import Settings
from toolkit.ui.brand import FirstScreen
from toolkit.ui.first_words import HELP, PROTECTS, Part
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.recovery.upgrading import UpgradeWatch
from toolkit.ui.theme import Theme
from toolkit.ui.tries import Tries, wait_words
from toolkit.ui.widgets import (
    BodyLabel,
    FieldFrame,
    FlowLayout,
    HeadingLabel,
    IconLabel,
    IconLine,
    LinkButton,
    PrimaryButton,
    SecretRow,
    clear_layout,
    hairline,
)

if TYPE_CHECKING:
    from toolkit.ui.backup.restore_closed import ClosedRestore
    from toolkit.ui.reading import ReadingPage
    from toolkit.ui.recover import RecoverPage
    from toolkit.ui.recovery.organisation_page import OrganisationPage
    from toolkit.ui.recovery.ways_page import WaysPage
    from toolkit.ui.widgets.banners import BannerTone

FORM_EM = 480 / 14
Unlock = Callable[[Path, str, bool], Any]
"""Opens a folder with a passphrase, to read only when the third says so. Raises ToolkitError. Runs off the screen thread."""
Recover = Callable[[Path, str, str], Any]
"""Opens a folder with the code as typed and sets a new passphrase. Raises ToolkitError. Runs off the screen thread."""


class UnlockWindow(QStackedWidget):
    """The first window. `opened` is sent with what `unlock` or `recover` gave, `wants_new` when new records are asked for.

    `lead` is said in a banner at the top, as "Locked at 14:32 after 5 minutes without a key press.", with `rest` after it.
    """

    opened = Signal(object)
    wants_new = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        settings: Settings,
        folder: Path,
        *,
        unlock: Unlock,
        recover: Recover,
        lead: str = "",
        rest: str = "",
        choose_folder: Callable[[QWidget, Path], Path | None] | None = None,
        tries: Tries | None = None,
    ) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self.setWindowTitle("Safeguarding Toolkit")
        self.form = UnlockForm(
            theme,
            jobs,
            folder,
            unlock=unlock,
            tries=tries or Tries(settings),
            lead=lead,
            rest=rest,
            choose_folder=choose_folder or ask_for_folder,
        )
        self._jobs, self._recover, self._forms = jobs, recover, settings.forms_folder
        self.restore_page: ClosedRestore | None = None
        self.addWidget(self.form)
        self.form.opened.connect(self.opened)
        self.form.wants_new.connect(self.wants_new)
        self.form.forgotten.connect(self._forgotten)
        self.form.key_missing.connect(lambda: self._forgotten(key_missing=True))
        self.form.ways.connect(self.show_ways)
        self.form.protects.connect(lambda: self.setCurrentWidget(self.protects_page))
        self.form.help.connect(lambda: self.setCurrentWidget(self.help_page))

    # Made when they are first asked for: the window that everybody waits for holds the passphrase alone.

    @cached_property
    def recover_page(self) -> RecoverPage:
        """Opens the records with the recovery code."""
        from toolkit.ui.recover import RecoverPage

        page = RecoverPage(self.theme, self._jobs, self._recover)
        self.addWidget(page)
        self.setTabOrder(self.form, page)
        page.opened.connect(self.opened)
        page.left.connect(self.back)
        return page

    @cached_property
    def ways_page(self) -> WaysPage:
        """The other ways in, each with when it is right."""
        from toolkit.ui.recovery.ways_page import WaysPage

        page = WaysPage(self.theme)
        self.addWidget(page)
        page.left.connect(self.back)
        page.chosen.connect(self._way)
        return page

    @cached_property
    def organisation_page(self) -> OrganisationPage:
        """Opens the records with the organisation's key file."""
        from toolkit.ui.recovery.organisation_page import OrganisationPage, open_with_key

        open_it = partial(open_with_key, forms=self._forms)
        page = OrganisationPage(self.theme, self._jobs, open_it=open_it)
        self.addWidget(page)
        page.opened.connect(self.opened)
        page.left.connect(self.show_ways)
        return page

    def show_ways(self) -> None:
        """Shows the other ways in."""
        self.form.forget()
        self.setCurrentWidget(self.ways_page)
        self.ways_page.focus_first()

    def show_restore(self, backup: Path | None = None) -> None:
        """Shows the restoring of a backup into the folder that is shown, from a file when one is given."""
        from toolkit.ui.backup.restore_closed import ClosedRestore

        self.form.forget()
        self.drop_restore()
        page = ClosedRestore(self.theme, self._jobs, self.form.folder)
        self.restore_page = page
        self.addWidget(page)
        page.left.connect(self.back)
        page.restored.connect(self._restored)
        if backup is not None:
            page.view.take(backup)
        self.setCurrentWidget(page)
        page.focus_first()

    def drop_restore(self) -> None:
        """Frees the page of restoring."""
        page, self.restore_page = self.restore_page, None
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()

    def _restored(self, folder: Path) -> None:
        self.form.set_folder(folder)
        self.back()

    def _way(self, key: str) -> None:
        if key == "code":
            self._forgotten()
        elif key == "restore":
            self.show_restore()
        else:
            self.organisation_page.start(self.form.folder)
            self.setCurrentWidget(self.organisation_page)
            self.organisation_page.focus_first()

    @cached_property
    def protects_page(self) -> ReadingPage:
        """What this protects, and what it does not."""
        return self._reading("What this protects, and what it does not", PROTECTS)

    @cached_property
    def help_page(self) -> ReadingPage:
        """Help for those who cannot get in."""
        return self._reading("Help", HELP)

    def _reading(self, title: str, parts: Sequence[Part]) -> ReadingPage:
        from toolkit.ui.reading import ReadingPage

        page = ReadingPage(self.theme, title, parts)
        self.addWidget(page)
        page.left.connect(self.back)
        return page

    @property
    def folder(self) -> Path:
        """The folder of the records to be opened."""
        return self.form.folder

    def back(self) -> None:
        """Goes back to the passphrase."""
        self.setCurrentWidget(self.form)
        self.drop_restore()
        self.form.focus_first()

    def forget(self) -> None:
        """Drops every secret from the fields."""
        self.form.forget()
        if "recover_page" in self.__dict__:
            self.recover_page.forget()
        if "organisation_page" in self.__dict__:
            self.organisation_page.forget()

    def _forgotten(self, *, key_missing: bool = False) -> None:
        self.form.forget()
        self.recover_page.start(self.form.folder, key_missing=key_missing)
        self.setCurrentWidget(self.recover_page)
        self.recover_page.focus_first()


class UnlockForm(FirstScreen):
    """Passphrase and Unlock, with what else can be done from here."""

    opened = Signal(object)
    wants_new = Signal()
    forgotten = Signal()
    key_missing = Signal()
    ways = Signal()
    protects = Signal()
    help = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        folder: Path,
        *,
        unlock: Unlock,
        tries: Tries,
        lead: str,
        rest: str,
        choose_folder: Callable[[QWidget, Path], Path | None],
    ) -> None:
        super().__init__(theme, form_em=FORM_EM, centred=True)
        self.folder = folder
        self._jobs, self._unlock, self._tries = jobs, unlock, tries
        self._choose_folder = choose_folder
        self._job: Job | None = None
        self.upgraded = False
        self.panel.add_point(
            "wifi-slash", "Works with no signal", "Everything is on this laptop. Nothing is sent anywhere."
        )
        self.panel.add_point(
            "lock-key", "Locked to everyone else", "Notes, names and drafts are encrypted, always."
        )
        self.panel.add_point(
            "floppy-disk", "Saved as you type", "A locked screen or a flat battery loses nothing."
        )
        self._build(lead, rest)
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._say_wait)
        if tries.wait() > 0:
            self._say_wait()

    def _build(self, lead: str, rest: str) -> None:
        theme, body = self.theme, self.page.body
        body.addStretch(3)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.px(8))
        body.addLayout(self._notes)
        if lead:
            self._note("green", f"{lead}\n{rest}" if rest else lead)
        body.addSpacing(theme.px(12))
        body.addWidget(HeadingLabel(theme, "Unlock your records", role="display"))
        body.addLayout(self._which())
        body.addSpacing(theme.px(12))
        self.secret = SecretRow(theme, name="Passphrase")
        self.secret.line.caps_lock.connect(self._caps)
        self.secret.line.returnPressed.connect(self.try_it)
        self.secret.line.changed.connect(self._typed)
        self.field = FieldFrame(theme, "Passphrase", self.secret)
        body.addWidget(self.field)
        self.caps = IconLine(theme, "arrow-fat-up", "Caps Lock is on.", "amber")
        self.caps.setVisible(False)
        body.addWidget(self.caps)
        self.unlock_button = PrimaryButton(theme, "Unlock", big=True)
        self.unlock_button.clicked.connect(self.try_it)
        body.addSpacing(theme.px(4))
        body.addWidget(self.unlock_button)
        self.job_bar = JobBar(theme, can_cancel=False)
        body.addWidget(self.job_bar)
        body.addSpacing(theme.px(6))
        body.addWidget(hairline(theme))
        body.addWidget(
            links(
                theme,
                ("I have forgotten my passphrase", self.forgotten.emit),
                ("More ways in", self.ways.emit),
                ("Start new records", self.wants_new.emit),
            )
        )
        body.addStretch(4)
        low = links(
            theme, ("Help", self.help.emit), ("What this protects, and what it does not", self.protects.emit)
        )
        self.foot.addWidget(low, 1)
        self.foot.addWidget(BodyLabel(theme, f"Version {__version__}", role="caption", ink="2", wrap=False))
        QWidget.setTabOrder(self.secret.line, self.secret.button)
        QWidget.setTabOrder(self.secret.button, self.unlock_button)

    def _which(self) -> QHBoxLayout:
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(IconLabel(theme, "hard-drives", "ink2", 18))
        holder = QWidget()
        flow = FlowLayout(holder, across=theme.px(4), down=0, middle=True)
        self._name = HeadingLabel(theme, role="h3", ink="2")
        self._where = BodyLabel(theme, "on this laptop", role="read", ink="2", wrap=False)
        flow.addWidget(self._name)
        flow.addWidget(self._where)
        row.addWidget(holder, 1)
        other = LinkButton(theme, "Choose other records")
        other.clicked.connect(lambda _checked=False: self.choose_other())
        row.addWidget(other)
        self.set_folder(self.folder)
        return row

    # What is shown

    def set_folder(self, folder: Path) -> None:
        """Shows another folder of records."""
        self.folder = folder
        self._name.setText(f"{folder.name or folder},")
        self._where.setText(where_words(folder))
        self._name.setToolTip(str(folder))
        self._where.setToolTip(str(folder))

    def focus_first(self) -> None:
        """Puts the keyboard into the passphrase."""
        self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drops the passphrase and hides the field again."""
        self.secret.line.forget()
        self.secret.set_shown(False)

    def choose_other(self) -> None:
        """Asks for another folder; one without records says so."""
        folder = self._choose_folder(self, self.folder)
        if folder is None:
            return
        self._clear_notes()
        self.set_folder(folder)
        if not (folder / "vault.db").exists():
            self._note("amber", RecordsMissing.sentence)
        self.forget()
        self.focus_first()

    def _note(
        self, tone: BannerTone, words: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        from toolkit.ui.widgets import Banner

        self._notes.addWidget(Banner(self.theme, tone, "", words, action=action, run=run))

    def _clear_notes(self) -> None:
        clear_layout(self._notes)

    def _caps(self, on: bool) -> None:
        self.caps.setVisible(on)

    def _typed(self) -> None:
        if self._tries.wait() <= 0:
            self.field.set_state("")

    # Trying

    def try_it(self, read_only: bool = False) -> None:
        """Tries the passphrase; says what is missing or how long to wait instead of doing nothing."""
        if self._job is not None:
            return
        if self._tries.wait() > 0:
            self._say_wait()
            return
        passphrase = self.secret.line.text()
        if not passphrase:
            self.field.set_state("error", "Type your passphrase first.")
            self.focus_first()
            return
        self.field.set_state("")
        self._clear_notes()
        folder, unlock, only = self.folder, self._unlock, bool(read_only)
        self._job = self._jobs.run(
            lambda _progress: unlock(folder, passphrase, only),
            done=self._done,
            failed=self._failed,
            owner=self,
        )
        self.secret.line.setReadOnly(True)
        self.job_bar.watch(self._job, "Opening. This takes about a second.")
        self._upgrade = UpgradeWatch(folder, self.job_bar.words.setText, self)

    def busy(self) -> bool:
        """Whether a try is under way."""
        return self._job is not None

    def _done(self, vault: object) -> None:
        self._job = None
        self.upgraded = self._upgrade.end()
        self._upgrade.deleteLater()
        self.secret.line.setReadOnly(False)
        self.forget()
        self._tries.right()
        self.opened.emit(vault)

    def _failed(self, fault: ToolkitError) -> None:
        self._job = None
        self._upgrade.end()
        self._upgrade.deleteLater()
        self.secret.line.setReadOnly(False)
        if isinstance(fault, WrongPassphrase):
            self._tries.wrong()
            self.secret.line.selectAll()
            self.field.set_state("error", fault.sentence)
            if self._tries.wait() > 0:
                self._say_wait()
        elif isinstance(fault, KeyFileMissing | KeyFileDamaged):
            self._note("amber", fault.sentence, "Use the recovery code", self.key_missing.emit)
        elif isinstance(fault, FolderReadOnly):
            self._note("amber", fault.sentence, "Open to read only", lambda: self.try_it(True))
        else:
            self._note("red", fault.sentence)
        self.focus_first()

    def _say_wait(self) -> None:
        left = self._tries.wait()
        if left <= 0:
            self._timer.stop()
            self.field.set_state("")
            return
        self.field.set_state("error", f"{WrongPassphrase.sentence} {wait_words(left)}")
        self._timer.start()


def links(theme: Theme, *pairs: tuple[str, Callable[[], object]]) -> QWidget:
    """Gives text links in a row with a dot between them; they wrap when they must."""
    holder = QWidget()
    flow = FlowLayout(holder, across=theme.px(6), down=0, middle=True)
    for index, (words, run) in enumerate(pairs):
        if index:
            flow.addWidget(BodyLabel(theme, "·", ink="3", wrap=False))
        link = LinkButton(theme, words)
        link.clicked.connect(lambda _checked=False, go=run: go())
        flow.addWidget(link)
    return holder


def where_words(folder: Path, home: Path | None = None) -> str:
    """Says where a folder is in few words: on this laptop, on another drive, or on the network."""
    home = home or Path.home()
    drive = folder.drive
    if drive.startswith("\\\\"):
        return "on a network drive"
    if drive and drive.upper() != home.drive.upper():
        return f"on drive {drive}"
    elsewhere = ("/media", "/run/media", "/mnt", "/Volumes")
    if not drive and any(folder.is_relative_to(place) for place in elsewhere):
        return "on another drive"
    return "on this laptop"


def ask_for_folder(parent: QWidget, start: Path) -> Path | None:
    """Asks for a folder of records; None when the person thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    found = QFileDialog.getExistingDirectory(parent, "Choose the folder of your records", str(start.parent))
    return Path(found) if found else None
