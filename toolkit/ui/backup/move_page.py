"""Moving to a new laptop as one task: make the file, take it along, check the new laptop, then wipe this one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongCode, WrongPassphrase
from toolkit.forms import catalogue
from toolkit.ui.backup import words
from toolkit.ui.backup.maker import told
from toolkit.ui.backup.secret_entry import SecretEntry
from toolkit.ui.backup.wipe import WipeDialog
from toolkit.ui.jobs import Job, JobBar, Jobs, Progress, Work
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    DangerButton,
    FlowLayout,
    IconLine,
    PrimaryButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault import moving
from toolkit.vault.backup import BackupFacts
from toolkit.vault.moving import Proof

AskSave = Callable[[QWidget], Path | None]
AskPath = Callable[[QWidget], Path | None]
NEW_STEPS = (
    (
        "Take the file to the new laptop on a memory stick, or over a network folder of your organisation. It is encrypted; "
        "still keep the stick and the recovery sheet apart."
    ),
    (
        "Start the program there. Choose “Bring records from another laptop” on the first page, or “More ways in” and then "
        "“Restore a backup”. Choose the file."
    ),
    (
        "Type the passphrase you use here, look at both sides, and restore. Open a family you know and look whether it is all "
        "there."
    ),
    "There, under Settings, Backup, make a backup to the memory stick and bring it back here for the check.",
)
AGAIN = "Anything written here from now on needs another check."
UNUSED = (
    "It is the file that was made here. Restore it on the new laptop, make a backup there and choose that one. Wipe now only "
    "where this file itself is to be kept, and not on this laptop."
)
NO_MORE = "From now on write on the new laptop only: what is written here afterwards is not there."


class MovePage(Page):
    """Each step says whether it is done; the last one opens only after the check found everything."""

    def __init__(
        self,
        session: Session,
        go: Go,
        *,
        ask_save: AskSave | None = None,
        ask_file: AskPath | None = None,
        ask_folder: AskPath | None = None,
    ) -> None:
        super().__init__(session, go, "Move to a new laptop")
        self._ask_save, self._ask_file = ask_save or ask_where, ask_file or ask_backup_file
        self._ask_folder = ask_folder or ask_records
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.proof: Proof | None = None
        self.new: Path | None = None
        self.bar.set_title("Move to a new laptop", "Nothing is deleted here before the new laptop has it all")
        self._scroll = VerticalScrollPage(self.theme, max_em=60, spacing=12)
        self.body.addWidget(self._scroll)
        self.said: dict[str, QVBoxLayout] = {}
        self.bars: dict[str, JobBar] = {}
        self._make_step()
        self._take_step()
        self._check_step()
        self._wipe_step()
        self._scroll.body.addStretch(1)

    def _card(self, key: str, title: str) -> Card:
        card = Card(self.theme, title, padding=(20, 16), spacing=10)
        self._scroll.body.addWidget(card)
        self.said[key] = QVBoxLayout()
        self.said[key].setSpacing(self.theme.px(8))
        return card

    def _end(self, key: str, card: Card) -> None:
        self.bars[key] = JobBar(self.theme)
        card.body.addWidget(self.bars[key])
        card.body.addLayout(self.said[key])

    def first_focus(self) -> QWidget | None:
        """The first step."""
        return self.make_button

    # The steps

    def _make_step(self) -> None:
        card = self._card("make", "1. Make the file")
        card.body.addWidget(
            BodyLabel(self.theme, "All families, records, drafts and pictures go into one encrypted file.")
        )
        self.make_button = PrimaryButton(self.theme, "Make the file", "export")
        self.make_button.clicked.connect(lambda _checked=False: self.make())
        card.body.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._end("make", card)

    def _take_step(self) -> None:
        card = self._card("take", "2. Take it along, and open it there")
        for number, line in enumerate(NEW_STEPS):
            card.body.addWidget(
                IconLine(self.theme, f"number-circle-{_NUMBERS[number]}", line, "ink2", ink="1")
            )
        card.body.addWidget(IconLine(self.theme, "warning-fill", NO_MORE, "amber", ink="1"))
        self._end("take", card)

    def _check_step(self) -> None:
        theme = self.theme
        card = self._card("check", "3. Check that the new laptop has everything")
        card.body.addWidget(
            BodyLabel(
                theme,
                "Choose the backup made on the new laptop, or its folder of records on a stick or in the network. Every record, "
                "older version and picture is compared.",
            )
        )
        self._chosen = BodyLabel(theme, "Nothing chosen yet.", ink="2")
        card.body.addWidget(self._chosen)
        holder = QWidget()
        flow = FlowLayout(holder, across=theme.px(10), down=theme.px(8))
        self.file_button = QuietButton(theme, "Choose the backup", "file")
        self.file_button.clicked.connect(lambda _checked=False: self._choose(self._ask_file))
        self.folder_button = QuietButton(theme, "Choose a folder of records", "folder-open")
        self.folder_button.clicked.connect(lambda _checked=False: self._choose(self._ask_folder))
        for button in (self.file_button, self.folder_button):
            flow.addWidget(button)
        card.body.addWidget(holder)
        self.secret = SecretEntry(theme, "The passphrase or code that opens the records on the new laptop.")
        self.secret.row.line.returnPressed.connect(self.check)
        card.body.addWidget(self.secret)
        self.check_button = QuietButton(theme, "Compare everything", "check-square-offset")
        self.check_button.clicked.connect(lambda _checked=False: self.check())
        card.body.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._end("check", card)

    def _wipe_step(self) -> None:
        card = self._card("wipe", "4. Wipe this laptop")
        card.body.addWidget(
            BodyLabel(
                self.theme,
                "Deletes the records on this laptop for good, with the backups inside their folder. Backups in other places "
                "stay. You can also leave them here, encrypted, and wipe later.",
            )
        )
        self.wipe_button = DangerButton(self.theme, "Wipe the records here", "trash")
        self.wipe_button.clicked.connect(lambda _checked=False: self.wipe())
        card.body.addWidget(self.wipe_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._end("wipe", card)

    # What is done

    def _run(self, key: str, work: Work, said: str, done: Callable[..., object]) -> None:
        if self.job is not None:
            return
        clear_layout(self.said[key])

        def over(result: object) -> None:
            self.job = None
            done(result)

        def failed(fault: ToolkitError) -> None:
            self.job = None
            if key == "check" and isinstance(fault, WrongPassphrase | WrongCode):
                self.secret.wrong(fault)
                return
            self.tell(key, "amber", "", words.as_backup_fault(fault).sentence)

        def stopped() -> None:
            self.job = None
            self.tell(key, "blue", "Stopped.", "Nothing was changed.")

        self.job = self.jobs.run(work, done=over, failed=failed, cancelled=stopped, owner=self)
        self.bars[key].watch(self.job, said)

    def tell(self, key: str, tone: str, lead: str, text: str) -> None:
        """Says what came of a step, under it."""
        clear_layout(self.said[key])
        self.said[key].addWidget(Banner(self.theme, tone, lead, text))  # type: ignore[arg-type]

    def make(self) -> None:
        """Asks where to, and makes the file."""
        path = self._ask_save(self)
        if path is None or self.job is not None:
            return
        vault = self.session.vault

        def work(progress: Progress) -> BackupFacts:
            return moving.move_out(vault, path, progress=told(progress), cancelled=lambda: progress.cancelled)

        self._run("make", work, "Making the file. You can go on reading.", self._made)

    def _made(self, facts: BackupFacts) -> None:
        self.tell(
            "make",
            "green",
            f"The file is made and was opened again to check it: {words.holds(facts)}.",
            f"It is {words.broken(facts.path)}.",
        )
        self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, ask: AskPath) -> None:
        found = ask(self)
        if found is None:
            return
        self.new, self.proof = found, None
        clear_layout(self.said["check"])
        self._chosen.setText(words.broken(found))
        self._chosen.setAccessibleName(str(found))
        self.secret.focus_first()

    def check(self) -> None:
        """Compares everything, off the screen thread."""
        if self.new is None:
            self.tell("check", "amber", "Choose the backup or the folder first.", "")
            self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.secret.ready():
            return
        vault, new = self.session.vault, self.new
        passphrase, code = self.secret.passphrase(), self.secret.code()
        self.proof = None

        def work(_progress: Progress) -> Proof:
            return moving.check_new_has_everything(vault, new, passphrase, code, catalogue_for=catalogue.load)

        self.bars["check"].cancel_button.setVisible(False)
        self._run("check", work, "Comparing every record and picture", self._proved)

    def _proved(self, proof: Proof) -> None:
        self.proof = proof
        self.secret.forget()
        if proof.used:
            self.tell("check", "green", "Everything that is here is there.", AGAIN)
        else:
            self.tell(
                "check",
                "amber",
                "Everything is in this file, but nobody has opened it yet.",
                f"{UNUSED} {AGAIN}",
            )
        self.wipe_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe(self) -> None:
        """Opens the last question, once there is proof."""
        if self.session.vault.read_only:
            self.tell(
                "wipe", "amber", "These records are open to read only.", "They cannot be wiped from here."
            )
            return
        if self.proof is None:
            self.tell(
                "wipe",
                "amber",
                "Check the new laptop first.",
                "Nothing is deleted here before step 3 found everything there.",
            )
            self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        WipeDialog(self.session, self.proof, self.window()).open()

    def leaving(self) -> bool:
        """Drops what was typed; a file that is being made is not left half-way without a word."""
        self.secret.forget()
        if self.job is not None:
            self.job.cancel()
        return True


_NUMBERS = ("one", "two", "three", "four")


def ask_where(parent: QWidget) -> Path | None:
    """Asks where the file goes."""
    found, _ = QFileDialog.getSaveFileName(
        parent, "Save the file", "Records to move.backup", "Backups (*.backup)"
    )
    return Path(found) if found else None


def ask_backup_file(parent: QWidget) -> Path | None:
    """Asks for the backup that was made on the new laptop."""
    found, _ = QFileDialog.getOpenFileName(parent, "Choose the backup", "", "Backups (*.backup)")
    return Path(found) if found else None


def ask_records(parent: QWidget) -> Path | None:
    """Asks for the folder of records on the new laptop."""
    found = QFileDialog.getExistingDirectory(parent, "Choose the folder of records")
    return Path(found) if found else None
