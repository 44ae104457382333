"""A small vault of an invented family, made afresh for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.vault.people import AUTHOR, CODE, make_family, note_answers, open_vault
from toolkit.forms import catalogue
from toolkit.vault.keys import FLOOR
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


@pytest.fixture
def case(tmp_path: Path, clock: SetClock) -> Iterator[Case]:
    """An open vault with the Thistlewick family."""
    folder = tmp_path / "records"
    made = open_vault(folder, now=clock)
    yield Case(made, make_family(made), clock, folder)
    made.close()


@pytest.fixture(scope="session")
def _model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "records"
    vault, _ = Vault.create(folder, "hazel and fern", "Records", catalogue.load, code=CODE, cost=FLOOR)
    family = make_family(vault)
    for number in range(25):
        note = vault.records.create(
            "case_note", family.id, note_answers(f"Note {number}: Pip smiled at me. " * 30), AUTHOR
        )
        vault.records.finish(note.id, note.answers, {"practitioner": b"x" * 3000}, AUTHOR)
    vault.close()
    return folder


@pytest.fixture
def closed(_model: Path, tmp_path: Path) -> Path:
    """The folder of a closed vault with 25 notes; its passphrase is `hazel and fern`, its code `CODE`."""
    import shutil

    folder = tmp_path / "closed"
    shutil.copytree(_model, folder)
    return folder
