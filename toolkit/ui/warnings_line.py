"""The red line: every warning of a family in full, never cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from toolkit.forms import dates
from toolkit.practice.household import WarningLine
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner


class WarningsLine(Banner):
    """Each warning's kind in bold, then why, and that it is to be looked at again where that is overdue."""

    def __init__(
        self, theme: Theme, lines: Sequence[WarningLine], opened: Callable[[], object] | None = None
    ) -> None:
        super().__init__(theme, "red", "", "", action="Open warnings" if opened else "", run=opened)
        spoken, shown = [], []
        for line in lines:
            rest = ". ".join(part.rstrip(". ") for part in (line.words, _review(line)) if part)
            spoken.append(". ".join(part for part in (line.kind, rest) if part))
            tail = f" {escape(rest)}." if rest else ""
            shown.append(f'<span style="font-weight:600">{escape(theme.say(line.kind))}.</span>{tail}')
        self._words.setText(" &nbsp; ".join(shown))
        name = ". ".join(spoken)
        self._words.setAccessibleName(theme.say(name))
        self.setAccessibleName(theme.say(f"Warnings. {name}"))


def _review(line: WarningLine) -> str:
    return f"Look at it again: due {dates.show(line.review)}" if line.review and line.overdue else ""
