"""The lock: what the desktop tells, every dialog, the words and the cursor that come back, the clipboard."""

from __future__ import annotations

import ctypes
import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTextEdit, QWidget

import toolkit.ui
from tests.helpers import TOP
from tests.ui import lock_dialogs
from tests.ui.drive import press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE
from tests.ui.test_lock import WORDS, Hands, _begin_note, _family, _kept, app, folder, hands
from toolkit.forms import catalogue
from toolkit.forms.conditions import Scope
from toolkit.settings import Settings
from toolkit.ui import dialogs, new_record, settings_vault, withdraw
from toolkit.ui.app import LOCKED, App, locked_sentence
from toolkit.ui.blank_paper import FromPaperDialog
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import CardDialog
from toolkit.ui.main_window import MainWindow
from toolkit.ui.manager_questions import ManagerQuestions
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.safety import place
from toolkit.ui.safety.capture import CaptureCare
from toolkit.ui.safety.clipboard import MARK, NOT_KEPT, ClipboardCare, windows_format
from toolkit.ui.safety.desk_lock import DeskLock, session_path
from toolkit.ui.safety.discard import DiscardDialog
from toolkit.ui.safety.ended_dialog import EndedDialog
from toolkit.ui.safety.erase_dialog import EraseDialog
from toolkit.ui.safety.health_page import HealthPage
from toolkit.ui.safety.honest_page import HonestDialog
from toolkit.ui.safety.kept_words import KeptWords
from toolkit.ui.safety.remove_file import RemoveFileDialog
from toolkit.ui.safety.windows_lock import Message, WindowsLock, keep_out_of_pictures, reason_of
from toolkit.ui.start_record import ChildDialog
from toolkit.ui.theme import Theme
from toolkit.ui.turned_round import TurnBack
from toolkit.ui.turned_sign import SignSheet
from toolkit.ui.turned_write import Box, WriteSheet
from toolkit.ui.widgets import SecretRow
from toolkit.ui.wizard.already import AlreadyDialog
from toolkit.ui.words import broken
from toolkit.vault.vault import Vault

__all__ = ["app", "folder", "hands"]


def _again(
    qapp: QApplication, settings: Settings, hands: Hands, folder: Path, environ: dict[str, str]
) -> App:
    """The program that is started by the lock, unlocked."""
    other = App(qapp, settings, start=hands.start, end=hands.end, environ=environ)
    other.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
    assert other.window is not None
    other.window.showNormal()
    other.window.resize(1366, 768)
    settle()
    return other


@pytest.fixture
def again(qapp: QApplication, settings: Settings, hands: Hands, folder: Path) -> Iterator[Callable[[], App]]:
    """Gives the program as the lock starts it."""
    made: list[App] = []

    def start() -> App:
        made.append(_again(qapp, settings, hands, folder, dict(hands.started[-1][1])))
        return made[-1]

    yield start
    for one in made:
        one.stop()


# What the desktop tells


class FakeBus:
    """A bus that notes what is asked of it."""

    def __init__(self, there: bool = True, broken: bool = False) -> None:
        self.there, self.broken = there, broken
        self.heard: list[tuple[str, str]] = []

    def isConnected(self) -> bool:
        """Whether it is there."""
        return self.there

    def connect(self, *given: object) -> bool:
        """Notes interface and name, or fails as a bus that goes away."""
        if self.broken:
            raise RuntimeError("gone")
        self.heard.append((str(given[2]), str(given[3])))
        return True


def test_the_signals_of_the_desktop_are_asked_for(qapp: QApplication) -> None:
    system, session = FakeBus(), FakeBus()
    assert DeskLock().listen(system, session, "/s/1") == 7
    assert ("org.freedesktop.login1.Session", "Lock") in system.heard
    assert ("org.freedesktop.login1.Manager", "PrepareForSleep") in system.heard
    assert ("org.freedesktop.ScreenSaver", "ActiveChanged") in session.heard


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a message bus")
def test_what_a_real_bus_says_is_heard(tmp_path: Path) -> None:
    """A bus of its own, another program on it that speaks as desktop and login manager do. Another session's lock is not ours."""
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.bus_child"],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["desk", "slept", "desk", "desk"]


@pytest.mark.parametrize(("there", "broken"), [(False, False), (True, True)])
def test_a_desktop_without_a_bus_is_no_fault(qapp: QApplication, there: bool, broken: bool) -> None:
    assert DeskLock().listen(FakeBus(there, broken), FakeBus(there, broken)) == 0


def test_the_path_of_the_session_is_written_as_the_login_manager_does() -> None:
    assert session_path({"XDG_SESSION_ID": "3"}) == "/org/freedesktop/login1/session/_33"
    assert session_path({"XDG_SESSION_ID": "c2"}) == "/org/freedesktop/login1/session/c2"
    assert session_path({}) == session_path({"XDG_SESSION_ID": "../x"}) == ""


@pytest.mark.parametrize(
    ("tell", "why"),
    [
        (lambda desk: desk.on_lock(), "desk"),
        (lambda desk: desk.on_sleep(True), "slept"),
        (lambda desk: desk.on_sleep(False), "slept"),
        (lambda desk: desk.on_saver(True), "desk"),
        (lambda desk: desk.on_properties("Session", {"Active": False}), "desk"),
        (lambda desk: desk.on_saver(False), ""),
        (lambda desk: desk.on_properties("Session", {"Active": True}), ""),
    ],
)
def test_each_signal_locks_and_nothing_else_does(
    app: App, hands: Hands, folder: Path, tell: Callable[[DeskLock], None], why: str
) -> None:
    _begin_note(app)
    desk = DeskLock()
    desk.locked.connect(app.away.locked)
    tell(desk)
    if not why:
        assert not hands.ended
        return
    assert hands.ended == [0]
    lead, rest = locked_sentence(hands.started[0][1])
    assert ("asleep" in lead) == (why == "slept")
    assert rest == "What you were writing is saved."
    assert _kept(folder) == [WORDS]


@pytest.mark.parametrize(
    ("message", "what", "why"),
    [
        (0x02B1, 0x7, "desk"),
        (0x02B1, 0x2, "desk"),
        (0x02B1, 0x8, ""),
        (0x0218, 0x4, "slept"),
        (0x0218, 0xA, ""),
        (0x0100, 0x7, ""),
    ],
)
def test_a_message_of_windows_locks_by_its_number(message: int, what: int, why: str) -> None:
    assert reason_of(message, what) == why
    heard: list[str] = []
    told = Message(message=message, wParam=what)
    filtered = WindowsLock(heard.append).nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told))
    assert filtered == (False, 0)
    assert heard == ([why] if why else [])


def test_windows_is_asked_to_tell_and_to_keep_out_of_pictures() -> None:
    asked: list[tuple[Any, ...]] = []

    class Calls:
        def WTSRegisterSessionNotification(self, window: Any, flags: int) -> int:
            asked.append(("tell", window.value, flags))
            return 1

        def SetWindowDisplayAffinity(self, window: Any, how: int) -> int:
            asked.append(("hide", window.value, how))
            return 1

    assert WindowsLock(lambda _why: None, Calls()).ask_for(77)
    assert keep_out_of_pictures(77, True, Calls())
    assert keep_out_of_pictures(77, False, Calls())
    assert asked == [("tell", 77, 0), ("hide", 77, 0x11), ("hide", 77, 0)]
    assert not WindowsLock(lambda _why: None, object()).ask_for(77)


def test_windows_are_kept_out_of_pictures_only_when_wanted(qapp: QApplication) -> None:
    done: list[int] = []
    wanted = [False]
    care = CaptureCare(lambda: wanted[0], keep_out=lambda number, _on: not done.append(number), here=False)
    box = QWidget()
    box.show()
    care.came_to_front(box.windowHandle())
    assert not done
    wanted[0] = True
    care.came_to_front(box.windowHandle())
    care.came_to_front(box.windowHandle())
    assert len(done) == 1
    box.close()


# Over every dialog


NAMES = (
    "erase",
    "ended",
    "discard",
    "take out",
    "kept words",
    "honest",
    "card",
    "which family",
    "which record",
    "which child",
    "from paper",
    "turn back",
    "reason",
    "already shared",
    "manager",
    "write large",
    "sign large",
    "sheet again",
    *lock_dialogs.NAMES,
)
ELSEWHERE = {
    *("SearchDialog", "NewRecordDialog", "NewFamilyDialog", "BabyBornDialog", "WithdrawDialog"),
    *("PassphraseDialog", "ClosingDialog", "WipeDialog"),
}
"""Dialogs that test_lock.py opens, and test_ways_that_fail.py."""
PLAIN = {"TallDialog", "Reason", "RowDialog"}


BOX = Box("facts", "What happened?", "Seen")


def _sign_large(page: RecordPage, window: MainWindow) -> SignSheet:
    assert page.edit is not None
    return SignSheet("Wren", page.edit.desk, Scope(page.edit.answers, page.edit.context), window)


def _dialogs(app: App, window: MainWindow, page: RecordPage) -> dict[str, Callable[[], QDialog]]:
    session, family = app.session, _family(app)
    assert session is not None
    record = page.store.record_id  # type: ignore[attr-defined]
    row = session.vault.records.drafts()[0]
    people = list(session.vault.records.people(family))
    return {
        "erase": lambda: EraseDialog(session, family, window),
        "ended": lambda: EndedDialog(session, family, "", window),
        "discard": lambda: DiscardDialog(session, row, 9, window),
        "take out": lambda: RemoveFileDialog(session, record, window),
        "kept words": lambda: KeptWords(session.theme, [["A", "B", "Some words"]], window),
        "honest": lambda: HonestDialog(session.theme, window),
        "card": lambda: CardDialog(session, window, "G-UM", window),
        "which family": lambda: new_record._FamilyDialog(session, "Which family?", window),
        "which record": lambda: withdraw._RecordDialog(session, window, "Which record?", [row]),
        "which child": lambda: ChildDialog(session, session.catalogue.get("case_note"), people, window),
        "from paper": lambda: FromPaperDialog(session.theme, {}, session.context(family), window),
        "turn back": lambda: TurnBack(session.theme, lambda _key: False, window),
        "already shared": lambda: AlreadyDialog(session.theme, session.now(), "A worry", "School", window),
        "manager": lambda: ManagerQuestions(session, window),
        "write large": lambda: WriteSheet(session.theme, BOX, "Words", lambda _words: None, page),  # type: ignore[arg-type]
        "sign large": lambda: _sign_large(page, window),
        "sheet again": lambda: settings_vault._ConfirmDialog(session, window),
        "reason": lambda: dialogs.Reason(session.theme, "Why?", "Say why.", "Go on", parent=window),
        **lock_dialogs.of_pages(session, family, window),
    }


@pytest.mark.parametrize("which", NAMES)
def test_none_of_these_dialogs_stops_the_lock(app: App, hands: Hands, folder: Path, which: str) -> None:
    page = _begin_note(app)
    assert app.window is not None
    page.flush()
    dialog = _dialogs(app, app.window, page)[which]()
    (dialog.show if which == "card" else dialog.open)()
    settle()
    assert dialog.isVisible()
    hands.run(301, app.idle)
    assert hands.ended == [0]
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert _kept(folder) == [WORDS]


def test_no_dialog_of_the_program_is_left_out(app: App) -> None:
    """A dialog that is new must be opened under the lock as well."""
    for found in pkgutil.walk_packages(toolkit.ui.__path__, "toolkit.ui."):
        importlib.import_module(found.name)
    assert app.window is not None
    page = _begin_note(app)
    page.flush()
    made = _dialogs(app, app.window, page)
    opened = {type(make()).__name__ for make in made.values()} | ELSEWHERE | PLAIN
    kinds, ask = set[type](), [dialogs.Dialog]
    while ask:
        below = ask.pop().__subclasses__()
        kinds |= set(below)
        ask += below
    missing = {kind.__name__ for kind in kinds if kind.__module__.startswith("toolkit.ui")} - opened
    assert not missing
    assert set(NAMES) == set(made)


def test_blank_hides_a_dialog_from_within_and_what_opens_later(app: App) -> None:
    """Whatever the desktop does with windows above others, no word of a dialog can be seen."""
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    dialog = NewFamilyDialog(session, window)
    dialog.open()
    settle()
    before = _colours(dialog)
    app.blank()
    settle()
    later = dialogs.tell(window, app.theme, "Something came up.")
    settle()
    assert before > 1
    assert _colours(dialog) == _colours(later) == _colours(window) == 1
    app.unblank()
    settle()
    assert _colours(dialog) > 1


def _colours(widget: QWidget) -> int:
    image = widget.grab().toImage()
    steps = range(0, image.width(), 3)
    return len({image.pixel(x, y) for x in steps for y in range(0, image.height(), 3)})


# What comes back


def test_page_field_and_cursor_come_back(app: App, hands: Hands, again: Callable[[], App]) -> None:
    page = _begin_note(app)
    assert page.edit is not None
    box = next(
        one for one in page.edit.findChildren(QTextEdit) if one.accessibleName() == "What I saw and heard"
    )
    cursor = box.textCursor()
    cursor.setPosition(7)
    box.setTextCursor(cursor)
    app.lock()
    assert hands.ended == [0]
    other = again()
    settle(12)
    assert other.window is not None
    back = other.window.page
    assert isinstance(back, RecordPage)
    assert back.edit is not None
    assert back.edit.page is not None
    assert back.edit.page.key == "seen"
    found = other.window.focusWidget()
    assert isinstance(found, QTextEdit)
    assert found.toPlainText() == WORDS
    assert found.textCursor().position() == 7
    QTest.keyClicks(found, "zz")
    assert found.toPlainText() == WORDS[:7] + "zz" + WORDS[7:]


def test_a_quick_note_comes_back_in_the_box_it_was_typed_in(
    app: App, hands: Hands, again: Callable[[], App]
) -> None:
    assert app.window is not None
    app.window.quick_note(_family(app))
    settle()
    page = app.window.page
    assert isinstance(page, QuickNotePage)
    box = max(page.findChildren(QTextEdit), key=lambda one: one.isVisible() and one.height())
    box.setFocus()
    QTest.keyClicks(box, WORDS)
    app.lock()
    other = again()
    settle(12)
    assert other.window is not None
    found = other.window.focusWidget()
    assert isinstance(found, QTextEdit)
    assert found.toPlainText() == WORDS
    assert found.textCursor().position() == len(WORDS)


def test_words_of_an_open_box_come_back_and_a_secret_does_not(
    app: App, hands: Hands, again: Callable[[], App], folder: Path
) -> None:
    """A reason that was just being typed belongs to no record; a passphrase is never kept."""
    assert app.window is not None
    dialog = dialogs.Reason(app.theme, "Why?", "Say why.", "Go on", parent=app.window)
    secret = SecretRow(app.theme, name="Passphrase")
    secret.set_shown(True)
    dialog.body.addWidget(secret)
    dialog.open()
    settle()
    box = dialog.findChild(QTextEdit)
    assert box is not None
    QTest.keyClicks(box, "because of the quokka")
    secret.line.setText("lantern otter maple")
    app.lock()
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        kept = vault.facts.get(place.KEY)
        assert kept["words"] == [["Why?", "Reason", "because of the quokka"]]
    other = again()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, KeptWords)
    texts = [one.toPlainText() for one in shown.findChildren(QTextEdit)]
    assert texts == ["because of the quokka"]
    assert_fits(shown)
    assert other.session is not None
    assert other.session.vault.facts.get(place.KEY) is None
    shown.accept()


def test_the_place_leaves_no_entry_in_the_history(app: App, hands: Hands, folder: Path) -> None:
    page = _begin_note(app)
    page.flush()
    assert app.session is not None
    before = app.session.vault.audit.head().entries
    app.lock()
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        # The unlocking itself is one.
        assert vault.audit.head().entries == before + 1
        assert vault.audit.verify() is None


def test_a_fresh_start_goes_to_today(
    app: App, hands: Hands, qapp: QApplication, settings: Settings, folder: Path
) -> None:
    _begin_note(app)
    app.lock()
    other = _again(qapp, settings, hands, folder, {})
    assert other.window is not None
    assert not isinstance(other.window.page, RecordPage)
    other.stop()


def test_a_place_that_cannot_be_kept_does_not_stop_the_lock(
    app: App, hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch, quiet_log: Any
) -> None:
    _begin_note(app)

    def fails(*_given: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(place, "keep", fails)
    app.lock()
    assert hands.ended == [0]
    assert _kept(folder) == [WORDS]
    assert any("place was not kept" in line for line in quiet_log.expected())


# After wrong tries, and older records


def test_wrong_tries_are_said_after_the_next_unlock(
    app: App, hands: Hands, folder: Path, qapp: QApplication, settings: Settings
) -> None:
    app.lock()
    for _ in range(3):
        with pytest.raises(Exception, match="passphrase"):
            Vault.unlock(folder, "not the one at all", catalogue.load)
    other = _again(qapp, settings, hands, folder, {})
    assert other.window is not None
    said = " ".join(label.text() for label in other.window.findChildren(QLabel) if label.isVisible())
    assert "Somebody tried to get in." in said
    assert "Unlocking failed 3 times" in said
    assert_fits(other.window)
    other.lock()
    third = _again(qapp, settings, hands, folder, {})
    assert third.window is not None
    said = " ".join(label.text() for label in third.window.findChildren(QLabel) if label.isVisible())
    assert "Somebody tried" not in said
    third.stop()
    other.stop()


def test_an_older_copy_put_back_is_said_until_it_is_locked(
    app: App, hands: Hands, folder: Path, qapp: QApplication, settings: Settings
) -> None:
    app.lock()
    older = (folder / "vault.db").read_bytes()
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        vault.facts.set("contact_line", "written later")
    (folder / "vault.db").write_bytes(older)
    other = _again(qapp, settings, hands, folder, {})
    window = other.window
    assert window is not None
    window.place("families")
    settle()
    said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "These may be older records." in said
    assert "Write nothing before you know why." in said
    press(window, "Health check")
    page = window.page
    assert isinstance(page, HealthPage)
    QTest.qWait(50)
    deadline = 100
    while page.job is not None and deadline:
        QTest.qWait(50)
        deadline -= 1
    settle()
    assert any(type(one).__name__.startswith("Older") for one in page.found or [])
    other.stop()


# The clipboard


@pytest.fixture
def clip(qapp: QApplication) -> Iterator[ClipboardCare]:
    """Gives the care of the clipboard with 60 ms instead of 30 s."""
    QGuiApplication.clipboard().clear()
    care = ClipboardCare(QGuiApplication.clipboard(), kept_ms=60, owns=lambda: True)
    care.start()
    yield care
    care.stop()


def test_copied_words_are_marked_and_go_after_a_while(clip: ClipboardCare) -> None:
    board = QGuiApplication.clipboard()
    board.setText("Wren slept at her gran's")
    settle()
    data = board.mimeData()
    assert board.text() == "Wren slept at her gran's"
    for name in NOT_KEPT:
        assert data.hasFormat(windows_format(name)), name
    assert bytes(data.data(windows_format("CanIncludeInClipboardHistory")).data()) == bytes(4)
    assert data.hasFormat(MARK)
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    QTest.qWait(150)
    assert board.text() == ""


def test_a_copied_path_is_whole_where_the_screen_broke_its_line(clip: ClipboardCare) -> None:
    board = QGuiApplication.clipboard()
    board.setText(broken("/home/worker/a-folder-with-a-name-as-long-as-some-people-write-them/records"))
    settle()
    assert board.text() == "/home/worker/a-folder-with-a-name-as-long-as-some-people-write-them/records"
    assert board.mimeData().hasFormat(MARK)
    QTest.qWait(150)
    assert board.text() == ""


def test_stopping_clears_at_once_and_leaves_what_is_not_ours(clip: ClipboardCare) -> None:
    board = QGuiApplication.clipboard()
    board.setText("Ours")
    settle()
    clip.stop()
    assert board.text() == ""
    clip.start()
    clip.owns = lambda: False
    board.setText("Somebody else's")
    settle()
    clip.stop()
    assert board.text() == "Somebody else's"
    board.clear()


def test_the_lock_empties_the_clipboard(app: App, hands: Hands) -> None:
    # Off screen nobody owns a clipboard.
    app.clipboard.owns = lambda: True
    page = _begin_note(app)
    assert page.edit is not None
    box = next(
        one for one in page.edit.findChildren(QTextEdit) if one.accessibleName() == "What I saw and heard"
    )
    box.selectAll()
    box.copy()
    settle()
    assert QGuiApplication.clipboard().text() == WORDS
    app.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_a_shown_passphrase_cannot_be_copied(theme: Theme, clip: ClipboardCare) -> None:
    row = SecretRow(theme, name="Passphrase", shown=True)
    row.show()
    row.line.setText("lantern otter maple thirteen")
    row.line.selectAll()
    for code in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
        QTest.keyClick(row.line, code, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    assert row.line.text()
    row.close()


def test_the_words_of_the_lock() -> None:
    lead, rest = locked_sentence({LOCKED: "desk 14:32 saved"})
    assert lead == "Locked at 14:32, because this computer was locked or somebody else was switched to."
    assert rest == "What you were writing is saved."


def test_a_search_and_a_password_are_no_words_to_keep(app: App) -> None:
    assert app.window is not None
    app.window.place("families")
    settle()
    for line in app.window.findChildren(QLineEdit):
        line.setText("goose")
    assert place.read(app.window)["words"] == []
