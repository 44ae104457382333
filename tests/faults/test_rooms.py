"""Passing files of a program that was killed go at the next start; those of one that runs, and those of others, stay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.helpers import TOP
from tests.vault.people import unlock
from toolkit.forms import catalogue
from toolkit.vault import backup, engine
from toolkit.vault.files import LOCK_NAME, Room, sweep_rooms


def killed_in_a_room() -> Path:
    """The room of a process that was killed in it."""
    code = "import time; from toolkit.vault.files import Room; r = Room(); print(r.name, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=TOP, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    room = Path(process.stdout.readline().strip())
    sweep_rooms()
    assert room.is_dir(), "the room of a running program was taken away"
    process.kill()
    process.wait()
    process.stdout.close()
    assert room.is_dir()
    return room


def test_the_room_of_a_killed_program_goes_at_the_next_start(tmp_path: Path) -> None:
    room = killed_in_a_room()
    (room / "vault.db").write_bytes(b"encrypted")
    other = room.with_name("toolkit-of-somebody-else")
    other.mkdir()
    linked = tmp_path / "precious"
    (linked / "held").mkdir(parents=True)
    (linked / "held" / LOCK_NAME).touch()
    room.with_name("toolkit-link").symlink_to(linked)
    with Room() as mine:
        engine.prove_engine.__wrapped__()
        assert Path(mine).is_dir()
    assert not room.exists()
    assert not Path(mine).exists()
    assert other.is_dir()
    assert (linked / "held" / LOCK_NAME).exists()


def test_a_trial_in_a_folder_of_ones_own_sweeps_there(closed: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    with unlock(closed) as vault:
        made = backup.make(vault, second).path
    left = Room(tmp_path)
    left._lock.release()
    with backup.trial(made, "hazel and fern", catalogue_for=vault_forms, beside=tmp_path) as tried:
        assert tried.summary.families == 1
        assert not Path(left.name).exists()
    left.cleanup()
    assert [one.name for one in tmp_path.glob("toolkit-*")] == []


def vault_forms(_folder: Path) -> catalogue.Catalogue:
    """The built-in forms."""
    return catalogue.load()
