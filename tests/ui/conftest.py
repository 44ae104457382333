"""Dresses the program for each test of a screen, and undresses it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.drive import WayOut
from tests.ui.made import Made, copied
from toolkit.settings import Settings
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.ui.theme import Mode, Theme

PATIENCE = 30_000
"""Milliseconds to wait for something that should come; on a busy computer two seconds say nothing about the program."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every wait for a condition a long one; it still ends as soon as the condition holds."""
    wait = QtBot.waitUntil

    def until(bot: QtBot, callback: Callable[[], Any], *, timeout: int = 0) -> None:
        wait(bot, callback, timeout=max(timeout, PATIENCE))

    monkeypatch.setattr(QtBot, "waitUntil", until)


@pytest.fixture(autouse=True)
def way_out(qapp: QApplication) -> Iterator[None]:
    """Fails a test whose dialog or menu nothing answered, instead of waiting for ever."""
    timer = WayOut(after=PATIENCE)
    yield
    timer.stop()
    if timer.closed:
        pytest.fail(f"nothing answered: {', '.join(timer.closed)}")


@pytest.fixture
def make_theme(qapp: QApplication) -> Iterator[Callable[..., Theme]]:
    """Gives a function that dresses the program: `make_theme(text_size=200, mode="dark")`."""
    made: list[Theme] = []

    def make(mode: Mode = "light", text_size: int = 100, touch: bool = False) -> Theme:
        for old in made:
            old.take_off()
        theme = Theme(mode=mode, text_size=text_size, touch=touch)
        theme.apply(qapp)
        made.append(theme)
        return theme

    yield make
    # What the test closed is freed now: a new sheet is put on every living widget, and would take longer each time.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for theme in made:
        theme.take_off()


@pytest.fixture
def theme(make_theme: Callable[..., Theme]) -> Theme:
    """Gives the light theme at 100 % text, put on."""
    return make_theme()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As at first start, but for what has tests of its own: the question about backups on the first closing, and hints."""
    settings.backup_asked = True
    settings.hints_on = False
    return settings


@pytest.fixture
def made(tmp_path: Path, theme: Theme, settings: Settings) -> Iterator[Made]:
    """Gives an open vault that holds the Thistlewick family on 12 November 2026."""
    made = copied(tmp_path / "records", theme, settings)
    yield made
    made.vault.close()


@pytest.fixture
def empty(tmp_path: Path, theme: Theme, settings: Settings) -> Iterator[Session]:
    """Gives a session over a vault without any family."""
    session = copied(tmp_path / "records", theme, settings, filled=False).session
    yield session
    session.vault.close()


@pytest.fixture
def window(made: Made, qtbot: QtBot) -> Iterator[MainWindow]:
    """Gives the main window over the made vault, shown and ready."""
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    yield window
    if isValid(window):
        window.drop()
