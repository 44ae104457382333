"""The body map: marks by pointing, from the list and with the keyboard alone; numbers follow, nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, named, press, settle, write
from tests.ui.fit import assert_fits
from tests.ui.picture_helpers import paged
from tests.ui.record_helpers import CONTEXT, shown
from toolkit.forms.conditions import Scope
from toolkit.forms.records.injury import FORM
from toolkit.forms.rules import Entry, problems
from toolkit.forms.vocabulary import BodyMap
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Finding
from toolkit.ui.editors.body_figure import BodyFigure
from toolkit.ui.editors.body_map import MISSED, BodyMapEditor
from toolkit.ui.editors.body_sites import SIZES, nearest, sites
from toolkit.ui.editors.row_views import RowCard
from toolkit.ui.theme import Theme

PART = next(part for page in FORM.pages for part in page.fields if isinstance(part, BodyMap))
SHIFT = Qt.KeyboardModifier.ShiftModifier


def make(qtbot: QtBot, theme: Theme, about: str = "wren", answer: Any = None) -> BodyMapEditor:
    made = BodyMapEditor(PART, new_desk(theme), Scope({"about": [about]}, CONTEXT))
    qtbot.addWidget(made)
    made.set_names(PART.label)
    made.set_value(answer)
    shown(made, width=700, height=1300)
    return made


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> BodyMapEditor:
    return make(qtbot, theme)


def marks(editor: BodyMapEditor) -> list[dict[str, Any]]:
    """The marks as they are kept."""
    return editor.value() or []


def point(figure: BodyFigure, x: float, y: float) -> QPoint:
    return QPoint(round(x * figure.width()), round(y * figure.height()))


def click(editor: BodyMapEditor, view: str, site: str) -> None:
    found = next(s for s in sites(view) if s[0] == site)
    figure = editor.figures[view]
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=point(figure, found[1], found[2]))
    settle()


def test_every_place_is_on_its_outline_and_names_itself(editor: BodyMapEditor) -> None:
    for view in SIZES:
        found = sites(view)
        assert len({words for words, *_ in found}) == len(found)
        for words, x, y in found:
            assert editor.figures[view].on_body(x, y), f"{view}: {words} is beside the body"
            assert nearest(view, x, y) == words


def test_left_is_the_childs_own_left() -> None:
    spot = {(view, words): x for view in SIZES for words, x, _ in sites(view)}
    assert spot["front", "Left hand"] > 0.5 > spot["front", "Right hand"]
    assert spot["back", "Left elbow"] < 0.5 < spot["back", "Right elbow"]
    assert spot["baby_back", "Left buttock"] < 0.5 < spot["baby_front", "Left cheek"]


def test_a_mark_is_made_by_pointing(editor: BodyMapEditor) -> None:
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    click(editor, "front", "Left cheek")
    (mark,) = marks(editor)
    assert (mark["view"], mark["site"]) == ("front", "Left cheek")
    assert 0.5 < mark["x"] < 0.7
    assert 0.1 < mark["y"] < 0.2
    assert sent == [1]
    focus = editor.window().focusWidget()
    assert focus is not None
    assert editor.path_to(focus).startswith(f"[{mark['id']}]"), "the keyboard goes to what is asked about it"
    assert editor.figures["front"].accessibleName() == "Front, 1 mark: 1"


def test_a_point_beside_the_body_is_no_mark(editor: BodyMapEditor) -> None:
    figure = editor.figures["front"]
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert editor.value() is None
    assert editor.told.isVisible()
    assert editor.told.text() == MISSED
    click(editor, "front", "Nose")
    assert not editor.told.isVisible()


def test_numbers_follow_when_a_mark_goes_and_comes_back(editor: BodyMapEditor) -> None:
    for site in ("Nose", "Chin", "Left knee"):
        click(editor, "front", site)
    press(editor, "Remove Mark 2")
    assert [mark["site"] for mark in marks(editor)] == ["Nose", "Left knee"]
    assert [number for *_, number in editor.figures["front"].marks] == [1, 2]
    titles = [view.title.text() for view in editor.views.values() if isinstance(view, RowCard)]
    assert titles == ["Mark 1", "Mark 2"]
    editor.put_back()
    assert [mark["site"] for mark in marks(editor)] == ["Nose", "Chin", "Left knee"]
    assert [number for *_, number in editor.figures["front"].marks] == [1, 2, 3]


def test_a_mark_is_made_from_the_list(editor: BodyMapEditor) -> None:
    press(editor, "Add a mark there")
    assert editor.value() is None
    assert editor.told.text() == "Choose the place first."
    choose(editor, "Which outline the place is on", "Back")
    choose(editor, "Place of the mark", "Left buttock")
    press(editor, "Add a mark there")
    (mark,) = marks(editor)
    assert (mark["view"], mark["site"]) == ("back", "Left buttock")
    places = named(editor, "Place of the mark", QComboBox)
    assert places.findText("Nose") < 0, "the places of the front are not those of the back"


def test_the_keyboard_alone_places_and_moves_a_mark(editor: BodyMapEditor) -> None:
    figure = editor.figures["back"]
    figure.setFocus()
    for _ in range(4):
        QTest.keyClick(figure, Qt.Key.Key_Down)
    QTest.keyClick(figure, Qt.Key.Key_Return)
    (mark,) = marks(editor)
    assert (mark["x"], mark["y"]) == (0.5, 0.38)
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_1)
    assert figure.held == mark["id"]
    QTest.keyClick(figure, Qt.Key.Key_Down)
    QTest.keyClick(figure, Qt.Key.Key_Up, SHIFT)
    (moved,) = marks(editor)
    assert moved["y"] == pytest.approx(0.38 + 0.02 - 0.004)
    QTest.keyClick(figure, Qt.Key.Key_Return)
    assert figure.held == ""
    assert len(marks(editor)) == 1, "Enter let go and made no second mark"
    QTest.keyClick(figure, Qt.Key.Key_Escape)
    QTest.keyClick(figure, Qt.Key.Key_Left)
    assert marks(editor)[0] == moved


def test_a_mark_never_leaves_the_body(editor: BodyMapEditor) -> None:
    click(editor, "front", "Left hand")
    figure = editor.figures["front"]
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_1)
    for _ in range(40):
        QTest.keyClick(figure, Qt.Key.Key_Right)
    (mark,) = marks(editor)
    assert figure.on_body(mark["x"], mark["y"])


def test_a_mark_is_dragged_and_its_words_follow_unless_written(editor: BodyMapEditor) -> None:
    click(editor, "front", "Nose")
    figure = editor.figures["front"]
    start = point(figure, marks(editor)[0]["x"], marks(editor)[0]["y"])
    goal = next(s for s in sites("front") if s[0] == "Tummy")
    QTest.mousePress(figure, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(figure, point(figure, goal[1], goal[2]))
    QTest.mouseRelease(figure, Qt.MouseButton.LeftButton, pos=point(figure, goal[1], goal[2]))
    settle()
    (mark,) = marks(editor)
    assert mark["site"] == "Tummy"
    write(editor, "Mark 1, Where", "Just above the navel")
    editor._moved(mark["id"], 0.5, 0.3)
    assert marks(editor)[0]["site"] == "Just above the navel"


def test_a_baby_has_a_babys_outlines_and_they_can_be_changed(qtbot: QtBot, theme: Theme) -> None:
    editor = make(qtbot, theme, "pip")
    assert editor.figures["baby_front"].isVisible()
    assert not editor.figures["front"].isVisible()
    editor.add_mark("baby_front", 0.5, 0.6)
    editor.which.buttons()[0].click()
    assert editor.figures["front"].isVisible()
    assert marks(editor)[0]["view"] == "baby_front", "a mark on the other outlines stays"
    again = make(qtbot, theme, "wren", editor.value())
    assert again.figures["baby_front"].isVisible()


def test_each_mark_is_asked_about_and_its_gaps_are_found(editor: BodyMapEditor) -> None:
    click(editor, "front", "Nose")
    key = marks(editor)[0]["id"]
    answers = {"about": ["wren"], "marks": marks(editor)}
    found = [p for p in problems(Entry(FORM), answers, CONTEXT) if p.path.startswith("marks")]
    assert {p.path for p in found} == {f"marks[{key}].{c}" for c in ("kind", "size", "shape", "colour")}
    editor.show_problems([Finding(p.path.removeprefix("marks"), p) for p in found])
    assert editor.go_to(f"[{key}].size")
    focus = editor.window().focusWidget()
    assert focus is not None
    assert editor.path_to(focus) == f"[{key}].size"
    write(editor, "Mark 1, Size in mm", "12 by 8")
    assert marks(editor)[0]["size"] == "12 by 8"


@pytest.mark.parametrize(
    "answer", [None, [], [{"id": "a", "view": "gone", "x": "?", "older": 1}], [{"view": "front"}]]
)
def test_what_is_not_touched_is_given_back_as_it_was(editor: BodyMapEditor, answer: Any) -> None:
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    editor.set_value(answer)
    assert editor.value() == answer
    assert not sent


@pytest.mark.parametrize(("size", "width"), [(100, 460), (200, 760)])
def test_nothing_is_cut(qtbot: QtBot, make_theme: Callable[..., Theme], size: int, width: int) -> None:
    made = BodyMapEditor(PART, new_desk(make_theme(text_size=size)), Scope({"about": ["wren"]}, CONTEXT))
    made.set_names(PART.label)
    made.set_value(None)
    made.fit(width)
    made.add_mark("front", 0.5, 0.15)
    page = paged(made, made.theme, width)
    qtbot.addWidget(page)
    assert_fits(page)
