"""What many tests need: running the program as a person does, faults of the disk, and looking for words in files."""

from __future__ import annotations

import base64
import errno
import gc
import os
import subprocess
import sys
import weakref
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

TOP = Path(__file__).resolve().parent.parent
"""The top of the checkout."""

PASSPHRASE = "it's “wren” & quill; ünder-the bridge 7"
"""A passphrase with quotes, spaces and letters outside ASCII."""


def run_toolkit(
    *arguments: str | Path,
    passphrase: str | None = None,
    environ: dict[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Runs `python -m toolkit` as a person would at a prompt, the passphrase on standard input."""
    environment = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1", **(environ or {})}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "toolkit", *map(str, arguments)],
        input=None if passphrase is None else passphrase + "\n",
        stdin=subprocess.DEVNULL if passphrase is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=cwd,
        timeout=timeout,
        check=False,
    )


@contextmanager
def disk_fault(target: str, code: int = errno.ENOSPC) -> Iterator[mock.Mock]:
    """Makes one function of the system, named with dots (`os.fsync`), raise OSError with the given code."""
    with mock.patch(target, side_effect=OSError(code, os.strerror(code))) as faulty:
        yield faulty


def files_holding(folder: Path, words: list[str]) -> list[str]:
    """Lists each file under a folder that holds any of the words, in its name or in any of four encodings.

    Zip files (Word documents are such) are looked into. One line of words each: file, word, encoding. Words need five
    letters: a shorter one turns up by chance in a large encrypted file.
    """
    assert all(len(word) >= 5 for word in words), words
    found = []
    for file in sorted(folder.rglob("*")):
        for word in words:
            if word in file.name:
                found.append(f"{file.name}: {word!r} in its name")
        if file.is_file() and not file.is_symlink():
            found += [f"{file.name}: {line}" for line in _looked_into(file, words)]
    return found


def _looked_into(file: Path, words: list[str]) -> Iterator[str]:
    parts = [file.read_bytes()]
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    for content in parts:
        for word in words:
            for encoding, needle in _needles(word):
                if needle in content:
                    yield f"{word!r} as {encoding}"


def _needles(word: str) -> Iterator[tuple[str, bytes]]:
    raw = word.encode()
    yield "UTF-8", raw
    yield "UTF-16", word.encode("utf-16-le")
    yield "UTF-16 (big end first)", word.encode("utf-16-be")
    # Base64 looks different at each of three places in a group; only the letters the word alone decides are kept.
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw + b"\0\0")
        yield "base64", coded[(0, 2, 3)[shift] : 8 * (shift + len(raw)) // 6]


def assert_freed(make: Callable[[], Any], close: Callable[[Any], None]) -> None:
    """Makes a thing, closes it, and fails when something still holds on to it."""
    thing = make()
    reference = weakref.ref(thing)
    close(thing)
    del thing
    gc.collect()
    left = reference()
    assert left is None, f"still held by {[type(holder).__name__ for holder in gc.get_referrers(left)]}"


def to_pdf(document: Path, folder: Path) -> Path:
    """Opens a Word document with LibreOffice and gives the PDF that it prints. Mark the test `libreoffice`."""
    profile = folder / "libreoffice-profile"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(document),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        stdin=subprocess.DEVNULL,
    )
    pdf = folder / (document.stem + ".pdf")
    assert pdf.is_file(), "LibreOffice made no PDF"
    return pdf
