"""Spelling while words are typed: underlines, suggestions, own words in the vault, names, and no dictionary at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.made import Made
from tests.ui.record_helpers import shown
from toolkit.errors import DiskFull
from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import LongText, Text
from toolkit.practice import wording
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.words import LongTextEditor, OneLine, TextEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.my_words import NOT_HERE, OWN
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.spelling import (
    MY_WORDS,
    Speller,
    Spelling,
    british,
    names_in,
    read_list,
    speller_of,
    spelling_for,
    words_in,
)
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, IconLine, PlainButton
from toolkit.ui.word_help import WordHelp

from tests.ui.record_helpers import CONTEXT  # isort: skip

PART = LongText(key="facts", label="What I saw", gentle=False)


class Little:
    """A dictionary of a few words, for computers that have none."""

    RIGHT = frozenset("the child laughed and was happy colour it a in bed we don't saw wren".split())

    def check(self, word: str) -> bool:
        return word.lower() in self.RIGHT

    def suggest(self, word: str) -> list[str]:
        return ["happy", "hippy"] if word == "hapy" else []


@pytest.fixture
def kept() -> list[str]:
    return []


@pytest.fixture
def speller(kept: list[str]) -> Speller:
    def keep(words: list[str]) -> None:
        kept[:] = words

    return Speller(mine=lambda: list(kept), keep=keep, load=Little)


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, speller: Speller) -> Iterator[LongTextEditor]:
    desk = new_desk(theme)
    desk.spelling = Spelling(speller, {"pip", "thistlewick"})
    one = LongTextEditor(PART, desk, Scope({}, CONTEXT))
    qtbot.addWidget(one)
    shown(one, width=600, height=200)
    yield one
    if one.spell is not None and one.spell.menu is not None:
        one.spell.menu.close()
    settle()


def underlined(editor: LongTextEditor) -> list[str]:
    """The words that have a line under them now."""
    assert editor.spell is not None
    text = editor.box.document().toRawText().encode("utf-16-le")
    return [text[2 * s : 2 * (s + n)].decode("utf-16-le") for s, n in editor.spell.underline.marks()]


def test_words_that_are_checked() -> None:
    text = "Pip’s MARAC on 3rd: mail a.b@example.org, see www.example.org. Дім don’t x"
    assert [text[s:e] for s, e, _ in words_in(text)] == ["Pip’s", "on", "mail", "see", "don’t"]
    assert [word for *_, word in words_in("a" * 500)] == []


def test_a_wrong_word_is_underlined_once_it_is_left(editor: LongTextEditor) -> None:
    editor.box.setFocus()
    QTest.keyClicks(editor.box, "the child was hapy")
    settle()
    assert underlined(editor) == []
    QTest.keyClicks(editor.box, " and laughed")
    settle()
    assert underlined(editor) == ["hapy"]
    assert editor.value() == "the child was hapy and laughed"


def test_the_line_goes_when_the_box_is_left_and_an_emoji_moves_nothing(editor: LongTextEditor) -> None:
    editor.set_value("😀 the child was hapy\nand hapyy")
    settle()
    assert underlined(editor) == ["hapy", "hapyy"]


def test_underlining_changes_neither_words_nor_undo_nor_saving(editor: LongTextEditor) -> None:
    editor.set_value("hapy")
    sent: list[None] = []
    editor.changed.connect(lambda: sent.append(None))
    assert editor.desk.spelling is not None
    editor.desk.spelling.changed.emit()
    settle()
    assert sent == []
    assert not editor.box.document().isUndoAvailable()
    assert editor.value() == "hapy"


def test_names_of_the_family_never_count_as_wrong(editor: LongTextEditor) -> None:
    editor.set_value("Pip Thistlewick laughed. Pip’s bed. Zorblat laughed.")
    settle()
    assert underlined(editor) == ["Zorblat"]


def test_f7_chooses_the_word_and_offers_others(editor: LongTextEditor) -> None:
    editor.set_value("the hapy child was hapyy")
    editor.box.setFocus()
    QTest.keyClick(editor.box, Qt.Key.Key_F7)
    assert editor.spell is not None
    assert editor.spell.menu is not None
    assert editor.box.textCursor().selectedText() == "hapy"
    words = [a.text() for a in editor.spell.menu.actions() if not a.isSeparator()]
    assert words == ["happy", "hippy", "Add “hapy” to my words", "Leave it in this record"]
    assert editor.spell.menu.activeAction().text() == "happy"
    QTest.keyClick(editor.spell.menu, Qt.Key.Key_Return)
    settle()
    assert editor.value() == "the happy child was hapyy"
    QTest.keyClick(editor.box, Qt.Key.Key_F7)
    assert editor.box.textCursor().selectedText() == "hapyy"
    editor.box.undo()
    assert editor.value() == "the hapy child was hapyy"


def test_f7_goes_round(editor: LongTextEditor) -> None:
    editor.set_value("hapy and hapyy")
    assert editor.spell is not None
    met = []
    for _ in range(3):
        editor.next_hint()
        met.append(editor.box.textCursor().selectedText())
        assert editor.spell.menu is not None
        editor.spell.menu.close()
        settle()
    assert met == ["hapy", "hapyy", "hapy"]


def test_the_menu_of_the_right_button_offers_words_too(editor: LongTextEditor) -> None:
    editor.set_value("hapy child")
    settle()
    view = editor.box.viewport()
    place = editor.box.cursorRect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert editor.spell is not None
    assert editor.spell.menu is not None
    words = [a.text() for a in editor.spell.menu.actions()]
    assert words[0] == "happy"
    assert any("Paste" in word for word in words)


def test_a_word_that_is_added_is_right_everywhere(editor: LongTextEditor, kept: list[str]) -> None:
    editor.set_value("Hapy hapy hapyy")
    assert editor.desk.spelling is not None
    editor.desk.spelling.add("hapy")
    settle()
    assert kept == ["hapy"]
    assert underlined(editor) == ["hapyy"]
    editor.desk.spelling.leave("hapyy")
    settle()
    assert underlined(editor) == []
    assert kept == ["hapy"]


def test_a_word_that_cannot_be_kept_stays_underlined_and_says_why(editor: LongTextEditor) -> None:
    def full(words: list[str]) -> None:
        raise DiskFull

    spelling = editor.desk.spelling
    assert spelling is not None
    spelling.speller.keep = full
    told: list[object] = []
    spelling.failed.connect(told.append)
    editor.set_value("hapy")
    spelling.add("hapy")
    settle()
    assert isinstance(told[0], DiskFull)
    assert underlined(editor) == ["hapy"]


def test_without_a_dictionary_nothing_is_underlined_and_nothing_breaks(qtbot: QtBot, theme: Theme) -> None:
    desk = new_desk(theme)
    desk.spelling = Spelling(Speller(mine=list, keep=lambda words: None, load=lambda: None))
    editor = LongTextEditor(PART, desk, Scope({}, CONTEXT))
    qtbot.addWidget(editor)
    shown(editor, width=600, height=200)
    editor.set_value("hapy")
    settle()
    assert underlined(editor) == []
    assert not editor.next_hint()


def test_the_dictionary_is_asked_for_only_at_the_first_check() -> None:
    asked: list[None] = []

    def load() -> None:
        asked.append(None)

    speller = Speller(mine=list, keep=lambda words: None, load=load)
    assert asked == []
    assert speller.right("hapy")
    assert speller.right("hapyy")
    assert len(asked) == 1


def test_starting_the_program_does_not_load_spelling_or_syllables() -> None:
    code = "import sys, toolkit.ui.app; print([m for m in ('enchant', 'pyphen') if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert found.stdout.strip() == "[]"


def test_the_british_dictionary_knows_british_words() -> None:
    dictionary = british()
    if dictionary is None:
        pytest.skip("this computer has no British dictionary")
    assert dictionary.check("colour")
    assert not dictionary.check("color")
    assert "happy" in dictionary.suggest("hapy")


def test_names_schools_and_addresses_of_a_family_are_read() -> None:
    family = {
        "family_name": "Thistlewick",
        "children": [{"name": "Wren O’Dunnock", "addresses": [{"address": "3 Pretend Row"}]}],
        "reason": "Asked for",
    }
    assert names_in(family) == {"thistlewick", "wren", "o'dunnock", "pretend", "row"}


def test_my_words_are_in_the_vault_and_in_no_plain_file(made: Made, tmp_path: Path) -> None:
    speller = speller_of(made.session)
    speller.load = Little
    speller.add("quillwortish")
    assert made.vault.facts.get(MY_WORDS) == ["quillwortish"]
    assert speller.right("Quillwortish")
    made.session.speller = None
    assert speller_of(made.session).my_words() == ["quillwortish"]
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"quillwortish" not in file.read_bytes()


def test_the_organisation_s_words_are_right(made: Made) -> None:
    (made.vault.folder / "forms").mkdir(exist_ok=True)
    (made.vault.folder / "forms" / "words.txt").write_text("# ours\nBrambleteam\n", encoding="utf-8")
    speller = speller_of(made.session)
    speller.load = Little
    assert speller.right("brambleteam")
    assert not speller.right("brambleteem")
    assert read_list("# a\n\nOne\n") == {"one"}


def test_a_record_is_opened_with_spelling_that_knows_its_family(made: Made, window: MainWindow) -> None:
    speller_of(made.session).load = Little
    window.new_record("case_note", made.family)
    page = window.page
    assert isinstance(page, RecordPage)
    spelling = page.desk.spelling
    assert spelling is not None
    assert spelling.wrong("Sorrel Thistlewick saw Zorblat") == [(23, 30, "Zorblat")]
    made.session.settings.set("spelling_on", False)
    assert spelling_for(made.session, made.family) is None


def test_the_settings_show_own_words_or_say_that_there_is_no_spelling(made: Made, window: MainWindow) -> None:
    speller = speller_of(made.session)
    speller.load = Little
    speller.add("quillwortish")
    window.place("settings")
    settle()
    page = window.page
    assert isinstance(page, SettingsPage)
    assert any(label.text() == OWN for label in page.findChildren(BodyLabel))
    button = next(b for b in page.findChildren(PlainButton) if "quillwortish" in b.accessibleName())
    button.click()
    settle()
    assert made.vault.facts.get(MY_WORDS) == []

    made.session.speller = Speller(mine=list, keep=lambda words: None, load=lambda: None)
    window.place("today")
    window.place("settings")
    settle()
    assert window.page is not None
    assert sum(line.text() == NOT_HERE for line in window.page.findChildren(IconLine)) == 1


# One line of words, and the quick note


@pytest.fixture
def line(qtbot: QtBot, theme: Theme, speller: Speller) -> Callable[[str], TextEditor]:
    def make(key: str) -> TextEditor:
        desk = new_desk(theme, hints=wording.load().hints)
        desk.spelling = Spelling(speller, ())
        one = TextEditor(Text(key=key, label="A line"), desk, Scope({}, CONTEXT))
        qtbot.addWidget(one)
        shown(one, width=600, height=200)
        return one

    return make


def test_one_line_of_words_has_the_same_help(line: Callable[[str], TextEditor], qtbot: QtBot) -> None:
    one = line("where")
    assert one.help is not None
    assert one.help.spell is not None
    one.line.setFocus()
    QTest.keyClicks(one.line, "a hapy child failed to attend ")
    settle()
    assert [word for _, _, word in one.help.spell.wrong()] == ["hapy", "failed", "to", "attend"]
    assert (2, 4) in one.help.spell.underline.marks()
    qtbot.waitUntil(lambda: one.help is not None and len(one.help.offers) == 1, timeout=3000)
    assert "was not brought" in one.help.offers[0].use.accessibleName()
    one.help.offers[0].use.click()
    settle()
    assert one.value() == "a hapy child was not brought "
    cursor = one.line.textCursor()  # type: ignore[union-attr]
    cursor.setPosition(0)
    one.line.setTextCursor(cursor)  # type: ignore[union-attr]
    QTest.keyClick(one.line, Qt.Key.Key_F7)
    settle()
    menu = one.help.spell.menu
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert one.value() == "a happy child was not brought "


def test_underlining_one_line_saves_nothing(line: Callable[[str], TextEditor], qtbot: QtBot) -> None:
    one = line("where")
    one.set_value("hapy")
    sent: list[int] = []
    one.changed.connect(lambda: sent.append(1))
    assert one.help is not None
    assert one.help.spell is not None
    one.help.spell.underline.rehighlight()
    settle()
    assert one.help.spell.underline.marks()
    assert sent == []


@pytest.mark.parametrize("key", ["name", "known_as", "address", "school", "worker_name"])
def test_names_and_addresses_are_not_looked_up(line: Callable[[str], TextEditor], key: str) -> None:
    assert line(key).help is None


def test_the_quick_note_has_it_too(window: MainWindow, made: Made, speller: Speller, qtbot: QtBot) -> None:
    made.session.speller = speller
    window.quick_note(made.family)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    form = page.form
    assert form is not None
    assert isinstance(form.step, OneLine)  # type: ignore[attr-defined]
    box = form.happened  # type: ignore[attr-defined]
    (help_,) = box.findChildren(WordHelp)
    box.setFocus()
    QTest.keyClicks(box, "Wren was hapy. Basil failed to attend.")
    settle()
    wrong = [word for _, _, word in help_.spell.wrong()]
    assert "hapy" in wrong
    assert "Wren" not in wrong
    qtbot.waitUntil(lambda: len(help_.offers) == 1, timeout=3000)
    help_.offers[0].use.click()
    assert box.value() == "Wren was hapy. Basil was not brought."
    assert len(form.findChildren(WordHelp)) >= 3


def test_the_quick_note_leaves_spelling_out_when_it_is_off(window: MainWindow, made: Made) -> None:
    made.session.settings.set("spelling_on", False)
    window.quick_note(made.family)
    settle()
    assert window.page is not None
    assert [one.spell for one in window.page.findChildren(WordHelp)] == [None] * len(
        window.page.findChildren(WordHelp)
    )
    assert window.page.findChildren(WordHelp)
