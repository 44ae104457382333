"""The health check: one line for each thing found, worst first, what to do, and a step that mends it when asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.jobs import Job, JobBar, Progress, Work
from toolkit.ui.page import Go, Page
from toolkit.ui.safety.advice import FIXES, what_to_do
from toolkit.ui.safety.background import behind
from toolkit.ui.safety.kept_where import place_of
from toolkit.ui.safety.risk import risk_banner
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    Card,
    Chip,
    IconTile,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault.findings import Finding

GRADES: dict[str, tuple[str, str, str]] = {
    "CRITICAL": ("Act now", "warning-circle-fill", "red"),
    "WARN": ("Mend this", "warning-fill", "amber"),
    "INFO": ("Good to know", "info", "blue"),
    "GOOD": ("Good", "check-circle-fill", "green"),
}
"""Each grade in words, with icon and tone: never by colour alone."""
ABOUT = (
    "It looks at every page of the file, the lists, the search, the pictures and the history. It changes nothing. In large "
    "records the quick look takes a sample; the whole may take a minute."
)


class HealthPage(Page):
    """Looks as soon as it opens, off the screen thread."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Health check")
        self.jobs = behind(self)
        self.job: Job | None = None
        self.found: list[Finding] | None = None
        self.bar.set_title("Health check", "Whether these records are whole")
        self.bar.set_actions(
            [BarAction("Look at everything", lambda: self.look(quick=False), "shield-check")]
        )
        self._scroll = VerticalScrollPage(self.theme, max_em=64, spacing=12)
        self.body.addWidget(self._scroll)
        self._scroll.body.addWidget(BodyLabel(self.theme, ABOUT, ink="2"))
        self.job_bar = JobBar(self.theme, can_cancel=False)
        self._scroll.body.addWidget(self.job_bar)
        self._said = QVBoxLayout()
        self._said.setSpacing(self.theme.px(8))
        self._scroll.body.addLayout(self._said)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(10))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.look()

    # Looking

    def look(self, *, quick: bool = True) -> None:
        """Looks afresh; while a look or a step is under way nothing happens."""
        vault = self.session.vault
        words = "Looking" if quick else "Looking at everything. This may take a minute."
        self._run(lambda _progress: vault.check(quick=quick), words, self._show)

    def _run(self, work: Work, words: str, done: object) -> None:
        if self.job is not None:
            return

        def over(result: object) -> None:
            self.job = None
            done(result)  # type: ignore[operator]

        self.job = self.jobs.run(work, done=over, failed=self._failed, owner=self)
        self.job_bar.watch(self.job, words)

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        clear_layout(self._said)
        self._said.addWidget(Banner(self.theme, "red", "", fault.sentence))

    def _show(self, found: list[Finding]) -> None:
        self.found = found
        clear_layout(self._list)
        if all(one.grade in ("GOOD", "INFO") for one in found):
            self._list.addWidget(
                Banner(self.theme, "green", "These records are whole.", "Nothing needs to be done.")
            )
        risk = risk_banner(self.theme, place_of(self.session.vault.folder))
        if risk is not None:
            self._list.addWidget(risk)
        for one in found:
            self._list.addWidget(FindingCard(self, one))

    # Mending

    def mend(self, finding: Finding) -> None:
        """Does the step that mends a finding, after a backup was offered. Raises nothing."""
        if self.job is not None:
            return
        if finding.fix == "change_passphrase":
            self.go.settings("These records")
            return
        if self.session.vault.read_only:
            self.go.say("These records are open to read only. Nothing was changed.", tone="amber")
            return
        chosen = self._ask_backup(finding)
        if not chosen:
            return
        folder = self._backup_folder() if chosen == 1 else None
        if chosen == 1 and folder is None:
            return
        vault = self.session.vault

        def work(progress: Progress) -> str:
            if folder is not None:
                from toolkit.vault import backup

                progress(None, "Making a backup")
                backup.make(vault, folder)
            progress(None, FIXES[finding.fix])
            getattr(vault, finding.fix)()
            return "A backup was made, then it was mended." if folder is not None else "Mended."

        self._run(work, FIXES[finding.fix], self._mended)

    def _ask_backup(self, finding: Finding) -> int:
        return ask(
            self,
            self.theme,
            f"{FIXES[finding.fix]}?",
            f"{finding.sentence} A backup first means that you can always go back.",
            [
                Choice("Cancel", 0),
                Choice("Without a backup", 2),
                Choice("Make a backup first", 1, "primary", safe=True),
            ],
        )

    def _backup_folder(self) -> Path | None:
        kept = self.session.settings.backup_folder
        if kept and Path(kept).is_dir():
            return Path(kept)
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder for the backup")
        return Path(chosen) if chosen else None

    def _mended(self, words: str) -> None:
        clear_layout(self._said)
        self._said.addWidget(Banner(self.theme, "green", "", f"{words} It is looked at again."))
        self.look()

    def first_focus(self) -> QWidget | None:
        """The first thing to mend, or the look at everything."""
        return self.bar.button("Look at everything")


class FindingCard(Card):
    """One finding: its grade in words, its sentence, what to do, and the button that mends it."""

    def __init__(self, page: HealthPage, finding: Finding) -> None:
        super().__init__(page.theme, padding=(16, 12))
        theme = page.theme
        grade, icon, tone = GRADES[finding.grade]
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(IconTile(theme, icon, tone, side=34, size=18), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(Chip(theme, grade, "", tone), 0, Qt.AlignmentFlag.AlignLeft)  # type: ignore[arg-type]
        column.addWidget(BodyLabel(theme, finding.sentence, role="name"))
        if finding.grade != "GOOD":
            column.addWidget(BodyLabel(theme, what_to_do(finding), ink="2"))
        if finding.fix:
            self.button = QuietButton(theme, FIXES[finding.fix], "arrows-clockwise")
            self.button.clicked.connect(lambda _checked=False: page.mend(finding))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.setAccessibleName(theme.say(f"{grade}. {finding.sentence}"))
