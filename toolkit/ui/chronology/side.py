"""Beside the table of a chronology: the picture over time, what stands out, what may be told twice, who told, the analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from toolkit.export.chronology_drawing import chronology_svg, gap_words, picture_words
from toolkit.export.chronology_paper import Told, analyses, asked_words, count_words, is_whole, repeat_words
from toolkit.export.family_drawings import Inks
from toolkit.forms import dates
from toolkit.forms.people import rows_of
from toolkit.practice.chronology import Event
from toolkit.practice.chronology_marks import Gap, contributors, repeats
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    ComboBox,
    FieldFrame,
    IconLine,
    LinkButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
)

GAPS = (("30", "a month"), ("90", "three months"), ("182", "half a year"), ("365", "a year"))
MOST_LINES = 8
"""More repeats and gaps than this are counted, and stand whole on paper and in the analysis."""


class TimePicture(QWidget):
    """The picture, drawn for the width there is so that its words stay readable; its words are its accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        draws(self)
        self._renderer = QSvgRenderer(self)
        self._events: Sequence[Event] = ()
        self._gaps: Sequence[Gap] = ()
        self._today = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[Event], gaps: Sequence[Gap], today: date) -> None:
        """Draws these."""
        self._events, self._gaps, self._today = events, gaps, today
        self.setAccessibleName(
            self.theme.say("Chronology over time. " + " ".join(picture_words(events, gaps)))
        )
        self._draw()

    def _draw(self) -> None:
        if self._today == date.min:
            return
        size = self._size()
        wide = max(self.width() / size, 260)
        colour = self.theme.colour
        inks = Inks(*(colour(token).name() for token in ("ink", "ink2", "edge", "surface", "red", "accent")))
        svg = chronology_svg(self._events, self._today, self._gaps, width=round(wide), inks=inks)
        self._renderer.load(QByteArray(svg.encode("utf-8", "replace")))
        self.setFixedHeight(round(self._renderer.viewBoxF().height() * size))
        self.update()

    def _size(self) -> float:
        """How many pixels a unit is: words are 12 units high."""
        return self.theme.em(1) * 0.9 / 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(26), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._renderer.viewBoxF()
        size = self._size()
        self._renderer.render(painter, QRectF(0, 0, box.width() * size, box.height() * size))


@dataclass(frozen=True)
class Beside:
    """What the side shows: all that is told, the events of the table, and pairs that may be one event."""

    told: Told
    events: Sequence[Event]
    pairs: Sequence[tuple[Event, Event]]
    alone: Sequence[str]
    """Days since each child was seen alone, in words."""
    today: date


class Side(VerticalScrollPage):
    """The column beside the table."""

    gap_chosen = Signal(int)
    pair_wanted = Signal(object)
    asked_wanted = Signal()
    analysis_wanted = Signal(str)
    """Sent with the id of the analysis to change, or nothing for a new one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margins=(4, 12, 16, 20), spacing=12)
        self.setAccessibleName(theme.say("Over time, what stands out, analysis"))
        over = Card(theme, "Over time", padding=(14, 12), spacing=6)
        self.picture = TimePicture(theme)
        over.body.addWidget(self.picture)
        self.in_words = LinkButton(theme, "The same in words", "text-align-left")
        self.in_words.setCheckable(True)
        self.in_words.toggled.connect(self._say)
        over.body.addWidget(self.in_words, 0, Qt.AlignmentFlag.AlignLeft)
        self.words = BodyLabel(theme, role="caption", selectable=True)
        self.words.hide()
        over.body.addWidget(self.words)
        self.body.addWidget(over)
        self.gap = ComboBox(theme, GAPS, clearable=False, name="Gaps longer than")
        self.gap.changed.connect(lambda: self.gap_chosen.emit(int(self.gap.value() or 0)))
        self.cards = [Card(theme, title, padding=(14, 12), spacing=6) for title in _TITLES]
        self.stands_out, self.twice, self.agencies, self.analysis = self.cards
        self._lists = []
        for card in self.cards:
            holder = QWidget()
            card.body.addWidget(holder)
            self._lists.append(_column(holder, theme))
            self.body.addWidget(card)
        self.stands_out.body.addWidget(FieldFrame(theme, "Gaps longer than", self.gap))
        self.body.addStretch(1)

    def _say(self, on: bool) -> None:
        self.words.setVisible(on)

    def fill(self, beside: Beside) -> None:
        """Shows what is true now."""
        told, events, today = beside.told, beside.events, beside.today
        gaps = told.gaps(events, today)
        self.picture.show_events(events, gaps, today)
        self.words.setText("\n".join(picture_words(events, gaps)))
        self.gap.set_value(str(told.gap_days))
        for column in self._lists:
            clear_layout(column)
        self._fill_marks(beside, gaps)
        self._fill_pairs(beside)
        self._fill_agencies(told)
        self._fill_analysis(told)

    def _fill_marks(self, beside: Beside, gaps: Sequence[Gap]) -> None:
        column = self._lists[0]
        found = [("arrows-clockwise", repeat_words(one)) for one in repeats(beside.events)]
        found += [("hourglass-medium", gap_words(one)) for one in gaps]
        for icon, line in found[:MOST_LINES]:
            column.addWidget(IconLine(self.theme, icon, line, "amber", ink="1"))
        if len(found) > MOST_LINES:
            column.addWidget(
                BodyLabel(self.theme, f"And {len(found) - MOST_LINES} more, all on paper.", ink="2")
            )
        if not found:
            column.addWidget(BodyLabel(self.theme, "No repeats and no gaps.", ink="2"))
        column.addWidget(BodyLabel(self.theme, ", ".join(count_words(beside.told)) + "."))
        for line in beside.alone:
            column.addWidget(BodyLabel(self.theme, line))

    def _fill_pairs(self, beside: Beside) -> None:
        self.twice.setVisible(bool(beside.pairs))
        for pair in beside.pairs[:MOST_LINES]:
            self._lists[1].addWidget(BodyLabel(self.theme, f"{pair[0].when}: {pair[0].text}", role="caption"))
            button = QuietButton(self.theme, "Look at both", "columns")
            button.setAccessibleName(self.theme.say(f"Look at both: {pair[0].text}"))
            button.clicked.connect(lambda _checked=False, pair=pair: self.pair_wanted.emit(pair))
            self._lists[1].addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if len(beside.pairs) > MOST_LINES:
            self._lists[1].addWidget(BodyLabel(self.theme, f"And {len(beside.pairs) - MOST_LINES} more."))

    def _fill_agencies(self, told: Told) -> None:
        did, not_yet = contributors(told.found.events, rows_of(told.family, "professionals"))
        for icon, tone, line, names in (
            ("check", "green", "Have told something", did),
            ("minus", "ink2", "Have told nothing", not_yet),
        ):
            said = "; ".join(names) or ("Nobody but you" if line.endswith("something") else "Nobody")
            self._lists[2].addWidget(IconLine(self.theme, icon, f"{line}: {said}.", tone, ink="1"))
        if asked := asked_words(told.answers):
            self._lists[2].addWidget(BodyLabel(self.theme, asked))
        button = LinkButton(self.theme, "Write who was asked", "pencil-simple")
        button.clicked.connect(lambda _checked=False: self.asked_wanted.emit())
        self._lists[2].addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_analysis(self, told: Told) -> None:
        column, found = self._lists[3], analyses(told.answers)
        for row in found[:3]:
            column.addWidget(BodyLabel(self.theme, analysis_words(row), role="name"))
            column.addWidget(BodyLabel(self.theme, str(row.get("means") or row.get("patterns") or "")))
            if not is_whole(row):
                column.addWidget(
                    IconLine(self.theme, "warning", "Not whole yet: a meeting needs all of it.", "amber")
                )
            change = LinkButton(self.theme, "Change it", "pencil-simple")
            change.setAccessibleName(self.theme.say(f"Change the analysis: {analysis_words(row)}"))
            change.clicked.connect(lambda _checked=False, row=row: self.analysis_wanted.emit(str(row["id"])))
            column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        if not found:
            column.addWidget(
                BodyLabel(self.theme, "None yet. Printed for a meeting, the chronology needs one.", ink="2")
            )
        new = QuietButton(self.theme, "Write an analysis", "pencil-simple")
        new.clicked.connect(lambda _checked=False: self.analysis_wanted.emit(""))
        column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)


_TITLES = ("What stands out", "May be told twice", "Agencies", "Analysis")


def _column(holder: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    return column


def analysis_words(row: dict[str, Any]) -> str:
    """What an analysis is called: its day, and the meeting it was for."""
    day = dates.show(row["on"]) if dates.is_day(row.get("on")) else "Day not said"
    meeting = str(row.get("for_meeting") or "").strip()
    return f"{day}, {meeting}" if meeting else day
