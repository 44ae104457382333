"""Words: one line, or as many as it takes, with gentler words offered under the box."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.checks import nhs_shown, strip_controls
from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import LongText, Text
from toolkit.practice.wording import Hint
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.spelling import SpellHelp
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, GrowingText, IconLabel, IconLine, LeadLabel, LineEdit, PlainButton

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
HINTS_MS = 500
MOST_HINTS = 3


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
        box.addWidget(self.line)
        box.addWidget(self.note)
        self.note.hide()
        self.line.setMinimumWidth(self.theme.em(6 if short else 9.5))
        if short and not compact:
            self.line.setMaximumWidth(self.theme.em(20))
        self.line.changed.connect(self._typed)
        if isinstance(self.line, LineEdit):
            self.line.editingFinished.connect(self._tidy)

    def controls(self) -> Sequence[QWidget]:
        return (self.line,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self.line.set_value(self._answer or "")
        self._tidy()

    def _typed(self) -> None:
        text = self.line.value()
        if _ODD.search(text):
            text, count = strip_controls(text)
            self.line.set_value(text)
            self.note.set_line("info", stripped_words(count), "blue")
            self.note.show()
        self._answer = text or None
        self.changed.emit()

    def _tidy(self) -> None:
        # Shown 3-3-4 and kept as typed.
        if self.part.looks == "nhs_number" and isinstance(self.line, LineEdit):
            self.line.set_value(nhs_shown(self._answer or ""))


class HintLine(QWidget):
    """A gentler word, offered: "failed to attend: try was not brought", with Use it and Keep mine."""

    used = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, hint: Hint) -> None:
        super().__init__()
        self.hint = hint
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(theme.px(8))
        offer = f"try “{hint.try_instead}”." if hint.fits else f"{hint.try_instead.rstrip('.')}."
        words = LeadLabel(theme, f"{hint.found}:", " ".join(filter(None, (offer, hint.why))), ink="heather")
        row.addWidget(IconLabel(theme, "chat-teardrop-text", "heather", 16))
        row.addWidget(words, 1)
        self.use = PlainButton(theme, "Use it", name=f"Use “{hint.try_instead}” for “{hint.found}”")
        self.keep = PlainButton(theme, "Keep mine", name=f"Keep “{hint.found}”")
        self.use.clicked.connect(self.used)
        self.keep.clicked.connect(self.kept)
        row.addWidget(self.use)
        row.addWidget(self.keep)
        self.use.setVisible(hint.fits)


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
        self.offers: list[HintLine] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HINTS_MS)
        self._timer.timeout.connect(self.look_for_hints)
        self.box.changed.connect(self._typed)
        self.spell = SpellHelp(self.box, desk.spelling, self.theme) if desk.spelling is not None else None

    def controls(self) -> Sequence[QWidget]:
        return (self.box,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self.box.set_value(self._answer or "")
        if self.part.gentle and self._answer:
            self._timer.start()

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
        if self.part.gentle:
            self._timer.start()
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
            self.before.setAccessibleName(f"Last time, {words}")
            self.before.setVisible(bool(words))

    def set_names(self, name: str, description: str = "") -> None:
        last = f"Last time, {self.before.text()}" if self.before is not None and self.before.text() else ""
        super().set_names(name, " ".join(filter(None, (description, last))))

    def look_for_hints(self) -> None:
        """Offers the gentler words for what stands in the box now."""
        found: dict[str, Hint] = {}
        for hint in self.desk.hints(self._answer or ""):
            if hint.found.lower() not in self.desk.kept_words:
                found.setdefault(hint.found.lower(), hint)
        wanted = list(found.values())[:MOST_HINTS]
        if [(h.found, h.try_instead) for h in wanted] == [
            (o.hint.found, o.hint.try_instead) for o in self.offers
        ]:
            return
        for old in self.offers:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.offers = [self._offer(hint) for hint in wanted]

    def _offer(self, hint: Hint) -> HintLine:
        line = HintLine(self.theme, hint)
        line.used.connect(lambda: self._use(hint))
        line.kept.connect(lambda: self._keep(hint))
        self.column.addWidget(line)
        return line

    def _use(self, hint: Hint) -> None:
        text = self.box.value()
        place = text.lower().find(hint.found.lower(), max(0, min(hint.start, len(text))))
        if place < 0:
            place = text.lower().find(hint.found.lower())
        if place >= 0:
            start = _units(text[:place])
            cursor = self.box.textCursor()
            cursor.setPosition(start)
            end = start + _units(text[place : place + len(hint.found)])
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(_cased(hint.try_instead, text[place]))
        self.box.setFocus()
        self.look_for_hints()

    def _keep(self, hint: Hint) -> None:
        self.desk.kept_words.add(hint.found.lower())
        self.box.setFocus()
        self.look_for_hints()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7 and self.next_hint():
            return
        super().keyPressEvent(event)

    def next_hint(self) -> bool:
        """Goes to the next hint after the cursor, round to the first again; False when there is none."""
        stops = sorted(self._stops(), key=lambda stop: (stop[0], -stop[1]))
        if not stops:
            return False
        cursor = self.box.textCursor()
        chosen = (cursor.selectionStart(), -cursor.selectionEnd()) if cursor.hasSelection() else None
        here = chosen or (cursor.position(), -self.box.document().characterCount())
        after = [stop for stop in stops if (stop[0], -stop[1]) > here]
        start, end, run = (after or stops)[0]
        self._choose(start, end)
        run()
        return True

    def _stops(self) -> Iterator[tuple[int, int, Callable[[], object]]]:
        """Every hint of the box: start and end as Qt counts them, and what is done on coming to it."""
        text = self.box.value()
        if self.spell is not None:
            for start, end, word in self.spell.wrong():
                yield start, end, partial(self.spell.offer, start, end, word)
        for hint in self.desk.plain(text).hints if self.desk.plain is not None else ():
            start = _units(text[: hint.start])
            end = start + _units(text[hint.start : hint.end])
            yield start, end, partial(self.desk.hint_met, hint)
        for offer in self.offers:
            place = text.lower().find(offer.hint.found.lower())
            start = _units(text[: max(place, 0)])
            button = offer.use if offer.hint.fits else offer.keep
            yield start, start + _units(offer.hint.found), button.setFocus

    def _choose(self, start: int, end: int) -> None:
        """Marks a piece of the text, so that it is seen and F7 goes on from there."""
        cursor = self.box.textCursor()
        cursor.setPosition(start)
        last = max(self.box.document().characterCount() - 1, 0)
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)
        self.box.ensureCursorVisible()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)


def _cased(instead: str, first: str) -> str:
    return instead[:1].upper() + instead[1:] if first.isupper() else instead


def _units(text: str) -> int:
    """Length as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
