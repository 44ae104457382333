"""A working day in the real windows, off screen, that puts a canary in by every way and ends in a crash.

    python -m tests.faults.day write HOME LOG      ... and is killed in the middle of a sentence
    python -m tests.faults.day again HOME LOG      unlocks what is left, reads it, and locks
    python -m tests.faults.day full HOME LOG       types on a disk that is full, and on one that is broken
    python -m tests.faults.day plain HOME LOG      the control: the same words in a plain SQLite file, removed again

Run it under `tests.no_sockets` and the shim. Prints where a canary was seen; `end` when all was gone through.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTextEdit, QWidget

from tests.faults import shim
from tests.faults.canaries import CANARIES, PASSPHRASE, look
from tests.ui.drive import choose, in_dialog, named, press, segment, settle, write
from tests.ui.picture_helpers import drawing, written
from toolkit import paths
from toolkit.errors import DiskFault, DiskFull
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import App
from toolkit.ui.editors.files import FilesEditor
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.session import Session
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault


class Day:
    """One run of the program, driven as a person would."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.records = home / "records"
        self.ended: list[int] = []
        self.app = App(
            QApplication(["toolkit"]),
            Settings.load(paths.settings_folder()),
            start=lambda *_: None,
            end=self.ended.append,
        )
        sys.excepthook = self.app.oops

    def unlock(self) -> None:
        """Types the passphrase at the unlock window."""
        app = self.app
        app.show_first(self.records)
        assert app.first is not None
        app.first.unlock.form.secret.line.setText(PASSPHRASE)
        app.first.unlock.form.try_it()
        while app.window is None:
            settle()
        self.window.resize(1366, 768)
        settle()

    @property
    def window(self) -> MainWindow:
        assert self.app.window is not None
        return self.app.window

    @property
    def session(self) -> Session:
        assert self.app.session is not None
        return self.app.session

    @property
    def page(self) -> RecordPage:
        page = self.window.page
        assert isinstance(page, RecordPage), page
        assert page.edit is not None
        return page

    def seen(self, where: str) -> None:
        """Says where a canary lies now."""
        for line in look(self.home):
            print("hit", where, line, flush=True)

    # The parts of the day

    def family(self) -> str:
        """A family file, with what is typed in it."""
        answers: dict[str, Any] = {
            "family_name": CANARIES["a family's name"],
            "children": [
                {"id": "c1", "unborn": "no", "name": CANARIES["a family's name"], "birth": "2019-05-02"}
            ],
        }
        family = self.session.vault.records.create("family", None, answers, self.session.author())
        self.window.family(family.id)
        settle()
        return family.id

    def settings(self) -> None:
        """The person's own name, and a word of their own."""
        from toolkit.ui.spelling import speller_of

        self.window.place("settings")
        settle()
        assert self.window.page is not None
        box = next(
            one
            for one in self.window.page.findChildren(QWidget)
            if one.accessibleName() == "Your name" and hasattr(one, "setText")
        )
        box.setText(CANARIES["a setting"])
        box.editingFinished.emit()
        assert self.session.fact("author_name") == CANARIES["a setting"]
        speller_of(self.session).add(CANARIES["a setting"])
        settle()

    def note(self, family: str) -> None:
        """A note typed and finished."""
        self.window.new_record("case_note", family)
        settle()
        page = self.page
        choose(page.edit.sheet, "Type of contact", "Telephone")
        self.type_facts(f"{CANARIES['a finished note']} laughed.")
        segment(page.edit.sheet, "Are you worried about a child?", "No")
        page.edit.open_page("actions")
        settle()
        press(page.edit.sheet, "What will happen next: No actions from this contact")
        page.edit.open_page("tags")
        settle()
        segment(page.edit.sheet, "Is this a significant event?", "No")
        press(page, "Finish")
        assert page.dialog is not None
        press(page.dialog, "Finish")
        settle()
        assert page.state.status == "final"

    def type_facts(self, words: str) -> None:
        """Types into the facts of the open note."""
        self.page.edit.open_page("seen")
        settle()
        write(self.page.edit.sheet, "What I saw and heard", words)

    def copies(self) -> None:
        """Preview, Word, PDF and print of the open record, each thought better of."""
        self.session.ways = Ways(place=lambda *_: None, printer=lambda *_: None)
        press(self.page_of_any(), "Word")
        release = self.window.page
        assert isinstance(release, ReleasePage)
        segment(release, "Who is it for?", "My own working copy")
        release.show_preview()
        settle()
        self.seen("preview")
        for how in ("word", "pdf", "print"):
            assert not release.leave(how)  # type: ignore[arg-type]
            settle()
        self.session.vault.releases.note(
            self.session.vault.records.timeline(self.session.vault.records.families()[0].id)[0].id,
            1,
            "family",
            CANARIES["for whom a copy was"],
            "print",
            "",
            "00",
            self.session.author(),
        )
        self.window.back()
        settle()

    def page_of_any(self) -> QWidget:
        assert self.window.page is not None
        return self.window.page

    def find(self) -> None:
        """A search for a word that stands in no record, and for one that does."""

        def typed(dialog: QDialog) -> None:
            line = dialog.findChild(QLineEdit)
            assert line is not None
            for words in (CANARIES["a search"], CANARIES["a finished note"][:9]):
                line.clear()
                QTest.keyClicks(line, words)
                settle()
            dialog.reject()

        in_dialog(typed, self.window.search)

    def attach(self, family: str) -> None:
        """A picture with a telling name is added, looked at, and taken out; another file stays."""
        record = self.session.vault.records.create("voice", family, {}, self.session.author())
        self.window.record(record.id)
        settle()
        picture = picture_of(self.home)
        for page in self.page.entry.form.pages:
            self.page.edit.open_page(page.key)
            settle()
            editor = next(iter(self.page.edit.sheet.findChildren(FilesEditor)), None)
            if editor is not None:
                editor.add_files([picture])
                settle()
                assert editor.value()
                break
        else:
            raise AssertionError("no place for a picture")
        self.page.flush()
        draft = self.session.vault.records.drafts()[0]
        words = CANARIES["an attachment"]
        added = self.session.vault.attachments.add(
            draft.id, f"{words}.txt", "text/plain", words.encode() * 999, self.session.author()
        )
        assert words.encode() in self.session.vault.attachments.get(added.id).data
        self.window.back()
        settle()

    def fault(self, family: str) -> None:
        """A fault in the middle of a save whose own words hold a canary; the words stay and are saved after it."""
        self.window.new_record("case_note", family)
        settle()
        self.type_facts(f"{CANARIES['a draft']} smiled.")
        projector = self.session.vault.records._projector
        whole = projector.update
        projector.update = _raise
        assert not self.page.flush()
        self.seen("fault")
        projector.update = whole
        assert self.page.flush()
        try:
            _raise()
        except RuntimeError:
            self.app.oops(*sys.exc_info())  # type: ignore[arg-type]
        for top in self.app.qt.topLevelWidgets():
            if isinstance(top, QDialog):
                top.reject()
        settle()
        self.window.back()
        settle()


def picture_of(home: Path) -> Path:
    """A picture on a memory stick, with a telling name."""
    return home.parent / "stick" / f"{CANARIES['an attachment']}.png"


def _raise(*_: object) -> None:
    raise RuntimeError(CANARIES["a fault"])


def whole_day(home: Path) -> None:
    """From unlocking to the crash."""
    vault, _ = Vault.create(home / "records", PASSPHRASE, CANARIES["a setting"], catalogue.load, cost=FLOOR)
    vault.close()
    day = Day(home)
    day.unlock()
    family = day.family()
    day.settings()
    day.note(family)
    day.seen("note")
    day.copies()
    day.find()
    day.attach(family)
    day.seen("attachment")
    day.fault(family)
    day.window.new_record("case_note", family)
    settle()
    day.type_facts(f"{CANARIES['half a sentence at the crash']} and th")
    day.page.flush()
    write(
        day.page.edit.sheet,
        "What I saw and heard",
        f"{CANARIES['half a sentence at the crash']} and then not sa",
    )
    day.seen("the sentence")
    print("end", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def again(home: Path) -> None:
    """What is there after the crash: all but the last words; then it is locked."""
    day = Day(home)
    day.unlock()
    records = day.session.vault.records
    texts = [str(records.get(row.id).answers.get("facts", "")) for row in records.drafts()]
    assert any(CANARIES["half a sentence at the crash"] in text for text in texts), "the draft is gone"
    assert any(CANARIES["a draft"] in text for text in texts)
    assert [f.grade for f in day.session.vault.check(quick=False)] == ["GOOD"]
    day.seen("again")
    day.app.lock()
    assert day.ended == [0]
    day.seen("locked")
    print("end", flush=True)


def full(home: Path) -> None:
    """A note is typed on while the disk refuses: it stays on the screen, the line below says why, and later it is saved."""
    day = Day(home)
    day.unlock()
    shim.watch(day.records)
    family = day.session.vault.records.families()[0].id
    day.window.new_record("case_note", family)
    settle()
    day.type_facts("One")
    assert day.page.flush()
    record = day.session.vault.records.drafts()[0].id
    for code, kind in ((errno.ENOSPC, DiskFull), (errno.EIO, DiskFault)):
        words = f"Words typed while it was {kind.__name__}"
        day.type_facts(words)
        shim.arm(1, code)
        assert not day.page.flush()
        box = named(day.page.edit.sheet, "What I saw and heard", QTextEdit)
        assert box.toPlainText() == words
        shown = " ".join(label.text() for label in day.page.findChildren(QLabel) if label.isVisible())
        assert kind.sentence in shown, shown
        over = [top for top in day.app.qt.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
        assert over == [], [type(one).__name__ for one in over]
        day.app.lock()
        assert not day.ended, "it locked and threw the words away"
        day.app.unblank()
        shim.arm(0, 0)
        assert day.page.flush()
        assert day.session.vault.records.get(record).answers["facts"] == words
    day.app.lock()
    assert day.ended == [0]
    print("end", flush=True)


def plain(home: Path) -> None:
    """The same words in a file that is not encrypted, and is gone at the end."""
    file = home / "plain.db"
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE notes (words)")
    made.executemany("INSERT INTO notes VALUES (?)", [(word,) for word in CANARIES.values()])
    made.commit()
    made.close()
    Path(file).read_bytes()
    for line in look(home):
        print("hit", line)
    file.unlink()
    print("end", flush=True)


if __name__ == "__main__":
    what, place, log = sys.argv[1:]
    # The worker's own picture is no file of the program's.
    picture_of(Path(place)).parent.mkdir(exist_ok=True)
    picture_of(Path(place)).write_bytes(written(drawing(), "PNG"))
    shim.watch(Path("/"), Path(log))
    try:
        {"write": whole_day, "again": again, "full": full, "plain": plain}[what](Path(place))
    except Exception:
        traceback.print_exc()
        sys.exit(1)
