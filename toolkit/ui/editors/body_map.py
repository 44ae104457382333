"""The editor of BodyMap: outlines to point at, a list of places to choose from, and a card for each mark."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.people import PersonRef
from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import BodyMap, Rows, Text
from toolkit.ui.editors.base import Desk
from toolkit.ui.editors.body_figure import KEYS_HELP, BodyFigure, Shown
from toolkit.ui.editors.body_sites import BABY_VIEWS, CHILD_VIEWS, VIEW_WORDS, nearest, sites
from toolkit.ui.editors.row_views import RowInfo
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.spoken import announce
from toolkit.ui.widgets import BodyLabel, ComboBox, FlowLayout, IconLine, QuietButton, SegmentedChoice

BABY_MONTHS = 18
"""Up to this age a baby's outlines are shown first."""
MISSED = "That is beside the body. Point at the outline itself, or choose the place from the list."


class BodyMapEditor(RowsEditor):
    """Marks as rows that also have a place on an outline. Their numbers are their places in the list."""

    def __init__(self, part: BodyMap, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        self.map_part = part
        self.figures: dict[str, BodyFigure] = {}
        rows = Rows(
            key=part.key,
            label=part.label,
            columns=(Text(key="site", label="Where"), *part.columns),
            layout="cards",
            add_label="Add a mark",
            row_title="site",
        )
        super().__init__(rows, desk, scope, compact=compact)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.insertLayout(0, self._top())
        self._views_shown: tuple[str, ...] = ()
        self._show_views(self._first_views())

    def _adder(self) -> QHBoxLayout:
        # Marks are added above the cards, by pointing or from the list.
        self.add_menu = None
        self.add_button = None
        return QHBoxLayout()

    def _top(self) -> QVBoxLayout:
        theme = self.theme
        top = QVBoxLayout()
        top.setSpacing(theme.px(8))
        self.which = SegmentedChoice(
            theme,
            [("child", "Child"), ("baby", "Baby")],
            clearable=False,
            name="Outline of a child or a baby",
        )
        top.addWidget(self.which)
        self.which.changed.connect(self._which)
        flow = FlowLayout(across=theme.px(16), down=theme.px(12))
        for view in (*CHILD_VIEWS, *BABY_VIEWS):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            figure = self.figures[view] = BodyFigure(theme, view)
            column.addWidget(figure)
            column.addWidget(BodyLabel(theme, VIEW_WORDS[view], role="caption", ink="2"))
            flow.addWidget(holder)
            figure.placed.connect(lambda x, y, view=view: self.add_mark(view, x, y))
            figure.moved.connect(self._moved)
            figure.missed.connect(lambda: self._say(MISSED))
        top.addLayout(flow)
        words = f"Left and right are the child's own. {KEYS_HELP}"
        top.addWidget(BodyLabel(theme, words, role="caption", ink="2"))
        self.told = IconLine(theme)
        self.told.hide()
        top.addWidget(self.told)
        top.addLayout(self._chooser())
        return top

    def _chooser(self) -> FlowLayout:
        flow = FlowLayout(across=self.theme.px(8), down=self.theme.px(6))
        self.view_list = ComboBox(self.theme, clearable=False, name="Which outline the place is on")
        self.place_list = ComboBox(self.theme, placeholder="Choose the place", name="Place of the mark")
        self.add_button = QuietButton(self.theme, "Add a mark there", "plus")
        for widget in (self.view_list, self.place_list, self.add_button):
            flow.addWidget(widget)
        self.view_list.changed.connect(self._fill_places)
        self.add_button.clicked.connect(self._add_chosen)
        return flow

    # Which outlines

    def _first_views(self) -> tuple[str, ...]:
        used = {str(row.get("view")) for row in self._rows}
        if used:
            return BABY_VIEWS if used & set(BABY_VIEWS) else CHILD_VIEWS
        child = self._child()
        return BABY_VIEWS if child is not None and self._is_baby(child) else CHILD_VIEWS

    def _child(self) -> PersonRef | None:
        about = self.scope.answers.get("about")
        for one in about if isinstance(about, list) else []:
            person = self.scope.context.person(one) if isinstance(one, str) else None
            if person is not None:
                return person
        return None

    def _is_baby(self, child: PersonRef) -> bool:
        if not dates.is_day(child.birth):
            return child.unborn
        born, now = dates.first_day(child.birth), self.scope.context.now.date()
        return (now.year - born.year) * 12 + now.month - born.month < BABY_MONTHS

    def _which(self) -> None:
        self._show_views(BABY_VIEWS if self.which.value() == "baby" else CHILD_VIEWS)

    def _show_views(self, views: tuple[str, ...]) -> None:
        self._views_shown = views
        self.which.set_value("baby" if views == BABY_VIEWS else "child")
        for view, figure in self.figures.items():
            holder = figure.parentWidget()
            if holder is not None:
                holder.setVisible(view in views)
        self.view_list.set_value(None)
        self.view_list.set_options([(view, VIEW_WORDS[view]) for view in views])
        self.view_list.set_value(views[0])
        self._fill_places()
        self._draw()

    def _fill_places(self) -> None:
        view = str(self.view_list.value() or self._views_shown[0])
        self.place_list.set_value(None)
        self.place_list.set_options([(words, words) for words, *_ in sites(view)])

    # Marks come, move and are shown

    def set_value(self, answer: Any) -> None:
        super().set_value(answer)
        if self.figures:
            self._show_views(self._first_views())

    def set_scope(self, scope: Scope) -> None:
        before = self._child()
        super().set_scope(scope)
        if not self._rows and self._child() != before:
            self._show_views(self._first_views())

    def add_mark(self, view: str, x: float, y: float, site: str = "") -> None:
        """Adds a mark, named after the nearest place unless that is said, and opens its card."""
        self.told.hide()
        self.add_row(view=view, x=x, y=y, site=site or nearest(view, x, y))

    def _add_chosen(self) -> None:
        view, place = str(self.view_list.value()), self.place_list.value()
        spot = next((site for site in sites(view) if site[0] == place), None)
        if spot is None:
            self._say("Choose the place first.")
            self.place_list.setFocus()
            return
        self.add_mark(view, round(spot[1], 3), round(spot[2], 3), spot[0])

    def _moved(self, key: str, x: float, y: float) -> None:
        row = next((row for row in self._rows if row.get("id") == key), None)
        if row is None:
            return
        view = str(row.get("view"))
        # Words that a person wrote about the place stay; those found by the program follow the mark.
        if row.get("site") in ("", None, self._found(row)):
            row["site"] = nearest(view, x, y)
            self._show_site(key, row["site"])
        row["x"], row["y"] = x, y
        self._tell()
        self._sync()

    def _found(self, row: dict[str, Any]) -> str:
        try:
            return nearest(str(row.get("view")), float(row["x"]), float(row["y"]))
        except (KeyError, TypeError, ValueError):
            return ""

    def _show_site(self, key: str, words: str) -> None:
        view = self.views.get(key)
        fields = getattr(view, "fields", None)
        if fields is not None:
            fields.boxes["site"].editor.set_value(words)

    def _sync(self) -> None:
        super()._sync()
        self._draw()

    def _draw(self) -> None:
        for view, figure in self.figures.items():
            figure.show_marks(self._shown(view))

    def _shown(self, view: str) -> list[Shown]:
        marks = []
        for number, row in enumerate(self._rows, 1):
            x, y = row.get("x"), row.get("y")
            if row.get("view") == view and isinstance(x, (int, float)) and isinstance(y, (int, float)):
                marks.append((str(row["id"]), float(x), float(y), number))
        return marks

    def _info(self, row: dict[str, Any], number: int) -> RowInfo:
        number = number or len(self._rows) + 1
        return RowInfo(f"Mark {number}", str(row.get("site") or ""), removable=True)

    def _say(self, words: str) -> None:
        self.told.set_line("info", words, "blue")
        self.told.show()
        announce(self, words)
