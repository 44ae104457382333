"""Builds and reads `shim.c`, which stands between a program and the disk. Linux only; any C compiler will do."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import TOP

SOURCE = Path(__file__).with_name("shim.c")
COMPILERS = ("tcc", "gcc", "cc", "clang")
MISSING = "no C compiler is here; tcc is in the 'tests' part of tools/debian-packages.txt"
_HEAD = struct.Struct("@5q")


@functools.cache
def library() -> Path | None:
    """The shim, made when it is first asked for; None where it cannot be."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None or sys.platform != "linux":
        return None
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    made = Path(tempfile.gettempdir()) / f"toolkit-shim-{os.getuid()}-{mark}.so"
    if not made.exists():
        part = made.with_suffix(f".{os.getpid()}")
        plain = [] if "tcc" in compiler else ["-fPIC", "-O1", "-w", "-fno-builtin"]
        command = [compiler, "-shared", "-nostdlib", *plain, "-o", str(part), str(SOURCE)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"the shim could not be made: {done.stderr}")
        part.replace(made)
    return made


def run(
    module: str, *arguments: str | Path, environ: dict[str, str] | None = None, timeout: float = 3600
) -> subprocess.CompletedProcess[str]:
    """Runs `python -m module` with the shim between it and the disk."""
    made = library()
    assert made is not None, MISSING
    ours = {"LD_PRELOAD": str(made), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(TOP)}
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=TOP,
        env={**os.environ, **ours, **(environ or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


# Within the program that is watched


def watch(folder: Path, log: Path | None = None) -> None:
    """Numbers, and writes into a log, every call that changes this folder from now on."""
    _shim().shim_watch(os.fsencode(folder), os.fsencode(log or ""))


def arm(call: int, code: int, times: int = -1) -> None:
    """Lets so many calls fail, counted from now, beginning with the given one; 0 lets none fail, -1 all that follow."""
    _shim().shim_arm(call, code, times)


def calls() -> int:
    """How many calls there were since the last `arm`."""
    return int(_shim().shim_calls())


def mark(text: str) -> None:
    """Writes a line into the log: what was told to the worker at this point."""
    _shim().shim_mark(text.encode())


@functools.cache
def _shim() -> ctypes.CDLL:
    return ctypes.CDLL(None)


# The log


@dataclass(frozen=True, slots=True)
class Step:
    """One call: O(pen), C(lose), W(rite), T(runcate), S(ync), U(nlink), R(ename) or M(ark)."""

    kind: str
    handle: int
    offset: int
    flags: int
    data: bytes
    other: bytes = b""


def steps(log: Path) -> Iterator[Step]:
    """Reads a log."""
    held = log.read_bytes()
    at = 0
    while at < len(held):
        kind, handle, offset, length, flags = _HEAD.unpack_from(held, at)
        at += _HEAD.size
        data = held[at : at + length]
        at += length
        other = b""
        if chr(kind) == "R":
            other = held[at : at + offset]
            at += offset
        yield Step(chr(kind), handle, offset, flags, data, other)
