"""Telephone numbers in large type, 999 first, shown at once when somebody is worried."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from toolkit.practice.areas import Number
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, HeadingLabel, clear_layout
from toolkit.ui.widgets.banners import _Barred


class NumbersPanel(_Barred):
    """A red box with a lead and the numbers to ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "red")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        self.lead = HeadingLabel(theme, "", role="h3", ink="red")
        column.addWidget(self.lead)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(20))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)

    def show_numbers(self, lead: str, numbers: Sequence[Number]) -> None:
        """Shows a lead and numbers; a missing one says where to find it, one in doubt carries its note."""
        theme = self.theme
        self.lead.setText(lead)
        clear_layout(self._grid)
        said = [lead]
        for row, one in enumerate(numbers):
            number = BodyLabel(
                theme, one.shown, role="name" if one.missing else "h2", selectable=True, wrap=one.missing
            )
            number.setMinimumWidth(theme.em(9))
            self._grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            about = ". ".join(part for part in (one.label, one.hours, one.note) if part)
            self._grid.addWidget(BodyLabel(theme, about), row, 1, Qt.AlignmentFlag.AlignVCenter)
            said.append(f"{one.label}: {one.shown}")
        self.setAccessibleName(theme.say(". ".join(said)))
