"""The page of backups: the last one, the second place, when one is made, and those that are kept there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.backup import words
from toolkit.ui.backup.maker import WORKING, last_words, maker_of
from toolkit.ui.backup.move_page import MovePage
from toolkit.ui.backup.restore_page import RestorePage
from toolkit.ui.jobs import JobBar, Jobs
from toolkit.ui.managed import SAID, fix
from toolkit.ui.page import Go, Page, to_left
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    Card,
    FieldFrame,
    FlowLayout,
    IconLine,
    LineEdit,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.vault import backup
from toolkit.vault.backup import BackupDone, BackupFacts

AskFolder = Callable[[QWidget, str], Path | None]
KEPT = "The last seven days and the last of each of four weeks are kept; older ones are taken away after a new one was checked."
READ_ONLY = "These records are open to read only. Nothing is changed here."


class BackupPage(Page):
    """Everything about backups of these records; `begin` makes one as soon as the page opens."""

    def __init__(
        self, session: Session, go: Go, *, begin: bool = False, ask_folder: AskFolder | None = None
    ) -> None:
        super().__init__(session, go, "Backup")
        self._begin, self._ask_folder = begin, ask_folder or ask_place
        self.jobs = Jobs(self)
        self.bar.set_title("Backup", "A second copy of these records, encrypted as they are")
        self.bar.set_actions([BarAction("Back up now", self.back_up, "hard-drives", kind="primary")])
        self._scroll = VerticalScrollPage(self.theme, max_em=60, spacing=12)
        self.body.addWidget(self._scroll)
        self._state = self._column()
        self.job_bar = JobBar(self.theme)
        self._scroll.body.addWidget(self.job_bar)
        self._said = self._column()
        self._place = self._card("Second place")
        self._when()
        self._kept = self._card("Backups kept there")
        self._more()
        self._scroll.body.addStretch(1)
        self.refresh()

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(8))
        self._scroll.body.addLayout(column)
        return column

    def _card(self, title: str) -> QVBoxLayout:
        card = Card(self.theme, title, padding=(20, 16), spacing=10)
        inner = QVBoxLayout()
        inner.setSpacing(self.theme.px(8))
        card.body.addLayout(inner)
        self._scroll.body.addWidget(card)
        return inner

    def opened(self) -> None:
        """Follows a backup that is under way, or begins one."""
        super().opened()
        self.maker = maker_of(self.window(), self.session)
        self.maker.over.connect(self._over)
        if self.maker.job is not None:
            self.job_bar.watch(self.maker.job, WORKING)
        elif self._begin:
            self._begin = False
            self.back_up()

    def first_focus(self) -> QWidget | None:
        """The place."""
        return self.choose_button

    # What is shown

    def refresh(self) -> None:
        """Says afresh how things stand."""
        clear_layout(self._state)
        self._state.addWidget(self._last())
        self._fill_place()
        self._list()

    def _last(self) -> Banner:
        session = self.session
        said = last_words(session)
        if not said:
            return Banner(
                self.theme,
                "amber",
                "There is no backup yet.",
                "Without one, a lost or broken laptop takes every record with it.",
            )
        due = session.vault.backup_due(session.settings.backup_days)
        since = "Things may have been written since." if due else ""
        self._said_last = said
        return Banner(self.theme, "amber" if due else "green", f"{said}.", since)

    def _fill_place(self) -> None:
        clear_layout(self._place)
        session, theme, settings = self.session, self.theme, self.session.settings
        self._place.addWidget(
            BodyLabel(
                theme,
                "On another disk, a memory stick or a network folder. A backup is one encrypted file; it opens with the "
                "passphrase or the recovery code of its day.",
                ink="2",
            )
        )
        if settings.backup_folder:
            place = Path(settings.backup_folder)
            label = BodyLabel(theme, words.broken(place), role="name", selectable=True)
            label.setAccessibleName(str(place))
            self._place.addWidget(label)
            fault = words.place_fault(session.vault.folder, place)
            if fault:
                self._place.addWidget(IconLine(theme, "warning-fill", fault, "amber"))
            elif words.same_disk(session.vault.folder, place):
                self._place.addWidget(IconLine(theme, "warning-fill", words.SAME_DISK, "amber"))
            else:
                self._place.addWidget(IconLine(theme, "check-circle-fill", words.NOT_THE_SAME, "green"))
        else:
            self._place.addWidget(IconLine(theme, "circle-dashed-bold", "No place is chosen yet.", "amber"))
        chosen = "Choose another place" if settings.backup_folder else "Choose a place"
        self.choose_button = QuietButton(theme, chosen, "folder-open")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        if "backup_folder" in settings.managed:
            self.choose_button.set_off(SAID)
            self._place.addWidget(BodyLabel(theme, SAID, role="caption", ink="2"))
        self._place.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _when(self) -> None:
        theme, settings = self.theme, self.session.settings
        column = self._card("When")
        self.on_close = QCheckBox(self.theme.say("Make a backup when the records are closed"))
        self.on_close.setChecked(settings.backup_on_close)
        hint = "Once a day, if the folder is there. You can always close without one."
        self.on_close.setAccessibleDescription(theme.say(hint))
        self.on_close.toggled.connect(self._switch)
        fixed = self.session.settings.managed
        column.addWidget(
            fix(self.on_close, self.on_close, theme) if "backup_on_close" in fixed else self.on_close
        )
        column.addWidget(BodyLabel(theme, hint, role="caption", ink="2"))
        self.days = LineEdit(theme, str(settings.backup_days), width_em=8)
        self.days_field = FieldFrame(theme, "Remind me of a backup after", self.days, role="body")
        self.days_field.row.addWidget(BodyLabel(theme, "days", wrap=False))
        to_left(self.days_field, self.days)
        self.days.editingFinished.connect(self._keep_days)
        column.addWidget(self.days_field)
        if "backup_days" in fixed:
            fix(self.days_field, self.days)

    def _more(self) -> None:
        column = self._card("Restore and move")
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(10), down=self.theme.px(8))
        for said, icon, run in (
            ("Look into a backup, or restore it", "clock-counter-clockwise", self._restore),
            ("Move to a new laptop", "laptop", self._move),
        ):
            button = QuietButton(self.theme, said, icon)
            button.clicked.connect(lambda _checked=False, run=run: run())
            flow.addWidget(button)
        column.addWidget(holder)

    def _restore(self) -> None:
        session = self.session
        self.go.show_page("settings", lambda go: RestorePage(session, go))

    def _move(self) -> None:
        session = self.session
        self.go.show_page("settings", lambda go: MovePage(session, go))

    def _list(self) -> None:
        place = self.session.settings.backup_folder
        clear_layout(self._kept)
        if not place:
            self._kept.addWidget(BodyLabel(self.theme, "None yet: no place is chosen.", ink="2"))
            return
        self._kept.addWidget(BodyLabel(self.theme, "Looking", ink="2"))
        # A folder on a slow network must not hold up the screen.
        self.jobs.run(
            lambda _progress: backup.listed(Path(place)), done=self._show, failed=self._no_list, owner=self
        )

    def _no_list(self, fault: ToolkitError) -> None:
        clear_layout(self._kept)
        fault = words.as_backup_fault(fault)
        self._kept.addWidget(IconLine(self.theme, "warning-fill", fault.sentence, "amber"))

    def _show(self, found: list[BackupFacts]) -> None:
        clear_layout(self._kept)
        mine = [one for one in found if one.vault_id == self.session.vault.vault_id]
        now = self.session.now()
        for index, one in enumerate(mine):
            if index:
                self._kept.addWidget(hairline(self.theme))
            when = words.when_words(words.made_at(one), now)
            line = IconLine(
                self.theme,
                "hard-drives",
                f"{when[0].upper()}{when[1:]}: {words.holds(one)}",
                "ink2",
                ink="1",
            )
            line.setToolTip(one.path.name)
            self._kept.addWidget(line)
        if not mine:
            self._kept.addWidget(BodyLabel(self.theme, "None of these records yet.", ink="2"))
        if len(found) > len(mine):
            others = words.count(len(found) - len(mine), "backup")
            self._kept.addWidget(
                BodyLabel(self.theme, f"{others} of other records there, left alone.", ink="2")
            )
        self._kept.addWidget(BodyLabel(self.theme, KEPT, role="caption", ink="2"))
        last = self.session.vault.last_backup()
        if last is not None and any(abs((one.made - last).total_seconds()) < 1 for one in mine):
            self._say_where()

    def _say_where(self) -> None:
        item = self._state.itemAt(0)
        banner = item.widget() if item is not None else None
        if isinstance(banner, Banner):
            _, _, rest = banner.words().partition(". ")
            banner.set_words(
                f"{self._said_last} to {words.broken(self.session.settings.backup_folder)}.", rest
            )

    # What a person does

    def choose(self) -> None:
        """Asks for the second place; one that cannot be it says why."""
        settings = self.session.settings
        found = self._ask_folder(self, settings.backup_folder)
        if found is None:
            return
        clear_layout(self._said)
        fault = words.place_fault(self.session.vault.folder, found)
        if fault:
            self._tell("amber", fault)
            return
        if self.attempt(lambda: settings.set("backup_folder", str(found))):
            self.refresh()
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_up(self) -> None:
        """Makes a backup now; without a place it is asked for first."""
        clear_layout(self._said)
        if not self.session.settings.backup_folder:
            self.choose()
        job = self.maker.begin() if self.session.settings.backup_folder else None
        if job is not None:
            self.job_bar.watch(job, WORKING)

    def _over(self, result: object) -> None:
        clear_layout(self._said)
        if isinstance(result, ToolkitError):
            self._tell("amber", result.sentence)
        elif isinstance(result, BackupDone):
            self.refresh()
            self._tell(
                "green", f"A backup was made and opened again to check it: {words.holds(result.facts)}."
            )
            if result.code_only:
                self._tell("amber", result.code_only)
            if result.kept_all:
                self._tell("amber", result.kept_all)

    def _tell(self, tone: str, sentence: str) -> None:
        self._said.addWidget(Banner(self.theme, "green" if tone == "green" else "amber", "", sentence))
        self._scroll.verticalScrollBar().setValue(0)

    def _switch(self, on: bool) -> None:
        self.attempt(lambda: self.session.settings.set("backup_on_close", on))

    def _keep_days(self) -> None:
        typed = self.days.value().strip()
        if not typed.isdigit() or not 1 <= int(typed) <= 30:
            self.days_field.set_state("error", "Write a number of days from 1 to 30.")
            return
        self.days_field.set_state("")
        if int(typed) != self.session.settings.backup_days:
            self.attempt(lambda: self.session.settings.set("backup_days", int(typed)))
            self.refresh()

    def leaving(self) -> bool:
        """Keeps the number of days while the keyboard is still on it."""
        if self.days.isEnabled():
            self._keep_days()
        return True


def ask_place(parent: QWidget, start: str) -> Path | None:
    """Asks for a folder."""
    found = QFileDialog.getExistingDirectory(parent, "Choose where backups are kept", start)
    return Path(found) if found else None
