"""The tour's part on leaving: the release check, a thing put in, safe to leave, the discreet copy, who holds what."""

from __future__ import annotations

from typing import Protocol

from tests.tour_hand import Hand, NotThere
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.session import Session


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def leaving(tour: Places, window: MainWindow, session: Session) -> None:
    """Opens the release check of a note and takes its pictures. Call it with the program open on the example."""
    hand = tour.hand
    rows = session.vault.records.timeline(tour.family(session))
    note = next(row for row in rows if row.form_id == "case_note" and row.event.startswith("2026-11-03"))
    window.release(note.id)
    hand.rest()
    page = _page(window)
    hand.press(window, "Another agency")
    hand.pick(page.who.person, "Juniper")
    hand.rest(100)
    page.decision.reason.set_value("Sorrel agreed to this copy for the nursery on 3 November.")
    hand.shoot(window, "release-check", "A copy for another agency: what is left out, and on what it rests.")
    hand.press(window, "Family")
    hand.pick(page.who.person, "Sorrel")
    put_in(page)
    hand.rest(150)
    hand.shoot(window, "release-put-in", "A thing put in all the same, with a tick and a reason.")
    page.home.safe.set_value("not_known")
    page.home.safe.changed.emit()
    hand.rest(150)
    page.column.show_whole(page.home)
    hand.shoot(
        window, "release-safe-to-leave", "Is it safe to leave: who could find it, and what it would tell."
    )
    agreed = next(row for row in rows if row.form_id == "agree_child")
    window.release(agreed.id)
    hand.rest()
    page = _page(window)
    hand.press(window, "Child")
    hand.pick(page.who.person, "Wren")
    page.home.safe.set_value("not_known")
    page.home.safe.changed.emit()
    page.home.choose("discreet")
    hand.rest(150)
    page.column.show_whole(page.home)
    hand.shoot(
        window, "release-discreet", "The discreet copy: a card with the days to come and nothing else."
    )


def put_in(page: ReleasePage) -> None:
    """Ticks the first thing that may be put in, and says why."""
    line = next(iter(page.left_out.lines()), None)
    if line is None:
        raise NotThere("a thing that may be put in")
    line.tick.setChecked(True)
    page.left_out.lines()[0].reason.set_value("Sorrel asked for it to be in her copy, and was there herself.")


def _page(window: MainWindow) -> ReleasePage:
    page = window.page
    if not isinstance(page, ReleasePage):
        raise NotThere("the page before printing")
    return page
