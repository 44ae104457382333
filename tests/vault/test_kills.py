"""A process killed while it autosaves and finishes notes loses nothing that it had reported saved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import TOP


def test_fifty_kills_lose_no_note_that_was_reported_saved(tmp_path: Path) -> None:
    """Drafts, finished notes, the search and the audit trail are compared after each kill."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.kills", "notes", str(tmp_path / "records"), "50"],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 kills" in done.stdout
    assert "none lost" in done.stdout


@pytest.mark.parametrize(
    ("what", "times", "said"),
    [
        ("backups", 15, "every backup that stood there was whole"),
        ("restores", 15, "the former records kept each time"),
        ("upgrades", 8, "none between"),
    ],
)
def test_kills_in_the_middle_of_a_long_step(tmp_path: Path, what: str, times: int, said: str) -> None:
    """The long run has a hundred of each; so many here that each side of the step is met."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.kills", what, str(tmp_path / "records"), str(times)],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{times} kills" in done.stdout
    assert said in done.stdout
