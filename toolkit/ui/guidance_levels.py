"""Levels of need as each area printed them, with its list of signs. Never a score: ticked signs begin a record, no more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.records.level_of_need import ADVICE, OLD
from toolkit.practice import thresholds
from toolkit.practice.areas import Area
from toolkit.practice.thresholds import Signs
from toolkit.ui.guidance_card import CardText
from toolkit.ui.new_record import ask_family
from toolkit.ui.page import Go, Page
from toolkit.ui.pick_signs import LEVEL, rows
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    Card,
    ComboBox,
    FilterPill,
    FlowLayout,
    HeadingLabel,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import count

NO_LIST = "The document of this area prints no list of signs. Read its levels above, and write the signs you see yourself."
NO_TIER = "No list of signs was printed for this level."


def open_levels(session: Session, go: Go, area: str = "") -> None:
    """Opens the levels of need, of the area in use unless another is given."""
    go.show_page("guidance", lambda go: LevelsPage(session, go, area))


class LevelsPage(Page):
    """One area at a time: what its levels are called and mean, its cards, and its signs by level and part of life."""

    def __init__(self, session: Session, go: Go, area: str = "") -> None:
        super().__init__(session, go, "Levels of need")
        self.lists = thresholds.load()
        self.ticks: dict[str, QCheckBox] = {}
        self.bar.set_title("Levels of need", "As each area printed them. A judgement, never a sum")
        self.sheet = VerticalScrollPage(self.theme, max_em=70, spacing=12)
        self.body.addWidget(self.sheet, 1)
        options = [(pack.id, pack.area) for pack in session.areas.packs]
        self.area = ComboBox(self.theme, options, clearable=False, name="Area")
        self.area.set_value(area or session.area.id)
        self.area.changed.connect(self._fill)
        self.sheet.body.addWidget(self.area, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(self.theme.px(12))
        self.sheet.body.addLayout(self._inside)
        self.sheet.body.addStretch(1)
        self._fill()

    def chosen(self) -> Area:
        """The area that is shown."""
        return self.session.areas.get(self.area.value() or "")

    def _fill(self) -> None:
        clear_layout(self._inside)
        self.ticks = {}
        area = self.chosen()
        if area.status == "old":
            self._inside.addWidget(Banner(self.theme, "amber", "Superseded: check.", OLD))
        else:
            text = f"As printed in {area.source}. Confirm before relying on it."
            self._inside.addWidget(Banner(self.theme, "amber", "Check before use.", text))
        if area.levels:
            self._inside.addWidget(self._levels(area))
        for card_id in area.threshold_cards:
            card = self.session.cards.get(card_id)
            if card is not None:
                box = Card(self.theme, padding=(20, 16))
                see = self.session.cards.get(card.see)
                now = (see.title, lambda one=card.see: self.go.card(one)) if see else None
                box.body.addWidget(CardText(self.theme, card, now=now))
                self._inside.addWidget(box)
        signs = self.lists.get(area.id)
        if signs is None:
            self._inside.addWidget(BodyLabel(self.theme, NO_LIST, ink="2"))
        else:
            self._signs(area, signs)
        self._commands()

    def _levels(self, area: Area) -> Card:
        card = Card(self.theme, "Levels, from the least", padding=(20, 16), spacing=8)
        for level in area.levels:
            name = level.name if level.code in level.name else f"{level.code}  {level.name}"
            card.body.addWidget(HeadingLabel(self.theme, name, role="h3"))
            parts = (
                level.meaning,
                f"Assessment: {level.assessment}" if level.assessment else "",
                level.response,
            )
            for text in filter(None, parts):
                card.body.addWidget(BodyLabel(self.theme, text))
        return card

    def _signs(self, area: Area, signs: Signs) -> None:
        self._inside.addWidget(HeadingLabel(self.theme, "Signs as listed", role="h2"))
        self._inside.addWidget(BodyLabel(self.theme, f"{ADVICE} Printed in {signs.source}.", ink="2"))
        tools = QWidget()
        flow = FlowLayout(tools, across=self.theme.px(8), down=self.theme.px(6))
        self.pills: dict[str, FilterPill] = {}
        tiers = [level.code for level in area.levels] or sorted({sign.tier for sign in signs.signs})
        names = {level.code: level.name for level in area.levels}
        self._inside.addWidget(tools)
        for tier in tiers:
            box = self._tier(tier, names.get(tier, f"Level {tier}"), signs)
            pill = FilterPill(self.theme, f"Level {tier}", chosen=True)
            pill.setAccessibleName(self.theme.say(f"Show level {tier}"))
            pill.toggled.connect(box.setVisible)
            self.pills[tier] = pill
            flow.addWidget(pill)
            self._inside.addWidget(box)

    def _tier(self, tier: str, name: str, signs: Signs) -> Card:
        card = Card(self.theme, name, padding=(20, 16), spacing=6)
        own = [sign for sign in signs.signs if sign.tier == tier]
        if not own:
            card.body.addWidget(BodyLabel(self.theme, NO_TIER, ink="2"))
        for domain in signs.domains:
            mine = [sign for sign in own if sign.domain == domain.code]
            if mine:
                card.body.addWidget(HeadingLabel(self.theme, domain.name, role="caption-strong", ink="2"))
            for sign in mine:
                line = SignLine(self.theme, sign.words, f"{sign.words}. {name}, {domain.name}")
                line.box.toggled.connect(lambda _on: self._commands())
                self.ticks[sign.id] = line.box
                card.body.addWidget(line)
        return card

    def ticked(self) -> list[str]:
        """The signs that are ticked."""
        return [key for key, box in self.ticks.items() if box.isChecked()]

    def _commands(self) -> None:
        number = len(self.ticked())
        words = f"Begin with {count(number, 'sign')}" if number else "Begin a level of need"
        self.bar.set_actions([BarAction(words, self.begin, "list-numbers", "primary")])

    def begin(self) -> None:
        """Asks for which family, and begins a level of need with the ticked signs; level and reasons are the worker's."""
        family = ask_family(self.session, self, "Level of need: for which family?")
        if not family:
            return
        area = self.chosen()
        known: dict[str, object] = {"area": area.area}
        signs = self.lists.get(area.id)
        if signs is not None and self.ticked():
            known["signs"] = rows(signs, self.ticked(), area.area)
        self.go.new_record(LEVEL, family, known)

    def first_focus(self) -> QWidget | None:
        """The area."""
        return self.area

    def areas(self) -> list[QWidget]:
        """Bar and levels."""
        return [self.bar, self.sheet]


class SignLine(QWidget):
    """A box to tick with words that wrap; pressing the words ticks it too."""

    def __init__(self, theme: Theme, words: str, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self.box = QCheckBox()
        self.box.setAccessibleName(theme.say(name))
        row.addWidget(self.box)
        row.addWidget(BodyLabel(theme, words), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
        super().mouseReleaseEvent(event)
