"""A process killed while it autosaves and finishes notes loses nothing that it had reported saved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
