"""A record that can only be read: one page from beginning to end, with the list of its sections at the left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.blocks import Outline
from toolkit.ui.record.edit_view import WIDE_EM
from toolkit.ui.record.outline_view import FinalLine, OutlineView, sections, steps_of
from toolkit.ui.record.side import PageSide, PageStrip
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, HeadingLabel, VerticalScrollPage

WHOLE_EM = 110.0
"""How wide a record with columns side by side may stand."""


class ReadView(QWidget):
    """A dated version as it was signed. `line` says why it cannot be changed; `note` is a banner and its one button."""

    banner_acted = Signal()

    def __init__(
        self,
        theme: Theme,
        outline: Outline,
        line: str,
        note: tuple[str, str] = ("", ""),
        parent: QWidget | None = None,
    ) -> None:
        # Made where it will stand: whatever is moved with all that is in it is looked up in the style sheet again.
        super().__init__(parent)
        self.theme, self.outline = theme, outline
        self.steps = steps_of(outline)
        self.headings: list[HeadingLabel] = []
        self._current = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = PageSide(theme, "")
        row.addWidget(self.side)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.strip = PageStrip(theme)
        middle.addWidget(self.strip)
        self.sheet = VerticalScrollPage(
            theme, max_em=WHOLE_EM if outline.landscape else 50, margins=(28, 16, 20, 28)
        )
        # Nothing in it may take the keyboard: the page itself does, and is read on with the arrows.
        self.sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sheet.setAccessibleName(theme.say("The record"))
        middle.addWidget(self.sheet, 1)
        row.addLayout(middle, 1)
        if note[0]:
            self.banner = Banner(theme, "blue", "", note[0], action=note[1])
            self.banner.acted.connect(self.banner_acted)
            self.sheet.body.addWidget(self.banner)
        if line:
            self.sheet.body.addWidget(FinalLine(theme, line))
        self._fill()
        for part in (self.side, self.strip):
            part.chosen.connect(lambda key: self.open_section(int(key or 0)))
        self.sheet.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._show_current()

    def _fill(self) -> None:
        found = sections(self.outline)
        for number, (title, blocks) in enumerate(found):
            heading = HeadingLabel(self.theme, title, role="h2")
            heading.setProperty("ring", "none")
            heading.setAccessibleName(self.theme.say(f"{title}, part {number + 1} of {len(found)}"))
            if number:
                heading.setContentsMargins(0, self.theme.px(14), 0, 0)
            self.headings.append(heading)
            self.sheet.body.addWidget(heading)
            self.sheet.body.addWidget(OutlineView(self.theme, blocks))
        self.sheet.body.addStretch(1)

    @property
    def heading(self) -> QWidget:
        """What gets the keyboard when the record opens: the title of the section read now."""
        return self.headings[self._current] if self.headings else self.sheet

    def open_section(self, number: int) -> None:
        """Scrolls to a section and puts the keyboard on its title."""
        if not 0 <= number < len(self.headings):
            return
        bar = self.sheet.verticalScrollBar()
        top = self._top(number)
        bar.setValue(min(top - self.theme.px(8), bar.maximum()) if number else 0)
        self._current = number
        self._show_current()
        self.headings[number].setFocus()

    def turn(self, step: int) -> None:
        """Goes to the section after or before."""
        self.open_section(self._current + step)

    def _top(self, number: int) -> int:
        page = self.sheet.widget()
        return self.headings[number].mapTo(page, QPoint(0, 0)).y() if page is not None else 0

    def _scrolled(self, value: int) -> None:
        """The list follows the reading."""
        bar = self.sheet.verticalScrollBar()
        line = value + self.theme.px(24)
        above = [n for n in range(len(self.headings)) if self._top(n) <= line]
        if value < bar.maximum() or (above and above[-1] > self._current):
            self._current = above[-1] if above else 0
            self._show_current()

    def _show_current(self) -> None:
        self.side.show_pages(self.steps, str(self._current), "")
        self.strip.show_pages(self.steps, str(self._current), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / max(self.theme.em(1), 1) >= WIDE_EM
        # One section needs no list, and columns side by side need its room.
        listed = len(self.steps) > 1
        self.side.setVisible(wide and listed)
        self.strip.setVisible(not wide and listed)
