"""The people of a family at the left of its page: a card for each child, a row for each adult."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.family_facts import AdultFacts, ChildFacts, Fact
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    CardButton,
    FlowLayout,
    IconLabel,
    PersonToken,
    hairline,
)

LATE_ICON = "warning-fill"
TokenKind = Literal["child", "adult", "unborn", "not_named"]


class ChildCard(CardButton):
    """A child by name, age and three facts; pressing it opens the family file at that child."""

    def __init__(self, theme: Theme, child: ChildFacts, opened: Callable[[str], object]) -> None:
        super().__init__(theme)
        person = child.person
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        kind: TokenKind = "unborn" if person.unborn else "child"
        head.addWidget(
            PersonToken(theme, person.initials, child.number, kind=kind), 0, Qt.AlignmentFlag.AlignTop
        )
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, person.name, role="h3"))
        text.addWidget(BodyLabel(theme, child.line, role="caption", ink="2"))
        head.addLayout(text, 1)
        column.addLayout(head)
        if child.facts:
            column.addWidget(FactLine(theme, child.facts))
        said = [person.name, child.line.replace("  ·  ", ", ")]
        said += [f"{fact.label}: {fact.words}" for fact in child.facts]
        self.setAccessibleName(theme.say(". ".join(said)))
        self.clicked.connect(lambda _checked=False: opened(person.id))


class FactLine(QWidget):
    """Facts side by side, each a small word over a bold one; they wrap when there is no room."""

    def __init__(self, theme: Theme, facts: Sequence[Fact]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        flow = FlowLayout(self, across=theme.px(16), down=theme.px(6))
        for fact in facts:
            flow.addWidget(_FactBox(theme, fact))


class _FactBox(QWidget):
    def __init__(self, theme: Theme, fact: Fact) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(BodyLabel(theme, fact.label, role="caption", ink="2", wrap=False))
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        if fact.late:
            row.addWidget(IconLabel(theme, LATE_ICON, "amber", 14))
        row.addWidget(
            BodyLabel(theme, fact.words, role="caption-strong", ink="amber" if fact.late else "1", wrap=False)
        )
        row.addStretch(1)
        column.addLayout(row)


class AdultsCard(Card):
    """The adults in one card, with when each was last spoken to."""

    def __init__(self, theme: Theme, adults: Sequence[AdultFacts], opened: Callable[[str], object]) -> None:
        super().__init__(theme, padding=(0, 8), spacing=0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(4))
        head.addWidget(BodyLabel(theme, "Adults", role="caption-strong", ink="2"), 1)
        head.addWidget(BodyLabel(theme, "Last spoken to", role="caption", ink="2", wrap=False))
        self.body.addLayout(head)
        for index, adult in enumerate(adults):
            if index:
                self.body.addWidget(hairline(theme))
            self.body.addWidget(AdultRow(theme, adult, opened))


class AdultRow(CardButton):
    """An adult: name, relation and home, last spoken to."""

    def __init__(self, theme: Theme, adult: AdultFacts, opened: Callable[[str], object]) -> None:
        super().__init__(theme, flat=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7))
        row.setSpacing(theme.px(10))
        kind: TokenKind = "not_named" if adult.letters == "?" else "adult"
        row.addWidget(
            PersonToken(theme, adult.letters, adult.number, kind=kind, size=32),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        text = QVBoxLayout()
        text.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(BodyLabel(theme, adult.name, role="name"), 1)
        if adult.late:
            head.addWidget(IconLabel(theme, LATE_ICON, "amber", 14), 0, Qt.AlignmentFlag.AlignVCenter)
        if adult.spoken:
            ink = "amber" if adult.late else "2"
            role = "caption-strong" if adult.late else "caption"
            head.addWidget(BodyLabel(theme, adult.spoken, role=role, ink=ink, wrap=False))
        text.addLayout(head)
        if adult.line:
            text.addWidget(BodyLabel(theme, adult.line, role="caption", ink="2"))
        row.addLayout(text, 1)
        spoken = (
            f"Last spoken to: {adult.spoken}" if adult.person is not None and adult.spoken else adult.spoken
        )
        self.setAccessibleName(
            theme.say(". ".join(part for part in (adult.name, adult.line, spoken) if part))
        )
        self.clicked.connect(lambda _checked=False: opened(adult.person.id if adult.person else ""))
