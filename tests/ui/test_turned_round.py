"""The screen turned round: nothing but the map or the agreement, a number by pointing, and back with the key alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import key, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made
from tests.ui.record_helpers import CONTEXT
from toolkit.forms.records import child_agreement
from toolkit.forms.rules import Entry
from toolkit.settings import Settings
from toolkit.ui.app import App
from toolkit.ui.cover import Cover
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.columns import ColumnsEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record.turning import RESTRICTED
from toolkit.ui.record.turning import turned as turned_view
from toolkit.ui.record_store import VaultStore
from toolkit.ui.theme import Theme
from toolkit.ui.tries import Tries
from toolkit.ui.turned_map import NumberButton, TurnedMap
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.turned_round import WRONG, TurnedRound, WorkersKey
from toolkit.ui.turned_sign import NOTHING, Signing, SignSheet
from toolkit.ui.turned_write import WriteSheet, Writing
from toolkit.ui.widgets import Rail
from toolkit.vault.vault import Vault

POINTS = [
    {"id": "p1", "kind": "strength", "text": "Wren likes her teacher.", "who": "Sorrel"},
    {
        "id": "p2",
        "kind": "harm",
        "text": "Hungry on three Mondays.",
        "who": "School nurse",
        "evidence": "quokka",
    },
    {"id": "p3", "kind": "missing", "text": "Who is the zibblethorpe?", "hidden": "yes", "who": "Tansy"},
    {"id": "p4", "kind": "goal", "text": "An adult is up.", "know": "wallaby"},
]
ROWS = [
    {"id": "s1", "person": "a1", "score": 7, "because": "Mornings", "date": "2026-11-12"},
    {"id": "s2", "person": "a4", "score": 6, "date": "2026-11-12"},
]


def map_answers(**more: Any) -> dict[str, Any]:
    return {
        "event": "2026-11-12T14:00",
        "about": ["c1"],
        "took_part": ["c1", "a1", "a4"],
        "level": "early",
        "order": "well_first",
        "map": [dict(point) for point in POINTS],
        "scale": {"low": "worst", "high": "best", "rows": [dict(row) for row in ROWS]},
        **more,
    }


def open_map(window: MainWindow, made: Made, **more: Any) -> RecordPage:
    store = VaultStore(made.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers(**more))
    window.record(store.record_id)
    settle()
    assert isinstance(window.page, RecordPage)
    assert window.page.edit is not None
    window.page.edit.open_page("map")
    return window.page


@pytest.fixture
def page(window: MainWindow, made: Made) -> RecordPage:
    return open_map(window, made)


def turn(page: RecordPage, width: int = 1366, height: int = 768) -> TurnedRound:
    """Turns a record round and gives the large view the size of a laptop's screen."""
    page.turn_round()
    view = page.turned
    assert view is not None
    settle()
    view.showNormal()
    view.resize(width, height)
    settle(12)
    assert view.width() == width
    return view


@pytest.fixture
def turned(page: RecordPage) -> Iterator[TurnedRound]:
    yield turn(page)
    if page.turned is not None:
        page._turn_back()
    settle()


def board(view: TurnedRound) -> TurnedMap:
    found = view.findChild(TurnedMap)
    assert found is not None
    return found


def words(view: QWidget) -> str:
    """Every word that can be seen, or heard from a screen reader."""
    settle()
    seen = [widget for widget in view.findChildren(QWidget) if widget.isVisibleTo(view)]
    labels = [label.text() for label in seen if isinstance(label, QLabel)]
    boxes = [box.toPlainText() + box.placeholderText() for box in seen if isinstance(box, QTextEdit)]
    names = [widget.accessibleName() + widget.accessibleDescription() for widget in seen]
    return "\n".join([view.windowTitle(), view.accessibleName(), *labels, *boxes, *names])


def numbers_shown(view: TurnedMap) -> set[str]:
    assert view.row is not None
    return {
        label.text()
        for layout in view.row.over.values()
        for place in range(layout.count())
        for label in layout.itemAt(place).widget().findChildren(QLabel)
    }


def test_f11_shows_the_map_and_nothing_else(page: RecordPage, window: MainWindow) -> None:
    key(window, Qt.Key.Key_F11)
    view = page.turned
    assert view is not None
    assert view.isFullScreen()
    assert not window.isVisible()
    settle()
    view.showNormal()
    view.resize(1366, 768)
    assert view.findChild(Rail) is None
    seen = words(view)
    assert "Wren likes her teacher." in seen
    assert "Our map" in seen
    for kept_back in ("zibblethorpe", "quokka", "wallaby", "Thistlewick", "F-0001", "Tansy", "Mornings"):
        assert kept_back not in seen, kept_back
    page._turn_back()
    assert window.isVisible()


def test_no_other_family_is_named(window: MainWindow, made: Made) -> None:
    answers = {"family_name": "Gooseberry", "children": [{"id": "c1", "name": "Moss Gooseberry"}]}
    made.vault.records.create("family", None, answers, made.session.author())
    for form_id in (None, "agree_family"):
        page = open_agreement(window, made, form_id, {}) if form_id else open_map(window, made)
        view = turn(page)
        sheets = view.findChild(LargeOutline)
        for number in range(sheets.count if sheets is not None else 1):
            if sheets is not None:
                sheets.show_page(number)
            seen = words(view) + "".join(widget.toolTip() for widget in view.findChildren(QWidget))
            assert "Gooseberry" not in seen
            assert "Moss" not in seen
        page._turn_back()


def test_leaving_needs_the_passphrase(turned: TurnedRound, page: RecordPage, window: MainWindow) -> None:
    turned.close()
    settle()
    assert turned.isVisible()
    assert turned.dialog is not None
    turned.dialog.line.setText("not the passphrase at all")
    QTest.keyClick(turned.dialog.line, Qt.Key.Key_Return)
    assert turned.dialog is not None
    assert "does not open these records" in turned.dialog._frame.problem_text()
    assert turned.dialog.line.text() == ""
    assert not window.isVisible()
    turned.dialog.button("Stay turned round").click()
    settle()
    assert turned.dialog is None
    assert turned.isVisible()
    QTest.keyClick(turned, Qt.Key.Key_Escape)
    turned.dialog.line.setText(PASSPHRASE)
    turned.dialog.button("Turn back").click()
    settle()
    assert page.turned is None
    assert window.isVisible()


def wrong_key(view: TurnedRound) -> str:
    """Types a wrong key and says what is answered."""
    assert view.dialog is not None
    view.dialog.line.setText("not the passphrase")
    QTest.keyClick(view.dialog.line, Qt.Key.Key_Return)
    settle()
    assert view.dialog is not None
    return view.dialog._frame.problem_text()


def test_wrong_keys_wait_as_at_the_unlock_window(theme: Theme, settings: Settings, qtbot: QtBot) -> None:
    now = [1000.0]
    asked: list[str] = []

    def fits(typed: str) -> bool:
        asked.append(typed)
        return typed == PASSPHRASE

    tries = Tries(settings, steady=lambda: now[0], wall=lambda: now[0])
    view = TurnedRound(theme, "Our map", "", WorkersKey(fits, tries))
    qtbot.addWidget(view)
    view.show()
    view.ask()
    assert [wrong_key(view) for _ in range(3)] == [WRONG] * 3
    assert "Wait 3 seconds" in wrong_key(view)
    assert settings.wrong_tries == 4
    assert len(asked) == 4
    assert view.dialog is not None
    view.dialog.line.setText(PASSPHRASE)
    view.dialog.button("Turn back").click()
    assert len(asked) == 4
    assert view.dialog is not None
    # A second dialog does not begin anew.
    view.dialog.button("Stay turned round").click()
    settle()
    view.ask()
    assert view.dialog is not None
    assert "before the next try" in view.dialog._frame.problem_text()
    # The keyboard stays where the person put it while the seconds go by.
    stay = view.dialog.button("Stay turned round")
    stay.setFocus()
    now[0] += 1
    view.dialog._say_wait()
    assert "Wait 2 seconds" in view.dialog._frame.problem_text()
    assert view.dialog.focusWidget() is stay
    now[0] += 1.1
    view.dialog._say_wait()
    assert view.dialog._frame.problem_text() == ""
    view.dialog.line.setText(PASSPHRASE)
    with qtbot.waitSignal(view.left, timeout=500):
        view.dialog.button("Turn back").click()
    assert settings.wrong_tries == 0
    view.put_away()


def test_the_record_page_counts_wrong_keys(turned: TurnedRound, made: Made) -> None:
    turned.ask()
    wrong_key(turned)
    assert made.session.settings.wrong_tries == 1


def test_an_empty_key_is_no_try(turned: TurnedRound, made: Made) -> None:
    turned.ask()
    assert turned.dialog is not None
    turned.dialog.button("Turn back").click()
    assert turned.dialog._frame.problem_text() == "Type your passphrase first."
    assert made.session.settings.wrong_tries == 0


def test_no_key_of_the_main_window_works_behind_it(
    turned: TurnedRound, page: RecordPage, window: MainWindow
) -> None:
    key(turned, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    key(turned, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    key(turned, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page is page
    assert not window.isVisible()


def test_it_stays_when_the_colours_change(turned: TurnedRound, page: RecordPage, window: MainWindow) -> None:
    page.theme.change(mode="dark")
    settle()
    assert window.page is page
    assert turned.isVisible()
    page.theme.change(mode="light")


def test_a_child_picks_a_number_by_pointing_and_sees_no_other(turned: TurnedRound, page: RecordPage) -> None:
    view = board(turned)
    assert view.row is not None
    assert numbers_shown(view) == set()
    view.keys["c1"].click()
    five = view.row.buttons[5]
    assert min(five.width(), five.height()) >= 66
    QTest.mouseClick(five, Qt.MouseButton.LeftButton)
    settle()
    assert view.row.question.text() == "Wren, is 5 your number?"
    assert numbers_shown(view) == {"Wren"}
    view.row.again.click()
    settle()
    assert numbers_shown(view) == set()
    QTest.mouseClick(view.row.buttons[4], Qt.MouseButton.LeftButton)
    view.row.yes.click()
    settle()
    assert numbers_shown(view) == {"Wren", "Sorrel", "Nettie"}
    page._turn_back()
    settle()
    rows = page.answers["scale"]["rows"]
    assert [(row["person"], row["score"]) for row in rows] == [("a1", 7), ("a4", 6), ("c1", 4)]
    assert page.edit is not None
    assert page.edit.column is not None
    assert page.edit.column.boxes["scale"].editor.value()["rows"] == rows


def test_a_number_is_not_taken_before_somebody_touched_a_name(turned: TurnedRound, page: RecordPage) -> None:
    view = board(turned)
    assert view.row is not None
    QTest.mouseClick(view.row.buttons[9], Qt.MouseButton.LeftButton)
    assert page.answers["scale"]["rows"] == ROWS
    assert view.row.note.text() == "Touch your name, then your number."
    assert not view.row.buttons[9].isChecked()


def test_the_family_adds_points_in_its_own_name(turned: TurnedRound, page: RecordPage) -> None:
    view = board(turned)
    view.keys["c1"].click()
    box = view.views["next"].words
    box.setFocus()
    QTest.keyClicks(box, "Gran could ring")
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    added = page.answers["map"][-1]
    assert (added["kind"], added["text"], added["who"]) == ("idea", "Gran could ring", "Wren")
    assert "Gran could ring" in words(turned)
    assert any(point.get("hidden") == "yes" for point in page.answers["map"])
    page._turn_back()
    assert page.flush()
    assert page.edit is not None
    assert page.edit.column is not None
    assert page.edit.column.boxes["map"].editor.value()[-1] == added


def test_a_final_map_can_be_looked_at_and_not_changed(window: MainWindow, made: Made) -> None:
    store = VaultStore(made.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers())
    store.finish(map_answers())
    window.record(store.record_id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    view = turn(page)
    seen = words(view)
    assert "Wren likes her teacher." in seen
    assert "zibblethorpe" not in seen
    assert not [box for box in view.findChildren(QTextEdit) if box.isVisible()]
    board(view).speak("a1")
    board(view).pick(2)
    board(view).add(board(view).views["well"].column, "Too late")
    assert page.answers["scale"]["rows"] == ROWS
    assert page.answers["map"] == POINTS
    page._turn_back()


def test_a_final_map_reads_with_its_columns_and_numbers(window: MainWindow, made: Made) -> None:
    store = VaultStore(made.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers())
    store.finish(map_answers())
    window.record(store.record_id)
    settle()
    assert window.page is not None
    seen = words(window.page)
    assert "Hungry on three Mondays." in seen
    assert "Mornings" in seen


def test_nothing_is_rich_text(window: MainWindow, made: Made) -> None:
    page = open_map(window, made, map=[{"id": "p", "kind": "harm", "text": "<b>bold</b> & <i>so</i>"}])
    turn(page)
    assert page.turned is not None
    assert "<b>bold</b> & <i>so</i>" in words(page.turned)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in page.turned.findChildren(QLabel)
        if label.text()
    )
    page._turn_back()


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1366, 768), (100, 1366, 690), (200, 1366, 768)])
def test_no_words_are_cut(
    make_theme: Callable[..., Theme], made: Made, qtbot: QtBot, size: int, width: int, height: int
) -> None:
    made.session.theme = make_theme(text_size=size)
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.show()
    page = open_map(window, made)
    view = turn(page, width, height)
    board(view).speak("c1")
    board(view).pick(5)
    settle(12)
    assert_fits(view)
    assert all(min(b.width(), b.height()) >= 66 for b in view.findChildren(NumberButton))
    page._turn_back()
    window.drop()


def test_alt_and_left_moves_a_point_and_does_not_leave_the_page(page: RecordPage, window: MainWindow) -> None:
    assert page.edit is not None
    assert page.edit.column is not None
    editor = page.edit.column.boxes["map"].editor
    assert isinstance(editor, ColumnsEditor)
    editor._focus("p2")
    key(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page is page
    assert [p["kind"] for p in page.answers["map"] if p["id"] == "p2"] == ["strength"]


def test_somebody_with_and_without_a_role_is_one_person(window: MainWindow, made: Made) -> None:
    worker = {"name": "Tansy Dunnock", "role": "health visitor"}
    points = [
        {"id": "p1", "kind": "strength", "text": "Nettie said it.", "who": "Tansy Dunnock"},
        {"id": "p2", "kind": "strength", "text": "True.", "who": "Tansy Dunnock (health visitor)"},
        {"id": "p3", "kind": "strength", "text": "Also true.", "who": "Tansy Dunnock (neighbour)"},
    ]
    page = open_map(window, made, took_part=["c1", worker], map=points)
    view = turn(page)
    said = [button.accessibleName() for button in board(view).keys.values()]
    # A role of its own is another person.
    assert said.count("Tansy Dunnock") == 2, said
    page._turn_back()


def test_more_below_is_said_while_points_are_out_of_sight(window: MainWindow, made: Made) -> None:
    points = [{"id": f"n{n}", "kind": "strength", "text": f"Something good, number {n}."} for n in range(12)]
    page = open_map(window, made, map=points)
    view = turn(page)
    assert view.more.isVisible()
    row = board(view).row
    assert row is not None
    # Nothing of the page stands under the numbers.
    end = view.page.mapTo(view, view.page.rect().bottomLeft()).y()
    assert end < view.more.mapTo(view, view.more.rect().topLeft()).y() < row.mapTo(view, QPoint(0, 0)).y()
    assert_fits(view)
    for _ in range(12):
        if view.more.isVisible():
            view.more.click()
            settle()
    assert not view.more.isVisible()
    scroll = view.page.verticalScrollBar()
    assert scroll.value() == scroll.maximum()
    scroll.setValue(0)
    settle()
    assert view.more.isVisible()
    page._turn_back()


def test_a_short_map_says_nothing_of_more(page: RecordPage) -> None:
    view = turn(page, 1366, 1400)
    assert not view.more.isVisible()
    page._turn_back()


# Agreements


def open_agreement(window: MainWindow, made: Made, form: str, answers: dict[str, Any]) -> RecordPage:
    store = VaultStore(made.session, form_id=form, family_id=made.family)
    store.save({"event": "2026-11-12T14:00", "about": ["c1"], **answers})
    window.record(store.record_id)
    settle()
    assert isinstance(window.page, RecordPage)
    return window.page


def test_an_agreement_is_what_its_copy_would_be(window: MainWindow, made: Made) -> None:
    page = open_agreement(window, made, "agree_child", {"review": "2026-12-12"})
    view = turn(page)
    seen = words(view)
    assert "Our agreement" in seen
    assert len(seen) > 200
    assert "Examplebridge team" not in seen
    assert not view.findChildren(QTextEdit)
    assert_fits(view)
    page._turn_back()


def test_a_practitioners_record_is_not_turned_round(window: MainWindow, made: Made) -> None:
    page = open_agreement(window, made, "case_note", {})
    page.turn_round()
    assert page.turned is None
    assert window.isVisible()


@pytest.mark.parametrize("form", ["safety_map", "agree_child", "agree_family"])
def test_a_restricted_record_is_refused_with_its_sentence(window: MainWindow, made: Made, form: str) -> None:
    page = open_agreement(window, made, form, {"restriction": "restricted", "restricted_from": "Basil Quill"})
    page.turn_round()
    assert page.turned is None
    assert window.isVisible()
    assert page.dialog is not None
    assert all(part in words(page.dialog) for part in RESTRICTED.split(". "))
    page.dialog.reject()


SIGNED = [
    {"id": "s1", "name": "Wren", "role": "Child"},
    {"id": "s2", "name": "Sorrel", "role": "mother", "how": "declined", "reason": "later"},
    {"id": "s3", "name": "Tansy", "role": "Worker"},
]


def sheets_of(view: TurnedRound) -> tuple[LargeOutline, Signing]:
    found = view.findChild(LargeOutline)
    assert found is not None
    signing = found.findChild(Signing)
    assert signing is not None
    found.show_page(found.count - 1)
    settle()
    return found, signing


def test_a_child_signs_on_the_turned_screen(window: MainWindow, made: Made) -> None:
    page = open_agreement(window, made, "agree_child", {"child_name": "Wren", "signed": SIGNED})
    view = turn(page)
    sheets, signing = sheets_of(view)
    assert "Wren\nNot signed yet" in "\n".join(label.text() for label in sheets.findChildren(QLabel))
    sheets.sign.click()
    assert signing.dialog is not None
    # Who declined is not asked again.
    assert [button.text() for button in signing.dialog.buttons()] == ["Wren", "Tansy", "Not now"]
    signing.dialog.button("Wren").click()
    sheet = signing.dialog
    assert isinstance(sheet, SignSheet)
    sheet.button("Done").click()
    assert sheet.text.text() == NOTHING
    pad = sheet.sheet.pad
    assert_fits(sheet)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().topLeft() + QPoint(30, 30))
    QTest.mouseMove(pad, QPoint(90, 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 60))
    sheet.button("Done").click()
    settle()
    assert signing.dialog is None
    assert "Wren drew a signature" in words(view)
    assert_fits(view)
    page._turn_back()
    assert page.flush()
    wren, sorrel, tansy = made.vault.records.get(page.store.record_id).answers["signed"]  # type: ignore[attr-defined]
    assert (wren["how"], wren["date"], wren["name"]) == ("drawn", "2026-11-12", "Wren")
    assert wren["strokes"]
    assert (sorrel, tansy) == (SIGNED[1], SIGNED[2])


def test_not_now_signs_nothing(window: MainWindow, made: Made) -> None:
    page = open_agreement(window, made, "agree_child", {"child_name": "Wren"})
    view = turn(page)
    sheets, signing = sheets_of(view)
    sheets.sign.click()
    assert signing.dialog is not None
    signing.dialog.button("Wren").click()
    assert signing.dialog is not None
    signing.dialog.button("Not now").click()
    settle()
    assert signing.dialog is None
    assert not page.answers.get("signed")
    sheets.sign.click()
    signing.dialog.button("Wren").click()
    assert isinstance(signing.dialog, SignSheet)
    signing.dialog.sheet.pad.cross()
    signing.dialog.button("Done").click()
    settle()
    first = page.answers["signed"][0]
    assert (first["name"], first["how"], bool(first["id"])) == ("Wren", "drawn", True)
    page._turn_back()


def test_the_family_writes_in_an_agreement(window: MainWindow, made: Made) -> None:
    secret = {"manager_name": "Quokka", "source": "told", "source_detail": "Wallaby"}
    page = open_agreement(window, made, "agree_family", {"work": "Mornings", **secret})
    view = turn(page)
    sheets = view.findChild(LargeOutline)
    assert sheets is not None
    writing = sheets.findChild(Writing)
    assert writing is not None
    keys = [box.key for box in writing.boxes()]
    assert {"work", "reason", "worried"} <= set(keys)
    assert not {"manager_note", "late_reason", "source_detail", "restriction_reason"} & set(keys)
    assert sheets.write.isVisible()
    sheets.write.click()
    settle()
    assert writing.dialog is not None
    assert_fits(writing.dialog)
    assert "Quokka" not in words(writing.dialog)
    assert "Wallaby" not in words(writing.dialog)
    chosen = next(box for box in writing.boxes() if box.key == "reason")
    button = next(b for b in writing.dialog.findChildren(QAbstractButton) if b.text() == chosen.label)
    button.click()
    settle()
    sheet = writing.dialog
    assert isinstance(sheet, WriteSheet)
    assert_fits(sheet)
    QTest.keyClicks(sheet.words, "Mondays are hard.")
    # Saved as it is typed, however the sheet is left.
    assert page.answers["reason"] == "Mondays are hard."
    QTest.keyClick(sheet.words, Qt.Key.Key_Escape)
    settle()
    assert writing.dialog is None
    assert page.turned is view
    assert "Mondays are hard." in all_pages(sheets)
    page._turn_back()
    assert page.flush()
    kept = made.vault.records.get(page.store.record_id).answers  # type: ignore[attr-defined]
    assert (kept["reason"], kept["work"]) == ("Mondays are hard.", "Mornings")


def all_pages(sheets: LargeOutline) -> str:
    found = []
    for number in range(sheets.count):
        sheets.show_page(number)
        settle()
        found += [label.text() for label in sheets.findChildren(QLabel) if label.isVisible()]
    return "\n".join(found)


def test_a_touched_panel_opens_its_text(window: MainWindow, made: Made) -> None:
    page = open_agreement(window, made, "agree_family", {"reason": "Mondays are hard."})
    view = turn(page)
    sheets = view.findChild(LargeOutline)
    assert sheets is not None
    writing = sheets.findChild(Writing)
    assert writing is not None
    for number in range(sheets.count):
        sheets.show_page(number)
        settle()
        label = next((w for w in sheets.findChildren(QLabel) if w.text() == "Mondays are hard."), None)
        if label is not None and label.isVisible():
            QTest.mouseClick(label, Qt.MouseButton.LeftButton)
            break
    settle()
    assert isinstance(writing.dialog, WriteSheet)
    assert writing.dialog.words.value() == "Mondays are hard."
    writing.dialog.button("Done").click()
    settle()
    assert writing.dialog is None
    page._turn_back()


def test_what_is_final_cannot_be_signed(theme: Theme, qtbot: QtBot) -> None:
    entry = Entry(child_agreement.FORM)
    view = turned_view(theme, entry, {"signed": SIGNED}, CONTEXT, new_desk(theme), lambda _key: True, None)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    settle()
    assert view.findChild(Signing) is None
    assert view.findChild(Writing) is None
    sheets = view.findChild(LargeOutline)
    assert sheets is not None
    assert not sheets.sign.isVisible()
    view.put_away()


# Locking


@pytest.fixture
def app(qapp: QApplication, settings: Settings, made: Made) -> Iterator[App]:
    settings.theme = "light"
    ended: list[int] = []
    app = App(qapp, settings, start=lambda *_: None, end=ended.append, environ={"HOME": "x"})
    folder = made.vault.folder
    made.vault.close()
    app.opened(Vault.unlock(folder, PASSPHRASE, lambda _f: made.session.catalogue))
    assert app.window is not None
    app.window.showNormal()
    settle()
    yield app
    app.stop()


def test_the_lock_works_and_saves_what_was_written(app: App, made: Made) -> None:
    assert app.window is not None
    assert app.session is not None
    store = VaultStore(app.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers())
    app.window.record(store.record_id)
    page = app.window.page
    assert isinstance(page, RecordPage)
    page.turn_round()
    view = page.turned
    assert view is not None
    board(view).add(board(view).views["well"].column, "She sings")
    folder = app.session.vault.folder
    app.lock("5")
    settle()
    assert app.session is None
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, Cover)]
    with Vault.unlock(folder, PASSPHRASE, lambda _f: made.session.catalogue) as vault:
        assert vault.records.get(store.record_id).answers["map"][-1]["text"] == "She sings"


def opened_map(app: App, made: Made) -> RecordPage:
    """A map of the unlocked program, turned round."""
    assert app.window is not None
    assert app.session is not None
    store = VaultStore(app.session, form_id="safety_map", family_id=made.family)
    store.save(map_answers())
    app.window.record(store.record_id)
    page = app.window.page
    assert isinstance(page, RecordPage)
    turn(page)
    return page


def test_blank_works_over_it_and_any_key_shows_it_again(app: App, made: Made) -> None:
    page = opened_map(app, made)
    view = page.turned
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_F9)
    settle()
    assert app.cover is not None
    assert app.cover.isVisible()
    QTest.keyClick(app.cover, Qt.Key.Key_Space)
    settle()
    assert app.cover is None
    assert view.isVisible()
    assert app.window is not None
    assert not app.window.isVisible()


def test_the_time_to_lock_goes_on(app: App, made: Made) -> None:
    page = opened_map(app, made)
    assert page.turned is not None
    page.turned.ask()
    settle()
    app.idle._last = (app.idle._last[0] - 3600, app.idle._last[1] - 3600)
    app.idle.look()
    settle()
    assert app.session is None
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, Cover)]
