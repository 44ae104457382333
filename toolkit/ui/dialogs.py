"""Dialogs: the title is the question, the buttons are verbs, the safe choice gets Enter.

Used for finishing, leaving, putting away and faults; never for a field's problem. Esc always leaves things as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    DangerButton,
    FieldFrame,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    IconLine,
    PrimaryButton,
    QuietButton,
)

WIDTH_EM = 34.0
"""At most 480 px at 100 % text."""
Kind = Literal["quiet", "primary", "danger"]
RETURN = SIGNAL("returnPressed()")


@dataclass(frozen=True)
class Choice:
    """A button of a dialog: what it says, what `ask` gives back, and how it looks. `safe` gets Enter."""

    text: str
    result: int
    kind: Kind = "quiet"
    safe: bool = False


class Dialog(QDialog):
    """A question with room for more below it. Fill `body`; buttons stand in one row at the end, the main one last."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str = "",
        *,
        parent: QWidget | None = None,
        width_em: float = WIDTH_EM,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        # The window's own title says nothing: a title may hold a name, and the task bar shows window titles.
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setAccessibleName(theme.say(title))
        self.setAccessibleDescription(theme.say(text))
        self._wide = min(theme.em(width_em), _room(parent))
        self.setFixedWidth(self._wide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(22), theme.px(20), theme.px(22), theme.px(18))
        outer.setSpacing(theme.px(10))
        self.heading = HeadingLabel(theme, title, role="h2")
        outer.addWidget(self.heading)
        self.text = BodyLabel(theme, text, role="read", ink="2")
        self.text.setVisible(bool(text))
        outer.addWidget(self.text)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(12))
        outer.addLayout(self.body)
        outer.addSpacing(theme.px(4))
        self._foot = QWidget()
        self._buttons = FlowLayout(self._foot, across=theme.px(10), down=theme.px(8), to_right=True)
        outer.addWidget(self._foot)
        self._made: dict[str, QPushButton] = {}
        self._main: QPushButton | None = None

    def add_button(
        self, text: str, run: Callable[[], object], kind: Kind = "quiet", *, safe: bool = False
    ) -> QPushButton:
        """Adds a button. The safe one gets Enter and has the keyboard when the dialog opens."""
        maker = {"primary": PrimaryButton, "danger": DangerButton}.get(kind, QuietButton)
        button: QPushButton = maker(self.theme, text)
        button.clicked.connect(lambda _checked=False: run())
        self._made[text] = button
        self._buttons.addWidget(button)
        if kind == "primary":
            self._main = button
        if safe:
            button.setDefault(True)
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def button(self, text: str) -> QPushButton:
        """Gives the button with these words; raises KeyError when there is none."""
        return self._made[text]

    def buttons(self) -> list[QPushButton]:
        """Gives the buttons in order."""
        return list(self._made.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._goes_on():
            return
        super().keyPressEvent(event)

    def _goes_on(self) -> bool:
        """Enter in a line presses the main button, unless the line has an Enter of its own or another button is safer."""
        line, safer = self.focusWidget(), any(button.isDefault() for button in self._made.values())
        if safer or self._main is None or not isinstance(line, QLineEdit) or line.receivers(RETURN):
            return False
        self._main.click()
        return True

    def fit(self) -> None:
        """Gives it the height its words need at its width, as far as the screen goes."""
        layout = self.layout()
        if layout is None:
            return
        self.ensurePolished()
        layout.activate()
        height = layout.totalHeightForWidth(self._wide)
        screen = self.screen()
        if screen is not None:
            height = min(height, screen.availableGeometry().height() - 40)
        self.resize(self._wide, height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Wrapped words are higher than the size hint of a dialog knows.
        self.fit()


def _room(parent: QWidget | None) -> int:
    screen = (parent.screen() if parent is not None else None) or QApplication.primaryScreen()
    return int(screen.availableGeometry().width() * 0.94) if screen is not None else 1200


class Reason(Dialog):
    """A question that needs a reason in words; `reason` is what was written."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        yes: str,
        *,
        label: str = "Reason",
        parent: QWidget | None = None,
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
        self.fit()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)


def tell(parent: QWidget | None, theme: Theme, sentence: str, *, lead: str = "") -> Dialog:
    """Shows a sentence and goes on; it never stops what runs behind it. The first sentence is the title without a lead."""
    first, _, rest = sentence.partition(". ")
    title = lead or (f"{first}." if rest else first)
    dialog = Dialog(theme, title, sentence if lead else rest, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_button("Close", dialog.accept, "primary", safe=True)
    dialog.open()
    return dialog


def question(
    parent: QWidget | None,
    theme: Theme,
    title: str,
    text: str,
    choices: Sequence[Choice],
    *,
    note: tuple[str, str, str] | None = None,
) -> Dialog:
    """Makes the dialog that `ask` shows. `note` adds a line with icon, words and tone."""
    dialog = Dialog(theme, title, text, parent=parent)
    if note is not None:
        icon, words, tone = note
        dialog.body.addWidget(IconLine(theme, icon, words, tone))
    for choice in choices:
        dialog.add_button(choice.text, partial(dialog.done, choice.result), choice.kind, safe=choice.safe)
    return dialog


def ask(
    parent: QWidget | None,
    theme: Theme,
    title: str,
    text: str,
    choices: Sequence[Choice],
    *,
    note: tuple[str, str, str] | None = None,
) -> int:
    """Asks and gives the result of the button pressed; closing gives 0.

    `note` adds a line with icon, words and tone: `("circle-dashed-bold", "5 things are missing.", "amber")`.
    """
    dialog = question(parent, theme, title, text, choices, note=note)
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
