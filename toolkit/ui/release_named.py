"""Whom a pack or a filled form is for: a name, what speaks against them, and why it goes to them all the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.release_parts import SENT_BY, Cautions
from toolkit.ui.release_questions import Gap
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import ComboBox, FieldFrame, GrowingText, IconLine, LineEdit

NO_NAME = "Say who gets it. Without a name nothing leaves."


class NamedReader(QWidget):
    """A name typed by hand. `free` is the harm route: a caution is shown there and holds nothing back."""

    changed = Signal()

    def __init__(self, theme: Theme, cautions: Cautions, *, free: bool) -> None:
        super().__init__()
        self._look, self._free = cautions, free
        self.name = LineEdit(theme, name="Who gets it")
        self.name_field = FieldFrame(
            theme, "Who gets it", self.name, hint="The service, and the person where you know them."
        )
        self.name_field.setMaximumWidth(theme.em(44))
        self.by = ComboBox(theme, SENT_BY, placeholder="Not said", name="How it goes to them")
        self.by_field = FieldFrame(theme, "How it goes to them", self.by)
        self.by_field.setMaximumWidth(theme.em(20))
        self.risk = IconLine(theme)
        self.reason = GrowingText(theme, lines=2, name="Why it goes to them")
        self.reason_field = FieldFrame(
            theme,
            "Why it goes to them all the same",
            self.reason,
            hint="You decide. Kept with the note under Sent out.",
            role="name",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for part in (self.name_field, self.by_field, self.risk, self.reason_field):
            column.addWidget(part)
        self.name.changed.connect(self._typed)
        self.reason.changed.connect(lambda: self.reason_field.set_state(""))
        self._show()

    def offer(self, name: str) -> None:
        """Fills in for whom it is; it can be changed."""
        self.name.set_value(name)
        self._show()

    def recipient(self) -> str:
        """The name, or nothing."""
        return " ".join(self.name.value().split())

    def cautions(self) -> list[str]:
        """What speaks against whoever is named, a sentence each."""
        return list(self._look("", self.recipient())) if self.recipient() else []

    def why(self) -> str:
        """Why it goes to somebody of whom there is a caution."""
        return " ".join(self.reason.value().split()) if self.cautions() else ""

    def sent_by(self) -> str:
        """How it goes to them, as it is noted; nothing where that is not said."""
        return self.by.value() or ""

    def gap(self) -> Gap | None:
        """What is missing here, shown where it is."""
        self._show()
        if not self.recipient():
            self.name_field.set_state("missing", NO_NAME)
            return self.name, NO_NAME
        if self._free or not self.cautions() or self.why():
            return None
        words = "Read the caution, then write why it goes to them all the same."
        self.reason_field.set_state("missing", words)
        return self.reason, words

    def _typed(self) -> None:
        self.name_field.set_state("")
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        cautions = self.cautions()
        if cautions:
            self.risk.set_line("warning-fill", "\n".join([*cautions, "Check what this copy tells."]), "red")
        self.risk.setVisible(bool(cautions))
        self.reason_field.setVisible(bool(cautions) and not self._free)
