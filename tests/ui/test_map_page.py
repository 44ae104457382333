"""The map on the record page: the strip with the scale at the foot, help with words, and the finished map to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from tests.ui.record_helpers import CONTEXT, shown
from tests.ui.test_turned_round import board, map_answers, open_map, turn
from toolkit.forms.blocks import Cells, Paragraph
from toolkit.forms.conditions import Problem
from toolkit.forms.people import PersonRef
from toolkit.practice.areas import ScaleAnchors
from toolkit.ui.editors.columns import ColumnsEditor
from toolkit.ui.editors.scores import ScoresEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record.edit_view import EditView
from toolkit.ui.record.map_view import CellsView
from toolkit.ui.record_store import VaultStore
from toolkit.ui.start_record import first_answers
from toolkit.ui.theme import Theme
from toolkit.ui.turned_map import said_name
from toolkit.ui.widgets import BodyLabel, Card

LONG_NAME = "Featherstonehaugh-Cholmondeley Marjoribanks"


@pytest.fixture
def page(window: MainWindow, made: Made) -> RecordPage:
    return open_map(window, made)


def edit_of(page: RecordPage) -> EditView:
    settle(12)
    assert page.edit is not None
    return page.edit


def scale_of(edit: EditView) -> ScoresEditor:
    assert edit.column is not None
    editor = edit.column.boxes["scale"].editor
    assert isinstance(editor, ScoresEditor)
    return editor


def test_on_a_laptop_the_scale_is_one_line_and_the_columns_keep_their_height(page: RecordPage) -> None:
    edit = edit_of(page)
    assert edit.fold.isVisibleTo(edit)
    assert not edit.fold.is_open
    assert edit.fold.height() < edit.height() * 0.15
    assert edit.sheet.height() > edit.height() * 0.7
    words = edit.fold.said.text()
    assert "Wren: not asked yet" in words
    assert "Sorrel" in words


def test_the_strip_opens_and_what_is_written_in_it_is_kept(page: RecordPage) -> None:
    edit = edit_of(page)
    QTest.mouseClick(edit.fold.button, Qt.MouseButton.LeftButton)
    settle(12)
    assert edit.fold.is_open
    assert edit.sheet.height() > edit.height() * 0.2
    scale = scale_of(edit)
    assert scale.isVisibleTo(page)
    scale.choose("c1")
    scale.pick(4)
    settle()
    # While a child has not said yes, nobody else's number stands on the line either.
    assert "Sorrel Thistlewick 7" not in edit.fold.said.text()
    scale.agree()
    scale.panel.took.emit("because", "Mondays")
    settle()
    rows = page.answers["scale"]["rows"]
    assert [(row["person"], row["score"]) for row in rows] == [("a1", 7), ("a4", 6), ("c1", 4)]
    assert "Wren 4" in edit.fold.said.text()
    assert "Sorrel Thistlewick 7" in edit.fold.said.text()
    edit.open_page("steps")
    settle()
    assert not edit.fold.isVisibleTo(edit)
    edit.open_page("map")
    settle(12)
    assert scale_of(edit).value()["rows"] == rows
    assert edit.fold.isVisibleTo(edit)


def test_a_gap_in_the_scale_opens_the_strip(page: RecordPage) -> None:
    edit = edit_of(page)
    assert not edit.fold.is_open
    edit.go_to(Problem("E5", "scale[s2].because", "A number says more with its reason.", "warned", "map"))
    settle(12)
    assert edit.fold.is_open
    assert page.window().focusWidget() is scale_of(edit).panel.because
    assert edit.column is not None
    assert edit.column.path_to(scale_of(edit).panel.because) == "scale[s2].because"


def test_a_low_window_has_the_scale_after_the_columns(page: RecordPage, window: MainWindow) -> None:
    edit = edit_of(page)
    before = scale_of(edit)
    window.setMinimumSize(0, 0)
    edit.setFixedHeight(page.theme.em(20))
    settle(12)
    assert not edit.fold.isVisibleTo(edit)
    assert edit.column is not None
    assert edit.column.isAncestorOf(before)
    edit.setFixedHeight(page.theme.em(40))
    settle(12)
    assert edit.fold.isVisibleTo(edit)
    assert edit.fold.isAncestorOf(before)


@pytest.mark.parametrize(("size", "height"), [(100, 690), (150, 768), (200, 768)])
def test_no_words_are_cut(
    make_theme: Callable[..., Theme], made: Made, qtbot: QtBot, size: int, height: int
) -> None:
    made.session.theme = make_theme(text_size=size)
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.resize(1366, height)
    window.show()
    edit = edit_of(open_map(window, made))
    if edit.fold.isVisibleTo(edit):
        assert_fits(edit.fold)
        edit.fold.set_open(True)
        settle(12)
        assert_fits(edit.fold)
    assert_fits(edit.sheet)
    window.drop()


def test_words_of_a_point_are_helped_with(page: RecordPage) -> None:
    edit = edit_of(page)
    assert edit.column is not None
    editor = edit.column.boxes["map"].editor
    assert isinstance(editor, ColumnsEditor)
    before = editor.value()
    editor.open("p2")
    assert editor.panel is not None
    settle()
    assert editor.value() == before
    panel = editor.panel
    panel.words.set_value("Sorrel failed to attend the clinic and was herd to be tird.")
    panel.help.look_for_hints()
    assert [offer.hint.try_instead for offer in panel.help.offers]
    assert panel.isAncestorOf(panel.help.offers[0])
    assert panel.help.spell is not None
    assert {word for _, _, word in panel.help.spell.wrong()} >= {"tird"}
    assert editor.card_place(panel.words) is panel.words_box
    for view in editor.views.values():
        assert view.help.spell is not None
        assert editor.card_place(view.words) is view.adder


def test_plain_words_are_hinted_at_on_a_map(page: RecordPage) -> None:
    assert page.desk.plain is not None
    reading = page.desk.plain("A multi-agency safeguarding intervention will be implemented in due course.")
    assert reading.hints


def test_a_new_map_begins_with_the_order_of_the_area(made: Made) -> None:
    assert made.session.area.map_order == "working_well_first"
    first = first_answers(made.session, "safety_map", made.family)
    assert first["order"] == "well_first"
    anchors = made.session.area.scale
    assert first["scale"] == {"low": anchors.low, "high": anchors.high, "rows": []}
    other = msgspec.structs.replace(
        made.session.area, map_order="worries_first", scale=ScaleAnchors(low="Alone", high="Held")
    )
    made.session.areas = SimpleNamespace(get=lambda _id: other, packs=())  # type: ignore[assignment]
    first = first_answers(made.session, "safety_map", made.family)
    assert first["order"] == "worries_first"
    assert first["scale"] == {"low": "Alone", "high": "Held", "rows": []}


# Turned round


@pytest.mark.parametrize("size", [100, 200])
def test_no_name_is_cut_over_the_numbers(
    make_theme: Callable[..., Theme], made: Made, qtbot: QtBot, size: int
) -> None:
    made.session.theme = make_theme(text_size=size)
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.show()
    rows = [
        {
            "id": f"s{n}",
            "person": {"name": f"{LONG_NAME} {n}", "role": "a friend who sleeps over"},
            "score": n,
        }
        for n in range(11)
    ]
    took = ["a1", *(row["person"] for row in rows[:2])]
    answers = {"took_part": took, "scale": {"low": "worst", "high": "best", "rows": rows}, "about": []}
    page = open_map(window, made, **answers)
    view = turn(page)
    map_ = board(view)
    map_.speak("a1")
    map_.pick(6)
    settle(12)
    assert_fits(view)
    assert map_.row is not None
    marks = [map_.row.over[n].itemAt(0).widget() for n in range(11)]
    assert marks[3].accessibleName() == f"{LONG_NAME} 3"
    assert len({button.y() for button in map_.row.buttons}) == 1
    page._turn_back()
    window.drop()


def test_a_hidden_point_and_who_said_it_are_nowhere_turned_round(page: RecordPage) -> None:
    view = turn(page)
    seen = "\n".join(label.text() for label in view.findChildren(BodyLabel))
    assert "Wren likes her teacher." in seen
    assert "zibblethorpe" not in seen
    assert "Tansy" not in seen
    page._turn_back()


def test_first_names_are_said_as_a_family_says_them() -> None:
    assert said_name("Wren Thistlewick", CONTEXT) in ("Wren", "Wren Thistlewick")
    more = PersonRef(id="x", name="Mr Oakapple", group="adult")
    other = PersonRef(id="y", name="Mr Vetch", group="adult")
    nurse = PersonRef(id="z", name="School Nurse", group="professional")
    context = replace(CONTEXT, people=(*CONTEXT.people, more, other, nurse))
    assert said_name("Mr Oakapple", context) == "Mr Oakapple"
    assert said_name("School Nurse", context) == "School Nurse"


# To read


def test_a_finished_map_reads_as_a_map(window: MainWindow, made: Made) -> None:
    store = VaultStore(made.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers())
    store.finish(map_answers())
    window.record(store.record_id)
    settle(12)
    assert isinstance(window.page, RecordPage)
    read = window.page.read
    assert read is not None
    views = read.findChildren(CellsView)
    columns = [view.row.itemAt(n).widget() for view in views[:1] for n in range(view.row.count())]
    assert len(columns) == 3
    assert len({column.y() for column in columns}) == 1
    assert len({column.x() for column in columns}) == 3
    assert [len(column.findChildren(Card)) for column in columns] == [1, 2, 1]
    assert len({head.height() for head in views[0].heads}) == 1
    words = [label.text() for label in columns[1].findChildren(BodyLabel)]
    assert "Hungry on three Mondays." in words
    assert "What has happened. Said by School nurse, quokka." in words
    assert any("Not shown to the family" in text for text in words)
    assert not any("•" in text for text in words)
    assert_fits(read.sheet)


def test_columns_stand_under_one_another_where_there_is_no_room(theme: Theme, qtbot: QtBot) -> None:
    head = tuple((Paragraph(text=f"Column {n}", tone="strong"),) for n in range(3))
    rows = (tuple((Paragraph(text=f"Point {n}"),) for n in range(3)), ((Paragraph(text="More"),), (), ()))
    block = Cells(rows=(head, *rows), head=True, tones=("good", "worry", "next"))
    view = CellsView(theme, block, lambda _picture: BodyLabel(theme))
    qtbot.addWidget(view)
    shown(view, width=1200, height=500)
    columns = [view.row.itemAt(n).widget() for n in range(3)]
    assert len({column.y() for column in columns}) == 1
    view.resize(500, 900)
    settle()
    assert len({column.x() for column in columns}) == 1
    assert columns[0].y() < columns[1].y() < columns[2].y()
