"""The search as a person types in it: people, names half heard, days, words; and possible duplicates beside a name."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.errors import DiskFull
from toolkit.ui.alike import AlikeList
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.families import ALIKE, FamiliesPage, FamilyLine
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.search_found import Finder
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel

PICTURES = os.environ.get("TOOLKIT_PICTURES", "")


def groups(made: Made, typed: str) -> dict[str, list[str]]:
    """What is found, by heading; places to go left out."""
    found = Finder(made.session).groups(typed)
    return {
        head: [f"{one.title} | {one.line}" for one in lines]
        for head, lines in found
        if lines and head != "Go to"
    }


def test_people_are_found_with_their_family_and_their_day(made: Made) -> None:
    (line,) = groups(made, "wren th")["People"]
    assert line.startswith("Wren Thistlewick | Child  ·  born ")
    assert "Thistlewick family  ·  F-0001" in line


@pytest.mark.parametrize(
    ("typed", "heading", "line"),
    [
        ("Thistelwick", "Sounds or looks like it", "Thistlewick family | F-0001  ·  Sounds alike"),
        ("Sorell", "Sounds or looks like it", "Sorrel Thistlewick | Adult"),
    ],
)
def test_a_name_half_heard_says_how_it_is_alike(made: Made, typed: str, heading: str, line: str) -> None:
    assert any(one.startswith(line) for one in groups(made, typed)[heading])


def test_records_that_hold_the_name_that_was_meant(made: Made) -> None:
    made.note("2026-10-02", "Sorrel laughed about the goose.")
    found = groups(made, "Sorell goose")
    assert "Records" not in found
    (heading,) = [head for head in found if head.startswith("Records with")]
    assert heading == "Records with “Sorrel goose”"
    assert len(found[heading]) == 1


def test_records_of_a_day_a_month_and_with_words(made: Made) -> None:
    made.note("2026-03-03", "The blue kettle sang.")
    made.note("2026-03-21", "Nothing to tell.")
    assert len(groups(made, "3/3/26")["On 3 March 2026"]) == 1
    assert len(groups(made, "March 2026")["In March 2026"]) == 2
    assert len(groups(made, "last March")["In March 2026"]) == 2
    assert len(groups(made, "kettle in March 2026")["In March 2026, with “kettle”"]) == 1
    assert "In April 2026" not in groups(made, "April 2026")
    # What stands under its day does not stand under its words once more.
    assert "Records" not in groups(made, "3 March 2026")


def test_whoever_was_born_on_the_day_is_found(made: Made) -> None:
    family = made.session.family(made.family)
    child = family["children"][0]
    day = made.session.vault.names.families()[0].people[0].birth
    assert any(one.startswith(str(child["name"])) for one in groups(made, day)["People"])


def test_down_goes_into_the_lines_of_what_was_typed_last(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    """However fast the hands are: not into lines that are about to be drawn anew."""
    dialog = SearchDialog(made.session, window)
    dialog.show()
    QTest.keyClicks(dialog.search.line, "thistlewick")
    QTest.keyClick(dialog.search.line, Qt.Key.Key_Down)
    first = dialog.rows()[0]
    assert first.found.title == "Thistlewick family"
    assert dialog.focusWidget() is first
    qtbot.wait(120)
    assert dialog.rows()[0] is first
    assert dialog.focusWidget() is first
    dialog.reject()


def test_a_line_opens_what_it_names_by_keyboard_alone(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    def find(dialog: QDialog) -> None:
        assert isinstance(dialog, SearchDialog)
        QTest.keyClicks(dialog.search.line, "Thistelwik")
        qtbot.waitUntil(lambda: [row.found.title for row in dialog.rows()][:1] == ["Thistlewick family"])
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Down)
        QTest.keyClick(dialog.rows()[0], Qt.Key.Key_Return)

    in_dialog(find, window.search)
    assert isinstance(window.page, FamilyPage)


def test_the_list_of_families_finds_a_name_half_heard(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    window.place("families")
    page = window.page
    assert isinstance(page, FamiliesPage)
    assert page.search is not None
    page.search.set_text("Thistelwik")
    page._again()
    assert page._count.text() == ALIKE
    assert len(page.list.findChildren(FamilyLine)) == 1
    page.search.set_text("Otterbeck")
    page._again()
    assert page._count.text() == "0 of 1 family"
    page.search.set_text("Thistelwik")
    page._open_first()
    settle()
    assert isinstance(window.page, FamilyPage)


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut(size: int, made: Made, window: MainWindow, make_theme: Callable[..., Theme]) -> None:
    made.session.theme = make_theme(text_size=size)
    made.note(
        "2026-03-03",
        "Sorrel and the blue kettle, and many more words than one line has room for, and then some.",
    )
    for typed in ("Thistelwick", "wren", "kettle", "March 2026", "zzqx"):
        dialog = SearchDialog(made.session, window)
        dialog.show()
        dialog.search.set_text(typed)
        dialog._fill(typed)
        settle()
        assert_fits(dialog)
        if PICTURES:
            dialog.grab().save(f"{PICTURES}/search-{typed.replace(' ', '-')}-{size}.png")
        dialog.reject()
        dialog.deleteLater()


# Possible duplicates


@pytest.mark.parametrize("size", [100, 150, 200])
def test_its_button_stays_on_a_low_screen(
    size: int,
    made: Made,
    window: MainWindow,
    make_theme: Callable[..., Theme],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Low:
        """A screen of 1366 by 768 with a task bar."""

        def availableGeometry(self) -> QRect:
            return QRect(0, 0, 1366, 728)

    made.session.theme = make_theme(text_size=size)
    dialog = SearchDialog(made.session, window)
    monkeypatch.setattr(dialog, "screen", Low)
    dialog.show()
    settle()
    assert dialog.height() <= 728 - 40
    close = dialog.findChildren(QPushButton)[-1]
    assert close.mapTo(dialog, close.rect().bottomLeft()).y() < dialog.height()
    dialog.reject()


def _new(made: Made, window: MainWindow) -> NewFamilyDialog:
    dialog = NewFamilyDialog(made.session, window)
    dialog.open()
    return dialog


def test_families_that_may_be_the_same_stand_beside_the_name(made: Made, window: MainWindow) -> None:
    dialog = _new(made, window)
    assert not dialog.alike.isVisible()
    QTest.keyClicks(dialog.line, "Thistelwik")
    settle()
    assert dialog.alike.isVisible()
    (line,) = dialog.alike.lines
    assert line.accessibleName().startswith("Thistlewick family. F-0001")
    assert "Sounds alike" in line.accessibleName()
    assert_fits(dialog)
    if PICTURES:
        dialog.grab().save(f"{PICTURES}/new-family.png")
    # By keyboard: from the name straight into the list.
    QTest.keyClick(dialog.line, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.family_id == made.family
    assert len(made.vault.records.families()) == 1


def test_they_hold_nothing_up(made: Made, window: MainWindow) -> None:
    dialog = _new(made, window)
    QTest.keyClicks(dialog.line, "Thistlewick")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.family_id not in ("", made.family)
    assert len(made.vault.records.families()) == 2


def test_another_name_shows_none_and_a_fault_of_the_disk_none_either(
    made: Made, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _new(made, window)
    QTest.keyClicks(dialog.line, "Thistle")
    assert dialog.alike.lines
    dialog.line.setText("Otterbeck")
    assert dialog.alike.lines == []
    assert not dialog.alike.isVisible()

    def fails() -> None:
        raise DiskFull

    monkeypatch.setattr(made.session, "names", fails)
    dialog.line.setText("Thistlewick")
    assert dialog.alike.lines == []
    dialog._add()
    assert dialog.family_id


def _row(window: MainWindow, family: str) -> tuple[RowsEditor, AlikeList]:
    """A family file with a new child's card open; the list of duplicates in it."""
    window.record(family, "children")
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    assert page.edit.column is not None
    editor = page.edit.column.boxes["children"].editor
    assert isinstance(editor, RowsEditor)
    editor.add_row()
    settle()
    return editor, editor.findChildren(AlikeList)[-1]


def test_a_person_who_may_be_known_stands_beside_the_row(made: Made, window: MainWindow) -> None:
    other = made.vault.records.create("family", None, {"family_name": "Quill"}, made.session.author())
    rows, shown = _row(window, other.id)
    assert not shown.isVisible()
    line = next(box for box in rows.findChildren(FieldBox) if box.part.key == "name")
    QTest.keyClicks(line.editor.line, "Ren Thistlewick")
    settle()
    assert shown.isVisible()
    assert [one.accessibleName().partition(".")[0] for one in shown.lines] == ["Wren Thistlewick"]
    assert_fits(window)
    if PICTURES:
        window.grab().save(f"{PICTURES}/person-row.png")
    shown.lines[0].click()
    settle()
    assert isinstance(window.page, FamilyPage)
    assert window.page.family_id == made.family
    # What was typed is kept, and may be finished or taken out there.
    assert made.vault.records.get(other.id).answers["children"][0]["name"] == "Ren Thistlewick"


def test_what_is_said_of_another_family_is_little(made: Made, window: MainWindow) -> None:
    """The family at the table may see the screen: no address, no warning, no reason."""
    dialog = _new(made, window)
    QTest.keyClicks(dialog.line, "Thistlewick")
    said = " ".join(label.text() for label in dialog.alike.findChildren(BodyLabel))
    row = made.vault.records.families()[0]
    for secret in (*row.warnings, row.summary):
        assert secret
        assert secret not in said
