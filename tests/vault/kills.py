"""Kills a writer again and again, and looks at what it left. Run as a program of its own, so that it may fork.

    python -m tests.vault.kills keys FOLDER TIMES
    python -m tests.vault.kills notes FOLDER TIMES
    python -m tests.vault.kills codes FOLDER TIMES
    python -m tests.vault.kills backups FOLDER TIMES
    python -m tests.vault.kills restores FOLDER TIMES
    python -m tests.vault.kills upgrades FOLDER TIMES

Exits with 1 and says why when anything that was reported saved is missing or half there.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from tests.helpers import TOP
from tests.vault.people import AUTHOR, CODE, make_family, note_answers, open_vault, unlock
from toolkit.errors import WrongCode
from toolkit.forms import catalogue
from toolkit.vault import backup, restoring
from toolkit.vault import keys as key_module
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.findings import LooseEnds
from toolkit.vault.keyfile import KeyFile, read_key_file, write_key_file
from toolkit.vault.keys import FLOOR, Keys
from toolkit.vault.migrations import SCHEMA_VERSION
from toolkit.vault.vault import Vault


def killed(write: Callable[[int], None], most: float, dice: random.Random) -> list[bytes]:
    """Forks, lets the child write to a pipe, kills it at an odd moment after its first line, and gives its lines."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        try:
            write(outlet)
        finally:
            os._exit(3)
    os.close(outlet)
    told = os.read(inlet, 1)
    time.sleep(dice.random() * most)
    os.kill(child, signal.SIGKILL)
    while piece := os.read(inlet, 65536):
        told += piece
    os.close(inlet)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        fail("the writer ended by itself")
    # What comes after the last line end was not told in full.
    return told.split(b"\n")[:-1]


def fail(words: str) -> NoReturn:
    """Ends with a reason."""
    print(words)
    sys.exit(1)


def keys(folder: Path, times: int) -> None:
    """Rewrites a key file without end."""
    both = [KeyFile.seal(Keys(CODE), bytes(16), words, FLOOR, n) for n, words in enumerate(("one", "two"), 1)]
    write_key_file(folder, both[0])
    dice = random.Random(7)

    def write(outlet: int) -> None:
        number = 0
        while True:
            number += 1
            write_key_file(folder, both[number % 2])
            os.write(outlet, b"%d\n" % number)

    for _ in range(times):
        killed(write, 0.02, dice)
        if read_key_file(folder) not in both:
            fail("the key file is neither the old nor the new one")
    if any(
        read_key_file(folder).open(words).code == CODE for words in ("one", "two") if _fits(folder, words)
    ):
        print(f"{times} kills, the key file was whole after each")
    else:
        fail("the key file opens with neither passphrase")


def _fits(folder: Path, words: str) -> bool:
    return read_key_file(folder).generation == ("one", "two").index(words) + 1


def notes(folder: Path, times: int) -> None:
    """Autosaves and finishes notes through the vault's own way of saving, and compares what was told with what is there."""
    made = open_vault(folder)
    family = make_family(made).id
    made.close()
    dice = random.Random(11)
    saved: dict[str, int] = {}
    finished: dict[str, int] = {}
    for time_ in range(times):
        lines = killed(lambda outlet: _write(folder, family, outlet), 0.12, dice)
        for line in lines:
            what, _, rest = line.decode().partition(" ")
            if what == "saved":
                record, _, number = rest.partition(" ")
                saved[record] = int(number)
            elif what == "finished":
                record, _, number = rest.partition(" ")
                finished[record] = int(number)
        vault = unlock(folder)
        _compare(vault, family, saved, finished, time_ == times - 1)
        vault.close()
    print(f"{times} kills, {len(saved)} notes told saved, {len(finished)} told finished, none lost")


def _write(folder: Path, family: str, outlet: int) -> None:
    vault = unlock(folder)
    while True:
        note = vault.records.create("case_note", family, note_answers(words(0)), AUTHOR)
        for number in range(1, 6):
            vault.records.save_draft(note.id, note_answers(words(number)))
            os.write(outlet, f"saved {note.id} {number}\n".encode())
        vault.records.finish(
            note.id, note_answers(words(6)), {"practitioner": words(6).encode(), "family": b"f"}, AUTHOR
        )
        os.write(outlet, f"finished {note.id} 6\n".encode())


def words(number: int) -> str:
    """Words of which half would show."""
    return f"start{number} " + f"Pip laughed {number}. " * (40 * number + 20) + f"end{number}"


def _compare(vault: Vault, family: str, saved: dict[str, int], finished: dict[str, int], last: bool) -> None:
    rows = {row.id: row for row in vault.records.timeline(family)}
    for record, number in saved.items():
        if record not in rows:
            fail("a note that was told saved is gone")
        answers = vault.records.get(record).answers
        kept = _number(answers)
        if kept < number or answers["facts"] != words(kept):
            fail("a note holds other words than were told saved")
    for record in finished:
        whole = vault.records.get(record)
        if whole.status != "final" or whole.outlines["practitioner"] != words(6).encode():
            fail("a note that was told finished is not final or has lost its outline")
    trail = [row for row in vault.audit.rows() if row.what == "finished"]
    final = {row.id for row in rows.values() if row.status == "final"}
    if {row.record_id for row in trail} != final or len(trail) != len(final):
        fail("the audit trail and the finished notes differ")
    if {hit.record_id for hit in vault.search.find("end6", limit=10_000)} != final:
        fail("the search and the finished notes differ")
    found = vault.check(quick=not last)
    if [finding.grade for finding in found] != ["GOOD"]:
        fail(f"the health check says: {found}")


def _number(answers: dict[str, Any]) -> int:
    return int(str(answers["facts"]).split(" ", 1)[0].removeprefix("start"))


def _filled(folder: Path, notes_in_it: int = 60) -> str:
    """Makes a vault of some size and gives its family."""
    with open_vault(folder) as vault:
        family = make_family(vault).id
        for number in range(notes_in_it):
            vault.records.create("case_note", family, note_answers(words(number)), AUTHOR)
    return family


def codes(folder: Path, times: int) -> None:
    """Makes one new code after another."""
    family = _filled(folder)
    dice = random.Random(17)
    offered = [CODE]
    ended = 0
    for number in range(times):
        fresh = RecoveryCode(dice.randbytes(20))
        offered.append(fresh)

        def write(outlet: int, code: RecoveryCode = fresh) -> None:
            vault = unlock(folder)
            os.write(outlet, b"begun\n")
            vault.new_recovery_code("hazel and fern", code)
            os.write(outlet, b"ended\n")
            time.sleep(10)

        lines = killed(write, 0.4, dice)
        if number % 3 == 0:
            # The sheets are tried before the passphrase settles which counts.
            fits = [code for code in offered if _opens(folder, code)]
            if len(fits) != 1:
                fail(f"{len(fits)} of the sheets open the records")
        with unlock(folder) as vault:
            own = vault.recovery_code()
            if b"ended" in lines and own != fresh:
                fail("a code that was told changed is not the one in use")
            if own not in (offered[-1], offered[-2]):
                fail("the code in use is neither the old nor the new one")
            if len(vault.records.timeline(family)) != 60 or vault.older is not None:
                fail("records are missing")
            if [finding.grade for finding in vault.check(quick=False)] != ["GOOD"]:
                fail(f"the health check says: {vault.check(quick=False)}")
        if read_key_file(folder).coming is not None:
            fail("the key file was not settled")
        offered = [own]
        ended += own == fresh
    print(f"{times} kills, {ended} new codes in use, every record there after each")


def _opens(folder: Path, code: RecoveryCode) -> bool:
    try:
        Vault.unlock_with_code(folder, code.text, "", catalogue.load).close()
    except WrongCode:
        return False
    return True


def backups(folder: Path, times: int) -> None:
    """Makes one backup after another, while the one before stays."""
    _filled(folder)
    second = folder.parent / "second"
    dice = random.Random(19)
    told: set[str] = set()
    for _ in range(times):

        def write(outlet: int) -> None:
            vault = unlock(folder)
            os.write(outlet, b"begun\n")
            while True:
                done = backup.make(vault, second)
                os.write(outlet, done.path.name.encode() + b"\n")

        for line in killed(write, 0.25, dice)[1:]:
            told = {name for name in told if (second / name).exists()} | {line.decode()}
        there = sorted(second.glob("*.backup"))
        if told and not there:
            fail("the last good backup is gone")
        for path in there:
            with backup.trial(path, "hazel and fern", catalogue_for=catalogue.load) as tried:
                if tried.summary.records != 60:
                    fail("a backup is not whole")
    with unlock(folder) as vault:
        backup.make(vault, second)
    if list(second.glob("*.part")):
        fail("half a backup was left")
    print(f"{times} kills, every backup that stood there was whole")


def restores(folder: Path, times: int) -> None:
    """Restores an older backup over newer records again and again."""
    family = _filled(folder, 20)
    with unlock(folder) as vault:
        held = backup.make(vault, folder.parent / "second").path
    dice = random.Random(23)
    swapped_over = 0
    for _ in range(times):
        with unlock(folder) as vault:
            note = vault.records.create("case_note", family, note_answers("newer"), AUTHOR).id

        def write(outlet: int) -> None:
            os.write(outlet, b"begun\n")
            restoring.restore(held, folder, "hazel and fern", catalogue_for=catalogue.load)
            os.write(outlet, b"ended\n")
            time.sleep(10)

        lines = killed(write, 0.15, dice)
        with unlock(folder) as vault:
            there = {row.id for row in vault.records.timeline(family)}
            if vault.check(quick=False)[0].grade == "CRITICAL":
                fail(f"the health check says: {vault.check(quick=False)}")
        asides = [path for path in folder.glob("kept-aside-*") if (path / "vault.db").exists()]
        if note not in there:
            swapped_over += 1
            if not asides:
                fail("the former records were not kept")
        elif b"ended" in lines:
            fail("a restore that was told ended is not there")
        if (folder / "restore-ready").exists():
            fail("a restore was left half done")
    print(f"{times} kills, {swapped_over} restored, the former records kept each time")


def _sound_but_for_loose_ends(vault: Vault) -> None:
    # A kill in the middle of the backup before the upgrade leaves its half file, and the check is there to say so.
    found = vault.check(quick=False)
    rest = [finding for finding in found if not isinstance(finding, LooseEnds)]
    if [finding.grade for finding in rest] != ["GOOD"]:
        fail(f"the health check says: {found}")


def upgrades(folder: Path, times: int) -> None:
    """Brings a vault of the first version up to date, from the start each time."""
    stored = TOP / "tests" / "stored" / "vault-1"
    dice = random.Random(29)
    new = 0
    for number in range(times):
        place = folder.parent / f"{folder.name}-{number}"
        shutil.copytree(stored, place)

        def write(outlet: int, place: Path = place) -> None:
            os.write(outlet, b"begun\n")
            unlock(place)
            os.write(outlet, b"ended\n")
            time.sleep(10)

        killed(write, 0.12, dice)
        with unlock(place, read_only=True) as vault:
            version = vault._opened.store.value("PRAGMA user_version")  # type: ignore[union-attr]
            if version not in (1, SCHEMA_VERSION):
                fail(f"left at version {version}")
            _sound_but_for_loose_ends(vault)
            new += version != 1
        with unlock(place) as vault:
            _sound_but_for_loose_ends(vault)
            if vault._opened.store.value("PRAGMA user_version") != SCHEMA_VERSION:  # type: ignore[union-attr]
                fail("it was not brought up to date afterwards")
            if len(vault.records.timeline(vault.records.families()[0].id)) != 2:
                fail("a record is gone")
        shutil.rmtree(place)
    print(f"{times} kills, {new} at the new version, the rest at the old one, none between")


if __name__ == "__main__":
    # Computed once here, and known to every child: what is killed is the writing, not the key derivation.
    key_module._stretch = functools.cache(key_module._stretch)
    WHAT = {
        "keys": keys,
        "notes": notes,
        "codes": codes,
        "backups": backups,
        "restores": restores,
        "upgrades": upgrades,
    }
    WHAT[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
