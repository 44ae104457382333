"""Opens the main window over a whole caseload, and records in it, off screen."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

from bench import caseload
from bench.measure import Bench, Line, median, milliseconds, p95
from toolkit.settings import Settings
from toolkit.vault.keys import read_key_file

ROUNDS = 5
RECORDS = 40


def run(bench: Bench) -> list[Line]:
    """Measures unlocking without the key derivation, which is slow on purpose, and opening any record."""
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance() or QApplication(["bench"])
    folder = caseload.vault_folder(bench)
    shown = [_unlock(qt, folder, bench) for _ in range(ROUNDS)]
    return [
        Line(work="after key derivation, unlock to caseload shown", unit="ms", ours=median(shown), most=150),
        Line(work="open any record, p95", unit="ms", ours=p95(_open_records(qt, bench)), most=100),
    ]


def _unlock(qt: Any, folder: Path, bench: Bench) -> float:
    found: list[Any] = []

    def whole() -> None:
        found.append(caseload.open_vault(bench))
        found.append(_window(qt, found[0]))
        qt.processEvents()

    took = milliseconds(whole) - milliseconds(lambda: read_key_file(folder).open(caseload.PASSPHRASE))
    _close(qt, *found)
    return took


def _open_records(qt: Any, bench: Bench) -> list[float]:
    vault = caseload.open_vault(bench)
    app = _window(qt, vault)
    chance = random.Random(4)
    rows = [
        row
        for family in chance.sample(vault.records.families(), 20)
        for row in vault.records.timeline(family.id)
    ]
    wanted = chance.sample(rows, min(RECORDS, len(rows)))

    def show(record_id: str) -> None:
        app.window.record(record_id)
        qt.processEvents()

    # The first also draws what every later one finds drawn.
    show(wanted[0].id)
    took = []
    for row in wanted:
        app.window.place("families")
        qt.processEvents()
        took.append(milliseconds(lambda row=row: show(row.id)))
    _close(qt, vault, app)
    return took


def _window(qt: Any, vault: Any) -> Any:
    from toolkit.ui.app import App

    app = App(qt, Settings.load(Path(tempfile.mkdtemp())), start=lambda *_: None, end=lambda *_: None)
    app.opened(vault)
    app.window.place("families")
    return app


def _close(qt: Any, vault: Any, app: Any) -> None:
    app.idle.stop()
    qt.removeEventFilter(app.idle)
    qt.removeEventFilter(app.keys)
    app.window.drop()
    app.window.deleteLater()
    app.window = app.session = None
    qt.processEvents()
    vault.close()
