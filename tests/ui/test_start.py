"""The first window reads only what it shows, the caseload only what it shows, and neither draws more for more families."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import TOP
from tests.ui.made import PASSPHRASE, Made, fill, make_session
from toolkit.settings import Settings
from toolkit.ui import bindings, widgets
from toolkit.ui.families import FamiliesPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.theme import Theme
from toolkit.ui.today import TodayPage

PROGRAM = """
import json, linecache, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication

def look(*_):
    QApplication.processEvents()
    first = sorted(sys.modules)
    lines = [name for name in linecache.cache if "toolkit" in name]
    from toolkit.ui.app import warm
    warm()
    from toolkit.forms import catalogue
    from toolkit.vault.vault import Vault
    (window,) = (one for one in QApplication.topLevelWidgets() if hasattr(one, "unlock"))
    vault = Vault.unlock(Path(sys.argv[1]), sys.argv[2], catalogue.load)
    warmed = set(sys.modules)
    window.opened.emit(vault)
    late = sorted(set(sys.modules) - warmed)
    (window,) = (one for one in QApplication.topLevelWidgets() if hasattr(one, "rail"))
    window.place("families")
    window.family(window.session.vault.records.families()[0].id)
    QApplication.processEvents()
    print(json.dumps([first, lines, sorted(sys.modules), late]))
    return 0

QApplication.exec = look
from toolkit.__main__ import main
sys.exit(main(sys.argv[1:2]))
"""

PAPER = {"docx", "lxml", "jinja2", "pyrage", "msoffcrypto", "PySide6.QtSvg", "PySide6.QtPrintSupport"}
WORDS = {"enchant", "pyphen", "zxcvbn", "rapidfuzz", "jellyfish", "qtawesome"}
RECORDS = {"sqlcipher3", "sqlite_utils", "nacl", "msgspec", "toolkit.forms.catalogue", "toolkit.vault.vault"}
SCREENS = {"toolkit.ui.main_window", "toolkit.ui.dialogs", "toolkit.ui.widgets.bars", "toolkit.ui.cover"}
PAGES = {"toolkit.ui.form_view", "toolkit.ui.wizard.page", "toolkit.ui.settings_page", "toolkit.ui.editors"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Starts the program in a process of its own: what it had read at the first window, whose source, and at a family; and
    what it read late, when the records were opened."""
    home = tmp_path_factory.mktemp("start")
    folder = home / "records"
    made = fill(*make_session(folder, Theme(), Settings(folder=None)))
    made.vault.close()
    said = _python(PROGRAM, str(folder), PASSPHRASE, HOME=str(home), XDG_CONFIG_HOME=str(home))
    return [set(found) for found in json.loads(said)]


def _python(script: str, *arguments: str, **environ: str) -> str:
    """Runs a script in a process of its own and gives the last line it says."""
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP), "QT_QPA_PLATFORM": "offscreen", **environ},
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()[-1]


def test_the_first_window_reads_only_what_it_shows(read: list[set[str]]) -> None:
    first = read[0]
    assert "toolkit.ui.unlock" in first
    assert not first & (PAPER | WORDS | RECORDS | SCREENS | PAGES | {"holidays", "PySide6.QtDBus"})
    # 34 of them now: each costs about a two-hundredth of the start.
    assert len([name for name in first if name.startswith("toolkit.")]) <= 40


def test_nobody_reads_the_source_of_the_program(read: list[set[str]]) -> None:
    assert read[1] == set()


def test_what_the_bindings_do_without_us_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In another version of them there may be nothing to leave out."""
    monkeypatch.setitem(sys.modules, "shibokensupport.feature", None)
    monkeypatch.delattr(sys.modules["shibokensupport"], "feature", raising=False)
    bindings.read_no_sources()


def test_the_look_is_there_from_the_beginning_whatever_the_desktop_wishes() -> None:
    script = "from toolkit.ui.theme import application; print(application('toolkit').style().name())"
    assert _python(script, QT_STYLE_OVERRIDE="Windows") == "fusion"


def test_nothing_is_left_to_read_between_the_passphrase_and_today(read: list[set[str]]) -> None:
    assert read[3] == set()


def test_the_caseload_and_a_family_read_no_page_that_is_not_open(read: list[set[str]]) -> None:
    found = read[2]
    assert "toolkit.ui.family_page" in found
    assert not found & (PAPER | WORDS | PAGES)
    assert "toolkit.export.word" not in found


def test_the_widgets_are_offered_as_the_types_are_told() -> None:
    """The table that is read at run time, beside the imports that only the type checker reads."""
    tree = ast.parse(Path(widgets.__file__).read_text(encoding="utf-8"))
    told: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit."):
            told.setdefault(str(node.module).rpartition(".")[2], []).extend(one.name for one in node.names)
    assert {module: names.split() for module, names in widgets._HOME.items()} == told
    for names in told.values():
        assert all(getattr(widgets, name) is not None for name in names)
    with pytest.raises(AttributeError):
        widgets.__getattr__("Nothing")


def _add_families(made: Made, count: int) -> None:
    for n in range(count):
        answers = {
            "family_name": f"Family {n}",
            "opened": "2026-09-01",
            "children": [{"id": "c1", "unborn": "no", "name": f"Child {n}", "birth": "2021-05-02"}],
        }
        family = made.vault.records.create("family", None, answers, made.session.author())
        step = {"id": "x1", "what": "Ring", "who": {"name": "Tansy Dunnock"}, "by_when": "2026-11-02"}
        made.note(
            "2026-10-20", "Said little.", family=family.id, about=("c1",), seen=(), spoken=(), actions=[step]
        )


def _drawn(window: MainWindow, qtbot: QtBot, place: str) -> int:
    window.place(place)
    page = window.page
    assert page is not None
    if isinstance(page, TodayPage):
        qtbot.waitUntil(lambda: not page._reading.isActive() and not page._to_draw, timeout=20_000)
    else:
        assert isinstance(page, FamiliesPage)
    return len(page.findChildren(QWidget))


def test_twice_the_families_draw_no_more(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    _add_families(made, 50)
    before = {place: _drawn(window, qtbot, place) for place in ("today", "families")}
    _add_families(made, 50)
    assert {place: _drawn(window, qtbot, place) for place in ("today", "families")} == before
