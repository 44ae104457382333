"""The house rule holds, and the reader that says so is able to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import breaches

TOP = Path(__file__).resolve().parent.parent / "toolkit"


def test_the_house_rule_holds() -> None:
    assert breaches(TOP) == []


def test_each_room_is_there() -> None:
    for room in ("forms", "vault", "practice", "export", "ui"):
        assert (TOP / room / "__init__.py").is_file(), f"{room} is not a package"


def _tree(folder: Path, files: dict[str, str]) -> Path:
    top = folder / "toolkit"
    rooms = {f"{room}/__init__.py": "" for room in ("forms", "vault", "practice", "export", "ui")}
    for name, text in {"__init__.py": "", "errors.py": "", "paths.py": "", **rooms, **files}.items():
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return top


BAD: dict[str, tuple[str, str, str]] = {
    "forms use the vault": (
        "forms/rules.py",
        "from toolkit.vault import records",
        "forms may not import vault",
    ),
    "forms use settings": ("forms/rules.py", "import toolkit.settings", "forms may not import settings"),
    "vault uses practice": (
        "vault/search.py",
        "from ..practice import ages",
        "vault may not import practice",
    ),
    "export uses the vault": ("export/word.py", "from toolkit import vault", "export may not import vault"),
    "practice uses export": (
        "practice/a.py",
        "def f():\n    from toolkit.export import word",
        "practice may not import export",
    ),
    "vault uses the screen": ("vault/a.py", "import toolkit.ui", "vault may not import ui"),
    "errors use a room": ("errors.py", "import toolkit.forms", "errors may not import forms"),
    "the screen uses the start": ("ui/a.py", "import toolkit.__main__", "ui may not import __main__"),
    "a sixth room": ("cellar/__init__.py", "import toolkit.errors", "cellar is not a room"),
    "Qt in the core": ("practice/a.py", "from PySide6.QtCore import Qt", "PySide6 has no place here"),
    "Qt in another part of export": ("export/page.py", "import PySide6", "PySide6 has no place here"),
    "the store in the screen": ("ui/a.py", "import sqlcipher3", "sqlcipher3 has no place here"),
    "the unencrypted store": ("vault/a.py", "import sqlite3", "sqlite3 has no place here"),
    "Word in the screen": ("ui/a.py", "from docx import Document", "docx has no place here"),
    "a template in the vault": ("vault/a.py", "import jinja2.sandbox", "jinja2 has no place here"),
    "a socket": ("vault/a.py", "import socket", "socket reaches the network"),
    "a web request": ("export/a.py", "from urllib import request", "urllib.request reaches the network"),
    "Qt's network": ("ui/a.py", "from PySide6 import QtNetwork", "PySide6.QtNetwork reaches the network"),
    "a hidden import": (
        "ui/a.py",
        "import importlib\nimportlib.import_module('ssl')",
        "ssl reaches the network",
    ),
    "the bundle": ("ui/a.py", "import sys\nx = getattr(sys, '_MEIPASS', '')", "only paths.py may know"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_breach_is_found(case: str, tmp_path: Path) -> None:
    name, text, words = BAD[case]
    files = {
        "vault/records.py": "",
        "practice/ages.py": "",
        "export/word.py": "",
        "settings.py": "",
        "__main__.py": "",
    }
    found = breaches(_tree(tmp_path, {**files, name: text}))
    assert len(found) == 1, found
    assert words in found[0]


def test_a_ring_is_found_even_when_it_hides_in_functions(tmp_path: Path) -> None:
    top = _tree(
        tmp_path,
        {
            "ui/a.py": "from toolkit.ui import b",
            "ui/b.py": "from .c import thing",
            "ui/c.py": "def f():\n    import toolkit.ui.a\nthing = 1",
        },
    )
    assert breaches(top) == ["ring: toolkit.ui.a -> toolkit.ui.b -> toolkit.ui.c"]


def test_a_good_tree_is_left_alone(tmp_path: Path) -> None:
    top = _tree(
        tmp_path,
        {
            "forms/vocabulary.py": "import msgspec\nfrom toolkit.errors import ToolkitError",
            "vault/records.py": "import sqlcipher3\nfrom urllib.parse import quote\nfrom ..forms import vocabulary",
            "export/pictures.py": "from PySide6.QtSvg import QSvgRenderer\nimport jinja2",
            "ui/app.py": "from toolkit import __version__\nfrom toolkit.vault import records\nimport PySide6",
            "__main__.py": "def main():\n    from toolkit.ui import app",
            "paths.py": "import sys\nx = getattr(sys, '_MEIPASS', None)",
        },
    )
    assert breaches(top) == []


def test_types_make_no_ring_but_are_held_to_the_rule(tmp_path: Path) -> None:
    guarded = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from toolkit.{}\n"
    top = _tree(
        tmp_path,
        {
            "ui/theme.py": "from toolkit.ui import icons",
            "ui/icons.py": guarded.format("ui.theme import Theme"),
            "forms/rules.py": guarded.format("vault import records"),
        },
    )
    (found,) = breaches(top)
    assert "forms may not import vault" in found
