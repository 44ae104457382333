"""The part of the tour about keeping records safe: history, health check, keeping and erasing, the lock over a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from toolkit.ui.app import App
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.safety.discard import DiscardDialog, words_in
from toolkit.ui.safety.erase_dialog import EraseDialog
from toolkit.ui.safety.health_page import HealthPage
from toolkit.ui.safety.keeping import set_ended
from toolkit.ui.safety.kept_words import KeptWords
from toolkit.ui.safety.pages import open_health, open_honest, open_keeping, open_trail
from toolkit.ui.safety.trail_page import TrailPage
from toolkit.vault.findings import (
    AllRead,
    ClockWentBack,
    ListsDoNotFit,
    LooseEnds,
    OlderWasPutBack,
    SearchDoesNotFit,
    TrailBroken,
)

if TYPE_CHECKING:
    from tests.tour import Tour


def safety(tour: Tour, app: App, *, short: bool = False) -> None:
    """Shows each page of it; `short` leaves out the dialogs."""
    for name, run in (("history", _history), ("health check", _health), ("keeping", _keeping)):
        tour.part(name, lambda run=run: run(tour, app, short))
        tour.close_dialogs()
    if not short:
        tour.part("lock over a dialog", lambda: _lock(tour, app))
        tour.close_dialogs()


def _history(tour: Tour, app: App, short: bool) -> None:
    window, session = tour.inside(app)
    hand = tour.hand
    family = tour.family(session)
    open_trail(session, window, family_id=family)
    page: Any = window.page
    assert isinstance(page, TrailPage)
    hand.shoot(window, "history-family", "The history of a family: who did what, when and why.")
    page.check()
    hand.wait(lambda: page.job is None)
    hand.shoot(window, "history-unbroken", "Checked: unbroken.")
    page._checked((TrailBroken(9), session.vault.audit.head()))
    hand.shoot(window, "history-broken", "What it says when an entry was changed behind its back.")
    if short:
        return
    page.checked = ""
    page.print()
    hand.rest(150)
    hand.shoot(window, "history-paper", "The history as it prints.")
    window.back()
    open_trail(session, window)
    hand.shoot(window, "history-all", "The history of all records.")
    open_trail(session, window, record_id=tour.record(session, "2026-09-02"))
    hand.shoot(window, "history-record", "The history of one record.")
    window.place("today")


def _health(tour: Tour, app: App, short: bool) -> None:
    window, session = tour.inside(app)
    hand = tour.hand
    open_health(session, window)
    page: Any = window.page
    assert isinstance(page, HealthPage)
    hand.wait(lambda: page.job is None)
    hand.shoot(window, "health-check", "The health check of whole records.")
    found = [
        TrailBroken(812),
        OlderWasPutBack("2 October 2026", 1204, 1180),
        ListsDoNotFit(2),
        SearchDoesNotFit(1),
        LooseEnds(1),
        ClockWentBack(2),
        AllRead(3, 41, 2),
    ]
    page._show(found)
    hand.shoot(
        window, "health-check-findings", "Each finding with its grade, what to do, and a step that mends it."
    )
    if short:
        return

    def offered(_dialog: QDialog) -> None:
        hand.shoot(window, "health-check-backup-first", "Before anything is mended a backup is offered.")

    hand.in_dialog(lambda: page.mend(ListsDoNotFit(2)), offered)
    open_honest(session, window)
    hand.shoot(window, "what-is-not-protected", "What this protects, and what it does not.")
    window.place("today")


def _keeping(tour: Tour, app: App, short: bool) -> None:
    window, session = tour.inside(app)
    hand = tour.hand
    family = tour.family(session)
    open_keeping(session, window)
    page: Any = window.page
    hand.shoot(window, "keeping-nothing-due", "Keeping and erasing: no family’s time is over.")
    set_ended(session, family, "2026-11-01")
    other = tour.family(session, "Gooseberry")
    if session.vault.erasing.held(other) is None:
        session.vault.erasing.hold(other, "Court case, Examplebridge Family Court", session.author())
    page.which.set_value("all")
    page.fill()
    hand.shoot(window, "keeping-all", "Every family with the day until which it is kept.")
    if not short:
        dialog = EraseDialog(session, family, window)
        dialog.open()
        hand.shoot(
            window, "erase-family", "Before a family is erased: what goes, what had left, why, its reference."
        )
        dialog.reject()
        row = next(row for row in session.vault.records.drafts() if row.family_id == family)
        put_away = DiscardDialog(session, row, words_in(session, row.id), window)
        put_away.open()
        hand.shoot(window, "put-draft-away", "A draft with words in it is put away with a reason.")
        put_away.reject()
    session.vault.erasing.release(other, "The case was closed.", session.author())
    set_ended(session, family, "")
    window.place("today")


def _lock(tour: Tour, app: App) -> None:
    window, session = tour.inside(app)
    hand = tour.hand
    dialog = NewFamilyDialog(session, window)
    dialog.open()
    hand.rest()
    app.blank()
    hand.rest(100)
    assert app.cover is not None
    app.cover.resize(1366, 768)
    hand.shoot(
        app.cover,
        "lock-over-a-dialog",
        "The screen is covered, an open dialog too, before anything is saved.",
    )
    app.unblank()
    dialog.reject()
    words = [["Move a record to the right family", "Reason", "Written under the wrong family on a busy day"]]
    kept = KeptWords(session.theme, words, window)
    kept.open()
    hand.shoot(window, "words-that-were-open", "After the unlock: words that stood in an open box.")
    kept.accept()
