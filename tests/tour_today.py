"""The tour's part on a visit: Today, who has not been seen or heard, the sheet before leaving, the history read first."""

from __future__ import annotations

from typing import Protocol

from tests.tour_hand import Hand
from toolkit.ui.before_leaving import BeforeLeavingPage, open_sheet
from toolkit.ui.main_window import MainWindow
from toolkit.ui.not_seen import NotSeenPage, open_not_seen
from toolkit.ui.read_first import ReadFirstDialog, history_of
from toolkit.ui.session import Session


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def today(self: Places, window: MainWindow, session: Session) -> None:
    """Walks from Today to the door, taking pictures. Call it with the program open on the example."""
    hand, family = self.hand, self.family(session)
    window.place("today")
    hand.rest(300)
    hand.shoot(
        window, "today-all", "What is late, for today and this week; not seen; what waits for somebody else."
    )
    open_not_seen(session, window, family)
    page = window.page
    assert isinstance(page, NotSeenPage)
    hand.shoot(
        window, "not-seen", "Who has not been seen or heard, with the reasons; each line opens its record."
    )
    scroll = page._scroll.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    hand.rest()
    hand.shoot(window, "not-seen-counts", "Plain counts with the records behind them.")
    open_sheet(session, window, family)
    sheet = window.page
    assert isinstance(sheet, BeforeLeavingPage)
    hand.shoot(window, "before-leaving", "The sheet before a visit: initials, for it may be lost.")
    sheet.turn_round()
    assert sheet.turned is not None
    sheet.turned.resize(window.size())
    hand.rest()
    hand.shoot(sheet.turned, "before-leaving-large", "The same in large type with nothing beside it.")
    sheet.turned.left.emit()
    hand.rest()
    _history(self, window, session, family)
    window.place("today")


def _history(self: Places, window: MainWindow, session: Session, family: str) -> None:
    """New work after an end, on a record that is taken back afterwards."""
    records, author = session.vault.records, session.author()
    day = session.today().isoformat()
    answers = {"event": f"{day}T09:00", "about": [], "reason": "goals_met", "ends_on": day}
    ended = records.create("closure", family, answers, author)
    records.finish(ended.id, answers, {}, author)
    history = history_of(session, family)
    assert history is not None
    dialog = ReadFirstDialog(session, family, history, window)
    dialog.show()
    self.hand.shoot(dialog, "read-first", "New work after an end: the history first, in short.")
    dialog.reject()
    dialog.deleteLater()
    records.history_read(family, author, read=True)
