"""The program round the windows: which comes first, faults of opening, faults nobody foresaw, read only, and the other places."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import LogRecords
from tests.ui.drive import choose, in_dialog, key, press, segment, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made, session_over
from toolkit import paths
from toolkit.errors import DiskFull
from toolkit.forms import catalogue
from toolkit.settings import TABLE, Settings
from toolkit.ui import app as program
from toolkit.ui import settings_vault
from toolkit.ui.app import App, where
from toolkit.ui.dialogs import Dialog
from toolkit.ui.families import FamiliesPage
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.first_window import FirstWindow, free_folder, is_new, which_folder
from toolkit.ui.form_view import RecordPage
from toolkit.ui.guidance_card import CardDialog
from toolkit.ui.guidance_page import GuidancePage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.preview import PreviewPage
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.recovery_sheet import Sheet
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.safety.health_page import HealthPage
from toolkit.ui.search_box import FoundRow, SearchDialog
from toolkit.ui.sent_page import SentPage
from toolkit.ui.settings_page import SECTIONS, NumberBox, SettingsPage
from toolkit.ui.settings_vault import PassphraseDialog
from toolkit.ui.today import TodayPage
from toolkit.ui.widgets import Banner, BodyLabel, CardButton, EmptyState
from toolkit.vault import opening
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

CTRL = Qt.KeyboardModifier.ControlModifier
NOTHING = {"start": lambda _command, _environ: None, "end": lambda _code: None}


@pytest.fixture
def app(qapp: QApplication, settings: Settings) -> Iterator[App]:
    """Gives the program without its loop and without processes."""
    settings.theme = "light"
    app = App(qapp, settings, **NOTHING, environ={})
    yield app
    app.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives the folder of an empty vault."""
    place = tmp_path / "records"
    Vault.create(place, PASSPHRASE, "Examplebridge", catalogue.load, cost=FLOOR)[0].close()
    return place


def _unlock(app: App, passphrase: str) -> FirstWindow:
    first = app.first
    assert first is not None
    first.unlock.form.secret.line.setText(passphrase)
    first.unlock.form.try_it()
    return first


# Which window comes first


def test_the_first_start_offers_new_records_and_later_ones_unlock(settings: Settings, tmp_path: Path) -> None:
    """New only where nothing was ever opened, no folder is named and the usual place is empty."""
    assert is_new(settings, None)
    assert not is_new(settings, tmp_path)
    assert which_folder(settings, None) == paths.default_vault()
    settings.last_vault = str(tmp_path / "other")
    assert not is_new(settings, None)
    assert which_folder(settings, None) == tmp_path / "other"
    assert which_folder(settings, tmp_path) == tmp_path
    settings.last_vault = ""
    Vault.create(paths.default_vault(), PASSPHRASE, "x", catalogue.load, cost=FLOOR)[0].close()
    assert not is_new(settings, None)
    assert free_folder() == paths.default_vault().with_name("Records 2")


def test_unlocking_opens_the_main_window_and_remembers_the_folder(
    app: App, folder: Path, qtbot: QtBot
) -> None:
    """The first window goes, the main one comes, and the next start offers the same folder."""
    app.show_first(folder)
    _unlock(app, PASSPHRASE)
    qtbot.waitUntil(lambda: app.window is not None, timeout=15_000)
    assert app.first is None
    assert app.settings.last_vault == str(folder)
    assert app.window is not None
    assert app.window.windowTitle() == QApplication.applicationDisplayName()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("passphrase", "This passphrase does not open these records"),
        ("missing", "the file vault.db is missing"),
        ("damaged", "damaged"),
        ("empty", "0 bytes"),
        ("plain", "not encrypted"),
        ("key", "vault.key"),
        ("open", "another window"),
        ("newer", "newer version"),
    ],
)
def test_a_fault_of_opening_is_said_on_the_unlock_page(
    app: App, folder: Path, qtbot: QtBot, spoil: str, words: str
) -> None:
    """Each fault has its own sentence, the window stays, and the files are as they were."""
    database, key_file = folder / "vault.db", folder / "vault.key"
    held: Vault | None = None
    if spoil == "missing":
        database.unlink()
    elif spoil == "damaged":
        content = bytearray(database.read_bytes())
        content[4096 * 3 : 4096 * 3 + 64] = bytes(64)
        database.write_bytes(bytes(content))
    elif spoil == "empty":
        database.write_bytes(b"")
    elif spoil == "plain":
        database.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    elif spoil == "key":
        key_file.write_text("{}", encoding="utf-8")
    elif spoil == "newer":
        with Vault.unlock(folder, PASSPHRASE, catalogue.load) as vault:
            vault._open_one().store.rows("PRAGMA user_version = 99")
    elif spoil == "open":
        held = Vault.unlock(folder, PASSPHRASE, catalogue.load)
    before = {file.name: file.read_bytes() for file in (database, key_file) if file.exists() and held is None}
    app.show_first(folder)
    first = _unlock(app, "wrong one" if spoil == "passphrase" else PASSPHRASE)

    def said() -> str:
        notes = [banner.words() for banner in first.findChildren(Banner) if banner.isVisibleTo(first)]
        return " ".join([*notes, first.unlock.form.field.problem_text()])

    qtbot.waitUntil(lambda: words in said(), timeout=15_000)
    assert app.window is None
    assert {name: (folder / name).read_bytes() for name in before} == before
    if held is not None:
        held.close()


def test_the_first_window_is_as_large_as_a_laptop_and_the_main_one_like_it(app: App) -> None:
    app.show_first(None)
    first = app.first
    assert first is not None
    # The screen of this test is small: there it fills it.
    assert first.isMaximized()
    assert first.normalGeometry().width() == 1366


def test_the_example_family_comes_with_new_records(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed on the last step is kept, the example goes in, and Today opens on it."""
    from toolkit.ui.create_vault import NewRecords
    from toolkit.ui.first_window import make_vault
    from toolkit.vault.codes import RecoveryCode

    app.show_first(None)
    first = app.first
    assert first is not None
    assert first.create_page is not None
    vault = make_vault(folder=free_folder(), passphrase=PASSPHRASE, name="Example", code=RecoveryCode.new())
    first.create_page.created.emit(
        NewRecords(vault=vault, facts={"author_name": "Tansy Dunnock"}, example=True)
    )
    qtbot.waitUntil(lambda: app.window is not None, timeout=60_000)
    assert app.session is not None
    assert app.session.author().name == "Tansy Dunnock"
    names = [row.name for row in app.session.vault.records.families()]
    assert any("Thistlewick" in name for name in names)


def test_a_folder_that_cannot_be_written_to_opens_to_read_with_a_banner(
    app: App, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a disk that takes no writing: said across the window, and nothing is changed."""
    monkeypatch.setattr(opening, "writable", lambda _folder: False)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    app.show_first(folder)
    _unlock(app, PASSPHRASE)
    qtbot.waitUntil(lambda: app.window is not None)
    assert app.window is not None
    settle()
    said = [one.words() for one in app.window.findChildren(Banner) if one.isVisibleTo(app.window)]
    assert any(one.startswith("Open to read only.") for one in said)
    assert app.session is not None
    assert app.session.vault.read_only
    app.lock()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


# Faults nobody foresaw


def test_an_unforeseen_fault_is_said_plainly_and_the_program_goes_on(
    app: App, folder: Path, quiet_log: LogRecords
) -> None:
    """The person reads a sentence; the log has the kind and the place and never a value."""
    app.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
    window = app.window
    assert window is not None
    try:
        raise ValueError("Wren Thistlewick said it")
    except ValueError as fault:
        app.oops(ValueError, fault, fault.__traceback__)
    settle()
    shown = [one for one in window.findChildren(Dialog) if one.isVisible()]
    assert len(shown) == 1
    assert "Wren" not in shown[0].accessibleName() + shown[0].accessibleDescription()
    lines = quiet_log.expected()
    assert len(lines) == 1
    assert "ValueError" in lines[0]
    assert "test_app.py" in lines[0]
    assert "Wren" not in lines[0]
    shown[0].accept()
    window.place("families")
    assert isinstance(window.page, FamiliesPage)


def test_a_fault_with_a_sentence_shows_its_sentence(app: App, folder: Path) -> None:
    """What was foreseen and reached the top is said as it stands, and nothing is logged."""
    app.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
    assert app.window is not None
    app.oops(DiskFull, DiskFull(), None)
    settle()
    shown = next(one for one in app.window.findChildren(Dialog) if one.isVisible())
    assert shown.accessibleName().startswith("The disk is full")
    shown.accept()


def test_where_names_places_and_no_words() -> None:
    """Type, file and line only."""
    with pytest.raises(KeyError) as caught:
        raise KeyError("Pip")
    assert where(caught.value).startswith("KeyError test_app.py:")
    assert "Pip" not in where(caught.value)


def test_run_shows_a_window_and_ends_with_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """`run` puts the hook on, runs the loop, gives its code and takes the hook off again."""
    made: list[App] = []
    real = program.App

    def remember(*given: object, **more: object) -> App:
        made.append(real(*given, **more))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(program, "App", remember)
    seen: list[bool] = []

    def look() -> None:
        seen.append(
            made[0].first is not None and made[0].first.isVisible() and sys.excepthook == made[0].oops
        )
        assert made[0].first is not None
        made[0].first.close()

    QTimer.singleShot(300, look)
    # A timer of its own, stopped in time: left to run, it would end the waiting of a later test.
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: qapp.exit(9))
    late.start(10_000)
    assert program.run(None) == 0
    late.stop()
    assert seen == [True]
    assert sys.excepthook != made[0].oops
    made[0].stop()


# Read only


def test_read_only_says_so_and_changes_nothing(made: Made, qtbot: QtBot, settings: Settings) -> None:
    """A banner across the window; records are read; nothing can be typed or kept."""
    folder = made.vault.folder
    made.vault.close()
    before = (folder / "vault.db").read_bytes()
    vault = Vault.unlock(folder, PASSPHRASE, catalogue.load, read_only=True)
    session = session_over(vault, made.session.theme, settings, made.clock.plain)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    settle()
    assert any("read only" in banner.words() for banner in window.findChildren(Banner))
    window.family(made.family)
    assert_fits(window)
    draft = next(row for row in vault.records.timeline(made.family) if row.status == "draft")
    window.record(draft.id)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is None
    window.drop()
    vault.close()
    assert (folder / "vault.db").read_bytes() == before


# The window


def test_a_page_is_freed_when_it_is_left(window: MainWindow, made: Made) -> None:
    """Behind another page nothing of a family stays alive."""
    gone: list[str] = []
    window.family(made.family)
    assert window.page is not None
    window.page.destroyed.connect(lambda: gone.append("family"))
    window.place("settings")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    assert gone == ["family"]
    assert window.stack.count() == 1


def test_back_leads_through_the_steps_and_stops_at_the_first(window: MainWindow, made: Made) -> None:
    """Today, family, record, and back the same way."""
    window.family(made.family)
    row = made.vault.records.timeline(made.family)[1]
    window.record(row.id)
    assert isinstance(window.page, RecordPage)
    window.back()
    assert isinstance(window.page, FamilyPage)
    key(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, TodayPage)
    window.back()
    assert isinstance(window.page, TodayPage)


def test_a_record_that_is_gone_says_so_and_leaves_the_page(window: MainWindow, made: Made) -> None:
    """A withdrawn record, or none at all, gives a sentence and no empty window."""
    window.record("nowhere")
    settle()
    assert isinstance(window.page, TodayPage)
    shown = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert "no longer here" in shown.accessibleName() + shown.accessibleDescription()
    shown.accept()


def test_the_look_can_be_changed_while_a_note_is_open(window: MainWindow, made: Made) -> None:
    """Text size and colours change at once, and what was typed is still there."""
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("seen")
    settle()
    write(page.edit.sheet, "What I saw and heard", "Still here")
    before = len(made.vault.records.drafts())
    made.session.theme.change(mode="dark", text_size=150)
    settle()
    again = window.page
    assert isinstance(again, RecordPage)
    assert again.answers.get("facts") == "Still here"
    assert len(made.vault.records.drafts()) == before + 1
    assert_fits(window)
    made.session.theme.change(mode="light", text_size=100)


def test_adding_a_person_from_a_note_opens_the_family_file_there(window: MainWindow, made: Made) -> None:
    """ "Add a person to the family file" keeps the note, opens the right page, and comes back."""
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    choose(page.edit.sheet, "Type of contact", "Clinic")
    page.person_wanted.emit("adults")
    QTest.qWait(30)
    settle()
    file = window.page
    assert isinstance(file, RecordPage)
    assert file.entry.form.id == "family"
    assert file.edit is not None
    assert file.edit.page is not None
    assert file.edit.page.key == "adults"
    window.back()
    settle()
    back = window.page
    assert isinstance(back, RecordPage)
    assert back.answers.get("contact") == "clinic"


# Search


def test_search_finds_families_records_and_commands(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """Words in context, the hit opened by Enter; a draft says so; Down goes into the list."""

    def find(dialog: QDialog) -> None:
        assert isinstance(dialog, SearchDialog)
        QTest.keyClicks(dialog.search.line, "pulling to st")
        qtbot.waitUntil(lambda: _titles(dialog) == ["Case note: home visit, announced"])
        rows = dialog.rows()
        assert "Thistlewick family" in rows[0].found.line
        assert "Pip pulling to stand" in rows[0].accessibleName()
        assert any(hit for _, hit in rows[0].found.parts)
        assert_fits(dialog)
        dialog.search.line.clear()
        QTest.keyClicks(dialog.search.line, "thistlewick")
        qtbot.waitUntil(lambda: _titles(dialog)[:1] == ["Thistlewick family"])
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Down)
        assert isinstance(QApplication.focusWidget(), FoundRow)
        QTest.keyClick(dialog.search.line, Qt.Key.Key_Return)

    in_dialog(find, window.search)
    assert isinstance(window.page, FamilyPage)


def _titles(dialog: SearchDialog) -> list[str]:
    return [row.found.title for row in dialog.rows()]


def test_search_of_odd_words_finds_nothing_and_says_so(window: MainWindow, made: Made) -> None:
    """Quotes, stars and markup are only letters."""

    def find(dialog: QDialog) -> None:
        assert isinstance(dialog, SearchDialog)
        for odd in ('"', "' OR 1=1 --", "<b>x</b>*", "NEAR(", "a:b", "🙂", "zzqx"):
            dialog.search.set_text(odd)
            dialog._fill(odd)
        assert dialog.rows() == []
        assert any("Nothing holds all of these words" in x.text() for x in dialog.findChildren(BodyLabel))
        dialog.search.set_text("lock")
        dialog._fill("lock")
        assert [row.found.title for row in dialog.rows()] == ["Lock"]
        dialog.reject()

    in_dialog(find, window.search)
    assert isinstance(window.page, TodayPage)


# Settings


def test_every_setting_of_the_table_stands_on_the_page(window: MainWindow) -> None:
    """None is forgotten, and none of what the program remembers by itself is shown."""
    shown = {row.key for row in TABLE if row.shown}
    assert {one for keys in SECTIONS.values() for one in keys} == shown
    window.place("settings")
    assert isinstance(window.page, SettingsPage)
    for name in shown:
        assert window.page.findChild(QWidget, f"setting-{name}") is not None, name
    assert_fits(window)


def test_settings_are_kept_at_once(window: MainWindow, made: Made) -> None:
    """Switches, numbers and words; what is refused says why and keeps the old value."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    settings = made.session.settings
    spelling = page.findChild(QCheckBox, "setting-spelling_on")
    assert spelling is not None
    assert spelling.text() == "Underline spelling"
    spelling.click()
    assert settings.spelling_on is False
    minutes = page.findChild(QWidget, "setting-idle_lock_minutes")
    assert minutes is not None
    minutes.setText("3")  # type: ignore[attr-defined]
    minutes.editingFinished.emit()  # type: ignore[attr-defined]
    assert settings.idle_lock_minutes == 3
    minutes.setText("90")  # type: ignore[attr-defined]
    minutes.editingFinished.emit()  # type: ignore[attr-defined]
    assert settings.idle_lock_minutes == 3
    assert "1 to 15" in minutes.accessibleDescription()
    assert page.bottom.saved_text().startswith("Saved")
    again = Settings.load(settings.folder or Path())
    assert again.idle_lock_minutes == 3
    assert again.spelling_on is False


def test_the_text_size_changes_under_the_hand(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """The page is drawn anew at the new size, with the keyboard still on the setting."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    segment(page, "Text size", "125 %")
    assert made.session.theme.text_size == 125
    again = window.page
    assert isinstance(again, SettingsPage)
    assert again is not page
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "Text size"
    made.session.settings.text_size = 100
    made.session.theme.change(text_size=100)


def test_who_writes_is_kept_in_the_records_and_not_in_the_settings_file(
    window: MainWindow, made: Made
) -> None:
    """Name, role and numbers are facts of the vault; leaving the page keeps what the keyboard was on."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    write(page, "Organisation", "Examplebridge Health")
    write(page, "Children's front door: telephone", "01632 960001")
    window.place("today")
    assert made.vault.facts.get("organisation") == "Examplebridge Health"
    assert made.vault.facts.get("numbers.front_door.phone") == "01632 960001"
    folder = made.session.settings.folder
    assert folder is not None
    made.session.settings.save()
    stored = (folder / "settings.json").read_text(encoding="utf-8")
    assert "Examplebridge Health" not in stored
    assert "01632" not in stored


def test_another_number_is_not_checked_because_the_old_one_was(window: MainWindow, made: Made) -> None:
    """ "Checked today" is kept with who and when, and goes when the number changes."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    box = next(one for one in page.findChildren(NumberBox) if one._kind == "front_door")
    assert box.checked.text() == "No number yet."
    box.lines["phone"].setText("01632 960001")
    press(box, "Children's front door: checked today")
    assert box.checked.text() == "Checked on 12 November 2026 by Tansy Dunnock."
    assert made.session.local_numbers()["front_door"].checked_on == "2026-11-12"
    box.lines["phone"].setText("01632 960999")
    box._keep()
    assert box.checked.text().startswith("Not checked in the past year.")
    assert made.session.local_numbers()["front_door"].checked_on == ""


def test_the_passphrase_is_changed_with_the_old_one(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """Weak, different and wrong ones are refused with a sentence; the new one opens the records."""
    dialog = PassphraseDialog(made.session, window)
    dialog.open()
    write(dialog, "Passphrase now", "not this one")
    write(dialog, "New passphrase", "wren1234")
    press(dialog, "Change passphrase")
    assert "too easy" in dialog.frames["new"].problem_text()
    write(dialog, "New passphrase", "copper violin saddle thimble marmalade")
    write(dialog, "New passphrase, once more", "copper violin saddle")
    press(dialog, "Change passphrase")
    assert "differ" in dialog.frames["again"].problem_text()
    write(dialog, "New passphrase, once more", "copper violin saddle thimble marmalade")
    press(dialog, "Change passphrase")
    qtbot.waitUntil(lambda: bool(dialog.frames["old"].problem_text()), timeout=15_000)
    assert dialog.frames["old"].problem_text().startswith("This passphrase does not open")
    write(dialog, "Passphrase now", PASSPHRASE)
    press(dialog, "Change passphrase")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=15_000)
    folder = made.vault.folder
    made.vault.close()
    Vault.unlock(folder, "copper violin saddle thimble marmalade", catalogue.load).close()


def test_the_check_of_the_records_is_the_health_check(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """One press, and a sentence for each finding."""
    window.place("settings")
    assert isinstance(window.page, SettingsPage)
    press(window.page, "Check these records")
    page = window.page
    assert isinstance(page, HealthPage)
    qtbot.waitUntil(lambda: page.job is None)
    assert page.found is not None
    assert {one.grade for one in page.found} <= {"GOOD", "INFO"}
    assert any("These records are whole." in one.words() for one in page.findChildren(Banner))


@pytest.mark.parametrize("right", [False, True])
def test_the_sheet_is_printed_again_only_after_the_passphrase(
    window: MainWindow, made: Made, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, right: bool
) -> None:
    """The window answers while the passphrase is looked at; a wrong one gives no sheet and no entry of one."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    printed: list[Sheet] = []
    monkeypatch.setattr(settings_vault, "print_sheet", lambda _parent, sheet, _theme: printed.append(sheet))

    def typed(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        press(dialog, "Go on")
        assert "Type your passphrase first." in _shown(dialog)
        line.setText(PASSPHRASE if right else "not the passphrase at all")
        press(dialog, "Go on")
        press(dialog, "Go on")
        if right:
            qtbot.waitUntil(lambda: not dialog.isVisible())
        else:
            qtbot.waitUntil(lambda: "does not open these records" in _shown(dialog))
            assert line.hasFocus()
            dialog.reject()

    in_dialog(typed, lambda: press(page, "Print the recovery sheet again"))
    said = [row.what for row in made.vault.audit.rows(last=3)]
    assert ("recovery code printed" in said) is right
    assert [sheet.groups for sheet in printed] == ([made.vault.recovery_code().groups] if right else [])


def _shown(root: QWidget) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def test_about_names_every_part_with_its_licence(window: MainWindow) -> None:
    """Names and marks, and what the program is made of."""
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    for button, words in (
        ("Names and marks", "endorsed"),
        ("Licences and versions", "SQLCipher"),
    ):
        press(page, button)
        dialog = next(one for one in page.findChildren(Dialog) if one.isVisible())
        assert words in " ".join(label.text() for label in dialog.findChildren(BodyLabel))
        assert_fits(dialog)
        dialog.accept()
        settle()


# Guidance and sent out


def test_guidance_is_searched_and_read(window: MainWindow, made: Made) -> None:
    """A card shows its points, its source and its status, and the line about danger where it speaks of harm."""
    window.place("guidance")
    page = window.page
    assert isinstance(page, GuidancePage)
    QTest.keyClicks(page.search.line, "crying icon")
    QTest.qWait(90)
    rows = list(page._left.findChildren(CardButton))
    assert [row.accessibleName().split(".")[0] for row in rows] == ["Babies"]
    rows[0].click()
    settle()
    shown = " ".join(label.text() for label in page._right.findChildren(BodyLabel))
    card = made.session.cards.get("G-BABY")
    assert card is not None
    for point in card.points:
        assert point in shown
    assert card.foot in shown
    assert any("999" in banner.words() for banner in page._right.findChildren(Banner))
    assert_fits(window)
    press(page, "Print card")
    assert isinstance(window.page, PreviewPage)
    assert "999" in window.page.view.sheets[0].accessibleDescription()
    window.back()
    assert isinstance(window.page, GuidancePage)


def test_a_card_opens_beside_the_note_and_the_note_stays_in_use(window: MainWindow, made: Made) -> None:
    """F1 or "Read the card" opens a dialog that stops nothing."""
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    page.card_wanted.emit("G-PC")
    settle()
    dialog = next(one for one in window.findChildren(CardDialog) if one.isVisible())
    assert not dialog.isModal()
    assert_fits(dialog)
    assert page.edit is not None
    choose(page.edit.sheet, "Type of contact", "Clinic")
    assert page.answers["contact"] == "clinic"
    dialog.close()
    page.card_wanted.emit("G-NONE")
    settle()
    unknown = next(one for one in window.findChildren(CardDialog) if one.isVisible())
    assert "not in this version" in unknown.accessibleDescription()
    unknown.close()


def test_sent_out_lists_what_left_by_family(window: MainWindow, made: Made) -> None:
    """Newest first, with reader, how and why; a filter for one family; a press opens the record."""
    window.place("sent")
    assert isinstance(window.page, SentPage)
    assert window.page.findChild(EmptyState) is not None
    author = made.session.author()
    rows = made.vault.records.timeline(made.family)
    other = made.vault.records.create("family", None, {"family_name": "Gooseberry"}, author)
    made.vault.releases.note(rows[1].id, 1, "family", "Sorrel", "Printed", "Read together.", "0" * 64, author)
    made.vault.releases.note(
        other.id, 1, "another agency", "School nurse", "Word document", "", "1" * 64, author
    )
    window.place("sent")
    page = window.page
    assert isinstance(page, SentPage)
    said = [row.accessibleName() for row in page.findChildren(CardButton)]
    assert "Family file, copy for another agency. For School nurse. Word document" in said[0]
    assert "family copy. For Sorrel. Printed. Read together." in said[1]
    choose(page, "Copies of which family", "Thistlewick family")
    assert len([row for row in page.findChildren(CardButton) if row.isVisibleTo(page)]) == 1
    assert_fits(window)
    window.sent(other.id)
    only = window.page
    assert isinstance(only, SentPage)
    only.findChildren(CardButton)[0].click()
    settle()
    assert isinstance(window.page, RecordPage)


def test_the_family_cover_goes_through_before_you_print(window: MainWindow, made: Made) -> None:
    """The cover asks for whom, as every copy does."""
    window.family(made.family)
    window.release(made.family)
    page = window.page
    assert isinstance(page, ReleasePage)
    segment(page, "Who is it for?", "My own working copy")
    assert page.outline is not None
    assert page.outline.family_reference == "F-0001"
    assert_fits(window)


@pytest.mark.parametrize("width", [1366, 700])
@pytest.mark.parametrize("status", ["draft", "final"])
def test_f6_walks_every_area_of_a_record(window: MainWindow, made: Made, status: str, width: int) -> None:
    """The page list, or the list above the fields where there is little room, is reached like the rest, both ways."""
    row = next(
        one
        for one in made.vault.records.timeline(made.family)
        if one.status == status and one.form_id == "case_note"
    )
    window.resize(width, 768)
    window.record(row.id)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    window.activateWindow()
    QTest.qWait(30)
    areas = [area for area in [window.rail, *page.areas()] if area.isVisible()]
    assert len(areas) >= 4
    for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        seen = set()
        for _ in range(len(areas)):
            key(window, Qt.Key.Key_F6, held)
            focus = window.focusWidget()
            assert focus is not None
            seen |= {n for n, area in enumerate(areas) if area is focus or area.isAncestorOf(focus)}
        assert seen == set(range(len(areas)))


def test_quick_note_key_does_nothing_while_one_is_open(window: MainWindow, made: Made) -> None:
    """A second Ctrl+Q does not throw away the first."""
    window.quick_note(made.family)
    page = window.page
    key(window, Qt.Key.Key_Q, CTRL)
    assert window.page is page
    assert isinstance(page, QuickNotePage)


def test_logging_of_the_program_says_no_names(
    app: App, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Opening, a page and closing log nothing above debug."""
    with caplog.at_level(logging.INFO, logger="toolkit"):
        app.opened(Vault.unlock(folder, PASSPHRASE, catalogue.load))
        assert app.window is not None
        app.window.place("families")
    assert caplog.records == []
