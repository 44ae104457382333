"""Settings: one table, kept whole or not at all, and a damaged file loses nothing."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import disk_fault
from toolkit.errors import ToolkitError
from toolkit.settings import FILE_NAME, TABLE, SettingRefused, Settings, SettingsNotSaved, row

FIRST_DAY = datetime.date(2026, 11, 12)


def test_the_first_start_gives_defaults_and_notes_the_day(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "new", FIRST_DAY)
    for r in TABLE:
        if r.key != "date_of_first_start":
            assert getattr(settings, r.key) == r.default, r.key
    assert settings.date_of_first_start == "2026-11-12"
    assert settings.notice == ""
    later = Settings.load(tmp_path / "new", datetime.date(2027, 1, 1))
    assert later.date_of_first_start == "2026-11-12"


def test_the_table_is_fit_to_show() -> None:
    assert len({r.key for r in TABLE}) == len(TABLE)
    assert len({r.label for r in TABLE}) == len(TABLE)
    for r in TABLE:
        assert r.label
        assert r.label[0].isupper(), r.key
        assert not r.fault(r.default), f"the default of {r.key} is refused"
    assert row("idle_lock_minutes").default == 5
    with pytest.raises(KeyError):
        row("colour_of_the_door")


def test_the_table_has_no_place_for_a_secret_or_a_name() -> None:
    # The file is plain text on the disk; the worker's name and role are kept in the vault.
    for r in TABLE:
        for word in ("name", "author", "role", "pass", "code", "key", "phone"):
            assert word not in r.key.lower(), r.key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text_size", 200),
        ("theme", "dark"),
        ("touch", True),
        ("idle_lock_minutes", 15),
        ("marking_line", "Vertraulich – سري 🔒"),
        ("duty16LA", "on"),
        ("late_hours", 48),
        ("last_vault", "/home/tansy/It's mine"),
    ],
)
def test_a_change_is_kept(key: str, value: int | str, tmp_path: Path) -> None:
    Settings.load(tmp_path).set(key, value)
    again = Settings.load(tmp_path)
    assert getattr(again, key) == value
    assert again.notice == ""
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("text_size", 110, "100 %, 125 %"),
        ("text_size", "100", "a whole number"),
        ("text_size", 100.0, "a whole number"),
        ("idle_lock_minutes", 0, "1 to 15 minutes"),
        ("idle_lock_minutes", 16, "1 to 15 minutes"),
        ("idle_lock_minutes", True, "a whole number"),
        ("touch", 1, "on or off"),
        ("theme", "pink", "Light, Dark"),
        ("theme", None, "words"),
        ("date_of_first_start", "31/02/2026", "a date"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(
    key: str, value: object, words: str, tmp_path: Path
) -> None:
    settings = Settings.load(tmp_path)
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(SettingRefused) as refused:
        settings.set(key, value)  # type: ignore[arg-type]
    assert words in refused.value.sentence
    assert row(key).label in refused.value.sentence
    assert isinstance(refused.value, ToolkitError)
    assert getattr(settings, key) == getattr(Settings.load(tmp_path), key)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"null", b'{"theme": "da', b"\xff\xfe\x00", b"\0" * 64]
)
def test_a_damaged_file_is_kept_aside_and_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    settings = Settings.load(tmp_path, FIRST_DAY)
    assert settings.theme == "system"
    assert "settings-unreadable.json" in settings.notice
    assert (tmp_path / "settings-unreadable.json").read_bytes() == content
    assert Settings.load(tmp_path).notice == ""


def test_one_bad_value_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        json.dumps({"theme": "dark", "idle_lock_minutes": 9999, "touch": "yes", "unknown": 1}),
        encoding="utf-8",
    )
    settings = Settings.load(tmp_path)
    assert (settings.theme, settings.idle_lock_minutes, settings.touch) == ("dark", 5, False)
    assert row("idle_lock_minutes").label in settings.notice
    assert row("touch").label in settings.notice


@given(
    st.dictionaries(
        st.sampled_from([r.key for r in TABLE]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists),
    )
)
def test_no_content_of_the_file_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / FILE_NAME).write_text(json.dumps(stored), encoding="utf-8")
    settings = Settings.load(folder)
    for r in TABLE:
        assert not r.fault(getattr(settings, r.key)), r.key


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
def test_a_full_disk_leaves_the_old_file_and_the_new_value(call: str, tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    before = (tmp_path / FILE_NAME).read_bytes()
    with disk_fault(call), pytest.raises(SettingsNotSaved):
        settings.set("theme", "dark")
    assert settings.theme == "dark"
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_that_cannot_be_made_still_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings.load(tmp_path / "file" / "settings")
    assert settings.theme == "system"
    with pytest.raises(SettingsNotSaved):
        settings.set("theme", "dark")


def test_settings_without_a_folder_stay_in_memory() -> None:
    settings = Settings()
    settings.set("theme", "dark")
    assert settings.theme == "dark"
    assert dataclasses.replace(settings).theme == "dark"
