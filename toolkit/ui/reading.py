"""A page of plain words with a way back, readable before anything is unlocked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.first_words import Part
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card, IconLine, TopBar, VerticalScrollPage


class ReadingPage(QWidget):
    """Headings with short lines under them. `left` is sent by Back, Alt+Left and Esc."""

    left = Signal()

    def __init__(self, theme: Theme, title: str, parts: Sequence[Part]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, title)
        self.bar.back.connect(self.left)
        column.addWidget(self.bar)
        self.page = VerticalScrollPage(theme, max_em=56, centred=True)
        draws(self.page, "document")
        self.page.setAccessibleName(theme.say(title))
        column.addWidget(self.page, 1)
        for part in parts:
            card = Card(theme, part.heading)
            for line in part.lines.split("\n"):
                card.body.addWidget(IconLine(theme, part.icon, line, part.tone, ink="1"))
            self.page.body.addWidget(card)
        self.page.body.addStretch(1)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
