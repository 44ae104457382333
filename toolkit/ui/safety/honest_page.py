"""What this protects, and what it does not, within the open program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit.ui.first_words import PROTECTS
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import Card, IconLine, VerticalScrollPage

TITLE = "What this protects, and what it does not"


class HonestPage(Page):
    """The same words as before unlocking."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, TITLE)
        self._scroll = VerticalScrollPage(self.theme, max_em=56, centred=True)
        self.body.addWidget(self._scroll)
        for part in PROTECTS:
            card = Card(self.theme, part.heading)
            for line in part.lines.split("\n"):
                card.body.addWidget(IconLine(self.theme, part.icon, line, part.tone, ink="1"))
            self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The page itself, so that the arrows scroll it."""
        return self._scroll
