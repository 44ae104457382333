"""The whole walk through the real windows: make records, add a family, write, finish, read back, print, Word, lock, unlock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import files_holding
from tests.ui.drive import choose, in_dialog, key, press, segment, settle, write
from tests.ui.fit import assert_fits
from toolkit.settings import Settings
from toolkit.ui.app import LOCKED, App
from toolkit.ui.families import FamiliesPage
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.family_people import ChildCard
from toolkit.ui.first_window import FirstWindow
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.printing import Paper
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.today import TodayPage
from toolkit.ui.widgets import RecordCard

PASSPHRASE = "lantern otter maple thirteen"
FACTS = "Wren opened the door and said she had been up since four."


class Processes:
    """Stands in for starting and ending processes."""

    def __init__(self) -> None:
        self.started: list[tuple[list[str], Mapping[str, str]]] = []
        self.ended: list[int] = []

    def start(self, command: list[str], environ: Mapping[str, str]) -> None:
        """Notes what would be started."""
        self.started.append((command, dict(environ)))

    def end(self, code: int) -> None:
        """Notes that this process would end."""
        self.ended.append(code)


@pytest.fixture
def processes() -> Processes:
    """Gives a stand-in for processes."""
    return Processes()


@pytest.fixture
def app(qapp: QApplication, settings: Settings, processes: Processes) -> Iterator[App]:
    """Gives the program as `run` makes it, without its loop."""
    settings.theme = "light"
    app = App(qapp, settings, start=processes.start, end=processes.end, environ={})
    yield app
    app.stop()


def _create(app: App, qtbot: QtBot) -> MainWindow:
    """The four steps of new records, the code copied by hand and typed back."""
    app.show_first(None)
    first = app.first
    assert isinstance(first, FirstWindow)
    page = first.create_page
    assert page is not None
    page.place.line.setText("Examplebridge outreach")
    page.next()
    page.passphrase.fields.row.line.setText(PASSPHRASE)
    page.passphrase.fields.again.setText(PASSPHRASE)
    page.next()
    assert page.at() == 2
    page.sheet.reveal()
    assert page.sheet._sheet is not None
    groups = list(page.sheet._sheet.groups)
    page.sheet.reveal()
    for number, box, _ in page.sheet.boxes:
        QTest.keyClicks(box, groups[number - 1])
    page.next_button.click()
    qtbot.waitUntil(lambda: page.at() == 3, timeout=20_000)
    QTest.keyClicks(page.ready.who, "Tansy Dunnock")
    QTest.keyClicks(page.ready.role, "health visitor")
    QTest.keyClicks(page.ready.rows[0].line, "01632 960001")
    for row in page.ready.rows[1:]:
        row.not_yet.setChecked(True)
    page.next_button.click()
    qtbot.waitUntil(lambda: app.window is not None, timeout=20_000)
    assert app.window is not None
    app.window.showNormal()
    app.window.resize(1366, 768)
    settle()
    return app.window


def _add_family(window: MainWindow) -> FamilyPage:
    window.place("families")
    page = window.page
    assert isinstance(page, FamiliesPage)

    def name_it(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, "Thistlewick")
        QTest.keyClick(line, Qt.Key.Key_Return)

    in_dialog(name_it, lambda: press(page, "Add a family"))
    family = window.page
    assert isinstance(family, FamilyPage)
    return family


def _add_child(window: MainWindow) -> FamilyPage:
    family = window.page
    assert isinstance(family, FamilyPage)
    press(family, "Add a child")
    QTest.qWait(20)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    sheet = page.edit.sheet
    # The row is there, with the keyboard in it; begun and left empty it is not kept.
    assert page.answers.get("children") is None
    choose(sheet, _ending(sheet, "Born yet?"), "Born")
    write(sheet, _ending(sheet, "Name"), "Wren Thistlewick")
    write(sheet, _ending(sheet, "Date of birth"), "2/5/2019")
    press(page, "Done")
    back = window.page
    assert isinstance(back, FamilyPage)
    return back


def _ending(root: QWidget, words: str) -> str:
    """The accessible name of a field in a card: the card's own name stands before it."""
    for widget in root.findChildren(QWidget):
        name = widget.accessibleName()
        if name.endswith(f", {words}") and widget.isVisibleTo(root):
            return name
    raise AssertionError(f"no field ends in {words!r}")


def _quick(window: MainWindow, app: App) -> None:
    key(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, QuickNotePage)
    assert page.form is not None
    segment(page, "What kind of contact?", "Home visit, announced")
    segment(page, "Wren", "Seen alone")
    write(page, "What happened, and what was said?", FACTS)
    segment(page, "Are you worried about a child?", "No")
    segment(page, "What happens next?", "A next step")
    write(page, "Next step", "Ring the school nurse")
    write(page, "By when", "tomorrow")
    assert_fits(page)
    press(page, "Finish")


def _full_note(window: MainWindow) -> RecordPage:
    """A telephone contact through the whole form, chosen in the New record list."""
    family = window.page
    assert isinstance(family, FamilyPage)

    def choose_note(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, "case note")
        QTest.keyClick(line, Qt.Key.Key_Return)

    in_dialog(choose_note, family.open_new_menu)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    choose(page.edit.sheet, "Type of contact", "Telephone")
    page.edit.open_page("seen")
    settle()
    write(page.edit.sheet, "What I saw and heard", "The school nurse rang back at 16:40.")
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
    return page


def _leave(window: MainWindow, folder: Path, how: str) -> None:
    """Lets a working copy leave; the printer writes a PDF."""
    page = window.page
    assert isinstance(page, RecordPage)
    press(page, how)
    release = window.page
    assert isinstance(release, ReleasePage)
    segment(release, "Who is it for?", "My own working copy")
    assert_fits(release)
    press(release.foot, how)
    assert release.foot.state() == "saved", release.foot.saved_text()
    window.back()
    settle()


def test_the_whole_walk(app: App, qtbot: QtBot, tmp_path: Path, processes: Processes, own_home: Path) -> None:
    """What a worker does on the first day, from nothing to a printed note and a locked screen."""
    window = _create(app, qtbot)
    assert isinstance(window.page, TodayPage)
    assert app.session is not None
    folder = app.session.vault.folder
    out = tmp_path / "given away"
    out.mkdir()
    pdf = out / "printed.pdf"

    def printer(_parent: QWidget, _paper: Paper) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(pdf))
        return made

    app.session.ways = Ways(place=lambda _parent, offered: out / offered.name, printer=printer)

    _add_family(window)
    family = _add_child(window)
    card = family.findChild(ChildCard)
    assert card is not None
    assert card.accessibleName().startswith("Wren. 7 years")
    assert "Seen: Not yet" in card.accessibleName()

    _quick(window, app)
    family_again = window.page
    assert isinstance(family_again, FamilyPage)
    card = family_again.findChild(ChildCard)
    assert card is not None
    assert "Seen: Today. Seen alone: Today" in card.accessibleName()
    records = family_again.timeline.findChildren(RecordCard)
    assert len(records) == 1
    assert "Ring the school nurse" in "".join(one.text for one in family_again.due)

    full = _full_note(window)
    assert full.state.status == "final"
    window.back()
    settle()
    family_last = window.page
    assert isinstance(family_last, FamilyPage)
    assert len(family_last.timeline.findChildren(RecordCard)) == 2

    # Read back what was finished by the quick note, then let it leave.
    quick = next(row for row in family_last.rows if "home visit" in row.title)
    window.record(quick.id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.state.status == "final"
    assert page.read is not None
    shown = ""
    for _ in range(6):
        shown += " ".join(label.text() for label in page.read.findChildren(QLabel))
        page.read.turn(1)
        settle()
    assert FACTS in shown
    _leave(window, out, "Print")
    text = "".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(pdf.read_bytes())).pages)
    assert "up since four" in " ".join(text.split())
    _leave(window, out, "Word")
    word = next(out.glob("*.docx"))
    words = "\n".join(p.text for p in docx.Document(str(word)).paragraphs)
    words += "\n".join(c.text for t in docx.Document(str(word)).tables for r in t.rows for c in r.cells)
    assert FACTS in words
    sent = app.session.vault.releases.of(None)
    assert [row.how for row in sent] == ["Word document", "Printed"]
    assert not any("thistlewick" in one.name.lower() or "wren" in one.name.lower() for one in out.iterdir())

    # Lock: the vault is closed, a new process would start at this folder, and no view is left.
    window.new_record("case_note", quick.family_id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("seen")
    settle()
    write(page.edit.sheet, "What I saw and heard", "Half a sentence about Pi")
    key(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert processes.ended == [0]
    command, environ = processes.started[0]
    assert command[-1] == str(folder)
    assert environ[LOCKED].startswith("asked ")
    assert app.window is None
    assert app.session is None
    assert not files_holding(folder, ["up since four", "Thistlewick", "Half a sentence"])

    # Unlock again, as the new process does: the half sentence is there, in the box it was typed in.
    app._environ = environ
    app.show_first(Path(command[-1]))
    first = app.first
    assert first is not None
    first.unlock.form.secret.line.setText(PASSPHRASE)
    first.unlock.form.try_it()
    qtbot.waitUntil(lambda: app.window is not None, timeout=20_000)
    again = app.window
    assert again is not None
    settle(12)
    back = again.page
    assert isinstance(back, RecordPage)
    assert back.edit is not None
    assert back.edit.page is not None
    assert back.edit.page.key == "seen"
    box = again.focusWidget()
    assert isinstance(box, QTextEdit)
    assert box.toPlainText() == "Half a sentence about Pi"
    again.place("today")
    settle()
    assert isinstance(again.page, TodayPage)
    rows = [row.accessibleName() for row in again.page.list.findChildren(QWidget) if row.accessibleName()]
    assert any("Finish the case note" in row for row in rows)
    assert app.session is not None
    draft = app.session.vault.records.drafts()[0]
    assert app.session.vault.records.get(draft.id).answers["facts"] == "Half a sentence about Pi"
