"""The guards around every test are able to fail: sockets, log, Qt and Python warnings, a home of its own."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.helpers import TOP, files_holding

MUST_FAIL = """
import logging, os, socket, warnings
import pytest
from PySide6.QtCore import qWarning

def test_a_socket():
    socket.socket()

def test_a_socket_whose_refusal_is_swallowed():
    try:
        socket.socket()
    except OSError:
        pass

def test_a_look_up_of_a_name():
    try:
        socket.getaddrinfo("localhost", 80)
    except OSError:
        pass

def test_a_warning_in_our_log():
    logging.getLogger("toolkit.vault").warning("x")

def test_a_warning_of_python():
    warnings.warn("x")

def test_a_warning_of_qt(qapp):
    qWarning("x")

@pytest.mark.libreoffice
def test_libreoffice_missing_at_ci():
    pass
"""

MUST_PASS = """
import logging, pathlib, tempfile

def test_what_is_expected(quiet_log, own_home, settings):
    logging.getLogger("toolkit").warning("x")
    assert quiet_log.expected() == ["x"]
    assert pathlib.Path.home() == own_home
    assert own_home in pathlib.Path(tempfile.gettempdir()).parents
    assert own_home in settings.folder.parents
"""


def test_each_guard_fails_a_test(tmp_path: Path) -> None:
    # No LibreOffice on this path, and the environment of a CI run.
    said = _run(tmp_path, MUST_FAIL, CI="true", PATH="/nonexistent")
    names = [
        line.split("(")[0].removeprefix("def ") for line in MUST_FAIL.splitlines() if line.startswith("def ")
    ]
    assert len(names) == 7
    failed = set(re.findall(r"^(?:FAILED|ERROR) .*::(\w+)", said, re.MULTILINE))
    assert failed == set(names), said


def test_what_a_test_expects_does_not_fail_it(tmp_path: Path) -> None:
    said = _run(tmp_path, MUST_PASS)
    assert said.splitlines()[-1].startswith("1 passed"), said


def _run(folder: Path, body: str, **environ: str) -> str:
    """Runs a small file of tests under this suite's guards and gives what was printed."""
    file = folder / "test_small.py"
    file.write_text(body, encoding="utf-8")
    result = subprocess.run(
        [
            sys.executable,
            *("-m", "pytest", "-q", "-c", str(TOP / "pyproject.toml"), "--rootdir", str(folder)),
            *("-p", "tests.conftest", "-p", "no:cacheprovider", str(file)),
        ],
        env={**os.environ, "PYTHONPATH": str(TOP), **environ},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert result.returncode in (0, 1), result.stdout + result.stderr
    return result.stdout.strip()


def test_words_in_files_are_found_in_every_encoding(tmp_path: Path) -> None:
    word = "Thistlewick"
    for shift in range(3):
        (tmp_path / f"base64-{shift}").write_bytes(base64.b64encode(b"x" * shift + word.encode() + b"later"))
    (tmp_path / "utf-8").write_bytes(b"\0\1" + word.encode())
    (tmp_path / "utf-16").write_bytes(word.encode("utf-16"))
    (tmp_path / "named Thistlewick").write_bytes(b"")
    (tmp_path / "clean").write_bytes(bytes(range(256)) * 4)
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<t>{word}</t>")
    found = {line.split(":")[0] for line in files_holding(tmp_path, [word])}
    assert found == {file.name for file in tmp_path.iterdir()} - {"clean"}
