"""A small vault of an invented family, made afresh for each test that asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.vault.people import AUTHOR, make_family, note_answers, open_vault, unlock
from toolkit.vault.rows import Record
from toolkit.vault.vault import Vault


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 12, 14, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Moves it forward, or back with a number below zero; takes what `timedelta` takes."""
        self.now += timedelta(**by)


@dataclass
class Case:
    """An open vault, its one family and its clock."""

    vault: Vault
    family: Record
    clock: SetClock
    folder: Path

    def note(self, words: str = "Pip smiled at me.", **more: object) -> Record:
        """Begins a case note with these words."""
        return self.vault.records.create("case_note", self.family.id, note_answers(words, **more), AUTHOR)

    def finished(self, words: str = "Pip smiled at me.", **more: object) -> Record:
        """Begins and finishes a case note with these words."""
        note = self.note(words, **more)
        return self.vault.records.finish(note.id, note.answers, {"practitioner": words.encode()}, AUTHOR)


@pytest.fixture
def clock() -> SetClock:
    """A clock to set."""
    return SetClock()


@pytest.fixture(scope="session")
def _one_family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one") / "records"
    with open_vault(folder, now=SetClock()) as vault:
        make_family(vault)
    return folder


@pytest.fixture
def case(_one_family: Path, tmp_path: Path, clock: SetClock) -> Iterator[Case]:
    """An open vault with the Thistlewick family."""
    folder = tmp_path / "records"
    shutil.copytree(_one_family, folder)
    with unlock(folder, now=clock) as vault:
        yield Case(vault, vault.records.get(vault.records.families()[0].id), clock, folder)


@pytest.fixture(scope="session")
def _no_family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "records"
    open_vault(folder, now=SetClock()).close()
    return folder


@pytest.fixture
def other(_no_family: Path, tmp_path: Path, clock: SetClock) -> Iterator[Vault]:
    """The colleague's vault, with nothing in it."""
    folder = tmp_path / "other"
    shutil.copytree(_no_family, folder)
    with unlock(folder, now=clock) as vault:
        yield vault


@pytest.fixture(scope="session")
def _many_notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "records"
    with open_vault(folder) as vault:
        family = make_family(vault)
        for number in range(25):
            answers = note_answers(f"Note {number}: Pip smiled at me. " * 30)
            note = vault.records.create("case_note", family.id, answers, AUTHOR)
            vault.records.finish(note.id, note.answers, {"practitioner": b"x" * 3000}, AUTHOR)
    return folder


@pytest.fixture
def closed(_many_notes: Path, tmp_path: Path) -> Path:
    """The folder of a closed vault with 25 notes; its passphrase is `PASSPHRASE`, its code `CODE`."""
    folder = tmp_path / "closed"
    shutil.copytree(_many_notes, folder)
    return folder
