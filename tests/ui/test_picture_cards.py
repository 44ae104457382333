"""Picture cards: picked, added, crossed out and put in order, with the mouse and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import named, settle
from tests.ui.fit import assert_fits
from tests.ui.picture_helpers import paged
from tests.ui.record_helpers import CONTEXT, press, shown, type_in
from toolkit.forms.conditions import Scope
from toolkit.forms.records.child_agreement import CARDS
from toolkit.forms.value_rules import value_problems
from toolkit.forms.vocabulary import PictureCards
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Finding
from toolkit.ui.editors.picture_cards import PictureCardsEditor, own_drawing
from toolkit.ui.theme import Theme

PART = PictureCards(key="cards", label="What we can talk about", offered=CARDS)
LABEL = PART.label


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> PictureCardsEditor:
    made = PictureCardsEditor(PART, new_desk(theme), Scope({}, CONTEXT))
    made.set_names(LABEL)
    made.set_value(None)
    qtbot.addWidget(made)
    shown(made, width=700, height=1100)
    return made


def words(editor: PictureCardsEditor) -> list[str]:
    return [card["word"] for card in editor.value() or []]


def test_every_card_offered_has_its_drawing() -> None:
    assert len(CARDS) >= 24
    for option in CARDS:
        drawing = own_drawing(option.value)
        assert drawing is not None, option.value
        assert drawing.isValid()
    assert own_drawing("../icons/mark") is None
    assert own_drawing("nothing_like_it") is None


def test_a_card_is_picked_with_a_click_and_unpicked(editor: PictureCardsEditor) -> None:
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    first, second = editor.offered[3], editor.offered[1]
    for card in (first, second):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert words(editor) == [CARDS[3].label, CARDS[1].label]
    assert [card["picture"] for card in editor.value()] == [CARDS[3].value, CARDS[1].value]
    assert first.isChecked()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert words(editor) == [CARDS[1].label]
    assert not first.isChecked()
    assert len(sent) == 3


def test_cards_are_one_tab_stop_with_arrows_inside(editor: PictureCardsEditor) -> None:
    editor.offered[0].setFocus()
    press(editor.offered[0], Qt.Key.Key_Right)
    assert editor.window().focusWidget() is editor.offered[1]
    press(editor.offered[1], Qt.Key.Key_Space)
    press(editor.offered[1], Qt.Key.Key_Down)
    below = editor.window().focusWidget()
    assert below in editor.offered
    assert below.y() > editor.offered[1].y()
    assert below.x() == editor.offered[1].x()
    press(below, Qt.Key.Key_Return)
    assert len(words(editor)) == 2
    press(below, Qt.Key.Key_Up)
    press(editor.offered[1], Qt.Key.Key_Left)
    press(editor.offered[0], Qt.Key.Key_Left)
    assert editor.window().focusWidget() is editor.offered[0]
    stops = [card for card in editor.offered if card.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [editor.offered[0]]


def test_a_word_of_ones_own_is_added_with_enter(editor: PictureCardsEditor) -> None:
    type_in(editor.own, "My rabbit")
    press(editor.own, Qt.Key.Key_Return)
    assert words(editor) == ["My rabbit"]
    assert editor.value()[0]["picture"] == ""
    assert editor.own.text() == ""
    type_in(editor.own, "   ")
    editor.add.click()
    assert words(editor) == ["My rabbit"]


def test_the_word_of_a_card_may_be_changed(editor: PictureCardsEditor) -> None:
    editor.offered[0].click()
    box = editor._views[editor.value()[0]["id"]].word
    box.selectAll()
    type_in(box, "Nan's home")
    assert words(editor) == ["Nan's home"]
    assert editor.value()[0]["picture"] == CARDS[0].value


def test_cards_are_crossed_out_and_put_back_in(editor: PictureCardsEditor) -> None:
    editor.offered[0].click()
    key = editor.value()[0]["id"]
    label = CARDS[0].label
    press(named(editor, f"{LABEL}, {label}: cross out", QWidget), Qt.Key.Key_Return)
    assert editor.value()[0]["crossed"] == "yes"
    assert editor._views[key].drawing.crossed
    assert "crossed out" in editor._views[key].word.accessibleName()
    press(named(editor, f"{LABEL}, {label}: put back in", QWidget), Qt.Key.Key_Return)
    assert "crossed" not in editor.value()[0]


def test_cards_change_places_with_buttons_and_keys(editor: PictureCardsEditor) -> None:
    for card in editor.offered[:3]:
        card.click()
    one, two, three = (option.label for option in CARDS[:3])
    named(editor, f"{LABEL}, {one}: move down", QWidget).click()  # type: ignore[attr-defined]
    assert words(editor) == [two, one, three]
    box = editor.window().focusWidget()
    assert box is editor._views[editor.value()[1]["id"]].word, "the keyboard goes along"
    QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert words(editor) == [two, three, one]
    QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert words(editor) == [two, three, one]
    assert [editor.list.itemAt(n).widget().word.value() for n in range(3)] == [two, three, one]  # type: ignore[union-attr]
    up = editor._views[editor.value()[0]["id"]].up
    assert not up.isEnabled()
    assert up.toolTip() == "This is the first card."


def test_a_card_taken_away_is_put_back_where_it_was(editor: PictureCardsEditor) -> None:
    for card in editor.offered[:3]:
        card.click()
    whole = [dict(card) for card in editor.value()]
    named(editor, f"{LABEL}, {CARDS[1].label}: take away", QWidget).click()  # type: ignore[attr-defined]
    assert len(editor.value()) == 2
    assert not editor.offered[1].isChecked()
    press(editor.undo.button, Qt.Key.Key_Space)
    assert editor.value() == whole
    assert editor.offered[1].isChecked()


def test_two_to_eight_are_asked_for_and_never_forced(editor: PictureCardsEditor) -> None:
    def problems() -> list[str]:
        return [p.level for p in value_problems(PART, editor.value(), Scope({}, CONTEXT), "cards")]

    editor.offered[0].click()
    assert problems() == ["missing"]
    for card in editor.offered[1:8]:
        card.click()
    assert problems() == []
    editor.offered[8].click()
    assert problems() == ["refused"]
    assert len(editor.value()) == 9, "a draft keeps what was chosen"
    assert editor.count.text().startswith("9 picked. Choose 2 to 8")


def test_a_card_without_a_word_is_marked_and_found(editor: PictureCardsEditor) -> None:
    editor.set_value(
        [{"id": "a", "word": "Home", "picture": "home"}, {"id": "b", "word": "", "picture": "pet"}]
    )
    found = value_problems(PART, editor.value(), Scope({}, CONTEXT), "cards")
    left = editor.show_problems([Finding("", p) for p in found])
    assert [p.level for p in left] == ["missing"]
    assert editor._views["b"].word.property("state") == "missing"
    assert not editor._views["a"].word.property("state")
    assert editor.go_to("")
    assert editor.window().focusWidget() is editor._views["b"].word


@pytest.mark.parametrize("answer", [None, [{"word": "x", "older": 1}], {"odd": True}, []])
def test_what_is_not_touched_is_given_back_as_it_was(editor: PictureCardsEditor, answer: Any) -> None:
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    editor.set_value(answer)
    assert editor.value() == answer
    assert not sent


@pytest.mark.parametrize(("size", "width"), [(100, 460), (200, 640)])
def test_nothing_is_cut(qtbot: QtBot, make_theme: Callable[..., Theme], size: int, width: int) -> None:
    made = PictureCardsEditor(PART, new_desk(make_theme(text_size=size)), Scope({}, CONTEXT))
    made.set_names(LABEL)
    made.set_value(
        [
            {
                "id": "a",
                "word": "What I want to happen when I am at my nan's",
                "picture": "want",
                "crossed": "yes",
            },
            {"id": "b", "word": "", "picture": ""},
        ]
    )
    page = paged(made, made.theme, width)
    qtbot.addWidget(page)
    made.remove("b")
    settle()
    assert_fits(page)
    assert all(control.accessibleName() for control in made.controls())
