"""The parts of the settings about the records themselves: where they are, passphrase, recovery sheet, own forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.backup.maker import last_words
from toolkit.ui.backup.reminder import open_backup, open_move, open_restore
from toolkit.ui.dialogs import Dialog
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.managed import fix
from toolkit.ui.page import Go, to_left
from toolkit.ui.passphrase import judge
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.recovery.new_code_page import NewCodePage
from toolkit.ui.recovery.organisation import fill_organisation
from toolkit.ui.recovery_sheet import Sheet, print_sheet
from toolkit.ui.safety.kept_where import place_of
from toolkit.ui.safety.pages import open_health
from toolkit.ui.safety.risk import risk_banner
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    FieldFrame,
    FlowLayout,
    IconLine,
    LineEdit,
    QuietButton,
    StrengthMeter,
)
from toolkit.ui.words import broken

if TYPE_CHECKING:
    from toolkit.ui.session import Session
    from toolkit.ui.settings_page import SettingsPage


def fill_vault(page: SettingsPage, card: Card) -> None:
    """Where the records are, and what keeps them."""
    session, theme = page.session, page.theme
    name = LineEdit(theme, session.vault.name, width_em=30)
    frame = FieldFrame(
        theme, "Name of these records", name, hint="Shown on the unlock window. No family’s name."
    )

    def keep() -> None:
        page.fact_changed("vault_name", name.value().strip())

    to_left(frame, name)
    name.editingFinished.connect(keep)
    page.pend(name, keep)
    card.body.addWidget(frame)
    card.body.addWidget(
        FieldFrame(
            theme,
            "Folder",
            BodyLabel(theme, broken(session.vault.folder), selectable=True),
            hint="Copy the whole folder, never one file of it.",
        )
    )
    risk = risk_banner(theme, place_of(session.vault.folder))
    if risk is not None:
        card.body.addWidget(risk)
    holder = QWidget()
    flow = FlowLayout(holder, across=theme.px(10), down=theme.px(8))
    for words, icon, run in (
        ("Show folder", "folder-open", page.open_folder),
        ("Change passphrase", "key", lambda: ask_new_passphrase(page)),
        ("Check these records", "shield-check", lambda: open_health(session, page.go)),
    ):
        button = QuietButton(theme, words, icon)
        button.clicked.connect(lambda _checked=False, r=run: r())
        if session.vault.read_only and words.startswith("Change"):
            button.set_off("These records are open to read only.")
        flow.addWidget(button)
    card.body.addWidget(holder)


def fill_backup(page: SettingsPage, card: Card) -> None:
    """When the last backup was, and the way to all about it."""
    session, theme = page.session, page.theme
    said = last_words(session)
    due = session.vault.backup_due(session.settings.backup_days)
    icon, tone = ("warning-fill", "amber") if due else ("check-circle-fill", "green")
    card.body.addWidget(
        IconLine(theme, icon, f"{said}." if said else "There is no backup yet.", tone, ink="1")
    )
    _row(
        page,
        card,
        ("Backup", "hard-drives", lambda: open_backup(session, page.go)),
        ("Restore a backup", "clock-counter-clockwise", lambda: open_restore(session, page.go)),
        ("Move to a new laptop", "laptop", lambda: open_move(session, page.go)),
    )


def fill_recovery(page: SettingsPage, card: Card) -> None:
    """The sheet, whether it works, another code, and the organisation's key."""
    session, theme = page.session, page.theme
    card.body.addWidget(
        BodyLabel(
            theme,
            "The recovery sheet opens the records when the passphrase is forgotten or the key file is lost. Try it once a year, "
            "and whenever you are not sure where it is.",
            ink="2",
        )
    )
    _row(
        page,
        card,
        ("Try your sheet", "check-square-offset", lambda: page.go.show_page("settings", _drill(page))),
        ("Print the recovery sheet again", "printer", lambda: print_again(page)),
        ("New recovery code", "arrows-clockwise", lambda: page.go.show_page("settings", _new_code(page))),
        off=("New recovery code",) if session.vault.read_only else (),
    )
    fill_organisation(page, card)


def _drill(page: SettingsPage) -> Callable[[Go], QWidget]:
    session = page.session
    return lambda go: DrillPage(session, go)


def _new_code(page: SettingsPage) -> Callable[[Go], QWidget]:
    session = page.session
    return lambda go: NewCodePage(session, go)


def _row(
    page: SettingsPage,
    card: Card,
    *buttons: tuple[str, str, Callable[[], object]],
    off: tuple[str, ...] = (),
) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, across=page.theme.px(10), down=page.theme.px(8))
    for words, icon, run in buttons:
        button = QuietButton(page.theme, words, icon)
        button.clicked.connect(lambda _checked=False, r=run: r())
        if words in off:
            button.set_off("These records are open to read only.")
        flow.addWidget(button)
    card.body.addWidget(holder)


def fill_forms(page: SettingsPage, card: Card) -> None:
    """The organisation's own forms, and what is wrong with those left out."""
    theme, catalogue = page.theme, page.session.catalogue
    card.body.addWidget(
        BodyLabel(
            theme,
            "Forms of your organisation are files ending in .toml in the folder “forms” beside the records. "
            "They are read when you unlock.",
            ink="2",
        )
    )
    theirs = page.session.settings.forms_folder
    if theirs:
        place = FieldFrame(
            theme, "Folder of your organisation’s forms", BodyLabel(theme, broken(theirs)), role="body"
        )
        place.control.setAccessibleName(theme.say(f"Folder of your organisation’s forms: {theirs}"))
        fixed = "forms_folder" in page.session.settings.managed
        card.body.addWidget(fix(place, place.control) if fixed else place)
    own = [entry for entry in catalogue.entries if entry.own]
    for entry in own:
        card.body.addWidget(
            IconLine(
                theme,
                "check-circle-fill",
                f"{entry.form.title}, version {entry.form.version}",
                "green",
                ink="1",
            )
        )
    for fault in catalogue.faults:
        card.body.addWidget(Banner(theme, "amber", "", fault.sentence))
    if not own and not catalogue.faults:
        card.body.addWidget(BodyLabel(theme, "No own form yet.", ink="2"))


class PassphraseDialog(TallDialog):
    """Changes the passphrase; the old one is asked first."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Change the passphrase",
            "The recovery sheet stays good. Copies of the folder made before still open with the old passphrase.",
            parent=parent,
        )
        self.session = session
        self.jobs = Jobs(self)
        self._enough = False
        self._own = [session.vault.name, session.author().name, str(session.fact("organisation"))]
        self.lines: dict[str, LineEdit] = {}
        self.frames: dict[str, FieldFrame] = {}
        for key, label in (
            ("old", "Passphrase now"),
            ("new", "New passphrase"),
            ("again", "New passphrase, once more"),
        ):
            line = LineEdit(self.theme, name=label)
            line.setEchoMode(QLineEdit.EchoMode.Password)
            self.lines[key] = line
            self.frames[key] = FieldFrame(self.theme, label, line)
            self.body.addWidget(self.frames[key])
            if key == "new":
                self.meter = StrengthMeter(self.theme)
                self.body.addWidget(self.meter)
                line.textChanged.connect(self._measure)
        self.bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.bar)
        self.add_button("Cancel", self.reject)
        self.add_button("Change passphrase", self._change, "primary")
        self._measure("")
        self.lines["old"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self, text: str) -> None:
        found = judge(text, self._own)
        self._enough = found.enough
        self.meter.set_strength(found.level, found.lead, found.text, found.count)

    def _change(self) -> None:
        for frame in self.frames.values():
            frame.set_state("")
        old, new, again = (self.lines[key].value() for key in ("old", "new", "again"))
        if not old:
            self._wrong("old", "Type the passphrase of these records first.")
        elif not self._enough:
            self._wrong("new", "This passphrase is too easy to guess. Four or more random words are strong.")
        elif new != again:
            self._wrong("again", "The two new passphrases differ. Type it once more.")
        else:
            self.button("Change passphrase").setEnabled(False)
            vault = self.session.vault
            job = self.jobs.run(
                lambda _progress: vault.change_passphrase(old, new),
                done=lambda _none: self.accept(),
                failed=self._failed,
                owner=self,
            )
            self.bar.watch(job, "Changing the passphrase")

    def _failed(self, fault: ToolkitError) -> None:
        self.button("Change passphrase").setEnabled(True)
        self._wrong("old", fault.sentence)

    def _wrong(self, key: str, sentence: str) -> None:
        self.frames[key].set_state("error", sentence)
        self.lines[key].setFocus(Qt.FocusReason.OtherFocusReason)


def ask_new_passphrase(page: SettingsPage) -> None:
    """Changes the passphrase."""
    dialog = PassphraseDialog(page.session, page)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        page.go.say("The passphrase was changed. Use the new one from now on.")


class _ConfirmDialog(Dialog):
    """Asks for the passphrase again before the recovery code is shown to a printer."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Print the recovery sheet again",
            "Whoever holds the sheet can open these records. Type your passphrase first.",
            parent=parent,
        )
        self.session = session
        self.jobs = Jobs(self)
        self._job: Job | None = None
        self.line = LineEdit(self.theme, name="Passphrase")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self._go_on)
        self._frame = FieldFrame(self.theme, "Passphrase", self.line)
        self.body.addWidget(self._frame)
        self.bar = JobBar(self.theme, can_cancel=False)
        self.body.addWidget(self.bar)
        self.add_button("Cancel", self.reject)
        self.add_button("Go on", self._go_on, "primary")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """Tries the passphrase off the screen thread: it costs about a second."""
        if self._job is not None:
            return
        typed, vault = self.line.value(), self.session.vault
        if not typed:
            self._wrong("Type your passphrase first.")
            return
        self._frame.set_state("")
        self._job = self.jobs.run(
            lambda _progress: vault.passphrase_is(typed), done=self._looked, failed=self._failed, owner=self
        )
        self.bar.watch(self._job, "Looking at the passphrase")

    def _looked(self, right: bool) -> None:
        self._job = None
        if right:
            self.accept()
        else:
            self._wrong("This passphrase does not open these records. Check Caps Lock and try again.")

    def _failed(self, fault: ToolkitError) -> None:
        self._job = None
        self._wrong(fault.sentence)

    def _wrong(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()


def print_again(page: SettingsPage) -> None:
    """Prints the recovery sheet, after the passphrase was typed again."""
    dialog = _ConfirmDialog(page.session, page)
    right = dialog.exec()
    dialog.deleteLater()
    if not right:
        return
    session = page.session
    sheet = Sheet(session.vault.name, session.today(), session.vault.recovery_code(printed=True).groups)
    if page.attempt(lambda: print_sheet(page, sheet, page.theme)):
        page.bottom.set_saved("note", "Keep the sheet locked away, apart from this laptop")
