"""One guidance card: on the screen, in a dialog beside what is being written, and on paper, alone or with others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.blocks import Block, Heading, Outline, PageBreak, Paragraph
from toolkit.practice.areas import Number
from toolkit.practice.guidance import SAFETY_LINE, STATUS_WORDS, Card
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, BodyLabel, Chip, HeadingLabel, LinkButton, VerticalScrollPage
from toolkit.ui.words import count

STATUS_CHIPS = {
    "current": ("Current", "check-circle-fill", "green"),
    "check": ("Check before use", "warning-fill", "amber"),
    "old": ("Replaced", "arrows-clockwise", "plain"),
}


def card_outline(card: Card, numbers: list[Number]) -> Outline:
    """A card as blocks, for paper."""
    return _outline(card.title, _blocks(card, numbers))


def cards_outline(cards: Sequence[Card], numbers: list[Number]) -> Outline:
    """Several cards as blocks, each on a page of its own."""
    blocks: list[Block] = []
    for card in cards:
        if blocks:
            blocks.append(PageBreak())
        blocks += [Heading(text=card.title, level=1), *_blocks(card, numbers)]
    return _outline("Guidance cards", blocks)


def _blocks(card: Card, numbers: list[Number]) -> list[Block]:
    blocks: list[Block] = [Paragraph(text=f"• {point}") for point in card.points]
    if card.safety_line:
        blocks.insert(0, Paragraph(text=card.safety_line, tone="strong"))
    if card.replaced:
        blocks.insert(0, Paragraph(text=f"Replaced by: {card.replaced}.", tone="strong"))
    if card.safety_line:
        blocks.append(Heading(text="Numbers", level=2))
        blocks += [Paragraph(text=f"{one.label}: {one.shown}") for one in numbers]
    blocks.append(Paragraph(text=card.foot, tone="note"))
    return blocks


def _outline(title: str, blocks: list[Block]) -> Outline:
    return Outline(
        title=title, audience="practitioner", blocks=tuple(blocks), status="Guidance card", draft=False
    )


class CardText(QWidget):
    """A card to read: title, status, points, the line about danger, source."""

    def __init__(
        self,
        theme: Theme,
        card: Card,
        *,
        with_title: bool = True,
        now: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """`now` is the title of the card to read in place of an old one, and the way to it."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        if with_title:
            column.addWidget(HeadingLabel(theme, card.title, role="h2"))
        words, icon, tone = STATUS_CHIPS[card.status]
        chips = QHBoxLayout()
        chips.addWidget(Chip(theme, words, icon, tone))  # type: ignore[arg-type]
        chips.addStretch(1)
        column.addLayout(chips)
        if card.status != "current":
            lead = "Replaced by:" if card.replaced else f"{STATUS_CHIPS[card.status][0]}."
            text = card.replaced or STATUS_WORDS[card.status]
            column.addWidget(Banner(theme, "amber", lead, f"{text}."))
        if now is not None:
            link = LinkButton(theme, f"Read now: {now[0]}")
            link.clicked.connect(lambda _checked=False: now[1]())
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if card.safety_line:
            column.addWidget(Banner(theme, "red", "", SAFETY_LINE, icon="phone-call-fill"))
        for point in card.points:
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            row.addWidget(
                BodyLabel(theme, "•", role="read", ink="heather", wrap=False), 0, Qt.AlignmentFlag.AlignTop
            )
            row.addWidget(BodyLabel(theme, point, role="read", selectable=True), 1)
            column.addLayout(row)
        foot = BodyLabel(theme, card.foot, role="caption", ink="2", selectable=True)
        column.addWidget(foot)


class CardDialog(Dialog):
    """One card beside what is being written; the page behind stays in use."""

    def __init__(self, session: Session, go: Go, card_id: str, parent: QWidget | None) -> None:
        card = session.cards.get(card_id)
        super().__init__(
            session.theme,
            card.title if card else "Guidance",
            "" if card else "This card is not in this version of the program.",
            parent=parent,
            width_em=32,
        )
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if card is not None:
            scroll = VerticalScrollPage(self.theme, margins=(0, 0, 8, 0))
            see = session.cards.get(card.see)
            now = (see.title, lambda: go.card(card.see)) if see else None
            scroll.body.addWidget(CardText(self.theme, card, with_title=False, now=now))
            scroll.body.addStretch(1)
            scroll.setMinimumHeight(self.theme.em(20))
            self.body.addWidget(scroll, 1)
            self.add_button("Print card", lambda: print_card(session, go, card))
        self.add_button("Close", self.close, "primary", safe=True)

    def show_beside(self, window: QWidget) -> None:
        """Opens at the right edge of a window."""
        self.resize(self.width(), min(max(int(window.height() * 0.86), self.theme.em(24)), window.height()))
        corner = window.mapToGlobal(window.rect().topRight())
        screen = window.screen() or QApplication.primaryScreen()
        left = corner.x() - self.width() - self.theme.px(16)
        top = corner.y() + self.theme.px(70)
        if screen is not None:
            bottom = screen.availableGeometry().bottom() - self.height()
            top = max(min(top, bottom), screen.availableGeometry().top())
        self.move(left, top)
        self.show()


def print_card(session: Session, go: Go, card: Card | None) -> None:
    """Shows a card on paper, from which it prints. A card holds nothing of a family."""
    if card is not None:
        go.paper(card_outline(card, session.numbers()))


def print_cards(session: Session, go: Go, cards: Sequence[Card]) -> None:
    """Shows several cards on paper, each on a page of its own."""
    if len(cards) == 1:
        print_card(session, go, cards[0])
    elif cards:
        go.paper(cards_outline(cards, session.numbers()))


def print_words(cards: Sequence[Card]) -> str:
    """What the command says that prints the ticked cards."""
    return f"Print {count(len(cards), 'card')}" if cards else "Print card"
