"""Failed unlocks, kept beside the vault until the next one that succeeds can write them into the audit trail.

One line each, of a moment and of what was tried: never a word of it. Whoever can delete the file can hide them until then;
it is a help to the worker, not a proof.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

FILE_NAME = "vault.tries"
MOST_BYTES, MOST_SHOWN = 64 * 1024, 20

How: TypeAlias = Literal["passphrase", "code", "organisation"]


@dataclass(frozen=True)
class Tries:
    """How many unlocks failed since the last one that did not, and when: UTC as ISO text to the second, the oldest first."""

    count: int
    times: tuple[str, ...]

    @property
    def why(self) -> str:
        """What the trail says of them: the number and the times, the middle ones left out when there are many."""
        times = list(self.times)
        if len(times) > MOST_SHOWN:
            times = [*times[: MOST_SHOWN // 2], "...", *times[-MOST_SHOWN // 2 :]]
        return f"{self.count}: {', '.join(times)}"


def note(folder: Path, how: How, now: datetime) -> None:
    """Notes a failed unlock. Where nothing can be written, nothing is: it must not keep anybody out."""
    path = folder / FILE_NAME
    line = f"{now.astimezone(UTC).isoformat(timespec='seconds')} {how}\n"
    with contextlib.suppress(OSError):
        if path.is_symlink() or (path.exists() and path.stat().st_size > MOST_BYTES - 100):
            return
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(line.encode("ascii"))


def noted(folder: Path) -> Tries | None:
    """Gives what was noted, or None. A line that is no time is counted and not told."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            lines = file.read(MOST_BYTES).decode("ascii", "replace").splitlines()
    except OSError:
        return None
    times = [_time(line.partition(" ")[0]) for line in lines]
    return Tries(len(lines), tuple(time for time in times if time)) if lines else None


def _time(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="seconds")
    except ValueError:
        return ""


def clear(folder: Path) -> None:
    """Takes the notes away once they stand in the trail."""
    with contextlib.suppress(OSError):
        (folder / FILE_NAME).unlink()
