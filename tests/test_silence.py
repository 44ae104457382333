"""The program makes no socket: the kernel ends it at the first one, in every part of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import PASSPHRASE, TOP
from tests.no_sockets import possible

pytestmark = pytest.mark.skipif(not possible(), reason="this computer has no such filter")


def _run(module: str, *arguments: str | Path, cwd: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.no_sockets", module, *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": f"{TOP}{os.pathsep}{cwd}"},
        cwd=cwd,
        timeout=300,
        check=False,
    )


def test_the_filter_ends_whoever_asks_for_a_socket(tmp_path: Path) -> None:
    (tmp_path / "asks.py").write_text(
        "import socket, sys\nsocket.socketpair()\nprint('within', flush=True)\n"
        "socket.socket(socket.AF_INET6 if 'six' in sys.argv else socket.AF_INET)\nprint('beyond', flush=True)"
    )
    for words in ([], ["six"]):
        asked = _run("asks", *words, cwd=tmp_path)
        assert asked.returncode == -signal.SIGSYS, asked.stderr
        assert asked.stdout == "within\n"


def test_the_example_family_and_the_check_make_no_socket(tmp_path: Path) -> None:
    made = _run("toolkit", "demo", "records", cwd=tmp_path, given=PASSPHRASE + "\n")
    assert made.returncode == 0, made.stderr
    checked = _run("toolkit", "check", "records", cwd=tmp_path, given=PASSPHRASE + "\n")
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"\d+ (family|families), \d+ records", checked.stdout), checked.stdout
