"""The guidance cards that belong to a record, also those no single field of it names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.practice.guidance import STATUS_WORDS, Card
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import STATUS_CHIPS
from toolkit.ui.page import Go
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BarAction, BodyLabel, CardButton, Chip


def offer_cards(session: Session, go: Go, page: RecordPage, store: VaultStore) -> None:
    """Adds "Guidance for this record" to the page's commands, where there is any."""
    cards = session.cards.about(store.form_id)
    if cards:
        action = BarAction(
            "Guidance for this record", lambda: _open(session, go, page, cards), "book-open", more=True
        )
        page.offer(lambda: [action])


def _open(session: Session, go: Go, page: RecordPage, cards: list[Card]) -> None:
    dialog = RecordCards(session.theme, page.entry.form.title, cards, page)
    chosen = dialog.chosen if dialog.exec() else ""
    dialog.deleteLater()
    if chosen:
        go.card(chosen)


class RecordCards(TallDialog):
    """The cards by title with their status; choosing one opens it beside the record."""

    def __init__(self, theme: Theme, title: str, cards: list[Card], parent: QWidget) -> None:
        text = "The card opens beside what you write."
        super().__init__(theme, f"{title}: guidance", text, parent=parent, width_em=36)
        self.chosen = ""
        for card in cards:
            line = _Line(theme, card)
            line.clicked.connect(lambda _checked=False, one=card.id: self._take(one))
            self.body.addWidget(line)
        self.add_button("Close", self.reject)
        first = self.findChild(_Line)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, card_id: str) -> None:
        self.chosen = card_id
        self.accept()


class _Line(CardButton):
    def __init__(self, theme: Theme, card: Card) -> None:
        super().__init__(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addWidget(BodyLabel(theme, card.title, role="name"), 1)
        if card.status != "current":
            words, icon, tone = STATUS_CHIPS[card.status]
            row.addWidget(Chip(theme, words, icon, tone))  # type: ignore[arg-type]
        self.setAccessibleName(theme.say(f"{card.title}. {STATUS_WORDS[card.status]}"))
