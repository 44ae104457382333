"""Two programs at one vault, again and again: the second is told at once and writes nothing; a killed first one blocks nothing.

    python -m tests.faults.instances FOLDER ROUNDS

Run as a program of its own, so that it may fork.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import time
from pathlib import Path

from tests.vault.kills import fail
from tests.vault.people import AUTHOR, bytes_of, make_family, note_answers, open_vault, unlock
from toolkit.errors import RecordsOpenElsewhere
from toolkit.vault import keys


def first(folder: Path, family: str) -> tuple[int, str]:
    """Another process that opens the vault, saves a note, tells its id and stays."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        try:
            vault = unlock(folder)
            note = vault.records.create("case_note", family, note_answers("Saved by the first."), AUTHOR)
            os.write(outlet, note.id.encode())
            os.close(outlet)
            time.sleep(60)
        finally:
            os._exit(3)
    os.close(outlet)
    told = os.read(inlet, 100).decode()
    os.close(inlet)
    return child, told


def second(folder: Path) -> float:
    """Tries to open what another process has open, to write and to read; gives how long it was kept waiting."""
    before, longest = bytes_of(folder), 0.0
    for read_only in (False, True):
        began = time.monotonic()
        try:
            unlock(folder, read_only=read_only).close()
            fail("the second was let in")
        except RecordsOpenElsewhere:
            longest = max(longest, time.monotonic() - began)
    if bytes_of(folder) != before:
        fail("the second wrote something")
    return longest


def rounds(folder: Path, times: int) -> float:
    """Plays it so many times; gives the longest time that the second had to wait."""
    with open_vault(folder) as vault:
        family = make_family(vault).id
    longest = 0.0
    for number in range(times):
        child, note = first(folder, family)
        try:
            longest = max(longest, second(folder))
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        with unlock(folder) as vault:
            if vault.records.get(note).answers["facts"] != "Saved by the first.":
                fail("what the first saved is gone")
            if number % 10 == 0 and vault.check()[0].grade != "GOOD":
                fail("the vault is not whole")
    return longest


if __name__ == "__main__":
    keys._stretch = functools.cache(keys._stretch)
    count = int(sys.argv[2])
    waited = rounds(Path(sys.argv[1]), count)
    print(
        f"{count} rounds, the second was told after {waited:.2f} s at most, 0 writes from it, 0 stale locks"
    )
    sys.exit(waited >= 2)
