"""Asks on which day the work with a family ended: from then its time to be kept is reckoned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import to_left
from toolkit.ui.safety.keeping import set_ended
from toolkit.ui.session import Session
from toolkit.ui.widgets import FieldFrame, LineEdit


class EndedDialog(Dialog):
    """A day, or an empty line while the work goes on."""

    def __init__(self, session: Session, family_id: str, ended: str, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "When did the work with this family end?",
            "The day the family was closed to you or moved on. Leave it empty while the work goes on.",
            parent=parent,
        )
        self.session, self.family_id = session, family_id
        self.line = LineEdit(self.theme, dates.show(ended) if ended else "", width_em=16, name="Day")
        self._frame = FieldFrame(self.theme, "Day", self.line, hint="Such as 3 November 2026.")
        to_left(self._frame, self.line)
        self.body.addWidget(self._frame)
        self.add_button("Cancel", self.reject)
        self.add_button("Keep", self.keep, "primary")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keeps the day, if it is one and not to come."""
        typed = self.line.value().strip()
        try:
            day = dates.read_day(typed, self.session.today()) if typed else ""
        except dates.NotADay:
            self._point("Write a day, such as 3 November 2026.")
            return
        if day and dates.first_day(day) > self.session.today():
            self._point("This day is still to come.")
            return
        try:
            set_ended(self.session, self.family_id, day)
        except ToolkitError as fault:
            self._point(fault.sentence)
            return
        self.accept()

    def _point(self, sentence: str) -> None:
        self._frame.set_state("error", sentence)
        self.fit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
