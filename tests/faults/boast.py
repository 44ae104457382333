"""The controls of the kill loops: programs that tell before they have saved, or write without care. Each must be found out.

python -m tests.faults.boast notes | exports FOLDER
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import time
from pathlib import Path

from tests.faults import exports
from tests.vault import kills
from tests.vault.people import AUTHOR, note_answers, unlock
from toolkit.export import word
from toolkit.vault import keys


def write(folder: Path, family: str, outlet: int) -> None:
    """Tells that a note is saved a moment before it is."""
    vault = unlock(folder)
    note = vault.records.create("case_note", family, note_answers(kills.words(0)), AUTHOR)
    number = 0
    while True:
        number += 1
        os.write(outlet, f"saved {note.id} {number}\n".encode())
        time.sleep(0.02)
        vault.records.save_draft(note.id, note_answers(kills.words(number)))


def write_whole(target: Path, content: bytes) -> str:
    """Writes a file bit by bit under its own name."""
    with target.open("wb", buffering=0) as file:
        for at in range(0, len(content), 500):
            file.write(content[at : at + 500])
            time.sleep(0.0005)
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    keys._stretch = functools.cache(keys._stretch)
    if sys.argv[1] == "notes":
        kills._write = write
        kills.notes(Path(sys.argv[2]), 20)
    else:
        word.write_whole = write_whole
        exports.play(Path(sys.argv[2]), 20)
