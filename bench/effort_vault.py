"""The records in which the everyday tasks are done: the example families as they stand on 12 November 2026."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.effort_hand import Hand
from toolkit import demo
from toolkit.demo.story import LAST_DAY, setting
from toolkit.forms import catalogue
from toolkit.forms.people import Answers
from toolkit.practice import areas, guidance, wording
from toolkit.settings import Settings
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_leaving import Ways
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.vault.keys import FLOOR
from toolkit.vault.rows import Record
from toolkit.vault.vault import Vault

PASSPHRASE = "snail hotel eleven steps"
NOW = datetime(2026, 11, 12, 14, 32)
SIZE = (1366, 768)
THIRD: Answers = {
    "id": "robin",
    "unborn": "no",
    "name": "Robin Thistlewick",
    "known_as": "Robin",
    "birth": "2022-03-08",
    "status": "living",
    "sex": "male",
    "ethnicity": "White British",
    "language": "English",
    "school": "Examplebridge Nursery",
    "gp": "Examplebridge Surgery",
    "health": "Well. Glue ear last winter, hears well now.",
    "communicates": "Talks all day, and hides when strangers come.",
}
"""The example has two children; a visit with three needs a third, who has come to live with them."""


def fill(folder: Path) -> None:
    """Makes the records once, in an empty folder."""
    vault, _ = Vault.create(folder, PASSPHRASE, "Example records", catalogue.load, cost=FLOOR)
    with vault:
        for key, value in setting().facts.items():
            vault.facts.set(key, value)
        demo.add_example(vault, LAST_DAY)
        family = vault.records.get(family_id(vault))
        author = vault.facts.author()
        children = [*family.answers["children"], THIRD]
        vault.records.close_living(family.id, {**family.answers, "children": children}, author)
        vault.records.history_read(family.id, author, read=True)


def family_id(vault: Vault) -> str:
    """The Thistlewicks."""
    return next(row.id for row in vault.records.families() if row.name == "Thistlewick")


@dataclass
class Room:
    """The open program over records of its own, a hand at its keyboard, and where its files go."""

    session: Session
    window: MainWindow
    hand: Hand
    out: Path
    before: frozenset[str]
    """The records that stood there before the task began."""

    @property
    def family(self) -> str:
        """The family of the task."""
        return family_id(self.session.vault)

    def made(self) -> Record:
        """The one record that was made in the task."""
        records = self.session.vault.records
        (one,) = (row.id for row in records.timeline(self.family) if row.id not in self.before)
        return records.get(one)


@contextmanager
def opened(filled: Path, work: Path) -> Iterator[Room]:
    """Unlocks a copy of the filled records and shows Today, at 14:32 on 12 November 2026."""
    folder, out = work / "records", work / "out"
    shutil.copytree(filled, folder)
    out.mkdir()
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    theme = Theme(mode="light")
    theme.apply(qt)
    with Vault.unlock(folder, PASSPHRASE, catalogue.load, now=_aware) as vault:
        session = Session(
            settings=Settings(folder=None, hints_on=False, backup_asked=True),
            theme=theme,
            vault=vault,
            areas=areas.load(),
            cards=guidance.load(),
            words=wording.load(),
            clock=lambda: NOW,
        )
        window = MainWindow(session)
        window.resize(*SIZE)
        window.show()
        hand = Hand(window)

        def place(_parent: QWidget, offered: Path) -> Path:
            hand.outside()
            return out / offered.name

        session.ways = Ways(place=place)
        try:
            before = frozenset(row.id for row in vault.records.timeline(family_id(vault)))
            yield Room(session, window, hand, out, before)
        finally:
            window.drop()
            window.close()
            window.deleteLater()
            qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            theme.take_off()


def _aware(*_: Any) -> datetime:
    return NOW.replace(tzinfo=UTC)
