"""Questions and messages in a small window: the title is the question, the buttons are verbs, Enter does the safe thing.

For finishing, leaving, deleting a draft and faults; never for a field's problem. What may be lost by Esc is nothing:
Esc always means "leave things as they are".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, FlowLayout, HeadingLabel, IconLine, PrimaryButton, QuietButton

WIDTH_EM = 34
"""480 px at 100 % text."""


class Dialog(QDialog):
    """A small window with a question as its heading, a `body` to fill, and verbs below.

    `answer()` gives the key of the verb that was pressed, or "" when it was closed.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, width_em: float = WIDTH_EM
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._answer = ""
        # Names never stand in a window's title, so the question is a heading inside.
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setAccessibleName(title)
        self.setModal(True)
        self.setSizeGripEnabled(False)
        self._width = theme.em(width_em)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(20), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        self.heading = HeadingLabel(theme, title, role="h2")
        column.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(10))
        column.addLayout(self.body)
        column.addSpacing(theme.px(6))
        self._verbs = QWidget()
        self._flow = FlowLayout(self._verbs, across=theme.px(10), down=theme.px(8), to_right=True)
        column.addWidget(self._verbs)

    def say(self, text: str, *, ink: str = "2") -> BodyLabel:
        """Adds a paragraph."""
        label = BodyLabel(self.theme, text, ink=ink, role="read")
        self.body.addWidget(label)
        return label

    def add_verb(self, key: str, words: str, *, safe: bool = False, closes: bool = True) -> QPushButton:
        """Adds a button; the safe one is filled, has the focus and gets Enter. They stand in the order added."""
        button: QPushButton = PrimaryButton(self.theme, words) if safe else QuietButton(self.theme, words)
        button.setObjectName(key)
        if safe:
            button.setDefault(True)
            button.setFocus()
        if closes:
            button.clicked.connect(lambda _checked=False: self.finish(key))
        self._flow.addWidget(button)
        return button

    def finish(self, key: str) -> None:
        """Closes with an answer."""
        self._answer = key
        self.accept()

    def answer(self) -> str:
        """Gives the key of what was pressed, or "" when it was closed."""
        return self._answer

    def ask(self) -> str:
        """Shows it, waits, and gives the answer."""
        self.fit()
        self.exec()
        return self._answer

    def fit(self) -> None:
        """Gives it its width, at most what the screen has, and the height its words need."""
        screen = self.screen()
        room = screen.availableGeometry().width() - 48 if screen is not None else self._width
        width = min(self._width, room)
        self.setFixedWidth(width)
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, layout.totalHeightForWidth(width))


def ask(
    parent: QWidget | None,
    theme: Theme,
    title: str,
    text: str,
    verbs: Sequence[tuple[str, str]],
    *,
    safe: str,
    note: tuple[str, str, str] | None = None,
) -> str:
    """Asks a question and gives the key of the verb that was pressed, or "" when it was closed with Esc.

    `verbs` are pairs of key and words in reading order; `safe` is the key that gets Enter and is filled. `note` adds a
    line with icon, words and tone: `("circle-dashed-bold", "5 things are missing.", "amber")`.
    """
    return question(parent, theme, title, text, verbs, safe=safe, note=note).ask()


def question(
    parent: QWidget | None,
    theme: Theme,
    title: str,
    text: str,
    verbs: Sequence[tuple[str, str]],
    *,
    safe: str,
    note: tuple[str, str, str] | None = None,
) -> Dialog:
    """Makes the dialog that `ask` shows."""
    dialog = Dialog(parent, theme, title)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    if text:
        dialog.say(text)
    if note is not None:
        icon, words, tone = note
        dialog.body.addWidget(IconLine(theme, icon, words, tone))
    # The filled one stands last, at the right, as on every page.
    for key, words in [verb for verb in verbs if verb[0] != safe] + [
        verb for verb in verbs if verb[0] == safe
    ]:
        dialog.add_verb(key, words, safe=key == safe)
    return dialog


def tell(
    parent: QWidget | None,
    theme: Theme,
    sentence: str,
    *,
    title: str = "",
    tone: Literal["red", "amber", "blue", "green"] = "amber",
    verb: str = "Close",
) -> None:
    """Shows a sentence with one button. Without a title the first sentence is the title and the rest the words."""
    message(parent, theme, sentence, title=title, tone=tone, verb=verb).ask()


def message(
    parent: QWidget | None,
    theme: Theme,
    sentence: str,
    *,
    title: str = "",
    tone: Literal["red", "amber", "blue", "green"] = "amber",
    verb: str = "Close",
) -> Dialog:
    """Makes the dialog that `tell` shows."""
    if not title:
        title, _, sentence = sentence.partition(". ")
        title = title if title.endswith(".") or not sentence else title + "."
    dialog = Dialog(parent, theme, title)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    if sentence:
        dialog.say(sentence, ink="1")
    dialog.add_verb("close", verb, safe=True)
    dialog.setProperty("tone", tone)
    return dialog


def show_fault(parent: QWidget | None, theme: Theme, fault: ToolkitError) -> None:
    """Shows the sentence that a fault carries."""
    tell(parent, theme, fault.sentence)
