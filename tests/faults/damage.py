"""Vaults damaged in every way that was thought of: flagged, no wrong word shown, no fault without a sentence, no byte changed."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault.people import AUTHOR, bytes_of, make_family, note_answers, open_vault, unlock
from tests.vault.test_damage import WAYS
from tests.vault.test_opening import of_another, plain_file
from toolkit.errors import ToolkitError

SPECIAL: list[Callable[[Path], object]] = [
    plain_file,
    of_another,
    lambda folder: (folder / "vault.db").write_bytes(b""),
]
"""A plain SQLite file, the key file of another vault, 0 bytes."""


@dataclass
class Count:
    """What came of it."""

    tried: int = 0
    not_flagged: list[str] = field(default_factory=list)
    wrong_words: list[str] = field(default_factory=list)
    no_sentence: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)

    def bad(self) -> list[str]:
        """Everything that should not be."""
        return [*self.not_flagged, *self.wrong_words, *self.no_sentence, *self.changed]


def make(folder: Path) -> dict[str, str]:
    """A vault with 25 notes; gives their words by id."""
    with open_vault(folder) as vault:
        family = make_family(vault)
        for number in range(25):
            note = vault.records.create(
                "case_note", family.id, note_answers(f"Note {number} smiled. " * 40), AUTHOR
            )
            vault.records.finish(note.id, note.answers, {"practitioner": b"x" * 3000}, AUTHOR)
        return {
            row.id: vault.records.get(row.id).answers["facts"] for row in vault.records.timeline(family.id)
        }


def look(folder: Path, words: dict[str, str], name: str, count: Count) -> None:
    """Opens a damaged vault to read and to write, and reads every note that is shown."""
    before = bytes_of(folder)
    try:
        outcome = _opened(folder, words, name, count)
        count.said[outcome] = count.said.get(outcome, 0) + 1
        if outcome == "GOOD":
            count.not_flagged.append(f"{name}: not flagged")
        try:
            unlock(folder).close()
            count.not_flagged.append(f"{name}: opened for work")
        except ToolkitError:
            pass
    except Exception as fault:
        count.no_sentence.append(f"{name}: {type(fault).__name__}")
    if bytes_of(folder) != before:
        count.changed.append(f"{name}: a file was changed")
    count.tried += 1


def _opened(folder: Path, words: dict[str, str], name: str, count: Count) -> str:
    try:
        vault = unlock(folder, read_only=True)
    except ToolkitError as fault:
        return type(fault).__name__
    with vault:
        for record, kept in words.items():
            try:
                if vault.records.get(record).answers["facts"] != kept:
                    count.wrong_words.append(f"{name}: other words were shown")
            except ToolkitError:
                continue
        return vault.check(quick=False)[0].grade


def play(place: Path, mutants: int, seed: int = 20261112) -> Count:
    """Damages a vault so many times, in each way in turn, and in the special ways."""
    sound, folder = place / "sound", place / "damaged" / "records"
    words, count, dice = make(sound), Count(), random.Random(seed)
    look(shutil.copytree(sound, folder), words, "sound", count)
    assert count.said == {"GOOD": 1}, count.said
    # Opening a sound one writes a row of its trail; what was said of it is no fault.
    count = Count()
    data = (sound / "vault.db").read_bytes()
    for number in range(mutants):
        way = WAYS[number % len(WAYS)]
        changed = bytearray(data)
        way(changed, dice)
        if changed == data:
            continue
        _fresh(sound, folder)
        (folder / "vault.db").write_bytes(changed)
        look(folder, words, f"{number} {way.__name__}", count)
    for number, special in enumerate(SPECIAL):
        _fresh(sound, folder)
        special(folder)
        look(folder, words, f"special {number}", count)
    return count


def _fresh(sound: Path, folder: Path) -> None:
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(sound, folder)


if __name__ == "__main__":
    import functools

    from toolkit.vault import keys

    keys._stretch = functools.cache(keys._stretch)
    found = play(Path(sys.argv[1]), int(sys.argv[2]))
    print(found.tried, found.said, *found.bad()[:20], sep="\n")
