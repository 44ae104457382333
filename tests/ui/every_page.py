"""Opens every page of the program, one after the other, for tests that look at all of them.

A page is a name and what is on the screen: the main window, the first window or a dialog. A new page belongs in one of the
tables here: `test_every_page_and_dialog` names the classes that are missing. Dialogs are in every_dialog.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.forms.filling import filled
from tests.ui.drive import settle
from tests.ui.made import Made
from toolkit.forms import catalogue
from toolkit.forms.people import Answers
from toolkit.forms.rules import Entry
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.backup.move_page import MovePage
from toolkit.ui.backup.restore_page import RestorePage
from toolkit.ui.before_leaving import BeforeLeavingPage
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.cover import Cover
from toolkit.ui.directory.page import DirectoryPage
from toolkit.ui.directory.sheet_page import SheetPage
from toolkit.ui.directory.take_in import TakeInPage
from toolkit.ui.exchange.into import MoveInPage
from toolkit.ui.exchange.out import MoveOutPage
from toolkit.ui.first_window import FirstWindow
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_levels import LevelsPage
from toolkit.ui.handover.give import GivePage
from toolkit.ui.handover.take import TakePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.not_seen import NotSeenPage
from toolkit.ui.record_store import VaultStore
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.recovery.new_code_page import NewCodePage
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.safety.health_page import HealthPage
from toolkit.ui.safety.honest_page import HonestPage
from toolkit.ui.safety.keeping_page import KeepingPage
from toolkit.ui.safety.trail_page import TrailPage
from toolkit.ui.session import Session
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.team.page import TeamPage
from toolkit.ui.timeline.page import TimelinePage

Shown = tuple[str, QWidget]


def record_of(made: Made, form_id: str, *, final: bool = False) -> str:
    """A record of a form, filled in as one who answers everything would, and finished where that is asked for."""
    session = made.session
    entry = session.catalogue.get(form_id)
    family = None if session.catalogue.of_team(form_id) else made.family
    store = VaultStore(session, form_id=form_id, family_id=family)
    answers: Answers = {**filled(entry, store.context({}), 0), "event": "2026-11-12T13:10"}
    if entry.form.one_child:
        answers["about"] = ["c1"]
    store.save(answers)
    if final:
        store.finish(answers)
    return store.record_id


def offered() -> tuple[Entry, ...]:
    """Every form that has a record page of its own."""
    own = ("share_decision", "chronology", "genogram")
    return tuple(one for one in catalogue.load().offered() if one.form.id not in own)


# The pages of the main window


def _makers(made: Made) -> dict[str, Callable[[Session, Any], QWidget]]:
    family = made.family
    return {
        "before you leave": lambda s, go: BeforeLeavingPage(s, go, family),
        "not seen": lambda s, go: NotSeenPage(s, go, family),
        "time limits": lambda s, go: TimelinePage(s, go, family),
        "chronology": lambda s, go: ChronologyPage(s, go, family),
        "hand over": lambda s, go: GivePage(s, go, family),
        "take in a hand-over": lambda s, go: TakePage(s, go),
        "move out": lambda s, go: MoveOutPage(s, go, family),
        "move in": lambda s, go: MoveInPage(s, go, family),
        "history of a family": lambda s, go: TrailPage(s, go, family_id=family),
        "history": lambda s, go: TrailPage(s, go),
        "keeping": lambda s, go: KeepingPage(s, go),
        "health check": lambda s, go: HealthPage(s, go),
        "what this protects": lambda s, go: HonestPage(s, go),
        "team": lambda s, go: TeamPage(s, go),
        "levels": lambda s, go: LevelsPage(s, go),
        "local services": lambda s, go: DirectoryPage(s, go),
        "sheet of services": lambda s, go: SheetPage(s, go),
        "take in services": lambda s, go: TakeInPage(s, go),
        "backup": lambda s, go: BackupPage(s, go),
        "restore": lambda s, go: RestorePage(s, go),
        "moving": lambda s, go: MovePage(s, go),
        "try your sheet": lambda s, go: DrillPage(s, go),
        "new code": lambda s, go: NewCodePage(s, go),
    }


def window_pages(made: Made, window: MainWindow) -> Iterator[Shown]:
    """Every page of the main window but those of a record."""
    for key in ("today", "families", "guidance", "sent"):
        window.place(key)
        yield key, window
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    yield "settings", window
    for section in list(page._cards)[1:]:
        page.show_section(section)
        yield f"settings, {section.lower()}", window
    window.family(made.family)
    yield "family", window
    window.quick_note()
    yield "quick note, which family", window
    window.quick_note(made.family)
    yield "quick note", window
    window.quick_note(made.family, no_answer=True)
    yield "no answer", window
    window.genogram(made.family)
    yield "family tree", window
    window.sent(made.family)
    yield "copies of a family", window
    for name, make in _makers(made).items():
        window.show_page("families", lambda go, make=make: make(made.session, go))  # type: ignore[misc]
        if isinstance(window.page, HealthPage):
            while window.page.job is not None:
                settle(1)
        yield name, window
    yield from _leaving(made, window)
    window.place("today")


def _leaving(made: Made, window: MainWindow) -> Iterator[Shown]:
    note = made.note("2026-11-05", "Seen in the kitchen.")
    window.release(note)
    yield "before you print", window
    page = window.page
    assert isinstance(page, ReleasePage)
    page.show_preview()
    yield "preview", window
    referral = record_of(made, "referral")
    window.pack(referral)
    yield "pack", window
    window.decide(made.family)
    yield "decide", window
    window.page.press("danger")  # type: ignore[union-attr]
    yield "decide, danger", window
    window.practise()
    yield "decide, practice", window


def record_pages(made: Made, window: MainWindow, entry: Entry) -> Iterator[Shown]:
    """Every page of a filled-in record of a form, and the record to read."""
    form_id = entry.form.id
    window.record(record_of(made, form_id) if form_id != "family" else made.family)
    page = window.page
    if not isinstance(page, RecordPage):
        # A living record that is shown another way than as a form, such as the time limits.
        yield form_id, window
        return
    assert page.edit is not None
    for one in list(page.edit.pages):
        page.edit.open_page(one.key)
        yield f"{form_id}, {one.key}", window
    window.place("today")


# Turned round


def turned_pages(made: Made, window: MainWindow) -> Iterator[Shown]:
    """A map and an agreement as they are shown to the family at the table."""
    for form_id in ("safety_map", "agree_family"):
        window.record(record_of(made, form_id))
        page = window.page
        assert isinstance(page, RecordPage)
        page.turn_round()
        assert page.turned is not None
        # It opens over the whole screen, which is smaller off screen.
        settle(1)
        page.turned.showNormal()
        page.turned.resize(1366, 768)
        settle(4)
        yield f"turned round: {form_id}", page.turned
        page._turn_back()
        settle(1)


# Before the records are open


def first_pages(made: Made, folder: Path) -> Iterator[Shown]:
    """The unlock window with all its ways in, and the steps of making new records."""
    first = FirstWindow(made.session.theme, made.session.settings, made.vault.folder, "Locked at 14:32.", "")
    with shown(first):
        yield "unlock", first
        first.unlock.show_ways()
        yield "unlock, more ways", first
        first.unlock._way("organisation")
        yield "unlock, organisation", first
        first.unlock.show_restore()
        yield "unlock, restore", first
        first.unlock.back()
        first.unlock._forgotten()
        yield "unlock, forgotten", first
        first.unlock.setCurrentWidget(first.unlock.protects_page)
        yield "unlock, what this protects", first
        first.unlock.setCurrentWidget(first.unlock.help_page)
        yield "unlock, help", first
    new = FirstWindow(made.session.theme, made.session.settings, folder / "none yet")
    with shown(new):
        new.show_create()
        page = new.create_page
        assert page is not None
        for number in range(4):
            if number == 2:
                page._prepare_sheet()
            page.go(number)
            yield f"new records, {number + 1}", new
    cover = Cover(made.session.theme)
    with shown(cover):
        yield "blank", cover


@contextmanager
def shown(widget: QWidget) -> Iterator[None]:
    """Shows a window at the size of a small laptop and frees it after."""
    widget.resize(1366, 768)
    widget.show()
    settle(2)
    yield
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
