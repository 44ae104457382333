"""Dresses the program for each test of a screen, and undresses it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from toolkit.ui.theme import Mode, Theme


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
    for theme in made:
        theme.take_off()


@pytest.fixture
def theme(make_theme: Callable[..., Theme]) -> Theme:
    """Gives the light theme at 100 % text, put on."""
    return make_theme()
