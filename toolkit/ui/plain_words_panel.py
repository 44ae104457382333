"""Plain words at the side: the reading age of what is being typed for a family or child, and what is hard to read in it.

It follows the field with the keyboard, after a pause, and never blocks anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from toolkit.forms.rules import Entry
from toolkit.practice.wording import Hint
from toolkit.ui.editors.base import holds_widget
from toolkit.ui.record.turning import can_turn
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import GrowingText, PromptCard

if TYPE_CHECKING:
    from toolkit.practice.plain_words import Reading
    from toolkit.ui.record.edit_view import EditView
    from toolkit.ui.session import Session

PAUSE_MS = 700
MOST_HINTS = 3
SENTENCE_WORDS = 6
"""How many words of a long sentence are repeated to know it by."""
TITLE = "Plain words"
Look = Callable[[str], "Reading"]


def look_for(session: Session, entry: Entry) -> Look | None:
    """What looks at the words of a form for a family or child, or of a map written with them; None for another form.

    The list and the syllables are read when the first text is looked at, not before.
    """
    audience = entry.form.audience
    if audience == "practitioner" and not can_turn(entry):
        return None

    def look(text: str) -> Reading:
        from toolkit.practice import plain_words

        if session.plain is None:
            session.plain = plain_words.load()
        return session.plain.look(text, plain_words.CHILD if audience == "child" else plain_words.FAMILY)

    return look


def hint_words(hint: Hint) -> str:
    """One hint in a line: what was found, and what to do."""
    words = hint.found.split()
    long = len(words) > SENTENCE_WORDS
    found = " ".join(words[:SENTENCE_WORDS]) + (" …" if long else "")
    if hint.fits:
        return f"“{found}”: try “{hint.try_instead}”."
    # What counts says already what to do; a list of words says what to try.
    counted = hint.why[:1].isdigit()
    return f"“{found}”: {hint.why}" if counted else f"“{found}”: {hint.try_instead.rstrip('.')}."


def card_text(reading: Reading, met: Hint | None = None) -> str:
    """The words of the card: the reading age, then the first hints, the one that F7 came to before the others."""
    hints = list(reading.hints)
    if met in hints:
        at = hints.index(met)
        hints = hints[at:] + hints[:at]
    lines = [reading.sentence, *(hint_words(hint) for hint in hints[:MOST_HINTS])]
    more = len(hints) - MOST_HINTS
    if more > 0:
        lines.append(f"And {more} more.")
    if hints:
        lines.append("F7 goes to the next.")
    return "\n".join(filter(None, lines))


class PlainWordsSide(QObject):
    """Shows the card of the field being typed: beside it where prompts stand, else under it."""

    def __init__(self, view: EditView, look: Look) -> None:
        super().__init__(view)
        self.view, self.look = view, look
        self.theme: Theme = view.theme
        self.card: PromptCard | None = None
        self.field: QWidget | None = None
        self._text = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self.look_now)
        view.changed.connect(self._wait.start)
        view.page_opened.connect(lambda _page: self.put_away())
        view.stepped.connect(self.again)
        view.judged.connect(self._judged)
        view.desk.hint_met = self.met
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QTextEdit) and self._mine(new):
            self._wait.start()

    def _judged(self) -> None:
        if not self.view.desk.prompts_on:
            self.put_away()

    def _mine(self, widget: QWidget) -> bool:
        return self.view.column is not None and holds_widget(self.view.column, widget)

    def look_now(self, met: Hint | None = None) -> None:
        """Looks at the field with the keyboard; another control with the keyboard leaves the card as it is."""
        self._wait.stop()
        box = QApplication.focusWidget()
        if not isinstance(box, GrowingText) or not self._mine(box):
            return
        reading = self.look(box.value())
        text = card_text(reading, met)
        if text == self._text and self.field is box and (self.card is not None or not text):
            return
        self.put_away()
        self._text, self.field = text, box
        if text:
            self._show(box, text)

    def again(self) -> None:
        """Puts the card where there is room now."""
        text, box = self._text, self.field
        if text and box is not None and self._mine(box):
            self.put_away()
            self._text, self.field = text, box
            self._show(box, text)

    def _show(self, box: QWidget, text: str) -> None:
        column, beside = self.view.column, self.view.beside
        if column is None or beside is None or not self.view.desk.prompts_on:
            return
        self.card = PromptCard(self.theme, TITLE, text, icon="chat-teardrop-text")
        if self.view.room_beside():
            beside.prompts.set_aside(box, self.card)
            return
        field = column.box_for(column.path_to(box))
        if field is not None:
            (field.editor.card_place(box) or field.column).addWidget(self.card)

    def put_away(self) -> None:
        """Takes the card away."""
        self._text, self.field = "", None
        if self.card is None:
            return
        if self.view.beside is not None:
            self.view.beside.prompts.set_aside(None, None)
        card, self.card = self.card, None
        card.hide()
        card.deleteLater()

    def met(self, hint: Hint) -> None:
        """F7 came to a hint: it stands first on the card, and is spoken."""
        self.look_now(hint)
        if self.field is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, hint_words(hint)))
