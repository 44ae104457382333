"""Data and resources are found on each platform, from a checkout, a wheel and a bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from toolkit import paths

HOME = Path("/home/tansy")


def test_resources_are_found_from_this_checkout() -> None:
    assert paths.resources().name == "resources"
    assert (paths.resources() / "areas").is_dir()


def test_resources_come_from_the_checkout_before_an_old_copy(tmp_path: Path) -> None:
    (tmp_path / "toolkit" / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    # A folder called resources beside an installed package is somebody else's.
    assert paths._resources(tmp_path / "toolkit", None) == tmp_path / "toolkit" / "_resources"
    (tmp_path / "pyproject.toml").touch()
    assert paths._resources(tmp_path / "toolkit", None) == tmp_path / "resources"


def test_resources_lie_beside_the_program_in_a_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not paths.in_bundle()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.in_bundle()
    assert paths.resources() == tmp_path / "resources"
    assert paths.restart_command() == [sys.executable]
    monkeypatch.setattr(sys, "platform", "linux")
    assert paths.child_command() == [sys.executable]
    # A program with windows has no standard streams on Windows: the one for the command line is asked.
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "SafeguardingToolkit.exe"))
    assert paths.child_command() == [str(tmp_path / "toolkit.exe")]
    assert paths.restart_command() == [str(tmp_path / "SafeguardingToolkit.exe")]


def test_the_program_starts_afresh_by_module() -> None:
    assert paths.restart_command() == [sys.executable, "-m", "toolkit"]
    assert paths.child_command() == paths.restart_command()


@pytest.mark.parametrize(
    ("platform", "environ", "settings", "data"),
    [
        ("linux", {}, ".config/safeguarding-toolkit", ".local/share/safeguarding-toolkit"),
        (
            "linux",
            {"XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""},
            ".config/safeguarding-toolkit",
            ".local/share/safeguarding-toolkit",
        ),
        (
            "darwin",
            {},
            "Library/Application Support/Safeguarding Toolkit",
            "Library/Application Support/Safeguarding Toolkit",
        ),
        ("win32", {}, "AppData/Roaming/Safeguarding Toolkit", "AppData/Local/Safeguarding Toolkit"),
    ],
)
def test_each_platform_has_its_own_folders(
    platform: str, environ: dict[str, str], settings: str, data: str
) -> None:
    assert paths.settings_folder(platform, environ, HOME) == HOME / settings
    assert paths.data_folder(platform, environ, HOME) == HOME / data
    assert paths.default_vault(platform, environ, HOME) == HOME / data / "Records"


def test_the_environment_is_followed() -> None:
    environ = {
        "XDG_CONFIG_HOME": "/etc/here",
        "XDG_DATA_HOME": "/srv/here",
        "APPDATA": "/r",
        "LOCALAPPDATA": "/l",
    }
    assert paths.settings_folder("linux", environ, HOME) == Path("/etc/here/safeguarding-toolkit")
    assert paths.data_folder("linux", environ, HOME) == Path("/srv/here/safeguarding-toolkit")
    assert paths.settings_folder("win32", environ, HOME) == Path("/r/Safeguarding Toolkit")
    assert paths.data_folder("win32", environ, HOME) == Path("/l/Safeguarding Toolkit")


def test_a_test_never_meets_the_real_home(own_home: Path) -> None:
    assert own_home in paths.settings_folder().parents
    assert own_home in paths.data_folder().parents


def test_documents_are_offered_where_there_are_some(tmp_path: Path) -> None:
    assert paths.documents_folder(tmp_path) == tmp_path
    (tmp_path / "Documents").mkdir()
    assert paths.documents_folder(tmp_path) == tmp_path / "Documents"
