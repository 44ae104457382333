"""Guidance: practice cards to read, search, filter and print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.practice.guidance import STATUS_WORDS, THEMES, Card
from toolkit.ui.guidance_card import (
    STATUS_CHIPS,
    CardText,
    print_cards,
    print_words,
)
from toolkit.ui.guidance_sections import Sections
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    CardButton,
    Chip,
    ComboBox,
    EmptyState,
    FlowLayout,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets import Card as Box
from toolkit.ui.words import count

TWO = 62.0
"""Body heights of width from which list and card stand side by side."""


class GuidancePage(Page):
    """The cards at the left, the chosen one at the right."""

    def __init__(self, session: Session, go: Go, card_id: str = "") -> None:
        super().__init__(session, go, "Guidance", can_go_back=False)
        self._chosen = card_id
        self.ticked: list[str] = []
        self._side_by_side = True
        self.bar.set_title(
            "Guidance", "Short cards in plain words, each with its source. Never instead of local procedure"
        )
        self.sections = Sections(session, go)
        self.body.addWidget(self.sections)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        self.body.addLayout(columns, 1)
        self._left = VerticalScrollPage(self.theme, margins=(20, 12, 12, 20), spacing=8)
        self._right = VerticalScrollPage(self.theme, max_em=50, margins=(16, 12, 24, 24))
        columns.addWidget(self._left, 2)
        columns.addWidget(self._right, 3)
        self._tools()
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(6))
        self._left.body.addLayout(self._list)
        self._left.body.addStretch(1)
        self._fill()
        self._show_card()

    def _tools(self) -> None:
        self.search = SearchBox(self.theme, "Find in the cards", delay=60)
        self.search.searched.connect(lambda _text: self._fill())
        self._left.body.addWidget(self.search)
        tools = QWidget()
        flow = FlowLayout(tools, across=self.theme.px(8), down=self.theme.px(6))
        self.about = ComboBox(self.theme, list(THEMES.items()), placeholder="All themes", name="Theme")
        statuses = [(key, STATUS_CHIPS[key][0]) for key in STATUS_WORDS]
        self.status = ComboBox(self.theme, statuses, placeholder="Any status", name="Status")
        for box in (self.about, self.status):
            box.changed.connect(self._fill)
            flow.addWidget(box)
        self._left.body.addWidget(tools)
        self.counted = BodyLabel(self.theme, "", role="caption", ink="2")
        self._left.body.addWidget(self.counted)

    def _fill(self) -> None:
        clear_layout(self._list)
        typed = self.search.text().strip()
        cards = self.session.cards.find(typed, self.about.value() or "", self.status.value() or "")
        every = count(len(self.session.cards.cards), "card")
        self.counted.setText(
            every if len(cards) == len(self.session.cards.cards) else f"{len(cards)} of {every}"
        )
        for card in cards:
            row = _CardRow(self.theme, card, chosen=card.id == self._chosen)
            row.clicked.connect(lambda _checked=False, c=card.id: self.choose(c))
            line = QWidget()
            beside = QHBoxLayout(line)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(self.theme.px(6))
            tick = QCheckBox()
            tick.setAccessibleName(self.theme.say(f"Print with others: {card.title}"))
            tick.setToolTip(self.theme.say("Print with others"))
            tick.setChecked(card.id in self.ticked)
            tick.toggled.connect(lambda on, c=card.id: self._tick(c, on))
            beside.addWidget(tick)
            beside.addWidget(row, 1)
            self._list.addWidget(line)
        if not cards:
            self._list.addWidget(BodyLabel(self.theme, "No card fits all of this.", ink="2"))
        if not typed:
            for fault in self.session.cards.faults:
                self._list.addWidget(Banner(self.theme, "amber", "", fault.sentence))

    def _tick(self, card_id: str, on: bool) -> None:
        self.ticked = [one for one in self.ticked if one != card_id] + ([card_id] if on else [])
        self._commands()

    def choose(self, card_id: str) -> None:
        """Shows a card."""
        self._chosen = card_id
        for row in self.findChildren(_CardRow):
            row.setChecked(row.card_id == card_id)
        self._show_card()
        if not self._side_by_side:
            self._arrange()

    def to_print(self) -> list[Card]:
        """The ticked cards, else the one that is shown."""
        wanted = self.ticked or [self._chosen]
        return [card for one in wanted if (card := self.session.cards.get(one)) is not None]

    def _commands(self) -> None:
        actions = [BarAction("Practise a decision to share", self.go.practise, "graduation-cap")]
        if self.to_print():
            ticked = self.to_print() if self.ticked else []
            actions.append(BarAction(print_words(ticked), self.print, "printer", shortcut="Ctrl+P"))
        self.bar.set_actions(actions)

    def print(self) -> None:
        """Shows the ticked cards, or the one that is open, on paper."""
        print_cards(self.session, self.go, self.to_print())

    def _show_card(self) -> None:
        clear_layout(self._right.body)
        card = self.session.cards.get(self._chosen)
        self._commands()
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
            see = self.session.cards.get(card.see)
            now = (see.title, lambda: self.choose(card.see)) if see else None
            box.body.addWidget(CardText(self.theme, card, now=now))
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
        """Bar, parts, list, card."""
        return [self.bar, self.sections, self._left, self._right]


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
        self.setAccessibleName(theme.say(f"{card.title}. {STATUS_WORDS[card.status]}"))
