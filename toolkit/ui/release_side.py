"""Beside the questions of "Before you print": the sheets as they will be."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from toolkit.ui.preview import PaperView
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, HeadingLabel, IconLine


class SidePreview(QFrame):
    """The sheets in small, with their count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("box", "side")
        self.setFixedWidth(theme.em(25))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(16), 0, theme.px(14))
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.addWidget(HeadingLabel(theme, "What will print", role="h3"), 1)
        self.pages = BodyLabel(theme, role="caption", ink="2", wrap=False)
        head.addWidget(self.pages)
        column.addLayout(head)
        self.view = PaperView(theme, sheet_em=21, margin=14)
        column.addWidget(self.view, 1)
        note = IconLine(theme, "info", "Paper and files are not encrypted. Hand them over yourself.", "ink2")
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        foot.addWidget(note)
        column.addLayout(foot)
