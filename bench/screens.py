"""Opens the main window over a whole caseload, and records in it, off screen."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import caseload
from bench.measure import Bench, Line, median, milliseconds, p95
from toolkit.settings import Settings

ROUNDS = 5
RECORDS = 60

UNLOCK = """
import os, sys, time
from pathlib import Path
from toolkit import paths
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import App, warm
from toolkit.vault.keyfile import read_key_file
from toolkit.vault.vault import Vault
from PySide6.QtWidgets import QApplication
qt = QApplication([])
app = App(qt, Settings.load(paths.settings_folder()))
warm()
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
began = time.perf_counter()
read_key_file(folder).open(passphrase)
keys = time.perf_counter() - began
began = time.perf_counter()
app.opened(Vault.unlock(folder, passphrase, catalogue.load))
qt.processEvents()
print((time.perf_counter() - began - keys) * 1000, flush=True)
os._exit(0)
"""
"""The unlock window stands, a passphrase was typed; a new process each time, as after every lock."""


def run(bench: Bench) -> list[Line]:
    """Measures unlocking without the key derivation, which is slow on purpose, and opening any record."""
    from PySide6.QtWidgets import QApplication

    folder = caseload.vault_folder(bench)
    shown = [_unlock(folder) for _ in range(ROUNDS)]
    qt = QApplication.instance() or QApplication(["bench"])
    vault = caseload.open_vault(bench)
    app = _window(qt, vault)
    records = _open_records(qt, app)
    today, pages = _today(qt, app), _family_pages(qt, app)
    _close(qt, vault, app)
    return [
        Line(work="after key derivation, unlock to caseload shown", unit="ms", ours=median(shown), most=150),
        Line(work="Today, opened again, median", unit="ms", ours=median(today), most=150),
        Line(work="family page, p95", unit="ms", ours=p95(pages), most=150),
        Line(work="open any record, p95", unit="ms", ours=p95(records), most=100),
    ]


def _unlock(folder: Path) -> float:
    home = tempfile.mkdtemp()
    done = subprocess.run(
        [sys.executable, "-c", UNLOCK, str(folder), caseload.PASSPHRASE],
        env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _today(qt: Any, app: Any) -> list[float]:
    """Today as it stands a moment after it was opened; what it reads in pauses comes later."""
    took = []
    for _ in range(ROUNDS + 1):
        app.window.place("families")
        _settle(qt)
        took.append(milliseconds(lambda: (app.window.place("today"), qt.processEvents())))
    # The first also draws what every later one finds drawn.
    return took[1:]


def _family_pages(qt: Any, app: Any) -> list[float]:
    families = random.Random(5).sample(app.session.vault.records.families(), 20)
    took = []
    for family in families:
        app.window.place("families")
        _settle(qt)
        took.append(milliseconds(lambda f=family.id: (app.window.family(f), qt.processEvents())))
    return took[1:]


def _open_records(qt: Any, app: Any) -> list[float]:
    records = app.session.vault.records
    chance = random.Random(4)
    sampled = chance.sample(records.families(), 20)
    rows = [row for family in sampled for row in records.timeline(family.id)]
    wanted = chance.sample(rows, min(RECORDS, len(rows)))

    def show(record_id: str) -> None:
        app.window.record(record_id)
        qt.processEvents()

    # The first also draws what every later one finds drawn.
    show(wanted[0].id)
    took = []
    for row in wanted:
        app.window.place("families")
        _settle(qt)
        took.append(milliseconds(lambda row=row: show(row.id)))
    return took


def _window(qt: Any, vault: Any) -> Any:
    from toolkit.ui.app import App

    app = App(qt, Settings.load(Path(tempfile.mkdtemp())), start=lambda *_: None, end=lambda *_: None)
    app.opened(vault)
    app.window.place("families")
    return app


def _settle(qt: Any) -> None:
    """Lets Qt free the page before, as its own loop would, outside what is measured."""
    from PySide6.QtCore import QEvent

    qt.processEvents()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _close(qt: Any, vault: Any, app: Any) -> None:
    app.idle.stop()
    app.hearing.stop()
    app.window.drop()
    app.window.deleteLater()
    app.window = app.session = None
    _settle(qt)
    vault.close()
