"""The table of a chronology: one line for each event, what is marked on it, and the gaps between. Arrow keys go from line to line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.export.chronology_drawing import gap_words
from toolkit.export.chronology_paper import kind_words, source_words, who_words
from toolkit.forms.people import Context
from toolkit.practice.chronology import FAMILY_FILE, Event
from toolkit.practice.chronology_marks import Gap, Repeat
from toolkit.ui import words
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    CardButton,
    Chip,
    FlowLayout,
    IconButton,
    IconLine,
    PlainButton,
    clear_layout,
    hairline,
)

STEP = 60
"""How many events are drawn at a time."""
SHARES = (22, 44, 26, 38)
"""How the width is shared between when and who, what, source, and what it meant."""
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
        self.setAccessibleName("Events")
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


def _widths(whole: int, gap: int) -> list[int]:
    """How wide each column is."""
    room = whole - gap * (len(SHARES) - 1)
    return [room * share // sum(SHARES) for share in SHARES]


class EventRow(CardButton):
    """One event. Pressed, a derived one opens its record and a typed one is changed; the pencil is for what it meant.

    It places its words itself and remembers how high they are: layouts within layouts would ask for it thousands of times
    where there are hundreds of events.
    """

    def __init__(self, table: EventTable, event: Event, marks: Sequence[str], alike: bool) -> None:
        super().__init__(table.theme, flat=True)
        self.table, self.event_key = table, event.record
        self._wide = table.wide
        self._heights: dict[int, int] = {}
        self._placed = -1
        self.pencil: IconButton | None = None
        self._columns: list[Sequence[QWidget]] = [
            self._when(event),
            self._what(event, marks, alike),
            [
                BodyLabel(self.theme, said, role="caption", ink="2")
                for said in dict.fromkeys(source_words(part) for part in event.parts)
            ],
            self._meaning(event),
        ]
        for column in self._columns:
            for part in column:
                part.setParent(self)
        if not event.typed:
            self._add_pencil(event)
        self.setAccessibleName(self._said(event, marks, alike))
        self.setToolTip(_does(event))
        self.setAccessibleDescription(_does(event))
        self.clicked.connect(lambda _checked=False: table.opened.emit(event.record))

    def _when(self, event: Event) -> list[QWidget]:
        when = event.when if event.dated else event.start or "Day not known"
        return [
            BodyLabel(self.theme, when, role="name"),
            BodyLabel(self.theme, who_words(event, self.table.context), role="caption", ink="2"),
        ]

    def _what(self, event: Event, marks: Sequence[str], alike: bool) -> list[QWidget]:
        theme = self.theme
        chips = [Chip(theme, kind_words(kind)) for kind in event.kinds if kind != "other"]
        chips += [Chip(theme, mark, "arrows-clockwise", "amber") for mark in marks]
        if alike:
            chips.append(Chip(theme, "May be told twice", "copy", "amber"))
        if any(part.restricted for part in event.parts):
            chips.append(Chip(theme, "Restricted", "eye-slash", "red"))
        words_: list[QWidget] = [BodyLabel(theme, event.text)]
        if chips:
            holder = QWidget()
            flow = FlowLayout(holder, across=theme.px(6), down=theme.px(4))
            for chip in chips:
                flow.addWidget(chip)
            words_.append(holder)
        return words_

    def _meaning(self, event: Event) -> list[QWidget]:
        theme = self.theme
        impacts = dict.fromkeys(part.impact for part in event.parts if part.impact)
        responses = dict.fromkeys(part.response for part in event.parts if part.response)
        found: list[QWidget] = [BodyLabel(theme, one) for one in impacts]
        if not found:
            found.append(IconLine(theme, "circle-dashed-bold", "Not written yet", "amber"))
        found += [BodyLabel(theme, f"Done: {one}", role="caption", ink="2") for one in responses]
        return found

    def _add_pencil(self, event: Event) -> None:
        self.pencil = IconButton(self.theme, "pencil-simple", f"What it meant: {event.text}", bare=True)
        self.pencil.setParent(self)
        self.pencil.setToolTip("What it meant for each child (F2)")
        self.pencil.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pencil.clicked.connect(lambda _checked=False: self.table.meant.emit(event.record))

    # Where things stand

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(30), self.heightForWidth(max(self.width(), self.theme.em(30))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(12), self.theme.em(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A page that is still finding its height makes its lines higher and lower many times.
        if self.width() != self._placed:
            self._placed = self.width()
            self._place(self._placed, move=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self._placed = -1
            self.updateGeometry()

    def _place(self, width: int, *, move: bool) -> int:
        """Puts everything where it goes in a width, and gives the height that takes."""
        theme = self.theme
        left, top, gap = theme.px(14), theme.px(8), theme.px(14)
        edge = self._pencil_side()
        room = width - 2 * left
        widths = _widths(room, gap) if self._wide else [room] * len(self._columns)
        widths[-1] -= edge
        x, y, high = left, top, 0
        for column, wide in zip(self._columns, widths, strict=True):
            bottom = self._stack(column, x, y, wide, move=move)
            high = max(high, bottom)
            if self._wide:
                x += wide + gap
            else:
                y = bottom + theme.px(4)
        if self.pencil is not None and move:
            self.pencil.move(width - left - self.pencil.width(), top - theme.px(4))
        return max(high, top + self._pencil_side()) + top

    def _pencil_side(self) -> int:
        if self.pencil is None:
            return 0
        self.pencil.ensurePolished()
        size = self.pencil.sizeHint()
        self.pencil.resize(size)
        return size.width()

    def _stack(self, column: Sequence[QWidget], x: int, y: int, width: int, *, move: bool) -> int:
        for part in column:
            part.ensurePolished()
            layout = part.layout()
            if layout is not None:
                for label in part.findChildren(QWidget):
                    label.ensurePolished()
                high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
            else:
                high = part.heightForWidth(width)
            high = high if high > 0 else part.sizeHint().height()
            if move:
                part.setGeometry(x, y, width, high)
            y += high + self.theme.px(2)
        return y - self.theme.px(2)

    def _said(self, event: Event, marks: Sequence[str], alike: bool) -> str:
        parts = [
            event.when if event.dated else f"To be dated: {event.start or 'day not known'}",
            who_words(event, self.table.context),
            event.text,
            *(kind_words(kind) for kind in event.kinds if kind != "other"),
            *marks,
            "May be told twice" if alike else "",
            "Restricted" if event.restricted else "",
            *(source_words(part) for part in event.parts),
            event.impact or "What it meant is not written yet",
        ]
        return ". ".join(part.rstrip(".") for part in parts if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.table.step(self, steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_F2:
            self.table.meant.emit(self.event_key)
        else:
            super().keyPressEvent(event)


def _does(event: Event) -> str:
    """What pressing a line does."""
    if event.also:
        return "Shows who told it. F2: what it meant for each child."
    if event.typed:
        return "Changes this event."
    opens = "Opens the family file" if event.source == FAMILY_FILE else "Opens its record"
    return f"{opens}. F2: what it meant for each child."
