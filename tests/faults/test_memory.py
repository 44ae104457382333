"""After a lock the memory of the new process holds no key; the memory of one that has the records open does."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.ui.made import family_answers
from tests.ui.test_lock import CANARY, WORDS, _in_memory, _old_process
from tests.vault.people import PASSPHRASE, unlock
from tests.vault.test_opening import ended, holder
from toolkit.forms import catalogue
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR, Keys
from toolkit.vault.vault import Vault

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="looks into /proc")

CODE = RecoveryCode.new()
"""By chance, so that its bytes stand in no table of letters."""
KEYS = [
    shape
    for key in (CODE.secret, Keys(CODE).database(), Keys(CODE).header(), Keys(CODE).audit())
    for shape in (key, key.hex().encode(), key.hex().upper().encode())
] + [CODE.letters.encode(), PASSPHRASE.encode()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives the folder of a vault whose keys are known."""
    place = tmp_path / "records"
    vault, _ = Vault.create(place, PASSPHRASE, "Records", catalogue.load, code=CODE, cost=FLOOR)
    with vault:
        answers = family_answers() | {"reason": f"Asked for by the {CANARY} nursery."}
        vault.records.create("family", None, answers, "Tansy Dunnock")
    return place


def test_a_process_with_open_records_holds_a_key(folder: Path) -> None:
    """The control: the look into memory finds a key where there is one."""
    process = holder(folder)
    try:
        assert _in_memory(process.pid, KEYS)
    finally:
        ended(process)


def test_the_new_process_holds_neither_word_nor_key(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.ui.test_lock.PASSPHRASE", PASSPHRASE)
    with unlock(folder) as vault:
        family = vault.records.families()[0].id
    note = tmp_path / "pid"
    try:
        _old_process(folder, family, note, tmp_path / "said")
        new = int(note.read_text(encoding="ascii"))
        deadline = time.monotonic() + 20
        while b"toolkit" not in Path(f"/proc/{new}/cmdline").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.0)
        assert _in_memory(new, [*KEYS, b"quokka", WORDS.encode(), CANARY.encode()]) == []
        cores = next(
            line for line in Path(f"/proc/{new}/limits").read_text().splitlines() if "core file" in line
        )
        assert cores.split()[4:6] == ["0", "0"], cores
    finally:
        if note.exists():
            os.kill(int(note.read_text(encoding="ascii")), signal.SIGKILL)
