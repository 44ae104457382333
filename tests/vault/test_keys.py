"""The key file: strict, authenticated, cheap to refuse, and whole after any interruption."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import TOP, disk_fault
from tests.vault.make_keyfiles import CODE, FOLDER, PASSPHRASE, VAULT_ID, VECTORS
from toolkit.errors import (
    DiskFull,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    NotEnoughMemory,
    PassphraseMissing,
    ToolkitError,
    WrongPassphrase,
)
from toolkit.vault import keys as keys_module
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keyfile import Anchor, KeyFile, read_key_file, write_key_file
from toolkit.vault.keys import CAP, FLOOR, USUAL, Cost, Keys, suitable_cost

GOOD = FOLDER / "good--as-written.key"
STORED = sorted(FOLDER.glob("*.key"))


def sealed(passphrase: str = PASSPHRASE, generation: int = 1) -> KeyFile:
    return KeyFile.seal(Keys(CODE), VAULT_ID, passphrase, FLOOR, generation)


def test_every_vector_is_stored() -> None:
    assert {path.stem for path in STORED} == set(VECTORS)
    assert len(STORED) > 60


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_key_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, outcome = path.read_bytes(), path.name.split("--")[0]
    if outcome == "good":
        assert KeyFile.decode(data).open(PASSPHRASE).code == CODE
    elif outcome == "wrong":
        with pytest.raises(WrongPassphrase):
            KeyFile.decode(data).open(PASSPHRASE)
    else:
        kind = {"damaged": KeyFileDamaged, "newer": KeyFileNewer}[outcome]
        if path.stem == "damaged--mac-changed":
            # Fits its check and its passphrase; only the MAC gives it away.
            with pytest.raises(kind):
                KeyFile.decode(data).open(PASSPHRASE)
            return
        # Refused before anything is computed.
        monkeypatch.setattr(keys_module, "_stretch", lambda *_: pytest.fail("a key was computed"))
        with pytest.raises(kind):
            KeyFile.decode(data)


GOODS = sorted(FOLDER.glob("good--*.key"))


@pytest.mark.parametrize("good", GOODS, ids=lambda path: path.stem)
def test_two_thousand_random_changes_are_all_refused(good: Path) -> None:
    dice, data = random.Random(20261112), good.read_bytes()
    accepted = 0
    for _ in range(2000):
        mutant = _mutant(dice, data)
        try:
            KeyFile.decode(mutant)
        except ToolkitError:
            continue
        accepted += mutant != data
    assert accepted == 0


def _mutant(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice([1, 1, 1, 2, 5])):
        at = dice.randrange(len(changed))
        match dice.randrange(5):
            case 0:
                changed[at] ^= 1 << dice.randrange(8)
            case 1:
                changed[at] = dice.randrange(256)
            case 2:
                del changed[at : at + dice.randrange(1, 20)]
            case 3:
                changed[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 8)))
            case _:
                other = dice.randrange(len(changed))
                changed[at], changed[other] = changed[other], changed[at]
        if len(changed) < 2:
            break
    return bytes(changed)


def test_a_changed_header_with_a_fitting_check_is_still_refused() -> None:
    """Whoever can compute the plain check cannot make the passphrase open a header that was altered."""
    file = KeyFile.decode(GOOD.read_bytes())
    for altered in (
        replace(file, vault_id=bytes(16)),
        replace(file, generation=file.generation + 1),
        replace(file, cost=replace(file.cost, passes=4)),
        replace(file, sealed=bytes(len(file.sealed))),
    ):
        with pytest.raises(WrongPassphrase):
            KeyFile.decode(altered.encode()).open(PASSPHRASE)


def test_a_changed_file_of_version_2_with_a_fitting_check_is_still_refused() -> None:
    """What the passphrase does not protect, the MAC does: the trail, the organisation and the coming code."""
    file = KeyFile.decode((FOLDER / "good--version-2-coming.key").read_bytes())
    assert [keys.code for keys in file.open_all(PASSPHRASE)] == [CODE, RecoveryCode(bytes(range(101, 121)))]
    assert file.coming is not None
    assert file.organisation is not None
    for altered in (
        replace(file, generation=file.generation + 1),
        replace(file, anchor=Anchor(5, "00" * 32)),
        replace(file, organisation=None),
        replace(file, organisation=replace(file.organisation, name="Somebody Else")),
        replace(file, organisation=replace(file.organisation, key=bytes(32))),
        replace(file, coming=None),
        replace(file, coming=replace(file.coming, mac=bytes(32))),
        replace(file, coming=replace(file.coming, organisation=bytes(68))),
        replace(file, coming=replace(file.coming, sealed=file.sealed, nonce=file.nonce)),
    ):
        with pytest.raises(KeyFileDamaged):
            KeyFile.decode(altered.encode()).open_all(PASSPHRASE)


@pytest.mark.parametrize(
    "passphrase",
    [
        'it\'s "quoted" `so`; DROP TABLE x; --',
        "  spaces kept  ",
        "x'00'",
        "ünïcödé 🦊 ليلى",
        "a" * 5000,
        "\x00\n\t",
        "\ud83d",
    ],
)
def test_any_passphrase_opens_what_it_sealed(passphrase: str) -> None:
    file = sealed(passphrase)
    assert file.open(passphrase).code == CODE
    with pytest.raises(WrongPassphrase):
        file.open(passphrase + " ")


def test_an_accent_typed_two_ways_is_one_passphrase() -> None:
    composed = unicodedata.normalize("NFC", "café ﬁn é")
    parted = unicodedata.normalize("NFD", composed)
    assert composed != parted
    assert sealed(composed).open(parted).code == CODE


def test_an_empty_passphrase_is_asked_for() -> None:
    with pytest.raises(PassphraseMissing):
        sealed("")


def test_costs_have_a_floor_and_a_cap() -> None:
    assert (FLOOR, USUAL, CAP.memory_kib) == (Cost(65536, 3), Cost(262144, 3), 1048576)
    for cost in (Cost(65535, 3), Cost(65536, 2), Cost(1048577, 3), Cost(65536, 17), Cost(65536, True)):
        assert not cost.allowed()
        with pytest.raises(ValueError, match="cost"):
            KeyFile.seal(Keys(CODE), VAULT_ID, PASSPHRASE, cost)


@pytest.mark.parametrize(
    ("seconds_at_floor", "cost"),
    [
        (0.02, Cost(262144, 16)),
        (0.1, Cost(262144, 8)),
        (0.19, Cost(262144, 4)),
        (0.3, Cost(262144, 3)),
        (0.6, Cost(131072, 3)),
        (9.0, FLOOR),
    ],
)
def test_the_cost_aims_at_a_second(
    monkeypatch: pytest.MonkeyPatch, seconds_at_floor: float, cost: Cost
) -> None:
    clock = iter([0.0, seconds_at_floor])
    monkeypatch.setattr(keys_module, "_stretch", lambda *_: b"")
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    assert suitable_cost() == cost


def test_too_little_memory_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("nacl.pwhash.argon2id.kdf", refuse)
    with pytest.raises(NotEnoughMemory):
        sealed()


def test_keys_differ_by_purpose_and_by_secret() -> None:
    keys, other = Keys(CODE), Keys(RecoveryCode(bytes(20)))
    made = {keys.database(), keys.header(), keys.audit(), other.database(), other.header(), other.audit()}
    assert len(made) == 6
    assert all(len(key) == 32 for key in made)


def test_forgotten_keys_are_gone() -> None:
    keys = Keys(CODE)
    keys.forget()
    with pytest.raises(ValueError, match="forgotten"):
        keys.database()
    assert CODE.letters[:5] not in repr(keys)


def test_missing_and_oversized_files(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissing):
        read_key_file(tmp_path)
    (tmp_path / "vault.key").write_bytes(GOOD.read_bytes() + b" " * 10_000_000)
    with pytest.raises(KeyFileDamaged):
        read_key_file(tmp_path)


@pytest.mark.parametrize("target", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path, target: str) -> None:
    shutil.copy(GOOD, tmp_path / "vault.key")
    new = sealed("another", 8)
    with disk_fault(target), pytest.raises(DiskFull):
        write_key_file(tmp_path, new)
    assert (tmp_path / "vault.key").read_bytes() == GOOD.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["vault.key"]
    write_key_file(tmp_path, new)
    assert read_key_file(tmp_path) == new


def test_forty_kills_while_it_is_rewritten_leave_it_whole(tmp_path: Path) -> None:
    """The old file or the new one is there after each kill, never part of either."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.kills", "keys", str(tmp_path), "40"],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 kills" in done.stdout
