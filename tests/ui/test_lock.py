"""Locking and blanking: over every dialog, with the clock set about, on a full disk, and as a process that is really new."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import LogRecords
from tests.helpers import TOP
from tests.ui.drive import key, settle, write
from tests.ui.made import PASSPHRASE, Clock, family_answers
from toolkit.errors import DiskFull, RecordsLocked
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui import dialogs
from toolkit.ui.app import LOCKED, App, locked_sentence
from toolkit.ui.baby_born import BabyBornDialog
from toolkit.ui.form_view import RecordPage
from toolkit.ui.idle import IdleWatch
from toolkit.ui.new_family import NewFamilyDialog
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.search_box import SearchDialog
from toolkit.ui.settings_vault import PassphraseDialog
from toolkit.ui.withdraw import WithdrawDialog
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

CANARY = "zibblethorpe"
"""A word that stands nowhere in the program itself."""
WORDS = "Half a sentence about the quokka"


class Hands:
    """Two clocks and two processes that are only noted."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.wall = 2_000_000.0
        self.started: list[tuple[list[str], Mapping[str, str]]] = []
        self.ended: list[int] = []

    def start(self, command: list[str], environ: Mapping[str, str]) -> None:
        """Notes what would be started."""
        self.started.append((command, dict(environ)))

    def end(self, code: int) -> None:
        """Notes that this process would end."""
        self.ended.append(code)

    def run(self, seconds: int, watch: IdleWatch) -> None:
        """Lets both clocks run on second by second, as the watch looks at them."""
        for _ in range(seconds):
            self.steady += 1
            self.wall += 1
            watch.look()


@pytest.fixture
def hands() -> Hands:
    """Gives clocks and processes to look at."""
    return Hands()


@functools.cache
def _made_once() -> tempfile.TemporaryDirectory[str]:
    """The folder of a vault with one family, closed."""
    place = tempfile.TemporaryDirectory(dir=os.environ["XDG_CACHE_HOME"])
    vault, _ = Vault.create(
        Path(place.name), PASSPHRASE, "Examplebridge", catalogue.load, cost=FLOOR, now=Clock().aware
    )
    with vault:
        vault.facts.set("author_name", "Tansy Dunnock")
        answers = family_answers() | {"reason": f"Asked for by the {CANARY} nursery."}
        vault.records.create("family", None, answers, vault.facts.author())
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives the folder of a vault with one family, copied from one that is made once."""
    return Path(shutil.copytree(_made_once().name, tmp_path / "records"))


@pytest.fixture
def app(qapp: QApplication, settings: Settings, hands: Hands, folder: Path) -> Iterator[App]:
    """Gives the program with the vault open and its clocks in hand."""
    settings.theme = "light"
    app = App(qapp, settings, start=hands.start, end=hands.end, environ={"HOME": "x"})
    app.idle._steady, app.idle._wall = lambda: hands.steady, lambda: hands.wall
    app.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
    assert app.window is not None
    app.window.showNormal()
    app.window.resize(1366, 768)
    settle()
    yield app
    app.stop()


def _family(app: App) -> str:
    assert app.session is not None
    return app.session.vault.records.families()[0].id


def _begin_note(app: App) -> RecordPage:
    assert app.window is not None
    app.window.new_record("case_note", _family(app))
    settle()
    page = app.window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("seen")
    settle()
    write(page.edit.sheet, "What I saw and heard", WORDS)
    return page


def _kept(folder: Path) -> list[str]:
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        return [vault.records.get(row.id).answers.get("facts", "") for row in vault.records.drafts()]


# When nobody is there


def test_locks_after_the_minutes_that_were_set_and_keeps_the_draft(
    app: App, hands: Hands, folder: Path
) -> None:
    """4 minutes 59 leave it open; 5 lock it, with the half sentence saved."""
    _begin_note(app)
    hands.run(299, app.idle)
    assert not hands.ended
    hands.run(1, app.idle)
    assert hands.ended == [0]
    command, environ = hands.started[0]
    assert command[-1] == str(folder)
    assert environ["HOME"] == "x"
    assert environ[LOCKED].split()[0] == "5"
    lead, rest = locked_sentence(environ)
    assert lead == f"Locked at {datetime.now():%H:%M} after 5 minutes without a key press."
    assert rest == "What you were writing is saved."
    assert _kept(folder) == [WORDS]


def test_a_key_or_a_move_of_the_mouse_counts_as_somebody(app: App, hands: Hands) -> None:
    """Anything touched starts the minutes again."""
    assert app.window is not None
    hands.run(200, app.idle)
    QTest.keyClick(app.window, Qt.Key.Key_Shift)
    hands.run(200, app.idle)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(20, 20),
        QPointF(20, 20),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(app.window, move)
    hands.run(200, app.idle)
    assert not hands.ended
    hands.run(101, app.idle)
    assert hands.ended == [0]


def test_a_clock_set_back_and_a_laptop_asleep_both_lock(hands: Hands, qapp: QApplication) -> None:
    """The clock that cannot be set counts awake, the wall clock counts asleep; the longer one decides."""
    sent: list[str] = []
    watch = IdleWatch(lambda: 5, steady=lambda: hands.steady, wall=lambda: hands.wall)
    watch.expired.connect(lambda: sent.append("locked"))
    watch.touched()
    hands.steady += 300
    hands.wall -= 86_400
    watch.look()
    assert sent == ["locked"]
    watch.touched()
    hands.wall += 3_600
    watch.look()
    assert sent == ["locked", "locked"]


def test_a_key_after_a_long_sleep_does_not_undo_the_lock(app: App, hands: Hands, folder: Path) -> None:
    """The lid was shut for an hour; the first key finds it locked, not open again."""
    _begin_note(app)
    assert app.window is not None
    hands.wall += 3_600
    QTest.keyClick(app.window, Qt.Key.Key_Shift)
    assert hands.ended == [0]
    assert _kept(folder) == [WORDS]


def test_a_computer_that_slept_is_locked_when_it_wakes(app: App, hands: Hands, folder: Path) -> None:
    """Two minutes with the lid shut are no five minutes of nobody there, and lock all the same."""
    _begin_note(app)
    app.idle.look()
    hands.wall += 120
    app.idle.look()
    assert hands.ended == [0]
    lead, _ = locked_sentence(hands.started[0][1])
    assert lead.endswith("because the computer was asleep.")
    assert _kept(folder) == [WORDS]


def test_the_end_of_the_session_keeps_what_was_typed(app: App, folder: Path, qapp: QApplication) -> None:
    """Logging off asks nothing and loses nothing."""
    _begin_note(app)
    qapp.aboutToQuit.emit()
    assert app.session is None
    assert _kept(folder) == [WORDS]


@pytest.mark.parametrize(
    "which",
    ["family", "new record", "search", "passphrase", "baby", "withdraw", "fault", "finish", "menu"],
)
def test_no_open_dialog_stops_the_lock(app: App, hands: Hands, folder: Path, which: str) -> None:
    """Whatever is open over the note, the time comes, the note is saved and everything closes."""
    page = _begin_note(app)
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    page.flush()
    rows = session.vault.records.timeline(_family(app))
    if which == "finish":
        page.finish()
    elif which == "fault":
        dialogs.tell(window, app.theme, "The disk is full. Free some space.")
    elif which == "menu":
        page.bar.more.open()
    else:
        dialog = {
            "family": lambda: NewFamilyDialog(session, window),
            "new record": lambda: NewRecordDialog(session, window, _family(app), window),
            "search": lambda: SearchDialog(session, window),
            "passphrase": lambda: PassphraseDialog(session, window),
            "baby": lambda: BabyBornDialog(session, _family(app), [("c3", "Unborn baby")], window),
            "withdraw": lambda: WithdrawDialog(session, rows, _family(app), window),
        }[which]()
        dialog.open()
    settle()
    assert QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
    hands.run(301, app.idle)
    assert hands.ended == [0]
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert _kept(folder) == [WORDS]


# What a lock leaves


def test_a_lock_closes_the_vault_and_drops_every_view(app: App, hands: Hands) -> None:
    """Whatever still holds the vault gets nothing from it; the window is empty."""
    _begin_note(app)
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    app.lock()
    assert session.vault.closed
    with pytest.raises(RecordsLocked):
        session.vault.records.families()
    assert window.page is None
    assert window.stack.count() == 0


def test_a_lock_takes_less_than_a_second(app: App, hands: Hands) -> None:
    """From the key to the end of the process, with a note being written."""
    _begin_note(app)
    begun = time.monotonic()
    app.lock()
    assert hands.ended == [0]
    assert time.monotonic() - begun < 1.0


def test_a_full_disk_covers_the_screen_and_loses_nothing(
    app: App, hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be saved is not thrown away: the screen is covered, and it locks once there is room."""
    _begin_note(app)
    assert app.session is not None

    def full(*_given: object, **_more: object) -> None:
        raise DiskFull

    with monkeypatch.context() as disk:
        disk.setattr(app.session.vault.records, "create", full)
        app.lock()
        assert not hands.ended
        assert app.cover is not None
        assert app.cover.isVisible()
        assert "not saved" in app.cover.accessibleDescription()
        assert "disk is full" in app.cover.accessibleDescription()
        app.lock()
        assert not hands.ended
    app._retry.timeout.emit()
    assert hands.ended == [0]
    assert _kept(folder) == [WORDS]


def test_after_a_failed_lock_a_key_shows_the_words_again(
    app: App, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker can go back to the sentence that is not saved yet."""
    page = _begin_note(app)
    assert app.session is not None
    monkeypatch.setattr(
        app.session.vault.records, "create", lambda *_a, **_k: (_ for _ in ()).throw(DiskFull())
    )
    app.lock()
    assert app.cover is not None
    QTest.keyClick(app.cover, Qt.Key.Key_Space)
    settle()
    assert app.cover is None
    assert page.answers["facts"] == WORDS
    monkeypatch.undo()


# Blank


def test_f9_blanks_over_a_dialog_and_any_key_shows_it_again(app: App, hands: Hands) -> None:
    """The key is heard while a dialog is open, and the key that ends it does nothing else."""
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    dialog = NewFamilyDialog(session, window)
    dialog.open()
    settle()
    line = dialog.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Thist")
    QTest.keyClick(line, Qt.Key.Key_F9)
    settle()
    cover = app.cover
    assert cover is not None
    assert cover.isVisible()
    assert QApplication.activeModalWidget() is cover
    assert "Thist" not in cover.accessibleName()
    QTest.keyClick(cover, Qt.Key.Key_A)
    settle()
    assert app.cover is None
    assert line.text() == "Thist"
    assert dialog.isVisible()


def test_ctrl_full_stop_blanks_and_the_time_still_locks(app: App, hands: Hands) -> None:
    """Blank is no way round the lock."""
    assert app.window is not None
    key(app.window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert app.cover is not None
    hands.run(301, app.idle)
    assert hands.ended == [0]


def test_no_window_says_a_name(app: App) -> None:
    """Neither the window nor a dialog shows a name in the title, and so in the task bar."""
    _begin_note(app)
    window, session = app.window, app.session
    assert window is not None
    assert session is not None
    dialog = NewFamilyDialog(session, window)
    dialog.open()
    app.blank()
    settle()
    titles = {top.windowTitle() for top in QApplication.topLevelWidgets() if top.isVisible()}
    assert titles <= {"", QApplication.applicationDisplayName(), "Safeguarding Toolkit"}
    assert not any("Thistlewick" in title or "Case note" in title for title in titles)


def test_what_the_unlock_window_says() -> None:
    """Plain words, and nothing at all for an environment that holds nonsense."""
    assert locked_sentence({}) == ("", "")
    assert (
        locked_sentence({LOCKED: "1 14:32 saved"})[0] == "Locked at 14:32 after 1 minute without a key press."
    )
    assert locked_sentence({LOCKED: "asked 14:32 saved"}) == (
        "Locked at 14:32.",
        "What you were writing is saved.",
    )
    assert locked_sentence({LOCKED: "asked 14:32"})[1] == ""
    assert locked_sentence({LOCKED: "; rm"}) == ("", "")


# A process that is really new


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_the_new_process_is_new_and_knows_nothing(folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """The old process ends by itself; the new one shows the unlock window and holds none of the words."""
    with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
        family = vault.records.families()[0].id
    note = tmp_path / "pid"
    try:
        _old_process(folder, family, note, tmp_path / "said")
        new = int(note.read_text(encoding="ascii"))
        place = Path(f"/proc/{new}")
        deadline = time.monotonic() + 20
        while b"toolkit" not in (place / "cmdline").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        told = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        assert str(folder).encode() in told
        assert LOCKED.encode() in told
        for secret in (PASSPHRASE, WORDS, CANARY):
            assert secret.encode() not in told
        time.sleep(1.0)
        assert place.exists()
        assert not _in_memory(new, [b"quokka", CANARY.encode()])
    finally:
        if note.exists():
            os.kill(int(note.read_text(encoding="ascii")), signal.SIGKILL)
    assert _kept(folder) == [WORDS]


def _old_process(folder: Path, family: str, note: Path, said: Path) -> None:
    """Runs the program until it has locked itself."""
    environ = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"}
    with said.open("wb") as out:
        # A file and no pipe: the new process inherits it, and a pipe would wait for that one too.
        old = subprocess.run(
            [sys.executable, "-m", "tests.ui.lock_child", str(folder), PASSPHRASE, family, str(note), WORDS],
            cwd=TOP,
            env=environ,
            stdout=out,
            stderr=out,
            timeout=60,
            check=False,
        )
    assert old.returncode == 0, said.read_text()[-2000:]


def _in_memory(process: int, words: list[bytes]) -> list[bytes]:
    """Which of the words stand anywhere in the memory of a process."""
    found = []
    with Path(f"/proc/{process}/maps").open() as maps, Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in maps:
            area, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            begin, end = (int(part, 16) for part in area.split("-"))
            try:
                memory.seek(begin)
                held = memory.read(end - begin)
            except (OSError, ValueError, OverflowError):
                continue
            found += [word for word in words if word in held]
    return found


def test_a_new_window_that_cannot_start_leaves_no_old_process(
    qapp: QApplication, settings: Settings, hands: Hands, folder: Path, quiet_log: LogRecords
) -> None:
    """Without memory for the unlock window the vault is closed and the old process still ends; no folder in the log."""

    def fails(command: list[str], _environ: Mapping[str, str]) -> object:
        raise OSError(12, "Cannot allocate memory", command[-1])

    app = App(qapp, settings, start=fails, end=hands.end, environ={})
    app.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
    page = _begin_note(app)
    assert page.saver.dirty
    app.lock()
    assert hands.ended == [0]
    assert app.session is None
    assert _kept(folder) == [WORDS]
    assert quiet_log.expected() == ["the unlock window could not be started: OSError"]
    app.stop()
