"""Power cuts: writes down every call of a session that changes the disk, builds states a cut may leave, and opens each.

    python -m tests.faults.power FOLDER STATES [FULL | NORMAL | UNSYNCED]

NORMAL is a common setting of the engine, UNSYNCED leaves out the syncing of the key file: both must lose something.

What was synced is there. Of what was not, any write may be there, be missing, or be there in part, 512 bytes at a time, in
any order; of renames, new and removed names the first so many are there. Judged is only what the worker had been told.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import shim
from tests.faults.shim import Step
from tests.vault import kills
from tests.vault.people import AUTHOR, FAMILY, note_answers, open_vault
from toolkit.errors import ToolkitError, WrongPassphrase
from toolkit.forms import catalogue
from toolkit.vault import backup, engine, keys
from toolkit.vault.vault import Vault

SECTOR = 512
NOTES = 24
PASSPHRASES = ["hazel and fern", "alder and ash", "birch and beech", "oak and elm"]
O_CREAT, O_TRUNC = 0o100, 0o1000


# The session


def write(folder: Path, log: Path, synchronous: str) -> None:
    """Makes a vault in `folder/records` and works in it: drafts, finished notes, another passphrase, another recovery
    code, backups into `folder/second`, locked and unlocked now and then.
    """
    if synchronous == "UNSYNCED":
        os.fsync = lambda _handle: None
    elif synchronous != "FULL":
        settings = tuple(
            s.replace("synchronous=FULL", f"synchronous={synchronous}") for s in engine._SETTINGS
        )
        engine._SETTINGS = settings
    records, second = folder / "records", folder / "second"
    records.mkdir(parents=True)
    second.mkdir()
    shim.watch(folder, log)
    vault = open_vault(records, PASSPHRASES[0])
    shim.mark("made")
    family = vault.records.create("family", None, FAMILY, AUTHOR)
    vault.records.close_living(family.id, family.answers, AUTHOR)
    shim.mark(f"family {family.id}")
    for number in range(NOTES):
        _note(vault, family.id)
        if number % 7 == 6:
            old, new = PASSPHRASES[number // 7], PASSPHRASES[number // 7 + 1]
            vault.change_passphrase(old, new)
            shim.mark(f"passphrase {number // 7 + 1}")
            vault.close()
            vault = Vault.unlock(records, new, catalogue.load)
        if number in (4, 11, 18):
            shim.mark(f"backup {backup.make(vault, second).path.name} {(number + 1) // 7}")
        if number in (8, 15):
            vault.new_recovery_code(PASSPHRASES[(number + 1) // 7])
            shim.mark("code")
    vault.close()


def _note(vault: Vault, family: str) -> None:
    note = vault.records.create("case_note", family, note_answers(kills.words(0)), AUTHOR)
    for number in (1, 2, 3):
        vault.records.save_draft(note.id, note_answers(kills.words(number)))
        shim.mark(f"saved {note.id} {number}")
    outlines = {"practitioner": kills.words(6).encode(), "family": b"f"}
    vault.records.finish(note.id, note_answers(kills.words(6)), outlines, AUTHOR)
    shim.mark(f"finished {note.id} 6")


# The states


@dataclass(eq=False)
class File:
    """A file: its bytes that are safe, and what was done to it since it was last synced."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        """Makes all that waits safe."""
        for step in self.waiting:
            _apply(self.safe, step)
        self.waiting.clear()

    def after_a_cut(self, dice: random.Random, way: str) -> bytes:
        """The bytes a cut of the power may leave."""
        left = bytearray(self.safe)
        first = dice.randrange(len(self.waiting) + 1)
        for place, step in enumerate(self.waiting):
            if way == "all" or (way == "first" and place < first) or (way == "any" and dice.random() < 0.5):
                _apply(left, step)
            elif way == "torn":
                _tear(left, step, dice)
        return bytes(left)


def _apply(data: bytearray, step: Step) -> None:
    if step.kind == "T":
        if step.offset < len(data):
            del data[step.offset :]
        else:
            data.extend(bytes(step.offset - len(data)))
        return
    if step.offset > len(data):
        data.extend(bytes(step.offset - len(data)))
    data[step.offset : step.offset + len(step.data)] = step.data


def _tear(data: bytearray, step: Step, dice: random.Random) -> None:
    if step.kind == "T":
        if dice.random() < 0.5:
            _apply(data, step)
        return
    share = dice.random()
    for at in range(0, len(step.data), SECTOR):
        if dice.random() < share:
            _apply(data, Step("W", 0, step.offset + at, 0, step.data[at : at + SECTOR]))


class Disk:
    """A folder as it is, and as it may be after a cut."""

    def __init__(self) -> None:
        self.names: dict[str, File] = {}
        self.safe_names: dict[str, File] = {}
        self.waiting: list[tuple[str, str, File | None]] = []
        self.handles: dict[int, File | str] = {}
        self.told: list[str] = []

    def take(self, step: Step) -> None:
        """Does one step of the log."""
        name = step.data.decode("utf-8", "replace") if step.kind in "OURM" else ""
        held = self.handles.get(step.handle)
        if step.kind == "O":
            self._open(step, name)
        elif step.kind == "C":
            self.handles.pop(step.handle, None)
        elif step.kind in "WT" and isinstance(held, File):
            held.waiting.append(step)
        elif step.kind == "S" and isinstance(held, File):
            held.sync()
        elif step.kind == "S" and isinstance(held, str):
            self._sync_names(held)
        elif step.kind == "U":
            self.names.pop(name, None)
            self.waiting.append((name, "", None))
        elif step.kind == "R":
            self._rename(name, step.other.decode())
        elif step.kind == "M":
            self.told.append(name)

    def _open(self, step: Step, name: str) -> None:
        if Path(name).suffix == "" and name not in self.names and not step.flags & O_CREAT:
            self.handles[step.handle] = name  # a folder
            return
        if name not in self.names:
            self.names[name] = File()
            self.waiting.append((name, "", self.names[name]))
        elif step.flags & O_TRUNC:
            self.names[name].waiting.append(Step("T", 0, 0, 0, b""))
        self.handles[step.handle] = self.names[name]

    def _rename(self, old: str, new: str) -> None:
        file = self.names.pop(old)
        self.names[new] = file
        self.waiting.append((new, old, file))

    def _sync_names(self, folder: str) -> None:
        """Makes every new, other and removed name in a folder safe."""
        rest = []
        for name, old, file in self.waiting:
            if str(Path(name).parent) == folder:
                _rename(self.safe_names, name, old, file)
            else:
                rest.append((name, old, file))
        self.waiting = rest

    def after_a_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Names and bytes that a cut of the power may leave."""
        names = dict(self.safe_names)
        for change in self.waiting[: dice.randrange(len(self.waiting) + 1)]:
            _rename(names, *change)
        way = dice.choice(["none", "all", "first", "any", "any", "torn", "torn", "torn"])
        return {name: file.after_a_cut(dice, way) for name, file in names.items()}


def _rename(names: dict[str, File], name: str, old: str, file: File | None) -> None:
    names.pop(old, None)
    names.pop(name, None)
    if file is not None:
        names[name] = file


def states(log: Path, count: int, dice: random.Random) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """Gives so many states with what had been told by then, in the order of the session."""
    script = list(shim.steps(log))
    cuts: dict[int, int] = {}
    for _ in range(count):
        cut = dice.randrange(len(script))
        cuts[cut] = cuts.get(cut, 0) + 1
    disk = Disk()
    for place, step in enumerate(script):
        disk.take(step)
        for _ in range(cuts.get(place, 0)):
            yield list(disk.told), disk.after_a_cut(dice)


# The judgement


def judge(folder: Path, place: Path, told: list[str], files: dict[str, bytes]) -> str:
    """Puts a state on the disk, opens it as the program does, and gives what is wrong: lost, damaged or nothing."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "records" / "forms").mkdir(parents=True)
    (place / "second").mkdir()
    for name, data in files.items():
        where = place / Path(name).relative_to(folder)
        where.parent.mkdir(exist_ok=True)
        where.write_bytes(data)
    try:
        vault = _unlocked(place / "records", told)
    except ToolkitError as fault:
        return f"damaged: {type(fault).__name__}" if "made" in told else ""
    with vault, contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            _compare(vault, told)
            _backup(place / "second", told)
        except SystemExit:
            return "lost: " + said.getvalue().strip()
        except ToolkitError as fault:
            return f"lost: {type(fault).__name__}"
    return ""


def _unlocked(place: Path, told: list[str]) -> Vault:
    """The passphrase that was told last opens it, or the one that was being set."""
    last = max([int(line.split()[1]) for line in told if line.startswith("passphrase")], default=0)
    try:
        return Vault.unlock(place, PASSPHRASES[last], _catalogue)
    except WrongPassphrase:
        if last + 1 == len(PASSPHRASES):
            raise
        return Vault.unlock(place, PASSPHRASES[last + 1], _catalogue)


def _compare(vault: Vault, told: list[str]) -> None:
    family = next((line.split()[1] for line in told if line.startswith("family")), None)
    if family is None:
        return
    rest = [line.split() for line in told]
    saved = {line[1]: int(line[2]) for line in rest if line[0] == "saved"}
    finished = {line[1]: 6 for line in rest if line[0] == "finished"}
    kills._compare(vault, family, saved, finished, True)


def _backup(folder: Path, told: list[str]) -> None:
    """The backup that was told made last opens with the passphrase of its day."""
    last = next((line.split() for line in reversed(told) if line.startswith("backup")), None)
    if last is not None:
        if not (folder / last[1]).exists():
            kills.fail("a backup that was told made is gone")
        with backup.trial(folder / last[1], PASSPHRASES[int(last[2])], catalogue_for=_catalogue) as tried:
            if tried.summary.families != 1:
                kills.fail("a backup is not whole")


@functools.cache
def _forms() -> catalogue.Catalogue:
    return catalogue.load(None)


def _catalogue(_folder: Path) -> catalogue.Catalogue:
    return _forms()


def cut(folder: Path, count: int, synchronous: str = "FULL") -> tuple[int, int, int, list[str]]:
    """Runs it all; gives steps, states that lost, states that were damaged, and the first reasons."""
    log = folder / "log"
    folder.mkdir(parents=True, exist_ok=True)
    done = shim.run("tests.faults.power", "write", folder / "disk", log, synchronous)
    assert done.returncode == 0, done.stderr
    keys._stretch = functools.cache(keys._stretch)
    wrong = []
    for told, files in states(log, count, random.Random(20261112)):
        said = judge(folder / "disk", folder / "state", told, files)
        if said:
            wrong.append(said)
    lost = sum(said.startswith("lost") for said in wrong)
    return sum(1 for _ in shim.steps(log)), lost, len(wrong) - lost, wrong[:5]


if __name__ == "__main__":
    if sys.argv[1] == "write":
        keys._stretch = functools.cache(keys._stretch)
        write(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        print(cut(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
