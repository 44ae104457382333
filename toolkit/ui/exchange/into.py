"""Moving in: people or events from a table, each row looked at before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.people import Answers
from toolkit.forms.vocabulary import Rows
from toolkit.practice.sheet import read_sheet
from toolkit.practice.table_columns import COLUMNS, Kind, Row
from toolkit.practice.table_in import Preview, apply, preview
from toolkit.ui import words
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
    IconLine,
    PrimaryButton,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import count

CHRONOLOGY = "chronology"
KINDS = (("people", "People of the family"), ("chronology", "Events for the chronology"))
VERDICTS = {
    "add": ("Will be added", "plus-circle", "green"),
    "undated": ("To be dated", "calendar-x", "amber"),
    "same": ("The same", "check", "plain"),
    "refused": ("Refused", "hand-palm", "red"),
}
ORDER = ("refused", "undated", "add", "same")


class MoveInPage(Page):
    """Choose a table, look at each row, keep what is to be added."""

    def __init__(
        self, session: Session, go: Go, family_id: str, asks: Asks | None = None, *, kind: Kind = "people"
    ) -> None:
        super().__init__(session, go, "Move in")
        self.family_id = family_id
        self.asks = asks or Asks()
        self.found: Preview | None = None
        self.kept = False
        row = session.family_row(family_id)
        self.bar.set_title("Move in from a table", words.family_words(row.name) if row else "")
        self.sheet = VerticalScrollPage(self.theme, max_em=70, spacing=14)
        self.body.addWidget(self.sheet, 1)
        card = Card(self.theme, "The table", padding=(20, 16), spacing=12)
        self.kind = SegmentedChoice(self.theme, KINDS, clearable=False, name="What the table holds")
        self.kind.set_value(kind)
        self.kind.changed.connect(self._headings)
        card.body.addWidget(self.kind)
        self.known = BodyLabel(self.theme, "", ink="2")
        card.body.addWidget(self.known)
        self.choose_button = PrimaryButton(self.theme, "Choose the CSV file", "folder-open")
        self.choose_button.clicked.connect(lambda _checked=False: self.choose())
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sheet.body.addWidget(card)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.theme.px(12))
        self.sheet.body.addLayout(self._rows)
        self.sheet.body.addStretch(1)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._headings()

    def _kind(self) -> Kind:
        return "people" if self.kind.value() == "people" else "chronology"

    def _headings(self) -> None:
        known = ", ".join(f"“{names[0]}”" for names in COLUMNS[self._kind()].values())
        self.known.setText(
            f"The first row names the columns. Known are {known}. Nothing is kept before you have seen it."
        )
        clear_layout(self._rows)
        self.found, self.kept = None, False
        self._commands()

    def _commands(self) -> None:
        actions = [BarAction("Done" if self.kept else "Cancel", self.go.back)]
        if self.found is not None and self.found.changes and not self.kept:
            number = self.found.count("add") + self.found.count("undated")
            actions.append(BarAction(f"Add {count(number, 'row')}", self.keep, "plus-bold", "primary"))
        self.foot.set_actions(actions)
        if not self.kept:
            self.foot.set_saved(
                "note", "Nothing here is changed or overwritten.", "Rows are added beside what is there."
            )

    # Looking

    def choose(self) -> None:
        """Asks which file, and shows what would become of each row."""
        place = self.asks.open(self, "Table (*.csv)")
        if place is None:
            return
        clear_layout(self._rows)
        self.found, self.kept = None, False
        try:
            sheet = read_sheet(read_file(place))
            family, typed, _ = self._answers()
            self.found = preview(self._kind(), sheet, family, typed, self.session.today())
        except ToolkitError as fault:
            self._commands()
            self.foot.set_saved("failed", fault.sentence)
            return
        self._show(self.found)
        self._commands()

    def _answers(self) -> tuple[Answers, Answers, str]:
        """The family file, the chronology record, and its id; empty where there is none yet."""
        records = self.session.vault.records
        family = records.get(self.family_id).answers
        row = next(
            (r for r in records.timeline(self.family_id) if r.form_id == CHRONOLOGY and r.status == "living"),
            None,
        )
        return family, (records.get(row.id).answers if row else {}), row.id if row else ""

    def _show(self, found: Preview) -> None:
        parts = [
            f"{count(found.count(verdict), 'row')} {words_}"  # type: ignore[arg-type]
            for verdict, words_ in (
                ("add", "to be added"),
                ("undated", "to be dated"),
                ("same", "the same as here"),
                ("refused", "refused"),
            )
            if found.count(verdict)  # type: ignore[arg-type]
        ]
        self._rows.addWidget(BodyLabel(self.theme, f"{', '.join(parts)}.", role="name"))
        self._rows.addWidget(self._matched(found))
        ordered = sorted(found.rows, key=lambda row: (ORDER.index(row.verdict), row.number))
        self._rows.addWidget(RowList(self.theme, ordered, lambda row: RowLine(self, row)))

    def _matched(self, found: Preview) -> QWidget:
        labels = self._labels()
        card = Card(self.theme, "Columns", padding=(16, 12), spacing=6)
        for heading, name in found.matched:
            said = f"“{heading or 'no heading'}”"
            if name:
                line = IconLine(
                    self.theme,
                    "check",
                    f"{said} is taken as {labels.get(name, COLUMNS[found.kind][name][0])}.",
                    "green",
                )
            else:
                line = IconLine(self.theme, "warning", f"{said} is not known and is not taken in.", "amber")
            card.body.addWidget(line)
        return card

    def _labels(self) -> dict[str, str]:
        catalogue = self.session.catalogue
        form, key = (
            (FAMILY, ("children", "adults")) if self._kind() == "people" else (CHRONOLOGY, ("events",))
        )
        if not catalogue.has(form):
            return {}
        parts = [part for page in catalogue.get(form).form.pages for part in page.fields]
        columns = [c for part in parts if isinstance(part, Rows) and part.key in key for c in part.columns]
        return {c.key: f"“{label}”" for c in reversed(columns) if (label := getattr(c, "label", ""))}

    # Keeping

    def keep(self) -> None:
        """Adds the rows to the family file, or to the chronology."""
        if self.found is None or self.kept:
            return
        try:
            self._keep(self.found)
        except ToolkitError as fault:
            self.foot.set_saved("failed", fault.sentence)
            return
        self.kept = True
        self.session.families_changed()
        self.session.record_changed(self.family_id)
        self._commands()
        where = "the family file" if self.found.kind == "people" else "the chronology"
        number = self.found.count("add") + self.found.count("undated")
        self.foot.set_saved(
            "saved",
            f"{count(number, 'row')} added to {where}.",
            "Look through it, then close it with its date.",
        )

    def _keep(self, found: Preview) -> None:
        vault, author = self.session.vault, self.session.author()
        if vault.read_only:
            raise OpenedToReadOnly
        family, typed, record = self._answers()
        family, typed = apply(found, family, typed)
        if found.kind == "people":
            vault.records.save_draft(self.family_id, family, author)
        elif record:
            vault.records.save_draft(record, typed, author)
        else:
            vault.records.create(CHRONOLOGY, self.family_id, typed, author)

    def first_focus(self) -> QWidget | None:
        """What the table holds."""
        return self.kind

    def areas(self) -> list[QWidget]:
        """Bar, rows, commands."""
        return [self.bar, self.sheet, self.foot]


class RowLine(QWidget):
    """One row of the table with what becomes of it."""

    def __init__(self, page: MoveInPage, row: Row) -> None:
        super().__init__()
        theme = page.theme
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        line.setSpacing(theme.px(12))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, row.words or "Empty"))
        about = f"Row {row.number}" + (f"  ·  {row.why}" if row.why else "")
        text.addWidget(BodyLabel(theme, about, role="caption", ink="2"))
        line.addLayout(text, 1)
        words_, icon, tone = VERDICTS[row.verdict]
        line.addWidget(Chip(theme, words_, icon, tone), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
        self.setAccessibleName(theme.say(f"{words_}. {row.words}. {about}"))
