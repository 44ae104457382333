"""Starts a bundle as on a computer that has nothing of ours: no Python on the path, a home of its own, no network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.no_sockets import forbid_sockets, possible


def environment(home: Path) -> dict[str, str]:
    """Gives the surroundings of a person who has just logged in, and an empty path."""
    if sys.platform == "win32":
        system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "PROGRAMDATA")}
        local = {"APPDATA": str(home / "Roaming"), "LOCALAPPDATA": str(home / "Local")}
        return {**system, **local, "USERPROFILE": str(home), "PATH": ""}
    return {"HOME": str(home), "PATH": "", "LANG": "C.UTF-8", "TMPDIR": os.environ.get("TMPDIR", "/tmp")}


def start(program: Path, *words: str | Path, home: Path, **more: str) -> subprocess.Popen[str]:
    """Starts it; where the kernel can, it is ended at the first socket that could reach a network."""
    before: Callable[[], None] | None = forbid_sockets if possible() else None
    return subprocess.Popen(
        [str(program), *map(str, words)],
        env={**environment(home), **more},
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=before,
    )


def run(
    program: Path, *words: str | Path, home: Path, seconds: float = 300, **more: str
) -> tuple[int, str, str]:
    """Runs it to its end; gives its exit code, what it said and what it complained of."""
    with start(program, *words, home=home, **more) as process:
        said, complained = process.communicate(timeout=seconds)
    return process.returncode, said, complained


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Gives what lies in a folder: each file with its size and when it was written."""
    found = {}
    for file in folder.rglob("*"):
        facts = file.lstat()
        if not file.is_dir() or file.is_symlink():
            found[file.relative_to(folder).as_posix()] = (facts.st_size, facts.st_mtime_ns)
    return found
