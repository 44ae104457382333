"""Small parts of rows: whose row it is, a cell of a table, the line that takes a removal back."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from toolkit.forms.conditions import find
from toolkit.forms.people import Context, PersonRef
from toolkit.forms.rules import Scope, needed
from toolkit.forms.vocabulary import AllOf, Condition, Field, LongText, Text, When, YesNo, is_special
from toolkit.forms.words import say, special_words
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.spoken import announce
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, PersonToken, PlainButton


def token_for(theme: Theme, context: Context, person: PersonRef, size: int = 28) -> PersonToken:
    """A person's token, in the colour they have everywhere."""
    number = next((n for n, p in enumerate(context.people) if p.id == person.id), 0)
    if person.unborn:
        return PersonToken(theme, person.initials, number, kind="unborn", size=size)
    if not person.full_name:
        return PersonToken(theme, "?", number, kind="not_named", size=size)
    kind = "child" if person.group == "child" else "adult"
    return PersonToken(
        theme, person.initials, number, kind="child" if kind == "child" else "adult", size=size
    )


class RowName(QWidget):
    """Whose row it is: token, name, and the age or relation under it."""

    def __init__(self, theme: Theme, name: str, second: str = "", token: PersonToken | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        if token is not None:
            row.addWidget(token, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self.name = BodyLabel(theme, name, role="name")
        words.addWidget(self.name)
        if second:
            words.addWidget(BodyLabel(theme, second, role="caption", ink="2"))
        words.addStretch(1)
        row.addLayout(words, 1)


def away_words(part: Field, columns: tuple[Field, ...], scope: Scope) -> str:
    """What stands in a cell that does not apply: "not seen" when it hangs on an answer No to "Seen"."""
    for condition in _whens(part.when):
        asked = next((c for c in columns if c.key == condition.key and isinstance(c, YesNo)), None)
        if asked is not None and find(asked.key, scope) == "no":
            return f"not {asked.label[:1].lower()}{asked.label[1:].rstrip('?')}"
    return ""


def _whens(condition: Condition | None) -> list[When]:
    if isinstance(condition, When):
        return [condition] if condition.values == ("yes",) else []
    if isinstance(condition, AllOf):
        return [when for part in condition.of for when in _whens(part)]
    return [when for part in getattr(condition, "of", ()) if isinstance(part, When) for when in _whens(part)]


class TableCell(QWidget):
    """One cell of a table: its editor, or words when it was left or does not apply."""

    changed = Signal()

    def __init__(self, part: Field, desk: Desk, scope: Scope) -> None:
        super().__init__()
        self.part, self.desk, self.scope = part, desk, scope
        self.on = True
        self._answer: Any = None
        self._names = ("", "")
        self.editor: Editor | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, desk.theme.px(4), 0, desk.theme.px(4))
        self._words = ""
        self.left: PlainButton | None = None
        self.away: BodyLabel | None = None

    def value(self) -> Any:
        """The answer as kept."""
        return self._answer

    def set_value(self, answer: Any) -> None:
        """Shows an answer."""
        self._answer = answer
        self._show()

    def set_on(self, on: bool, words: str) -> None:
        """Shows the editor, or words in its place when the cell does not apply."""
        if on != self.on or words != self._words:
            self.on, self._words = on, words
            self._show()

    def leave_out(self, reason: str) -> None:
        """Leaves the cell this time."""
        self._answer = {"not_this_time": reason}
        self._show()
        self.changed.emit()

    def take_back(self) -> None:
        """Goes back to the editor."""
        self._answer = None
        self._show()
        self.focus()
        self.changed.emit()

    def _show(self) -> None:
        special = self.on and is_special(self._answer)
        if special:
            self._show_left(special_words(self.part, self._answer))
        elif self.on:
            self._ready().set_value(self._answer)
        if not self.on and self._words:
            if self.away is None:
                self.away = BodyLabel(self.desk.theme, role="caption", ink="2", wrap=False)
                self.box.addWidget(self.away)
            self.away.setText(self._words)
        shown: list[tuple[QWidget | None, bool]] = [
            (self.left, special),
            (self.away, not self.on and bool(self._words)),
            (self.editor, self.on and not special),
        ]
        for widget, on in shown:
            if widget is not None:
                widget.setVisible(on)

    def _show_left(self, words: str) -> None:
        if self.left is None:
            self.left = PlainButton(self.desk.theme)
            self.left.clicked.connect(self.take_back)
            self.box.addWidget(self.left)
        self.left.set_text(words.split(":")[0])
        say = self.desk.theme.say
        self.left.setToolTip(say(f"{words}. Press to write it after all."))
        self.left.setAccessibleName(say(f"{self._names[0]}: {words}. Press to write it after all"))

    def _ready(self) -> Editor:
        if self.editor is None:
            self.editor = self.desk.make(self.part, self.desk, self.scope, compact=True)
            self.editor.set_names(*self._names)
            self.editor.changed.connect(self._edited)
            self.box.addWidget(self.editor)
        return self.editor

    def _edited(self) -> None:
        if self.editor is not None:
            self._answer = self.editor.value()
            self.changed.emit()

    def set_names(self, name: str, description: str) -> None:
        """Names the controls."""
        if (name, description) != self._names:
            self._names = (name, description)
            if self.editor is not None:
                self.editor.set_names(name, description)

    def set_scope(self, scope: Scope) -> None:
        """Takes in that other answers have changed."""
        self.scope = scope
        if self.editor is not None:
            self.editor.set_scope(scope)

    def may_be_left(self) -> bool:
        """Whether "not this time" makes sense here: an empty cell for words that are needed."""
        empty = self.on and self._answer in (None, "")
        return empty and isinstance(self.part, Text | LongText) and needed(self.part, self.scope)

    def focus(self) -> None:
        """Puts the keyboard here."""
        if self.on and is_special(self._answer):
            if self.left is not None:
                self.left.setFocus()
        elif self.editor is not None:
            self.editor.go_to("")


class UndoLine(QWidget):
    """Says what was removed and takes it back, by its button or by Ctrl+Z outside a box of words.

    Where several stand in one window, Ctrl+Z belongs to what was removed last.
    """

    undone = Signal()
    _removals = itertools.count(1)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.words = BodyLabel(theme, ink="2")
        self.button = PlainButton(theme, "Undo", "arrow-counter-clockwise", tip="Undo (Ctrl+Z)")
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch(1)
        self.button.clicked.connect(self.undone)
        self._newest = 0
        self._shortcut = QShortcut(QKeySequence.StandardKey.Undo, self)
        self._shortcut.setEnabled(False)
        self._shortcut.activated.connect(self.undone)
        self._shortcut.activatedAmbiguously.connect(self.undone)

    def show_removed(self, title: str) -> None:
        """Names what was removed."""
        self.words.setText(f"Removed: {title}")
        self.button.setAccessibleName(self.words.theme.say(f"Undo: put back {title}"))
        self._newest = next(self._removals)
        self.show()
        announce(self, self.words.text())
        self._share_key()
        # Once it has its place: under a long row it would be out of sight.
        QTimer.singleShot(0, self, self._into_view)

    def _into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._share_key()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_key()

    def _share_key(self) -> None:
        """Two shortcuts with one key would stand in each other's way: only the line of the last removal has it."""
        last = newest_removal(self)
        for one in self.window().findChildren(UndoLine):
            one._shortcut.setEnabled(one is last)


def newest_removal(widget: QWidget) -> UndoLine | None:
    """The line of the last removal that can still be taken back in the window of a widget, or None."""
    shown = [one for one in widget.window().findChildren(UndoLine) if one.isVisible()]
    return max(shown, key=lambda one: one._newest, default=None)


def _yes_no_words(label: str, answer: str) -> str:
    """An answer without its column: "seen", "not alone with you"; a whole question stands before its answer."""
    if label.endswith("?") and " " in label:
        return f"{label} {answer.capitalize()}"
    said = label[:1].lower() + label[1:].rstrip("?")
    return said if answer == "yes" else f"not {said}"


def row_summary(columns: tuple[Field, ...], scope: Scope, skip: str = "") -> str:
    """A row on one line: "seen, spoken to, not alone with you, Cough. Smiling"."""
    words: list[str] = []
    for part in columns:
        answer = scope.row.get(part.key)
        if part.key == skip or answer in (None, "", []):
            continue
        if is_special(answer):
            words.append(special_words(part, answer).lower())
        elif isinstance(part, YesNo) and answer in ("yes", "no"):
            words.append(_yes_no_words(part.label, answer))
        else:
            words.append(" ".join(say(part, answer, scope)))
        if sum(map(len, words)) > 160:
            break
    return ", ".join(filter(None, words))
