"""The tour's part on time limits, endings and supervision."""

from __future__ import annotations

from typing import Any, Protocol

from tests.timeline_family import events
from tests.tour_hand import Hand
from toolkit.forms.people import rows_of
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.ui.timeline.days import DaysDialog
from toolkit.ui.timeline.page import TimelinePage
from toolkit.ui.timeline.rules import TIMELINE, store_of


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def limits(tour: Places, window: MainWindow, session: Session) -> None:
    """Shows the time limits of the example family, its days and paper. Call it with the program open on the example."""
    hand = tour.hand
    family = tour.family(session)
    children = [str(row["id"]) for row in rows_of(session.family(family), "children") if row.get("birth")]
    window.new_record(TIMELINE, family)
    hand.shoot(window, "limits-empty", "Time limits before any event.")
    window.place("today")
    store = store_of(session, family)
    store.save({"events": events(children[0], children[-1])})
    store.close(store.answers())
    window.record(store.record_id)
    hand.rest(150)
    page: Any = window.page
    assert isinstance(page, TimelinePage)
    hand.shoot(window, "limits", "Each event with its dates, how each stands and where the limit comes from.")
    page.which.set_value(children[-1])
    page.fill()
    hand.rest()
    hand.shoot(window, "limits-one-child", "One child's dates: hours, and the working day before a weekend.")
    dialog = DaysDialog(session, window)
    dialog.show()
    hand.rest(150)
    hand.shoot(dialog, "limits-days", "The bank holidays to add to and take out of, and the two settings.")
    dialog.reject()
    dialog.deleteLater()
    window.record(store.record_id, "events")
    hand.rest(150)
    hand.shoot(window, "limits-events", "The events to write in.")
    window.place("today")
    hand.rest(150)
    hand.shoot(window, "limits-today", "What is due stands on Today.")
    rest(tour, window, session, family)


def rest(tour: Places, window: MainWindow, session: Session, family: str) -> None:
    """The ending and the supervision as they begin."""
    for form, pages in (
        (
            "closure",
            (
                ("children", "An ending begins with when each child was seen."),
                ("left", "Every promise still open is there, with who does it."),
            ),
        ),
        (
            "supervision",
            (
                ("who", "A supervision begins with when each child was seen."),
                ("decide", "The decision and the actions, child by child."),
            ),
        ),
    ):
        # After an ending of the family a new one asks whether it starts from the last.
        tour.hand.in_dialog(
            lambda form=form: window.new_record(form, family),  # type: ignore[misc]
            lambda dialog: tour.hand.press(dialog, "Start empty"),
        )
        page: Any = window.page
        for key, about in pages:
            page.edit.open_page(key)
            tour.hand.rest(150)
            tour.hand.shoot(window, f"limits-{form}-{key}", about)
        window.place("today")
    for row in session.vault.records.drafts():
        if row.form_id in ("closure", "supervision"):
            session.vault.records.discard_draft(row.id, session.author(), "Begun by mistake.")
