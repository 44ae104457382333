"""A program killed while it writes Word files: whole or not there, and nothing half is left after the next one.

python -m tests.faults.exports FOLDER TIMES
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.export.reading import words_of
from tests.export.samples import STAMP, every_block, outline
from tests.vault.kills import fail, killed
from toolkit.export import word
from toolkit.export.files import PART


def play(folder: Path, times: int) -> int:
    """Kills it so many times; gives how often the kill left a half-written file beside the target."""
    target, room = folder / "copy.docx", folder / "tmp"
    room.mkdir(parents=True)
    tempfile.tempdir = str(room)
    made, halves = outline(*every_block()), 0
    word.write(made, STAMP, target)
    whole = words_of(target)
    dice = random.Random(29)

    def write(outlet: int) -> None:
        while True:
            os.write(outlet, word.write(made, STAMP, target).encode() + b"\n")

    for _ in range(times):
        killed(write, 0.1, dice)
        if not zipfile.is_zipfile(target) or words_of(target) != whole:
            fail("a copy is not whole")
        halves += target.with_name(target.name + PART).exists()
        told = word.write(made, STAMP, target)
        if hashlib.sha256(target.read_bytes()).hexdigest() != told:
            fail("a copy is not the one that was noted")
        if sorted(file.name for file in folder.iterdir()) != [target.name, room.name]:
            fail("something half is left")
        if list(room.iterdir()):
            fail("something is left in the temporary folder")
    return halves


if __name__ == "__main__":
    count = int(sys.argv[2])
    left = play(Path(sys.argv[1]), count)
    print(
        f"{count} kills, every copy whole, {left} half files swept by the next, 0 left in the temporary folder"
    )
