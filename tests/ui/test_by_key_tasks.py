"""The longer tasks with keys alone, from the family to the end: a file on the disk, a record in the vault, a line in the history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.drive import settle
from tests.ui.every_page import record_of
from tests.ui.keys import ALT, CTRL, Key, Keys, family_of, more
from tests.ui.made import PASSPHRASE, Made
from tests.ui.test_pack import referral
from toolkit.forms.decision.flow import END
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.backup.restore_page import RestorePage
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.editors.sign_pad import SignPad
from toolkit.ui.form_view import RecordPage
from toolkit.ui.genogram.page import GenogramPage
from toolkit.ui.genogram.page import record_of as tree_of
from toolkit.ui.handover.give import GivePage
from toolkit.ui.handover.take import TakePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pack_page import PackPage
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.wizard.options import OptionHead
from toolkit.ui.wizard.page import WizardPage


@pytest.fixture
def keys(window: MainWindow) -> Iterator[Keys]:
    """Keys for the open main window; at the end nothing without a name had the keyboard."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    hand = Keys(window)
    yield hand
    assert hand.lost == []


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; the dialogs of the computer itself, which have keys of their own, answer with it."""
    place = tmp_path / "out"
    place.mkdir()

    def save(_parent: object, _title: str, offered: str, *_more: str) -> tuple[str, str]:
        return str(place / Path(offered).name), ""

    def open_(*_given: object) -> tuple[str, str]:
        return str(next(iter(sorted(place.iterdir())))), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(save))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(open_))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(place)))
    return place


def test_a_pack_of_a_referral(window: MainWindow, keys: Keys, made: Made, out: Path, qtbot: QtBot) -> None:
    window.pack(referral(made))
    page = window.page
    assert isinstance(page, PackPage)
    keys.tab_to("Who gets it")
    keys.type("Front door, Examplebridge")
    keys.tab_to("How it goes to them")
    keys.press(Key.Key_Down)
    keys.tab_to("Why no decision is needed")
    keys.type("They asked for it with the agreement of both parents.")
    keys.enter("Make the pack")
    qtbot.waitUntil(lambda: page.pack is not None)
    settle()
    keys.check()
    keys.enter("Word")
    qtbot.waitUntil(lambda: page.job is None)
    settle()
    keys.check()
    assert [file.suffix for file in out.iterdir()] == [".docx"]
    keys.enter("Done")
    keys.check()


def test_a_copy_for_the_family_as_a_word_file(
    window: MainWindow, keys: Keys, made: Made, out: Path, qtbot: QtBot
) -> None:
    family_of(window, keys)
    keys.enter("Tuesday 3 November 2026")
    keys.press(Key.Key_P, CTRL)
    page = window.page
    assert isinstance(page, ReleasePage)
    keys.tab_to("Family")
    keys.press(Key.Key_Space)
    keys.tab_to("Who gets it")
    keys.press(Key.Key_Down)
    keys.tab_to("Yes")
    keys.press(Key.Key_Space)
    keys.tab_to("Full copy")
    keys.press(Key.Key_Space)
    keys.tab_to("Why a copy is left")
    keys.type("She asked for it.")
    keys.tab_to("Put it in: Each child")
    keys.press(Key.Key_Space)
    keys.tab_to("Why it is put in")
    keys.type("Sorrel heard it said.")
    # Ticked and unticked again: what is not put in needs no reason.
    keys.tab_to("Put it in: Alone")
    keys.press(Key.Key_Space)
    keys.tab_to("Put it in: Alone", back=True)
    keys.press(Key.Key_Space)
    keys.enter("Word")
    assert [file.suffix for file in out.iterdir()] == [".docx"]
    keys.check()


def test_a_hand_over_is_sealed_and_opened(
    window: MainWindow, keys: Keys, made: Made, out: Path, qtbot: QtBot
) -> None:
    keys.press(Key.Key_2, CTRL)
    keys.tab_to("More")
    keys.press(Key.Key_Down)
    keys.menu("Take in a hand-over")
    assert isinstance(window.page, TakePage)
    keys.enter("Make my key")
    keys.check()
    own = window.page.giving.own_key()
    assert own is not None
    more(window, keys, "Hand over to a colleague")
    page = window.page
    assert isinstance(page, GivePage)
    keys.tab_to("Colleague")
    keys.type("Basil Quill, social worker")
    keys.tab_to("Why it is handed over")
    keys.type("The family moved.")
    keys.tab_to("A passphrase that you say")
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Space)
    keys.tab_to("Their key")
    keys.type(own.public)
    keys.enter("Seal and save")
    qtbot.waitUntil(lambda: page.job is None)
    settle()
    keys.check()
    assert [file.suffix for file in out.iterdir()] == [".age"]
    keys.enter("Summary on one page")
    keys.press(Key.Key_Left, ALT)
    keys.check()
    keys.press(Key.Key_2, CTRL)
    keys.tab_to("More")
    keys.press(Key.Key_Down)
    keys.menu("Take in a hand-over")
    taking = window.page
    assert isinstance(taking, TakePage)
    keys.enter("Choose the file")
    qtbot.waitUntil(lambda: taking.found is not None)
    settle()
    keys.check()
    assert taking.isAncestorOf(keys.at())
    keys.enter("Cancel")
    keys.check()


def test_backup_and_restore(window: MainWindow, keys: Keys, made: Made, out: Path, qtbot: QtBot) -> None:
    keys.press(Key.Key_5, CTRL)
    keys.enter("Backup")
    assert keys.name() == "Backup"
    keys.press(Key.Key_Return)
    page = window.page
    assert isinstance(page, BackupPage)
    keys.enter("Choose a place")
    keys.check()
    keys.enter("Back up now")
    qtbot.waitUntil(lambda: page.maker.job is None)
    settle()
    keys.check()
    [file] = out.iterdir()
    assert file.suffix == ".backup"
    keys.enter("Look into a backup")
    restore = window.page
    assert isinstance(restore, RestorePage)
    keys.enter("Choose a backup")
    keys.tab_to("Passphrase")
    keys.type(PASSPHRASE)
    keys.enter("Open a trial copy")
    qtbot.waitUntil(lambda: restore.view.job is None)
    settle()
    keys.check()
    asked: list[object] = []
    window.locked.connect(lambda: asked.append(1))
    keys.in_dialog(lambda: keys.enter("Lock, then restore this backup"), lambda: keys.enter("Lock"))
    assert asked == [1]


def test_the_recovery_sheet_is_tried(window: MainWindow, keys: Keys, made: Made, qtbot: QtBot) -> None:
    groups = made.vault.recovery_code().groups
    keys.press(Key.Key_5, CTRL)
    keys.enter("Recovery")
    keys.enter("Try your sheet")
    page = window.page
    assert isinstance(page, DrillPage)
    for group in groups:
        keys.type(group)
    keys.enter("Try the code")
    qtbot.waitUntil(lambda: page.job is None)
    settle()
    keys.check()
    assert page.isAncestorOf(keys.at())


def test_an_event_is_added_to_the_chronology(window: MainWindow, keys: Keys, made: Made) -> None:
    more(window, keys, "Chronology")
    page = window.page
    assert isinstance(page, ChronologyPage)

    def write() -> None:
        keys.tab_to("Day, month or year")
        keys.type("3 November 2026")
        keys.tab_to("Whose event, Wren")
        keys.press(Key.Key_Space)
        keys.tab_to("What happened, in a sentence or two")
        keys.type("Moved to a new school.")
        keys.tab_to("Kind, School")
        keys.press(Key.Key_Space)
        keys.tab_to("Source")
        keys.type("The nursery")
        keys.enter("Keep")
        # What is left open was shown; the second time it is kept as it is.
        keys.enter("Keep")

    keys.in_dialog(lambda: QTest.keyClick(keys.at(), Key.Key_N, CTRL), write)
    keys.check()
    assert page.isAncestorOf(keys.at())
    keys.tab_to("2 May 2019")
    while "Moved to a new school" not in keys.name():
        keys.press(Key.Key_Down)
    keys.in_dialog(lambda: QTest.keyClick(keys.at(), Key.Key_F2), lambda: keys.tab_to("What it meant"))
    keys.check()
    assert page.isAncestorOf(keys.at())
    assert [row["what"] for row in page.answers["events"]] == ["Moved to a new school."]


def test_a_relative_is_added_and_a_person_moved_in_the_family_tree(
    window: MainWindow, keys: Keys, made: Made
) -> None:
    window.genogram(made.family)
    keys.enter("Couples")
    keys.enter("Add a relative")
    assert keys.name() == "Relative 1, Name"
    keys.type("Juniper Thistlewick")
    keys.press(Key.Key_S, CTRL)
    keys.press(Key.Key_Left, ALT)
    tree = window.page
    assert isinstance(tree, GenogramPage)
    assert any(member.name == "Juniper Thistlewick" for member in tree.tree.members)
    keys.tab_to("Family tree.")
    keys.press(Key.Key_Space)
    for _ in range(8):
        keys.press(Key.Key_Right)
    assert list(made.vault.records.get(tree_of(made.session, made.family)).answers["placed"])


def test_a_child_is_added_from_the_family(window: MainWindow, keys: Keys, made: Made) -> None:
    window.record(made.family, "children")
    keys.tab_to("Add a child")
    keys.press(Key.Key_Return)
    assert keys.name() == "Child 4, Born yet?"


def test_a_mark_on_the_body_outline(window: MainWindow, keys: Keys, made: Made) -> None:
    record = record_of(made, "injury")
    window.record(record, "marks")
    keys.tab_to("Back, no marks")
    for _ in range(3):
        keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert keys.name() == "Mark 2, Where"
    keys.press(Key.Key_S, CTRL)
    marks = made.vault.records.get(record).answers["marks"]
    assert [(mark["view"], mark["site"]) for mark in marks][-1] == ("back", "Upper back")


def test_a_signature_without_drawing(window: MainWindow, keys: Keys, made: Made) -> None:
    record = record_of(made, "agree_family")
    window.record(record)
    page = window.page
    assert isinstance(page, RecordPage)
    page.edit.open_page("signed")
    settle()
    keys.tab_to("Sorrel Thistlewick, How")
    at = keys.at()
    assert isinstance(at, QComboBox)
    while at.currentText() != "Signed on this screen":
        keys.press(Key.Key_Up)
    keys.tab_to("Sorrel Thistlewick, Signature, sheet")
    keys.press(Key.Key_X)
    keys.press(Key.Key_S, CTRL)
    (signed,) = made.vault.records.get(record).answers["signatures"]
    assert (signed["how"], len(signed["strokes"])) == ("drawn", 2)


def test_points_of_a_map_move_between_columns(window: MainWindow, keys: Keys, made: Made) -> None:
    record = record_of(made, "safety_map")
    window.record(record, "map")
    keys.tab_to("What are we worried about?: add a point")
    keys.type("Mornings before school")
    keys.press(Key.Key_Return)
    keys.tab_to("What makes it harder", back=True)
    keys.press(Key.Key_Right, ALT)
    keys.check()
    assert "in What needs to happen?" in keys.name()
    keys.press(Key.Key_Left, ALT)
    assert "in What are we worried about?" in keys.name()
    keys.press(Key.Key_S, CTRL)
    before = len(points(made, record))
    keys.press(Key.Key_Delete)
    keys.check()
    keys.press(Key.Key_S, CTRL)
    assert len(points(made, record)) == before - 1
    keys.press(Key.Key_Z, CTRL)
    keys.press(Key.Key_S, CTRL)
    assert len(points(made, record)) == before


def points(made: Made, record: str) -> list[dict[str, object]]:
    """The points of a map as they are kept."""
    return made.vault.records.get(record).answers["map"]  # type: ignore[no-any-return]


def test_a_copy_of_the_area_is_changed(window: MainWindow, keys: Keys, made: Made, out: Path) -> None:
    window.settings("Practice")

    def change() -> None:
        settle(10)
        keys.tab_to("Children's front door: number")
        keys.press(Key.Key_A, CTRL)
        keys.type("01632 960500")
        keys.enter("Save our copy")

    keys.tab_to("Edit a copy")
    keys.in_dialog(lambda: QTest.keyClick(keys.at(), Key.Key_Return), change)
    keys.check()
    assert window.session.area.front_door[0].phone == "01632 960500"


def test_a_row_is_removed_and_put_back(window: MainWindow, keys: Keys, made: Made, out: Path) -> None:
    window.record(made.family, "children")
    keys.enter("Remove Early help plan")
    assert keys.name() == "Undo: put back Early help plan"
    keys.press(Key.Key_Z, CTRL)
    assert keys.name() == "Early help plan, Plan or status"
    keys.enter("Remove Early help plan")
    keys.press(Key.Key_S, CTRL)
    keys.check()
    assert not made.vault.records.get(made.family).answers["children"][0].get("plans")


def test_a_decision_to_share_from_its_start_until_it_stands(
    window: MainWindow, keys: Keys, made: Made
) -> None:
    more(window, keys, "Decide about sharing")
    page = window.page
    assert isinstance(page, WizardPage)

    def go_on() -> str:
        keys.press(Key.Key_Return, CTRL)
        return page.course.view

    keys.press(Key.Key_1)
    keys.tab_to("Whose information is it, Wren")
    keys.press(Key.Key_Space)
    assert go_on() == "S0W"
    keys.tab_to("With whom")
    keys.type("Examplebridge Primary")
    keys.tab_to("What for")
    keys.type("So that Wren is not alone in the evening.")
    keys.tab_to("Thing 1, What", back=True)
    keys.type("Two evenings alone this week")
    keys.tab_to("Two evenings alone this week, This is")
    keys.press(Key.Key_Down)
    assert go_on() == "S1"
    # No danger now; serious harm is likely; a clear reason; recognisable; no duty in law.
    for view, key in (("S2", Key.Key_2), ("S3", Key.Key_1), ("S4", Key.Key_1), ("S5", Key.Key_1)):
        keys.press(key)
        assert go_on() == view
    keys.press(Key.Key_2)
    met = ["S5"]
    for _ in range(70):
        before = page.course.view
        if go_on() == before:
            answer(page, keys)
        else:
            met.append(page.course.view)
        if page.course.view == END:
            break
    assert {"S5b", "S6N", "S8", "S9", "S10"} <= set(met)
    # The question before it is final has the keyboard on the safe answer.
    assert keys.name() == "Keep as draft"
    keys.enter("Finish", back=True)
    assert made.vault.records.get(page.store.record_id).status == "final"
    keys.check()


def answer(page: WizardPage, keys: Keys) -> None:
    """Answers what Next led the keyboard to."""
    at = keys.at()
    if isinstance(at, QComboBox):
        keys.press(Key.Key_Down)
    elif isinstance(at, QAbstractButton) and not isinstance(at, OptionHead):
        assert not at.isChecked(), keys.name()
        keys.press(Key.Key_Space)
    elif isinstance(at, OptionHead):
        # Of the ways to tell the person: not told, because.
        keys.press(Key.Key_5 if page.course.view == "S10" else Key.Key_1)
    elif isinstance(at, SignPad):
        keys.press(Key.Key_X)
    else:
        keys.type("Because of the risk")
