"""One line of a chronology: when and who, what happened, who told it, what it meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from toolkit.export.chronology_paper import kind_words, source_words, who_words
from toolkit.practice.chronology import FAMILY_FILE, Event
from toolkit.ui.widgets import BodyLabel, CardButton, Chip, FlowLayout, IconButton, IconLine

if TYPE_CHECKING:
    from toolkit.ui.chronology.rows import EventTable

SHARES = (22, 44, 26, 38)
"""How the width is shared between when and who, what, source, and what it meant."""


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
        self.setAccessibleName(self.theme.say(self._said(event, marks, alike)))
        self.setToolTip(self.theme.say(_does(event)))
        self.setAccessibleDescription(self.theme.say(_does(event)))
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
        self.pencil.setToolTip(self.theme.say("What it meant for each child (F2)"))
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
