"""IT makes a key on the command line, puts its line on each computer, and the worker's settings hold it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import run_toolkit
from tests.vault.people import unlock
from toolkit import paths
from toolkit.forms import catalogue
from toolkit.settings import SettingManaged, Settings
from toolkit.vault import recovery
from toolkit.vault.organisation import PRIVATE_FILE, PUBLIC_FILE, OrganisationKey, PrivateKey

WORDS = "candle ocean meteor thimble walnut"


def test_from_the_command_to_a_leavers_records(closed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it"
    said = run_toolkit("organisation-key", folder, "Examplebridge Trust", passphrase=WORDS)
    assert said.returncode == 0, said.stderr
    assert "The key of Examplebridge Trust is made." in said.stdout
    line = (folder / PUBLIC_FILE).read_text().strip()
    assert OrganisationKey.read(line).fingerprint in said.stdout
    managed = tmp_path / "managed.json"
    managed.write_text(json.dumps({"organisation_public": line}))
    settings = Settings.load(tmp_path / "settings", managed=managed)
    with unlock(closed) as vault:
        vault.set_organisation_key(OrganisationKey.read(settings.organisation_public))
    private = PrivateKey.load(folder / PRIVATE_FILE, WORDS)
    with recovery.open_with_organisation_key(closed, private, "", catalogue.load) as vault:
        assert len(vault.records.families()) == 1
    again = run_toolkit("organisation-key", folder, "Examplebridge Trust", passphrase=WORDS)
    assert again.returncode == 1
    assert "holds an organisation key already" in again.stderr
    assert (folder / PUBLIC_FILE).read_text().strip() == line


@pytest.mark.parametrize(
    ("arguments", "passphrase", "code"),
    [
        (["organisation-key"], WORDS, 2),
        (["organisation-key", "a", "b", "c"], WORDS, 2),
        (["organisation-key", "weak"], "password", 1),
    ],
)
def test_what_is_not_enough_makes_no_key(
    tmp_path: Path, arguments: list[str], passphrase: str, code: int
) -> None:
    said = run_toolkit(*arguments, passphrase=passphrase, cwd=tmp_path)
    assert said.returncode == code
    assert len(said.stderr.splitlines()) <= 2
    assert list(tmp_path.iterdir()) == []


def test_what_the_organisation_set_wins_and_is_never_written_down(tmp_path: Path) -> None:
    own, managed = tmp_path / "own", tmp_path / "managed.json"
    before = Settings.load(own)
    before.set("idle_lock_minutes", 12)
    managed.write_text(json.dumps({"idle_lock_minutes": 3, "last_vault": "x", "unknown": 1, "theme": "pink"}))
    settings = Settings.load(own, managed=managed)
    assert settings.idle_lock_minutes == 3
    assert settings.managed == {"idle_lock_minutes"}
    assert settings.last_vault == ""
    assert settings.theme == "system"
    assert "“Colours”" in settings.notice
    with pytest.raises(SettingManaged, match="set by your organisation"):
        settings.set("idle_lock_minutes", 9)
    settings.set("touch", True)
    # With the file gone, the person's own choice stands again.
    again = Settings.load(own)
    assert (again.idle_lock_minutes, again.touch) == (12, True)


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00"])
def test_a_managed_file_that_cannot_be_read_decides_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "managed.json").write_text(text)
    settings = Settings.load(tmp_path / "own", managed=tmp_path / "managed.json")
    assert settings.managed == frozenset()
    assert "settings of your organisation do not hold" in settings.notice
    assert Settings.load(tmp_path / "own", managed=tmp_path / "nothing.json").notice == ""


def test_the_managed_file_lies_where_an_administrator_writes() -> None:
    assert paths.managed_settings("linux", {}) == Path("/etc/safeguarding-toolkit/settings.json")
    assert "Safeguarding Toolkit" in str(paths.managed_settings("darwin", {}))
    assert str(paths.managed_settings("win32", {"PROGRAMDATA": "D:/Data"})).startswith("D:")
