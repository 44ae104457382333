"""Passphrase or recovery code: what opens a backup or a folder of records, typed in one place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongCode
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import CodeBoxes, FieldFrame, IconLine, LinkButton, SecretRow
from toolkit.vault.codes import RecoveryCode

USE_CODE, USE_PASSPHRASE = "Use the recovery code instead", "Use the passphrase instead"
TYPE_IT = "Type the passphrase first, or use the recovery code."
TYPE_CODE = "Type the code from the sheet first."


class SecretEntry(QWidget):
    """One of the two fields; a link changes to the other. `passphrase()` and `code()` give what was typed, one of them empty."""

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self.theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.row = SecretRow(theme, name="Passphrase")
        self.field = FieldFrame(theme, "Passphrase", self.row, hint=hint)
        self.row.line.changed.connect(lambda: self.field.set_state(""))
        column.addWidget(self.field)
        self.boxes = CodeBoxes(theme)
        self.code_field = FieldFrame(theme, "Recovery code", self.boxes, hint=hint)
        self.boxes.changed.connect(lambda: self.code_field.set_state(""))
        column.addWidget(self.code_field)
        self.caps = IconLine(theme, "arrow-fat-up", "Caps Lock is on.", "amber")
        self.caps.setVisible(False)
        self.row.line.caps_lock.connect(self.caps.setVisible)
        column.addWidget(self.caps)
        self.link = LinkButton(theme, USE_CODE)
        self.link.clicked.connect(lambda _checked=False: self.use_code(self.code_field.isHidden()))
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.code_field.setVisible(False)

    def use_code(self, code: bool) -> None:
        """Shows the boxes of the code, or the passphrase."""
        self.forget()
        self.field.setVisible(not code)
        self.code_field.setVisible(code)
        self.link.set_text(USE_PASSPHRASE if code else USE_CODE)
        self.focus_first()

    def focus_first(self) -> None:
        """Puts the keyboard into the field that is shown."""
        target: QWidget = self.row.line if self.code_field.isHidden() else self.boxes.boxes()[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def passphrase(self) -> str:
        """The passphrase, or nothing while the code is used."""
        return self.row.line.text() if self.code_field.isHidden() else ""

    def code(self) -> str:
        """The code, or nothing while the passphrase is used."""
        return "" if self.code_field.isHidden() else self.boxes.text()

    def ready(self) -> bool:
        """Whether something whole was typed; says what is missing when it was not."""
        if self.code_field.isHidden():
            if self.passphrase():
                return True
            self.field.set_state("error", TYPE_IT)
        elif not self.code().strip():
            self.code_field.set_state("error", TYPE_CODE)
        else:
            try:
                RecoveryCode.read(self.code())
            except WrongCode as fault:
                self.wrong(fault)
                return False
            return True
        self.focus_first()
        return False

    def wrong(self, fault: ToolkitError) -> None:
        """Says what is wrong with what was typed."""
        if self.code_field.isHidden():
            self.field.set_state("error", fault.sentence)
            self.row.line.selectAll()
            self.focus_first()
            return
        self.code_field.set_state("error", fault.sentence)
        if isinstance(fault, WrongCode):
            self.boxes.mark_wrong(fault.group)

    def forget(self) -> None:
        """Drops what was typed."""
        self.row.line.forget()
        self.row.set_shown(False)
        self.boxes.forget()
        self.field.set_state("")
        self.code_field.set_state("")
