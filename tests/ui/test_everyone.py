"""Every page of the program: each control has a name, a role and a key; nothing is cut at 150 and 200 % text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import TOP
from tests.ui.drive import settle
from tests.ui.every_page import Shown, dialog_pages, first_pages, offered, record_pages, window_pages
from tests.ui.fit import misfits
from tests.ui.heard import Role, faults, parts
from tests.ui.made import Made
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import Page
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame

LARGE = (200,)
"""The sizes between are looked at by the tour, and for every record by test_record_page.py."""


@pytest.fixture
def theme(make_theme: Callable[..., Theme], request: pytest.FixtureRequest) -> Theme:
    """The theme at the text size that the test is given."""
    return make_theme(text_size=getattr(request, "param", 100))


def look(pages: Iterable[Shown], check: Callable[[QWidget], list[str]]) -> str:
    """Opens each page and gives what is wrong on them, a line for each fault with the pages that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, window in pages:
        settle(2)
        wrong = check(window)
        if wrong:
            # A page that is still finding its height is not wrong.
            settle(4)
            wrong = check(window)
        for fault in wrong:
            found[fault].append(name)
    return "\n".join(f"{fault} ({', '.join(names[:3])})" for fault, names in found.items())


def everything(made: Made, window: MainWindow, folder: Path) -> Iterator[Shown]:
    """Every page but those of records."""
    yield from window_pages(made, window)
    yield from dialog_pages(made, window)
    yield from first_pages(made, folder)


def test_each_control_has_a_name_a_role_and_a_key(made: Made, window: MainWindow, tmp_path: Path) -> None:
    assert look(everything(made, window, tmp_path), faults) == ""


@pytest.mark.parametrize("theme", LARGE, indirect=True)
def test_nothing_is_cut(made: Made, window: MainWindow, tmp_path: Path) -> None:
    assert look(everything(made, window, tmp_path), misfits) == ""


@pytest.mark.parametrize("theme", LARGE, indirect=True)
def test_no_record_is_cut_and_each_control_is_named(made: Made, window: MainWindow, theme: Theme) -> None:
    def both(shown: QWidget) -> list[str]:
        return misfits(shown) + faults(shown)

    family = made.session.catalogue.get("family")
    for entry in (*offered(), family):
        assert look(record_pages(made, window, entry), both) == ""


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
    read = [part for part in parts(page) if part.role == Role.StaticText and part.name]
    assert read[0].name == page.title()  # type: ignore[attr-defined]
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


def test_every_page_is_opened(made: Made, window: MainWindow) -> None:
    """Each class of a page of the main window was on the screen once."""

    def kinds(one: type) -> set[type]:
        return {one, *(kind for below in one.__subclasses__() for kind in kinds(below))}

    met = {type(window.page) for _ in window_pages(made, window)}
    # The frame of the decision to share is opened as its page; a paper without a family has its own tests.
    apart = {"Page", "WizardFrame", "PaperHolder"}
    ours = {
        kind for kind in kinds(Page) if kind.__module__.startswith("toolkit.") and kind.__name__ not in apart
    }
    assert sorted(kind.__name__ for kind in ours - met) == []
