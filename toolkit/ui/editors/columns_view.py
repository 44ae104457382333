"""One column of a map: its head, its points, what was said to be none, and the box that adds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.board import kind_words
from toolkit.forms.conditions import Scope
from toolkit.forms.vocabulary import Column, PointKind
from toolkit.ui.editors.base import Desk, Finding
from toolkit.ui.editors.choices import AnswerList
from toolkit.ui.editors.columns_panel import PointPanel
from toolkit.ui.editors.columns_parts import ADD, MIME, ColumnHead, DropLine, EnterText, PointCard
from toolkit.ui.editors.columns_points import Point, Points
from toolkit.ui.editors.words import word_help
from toolkit.ui.widgets import BodyLabel, Card, FlowLayout, IconButton, IconLine, PlainButton, clear_layout


class ColumnView(QFrame):
    """A column. `added` is sent with kind and words, `none_said` with kind and whether, `dropped` with id and place."""

    added = Signal(str, str)
    none_said = Signal(str, bool)
    dropped = Signal(str, int)
    undo_wanted = Signal()

    def __init__(self, column: Column, desk: Desk, scope: Scope) -> None:
        super().__init__()
        self.column, self.desk, self.scope = column, desk, scope
        theme = self.theme = desk.theme
        self.setProperty("box", "well")
        self.setAcceptDrops(True)
        self.setAccessibleName(theme.say(column.title))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.head = ColumnHead(theme, column)
        outer.addWidget(self.head)
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        inside.setSpacing(theme.px(8))
        outer.addLayout(inside, 1)
        self.earlier = QVBoxLayout()
        self.earlier.setSpacing(theme.px(6))
        inside.addLayout(self.earlier)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(8))
        inside.addLayout(self.list)
        self.nones = QVBoxLayout()
        self.nones.setSpacing(theme.px(2))
        inside.addLayout(self.nones)
        inside.addStretch(1)
        self.problem = IconLine(theme)
        self.problem.hide()
        inside.addWidget(self.problem)
        self.adder = self._adder()
        inside.addLayout(self.adder)
        self.help = word_help(self.words, self.adder, desk, gentle=True)
        self.line = DropLine(theme, self)
        self._said: tuple[object, ...] = ()
        self.cards: list[PointCard | PointPanel] = []

    def _adder(self) -> QVBoxLayout:
        theme, column = self.theme, self.column
        box = QVBoxLayout()
        box.setSpacing(theme.px(4))
        self.kind = AnswerList(theme, [(k.value, kind_words(k, self.scope)[0]) for k in column.kinds])
        self.kind.setAccessibleName(theme.say(f"{column.title}: kind of the next point"))
        self.kind.set_value(column.kinds[0].value)
        self.kind.setVisible(len(column.kinds) > 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        self.words = EnterText(theme, lines=1, placeholder=ADD[column.tone])
        self.words.setAccessibleName(theme.say(f"{column.title}: add a point"))
        self.words.setAccessibleDescription(theme.say(f"{column.question} Type, Enter, type."))
        self.button = IconButton(theme, "plus", f"Add to {column.title}")
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        box.addWidget(self.kind)
        box.addLayout(row)
        self.words.entered.connect(self._add)
        self.words.undo_wanted.connect(self.undo_wanted)
        self.button.clicked.connect(self._add)
        return box

    def _add(self) -> None:
        text = self.words.value().strip()
        if text:
            self.words.set_value("")
            self.added.emit(self.kind.value() or self.column.kinds[0].value, text)
        self.words.setFocus()

    # What it shows

    def show_cards(self, cards: Sequence[PointCard | PointPanel]) -> None:
        """Puts these cards into the column, in order; those that stay where they are are left alone."""
        for card in self.cards:
            if card not in cards and card.parent() is self:
                self.list.removeWidget(card)
        self.cards = list(cards)
        for place, card in enumerate(cards):
            item = self.list.itemAt(place)
            if item is None or item.widget() is not card:
                self.list.insertWidget(place, card)
            card.show()
        self.head.count.setText(str(len(cards)))
        self.head.count.setAccessibleName(self.theme.say(f"{len(cards)} points in {self.column.title}"))

    def show_nones(self, points: Points, scope: Scope) -> None:
        """Offers "none found yet" where a kind allows it and none is there, or says that it was said."""
        self.scope = scope
        chosen = self.kind.value()
        self.kind.set_options([(k.value, kind_words(k, scope)[0]) for k in self.column.kinds])
        self.kind.set_value(chosen or self.column.kinds[0].value)
        have = {p.get("kind") for p in points.in_column(self.column)}
        empty = [k for k in self.column.kinds if k.none_label and k.value not in have]
        said = tuple((k.value, points.says_none(k.value), kind_words(k, scope)[0]) for k in empty)
        if said == self._said:
            return
        self._said = said
        clear_layout(self.nones)
        for kind in empty:
            self.nones.addWidget(self._none(kind, points.says_none(kind.value), scope))

    def _none(self, kind: PointKind, said: bool, scope: Scope) -> QWidget:
        words = f"{kind_words(kind, scope)[0]}: {kind.none_label}"
        if not said:
            button = PlainButton(self.theme, words, "circle-dashed", name=f"Say {words}")
            button.clicked.connect(lambda: self.none_said.emit(kind.value, True))
            return button
        line = QWidget()
        row = FlowLayout(line, across=self.theme.px(8), down=0)
        row.addWidget(BodyLabel(self.theme, words, ink="2", wrap=False))
        back = PlainButton(self.theme, "Take back", name=f"Take back {words}")
        back.clicked.connect(lambda: self.none_said.emit(kind.value, False))
        row.addWidget(back)
        return line

    def show_earlier(self, points: Sequence[Point], when: str, scope: Scope) -> None:
        """Shows the points of the last map, greyed and only to read; an empty day hides them."""
        clear_layout(self.earlier)
        if not when:
            return
        self.earlier.addWidget(BodyLabel(self.theme, f"Map of {when}", role="caption-strong", ink="2"))
        for point in points:
            card = Card(self.theme, box="dashed", padding=(10, 6), spacing=2)
            words = BodyLabel(self.theme, str(point.get("text") or ""), ink="2", selectable=True)
            card.body.addWidget(words)
            who = str(point.get("who") or "")
            if who:
                card.body.addWidget(BodyLabel(self.theme, who, role="caption", ink="2"))
            card.setAccessibleName(self.theme.say(f"Last map: {words.text()}"))
            self.earlier.addWidget(card)
        if not points:
            self.earlier.addWidget(BodyLabel(self.theme, "Nothing stood here.", role="caption", ink="2"))

    def show_problems(self, found: Sequence[Finding]) -> None:
        """Shows which kinds are missing, where their "none" can be said."""
        shown = [f.problem for f in found if f.shown]
        self.problem.setVisible(bool(shown))
        if not shown:
            return
        nones = {f"[{k.value}]": k for k in self.column.kinds}
        words = []
        for finding in found:
            kind = nones.get(finding.path)
            if kind is None or not finding.shown:
                continue
            more = f", or say “{kind.none_label}”" if kind.none_label else ""
            words.append(f"{kind_words(kind, self.scope)[0]}: write at least one{more}.")
        self.problem.set_line("circle-dashed-bold", "\n".join(words), "amber")

    # Dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            return
        event.acceptProposedAction()
        place = self.place_at(event.position().toPoint())
        y = self._edge(place)
        self.line.setGeometry(self.theme.px(8), y - 2, self.width() - self.theme.px(16), 4)
        self.line.show()
        self.line.raise_()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.line.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.line.hide()
        if not event.mimeData().hasFormat(MIME):
            return
        event.acceptProposedAction()
        point_id = bytes(event.mimeData().data(MIME).data()).decode("ascii", "replace")
        place = self.place_at(event.position().toPoint())
        here = next((n for n, card in enumerate(self.cards) if card.point_id == point_id), None)
        self.dropped.emit(point_id, place - 1 if here is not None and here < place else place)

    def place_at(self, at: QPoint) -> int:
        """Before which point something dropped here would stand."""
        for place, card in enumerate(self.cards):
            if at.y() < card.mapTo(self, QPoint(0, 0)).y() + card.height() // 2:
                return place
        return len(self.cards)

    def _edge(self, place: int) -> int:
        half = self.theme.px(4)
        if place < len(self.cards):
            return self.cards[place].mapTo(self, QPoint(0, 0)).y() - half
        if self.cards:
            last = self.cards[-1]
            return last.mapTo(self, QPoint(0, 0)).y() + last.height() + half
        return self.head.height() + self.theme.px(8)
