"""Plain words at the side of forms for families and children: after a pause, never in the way, F7 from hint to hint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.made import Made
from tests.ui.record_helpers import MemoryStore, box_of, context_for, shown
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Audience, Form, LongText, Page, Prompt, Text
from toolkit.practice import plain_words
from toolkit.practice.wording import Hint
from toolkit.ui.editors.words import LongTextEditor, OneLine, TextEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.plain_words_panel import TITLE, card_text, hint_words, look_for
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import PromptCard

LONG = (
    "We will come to see you at home every week so that we can talk about the things that "
    "make you happy and the things that make you sad and frightened."
)
HARD = "We will facilitate communication."
WORDS = plain_words.load()
Make = Callable[..., RecordPage]


def entry(audience: Audience) -> Entry:
    fields = (
        LongText(key="talk", label="What we will talk about", gentle=False),
        LongText(
            key="safe",
            label="How we keep safe",
            gentle=False,
            prompt=Prompt(title="Say it as it is", text="Short."),
        ),
        Text(key="place", label="Where we meet"),
    )
    pages = (
        Page(key="one", title="First page", fields=fields),
        Page(key="two", title="Then", fields=(Text(key="x", label="More"),)),
    )
    return Entry(Form(id="test_form", title="Test paper", header=False, audience=audience, pages=pages))


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Make:
    def make(audience: Audience = "child", *, width: int = 1282) -> RecordPage:
        one = entry(audience)
        limits = plain_words.CHILD if audience == "child" else plain_words.FAMILY
        look = None if audience == "practitioner" else lambda text: WORDS.look(text, limits)
        page = RecordPage(theme, one, {}, context_for, MemoryStore(one), plain=look)
        qtbot.addWidget(page)
        shown(page, width=width)
        return page

    return make


def write(page: RecordPage, key: str, words: str) -> LongTextEditor:
    """Types words into a field, and waits for the pause after it."""
    editor = box_of(page, key).editor
    assert isinstance(editor, LongTextEditor)
    editor.box.setFocus()
    editor.box.insertPlainText(words)
    return editor


def cards(page: RecordPage) -> list[PromptCard]:
    return [c for c in page.findChildren(PromptCard) if c.accessibleName() == TITLE and c.isVisible()]


def words_of(page: RecordPage) -> str:
    return "\n".join(card.accessibleDescription() for card in cards(page))


def wait_for_card(page: RecordPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(cards(page)), timeout=3000)
    settle()


def test_a_long_sentence_is_said_at_the_side_after_a_pause(make: Make, qtbot: QtBot) -> None:
    page = make()
    editor = write(page, "talk", LONG)
    assert cards(page) == []
    wait_for_card(page, qtbot)
    said = words_of(page)
    assert "“We will come to see you …”: 31 words. 15 or fewer are easier to read." in said
    assert editor.value() == LONG
    assert editor.box.hasFocus()


def test_a_box_of_one_line_has_it_too_and_f7_goes_to_its_hints(make: Make, qtbot: QtBot) -> None:
    page = make()
    editor = box_of(page, "place").editor
    assert isinstance(editor, TextEditor)
    assert isinstance(editor.line, OneLine)
    editor.line.setFocus()
    editor.line.insertPlainText(LONG)
    wait_for_card(page, qtbot)
    assert "31 words. 15 or fewer are easier to read." in words_of(page)
    QTest.keyClick(editor.line, Qt.Key.Key_F7)
    assert editor.line.textCursor().hasSelection()
    assert editor.value() == LONG


def test_the_card_stands_at_the_height_of_its_field_under_no_other_card(make: Make, qtbot: QtBot) -> None:
    page = make()
    editor = write(page, "safe", LONG)
    wait_for_card(page, qtbot)
    (card,) = cards(page)
    others = [c for c in page.findChildren(PromptCard) if c is not card and c.isVisible()]
    assert len(others) == 1
    assert not card.geometry().intersects(others[0].geometry())
    assert card.mapTo(page, card.rect().topLeft()).x() > editor.mapTo(page, editor.rect().topRight()).x()


def test_where_there_is_no_room_beside_it_stands_under_the_field(make: Make, qtbot: QtBot) -> None:
    page = make(width=700)
    editor = write(page, "talk", HARD)
    wait_for_card(page, qtbot)
    (card,) = cards(page)
    assert card.mapTo(page, card.rect().topLeft()).y() >= editor.mapTo(page, editor.rect().bottomLeft()).y()
    page.resize(1282, 700)
    settle()
    (card,) = cards(page)
    assert card.mapTo(page, card.rect().topLeft()).x() > editor.mapTo(page, editor.rect().topRight()).x()


def test_it_follows_the_field_and_goes_with_the_page(make: Make, qtbot: QtBot) -> None:
    page = make()
    write(page, "talk", HARD)
    wait_for_card(page, qtbot)
    assert "facilitate" in words_of(page)
    write(page, "safe", LONG)
    qtbot.waitUntil(lambda: "31 words" in words_of(page), timeout=3000)
    assert "facilitate" not in words_of(page)
    assert page.edit is not None
    page.edit.open_page("two")
    settle()
    assert cards(page) == []


def test_easy_words_ask_for_nothing_and_an_emptied_box_has_no_card(make: Make, qtbot: QtBot) -> None:
    page = make()
    editor = write(page, "talk", "We will talk. You can stop.")
    wait_for_card(page, qtbot)
    assert words_of(page) == "Too short to estimate a reading age."
    editor.box.selectAll()
    editor.box.insertPlainText("")
    qtbot.waitUntil(lambda: not cards(page), timeout=3000)


def test_f7_goes_from_hint_to_hint_and_the_card_says_it_first(make: Make, qtbot: QtBot) -> None:
    page = make()
    editor = write(page, "talk", f"😀 {HARD} {LONG}")
    wait_for_card(page, qtbot)
    met = []
    for _ in range(4):
        QTest.keyClick(editor.box, Qt.Key.Key_F7)
        settle()
        met.append((editor.box.textCursor().selectedText(), words_of(page).split("\n")[1][:14]))
    assert [found for found, _ in met][:3] == ["facilitate", "communication", LONG.rstrip()]
    assert met[3][0] == met[0][0]
    for found, said in met:
        assert said.startswith(f"“{found[:10]}")
    assert editor.value() == f"😀 {HARD} {LONG}"


def test_prompts_off_takes_it_away(make: Make, qtbot: QtBot) -> None:
    page = make()
    write(page, "talk", HARD)
    wait_for_card(page, qtbot)
    page.switch_prompts()
    settle()
    assert cards(page) == []


def test_a_practitioner_s_form_has_none(make: Make, qtbot: QtBot) -> None:
    page = make("practitioner")
    editor = write(page, "talk", LONG)
    QTest.qWait(900)
    assert cards(page) == []
    QTest.keyClick(editor.box, Qt.Key.Key_F7)
    assert not editor.box.textCursor().hasSelection()


def test_family_and_child_forms_are_looked_at_with_their_own_limits(made: Made) -> None:
    session = made.session
    twenty = "one two " * 9 + "end."
    child, family = look_for(session, entry("child")), look_for(session, entry("family"))
    assert child is not None
    assert family is not None
    assert look_for(session, entry("practitioner")) is None
    assert len(child(twenty).long_sentences) == 1
    assert family(twenty).long_sentences == ()


def test_the_words_of_a_hint() -> None:
    assert (
        hint_words(Hint(0, 8, "commence", "start", "Everybody says start.", True))
        == "“commence”: try “start”."
    )
    assert hint_words(Hint(0, 9, "terminate", "end or stop", "Known.")) == "“terminate”: end or stop."
    assert hint_words(Hint(0, 3, "abc", "a shorter word", "5 syllables.")) == "“abc”: 5 syllables."
    many = WORDS.look("Facilitate communication. Deteriorating accommodation. Considerable anticipation.")
    assert "And " in card_text(many)
    assert card_text(WORDS.look("")) == ""
