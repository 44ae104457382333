"""Where things stand on the page of a decision: answers at the left, the question, the rule at the right, bars round them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import BottomBar, QuietButton, VerticalScrollPage
from toolkit.ui.wizard.sides import AnswersSide, RuleSide
from toolkit.ui.wizard.top import UrgentButtons

TITLE = "Share information?"
SIDE_EM, RULE_EM, QUESTION_EM = 19.7, 20.0, 46.8
WIDE_EM, NARROW_EM = 84.0, 60.0
MARGIN = 28


class WizardFrame(Page):
    """The empty page, with room for a question in `middle_box`, before its last stretch."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, TITLE)
        self.wide: bool | None = None
        self.narrow: bool | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        self.urgent = UrgentButtons(theme)
        bar = self.bar.layout()
        assert isinstance(bar, QHBoxLayout)
        self._bar_row = bar
        self.strip = QWidget()
        self.strip_box = QHBoxLayout(self.strip)
        self.strip_box.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        self.body.addWidget(self.strip)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.body.addLayout(row, 1)
        self.answers_side = AnswersSide(theme)
        self.answers_side.setFixedWidth(theme.em(SIDE_EM))
        row.addWidget(self.answers_side)
        self.sheet = VerticalScrollPage(theme, margins=(MARGIN, 16, 20, 20), spacing=12)
        row.addWidget(self.sheet, 1)
        self.beside = QWidget()
        self.columns = QHBoxLayout(self.beside)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(theme.px(24))
        self.middle = QWidget()
        self.middle_box = QVBoxLayout(self.middle)
        self.middle_box.setContentsMargins(0, 0, 0, 0)
        self.middle_box.setSpacing(theme.px(10))
        self.answers_button = QuietButton(theme, "Your answers", "list-bullets")
        self.middle_box.addWidget(self.answers_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.notes = QVBoxLayout()
        self.notes.setSpacing(theme.px(8))
        self.middle_box.addLayout(self.notes)
        # What is spare stays below the question, not between its parts.
        self.middle_box.addStretch(1)
        self.columns.addWidget(self.middle, 1)
        self.rules = RuleSide(theme)
        self.rules.card_wanted.connect(self.go.card)
        self.columns.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignTop)
        self.sheet.body.addWidget(self.beside)
        self.sheet.body.addStretch(1)
        self.bottom = BottomBar(theme)
        self.body.addWidget(self.bottom)

    def narrowed(self, width_em: float) -> None:
        """Folds the answers into a button, then the rule under the question; the urgent buttons never fold."""
        self.wide, self.narrow = width_em >= WIDE_EM, width_em < NARROW_EM
        self.answers_side.setVisible(self.wide)
        self.answers_button.setVisible(not self.wide)
        self.columns.removeWidget(self.rules)
        self.sheet.body.removeWidget(self.rules)
        if self.narrow:
            self.rules.setMinimumWidth(0)
            self.rules.setMaximumWidth(16777215)
            self.sheet.body.insertWidget(1, self.rules)
        else:
            self.rules.setFixedWidth(self.theme.em(RULE_EM))
            self.columns.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignTop)
        self.place_urgent()

    def place_urgent(self) -> None:
        """In the top bar where they fit beside the title, else in a row of their own below it."""
        title = self.theme.em(17)
        fits = self.width() - title - self.theme.px(90) >= self.urgent.one_row()
        self._bar_row.removeWidget(self.urgent)
        self.strip_box.removeWidget(self.urgent)
        if fits:
            self._bar_row.addWidget(self.urgent, 0, Qt.AlignmentFlag.AlignVCenter)
            self.urgent.setMinimumWidth(self.urgent.one_row())
        else:
            self.urgent.setMinimumWidth(0)
            self.strip_box.addWidget(self.urgent)
        self.strip.setVisible(not fits)
        self.urgent.show()

    def room(self) -> int:
        """How many pixels wide the fields of a question are drawn."""
        em, theme = self.theme.em, self.theme
        wide = self.wide is not False
        room = (self.width() or 1282) - (em(SIDE_EM) if wide else 0) - theme.px(MARGIN + 20 + 16)
        if not self.narrow:
            room -= em(RULE_EM) + theme.px(24)
        return max(min(room, em(QUESTION_EM)), em(14))
