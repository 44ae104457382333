"""History: who did what, when and why, in plain words, of all records, of a family or of one record."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui import words
from toolkit.ui.jobs import Job, JobBar
from toolkit.ui.page import Go, Page
from toolkit.ui.safety.advice import what_to_do
from toolkit.ui.safety.background import behind
from toolkit.ui.safety.trail_print import trail_paper
from toolkit.ui.safety.trail_rows import KINDS, Line, Reader
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    Card,
    Chip,
    ComboBox,
    EmptyState,
    FlowLayout,
    HeadingLabel,
    PlainButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.vault.findings import Finding

STEP = 60
ABOUT = "Each step is noted by itself and chained to the one before, so that a change made behind the program’s back shows."


class TrailPage(Page):
    """The trail, newest first, with a check on demand and a print."""

    def __init__(
        self, session: Session, go: Go, *, family_id: str = "", record_id: str = "", about: str = ""
    ) -> None:
        super().__init__(session, go, "History")
        self.reader = Reader(session, family_id, record_id, kind=about)
        self.jobs = behind(self)
        self.job: Job | None = None
        self.checked = ""
        self.lines: list[Line] = []
        self._more: Any = None
        self.bar.set_title("History", self._of_what())
        self.bar.set_actions([BarAction("Print", self.print, "printer", shortcut="Ctrl+P")])
        self._scroll = VerticalScrollPage(self.theme, max_em=72, spacing=12)
        self.body.addWidget(self._scroll)
        self._build_check()
        self._build_filters()
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(8))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self._fill()

    def _of_what(self) -> str:
        reader = self.reader
        if reader.record_id:
            said = reader.name(reader.record_id).removeprefix("the ")
            return said[:1].upper() + said[1:]
        if reader.family_id:
            family = self.session.family(reader.family_id)
            return words.family_words(str(family.get("family_name") or ""))
        return "All these records: who did what, when and why"

    # The check

    def _build_check(self) -> None:
        theme = self.theme
        self.card = Card(theme, padding=(16, 12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(BodyLabel(theme, ABOUT, ink="2"), 1)
        self.check_button = QuietButton(theme, "Check that it is unbroken", "shield-check")
        self.check_button.clicked.connect(lambda _checked=False: self.check())
        row.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignTop)
        self.card.body.addLayout(row)
        self.job_bar = JobBar(theme, can_cancel=False)
        self.card.body.addWidget(self.job_bar)
        self._verdict = QVBoxLayout()
        self.card.body.addLayout(self._verdict)
        self._scroll.body.addWidget(self.card)

    def check(self) -> None:
        """Follows the whole chain off the screen thread; pressed again meanwhile nothing happens."""
        if self.job is not None:
            return
        vault = self.session.vault
        clear_layout(self._verdict)
        self.job = self.jobs.run(
            lambda _progress: (vault.audit.verify(), vault.audit.head()),
            done=self._checked,
            failed=self._failed,
            owner=self,
        )
        self.job_bar.watch(self.job, "Following every entry")

    def _checked(self, found: tuple[Finding | None, Any]) -> None:
        self.job = None
        finding, head = found
        clear_layout(self._verdict)
        if finding is None:
            said = f"All {head.entries:,} entries fit one another, and the words of the records fit them."
            self.checked = f"Checked on {words.long_day(self.session.today())}: unbroken."
            banner = Banner(self.theme, "green", "Unbroken.", said)
        else:
            self.checked = f"Checked on {words.long_day(self.session.today())}: {finding.sentence}"
            banner = Banner(
                self.theme, "red", "Broken.", f"{finding.sentence} {self._entry(finding)}".strip()
            )
        self._verdict.addWidget(banner)
        if finding is not None:
            self._verdict.addWidget(BodyLabel(self.theme, f"What to do: {what_to_do(finding)}"))

    def _entry(self, finding: Finding) -> str:
        """The first entry that does not fit, in words."""
        if finding.entry is None:
            return ""
        rows = self.session.vault.audit.rows(before=finding.entry + 1, last=1)
        if not rows or rows[0].seq != finding.entry:
            return f"Entry {finding.entry:,} is missing."
        line = Reader(self.session).line(rows[0])
        return f"Entry {finding.entry:,}, {words.long_day(line.day)}, {line.clock}: {line.words}"

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        self._verdict.addWidget(Banner(self.theme, "red", "Not checked.", fault.sentence))

    # The list

    def _build_filters(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(12), down=self.theme.px(8))
        self.kind = ComboBox(self.theme, KINDS, placeholder="Everything that was done", name="What was done")
        self.kind.set_value(self.reader.kind or None)
        people = [(who, who) for who in self.reader.people()]
        self.who = ComboBox(self.theme, people, placeholder="Everybody", name="By whom")
        for box in (self.kind, self.who):
            box.changed.connect(self._narrow)
            flow.addWidget(box)
        self._scroll.body.addWidget(holder)

    def _narrow(self) -> None:
        self.reader.kind, self.reader.who = self.kind.value() or "", self.who.value() or ""
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._list)
        self.lines = []
        self._more = self.reader.lines()
        self._month = ""
        self._box: Card | None = None
        self._earlier()
        if not self.lines:
            self._list.addWidget(
                EmptyState(
                    self.theme, "clock-counter-clockwise", "No such entry", "Choose something else above."
                )
            )

    def _earlier(self) -> None:
        try:
            found = list(islice(self._more, STEP))
        except ToolkitError as fault:
            self._list.addWidget(Banner(self.theme, "red", "", fault.sentence))
            return
        today = self.session.today()
        for line in found:
            self._add(line, today)
        self.lines += found
        if len(found) == STEP:
            more = PlainButton(self.theme, "Show earlier entries", "caret-down")
            more.clicked.connect(lambda _checked=False: self._go_on(more))
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _go_on(self, button: PlainButton) -> None:
        self._list.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._earlier()

    def _add(self, line: Line, today: date) -> None:
        month = words.month(line.day)
        if month != self._month or self._box is None:
            self._month = month
            self._list.addWidget(HeadingLabel(self.theme, month, role="h3"))
            self._box = Card(self.theme, padding=(0, 4), spacing=0)
            self._list.addWidget(self._box)
        else:
            self._box.body.addWidget(hairline(self.theme))
        self._box.body.addWidget(EntryRow(self, line, today))

    # Paper

    def print(self) -> None:
        """Shows the entries as they print. What leaves is noted as any other copy."""
        reader, checked = self.reader, self.checked
        self.attempt(
            lambda: self.go.show_page(
                "families" if reader.family_id or reader.record_id else "settings",
                lambda go: trail_paper(self.session, go, reader, checked),
            )
        )

    def first_focus(self) -> QWidget | None:
        """The check."""
        return self.check_button


class EntryRow(QWidget):
    """One entry: its day and time, its sentence, its marks, its number."""

    def __init__(self, page: TrailPage, line: Line, today: date) -> None:
        super().__init__()
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(12))
        when = BodyLabel(theme, f"{words.short_day(line.day, today)}\n{line.clock}", role="name", wrap=False)
        when.setMinimumWidth(theme.em(5))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(BodyLabel(theme, line.words, selectable=True))
        for mark in line.marks:
            column.addWidget(Chip(theme, mark, "clock", "amber"), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        number = BodyLabel(theme, f"{line.row.seq:,}", role="caption", ink="2", wrap=False)
        number.setToolTip(theme.say("The number of the entry"))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(
            theme.say(
                ". ".join(
                    (
                        f"{words.long_day(line.day)}, {line.clock}",
                        line.words,
                        *line.marks,
                        f"Entry {line.row.seq}",
                    )
                )
            )
        )
