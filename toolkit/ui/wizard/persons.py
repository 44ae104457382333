"""Person by person: one large question about each, with the same answer for everyone one press away."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.people import dicts
from toolkit.forms.vocabulary import Choice, Choices, Rows, is_empty
from toolkit.ui.editors.base import Desk, Editor, Finding, holds_widget, new_id, split_row
from toolkit.ui.widgets import FilterPill, FlowLayout, HeadingLabel, PlainButton, QuietButton
from toolkit.ui.wizard.block import ChoiceBlock

MAY_ADD = ("asked",)
"""Rows to which somebody may be added here; elsewhere it is those whose information it is."""
OWN = ("id", "person", "added")
"""What belongs to one row alone, whatever is said to be the same for everyone."""


class PersonQuestions(Editor):
    """Rows that ask one main question about each person; the rows themselves are seeded by the decision."""

    entered = Signal()

    def __init__(self, part: Rows, main: str, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        self.main = next(c for c in part.columns if c.key == main and isinstance(c, Choice | Choices))
        self._rows: list[dict[str, Any]] = []
        self._untouched: Any = None
        self._touched = False
        self._at = ""
        self._width = self.theme.em(46)
        self._findings: list[Finding] = []
        self.block: ChoiceBlock | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(8))
        self.pills = QWidget()
        self.flow = FlowLayout(self.pills, across=self.theme.px(6), down=self.theme.px(6))
        self.column.addWidget(self.pills)
        self.name = HeadingLabel(self.theme, role="h3")
        self.column.addWidget(self.name)
        self.same = PlainButton(self.theme, "The same for everyone", "users-three")
        self.same.clicked.connect(lambda _checked=False: self.same_for_all())
        self._pills: list[FilterPill | PlainButton] = []
        self.more = QuietButton(self.theme, part.add_label or "Add", "plus")
        self.more.clicked.connect(lambda _checked=False: self.add())
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        if part.key not in MAY_ADD:
            self.more.hide()

    # The answer

    def value(self) -> list[dict[str, Any]] | None:
        return (copy.deepcopy(self._rows) or None) if self._touched else self._untouched

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        self._rows = copy.deepcopy(dicts(answer))
        for row in self._rows:
            row.setdefault("id", new_id())
        if self._row(self._at) is None:
            self._at = str(self._rows[0]["id"]) if self._rows else ""
        self._show()

    def controls(self) -> Sequence[QWidget]:
        return ()

    def mark(self, state: str) -> None:
        """Each card marks itself."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they stand."""
        return self._rows

    def _row(self, key: str) -> dict[str, Any] | None:
        return next((row for row in self._rows if str(row.get("id")) == key), None)

    def _touch(self, _key: str = "") -> None:
        self._touched = True
        self.changed.emit()
        self._show_pills()

    # One person at a time

    def show_person(self, key: str) -> None:
        """Shows the question about the person of a row."""
        if self._row(key) is not None and key != self._at:
            self._at = key
            self._show()
            self.show_problems(self._findings)

    def next_open(self) -> bool:
        """Goes to the next person nothing is said about yet; False when there is none, or this one is not answered."""
        here = self._row(self._at)
        if here is None or is_empty(here.get(self.main.key)):
            return False
        later = [row for row in self._rows if is_empty(row.get(self.main.key))]
        if not later:
            return False
        self.show_person(str(later[0]["id"]))
        return True

    def same_for_all(self) -> None:
        """Gives everyone the answer of the person shown."""
        here = self._row(self._at)
        if here is None:
            return
        said = {key: value for key, value in here.items() if key not in OWN}
        for row in self._rows:
            if row is not here:
                kept = {key: row[key] for key in OWN if key in row}
                row.clear()
                row.update(kept | copy.deepcopy(said))
        self._touch()

    def add(self) -> None:
        """Adds a row for somebody else."""
        row = {"id": new_id(), "added": "yes"}
        self._rows.append(row)
        self._at = str(row["id"])
        self._touch()
        self._show()
        if self.block is not None:
            self.block.go_to("person")

    def take_out(self) -> None:
        """Takes an added row out again."""
        self._rows = [row for row in self._rows if str(row.get("id")) != self._at]
        self._at = str(self._rows[0]["id"]) if self._rows else ""
        self._touch()
        self._show()

    def _title(self, row: dict[str, Any]) -> str:
        return self.scope.context.name_of(row.get("person")) or "Somebody else"

    def _show(self) -> None:
        if self.block is not None:
            self.column.removeWidget(self.block)
            self.block.hide()
            self.block.deleteLater()
            self.block = None
        row = self._row(self._at)
        if row is not None:
            columns = [c for c in self.part.columns if c.key != "person" or row.get("added")]
            self.block = ChoiceBlock(self.main, columns, self.desk, self._scope(row), row, width=self._width)
            self.block.changed.connect(self._edited)
            self.block.entered.connect(self.entered)
            self.column.insertWidget(2, self.block)
            self.block.show()
        self._show_pills()

    def _scope(self, row: dict[str, Any]) -> Scope:
        return self.scope.within(row)

    def _edited(self, key: str) -> None:
        row = self._row(self._at)
        if self.block is not None and row is not None:
            self.block.sync(self._scope(row))
            if key == self.main.key:
                self.block.first_open()
        self._touch()

    def _show_pills(self) -> None:
        for pill in self._pills:
            self.flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = []
        several = len(self._rows) > 1
        row = self._row(self._at)
        if several:
            for one in self._rows:
                self._pills.append(self._pill(one))
        if row is not None and row.get("added"):
            less = PlainButton(self.theme, "Take out", "trash", name=f"Take out {self._title(row)}")
            less.clicked.connect(lambda _checked=False: self.take_out())
            self._pills.append(less)
        for made in self._pills:
            self.flow.addWidget(made)
        answered = row is not None and not is_empty(row.get(self.main.key))
        if several and answered:
            self.flow.addWidget(self.same)
        else:
            self.flow.removeWidget(self.same)
        self.same.setVisible(several and answered)
        self.pills.setVisible(bool(self._pills))
        # A single person is named too: an answer about the wrong one would be the worst of mistakes.
        self.name.setText(self._title(row) if row is not None else "")
        self.name.setVisible(row is not None)

    def _pill(self, row: dict[str, Any]) -> FilterPill:
        key = str(row.get("id"))
        pill = FilterPill(self.theme, self._title(row), chosen=key == self._at)
        done = not is_empty(row.get(self.main.key))
        pill.set_icon("check-circle-fill" if done else "circle-dashed-bold", "green" if done else "amber")
        pill.setAccessibleDescription(self.theme.say("answered" if done else "not answered yet"))
        pill.clicked.connect(lambda _checked=False: self._pick(key))
        return pill

    def _pick(self, key: str) -> None:
        self.show_person(key)
        self._show_pills()

    # What every editor does

    def set_scope(self, scope: Scope) -> None:
        super().set_scope(scope)
        row = self._row(self._at)
        if self.block is not None and row is not None:
            self.block.sync(self._scope(row))

    def press(self, number: int) -> bool:
        """Chooses the answer with this number key for the person shown."""
        return self.block is not None and self.block.press(number)

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        self._findings = list(found)
        own: list[Finding] = []
        rest: list[Problem] = []
        for finding in found:
            key, path = split_row(finding.path)
            if key == self._at:
                own.append(finding.inside(path))
            elif not key and finding.shown:
                rest.append(finding.problem)
        if self.block is not None:
            self.block.show_problems(own)
        return rest

    def go_to(self, path: str) -> bool:
        key, inner = split_row(path)
        if key:
            self.show_person(key)
        return self.block is not None and self.block.go_to(inner)

    def path_to(self, widget: QWidget) -> str:
        if self.block is not None and holds_widget(self.block, widget):
            inner = self.block.path_to(widget)
            return f"[{self._at}].{inner}" if inner else f"[{self._at}]"
        return ""

    def fit(self, width: int) -> None:
        self._width = width
        if self.block is not None:
            self.block.fit(width)
