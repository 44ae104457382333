"""New records as a person makes them: the passphrase, the printed sheet typed back, name and numbers; on real disk."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import PASSPHRASE, disk_fault
from tests.ui.fit import assert_fits
from toolkit.errors import DiskFull, RecordsAlreadyHere
from toolkit.forms import catalogue
from toolkit.practice.areas import local_from
from toolkit.ui.create_sheet import two_groups
from toolkit.ui.create_vault import CreateWindow, NewRecords
from toolkit.ui.jobs import Jobs
from toolkit.ui.new_passphrase import NewPassphrase
from toolkit.ui.passphrase import judge, load_words, pick_words
from toolkit.ui.recovery_sheet import (
    NoPrinter,
    Sheet,
    SheetNotSaved,
    SheetPicture,
    print_sheet,
    save_pdf,
    sheet_pdf,
)
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.ui.widgets import Banner
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

DAY = date(2026, 11, 12)


def make(*, folder: Path, passphrase: str, name: str, code: RecoveryCode) -> Vault:
    return Vault.create(folder, passphrase, name, catalogue.load, code=code, cost=FLOOR)[0]


class Printer:
    """Keeps the sheets that were printed."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def __call__(self, _parent: QWidget, sheet: Sheet, _theme: Theme) -> bool:
        self.sheets.append(sheet)
        return True


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path, printer: Printer) -> Callable[..., CreateWindow]:
    """Gives a function that opens the window."""

    def open_it(**more: Any) -> CreateWindow:
        jobs = Jobs()
        options: dict[str, Any] = {
            "make": make,
            "new_code": RecoveryCode.new,
            "print_it": printer,
            "today": lambda: DAY,
            "groups_to_ask": lambda: (3, 7),
            **more,
        }
        made = CreateWindow(options.pop("theme", theme), jobs, tmp_path / "home" / "Records", **options)
        jobs.setParent(made)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return open_it


def to_sheet(
    window: CreateWindow, name: str = "Examplebridge outreach", passphrase: str = PASSPHRASE
) -> None:
    window.place.line.setText(name)
    window.next()
    window.passphrase.fields.row.line.setText(passphrase)
    window.passphrase.fields.again.setText(passphrase)
    window.next()
    assert window.at() == 2


def type_back(window: CreateWindow, groups: tuple[str, ...]) -> None:
    for number, box, _ in window.sheet.boxes:
        box.clear()
        QTest.keyClicks(box, groups[number - 1].lower())


def to_ready(qtbot: QtBot, window: CreateWindow, printer: Printer) -> None:
    to_sheet(window)
    window.sheet.print_button.click()
    type_back(window, tuple(printer.sheets[-1].groups))
    window.next_button.click()
    qtbot.waitUntil(lambda: window.at() == 3, timeout=20_000)


# From end to end


def test_the_whole_way(
    qtbot: QtBot, window: Callable[..., CreateWindow], printer: Printer, tmp_path: Path
) -> None:
    first = window()
    to_ready(qtbot, first, printer)
    assert first.passphrase.fields.text() == ""
    assert first.sheet.boxes == []
    assert not first.back_button.isVisible()
    QTest.keyClicks(first.ready.who, "Tansy Dunnock")
    QTest.keyClicks(first.ready.role, "Health visitor")
    QTest.keyClicks(first.ready.rows[0].line, "01632 960001")
    for row in first.ready.rows[1:]:
        row.not_yet.setChecked(True)
    first.ready.example.setChecked(True)
    with qtbot.waitSignal(first.created) as sent:
        first.next_button.click()
    new = sent.args[0]
    assert isinstance(new, NewRecords)
    assert new.example
    assert new.vault.name == "Examplebridge outreach"
    for key, value in new.facts.items():
        new.vault.facts.set(key, value)
    assert new.vault.facts.author().name == "Tansy Dunnock"
    numbers = local_from(lambda key, default: str(new.vault.facts.get(key, default)))
    assert numbers["front_door"].phone == "01632 960001"
    assert numbers["front_door"].checked_on == date.today().isoformat()
    assert numbers["out_of_hours"].phone == ""
    new.vault.close()
    folder = tmp_path / "home" / "Examplebridge outreach"
    Vault.unlock(folder, PASSPHRASE, catalogue.load).close()
    code = " ".join(printer.sheets[0].groups)
    Vault.unlock_with_code(folder, code, "candle ocean meteor thimble", catalogue.load, cost=FLOOR).close()


def test_nothing_is_on_disk_before_the_sheet_is_typed_back(
    window: Callable[..., CreateWindow], printer: Printer, tmp_path: Path
) -> None:
    first = window()
    to_sheet(first)
    first.sheet.print_button.click()
    first.next_button.click()
    assert first.at() == 2
    assert not first.busy()
    assert not (tmp_path / "home").exists()


def test_a_fault_while_making_keeps_everything_typed(
    qtbot: QtBot, window: Callable[..., CreateWindow], printer: Printer
) -> None:
    faults: list[type[Exception]] = [DiskFull]

    def faulty(**given: Any) -> Vault:
        if faults:
            raise faults.pop()
        return make(**given)

    first = window(make=faulty)
    to_sheet(first)
    first.sheet.print_button.click()
    type_back(first, tuple(printer.sheets[0].groups))
    first.next_button.click()
    qtbot.waitUntil(lambda: not first.busy(), timeout=10_000)
    assert first.at() == 2
    assert first.passphrase.fields.text() == PASSPHRASE
    first.next_button.click()
    qtbot.waitUntil(lambda: first.at() == 3, timeout=20_000)
    first._vault.close()


# Where to keep it


def test_a_name_is_needed_and_makes_a_safe_folder(
    window: Callable[..., CreateWindow], tmp_path: Path
) -> None:
    first = window()
    first.place.line.setText("   ")
    first.next()
    assert first.at() == 0
    assert first.place.field.problem_text().startswith("Give these records a name")
    first.place.line.setText(' Team: "north" / O’Quill. ')
    assert first.place.folder() == tmp_path / "home" / "Team- -north- - O’Quill"
    assert str(first.place.folder()) == first.place.where.accessibleName()


def test_a_folder_with_records_is_refused(window: Callable[..., CreateWindow], tmp_path: Path) -> None:
    taken = tmp_path / "home" / "Records"
    taken.mkdir(parents=True)
    (taken / "vault.db").write_bytes(b"x")
    first = window()
    first.next()
    assert first.at() == 0
    assert first.place.problem.text() == RecordsAlreadyHere.sentence
    assert (taken / "vault.db").read_bytes() == b"x"


def test_another_place_can_be_chosen(window: Callable[..., CreateWindow], tmp_path: Path) -> None:
    first = window(choose_folder=lambda _parent, _start: tmp_path / "stick")
    first.place.choose_button.click()
    assert first.place.folder() == tmp_path / "stick" / "Records"


# The passphrase


@pytest.mark.parametrize(
    ("typed", "lead", "why"),
    [
        ("password1", "Too easy to guess.", "passwords people use most"),
        ("12/03/1985", "Too easy to guess.", "Dates and years"),
        ("aaaaaaaaaaaa", "Too easy to guess.", "repeat"),
        ("examplebridge outreach", "Too easy to guess.", "known about you"),
        ("Tr0ub4dor&3", "Not strong enough yet.", ""),
        ("otter", "Too easy to guess.", "too short"),
    ],
)
def test_weak_passphrases_are_refused_with_the_reason(typed: str, lead: str, why: str) -> None:
    said = judge(typed, ["Examplebridge outreach"])
    assert not said.enough
    assert said.lead == lead
    assert why in said.text


def test_strong_passphrases_are_taken_whatever_they_are_made_of() -> None:
    for typed in (
        PASSPHRASE,
        "otter lantern gravel teaspoon",
        "ü" * 3 + " kettle (Mitte) ocean 41",
        "candle ocean meteor " * 40,
    ):
        assert judge(typed).enough, typed
    assert judge("").level == 0


def test_four_random_words_are_always_strong_enough() -> None:
    words = load_words()
    for _ in range(60):
        assert judge(pick_words(words)).level == 4


def test_the_list_of_words_is_large_plain_and_distinct() -> None:
    words = load_words()
    assert len(words) >= 2048
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.islower() and word.isalpha() and 4 <= len(word) <= 8 for word in words)


def test_picked_words_differ_and_come_from_everywhere() -> None:
    words = load_words()
    seen: set[str] = set()
    for _ in range(300):
        picked = pick_words(words).split()
        assert len(set(picked)) == 4
        seen.update(picked)
    assert len(seen) > 700
    assert max(words.index(word) for word in seen) > 0.95 * len(words)


def test_offered_words_go_in_and_must_be_typed_again(
    qtbot: QtBot, window: Callable[..., CreateWindow]
) -> None:
    first = window()
    first.next()
    fields = first.passphrase.fields
    fields._pick = lambda: "otter lantern gravel teaspoon"
    fields.again_button.click()
    fields.use_button.click()
    assert fields.text() == "otter lantern gravel teaspoon"
    assert fields.row.line.words_shown()
    assert fields.meter.level() == 4
    assert fields.meter.words().startswith("Very strong.")
    assert first.focusWidget() is fields.again
    first.next()
    assert first.at() == 1
    assert fields.again_field.problem_text().startswith("Type it again")
    QTest.keyClicks(fields.again, "otter lantern gravel tea")
    assert fields.match.text() == "Matches so far. 5 more letters."
    QTest.keyClicks(fields.again, "pot")
    assert fields.match.text() == "Differs from letter 25 on."
    first.next()
    assert first.at() == 1
    fields.again.setText("otter lantern gravel teaspoon")
    assert fields.match.text() == "Matches."
    QTest.keyClick(fields.again, Qt.Key.Key_Return)
    assert first.at() == 2


def test_a_weak_passphrase_stops_the_step(window: Callable[..., CreateWindow]) -> None:
    first = window()
    first.next()
    fields = first.passphrase.fields
    fields.row.line.setText("password1")
    fields.again.setText("password1")
    first.next()
    assert first.at() == 1
    assert fields.field.problem_text() == "This passphrase is not taken yet: it could be guessed."
    assert fields.meter.level() == 1


def test_the_name_of_the_records_counts_as_known(window: Callable[..., CreateWindow]) -> None:
    first = window()
    first.place.line.setText("Examplebridge outreach")
    first.next()
    first.passphrase.fields.row.line.setText("Examplebridge outreach")
    assert not first.passphrase.fields.strength().enough


def test_forgetting_drops_everything(qtbot: QtBot, theme: Theme) -> None:
    fields = NewPassphrase(theme)
    qtbot.addWidget(fields)
    fields.use_offered()
    offered = fields.offered.text()
    fields.again.setText(fields.text())
    fields.forget()
    fields.row.line.undo()
    fields.again.undo()
    assert fields.text() == fields.again.text() == ""
    assert fields.offered.text() != offered
    assert fields.meter.level() == 0


# The sheet


def test_both_groups_must_be_right(window: Callable[..., CreateWindow], printer: Printer) -> None:
    first = window()
    to_sheet(first)
    first.next()
    assert "Print the sheet first" in first.sheet.fault.words()
    first.sheet.print_button.click()
    groups = printer.sheets[0].groups
    (_, third, third_field), (_, seventh, seventh_field) = first.sheet.boxes
    QTest.keyClicks(third, groups[2])
    assert third_field.problem_text() == "Right"
    assert first.focusWidget() is seventh
    wrong = "0000" if groups[6] != "0000" else "1111"
    QTest.keyClicks(seventh, wrong)
    assert seventh_field.problem_text().startswith("This is not group 7.")
    first.next()
    assert not first.busy()
    assert first.at() == 2
    seventh.clear()
    first.next()
    assert seventh_field.problem_text() == "Type group 7 from the paper."


def test_letters_that_look_alike_are_taken(window: Callable[..., CreateWindow], printer: Printer) -> None:
    code = RecoveryCode(bytes(20))
    first = window(new_code=lambda: code)
    to_sheet(first)
    first.sheet.print_button.click()
    third = first.sheet.boxes[0][1]
    QTest.keyClicks(third, "ooOoO")
    assert first.sheet.boxes[0][2].problem_text() == "Right"


def test_the_code_is_hidden_until_asked_for_and_never_on_the_screen_as_text(
    window: Callable[..., CreateWindow], printer: Printer
) -> None:
    first = window()
    to_sheet(first)
    picture = first.sheet.picture
    assert picture is not None
    assert not picture.code_shown()
    hidden = picture.grab().toImage()
    first.sheet.other_button.click()
    first.sheet.reveal_button.click()
    assert picture.code_shown()
    assert picture.grab().toImage() != hidden
    assert not first.sheet.hidden_words.isVisible()
    assert first.sheet.said.text().startswith("Copy it by hand")
    first.sheet.boxes[0][1].setFocus()
    first.next()
    assert not picture.code_shown()
    assert first.sheet.hidden_words.isVisible()
    assert first.sheet.said.text().startswith("Shown ")
    assert first.at() == 2


def test_a_tab_after_the_jump_stays_and_the_main_button_comes_before_back(
    window: Callable[..., CreateWindow], printer: Printer
) -> None:
    first = window()
    to_sheet(first)
    first.sheet.print_button.click()
    groups = printer.sheets[-1].groups
    (_, third, _), (_, seventh, _) = first.sheet.boxes
    QTest.keyClicks(third, groups[2])
    assert seventh.hasFocus()
    QTest.keyClick(seventh, Qt.Key.Key_Tab)
    assert seventh.hasFocus()
    QTest.keyClicks(seventh, groups[6])
    QTest.keyClick(seventh, Qt.Key.Key_Tab)
    assert first.next_button.hasFocus()
    QTest.keyClick(first.next_button, Qt.Key.Key_Tab)
    assert first.back_button.hasFocus()


def test_an_empty_group_is_no_trap_for_tab(window: Callable[..., CreateWindow], printer: Printer) -> None:
    first = window()
    to_sheet(first)
    first.sheet.print_button.click()
    (_, third, _), (_, seventh, _) = first.sheet.boxes
    QTest.keyClicks(third, printer.sheets[-1].groups[2])
    QTest.keyClick(seventh, Qt.Key.Key_Tab)
    QTest.keyClick(seventh, Qt.Key.Key_Tab)
    assert first.next_button.hasFocus()


def test_no_printer_is_said_and_goes_no_further(
    window: Callable[..., CreateWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.ui.recovery_sheet.QPrinterInfo.availablePrinterNames", list)
    first = window(print_it=print_sheet)
    to_sheet(first)
    first.sheet.print_button.click()
    assert first.sheet.fault.words() == NoPrinter.sentence
    first.next()
    assert first.at() == 2


def test_going_back_keeps_a_printed_sheet_good_and_another_name_makes_another(
    window: Callable[..., CreateWindow], printer: Printer
) -> None:
    first = window()
    to_sheet(first)
    first.sheet.print_button.click()
    first.back()
    first.next()
    first.sheet.print_button.click()
    assert list(printer.sheets[0].groups) == list(printer.sheets[1].groups)
    first.back()
    first.back()
    first.place.line.setText("Another team")
    first.next()
    first.next()
    first.sheet.print_button.click()
    assert list(printer.sheets[2].groups) != list(printer.sheets[0].groups)
    assert printer.sheets[2].name == "Another team"


def test_the_paper_holds_the_whole_code_and_no_name_in_its_properties(theme: Theme) -> None:
    code = RecoveryCode.new()
    sheet = Sheet("Examplebridge outreach", DAY, code.groups)
    reader = pypdf.PdfReader(BytesIO(sheet_pdf(sheet, theme)))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    text = " ".join(reader.pages[0].extract_text().split())
    for group in code.groups:
        assert group in text
    assert "Examplebridge outreach" in text
    assert "12 November 2026" in text
    assert "Examplebridge" not in str(reader.metadata)
    assert all(group not in str(reader.metadata) for group in code.groups)
    # The drill: what a person reads off the paper opens as the code.
    assert RecoveryCode.read(" ".join(group for group in code.groups if group in text)) == code
    assert "Sheet(...)" in repr(sheet)


def test_the_picture_is_the_same_sheet_without_the_code(qtbot: QtBot, theme: Theme) -> None:
    one = SheetPicture(theme, Sheet("Records", DAY, RecoveryCode.new().groups))
    other = SheetPicture(theme, Sheet("Records", DAY, RecoveryCode.new().groups))
    for picture in (one, other):
        qtbot.addWidget(picture)
        picture.resize(picture.sizeHint())
    assert one.grab().toImage() == other.grab().toImage()
    one.reveal(True)
    other.reveal(True)
    assert one.grab().toImage() != other.grab().toImage()


def test_a_pdf_is_for_one_person_and_a_full_disk_is_said(theme: Theme, tmp_path: Path) -> None:
    sheet = Sheet("Records", DAY, RecoveryCode.new().groups)
    path = tmp_path / "Recovery sheet.pdf"
    save_pdf(sheet, theme, path)
    assert path.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with disk_fault("os.fsync"), pytest.raises(SheetNotSaved):
        save_pdf(sheet, theme, path)
    with pytest.raises(SheetNotSaved):
        save_pdf(sheet, theme, tmp_path / "nowhere" / "x.pdf")


def test_two_groups_are_picked_from_all_seven() -> None:
    picked = {two_groups() for _ in range(600)}
    assert all(1 <= low < high <= 7 for low, high in picked)
    assert len(picked) == 21


# Ready to use


def test_name_role_and_each_number_must_be_answered(
    qtbot: QtBot, window: Callable[..., CreateWindow], printer: Printer
) -> None:
    first = window()
    to_ready(qtbot, first, printer)
    ready = first.ready
    first.next()
    assert ready.who_field.problem_text().startswith("Type your name.")
    QTest.keyClicks(ready.who, "Tansy O'Dunnock")
    assert ready.who_field.problem_text() == ""
    first.next()
    assert ready.role_field.problem_text().startswith("Type your role.")
    QTest.keyClicks(ready.role, "Health visitor")
    with qtbot.assertNotEmitted(first.created):
        first.next()
    assert all(row.field.problem_text() for row in ready.rows)
    assert first.focusWidget() is ready.rows[0].line
    QTest.keyClicks(ready.rows[0].line, "999 961")
    ready.rows[1].not_yet.setChecked(True)
    QTest.keyClicks(ready.rows[1].line, "1")
    assert not ready.rows[1].not_yet.isChecked()
    ready.rows[2].not_yet.setChecked(True)
    ready.rows[3].not_yet.setChecked(True)
    with qtbot.waitSignal(first.created) as sent:
        first.next()
    assert sent.args[0].facts["author_name"] == "Tansy O'Dunnock"
    assert not sent.args[0].example
    sent.args[0].vault.close()


# Going about it


def test_leaving_before_anything_is_made(qtbot: QtBot, window: Callable[..., CreateWindow]) -> None:
    first = window()
    to_sheet(first)
    QTest.keyClick(first, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    first.back()
    with qtbot.waitSignal(first.left):
        first.back()
    assert first.passphrase.fields.text() == ""
    assert not window(can_leave=False).back_button.isVisible()


def test_steps_say_where_a_person_is(window: Callable[..., CreateWindow]) -> None:
    first = window()
    to_sheet(first)
    assert [row.accessibleName() for row in first.list.rows()] == [
        "Where to keep it, done",
        "Passphrase, done",
        "Recovery sheet",
        "Ready to use",
    ]


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("height", [690, 768])
def test_nothing_is_cut(
    qtbot: QtBot,
    make_theme: Callable[..., Theme],
    window: Callable[..., CreateWindow],
    text_size: int,
    height: int,
) -> None:
    first = window(theme=make_theme(text_size=text_size))
    first.resize(1366, height)
    assert_fits(first)
    first.next()
    first.passphrase.fields.use_offered()
    first.next()
    assert_fits(first)
    first.passphrase.fields.again.setText(first.passphrase.fields.text())
    first.next()
    first.sheet.print()
    first.sheet.other_button.click()
    first.sheet.boxes[0][2].set_state("error", "This is not group 3. Compare each letter with the paper.")
    QApplication.processEvents()
    assert_fits(first)
    first._vault = object()
    first.go(3)
    first.ready.complete()
    for row in first.ready.rows:
        row.say_missing()
    assert_fits(first)
    assert (first.width(), first.height()) == (1366, height)
    corner = first.next_button.mapTo(first, first.next_button.rect().bottomRight())
    assert first.rect().contains(corner)


def test_the_first_step_says_what_is_coming_and_a_long_folder_is_whole(
    window: Callable[..., CreateWindow], tmp_path: Path
) -> None:
    page = window()
    page.resize(980, 660)
    words = [one.words() for one in page.findChildren(Banner) if one.isVisibleTo(page)]
    assert any(one.startswith("Welcome.") and "pen and paper" in one for one in words)
    page.place._parent = tmp_path / ("a" * 70) / "Outreach of the Examplebridge Team"
    page.place._changed()
    QApplication.processEvents()
    path = str(page.place.folder())
    assert page.place.where.text().replace("\u200b", "") == path
    assert page.place.where.accessibleName() == page.place.where.toolTip() == path
    assert_fits(page)


def test_print_stands_above_the_groups_so_that_it_is_never_out_of_sight(
    window: Callable[..., CreateWindow],
) -> None:
    page = window()
    page.resize(1366, 660)
    page.place.line.setText("Outreach")
    page.next()
    page.passphrase.fields.row.line.setText(PASSPHRASE)
    page.passphrase.fields.again.setText(PASSPHRASE)
    page.next()
    QApplication.processEvents()
    sheet = page.sheet
    assert not sheet.print_button.visibleRegion().isEmpty()
    assert sheet.print_button.visibleRegion().boundingRect().height() == sheet.print_button.height()
    first = sheet.boxes[0][1]
    assert sheet.print_button.mapTo(page, QPoint()).y() < first.mapTo(page, QPoint()).y()
