"""What a hurried person does to backups, sheets and the lock: the wrong file, the old sheet, a lock in the middle of it all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import LogRecords
from tests.ui.drive import press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Clock, Made
from tests.ui.test_backup_screens import said, stick
from tests.ui.test_lock import CANARY, WORDS, Hands, _begin_note, _kept, app, folder, hands
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import LOCKED, RESTORE, WIPING, App
from toolkit.ui.backup import words
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.backup.closing import SKIP, ClosingDialog
from toolkit.ui.backup.move_page import MovePage
from toolkit.ui.backup.restore_closed import ClosedRestore
from toolkit.ui.backup.restore_page import RestorePage
from toolkit.ui.backup.restore_view import LEFT, OTHER
from toolkit.ui.backup.wipe import TEXT_OF_FILE, WipeDialog
from toolkit.ui.jobs import Jobs
from toolkit.ui.main_window import MainWindow
from toolkit.ui.page import Page
from toolkit.ui.recovery.drill_page import DrillPage
from toolkit.ui.recovery.new_code_page import NewCodePage
from toolkit.ui.safety import pages
from toolkit.ui.theme import Theme
from toolkit.vault import backup, moving
from toolkit.vault.keys import FLOOR
from toolkit.vault.restoring import restore
from toolkit.vault.vault import Vault

__all__ = ["app", "folder", "hands", "stick"]

OTHERS = "marmalade thimble saddle violin"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Gives a backup of records that are not these."""
    vault, _ = Vault.create(
        tmp_path / "others", OTHERS, "Otherbridge", catalogue.load, cost=FLOOR, now=Clock().aware
    )
    with vault:
        return backup.make(vault, tmp_path / "their stick").path


# The wrong file


def test_a_backup_of_other_records_is_named_as_that(
    made: Made, window: MainWindow, foreign: Path, qtbot: QtBot
) -> None:
    page = RestorePage(made.session, window, ask_file=lambda *_: foreign, sure=lambda: False)
    window.show_page("settings", lambda _go: page)
    page.view.take(foreign)
    page.view.secret.row.line.setText(OTHERS)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert OTHER in said(page)
    assert "fewer" not in said(page)
    assert_fits(page)


@pytest.mark.parametrize("own", [False, True])
def test_at_the_unlock_window_it_is_named_without_the_passphrase_of_what_is_here(
    made: Made, theme: Theme, foreign: Path, stick: Path, qtbot: QtBot, own: bool
) -> None:
    """The positive control is a backup of these very records made under a passphrase that was changed since."""
    records = made.vault.folder
    mine = backup.make(made.vault, stick).path
    made.vault.change_passphrase(PASSPHRASE, "copper violin saddle thimble marmalade")
    made.vault.close()
    page = ClosedRestore(theme, Jobs(None), records)
    qtbot.addWidget(page)
    page.show()
    page.view.take(mine if own else foreign)
    page.view.secret.row.line.setText(PASSPHRASE if own else OTHERS)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert (OTHER in said(page)) is not own


def test_a_backup_that_was_cut_short_is_refused_in_words_and_changes_nothing(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    """Half a file, a file with a torn middle, and a text that was renamed."""
    whole = backup.make(made.vault, stick).path.read_bytes()
    before = (made.vault.folder / "vault.key").read_bytes()
    page = RestorePage(made.session, window)
    window.show_page("settings", lambda _go: page)
    for number, spoiled in enumerate(
        (whole[: len(whole) // 2], whole[:9000] + bytes(512) + whole[9512:], b"Dear Tansy", b"")
    ):
        file = stick / f"{number}.backup"
        file.write_bytes(spoiled)
        page.view.take(file)
        if page.view.path is not None:
            page.view.secret.row.line.setText(PASSPHRASE)
            page.view.try_it()
            qtbot.waitUntil(lambda: page.view.job is None)
        assert page.view.tried is None
        assert not page.view.restore_button.isVisible()
        assert "backup" in said(page.view)
        assert "Side by side" not in said(page)
    assert (made.vault.folder / "vault.key").read_bytes() == before
    assert made.vault.summary().records == 6


def test_the_sheet_of_before_opens_nothing_here_but_the_backup_of_its_day(
    made: Made, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    old = made.vault.recovery_code()
    file = backup.make(made.vault, stick).path
    made.vault.new_recovery_code(PASSPHRASE, cost=FLOOR)
    drill = DrillPage(made.session, window)
    window.show_page("settings", lambda _go: drill)
    drill.boxes.set_text(old.text)
    drill.try_it()
    qtbot.waitUntil(lambda: drill.job is None)
    settle()
    assert "This sheet does not open these records." in said(drill)
    page = RestorePage(made.session, window)
    window.show_page("settings", lambda _go: page)
    page.view.take(file)
    page.view.secret.use_code(True)
    page.view.secret.boxes.set_text(old.text)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert page.view.tried is not None
    assert OTHER not in said(page)


def test_a_place_that_only_reads_has_words_of_its_own(
    made: Made, window: MainWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words.os, "access", lambda *_: False)
    page = BackupPage(made.session, window, ask_folder=lambda *_: stick)
    window.show_page("settings", lambda _go: page)
    page.choose()
    settle()
    assert words.NOT_WRITABLE in said(page)
    assert made.session.settings.backup_folder == ""


def test_a_trial_left_alone_forgets_what_was_typed(
    made: Made, theme: Theme, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Before unlocking no other clock runs; whoever passes by must not find it ready to restore."""
    page = ClosedRestore(theme, Jobs(None), tmp_path / "new", ask_file=lambda *_: None)
    qtbot.addWidget(page)
    page.show()
    page.view.take(backup.make(made.vault, stick).path)
    page.view.secret.row.line.setText(PASSPHRASE)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    assert page.view.restore_button.isVisible()
    assert page.view._left.isActive()
    page.view._left.timeout.emit()
    settle()
    assert not page.view.restore_button.isVisible()
    assert page.view.tried is None
    assert page.view._secret == ("", "")
    assert LEFT in said(page)


# The lock in the middle


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds a backup on its way until the event is set."""
    go_on, make = threading.Event(), backup.make

    def waits(*args: object, **more: object) -> object:
        go_on.wait(20)
        return make(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "make", waits)
    yield go_on
    go_on.set()


@pytest.mark.parametrize("there", [True, False])
def test_the_lock_over_a_backup_at_closing(
    app: App, hands: Hands, folder: Path, stick: Path, slow: threading.Event, qtbot: QtBot, there: bool
) -> None:
    """Under way, or failed and waiting to be answered: the lock does not wait for it, and the words are kept."""
    page = _begin_note(app)
    page.flush()
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    session.settings.set("backup_folder", str(stick if there else stick / "gone"))
    window.close()
    dialog = window.closing.dialog
    assert isinstance(dialog, ClosingDialog)
    if not there:
        qtbot.waitUntil(lambda: dialog.note.isVisible())
        assert_fits(dialog)
    assert window.isVisible()
    began = time.monotonic()
    app.lock()
    assert time.monotonic() - began < 2
    assert hands.ended == [0]
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    slow.set()
    assert _kept(folder) == [WORDS]
    assert not list(stick.glob("*.backup"))


def test_closing_without_the_backup_that_is_under_way_keeps_the_words(
    app: App, hands: Hands, folder: Path, stick: Path, slow: threading.Event, qtbot: QtBot
) -> None:
    page = _begin_note(app)
    page.flush()
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    session.settings.set("backup_folder", str(stick))
    window.close()
    assert window.closing.dialog is not None
    press(window.closing.dialog, SKIP)
    assert not window.isVisible()
    slow.set()
    qtbot.waitUntil(lambda: not list(stick.glob("*.part")))
    app._closed()
    assert _kept(folder) == [WORDS]


def _asks_to_wipe(app: App, qtbot: QtBot, folder: Path, target: Path) -> WipeDialog:
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    moving.move_out(session.vault, target)
    page = MovePage(session, window, ask_file=lambda _p: target)
    window.show_page("settings", lambda _go: page)
    _compare(page, target, qtbot)
    assert page.proof is not None, said(page)
    page.wipe()
    settle()
    return next(one for one in window.findChildren(WipeDialog) if one.isVisible())


def test_the_lock_over_the_question_before_wiping_wipes_nothing(
    app: App, hands: Hands, folder: Path, stick: Path, qtbot: QtBot
) -> None:
    dialog = _asks_to_wipe(app, qtbot, folder, stick / "move.backup")
    dialog.reason.set_value("new_computer")
    dialog.word.setText("wipe")
    hands.run(301, app.idle)
    assert hands.ended == [0]
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        assert vault.summary().families == 1


def test_a_lock_while_it_wipes_waits_until_that_is_over(
    app: App,
    hands: Hands,
    folder: Path,
    stick: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    quiet_log: LogRecords,
) -> None:
    """Half wiped records would be neither here nor gone. The screen is covered meanwhile."""
    go_on, wipe = threading.Event(), moving.wipe_old

    def waits(*args: object) -> object:
        go_on.wait(20)
        return wipe(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "wipe_old", waits)
    dialog = _asks_to_wipe(app, qtbot, folder, stick / "move.backup")
    dialog.reason.set_value("new_computer")
    dialog.word.setText("wipe")
    press(dialog, "Wipe them")
    app.lock()
    assert not hands.ended
    assert app.cover is not None
    assert WIPING in [label.text() for label in app.cover.findChildren(QLabel)]
    go_on.set()
    qtbot.waitUntil(lambda: hands.ended == [0])
    assert not (folder / "vault.db").exists()
    assert not (folder / "vault.key").exists()
    assert (folder / moving.STONE).is_file()
    quiet_log.expected()


def test_a_file_that_nobody_opened_yet_is_no_new_laptop(
    made: Made, window: MainWindow, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The file of the first step chosen again is said to be that; a backup of the new laptop is what was asked for."""
    file = moving.move_out(made.vault, stick / "move.backup").path
    page = MovePage(made.session, window)
    window.show_page("settings", lambda _go: page)
    _compare(page, file, qtbot)
    assert page.proof is not None
    assert "nobody has opened it yet" in said(page)
    page.wipe()
    settle()
    dialog = next(one for one in window.findChildren(WipeDialog) if one.isVisible())
    assert TEXT_OF_FILE in said(dialog)
    assert_fits(dialog)
    dialog.reject()
    there = tmp_path / "new laptop"
    restore(file, there, PASSPHRASE, catalogue_for=catalogue.load)
    with Vault.unlock(there, PASSPHRASE, catalogue.load) as other:
        theirs = backup.make(other, stick).path
    _compare(page, theirs, qtbot)
    assert "Everything that is here is there." in said(page)
    assert "nobody has opened it yet" not in said(page)


def test_a_backup_within_the_records_is_no_proof(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    """It would be wiped with them, and nothing at all would be left."""
    inside = made.vault.folder / "backups"
    inside.mkdir(exist_ok=True)
    file = moving.move_out(made.vault, inside / "move.backup").path
    page = MovePage(made.session, window)
    window.show_page("settings", lambda _go: page)
    for place in (file, made.vault.folder):
        _compare(page, place, qtbot)
        assert page.proof is None
        assert moving.WITHIN in said(page)


def _compare(page: MovePage, place: Path, qtbot: QtBot) -> None:
    page.new = place
    page.secret.row.line.setText(PASSPHRASE)
    page.check()
    qtbot.waitUntil(lambda: page.job is None)
    settle()


# The backup handed on to the new process


def test_the_backup_is_handed_to_the_new_process_and_restored_there(
    app: App, qapp: QApplication, settings: Settings, hands: Hands, folder: Path, stick: Path, qtbot: QtBot
) -> None:
    """Looked at, locked, restored at the unlock window, opened: all in the two processes that do it."""
    assert app.session is not None
    assert app.window is not None
    file = backup.make(app.session.vault, stick).path
    _begin_note(app).flush()
    page = RestorePage(app.session, app.window, sure=lambda: True)
    app.window.show_page("settings", lambda _go: page)
    page.view.take(file)
    page.view.secret.row.line.setText(PASSPHRASE)
    page.view.try_it()
    qtbot.waitUntil(lambda: page.view.job is None)
    press(page, "Lock, then restore this backup")
    assert hands.ended == [0]
    command, environ = hands.started[0]
    assert environ[RESTORE] == str(file)
    assert environ[LOCKED].startswith("asked ")
    assert not any(secret in " ".join([*command, *environ.values()]) for secret in (PASSPHRASE, CANARY))
    new = App(qapp, settings, start=hands.start, end=hands.end, environ=environ)
    new.show_first(Path(command[-1]))
    assert new.first is not None
    there = new.first.unlock.restore_page
    assert there is not None
    assert there.view.path == file
    assert there.folder == folder
    assert said(there.view.secret) or there.view.secret.row.line.text() == ""
    there.view.secret.row.line.setText(PASSPHRASE)
    there.view.try_it()
    qtbot.waitUntil(lambda: there.view.job is None)
    press(there, "Restore this backup")
    qtbot.waitUntil(lambda: there.view.job is None and "The backup was restored." in said(there))
    press(there, "Go to Unlock")
    new.first.unlock.form.secret.line.setText(PASSPHRASE)
    new.first.unlock.form.try_it()
    qtbot.waitUntil(lambda: new.window is not None)
    assert new.session is not None
    assert not new.session.vault.records.drafts()
    new.lock()
    # The next lock restores nothing any more.
    assert RESTORE not in hands.started[-1][1]
    new.stop()


# Keys


def _pages(made: Made, window: MainWindow) -> dict[str, Callable[[], object]]:
    session = made.session
    return {
        "backup": lambda: window.show_page("settings", lambda go: BackupPage(session, go)),
        "restore": lambda: window.show_page("settings", lambda go: RestorePage(session, go)),
        "move": lambda: window.show_page("settings", lambda go: MovePage(session, go)),
        "drill": lambda: window.show_page("settings", lambda go: DrillPage(session, go)),
        "new code": lambda: window.show_page("settings", lambda go: NewCodePage(session, go)),
        "history": lambda: pages.open_trail(session, window),
        "health": lambda: pages.open_health(session, window),
        "keeping": lambda: pages.open_keeping(session, window),
        "honest": lambda: pages.open_honest(session, window),
    }


@pytest.mark.parametrize(
    "which",
    ["backup", "restore", "move", "drill", "new code", "history", "health", "keeping", "honest"],
)
def test_tab_reaches_every_stop_from_top_to_bottom(
    made: Made, window: MainWindow, qtbot: QtBot, which: str
) -> None:
    """Every stop that is seen is reached, in the order it is read, and Tab comes round again."""
    _pages(made, window)[which]()
    window.activateWindow()
    page = window.page
    assert isinstance(page, Page)
    qtbot.waitUntil(lambda: getattr(page, "job", None) is None)
    settle()
    stops = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if one.focusProxy() is None and not one.inherits("QAbstractScrollArea")
    ]
    first = page.first_focus()
    assert first is None or first.isVisible()
    (first or stops[0]).setFocus(Qt.FocusReason.TabFocusReason)
    order: list[QWidget] = []
    focus = window.focusWidget()
    while focus is not None and focus not in order and len(order) < 80:
        order.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = window.focusWidget()
    missed = [one.accessibleName() or type(one).__name__ for one in stops if one not in order]
    assert not missed
    within = [one for one in order if page.isAncestorOf(one) and not page.bar.isAncestorOf(one)]
    places = [one.mapTo(page, one.rect().topLeft()).y() for one in within]
    turn = places.index(min(places)) if places else 0
    again = places[turn:] + places[:turn]
    assert all(one - 24 <= after for one, after in pairwise(again)), [one.accessibleName() for one in within]
    for one in within:
        assert one.accessibleName() or one.property("text"), type(one).__name__
