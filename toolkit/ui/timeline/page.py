"""The time limits of a family: child by child every event, its dates, how each stands and where the limit comes from."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from toolkit.forms.people import Answers, Context, dicts
from toolkit.forms.timeline_dates import Line, events_of, lines, moved_words
from toolkit.forms.timeline_paper import ABOUT, UNREAD, children_in
from toolkit.forms.timescales import Happened, doubts
from toolkit.practice.timeline_offers import LEFT_OUT, Offer, offers
from toolkit.ui import words
from toolkit.ui.dialogs import ask_reason
from toolkit.ui.editors.base import new_id
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.timeline.calendar import save_calendar
from toolkit.ui.timeline.cards import DateBox, EventCard
from toolkit.ui.timeline.days import DaysDialog
from toolkit.ui.timeline.marking import MetDialog, marked
from toolkit.ui.timeline.offered import OfferedCard
from toolkit.ui.timeline.rules import bring_all_up, store_of, up_to_date
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    EmptyState,
    HeadingLabel,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)

EVERYBODY = "*"
MOVED_SHOWN = 5


class TimelinePage(Page):
    """The dates of one family. They are reckoned each time it opens; `place` names a date to go to, as `dates[key]`."""

    def __init__(self, session: Session, go: Go, family_id: str, place: str = "") -> None:
        super().__init__(session, go, "Time limits")
        self.family_id = family_id
        self.store = store_of(session, family_id)
        self.answers: Answers = self.store.answers()
        self._kept = False
        self.found: list[Line] = []
        self.events: list[Happened] = []
        name = words.family_words(str(session.family(family_id).get("family_name") or ""))
        self.bar.set_title("Time limits", name)
        actions = [
            BarAction("Our days and limits", self.open_days, "calendar-blank", more=True),
            BarAction("Calendar file", self.save_calendar, "export"),
            BarAction("Print", self.print, "printer", shortcut="Ctrl+P"),
        ]
        if not session.vault.read_only:
            actions.append(BarAction("Add an event", self.open_events, "plus", "primary"))
        self.bar.set_actions(actions)
        self._scroll = VerticalScrollPage(self.theme, max_em=72, spacing=12)
        self.body.addWidget(self._scroll)
        self._scroll.body.addWidget(BodyLabel(self.theme, ABOUT, ink="2"))
        self.which: SegmentedChoice | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(12))
        self.boxes: list[DateBox] = []
        self._reckon()
        self._choose()
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.fill()
        if place:
            QTimer.singleShot(0, self, lambda: self.show_date(place))

    def context(self) -> Context:
        """What names are taken from."""
        return self.store.context(self.answers)

    def _reckon(self) -> None:
        """Brings the dates up to today's rules, and keeps it where one moved or is new."""
        made = up_to_date(self.session, self.answers)
        if self.store.record_id and not self.session.vault.read_only and made != self.answers:
            self._keep(made)
        else:
            self.answers = made
        self.found = lines(self.answers, self.session.now())
        self.events = events_of(self.answers)

    def _choose(self) -> None:
        """Offers each child, where there are several."""
        if self.which is not None:
            self.which.hide()
            self.which.deleteLater()
            self.which = None
        children = children_in(self.events, self.context())
        if len(children) > 1:
            options = [(EVERYBODY, "Every child"), *((child or "workers", name) for child, name in children)]
            self.which = SegmentedChoice(self.theme, options, clearable=False, name="Whose dates")
            self.which.set_value(EVERYBODY)
            self.which.changed.connect(self.fill)
            # Below the words about the dates.
            self._scroll.body.insertWidget(1, self.which)

    def chosen(self) -> str:
        """The id of the child whose dates are shown; empty for every child."""
        value = self.which.value() if self.which is not None else EVERYBODY
        return "" if value in (None, EVERYBODY) else str(value)

    # What is shown

    def fill(self) -> None:
        """Shows the dates anew."""
        clear_layout(self._list)
        self.boxes = []
        if not self.session.vault.read_only and (found := self.offered()):
            self._list.addWidget(OfferedCard(self, found))
        if not self.events:
            self._empty()
        for child, name in children_in(self.events, self.context()):
            if self.chosen() in ("", child or "workers"):
                self._child(child, name)
        self._rest()

    def _child(self, child: str, name: str) -> None:
        mine = [one for one in self.events if (child in one.children if child else not one.children)]
        ids = {one.id for one in mine}
        self._list.addWidget(HeadingLabel(self.theme, name, role="h2"))
        counts: Counter[str] = Counter(
            line.standing.state for line in self.found if line.event.id in ids and line.standing is not None
        )
        parts = [
            words.count(counts[state], one, many)
            for state, one, many in (
                ("overdue", "overdue", "overdue"),
                ("due", "due today", "due today"),
                ("upcoming", "to come", "to come"),
            )
            if counts[state]
        ]
        self._list.addWidget(
            BodyLabel(self.theme, ", ".join(parts) + "." if parts else "Nothing is open.", ink="2")
        )
        own = [Happened(one.id, one.kind, one.when, frozenset({child} if child else ())) for one in mine]
        for _, sentence in doubts(own):
            self._list.addWidget(Banner(self.theme, "amber", "", sentence))
        for event in mine:
            card = EventCard(self, event, [line for line in self.found if line.event.id == event.id])
            self.boxes += card.dates
            self._list.addWidget(card)

    def _empty(self) -> None:
        self._list.addWidget(
            EmptyState(
                self.theme,
                "calendar-check",
                "No event yet",
                "Add what happened, such as a referral or a conference. Its dates follow from it.",
                *(() if self.session.vault.read_only else ("Add an event", self.open_events)),
            )
        )

    def _rest(self) -> None:
        """Events that cannot be reckoned from, and which dates moved."""
        unread = len(dicts(self.answers.get("events"))) - len(self.events)
        if unread > 0:
            sentence = f"{UNREAD}: {unread}. They make no date yet."
            self._list.addWidget(
                Banner(self.theme, "amber", "", sentence, action="Open them", run=self.open_events)
            )
        rows = dicts(self.answers.get("moved"))
        if rows:
            self._list.addWidget(HeadingLabel(self.theme, "Dates that moved", role="h3"))
            for row in list(reversed(rows))[:MOVED_SHOWN]:
                self._list.addWidget(BodyLabel(self.theme, moved_words(row), ink="2"))
            if len(rows) > MOVED_SHOWN:
                more = f"{len(rows) - MOVED_SHOWN} more stand on the paper."
                self._list.addWidget(BodyLabel(self.theme, more, ink="2"))

    def show_date(self, place: str) -> None:
        """Brings a date into view, with the keyboard on what can be said of it."""
        key = place.partition("[")[2].rstrip("]")
        box = next((one for one in self.boxes if one.line.key == key), None)
        if box is not None:
            self._scroll.show_whole(box)
            for button in box.buttons.values():
                button.setFocus()
                break

    # What can be said of a date

    def met(self, line: Line) -> None:
        """Asks when it was done."""
        dialog = MetDialog(self.session, line, self)
        done = dialog.exec()
        dialog.deleteLater()
        if done:
            self._mark(line, when=dialog.when)

    def not_needed(self, line: Line) -> None:
        """Asks why it is not needed."""
        why = ask_reason(
            self,
            self.theme,
            "Not needed?",
            f"{line.due.limit.what}. The date stays here with your reason and leaves Today.",
            "It is not needed",
        )
        if why:
            self._mark(line, why=why)

    def take_back(self, line: Line) -> None:
        """Takes back what was said of a date."""
        self._mark(line)

    def _mark(self, line: Line, *, when: str = "", why: str = "") -> None:
        if self._keep(marked(self.answers, line, when=when, why=why)):
            self._reckon()
            self.fill()
            # The keyboard stays with the date that was spoken of.
            QTimer.singleShot(0, self, lambda: self.show_date(f"dates[{line.key}]"))

    def _keep(self, answers: Answers) -> bool:
        if not self.attempt(lambda: self.store.save(answers)):
            return False
        self.answers, self._kept = answers, True
        return True

    # What the records hold already

    def offered(self) -> list[Offer]:
        """Events that stand in a record of the family, or in its file, and not here."""
        session, family = self.session, self.family_id
        return offers(session.family(family), family, session.sources(family), self.answers, session.today())

    def put_in(self, offer: Offer) -> None:
        """Puts an event in as the record has it."""
        rows = dicts(self.answers.get("events"))
        self._offer_kept({**self.answers, "events": [*rows, offer.row(new_id())]})

    def leave_out(self, offer: Offer) -> None:
        """Offers an event no more."""
        kept = self.answers.get(LEFT_OUT)
        self._offer_kept({**self.answers, LEFT_OUT: [*(kept if isinstance(kept, list) else []), offer.key]})

    def _offer_kept(self, answers: Answers) -> None:
        if self._keep(answers):
            self._reckon()
            self._choose()
            self.fill()

    # Elsewhere

    def open_events(self) -> None:
        """Opens the events to write in."""
        if self._made():
            self.go.record(self.store.record_id, "events")

    def open_event(self, event_id: str) -> None:
        """Opens one event to change it."""
        self.go.record(self.store.record_id, f"events[{event_id}].when")

    def open_days(self) -> None:
        """Shows the bank holidays and the two settings; every family's dates follow what is changed."""
        dialog = DaysDialog(self.session, self)
        dialog.exec()
        changed = dialog.changed
        dialog.deleteLater()
        if changed:
            moved = bring_all_up(self.session)
            self.store = store_of(self.session, self.family_id)
            self.answers = self.store.answers()
            self._reckon()
            self.fill()
            self.go.say(f"Kept. Dates moved in {words.count(moved, 'family', 'families')}.")

    def save_calendar(self) -> None:
        """Saves the open dates for the worker's own calendar."""
        said: list[str] = []
        self.attempt(lambda: said.append(save_calendar(self.session, self.store, self._shown(), self)))
        if said and said[0]:
            self.go.say(said[0])

    def _shown(self) -> list[Line]:
        chosen = self.chosen()
        return [
            line
            for line in self.found
            if not chosen
            or chosen in line.event.children
            or (chosen == "workers" and not line.event.children)
        ]

    def print(self) -> None:
        """Goes to "Before you print", with the child chosen here or every child."""
        chosen = self.chosen()
        wanted = [chosen] if chosen and chosen != "workers" else []
        answers = {key: value for key, value in self.answers.items() if key != "printed"}
        if wanted:
            answers["printed"] = wanted
        changed = answers != self.answers and not self.session.vault.read_only
        if self._made() and (not changed or self._keep(answers)):
            self.go.release(self.store.record_id)

    def _made(self) -> bool:
        return bool(self.store.record_id) or self._keep(self.answers)

    def leaving(self) -> bool:
        """Closes a dated version when something was said or moved."""
        return not self._kept or self.attempt(lambda: self.store.close(self.answers))

    def first_focus(self) -> QWidget | None:
        """Whose dates, or the first thing to press."""
        if self.which is not None:
            return self.which
        if self.boxes:
            return next((button for box in self.boxes for button in box.buttons.values()), self.bar)
        return next(iter(self._scroll.findChildren(QAbstractButton)), self.bar)

    def areas(self) -> list[QWidget]:
        """Bar and dates."""
        return [self.bar, self._scroll]
