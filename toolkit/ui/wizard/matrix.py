"""Short answers line by line: what was explained, what a child understands, the seven checks; one key for each line."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.people import dicts
from toolkit.forms.vocabulary import Choice, Option, Rows, is_empty, option_pairs
from toolkit.ui.editors import FieldColumn
from toolkit.ui.editors.base import (
    Desk,
    Editor,
    Finding,
    holds_widget,
    new_id,
    split_path,
    split_row,
    state_of,
)
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, HeadingLabel, QuietButton, SegmentedChoice
from toolkit.ui.wizard.segments import by_number

SHORT = {"told": "Unsure, told"}
"""Shorter words for answers that would not stand side by side."""


class Line:
    """One line: its words, its joined row of answers, and the cell it fills."""

    def __init__(self, row: dict[str, Any], part: Choice, words: str, choice: SegmentedChoice) -> None:
        self.row, self.part, self.words, self.choice = row, part, words, choice


class Matrix(Editor):
    """Rows of short choices. `all_words` names the button that gives every empty line of a person its first answer."""

    all_words = ""

    def __init__(self, part: Rows, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._rows: list[dict[str, Any]] = []
        self._untouched: Any = None
        self._touched = False
        self._width = self.theme.em(46)
        self.lines: list[Line] = []
        self.columns: dict[str, FieldColumn] = {}
        self._made: list[QWidget] = []
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(self.theme.px(10))

    # The answer

    def value(self) -> list[dict[str, Any]] | None:
        return (copy.deepcopy(self._rows) or None) if self._touched else self._untouched

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        self._rows = copy.deepcopy(dicts(answer))
        for row in self._rows:
            row.setdefault("id", new_id())
        self._seed()
        self._build()

    def _seed(self) -> None:
        """Makes the rows that the form itself sets."""

    def _touch(self, _key: str = "") -> None:
        self._touched = True
        self._show()
        self.changed.emit()

    def controls(self) -> Sequence[QWidget]:
        return ()

    def mark(self, state: str) -> None:
        """Each line marks itself."""

    # What is drawn

    def _build(self) -> None:
        for made in self._made:
            self.box.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._made, self.lines, self.columns = [], [], {}
        for row in self._rows:
            card = self._card(row)
            self._made.append(card)
            self.box.addWidget(card)
        self._show()

    def _card(self, row: dict[str, Any]) -> Card:
        card = Card(self.theme, padding=(16, 10), spacing=6)
        name = self.scope.context.name_of(row.get("person"))
        head = QWidget()
        flow = FlowLayout(head, across=self.theme.px(12), down=self.theme.px(4), spread=True, middle=True)
        flow.addWidget(HeadingLabel(self.theme, name, role="h3"))
        if self.all_words:
            every = QuietButton(self.theme, self.all_words, "check-bold", name=f"{name}: {self.all_words}")
            every.clicked.connect(lambda _checked=False: self.fill(row))
            flow.addWidget(every)
        card.body.addWidget(head)
        short = [c for c in self.part.columns if isinstance(c, Choice) and self._in_line(c)]
        grid = self._grid()
        for part in short:
            self._line(grid, row, part, part.label, name)
        card.body.addLayout(grid)
        rest = [c for c in self.part.columns if c not in short and c.key != "person"]
        if rest:
            column = FieldColumn(rest, self.desk, self.scope.within(row), row, gap=10, width=self._inner())
            column.changed.connect(self._touch)
            self.columns[str(row["id"])] = column
            card.body.addWidget(column)
        return card

    def _in_line(self, part: Choice) -> bool:
        return sum(len(label) for _, label in option_pairs(part.options)) <= 24

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(12))
        grid.setVerticalSpacing(self.theme.px(6))
        grid.setColumnStretch(0, 1)
        return grid

    def _line(self, grid: QGridLayout, row: dict[str, Any], part: Choice, words: str, whose: str) -> Line:
        pairs = [(value, SHORT.get(value, label)) for value, label in option_pairs(part.options)]
        name = ", ".join(filter(None, (whose, words)))
        choice = SegmentedChoice(self.theme, pairs, keys=by_number(pairs), name=name)
        choice.set_value(str(row.get(part.key)) if row.get(part.key) is not None else None)
        line = Line(row, part, words, choice)
        self.lines.append(line)
        place = grid.rowCount()
        narrow = self._width < self.theme.em(34)
        label = BodyLabel(self.theme, words)
        grid.addWidget(label, place, 0, 1, 2 if narrow else 1)
        grid.addWidget(
            choice, place + 1 if narrow else place, 0 if narrow else 1, Qt.AlignmentFlag.AlignVCenter
        )
        choice.changed.connect(lambda: self._answered(line))
        return line

    def _answered(self, line: Line) -> None:
        value = line.choice.value()
        if value is None:
            line.row.pop(line.part.key, None)
        else:
            line.row[line.part.key] = value
        self._touch()
        after = self.lines[self.lines.index(line) + 1 :]
        following = next((one for one in after if is_empty(one.row.get(one.part.key))), None)
        if (
            value is not None
            and following is not None
            and holds_widget(line.choice, QApplication.focusWidget())
        ):
            following.choice.setFocus()

    def _inner(self) -> int:
        return max(self._width - 2 * self.theme.px(16), self.theme.em(12))

    def _show(self) -> None:
        for row in self._rows:
            column = self.columns.get(str(row["id"]))
            if column is not None:
                column.sync(self.scope.within(row))

    def fill(self, row: dict[str, Any]) -> None:
        """Gives every empty line of a row its first answer."""
        for line in self.lines:
            if line.row is row and is_empty(row.get(line.part.key)):
                row[line.part.key] = option_pairs(line.part.options)[0][0]
                line.choice.set_value(row[line.part.key])
        self._touch()

    # Keys

    def press(self, number: int) -> bool:
        """Gives the first empty line the answer with this number key."""
        line = next((one for one in self.lines if is_empty(one.row.get(one.part.key))), None)
        if line is None:
            return False
        pairs = option_pairs(line.part.options)
        if not 1 <= number <= len(pairs):
            return False
        line.choice.set_value(pairs[number - 1][0])
        self._answered(line)
        return True

    # What every editor does

    def set_scope(self, scope: Scope) -> None:
        super().set_scope(scope)
        self._show()

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        rest: list[Problem] = []
        by_row: dict[str, list[Finding]] = {}
        for finding in found:
            key, path = split_row(finding.path)
            if key:
                by_row.setdefault(key, []).append(finding.inside(path))
            elif finding.shown:
                rest.append(finding.problem)
        for line in self.lines:
            mine = by_row.get(str(line.row["id"]), [])
            shown = [f.problem for f in mine if f.shown and split_path(f.path)[0] == line.part.key]
            line.choice.set_state(state_of(shown))
        for key, column in self.columns.items():
            column.show_problems(by_row.get(key, []))
        missing = [
            f.problem
            for key, some in by_row.items()
            for f in some
            if f.shown and any(str(x.row["id"]) == key and x.part.key == f.path for x in self.lines)
        ]
        return [*rest, *missing]

    def go_to(self, path: str) -> bool:
        key, inner = split_row(path)
        for line in self.lines:
            if (not key or str(line.row["id"]) == key) and inner in ("", line.part.key):
                line.choice.setFocus()
                return True
        column = self.columns.get(key)
        return column is not None and column.go_to(inner)

    def path_to(self, widget: QWidget) -> str:
        for line in self.lines:
            if holds_widget(line.choice, widget):
                return f"[{line.row['id']}].{line.part.key}"
        for key, column in self.columns.items():
            if holds_widget(column, widget):
                return f"[{key}].{column.path_to(widget)}"
        return ""

    def fit(self, width: int) -> None:
        narrow, before = width < self.theme.em(34), self._width < self.theme.em(34)
        self._width = width
        if narrow != before:
            self._build()
        for column in self.columns.values():
            column.fit(self._inner())


class ToldMatrix(Matrix):
    """What was explained to each person."""

    all_words = "All told"


class SevenChecks(Matrix):
    """The seven checks in one card: a line each, and a note under those that were put right, are told, or do not hold."""

    def _seed(self) -> None:
        order = [option.value for option in self.part.fixed if isinstance(option, Option)]
        have = {str(row.get("id")) for row in self._rows}
        self._rows += [{"id": value} for value in order if value not in have]
        self._rows.sort(key=lambda row: order.index(str(row["id"])) if row["id"] in order else len(order))

    def value(self) -> list[dict[str, Any]] | None:
        if not self._touched:
            return self._untouched  # type: ignore[no-any-return]
        return copy.deepcopy([row for row in self._rows if len(row) > 1]) or None

    def _build(self) -> None:
        for made in self._made:
            self.box.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.lines, self.columns = [], {}
        words = {option.value: option.label for option in self.part.fixed if isinstance(option, Option)}
        part = next(c for c in self.part.columns if isinstance(c, Choice))
        rest = [c for c in self.part.columns if c is not part and c.key != "check"]
        card = Card(self.theme, padding=(14, 8), spacing=4)
        grid = self._grid()
        for row in self._rows:
            self._line(grid, row, part, words.get(str(row["id"]), str(row["id"])), "")
            column = FieldColumn(
                rest, self.desk, self.scope.within(row), row, compact=True, gap=4, width=self._inner()
            )
            column.set_row_name(words.get(str(row["id"]), "").partition(":")[0])
            column.changed.connect(self._touch)
            self.columns[str(row["id"])] = column
            grid.addWidget(column, grid.rowCount(), 0, 1, 2)
        card.body.addLayout(grid)
        self._made = [card]
        self.box.addWidget(card)
        self._show()

    def _show(self) -> None:
        super()._show()
        for column in self.columns.values():
            column.setVisible(bool(column.shown_boxes()))

    def _inner(self) -> int:
        return max(self._width - 2 * self.theme.px(14), self.theme.em(12))
