"""Taking services in: a table or a published list, each row looked at before anything is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.practice.directory_in import LABELS, Line, Preview, from_table, plan
from toolkit.practice.open_referral import read_list
from toolkit.practice.sheet import read_sheet
from toolkit.ui.directory.store import Directory
from toolkit.ui.exchange.row_list import RowList
from toolkit.ui.handover.asks import Asks, read_file
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    Chip,
    ComboBox,
    IconLine,
    PrimaryButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import count

KINDS = "Tables and lists (*.csv *.json)"
VERDICTS = {
    "refused": ("Refused", "hand-palm", "red"),
    "near": ("Looks like one here", "copy", "amber"),
    "add": ("Will be added", "plus-circle", "green"),
    "same": ("The same", "check", "plain"),
}
STANDS = (("leave", "Leave as it is"), ("put", "Put the new words in"), ("add", "Add as another"))
EACH = 50
"""Rows kept between two looks at the screen."""
BOM = b"\xef\xbb\xbf"


class TakeInPage(Page):
    """Choose a file, look at each row, keep what is to be added."""

    def __init__(self, session: Session, go: Go, asks: Asks | None = None) -> None:
        super().__init__(session, go, "Take in services")
        self.asks = asks or Asks()
        self.directory = Directory(session)
        self.found: Preview | None = None
        self.stands: dict[int, str] = {}
        self.kept = False
        self.bar.set_title("Take in services", "From a spreadsheet, or a list published as Open Referral UK")
        self.sheet = VerticalScrollPage(self.theme, max_em=72, spacing=14)
        self.body.addWidget(self.sheet, 1)
        card = Card(self.theme, "The file", padding=(20, 16), spacing=12)
        known = ", ".join(f"“{label}”" for label in LABELS.values() if label not in _NOT_A_COLUMN)
        text = (
            "A CSV table whose first row names the columns, or a JSON file of Open Referral UK. "
            "Nothing is kept before you have seen it."
        )
        card.body.addWidget(BodyLabel(self.theme, text))
        card.body.addWidget(
            BodyLabel(self.theme, f"Columns that are known: {known}.", role="caption", ink="2")
        )
        self.choose_button = PrimaryButton(self.theme, "Choose the file", "folder-open")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sheet.body.addWidget(card)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.theme.px(12))
        self.sheet.body.addLayout(self._rows)
        self.sheet.body.addStretch(1)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._commands()

    def _commands(self) -> None:
        actions = [BarAction("Done" if self.kept else "Cancel", self.go.back)]
        number = self.coming()
        if number and not self.kept:
            actions.append(BarAction(f"Keep {count(number, 'service')}", self.keep, "plus-bold", "primary"))
        self.foot.set_actions(actions)
        if not self.kept:
            self.foot.set_saved("note", "Nothing here is changed yet.", "Each row is shown first.")

    def coming(self) -> int:
        """How many rows would be kept."""
        if self.found is None:
            return 0
        near = sum(
            self.stands.get(line.number, "leave") != "leave"
            for line in self.found.lines
            if line.verdict == "near"
        )
        return self.found.count("add") + near

    def choose(self) -> None:
        """Asks which file, and shows what would become of each row."""
        place = self.asks.open(self, KINDS)
        if place is None:
            return
        clear_layout(self._rows)
        self.found, self.kept = None, False
        self.stands = {}
        try:
            self.found = self._read(place)
        except ToolkitError as fault:
            self._commands()
            self.foot.set_saved("failed", fault.sentence)
            return
        self._show(self.found)
        self._commands()

    def _read(self, place: Path) -> Preview:
        content, now = read_file(place), self.session.now()
        if place.suffix.casefold() == ".json" or content.removeprefix(BOM).lstrip()[:1] in (b"{", b"["):
            given, notes = read_list(content, now)
            return Preview(plan(given, self.directory.services, now), notes=notes)
        given, matched = from_table(read_sheet(content), now)
        return Preview(plan(given, self.directory.services, now), matched)

    def _show(self, found: Preview) -> None:
        parts = [
            f"{count(found.count(verdict), 'row')} {said}"  # type: ignore[arg-type]
            for verdict, said in (
                ("add", "will be added"),
                ("near", "like one here"),
                ("same", "the same as here"),
                ("refused", "refused"),
            )
            if found.count(verdict)  # type: ignore[arg-type]
        ]
        self._rows.addWidget(BodyLabel(self.theme, f"{', '.join(parts)}.", role="name"))
        for note in found.notes:
            self._rows.addWidget(IconLine(self.theme, "info", note, "amber"))
        if found.matched:
            self._rows.addWidget(self._matched(found))
        order = list(VERDICTS)
        ordered = sorted(found.lines, key=lambda line: (order.index(line.verdict), line.number))
        self._rows.addWidget(RowList(self.theme, ordered, lambda line: RowLine(self, line)))

    def _matched(self, found: Preview) -> QWidget:
        card = Card(self.theme, "Columns", padding=(16, 12), spacing=6)
        for heading, key in found.matched:
            said = f"“{heading or 'no heading'}”"
            if key:
                words, icon, tone = f"{said} is taken as “{LABELS[key]}”.", "check", "green"
            else:
                words, icon, tone = f"{said} is not known and is not taken in.", "warning", "amber"
            card.body.addWidget(IconLine(self.theme, icon, words, tone))
        return card

    def decide(self, number: int, what: str) -> None:
        """What becomes of a row that looks like a service here: leave, put or add."""
        self.stands[number] = what
        self._commands()

    def keep(self) -> None:
        """Keeps what is to be added, all of it or nothing."""
        if self.found is None or self.kept:
            return
        self.foot.set_actions([])
        try:
            kept = self.directory.take(self.found.lines, self.stands, self._went)
        except ToolkitError as fault:
            self._commands()
            self.foot.set_saved("failed", fault.sentence)
            return
        self.kept = True
        self._commands()
        self.foot.set_saved("saved", f"{count(kept, 'service')} kept.", "Each has its history from now on.")

    def _went(self, number: int) -> None:
        if number % EACH == 0:
            self.foot.set_saved("saving", f"{number:,} kept so far.")
            QApplication.processEvents()

    def first_focus(self) -> QWidget | None:
        """The button that chooses the file."""
        return self.choose_button

    def areas(self) -> list[QWidget]:
        """Bar, rows, commands."""
        return [self.bar, self.sheet, self.foot]


_NOT_A_COLUMN = ("Discreet sheet", "Private note")


class RowLine(QWidget):
    """One row of the file with what becomes of it."""

    def __init__(self, page: TakeInPage, line: Line) -> None:
        super().__init__()
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(12))
        text = QVBoxLayout()
        text.setSpacing(theme.px(2))
        text.addWidget(BodyLabel(theme, line.words))
        about = f"Row {line.number}" + (f"  ·  {line.why}" if line.why else "")
        text.addWidget(BodyLabel(theme, about, role="caption", ink="2"))
        self.stands: ComboBox | None = None
        if line.verdict == "near":
            name = f"What becomes of row {line.number}"
            self.stands = ComboBox(theme, STANDS, clearable=False, name=name)
            self.stands.set_value("leave")
            box = self.stands
            box.changed.connect(lambda: page.decide(line.number, box.value() or "leave"))
            text.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(text, 1)
        words, icon, tone = VERDICTS[line.verdict]
        row.addWidget(Chip(theme, words, icon, tone), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
        self.setAccessibleName(theme.say(f"{words}. {line.words}. {about}"))
