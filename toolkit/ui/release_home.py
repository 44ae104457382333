"""Is it safe to leave in the home: who could find it, what it would tell, and what is left there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from toolkit.practice.leaving import Finder
from toolkit.ui.release_parts import OptionCard, Question
from toolkit.ui.release_questions import Gap
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame, GrowingText, IconLine, SegmentedChoice

FULL = "All pages, as shown."
CARD = "A small card with the days to come. No names, no service, no worries."
SIDE_BY_SIDE_EM = 32
"""Below this width, in body heights, the cards stand under one another."""
NO_CARD = "There is nothing in this record for a card."


class HomeQuestion(Question):
    """Is it safe to leave in the home? `warned` says that a warning of the family keeps paper out of it.

    `changed` is sent when something else is left.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, *, warned: bool, finders: Sequence[Finder] = (), cards: bool = False
    ) -> None:
        super().__init__(theme, 3, "Is it safe to leave in the home?")
        self._warned, self._fits = warned, cards
        self._add_facts(finders)
        self.safe = SegmentedChoice(
            theme,
            [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
            keys={"Y": "yes", "N": "no", "K": "not_known"},
            name="Could someone who may cause harm find it?",
        )
        self.safe_field = FieldFrame(
            theme,
            "Could someone who may cause harm find it?",
            self.safe,
            hint="Think of who lives there, who visits, who opens bags or phones, and what the paper says.",
            role="name",
        )
        self.body.addWidget(self.safe_field)
        self._add_cards(cards)
        self.reason = GrowingText(theme, lines=2, name="Why a copy is left")
        self.reason_field = FieldFrame(
            theme,
            "Why a full copy is left all the same",
            self.reason,
            hint="Kept with the note under Sent out.",
            role="name",
        )
        self.body.addWidget(self.reason_field)
        self.safe.changed.connect(self._safe_changed)
        self.reason.changed.connect(lambda: self.reason_field.set_state(""))
        self.nothing.setChecked(warned)
        self._show()

    def _add_facts(self, finders: Sequence[Finder]) -> None:
        """Who else lives or looks there, from the family file, and what the paper would tell them."""
        theme = self.theme
        there = ". ".join(f"{one.name} {one.why}" for one in finders)
        risk = any(one.risk for one in finders)
        words = f"{there}." if there else "The family file does not say who lives or looks in here."
        self.there = IconLine(
            theme, "warning-fill" if risk else "users-three", words, "red" if risk else "ink2"
        )
        self.tells = IconLine(theme, "eye", "", "ink2")
        self.body.addWidget(self.there)
        self.body.addWidget(self.tells)

    def _add_cards(self, discreet: bool) -> None:
        theme = self.theme
        cards = QWidget()
        self._cards = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        text = "Read it together. The copy stays in the record."
        self.nothing = OptionCard(theme, "Leave nothing", text, "hand-palm")
        self.small = OptionCard(theme, "Discreet copy", CARD, "scissors")
        self.full = OptionCard(theme, "Full copy", FULL, "files")
        for card, way in ((self.nothing, "nothing"), (self.small, "discreet"), (self.full, "full")):
            card.clicked.connect(lambda _checked=False, way=way: self.choose(way))
            row.addWidget(card, 1)
        self.small.setVisible(discreet)
        self.body.addWidget(cards)
        self.problem = IconLine(theme)
        self.body.addWidget(self.problem)
        self.advice = IconLine(theme, "lightbulb", "", "heather", ink="2")
        self.body.addWidget(self.advice)

    def show_tells(self, tells: Sequence[str] | None, *, fits: bool) -> None:
        """Says what the full copy would tell a finder, and whether anything of it is fit for a card."""
        self._fits = fits
        self.tells.setVisible(tells is not None)
        if tells:
            listed = ", ".join(tells[:-1]) + f" and {tells[-1]}" if len(tells) > 1 else tells[0]
            self.tells.set_line("warning-fill", f"The full copy shows {listed}.", "amber")
        elif tells is not None:
            words = "The full copy shows no address, telephone number, service or quoted words."
            self.tells.set_line("eye", words, "ink2")
        self.small.words.setText(CARD if fits else NO_CARD)
        self.small.setAccessibleName(self.theme.say(f"Discreet copy. {CARD if fits else NO_CARD}"))

    def way(self) -> str:
        """What is left: "nothing", "discreet", "full", or "" while that is not chosen."""
        cards = {"nothing": self.nothing, "discreet": self.small, "full": self.full}
        return next((way for way, card in cards.items() if card.isChecked()), "")

    def choose(self, way: str) -> None:
        """Chooses what is left."""
        self.nothing.setChecked(way == "nothing")
        self.small.setChecked(way == "discreet")
        self.full.setChecked(way == "full")
        self._show()
        self.changed.emit()

    def needs_reason(self) -> bool:
        """Whether leaving it is to be explained: warned of, or a full copy where it is not known to be safe."""
        if self.way() == "discreet":
            return self._warned
        return self.way() == "full" and (self._warned or self.safe.value() in ("yes", "not_known"))

    def why(self) -> str:
        """Why it was left, or not, in the words that are noted."""
        found = {
            "yes": "Could be found by someone who may cause harm.",
            "no": "Not likely to be found by someone who may cause harm.",
            "not_known": "Not known who could find it.",
        }.get(self.safe.value() or "", "")
        card = "Discreet copy." if self.way() == "discreet" else ""
        reason = self.reason.value().strip() if self.needs_reason() else ""
        return " ".join(part for part in (card, found, reason) if part)

    def gap(self) -> Gap | None:
        """What is missing here, shown where it is."""
        if self.safe.value() is None:
            words = "Answer whether someone who may cause harm could find it."
            self.safe_field.set_state("missing", words)
            return self.safe, words
        if not self.way() or (self.way() == "discreet" and not self._fits):
            chosen = self.small if self.way() else self.nothing
            words = f"{NO_CARD} Choose another way." if self.way() else "Choose what is left in the home."
            self.problem.set_line("circle-dashed-bold", words, "amber")
            self.problem.show()
            return chosen, words
        if self.needs_reason() and not self.reason.value().strip():
            words = f"Write why a {self._what()} is left all the same."
            self.reason_field.set_state("missing", words)
            return self.reason, words
        return None

    def _what(self) -> str:
        return "discreet copy" if self.way() == "discreet" else "full copy"

    def _safe_changed(self) -> None:
        self.safe_field.set_state("")
        # The safer way is put forward, and an answer given already stays.
        if self.safe.value() in ("yes", "not_known") and not self.way():
            self.nothing.setChecked(True)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.problem.hide()
        self.reason_field.label.setText(f"Why a {self._what()} is left all the same")
        self.reason_field.setVisible(self.needs_reason())
        because = {
            "yes": "because the paper could be found",
            "not_known": "because nobody knows who could find the paper",
        }.get(self.safe.value() or "", "")
        if self._warned:
            because = "because of the warning above"
        self.advice.set_line("lightbulb", f"Leave nothing is suggested, {because}. You decide.", "heather")
        self.advice.setVisible(bool(because))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(SIDE_BY_SIDE_EM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._cards.direction() != way:
            self._cards.setDirection(way)
