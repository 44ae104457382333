"""The last step of new records: who writes here, and the local numbers that come up when there is a worry."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QVBoxLayout, QWidget

from toolkit.practice.areas import FIRST_START, LOCAL_KINDS, LocalNumber, local_facts
from toolkit.ui.create_steps import CreateStep
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, FieldFrame, IconLabel, IconLine, LineEdit

NUMBER_HINTS = {
    "front_door": "Children’s social care for your area, in the day.",
    "out_of_hours": "The same at night and at weekends.",
    "safeguarding_lead": "The named person in your own organisation.",
    "data_protection_lead": "Whom you ask about sharing and about a mistake.",
}
NOT_YET = "Not known yet"


class NumberRow(QWidget):
    """One local number, or "Not known yet": a blank is no answer."""

    def __init__(self, theme: Theme, kind: str) -> None:
        super().__init__()
        self.kind = kind
        label = LOCAL_KINDS[kind]
        self.line = LineEdit(theme, name=label)
        self.not_yet = QCheckBox(theme.say(NOT_YET))
        self.not_yet.setAccessibleName(theme.say(f"{label}: not known yet"))
        self.field = FieldFrame(theme, label, self.line, hint=NUMBER_HINTS[kind])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.field.row.addWidget(self.not_yet)
        self.line.changed.connect(self._typed)
        self.not_yet.toggled.connect(self._ticked)

    def answered(self) -> bool:
        """Whether a number or "not known yet" was given."""
        return bool(self.line.text().strip()) or self.not_yet.isChecked()

    def number(self, today: date) -> LocalNumber:
        """The number with the day it was typed as the day it was checked; empty when not known yet."""
        phone = self.line.text().strip()
        return LocalNumber(phone=phone, checked_on=today.isoformat() if phone else "")

    def say_missing(self) -> None:
        """Says what to do about a blank."""
        self.field.set_state("error", f"Type the number, or tick “{NOT_YET}”.")

    def _typed(self) -> None:
        self.field.set_state("")
        if self.line.text().strip():
            self.not_yet.setChecked(False)

    def _ticked(self, ticked: bool) -> None:
        self.field.set_state("")
        if ticked:
            self.line.set_value("")


class ReadyStep(CreateStep):
    """Name, role and organisation; four local numbers; and whether the example family goes in."""

    key, name = "ready", "Ready to use"
    title = "Ready to use"
    hint = "Your records are made. Say who writes here, and which numbers to show when you are worried about a child."
    next_words = "Open my records"

    def __init__(self, theme: Theme, *, example_offered: bool = True) -> None:
        super().__init__(theme)
        you = Card(theme, "You", spacing=14)
        self.who = LineEdit(theme)
        self.role = LineEdit(theme)
        self.organisation = LineEdit(theme)
        self.who_field = FieldFrame(
            theme, "Your name", self.who, hint="As it stands on every record you write."
        )
        self.role_field = FieldFrame(
            theme, "Your role", self.role, hint="As health visitor, or family support worker."
        )
        self.organisation_field = FieldFrame(
            theme, "Your organisation", self.organisation, hint="Optional. Printed with your name."
        )
        self._pairs = [self._pair(self.who_field, self.role_field), self._pair(self.organisation_field)]
        for pair in self._pairs:
            you.body.addLayout(pair)
        self.column.addWidget(you)
        numbers = Card(theme, "Numbers for when you are worried about a child", spacing=14)
        numbers.body.addLayout(_emergency(theme))
        self.rows = [NumberRow(theme, kind) for kind in FIRST_START]
        for left, right in ((0, 1), (2, 3)):
            pair = self._pair(self.rows[left], self.rows[right])
            self._pairs.append(pair)
            numbers.body.addLayout(pair)
        numbers.body.addWidget(
            IconLine(
                theme,
                "info",
                "A number not known yet is named on Today until you add it in Settings.",
                "ink2",
            )
        )
        self.column.addWidget(numbers)
        self.example = QCheckBox(self.theme.say("Put in the example family"))
        self.example.setAccessibleDescription(theme.say("An invented family to look round with."))
        holder = Card(theme)
        holder.body.addWidget(self.example)
        words = "The Thistlewicks are invented, about 25 records over nine months. Best in records made only to look round."
        holder.body.addWidget(BodyLabel(theme, words, ink="2"))
        holder.setVisible(example_offered)
        self.column.addWidget(holder)
        for line, field in ((self.who, self.who_field), (self.role, self.role_field)):
            line.changed.connect(lambda f=field: f.set_state(""))

    def _pair(self, *widgets: QWidget) -> QBoxLayout:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(self.theme.px(20))
        for widget in widgets:
            pair.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        return pair

    def complete(self) -> bool:
        for line, field, words in (
            (self.who, self.who_field, "Type your name. A record must say who wrote it."),
            (self.role, self.role_field, "Type your role. A record must say in what role it was written."),
        ):
            if not line.text().strip():
                field.set_state("error", words)
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        blank = [row for row in self.rows if not row.answered()]
        for row in blank:
            row.say_missing()
        if blank:
            blank[0].line.setFocus(Qt.FocusReason.OtherFocusReason)
        return not blank

    def facts(self, today: date | None = None) -> dict[str, str]:
        """What is kept in the records: author, role, organisation and the numbers, key to value."""
        found = {
            "author_name": self.who.text().strip(),
            "author_role": self.role.text().strip(),
            "organisation": self.organisation.text().strip(),
        }
        for row in self.rows:
            found |= local_facts(row.kind, row.number(today or date.today()))
        return found

    def example_wanted(self) -> bool:
        """Whether the example family goes in."""
        return self.example.isChecked()

    def focus_first(self) -> None:
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.em(46)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            if pair.direction() != wanted:
                pair.setDirection(wanted)


def _emergency(theme: Theme) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(theme.px(8))
    row.addWidget(IconLabel(theme, "phone-call-fill", "red", 18))
    row.addWidget(BodyLabel(theme, "999", role="h2", ink="red", wrap=False))
    row.addWidget(BodyLabel(theme, "A child in danger now. Always shown first.", ink="2"), 1)
    return row
