"""Says where data and resources live, in a checkout, in an installed wheel and in a PyInstaller bundle.

This is the only file that knows of PyInstaller.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

APP_FOLDER = "Safeguarding Toolkit"
"""The folder's name on Windows and macOS."""

APP_FOLDER_LINUX = "safeguarding-toolkit"
"""The folder's name on Linux, where names are lower case without spaces."""


def resources() -> Path:
    """Gives the folder of areas, guidance, templates, icons and the rest, which is only ever read.

    In a bundle it lies beside the program, in a wheel inside the package, in a checkout at the top.
    """
    return _resources(Path(__file__).resolve().parent, getattr(sys, "_MEIPASS", None))


def _resources(package: Path, bundle: str | None) -> Path:
    if bundle is not None:
        return Path(bundle) / "resources"
    # The checkout is asked first: an editable install may leave an old copy inside the package.
    checkout = package.parent / "resources"
    if checkout.is_dir() and (package.parent / "pyproject.toml").is_file():
        return checkout
    return package / "_resources"


def in_bundle() -> bool:
    """Says whether the program runs from a PyInstaller bundle."""
    return getattr(sys, "_MEIPASS", None) is not None


def restart_command() -> list[str]:
    """Gives the command that starts this program afresh, with no arguments of its own."""
    if in_bundle():
        return [sys.executable]
    return [sys.executable, "-m", "toolkit"]


def child_command() -> list[str]:
    """Gives the command that starts a part of this program which is spoken to over its standard streams.

    On Windows a program with windows has no such streams; the one for the command line lies beside it in the bundle.
    """
    if in_bundle() and sys.platform == "win32":
        return [str(Path(sys.executable).with_name("toolkit.exe"))]
    return restart_command()


def settings_folder(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """Gives the folder for this person's settings on this computer. It may not exist yet."""
    home = home or Path.home()
    if platform == "win32":
        return _windows(environ, "APPDATA", home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support" / APP_FOLDER
    return _xdg(environ, "XDG_CONFIG_HOME", home / ".config")


def managed_settings(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> Path:
    """Gives the file in which an organisation decides settings for everybody on this computer. It need not exist.

    It lies where only an administrator may write; the program only ever reads it.
    """
    if platform == "win32":
        return Path(environ.get("PROGRAMDATA") or r"C:\ProgramData") / APP_FOLDER / "settings.json"
    if platform == "darwin":
        return Path("/Library/Application Support") / APP_FOLDER / "settings.json"
    return Path("/etc") / APP_FOLDER_LINUX / "settings.json"


def data_folder(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """Gives the folder that a new set of records is offered in. It may not exist yet.

    On Windows it is the local folder: a roaming one would copy the vault to a server at each log-off.
    """
    home = home or Path.home()
    if platform == "win32":
        return _windows(environ, "LOCALAPPDATA", home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support" / APP_FOLDER
    return _xdg(environ, "XDG_DATA_HOME", home / ".local" / "share")


def default_vault(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """Gives the folder that the first set of records is offered in."""
    return data_folder(platform, environ, home) / "Records"


def documents_folder(home: Path | None = None) -> Path:
    """Gives the folder that Word documents and PDFs are offered in: Documents, or home when there is none."""
    home = home or Path.home()
    documents = home / "Documents"
    return documents if documents.is_dir() else home


def _windows(environ: Mapping[str, str], name: str, fallback: Path) -> Path:
    value = environ.get(name, "")
    return (Path(value) if value else fallback) / APP_FOLDER


def _xdg(environ: Mapping[str, str], name: str, fallback: Path) -> Path:
    value = environ.get(name, "")
    # The base directory specification says that a relative path is to be ignored.
    base = Path(value) if value and Path(value).is_absolute() else fallback
    return base / APP_FOLDER_LINUX
