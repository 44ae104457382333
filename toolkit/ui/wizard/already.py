"""Asks about something that was shared before it was decided: when, what, with whom, how."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import ComboBox, FieldFrame, GrowingText, LineEdit

WAYS = tuple(
    (words, words[:1].upper() + words[1:])
    for words in (
        "phone, ringing back on a number found independently",
        "phone, they rang us",
        "secure email",
        "the agency's own portal",
        "in person",
        "recorded post",
        "ordinary email",
        "text or social app",
    )
)
"""How it went, kept in words as they are printed."""


class AlreadyDialog(TallDialog):
    """`when` is ISO text once it was accepted; the rest is what was typed."""

    def __init__(
        self, theme: Theme, now: datetime, what: str, whom: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "I have already shared this",
            "Nothing is lost by saying so. The questions go on, so that the reasons are written down.",
            parent=parent,
        )
        self._now = now
        self.when = ""
        self.moment = LineEdit(theme, dates.show(now.strftime("%Y-%m-%dT%H:%M")), width_em=18)
        self.what = GrowingText(theme, lines=2)
        self.what.set_value(what)
        self.whom = GrowingText(theme, lines=1)
        self.whom.set_value(whom)
        self.how = ComboBox(theme, WAYS)
        self._frames = {
            "when": FieldFrame(theme, "When", self.moment),
            "what": FieldFrame(theme, "What", self.what),
            "whom": FieldFrame(theme, "With whom", self.whom),
            "how": FieldFrame(theme, "How", self.how),
        }
        for key, control in self._controls().items():
            control.setAccessibleName(
                theme.say({"when": "When", "what": "What", "whom": "With whom", "how": "How"}[key])
            )
            self.body.addWidget(self._frames[key])
        self.add_button("Cancel", self.reject)
        self.add_button("Go on", self._go, "primary")
        self.moment.setFocus()
        self.moment.selectAll()

    def _controls(self) -> dict[str, QWidget]:
        return {"when": self.moment, "what": self.what, "whom": self.whom, "how": self.how}

    def _go(self) -> None:
        missing: list[str] = []
        for key, control in self._controls().items():
            value = control.value()  # type: ignore[attr-defined]
            wrong = "" if str(value or "").strip() else "Missing. A few words are enough."
            if key == "when" and not wrong:
                wrong = self._read()
            self._frames[key].set_state("error" if wrong else "", wrong)
            if wrong:
                missing.append(key)
        if missing:
            self.fit()
            self._controls()[missing[0]].setFocus()
            return
        self.accept()

    def _read(self) -> str:
        try:
            self.when = dates.read_moment(self.moment.value(), self._now.date())
        except dates.NotADay as fault:
            return str(fault) or "This day cannot be read. Write it as 3/3/2026 14:05."
        late = dates.is_day(self.when) and dates.first_day(self.when) > self._now.date()
        return "That day is still to come." if late else ""
