"""The scale: each person's own number, asked one by one, kept with its anchors, and the chart of numbers over time."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from tests.ui.record_helpers import CONTEXT, press, shown, type_in
from toolkit.forms.blocks import ScoreSeries
from toolkit.forms.board import score_problems
from toolkit.forms.conditions import Scope
from toolkit.forms.people import ScoreSet
from toolkit.forms.vocabulary import Scores
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Finding
from toolkit.ui.editors.scores import ScoresEditor
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.score_chart import ScoreChart, series_words
from toolkit.ui.theme import Theme

PART = Scores(key="scale", label="Where is each of you?", low_words="worst", high_words="best")
LAST = ScoreSet(
    day="2026-10-14", low="worst", high="best", rows=(("wren", "Wren", 4), ("sorrel", "Sorrel", 6))
)
HELD = {
    "low": "worst",
    "high": "best",
    "rows": [
        {"id": "r1", "person": "sorrel", "score": 7, "because": "Mornings", "date": "2026-11-12"},
        {"id": "r2", "person": "basil", "score": 3, "date": "2026-11-12"},
    ],
}


def scope(*scores: ScoreSet, **answers: Any) -> Scope:
    event = {"event": "2026-11-12T14:00", "took_part": ["wren", "sorrel", "basil"]}
    return Scope({**event, **answers}, dataclasses.replace(CONTEXT, scores=scores))


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> ScoresEditor:
    made = ScoresEditor(PART, new_desk(theme), scope(LAST))
    qtbot.addWidget(made)
    made.fit(1250)
    shown(made, width=1250, height=900)
    return made


def number(editor: ScoresEditor, score: int) -> QPushButton:
    return next(b for b in editor.panel.number.row.buttons() if b.text() == str(score))


def test_nothing_is_preset(editor: ScoresEditor) -> None:
    assert editor.value() is None
    assert editor.line.now == []
    assert [mark.score for mark in editor.line.before] == []
    assert "Wren: not asked yet" in [pill.words() for pill in editor.pills.values()]
    assert not any(button.isChecked() for button in editor.panel.number.row.buttons())


def test_a_number_is_kept_with_its_reason_its_day_and_the_words_at_the_ends(editor: ScoresEditor) -> None:
    editor.choose("sorrel")
    number(editor, 6).click()
    type_in(editor.panel.because, "Gran helps")
    type_in(editor.panel.higher, "Basil rings")
    (row,) = editor.value()["rows"]
    assert {k: v for k, v in row.items() if k != "id"} == {
        "person": "sorrel",
        "score": 6,
        "because": "Gran helps",
        "higher": "Basil rings",
        "date": "2026-11-12",
    }
    assert (editor.value()["low"], editor.value()["high"]) == ("worst", "best")
    assert [(m.name, m.score) for m in editor.line.now] == [("Sorrel", 6)]
    assert "Sorrel 6" in editor.line.accessibleName()
    assert "On 14 October 2026: Wren 4, Sorrel 6" in editor.line.accessibleName()


@pytest.mark.parametrize("typed", ["5-6", "11"])
def test_what_is_no_whole_number_is_kept_and_refused(editor: ScoresEditor, typed: str) -> None:
    editor.choose("sorrel")
    type_in(editor.panel.number.line, typed)
    held = editor.value()
    assert held["rows"][0]["score"] == typed
    found = [p for p in score_problems(PART, held, scope(LAST), "scale") if p.code == "E5"]
    editor.show_problems([Finding(p.path.removeprefix("scale"), p) for p in found])
    assert editor.panel.problem.text() == "Choose one whole number from 0 to 10."
    assert editor.panel.number.line.text() == typed
    assert editor.line.now == []


def test_not_asked_and_did_not_say_are_answers(editor: ScoresEditor) -> None:
    editor.choose("basil")
    editor.panel.number.said.buttons()[1].click()
    assert editor.value()["rows"][0]["score"] == "did_not_say"
    assert "Basil: did not want to say" in [pill.words() for pill in editor.pills.values()]


def test_a_child_sees_nobody_elses_number_until_yes(editor: ScoresEditor) -> None:
    editor.set_value(HELD)
    editor.choose("sorrel")
    assert len(editor.line.now) == 2
    editor.choose("wren")
    assert editor.line.now == [] == editor.line.before
    assert not any(c.isdigit() for pill in editor.pills.values() for c in pill.words())
    assert not editor.chart.isVisible()
    number(editor, 5).click()
    assert [(m.name, m.score) for m in editor.line.now] == [("Wren", 5)]
    assert editor.panel.question.text() == "Wren, is 5 your number?"
    editor.panel.no.click()
    assert editor.line.now == []
    number(editor, 4).click()
    editor.panel.yes.click()
    assert [(m.name, m.score) for m in editor.line.now] == [("Sorrel", 7), ("Basil", 3), ("Wren", 4)]
    assert not editor.panel.asked.isVisible()


def test_another_number_of_the_same_day_is_asked_about(editor: ScoresEditor) -> None:
    editor.set_value(HELD)
    editor.choose("sorrel")
    number(editor, 9).click()
    assert editor.value()["rows"][0]["score"] == 7
    assert editor.dialog is not None
    editor.dialog.button("Keep 7").click()
    settle()
    assert editor.value()["rows"][0]["score"] == 7
    number(editor, 9).click()
    assert editor.dialog is not None
    editor.dialog.button("Put it in its place").click()
    settle()
    assert editor.value()["rows"][0]["score"] == 9
    assert editor.value()["rows"][0]["replaced"] == [7]
    assert number(editor, 9).isChecked()


def test_correcting_what_was_just_chosen_asks_nothing(editor: ScoresEditor) -> None:
    editor.choose("sorrel")
    number(editor, 2).click()
    number(editor, 3).click()
    assert editor.dialog is None
    assert editor.value()["rows"][0]["score"] == 3


def test_the_line_takes_a_number_that_is_pointed_at(editor: ScoresEditor) -> None:
    editor.choose("basil")
    at = QPoint(round(editor.line._x(8)), editor.line.height() - 6)
    QTest.mouseClick(editor.line, Qt.MouseButton.LeftButton, pos=at)
    assert editor.value()["rows"][0]["score"] == 8


def test_people_are_added_from_the_family_or_by_name_and_taken_out(editor: ScoresEditor) -> None:
    editor.add.set_value("pip")
    editor.add.changed.emit()
    assert editor.chosen["person"] == "pip"
    editor.add.set_value("\x1felse")
    editor.add.changed.emit()
    type_in(editor.panel.other.name, "Tansy")
    type_in(editor.panel.other.role, "health visitor")
    number(editor, 6).click()
    (row,) = editor.value()["rows"]
    assert row["person"] == {"name": "Tansy", "role": "health visitor"}
    assert "Tansy (health visitor) 6" in [pill.words() for pill in editor.pills.values()]
    editor.panel.remove.click()
    assert editor.value()["rows"] == []


def test_next_person_goes_round(editor: ScoresEditor) -> None:
    seen = []
    for _ in range(4):
        seen.append(editor.chosen["person"])
        editor.panel.next.click()
    assert seen == ["wren", "sorrel", "basil", "wren"]


def test_fewer_than_two_numbers_ask_for_a_reason(editor: ScoresEditor) -> None:
    assert editor.few_box.isVisible()
    type_in(editor.few, "Only Sorrel was there")
    assert editor.value()["few"] == "Only Sorrel was there"
    editor.set_value(HELD)
    assert not editor.few_box.isVisible()


def test_what_was_not_touched_is_given_back(editor: ScoresEditor) -> None:
    editor.set_value(HELD)
    assert editor.value() is HELD
    editor.choose("basil")
    editor.next_person()
    assert editor.value() is HELD
    editor.set_value("older words")
    assert editor.value() == "older words"


def test_anchors_can_be_changed_and_stay_with_the_numbers(editor: ScoresEditor) -> None:
    editor.set_value(HELD)
    editor.low.selectAll()
    type_in(editor.low, "no safety at all")
    assert editor.value()["low"] == "no safety at all"
    assert editor.value()["rows"] == HELD["rows"]


def test_gaps_lead_to_the_person_and_the_cell(editor: ScoresEditor) -> None:
    editor.set_value(HELD)
    assert editor.go_to("[r2].because")
    assert editor.chosen["id"] == "r2"
    assert editor.panel.because.hasFocus()
    assert editor.path_to(editor.panel.because) == "[r2].because"


@pytest.mark.parametrize(("size", "width"), [(100, 1250), (125, 1250), (200, 1290), (100, 700)])
def test_no_words_are_cut(make_theme: Callable[..., Theme], qtbot: QtBot, size: int, width: int) -> None:
    theme = make_theme(text_size=size)
    editor = ScoresEditor(PART, new_desk(theme), scope(LAST))
    qtbot.addWidget(editor)
    editor.set_value(HELD)
    editor.fit(width)
    shown(editor, width=width, height=1500)
    assert_fits(editor)


# Over time

SERIES = (
    ScoreSeries(
        name="Wren", points=(("2026-09-01", 2, False), ("2026-10-14", 4, True), ("2026-11-12", 5, True))
    ),
    ScoreSeries(name="Sorrel", points=(("2026-11-12", 7, True),)),
)


def test_the_chart_says_its_numbers_in_words(theme: Theme, qtbot: QtBot) -> None:
    chart = ScoreChart(theme)
    qtbot.addWidget(chart)
    chart.show_series(SERIES, CONTEXT)
    assert series_words(SERIES[0]) == (
        "Wren: 2 on 1 September 2026 (other words at the ends), 4 on 14 October 2026, 5 on 12 November 2026"
    )
    assert "Sorrel: 7 on 12 November 2026" in chart.words.text()
    assert "Sorrel: 7 on 12 November 2026" in chart.plot.accessibleName()


def test_the_chart_greys_numbers_under_other_words(theme: Theme, qtbot: QtBot) -> None:
    chart = ScoreChart(theme, words=False)
    qtbot.addWidget(chart)

    def colours(*points: tuple[str, int, bool]) -> set[str]:
        chart.show_series([ScoreSeries(name="Wren", points=points)], CONTEXT)
        shown(chart, width=400, height=260)
        image: QImage = chart.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    own, grey = theme.person(0).name(), theme.colour("ink3").name()
    found = colours(("2026-09-01", 2, False), ("2026-11-12", 5, True))
    assert own in found
    assert grey in found
    assert grey not in colours(("2026-09-01", 2, True), ("2026-11-12", 5, True))


def test_finished_maps_make_the_history_of_the_family(made: Made, window: MainWindow) -> None:
    kept = made.clock.at
    for day, score in (("2026-09-01", 2), ("2026-10-14", 4)):
        made.clock.set(day, "16:00")
        store = VaultStore(made.session, form_id="safety_map", family_id=made.family)
        rows = [{"id": "s1", "person": "c1", "score": score, "date": day}]
        answers = {"event": f"{day}T15:00", "about": ["c1"], "scale": {"low": "a", "high": "b", "rows": rows}}
        store.save(answers)
        store.finish(answers)
    made.clock.at = kept
    assert [(s.day, s.rows) for s in made.session.scores(made.family)] == [
        ("2026-09-01", (("c1", "Wren", 2),)),
        ("2026-10-14", (("c1", "Wren", 4),)),
    ]
    draft = VaultStore(made.session, form_id="safety_map", family_id=made.family)
    assert len(draft.context({"event": "2026-11-12T10:00"}).scores) == 2
    assert len(draft.context({"event": "2026-09-20T10:00"}).scores) == 1
    window.family(made.family)
    settle()
    page = window.page
    assert isinstance(page, FamilyPage)
    chart = page.findChild(ScoreChart)
    assert chart is not None
    assert chart.words.text() == "Wren: 2 on 1 September 2026, 4 on 14 October 2026"


def test_the_keys_choose_a_number(editor: ScoresEditor) -> None:
    editor.choose("sorrel")
    editor.panel.number.row.setFocus()
    press(number(editor, 0), Qt.Key.Key_8)
    assert editor.value()["rows"][0]["score"] == 8
