"""How one row is drawn: as a line of a table with follow-up questions under it, or as a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Problem, Scope, shown_fields
from toolkit.forms.vocabulary import (
    Choice,
    Date,
    Field,
    LongText,
    Person,
    Scale,
    Text,
    YesNo,
    is_empty,
    option_pairs,
)
from toolkit.ui.editors.base import Desk, Finding, Prompted, holds_widget, split_path, state_of
from toolkit.ui.editors.days import LONGEST_EM
from toolkit.ui.editors.field_box import REASONS, gap_words, problem_line
from toolkit.ui.editors.field_column import FieldColumn
from toolkit.ui.editors.row_parts import RowName, TableCell, away_words, row_summary, token_for
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Chip,
    ElidedLabel,
    IconButton,
    IconLabel,
    IconLine,
    MenuButton,
    PersonToken,
    PlainButton,
)

NAME_EM, REMOVE_EM, GAP_EM = 9.5, 2.8, 0.6
LIST_EM = 4.2
"""What a closed list needs beside its words: its frame, its arrow and the room round them."""


def column_em(part: Field) -> float:
    """How wide a column of a table has to be, in body heights; 0 when the field cannot stand in a table."""
    match part:
        case YesNo():
            return 7.9
        case Scale():
            return 7.0
        case Choice():
            return 9.5
        case Date():
            return 0.0 if part.or_not_known else LONGEST_EM
        case Text():
            return 8.0 if part.short else 9.5
        case LongText():
            return 13.0
        case Person():
            return 12.4
        case _:
            return 0.0


def column_need(part: Field, theme: Theme) -> float:
    """How wide a column has to be for its longest answer, in body heights; 0 when it cannot stand in a table."""
    least = column_em(part)
    if not isinstance(part, Choice) or not least:
        return least
    metrics = QFontMetrics(theme.font("body"))
    longest = max((metrics.horizontalAdvance(words) for _, words in option_pairs(part.options)), default=0)
    return max(least, longest / max(theme.em(1), 1) + LIST_EM)


def table_columns(
    columns: Sequence[Field],
    width_em: float,
    *,
    named: bool,
    removable: bool,
    need: Callable[[Field], float] = column_em,
) -> list[Field]:
    """The columns that stand in the table at this width; the rest follow under the row when they apply.

    Columns that always apply come first, then yes-or-no ones with a condition, as long as there is room. Empty when
    more than one that always applies would have to follow, or fewer than two fit: then rows are better off as cards.
    """
    room = width_em - (NAME_EM + GAP_EM if named else 0) - (REMOVE_EM + GAP_EM if removable else 0)
    chosen: set[str] = set()
    always = [c for c in columns if c.when is None]
    for part in [*always, *(c for c in columns if c.when is not None and isinstance(c, YesNo))]:
        wide = need(part)
        if wide and wide + GAP_EM <= room:
            chosen.add(part.key)
            room -= wide + GAP_EM
    left = [c for c in always if c.key not in chosen]
    fits = len(chosen) > 1 and len(left) <= 1 and all(column_em(c) for c in left)
    return [c for c in columns if c.key in chosen] if fits else []


class RowInfo:
    """What a row shows of itself beside its cells."""

    def __init__(self, title: str, second: str = "", *, removable: bool = False) -> None:
        self.title, self.second, self.removable = title, second, removable


class RowView(QWidget):
    """One row, whichever way it is drawn. It keeps the row's dict up to date in place."""

    changed = Signal()
    removed = Signal()

    def __init__(self, columns: tuple[Field, ...], desk: Desk, scope: Scope, row: dict[str, Any]) -> None:
        super().__init__()
        self.columns, self.desk, self.scope, self.row = columns, desk, scope, row
        self.theme = desk.theme
        self.info = RowInfo("")

    def token(self) -> PersonToken | None:
        """The token of the person the row is about, if it is about one."""
        person = self.scope.person
        about = self.row.get("person") or self.row.get("child") or self.row.get("id")
        if person is None or person.id != about:
            person = self.scope.context.person(str(about or ""))
        return token_for(self.theme, self.scope.context, person) if person else None

    def sync(self, scope: Scope, info: RowInfo) -> None:
        """Takes in other answers and how the row is called."""
        raise NotImplementedError

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows the problems of the row; paths begin with a column's key."""
        raise NotImplementedError

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on a cell."""
        raise NotImplementedError

    def path_to(self, widget: QWidget) -> str:
        """The path of a control in the row."""
        raise NotImplementedError

    def prompts(self) -> Iterable[Prompted]:
        """Prompts of the fields in the row."""
        return ()

    def fit(self, width: int) -> None:
        """Takes in how wide the row will be drawn."""


class TableRow(RowView):
    """A line of a table: name, cells, and under them the follow-up fields that apply and one problem line.

    It draws nothing itself: `place` puts its parts into the table's grid.
    """

    def __init__(
        self, columns: tuple[Field, ...], main: Sequence[Field], desk: Desk, scope: Scope, row: dict[str, Any]
    ) -> None:
        super().__init__(columns, desk, scope, row)
        self.main = list(main)
        self.rest = tuple(c for c in columns if c.key not in {m.key for m in main})
        self.name: QWidget | None = None
        self.cells: dict[str, TableCell] = {}
        self.more: FieldColumn | None = None
        self.out: MenuButton | None = None
        self.problem: IconLine | None = None
        self.remove: IconButton | None = None
        self._width = 0
        self._findings: list[Finding] = []
        self._spoken: tuple[str, dict[str, str]] | None = None
        shown = {c.key for c in shown_fields(columns, scope)}
        for part in self.main:
            cell = TableCell(part, desk, scope)
            cell.on = part.key in shown
            cell.set_value(row.get(part.key))
            cell.changed.connect(partial(self._take, cell))
            self.cells[part.key] = cell
        self.under = QVBoxLayout(self)
        self.under.setContentsMargins(0, 0, 0, 0)
        self.under.setSpacing(self.theme.px(6))
        self.under.addSpacing(self.theme.px(4))

    def parts(self) -> list[QWidget]:
        """Everything that stands in the grid."""
        return [w for w in (self.name, *self.cells.values(), self.remove, self) if w is not None]

    def place(self, grid: QGridLayout, line: int, *, named: bool) -> None:
        """Puts the parts into a grid at a line and the one after it."""
        column = 0
        if named:
            if self.name is None:
                self.name = RowName(self.theme, self.info.title, self.info.second, self.token())
            grid.addWidget(self.name, line, 0)
            column = 1
        # With words of the last time above them the boxes of a row still stand in one line.
        after = any(isinstance(part, LongText) and self.row.get(part.before) for part in self.main)
        stands = Qt.AlignmentFlag.AlignBottom if after else Qt.AlignmentFlag.AlignVCenter
        for cell in self.cells.values():
            grid.addWidget(cell, line, column, stands)
            column += 1
        if self.info.removable:
            if self.remove is None:
                self.remove = IconButton(self.theme, "trash", f"Remove {self.info.title}", bare=True)
                self.remove.clicked.connect(self.removed)
            grid.addWidget(self.remove, line, column, Qt.AlignmentFlag.AlignVCenter)
        start = 1 if named else 0
        grid.addWidget(self, line + 1, start, 1, column - start + 1)

    def sync(self, scope: Scope, info: RowInfo) -> None:
        self.scope, self.info = scope, info
        shown = {c.key for c in shown_fields(self.columns, scope)}
        for key, cell in self.cells.items():
            on = key in shown
            cell.set_scope(scope)
            cell.set_on(on, "" if on else away_words(cell.part, self.columns, scope))
        more = [c for c in self.rest if c.key in shown]
        if self.more is None and more:
            self.more = FieldColumn(
                self.rest, self.desk, scope, self.row, compact=True, tight=True, gap=8, width=self._width
            )
            self.more.changed.connect(lambda _key: self.changed.emit())
            self.under.insertWidget(0, self.more)
        elif self.more is not None:
            self.more.sync(scope)
        if self.more is not None:
            self.more.set_row_name(info.title)
            self.more.setVisible(bool(more))
        self._offer()
        self._name({})

    def _name(self, sentences: dict[str, str]) -> None:
        if self._spoken == (self.info.title, sentences):
            return
        self._spoken = (self.info.title, sentences)
        for key, cell in self.cells.items():
            told = " ".join(filter(None, (cell.part.hint, sentences.get(key, ""))))
            cell.set_names(f"{self.info.title}, {cell.part.label}", told)
        if self.remove is not None:
            self.remove.setAccessibleName(self.theme.say(f"Remove {self.info.title}"))

    def _take(self, cell: TableCell) -> None:
        _keep(self.row, cell.part.key, cell.value())
        self.changed.emit()

    def _offer(self) -> None:
        """Offers "not this time" for words that are needed here and not yet written."""
        missing = {split_path(f.path)[0] for f in self._findings if f.shown and f.problem.level == "missing"}
        cells = [cell for key, cell in self.cells.items() if key in missing and cell.may_be_left()]
        if self.out is None and cells:
            self.out = MenuButton(self.theme, "Not this time")
            self.out.setProperty("kind", "plain")
            self.under.addWidget(self.out, 0, Qt.AlignmentFlag.AlignLeft)
        if self.out is None:
            return
        self.out.setVisible(bool(cells))
        self.out.clear()
        labels = [cell.part.label for cell in cells]
        self.out.setAccessibleName(self.theme.say(f"{self.info.title}, {', '.join(labels)}: not this time"))
        for cell in cells:
            for reason, words in REASONS.items():
                text = f"{cell.part.label}: not this time, {words}"
                self.out.add(text, partial(cell.leave_out, reason))

    def show_problems(self, found: Sequence[Finding]) -> None:
        self._findings = list(found)
        sentences: dict[str, str] = {}
        told: list[Problem] = []
        for key, cell in self.cells.items():
            shown = [f.problem for f in found if f.shown and split_path(f.path)[0] == key]
            if cell.editor is not None:
                cell.editor.mark(state_of(shown))
            if shown:
                sentences[key] = " ".join(p.sentence for p in shown)
            told += [p for p in shown if p.level != "missing"]
        if self.more is not None:
            self.more.show_problems(found)
        told += [f.problem for f in found if f.shown and not f.path]
        if self.problem is None and told:
            self.problem = IconLine(self.theme)
            self.under.addWidget(self.problem)
        if self.problem is not None:
            self.problem.setVisible(bool(told))
            if told:
                problem_line(self.problem, told, [_labelled(p) for p in told])
        self._offer()
        self._name(sentences)

    def go_to(self, path: str) -> bool:
        key = split_path(path)[0]
        if key in self.cells and self.cells[key].on:
            self.cells[key].focus()
            return True
        if self.more is not None and self.more.go_to(path):
            return True
        first = next((cell for cell in self.cells.values() if cell.on), None)
        if first is not None:
            first.focus()
        return first is not None

    def path_to(self, widget: QWidget) -> str:
        for key, cell in self.cells.items():
            if holds_widget(cell, widget):
                return key
        return self.more.path_to(widget) if self.more is not None else ""

    def prompts(self) -> Iterable[Prompted]:
        for part in self.main:
            if part.prompt is not None:
                yield Prompted(self.cells[part.key], part.prompt)

    def fit(self, width: int) -> None:
        self._width = max(width - self.theme.em(NAME_EM), self.theme.em(12))
        if self.more is not None:
            self.more.fit(self._width)


class RowCard(RowView):
    """A row as a card with a heading; folded it is one line and holds no editors until it is opened."""

    opened = Signal(bool)

    def __init__(
        self,
        columns: tuple[Field, ...],
        desk: Desk,
        scope: Scope,
        row: dict[str, Any],
        *,
        compact: bool,
        named_by: str = "",
    ) -> None:
        super().__init__(columns, desk, scope, row)
        self.compact, self.named_by = compact, named_by
        self.open = False
        self.gaps = 0
        self._width = 0
        self.fields: FieldColumn | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("box", "card")
        outer.addWidget(frame)
        self.body = QVBoxLayout(frame)
        pad = self.theme.px(12)
        self.body.setContentsMargins(pad, self.theme.px(6), pad, self.theme.px(6))
        self.body.setSpacing(self.theme.px(8))
        self.body.addLayout(self._head())
        self.problem = IconLine(self.theme)
        self.body.addWidget(self.problem)
        self.problem.hide()
        self.done.hide()

    def _head(self) -> QHBoxLayout:
        head = self.head = QHBoxLayout()
        head.setSpacing(self.theme.px(8))
        mark = self.token()
        if mark is not None:
            head.addWidget(mark)
        self.title = BodyLabel(self.theme, role="name", wrap=False)
        self.second = ElidedLabel(self.theme, role="caption" if not self.compact else "body", ink="2")
        self.chip = Chip(self.theme, "", "circle-dashed-bold", "amber")
        self.done = IconLabel(self.theme, "check-circle-fill", "green", 18, name="Complete")
        self.fold = PlainButton(self.theme, "Change")
        self.remove = IconButton(self.theme, "trash", "Remove", bare=True)
        head.addWidget(self.title)
        head.addWidget(self.second, 1)
        for widget in (self.chip, self.done, self.fold, self.remove):
            head.addWidget(widget)
        self.fold.clicked.connect(lambda: self.set_open(not self.open, focus=True))
        self.remove.clicked.connect(self.removed)
        return head

    def set_open(self, on: bool, *, focus: bool = False) -> None:
        """Opens or folds the card."""
        self.open = on
        if on and self.fields is None:
            self.fields = FieldColumn(
                self.columns,
                self.desk,
                self.scope,
                self.row,
                compact=self.compact,
                gap=16,
                width=self._width,
                parent=self.body.parentWidget(),
            )
            self.fields.set_row_name(self.info.title)
            self.fields.changed.connect(lambda _key: self.changed.emit())
            self.fields.setContentsMargins(0, 0, 0, self.theme.px(6))
            self.body.insertWidget(1, self.fields)
            if self.desk.row_opened is not None:
                self.desk.row_opened(self.fields)
        if self.fields is not None:
            self.fields.setVisible(on)
        self._refresh()
        if focus and on and self.fields is not None:
            self.opened.emit(on)
            self.go_to("")
        elif focus:
            self.opened.emit(on)
            self.fold.setFocus()

    def sync(self, scope: Scope, info: RowInfo) -> None:
        self.scope, self.info = scope, info
        if self.fields is not None:
            self.fields.set_row_name(info.title)
            if self.open:
                self.fields.sync(scope)
        self._refresh()

    def _refresh(self) -> None:
        title = self.info.title
        if self.title.text() != title:
            self.title.setText(title)
        self._fit_title()
        summary = "" if self.open else row_summary(self.columns, self.scope, self.named_by)
        self.second.set_text(" · ".join(filter(None, (self.info.second, summary))))
        self.fold.set_text("Fold" if self.open else "Change" if summary else "Write")
        self.fold.setAccessibleName(self.theme.say(f"{title}: {'fold' if self.open else 'change'}"))
        self.remove.setAccessibleName(self.theme.say(f"Remove {title}"))
        self.remove.setVisible(self.info.removable)
        self.chip.setVisible(self.gaps > 0)
        self.done.setVisible(self.gaps == 0 and not self.open and bool(summary))

    def _fit_title(self) -> None:
        """A long title goes on in a new line; a short one leaves its room to the summary beside it."""
        wide = self.title.fontMetrics().horizontalAdvance(self.title.text())
        long = bool(self._width) and wide > self._width * 0.45
        if long != self.title.wordWrap():
            self.title.setWordWrap(long)
            self.head.setStretchFactor(self.title, 3 if long else 0)

    def show_problems(self, found: Sequence[Finding]) -> None:
        self.gaps = sum(f.problem.level != "warned" for f in found)
        words = gap_words(f.problem for f in found)
        if words != self.chip.text():
            self.chip.set_chip(words, "circle-dashed-bold", "amber")
        if self.open and self.fields is not None:
            if self.fields.scope is not self.scope:
                self.fields.sync(self.scope)
            self.fields.show_problems(found)
        own = [
            f.problem
            for f in found
            if f.shown and (not f.path or not self.open) and f.problem.level != "missing"
        ]
        self.problem.setVisible(bool(own))
        if own:
            problem_line(self.problem, own, [_labelled(p) for p in own])
        self._refresh()

    def go_to(self, path: str) -> bool:
        if not self.open:
            self.set_open(True)
        if self.fields is None:
            return False
        if path and self.fields.go_to(path):
            return True
        boxes = self.fields.shown_boxes()
        return bool(boxes) and boxes[0].go_to("")

    def path_to(self, widget: QWidget) -> str:
        return self.fields.path_to(widget) if self.fields is not None else ""

    def prompts(self) -> Iterable[Prompted]:
        return self.fields.prompts() if self.open and self.fields is not None else ()

    def fit(self, width: int) -> None:
        self._width = width - 2 * self.theme.px(12) - 2
        self._fit_title()
        if self.fields is not None:
            self.fields.fit(self._width)


def _labelled(problem: Problem) -> str:
    return f"{problem.label}: {problem.sentence}" if problem.label else problem.sentence


def _keep(row: dict[str, Any], key: str, value: Any) -> None:
    if is_empty(value):
        row.pop(key, None)
    else:
        row[key] = value
