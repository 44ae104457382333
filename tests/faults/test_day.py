"""A working day in the real windows leaves no word in clear anywhere, makes no socket, and survives a crash and a full disk."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.faults import shim
from tests.faults.canaries import CANARIES, WORDS, in_log
from tests.helpers import files_holding
from tests.no_sockets import possible

pytestmark = [
    pytest.mark.usefixtures("shim_here"),
    pytest.mark.skipif(not possible(), reason="this computer has no filter for sockets"),
]


def play(what: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Plays a part of the day in a home of its own, where the kernel ends it at the first socket."""
    home = folder / "home"
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    environ = {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
    }
    log = folder / f"{what}.log"
    return shim.run("tests.no_sockets", "tests.faults.day", what, home, log, environ=environ, timeout=300)


def test_a_whole_day_leaves_no_word_in_clear(tmp_path: Path) -> None:
    """Typed, searched, attached, thought better of, broken by a fault, killed, opened again, locked, the disk full."""
    day = play("write", tmp_path)
    assert day.returncode == -signal.SIGKILL, day.stderr
    assert day.stdout == "end\n"
    for what in ("again", "full"):
        later = play(what, tmp_path)
        assert later.returncode == 0, later.stderr
        assert later.stdout == "end\n"
        day.stderr += later.stderr
    assert (
        in_log(tmp_path / "write.log") + in_log(tmp_path / "again.log") + in_log(tmp_path / "full.log") == []
    )
    assert files_holding(tmp_path / "home", WORDS) == []
    assert left_over(tmp_path / "home" / "tmp") == []
    # The program's own log, and what its libraries said.
    assert "a draft could not be saved: RuntimeError" in day.stderr
    assert not [word for word in WORDS if word in day.stderr]


def left_over(folder: Path) -> list[str]:
    """Files of the temporary folder."""
    return [file.name for file in folder.rglob("*") if file.is_file()]


def test_the_same_words_in_a_plain_file_are_found(tmp_path: Path) -> None:
    """The control: each word is found by both ways of looking, though the file is gone at the end."""
    done = play("plain", tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home" / "plain.db").exists()
    written = "\n".join(in_log(tmp_path / "plain.log"))
    for word in CANARIES.values():
        assert repr(word) in written
        assert repr(word) in done.stdout
