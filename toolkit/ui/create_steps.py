"""The first two steps of new records: where to keep them, and the passphrase."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from toolkit.errors import RecordsAlreadyHere
from toolkit.ui.new_passphrase import NewPassphrase
from toolkit.ui.safety.kept_where import Machine, place_of
from toolkit.ui.safety.risk import risk_banner
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    FieldFrame,
    IconLine,
    LineEdit,
    LinkButton,
    QuietButton,
    clear_layout,
)
from toolkit.ui.words import broken

NO_CLOUD = "A folder that copies itself to the cloud is not a good place."
NO_CLOUD_WHY = (
    "The records stay encrypted there, but two laptops writing to one copy can damage it. "
    "A stick is easily lost, and a network drive can break off while you write."
)
WELCOME = (
    "Four steps, about ten minutes. The third makes a recovery sheet: have a printer near, or pen and paper. With the last step "
    "you can put in an invented family, to look round first."
)
FORBIDDEN = '<>:"/\\|?*'


class CreateStep(QWidget):
    """One step: its words, and whether it is complete."""

    key = ""
    name = ""
    title = ""
    hint = ""
    next_words = "Next"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(16))

    def complete(self) -> bool:
        """Whether a person may go on; says what is missing and goes there when not."""
        return True

    def focus_first(self) -> None:
        """Puts the keyboard into the first field."""


class PlaceStep(CreateStep):
    """A name for the records, and the folder they are kept in."""

    key, name = "place", "Where to keep it"
    title = "Where to keep your records"
    hint = "They are one folder on this laptop, encrypted. You can have more than one set."
    next_words = "Next: passphrase"

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        choose_folder: Callable[[QWidget, Path], Path | None] | None = None,
        machine: Machine | None = None,
    ) -> None:
        super().__init__(theme)
        self._parent = folder.parent
        self._machine = machine
        self._risk_at: Path | None = None
        self._choose = choose_folder or _ask
        self.column.addWidget(Banner(theme, "green", "Welcome.", WELCOME, icon="clock"))
        self.line = LineEdit(theme, folder.name, big=True)
        self.line.setMaxLength(80)
        self.field = FieldFrame(
            theme,
            "Name of these records",
            self.line,
            hint="Your team or place, as Examplebridge outreach. No names of families: the folder is called this.",
        )
        self.column.addWidget(self.field)
        card = Card(theme, "Folder")
        self.where = BodyLabel(theme, role="read")
        card.body.addWidget(self.where)
        self.problem = IconLine(theme, "warning-circle-fill", "", "red")
        self.problem.setVisible(False)
        card.body.addWidget(self.problem)
        self.choose_button = QuietButton(theme, "Choose another place", "folder-open")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)
        self.risk = QVBoxLayout()
        self.column.addLayout(self.risk)
        link = LinkButton(theme, "What this protects, and what it does not")
        link.clicked.connect(lambda _checked=False: self._honest())
        self.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.line.textChanged.connect(self._changed)
        self._changed()

    def _honest(self) -> None:
        # Read when it is asked for: the first window should be there at once.
        from toolkit.ui.safety.honest_page import HonestDialog

        HonestDialog(self.theme, self).open()

    def name_given(self) -> str:
        """The name as typed, without spaces round it."""
        return " ".join(self.line.text().split())

    def folder(self) -> Path:
        """The folder the records will be in."""
        safe = "".join(
            "-" if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in self.name_given()
        )
        return self._parent / (safe.rstrip(". ") or "Records")

    def choose(self) -> None:
        """Asks for the place that the folder is made in."""
        found = self._choose(self, self._parent)
        if found is not None:
            self._parent = found
            self._changed()

    def complete(self) -> bool:
        if not self.name_given():
            self.field.set_state("error", "Give these records a name, so that you know them again.")
            self.focus_first()
            return False
        if _holds_records(self.folder()):
            self._say(RecordsAlreadyHere.sentence)
            return False
        if fault := _cannot_write(self._parent):
            self._say(fault)
            return False
        return True

    def focus_first(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        path = str(self.folder())
        self.where.setText(broken(path))
        self.where.setAccessibleName(path)
        self.where.setToolTip(path)
        self.field.set_state("")
        self.problem.setVisible(False)
        self._show_risk()

    def _show_risk(self) -> None:
        """What the place risks; on this laptop's own disk, what would be no good place."""
        if self._risk_at == self._parent:
            return
        self._risk_at = self._parent
        clear_layout(self.risk)
        banner = risk_banner(self.theme, place_of(self._parent, self._machine))
        if banner is None:
            banner = Banner(self.theme, "blue", NO_CLOUD, NO_CLOUD_WHY)
        self.risk.addWidget(banner)

    def _say(self, sentence: str) -> None:
        self.problem.set_line("warning-circle-fill", sentence, "red")
        self.problem.setVisible(True)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _holds_records(folder: Path) -> bool:
    return (folder / "vault.db").exists()


def _cannot_write(parent: Path) -> str:
    """Gives a sentence when no folder can be made there; the nearest one that exists is asked."""
    nearest = parent
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        return "This is not a folder. Choose another place."
    if not os.access(nearest, os.W_OK):
        return "This place can be read but not written to. Choose another one."
    return ""


def _ask(parent: QWidget, start: Path) -> Path | None:
    found = QFileDialog.getExistingDirectory(parent, "Choose where the folder is made", str(start))
    return Path(found) if found else None


class PassphraseStep(CreateStep):
    """The passphrase, typed twice."""

    key, name = "passphrase", "Passphrase"
    title = "Choose a passphrase"
    hint = "Several unrelated words are strong and easy to type. Capitals and symbols are not needed."
    next_words = "Next: recovery sheet"

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.fields = NewPassphrase(theme)
        self.column.addWidget(self.fields)
        self.column.addWidget(
            Banner(
                theme,
                "blue",
                "Nobody can reset this passphrase, not even your IT team.",
                "If you forget it, only the recovery sheet in the next step opens your records.",
            )
        )

    def complete(self) -> bool:
        return self.fields.ready()

    def focus_first(self) -> None:
        self.fields.row.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drops what was typed."""
        self.fields.forget()
