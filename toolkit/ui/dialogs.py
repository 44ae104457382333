"""Dialogs: the title is the question, the buttons are verbs, the safe choice gets Enter.

Used for finishing, leaving, putting away and faults; never for a field's problem.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    DangerButton,
    FieldFrame,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    PrimaryButton,
    QuietButton,
)

WIDTH_EM = 34.0
"""At most 480 px at 100 % text."""


@dataclass(frozen=True)
class Choice:
    """A button of a dialog: what it says, what `exec` gives back, and how it looks. `safe` gets Enter."""

    text: str
    result: int
    kind: Literal["quiet", "primary", "danger"] = "quiet"
    safe: bool = False


class Dialog(QDialog):
    """A question with room for more below it. Fill `body`; buttons stand in one row at the end."""

    def __init__(
        self, theme: Theme, title: str, text: str = "", *, parent: QWidget | None = None, width_em: float = WIDTH_EM
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        # The window's own title says nothing: a title may hold a name, and the task bar shows window titles.
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setProperty("box", "raised")
        self.setMinimumWidth(min(theme.em(width_em), _room(parent)))
        self.setMaximumWidth(self.minimumWidth())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[theme.px(24)] * 2, theme.px(24), theme.px(20))
        outer.setSpacing(theme.px(12))
        self.heading = HeadingLabel(theme, title, role="h2")
        outer.addWidget(self.heading)
        self.text = BodyLabel(theme, text, ink="2")
        self.text.setVisible(bool(text))
        outer.addWidget(self.text)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(12))
        outer.addLayout(self.body)
        self._foot = QWidget()
        self._buttons = FlowLayout(self._foot, across=theme.px(10), down=theme.px(8))
        outer.addWidget(self._foot)
        self._made: dict[str, QPushButton] = {}

    def add_button(
        self,
        text: str,
        run: Callable[[], object],
        kind: Literal["quiet", "primary", "danger"] = "quiet",
        *,
        safe: bool = False,
    ) -> QPushButton:
        """Adds a button. The safe one has the keyboard when the dialog opens."""
        maker = {"primary": PrimaryButton, "danger": DangerButton}.get(kind, QuietButton)
        button: QPushButton = maker(self.theme, text)
        button.clicked.connect(lambda _checked=False: run())
        self._made[text] = button
        self._buttons.addWidget(button)
        if safe:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def button(self, text: str) -> QPushButton:
        """Gives the button with these words; raises KeyError when there is none."""
        return self._made[text]


def _room(parent: QWidget | None) -> int:
    screen = (parent.screen() if parent is not None else None) or QApplication.primaryScreen()
    return int(screen.availableGeometry().width() * 0.9) if screen is not None else 1200


class Reason(Dialog):
    """A question that needs a reason in words; `reason` is what was written."""

    def __init__(
        self, theme: Theme, title: str, text: str, yes: str, *, label: str = "Reason", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, text, parent=parent)
        self._box = GrowingText(theme, name=label)
        self._frame = FieldFrame(theme, label, self._box, hint="It stays with the record.")
        self.body.addWidget(self._frame)
        self.add_button("Cancel", self.reject)
        self.add_button(yes, self._yes, "primary")
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """What was written."""
        return self._box.value().strip()

    def _yes(self) -> None:
        if self.reason:
            self.accept()
            return
        self._frame.set_state("error", "Write a reason first.")
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)


def tell(parent: QWidget | None, theme: Theme, sentence: str, *, lead: str = "") -> Dialog:
    """Shows a sentence and goes on; it never stops what runs behind it."""
    first, _, rest = sentence.partition(". ")
    title = lead or (f"{first}." if rest else first)
    dialog = Dialog(theme, title, sentence if lead else rest, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_button("Close", dialog.accept, "primary", safe=True)
    dialog.open()
    return dialog


def ask(
    parent: QWidget | None, theme: Theme, title: str, text: str, choices: Sequence[Choice]
) -> int:
    """Asks and gives the result of the button pressed; closing gives 0."""
    dialog = Dialog(theme, title, text, parent=parent)
    for choice in choices:
        dialog.add_button(choice.text, lambda c=choice: dialog.done(c.result), choice.kind, safe=choice.safe)
    result = dialog.exec()
    dialog.deleteLater()
    return int(result)


def ask_reason(
    parent: QWidget | None, theme: Theme, title: str, text: str, yes: str, *, label: str = "Reason"
) -> str:
    """Asks for a reason; empty when the person thought better of it."""
    dialog = Reason(theme, title, text, yes, label=label, parent=parent)
    reason = dialog.reason if dialog.exec() else ""
    dialog.deleteLater()
    return reason
