"""Days and times: typed any sensible way, read back as 3 March 2026 when the keyboard leaves; what cannot be read stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QFrame, QHBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.rules import Problem, Scope
from toolkit.forms.vocabulary import Date, DateTime
from toolkit.ui.editors.base import Desk, Editor, Finding, state_of
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, IconButton, LineEdit

DAY_EM, LONGEST_EM = 13.0, 12.0
"""How wide a day is drawn, and what "30 September 2026" needs at the least."""
TIME_EM = 6.0


class CalendarButton(IconButton):
    """Opens a month to point at; the keyboard does without it, or opens it from the line with Alt+Down."""

    picked = Signal(date)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "calendar-blank", "Choose the day in a calendar")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.day: date | None = None
        self._sheet: QFrame | None = None
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Shows the month of the day that is set, else this month."""
        sheet = QFrame(self, Qt.WindowType.Popup)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setProperty("box", "raised")
        month = QCalendarWidget(sheet)
        month.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        plain = month.weekdayTextFormat(Qt.DayOfWeek.Monday)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(weekend, plain)
        if self.day is not None:
            month.setSelectedDate(QDate(self.day.year, self.day.month, self.day.day))
        layout = QHBoxLayout(sheet)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(month)
        month.clicked.connect(self._take)
        month.activated.connect(self._take)
        sheet.adjustSize()
        sheet.move(self.mapToGlobal(self.rect().bottomLeft()))
        sheet.show()
        month.setFocus()
        self._sheet = sheet

    def _take(self, day: QDate) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None
        self.picked.emit(date(day.year(), day.month(), day.day()))


class DayLine(LineEdit):
    """One line for a day. Alt+Down opens the calendar beside it."""

    left = Signal()
    calendar_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_wanted.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return done


class DateEditor(Editor):
    """A day. Kept as ISO text, or as typed while it cannot be read."""

    def __init__(self, part: Date, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        self.line = DayLine(self.theme)
        self.line.setMinimumWidth(self.theme.em(LONGEST_EM))
        self.button = CalendarButton(self.theme)
        self.not_known = QCheckBox(self.theme.say("Not known"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        row.addWidget(self.line, 1)
        self.line.setMaximumWidth(self.theme.em(DAY_EM))
        row.addWidget(self.button)
        row.addWidget(self.not_known)
        row.addStretch(0 if compact else 1)
        self.button.setVisible(not compact)
        self.not_known.setVisible(part.or_not_known)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._tidy)
        self.line.calendar_wanted.connect(self.button.open)
        self.button.picked.connect(self._picked)
        self.not_known.toggled.connect(self._ticked)

    def controls(self) -> Sequence[QWidget]:
        self.not_known.setProperty("part_name", "not known")
        return (self.line, self.not_known) if self.part.or_not_known else (self.line,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        if answer is not None and answer == self._answer and self.line.hasFocus():
            # Being typed: what it is worked out to mean so far is not written over it.
            return
        self._answer = None if answer is None else str(answer)
        unknown = self.part.or_not_known and answer == "not_known"
        self.not_known.blockSignals(True)
        self.not_known.setChecked(unknown)
        self.not_known.blockSignals(False)
        self.line.setEnabled(not unknown)
        self._show("" if unknown else dates.show(self._answer))

    def _show(self, text: str) -> None:
        if self.line.text() != text:
            self.line.setText(text)
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)
        readable = dates.is_day(self._answer)
        self.button.day = dates.first_day(str(self._answer)) if readable else None

    def _read(self, text: str) -> str:
        try:
            today = self.scope.context.now.date()
            return dates.read_day(text, today, birth=self.part.birth, vague=self.part.vague)
        except dates.NotADay:
            return text

    def _typed(self, text: str) -> None:
        self._answer = self._read(text) if text.strip() else None
        self.changed.emit()

    def _picked(self, day: date) -> None:
        self._answer = day.isoformat()
        self._show(dates.show(self._answer))
        self.line.setFocus()
        self.changed.emit()

    def _ticked(self, on: bool) -> None:
        self.line.setEnabled(not on)
        self._answer = "not_known" if on else None
        if on:
            self.line.clear()
        self.changed.emit()

    def _tidy(self) -> None:
        if self._answer is not None and self._answer != "not_known":
            self._show(dates.show(self._answer))


class DateTimeEditor(Editor):
    """A day and a time, and the end on the same day where the field has one.

    A day alone is kept when no time is given. What cannot be read is kept as typed, day first.
    """

    def __init__(self, part: DateTime, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        self._end: str | None = None
        self.day, self.time, self.end = DayLine(self.theme), DayLine(self.theme), DayLine(self.theme)
        self.day.setPlaceholderText("3/3/2026")
        self.time.setPlaceholderText("14:05")
        self.end.setPlaceholderText("14:45")
        self.button = CalendarButton(self.theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        self.at, self.to = (
            BodyLabel(self.theme, "at", ink="2", wrap=False),
            BodyLabel(self.theme, "to", ink="2", wrap=False),
        )
        for widget, em in ((self.day, DAY_EM), (self.button, 0), (self.at, 0), (self.time, TIME_EM)):
            row.addWidget(widget, 1 if em else 0)
            if em:
                widget.setMaximumWidth(self.theme.em(em))
        row.addWidget(self.to)
        row.addWidget(self.end, 1)
        self.end.setMaximumWidth(self.theme.em(TIME_EM))
        row.addStretch(1)
        self.button.setVisible(not compact)
        for widget in (self.to, self.end):
            widget.setVisible(bool(part.same_day_end))
        self.day.setMinimumWidth(self.theme.em(LONGEST_EM))
        for line in (self.time, self.end):
            line.setMinimumWidth(self.theme.em(4))
        for line in (self.day, self.time, self.end):
            line.textEdited.connect(self._typed)
            line.left.connect(self._tidy)
        self.day.calendar_wanted.connect(self.button.open)
        self.button.picked.connect(self._picked)
        self.day.setProperty("part_name", "day")
        self.time.setProperty("part_name", "time")
        self.end.setProperty("part_name", "end time")

    def controls(self) -> Sequence[QWidget]:
        return (self.day, self.time, self.end) if self.part.same_day_end else (self.day, self.time)

    def extra_keys(self) -> tuple[str, ...]:
        return (self.part.same_day_end,) if self.part.same_day_end else ()

    def extras(self) -> dict[str, Any]:
        return {self.part.same_day_end: self._end} if self.part.same_day_end else {}

    def set_extras(self, answers: dict[str, Any]) -> None:
        if self.part.same_day_end:
            end = answers.get(self.part.same_day_end)
            if end is not None and end == self._end and self.end.hasFocus():
                return
            self._end = None if end is None else str(end)
            self.end.setText(self._end or "")

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        if answer is not None and answer == self._answer and (self.day.hasFocus() or self.time.hasFocus()):
            return
        self._answer = None if answer is None else str(answer)
        day, clock = self._split(self._answer or "")
        self.day.setText(day)
        self.time.setText(clock)
        self._mark_day()

    def _split(self, answer: str) -> tuple[str, str]:
        """What stands in the two boxes for an answer."""
        if dates.is_day(answer):
            day, _, clock = answer.rstrip("~").partition("T")
            return dates.show(day + ("~" if answer.endswith("~") else "")), clock
        head, _, tail = answer.rpartition(" ")
        try:
            day = dates.read_day(head, self.scope.context.now.date(), vague=True)
        except dates.NotADay:
            return answer, ""
        return dates.show(day), tail

    def _typed(self) -> None:
        self._answer = self._joined(self.day.text(), self.time.text())
        self._end = self._clock(self.end.text())
        self._mark_day()
        self.changed.emit()

    def _joined(self, day: str, clock: str) -> str | None:
        typed = " ".join(filter(None, (day.strip(), clock.strip())))
        if not typed:
            return None
        today = self.scope.context.now.date()
        try:
            if not clock.strip():
                return dates.read_moment(day, today)
            read = dates.read_day(day, today, vague=True)
            if len(read.rstrip("~")) == 10:
                time = dates.read_time(clock)
                return f"{read.rstrip('~')}T{time}" + ("~" if read.endswith("~") else "")
        except dates.NotADay:
            pass
        return f"{day} {clock}".strip() if clock.strip() else day

    def _clock(self, text: str) -> str | None:
        if not text.strip():
            return None
        try:
            return dates.read_time(text)
        except dates.NotADay:
            return text

    def _picked(self, day: date) -> None:
        self.day.setText(dates.show(day))
        self._typed()
        self.time.setFocus()

    def _mark_day(self) -> None:
        readable = dates.is_day(self._answer)
        self.button.day = dates.first_day(str(self._answer)) if readable else None

    def _tidy(self) -> None:
        if dates.is_day(self._answer):
            day, clock = self._split(str(self._answer))
            for line, text in ((self.day, day), (self.time, clock)):
                if line.text() != text:
                    line.setText(text)
        if self._end is not None and self.end.text() != self._end:
            self.end.setText(self._end)

    def show_problems(self, found: Sequence[Finding]) -> list[Problem]:
        mine = [finding.problem for finding in found if finding.shown]
        end = [p for p in mine if self.part.same_day_end and p.path.endswith(self.part.same_day_end)]
        for line in (self.day, self.time):
            line.set_state(state_of([p for p in mine if p not in end]))
        self.end.set_state(state_of(end))
        return mine
