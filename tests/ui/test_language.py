"""Every page in a language a third longer: nothing is cut, nothing is too small to press, and every word of the program, seen or
told to a screen reader, went through the language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.every_page import offered, record_pages
from tests.ui.fit import misfits, small_targets
from tests.ui.made import Made
from tests.ui.pseudo import MARK, pseudo, untold
from tests.ui.test_everyone import everything, look
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel

FAMILYS_OWN = ("Wren", "Pip", "Sorrel Thistlewick", "Basil Quill", "Ash Quill", "Nettie Thistlewick")
"""A person's name, wherever it stands by itself, is no word of the program."""


@pytest.fixture
def theme(make_theme: Callable[..., Theme]) -> Theme:
    """A theme that says everything in the language that does not exist."""
    theme = make_theme()
    theme.say = pseudo
    return theme


def wrong(shown: QWidget) -> list[str]:
    """What is cut, and the words that were not said."""
    # A long answer is cut in its closed list on purpose: the tip and the open list show it whole.
    cut = [line for line in misfits(shown) if not line.startswith("AnswerList") or pseudo("Choose") in line]
    told = [line for line in untold(shown) if not line.endswith(FAMILYS_OWN)]
    return cut + told + small_targets(shown)


def test_the_language_is_a_third_longer() -> None:
    for text in ("Choose", "Saved 14:20", "Nothing leaves before each question is answered."):
        assert len(text) * 1.3 <= len(pseudo(text)) <= len(text) * 1.5
        assert pseudo(pseudo(text)) == pseudo(text)
    assert pseudo("12") == "12"


def test_no_page_is_cut_and_no_word_left_out(made: Made, window: MainWindow, tmp_path: Path) -> None:
    found = look(everything(made, window, tmp_path), wrong)
    assert not found, found


def test_no_record_is_cut_and_no_word_left_out(made: Made, window: MainWindow) -> None:
    for entry in (*offered(), made.session.catalogue.get("family")):
        found = look(record_pages(made, window, entry), wrong)
        assert not found, found


def test_what_a_person_wrote_is_never_put_in_other_words(theme: Theme) -> None:
    assert BodyLabel(theme, "Families").text().startswith(MARK)
    assert BodyLabel(theme, "Families", selectable=True).text() == "Families"
