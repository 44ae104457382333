"""What a person is asked on the chronology: an event, what it meant, whether two are one, the analysis; each is kept at once."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.export.chronology_drawing import gap_words
from toolkit.export.chronology_paper import CHRONOLOGY, Told, count_words, repeat_words
from toolkit.forms.people import Answers, rows_of
from toolkit.practice.attention import since_words
from toolkit.practice.chronology import FAMILY_FILE, ROW, Event
from toolkit.practice.chronology_marks import repeats
from toolkit.ui.chronology.dialogs import (
    AnalysisDialog,
    EventDialog,
    MeaningDialog,
    RowDialog,
    fresh_meaning,
)
from toolkit.ui.chronology.gathered import gathered
from toolkit.ui.chronology.told_twice import SameDialog, ToldDialog
from toolkit.ui.editors.base import new_id
from toolkit.ui.page import Go, Page
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.wizard.release_link import decisions

NEAR_DAYS = 31
"""Events this near to one another are offered when one may tell another again."""


class ChronologyAsking(Page):
    """A page over the chronology of a family: what was read of it, what is written here, and the dialogs that write it.

    `fill` shows it anew; the page itself says how.
    """

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
        self._kept = False

    def fill(self) -> None:
        """Puts it together anew from what was read and what is written here."""
        self.told = self.read.told(self.answers)

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
        return [*found, ", ".join(count_words(self.told)) + ".", *self.alone()]

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
        self.fill()
        return True

    def alone(self) -> list[str]:
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
