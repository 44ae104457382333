"""What an organisation fixes for everyone: each thing really holds, is shown where it stands, and a wrong value is named."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import TOP
from tests.ui.drive import settle
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made, make_session
from toolkit.settings import TABLE, SettingManaged, Settings
from toolkit.ui import managed
from toolkit.ui.backup.backup_page import BackupPage
from toolkit.ui.first_window import make_vault, open_vault
from toolkit.ui.idle import IdleWatch
from toolkit.ui.main_window import MainWindow
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Note, Ways
from toolkit.ui.safety.keeping import policy
from toolkit.ui.safety.keeping_page import KeepingPage
from toolkit.ui.safety.links import fill_safety
from toolkit.ui.safety.pages import open_keeping
from toolkit.ui.sent_page import SentPage
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.spelling import speller_of
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card
from toolkit.vault.codes import RecoveryCode

WORDS = (TOP / "docs" / "for-it.md").read_text(encoding="utf-8")
EXAMPLE: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)```", WORDS, re.DOTALL)[0])
(FORM,) = re.findall(
    r"```toml\n(.*?)```", (TOP / "docs" / "adding-a-form.md").read_text(encoding="utf-8"), re.DOTALL
)


def _file(folder: Path, values: object) -> Path:
    file = folder / "managed.json"
    file.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
    return file


def _load(folder: Path, values: object) -> Settings:
    settings = Settings.load(folder / "own", managed=_file(folder, values))
    settings.backup_asked = True
    return settings


def test_the_example_of_the_guide_holds_and_names_all_seven(tmp_path: Path) -> None:
    settings = _load(tmp_path, EXAMPLE)
    assert settings.notice == ""
    assert settings.managed == set(EXAMPLE)
    seven = {
        "idle_lock_minutes",
        "area_pack",
        "forms_folder",
        "organisation_public",
        "marking_line",
        "keep_until_age",
        "spelling_words",
    }
    assert seven <= set(EXAMPLE)
    for key in seven:
        assert getattr(settings, key) == EXAMPLE[key]
        with pytest.raises(SettingManaged, match="set by your organisation"):
            settings.set(key, EXAMPLE[key])


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("idle_lock_minutes", 0, "1 to 15 minutes"),
        ("idle_lock_minutes", "3", "a whole number"),
        ("idle_lock_minutes", None, "a whole number"),
        ("area_pack", 5, "words"),
        ("forms_folder", ["x"], "words"),
        ("organisation_public", {}, "words"),
        ("marking_line", False, "words"),
        ("keep_until_age", 24, "25 to 100 years"),
        ("spelling_words", 1.5, "words"),
        ("hints_on", "no", "on or off"),
        ("marking_line", "two\nlines", "one line of words"),
        ("marking_line", "\x00", "one line of words"),
        ("marking_line", "\ud800", "one line of words"),
        ("marking_line", "x" * 121, "at most 120 letters"),
        ("forms_folder", "Forms", "the whole path of a folder"),
        ("backup_folder", "..", "the whole path of a folder"),
        ("wrong_tries", 0, "no such setting"),
        ("lock_minutes", 3, "no such setting"),
    ],
)
def test_a_refused_value_is_named_with_file_and_key_and_the_rest_holds(
    tmp_path: Path, key: str, value: object, why: str
) -> None:
    settings = _load(tmp_path, {key: value, "touch": True})
    assert settings.managed == {"touch"}
    assert settings.touch
    for part in (str(tmp_path / "managed.json"), f"{key} (", why):
        assert part in settings.notice
    assert getattr(settings, key, None) == next((r.default for r in TABLE if r.key == key), None)


WINDOWS_PATH = b'{\n "touch": true,\n "forms_folder": "S:\\Forms"\n}'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[]", "no table of settings"),
        (b"[" * 100_000, "no table of settings"),
        (b"", "not JSON, at line 1"),
        (b"\x00", "not JSON, at line 1"),
        # Half written, and with the paths of Windows as they are read.
        (b'{\n "touch": true,\n "idle_lock', "not JSON, at line 3"),
        (WINDOWS_PATH, "not JSON, at line 3"),
        ('{"touch": true}'.encode("utf-16"), "not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_read_stops_nothing_and_says_why(
    tmp_path: Path, content: bytes, why: str
) -> None:
    (tmp_path / "managed.json").write_bytes(content)
    settings = Settings.load(tmp_path / "own", managed=tmp_path / "managed.json")
    assert settings.managed == frozenset()
    assert not settings.touch
    assert why in settings.notice
    assert str(tmp_path / "managed.json") in settings.notice


def test_a_folder_or_a_locked_file_in_its_place_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "managed.json").mkdir()
    settings = Settings.load(tmp_path / "own", managed=tmp_path / "managed.json")
    assert "the file could not be read" in settings.notice
    (tmp_path / "managed.json").rmdir()
    file = _file(tmp_path, {"touch": True})

    def refuse(_self: Path, **_more: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refuse)
    settings = Settings(folder=tmp_path / "own")
    settings._take_managed(file)
    assert not settings.touch
    assert "may not be read" in settings.notice


def test_the_mark_that_windows_puts_before_text_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "managed.json").write_text('{"touch": true}', encoding="utf-8-sig")
    settings = Settings.load(tmp_path / "own", managed=tmp_path / "managed.json")
    assert settings.notice == ""
    assert settings.managed == {"touch"}


@pytest.mark.skipif(sys.platform == "win32", reason="there the rights of the folder are for IT to set")
def test_a_file_that_anybody_could_have_put_there_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    file = _file(folder, {"organisation_public": "somebody else's", "touch": True})

    def loaded() -> Settings:
        return Settings.load(tmp_path / "own", managed=file)

    assert loaded().touch
    for one, mode in ((file, 0o646), (folder, 0o777)):
        before = one.stat().st_mode
        one.chmod(mode)
        settings = loaded()
        assert settings.managed == frozenset()
        assert settings.organisation_public == ""
        assert "anybody may write" in settings.notice
        one.chmod(before)
    owner = os.getuid()
    if owner == 0:
        os.chown(file, 4321, -1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    settings = loaded()
    assert settings.managed == frozenset()
    assert "no administrator" in settings.notice


def test_what_the_organisation_says_wins_and_is_never_written_down_as_the_persons_own(tmp_path: Path) -> None:
    own = Settings.load(tmp_path / "own")
    own.set("idle_lock_minutes", 10)
    own.set("marking_line", "Mine")
    settings = _load(tmp_path, {"idle_lock_minutes": 3, "marking_line": "Theirs"})
    assert (settings.idle_lock_minutes, settings.marking_line) == (3, "Theirs")
    settings.set("touch", True)
    again = Settings.load(tmp_path / "own")
    assert (again.idle_lock_minutes, again.marking_line, again.touch) == (10, "Mine", True)


def test_a_folder_that_does_not_answer_stops_no_opening(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "drive"
    settings = _load(tmp_path, {"forms_folder": str(away)})
    real = Path.stat

    def stat(self: Path, **more: Any) -> os.stat_result:
        if self == away:
            raise OSError(112, "Host is down")
        return real(self, **more)

    monkeypatch.setattr(Path, "stat", stat)
    vault = make_vault(
        folder=tmp_path / "records",
        passphrase=PASSPHRASE,
        name="Away",
        code=RecoveryCode.new(),
        organisation=str(away),
    )
    vault.close()
    session, _ = make_session(tmp_path / "others", theme, settings)
    managed.look(session)
    assert "forms_folder (this folder cannot be read now" in settings.notice
    session.vault.close()


def test_what_is_of_no_use_here_is_given_back_and_named(tmp_path: Path, theme: Theme) -> None:
    values = {
        "lock": 3,
        "area_pack": "atlantis",
        "organisation_public": "not a key",
        "forms_folder": str(tmp_path / "gone"),
    }
    settings = _load(tmp_path, values)
    session, _ = make_session(tmp_path / "records", theme, settings)
    managed.look(session)
    for part in ("area_pack (there is no area “atlantis”)", "organisation_public (", "forms_folder ("):
        assert part in settings.notice
    # One sentence has all of them, with the key that was not known when the file was read.
    assert "lock (there is no such setting" in settings.notice
    assert settings.notice.count("Tell your IT team") == 1
    assert settings.managed == {"forms_folder"}
    assert settings.area_pack == "generic"
    assert settings.organisation_public == ""
    settings.set("area_pack", "generic")
    session.vault.close()


@pytest.fixture
def fixed(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Any:
    """The main window under the example of the guide, with a folder of forms that is there."""
    forms = tmp_path / "forms of all"
    forms.mkdir()
    (forms / "bedtime.toml").write_text(FORM, encoding="utf-8")
    (forms / "words.txt").write_text("wibblethorpe\n", encoding="utf-8")
    settings = _load(
        tmp_path,
        {
            **EXAMPLE,
            "forms_folder": str(forms),
            "area_pack": "medway_now",
            "keep_until_age": 30,
            "backup_folder": str(tmp_path),
            "block_capture": True,
            "late_hours": 12,
            "backup_on_close": False,
            "backup_days": 3,
            "theme": "light",
            "touch": False,
            "org": "voluntary",
        },
    )
    session, _ = make_session(tmp_path / "records", theme, settings)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    window.drop()
    session.vault.close()


def _said_beside(control: QWidget) -> bool:
    """Whether the organisation is named right beside a control, in the part of the page that holds it."""
    holder = control.parentWidget()
    for _ in range(2):
        assert holder is not None
        if any(label.text() == managed.SAID for label in holder.findChildren(QLabel)):
            return True
        holder = holder.parentWidget()
    return False


def test_each_setting_says_so_beside_its_control(fixed: MainWindow) -> None:
    fixed.place("settings")
    settle()
    page = fixed.page
    assert isinstance(page, SettingsPage)
    shown = [r.key for r in TABLE if r.shown]
    for key in shown:
        control = page.findChild(QWidget, f"setting-{key}")
        assert control is not None, key
        is_fixed = key in fixed.session.settings.managed
        assert control.isEnabled() != is_fixed, key
        if is_fixed:
            assert _said_beside(control), key
            assert managed.SAID in control.accessibleDescription(), key
            assert control.toolTip() == managed.SAID, key
    recovery = page.sections()["Recovery"]
    assert any(label.text() == managed.SAID for label in recovery.findChildren(QLabel))
    words = [label.text() for label in page.findChildren(QLabel)]
    assert EXAMPLE["spelling_words"] in words
    assert any(one.replace("\u200b", "") == fixed.session.settings.forms_folder for one in words)
    assert_fits(page)


def test_backup_and_retention_say_so_too(fixed: MainWindow, tmp_path: Path) -> None:
    fixed.show_page("settings", lambda go: BackupPage(fixed.session, go))
    page = fixed.page
    assert isinstance(page, BackupPage)
    for control in (page.on_close, page.days):
        assert not control.isEnabled()
        assert _said_beside(control)
    words = [label.text().replace("\u200b", "") for label in page.findChildren(QLabel)]
    assert str(tmp_path) in words
    assert not page.choose_button.isEnabled()
    assert page.choose_button.accessibleDescription() == managed.SAID
    assert managed.SAID in words
    open_keeping(fixed.session, fixed)
    keeping = fixed.page
    assert isinstance(keeping, KeepingPage)
    assert not keeping.age.isEnabled()
    assert keeping.age.text() == "30"
    assert _said_beside(keeping.age)
    keeping.age.setText("25")
    assert keeping.leaving()
    assert policy(fixed.session).until == 30


def test_the_area_and_the_hours_are_the_ones_in_use(fixed: MainWindow) -> None:
    assert fixed.session.area.id == "medway_now"
    facts = fixed.session.context(None).facts
    assert "Medway" in str(facts["@areas"])
    assert fixed.session.context(None).late_hours == 12
    with pytest.raises(SettingManaged):
        fixed.session.settings.set("area_pack", "generic")


def test_the_switch_for_screen_pictures_of_windows_says_so_too(fixed: MainWindow) -> None:
    fixed.place("settings")
    page = fixed.page
    assert isinstance(page, SettingsPage)
    card = Card(fixed.session.theme, "Safety", padding=(0, 0), spacing=0)
    fill_safety(page, card, windows=True)
    box = card.findChild(QCheckBox, "setting-block_capture")
    assert box is not None
    assert box.isChecked()
    assert not box.isEnabled()
    assert _said_beside(box)
    card.deleteLater()


def test_without_the_organisation_the_vault_decides_how_long(made: Made) -> None:
    made.session.settings.keep_until_age = 40
    assert policy(made.session).until == 25
    made.vault.facts.set("keep_until_age", 27)
    assert policy(made.session).until == 27


def test_the_forms_of_the_folder_are_read_by_every_way_in(fixed: MainWindow, tmp_path: Path) -> None:
    place = fixed.session.settings.forms_folder
    code = RecoveryCode.new()
    vault = make_vault(
        folder=tmp_path / "other", passphrase=PASSPHRASE, name="Other", code=code, organisation=place
    )
    assert vault.catalogue.has("bedtime_plan")
    vault.close()
    vault = open_vault(tmp_path / "other", PASSPHRASE, False, organisation=place)
    assert vault.catalogue.has("bedtime_plan")
    vault.close()
    vault = open_vault(tmp_path / "other", PASSPHRASE, False)
    assert not vault.catalogue.has("bedtime_plan")
    vault.close()


def test_words_of_the_organisation_are_not_underlined(fixed: MainWindow) -> None:
    speller = speller_of(fixed.session)
    if not speller.available:
        pytest.skip("this computer has no British dictionary")
    for word in ("Thornleigh", "wibblethorpe", "Wibblethorpe's"):
        assert speller.right(word)
    assert not speller.right("wibblethorpf")


def test_the_lock_time_is_the_one_in_use(fixed: MainWindow) -> None:
    at = [0.0]
    watch = IdleWatch(
        lambda: fixed.session.settings.idle_lock_minutes, fixed, steady=lambda: at[0], wall=lambda: 0.0
    )
    expired: list[int] = []
    watch.expired.connect(lambda: expired.append(1))
    watch.touched()
    at[0] = 179
    watch.look()
    assert not expired
    at[0] = 181
    watch.look()
    assert expired


def test_the_marking_line_is_the_one_printed(fixed: MainWindow) -> None:
    class Printer(Ways):
        """Takes what is printed."""

        def print(self, parent: QWidget, paper: Paper, note: Note) -> str:
            papers.append(paper)
            return ""

    papers: list[Paper] = []
    fixed.session.ways = Printer()
    fixed.place("sent")
    page = fixed.page
    assert isinstance(page, SentPage)
    page.print()
    assert papers[0].stamp.marking == EXAMPLE["marking_line"]
