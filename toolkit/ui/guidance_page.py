"""Guidance: practice cards to read and search, and one card in a dialog beside what is being written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.blocks import Block, Heading, Outline, Paragraph
from toolkit.practice.areas import Number
from toolkit.practice.guidance import SAFETY_LINE, STATUS_WORDS, Card
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    CardButton,
    Chip,
    EmptyState,
    HeadingLabel,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets import Card as Box

STATUS_CHIPS = {
    "current": ("Current", "check-circle-fill", "green"),
    "check": ("Check first", "warning-fill", "amber"),
    "old": ("Replaced", "arrows-clockwise", "plain"),
}
TWO = 62.0
"""Body heights of width from which list and card stand side by side."""


def card_outline(card: Card, numbers: list[Number]) -> Outline:
    """A card as blocks, for paper."""
    blocks: list[Block] = [Paragraph(text=f"• {point}") for point in card.points]
    if card.safety_line:
        blocks.insert(0, Paragraph(text=card.safety_line, tone="strong"))
        blocks.append(Heading(text="Numbers", level=2))
        blocks += [Paragraph(text=f"{one.label}: {one.shown}") for one in numbers]
    blocks.append(Paragraph(text=card.foot, tone="note"))
    return Outline(
        title=card.title, audience="practitioner", blocks=tuple(blocks), status="Guidance card", draft=False
    )


class CardText(QWidget):
    """A card to read: title, status, points, the line about danger, source."""

    def __init__(self, theme: Theme, card: Card, *, with_title: bool = True) -> None:
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
            column.addWidget(Banner(theme, "amber", "", f"{STATUS_WORDS[card.status]}."))
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


class GuidancePage(Page):
    """The cards at the left, the chosen one at the right."""

    def __init__(self, session: Session, go: Go, card_id: str = "") -> None:
        super().__init__(session, go, "Guidance", can_go_back=False)
        self._chosen = card_id
        self._side_by_side = True
        self.bar.set_title(
            "Guidance", "Short cards in plain words, each with its source. Never instead of local procedure"
        )
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        self.body.addLayout(columns, 1)
        self._left = VerticalScrollPage(self.theme, margins=(20, 16, 12, 20), spacing=8)
        self._right = VerticalScrollPage(self.theme, max_em=50, margins=(16, 16, 24, 24))
        columns.addWidget(self._left, 2)
        columns.addWidget(self._right, 3)
        self.search = SearchBox(self.theme, "Find in the cards", delay=60)
        self.search.searched.connect(lambda _text: self._fill())
        self._left.body.addWidget(self.search)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(6))
        self._left.body.addLayout(self._list)
        self._left.body.addStretch(1)
        self._fill()
        self._show_card()

    def _fill(self) -> None:
        clear_layout(self._list)
        typed = self.search.text().strip()
        cards = self.session.cards.find(typed) if typed else list(self.session.cards.cards)
        for card in cards:
            row = _CardRow(self.theme, card, chosen=card.id == self._chosen)
            row.clicked.connect(lambda _checked=False, c=card.id: self.choose(c))
            self._list.addWidget(row)
        if not cards:
            self._list.addWidget(BodyLabel(self.theme, "No card holds all of these words.", ink="2"))
        if not typed:
            for fault in self.session.cards.faults:
                self._list.addWidget(Banner(self.theme, "amber", "", fault.sentence))

    def choose(self, card_id: str) -> None:
        """Shows a card."""
        self._chosen = card_id
        for row in self.findChildren(_CardRow):
            row.setChecked(row.card_id == card_id)
        self._show_card()
        if not self._side_by_side:
            self._arrange()

    def _show_card(self) -> None:
        clear_layout(self._right.body)
        card = self.session.cards.get(self._chosen)
        actions = [BarAction("Practise a decision to share", self.go.practise, "graduation-cap")]
        if card:
            actions.append(
                BarAction("Print card", lambda: print_card(self.session, self.go, card), "printer")
            )
        self.bar.set_actions(actions)
        if card is None:
            self._right.body.addWidget(
                EmptyState(
                    self.theme,
                    "book-open",
                    "Choose a card",
                    "Each holds at most twelve points. While you write, F1 opens the card of a field.",
                )
            )
        else:
            box = Box(self.theme, padding=(24, 20))
            box.body.addWidget(CardText(self.theme, card))
            self._right.body.addWidget(box)
        self._right.body.addStretch(1)
        self._right.verticalScrollBar().setValue(0)

    def narrowed(self, width_em: float) -> None:
        """Below 62 body heights a card takes the place of the list."""
        self._side_by_side = width_em >= TWO
        self._arrange()

    def _arrange(self) -> None:
        self._left.setVisible(self._side_by_side or not self._chosen)
        self._right.setVisible(self._side_by_side or bool(self._chosen))
        self.bar.back_button.setVisible(not self._side_by_side and bool(self._chosen))

    def back_inside(self) -> bool:
        """At narrow width Back leads from a card to the list."""
        if self._side_by_side or not self._chosen:
            return False
        self.choose("")
        self._arrange()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_focus(self) -> QWidget | None:
        """The search."""
        return self.search

    def areas(self) -> list[QWidget]:
        """Bar, list, card."""
        return [self.bar, self._left, self._right]


class _CardRow(CardButton):
    def __init__(self, theme: Theme, card: Card, *, chosen: bool) -> None:
        super().__init__(theme)
        self.card_id = card.id
        self.setCheckable(True)
        self.setChecked(chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(BodyLabel(theme, card.title, role="name"), 1)
        if card.status != "current":
            words, icon, tone = STATUS_CHIPS[card.status]
            row.addWidget(Chip(theme, words, icon, tone))  # type: ignore[arg-type]
        self.setAccessibleName(f"{card.title}. {STATUS_WORDS[card.status]}")


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
            scroll.body.addWidget(CardText(self.theme, card, with_title=False))
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
