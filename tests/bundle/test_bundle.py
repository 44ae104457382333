"""A built bundle works by itself: the story of a first day inside it, on a screen, without Python, network or traces."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.bundle.alone import run, start, state
from tests.helpers import TOP
from toolkit import __version__
from toolkit.ui import self_test_parts

ENGLISH_SPELLING = "Spelling in British English"
SHOTS = ("unlock", "new-records", "today", "note", "note-finished", "before-you-print", "unlock-after-lock")
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


def test_it_says_which_version_it_is(program: Path, home: Path) -> None:
    assert run(program, "--version", home=home)[:2] == (0, f"Safeguarding Toolkit {__version__}\n")
    code, said, _ = run(program, "--nonsense", home=home)
    assert (code, said) == (2, "")


def test_a_first_day_works_and_nothing_is_written_elsewhere(
    program: Path, bundle: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    before = state(bundle)
    work = tmp_path / "story"
    code, said, complained = run(program, "--self-test", work, home=home)
    lines = said.splitlines()
    assert lines[:-1] == [f"ok   {words}" for words, _ in self_test_parts.ALL], said + complained
    assert (code, lines[-1]) == (0, "All of it works.")
    for name in SHOTS:
        image = QImage(str(work / f"{name}.png"))
        assert (image.width(), image.height()) == (1366, 768), name
    assert (work / "Self test" / "vault.db").read_bytes()[:6] != b"SQLite"
    # Its own folder may be one that nobody may write to; the home was not asked for anything; nothing stays in between.
    assert state(bundle) == before
    assert state(home) == {}
    assert state(scratch) == {}


CHANGES = "openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,truncate"


def asked(home: Path, *words: str | Path, trace: str) -> list[str]:
    """What a program asked the kernel for, a line each, where it got it."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    if subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL, check=False
    ).returncode:
        pytest.skip("strace may not look here")
    log = home.parent / "log"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", f"trace={trace}", "-o", str(log), *map(str, words)],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "TMPDIR": str(home / "scratch")},
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if " = -1 " not in line]


@linux
def test_nothing_of_a_python_outside_is_read(program: Path, bundle: Path, home: Path) -> None:
    opened = asked(home, program, "--version", trace="openat,execve")
    assert any(str(bundle) in line for line in opened)
    strange = [line for line in opened if "python" in line.lower() and str(bundle) not in line]
    assert strange == []


@linux
def test_the_kernel_is_asked_to_write_nowhere_else(program: Path, home: Path) -> None:
    (home / "scratch").mkdir()
    lines = asked(home, program, "--self-test", home / "story", trace=CHANGES)
    changes = [line for line in lines if "openat(" not in line or re.search(r"O_(WRONLY|RDWR|CREAT)", line)]
    assert len(changes) > 50
    places = {line: re.findall(r'"([^"]*)"', line) for line in changes}
    assert any("vault.db" in path for paths in places.values() for path in paths)
    strange = [
        line
        for line, paths in places.items()
        for path in paths
        if path.startswith("/") and not path.startswith((str(home), "/dev/null"))
    ]
    assert strange == []


@pytest.fixture
def screen() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("no virtual screen here")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(write)
        with os.fdopen(read) as numbers:
            yield ":" + numbers.readline().strip()
    finally:
        server.terminate()
        server.wait(timeout=10)


PICTURE = """
import sys
from PySide6.QtWidgets import QApplication
qt = QApplication([])
qt.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@linux
def test_its_window_stands_on_a_screen(
    program: Path, bundle: Path, home: Path, screen: str, tmp_path: Path
) -> None:
    picture = tmp_path / "screen.png"
    process = start(program, home=home, DISPLAY=screen)
    try:
        for _ in range(60):
            time.sleep(0.5)
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            subprocess.run(
                [sys.executable, "-c", PICTURE, str(picture)],
                env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
                check=True,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=60,
            )
            image = QImage(str(picture))
            if len({image.pixel(x, y) for x in range(0, 1366, 3) for y in range(0, 768, 3)}) > 40:
                break
        else:
            pytest.fail("no window came")
        mapped = {
            line.split(maxsplit=5)[5].strip()
            for line in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8").splitlines()
            if len(line.split(maxsplit=5)) == 6
        }
    finally:
        process.terminate()
        process.communicate(timeout=10)
    (TOP / "build" / "bundle-screen.png").write_bytes(picture.read_bytes())
    # Each library that is Python's, Qt's or a part's is the bundle's own; below them stands the system.
    assert any("libQt6Widgets" in name for name in mapped)
    ours = re.compile(r"python|Qt6|PySide|shiboken|sqlcipher|libicu|site-packages", re.IGNORECASE)
    assert [name for name in mapped if ours.search(name) and not name.startswith(str(bundle))] == []
    # What it writes by starting: its settings, and what the desktop's libraries keep for every program.
    assert {name.split("/")[0] for name in state(home)} <= {".config", ".cache"}
    assert {name for name in state(home) if name.startswith(".config")} <= {
        ".config/safeguarding-toolkit/settings.json"
    }
