"""The list of families: found as it is typed, by a child too; empty; a new one with one name; a large caseload."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, in_dialog, key, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import TODAY, Made
from toolkit.ui.families import STEP, FamiliesPage, FamilyLine, last_words, matching, ordered, warnings_words
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.session import Session
from toolkit.ui.widgets import EmptyState
from toolkit.vault.rows import FamilyRow


def _row(name: str, **more: object) -> FamilyRow:
    given = {
        "id": name,
        "reference": f"F-{len(name):04d}",
        "name": name,
        "summary": "",
        "lead_worker": "",
        "opened": "",
        "last_event": "",
        "warnings": (),
    }
    return FamilyRow(**{**given, **more})  # type: ignore[arg-type]


def _page(window: MainWindow) -> FamiliesPage:
    window.place("families")
    settle()
    assert isinstance(window.page, FamiliesPage)
    return window.page


def _lines(page: QWidget) -> list[str]:
    return [line.accessibleName() for line in page.findChildren(FamilyLine)]


def _type(page: FamiliesPage, words: str) -> None:
    assert page.search is not None
    page.search.line.clear()
    QTest.keyClicks(page.search.line, words)
    QTest.qWait(90)


def test_every_typed_word_must_fit_somewhere() -> None:
    """Names, references and workers are looked through, in any order and case."""
    rows = [_row("Gooseberry", lead_worker="Tansy Dunnock"), _row("O'Marrowby"), _row("Thistlewick")]
    assert [r.name for r in matching(rows, "dunnock GOOSE")] == ["Gooseberry"]
    assert [r.name for r in matching(rows, "o'm")] == ["O'Marrowby"]
    assert matching(rows, "goose thistle") == []
    assert len(matching(rows, "  ")) == 3


def test_orders_put_those_without_a_record_last() -> None:
    """By name, newest first, or longest ago first."""
    rows = [_row("b", last_event="2026-11-01"), _row("C"), _row("a", last_event="2026-10-01")]
    assert [r.name for r in ordered(rows, "name")] == ["a", "b", "C"]
    assert [r.name for r in ordered(rows, "recent")] == ["b", "a", "C"]
    assert [r.name for r in ordered(rows, "oldest")] == ["a", "b", "C"]


def test_words_of_a_line() -> None:
    """Warnings and days read as people say them."""
    assert warnings_words(()) == ""
    assert warnings_words(("Visit in pairs",)) == "Visit in pairs"
    assert warnings_words(("Visit in pairs", "Leave no paper")) == "2 warnings"
    assert last_words(_row("x", last_event="2026-11-03"), TODAY) == "Last record 9 days ago"
    assert last_words(_row("x"), TODAY) == "Nothing recorded yet"


def test_a_family_is_found_by_a_childs_name_and_opened_by_enter(window: MainWindow, made: Made) -> None:
    """The name of a child stands only in the family file, and still finds it."""
    made.vault.records.create("family", None, {"family_name": "Gooseberry"}, made.session.author())
    page = _page(window)
    assert [line.split(".")[0] for line in _lines(page)] == ["Gooseberry family", "Thistlewick family"]
    _type(page, "pip")
    assert [line.split(".")[0] for line in _lines(page)] == ["Thistlewick family"]
    assert page.search is not None
    QTest.keyClick(page.search.line, Qt.Key.Key_Return)
    settle()
    assert isinstance(window.page, FamilyPage)
    assert window.page.family_id == made.family


def test_a_line_says_warnings_drafts_and_the_last_record(window: MainWindow, made: Made) -> None:
    """What a screen reader hears is all of it."""
    page = _page(window)
    said = _lines(page)[0]
    for words in (
        "Thistlewick family",
        "F-0001",
        "Visit in pairs",
        "Address hidden: Ash Quill",
        "1 draft",
        "today",
    ):
        assert words in said
    assert_fits(window)


def test_nothing_found_says_so(window: MainWindow) -> None:
    """No empty list without a word."""
    page = _page(window)
    _type(page, "zzz")
    states = [state for state in page.findChildren(EmptyState) if state.isVisibleTo(page)]
    assert len(states) == 1
    assert _lines(page) == []


def test_without_a_family_two_ways_to_begin(empty: Session, qtbot: QtBot) -> None:
    """Add one, or put in the example family, which is then there."""
    put: list[str] = []

    def example(vault: object) -> None:
        put.append("in")
        empty.vault.records.create("family", None, {"family_name": "Example"}, empty.author())

    empty.example = example
    window = MainWindow(empty)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page = _page(window)
    assert_fits(window)
    press(page, "Put in the example family")
    assert put == ["in"]
    assert isinstance(window.page, FamiliesPage)
    assert len(_lines(window.page)) == 1
    window.drop()


def test_a_family_opens_with_one_name(window: MainWindow, made: Made) -> None:
    """Ctrl+N, a name, Enter; the reference is made, and holds no name."""
    page = _page(window)

    def name_it(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClicks(line, "baby at 3 Pretend Row")
        QTest.keyClick(line, Qt.Key.Key_Return)

    in_dialog(name_it, lambda: key(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier))
    opened = window.page
    assert isinstance(opened, FamilyPage)
    assert opened.title() == "baby at 3 Pretend Row"
    assert opened.answers["reference"] == "F-0002"
    assert opened.answers["lead_worker"] == {"name": "Tansy Dunnock", "role": "health visitor"}
    assert opened.answers["opened"] == "2026-11-12"
    assert page is not None


def test_the_same_name_is_pointed_out_and_holds_nothing_up(window: MainWindow, made: Made) -> None:
    """A second Thistlewick family is possible; the first stands beside the name meanwhile."""
    dialog = NewFamilyDialog(made.session, window)
    dialog.open()
    dialog.line.setText("thistlewick family")
    assert dialog.alike.isVisible()
    assert "F-0001" in dialog.alike.lines[0].accessibleName()
    dialog._add()
    assert dialog.family_id not in ("", made.family)
    assert len(made.vault.records.families()) == 2


def test_the_order_can_be_changed(window: MainWindow, made: Made) -> None:
    """Longest ago first finds who was forgotten."""
    other = made.vault.records.create("family", None, {"family_name": "Aardwick"}, made.session.author())
    page = _page(window)
    assert _lines(page)[0].startswith("Aardwick")
    choose(page, "Order of the list", "Last recorded first")
    assert _lines(page)[0].startswith("Thistlewick")
    assert other.id


def test_two_thousand_families_are_listed_at_once(
    window: MainWindow, made: Made, monkeypatch: object
) -> None:
    """Only some lines are drawn, more on request; typing narrows all of them without waiting."""
    rows = [_row(f"Family {n:04d}", id=f"id{n}", last_event="2026-10-01") for n in range(2000)]
    made.vault.records.families = lambda: rows  # type: ignore[method-assign]
    begun = time.monotonic()
    page = _page(window)
    assert time.monotonic() - begun < 1.5
    assert len(_lines(page)) == STEP
    press(page, f"Show {STEP} more of 1,960")
    assert len(_lines(page)) == 2 * STEP
    begun = time.monotonic()
    page._fill()
    assert page.search is not None
    page.search.line.setText("family 1900")
    page._again()
    assert time.monotonic() - begun < 1.0
    assert _lines(page)[0].startswith("Family 1900")


def test_the_list_names_the_children_and_never_why_the_file_was_opened(window: MainWindow) -> None:
    """The reason may hold who asked."""
    lines = " ".join(_lines(_page(window)))
    assert "Wren, " in lines
    assert "nursery" not in lines
