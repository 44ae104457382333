"""Local services: the list with its filters, what is to be checked again, and the ways in and out."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.export.directory_sheet import directory_table
from toolkit.export.tables import to_csv
from toolkit.forms.records.service import TOPICS
from toolkit.paths import documents_folder
from toolkit.practice.directory import SERVICE, Service, Wanted, found, kept_value, values_of
from toolkit.ui.directory.sheet_page import Asked, SheetPage
from toolkit.ui.directory.store import Directory
from toolkit.ui.directory.take_in import TakeInPage
from toolkit.ui.directory.topics import TopicsDialog
from toolkit.ui.handover.asks import Asks, leave
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Card,
    CardButton,
    Chip,
    ComboBox,
    EmptyState,
    FilterPill,
    FlowLayout,
    PlainButton,
    QuietButton,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.ui.words import count

PLACE = "guidance"
STEP = 60
"""Services drawn at a time."""


@dataclass
class View:
    """What the list shows and what is ticked, kept while the person goes to a service and back."""

    wanted: Wanted = field(default_factory=Wanted)
    chosen: list[str] = field(default_factory=list)


def open_directory(session: Session, go: Go, topic: str = "") -> None:
    """Opens the directory, at one topic where one is given."""
    view = View(Wanted(topic=topic))
    go.show_page(PLACE, lambda go: DirectoryPage(session, go, view))


class DirectoryPage(Page):
    """The services by name, with filters; ticked ones go on a sheet."""

    def __init__(self, session: Session, go: Go, view: View | None = None, asks: Asks | None = None) -> None:
        super().__init__(session, go, "Local services")
        self.view = view or View()
        self.asks = asks or Asks()
        self.directory = Directory(session)
        self._shown = STEP
        self._scroll = VerticalScrollPage(self.theme, max_em=80, spacing=10)
        self.body.addWidget(self._scroll, 1)
        self.search: SearchBox | None = None
        if self.directory.services:
            self._build()
        else:
            self._build_empty()
        self._commands()

    def _commands(self) -> None:
        on_it = len(self.directory.of(self.view.chosen))
        sheet = f"Sheet of {on_it}" if on_it else "Sheet for a family"
        full = bool(self.directory.services)
        actions = [
            BarAction("Take in from a file", self.take_in, "download-simple", more=full),
            BarAction("Topics and checking", self.edit_topics, "list-bullets", more=True),
            BarAction("Add a service", self.add, "plus-bold", kind="primary", shortcut="Ctrl+N"),
        ]
        if full:
            actions.insert(0, BarAction(sheet, self.make_sheet, "printer"))
            actions.insert(2, BarAction("Save as a table (CSV)", self.save_table, "table", more=True))
        self.bar.set_actions(actions)
        self.bar.set_title(
            "Local services", "Who helps with what, how to reach them, and when it was last checked"
        )

    def _build_empty(self) -> None:
        text = "Write one, or take in a table from a spreadsheet or a list your council publishes (Open Referral UK)."
        self._scroll.body.addWidget(
            EmptyState(self.theme, "storefront", "No service yet", text, "Add a service", self.add)
        )
        state = EmptyState(
            self.theme,
            "download-simple",
            "Take in many at once",
            "Each row is shown before anything is kept.",
            "Take in from a file",
            self.take_in,
        )
        self._scroll.body.addWidget(state)
        self._scroll.body.addStretch(1)

    def _build(self) -> None:
        wanted = self.view.wanted
        self.search = SearchBox(
            self.theme, "Name, what it offers, town, telephone", delay=60, name="Find a service"
        )
        self.search.set_text(wanted.words)
        self.search.searched.connect(lambda _text: self._again())
        self._scroll.body.addWidget(self.search)
        services = [one for one in self.directory.services if one.closed == wanted.closed]
        tools = QWidget()
        flow = FlowLayout(tools, across=self.theme.px(8), down=self.theme.px(8))
        self.filters: dict[str, ComboBox] = {}
        for key, label, values in (
            ("topic", "All topics", self.directory.topics.names(self.directory.services)),
            ("function", "All kinds of place", sorted({one.function for one in services if one.function})),
            ("town", "All towns", values_of(services, "town")),
            ("cluster", "All clusters", values_of(services, "cluster")),
        ):
            box = ComboBox(
                self.theme,
                [(one, one) for one in values],
                placeholder=label,
                name=label.removeprefix("All ").capitalize(),
            )
            box.set_value(getattr(wanted, key) or None)
            box.changed.connect(self._again)
            box.setMaximumWidth(self.theme.em(20))
            self.filters[key] = box
            flow.addWidget(box)
        today, months = self.session.today(), self.directory.months
        stale = sum(one.stale(today, months) for one in self.directory.services if not one.closed)
        closed = sum(one.closed for one in self.directory.services)
        self.to_check = FilterPill(self.theme, "To be checked", stale, chosen=wanted.to_check)
        self.closed = FilterPill(self.theme, "No longer there", closed, chosen=wanted.closed)
        for pill in (self.to_check, self.closed):
            pill.clicked.connect(lambda _checked=False: self._again())
            flow.addWidget(pill)
        self._scroll.body.addWidget(tools)
        line = QHBoxLayout()
        self.counted = BodyLabel(self.theme, role="caption", ink="2")
        line.addWidget(self.counted, 1)
        self.none = PlainButton(self.theme, "Untick all", "x")
        self.none.clicked.connect(lambda _checked=False: self._untick())
        line.addWidget(self.none)
        self._scroll.body.addLayout(line)
        self._list = QVBoxLayout()
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self._fill()

    def _again(self) -> None:
        assert self.search is not None
        self._shown = STEP
        self.view.wanted = Wanted(
            words=self.search.text(),
            to_check=self.to_check.isChecked(),
            closed=self.closed.isChecked(),
            **{key: box.value() or "" for key, box in self.filters.items()},
        )
        self._fill()

    def shown(self) -> list[Service]:
        """The services that fit the filters."""
        return found(self.directory.services, self.view.wanted, self.session.today(), self.directory.months)

    def _fill(self) -> None:
        fits = self.shown()
        every = count(len(self.directory.services), "service")
        said = every if len(fits) == len(self.directory.services) else f"{len(fits):,} of {every}"
        if self.directory.unread:
            said += f". {count(self.directory.unread, 'entry', 'entries')} could not be read"
        self.counted.setText(said)
        self.none.setVisible(bool(self.view.chosen))
        clear_layout(self._list)
        if not fits:
            self._list.addWidget(
                EmptyState(
                    self.theme,
                    "magnifying-glass",
                    "No service fits",
                    "Try fewer letters, or take a filter away.",
                    "Show all",
                    self._show_all,
                )
            )
            return
        card = Card(self.theme, padding=(0, 0), spacing=0)
        for index, one in enumerate(fits[: self._shown]):
            if index:
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(ServiceLine(self, one))
        self._list.addWidget(card)
        left = len(fits) - self._shown
        if left > 0:
            more = PlainButton(self.theme, f"Show {min(left, STEP)} more of {left:,}", "caret-down")
            more.clicked.connect(lambda _checked=False: self._more())
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _more(self) -> None:
        self._shown += STEP
        self._fill()

    def _show_all(self) -> None:
        assert self.search is not None
        self.search.set_text("")
        for box in self.filters.values():
            box.set_value(None)
        self.to_check.setChecked(False)
        self.closed.setChecked(False)
        self._again()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _untick(self) -> None:
        self.view.chosen.clear()
        self._fill()
        self._commands()

    def tick(self, service_id: str, on: bool) -> None:
        """Puts a service on the next sheet, or takes it off."""
        if on and service_id not in self.view.chosen:
            self.view.chosen.append(service_id)
        elif not on and service_id in self.view.chosen:
            self.view.chosen.remove(service_id)
        self.none.setVisible(bool(self.view.chosen))
        self._commands()

    def still_right(self, service: Service) -> None:
        """Notes that an entry was checked today."""
        if self.attempt(lambda: self.directory.checked_today(service)):
            self._fill()
            self.go.say(f"{service.name}: checked today.")

    # Ways in and out

    def add(self) -> None:
        """Starts a new entry, of the topic the list is narrowed to."""
        topic = kept_value(self.view.wanted.topic, TOPICS)
        self.go.new_record(SERVICE, None, {"topics": [topic]} if topic else None)

    def take_in(self) -> None:
        """Opens the page that takes services in from a file."""
        self.go.show_page(PLACE, lambda go: TakeInPage(self.session, go))

    def make_sheet(self) -> None:
        """Opens the sheet for a family: the ticked services, or those of a topic."""
        topic = self.view.wanted.topic
        asked = Asked(tuple(self.view.chosen), [topic] if topic else [])
        self.go.show_page(PLACE, lambda go: SheetPage(self.session, go, asked))

    def edit_topics(self) -> None:
        """Opens the list of topics."""
        dialog = TopicsDialog(self.directory, self)
        dialog.exec()
        dialog.deleteLater()
        if dialog.changed:
            self.go.show_page(PLACE, lambda go: DirectoryPage(self.session, go, self.view))

    def save_table(self) -> None:
        """Saves every entry as a table; the private notes stay here."""
        place = self.asks.save(self, documents_folder() / "local services.csv")
        if place is None:
            return
        try:
            leave([(place, to_csv(directory_table(self.directory.services)))], lambda _digests: None)
        except ToolkitError as fault:
            self.go.fault(fault)
            return
        self.go.say("The table was saved. The private notes are not in it.")

    def first_focus(self) -> QWidget | None:
        """The search, or the button that adds one."""
        return self.search or self.bar.button("Add a service")

    def areas(self) -> list[QWidget]:
        """Bar and list."""
        return [self.bar, self._scroll]


class ServiceLine(QWidget):
    """One service: a tick for the sheet, the entry, and what is to be done about it."""

    def __init__(self, page: DirectoryPage, service: Service) -> None:
        super().__init__()
        theme, today = page.theme, page.session.today()
        self.service = service
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(2), theme.px(12), theme.px(2))
        line.setSpacing(theme.px(4))
        self.box = QCheckBox()
        self.box.setAccessibleName(theme.say(f"On the sheet: {service.name}"))
        self.box.setToolTip(theme.say("Put it on the sheet"))
        self.box.setChecked(service.id in page.view.chosen)
        self.box.toggled.connect(lambda on: page.tick(service.id, on))
        line.addWidget(self.box)
        self.open = _Entry(theme, service)
        self.open.clicked.connect(lambda _checked=False: page.go.record(service.id))
        line.addWidget(self.open, 1)
        if service.closed:
            line.addWidget(Chip(theme, "No longer there", "prohibit"))
        elif service.stale(today, page.directory.months):
            line.addWidget(Chip(theme, service.last_checked, "warning-fill", "amber"))
            right = QuietButton(theme, "Still right", "check")
            right.setAccessibleName(theme.say(f"Still right, checked today: {service.name}"))
            right.clicked.connect(lambda _checked=False: page.still_right(service))
            line.addWidget(right)


class _Entry(CardButton):
    def __init__(self, theme: Theme, service: Service) -> None:
        super().__init__(theme, flat=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(1))
        column.addWidget(BodyLabel(theme, service.name, role="name"))
        topics = ", ".join(service.topics)
        reach = "  ·  ".join(
            filter(
                None,
                (
                    service.text("phone"),
                    service.text("town"),
                    service.function,
                    "No referral needed" if service.self_referral == "Yes" else "",
                    service.text("cost"),
                ),
            )
        )
        for text in (topics, reach):
            if text:
                column.addWidget(BodyLabel(theme, text, role="caption", ink="2"))
        self.setAccessibleName(theme.say(". ".join(filter(None, (service.name, topics, reach)))))
