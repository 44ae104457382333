"""What narrows a chronology: whose event, its kind, who told it, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.export.chronology_paper import kind_words
from toolkit.forms import dates
from toolkit.forms.people import PersonRef
from toolkit.practice.chronology import KINDS, Event
from toolkit.practice.chronology_marks import OWN, Narrowed
from toolkit.ui.family_timeline import short_names
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import ComboBox, FlowLayout, IconLine, LineEdit, PlainButton


class Narrow(QWidget):
    """The filters. `changed` is sent when a person changed one."""

    changed = Signal()

    def __init__(self, theme: Theme, people: Sequence[PersonRef], today: date) -> None:
        super().__init__()
        self.theme, self.today = theme, today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        holder = QWidget()
        flow = FlowLayout(holder, across=theme.px(8), down=theme.px(8))
        names = short_names([p for p in people if p.group != "professional"])
        self.person = ComboBox(theme, names, placeholder="Everyone", name="Whose events")
        self.kind = ComboBox(theme, placeholder="Every kind", name="Kind of event")
        self.agency = ComboBox(theme, placeholder="Every agency", name="Told by")
        self.since = LineEdit(theme, placeholder="From 2024", name="From", width_em=9)
        self.until = LineEdit(theme, placeholder="To May 2026", name="To", width_em=10)
        for box in (self.person, self.kind, self.agency):
            box.changed.connect(self.changed)
            flow.addWidget(box)
        for line in (self.since, self.until):
            line.editingFinished.connect(self.changed)
            flow.addWidget(line)
        self.clear = PlainButton(theme, "Show everything", "x")
        self.clear.clicked.connect(lambda _checked=False: self.show_all())
        flow.addWidget(self.clear)
        column.addWidget(holder)
        self.problem = IconLine(theme, "warning", "", "amber")
        self.problem.hide()
        column.addWidget(self.problem)

    def offer(self, events: Sequence[Event]) -> None:
        """Offers the kinds and agencies that there are, with how many events of each."""
        kinds: dict[str, int] = {}
        agencies: dict[str, int] = {}
        for event in events:
            for kind in event.kinds:
                kinds[kind] = kinds.get(kind, 0) + 1
            for agency in {part.agency or OWN for part in event.parts}:
                agencies[agency] = agencies.get(agency, 0) + 1
        ordered = [*(k for k in KINDS if k in kinds), *(k for k in kinds if k not in KINDS)]
        self.kind.set_options([(kind, f"{kind_words(kind)} ({kinds[kind]})") for kind in ordered])
        others = sorted(name for name in agencies if name != OWN)
        options = [(name, f"{name} ({agencies[name]})") for name in others]
        own = [(OWN, f"Our own records ({agencies[OWN]})")] if OWN in agencies else []
        self.agency.set_options([*own, *options])

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        boxes = (self.person.value(), self.kind.value(), self.agency.value())
        return any(boxes) or bool(self.since.text().strip() or self.until.text().strip())

    def show_all(self) -> None:
        """Leaves nothing out any more."""
        for box in (self.person, self.kind, self.agency):
            box.set_value(None)
        for line in (self.since, self.until):
            line.clear()
        self.changed.emit()

    def value(self) -> Narrowed:
        """What is chosen. A day that cannot be read is said, and leaves nothing out."""
        self.problem.hide()
        since, until = self._day(self.since, last=False), self._day(self.until, last=True)
        self.clear.setVisible(self.active)
        return Narrowed(
            person=self.person.value() or "",
            kind=self.kind.value() or "",
            agency=self.agency.value() or "",
            since=since,
            until=until,
        )

    def _day(self, line: LineEdit, *, last: bool) -> date | None:
        text = line.text().strip()
        if not text:
            return None
        try:
            found = dates.read_day(text, self.today, vague=True)
        except dates.NotADay as fault:
            self.problem.set_line("warning", f"“{text}”: {fault}", "amber")
            self.problem.show()
            return None
        return dates.last_day(found) if last else dates.first_day(found)
