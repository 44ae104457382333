"""Sixty ways to damage a vault's file: the health check flags every one, and leaves the file as it was."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault.people import CODE, bytes_of, unlock
from toolkit.errors import ToolkitError
from toolkit.vault import engine
from toolkit.vault.keys import Keys

PAGE = 4096


def flip(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def burst(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) - 64)
    data[at : at + 64] = dice.randbytes(64)


def zero_page(data: bytearray, dice: random.Random) -> None:
    at = PAGE * dice.randrange(len(data) // PAGE)
    data[at : at + PAGE] = bytes(PAGE)


def swap_pages(data: bytearray, dice: random.Random) -> None:
    one, two = (PAGE * number for number in dice.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def shorten(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(1, len(data)) :]


def shorten_by_pages(data: bytearray, dice: random.Random) -> None:
    del data[PAGE * dice.randrange(1, len(data) // PAGE) :]


def lengthen(data: bytearray, dice: random.Random) -> None:
    data += dice.randbytes(dice.choice([1, 100, PAGE]))


def salt(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(16)] ^= 1 << dice.randrange(8)


def junk(data: bytearray, dice: random.Random) -> None:
    data[:] = dice.randbytes(len(data))


def empty(data: bytearray, dice: random.Random) -> None:
    data.clear()


WAYS: list[Callable[[bytearray, random.Random], None]] = [
    *[flip] * 22,
    *[burst] * 10,
    *[zero_page] * 8,
    *[swap_pages] * 5,
    *[shorten] * 4,
    *[shorten_by_pages] * 3,
    *[lengthen] * 3,
    *[salt] * 3,
    junk,
    empty,
]


def flagged(folder: Path) -> str:
    """What the health check says of a vault, opened to read as IT staff would."""
    try:
        vault = unlock(folder, read_only=True)
    except ToolkitError as fault:
        return type(fault).__name__
    try:
        return vault.check(quick=False)[0].grade
    finally:
        vault.close()


def test_a_sound_vault_is_not_flagged(closed: Path) -> None:
    assert flagged(closed) == "GOOD"


def test_every_mutant_is_flagged_and_left_as_it_is(closed: Path) -> None:
    assert len(WAYS) == 60
    dice = random.Random(20261112)
    sound = (closed / "vault.db").read_bytes()
    said: dict[str, int] = {}
    for way in WAYS:
        data = bytearray(sound)
        way(data, dice)
        assert data != sound
        (closed / "vault.db").write_bytes(data)
        before = bytes_of(closed)
        outcome = flagged(closed)
        assert outcome != "GOOD", way.__name__
        said[outcome] = said.get(outcome, 0) + 1
        # Opening it for work is refused as well, with a sentence, and changes nothing either.
        with pytest.raises(ToolkitError):
            unlock(closed)
        assert bytes_of(closed) == before
    (closed / "vault.db").write_bytes(sound)
    assert flagged(closed) == "GOOD"
    assert set(said) <= {"CRITICAL", "RecordsDamaged", "RecordsEmpty", "RecordsOfAnother"}


def test_an_old_page_put_back_is_flagged(closed: Path, tmp_path: Path) -> None:
    """The page has its right signature; only the trail knows that it is of before."""
    old = (closed / "vault.db").read_bytes()
    vault = unlock(closed)
    family = vault.records.families()[0]
    vault.close()
    store = engine.Store(closed / "vault.db", Keys(CODE).database(), old[:16])
    store.rows("DROP TRIGGER audit_kept_update")
    store.rows("UPDATE audit SET who = 'Basil Quill' WHERE seq = 20")
    store.rows(
        "CREATE TRIGGER audit_kept_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'kept as it is'); END"
    )
    store.close()
    assert family.name == "Thistlewick"
    assert flagged(closed) == "CRITICAL"


def test_a_whole_file_check_needs_no_right_to_write(closed: Path, tmp_path: Path) -> None:
    shutil.rmtree(closed / "backups")
    before = bytes_of(closed)
    assert flagged(closed) == "GOOD"
    assert bytes_of(closed) == before
