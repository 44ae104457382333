"""The table of a chronology: one line for each event, what is marked on it, and the gaps between. Arrow keys go from line to line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.export.chronology_drawing import gap_words
from toolkit.forms.people import Context
from toolkit.practice.chronology import Event
from toolkit.practice.chronology_marks import Gap, Repeat
from toolkit.ui import words
from toolkit.ui.chronology.event_row import SHARES, EventRow
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    IconLine,
    PlainButton,
    clear_layout,
    hairline,
)

STEP = 60
"""How many events are drawn at a time."""
HEADS = ("When, who", "What happened", "Source", "What it meant, what was done")


@dataclass(frozen=True)
class Shown:
    """What the table shows: the events, the gaps between them, and what is marked on an event by its key."""

    events: Sequence[Event]
    gaps: Sequence[Gap] = ()
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    alike: frozenset[str] = frozenset()
    """Keys of events that may have been told twice."""


def repeat_marks(found: Sequence[Repeat]) -> dict[str, list[str]]:
    """What is said on each event that repeats one before: "Again after 49 days"; its kind stands beside it."""
    marks: dict[str, list[str]] = {}
    for repeat in found:
        for before, event in zip(repeat.events, repeat.events[1:], strict=False):
            days = (event.day - before.day).days
            said = f"Again after {words.count(days, 'day')}" if days else "Again on the same day"
            if said not in marks.setdefault(event.record, []):
                marks[event.record].append(said)
    return marks


class EventTable(QWidget):
    """The events in order. `opened` is sent with an event's key when its line is pressed, `meant` when its pencil is."""

    opened = Signal(str)
    meant = Signal(str)

    def __init__(self, theme: Theme, context: Context) -> None:
        super().__init__()
        self.theme, self.context = theme, context
        self.setAccessibleName(theme.say("Events"))
        self.rows: list[EventRow] = []
        self.wide = True
        self._shown = Shown(())
        self._drawn = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_events(self, shown: Shown) -> None:
        """Draws the first of these events; the others when they are asked for."""
        self._shown = shown
        self._again()

    def set_wide(self, wide: bool) -> None:
        """Columns beside one another, or each event as a card."""
        if wide != self.wide:
            self.wide = wide
            self._again()

    def _again(self) -> None:
        clear_layout(self._column)
        self.rows, self._drawn = [], 0
        self._gaps = {gap.before: gap for gap in self._shown.gaps}
        if self._shown.events:
            self._box = Card(self.theme, padding=(0, 0), spacing=0)
            if self.wide:
                self._box.body.addWidget(_heads(self.theme))
            self._column.addWidget(self._box)
            self.more()

    def more(self) -> None:
        """Draws the next events."""
        shown, gaps = self._shown, self._gaps
        for event in shown.events[self._drawn : self._drawn + STEP]:
            gap = gaps.pop(event.day, None) if gaps else None
            if self._drawn or self.wide:
                self._box.body.addWidget(hairline(self.theme))
            if gap is not None:
                self._box.body.addWidget(self._gap(gap))
                self._box.body.addWidget(hairline(self.theme))
            self._add(event)
            self._drawn += 1
        left = len(shown.events) - self._drawn
        if left:
            more = PlainButton(self.theme, f"Show {min(left, STEP)} more of {left}", "caret-down")
            more.clicked.connect(lambda _checked=False: self._go_on(more))
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            # What is left reaches up to today.
            for gap in gaps.values():
                self._box.body.addWidget(hairline(self.theme))
                self._box.body.addWidget(self._gap(gap))

    def _go_on(self, button: PlainButton) -> None:
        self._column.removeWidget(button)
        button.hide()
        button.deleteLater()
        first = len(self.rows)
        self.more()
        self.rows[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _gap(self, gap: Gap) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(self.theme.px(16), self.theme.px(6), self.theme.px(16), self.theme.px(6))
        row.addWidget(IconLine(self.theme, "hourglass-medium", gap_words(gap), "amber"))
        return holder

    def _add(self, event: Event) -> None:
        marks = self._shown.marks.get(event.record, ())
        row = EventRow(self, event, marks, event.record in self._shown.alike)
        row.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.rows else Qt.FocusPolicy.StrongFocus)
        self.rows.append(row)
        self._box.body.addWidget(row)

    def step(self, row: EventRow, by: int) -> None:
        """Goes with the keyboard from a line to another; the one it is on is the tab stop."""
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.rows[at].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)


def _heads(theme: Theme) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
    row.setSpacing(theme.px(14))
    for words_, share in zip(HEADS, SHARES, strict=True):
        label = BodyLabel(theme, words_, role="caption-strong", ink="2")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        row.addWidget(label, share)
    return holder
