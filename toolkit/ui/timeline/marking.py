"""Says that a date was met, and when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.timeline_dates import Line
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import to_left
from toolkit.ui.session import Session
from toolkit.ui.widgets import FieldFrame, LineEdit


class MetDialog(Dialog):
    """The day on which something was done, with a time where that is known. `when` is its ISO text."""

    def __init__(self, session: Session, line: Line, parent: QWidget | None) -> None:
        super().__init__(session.theme, "When was this done?", line.due.limit.what, parent=parent)
        self.session, self._line = session, line
        self.when = ""
        self.day = LineEdit(self.theme, dates.show(session.today()), width_em=18, name="Day and time")
        self._frame = FieldFrame(
            self.theme,
            "Day and time",
            self.day,
            hint="Such as 3 November 2026, 14:05. The day alone is enough.",
        )
        to_left(self._frame, self.day)
        self.body.addWidget(self._frame)
        self.add_button("Cancel", self.reject)
        self.add_button("It was done then", self.keep, "primary")
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Takes what is typed, if it is a day that has come and is not before the event."""
        try:
            when = dates.read_moment(self.day.value(), self.session.today())
        except dates.NotADay as fault:
            self._point(str(fault))
            return
        event, limit = self._line.event, self._line.due.limit
        if len(when.rstrip("~").partition("T")[0]) != 10:
            self._point("A full day is needed here, such as 3 March 2026.")
        elif dates.moment(when) > self.session.now():
            self._point("This day is still to come.")
        elif limit.amount >= 0 and dates.last_day(when) < event.day:
            self._point(f"{dates.show(when)} is before the event, {dates.show(event.day)}. Check both days.")
        else:
            self.when = when
            self.accept()

    def _point(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.fit()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)


def marked(answers: Answers, line: Line, *, when: str = "", why: str = "") -> Answers:
    """The answers with one date met, or not needed; with neither, what was said of it is taken back."""
    rows = [row for row in rows_of(answers, "kept") if row.get("of") != line.key]
    if when or why:
        row = {"id": f"k-{line.key}", "of": line.key, "what": line.due.limit.what}
        row |= {"state": "met", "when": when} if when else {"state": "not_needed", "why": why}
        rows.append(row)
    return {
        **{key: value for key, value in answers.items() if key != "kept"},
        **({"kept": rows} if rows else {}),
    }
