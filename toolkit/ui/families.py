"""The list of families: search as you type, warnings, when something was last recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.people import PersonRef
from toolkit.practice.ages import age_of
from toolkit.ui import words
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Card,
    CardButton,
    Chip,
    ComboBox,
    ElidedLabel,
    EmptyState,
    IconLabel,
    IconTile,
    PlainButton,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.vault.rows import FamilyRow

MOST_HITS = 400
ALIKE = "No family has this name. Sounds or looks like it:"
STEP = 40
"""How many families are drawn at a time."""
ORDERS = (("name", "By name"), ("recent", "Last recorded first"), ("oldest", "Longest ago first"))


def matching(rows: Sequence[FamilyRow], typed: str) -> list[FamilyRow]:
    """The families that hold every typed word in name, reference or worker."""
    wanted = typed.casefold().split()
    found = []
    for row in rows:
        text = " ".join((row.name, row.reference, row.lead_worker)).casefold()
        if all(word in text for word in wanted):
            found.append(row)
    return found


def ordered(rows: Sequence[FamilyRow], order: str) -> list[FamilyRow]:
    """Families in one of `ORDERS`; those with nothing recorded come last in either order of days."""
    if order == "name":
        return sorted(rows, key=lambda row: (row.name.casefold(), row.reference))
    dated = [row for row in rows if row.last_event]
    rest = [row for row in rows if not row.last_event]
    return sorted(dated, key=lambda row: row.last_event, reverse=order == "recent") + rest


class FamiliesPage(Page):
    """Every family of the vault, and the way to a new one."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Families", can_go_back=False)
        add = BarAction("Add a family", self.add_family, "plus-bold", kind="primary", shortcut="Ctrl+N")
        self.bar.set_actions(
            [
                BarAction("Search records", go.search, "magnifying-glass", shortcut="Ctrl+K"),
                add,
                BarAction("Take in a hand-over", self.take_in, "download-simple", more=True),
            ]
        )
        self._scroll = VerticalScrollPage(self.theme, max_em=80)
        self.body.addWidget(self._scroll)
        self._rows = self.session.vault.records.families()
        self._shown = STEP
        self.search: SearchBox | None = None
        if self._rows:
            self._build_list()
        else:
            self._build_empty()

    def _build_list(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(self.theme.px(12))
        self.search = SearchBox(
            self.theme, "Name, child, reference or worker", delay=60, name="Find a family"
        )
        self.search.searched.connect(lambda _text: self._again())
        self.search.line.returnPressed.connect(self._open_first)
        self._order = ComboBox(self.theme, ORDERS, clearable=False, name="Order of the list")
        self._order.set_value("name")
        self._order.changed.connect(self._again)
        tools.addWidget(self.search, 1)
        tools.addWidget(self._order)
        self._scroll.body.addLayout(tools)
        self._count = BodyLabel(self.theme, role="caption", ink="2")
        self._scroll.body.addWidget(self._count)
        self.list = QWidget()
        self.list.setAccessibleName(self.theme.say("Families"))
        self._list = QVBoxLayout(self.list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(self.theme.px(8))
        self._scroll.body.addWidget(self.list)
        self._scroll.body.addStretch(1)
        self._fill()

    def _build_empty(self) -> None:
        self._scroll.body.addWidget(
            EmptyState(
                self.theme,
                "users-three",
                "No family yet",
                "One name or a few words are enough to begin. Everything else can follow.",
                "Add a family",
                self.add_family,
            )
        )
        if self.session.can_put_in_example:
            self._scroll.body.addWidget(
                EmptyState(
                    self.theme,
                    "house",
                    "Look round first",
                    "An invented family with nine months of records. Best in records made only to look round.",
                    "Put in the example family",
                    self.put_in_example,
                )
            )
        self._scroll.body.addStretch(1)

    def _again(self) -> None:
        self._shown = STEP
        self._fill()

    def _fill(self) -> None:
        assert self.search is not None
        found = self._found()
        alike = [] if found else self._alike()
        found = found or alike
        all_words = words.count(len(self._rows), "family", "families")
        shown = all_words if len(found) == len(self._rows) else f"{len(found)} of {all_words}"
        self._count.setText(ALIKE if alike else shown)
        clear_layout(self._list)
        if not found:
            self._list.addWidget(self._none_found())
            return
        card = Card(self.theme, padding=(0, 0), spacing=0)
        today = self.session.today()
        for index, row in enumerate(found[: self._shown]):
            if index:
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(FamilyLine(self, row, today))
        self._list.addWidget(card)
        left = len(found) - self._shown
        if left > 0:
            more = PlainButton(self.theme, f"Show {min(left, STEP)} more of {left:,}", "caret-down")
            more.clicked.connect(lambda _checked=False: self._show_more())
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _found(self) -> list[FamilyRow]:
        """Families by their own line first, then those whose file holds the words, such as a child's name."""
        assert self.search is not None
        typed, order = self.search.text(), self._order.value() or "name"
        first = ordered(matching(self._rows, typed), order)
        if not typed.strip():
            return first
        known = {row.id for row in first}
        hits = self.session.vault.search.find(typed, MOST_HITS)
        more = {hit.family_id for hit in hits if self.session.is_family(hit.form_id)} - known
        return first + ordered([row for row in self._rows if row.id in more], order)

    def _alike(self) -> list[FamilyRow]:
        """Families with a name that sounds or looks like what was typed, the likest first."""
        assert self.search is not None
        rows = {row.id: row for row in self._rows}
        matches = self.session.names().find(self.search.text(), MOST_HITS)
        likest = dict.fromkeys(match.family.id for match in matches)
        return [rows[family] for family in likest if family in rows]

    def _none_found(self) -> EmptyState:
        return EmptyState(
            self.theme,
            "magnifying-glass",
            "No family matches",
            "Try fewer letters, a child's name, or search all records.",
            "Search records",
            self.go.search,
        )

    def _show_more(self) -> None:
        self._shown += STEP
        self._fill()

    def _open_first(self) -> None:
        assert self.search is not None
        found = self._found() or self._alike()
        if found and self.search.text().strip():
            self.go.family(found[0].id)

    def take_in(self) -> None:
        """Opens the page that takes a colleague's hand-over in."""
        from toolkit.ui.handover.take import TakePage

        self.go.show_page("families", lambda go: TakePage(self.session, go))

    def add_family(self) -> None:
        """Asks for one name or description, makes the family and opens it."""
        from toolkit.ui.new_family import NewFamilyDialog

        dialog = NewFamilyDialog(self.session, self)
        made = dialog.exec() and dialog.family_id
        dialog.deleteLater()
        if made:
            self.go.family(str(made))

    def put_in_example(self) -> None:
        """Puts the example family into this vault."""
        if self.attempt(self.session.put_in_example):
            self.go.place("families")

    def first_focus(self) -> QWidget | None:
        """The search box, or the button of the empty state."""
        return self.search if self.search is not None else self.bar.button("Add a family")

    def areas(self) -> list[QWidget]:
        """Bar and list."""
        return [self.bar, self._scroll]


class FamilyLine(CardButton):
    """One family; pressing it opens it."""

    def __init__(self, page: FamiliesPage, row: FamilyRow, today: date) -> None:
        super().__init__(page.theme, flat=True)
        theme = page.theme
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(10))
        line.setSpacing(theme.px(12))
        line.addWidget(IconTile(theme, "users-three", "plain", side=36, size=18))
        text = QVBoxLayout()
        text.setSpacing(theme.px(2))
        name = words.family_words(row.name)
        text.addWidget(BodyLabel(theme, name, role="name"))
        # Why the file was opened may say who asked: it stays in the file.
        kids = children_words(page.session.vault.records.people(row.id), today)
        about = " · ".join(part for part in (row.reference, kids, row.lead_worker) if part)
        text.addWidget(ElidedLabel(theme, about, role="caption", ink="2"))
        line.addLayout(text, 1)
        chip = warnings_words(row.warnings)
        if chip:
            line.addWidget(Chip(theme, chip, "warning-fill", "red"))
        drafts = words.count(row.drafts, "draft") if row.drafts else ""
        if drafts:
            line.addWidget(Chip(theme, drafts, "pencil-simple"))
        last = last_words(row, today)
        line.addWidget(BodyLabel(theme, last, role="caption", ink="2", wrap=False))
        line.addWidget(IconLabel(theme, "caret-right", "ink2", 16))
        self.setMinimumHeight(theme.text_px(60))
        self.setAccessibleName(
            theme.say(". ".join(p for p in (name, about, *row.warnings, drafts, last) if p))
        )
        self.clicked.connect(lambda _checked=False: page.go.family(row.id))


def children_words(people: Sequence[PersonRef], today: date) -> str:
    """The children of a family with their ages: "Wren, 7 years; Pip, 8 months"."""
    kids = [person for person in people if person.group == "child"]
    return "; ".join(", ".join(filter(None, (kid.name, age_of(kid, today)))) for kid in kids)


def warnings_words(warnings: Sequence[str]) -> str:
    """A chip's words: the one warning, or how many there are."""
    if len(warnings) == 1 and len(warnings[0]) <= 28:
        return warnings[0]
    return words.count(len(warnings), "warning") if warnings else ""


def last_words(row: FamilyRow, today: date) -> str:
    """When something was last recorded, in words."""
    if not dates.is_day(row.last_event):
        return "Nothing recorded yet"
    when = words.ago(dates.first_day(row.last_event), today)
    return f"Last record {when[:1].lower()}{when[1:]}"
