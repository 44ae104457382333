"""Every page in a language a third longer: nothing is cut, nothing is too small to press, and every word of the program, seen or
told to a screen reader, went through the language."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.helpers import TOP
from tests.ui.every_page import offered, record_pages
from tests.ui.fit import misfits, small_targets
from tests.ui.made import Made
from tests.ui.pseudo import MARK, pseudo, untold
from tests.ui.test_everyone import everything, look
from toolkit.ui.language import Language
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel
from tools import words_to_say

FAMILYS_OWN = ("Wren", "Pip", "Sorrel Thistlewick", "Basil Quill", "Ash Quill", "Nettie Thistlewick")
"""A person's name, wherever it stands by itself, is no word of the program."""


@pytest.fixture
def way_out() -> None:
    """As in test_everyone.py."""


@pytest.fixture
def theme(make_theme: Callable[..., Theme]) -> Theme:
    """A theme that says everything in the language that does not exist."""
    theme = make_theme()
    theme.say = Heard()
    return theme


class Heard(dict[str, str]):
    """The language, which keeps what it was asked for."""

    def __call__(self, text: str) -> str:
        self[text] = pseudo(text)
        return self[text]


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
    # Dates and counts aside, the rest is names of people and titles of cards.
    assert isinstance(made.session.theme.say, Heard)
    assert _given_to_a_translator(made.session.theme.say) > 0.9


def _given_to_a_translator(heard: Heard) -> float:
    """How much of what was said on all these pages a translator could have put in other words."""
    asked = {
        text
        for text in heard
        if MARK not in text and re.search("[A-Za-z]{2}", text) and not DIGIT.search(text)
    }
    table = Language("xx", "Everything", {text: f"{MARK}{text}" for text in words_to_say.texts()})
    return sum(table(text) != text for text in asked) / len(asked)


def test_no_record_is_cut_and_no_word_left_out(made: Made, window: MainWindow) -> None:
    for entry in (*offered(), made.session.catalogue.get("family")):
        found = look(record_pages(made, window, entry), wrong)
        assert not found, found


def test_what_a_person_wrote_is_never_put_in_other_words(theme: Theme) -> None:
    assert BodyLabel(theme, "Families").text().startswith(MARK)
    assert BodyLabel(theme, "Families", selectable=True).text() == "Families"


SETTERS = {
    "setAccessibleName",
    "setAccessibleDescription",
    "setToolTip",
    "setPlaceholderText",
    "setWhatsThis",
    "addAction",
}
DIGIT = re.compile(r"\d")
OF_THE_FAMILY = {"crossed out"}
"""Said of what the family and the worker wrote together, which is drawn in English as it is printed."""


def _literals(node: ast.AST) -> list[str]:
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return [text.strip(", ") for text in texts if isinstance(text, str) and re.search("[A-Za-z]{2}", text)]


def _says(node: ast.AST) -> bool:
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return any(getattr(call, "attr", getattr(call, "id", "")) == "say" for call in calls)


def test_every_name_and_tip_in_the_code_goes_through_the_language() -> None:
    """A name put together from words that were said would carry their mark, so what a page adds is looked for in the code."""
    bypass = []
    for path in (TOP / "toolkit" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") not in SETTERS or _says(node):
                continue
            texts = [text for one in node.args for text in _literals(one) if text not in OF_THE_FAMILY]
            bypass += [f"{path.name}, line {node.lineno}: {text}" for text in texts]
    assert bypass == []
