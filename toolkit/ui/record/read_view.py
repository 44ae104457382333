"""A record that can only be read, section by section, with the same list of pages at the left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.blocks import Outline
from toolkit.ui.record.edit_view import WIDE_EM
from toolkit.ui.record.outline_view import FinalLine, OutlineView, sections, steps_of
from toolkit.ui.record.side import PageSide, PageStrip
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, HeadingLabel, VerticalScrollPage


class ReadView(QWidget):
    """A dated version as it was signed. `line` says why it cannot be changed; `note` is a banner and its one button."""

    banner_acted = Signal()

    def __init__(self, theme: Theme, outline: Outline, line: str, note: tuple[str, str] = ("", "")) -> None:
        super().__init__()
        self.theme, self.outline = theme, outline
        self._sections = sections(outline)
        self._steps = steps_of(outline)
        self._current = 0
        self._view: OutlineView | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = PageSide(theme, "")
        row.addWidget(self.side)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.strip = PageStrip(theme)
        middle.addWidget(self.strip)
        self.sheet = VerticalScrollPage(theme, max_em=50, margins=(28, 16, 20, 28))
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        middle.addWidget(self.sheet, 1)
        row.addLayout(middle, 1)
        if note[0]:
            self.banner = Banner(theme, "blue", "", note[0], action=note[1])
            self.banner.acted.connect(self.banner_acted)
            self.sheet.body.addWidget(self.banner)
        if line:
            self.sheet.body.addWidget(FinalLine(theme, line))
        self.heading = HeadingLabel(theme, role="h2")
        self.heading.setProperty("ring", "none")
        self.sheet.body.addWidget(self.heading)
        self.sheet.body.addStretch(1)
        for part in (self.side, self.strip):
            part.chosen.connect(lambda key: self.open_section(int(key or 0)))
        self.open_section(0, focus=False)

    def open_section(self, number: int, *, focus: bool = True) -> None:
        """Shows one section and puts the keyboard on its title."""
        if not 0 <= number < len(self._sections):
            return
        self._current = number
        title, blocks = self._sections[number]
        if self._view is not None:
            self.sheet.body.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._view = OutlineView(self.theme, title, blocks)
        self.heading.setText(title)
        self.heading.setAccessibleName(f"{title}, page {number + 1} of {len(self._sections)}")
        self.sheet.body.insertWidget(self.sheet.body.count() - 1, self._view)
        self.side.show_pages(self._steps, str(number), "")
        self.strip.show_pages(self._steps, str(number), 0)
        self.sheet.verticalScrollBar().setValue(0)
        if focus:
            self.heading.setFocus()

    def turn(self, step: int) -> None:
        """Goes to the section after or before."""
        self.open_section(self._current + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / max(self.theme.em(1), 1) >= WIDE_EM
        self.side.setVisible(wide)
        self.strip.setVisible(not wide)
