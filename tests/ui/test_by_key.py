"""The main tasks with keys alone: whatever is pressed goes to what has the keyboard, and that is always seen and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.keys import ALT, CTRL, Key, Keys, family_of, more
from tests.ui.made import PASSPHRASE, Made
from toolkit.settings import Settings
from toolkit.ui.app import App
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.directory.page import DirectoryPage
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.handover.give import GivePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.timeline.page import TimelinePage
from toolkit.ui.wizard.page import WizardPage


@pytest.fixture
def keys(window: MainWindow) -> Iterator[Keys]:
    """Keys for the open main window; at the end nothing without a name had the keyboard."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    hand = Keys(window)
    yield hand
    assert hand.lost == []


def test_a_new_family(window: MainWindow, keys: Keys) -> None:
    keys.press(Key.Key_2, CTRL)
    keys.tab_to("Add a family")

    def name() -> None:
        keys.type("Marshwiggle")
        keys.press(Key.Key_Return)

    keys.in_dialog(lambda: QTest.keyClick(keys.at(), Key.Key_Return), name)
    assert isinstance(window.page, FamilyPage | RecordPage)
    assert any(row.name == "Marshwiggle" for row in window.session.vault.records.families())
    keys.check()


def test_a_note_and_a_map(window: MainWindow, keys: Keys, made: Made) -> None:
    for letters, form_id in (("case note", "case_note"), ("Three-column map", "safety_map")):
        family_of(window, keys)

        def choose(letters: str = letters) -> None:
            keys.type(letters)
            QTest.qWait(150)
            keys.press(Key.Key_Return)

        keys.in_dialog(lambda: QTest.keyClick(keys.at(), Key.Key_N, CTRL), choose)
        page = window.page
        assert isinstance(page, RecordPage)
        assert page.entry.form.id == form_id
        keys.press(Key.Key_PageDown, CTRL)
        keys.press(Key.Key_PageUp, CTRL)
        if form_id == "case_note":
            keys.tab_to("Purpose")
            keys.type("To see how the week went")
        else:
            keys.press(Key.Key_PageDown, CTRL)
            keys.tab_to("What are we worried about?: add a point")
            keys.type("Mornings before school")
            keys.press(Key.Key_Return)
        keys.press(Key.Key_S, CTRL)
        keys.press(Key.Key_F8)
        keys.press(Key.Key_Left, ALT)
        assert isinstance(window.page, FamilyPage)
    words = " ".join(str(made.vault.records.get(row.id).answers) for row in made.vault.records.drafts())
    assert "To see how the week went" in words
    assert "Mornings before school" in words


def test_a_quick_note(window: MainWindow, keys: Keys, made: Made) -> None:
    family_of(window, keys)
    before = len(made.vault.records.drafts())
    keys.press(Key.Key_Q, CTRL)
    keys.tab_to("What happened")
    keys.type("Rang Sorrel about Friday.")
    keys.press(Key.Key_S, CTRL)
    keys.press(Key.Key_Left, ALT)
    assert len(made.vault.records.drafts()) == before + 1


def test_a_decision_to_share(window: MainWindow, keys: Keys) -> None:
    more(window, keys, "Decide about sharing")
    page = window.page
    assert isinstance(page, WizardPage)
    keys.press(Key.Key_1)
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_D, ALT)
    assert page.course.view


def test_a_copy_of_a_note(window: MainWindow, keys: Keys) -> None:
    family_of(window, keys)
    keys.enter("Tuesday 3 November 2026")
    assert isinstance(window.page, RecordPage)
    keys.press(Key.Key_P, CTRL)
    assert isinstance(window.page, ReleasePage)
    keys.tab_to("Family")
    keys.press(Key.Key_Space)


@pytest.mark.parametrize(
    ("command", "kind"),
    [("Time limits", TimelinePage), ("Chronology", ChronologyPage), ("Hand over to a colleague", GivePage)],
)
def test_pages_of_a_family(window: MainWindow, keys: Keys, command: str, kind: type[QWidget]) -> None:
    more(window, keys, command)
    assert isinstance(window.page, kind)
    for _ in range(12):
        keys.press(Key.Key_Tab)
    keys.press(Key.Key_F6)
    keys.press(Key.Key_Left, ALT)
    assert isinstance(window.page, FamilyPage)


def test_the_directory(window: MainWindow, keys: Keys) -> None:
    keys.press(Key.Key_3, CTRL)
    keys.tab_to("Cards", back=True)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Right)
    assert keys.name() == "Local services"
    keys.press(Key.Key_Return)
    assert isinstance(window.page, DirectoryPage)
    keys.press(Key.Key_Escape)


def test_every_place_by_its_keys_and_the_lock(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        keys.press(key, CTRL)
        for _ in range(8):
            keys.press(Key.Key_Tab)
        keys.press(Key.Key_F6)
    keys.in_dialog(
        lambda: QTest.keyClick(keys.at(), Key.Key_K, CTRL), lambda: QTest.keyClick(keys.at(), Key.Key_Escape)
    )
    keys.check()


def test_the_first_records_from_nothing_to_the_lock(
    qapp: QApplication, tmp_path: Path, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.ui.first_window.free_folder", lambda: tmp_path / "new")
    begun: list[Any] = []
    app = App(qapp, settings, start=lambda *given: begun.append(given), end=lambda _code: None, environ={})
    app.show_first(None)
    first: Any = app.first
    keys = Keys(first)
    page = first.create_page
    printed: list[Any] = []
    page.sheet._print = lambda _parent, sheet, _theme: not printed.append(sheet)  # the printer
    keys.tab_to("Name of these records")
    keys.type("Examplebridge outreach")
    keys.enter("Next: passphrase")
    keys.tab_to("Passphrase")
    keys.type(PASSPHRASE)
    keys.tab_to("Type it again")
    keys.type(PASSPHRASE)
    keys.enter("Next: recovery sheet")
    keys.enter("Print")
    for number, box, *_ in page.sheet.boxes:
        keys.tab_to(box.accessibleName())
        keys.type(printed[0].groups[number - 1])
    keys.enter("Make my records")
    qtbot.waitUntil(lambda: page.at() == 3)
    keys.tab_to("Your name")
    keys.type("Tansy Dunnock")
    keys.tab_to("Your role")
    keys.type("health visitor")
    for row in page.ready.rows:
        keys.tab_to(row.not_yet.accessibleName())
        keys.press(Key.Key_Space)
    keys.tab_to("Open my records")
    QTest.keyClick(keys.at(), Key.Key_Return)
    qtbot.waitUntil(lambda: app.window is not None)
    window = app.window
    assert window is not None
    again = Keys(window)
    again.press(Key.Key_2, CTRL)
    QTest.keyClick(again.at(), Key.Key_L, CTRL)
    settle()
    assert len(begun) == 1
    assert app.window is None
    assert keys.lost + again.lost == []
    app.stop()
