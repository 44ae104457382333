"""Words or telephone numbers shown while a condition holds; keeps no answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import Notice
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.widgets import Banner, BodyLabel, Card, HeadingLabel

NO_NUMBER = "No number yet. Add it in Settings."


class NoticeEditor(Editor):
    """A banner, and its local numbers large enough to dial from across the table. A missing number says so."""

    def __init__(self, part: Notice, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        self.banner = Banner(self.theme, part.tone, f"{part.label}." if part.label else "", part.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(6))
        box.addWidget(self.banner)
        if part.numbers:
            box.addWidget(self._numbers())

    def _numbers(self) -> Card:
        card = Card(self.theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(20))
        grid.setVerticalSpacing(self.theme.px(6))
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(self.part.numbers):
            label, digits = self.desk.number(key)
            grid.addWidget(BodyLabel(self.theme, label, wrap=False), row, 0, Qt.AlignmentFlag.AlignVCenter)
            number = (
                HeadingLabel(self.theme, digits, role="h2")
                if digits
                else BodyLabel(self.theme, NO_NUMBER, ink="amber")
            )
            number.setAccessibleName(self.theme.say(f"{label}: {digits or NO_NUMBER}"))
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(number, row, 1)
        card.body.addLayout(grid)
        return card

    def value(self) -> None:
        return None

    def set_value(self, answer: Any) -> None:
        """A notice keeps no answer."""
