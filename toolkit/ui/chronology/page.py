"""The chronology of a family: what happened when, from its records, its file and other agencies, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.export.chronology_paper import (
    analyses,
    is_whole,
)
from toolkit.forms.people import Answers, rows_of
from toolkit.practice.chronology import Event
from toolkit.practice.chronology_marks import Gap, alike, repeats
from toolkit.practice.household import people_on
from toolkit.ui import words
from toolkit.ui.chronology.asking import ChronologyAsking
from toolkit.ui.chronology.csv_out import CsvDialog
from toolkit.ui.chronology.narrow import Narrow
from toolkit.ui.chronology.rows import EventTable, Shown, repeat_marks
from toolkit.ui.chronology.side import Beside, Side
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.exchange.into import MoveInPage
from toolkit.ui.page import Go
from toolkit.ui.release_record import release_page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Card,
    EmptyState,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)

WIDE_EM = 80.0
SIDE_EM = 30.0
TABS = (("events", "Events"), ("side", "Over time and analysis"))


class ChronologyPage(ChronologyAsking):
    """The chronology. It is put together from the records each time it opens; only what is written here is kept in its record."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, family_id)
        self.events: list[Event] = []
        self.wide = True
        self._pairs: list[tuple[Event, Event]] = []
        self._build()
        self.fill()

    # Layout

    def _build(self) -> None:
        theme, family = self.theme, self.read.family
        self._bar()
        self.tabs = SegmentedChoice(theme, TABS, clearable=False, name="What is shown")
        self.tabs.set_value("events")
        self.tabs.changed.connect(self._tabbed)
        self._tab_holder = QWidget()
        over = QHBoxLayout(self._tab_holder)
        over.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        over.addWidget(self.tabs)
        over.addStretch(1)
        self.body.addWidget(self._tab_holder)
        across = QHBoxLayout()
        across.setSpacing(0)
        self.body.addLayout(across, 1)
        self.sheet = VerticalScrollPage(theme, margins=(20, 12, 12, 24), spacing=10)
        across.addWidget(self.sheet, 1)
        self.side = Side(theme)
        across.addWidget(self.side)
        self.side.gap_chosen.connect(lambda days: self.keep({**self.answers, "gap_days": days}))
        self.side.pair_wanted.connect(self.look_at_both)
        self.side.analysis_wanted.connect(self.write_analysis)
        self.side.asked_wanted.connect(lambda: self.open_form("asked"))
        people = people_on(family, self.session.today())
        self.narrow = Narrow(theme, people, self.session.today())
        self.narrow.changed.connect(self._show)
        self.sheet.body.addWidget(self.narrow)
        self.number = BodyLabel(theme, role="caption", ink="2")
        self.sheet.body.addWidget(self.number)
        self._undated = Card(theme, "To be dated", box="dashed", padding=(0, 10), spacing=4)
        if self._undated.heading is not None:
            self._undated.heading.setContentsMargins(theme.px(14), 0, 0, 0)
        context = self.store.context(self.answers)
        self.undated, self.table = EventTable(theme, context), EventTable(theme, context)
        self.undated.wide = False
        self._undated.body.addWidget(self.undated)
        self.sheet.body.addWidget(self._undated)
        for table in (self.undated, self.table):
            table.opened.connect(self.open_event)
            table.meant.connect(self.write_meaning)
        self.sheet.body.addWidget(self.table)
        self._empty = QVBoxLayout()
        self.sheet.body.addLayout(self._empty)
        self.sheet.body.addStretch(1)

    def _bar(self) -> None:
        name = words.family_words(str(self.read.family.get("family_name") or ""))
        self.bar.set_title(
            "Chronology", f"{name}  ·  from the records, the family file and what is written here"
        )
        actions = [
            BarAction("Add an event", self.add_event, "plus-bold", shortcut="Ctrl+N"),
            BarAction("Print", lambda: self.leave("print"), "printer", "primary", shortcut="Ctrl+P"),
            BarAction("Word document", lambda: self.leave("word"), "file-text", more=True),
            BarAction("Write an analysis", lambda: self.write_analysis(""), "pencil-simple", more=True),
            BarAction("Move in from a table", self.move_in, "table", more=True),
            BarAction("Save as a table (CSV)", self.save_table, "export", more=True),
            BarAction("Earlier versions, all fields", self.open_form, "list", more=True),
        ]
        self.bar.set_actions(actions)

    def narrowed(self, width_em: float) -> None:
        """Beside each other, or one at a time."""
        self.wide = width_em >= WIDE_EM
        self._tab_holder.setVisible(not self.wide)
        self.side.setMaximumWidth(self.theme.em(SIDE_EM) if self.wide else 16777215)
        self.side.setMinimumWidth(self.theme.em(SIDE_EM) if self.wide else 0)
        self.side.set_margins(4 if self.wide else 20, 12, 16, 20)
        self.table.set_wide(self.wide)
        self._tabbed()

    def _tabbed(self) -> None:
        aside = self.tabs.value() == "side"
        self.sheet.setVisible(self.wide or not aside)
        self.side.setVisible(self.wide or aside)

    # What is shown

    def fill(self) -> None:
        """Puts it together anew from what was read and what is written here."""
        super().fill()
        found = self.told.found
        pairs = [row.get("pair") for row in rows_of(self.answers, "kept_both")]
        self._pairs = alike(found.events, [pair for pair in pairs if isinstance(pair, list)])
        self.narrow.offer(found.events)
        self.undated.show_events(Shown(found.undated))
        self._undated.setVisible(bool(found.undated))
        self._show()

    def _show(self) -> None:
        every = self.told.found.events
        self.events = self.narrow.value().of(every)
        twice = frozenset(event.record for pair in self._pairs for event in pair)
        marks = repeat_marks(repeats(self.events))
        self.table.show_events(Shown(self.events, self._gaps(), marks, twice))
        total = words.count(len(every), "event")
        said = f"{len(self.events)} of {total}" if self.narrow.active else total
        if waiting := len(self.told.found.undated):
            said += f", and {waiting} to be dated"
        self.number.setText(said)
        clear_layout(self._empty)
        if not self.events:
            self._empty.addWidget(self._nothing(bool(every)))
        today = self.session.today()
        self.side.fill(Beside(self.told, self.events, self._pairs, self.alone(), today))

    def _gaps(self) -> list[Gap]:
        return self.told.gaps(self.events, self.session.today())

    def _nothing(self, narrowed: bool) -> QWidget:
        if narrowed:
            return EmptyState(
                self.theme,
                "magnifying-glass",
                "No such event",
                "Nothing here fits what is chosen above.",
                "Show everything",
                self.narrow.show_all,
            )
        return EmptyState(
            self.theme,
            "clock-counter-clockwise",
            "No event yet",
            "Notes marked as significant come here by themselves. Add what others told, from birth or before.",
            "Add an event",
            self.add_event,
        )

    # Keeping

    def keep(self, answers: Answers) -> bool:
        """Keeps what is written here, and shows it at the same place. False when it could not be kept, which is said."""
        at = self.sheet.verticalScrollBar().value()
        kept = super().keep(answers)
        self.sheet.verticalScrollBar().setValue(at)
        return kept

    def leaving(self) -> bool:
        """Closes a dated version when something was written."""
        if self._kept and not self.attempt(lambda: self.store.close(self.answers)):
            return False
        self._kept = False
        return True

    def _made(self) -> bool:
        return bool(self.store.record_id) or self.attempt(lambda: self.store.save(self.answers))

    # Elsewhere

    def leave(self, how: str) -> None:
        """Goes to "Before you print". For a meeting the analysis comes first."""
        newest = next(iter(analyses(self.answers)), None)
        if newest is None or not is_whole(newest):
            chosen = ask(
                self,
                self.theme,
                "Is it for a meeting?",
                "For a meeting it needs the analysis: patterns, gaps and repeats, and what it means now for each child.",
                [
                    Choice("Cancel", 0),
                    Choice("Not for a meeting", 2),
                    Choice("Write the analysis", 1, "primary", safe=True),
                ],
            )
            written = chosen == 1 and self.write_analysis(str(newest["id"]) if newest else "")
            if chosen != 2 and not written:
                return
        if not self._made():
            return
        session, record, narrowed = self.session, self.store.record_id, self.narrow.value()
        if narrowed:
            self.go.show_page("families", lambda go: release_page(session, go, record, how, narrowed))
        else:
            self.go.release(record, how)

    def move_in(self) -> None:
        """Opens the page on which rows of a table come in."""
        session, family = self.session, self.family_id
        self.go.show_page("families", lambda go: MoveInPage(session, go, family, kind="chronology"))

    def save_table(self) -> None:
        """Saves the events that are shown as a table, and notes that they left."""
        if not self._made():
            return
        dialog = CsvDialog(self.session, self.store, [*self.events, *self._shown_undated()], self)
        done = dialog.exec()
        dialog.deleteLater()
        if done:
            self.go.say("The table is saved. It is noted under Sent out.")

    def _shown_undated(self) -> Sequence[Event]:
        return () if self.narrow.active else self.told.found.undated

    def open_form(self, place: str = "events_page") -> None:
        """Opens the record with all its fields and its earlier versions, at a page or field."""
        if self._made():
            self.go.record(self.store.record_id, place)

    def first_focus(self) -> QWidget | None:
        """The first event, or the first filter."""
        return self.table.rows[0] if self.table.rows else self.narrow.person

    def areas(self) -> list[QWidget]:
        """Bar, events, what stands beside them."""
        return [self.bar, self.sheet, self.side]
