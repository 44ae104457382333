"""Help with words for one box: spelling underlined, gentler words offered under it, and F7 from hint to hint.

Nothing is changed unless the person chooses it, and nothing is ever stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.practice.wording import Hint
from toolkit.ui.spelling import SpellHelp, Spelling
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import GrowingText, IconLabel, LeadLabel, PlainButton

if TYPE_CHECKING:
    from toolkit.practice.plain_words import Reading

HINTS_MS = 500
MOST_HINTS = 3
Hints = Callable[[str], Sequence[Hint]]


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


class WordHelp(QObject):
    """Helps with the words of `box`. Offers stand at the end of `column`.

    `hints` gives the gentler words for a text, or is None where none are wanted; `kept` are the words a person chose to
    keep in this record, in lower case. `plain` looks how easily it is read and `met` is told when F7 came to a hint of it.
    """

    def __init__(
        self,
        box: GrowingText,
        column: QVBoxLayout,
        *,
        spelling: Spelling | None = None,
        hints: Hints | None = None,
        kept: set[str] | None = None,
        plain: Callable[[], Callable[[str], Reading] | None] = lambda: None,
        met: Callable[[Hint], object] = lambda _hint: None,
    ) -> None:
        super().__init__(box)
        self.box, self.column, self.theme = box, column, box.theme
        self.spell = SpellHelp(box, spelling, box.theme) if spelling is not None else None
        self.hints, self.kept = hints, set() if kept is None else kept
        self.plain, self.met = plain, met
        self.offers: list[HintLine] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HINTS_MS)
        self._timer.timeout.connect(self.look_for_hints)
        box.changed.connect(self.look_soon)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F7 goes to the next hint."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() == Qt.Key.Key_F7 and not event.modifiers() and self.next_hint()
        return super().eventFilter(watched, event)

    def look_soon(self) -> None:
        """Looks for gentler words after a pause."""
        if self.hints is not None:
            self._timer.start()

    def look_for_hints(self) -> None:
        """Offers the gentler words for what stands in the box now."""
        found: dict[str, Hint] = {}
        for hint in self.hints(self.box.value()) if self.hints is not None else ():
            if hint.found.lower() not in self.kept:
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
        self.kept.add(hint.found.lower())
        self.box.setFocus()
        self.look_for_hints()

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
        plain = self.plain()
        for hint in plain(text).hints if plain is not None else ():
            start = _units(text[: hint.start])
            end = start + _units(text[hint.start : hint.end])
            yield start, end, partial(self.met, hint)
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
