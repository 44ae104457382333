"""A disk that fills up or breaks at the n-th call of a session, for each n. Run under the shim:

    python -m tests.faults.disk FOLDER FIRST LAST STEP [boast | copies]

`copies` makes a backup and a new recovery code in the session, which rewrites every page.
`boast` is the control: what is told is told before it is done, as by a program that does not look whether a save went well.

For each n, and for each of two faults (no space left, input/output error), once for good and once for a single call: every
step of the session either is done or is refused with one sentence; what was told saved is there at once, when there is
space again, and after opening anew.
"""

from __future__ import annotations

import errno
import functools
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import shim
from tests.vault import kills
from tests.vault.people import AUTHOR, PASSPHRASE, make_family, note_answers, open_vault
from toolkit.errors import DiskFault, DiskFull, OpenedToReadOnly, ToolkitError
from toolkit.forms import catalogue
from toolkit.vault import backup, keys
from toolkit.vault.vault import Vault

FAULTS = [(errno.ENOSPC, -1), (errno.EIO, -1), (errno.ENOSPC, 1), (errno.EIO, 1)]


@dataclass
class Told:
    """What the worker was told."""

    saved: dict[str, int] = field(default_factory=dict)
    finished: dict[str, int] = field(default_factory=dict)
    passphrase: str = PASSPHRASE
    trying: str = PASSPHRASE
    sentences: list[str] = field(default_factory=list)
    boast: bool = False
    copies: bool = False


@dataclass
class Count:
    """What came of all rounds."""

    rounds: int = 0
    refused: int = 0
    sentences: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def session(folder: Path, told: Told) -> None:
    """Opens, writes, finishes, changes the passphrase and closes; goes on after a step that was refused."""
    vault: list[Vault] = []
    steps: list[Callable[[], Any]] = [lambda: vault.append(Vault.unlock(folder, PASSPHRASE, _catalogue))]

    def note() -> None:
        record = vault[0].records.create("case_note", _family(vault[0]), note_answers(kills.words(0)), AUTHOR)
        told.saved[record.id] = 0

    def save(number: int) -> None:
        for record in list(told.saved):
            if record not in told.finished:
                if told.boast:
                    told.saved[record] = number
                vault[0].records.save_draft(record, note_answers(kills.words(number)))
                told.saved[record] = number

    def finish() -> None:
        for record in [one for one in told.saved if one not in told.finished]:
            outlines = {"practitioner": kills.words(6).encode(), "family": b"f"}
            vault[0].records.finish(record, note_answers(kills.words(6)), outlines, AUTHOR)
            told.saved[record] = told.finished[record] = 6

    def passphrase() -> None:
        told.trying = "alder and ash"
        vault[0].change_passphrase(told.passphrase, told.trying)
        told.passphrase = told.trying

    steps += [
        note,
        *[lambda n=n: save(n) for n in (1, 2, 3)],
        finish,
        passphrase,
        note,
        lambda: save(4),
        finish,
    ]
    for step in steps:
        if step is not steps[0] and not vault:
            break
        try:
            step()
        except ToolkitError as fault:
            told.sentences.append(f"{type(fault).__name__}: {fault.sentence}")
    if vault:
        _while_it_lasts(vault[0], told)
        vault[0].close()


def _while_it_lasts(vault: Vault, told: Told) -> None:
    """On the broken disk what was saved can still be read, in the same window."""
    for record, number in told.saved.items():
        if vault.records.get(record).answers["facts"] != kills.words(number):
            kills.fail("a note reads otherwise while the disk is full")


def afterwards(folder: Path, told: Told) -> None:
    """There is space again: all is there, and the same session goes through whole."""
    for words in dict.fromkeys([told.passphrase, told.trying]):
        try:
            vault = Vault.unlock(folder, words, _catalogue)
            break
        except ToolkitError as fault:
            if words == told.trying:
                kills.fail(f"it does not open: {type(fault).__name__}")
    with vault:
        _compare(vault, told)
        for record in [one for one in told.saved if one not in told.finished]:
            if vault.records.get(record).status == "final":
                # Refused when its last sync failed, and on the disk all the same: whole, or the comparison would say so.
                told.saved[record] = told.finished[record] = 6
                continue
            vault.records.save_draft(record, note_answers(kills.words(6)))
            outlines = {"practitioner": kills.words(6).encode()}
            vault.records.finish(record, note_answers(kills.words(6)), outlines, AUTHOR)
            told.saved[record] = told.finished[record] = 6
        _compare(vault, told)


def _compare(vault: Vault, told: Told) -> None:
    kills._compare(vault, _family(vault), told.saved, told.finished, True)
    if told.copies:
        backup.make(vault, vault.folder.parent / "second")
        for one in backup.listed(vault.folder.parent / "second"):
            with backup.trial(one.path, code=vault.recovery_code().text, catalogue_for=_catalogue) as tried:
                if tried.summary.families != 1:
                    kills.fail("a backup is not whole")


def _family(vault: Vault) -> str:
    return vault.records.families()[0].id


@functools.cache
def _forms() -> catalogue.Catalogue:
    return catalogue.load(None)


def _catalogue(_folder: Path) -> catalogue.Catalogue:
    return _forms()


def rounds(folder: Path, calls: range, boast: bool = False, copies: bool = False) -> Count:
    """Plays the session with each fault at each of these calls."""
    sound = folder / "sound"
    with open_vault(sound) as vault:
        make_family(vault)
    count = Count()
    for call in calls:
        for code, times in FAULTS:
            place = folder / "disk" / "records"
            shutil.rmtree(place.parent, ignore_errors=True)
            shutil.copytree(sound, place)
            (place.parent / "second").mkdir()
            shim.watch(place.parent)
            told = Told(boast=boast, copies=copies)
            shim.arm(call, code, times)
            where = f"call {call}, {errno.errorcode[code]} {'for good' if times < 0 else 'once'}"
            try:
                session(place, told)
                shim.arm(0, 0)
                afterwards(place, told)
            except (Exception, SystemExit) as fault:
                count.wrong.append(f"{where}: {type(fault).__name__} {fault}")
            finally:
                shim.arm(0, 0)
            count.rounds += 1
            count.refused += bool(told.sentences)
            for sentence in told.sentences:
                count.sentences[sentence] = count.sentences.get(sentence, 0) + 1
    return count


# A folder that refuses the first file in it is opened to read only, with a banner, and that is then what a save says.
SENTENCES = {f"{kind.__name__}: {kind.sentence}" for kind in (DiskFull, DiskFault, OpenedToReadOnly)}


def main(folder: Path, first: int, last: int, step: int, boast: bool = False, copies: bool = False) -> int:
    """Says what came of it; 1 when anything was lost or said otherwise."""
    keys._stretch = functools.cache(keys._stretch)
    count = rounds(folder, range(first, last + 1, step), boast, copies)
    for line in count.wrong[:20]:
        print(line)
    strange = {line: n for line, n in count.sentences.items() if line not in SENTENCES}
    for line, n in strange.items():
        print(f"{n} times {line}")
    print(f"rounds {count.rounds} refused {count.refused} wrong {len(count.wrong)} strange {len(strange)}")
    return bool(count.wrong or strange)


if __name__ == "__main__":
    how = {name: name in sys.argv for name in ("boast", "copies")}
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:5]), **how))
