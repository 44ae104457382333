"""The map: points typed, moved by keys and by dragging, linked, hidden, said to be none, and taken back."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.record_helpers import CONTEXT, press, shown, type_in
from toolkit.forms.conditions import Scope
from toolkit.forms.records import safety_map
from toolkit.forms.rules import Entry, problems
from toolkit.forms.vocabulary import Columns
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Finding
from toolkit.ui.editors.columns import ColumnsEditor
from toolkit.ui.editors.columns_parts import MIME
from toolkit.ui.theme import Theme

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PART = next(part for page in safety_map.FORM.pages for part in page.fields if isinstance(part, Columns))


def points() -> list[dict[str, Any]]:
    return [
        {
            "id": "w1",
            "kind": "strength",
            "text": "Wren is in school.",
            "who": "Sorrel",
            "evidence": "register",
        },
        {"id": "w2", "kind": "safety", "text": "Sorrel rang Nettie.", "when": "in October"},
        {"id": "x1", "kind": "harm", "text": "Hungry on Monday."},
        {"id": "x2", "kind": "danger", "text": "The morning is missed.", "older": "kept"},
        {"id": "n1", "kind": "goal", "text": "An adult is up.", "pair": "x2"},
    ]


def scope(**answers: Any) -> Scope:
    return Scope({"level": "early", "order": "well_first", **answers}, CONTEXT)


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> ColumnsEditor:
    made = ColumnsEditor(PART, new_desk(theme), scope())
    qtbot.addWidget(made)
    made.set_value(points())
    made.fit(1250)
    shown(made, width=1250, height=900)
    return made


def ids(editor: ColumnsEditor, column: str) -> list[str]:
    return [card.point_id for card in editor.views[column].cards]


def texts(editor: ColumnsEditor, column: str) -> list[str]:
    return [str(p["text"]) for p in editor.points.in_column(editor.views[column].column)]


def test_what_was_not_touched_is_given_back(editor: ColumnsEditor) -> None:
    held = points()
    editor.set_value(held)
    assert editor.value() is held
    editor.set_value("a word from an older form")
    assert editor.value() == "a word from an older form"


def test_typing_and_enter_adds_and_the_box_is_ready_again(editor: ColumnsEditor, qtbot: QtBot) -> None:
    box = editor.views["worries"].words
    with qtbot.waitSignal(editor.changed):
        type_in(box, "Basil shouts at night")
        press(box, Qt.Key.Key_Return)
    type_in(box, "Pip wakes")
    press(box, Qt.Key.Key_Return)
    assert texts(editor, "worries")[-2:] == ["Basil shouts at night", "Pip wakes"]
    assert {p["kind"] for p in editor.value()[-2:]} == {"harm"}
    assert box.value() == ""
    assert QApplication.focusWidget() is box
    press(box, Qt.Key.Key_Return)
    assert len(editor.value()) == 7


def test_the_kind_is_chosen_for_the_next_point_in_the_words_of_the_level(editor: ColumnsEditor) -> None:
    view = editor.views["worries"]
    assert view.kind.itemText(view.kind.findData("danger")) == "Worry statement"
    editor.set_scope(scope(level="protection"))
    assert view.kind.itemText(view.kind.findData("danger")) == "Danger statement"
    view.kind.set_value("danger")
    type_in(view.words, "Nobody wakes")
    press(view.words, Qt.Key.Key_Return)
    assert editor.value()[-1]["kind"] == "danger"


def test_alt_and_arrows_move_within_and_between_columns(editor: ColumnsEditor) -> None:
    editor._focus("w1")
    press(editor.cards["w1"], Qt.Key.Key_Down, ALT)
    assert ids(editor, "well") == ["w2", "w1"]
    assert QApplication.focusWidget() is editor.cards["w1"]
    press(editor.cards["w1"], Qt.Key.Key_Right, ALT)
    assert ids(editor, "worries") == ["x1", "w1", "x2"]
    assert editor.points.get("w1")["kind"] == "harm"
    press(editor.cards["w1"], Qt.Key.Key_Z, CTRL)
    assert ids(editor, "well") == ["w2", "w1"]
    editor.undo()
    assert ids(editor, "well") == ["w1", "w2"]
    assert editor.points.get("w1")["kind"] == "strength"
    press(editor.cards["w1"], Qt.Key.Key_Up, ALT)
    press(editor.cards["w1"], Qt.Key.Key_Left, ALT)
    assert ids(editor, "well") == ["w1", "w2"]


def test_arrows_walk_and_enter_adds_below(editor: ColumnsEditor) -> None:
    editor._focus("w1")
    press(editor.cards["w1"], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is editor.cards["x1"]
    press(editor.cards["x1"], Qt.Key.Key_Return)
    box = editor.views["worries"].words
    assert QApplication.focusWidget() is box
    type_in(box, "In between")
    press(box, Qt.Key.Key_Return)
    assert texts(editor, "worries") == ["Hungry on Monday.", "In between", "The morning is missed."]


def drop(editor: ColumnsEditor, column: str, point_id: str, y: int, mime: str = MIME) -> None:
    data = QMimeData()
    data.setData(mime, point_id.encode())
    event = QDropEvent(
        QPointF(20, y),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.views[column].dropEvent(event)
    settle()


def test_a_point_is_dragged_to_its_place(editor: ColumnsEditor) -> None:
    view = editor.views["worries"]
    first = view.cards[0].mapTo(view, QPoint(0, 0)).y()
    drop(editor, "worries", "w2", first + 2)
    assert ids(editor, "worries") == ["w2", "x1", "x2"]
    drop(editor, "worries", "w2", view.height())
    assert ids(editor, "worries") == ["x1", "x2", "w2"]
    drop(editor, "worries", "w1", view.height(), "text/plain")
    drop(editor, "worries", "nobody", view.height())
    assert ids(editor, "well") == ["w1"]


def test_f2_opens_a_point_and_its_cells_are_kept(editor: ColumnsEditor, qtbot: QtBot) -> None:
    editor._focus("w2")
    press(editor.cards["w2"], Qt.Key.Key_F2)
    panel = editor.panel
    assert panel is not None
    assert panel.cells is not None
    type_in(panel.words, " At once.")
    type_in(panel.who, "Nettie")
    type_in(panel.evidence, "seen twice")
    often = panel.cells.boxes["often"].editor.controls()[0]
    type_in(often, "twice")
    panel.hidden.setChecked(True)
    with qtbot.waitSignal(panel.closed):
        press(panel.words, Qt.Key.Key_Return)
    kept = editor.points.get("w2")
    assert kept == {
        "id": "w2",
        "kind": "safety",
        "text": "Sorrel rang Nettie. At once.",
        "when": "in October",
        "who": "Nettie",
        "evidence": "seen twice",
        "often": "twice",
        "hidden": "yes",
    }
    card = editor.cards["w2"]
    assert QApplication.focusWidget() is card
    assert "not shown to the family" in card.accessibleName()
    assert "said by Nettie" in card.accessibleName()
    editor.undo()
    assert editor.points.get("w2")["text"] == "Sorrel rang Nettie."


def test_delete_takes_out_with_its_links_and_undo_brings_both_back(editor: ColumnsEditor) -> None:
    press(editor.cards["x2"], Qt.Key.Key_Delete)
    assert editor.points.get("x2") is None
    assert "pair" not in editor.points.get("n1")
    assert editor.undo_line.isVisible()
    editor.undo_line.button.click()
    assert editor.points.get("x2")["older"] == "kept"
    assert editor.points.get("n1")["pair"] == "x2"


def test_a_link_shows_on_both_ends(editor: ColumnsEditor) -> None:
    assert "linked: Worry 1, goal 1" in editor.cards["x2"].accessibleName()
    assert "linked: Goal 1, worry 1" in editor.cards["n1"].accessibleName()
    editor.open("n1")
    assert editor.panel is not None
    assert editor.panel.pair is not None
    editor.panel.pair.set_value("\x1fnone")
    editor.panel.pair.changed.emit()
    assert "pair" not in editor.points.get("n1")
    editor.open("x2")
    assert editor.panel.pair is not None
    editor.panel.pair.set_value("n1")
    editor.panel.pair.changed.emit()
    assert editor.points.get("n1")["pair"] == "x2"


def test_none_found_yet_is_said_and_taken_back_by_adding(editor: ColumnsEditor) -> None:
    editor.set_value([])
    editor._none_said("strength", True)
    assert editor.value() == [{"id": editor.value()[0]["id"], "kind": "strength", "none": True}]
    told = [label.text() for label in editor.views["well"].findChildren(QLabel)]
    assert "Strength: none found yet" in told
    view = editor.views["well"]
    type_in(view.words, "She sings")
    press(view.words, Qt.Key.Key_Return)
    assert [p.get("none") for p in editor.value()] == [None]


def test_the_order_of_the_columns_is_the_one_chosen(editor: ColumnsEditor) -> None:
    assert editor.views["well"].x() < editor.views["worries"].x()
    editor.set_scope(scope(order="worries_first"))
    settle()
    assert editor.views["worries"].x() < editor.views["well"].x()


def test_gaps_lead_to_where_they_are_filled(editor: ColumnsEditor) -> None:
    answers = {"level": "protection", "map": [{"id": "n1", "kind": "goal", "text": "Up early"}]}
    entry = Entry(safety_map.FORM, check=safety_map.check)
    found = [p for p in problems(entry, answers, CONTEXT) if p.path.startswith("map")]
    editor.set_value(answers["map"])
    rest = editor.show_problems([Finding(p.path.removeprefix("map"), p) for p in found])
    assert rest == []
    assert "Strength: write at least one, or say “none found yet”." in editor.views["well"].problem.text()
    assert "not linked" in editor.cards["n1"].problem.text()
    for problem in found:
        path = problem.path.removeprefix("map")
        assert editor.go_to(path)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert editor.path_to(focus) == path


def test_a_point_of_no_known_kind_stays_and_can_be_placed(editor: ColumnsEditor) -> None:
    editor.set_value([{"id": "z", "kind": "long_ago", "text": "From an older form"}])
    assert ids(editor, "next") == ["z"]
    assert "In no column yet" in editor.cards["z"].accessibleName()
    press(editor.cards["z"], Qt.Key.Key_Left, ALT)
    assert editor.points.get("z")["kind"] == "harm"


def test_the_last_map_can_be_looked_back_at(theme: Theme, qtbot: QtBot) -> None:
    desk = dataclasses.replace(new_desk(theme), last_answers={"event": "2026-10-14", "map": points()})
    editor = ColumnsEditor(PART, desk, scope())
    qtbot.addWidget(editor)
    editor.set_value(None)
    shown(editor, width=1250, height=900)
    editor.last.click()
    settle()
    told = [label.text() for label in editor.views["well"].findChildren(QLabel) if label.isVisible()]
    assert "Map of 14 October 2026" in told
    assert "Wren is in school." in told
    assert editor.value() is None
    editor.last.click()
    assert not [w for w in editor.views["well"].findChildren(QLabel) if w.text() == "Wren is in school."]


@pytest.mark.parametrize(("size", "width"), [(100, 1250), (125, 1250), (200, 1290), (100, 700)])
def test_no_words_are_cut(make_theme: Callable[..., Theme], qtbot: QtBot, size: int, width: int) -> None:
    theme = make_theme(text_size=size)
    editor = ColumnsEditor(PART, new_desk(theme), scope())
    qtbot.addWidget(editor)
    editor.set_value(points())
    editor.fit(width)
    shown(editor, width=width, height=1400)
    assert editor.tabs.isVisible() == (width < theme.em(66))
    assert_fits(editor)
    editor.open("x2")
    assert_fits(editor)


def test_thirty_points_stay_quick(editor: ColumnsEditor) -> None:
    kinds = ("strength", "harm", "idea")
    editor.set_value([{"id": f"p{n}", "kind": kinds[n % 3], "text": f"Point {n}"} for n in range(30)])
    settle()
    start = time.perf_counter()
    editor._focus("p0")
    for _ in range(5):
        press(editor.cards["p0"], Qt.Key.Key_Down, ALT)
    assert time.perf_counter() - start < 1.5
    assert ids(editor, "well").index("p0") == 5
