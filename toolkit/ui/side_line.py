"""A line beside a page: an icon, words, when, and where they come from; pressing it opens its record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, CardButton, FlowLayout, HeadingLabel, IconLabel


class SideLine(CardButton):
    """An icon, a line, and when below it; pressing it opens its record."""

    def __init__(self, theme: Theme, icon: str, tone: str, text: str, when: str, where: str) -> None:
        super().__init__(theme, flat=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(IconLabel(theme, icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(BodyLabel(theme, text))
        below = QWidget()
        flow = FlowLayout(below, across=theme.px(8), down=0)
        if when:
            tone_ = "red" if tone == "red" else "2"
            flow.addWidget(BodyLabel(theme, when, role="caption-strong", ink=tone_, wrap=False))
        if where:
            flow.addWidget(HeadingLabel(theme, where, role="caption", ink="2"))
        column.addWidget(below)
        row.addLayout(column, 1)
        self.setAccessibleName(theme.say(". ".join(part for part in (text, when, where) if part)))
