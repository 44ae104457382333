"""A family: warnings across the top, people at the left, records as a line of time, what is due at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.people import Answers, Context, people_of, rows_of
from toolkit.forms.vocabulary import Choice, Rows, option_pairs
from toolkit.practice.household import address_of
from toolkit.ui import family_actions, words
from toolkit.ui.family_facts import adults, children, plan_words
from toolkit.ui.family_people import AdultsCard, ChildCard
from toolkit.ui.family_side import due_card, not_seen_card, scores_card, sent_card
from toolkit.ui.family_timeline import Timeline
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.warnings_line import WarningsLine
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Chip,
    EmptyState,
    HeadingLabel,
    PlainButton,
    SegmentedChoice,
    VerticalScrollPage,
)

THREE, TWO = 84.0, 60.0
"""Body heights of width from which there are three columns, and two; below that tabs."""
HIDDEN, HIDDEN_FIRST = " (hidden from somebody)", " hidden from somebody"
TABS = (("records", "Records"), ("people", "People"), ("due", "Due"))


class FamilyPage(Page):
    """One family. `family_id` says which."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, "")
        self.family_id = family_id
        self._layout = ""
        self._tab = "records"
        self.refresh_data()
        self._build_bar()
        self._red = QVBoxLayout()
        self._red.setContentsMargins(self.theme.px(20), self.theme.px(12), self.theme.px(20), 0)
        self.body.addLayout(self._red)
        self.tabs = SegmentedChoice(self.theme, TABS, clearable=False, name="Part of the family page")
        self.tabs.set_value("records")
        self.tabs.changed.connect(self._tabbed)
        self._tab_row = QWidget()
        tab_row = QVBoxLayout(self._tab_row)
        tab_row.setContentsMargins(self.theme.px(20), self.theme.px(12), self.theme.px(20), 0)
        tab_row.addWidget(self.tabs)
        self.body.addWidget(self._tab_row)
        self._scroll = VerticalScrollPage(self.theme, margins=(20, 14, 20, 20))
        self.body.addWidget(self._scroll, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(self.theme.px(20))
        self._scroll.body.addLayout(self._row)
        self._scroll.body.addStretch(1)
        self._build_parts()

    def refresh_data(self) -> None:
        """Reads the family and everything shown of it."""
        session = self.session
        record = session.vault.records.get(self.family_id)
        self.answers: Answers = record.answers
        self.found = session.attention(self.family_id, self.answers)
        self.rows = session.vault.records.timeline(self.family_id)
        self.due = session.due(self.family_id)
        self.sent_rows = session.vault.releases.of(self.family_id)
        self.warnings = session.warnings(self.answers)

    # Parts

    def _build_bar(self) -> None:
        name = words.family_words(str(self.answers.get("family_name") or ""))
        chips = [Chip(self.theme, plan, "", "accent") for plan in self._plans()[:2]]
        self.bar.set_title(name, self._caption(), chips)
        actions = [
            BarAction(
                "Quick note", lambda: self.go.quick_note(self.family_id), "note-pencil", shortcut="Ctrl+Q"
            ),
            BarAction(
                "No answer",
                lambda: self.go.quick_note(self.family_id, no_answer=True),
                "door",
                shortcut="Ctrl+Shift+N",
            ),
            BarAction("Before you leave", self.before_leaving, "clipboard-text", shortcut="Ctrl+B"),
            BarAction("", self.go.search, "magnifying-glass", name="Search", shortcut="Ctrl+K"),
            BarAction("New record", self.open_new_menu, "plus-bold", kind="primary", shortcut="Ctrl+N"),
            *family_actions.more(self),
        ]
        self.bar.set_actions(actions)

    def _plans(self) -> list[str]:
        parts = [part for page in self.session.catalogue.family.form.pages for part in page.fields]
        kids = next((p for p in parts if isinstance(p, Rows) and p.makes == "child"), None)
        plans = (
            next((c for c in kids.columns if isinstance(c, Rows) and c.key == "plans"), None)
            if kids
            else None
        )
        plan = (
            next((c for c in plans.columns if isinstance(c, Choice) and c.key == "plan"), None)
            if plans
            else None
        )
        return plan_words(self.answers, dict(option_pairs(plan.options)) if plan else {})

    def _caption(self) -> str:
        people = tuple(one.person for one in self.found.values()) + people_of(self.answers)
        worker = Context(self.session.now(), people).name_of(self.answers.get("lead_worker"))
        opened = self.answers.get("opened")
        since = f" since {dates.show(opened)}" if worker and dates.is_day(opened) else ""
        me = self.session.author().name
        mine = bool(me) and worker.split(" (")[0].casefold() == me.casefold()
        lead = f"You are lead worker{since}" if mine else f"Lead worker {worker}{since}" if worker else ""
        place = address_of(self.answers)
        reference = str(self.answers.get("reference") or "")
        if place.endswith(HIDDEN):
            # The end of a long caption is cut; that an address is hidden never may be.
            return "  ·  ".join(
                filter(None, (f"Address{HIDDEN_FIRST}: {place.removesuffix(HIDDEN)}", reference, lead))
            )
        return "  ·  ".join(part for part in (reference, place, lead) if part)

    def _build_parts(self) -> None:
        self.people = self._people()
        self.timeline = Timeline(
            self.theme,
            self.session.catalogue,
            self.rows,
            [one.person for one in self.found.values()],
            self.session.today(),
        )
        self.timeline.opened.connect(self._open_record)
        self.timeline.started.connect(lambda: self.go.quick_note(self.family_id))
        self.due_part = QWidget()
        self.due_part.setAccessibleName(self.theme.say("Due and sent out"))
        side = QVBoxLayout(self.due_part)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(self.theme.px(12))
        side.addWidget(due_card(self))
        side.addWidget(not_seen_card(self))
        if (scores := scores_card(self)) is not None:
            side.addWidget(scores)
        side.addWidget(sent_card(self))
        self.red_line: WarningsLine | None = None
        if self.warnings:
            self.red_line = WarningsLine(
                self.theme, self.warnings, lambda: family_actions.open_file(self, "warnings")
            )

    def _people(self) -> QWidget:
        part = QWidget()
        part.setAccessibleName(self.theme.say("People"))
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        head = QHBoxLayout()
        head.addWidget(HeadingLabel(self.theme, "People", role="h3"), 1)
        button = PlainButton(self.theme, "Family file", "folder-open")
        button.clicked.connect(lambda _checked=False: family_actions.open_file(self))
        head.addWidget(button)
        column.addLayout(head)
        limit = self.session.limit_days()
        kids = children(self.found, self.answers, limit)
        for child in kids:
            column.addWidget(
                ChildCard(self.theme, child, lambda who: family_actions.open_file(self, "children", who))
            )
        if not kids:
            column.addWidget(
                EmptyState(
                    self.theme,
                    "user-plus",
                    "No child yet",
                    "Add each child by name, an unborn child too.",
                    "Add a child",
                    lambda: self._add("children"),
                )
            )
        grown = adults(self.found, self.answers)
        if grown:
            column.addWidget(
                AdultsCard(self.theme, grown, lambda who: family_actions.open_file(self, "adults", who))
            )
        # A father nobody has named yet stands there as a question; the file holds no adult for all that.
        if kids and not rows_of(self.answers, "adults"):
            column.addWidget(
                EmptyState(
                    self.theme,
                    "user-plus",
                    "No adult yet",
                    "Name everyone who matters to the children’s care, every man too.",
                    "Add an adult",
                    lambda: self._add("adults"),
                )
            )
        column.addStretch(1)
        return part

    def _open_record(self, record_id: str) -> None:
        row = next((one for one in self.rows if one.id == record_id), None)
        if row is not None and row.status == "withdrawn":
            family_actions.show_stub(self, row)
        else:
            self.go.record(record_id)

    def _add(self, group: str) -> None:
        """Opens the family file at a new line for a child or an adult."""
        from toolkit.ui.editors.rows import NEW_ROW

        self.go.record(self.family_id, f"{group}{NEW_ROW}")

    def not_seen(self) -> None:
        """Opens who was not seen or heard."""
        family_actions.not_seen(self)

    def before_leaving(self) -> None:
        """Opens the sheet to read before a visit."""
        from toolkit.ui.before_leaving import open_sheet

        open_sheet(self.session, self.go, self.family_id)

    def open_new_menu(self) -> None:
        """Offers the forms of this family."""
        from toolkit.ui.new_record import NewRecordDialog

        NewRecordDialog(self.session, self.go, self.family_id, self).run()

    # Layout

    def narrowed(self, width_em: float) -> None:
        """Three columns; below 84 body heights two; below 60 tabs."""
        wanted = "three" if width_em >= THREE else "two" if width_em >= TWO else "tabs"
        if wanted != self._layout:
            self._layout = wanted
            self._arrange()

    def _arrange(self) -> None:
        parts: list[QWidget] = [self.people, self.timeline, self.due_part]
        for part in parts:
            part.setParent(None)
        while self._row.count():
            item = self._row.takeAt(0)
            inner = item.layout() if item is not None else None
            if inner is not None:
                inner.deleteLater()
        self._tab_row.setVisible(self._layout == "tabs")
        self._place_red()
        side = self.theme.em(22.2)
        if self._layout == "tabs":
            for part in parts:
                part.setMinimumWidth(0)
                part.setMaximumWidth(16777215)
                self._row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            self._tabbed()
            return
        for part in (self.people, self.due_part):
            part.setFixedWidth(side)
        if self._layout == "two":
            left = QVBoxLayout()
            left.setSpacing(self.theme.px(16))
            left.addWidget(self.people)
            left.addWidget(self.due_part)
            left.addStretch(1)
            self._row.addLayout(left)
            self._row.addWidget(self.timeline, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._row.addWidget(self.people, 0, Qt.AlignmentFlag.AlignTop)
            self._row.addWidget(self.timeline, 1, Qt.AlignmentFlag.AlignTop)
            self._row.addWidget(self.due_part, 0, Qt.AlignmentFlag.AlignTop)
        for part in parts:
            part.show()

    def _place_red(self) -> None:
        if self.red_line is None:
            return
        # Where there is little height the line scrolls with the page, so that it never fills it.
        if self._layout == "tabs":
            self._scroll.body.insertWidget(0, self.red_line)
        else:
            self._red.addWidget(self.red_line)
        self.red_line.show()

    def _tabbed(self) -> None:
        chosen = self.tabs.value()
        for key, part in (("records", self.timeline), ("people", self.people), ("due", self.due_part)):
            part.setVisible(key == chosen)

    def first_focus(self) -> QWidget | None:
        """The newest record, or the main button."""
        from toolkit.ui.widgets import RecordCard

        return self.timeline.findChild(RecordCard) or self.bar.button("New record")

    def areas(self) -> list[QWidget]:
        """Bar, people, records, due."""
        return [self.bar, self.people, self.timeline, self.due_part]

    def note(self, text: str) -> BodyLabel:
        """Gives a line of quiet words."""
        return BodyLabel(self.theme, text, ink="2")
