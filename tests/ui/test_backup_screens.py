"""Backup, restore and moving as a person does them, with real records and real backup files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made
from toolkit.errors import DiskFull
from toolkit.forms import catalogue
from toolkit.ui.backup import closing, words
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.backup.closing import ClosingDialog
from toolkit.ui.backup.maker import maker_of
from toolkit.ui.backup.move_page import MovePage
from toolkit.ui.backup.reminder import reminder
from toolkit.ui.backup.restore_closed import ClosedRestore
from toolkit.ui.backup.restore_page import RESTORE, RestorePage
from toolkit.ui.backup.wipe import WipeDialog
from toolkit.ui.jobs import Jobs
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, BodyLabel, IconLine
from toolkit.vault import backup
from toolkit.vault.vault import Vault


def said(root: object) -> str:
    """Everything that can be read under a widget, with what was added to it a moment ago."""
    settle()
    found = [one.words() for one in root.findChildren(Banner) if one.isVisibleTo(root)]  # type: ignore[attr-defined]
    found += [one.text() for one in root.findChildren(BodyLabel) if one.isVisibleTo(root)]  # type: ignore[attr-defined]
    found += [one.text() for one in root.findChildren(IconLine) if one.isVisibleTo(root)]  # type: ignore[attr-defined]
    return "\n".join(found).replace("\u200b", "")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def open_backup_page(window: MainWindow, made: Made, place: Path) -> BackupPage:
    page = BackupPage(made.session, window, ask_folder=lambda *_: place)
    window.show_page("settings", lambda _go: page)
    settle()
    return page


def test_backup_now_asks_for_a_place_and_makes_a_file_that_opens(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    page = open_backup_page(window, made, stick)
    assert "There is no backup yet." in said(page)
    page.back_up()
    qtbot.waitUntil(lambda: page.maker.job is None)
    [file] = stick.glob("*.backup")
    with backup.trial(file, PASSPHRASE, catalogue_for=catalogue.load) as trial:
        assert trial.summary.families == 1
    qtbot.waitUntil(lambda: f"Backed up today at 14:20 to {stick}." in said(page))
    qtbot.waitUntil(lambda: "1 family, 6 records" in said(page._scroll))
    assert words.SAME_DISK in said(page)
    assert made.session.settings.backup_folder == str(stick)
    assert_fits(page)


def test_a_folder_inside_the_records_is_refused(made: Made, window: MainWindow) -> None:
    page = open_backup_page(window, made, made.vault.folder / "backups")
    page.choose()
    settle()
    assert words.INSIDE in said(page)
    assert made.session.settings.backup_folder == ""


def test_a_place_that_is_gone_is_not_made_anew(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    made.session.settings.set("backup_folder", str(stick))
    shutil.rmtree(stick)
    page = open_backup_page(window, made, stick)
    page.back_up()
    qtbot.waitUntil(lambda: page.maker.job is None)
    assert words.GONE in said(page)
    assert not stick.exists()


def test_a_full_place_has_words_of_its_own(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "make", full)
    made.session.settings.set("backup_folder", str(stick))
    page = open_backup_page(window, made, stick)
    page.back_up()
    qtbot.waitUntil(lambda: page.maker.job is None)
    assert words.FULL in said(page)
    assert "Your words" not in said(page)


def test_the_reminder_comes_after_seven_days_and_goes_with_a_backup(
    made: Made, window: MainWindow, stick: Path
) -> None:
    banner = reminder(made.session, window)
    assert banner is not None
    assert banner.words().startswith("There is no backup of these records yet.")
    backup.make(made.vault, stick)
    assert reminder(made.session, window) is None
    made.clock.move(days=8)
    banner = reminder(made.session, window)
    assert banner is not None
    assert banner.words().startswith("The last backup was 8 days ago.")
    window.place("today")
    assert "The last backup was 8 days ago." in said(window)


def test_closing_makes_a_backup_once_a_day_and_can_be_skipped(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    made.session.settings.set("backup_folder", str(stick))
    window.close()
    dialog = window.closing.dialog
    assert isinstance(dialog, ClosingDialog)
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(list(stick.glob("*.backup"))) == 1
    window.closing._done = False
    assert window.closing.may_close()
    made.clock.move(days=1)
    assert not window.closing.may_close()
    press(window.closing.dialog, closing.SKIP)
    qtbot.waitUntil(lambda: maker_of(window, made.session).job is None)
    assert window.closing.may_close()
    assert not list(stick.glob("*.part"))


def test_a_stick_that_is_not_in_says_so_only_once_a_backup_is_due(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    made.session.settings.set("backup_folder", str(stick))
    backup.make(made.vault, stick)
    shutil.rmtree(stick)
    made.clock.move(days=2)
    assert window.closing.may_close()
    made.clock.move(days=6)
    assert not window.closing.may_close()
    dialog = window.closing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.note.isVisible())
    assert words.GONE in dialog.note.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_the_first_closing_asks_once(made: Made, window: MainWindow) -> None:
    made.session.settings.backup_asked = False
    in_dialog(lambda dialog: press(dialog, "Not now"), window.closing.may_close)
    assert made.session.settings.backup_asked
    assert not made.session.settings.backup_on_close
    assert window.closing.may_close()


def test_restore_shows_both_sides_and_marks_in_words_what_differs(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    file = backup.make(made.vault, stick).path
    made.note("2026-11-12", "After the backup.")
    page = RestorePage(made.session, window, ask_file=lambda *_: file, sure=lambda: True)
    window.show_page("settings", lambda _go: page)
    press(page, "Choose a backup")
    page.view.secret.row.line.setText("not the passphrase")
    press(page, "Open a trial copy")
    qtbot.waitUntil(lambda: page.view.job is None)
    assert page.view.secret.field.state() == "error"
    page.view.secret.row.line.setText(PASSPHRASE)
    press(page, "Open a trial copy")
    qtbot.waitUntil(lambda: page.view.job is None)
    assert "1 record fewer than there are here" in said(page)
    spoken = {one.accessibleName() for one in page.findChildren(BodyLabel)}
    assert "Records: here now 7, in the backup 6. Different" in spoken
    assert "Families: here now 1, in the backup 1. Same" in spoken
    assert page.view.secret.passphrase() == ""
    assert_fits(page)
    asked = []
    window.locked.connect(lambda: asked.append(window.property(RESTORE)))
    press(page, "Lock, then restore this backup")
    assert asked == [str(file)]


def test_a_new_machine_restores_from_the_unlock_window(
    made: Made, theme: Theme, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    code = made.vault.recovery_code()
    file = backup.make(made.vault, stick).path
    page = ClosedRestore(theme, Jobs(None), tmp_path / "new machine", ask_file=lambda *_: file)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    press(page, "Choose a backup")
    page.view.secret.use_code(True)
    page.view.secret.boxes.set_text("".join(code.groups))
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert "no records in this folder yet" in said(page)
    assert_fits(page)
    press(page, "Restore this backup")
    qtbot.waitUntil(lambda: page.view.job is None)
    assert "1 family and 6 records are in place." in said(page)
    with Vault.unlock(tmp_path / "new machine", PASSPHRASE, catalogue.load) as there:
        assert there.summary().records == 6


def test_restoring_over_records_puts_them_aside(made: Made, theme: Theme, stick: Path, qtbot: QtBot) -> None:
    file, folder = backup.make(made.vault, stick).path, made.vault.folder
    made.note("2026-11-12", "After the backup.")
    made.vault.close()
    page = ClosedRestore(theme, Jobs(None), folder, ask_file=lambda *_: file)
    qtbot.addWidget(page)
    page.show()
    page.view.take(file)
    page.view.secret.row.line.setText(PASSPHRASE)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert "1 record fewer" in said(page)
    press(page, "Restore this backup")
    qtbot.waitUntil(lambda: page.view.job is None)
    [aside] = folder.glob("kept-aside-*")
    assert str(aside) in said(page)
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as there:
        assert there.summary().records == 6
    with Vault.unlock(aside, PASSPHRASE, catalogue.load, read_only=True) as before:
        assert before.summary().records == 7


def test_moving_wipes_only_after_everything_was_found(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    target = stick / "move.backup"
    page = MovePage(made.session, window, ask_save=lambda _p: target, ask_file=lambda _p: target)
    window.show_page("settings", lambda _go: page)
    press(page, "Wipe the records here")
    assert "Check the new laptop first." in said(page)
    press(page, "Make the file")
    qtbot.waitUntil(lambda: page.job is None)
    assert target.is_file()
    made.note("2026-11-12", "Only here.")
    check(page, qtbot)
    assert page.proof is None
    assert "Nothing was deleted" in said(page)
    target.unlink()
    press(page, "Make the file")
    qtbot.waitUntil(lambda: page.job is None)
    check(page, qtbot)
    assert page.proof is not None
    assert_fits(page)
    folder = made.vault.folder
    press(page, "Wipe the records here")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, WipeDialog)
    press(dialog, "Wipe them")
    assert dialog.reason_field.state() == "error"
    dialog.reason.set_value("new_computer")
    press(dialog, "Wipe them")
    assert dialog.word_field.state() == "error"
    assert (folder / "vault.db").exists()
    dialog.word.setText("wipe")
    press(dialog, "Wipe them")
    qtbot.waitUntil(lambda: dialog.over)
    settle()
    assert "The records were wiped." in dialog.heading.text()
    assert not (folder / "vault.db").exists()
    assert not (folder / "vault.key").exists()
    press(dialog, "Close the program")
    assert not window.isVisible()


def check(page: MovePage, qtbot: QtBot) -> None:
    press(page, "Choose the backup")
    page.secret.row.line.setText(PASSPHRASE)
    press(page, "Compare everything")
    qtbot.waitUntil(lambda: page.job is None)
