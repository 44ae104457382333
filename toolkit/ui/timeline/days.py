"""Our days and limits: the bank holidays year by year, to add to and take out of, and the two limits that are settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.forms import dates
from toolkit.forms.timeline_dates import day_words
from toolkit.forms.working_days import KEPT, KNOWN_YEARS, Changes, bank_holiday_names, to_keep
from toolkit.ui.page import to_left
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.timeline.rules import (
    CHASE_FACT,
    MOST_CHASE,
    MOST_TAF,
    TAF_FACT,
    changes_of,
    number_of,
)
from toolkit.ui.widgets import (
    BodyLabel,
    FieldFrame,
    HeadingLabel,
    IconButton,
    LineEdit,
    QuietButton,
    clear_layout,
)

ABOUT = (
    "Working days are Monday to Friday without these. The days of years to come follow the usual rules, so check them when the "
    "government has said them. What you change counts for every family, and each date that moves says so."
)
NUMBERS = (
    (TAF_FACT, "Early help plan to its review, in weeks", MOST_TAF),
    (CHASE_FACT, "No answer: ring again so many working days after it was due", MOST_CHASE),
)


class DaysDialog(TallDialog):
    """One year at a time. `changed` says whether anything was kept."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session.theme, "Our days and limits", ABOUT, parent=parent, width_em=44)
        self.session = session
        self.changed = False
        self.changes: Changes = changes_of(session)
        self.year = session.today().year
        self._years()
        self.list = QVBoxLayout()
        self.list.setSpacing(self.theme.px(4))
        self.body.addLayout(self.list)
        self.day = LineEdit(self.theme, width_em=16, name="Another bank holiday")
        self._frame = FieldFrame(
            self.theme,
            "Another day off",
            self.day,
            hint="Such as 3 June 2026: a day that everybody here has off.",
        )
        to_left(self._frame, self.day)
        self.body.addWidget(self._frame)
        add = QuietButton(self.theme, "Add this day", "plus")
        add.clicked.connect(lambda _checked=False: self.add())
        self.body.addWidget(add)
        self.numbers: dict[str, tuple[LineEdit, FieldFrame]] = {}
        for key, label, most in NUMBERS:
            line = LineEdit(self.theme, str(number_of(session, key)), width_em=6, name=label)
            frame = FieldFrame(self.theme, label, line, hint=f"1 to {most}.")
            to_left(frame, line)
            self.numbers[key] = (line, frame)
            self.body.addWidget(frame)
        self.add_button("Cancel", self.reject)
        self.add_button("Keep", self.keep, "primary")
        self.fill()

    def _years(self) -> None:
        row = QHBoxLayout()
        before = IconButton(self.theme, "caret-left", "The year before")
        after = IconButton(self.theme, "caret-right", "The year after")
        before.clicked.connect(lambda _checked=False: self.go_to(self.year - 1))
        after.clicked.connect(lambda _checked=False: self.go_to(self.year + 1))
        self.heading_year = HeadingLabel(self.theme, "", role="h3")
        row.addWidget(before)
        row.addWidget(self.heading_year)
        row.addWidget(after)
        row.addStretch(1)
        self.body.addLayout(row)

    def go_to(self, year: int) -> None:
        """Shows another year."""
        self.year = min(max(year, dates.EARLIEST), 2200)
        self.fill()

    def fill(self) -> None:
        """Shows the days of the year."""
        clear_layout(self.list)
        self.heading_year.setText(f"Bank holidays {self.year}")
        if self.year not in KNOWN_YEARS:
            sentence = f"Bank holidays for {self.year} are not loaded. Counted as weekdays."
            self.list.addWidget(BodyLabel(self.theme, sentence, ink="amber"))
        names = bank_holiday_names(self.year)
        added = {day: "Added here" for day in self.changes.added if day.year == self.year}
        for day, name in sorted({**names, **added}.items()):
            out = day in self.changes.removed
            self.list.addWidget(self._row(day, name, "Taken out here: people work" if out else name, out=out))
        self.fit()

    def _row(self, day: date, name: str, said: str, *, out: bool) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(BodyLabel(self.theme, f"{day_words(day)}: {said}", ink="2" if out else "1"), 1)
        words = "Put back" if out else "Take out"
        button = QuietButton(self.theme, words, name=f"{words}: {day_words(day)}, {name}")
        button.clicked.connect(lambda _checked=False: self.turn(day))
        row.addWidget(button)
        return part

    def turn(self, day: date) -> None:
        """Takes a day out of the table, or puts it back."""
        added, removed = self.changes.added, self.changes.removed
        if day in added:
            self.changes = replace(self.changes, added=added - {day})
        elif day in removed:
            self.changes = replace(self.changes, removed=removed - {day})
        else:
            self.changes = replace(self.changes, removed=removed | {day})
        self.fill()

    def add(self) -> bool:
        """Puts the day that is typed into the table; False when it is none."""
        try:
            day = dates.first_day(dates.read_day(self.day.value(), self.session.today()))
        except dates.NotADay as fault:
            self._frame.set_state("error", str(fault))
            self.fit()
            return False
        self._frame.set_state("")
        self.changes = replace(
            self.changes,
            added=self.changes.added | ({day} - set(bank_holiday_names(day.year))),
            removed=self.changes.removed - {day},
        )
        self.day.set_value("")
        self.go_to(day.year)
        return True

    def keep(self) -> None:
        """Keeps days and limits, if every number is one."""
        if self.day.value().strip() and not self.add():
            return
        made: dict[str, object] = {KEPT: to_keep(self.changes)}
        for key, _label, most in NUMBERS:
            line, frame = self.numbers[key]
            typed = line.value().strip()
            right = typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most
            frame.set_state("" if right else "error", "" if right else f"Write a number from 1 to {most}.")
            if not right:
                self.fit()
                return
            made[key] = int(typed)
        try:
            if self.session.vault.read_only:
                raise OpenedToReadOnly
            for key, value in made.items():
                if value != self._standing(key):
                    self.session.vault.facts.set(key, value)
                    self.changed = True
        except ToolkitError as fault:
            self._frame.set_state("error", fault.sentence)
            self.fit()
            return
        self.accept()

    def _standing(self, key: str) -> object:
        return to_keep(changes_of(self.session)) if key == KEPT else number_of(self.session, key)
