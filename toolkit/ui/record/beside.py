"""Fields with their prompts beside them, each prompt at the height of its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.ui.editors.base import Prompted
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import PromptCard

FIELDS_EM, PROMPTS_EM, GAP = 50.0, 18.9, 24
"""Fields at most 700 px and prompts 264 px wide at 100 % text."""


class PromptColumn(QWidget):
    """Prompt cards, each moved to the height of the field it belongs to, none over another."""

    def __init__(self, theme: Theme, fields: QWidget, read_card: Callable[[str], None]) -> None:
        super().__init__()
        self.theme, self._fields, self._read = theme, fields, read_card
        self.cards: list[tuple[Prompted, PromptCard]] = []
        self._aside: tuple[QWidget, PromptCard] | None = None
        self.setFixedWidth(theme.em(PROMPTS_EM))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place)
        fields.installEventFilter(self)

    def show_prompts(self, prompted: Sequence[Prompted]) -> None:
        """Shows these prompts; a card that stays is not made again. The same words are said only once."""
        wanted: dict[str, Prompted] = {}
        for one in prompted:
            wanted.setdefault(one.prompt.title, one)
        have = {one.prompt.title: (one, card) for one, card in self.cards}
        for title, (_, card) in have.items():
            if title not in wanted:
                card.hide()
                card.deleteLater()
        self.cards = [
            (one, have[title][1] if title in have else self._card(one)) for title, one in wanted.items()
        ]
        self._soon.start()

    def set_aside(self, anchor: QWidget | None, card: PromptCard | None) -> None:
        """Shows one card more at the height of a widget, or none; whoever made it takes it away."""
        self._aside = (anchor, card) if anchor is not None and card is not None else None
        if card is not None:
            card.setParent(self)
            card.show()
        self._soon.start()

    def _all(self) -> list[tuple[QWidget, PromptCard]]:
        """Every card with the widget it belongs to, from the top down."""
        cards: list[tuple[QWidget, PromptCard]] = [(one.anchor, card) for one, card in self.cards]
        if self._aside is None:
            return cards
        anchor, card = self._aside
        at = anchor.mapTo(self._fields, QPoint(0, 0)).y() if self._fields.isAncestorOf(anchor) else 0
        higher = [
            n
            for n, (other, _) in enumerate(cards)
            if self._fields.isAncestorOf(other) and other.mapTo(self._fields, QPoint(0, 0)).y() <= at
        ]
        cards.insert(max(higher) + 1 if higher else 0, (anchor, card))
        return cards

    def _card(self, one: Prompted) -> PromptCard:
        card = PromptCard(self.theme, one.prompt.title, one.prompt.text, one.prompt.card, parent=self)
        card.read_card.connect(self._read)
        card.show()
        return card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._soon.start()
        return False

    def place(self) -> None:
        """Moves each card to the height of its field, or below the card before it."""
        y = 0
        for anchor, card in self._all():
            if not anchor.isVisible() or not self._fields.isAncestorOf(anchor):
                card.hide()
                continue
            at = anchor.mapTo(self._fields, QPoint(0, 0)).y()
            y = max(y, at)
            height = card.heightForWidth(self.width())
            card.setGeometry(0, y, self.width(), max(height, card.minimumSizeHint().height()))
            card.show()
            y += card.height() + self.theme.px(10)
        self.setMinimumHeight(y)


class Beside(QWidget):
    """The fields of a page, at most 700 px wide, and their prompts at the right where there is room.

    `wide` lets the fields take the whole width, as columns side by side need it. The fields are made with this as their
    parent and then held: whatever is moved with all that is in it is looked up in the style sheet again.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def hold(self, fields: QWidget, read_card: Callable[[str], None], *, wide: bool = False) -> None:
        """Lays the fields out, and the column of their prompts."""
        theme, self.fields = self.theme, fields
        if not wide:
            fields.setMaximumWidth(theme.em(FIELDS_EM))
        self.prompts = PromptColumn(theme, fields, read_card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(GAP))
        row.addWidget(fields, 100, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.prompts, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def show_prompts(self, prompted: Sequence[Prompted], *, room: bool) -> None:
        """Shows the prompts, or none where they have no room or are not wanted."""
        self.prompts.setVisible(room)
        self.prompts.show_prompts(prompted if room else [])
