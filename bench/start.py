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

FIRST_WINDOW = """
import os, sys
from pathlib import Path
from toolkit.ui.display import check_display
check_display()
from toolkit import paths
from toolkit.settings import Settings
from toolkit.ui.app import App
from PySide6.QtWidgets import QApplication
qt = QApplication([])
app = App(qt, Settings.load(paths.settings_folder()))
app.show_first(Path(sys.argv[1]))
qt.processEvents()
"""

CASELOAD = """
import os, sys
from pathlib import Path
from toolkit import paths
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.app import App
from toolkit.vault.vault import Vault
from PySide6.QtWidgets import QApplication
qt = QApplication([])
app = App(qt, Settings.load(paths.settings_folder()))
app.opened(Vault.unlock(Path(sys.argv[1]), sys.argv[2], catalogue.load))
app.window.place("families")
for _ in range(20):
    qt.processEvents()
"""

SAY = "\nprint('shown', flush=True)\nos._exit(0)\n"
WEIGH = """
import re
print(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1], flush=True)
os._exit(0)
"""


def run(bench: Bench) -> list[Line]:
    """Measures whole processes, from the command to the first drawn window."""
    folder = caseload.vault_folder(bench)
    home = Path(tempfile.mkdtemp())
    ours, bare = FIRST_WINDOW + SAY, BARE + SAY
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
        full = int(_run(CASELOAD + WEIGH, home, str(folder), caseload.PASSPHRASE)) / 1024
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
    }
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
