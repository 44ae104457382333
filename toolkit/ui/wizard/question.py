"""The question in the middle: its words, its answers large, what follows from them, and what is missing once asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.decision.flow import State
from toolkit.forms.decision.law import offered as bases
from toolkit.forms.decision.pages_start import CALM
from toolkit.forms.vocabulary import Choice, Choices, is_empty
from toolkit.ui.editors import FieldColumn
from toolkit.ui.editors.base import Desk, Editor, Finding, holds_widget, split_path
from toolkit.ui.widgets import BodyLabel, HeadingLabel, IconLine, PlainButton
from toolkit.ui.wizard.block import ChoiceBlock, offers
from toolkit.ui.wizard.matrix import Matrix
from toolkit.ui.wizard.options import Offer
from toolkit.ui.wizard.persons import PersonQuestions

ALWAYS_SHOWN = "not_sure"


def offered(state: State, part: Choice | Choices, answers: Mapping[str, Any], scope: Scope) -> list[Offer]:
    """The answers that are of use here: bases in law for this route, and no word of a manager on what needs none."""
    found = offers(part)
    if part.key == "basis_6":
        route = str(answers.get("route") or "")
        usual = bases(answers, scope.context, route)
        keep = [*usual, ALWAYS_SHOWN]
        chosen = answers.get("basis_6")
        if usual:
            ordered = sorted(
                (one for one in found if one.value in keep), key=lambda one: keep.index(one.value)
            )
            return [*ordered, *(one for one in found if one.value == chosen and one.value not in keep)]
    if part.key == "weigh" and scope.context.facts.get("@harm") != "yes":
        return [one for one in found if one.value != "refer_anyway"]
    return found


class Question(QWidget):
    """One question. `changed` is sent with the key that a person changed; `go_on` when Enter says next question."""

    changed = Signal(str)
    go_on = Signal()

    def __init__(
        self, state: State, desk: Desk, scope: Scope, kept: dict[str, Any], *, width: int, title: str = ""
    ) -> None:
        super().__init__()
        assert state.page is not None
        self.state, self.desk, self.scope, self.kept = state, desk, scope, kept
        self.theme = desk.theme
        self.asked = False
        self.first: QWidget | None = None
        """What gets the keyboard before any field, as the button of the first number to ring."""
        self._width = width
        self._missing: list[Problem] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(10))
        self.heading = HeadingLabel(self.theme, title or state.page.title, role="question")
        self.heading.setProperty("ring", "none")
        self.heading.setAccessibleName(self.theme.say(title or state.page.title))
        self.column.addWidget(self.heading)
        self.hint = BodyLabel(self.theme, state.page.hint, role="read", ink="2")
        self.column.addWidget(self.hint)
        if not state.page.hint:
            self.hint.hide()
        self.above = QVBoxLayout()
        self.above.setSpacing(self.theme.px(8))
        self.column.addLayout(self.above)
        self.problem = IconLine(self.theme)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.block: ChoiceBlock | None = None
        self.fields: FieldColumn | None = None
        self._build()

    def _build(self) -> None:
        page = self.state.page
        assert page is not None
        main = next((part for part in page.fields if part.key == self.state.main), None)
        if isinstance(main, Choice | Choices):
            self.block = ChoiceBlock(
                main,
                page.fields,
                self.desk,
                self.scope,
                self.kept,
                offered=offered(self.state, main, self.kept, self.scope),
                folded=self._optional(),
                width=self._width,
            )
            self.block.changed.connect(self._edited)
            self.block.entered.connect(self.go_on)
            self.column.addWidget(self.block)
            if main.key == "basis_6" and len(self.block.options.cards) < len(main.options):
                self.more = PlainButton(self.theme, "Show every basis")
                self.more.clicked.connect(lambda _checked=False: self._every_basis(main))
                self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.fields = FieldColumn(
                page.fields,
                self.desk,
                self.scope,
                self.kept,
                tight=True,
                gap=14,
                title=self._alone(),
                width=self._width,
            )
            self.fields.changed.connect(self._edited)
            for editor in self.editors():
                if isinstance(editor, PersonQuestions):
                    editor.entered.connect(self.go_on)
            self.column.addWidget(self.fields)

    def _optional(self) -> list[str]:
        """In the weighing up with harm, what may be left out and is empty: it stands behind a button."""
        page, harm = self.state.page, self.scope.context.facts.get("@harm") == "yes"
        if page is None or self.state.key != "S6N" or not harm:
            return []
        return [part.key for part in page.fields if part.needed == CALM and is_empty(self.kept.get(part.key))]

    def _every_basis(self, main: Choice | Choices) -> None:
        if self.block is None:
            return
        page = self.state.page
        assert page is not None
        old = self.block
        self.block = ChoiceBlock(main, page.fields, self.desk, self.scope, self.kept, width=self._width)
        self.block.changed.connect(self._edited)
        self.block.entered.connect(self.go_on)
        self.column.replaceWidget(old, self.block)
        old.hide()
        old.deleteLater()
        self.more.hide()
        self.block.options.focus()

    def _alone(self) -> str:
        """The label of a field that the question says already: rows about persons, the checks."""
        page = self.state.page
        assert page is not None
        first = page.fields[0]
        return first.label if first.key in OWN_HEADING else page.title

    def _edited(self, key: str) -> None:
        self.changed.emit(key)

    # What the page speaks with

    def editors(self) -> list[Editor]:
        """The editors on the screen."""
        return [box.editor for box in self.fields.shown_boxes()] if self.fields is not None else []

    def sync(self, scope: Scope) -> None:
        """Shows the fields that apply now; what stays is left alone."""
        self.scope = scope
        for part in (self.block, self.fields):
            if part is not None:
                part.sync(scope)

    def press(self, number: int) -> bool:
        """Chooses the answer with this number key."""
        if self.block is not None:
            return self.block.press(number)
        for editor in self.editors():
            if isinstance(editor, PersonQuestions | Matrix) and editor.press(number):
                return True
        return False

    def wants_words(self) -> bool:
        """Whether it is answered by typing, and no number key would be of use."""
        keyed = any(isinstance(one, PersonQuestions | Matrix) for one in self.editors())
        return self.block is None and not keyed

    def go_to_first(self) -> bool:
        """Puts the keyboard on the first field that is still empty, else on the first."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        boxes = self.fields.shown_boxes() if self.fields is not None else []
        empty = next((box for box in boxes if is_empty(box.value())), boxes[0] if boxes else None)
        return empty is not None and empty.go_to("")

    def open_first(self) -> None:
        """After a choice: the keyboard goes to the first field it opened."""
        if self.block is not None and not self.block.options.many:
            self.block.first_open()

    def step_inside(self) -> bool:
        """Goes to the next person nothing was said about; False when there is none."""
        persons = next((one for one in self.editors() if isinstance(one, PersonQuestions)), None)
        return persons is not None and persons.next_open()

    def show_problems(self, found: Sequence[Problem], typing: str = "") -> None:
        """Shows what is missing or wrong. Before Next was pressed only what cannot stay as it is."""
        keys = {part.key for part in self.state.page.fields} if self.state.page else set()
        findings = [
            Finding(p.path, p, self.asked or (p.level != "missing" and p.path != typing)) for p in found
        ]
        for part in (self.block, self.fields):
            if part is not None:
                part.show_problems(findings)
        for box in self.fields.shown_boxes() if self.fields is not None else []:
            # A question says itself that it is not answered; a count above it would say so before it was asked.
            if box.part.key in OWN_HEADING and box.chip is not None:
                box.chip.hide()
        loose = [f.problem for f in findings if f.shown and split_path(f.path)[0] not in keys]
        self.say([p.sentence for p in loose], [p.level for p in loose])

    def say(self, sentences: Sequence[str], levels: Sequence[str] = ()) -> None:
        """Shows sentences that belong to no field."""
        worst = "refused" in levels
        icon, tone = ("warning-circle-fill", "red") if worst else ("warning-fill", "amber")
        if sentences:
            self.problem.set_line(icon, "\n".join(dict.fromkeys(sentences)), tone)
        self.problem.setVisible(bool(sentences))

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on the control a path points to."""
        if self.block is not None and self.block.holds(path):
            return self.block.go_to(path)
        return self.fields is not None and self.fields.go_to(path)

    def to_button(self) -> None:
        """Puts the keyboard on the first button, which changes what belongs to no field."""
        button = next((one for one in self.findChildren(QPushButton) if one.isVisible()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def path_to(self, widget: QWidget | None) -> str:
        """The path of a control, or nothing."""
        if widget is None:
            return ""
        for part in (self.block, self.fields):
            if part is not None and holds_widget(part, widget):
                return part.path_to(widget)
        return ""

    def typing(self) -> str:
        """The path of the control that has the keyboard."""
        return self.path_to(QApplication.focusWidget())

    def fit(self, width: int) -> None:
        """Takes in how wide it will be drawn."""
        self._width = width
        for part in (self.block, self.fields):
            if part is not None:
                part.fit(width)


OWN_HEADING = {"ask", "asked", "answered", "explained", "gillick", "checks", "told"}
"""Rows whose label would only say the question again."""
