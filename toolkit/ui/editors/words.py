"""Words: one line, or as many as it takes, with gentler words offered under the box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.checks import nhs_shown, strip_controls
from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import LongText, Text
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.spelling import SpellHelp, is_name
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, ComboBox, GrowingText, IconLine, LineEdit
from toolkit.ui.word_help import HintLine, WordHelp

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


PUT_BACK = "This cannot be taken out, so it was put back. You may say it in other words."
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the keyboard leaves a box for a moment only: a menu, or another program."""


def stripped_words(count: int) -> str:
    """The line that says how many control characters were taken out."""
    what = "1 control character was" if count == 1 else f"{count:,} control characters were"
    return f"{what} taken out. Every word is kept."


class OneLine(GrowingText):
    """One line of words in a box that grows when they need more room; Enter and pasted line ends start no new line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, lines=1, most_lines=6)
        # As high as any other control when it holds one line.
        self.document().setDocumentMargin(theme.px(2))
        self.setViewportMargins(theme.px(3), 0, theme.px(3), 0)
        self.set_value("", force=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore() if event.modifiers() else self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(" ".join(source.text().splitlines()))


class TextEditor(Editor):
    """One line of words. A telephone number and the like stands in a short line; other words in a box that grows."""

    def __init__(self, part: Text, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        short = part.short or bool(part.looks)
        self.line: LineEdit | OneLine = LineEdit(self.theme) if short else OneLine(self.theme)
        self.note = IconLine(self.theme, "info", "", "blue")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(4))
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        row.addWidget(self.line, 1)
        self.offers: ComboBox | None = None
        lines = [line for line in scope.context.facts.get(part.offered, "").splitlines() if line]
        if lines:
            self.offers = ComboBox(
                self.theme,
                [(line, line) for line in lines],
                placeholder="Choose",
                name=f"Choose: {part.label}",
            )
            self.offers.setMaximumWidth(self.theme.em(14))
            self.offers.changed.connect(self._take)
            row.addWidget(self.offers, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
        box.addWidget(self.note)
        self.note.hide()
        # Names and addresses are nobody's spelling.
        self.help: WordHelp | None = None
        if isinstance(self.line, OneLine) and not is_name(part.key):
            self.help = word_help(self.line, box, desk, gentle=True)
        self.line.setMinimumWidth(self.theme.em(6 if short else 9.5))
        if short and not compact:
            self.line.setMaximumWidth(self.theme.em(20))
            # Under its label, and not in the middle of a wide field.
            row.addStretch()
        self.line.changed.connect(self._typed)
        if isinstance(self.line, LineEdit):
            self.line.editingFinished.connect(self._tidy)

    def controls(self) -> Sequence[QWidget]:
        return (self.line,) if self.offers is None else (self.line, self.offers)

    def _take(self) -> None:
        """Puts what was chosen into the line, where it can be changed."""
        chosen = self.offers.value() if self.offers is not None else None
        if chosen:
            self.line.set_value(chosen)
            self._answer = chosen
            self.changed.emit()

    def _show_offered(self) -> None:
        """The list stands on what the line says, else on none, so that the arrows walk on from there."""
        if self.offers is not None:
            known = self.offers.findData(self._answer) >= 0
            self.offers.set_value(self._answer if known else None)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self.line.set_value(self._answer or "")
        self._show_offered()
        self._tidy()
        if self._answer and self.help is not None:
            self.help.look_soon()

    def _typed(self) -> None:
        text = self.line.value()
        if text == (self._answer or "") and isinstance(self.line, OneLine):
            # Qt counts a line drawn under a word as a change of the text.
            return
        if _ODD.search(text):
            text, count = strip_controls(text)
            self.line.set_value(text)
            self.note.set_line("info", stripped_words(count), "blue")
            self.note.show()
        self._answer = text or None
        self._show_offered()
        self.changed.emit()

    def _tidy(self) -> None:
        # Shown 3-3-4 and kept as typed.
        if self.part.looks == "nhs_number" and isinstance(self.line, LineEdit):
            self.line.set_value(nhs_shown(self._answer or ""))


def word_help(box: GrowingText, column: QVBoxLayout, desk: Desk, *, gentle: bool) -> WordHelp:
    """What helps with the words of a box in a record: all that its desk has."""
    return WordHelp(
        box,
        column,
        spelling=desk.spelling,
        # Asked each time: what a desk can do may be set after its first boxes were made.
        hints=(lambda text: desk.hints(text)) if gentle else None,
        kept=desk.kept_words,
        plain=lambda: desk.plain,
        met=lambda hint: desk.hint_met(hint),
    )


class LongTextEditor(Editor):
    """Paragraphs without any limit. F7 goes from hint to hint: spelling, plainer words, gentler words."""

    def __init__(self, part: LongText, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        lines = 1 if compact else max(2, min(part.lines, 6))
        self.box = GrowingText(self.theme, lines=lines)
        self.note = IconLine(self.theme, "info", "", "blue")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(4))
        self.before: BodyLabel | None = None
        self._show_before()
        self.column.addWidget(self.box)
        self.column.addWidget(self.note)
        self.note.hide()
        self.box.changed.connect(self._typed)
        self.help = word_help(self.box, self.column, desk, gentle=part.gentle)
        if part.stays:
            self.box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left empty, a box whose words stay has them again."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._put_back()
        return super().eventFilter(watched, event)

    def _put_back(self) -> None:
        if self.box.isReadOnly() or self.box.value().strip():
            return
        self.set_value(self.part.stays)
        self.note.set_line("info", PUT_BACK, "blue")
        self.note.show()
        self.changed.emit()

    def controls(self) -> Sequence[QWidget]:
        return (self.box,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self.box.set_value(self._answer or "")
        if self._answer:
            self.help.look_soon()

    def _typed(self) -> None:
        text = self.box.value()
        if text == (self._answer or ""):
            # Qt counts a line drawn under a word as a change of the text.
            return
        if _ODD.search(text):
            text, count = strip_controls(text)
            place = self.box.textCursor().position() - count
            self.box.set_value(text)
            cursor = self.box.textCursor()
            cursor.setPosition(max(0, min(place, self.box.document().characterCount() - 1)))
            self.box.setTextCursor(cursor)
            self.note.set_line("info", stripped_words(count), "blue")
            self.note.show()
        self._answer = text or None
        self.changed.emit()

    def set_scope(self, scope: Scope) -> None:
        super().set_scope(scope)
        self._show_before()

    def _show_before(self) -> None:
        """What this box said the last time, grey above it."""
        kept = self.scope.row.get(self.part.before) if self.part.before else None
        words = kept.strip() if isinstance(kept, str) else ""
        if self.before is None and words:
            self.before = BodyLabel(self.theme, role="caption", ink="3")
            # To be copied with the mouse; the keyboard hears it with the box and does not stop at it.
            self.before.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.before.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.column.insertWidget(0, self.before)
        if self.before is not None and self.before.text() != words:
            self.before.setText(words)
            self.before.setAccessibleName(self.theme.say(f"Last time, {words}"))
            self.before.setVisible(bool(words))

    def set_names(self, name: str, description: str = "") -> None:
        last = f"Last time, {self.before.text()}" if self.before is not None and self.before.text() else ""
        super().set_names(name, " ".join(filter(None, (description, last))))

    # The parts of the help that others look at.

    @property
    def spell(self) -> SpellHelp | None:
        """Spelling, where it is on."""
        return self.help.spell

    @property
    def offers(self) -> list[HintLine]:
        """The gentler words that are offered now."""
        return self.help.offers

    def look_for_hints(self) -> None:
        """Offers the gentler words for what stands in the box now."""
        self.help.look_for_hints()

    def next_hint(self) -> bool:
        """Goes to the next hint after the cursor, round to the first again; False when there is none."""
        return self.help.next_hint()
