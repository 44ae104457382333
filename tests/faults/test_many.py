"""The short runs of what `make soak` does at length, each with a control that must fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults import damage, texts
from tests.helpers import TOP
from toolkit.vault import check as checking
from toolkit.vault import opening
from toolkit.vault.records import Records

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def test_forty_damaged_vaults_show_no_wrong_word(tmp_path: Path) -> None:
    """With a plain SQLite file, a key file of another vault and 0 bytes."""
    count = damage.play(tmp_path, 40)
    assert count.tried == 43
    assert count.bad() == []


def test_a_check_that_does_not_look_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without looking at every page, damage is missed."""
    for module in (checking, opening):
        monkeypatch.setattr(module, "page_faults", lambda _store: [])
    assert damage.play(tmp_path, 20).not_flagged


@FORKS
def test_ten_rounds_of_two_programs(tmp_path: Path) -> None:
    done = _run("tests.faults.instances", tmp_path / "records", "10")
    assert done.returncode == 0, done.stdout + done.stderr


@FORKS
def test_without_a_lock_the_second_is_found_out(tmp_path: Path) -> None:
    """The control: no lock of ours and none of the engine's."""
    code = (
        "import sys; from toolkit.vault import engine, files; files.FolderLock._take = lambda self: None;"
        "engine._SETTINGS = tuple(s for s in engine._SETTINGS if 'EXCLUSIVE' not in s);"
        "from pathlib import Path; from tests.faults.instances import rounds; rounds(Path(sys.argv[1]), 1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "records")],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("the second "), done.stdout + done.stderr


@FORKS
def test_ten_kills_while_word_files_are_written(tmp_path: Path) -> None:
    done = _run("tests.faults.exports", tmp_path / "out", "10")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 kills, every copy whole" in done.stdout


@FORKS
@pytest.mark.parametrize("what", ["notes", "exports"])
def test_a_program_that_tells_too_soon_is_found_out(tmp_path: Path, what: str) -> None:
    """The controls of the kill loops: told saved before it is, and a file written under its own name."""
    assert _run("tests.faults.boast", what, tmp_path / "records").returncode == 1


def test_forty_odd_texts_come_back_exactly(tmp_path: Path) -> None:
    """Saved, found, on paper, and opened anew."""
    assert texts.play(tmp_path, 40) == []


def test_a_text_that_is_changed_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a save that takes away the last letter."""
    save = Records.save_draft
    monkeypatch.setattr(
        Records,
        "save_draft",
        lambda self, note, answers, *more: save(self, note, _shortened(answers), *more),
    )
    assert len(texts.play(tmp_path, 3)) >= 3


def _shortened(answers: dict[str, Any]) -> dict[str, Any]:
    return {**answers, "facts": answers["facts"].rstrip("z")} if "facts" in answers else answers


def _run(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
