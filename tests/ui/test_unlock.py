"""Unlocking as a person does it, with real records on disk: right and wrong passphrases, the waits, the printed code."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import PASSPHRASE
from tests.ui.fit import assert_fits
from toolkit.errors import (
    FolderReadOnly,
    KeyFileMissing,
    RecordsMissing,
    RecordsOpenElsewhere,
    WrongPassphrase,
)
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.first_words import PROTECTS
from toolkit.ui.jobs import Jobs
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.ui.tries import Tries, wait_after
from toolkit.ui.unlock import UnlockWindow, where_words
from toolkit.ui.widgets import Banner, SecretLine
from toolkit.ui.widgets.secret import GroupBox, caps_from_key
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

NEW = "candle ocean meteor thimble"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryCode]:
    """Real records with the least cost a key file may have, made once."""
    folder = tmp_path_factory.mktemp("vaults") / "Examplebridge outreach"
    vault, code = Vault.create(folder, PASSPHRASE, "Examplebridge outreach", catalogue.load, cost=FLOOR)
    vault.close()
    return folder, code


class Clock:
    """A clock that the test moves."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def unlock(folder: Path, passphrase: str, read_only: bool) -> Vault:
    return Vault.unlock(folder, passphrase, catalogue.load, read_only)


def recover(folder: Path, code: str, passphrase: str) -> Vault:
    return Vault.unlock_with_code(folder, code, passphrase, catalogue.load, cost=FLOOR)


def refuse(fault: type[Exception]) -> Callable[..., Any]:
    def step(*_: object) -> Any:
        raise fault

    return step


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, settings: Settings, tmp_path: Path) -> Callable[..., UnlockWindow]:
    """Gives a function that opens the window: `window(folder, unlock=...)`."""

    def open_it(folder: Path | None = None, **more: Any) -> UnlockWindow:
        jobs = Jobs()
        options: dict[str, Any] = {"unlock": unlock, "recover": recover, **more}
        made = UnlockWindow(theme, jobs, settings, folder or tmp_path / "Records", **options)
        jobs.setParent(made)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.back()
        return made

    return open_it


def try_passphrase(qtbot: QtBot, window: UnlockWindow, passphrase: str) -> None:
    window.form.secret.line.setText(passphrase)
    QTest.keyClick(window.form.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.form.busy(), timeout=10_000)


def shown_banners(window: QWidget) -> list[Banner]:
    # What joins an open page is shown by the next turn of the event loop.
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return [banner for banner in window.findChildren(Banner) if banner.isVisible()]


def banners(window: QWidget) -> list[str]:
    return [banner.words() for banner in shown_banners(window)]


# Opening


def test_the_right_passphrase_opens_the_records(
    qtbot: QtBot, window: Callable[..., UnlockWindow], made: tuple[Path, RecoveryCode]
) -> None:
    first = window(made[0])
    first.form.secret.line.setText(PASSPHRASE)
    with qtbot.waitSignal(first.opened, timeout=10_000) as sent:
        QTest.keyClick(first.form.secret.line, Qt.Key.Key_Return)
    vault = sent.args[0]
    assert vault.name == "Examplebridge outreach"
    vault.close()
    assert first.form.secret.line.text() == ""
    first.form.secret.line.undo()
    assert first.form.secret.line.text() == ""


def test_the_screen_stays_alive_while_it_opens(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    def slow(*_: object) -> str:
        time.sleep(0.6)
        return "opened"

    first = window(unlock=slow)
    first.form.secret.line.setText("otter lantern")
    with qtbot.waitSignal(first.opened, timeout=5000) as sent:
        first.form.unlock_button.click()
        assert first.form.busy()
        assert not first.form.job_bar.isVisible()
        first.form.unlock_button.click()
        qtbot.waitUntil(first.form.job_bar.isVisible, timeout=2000)
    assert sent.args == ["opened"]
    assert not first.form.job_bar.isVisible()


def test_a_wrong_passphrase_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, window: Callable[..., UnlockWindow], made: tuple[Path, RecoveryCode], settings: Settings
) -> None:
    first = window(made[0])
    try_passphrase(qtbot, first, "not the one")
    assert first.form.field.problem_text() == WrongPassphrase.sentence
    assert first.form.secret.line.text() == "not the one"
    assert settings.wrong_tries == 1
    first.opened.connect(lambda vault: vault.close())
    try_passphrase(qtbot, first, PASSPHRASE)
    assert settings.wrong_tries == 0


def test_nothing_typed_is_said_plainly(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    first = window(unlock=refuse(AssertionError))
    first.form.unlock_button.click()
    assert first.form.field.problem_text() == "Type your passphrase first."
    assert first.focusWidget() is first.form.secret.line


@pytest.mark.parametrize("fault", [RecordsOpenElsewhere, RecordsMissing])
def test_other_faults_are_said_in_a_banner_and_cost_no_try(
    qtbot: QtBot, window: Callable[..., UnlockWindow], settings: Settings, fault: type[Exception]
) -> None:
    first = window(unlock=refuse(fault))
    try_passphrase(qtbot, first, "otter")
    assert fault.sentence in banners(first)  # type: ignore[attr-defined]
    assert settings.wrong_tries == 0


def test_a_fault_nobody_foresaw_does_not_show_its_words(
    qtbot: QtBot, window: Callable[..., UnlockWindow], quiet_log: Any
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("otter lantern gravel")

    first = window(unlock=broken)
    try_passphrase(qtbot, first, "otter lantern gravel")
    lines = quiet_log.expected()
    assert lines
    assert not any("otter" in line for line in lines)
    assert any("Something went wrong" in words for words in banners(first))


def test_a_missing_key_file_leads_to_the_recovery_code(
    qtbot: QtBot, window: Callable[..., UnlockWindow]
) -> None:
    first = window(unlock=refuse(KeyFileMissing))
    try_passphrase(qtbot, first, "otter")
    banner = next(b for b in shown_banners(first) if b.button is not None)
    assert banner.button is not None
    banner.button.click()
    assert first.currentWidget() is first.recover_page


def test_a_read_only_folder_can_be_opened_to_read(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    asked: list[bool] = []

    def step(_folder: Path, _passphrase: str, read_only: bool) -> str:
        asked.append(read_only)
        if not read_only:
            raise FolderReadOnly
        return "to read"

    first = window(unlock=step)
    try_passphrase(qtbot, first, "otter")
    banner = next(b for b in shown_banners(first) if b.button is not None)
    assert banner.button is not None
    with qtbot.waitSignal(first.opened, timeout=5000):
        banner.button.click()
    assert asked == [False, True]


# Waiting


def test_how_long_to_wait() -> None:
    assert [wait_after(tries) for tries in range(12)] == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_fourth_wrong_try_waits_and_says_so(
    qtbot: QtBot, window: Callable[..., UnlockWindow], settings: Settings
) -> None:
    steady = Clock()
    asked: list[str] = []

    def step(_folder: Path, passphrase: str, _read_only: bool) -> None:
        asked.append(passphrase)
        raise WrongPassphrase

    first = window(unlock=step, tries=Tries(settings, steady=steady, wall=Clock()))
    for _ in range(4):
        try_passphrase(qtbot, first, "otter")
    assert len(asked) == 4
    try_passphrase(qtbot, first, "otter")
    assert len(asked) == 4
    assert (
        "Wait 3 seconds" in first.form.field.problem_text()
        or "Wait 2 seconds" in first.form.field.problem_text()
    )
    steady.now += 2.1
    try_passphrase(qtbot, first, "otter")
    assert len(asked) == 5


def test_the_wait_is_kept_over_a_restart_and_a_clock_set_back(settings: Settings) -> None:
    wall = Clock(50_000)
    tries = Tries(settings, steady=Clock(), wall=wall)
    for _ in range(6):
        tries.wrong()
    assert tries.wait() == 8
    again = Settings.load(settings.folder) if settings.folder else settings
    wall.now += 3
    assert Tries(again, steady=Clock(7), wall=wall).wait() == 5
    wall.now -= 40_000
    assert Tries(again, steady=Clock(7), wall=wall).wait() == 8
    wall.now += 90_000
    later = Tries(again, steady=Clock(7), wall=wall)
    assert later.wait() == 0
    later.right()
    assert Settings.load(settings.folder).wrong_tries == 0  # type: ignore[arg-type]


def test_setting_the_clock_forward_does_not_shorten_the_wait(settings: Settings) -> None:
    steady, wall = Clock(), Clock(50_000)
    tries = Tries(settings, steady=steady, wall=wall)
    for _ in range(5):
        tries.wrong()
    wall.now += 100_000
    assert tries.wait() == 4
    steady.now += 4
    assert tries.wait() == 0


def test_no_passphrase_is_ever_in_the_settings(
    qtbot: QtBot, window: Callable[..., UnlockWindow], settings: Settings
) -> None:
    first = window(unlock=refuse(WrongPassphrase))
    try_passphrase(qtbot, first, "otter lantern gravel")
    assert settings.folder is not None
    for file in settings.folder.rglob("*"):
        assert "otter" not in file.read_text(encoding="utf-8")


# The fields


def test_nothing_can_be_copied_out_of_a_secret(qtbot: QtBot, theme: Theme) -> None:
    line = SecretLine(theme, name="Passphrase")
    qtbot.addWidget(line)
    line.show()
    board = QApplication.clipboard()
    for shown in (False, True):
        line.setText("otter lantern")
        line.show_words(shown)
        line.selectAll()
        for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
            board.setText("before")
            QTest.keySequence(line, QKeySequence(keys))
            assert board.text() == "before"
        QTest.mouseDClick(line, Qt.MouseButton.LeftButton)
        assert board.text() == "before"
        assert line.text() == "otter lantern"
    board.setText("gravel")
    line.forget()
    QTest.keySequence(line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert line.text() == "gravel"
    assert not line.dragEnabled()


def test_show_and_hide(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    row = window(unlock=refuse(WrongPassphrase)).form.secret
    assert row.line.echoMode() == QLineEdit.EchoMode.Password
    row.button.click()
    assert row.line.echoMode() == QLineEdit.EchoMode.Normal
    assert row.button.words() == "Hide"
    row.button.click()
    assert row.line.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_said(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    form = window(unlock=refuse(WrongPassphrase)).form
    press = QEvent.Type.KeyPress
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(form.secret.line, QKeyEvent(press, Qt.Key.Key_O, plain, "O"))
    assert form.caps.isVisible()
    QApplication.sendEvent(form.secret.line, QKeyEvent(press, Qt.Key.Key_T, shift, "T"))
    assert not form.caps.isVisible()
    assert caps_from_key("1", plain) is None
    assert caps_from_key("é", plain) is False
    assert caps_from_key("t", shift) is True


# The printed code


def test_the_printed_code_opens_and_sets_a_new_passphrase(
    qtbot: QtBot, window: Callable[..., UnlockWindow], tmp_path: Path
) -> None:
    folder = tmp_path / "Records"
    vault, code = Vault.create(folder, PASSPHRASE, "Records", catalogue.load, cost=FLOOR)
    vault.close()
    (folder / "vault.key").unlink()
    first = window(folder)
    first.form.forgotten.emit()
    page = first.recover_page
    QTest.keyClicks(page.boxes.boxes()[0], code.groups[0].lower())
    assert page.boxes.boxes()[0].text() == code.groups[0]
    assert first.focusWidget() is page.boxes.boxes()[1]
    QApplication.clipboard().setText(code.text)
    QTest.keySequence(page.boxes.boxes()[1], QKeySequence(QKeySequence.StandardKey.Paste))
    assert page.boxes.text() == code.text
    page.passphrase.row.line.setText(NEW)
    page.passphrase.again.setText(NEW)
    with qtbot.waitSignal(first.opened, timeout=20_000) as sent:
        page.open_button.click()
    sent.args[0].close()
    assert page.boxes.text().strip() == ""
    assert page.passphrase.text() == ""
    Vault.unlock(folder, NEW, catalogue.load).close()


def test_a_slip_in_the_code_is_named_before_any_slow_work(
    qtbot: QtBot, window: Callable[..., UnlockWindow], made: tuple[Path, RecoveryCode]
) -> None:
    first = window(made[0], recover=refuse(AssertionError))
    first.form.forgotten.emit()
    page = first.recover_page
    page.open_button.click()
    assert page.code_field.problem_text().startswith("Type the code from the sheet first")
    groups = list(made[1].groups)
    page.boxes.set_text(" ".join(groups))
    page.boxes.boxes()[5].setText(groups[5][:4])
    page.open_button.click()
    assert (
        page.code_field.problem_text()
        == "The code is not right in group 6. Compare each letter with the paper."
    )
    assert page.boxes.boxes()[5].property("state") == "error"
    assert not page.busy()


def test_a_code_of_other_records_is_refused(
    qtbot: QtBot, window: Callable[..., UnlockWindow], made: tuple[Path, RecoveryCode]
) -> None:
    first = window(made[0])
    first.form.forgotten.emit()
    page = first.recover_page
    page.boxes.set_text(RecoveryCode.new().text)
    page.passphrase.row.line.setText(NEW)
    page.passphrase.again.setText(NEW)
    page.open_button.click()
    qtbot.waitUntil(lambda: not page.busy(), timeout=20_000)
    assert "does not open these records" in page.code_field.problem_text()
    Vault.unlock(made[0], PASSPHRASE, catalogue.load).close()


def test_leaving_the_page_drops_what_was_typed(qtbot: QtBot, window: Callable[..., UnlockWindow]) -> None:
    first = window()
    first.form.forgotten.emit()
    first.recover_page.boxes.set_text(RecoveryCode.new().text)
    first.recover_page.passphrase.row.line.setText(NEW)
    QTest.keyClick(first.recover_page, Qt.Key.Key_Escape)
    assert first.currentWidget() is first.form
    assert first.recover_page.boxes.text().strip() == ""
    assert first.recover_page.passphrase.text() == ""


# The rest


def test_choosing_other_records(
    qtbot: QtBot, window: Callable[..., UnlockWindow], made: tuple[Path, RecoveryCode], tmp_path: Path
) -> None:
    chosen: list[Path | None] = [tmp_path, made[0], None]
    first = window(choose_folder=lambda _parent, _start: chosen.pop(0))
    first.form.choose_other()
    assert RecordsMissing.sentence in banners(first)
    first.form.choose_other()
    assert first.folder == made[0]
    assert banners(first) == []
    first.form.choose_other()
    assert first.folder == made[0]


def test_where_the_records_are(tmp_path: Path) -> None:
    assert where_words(tmp_path / "a" / "b", home=tmp_path) == "on this laptop"
    assert where_words(Path("/media/tansy/blue/Records"), home=tmp_path) == "on another drive"


def test_the_lock_is_told_and_new_records_can_be_asked_for(
    qtbot: QtBot, window: Callable[..., UnlockWindow]
) -> None:
    first = window(
        lead="Locked at 14:32 after 5 minutes without a key press.",
        rest="The note you were writing is saved.",
    )
    assert banners(first) == [
        "Locked at 14:32 after 5 minutes without a key press.\nThe note you were writing is saved."
    ]
    link = next(b for b in first.findChildren(QPushButton) if b.accessibleName() == "Start new records")
    with qtbot.waitSignal(first.wants_new):
        link.click()


def test_the_page_about_protection_is_honest_and_can_be_left(
    qtbot: QtBot, window: Callable[..., UnlockWindow]
) -> None:
    words = " ".join(part.heading + " " + part.lines for part in PROTECTS)
    for needed in (
        "BitLocker",
        "malware",
        "Word documents once they have left",
        "forgotten passphrase",
        "recovery sheet",
    ):
        assert needed in words
    assert len(words.split()) < 350
    first = window()
    link = next(
        b for b in first.findChildren(QPushButton) if b.accessibleName().startswith("What this protects")
    )
    link.click()
    assert first.currentWidget() is first.protects_page
    QTest.keyClick(first.protects_page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert first.currentWidget() is first.form
    assert first.focusWidget() is first.form.secret.line


def test_no_name_is_in_the_title_of_the_window(window: Callable[..., UnlockWindow], tmp_path: Path) -> None:
    first = window(tmp_path / "Thistlewick")
    assert "Thistlewick" not in first.windowTitle() + first.form.windowTitle()


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("height", [690, 768])
def test_nothing_is_cut_and_the_foot_is_seen(
    qtbot: QtBot,
    make_theme: Callable[..., Theme],
    settings: Settings,
    tmp_path: Path,
    text_size: int,
    height: int,
) -> None:
    theme = make_theme(text_size=text_size)
    jobs = Jobs()
    first = UnlockWindow(
        theme,
        jobs,
        settings,
        tmp_path / "Examplebridge outreach",
        unlock=unlock,
        recover=recover,
        lead="Locked at 14:32.",
    )
    jobs.setParent(first)
    qtbot.addWidget(first)
    first.resize(1366, height)
    first.show()
    first.form.field.set_state("error", WrongPassphrase.sentence)
    for page in (first.form, first.recover_page, first.help_page, first.protects_page):
        first.setCurrentWidget(page)
        assert_fits(first)
        assert (first.width(), first.height()) == (1366, height)


def test_a_passphrase_and_a_code_can_be_pasted(qtbot: QtBot, theme: Theme) -> None:
    """A password manager, or somebody who cannot type twenty letters without seeing them, is not shut out."""
    line, box = SecretLine(theme, name="Passphrase"), GroupBox(theme, 1)
    for widget, words in ((line, "lantern otter maple thirteen"), (box, "ABCD")):
        qtbot.addWidget(widget)
        widget.show()
        QApplication.clipboard().setText(words)
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert widget.text() == words
    QApplication.clipboard().clear()
