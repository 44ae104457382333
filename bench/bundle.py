"""A built bundle beside a bare window that was put together in the same way: its size, its start and its memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import Bench, Line, median

TOP = Path(__file__).resolve().parent.parent
OURS = TOP / "build" / "bundle" / "SafeguardingToolkit" / "SafeguardingToolkit"
BARE = TOP / "build" / "bare" / "bare" / "bare"
ROUNDS = 7

SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget
qt = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(QTextEdit())
window.resize(1366, 768)
window.show()
qt.processEvents()
window.grab().save(sys.argv[1])
"""

STARTER = """
import os, sys, time
began = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, code, used = os.wait4(process, 0)
print((time.perf_counter() - began) * 1000, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(code) != 0)
"""
"""Starts what is measured from a small process: the system counts in the memory of whoever starts another."""


def run(bench: Bench) -> list[Line]:
    """Measures what `make bundle` made; nothing where there is none, or not on Linux."""
    if sys.platform != "linux" or not OURS.is_file():
        bench.say("There is no bundle to measure: make bundle first.")
        return []
    bare = _bare(bench)
    work = Path(tempfile.mkdtemp())
    ours = [str(OURS), "--first-window", str(work / "ours.png"), str(work)]
    theirs = [str(bare), str(work / "bare.png")]
    for command in (ours, theirs):
        _once(command, work)
    pairs = [(_once(ours, work), _once(theirs, work)) for _ in range(ROUNDS)]
    against = "a bare PySide6 window in a bundle with nothing left out"
    return [
        Line(
            work="size of the bundle",
            unit="MB",
            ours=_size(OURS.parent),
            baseline=_size(bare.parent),
            against=against,
            most_times=1,
        ),
        Line(
            work="start of the bundle to unlock window",
            unit="ms",
            ours=median([mine[0] for mine, _ in pairs]),
            baseline=median([other[0] for _, other in pairs]),
            against=against,
            most_times=2,
        ),
        Line(
            work="memory of the bundle at the unlock window",
            unit="MB",
            ours=median([mine[1] for mine, _ in pairs]),
            baseline=median([other[1] for _, other in pairs]),
            against=against,
            most_times=2,
        ),
    ]


def _bare(bench: Bench) -> Path:
    """Builds the bare window once; a newer bundle is measured against the same."""
    if not BARE.is_file():
        bench.say("Putting a bare window together to measure against.")
        BARE.parent.parent.mkdir(parents=True, exist_ok=True)
        script = BARE.parent.parent / "bare.py"
        script.write_text(SCRIPT, encoding="utf-8")
        words = ["--noconfirm", "--log-level", "ERROR", "--windowed", "--distpath", str(script.parent)]
        words += ["--workpath", str(script.parent / "work"), "--specpath", str(script.parent), str(script)]
        subprocess.run([sys.executable, "-m", "PyInstaller", *words], check=True, cwd=script.parent)
    return BARE


def _once(command: list[str], home: Path) -> tuple[float, float]:
    """Runs a program to its picture; gives the milliseconds and the most memory in MB."""
    environment = {"HOME": str(home), "PATH": "", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError("the measured program ended before it showed a window")
    taken, most = run.stdout.split()
    return float(taken), int(most) / 1024


def _size(folder: Path) -> float:
    """Gives what a folder takes in MB; a link stands for nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_symlink()) / 1_000_000
