"""The chronology of a family: what happened when, from its records, its file and other agencies, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.export.chronology_drawing import gap_words
from toolkit.export.chronology_paper import (
    CHRONOLOGY,
    Told,
    analyses,
    count_words,
    is_whole,
    repeat_words,
)
from toolkit.forms.people import Answers, rows_of
from toolkit.practice.attention import since_words
from toolkit.practice.chronology import FAMILY_FILE, ROW, Event
from toolkit.practice.chronology_marks import Gap, alike, repeats
from toolkit.practice.household import people_on
from toolkit.ui import words
from toolkit.ui.chronology.csv_out import CsvDialog
from toolkit.ui.chronology.dialogs import (
    AnalysisDialog,
    EventDialog,
    MeaningDialog,
    RowDialog,
    fresh_meaning,
)
from toolkit.ui.chronology.gathered import gathered
from toolkit.ui.chronology.narrow import Narrow
from toolkit.ui.chronology.rows import EventTable, Shown, repeat_marks
from toolkit.ui.chronology.side import Beside, Side
from toolkit.ui.chronology.told_twice import SameDialog, ToldDialog
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.editors.base import new_id
from toolkit.ui.exchange.into import MoveInPage
from toolkit.ui.page import Go, Page
from toolkit.ui.record_store import VaultStore
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
from toolkit.ui.wizard.release_link import decisions

WIDE_EM = 80.0
SIDE_EM = 30.0
TABS = (("events", "Events"), ("side", "Over time and analysis"))
NEAR_DAYS = 31
"""Events this near to one another are offered when one may tell another again."""


class ChronologyPage(Page):
    """The chronology. It is put together from the records each time it opens; only what is written here is kept in its record."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, "Chronology")
        self.family_id = family_id
        self.read = gathered(session, family_id)
        self.store = (
            VaultStore(session, record_id=self.read.record_id)
            if self.read.record_id
            else VaultStore(session, form_id=CHRONOLOGY, family_id=family_id)
        )
        self.answers: Answers = self.store.answers()
        self.told: Told = self.read.told(self.answers)
        self.events: list[Event] = []
        self.wide = True
        self._kept = False
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
        self.told = self.read.told(self.answers)
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
        self.side.fill(Beside(self.told, self.events, self._pairs, self._alone(), today))

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

    def _alone(self) -> list[str]:
        """Since when each child was not seen alone."""
        found = self.session.attention(self.family_id, self.read.family).values()
        children = [
            one for one in found if one.person.group == "child" and one.applies and not one.person.unborn
        ]
        return [
            f"{one.person.name}: "
            + (
                "not seen alone yet."
                if one.alone is None
                else f"seen alone {since_words(one.alone).lower()}."
            )
            for one in children
        ]

    # One event

    def event_of(self, key: str) -> Event | None:
        """The event with this key."""
        found = self.told.found
        return next((e for e in (*found.events, *found.undated) if e.record == key), None)

    def open_event(self, key: str) -> None:
        """Opens what is behind an event: its record, the family file, or its own fields where it was typed in."""
        event = self.event_of(key)
        if event is not None and event.also:
            self._told_more_than_once(event)
        elif event is not None:
            self._open_part(event)

    def _open_part(self, part: Event) -> None:
        if part.typed:
            self.change_event(part.record.removeprefix(ROW))
        elif part.source == FAMILY_FILE:
            self.go.record(self.family_id)
        else:
            self.go.record(part.record)

    def _told_more_than_once(self, event: Event) -> None:
        dialog = ToldDialog(self.theme, event, self.store.context(self.answers), parent=self)
        done = dialog.exec()
        dialog.deleteLater()
        if not done:
            return
        part = next(one for one in event.parts if one.record == dialog.chosen)
        if dialog.apart:
            self._let_stand(part)
        else:
            self._open_part(part)

    def _let_stand(self, part: Event) -> None:
        rows = [
            {key: value for key, value in row.items() if key != "same_as"}
            if f"{ROW}{row.get('id', '')}" == part.record
            else row
            for row in rows_of(self.answers, "events")
        ]
        self.keep({**self.answers, "events": rows})

    def add_event(self) -> None:
        """Asks for a new event."""
        self._event_dialog({"id": new_id()}, new=True)

    def change_event(self, row_id: str) -> None:
        """Shows an event that was typed in, in its fields."""
        row = next((r for r in rows_of(self.answers, "events") if str(r.get("id", "")) == row_id), None)
        if row is not None:
            self._event_dialog(dict(row), new=False)

    def _event_dialog(self, row: dict[str, object], *, new: bool) -> None:
        self._run(
            EventDialog(
                self.session,
                self.store.entry,
                self.answers,
                self.store.context(self.answers),
                row,
                self.keep,
                others=self._near(f"{ROW}{row['id']}"),
                decisions=decisions(self.session, self.family_id, ""),
                open_record=self.go.record,
                new=new,
                parent=self,
            )
        )

    def _near(self, key: str) -> Sequence[Event]:
        """The events around one in time, which it may tell again; for a new one none, as its day is not known yet."""
        parts = [(event, part) for event in self.told.found.events for part in event.parts]
        day = next((part.day for _, part in parts if part.record == key and part.dated), None)
        if day is None:
            return ()
        return [
            event
            for event in self.told.found.events
            if event.record != key and abs((event.day - day).days) <= NEAR_DAYS
        ]

    def write_meaning(self, key: str) -> None:
        """Asks what an event meant for each child."""
        event = self.event_of(key)
        if event is None or event.typed:
            self.open_event(key)
            return
        row = fresh_meaning(self.answers, event, new_id())
        self._run(
            MeaningDialog(
                self.session,
                self.store.entry,
                self.answers,
                self.store.context(self.answers),
                row,
                self.keep,
                event,
                parent=self,
            )
        )

    def look_at_both(self, pair: tuple[Event, Event]) -> None:
        """Asks whether two events are one, and keeps the answer."""
        typed, other = pair
        dialog = SameDialog(self.theme, typed, other, self.store.context(self.answers), parent=self)
        done = dialog.exec()
        dialog.deleteLater()
        if not done:
            return
        if dialog.same:
            rows = [
                {**row, "same_as": other.record} if f"{ROW}{row.get('id', '')}" == typed.record else row
                for row in rows_of(self.answers, "events")
            ]
            self.keep({**self.answers, "events": rows})
        else:
            kept = {"id": new_id(), "pair": [typed.record, other.record]}
            self.keep({**self.answers, "kept_both": [*rows_of(self.answers, "kept_both"), kept]})

    # The analysis

    def write_analysis(self, row_id: str = "") -> bool:
        """Asks for an analysis, or shows one to be changed. True when it was kept."""
        row = next((r for r in rows_of(self.answers, "analysis") if r.get("id") == row_id), None)
        start = {"id": new_id(), "on": self.session.today().isoformat()}
        return self._run(
            AnalysisDialog(
                self.session,
                self.store.entry,
                self.answers,
                self.store.context(self.answers),
                dict(row) if row else start,
                self.keep,
                self._counted(),
                parent=self,
            )
        )

    def _counted(self) -> list[str]:
        events = self.told.found.events
        found = [repeat_words(one) for one in repeats(events)]
        found += [gap_words(one) for one in self.told.gaps(events, self.session.today())]
        return [*found, ", ".join(count_words(self.told)) + ".", *self._alone()]

    # Keeping

    def _run(self, dialog: RowDialog) -> bool:
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def keep(self, answers: Answers) -> bool:
        """Keeps what is written here, and shows it. False when it could not be kept, which is said."""
        if not self.attempt(lambda: self.store.save(answers)):
            return False
        self.answers, self._kept = answers, True
        at = self.sheet.verticalScrollBar().value()
        self.fill()
        self.sheet.verticalScrollBar().setValue(at)
        return True

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
