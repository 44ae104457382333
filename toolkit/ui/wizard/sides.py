"""Beside the question: the answers so far with a pencil each, and the golden rule, what people often think, what is due."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.decision.rule_sets import RuleSet
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    CardButton,
    IconButton,
    IconLabel,
    PromptCard,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.ui.widgets.banners import BannerTone
from toolkit.ui.wizard.said import Answered

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
READ_ALL = {7: "Read all seven rules"}


class AnswerLine(QWidget):
    """One answer so far. `wanted` is sent with its question when the pencil is pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, line: Answered, undoes: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(6), 0, theme.px(6))
        row.setSpacing(theme.px(8))
        icon, tone = ("check-circle-fill", "green")
        if line.again:
            icon, tone = "warning-fill", "amber"
        if line.to_complete:
            icon, tone = "circle-dashed-bold", "amber"
        row.addWidget(IconLabel(theme, icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(BodyLabel(theme, line.question, role="caption", ink="2"))
        if line.answer:
            words.addWidget(BodyLabel(theme, line.answer, role="name"))
        if line.again or line.to_complete:
            note = "To complete" if line.to_complete else "Look at it again"
            words.addWidget(BodyLabel(theme, note, role="caption-strong", ink="amber"))
        row.addLayout(words, 1)
        verb = "Answer" if line.to_complete else "Change"
        self.pencil = IconButton(
            theme, "pencil-simple", f"{verb}: {line.question}", tip=undoes or verb, bare=True
        )
        self.pencil.setAccessibleDescription(theme.say(undoes))
        self.pencil.clicked.connect(lambda _checked=False: self.wanted.emit(line.state))
        row.addWidget(self.pencil, 0, Qt.AlignmentFlag.AlignVCenter)


class AnswersSide(QFrame):
    """The answers so far, the question being asked, and how far it still is."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("box", "side")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = VerticalScrollPage(theme, margins=(12, 10, 10, 16), spacing=0)
        outer.addWidget(self.page)
        self.lines: list[AnswerLine] = []
        self._asking = ""
        self._shown: tuple[object, ...] = ()

    def show_answers(
        self,
        lines: Sequence[tuple[Answered, str]],
        asking: str,
        to_go: str,
        left: Sequence[tuple[Answered, str]] = (),
    ) -> None:
        """Shows the answers with what changing each puts in doubt, the question asked, and what an emergency left open."""
        shown = (tuple(lines), asking, to_go, tuple(left))
        if shown == self._shown:
            return
        self._shown = shown
        theme = self.theme
        place = self.page.verticalScrollBar().value()
        clear_layout(self.page.body)
        self.lines = []
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(8), 0, theme.px(4), theme.px(4))
        row.addWidget(BodyLabel(theme, "Your answers", role="h3", wrap=False))
        row.addStretch(1)
        row.addWidget(BodyLabel(theme, f"{len(lines)} so far", role="caption", ink="2", wrap=False))
        self.page.body.addWidget(head)
        for line, undoes in lines:
            self._add(line, undoes)
        if asking:
            now = Card(theme, box="soft", padding=(8, 8))
            inside = QHBoxLayout()
            inside.setSpacing(theme.px(8))
            inside.addWidget(IconLabel(theme, "caret-circle-right-fill", "accent-text", 16))
            inside.addWidget(BodyLabel(theme, asking, role="name", ink="accent"), 1)
            now.body.addLayout(inside)
            self.page.body.addSpacing(theme.px(6))
            self.page.body.addWidget(now)
        if to_go:
            words = BodyLabel(theme, to_go, role="caption", ink="2")
            words.setContentsMargins(theme.px(8), theme.px(8), 0, 0)
            self.page.body.addWidget(words)
        if left:
            head2 = BodyLabel(theme, "To complete by the next working day", role="name", ink="amber")
            head2.setContentsMargins(theme.px(8), theme.px(14), 0, 0)
            self.page.body.addWidget(head2)
            for line, undoes in left:
                self._add(line, undoes)
        self.page.body.addStretch(1)
        bar = self.page.verticalScrollBar()
        same = asking == self._asking
        self._asking = asking
        # A new question is shown with the last answers before it; a change made further up stays where it is.
        QTimer.singleShot(0, self, lambda: bar.setValue(place if same else bar.maximum()))

    def _add(self, line: Answered, undoes: str) -> None:
        made = AnswerLine(self.theme, line, undoes)
        made.wanted.connect(self.wanted)
        self.lines.append(made)
        self.page.body.addWidget(made)
        self.page.body.addWidget(hairline(self.theme))


class RuleSide(QWidget):
    """The golden rules of the question, the myth, and boxes of what is due. `card_wanted` has the id of a card."""

    card_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(14))
        self._shown: tuple[object, ...] = ()

    def show_rules(
        self,
        rules: RuleSet,
        numbers: Sequence[int],
        cards: Sequence[tuple[str, str]],
        myth: tuple[str, str],
        boxes: Sequence[tuple[BannerTone, str, str]],
    ) -> None:
        """Shows rules by their numbers, cards as id and title, a myth with what is true, boxes as tone, lead and words."""
        shown = (rules.id, tuple(numbers), tuple(cards), myth, tuple(boxes))
        if shown == self._shown:
            return
        self._shown = shown
        theme = self.theme
        clear_layout(self.column)
        for tone, lead, words in boxes:
            if tone == "red":
                self.column.addWidget(Banner(theme, tone, lead, words, icon="warning-fill"))
        for place, number in enumerate(numbers):
            rule = next((one for one in rules.rules if one.number == number), None)
            if rule is None:
                continue
            last = place == len(numbers) - 1
            prompt = PromptCard(
                theme,
                f"Golden rule {number} of {len(rules.rules)}",
                rule.text,
                rules.card if last else "",
                icon=f"number-circle-{NUMBERS[number - 1]}-fill",
                link=READ_ALL.get(len(rules.rules), "Read all the rules"),
            )
            prompt.read_card.connect(self.card_wanted)
            self.column.addWidget(prompt)
        if myth[0]:
            card = Card(theme, padding=(16, 10), spacing=4)
            card.body.addWidget(BodyLabel(theme, "People often think", role="caption-strong", ink="2"))
            card.body.addWidget(BodyLabel(theme, myth[0], role="name"))
            card.body.addWidget(BodyLabel(theme, myth[1], ink="2"))
            self.column.addWidget(card)
        for tone, lead, words in boxes:
            if tone != "red":
                icon = "clock-fill" if tone == "amber" else ""
                self.column.addWidget(Banner(theme, tone, lead, words, icon=icon))
        further = [(one, title) for one, title in cards if one != rules.card and title]
        if further:
            more = Card(theme, padding=(16, 8), spacing=0)
            more.body.addWidget(BodyLabel(theme, "To read", role="caption-strong", ink="2"))
            for card_id, title in further:
                link = CardButton(theme, flat=True, radius=4)
                inside = QVBoxLayout(link)
                inside.setContentsMargins(0, theme.px(5), 0, theme.px(5))
                inside.addWidget(BodyLabel(theme, title, ink="accent"))
                link.setAccessibleName(theme.say(f"Read the card: {title}"))
                link.clicked.connect(lambda _checked=False, one=card_id: self.card_wanted.emit(one))
                more.body.addWidget(link)
            self.column.addWidget(more)
        self.column.addStretch(1)
