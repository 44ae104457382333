"""The tour's part on New, guidance and local services: favourites, cards, levels of need, the directory, sheets, taking in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog

from tests.tour_hand import Hand
from tests.ui.directory_made import open_referral_file, services_in, table_file
from toolkit.ui.directory.page import DirectoryPage, open_directory
from toolkit.ui.directory.sheet_page import Asked, SheetPage
from toolkit.ui.directory.take_in import TakeInPage
from toolkit.ui.guidance_levels import LevelsPage, open_levels
from toolkit.ui.guidance_page import GuidancePage
from toolkit.ui.handover.asks import Asks
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.session import Session


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def shelf(tour: Places, window: MainWindow, session: Session) -> None:
    """Shows the New list, the parts of Guidance, and the directory from empty to its sheets."""
    _new(tour, window, session)
    _guidance(tour, window, session)
    _directory(tour, window, session)
    _taking(tour, window, session)
    window.place("today")


def _new(tour: Places, window: MainWindow, session: Session) -> None:
    hand = tour.hand
    dialog = NewRecordDialog(session, window, tour.family(session), window)
    dialog.open()
    hand.shoot(dialog, "new-list", "New: the six used every day, then by moment.")
    dialog.star("taf")
    hand.shoot(dialog, "new-starred", "A starred form stands first.")
    dialog.star("taf")
    dialog.search.set_text("marf")
    hand.rest(60)
    hand.shoot(dialog, "new-found", "Found by the word a worker uses.")
    dialog.reject()
    dialog.deleteLater()


def _guidance(tour: Places, window: MainWindow, session: Session) -> None:
    hand = tour.hand
    window.place("guidance")
    page = window.page
    assert isinstance(page, GuidancePage)
    page.about.set_value("levels")
    page.about.changed.emit()
    page.choose("G-TH-NOT")
    hand.shoot(window, "guidance-old", "An old card says what replaced it and leads there.")
    page.ticked = ["G-BABY", "G-NEG"]
    page.print()
    hand.rest(150)
    hand.shoot(window, "guidance-set", "Several cards on paper, each on a page of its own.")
    open_levels(session, window, "kent_medway_2012")
    levels = window.page
    assert isinstance(levels, LevelsPage)
    hand.shoot(window, "levels", "Levels of need as an area printed them.")
    first = levels.ticks["t2_p1_1"]
    first.setChecked(True)
    levels.sheet.show_whole(first)
    hand.shoot(
        window,
        "levels-signs",
        "Its signs, by level and part of life; ticked ones begin a record. Never a score.",
    )


def _directory(tour: Places, window: MainWindow, session: Session) -> None:
    hand = tour.hand
    open_directory(session, window)
    hand.shoot(window, "services-empty", "Local services, before one was written.")
    ids = services_in(session)
    open_directory(session, window)
    page = window.page
    assert isinstance(page, DirectoryPage)
    hand.shoot(window, "services", "Local services: filters, ticks for a sheet, what is to be checked again.")

    def topics(_dialog: QDialog) -> None:
        hand.shoot(window, "services-topics", "The topics, and after how long an entry is checked again.")

    hand.in_dialog(page.edit_topics, topics)
    window.record(ids[0])
    hand.shoot(window, "service", "One service, with its history.")
    asked = Asked()
    window.show_page("guidance", lambda go: SheetPage(session, go, asked))
    sheet = window.page
    assert isinstance(sheet, SheetPage)
    sheet.set_family(tour.family(session))
    hand.shoot(
        window, "services-sheet", "A sheet for a family: which services, how, and whether it could be found."
    )
    asked.findable = "no"
    sheet.show_sheet()
    hand.rest(150)
    hand.shoot(window, "services-paper", "The sheet as it prints.")
    window.back()
    sheet = window.page
    assert isinstance(sheet, SheetPage)
    asked.discreet = asked.large = True
    sheet.show_sheet()
    hand.rest(150)
    hand.shoot(
        window,
        "services-discreet",
        "The discreet sheet in large type: useful numbers, and nothing that tells.",
    )


def _taking(tour: Places, window: MainWindow, session: Session) -> None:
    hand = tour.hand
    with tempfile.TemporaryDirectory() as folder:
        for name, content, words in (
            ("services.csv", table_file(), "A table: every row with what would become of it."),
            ("services.json", open_referral_file(), "A list published as Open Referral UK."),
        ):
            place = Path(folder) / name
            place.write_bytes(content)
            asks = Asks(open=lambda _parent, _kinds, one=place: one)  # type: ignore[misc]
            window.show_page("guidance", lambda go, ask=asks: TakeInPage(session, go, ask))  # type: ignore[misc]
            page = window.page
            assert isinstance(page, TakeInPage)
            page.choose()
            page.sheet.verticalScrollBar().setValue(page.sheet.verticalScrollBar().maximum())
            hand.shoot(window, f"services-in-{place.suffix[1:]}", words)
