"""What saves keys: Tab from a title, F8 from a row, a family by its first letter, and what a decision is offered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, key, settle
from tests.ui.made import Made
from toolkit.forms.rules import Problem
from toolkit.forms.vocabulary import Page, Text
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pick_family import FamilyPicker
from toolkit.ui.record.gaps import Gaps
from toolkit.ui.record.tabs import TOGETHER, chain, reading_order
from toolkit.ui.widgets import HeadingLabel
from toolkit.ui.wizard.page import WizardPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def _focus_name(window: QWidget) -> str:
    focus = window.focusWidget()
    assert focus is not None
    return focus.accessibleName()


def test_from_the_title_of_a_page_tab_goes_to_its_first_field(window: MainWindow, made: Made) -> None:
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.heading.setFocus()
    key(window, Key.Key_Tab)
    assert _focus_name(window).startswith("About which children")
    key(window, Key.Key_PageDown, CTRL)
    assert window.focusWidget() is page.edit.heading
    key(window, Key.Key_Tab)
    assert page.edit.column is not None
    assert page.edit.column.isAncestorOf(window.focusWidget())


def test_from_a_question_tab_goes_to_its_answers(window: MainWindow, made: Made) -> None:
    window.decide(made.family)
    settle()
    page = window.page
    assert isinstance(page, WizardPage)
    assert page.question is not None
    page.question.heading.setFocus()
    key(window, Key.Key_Tab)
    assert _focus_name(window) == "I want to share something"


def test_ctrl_enter_once_more_finishes(window: MainWindow, made: Made) -> None:
    draft = next(row for row in made.vault.records.drafts() if row.form_id == "case_note")
    made.vault.records.save_draft(
        draft.id,
        {
            **made.vault.records.get(draft.id).answers,
            "contact": "office",
            "facts": "Read the file.",
            "worry": "no",
            "significant": "no",
            "actions": {"none": True},
        },
    )
    window.record(draft.id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    key(window, Key.Key_Return, CTRL)
    assert page.dialog is not None
    assert page.state.status == "draft"
    QTest.keyClick(page.dialog, Key.Key_Return, CTRL)
    settle()
    assert made.vault.records.get(draft.id).status == "final"


def test_a_family_is_found_by_its_first_letter(made: Made, qtbot: QtBot) -> None:
    # Her name holds a q too, and stands first in the list.
    for name in ("Aquilla", "Quillfeather"):
        made.vault.records.create("family", None, {"family_name": name}, made.session.author())
    picker = FamilyPicker(made.session)
    qtbot.addWidget(picker)
    picker.search.line.setText("q")
    with qtbot.waitSignal(picker.picked):
        QTest.keyClick(picker.search.line, Key.Key_Return)
    assert picker.name().startswith("Quillfeather")


def test_which_child_is_asked_with_the_first_one_ready(window: MainWindow, made: Made) -> None:
    def take(dialog: QWidget) -> None:
        focus = dialog.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Key.Key_Space)

    in_dialog(take, lambda: window.new_record("eh_record", made.family))
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.answers["about"] == ["c1"]


def test_who_works_with_the_family_and_where_it_lives_is_offered(made: Made) -> None:
    records = made.vault.records
    file = records.get(made.family)
    working = [
        {"id": "n1", "name": "Juniper Vetch", "role": "School nurse", "agency": "Examplebridge nursing"},
        {"id": "n2", "agency": "Examplebridge Surgery", "role": "GP practice"},
    ]
    records.close_living(file.id, {**file.answers, "professionals": working}, made.session.author())
    facts = made.session.context(made.family).facts
    assert facts["@professionals"].splitlines() == [
        "Juniper Vetch, School nurse, Examplebridge nursing",
        "Examplebridge Surgery, GP practice",
    ]
    # A warning says not to tell it to Ash Quill, who lives elsewhere.
    assert facts["@addresses"] == "3 Pretend Row, Examplebridge (hidden: do not pass on)"


def test_of_an_address_that_is_offered_its_being_hidden_goes_with_it_and_nobody_elses_is_offered(
    made: Made,
) -> None:
    records = made.vault.records
    file = records.get(made.family)
    first, *others = file.answers["children"]
    hidden = {"id": "d1", "address": "9 Canary Lane", "postcode": "ZZ9 9ZZ", "hidden_from": ["ash"]}
    adults = [
        {"id": "ash", "name": "Ash Quill", "addresses": [{"id": "e", "address": "1 Elsewhere"}]},
        {"id": "gran", "name": "Gran", "addresses": [{"id": "f", "address": "2 Home Street"}]},
    ]
    answers = {
        **file.answers,
        "children": [{**first, "addresses": [hidden]}, *others],
        "warnings": [],
        "adults": adults,
        "home": [
            {"id": "h1", "person": "ash", "how": "does_not"},
            {"id": "h2", "person": "gran", "how": "lives"},
        ],
    }
    records.close_living(file.id, answers, made.session.author())
    assert made.session.context(made.family).facts["@addresses"].splitlines() == [
        "2 Home Street",
        "9 Canary Lane ZZ9 9ZZ (hidden: do not pass on)",
    ]


PAGES = (
    Page(key="plan", title="Plan", fields=(Text(key="rows", label="Rows"), Text(key="end", label="End"))),
)


def _gap(path: str) -> Problem:
    return Problem("", path, "Missing.", "missing", "plan", path)


@pytest.mark.parametrize(
    ("at", "left", "after"),
    [
        (
            "rows[b].x",
            ("rows[a].x", "rows[c].x", "end"),
            "rows[c].x",
        ),  # answered, and one before was passed over
        ("rows[b].y", ("rows[a].x", "rows[c].x", "end"), "rows[c].x"),  # in another box of the row
        ("rows[c].x", ("rows[a].x", "end"), "end"),
        (
            "rows[b].x",
            ("rows[a].x", "rows[b].z", "rows[c].x", "end"),
            "rows[b].z",
        ),  # the answer asked for more
        ("rows[c].x", ("rows[a].x",), "rows[a].x"),  # round again
    ],
)
def test_f8_goes_on_from_the_row_it_is_on(at: str, left: tuple[str, ...], after: str) -> None:
    gaps = Gaps()
    gaps.take([_gap(path) for path in ("rows[a].x", "rows[b].x", "rows[c].x", "end")], PAGES)
    first = gaps.next_after("plan", "rows[a].x", PAGES, 1)
    assert first is not None
    assert first.path == "rows[b].x"
    gaps.take([_gap(path) for path in left], PAGES)
    found = gaps.next_after("plan", at, PAGES, 1)
    assert found is not None
    assert found.path == after


def test_shift_f8_goes_back_from_the_row_it_is_on() -> None:
    gaps = Gaps()
    gaps.take([_gap(path) for path in ("rows[a].x", "rows[b].x", "rows[c].x")], PAGES)
    gaps.next_after("plan", "rows[a].x", PAGES, 1)
    gaps.take([_gap(path) for path in ("rows[a].x", "rows[c].x")], PAGES)
    found = gaps.next_after("plan", "rows[b].x", PAGES, -1)
    assert found is not None
    assert found.path == "rows[a].x"


def _buttons(parent: QWidget, *heights: int) -> list[QPushButton]:
    made = []
    for high in heights:
        button = QPushButton(parent)
        button.setFixedHeight(high)
        made.append(button)
    return made


def test_a_box_that_grew_stays_in_its_line(qtbot: QtBot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    row = QHBoxLayout(area)
    first, grown, last = _buttons(area, 30, 120, 30)
    for button in (first, grown, last):
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    area.show()
    assert reading_order(area) == [first, grown, last]


def test_what_belongs_together_is_gone_through_in_one_go(qtbot: QtBot, made: Made) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    row = QHBoxLayout(area)
    left, right = QWidget(), QWidget()
    right.setObjectName(TOGETHER)
    head, foot = _buttons(area, 30, 30)
    beside = [QVBoxLayout(left), QVBoxLayout(right)]
    beside[0].addSpacing(60)
    beside[0].addWidget(head)
    beside[0].addSpacing(60)
    beside[0].addWidget(foot)
    one, two, three = _buttons(area, 30, 30, 30)
    for button in (one, two, three):
        beside[1].addWidget(button)
        beside[1].addSpacing(40)
    row.addWidget(left)
    row.addWidget(right)
    area.show()
    settle()
    order = reading_order(area)
    at = order.index(one)
    assert order[at : at + 3] == [one, two, three]
    title = HeadingLabel(made.session.theme, "A title")
    row.addWidget(title)
    settle()
    assert chain([title, right], [])[:2] == [title, one]
