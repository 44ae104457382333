"""Starts the program until its first window is drawn, and weighs it with a caseload open, beside a bare Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import caseload
from bench.measure import Bench, Line, in_turns, median

ROUNDS = 9

BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget
qt = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(QTextEdit())
window.resize(1366, 768)
window.show()
qt.processEvents()
"""

PROGRAM = """
import os, sys
from PySide6.QtWidgets import QApplication

def go_on(*_):
    # The program itself has come to where it would wait for the first key.
    {}

QApplication.exec = go_on
from toolkit.__main__ import main
sys.exit(main(sys.argv[1:2]))
"""

FIRST_WINDOW = "QApplication.processEvents()"

CASELOAD = """
    from pathlib import Path
    from toolkit.forms import catalogue
    from toolkit.vault.vault import Vault
    shown = lambda kind: next(one for one in QApplication.topLevelWidgets() if type(one).__name__ == kind)
    shown("FirstWindow").opened.emit(Vault.unlock(Path(sys.argv[1]), sys.argv[2], catalogue.load))
    shown("MainWindow").place("families")
    for _ in range(20):
        QApplication.processEvents()
"""

SAY = "print('shown', flush=True); os._exit(0)"
WEIGH = "print(open('/proc/self/status').read().split('VmRSS:')[1].split()[0], flush=True); os._exit(0)"


def run(bench: Bench) -> list[Line]:
    """Measures whole processes, from the command to the first drawn window."""
    folder = caseload.vault_folder(bench)
    home = Path(tempfile.mkdtemp())
    ours, bare = PROGRAM.format(f"{FIRST_WINDOW}; {SAY}"), BARE + SAY
    for script in (ours, bare):
        _run(script, home, str(folder))
    mine, theirs = in_turns(
        [lambda: _run(ours, home, str(folder))] * ROUNDS, [lambda: _run(bare, home)] * ROUNDS
    )
    against = "a bare PySide6 window with a text box"
    lines = [
        Line(
            work="start to unlock window",
            unit="ms",
            ours=median(mine),
            baseline=median(theirs),
            against=against,
            most_times=2,
        )
    ]
    if sys.platform == "linux":
        opened = PROGRAM.format(f"{CASELOAD}    {WEIGH}")
        # The first of two writes down what it translated, and what it translated weighs.
        _, full = (int(_run(opened, home, str(folder), caseload.PASSPHRASE)) / 1024 for _ in range(2))
        empty = int(_run(BARE + WEIGH, home)) / 1024
        lines.append(
            Line(
                work="memory, caseload open",
                unit="MB",
                ours=full,
                baseline=empty,
                against=against,
                most_times=2,
            )
        )
    return lines


def _run(script: str, home: Path, *arguments: str) -> str:
    """Runs a script in a process of its own and gives the line it says."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        # As installed: what is read once is not translated again at the next start.
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    with process:
        said = process.stdout.readline().strip()
    if not said:
        raise RuntimeError("the measured program ended before it showed a window")
    return said
