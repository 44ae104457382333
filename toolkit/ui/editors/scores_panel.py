"""One person's number: pointed at or typed, why, and what would make it one higher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.vocabulary import Date, Scale, Scores
from toolkit.ui.editors.base import Desk, Finding, split_row, state_of
from toolkit.ui.editors.columns_parts import token_of
from toolkit.ui.editors.people import NameAndRole
from toolkit.ui.editors.scale import ScaleEditor
from toolkit.ui.editors.words import word_help
from toolkit.ui.record.tabs import TOGETHER
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    IconLine,
    PlainButton,
    PrimaryButton,
    QuietButton,
    clear_layout,
)


class NumberPanel(Card):
    """The chosen person's number. Every change is sent as `took` with the cell and what it holds."""

    took = Signal(str, object)
    next_wanted = Signal()
    remove_wanted = Signal()
    agreed = Signal()
    again = Signal()

    def __init__(self, part: Scores, desk: Desk, scope: Scope) -> None:
        super().__init__(desk.theme, padding=(14, 10), spacing=6)
        theme = desk.theme
        self.scope, self.desk = scope, desk
        # The line of all numbers stands beside it: Tab goes through this person's part first.
        self.setObjectName(TOGETHER)
        top = QWidget()
        self.top = FlowLayout(top, across=theme.px(8), down=theme.px(4), spread=True)
        self.who = QWidget()
        self._who = QHBoxLayout(self.who)
        self._who.setContentsMargins(0, 0, 0, 0)
        self.next = PlainButton(theme, "Next person", "caret-right")
        self.next.clicked.connect(self.next_wanted)
        self.top.addWidget(self.who)
        self.body.addWidget(top)
        self.other = NameAndRole(theme)
        self.other.changed.connect(lambda: self.took.emit("person", self.other.value()))
        self.body.addWidget(self.other)
        self.number = ScaleEditor(
            Scale(key="score", label="Number", low=part.low, high=part.high), desk, scope
        )
        for label in self.number.findChildren(BodyLabel):
            # What 0 and 10 mean stands under the line.
            label.setVisible(bool(label.text()))
        self.number.changed.connect(lambda: self.took.emit("score", self.number.value()))
        self.body.addWidget(self.number)
        self.problem = IconLine(theme)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._ask()
        self.because = self._words("Because", "because")
        self.higher = self._words("One higher if", "higher")
        self.day = desk.make(Date(key="date", label="Day"), desk, scope, compact=True)
        self.day.changed.connect(lambda: self.took.emit("date", self.day.value()))
        self.day_box = QWidget()
        box = QVBoxLayout(self.day_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(BodyLabel(theme, "Day this number was given", role="caption", ink="2"))
        box.addWidget(self.day)
        self.body.addWidget(self.day_box)
        self.remove = PlainButton(theme, "Take this number out", "trash")
        self.remove.clicked.connect(self.remove_wanted)
        foot = QWidget()
        # The next person follows the last thing that is asked about this one.
        last = FlowLayout(foot, across=theme.px(8), down=theme.px(4), spread=True)
        last.addWidget(self.next)
        last.addWidget(self.remove)
        self.body.addWidget(foot)
        self.body.addStretch(1)

    def _ask(self) -> None:
        self.asked = QWidget()
        flow = FlowLayout(self.asked, across=self.theme.px(8), down=self.theme.px(4))
        self.question = BodyLabel(self.theme, role="name")
        self.yes = PrimaryButton(self.theme, "Yes")
        self.no = QuietButton(self.theme, "Choose again")
        for part in (self.question, self.yes, self.no):
            flow.addWidget(part)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.again)
        self.asked.hide()
        self.body.addWidget(self.asked)

    def _words(self, label: str, key: str) -> GrowingText:
        text = GrowingText(self.theme, lines=1)
        caption = BodyLabel(self.theme, label, role="caption-strong", ink="2")
        caption.setBuddy(text)
        text.setProperty("part_name", label.lower())
        text.changed.connect(lambda: self.took.emit(key, text.value()))
        self.body.addWidget(caption)
        self.body.addWidget(text)
        # A reason is somebody's own: its spelling is looked at, its words are not.
        word_help(text, self.body, self.desk, gentle=False)
        return text

    def show_row(self, row: dict[str, Any], name: str, was: str, *, day: bool) -> None:
        """Shows a person's row. `was` says what the number was on the last map; `day` offers the day it was given."""
        clear_layout(self._who)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = f"{name or 'This person'} says"
        self._who.addWidget(token_of(self.theme, self.scope.context, name, 24))
        words.addWidget(HeadingLabel(self.theme, title, role="h3"))
        if was:
            words.addWidget(HeadingLabel(self.theme, was, role="caption", ink="2"))
        self._who.addLayout(words)
        person = row.get("person")
        self.other.setVisible(isinstance(person, dict))
        if isinstance(person, dict):
            self.other.set_value(person)
        self.number.set_value(row.get("score"))
        self.because.set_value(str(row.get("because") or ""))
        self.higher.set_value(str(row.get("higher") or ""))
        self.day.set_value(row.get("date"))
        self.day_box.setVisible(day)
        self.remove.setVisible(len(row) > 2)
        self.name_parts(name)

    def name_parts(self, name: str) -> None:
        """Names everything for those who do not see the screen."""
        for control in self.number.controls():
            part = control.property("part_name")
            control.setAccessibleName(self.theme.say(f"{name}: number{f', {part}' if part else ''}"))
        self.because.setAccessibleName(self.theme.say(f"{name}: because"))
        self.higher.setAccessibleName(self.theme.say(f"{name}: one higher if"))
        self.other.name.setAccessibleName(self.theme.say("Name of this person"))
        self.other.role.setAccessibleName(self.theme.say("Who this person is"))
        self.day.set_names(f"{name}: day this number was given")
        self.remove.setAccessibleName(self.theme.say(f"Take the number of {name} out"))

    def ask_child(self, name: str, score: int | None) -> None:
        """Asks a child whether this is the number; None asks nothing."""
        self.asked.setVisible(score is not None)
        if score is not None:
            self.question.setText(f"{name}, is {score} your number?")
            self.yes.setAccessibleName(self.theme.say(f"Yes, {score} is the number of {name}"))

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows what is wrong with this person's cells; paths begin at the row."""
        shown = [f for f in found if f.shown]
        cells = {"score": self.number, "date": self.day}
        for key, editor in cells.items():
            mine = [f.problem for f in shown if split_row(f.path)[1] == key]
            editor.mark(state_of(mine))
        because = [f.problem for f in shown if split_row(f.path)[1] == "because"]
        self.because.set_state(state_of(because))
        if any(split_row(f.path)[1] in ("date", "person") and f.problem.level == "refused" for f in found):
            self.day_box.show()
        self._say([f.problem for f in shown])

    def _say(self, found: list[Problem]) -> None:
        self.problem.setVisible(bool(found))
        if not found:
            return
        worst = state_of(found)
        icon, tone = {
            "error": ("warning-circle-fill", "red"),
            "missing": ("circle-dashed-bold", "amber"),
        }.get(worst, ("warning-fill", "amber"))
        self.problem.set_line(icon, "\n".join(dict.fromkeys(p.sentence for p in found)), tone)

    def controls(self) -> Sequence[QWidget]:
        """What takes the keyboard, in reading order."""
        return (*self.number.controls(), self.because, self.higher)

    def go_to(self, cell: str) -> bool:
        """Puts the keyboard on a cell of the row."""
        if cell == "person" and self.other.isVisibleTo(self):
            self.other.name.setFocus()
        elif cell in ("because", "higher"):
            (self.because if cell == "because" else self.higher).setFocus()
        elif cell == "date":
            self.day_box.show()
            self.day.go_to("")
        else:
            self.number.go_to("")
        return True
