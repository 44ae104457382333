"""Two sets of records side by side: a table of counts and dates, with what differs marked in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, IconLine
from toolkit.vault.backup import Side

HEADS = ("", "Here now", "In the backup", "")
SAME, DIFFERENT, NOTHING_HERE = "Same", "Different", "Nothing here"


class SideBySide(QWidget):
    """The table. Each line is spoken whole."""

    def __init__(self, theme: Theme, sides: Sequence[Side], *, present: bool) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(theme.say("The backup beside what is here now"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(10))
        for column, words in enumerate(HEADS):
            grid.setColumnStretch(column, 3 if column < 3 else 2)
            grid.addWidget(BodyLabel(theme, words, role="caption-strong", ink="2"), 0, column)
        for row, side in enumerate(sides, start=1):
            mark = SAME if side.same else DIFFERENT if present else NOTHING_HERE
            name = BodyLabel(theme, side.label, role="name")
            name.setAccessibleName(
                theme.say(f"{side.label}: here now {side.present}, in the backup {side.other}. {mark}")
            )
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            for column, words in ((1, side.present), (2, side.other)):
                cell = BodyLabel(theme, words)
                cell.setAccessibleName(theme.say(f"{side.label}, {HEADS[column].lower()}: {words}"))
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
            icon, tone = ("check", "ink2") if side.same else ("arrows-left-right", "amber")
            grid.addWidget(IconLine(theme, icon, mark, tone), row, 3, Qt.AlignmentFlag.AlignTop)
