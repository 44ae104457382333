"""Short choices as a joined row of buttons, ticks one below the other, and times that one key sets to now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.conditions import Scope
from toolkit.forms.vocabulary import Choice, Choices, DateTime, option_pairs
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.editors.choices import ChoicesEditor
from toolkit.ui.editors.days import DateTimeEditor
from toolkit.ui.widgets import PlainButton, SegmentedChoice

MOST_LETTERS = 58
"""How many letters all answers together may have to stand in a joined row."""


def fits_row(part: Choice) -> bool:
    """Whether the answers of a field are few and short enough for a joined row."""
    labels = [label for _, label in option_pairs(part.options)]
    return not part.other and len(labels) <= 4 and sum(map(len, labels)) <= MOST_LETTERS


def by_number(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Number keys for answers, in order."""
    return {str(number): value for number, (value, _) in enumerate(pairs, 1)}


class SegmentEditor(Editor):
    """One of a few short answers; the number keys choose, and a second press takes it away."""

    def __init__(self, part: Choice, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        pairs = option_pairs(part.options)
        self._known = {value for value, _ in pairs}
        self._answer: str | None = None
        self.row = SegmentedChoice(self.theme, pairs, keys=by_number(pairs), name=part.label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.row)
        self.row.changed.connect(self._chosen)

    def controls(self) -> Sequence[QWidget]:
        return (self.row,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self.row.set_value(self._answer if self._answer in self._known else None)

    def _chosen(self) -> None:
        self._answer = self.row.value()
        self.changed.emit()


class TickList(ChoicesEditor):
    """Several of several, one tick in each line."""

    def __init__(self, part: Choices, desk: Desk, scope: Scope) -> None:
        super().__init__(part, desk, scope)
        for tick in (*self._ticks.values(), self.other_tick):
            tick.setMinimumHeight(self.theme.control)

    def fit(self, width: int) -> None:
        super().fit(width)
        for tick in self._ticks.values():
            tick.setMinimumWidth(min(width, self.theme.em(30)))


class NowEditor(DateTimeEditor):
    """A day and time with "Now" beside it; N in the empty day line does the same."""

    def __init__(self, part: DateTime, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(part, desk, scope, compact=compact)
        self.now = PlainButton(self.theme, "Now", tip="Now (N in the empty line)")
        self.now.setProperty("part_name", "now")
        self.now.clicked.connect(lambda _checked=False: self.set_now())
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(self.button)
            self.button.hide()
            index = layout.indexOf(self.time) + 1
            layout.insertWidget(index, self.now)  # type: ignore[attr-defined]
        self.day.installEventFilter(self)

    def controls(self) -> Sequence[QWidget]:
        return (*super().controls(), self.now)

    def set_now(self) -> None:
        """Sets the moment to now."""
        moment = self.scope.context.now.strftime("%Y-%m-%dT%H:%M")
        self.set_value(moment)
        self.day.setText(dates.show(moment.partition("T")[0]))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.day
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_N
            and not event.modifiers()
            and not self.day.text()
        ):
            self.set_now()
            return True
        return super().eventFilter(watched, event)
