"""The tour's part on the first hour: a hint, help for a page, the search over commands, taking back, the manager."""

from __future__ import annotations

from typing import Protocol

from tests.tour_hand import Hand
from toolkit.settings import Settings
from toolkit.ui.commands import Commands
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.hints import HintLine
from toolkit.ui.main_window import MainWindow
from toolkit.ui.managed import look
from toolkit.ui.manager_questions import ManagerQuestions
from toolkit.ui.safety.kept_where import Place
from toolkit.ui.safety.risk import risk_banner
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.session import Session
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.what_is_this import PageHelp


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def first_hour(self: Places, window: MainWindow, session: Session) -> None:
    """Walks what helps a new worker, taking pictures. Call it with the program open on the example."""
    _hints(self, window, session.settings, self.family(session))
    _help(self, window)
    _commands(self, window, session)
    _undo(self, window, self.family(session))
    _manager(self, window, session)
    _managed(self, window, session)
    window.place("today")


def _hints(self: Places, window: MainWindow, settings: Settings, family: str) -> None:
    settings.hints_on = True
    window.place("today")
    self.hand.rest(300)
    self.hand.shoot(window, "hint", "A hint, the first time a page is met. It goes for good.")
    window.family(family)
    self.hand.rest()
    self.hand.shoot(window, "hint-family", "Each page that asks for more has one.")
    (hint,) = window.findChildren(HintLine)
    hint.take_away()
    window.family(family, again=True)
    assert not [one for one in window.findChildren(HintLine) if one.isVisible()]
    settings.hints_on = False


def _help(self: Places, window: MainWindow) -> None:
    assert window.page is not None
    dialog = PageHelp(window.theme, window.page, window)
    dialog.show()
    self.hand.rest()
    self.hand.shoot(
        dialog, "what-is-this", "F1: what the page is for, what happens to the words, who sees them."
    )
    dialog.reject()
    dialog.deleteLater()


def _commands(self: Places, window: MainWindow, session: Session) -> None:
    dialog = SearchDialog(session, window, Commands(window), only=True)
    dialog.show()
    self.hand.rest(300)
    self.hand.shoot(dialog, "commands", "Ctrl+Shift+P: what can be done on this page, with its keys.")
    for typed in ("new map", "backup"):
        dialog.search.line.setText(typed)
        self.hand.rest(200)
        self.hand.shoot(dialog, f"commands-{typed.replace(' ', '-')}", f"Typed: {typed}.")
    dialog.reject()
    dialog.deleteLater()


def _undo(self: Places, window: MainWindow, family: str) -> None:
    window.record(family, "children")
    self.hand.rest(200)
    page = window.page
    assert isinstance(page, RecordPage)
    editor = next(
        one for one in page.findChildren(RowsEditor) if one.part.key == "children" and one.isVisible()
    )
    rows = editor.value() or []
    editor.remove_row(str(rows[-1]["id"]))
    self.hand.rest()
    self.hand.shoot(window, "undo", "What was removed is taken back by its line or by Ctrl+Z.")
    editor.put_back()
    assert editor.value() == rows


def _manager(self: Places, window: MainWindow, session: Session) -> None:
    dialog = ManagerQuestions(session, window)
    dialog.show()
    self.hand.rest()
    self.hand.shoot(dialog, "manager", "The manager's questions: rules, limits and numbers, once.")
    dialog.reject()
    dialog.deleteLater()


def _managed(self: Places, window: MainWindow, session: Session) -> None:
    """The settings as they stand where an organisation fixed some."""
    settings = session.settings
    kept = settings.managed
    settings.managed = frozenset({"idle_lock_minutes", "area_pack", "marking_line", "text_size"})
    look(session)
    window.settings("Safety")
    self.hand.rest(200)
    self.hand.shoot(window, "managed", "What the organisation fixed says so beside its control.")
    settings.managed = kept
    page = window.page
    assert isinstance(page, SettingsPage)
    banner = risk_banner(window.theme, Place("synced", "OneDrive"))
    assert banner is not None
    window.keep_saying(banner)
    self.hand.rest()
    self.hand.shoot(
        window, "risky-place", "Records in a folder that copies itself: what it risks, what to do."
    )
    holder = banner.parentWidget()
    if holder is not None:
        holder.hide()
        holder.deleteLater()
