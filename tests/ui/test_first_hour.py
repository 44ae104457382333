"""The first hour: a hint that goes for good, what each page is for, and a search over every command."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import toolkit.ui
from tests.ui.drive import in_dialog, key, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.errors import ToolkitError
from toolkit.settings import Settings
from toolkit.ui import commands as commands_room
from toolkit.ui.commands import Commands, holds
from toolkit.ui.families import FamiliesPage
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.first_window import FirstWindow
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import CardDialog
from toolkit.ui.hints import GOT_IT, HINTS, HintLine, hint_for
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import Page
from toolkit.ui.page_words import WORDS
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.theme import Theme
from toolkit.ui.today import TodayPage
from toolkit.ui.what_is_this import HEADINGS, PageHelp, words_of
from toolkit.ui.wizard.page import WizardPage

BASES = {"ChronologyAsking", "Page", "PaperHolder", "WizardFrame"}
"""What pages are made of; none is shown by itself."""
FIRST = {
    "UnlockForm",
    "CreateWindow",
    "RecoverPage",
    "WaysPage",
    "OrganisationPage",
    "ClosedRestore",
    "ReadingPage",
}
"""The pages before anything is open."""


def _kinds(root: type[QWidget]) -> Iterator[type[QWidget]]:
    for one in root.__subclasses__():
        yield one
        yield from _kinds(one)


def _every_page() -> dict[str, type[QWidget]]:
    """Every page of the program: whatever speaks the three words the window asks, in whichever file it stands."""
    for module in pkgutil.walk_packages(toolkit.ui.__path__, "toolkit.ui."):
        importlib.import_module(module.name)
    speaks = ("title", "opened", "leaving")
    return {
        one.__name__: one
        for one in _kinds(QWidget)
        if one.__module__.startswith("toolkit.ui.") and all(callable(getattr(one, w, None)) for w in speaks)
    }


# What is this page?


def test_every_page_of_the_program_has_its_words_and_no_words_are_left_over() -> None:
    pages = set(_every_page()) - BASES
    assert len(pages) > 30
    assert pages | FIRST == set(WORDS)


def test_the_words_are_plain_and_whole() -> None:
    for words in WORDS.values():
        for text in (words.what, words.kept, words.seen):
            assert text.endswith("."), text
            assert 10 < len(text) < 260, text
            assert not any(one in text for one in ("!", "please", "sorry", "error", "database")), text


@pytest.fixture
def open_page(window: MainWindow, made: Made) -> Callable[[str], QWidget]:
    """Opens a page of the window by what it is."""
    note = next(row.id for row in made.vault.records.timeline(made.family) if row.status == "final")
    ways: dict[str, Callable[[], object]] = {
        "today": lambda: window.place("today"),
        "family": lambda: window.family(made.family),
        "record": lambda: window.record(made.family),
        "map": lambda: window.new_record("safety_map", made.family),
        "decision": lambda: window.decide(made.family),
        "release": lambda: window.release(note),
        "read": lambda: window.record(note),
        "settings": lambda: window.place("settings"),
    }

    def go(which: str) -> QWidget:
        ways[which]()
        settle()
        assert window.page is not None
        return window.page

    return go


@pytest.mark.parametrize("which", ["today", "family", "settings", "release", "read"])
def test_f1_says_what_the_page_is_for(
    window: MainWindow, open_page: Callable[[str], QWidget], which: str
) -> None:
    page = open_page(which)
    words = words_of(page)
    assert words is not None
    shown: list[str] = []

    def look(dialog: object) -> None:
        assert isinstance(dialog, PageHelp)
        shown.extend(label.text() for label in dialog.findChildren(QLabel))
        assert_fits(dialog)
        press(dialog, "Close")

    in_dialog(look, lambda: key(window, Qt.Key.Key_F1))
    for text in (*HEADINGS, words.name, words.what, words.kept, words.seen):
        assert text in shown


def test_f1_in_a_field_with_a_card_opens_the_card_and_help_in_the_rail_the_words(
    window: MainWindow, made: Made, open_page: Callable[[str], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    cards: list[str] = []
    monkeypatch.setattr(CardDialog, "show_beside", lambda self, _window: cards.append("card"))
    monkeypatch.setattr(type(page), "open_card", lambda self: bool(cards.append("card") or True))
    assert page.edit is not None
    page.edit.heading.setFocus()
    key(window, Qt.Key.Key_F1)
    assert cards == ["card"]
    monkeypatch.setattr(type(page), "open_card", lambda self: False)
    said: list[str] = []

    def look(dialog: object) -> None:
        assert isinstance(dialog, PageHelp)
        said.append(dialog.text.text())
        press(dialog, "Close")

    in_dialog(look, lambda: key(window, Qt.Key.Key_F1))
    in_dialog(look, lambda: window.rail.went.emit("help"))
    assert [one.startswith("Case note") for one in said] == [True, True]
    assert window.page is page


def test_f1_says_it_before_anything_is_open(
    qtbot: QtBot, theme: Theme, settings: Settings, tmp_path: Path
) -> None:
    first = FirstWindow(theme, settings, tmp_path)
    qtbot.addWidget(first)
    first.show()
    for show, name in (
        (lambda: None, "UnlockForm"),
        (first.unlock.show_ways, "WaysPage"),
        (first.show_create, "CreateWindow"),
    ):
        show()
        key(first, Qt.Key.Key_F1)
        (dialog,) = [one for one in first.findChildren(PageHelp) if one.isVisible()]
        assert dialog.heading.text() == WORDS[name].name
        dialog.accept()
        settle()


def test_help_names_the_keys_of_the_page(window: MainWindow, open_page: Callable[[str], QWidget]) -> None:
    dialog = PageHelp(window.theme, open_page("today"), window)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Ctrl+Q   Quick note" in shown
    dialog.deleteLater()


# Hints


def _hints(window: MainWindow) -> list[HintLine]:
    return [one for one in window.findChildren(HintLine) if one.isVisibleTo(window)]


@pytest.mark.parametrize("which", list(HINTS))
def test_a_page_met_for_the_first_time_has_its_hint_above_it(
    window: MainWindow, open_page: Callable[[str], QWidget], which: str
) -> None:
    window.session.settings.hints_on = True
    page = open_page(which)
    assert hint_for(page) == which
    (hint,) = _hints(window)
    assert HINTS[which] in hint.words()
    # Never over a field: it stands above the page and has not taken the keyboard.
    assert hint.mapTo(window, hint.rect().bottomLeft()).y() <= page.mapTo(window, page.rect().topLeft()).y()
    assert not hint.isAncestorOf(QApplication.focusWidget())
    assert_fits(hint)


def test_a_hint_goes_for_good_by_its_key_and_one_is_shown_at_a_time(
    window: MainWindow, open_page: Callable[[str], QWidget]
) -> None:
    settings = window.session.settings
    settings.hints_on = True
    open_page("family")
    (hint,) = _hints(window)
    assert hint.button is not None
    assert hint.button.text() == GOT_IT
    key(window, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert _hints(window) == []
    assert settings.hints_seen == "family"
    open_page("today")
    assert len(_hints(window)) == 1
    open_page("family")
    assert _hints(window) == []
    open_page("today")
    (hint,) = _hints(window)
    press(hint, GOT_IT)
    assert settings.hints_seen == "family today"
    open_page("read")
    assert _hints(window) == []


def test_what_was_taken_away_stays_away_at_the_next_start(tmp_path: Path) -> None:
    first = Settings.load(tmp_path)
    first.set("hints_seen", "family map")
    assert Settings.load(tmp_path).hints_seen == "family map"


def test_hints_are_off_in_the_settings_and_by_the_organisation(
    window: MainWindow, open_page: Callable[[str], QWidget], tmp_path: Path
) -> None:
    for which in HINTS:
        open_page(which)
        assert _hints(window) == []
    file = tmp_path / "managed.json"
    file.write_text('{"hints_on": false}')
    assert not Settings.load(tmp_path / "own", managed=file).hints_on


def test_a_full_disk_does_not_keep_a_hint(
    window: MainWindow, open_page: Callable[[str], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Settings) -> None:
        raise ToolkitError("The disk is full.")

    window.session.settings.hints_on = True
    open_page("today")
    monkeypatch.setattr(Settings, "save", full)
    _hints(window)[0].take_away()
    settle()
    assert _hints(window) == []
    open_page("today")
    assert _hints(window) == []


# Commands


def _box(window: MainWindow) -> SearchDialog:
    dialog = SearchDialog(window.session, window, Commands(window), only=True)
    dialog.show()
    settle(20)
    return dialog


def _commands(window: MainWindow) -> Commands:
    """The commands, with every page that is not open read."""
    made = Commands(window)
    while made.gather():
        pass
    return made


def _find(window: MainWindow, typed: str, made: Commands | None = None) -> list[str]:
    return [one.title for _, found in (made or _commands(window)).groups(typed) for one in found]


def test_words_are_held_in_any_order() -> None:
    assert holds("New: Safety map", "map new")
    assert not holds("New: Safety map", "maps")
    assert holds("Duty (section 16LA)", "(section")
    assert holds("anything", "")


@pytest.mark.parametrize(
    ("which", "typed", "expected"),
    [
        ("read", "print", "Print"),
        ("today", "lock", "Lock"),
        ("today", "new map", "New: Three-column map"),
        ("today", "backup", "Backup"),
        ("settings", "add a family", "Add a family"),
        ("today", "text size", "Text size"),
        ("today", "help", "Help"),
        ("today", "change passphrase", "Change passphrase"),
        ("family", "time limits", "Time limits"),
        ("record", "missing", "Next missing answer"),
        ("decision", "danger", "Child in danger now"),
        ("family", "supervision", "New: Supervision"),
    ],
)
def test_what_a_person_types_finds_the_command(
    window: MainWindow, open_page: Callable[[str], QWidget], which: str, typed: str, expected: str
) -> None:
    open_page(which)
    found = _find(window, typed)
    assert any(one == expected or one.startswith(expected) for one in found), found


def test_every_command_of_every_bar_and_every_setting_is_found_by_its_own_words(
    window: MainWindow, open_page: Callable[[str], QWidget]
) -> None:
    made = _commands(window)
    for which in ("today", "family", "record", "decision", "release"):
        page = open_page(which)
        for bar in commands_room.bars_of(page):
            for action in bar.actions_shown():
                words = action.text or action.name
                assert words.casefold() in [one.casefold() for one in _find(window, words, made)], words
    settings = open_page("settings")
    assert isinstance(settings, SettingsPage)
    for control in settings.findChildren(QWidget):
        if control.objectName().startswith("setting-") and control.accessibleName():
            assert control.accessibleName() in _find(window, control.accessibleName(), made)


def test_by_the_keyboard_alone_it_shows_the_keys_and_runs(
    window: MainWindow, open_page: Callable[[str], QWidget], qtbot: QtBot
) -> None:
    open_page("today")

    def type_it(dialog: object) -> None:
        assert isinstance(dialog, SearchDialog)
        settle(20)
        qtbot.keyClicks(dialog.search.line, "families")
        settle()
        qtbot.keyClick(dialog.search.line, Qt.Key.Key_Down)
        row = dialog.rows()[0]
        assert dialog.focusWidget() is row
        assert (row.found.title, row.found.line) == ("Families", "Ctrl+2")
        assert_fits(dialog)
        qtbot.keyClick(row, Qt.Key.Key_Return)

    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    in_dialog(type_it, lambda: key(window, Qt.Key.Key_P, held))
    assert isinstance(window.page, FamiliesPage)


def _run(window: MainWindow, typed: str) -> None:
    dialog = _box(window)
    dialog.search.line.setText(typed)
    dialog._enter()
    dialog.go_on(window)
    dialog.deleteLater()
    settle()


def test_a_command_elsewhere_opens_its_page_and_is_done_there(
    window: MainWindow, open_page: Callable[[str], QWidget], made: Made
) -> None:
    open_page("today")
    _run(window, "text size")
    page = window.page
    assert isinstance(page, SettingsPage)
    focus = window.focusWidget()
    assert focus is not None
    control = page.findChild(QWidget, "setting-text_size")
    assert control is not None
    assert control is focus or control.isAncestorOf(focus)
    _run(window, "health check")
    assert type(window.page).__name__ == "HealthPage"


def test_new_on_a_family_page_begins_there_and_elsewhere_asks_for_whom(
    window: MainWindow,
    open_page: Callable[[str], QWidget],
    made: Made,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_page("family")
    _run(window, "new safety map")
    assert isinstance(window.page, RecordPage)
    assert window.page.entry.form.id == "safety_map"
    open_page("today")
    asked: list[str] = []
    monkeypatch.setattr(commands_room, "ask_family", lambda _s, _w, title: asked.append(title) or made.family)
    _run(window, "new share information")
    assert isinstance(window.page, WizardPage)
    assert asked[0].endswith("for which family?")
    monkeypatch.setattr(commands_room, "ask_family", lambda *_: None)
    _run(window, "new case note")
    assert isinstance(window.page, WizardPage)


def test_what_no_command_has_is_said(window: MainWindow) -> None:
    dialog = _box(window)
    dialog._fill("zzz")
    assert dialog.rows() == []
    assert any("No command" in label.text() for label in dialog.findChildren(QLabel))
    dialog.deleteLater()


def test_read_only_records_offer_no_new_one(window: MainWindow, made: Made) -> None:
    made.vault.read_only = True  # type: ignore[misc]
    try:
        assert not any(one.startswith("New: ") for one in _find(window, "map"))
    finally:
        made.vault.read_only = False  # type: ignore[misc]


def test_the_pages_named_here_are_pages() -> None:
    assert issubclass(TodayPage, Page)
    assert issubclass(FamilyPage, Page)
    assert issubclass(ReleasePage, QWidget)


@pytest.mark.parametrize("size", [100, 200])
def test_the_longest_words_fit(qtbot: QtBot, make_theme: Callable[..., Theme], made: Made, size: int) -> None:
    make_theme(text_size=size)
    made.session.theme.change(text_size=size)
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.session.settings.hints_on = True
    window.place("today")
    settle()
    assert_fits(_hints(window)[0])
    assert window.page is not None
    dialog = PageHelp(window.theme, window.page, window)
    dialog.show()
    settle()
    assert_fits(dialog)
    window.drop()
