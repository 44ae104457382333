"""Restoring in order: choose a backup, open it as a trial, look at both side by side, then put it in place.

The same view stands in the program, where the records are locked before anything is put in place, and at the unlock window,
where they are closed already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongCode, WrongPassphrase
from toolkit.forms import catalogue
from toolkit.ui.backup import words
from toolkit.ui.backup.maker import told
from toolkit.ui.backup.secret_entry import SecretEntry
from toolkit.ui.backup.side_by_side import SideBySide
from toolkit.ui.jobs import Job, JobBar, Jobs, Progress, Work
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    FlowLayout,
    IconLine,
    PrimaryButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault import backup
from toolkit.vault.backup import BackupFacts
from toolkit.vault.container import Summary

AskFile = Callable[[QWidget, str], Path | None]
Present = Callable[[str, str], "Here"]
OPENING = "Opening a trial copy. Nothing is changed."
DAYS_OWN = "The one of the day the backup was made: a passphrase changed since does not open it."
ASIDE = (
    "Restoring does not write over anything: what is here now is put aside in a folder of its own. After restoring, the "
    "records open with the passphrase and the recovery sheet of the backup’s day."
)

LEFT_MS = 5 * 60 * 1000
LEFT = "Nothing was done for five minutes, so the passphrase was forgotten. Nothing was changed. Open the trial copy again."
OTHER = "This is a backup of other records, not of those that are here."
OTHER_WHY = (
    "Restoring it here puts these records aside and the other ones in their place. To keep both in use, restore it into "
    "another folder from the unlock window."
)


@dataclass(frozen=True)
class Here:
    """What is here now, or None with a sentence why it cannot be compared. `of` says which records they are, where that
    can be told.
    """

    summary: Summary | None
    why: str = ""
    of: bytes = b""


@dataclass(frozen=True)
class Tried:
    """A backup that opened as a trial."""

    facts: BackupFacts
    summary: Summary
    here: Here


class RestoreView(QWidget):
    """`wanted` is sent with the file, the passphrase and the code once somebody wants to restore what was tried; `spoke` with
    the part that has something new to read.
    """

    wanted = Signal(object, str, str)
    spoke = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        present: Present,
        *,
        start: str = "",
        action: str = "Restore this backup",
        ask_file: AskFile | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self.theme, self.jobs = theme, jobs
        self._present, self._start, self._now = present, start, now
        self._ask_file = ask_file or ask_backup
        self.path: Path | None = None
        self.tried: Tried | None = None
        self.job: Job | None = None
        self._secret = ("", "")
        # At the unlock window nothing else locks: somebody who walks away must not leave it ready to restore.
        self._left = QTimer(self)
        self._left.setSingleShot(True)
        self._left.setInterval(LEFT_MS)
        self._left.timeout.connect(self._let_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.px(8))
        column.addLayout(self._said)
        column.addWidget(self._first())
        column.addWidget(self._second())
        self.job_bar = JobBar(theme)
        column.addWidget(self.job_bar)
        self._sides = Card(theme, "Side by side", padding=(20, 16), spacing=12)
        self._sides.setVisible(False)
        self._table = QVBoxLayout()
        self._table.setSpacing(theme.px(12))
        self._sides.body.addLayout(self._table)
        self.restore_button = PrimaryButton(theme, action, big=True)
        self.restore_button.clicked.connect(lambda _checked=False: self._want())
        self._sides.body.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sides)

    def _first(self) -> Card:
        card = Card(self.theme, "1. Which backup", padding=(20, 16), spacing=10)
        self._file = BodyLabel(self.theme, "None chosen yet.", ink="2")
        self._facts = IconLine(self.theme, "hard-drives", "", "ink2", ink="1")
        self._facts.setVisible(False)
        self.choose_button = QuietButton(self.theme, "Choose a backup", "folder-open")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        for one in (self._file, self._facts):
            card.body.addWidget(one)
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _second(self) -> Card:
        card = Card(self.theme, "2. Open it as a trial", padding=(20, 16), spacing=10)
        self.secret = SecretEntry(self.theme, DAYS_OWN)
        self.secret.row.line.returnPressed.connect(self.try_it)
        card.body.addWidget(self.secret)
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(10), down=self.theme.px(8))
        self.try_button = QuietButton(self.theme, "Open a trial copy", "magnifying-glass")
        self.try_button.clicked.connect(lambda _checked=False: self.try_it())
        flow.addWidget(self.try_button)
        card.body.addWidget(holder)
        return card

    def focus_first(self) -> None:
        """Puts the keyboard where a person begins."""
        if self.path is None:
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.secret.focus_first()

    def busy(self) -> bool:
        """Whether something is under way."""
        return self.job is not None

    # Choosing

    def choose(self) -> None:
        """Asks for the file."""
        found = self._ask_file(self, self._start)
        if found is not None:
            self.take(found)

    def take(self, path: Path) -> None:
        """Takes a file and says what it says of itself."""
        self._reset()
        clear_layout(self._said)
        try:
            facts = backup.read(path)
        except ToolkitError as fault:
            self.path = None
            self._facts.setVisible(False)
            self.say("amber", words.as_backup_fault(fault).sentence)
            return
        self.path = path
        self._file.setText(words.broken(path))
        self._file.setAccessibleName(str(path))
        when = words.when_words(words.made_at(facts), self._now())
        self._facts.set_line("hard-drives", f"Made {when}: {words.holds(facts)}", "ink2")
        self._facts.setVisible(True)
        self.choose_button.set_text("Choose another backup")
        self.secret.focus_first()

    def _reset(self) -> None:
        self.tried = None
        self._secret = ("", "")
        self._left.stop()
        self._sides.setVisible(False)
        clear_layout(self._table)

    # Trying

    def try_it(self) -> None:
        """Opens a trial copy off the screen thread and shows both side by side."""
        if self.job is not None:
            return
        clear_layout(self._said)
        if self.path is None:
            self.say("amber", "Choose a backup first.")
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.secret.ready():
            return
        self._reset()
        path, passphrase, code = self.path, self.secret.passphrase(), self.secret.code()
        present = self._present

        def work(progress: Progress) -> Tried:
            with backup.trial(
                path, passphrase, code, catalogue_for=catalogue.load, progress=told(progress)
            ) as trial:
                facts, found = trial.facts, trial.summary
            progress(None, "Looking at what is here now")
            return Tried(facts, found, present(passphrase, code))

        self._secret = (passphrase, code)
        self.run(work, OPENING, self._show)

    def run(self, work: Work, said: str, done: Callable[[Any], object]) -> None:
        """Runs a step and follows it with the bar."""

        def over(result: object) -> None:
            self.job = None
            done(result)

        def stopped() -> None:
            self.job = None
            self.say("blue", "Stopped. Nothing was changed.")

        self.job = self.jobs.run(work, done=over, failed=self._failed, cancelled=stopped, owner=self)
        self.job_bar.watch(self.job, said)

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        if isinstance(fault, WrongPassphrase | WrongCode):
            self.secret.wrong(fault)
        else:
            self.say("amber", words.as_backup_fault(fault).sentence)

    def _show(self, tried: Tried) -> None:
        self.tried = tried
        self.secret.forget()
        here = tried.here.summary
        sides = backup.compare(here, tried.summary)
        clear_layout(self._table)
        self._table.addWidget(self._lead(tried))
        self._table.addWidget(SideBySide(self.theme, sides, present=here is not None))
        self._table.addWidget(BodyLabel(self.theme, ASIDE, ink="2"))
        self._sides.setVisible(True)
        self._left.start()
        self.restore_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.spoke.emit(self._sides)

    def _let_go(self) -> None:
        if self.job is None:
            self.forget()
            self.say("blue", LEFT)

    def _lead(self, tried: Tried) -> Banner:
        here = tried.here.summary
        if tried.here.of and tried.here.of != tried.facts.vault_id:
            return Banner(self.theme, "red", OTHER, OTHER_WHY)
        if here is None:
            return Banner(self.theme, "blue", "The backup opens and is whole.", tried.here.why)
        if here.head == tried.summary.head:
            return Banner(self.theme, "green", "Both are the same.", "There is nothing to restore.")
        lost = here.records - tried.summary.records
        if lost > 0:
            return Banner(
                self.theme,
                "amber",
                f"The backup holds {words.count(lost, 'record')} fewer than there are here.",
                "What was written since would only be in the folder put aside.",
            )
        if here.entries > tried.summary.entries:
            return Banner(
                self.theme,
                "amber",
                "More was done here since the backup.",
                "Compare what was last written before you restore.",
            )
        return Banner(self.theme, "blue", "The backup goes further than what is here.")

    def _want(self) -> None:
        if self.tried is not None and self.path is not None and self.job is None:
            self.wanted.emit(self.path, *self._secret)

    # Saying

    def say(self, tone: str, sentence: str, lead: str = "") -> None:
        """Shows a sentence at the top."""
        clear_layout(self._said)
        kind = {"green": "green", "amber": "amber", "blue": "blue"}[tone]
        self._said.addWidget(Banner(self.theme, kind, lead, sentence))  # type: ignore[arg-type]
        self.spoke.emit(self)

    def forget(self) -> None:
        """Drops secrets and what was tried."""
        self.secret.forget()
        self._reset()


def go_to(page: VerticalScrollPage, part: QWidget) -> None:
    """Scrolls so that a part begins at the top, once it has its size."""

    def scroll() -> None:
        inside = page.widget()
        if inside is not None:
            page.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y())

    QTimer.singleShot(0, part, scroll)


def ask_backup(parent: QWidget, start: str) -> Path | None:
    """Asks for a backup file."""
    found, _ = QFileDialog.getOpenFileName(parent, "Choose a backup", start, "Backups (*.backup)")
    return Path(found) if found else None
