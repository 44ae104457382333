"""Every page and dialog of the program: each control has a name, a role and a key; nothing is cut at 200 % text."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import toolkit.ui
from tests.helpers import TOP
from tests.ui import every_dialog
from tests.ui.drive import settle
from tests.ui.every_page import Shown, first_pages, offered, record_pages, turned_pages, window_pages
from tests.ui.fit import misfits
from tests.ui.heard import Role, faults, parts
from tests.ui.made import Made
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import Page
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame

LARGE = (150, 200)
"""The sizes between are looked at by the tour, and for every record by test_record_page.py."""


@pytest.fixture
def way_out() -> None:
    """Dialogs are opened here without waiting, and one that is just looked at must not be closed."""


@pytest.fixture
def theme(make_theme: Callable[..., Theme], request: pytest.FixtureRequest) -> Theme:
    """The theme at the text size that the test is given."""
    return make_theme(text_size=getattr(request, "param", 100))


def look(pages: Iterable[Shown], check: Callable[[QWidget], list[str]], main: QWidget | None = None) -> str:
    """Opens each page and gives what is wrong on them, a line for each fault with the pages that have it.

    With the window they stand over, dialogs are tried with the keys as well.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, window in pages:
        settle(2)
        wrong = check(window)
        if wrong:
            # A page that is still finding its height is not wrong.
            settle(4)
            wrong = check(window)
        if main is not None and isinstance(window, QDialog):
            wrong += every_dialog.manners(window, main)
        for fault in wrong:
            found[fault].append(name)
    return "\n".join(f"{fault} ({', '.join(names[:3])})" for fault, names in found.items())


def everything(made: Made, window: MainWindow, folder: Path) -> Iterator[Shown]:
    """Every page but those of records, and every dialog."""
    yield from window_pages(made, window)
    yield from turned_pages(made, window)
    yield from every_dialog.opened(made, window)
    yield from first_pages(made, folder)


def kinds(one: type) -> set[type]:
    """A class and all that are made from it, of the program and not of a test."""
    below = {kind for kid in one.__subclasses__() for kind in kinds(kid)}
    return {kind for kind in {one, *below} if kind.__module__.startswith("toolkit.")}


OF_THE_WINDOW = {"Ctrl+K", "Ctrl+Q", "Ctrl+Shift+N", "Ctrl+B"}


def broken_promises(window: MainWindow) -> list[str]:
    """The keys that a tip of the top bar names and that do nothing there."""
    page = window.page
    if not isinstance(page, Page):
        return []
    own = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
    pressed: list[str] = []
    given, page.bar._actions = (
        page.bar._actions,
        [
            (replace(action, run=lambda keys=action.shortcut: pressed.append(keys)), button)
            for action, button in page.bar._actions
        ],
    )
    broken = []
    for action, _ in given:
        keys = QKeySequence(action.shortcut)
        if not action.shortcut or action.shortcut in OF_THE_WINDOW or keys.toString() in own:
            continue
        QTest.keySequence(page.focusWidget() or page, keys)
        if action.shortcut not in pressed:
            broken.append(f"{action.shortcut} does nothing on {type(page).__name__}")
    page.bar._actions = given
    return broken


@pytest.mark.parametrize("theme", LARGE, indirect=True)
def test_every_page_and_dialog(made: Made, window: MainWindow, tmp_path: Path) -> None:
    met: set[type] = set()

    def check(shown: QWidget) -> list[str]:
        met.update((type(window.page), type(shown)))
        promises = broken_promises(window) if shown is window else []
        return misfits(shown) + faults(shown) + promises

    found = look(everything(made, window, tmp_path), check, window)
    assert not found, found
    for module in pkgutil.walk_packages(toolkit.ui.__path__, "toolkit.ui."):
        importlib.import_module(module.name)
    # The frames of the decision to share and of the chronology are opened as their pages; a paper without a family has its own tests.
    apart = {"Page", "WizardFrame", "PaperHolder", "ChronologyAsking"} | every_dialog.FRAMES
    left_out = (kinds(Page) | kinds(QDialog)) - met
    assert sorted(kind.__name__ for kind in left_out if kind.__name__ not in apart) == []


@pytest.mark.parametrize("theme", LARGE, indirect=True)
def test_no_record_is_cut_and_each_control_is_named(made: Made, window: MainWindow, theme: Theme) -> None:
    def both(shown: QWidget) -> list[str]:
        return misfits(shown) + faults(shown)

    family = made.session.catalogue.get("family")
    for entry in (*offered(), family):
        found = look(record_pages(made, window, entry), both)
        assert not found, found


def test_the_check_finds_what_is_wrong(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLineEdit(window)
    mouse = QPushButton("Only with the mouse", window)
    mouse.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    bare = QWidget(window)
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    found = "\n".join(faults(window))
    assert "QLineEdit in QWidget “”: no name" in found
    assert "“Only with the mouse”: not reachable by key" in found
    assert "QWidget in QWidget “”: no role (Client)" in found


@pytest.mark.parametrize("place", ["today", "families", "settings"])
def test_a_page_is_read_from_its_title_down(window: MainWindow, place: str) -> None:
    window.place(place)
    settle()
    page = window.page
    assert page is not None
    read = [part for part in parts(page) if part.role in (Role.Heading, Role.StaticText) and part.name]
    assert (read[0].role, read[0].name) == (Role.Heading, page.title())  # type: ignore[attr-defined]
    # The label of a field is read before the field.
    at = {id(part.widget): number for number, part in enumerate(parts(page))}
    for frame in page.findChildren(FieldFrame):
        if id(frame.label) in at and id(frame.control) in at:
            assert at[id(frame.label)] < at[id(frame.control)], frame.label.text()


def test_nothing_moves_by_itself() -> None:
    moving = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QSequentialAnimationGroup")
    found = [
        f"{path.name}: {word}"
        for path in (TOP / "toolkit").rglob("*.py")
        for word in moving
        if word in path.read_text("utf-8")
    ]
    assert found == []
