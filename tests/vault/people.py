"""The invented family that the tests of the vault write about, and short ways to open a vault."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from toolkit.forms import catalogue
from toolkit.vault.audit import Author, Clock, clock
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.keys import FLOOR
from toolkit.vault.rows import Record
from toolkit.vault.vault import Vault

AUTHOR = Author("Tansy Dunnock", "Health visitor")
PASSPHRASE = "hazel and fern"
CODE = RecoveryCode(bytes(range(1, 21)))

FAMILY: dict[str, Any] = {
    "family_name": "Thistlewick",
    "children": [
        {"id": "wren", "name": "Wren Thistlewick", "birth": "2024-03-01"},
        {"id": "pip", "name": "Pip Thistlewick", "birth": "2026-05-20"},
    ],
    "adults": [{"id": "sorrel", "name": "Sorrel Thistlewick", "roles": ["mother"]}],
    "warnings": [{"id": "w1", "kind": "pairs", "about": ["sorrel"], "why": "A big dog."}],
}


def open_vault(folder: Path, passphrase: str = PASSPHRASE, now: Clock = clock) -> Vault:
    """Makes a vault at the lowest cost that the product allows, and opens it."""
    vault, _ = Vault.create(folder, passphrase, "Records", catalogue.load, code=CODE, cost=FLOOR, now=now)
    return vault


def unlock(folder: Path, passphrase: str = PASSPHRASE, read_only: bool = False, now: Clock = clock) -> Vault:
    """Unlocks a vault with the built-in forms."""
    return Vault.unlock(folder, passphrase, catalogue.load, read_only, now=now)


def make_family(vault: Vault, **more: Any) -> Record:
    """Writes the family file and closes its first revision."""
    family = vault.records.create("family", None, {**FAMILY, **more}, AUTHOR)
    return vault.records.close_living(family.id, family.answers, AUTHOR)


def note_answers(words: str, **more: Any) -> dict[str, Any]:
    """Answers of a case note after a home visit."""
    return {
        "contact": "home_announced",
        "event": "2026-11-12T13:10",
        "about": ["pip"],
        "facts": words,
        **more,
    }


def bytes_of(folder: Path) -> dict[str, str]:
    """The hash of every file under a folder, but for the empty lock file and the note of tries that failed."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in ("vault.lock", "vault.tries")
    }
