"""A caseload to measure with: invented families and case notes, in a real vault, and its plain twin without encryption."""

from __future__ import annotations

import hashlib
import inspect
import itertools
import random
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3

from bench.measure import Bench
from toolkit.forms import catalogue
from toolkit.forms.blocks import to_json
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.vault import migrations
from toolkit.vault.audit import Author
from toolkit.vault.keys import FLOOR
from toolkit.vault.vault import Vault

PASSPHRASE = "a caseload to measure with"
AUTHOR = Author("Tansy Dunnock", "Health visitor")
FIRST = (
    "Sorrel Wren Pip Nettie Basil Ash Clover Linnet Rowan Hazel Juniper Sedge Teal Bryony Merle Larch".split()
)
LAST = "Thistlewick Quill Dunnock Larkspur Brambley Fennimore Mossop Tansley Burdock Yarrowby".split()
WORDS = (
    "home visit kitchen tidy warm mother said baby feeding well weighed red book sleep cot safe slept night "
    "tired laughed played floor toys reading nursery settled asked about money heating landlord damp bedroom "
    "grandmother helps weekends father working shifts spoke phone later worried cough chest doctor appointment "
    "attended missed rearranged agreed plan next week call school uniform breakfast friend happy quiet withdrawn"
).split()
SYLLABLES = "ba ber bro cal cor dal den el fen gar ham hol ith kel lan lor mar mel nor oak pen quen ros sel tam tor und ver wil yar".split()
ROUND = 5
"""Raised when the caseload itself changes, so that an old one on the disk is not used."""


def _made_up(count: int, seed: int) -> list[str]:
    """Gives invented words, each once: a caseload has thousands, and a search that meets each in every note is no search."""
    chance, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


VOCABULARY = WORDS + _made_up(4000, 1)
# In real writing the n-th commonest word is about 1/n as common as the first.
CUMULATED = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))
SURNAMES = LAST + [word.capitalize() for word in _made_up(700, 2)]
FORENAMES = FIRST + [word.capitalize() for word in _made_up(300, 3)]


def words(chance: random.Random, count: int) -> str:
    """Gives so many words, common ones more often."""
    return " ".join(chance.choices(VOCABULARY, cum_weights=CUMULATED, k=count))


def vault_folder(bench: Bench) -> Path:
    """Gives the folder of the filled vault, making it the first time. The passphrase is `PASSPHRASE`."""
    # Other tables, another caseload: one that is still on the disk may be of before.
    tables = hashlib.sha256(inspect.getsource(migrations).encode()).hexdigest()[:8]
    folder = bench.work / f"caseload-{ROUND}-{tables}-{bench.families}-{bench.records}"
    if not (folder / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        bench.say(
            f"Filling {bench.families} families and {bench.records} records; the next run uses them again."
        )
        _fill(folder, bench)
        (folder / "filled").touch()
    return folder


def open_vault(bench: Bench) -> Vault:
    """Opens the filled vault."""
    return Vault.unlock(vault_folder(bench), PASSPHRASE, catalogue.load)


def plain_twin(vault: Vault, work: Path) -> Any:
    """Copies a vault's tables into a plain SQLite file of the same engine, and opens it with the same durability."""
    path = work / "plain.db"
    for old in work.glob("plain.db*"):
        old.unlink()
    store = vault.records._store
    with store.lock:
        connection = store._connection
        connection.execute("ATTACH ? AS plain KEY ''", [str(path)])
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH plain")
    twin = sqlcipher3.connect(str(path), isolation_level=None)
    for setting in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        twin.execute(f"PRAGMA {setting}").fetchall()
    assert path.read_bytes()[:15] == b"SQLite format 3", "the twin is not plain"
    return twin


def note(chance: random.Random, person: str, day: str) -> dict[str, Any]:
    """Gives the answers of one finished-looking case note of a few hundred words."""
    text = words(chance, chance.randint(60, 250))
    return {
        "about": [person],
        "event": f"{day}T{chance.randint(9, 17):02}:{chance.choice((0, 15, 30)):02}",
        "contact": chance.choice(("home_announced", "clinic", "phone", "school")),
        "purpose": words(chance, 5),
        "seen": [{"id": person, "person": person, "seen": "yes", "spoken": "yes", "alone": "no"}],
        "facts": text.capitalize() + ".",
        "worry": "no",
        "actions": [
            {
                "id": "a1",
                "what": words(chance, 4),
                "who": {"name": "Tansy Dunnock", "role": ""},
                "by_when": day,
                # A handful are still to be done, as in a caseload that is kept up.
                **({} if chance.random() < 0.004 else {"done": day}),
            }
        ],
    }


def _fill(folder: Path, bench: Bench) -> None:
    chance = random.Random(20261112)
    vault, _ = Vault.create(folder, PASSPHRASE, "Caseload", catalogue.load, cost=FLOOR)
    with vault:
        each = max(0, bench.records - bench.families) // bench.families
        for first in range(0, bench.families, 50):
            # One transaction for fifty families: filling is not what is measured.
            with vault.records._store.writing():
                for _ in range(first, min(first + 50, bench.families)):
                    family(vault, chance, each)


def family(vault: Vault, chance: random.Random, notes: int) -> None:
    """Writes one family with so many case notes, nearly all of them finished."""
    surname = chance.choice(SURNAMES)
    children = [
        {
            "id": f"c{n}",
            "name": f"{chance.choice(FORENAMES)} {surname}",
            "birth": f"{chance.randint(2010, 2025)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        }
        for n in range(chance.randint(1, 3))
    ]
    adults = [{"id": "a0", "name": f"{chance.choice(FORENAMES)} {surname}"}]
    answers = {"family_name": surname, "children": children, "adults": adults}
    made_for = vault.records.create("family", None, answers, AUTHOR).id
    entry, people = vault.catalogue.get("case_note"), vault.records.people(made_for)
    meta = Meta(status="final", author=AUTHOR.name, author_role=AUTHOR.role)
    for _ in range(notes):
        day = f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 28):02}"
        answers = note(chance, chance.choice(children)["id"], day)
        context = Context(now=datetime.fromisoformat(f"{day}T18:00"), people=people)
        draft = vault.records.create("case_note", made_for, answers, AUTHOR)
        if chance.random() < 0.999:
            made = outline(entry, answers, context, "practitioner", meta)
            vault.records.finish(draft.id, answers, {"practitioner": to_json(made)}, AUTHOR)
