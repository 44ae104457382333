"""What an organisation fixes for everyone: each thing really holds, is shown where it stands, and a wrong value is named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
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
from toolkit.ui.safety.pages import open_keeping
from toolkit.ui.sent_page import SentPage
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.spelling import speller_of
from toolkit.ui.theme import Theme

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


@pytest.mark.parametrize("text", ["[]", "{", "[" * 100_000, "\x00"])
def test_a_file_that_is_no_table_stops_nothing_and_is_named(tmp_path: Path, text: str) -> None:
    settings = _load(tmp_path, text)
    assert settings.managed == frozenset()
    assert str(tmp_path / "managed.json") in settings.notice


def test_what_is_of_no_use_here_is_given_back_and_named(tmp_path: Path, theme: Theme) -> None:
    values = {
        "area_pack": "atlantis",
        "organisation_public": "not a key",
        "forms_folder": str(tmp_path / "gone"),
    }
    settings = _load(tmp_path, values)
    session, _ = make_session(tmp_path / "records", theme, settings)
    managed.look(session)
    for part in ("area_pack (there is no area “atlantis”)", "organisation_public (", "forms_folder ("):
        assert part in settings.notice
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
            "keep_until_age": 30,
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
    words = [label.text() for label in page.findChildren(QLabel)]
    assert EXAMPLE["spelling_words"] in words
    assert any(one.replace("\u200b", "") == fixed.session.settings.forms_folder for one in words)
    assert_fits(page)


def test_backup_and_retention_say_so_too(fixed: MainWindow) -> None:
    fixed.show_page("settings", lambda go: BackupPage(fixed.session, go))
    page = fixed.page
    assert isinstance(page, BackupPage)
    for control in (page.on_close, page.days):
        assert not control.isEnabled()
        assert _said_beside(control)
    open_keeping(fixed.session, fixed)
    keeping = fixed.page
    assert isinstance(keeping, KeepingPage)
    assert not keeping.age.isEnabled()
    assert keeping.age.text() == "30"
    assert _said_beside(keeping.age)
    keeping.age.setText("25")
    assert keeping.leaving()
    assert policy(fixed.session).until == 30


def test_without_the_organisation_the_vault_decides_how_long(made: Made) -> None:
    made.session.settings.keep_until_age = 40
    assert policy(made.session).until == 25
    made.vault.facts.set("keep_until_age", 27)
    assert policy(made.session).until == 27


def test_the_forms_of_the_folder_are_read_by_every_way_in(fixed: MainWindow, tmp_path: Path) -> None:
    from toolkit.vault.codes import RecoveryCode

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
