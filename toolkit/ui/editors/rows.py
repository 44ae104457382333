"""Repeated rows: a table where there is room, cards where there is not; rows are added, removed and put back."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.conditions import Scope
from toolkit.forms.people import PersonRef
from toolkit.forms.rules import Problem, rows_shown
from toolkit.forms.vocabulary import (
    AllOf,
    AnyOf,
    Condition,
    Field,
    LongText,
    Not,
    Person,
    Rows,
    Text,
    When,
    YesNo,
)
from toolkit.forms.words import say
from toolkit.ui.editors.base import Desk, Editor, Finding, Prompted, holds_widget, new_id, split_row
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.editors.row_views import (
    NAME_EM,
    RowCard,
    RowInfo,
    RowView,
    TableRow,
    column_need,
    table_columns,
)
from toolkit.ui.widgets import BodyLabel, Card, HeadingLabel, MenuButton, QuietButton, hairline

FIRST_ROWS, MORE_ROWS = 16, 8
"""How many rows are made at once, and how many at a time after that."""
MANY_BOXES = 24
"""With more boxes than this, cards start folded."""
NEW_ROW = "[+]"
"""What follows the key of rows in a place where a row is to be added at once."""
PEOPLE_OF = {
    "children": ("child",),
    "about": ("child",),
    "adults": ("adult",),
    "home": ("adult",),
    "everyone": ("child", "adult"),
}


class RowsEditor(Editor):
    """Rows of fields, over a list of dicts. Each row keeps its own editors for as long as it is shown."""

    name_head = "Person"

    def __init__(self, part: Rows, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._rows: list[dict[str, Any]] = []
        self._given: set[str] = set()
        self._seeded: dict[str, dict[str, Any]] = {}
        self._removed: list[tuple[int, dict[str, Any]]] = []
        self._untouched: Any = None
        self._touched = False
        self.views: dict[str, RowView] = {}
        self._open: dict[str, bool] = {}
        self._main: list[Field] = []
        self._mode = ""
        self._width = self.theme.em(48)
        self._findings: list[Finding] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(8))
        self.table = Card(self.theme, padding=(12, 8))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(self.theme.em(0.6))
        self.grid.setVerticalSpacing(0)
        self.table.body.addLayout(self.grid)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(self.theme.px(8))
        self.undo = UndoLine(self.theme)
        box.addWidget(self.table)
        box.addLayout(self.cards)
        box.addWidget(self.undo)
        box.addLayout(self._adder())
        self.table.hide()
        self.undo.hide()
        self.undo.undone.connect(self.put_back)
        self._heads: list[QWidget] = []
        self._placed: list[str] = []
        self._line, self._last_group = 0, ""
        self._count, self._limit = 0, FIRST_ROWS
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._go_on)
        self._fit_mode()

    def _adder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_menu: MenuButton | None = None
        self.add_button: QuietButton | MenuButton | None = None
        if self.part.add_label:
            if self.part.each:
                self.add_button = self.add_menu = MenuButton(self.theme, self.part.add_label, "plus")
                self.add_menu.opening.connect(self._fill_adder)
            else:
                self.add_button = QuietButton(self.theme, self.part.add_label, "plus")
                self.add_button.clicked.connect(lambda: self.add_row())
            row.addWidget(self.add_button)
        row.addStretch(1)
        return row

    def _fill_adder(self) -> None:
        if self.add_menu is None:
            return
        self.add_menu.clear()
        for person in self.people_to_add():
            self.add_menu.add(person.name, partial(self.add_row, person.id))
        if any(_asks_person(column.when) for column in self.part.columns):
            self.add_menu.add("Someone not in this family", self.add_row)

    def people_to_add(self) -> list[PersonRef]:
        """The people a further row may be added for."""
        groups = PEOPLE_OF.get(self.part.each, ())
        return [p for p in self.scope.context.people if p.group in groups and p.living]

    # The answer

    def value(self) -> list[dict[str, Any]] | None:
        if not self._touched:
            return self._untouched  # type: ignore[no-any-return]
        kept = [row for row in self._rows if self._holds(row) or self._key(row) in self._given]
        return kept or None

    def set_value(self, answer: Any) -> None:
        self._untouched, self._touched = answer, False
        rows = answer if isinstance(answer, list) else []
        self._rows = [copy.deepcopy(row) for row in rows if isinstance(row, dict)]
        self._identify()
        self._given = {self._key(row) for row in self._rows}
        self._seeded.clear()
        self._removed.clear()
        self.undo.hide()
        self._clear_views()
        self._sync()

    def _identify(self) -> None:
        for row in self._rows:
            row.setdefault("id", new_id())

    def _key(self, row: dict[str, Any]) -> str:
        return str(row.get("id", ""))

    def _holds(self, row: dict[str, Any]) -> bool:
        return any(key not in ("id", "person", "adult", "child") for key in row)

    def _list(self) -> list[dict[str, Any]]:
        """The rows to show, each the very dict that its editors keep up to date."""
        shown = rows_shown(self.part, self._own_scope())
        return [self._live(row) for row in shown]

    def _live(self, row: dict[str, Any]) -> dict[str, Any]:
        key = self._key(row)
        kept = next((r for r in self._rows if self._key(r) == key), None)
        return kept if kept is not None else self._seeded.setdefault(key, row)

    def _own_scope(self) -> Scope:
        if self.scope.row:
            return replace(self.scope, row={**self.scope.row, self.part.key: self._rows})
        return replace(self.scope, answers={**self.scope.answers, self.part.key: self._rows})

    def set_scope(self, scope: Scope) -> None:
        super().set_scope(scope)
        self._sync()

    # Rows come and go

    def add_row(self, person: str = "", **cells: Any) -> None:
        """Adds a row, for a person or for nobody yet, and puts the keyboard in it."""
        self.make_all()
        self._limit += 2
        row: dict[str, Any] = {"id": new_id(), **({"person": person} if person else {}), **cells}
        if self.part.each and person and all(r.get("person") != person for r in self._rows):
            # The first row of a person has the person's own id, so that it stays the same row on every visit.
            seed = self._seeded.pop(person, None)
            if seed is not None:
                self._rows.append(seed)
        self._rows.append(row)
        self._given.add(row["id"])
        self._open[row["id"]] = True
        self._tell()
        self._sync()
        self.go_to(f"[{row['id']}]")

    def begin_row(self) -> None:
        """Adds a row that is kept once something is written in it, with the keyboard in it."""
        self.add_row()
        self._given.discard(self._key(self._rows[-1]))
        self._tell()

    def remove_row(self, key: str) -> None:
        """Takes a row out; it can be put back until the page is left."""
        place = next((n for n, row in enumerate(self._rows) if self._key(row) == key), None)
        if place is None or self._stays(self._rows[place]):
            return
        title = self._info(self._rows[place], place + 1).title
        row = self._rows.pop(place)
        if self._holds(row):
            self._removed.append((place, row))
            self.undo.show_removed(title)
        self._tell()
        self._sync()
        if self._removed:
            self.undo.button.setFocus()
        elif self.add_button is not None:
            self.add_button.setFocus()

    def put_back(self) -> None:
        """Puts the last removed row back where it was."""
        if not self._removed:
            return
        place, row = self._removed.pop()
        self._limit += 1
        self._rows.insert(min(place, len(self._rows)), row)
        self._given.add(self._key(row))
        self.undo.setVisible(bool(self._removed))
        if self._removed:
            self.undo.show_removed(self._info(self._removed[-1][1], 0).title)
        self._tell()
        self._sync()
        self.go_to(f"[{self._key(row)}]")

    def _tell(self) -> None:
        self._touched = True
        self.changed.emit()

    def _edited(self, row: dict[str, Any]) -> None:
        if all(kept is not row for kept in self._rows) and self._holds(row):
            self._rows.append(row)
            self._seeded.pop(self._key(row), None)
        self._tell()
        view = self.views.get(self._key(row))
        if view is not None:
            self._sync_view(view, row)

    # How rows are called

    def _info(self, row: dict[str, Any], number: int) -> RowInfo:
        scope = self._own_scope().within(row)
        person = scope.context.person(
            str(row.get("person") or (row.get("id") if self.part.makes else "") or "")
        )
        named = next((c for c in self.part.columns if c.key == self.part.row_title), None)
        words = " ".join(say(named, row.get(named.key), scope)) if named else ""
        removable = bool(self.part.add_label) and not self._stays(row)
        if person is not None and (self.part.each or self.part.makes):
            return RowInfo(person.name, person.age or person.relation, removable=removable)
        return RowInfo(words or f"{self._noun()} {number}".strip(), removable=removable)

    def _stays(self, row: dict[str, Any]) -> bool:
        """Whether the form itself sets the row: each person's first one, and the fixed ones."""
        key = row.get("id")
        seed = bool(self.part.each) and bool(key) and row.get("person") == key
        return seed or any(option.value == key for option in self.part.fixed)

    def _noun(self) -> str:
        found = re.match(r"Add (?:an? |another )(.+)", self.part.add_label)
        noun = found[1] if found else "row"
        return noun[:1].upper() + noun[1:]

    def _named(self) -> bool:
        return bool(self.part.each)

    def _removable(self) -> bool:
        standing = bool(self.part.each or self.part.fixed)
        return bool(self.part.add_label) and (not standing or any(not self._stays(row) for row in self._rows))

    # What is drawn

    def _wants(self) -> tuple[str, list[Field]]:
        if self.part.layout == "cards":
            return "cards", []
        if self.desk.narrow:
            return "compact", []
        room = (self._width - 2 * self.theme.px(12) - 2) / max(self.theme.em(1), 1)
        main = table_columns(
            self.part.columns,
            room,
            named=self._named(),
            removable=self._removable(),
            need=lambda part: column_need(part, self.theme),
        )
        return ("table", main) if main else ("compact", [])

    def _fit_mode(self) -> bool:
        mode, main = self._wants()
        if mode == self._mode and [c.key for c in main] == [c.key for c in self._main]:
            return False
        self._mode, self._main = mode, main
        return True

    def fit(self, width: int) -> None:
        self._width = width
        if self._fit_mode():
            focus = self.window().focusWidget()
            path = self.path_to(focus) if focus is not None and holds_widget(self, focus) else None
            self._clear_views()
            self._sync()
            self.show_problems(self._findings)
            if path is not None:
                self.go_to(path)
        for view in self.views.values():
            view.fit(width)

    def _clear_views(self) -> None:
        for view in self.views.values():
            self._drop(view)
        self.views.clear()
        self._take_up([])
        self._placed = []
        self._limit = FIRST_ROWS

    def _drop(self, view: RowView) -> None:
        for piece in view.parts() if isinstance(view, TableRow) else [view]:
            self.grid.removeWidget(piece)
            self.cards.removeWidget(piece)
            piece.hide()
            piece.deleteLater()

    def _sync(self) -> None:
        """Makes what is new, drops what is gone, and keeps every other row as it is."""
        rows = self._list()
        self._count = len(rows)
        now = rows[: self._limit]
        keys = [self._key(row) for row in now]
        for gone in [key for key in self.views if key not in keys]:
            self._drop(self.views.pop(gone))
        for number, row in enumerate(now, 1):
            key = self._key(row)
            view = self.views.get(key)
            if view is not None and view.row is not row:
                self._drop(self.views.pop(key))
                view = None
            if view is None:
                self.views[key] = self._make(row, number, len(rows))
            else:
                self._sync_view(view, row, number)
        if len(rows) > self._limit:
            self._later.start()
        if self._placed != keys:
            self.views = {key: self.views[key] for key in keys}
            self._place()

    def _go_on(self) -> None:
        """Makes the next few rows; a page with many opens with the first and fills while it is looked at."""
        self._limit += MORE_ROWS
        self._sync()
        self.show_problems(self._findings)

    def make_all(self) -> None:
        """Makes every row that is still to come."""
        if self._count > self._limit:
            self._later.stop()
            self._limit = self._count
            self._sync()
            self.show_problems(self._findings)

    def _sync_view(self, view: RowView, row: dict[str, Any], number: int = 0) -> None:
        number = number or 1 + list(self.views).index(self._key(row))
        view.sync(self._own_scope().within(row), self._info(row, number))

    def _make(self, row: dict[str, Any], number: int, count: int) -> RowView:
        scope = self._own_scope().within(row)
        view: RowView
        if self._mode == "table":
            view = TableRow(self.part.columns, self._main, self.desk, scope, row)
        else:
            compact = self._mode == "compact"
            view = RowCard(
                self.part.columns, self.desk, scope, row, compact=compact, named_by=self.part.row_title
            )
            view.opened.connect(partial(self._open.__setitem__, self._key(row)))
        view.changed.connect(lambda: self._edited(row))
        view.removed.connect(lambda: self.remove_row(self._key(row)))
        view.fit(self._width)
        self._sync_view(view, row, number)
        if isinstance(view, RowCard):
            few = count * len(self.part.columns) <= MANY_BOXES
            start = self._mode == "cards" and (few or number == 1)
            view.set_open(self._open.get(self._key(row), start))
        return view

    def _group(self, view: RowView) -> str:
        """The heading above a row, where rows are grouped."""
        return ""

    def _place(self) -> None:
        """Puts the rows in order. Where rows were only added at the end, the others are not touched."""
        keys, views = list(self.views), list(self.views.values())
        start = len(self._placed)
        if not start or keys[:start] != self._placed:
            start = 0
            self._take_up(views)
        self._placed = keys
        tables = [view for view in views[start:] if isinstance(view, TableRow)]
        self.table.setVisible(self._mode == "table" and bool(views))
        if tables:
            self._place_table(tables)
            return
        for view in views[start:]:
            if self._group(view) != self._last_group:
                self._last_group = self._group(view)
                self._heads.append(HeadingLabel(self.theme, self._last_group, role="h3"))
                self.cards.addWidget(self._heads[-1])
            self.cards.addWidget(view)
            view.show()

    def _take_up(self, views: Sequence[RowView]) -> None:
        for head in self._heads:
            self.grid.removeWidget(head)
            self.cards.removeWidget(head)
            head.hide()
            head.deleteLater()
        self._heads, self._line, self._last_group = [], 0, ""
        for view in views:
            for piece in view.parts() if isinstance(view, TableRow) else [view]:
                self.grid.removeWidget(piece)
                self.cards.removeWidget(piece)

    def _titles(self) -> list[str]:
        return ([self.name_head] if self._named() else []) + [column.label for column in self._main]

    def _place_heads(self) -> None:
        named = self._named()
        for column, title in enumerate(self._titles()):
            head = BodyLabel(self.theme, title, role="caption", ink="2")
            head.setContentsMargins(0, 0, 0, self.theme.px(4))
            self._heads.append(head)
            self.grid.addWidget(head, 0, column)
            wide = 0 if column == 0 and named else _stretch(self._main[column - (1 if named else 0)])
            self.grid.setColumnStretch(column, wide)
            if not (column == 0 and named):
                part = self._main[column - (1 if named else 0)]
                self.grid.setColumnMinimumWidth(column, self.theme.em(column_need(part, self.theme)))
        if named:
            self.grid.setColumnMinimumWidth(0, self.theme.em(NAME_EM))

    def _place_table(self, tables: Sequence[TableRow]) -> None:
        if self._line == 0:
            self._place_heads()
            self._line = 1
        across = len(self._titles()) + 1
        for view in tables:
            if self._group(view) != self._last_group:
                self._last_group = self._group(view)
                label = HeadingLabel(self.theme, self._last_group, role="name")
                label.setContentsMargins(0, self.theme.px(8), 0, self.theme.px(2))
                self._heads.append(label)
                self.grid.addWidget(label, self._line, 0, 1, across)
                self._line += 1
            rule = hairline(self.theme)
            self._heads.append(rule)
            self.grid.addWidget(rule, self._line, 0, 1, across)
            view.place(self.grid, self._line + 1, named=self._named())
            for piece in view.parts():
                piece.show()
            self.grid.setRowMinimumHeight(self._line + 1, self.theme.control + self.theme.px(8))
            self._line += 3

    # Problems, keyboard, names

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        self._findings = list(found)
        by_row: dict[str, list[Finding]] = {}
        for finding in found:
            key, rest = split_row(finding.path)
            by_row.setdefault(key, []).append(finding.inside(rest))
        for key, view in self.views.items():
            if self._mode == "compact" and isinstance(view, RowCard) and key not in self._open:
                # Rows that are complete stay one line each.
                self._open[key] = any(f.problem.level != "warned" for f in by_row.get(key, []))
                view.set_open(self._open[key])
            view.show_problems(by_row.get(key, []))
        known = set(self.views)
        return [f.problem for key, some in by_row.items() if key not in known for f in some if f.shown]

    def prompts(self) -> Iterable[Prompted]:
        """Those of the first open row: further rows would only say the same again."""
        for view in self.views.values():
            found = list(view.prompts())
            if found:
                return found
        return ()

    def controls(self) -> Sequence[QWidget]:
        return (self.add_button,) if self.add_button is not None else ()

    def mark(self, state: str) -> None:
        """Rows mark their own cells."""

    def rename(self) -> None:
        name, description = self.names
        if self.add_button is not None:
            self.add_button.setAccessibleDescription(
                self.theme.say(" ".join(filter(None, (name + ".", description))))
            )

    def go_to(self, path: str) -> bool:
        key, rest = split_row(path)
        if key and key not in self.views:
            self.make_all()
        view = self.views.get(key)
        if view is not None:
            return view.go_to(rest)
        first = next(iter(self.views.values()), None)
        if first is not None and not path:
            return first.go_to("")
        if self.add_button is not None:
            self.add_button.setFocus()
        return self.add_button is not None

    def path_to(self, widget: QWidget) -> str:
        for key, view in self.views.items():
            pieces = view.parts() if isinstance(view, TableRow) else [view]
            if any(holds_widget(piece, widget) for piece in pieces):
                inner = view.path_to(widget)
                return f"[{key}].{inner}" if inner else f"[{key}]"
        return ""


def _stretch(part: Field) -> int:
    match part:
        case Person():
            # A name seldom needs more than its own width; what is chosen beside it does.
            return 1
        case LongText() | Text():
            return 3
        case YesNo():
            return 1
        case _:
            return 2


def _asks_person(condition: Condition | None) -> bool:
    """Whether a column asks for someone when the row has no person of the family."""
    match condition:
        case When():
            return condition.key == "person"
        case AllOf() | AnyOf():
            return any(_asks_person(part) for part in condition.of)
        case Not():
            return _asks_person(condition.of)
        case None:
            return False
