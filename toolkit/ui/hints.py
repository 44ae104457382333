"""Short hints: one line at the top of a page that is met for the first time, until it is taken away for good.

A hint stands in the bar of notes above the page and never over a field; it takes no keyboard. What was taken away is kept
with the settings of this person on this computer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui.page import is_a
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner

if TYPE_CHECKING:
    from toolkit.ui.form_view import RecordPage

KEY = "Alt+G"
GOT_IT = f"Got it ({KEY})"
MAP_FORM = "safety_map"
HINTS = {
    "today": "Everything you date in a record comes up here on its day. F1 says what any page is for; Ctrl+Shift+P finds any command.",
    "family": "Press a child to see when they were last seen and heard. Ctrl+N begins a record, Ctrl+Q a quick note.",
    "record": "Write in any order: it saves itself. F8 goes to the next thing that is missing, F1 to the card for a field.",
    "map": "Type a point and press Enter for the next. F11 turns the screen round, with nothing on it that is not for the family.",
    "decision": "One question at a time; a number key answers it. You can go back to any answer, and come back tomorrow.",
    "release": "Three questions before anything leaves. What the reader does not get is listed, so look at it before you print.",
}
"""One for each page that asks for more than its words say."""
OF_PAGE = {"WizardPage": "decision", "TodayPage": "today", "FamilyPage": "family", "ReleasePage": "release"}


def hint_for(page: QWidget) -> str:
    """Which hint belongs to a page; empty where none does."""
    if is_a(page, "RecordPage"):
        record = cast("RecordPage", page)
        # A finished record is read: there is nothing to write in.
        if record.edit is None:
            return ""
        return "map" if record.entry.form.id == MAP_FORM else "record"
    return next((hint for name, hint in OF_PAGE.items() if is_a(page, name)), "")


def seen(settings: Settings) -> list[str]:
    """The hints that were taken away."""
    return settings.hints_seen.split()


class HintLine(Banner):
    """One hint. `Got it`, or its key, takes it away for good and calls `gone`."""

    def __init__(self, theme: Theme, settings: Settings, key: str, gone: Callable[[], object]) -> None:
        super().__init__(
            theme, "blue", "Hint.", HINTS[key], icon="lightbulb", action=GOT_IT, run=self.take_away
        )
        self._settings, self._key, self._gone = settings, key, gone
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setWhatsThis(theme.say("Take the hint away"))
        shortcut.activated.connect(self.take_away)

    def take_away(self) -> None:
        """Takes it away for good."""
        kept = [*seen(self._settings), self._key]
        # A full disk must not stop anybody here: the hint is gone until the program ends.
        with contextlib.suppress(ToolkitError):
            self._settings.set("hints_seen", " ".join(dict.fromkeys(kept)))
        self._gone()


def hint_line(page: QWidget, theme: Theme, settings: Settings, gone: Callable[[], object]) -> HintLine | None:
    """The hint to show over a page, or None: none belongs to it, it was taken away, or hints are off."""
    key = hint_for(page)
    if not key or not settings.hints_on or key in seen(settings):
        return None
    return HintLine(theme, settings, key, gone)
