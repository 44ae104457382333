"""The editor of Columns: points in columns side by side, written by typing and Enter, moved by dragging or by keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.board import kind_words, ordered, point_title
from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.vocabulary import Column, Columns
from toolkit.ui.editors.base import Desk, Editor, Finding, holds_widget, split_row
from toolkit.ui.editors.columns_panel import PointPanel
from toolkit.ui.editors.columns_parts import PointCard
from toolkit.ui.editors.columns_points import Points
from toolkit.ui.editors.columns_view import ColumnView
from toolkit.ui.editors.row_parts import UndoLine
from toolkit.ui.widgets import FilterPill, FlowLayout, SegmentedChoice

SIDE_BY_SIDE_EM = 66.0
"""Below this width one column stands at a time: 70 body heights of the page, less its margins."""


class ColumnsEditor(Editor):
    """Columns of points. One point at most is open for writing; the others are one card each."""

    def __init__(self, part: Columns, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self.points = Points(part)
        self.views: dict[str, ColumnView] = {}
        self.cards: dict[str, PointCard] = {}
        self.panel: PointPanel | None = None
        self.menu: QMenu | None = None
        self._after = ""
        self._apart = False
        self._found: list[Finding] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(8))
        top = FlowLayout(across=self.theme.px(12), down=self.theme.px(6))
        self.tabs = SegmentedChoice(
            self.theme, [(c.key, c.title) for c in part.columns], clearable=False, name="Which column"
        )
        self.tabs.changed.connect(self._arrange)
        self.tabs.hide()
        self.last = FilterPill(self.theme, "Last map")
        self.last.toggled.connect(lambda _on: self._show_earlier())
        self._name_last()
        top.addWidget(self.tabs)
        top.addWidget(self.last)
        box.addLayout(top)
        self.row = QHBoxLayout()
        self.row.setSpacing(self.theme.px(12))
        box.addLayout(self.row)
        self.undo_line = UndoLine(self.theme)
        self.undo_line.undone.connect(self.undo)
        self.undo_line.hide()
        box.addWidget(self.undo_line)
        for column in part.columns:
            self._make_view(column)
        self._order = [column.key for column in ordered(part, scope)]
        self._place_views()

    def _make_view(self, column: Column) -> None:
        view = ColumnView(column, self.desk, self.scope)
        view.added.connect(partial(self._added, column))
        view.none_said.connect(self._none_said)
        view.dropped.connect(partial(self._dropped, column))
        view.undo_wanted.connect(self.undo)
        self.views[column.key] = view

    # What it holds

    def value(self) -> Any:
        return self.points.value()

    def set_value(self, answer: Any) -> None:
        self._close_panel()
        self.points.load(answer)
        self.undo_line.hide()
        self._show()

    def set_scope(self, scope: Scope) -> None:
        super().set_scope(scope)
        order = [column.key for column in ordered(self.part, scope)]
        if order != self._order:
            self._order = order
            self._place_views()
        if self.panel is not None:
            self.panel.sync(scope)
        self._name_last()
        self._show()

    def _columns(self) -> list[Column]:
        return [self.views[key].column for key in self._order]

    def _place_views(self) -> None:
        for view in self.views.values():
            self.row.removeWidget(view)
        for key in self._order:
            self.row.addWidget(self.views[key], 1)
        self.tabs.set_value(self.tabs.value() or self._order[0])
        self._arrange()

    def _arrange(self) -> None:
        self.tabs.setVisible(self._apart)
        for key, view in self.views.items():
            view.setVisible(not self._apart or key == self.tabs.value())

    def fit(self, width: int) -> None:
        self._apart = width < self.theme.em(SIDE_BY_SIDE_EM)
        self._arrange()
        wide = width if self._apart else (width - self.theme.px(24)) // max(len(self.views), 1)
        tallest = max((view.head.heightForWidth(wide - 2) for view in self.views.values()), default=0)
        for view in self.views.values():
            view.head.setMinimumHeight(0 if self._apart else tallest)
        if self.panel is not None:
            self.panel.fit(wide)

    # Showing

    def _show(self) -> None:
        """Draws what there is; cards that stay are moved, not made again."""
        gone = set(self.cards) - {str(p["id"]) for p in self.points.items}
        columns = self._columns()
        for column in columns:
            inside = self.points.in_column(column, last=column is columns[-1])
            cards: list[PointCard | PointPanel] = []
            for place, point in enumerate(inside, 1):
                where = f"{place} of {len(inside)} in {column.title}"
                cards.append(self._card(str(point["id"])))
                card = cards[-1]
                if isinstance(card, PointCard):
                    card.show_point(point, self.points, self.scope, where)
            self.views[column.key].show_cards(cards)
            self.views[column.key].show_nones(self.points, self.scope)
        for point_id in gone:
            card = self.cards.pop(point_id)
            card.hide()
            card.deleteLater()
        self._show_findings()

    def _card(self, point_id: str) -> PointCard | PointPanel:
        if self.panel is not None and self.panel.point_id == point_id:
            if point_id in self.cards:
                self.cards[point_id].hide()
            return self.panel
        card = self.cards.get(point_id)
        if card is None:
            card = PointCard(self.theme, point_id)
            card.wanted.connect(self._act)
            card.menu_wanted.connect(self.open_menu)
            self.cards[point_id] = card
        return card

    def _earlier(self) -> list[dict[str, Any]]:
        found = self.desk.last_answers.get(self.part.key)
        return (
            [p for p in found if isinstance(p, dict) and not p.get("none")] if isinstance(found, list) else []
        )

    def _earlier_day(self) -> str:
        event = self.desk.last_answers.get("event")
        return dates.show(str(event)[:10]) if dates.is_day(event) else "an earlier day"

    def _name_last(self) -> None:
        """Names the map before by its day: "Map of 14 October 2026"."""
        self.last.set_text(f"Map of {self._earlier_day()}")
        self.last.setVisible(bool(self._earlier()))

    def _show_earlier(self) -> None:
        when = self._earlier_day()
        earlier = Points(self.part)
        earlier.load(self._earlier())
        for column in self._columns():
            view = self.views[column.key]
            view.show_earlier(earlier.in_column(column), when if self.last.isChecked() else "", self.scope)

    # What a person does

    def _did(self) -> None:
        self._show()
        self.changed.emit()

    def _added(self, column: Column, kind: str, text: str) -> None:
        after, self._after = self._after, ""
        inside = {str(p["id"]) for p in self.points.in_column(column)}
        point_id = self.points.add(kind, text, after if after in inside else "")
        # The next one typed stands below the one just added, when that one was put below another.
        self._after = point_id if after in inside else ""
        self._did()

    def _none_said(self, kind: str, on: bool) -> None:
        self.points.say_none(kind, on)
        self._did()
        self.views[self.points.kinds[kind][0].key].words.setFocus()

    def _dropped(self, column: Column, point_id: str, place: int) -> None:
        self._close_panel()
        self.points.put(point_id, column, place)
        self._did()
        self._focus(point_id)

    def undo(self) -> None:
        """Takes the last step back."""
        self._close_panel()
        self.undo_line.hide()
        if self.points.undo():
            self._did()

    def remove(self, point_id: str) -> None:
        """Takes a point out; one press puts it back."""
        point = self.points.get(point_id)
        if point is None:
            return
        self._close_panel()
        column, place = self._where(point_id)
        self.points.remove(point_id)
        self.undo_line.show_removed(point_title(point) or "a point")
        self._did()
        left = self.points.in_column(column)
        if left:
            self._focus(str(left[min(place, len(left) - 1)]["id"]))
        else:
            self.views[column.key].words.setFocus()

    def _where(self, point_id: str) -> tuple[Column, int]:
        columns = self._columns()
        for column in columns:
            inside = [str(p["id"]) for p in self.points.in_column(column, last=column is columns[-1])]
            if point_id in inside:
                return column, inside.index(point_id)
        return columns[0], 0

    def _act(self, point_id: str, action: str) -> None:
        column, place = self._where(point_id)
        columns = self._columns()
        match action:
            case "edit":
                self.open(point_id)
            case "add":
                self._after = point_id
                self.views[column.key].words.setFocus()
            case "remove":
                self.remove(point_id)
            case "undo":
                self.undo()
            case "hide":
                self._hide(point_id)
            case "before" | "after":
                self._step(column, place + (1 if action == "after" else -1))
            case "column_before" | "column_after":
                step = 1 if action == "column_after" else -1
                if 0 <= columns.index(column) + step < len(columns):
                    self._step(columns[columns.index(column) + step], place)
            case "up" | "down":
                self._move(point_id, column, place + (1 if action == "down" else -1))
            case "left" | "right":
                there = columns.index(column) + (1 if action == "right" else -1)
                if 0 <= there < len(columns):
                    self._move(point_id, columns[there], place)

    def _move(self, point_id: str, column: Column, place: int) -> None:
        if place < 0:
            return
        inside = [str(p["id"]) for p in self.points.in_column(column)]
        if point_id in inside and place >= len(inside):
            return
        self.points.put(point_id, column, place)
        self._did()
        self._focus(point_id)

    def _step(self, column: Column, place: int) -> None:
        view = self.views[column.key]
        if place >= len(view.cards):
            self._show_column(column.key)
            view.words.setFocus()
        elif place >= 0:
            self._focus(view.cards[place].point_id)

    def _hide(self, point_id: str) -> None:
        self.points.step()
        point = self.points.get(point_id)
        if point is not None:
            if point.pop("hidden", "") != "yes":
                point["hidden"] = "yes"
            self._did()

    def _focus(self, point_id: str) -> None:
        column, _ = self._where(point_id)
        self._show_column(column.key)
        if self.panel is not None and self.panel.point_id == point_id:
            self.panel.words.setFocus()
        elif point_id in self.cards:
            self.cards[point_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_column(self, key: str) -> None:
        if self._apart and self.tabs.value() != key:
            self.tabs.set_value(key)
            self._arrange()

    # The open point

    def open(self, point_id: str) -> None:
        """Opens a point for writing; the one that was open is closed."""
        self._close_panel()
        if self.points.get(point_id) is None:
            return
        self.points.step()
        point = self.points.get(point_id)
        assert point is not None
        column, _ = self._where(point_id)
        panel = PointPanel(point, self.points, column, self.desk, self.scope)
        panel.changed.connect(self.changed)
        panel.closed.connect(self._closed)
        panel.remove_wanted.connect(partial(self.remove, point_id))
        panel.rekinded.connect(partial(self._rekinded, point_id))
        panel.linked.connect(self._linked)
        self.panel = panel
        self._show()
        self.fit(self.width())
        panel.words.setFocus()
        panel.words.moveCursor(panel.words.textCursor().MoveOperation.End)

    def _closed(self) -> None:
        if self.panel is not None:
            point_id = self.panel.point_id
            self._close_panel()
            self._show()
            self._focus(point_id)

    def _close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            for view in self.views.values():
                view.list.removeWidget(panel)
            panel.hide()
            panel.setParent(None)
            panel.deleteLater()

    def _rekinded(self, point_id: str, kind: str) -> None:
        self.points.set_kind(point_id, kind)
        self.open(point_id)
        self.changed.emit()
        if self.panel is not None:
            self.panel.kind.setFocus()

    def _linked(self, goal_id: str, worry_id: str) -> None:
        point_id = self.panel.point_id if self.panel is not None else ""
        self.points.link(goal_id, worry_id)
        if point_id:
            self.open(point_id)
            if self.panel is not None and self.panel.pair is not None:
                self.panel.pair.setFocus()
        self._did()

    def open_menu(self, point_id: str, at: QPoint) -> None:
        """Opens what can be done with a point, for those who use no keys."""
        point = self.points.get(point_id)
        if point is None:
            return
        menu, say = QMenu(self), self.theme.say
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hidden = point.get("hidden") == "yes"
        lines = [
            ("Write on", "edit"),
            ("Show it to the family" if hidden else "Do not show it to the family", "hide"),
        ]
        column, _ = self._where(point_id)
        lines += [("Move up", "up"), ("Move down", "down")]
        for words, action in lines:
            menu.addAction(say(words)).triggered.connect(partial(self._from_menu, point_id, action))
        for kind in column.kinds:
            if kind.value != point.get("kind"):
                entry = menu.addAction(say(f"It is: {kind_words(kind, self.scope)[0]}").replace("&", "&&"))
                entry.triggered.connect(partial(self._kind_from_menu, point_id, kind.value))
        for other in self._columns():
            if other is not column:
                entry = menu.addAction(say(f"Move to “{other.title}”").replace("&", "&&"))
                entry.triggered.connect(partial(self._column_from_menu, point_id, other))
        menu.addAction(say("Remove")).triggered.connect(partial(self._from_menu, point_id, "remove"))
        self.menu = menu
        menu.popup(at)

    def _from_menu(self, point_id: str, action: str, _checked: bool = False) -> None:
        self._act(point_id, action)

    def _kind_from_menu(self, point_id: str, kind: str, _checked: bool = False) -> None:
        self.points.set_kind(point_id, kind)
        self._did()
        self._focus(point_id)

    def _column_from_menu(self, point_id: str, column: Column, _checked: bool = False) -> None:
        self._move(point_id, column, len(self.points.in_column(column)))

    # Names, problems, paths

    def controls(self) -> Sequence[QWidget]:
        return [self.views[key].words for key in self._order]

    def card_place(self, box: QWidget) -> QVBoxLayout | None:
        if self.panel is not None and holds_widget(self.panel, box):
            return self.panel.words_box
        return next((view.adder for view in self.views.values() if holds_widget(view, box)), None)

    def rename(self) -> None:
        """Each part of the map names itself, with its column."""

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        self._found = list(found)
        self._show_findings()
        return [f.problem for f in found if f.shown and not split_row(f.path)[0]]

    def _show_findings(self) -> None:
        by_row: dict[str, list[Finding]] = {}
        for finding in self._found:
            by_row.setdefault(split_row(finding.path)[0], []).append(finding)
        for view in self.views.values():
            view.show_problems([f for kind in view.column.kinds for f in by_row.get(kind.value, [])])
        for point_id, card in self.cards.items():
            shown = [f.problem for f in by_row.get(point_id, []) if f.shown]
            card.show_problem(shown[0].sentence if shown else "", shown[0].level if shown else "")
        if self.panel is not None:
            self.panel.show_problems(by_row.get(self.panel.point_id, []))

    def go_to(self, path: str) -> bool:
        row, rest = split_row(path)
        if row in self.points.kinds:
            column, _ = self.points.kinds[row]
            self._show_column(column.key)
            self.views[column.key].kind.set_value(row)
            self.views[column.key].words.setFocus()
            return True
        if self.points.get(row) is not None:
            if not rest:
                self._focus(row)
                return True
            self.open(row)
            return self.panel is not None and self.panel.go_to(rest)
        key = self.tabs.value() if self._apart else self._order[0]
        self.views[key or self._order[0]].words.setFocus()
        return True

    def path_to(self, widget: QWidget) -> str:
        if self.panel is not None and holds_widget(self.panel, widget):
            inner = self.panel.path_to(widget)
            return f"[{self.panel.point_id}]" + (f".{inner}" if inner else "")
        for point_id, card in self.cards.items():
            if holds_widget(card, widget):
                return f"[{point_id}]"
        for view in self.views.values():
            if holds_widget(view, widget):
                return f"[{view.kind.value() or view.column.kinds[0].value}]"
        return ""
