"""A point being written: its words, kind, who said it, evidence, link, and the cells of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QFrame, QVBoxLayout, QWidget

from toolkit.forms.board import kind_words, point_title
from toolkit.forms.conditions import Scope
from toolkit.forms.vocabulary import Column
from toolkit.ui.editors.base import Desk, Finding, split_row
from toolkit.ui.editors.choices import AnswerList
from toolkit.ui.editors.columns_parts import EnterText
from toolkit.ui.editors.columns_points import Point, Points
from toolkit.ui.editors.field_column import FieldColumn
from toolkit.ui.editors.words import word_help
from toolkit.ui.theme import set_role
from toolkit.ui.widgets import (
    BodyLabel,
    FlowLayout,
    GrowingText,
    IconLine,
    LineEdit,
    PlainButton,
    QuietButton,
)

NO_LINK = "\x1fnone"


class PointPanel(QFrame):
    """One point, open. It changes the point in place; `changed` after each change, `closed` when it is done."""

    changed = Signal()
    closed = Signal()
    remove_wanted = Signal()
    rekinded = Signal(str)
    linked = Signal(str, str)

    def __init__(self, point: Point, points: Points, column: Column, desk: Desk, scope: Scope) -> None:
        super().__init__()
        self.point, self.points, self.column, self.desk, self.scope = point, points, column, desk, scope
        self.point_id = str(point["id"])
        theme = self.theme = desk.theme
        self.setProperty("box", "chosen")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self.body.setSpacing(theme.px(4))
        self.words = EnterText(theme, str(point.get("text") or ""), lines=2, name="Words of this point")
        self.words.changed.connect(lambda: self._take("text", self.words.value()))
        self.words.entered.connect(self.closed)
        self.words.escaped.connect(self.closed)
        self.words_box = QVBoxLayout()
        self.words_box.setSpacing(theme.px(4))
        self.words_box.addWidget(self.words)
        self.body.addLayout(self.words_box)
        self.help = word_help(self.words, self.words_box, desk, gentle=True)
        self.help.look_soon()
        self.problem = IconLine(theme)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._kind()
        self._said()
        self.pair = self._link()
        self.hidden = QCheckBox(self.theme.say("Not shown to the family, on the screen or on paper"))
        self.hidden.setChecked(point.get("hidden") == "yes")
        self.hidden.toggled.connect(lambda on: self._take("hidden", "yes" if on else ""))
        self.body.addWidget(self.hidden)
        self.cells: FieldColumn | None = None
        if cells := (kind.columns if (kind := points.kind_of(point)) else ()):
            self.cells = FieldColumn(cells, desk, scope.within(point), point, compact=True)
            self.cells.set_row_name(point_title(point))
            self.cells.changed.connect(lambda _key: self.changed.emit())
            self.body.addWidget(self.cells)
        self._foot()

    def _caption(self, text: str, field: QWidget) -> None:
        label = BodyLabel(self.theme, text, role="caption", ink="2")
        label.setBuddy(field)
        self.body.addWidget(label)
        self.body.addWidget(field)

    def _kind(self) -> None:
        kinds = self.column.kinds
        self.kind = AnswerList(self.theme, [(k.value, kind_words(k, self.scope)[0]) for k in kinds])
        self.kind.setAccessibleName(self.theme.say("What kind of point it is"))
        known = self.points.kind_of(self.point)
        self.kind.set_value(known.value if known else None)
        hint = kind_words(known, self.scope)[1] if known else ""
        self.kind.setAccessibleDescription(self.theme.say(hint))
        self.kind.changed.connect(self._rekind)
        self._caption("Kind", self.kind)
        if hint:
            self.body.addWidget(BodyLabel(self.theme, hint, role="caption", ink="heather"))

    def _rekind(self) -> None:
        value = self.kind.value()
        if value is not None:
            self.rekinded.emit(value)

    def _said(self) -> None:
        self.who = LineEdit(self.theme, str(self.point.get("who") or ""), name="Who said it")
        names = QCompleter([p.name for p in self.scope.context.people], self.who)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.who.setCompleter(names)
        self.who.textChanged.connect(lambda text: self._take("who", text))
        self._caption("Who said it", self.who)
        self.evidence = GrowingText(
            self.theme, str(self.point.get("evidence") or ""), lines=1, name="Evidence: how do you know"
        )
        self.evidence.changed.connect(lambda: self._take("evidence", self.evidence.value()))
        self._caption("Evidence: how do you know?", self.evidence)
        self.evidence_help = word_help(self.evidence, self.body, self.desk, gentle=False)

    def _link(self) -> AnswerList | None:
        kind = self.points.kind_of(self.point)
        if kind is None:
            return None
        wanted = kind.pairs_with or next(
            (k.value for _, k in self.points.kinds.values() if k.pairs_with == kind.value), ""
        )
        if not wanted:
            return None
        other = kind_words(self.points.kinds[wanted][1], self.scope)[0]
        others = self.points.may_pair(self.point)
        options = [
            (NO_LINK, "Not linked yet"),
            *((str(p["id"]), f"{n}. {point_title(p)}") for n, p in enumerate(others, 1)),
        ]
        pair = AnswerList(self.theme, options)
        pair.setAccessibleName(self.theme.say(f"Linked with which {other.lower()}"))
        partners = self.points.partners(self.point)
        pair.set_value(str(partners[0]["id"]) if partners else NO_LINK)
        pair.changed.connect(self._linked)
        self._caption(f"Belongs to this {other.lower()}", pair)
        return pair

    def _linked(self) -> None:
        chosen = self.pair.value() if self.pair is not None else None
        other = "" if chosen in (None, NO_LINK) else str(chosen)
        kind = self.points.kind_of(self.point)
        if kind is not None and kind.pairs_with:
            self.linked.emit(self.point_id, other)
        elif other:
            self.linked.emit(other, self.point_id)
        else:
            for goal in self.points.partners(self.point):
                self.linked.emit(str(goal["id"]), "")

    def _foot(self) -> None:
        foot = QWidget()
        flow = FlowLayout(foot, across=self.theme.px(8), down=self.theme.px(4))
        done = QuietButton(self.theme, "Done", "check-bold", name="Done with this point")
        done.clicked.connect(self.closed)
        remove = PlainButton(self.theme, "Remove", "trash", name="Remove this point")
        remove.clicked.connect(self.remove_wanted)
        flow.addWidget(done)
        flow.addWidget(remove)
        self.body.addWidget(foot)

    def _take(self, key: str, value: str) -> None:
        if value == str(self.point.get(key) or ""):
            # Qt counts a line drawn under a word as a change of the text.
            return
        if value.strip() or key == "text":
            self.point[key] = value
        else:
            self.point.pop(key, None)
        self.changed.emit()

    def controls(self) -> Sequence[QWidget]:
        """What takes the keyboard, in reading order."""
        pair = (self.pair,) if self.pair is not None else ()
        return (self.words, self.kind, self.who, self.evidence, *pair, self.hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows what is wrong with the point or a cell of it; paths begin at the row."""
        own = [f for f in found if f.shown and not split_row(f.path)[1]]
        inner = [f.inside(split_row(f.path)[1]) for f in found if split_row(f.path)[1]]
        self.problem.setVisible(bool(own))
        if own:
            refused = own[0].problem.level == "refused"
            icon, tone = ("warning-circle-fill", "red") if refused else ("warning-fill", "amber")
            self.problem.set_line(icon, own[0].problem.sentence, tone)
        set_role(self.words, "state", "")
        if self.cells is not None:
            self.cells.show_problems(inner)

    def sync(self, scope: Scope) -> None:
        """Takes in that other answers or people have changed."""
        self.scope = scope
        if self.cells is not None:
            self.cells.sync(scope.within(self.point))

    def go_to(self, path: str) -> bool:
        """Puts the keyboard on a cell, or on the words."""
        if path and self.cells is not None and self.cells.go_to(path):
            return True
        self.words.setFocus()
        return True

    def path_to(self, widget: QWidget) -> str:
        """The path of a control in one of the cells, from the point on."""
        return self.cells.path_to(widget) if self.cells is not None else ""

    def fit(self, width: int) -> None:
        """Takes in how wide it is."""
        if self.cells is not None:
            self.cells.fit(width - self.theme.px(22))
