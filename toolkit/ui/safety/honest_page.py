"""What this protects, and what it does not, within the open program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.first_words import PROTECTS
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card, IconLine, LinkButton, VerticalScrollPage

TITLE = "What this protects, and what it does not"


class HonestPage(Page):
    """The same words as before unlocking."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, TITLE)
        self._scroll = VerticalScrollPage(self.theme, max_em=56, centred=True, reading=True)
        self._scroll.setAccessibleName(self.theme.say(TITLE))
        self.body.addWidget(self._scroll)
        _fill(theme=self.theme, body=self._scroll.body)
        self._scroll.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The page itself, so that the arrows scroll it."""
        return self._scroll


class HonestDialog(TallDialog):
    """The same, over a page that is not to be left: while records are made, and before a copy leaves."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, TITLE, parent=parent, width_em=46, reading=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _fill(theme, self.body)
        self.add_button("Close", self.accept, "primary", safe=True)


def honest_link(theme: Theme, owner: QWidget) -> LinkButton:
    """A link that opens the dialog."""
    link = LinkButton(theme, TITLE)
    link.clicked.connect(lambda _checked=False: HonestDialog(theme, owner).open())
    return link


def _fill(theme: Theme, body: QVBoxLayout) -> None:
    for part in PROTECTS:
        card = Card(theme, part.heading)
        for line in part.lines.split("\n"):
            card.body.addWidget(IconLine(theme, part.icon, line, part.tone, ink="1"))
        body.addWidget(card)
