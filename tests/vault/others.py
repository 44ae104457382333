"""What another process does to a vault. Run as a program: `python -m tests.vault.others WHAT FOLDER`.

hold       unlocks the vault, says "open", and keeps it until it is killed
plain      puts Python's own sqlite3 in the place of the encrypting engine, and tries to create and to open
liar       the same, with an sqlite3 that claims to encrypt
full       lets files grow no further, saves until that is felt, then lets them grow again
read_only  gives up the right to write, and opens a vault in a folder that may only be read
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def hold(folder: Path) -> None:
    from tests.vault.people import unlock

    vault = unlock(folder)
    print("open", flush=True)
    time.sleep(120)
    vault.close()


def plain(folder: Path) -> None:
    import sqlite3

    sys.modules["sqlcipher3"] = sqlite3
    sys.modules["sqlcipher3.dbapi2"] = sqlite3.dbapi2
    _try(folder)


def liar(folder: Path) -> None:
    import sqlite3
    import types

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *more: object) -> sqlite3.Cursor:  # type: ignore[override]
            claimed = "SELECT '4.19.0 community'" if "cipher_version" in sql else sql
            return super().execute(claimed, *more)  # type: ignore[arg-type]

    def connect(*arguments: object, **named: object) -> sqlite3.Connection:
        return sqlite3.connect(*arguments, **named, factory=Connection)  # type: ignore[arg-type,call-overload,no-any-return]

    fake = types.ModuleType("dbapi2")
    fake.__dict__.update(sqlite3.dbapi2.__dict__ | {"connect": connect})
    package = types.ModuleType("sqlcipher3")
    package.__dict__.update(sqlite3.__dict__ | {"dbapi2": fake})
    sys.modules["sqlcipher3"] = package
    sys.modules["sqlcipher3.dbapi2"] = fake
    _try(folder)


def _try(folder: Path) -> None:
    from tests.vault.people import CODE, PASSPHRASE, open_vault, unlock
    from toolkit.errors import ToolkitError
    from toolkit.forms import catalogue
    from toolkit.vault.vault import Vault

    steps = {
        "create": lambda: open_vault(folder / "new"),
        "unlock": lambda: unlock(folder / "old"),
        "code": lambda: Vault.unlock_with_code(folder / "old", CODE.text, PASSPHRASE, catalogue.load),
    }
    for name, step in steps.items():
        try:
            step()
            print(name, "opened")
        except ToolkitError as fault:
            print(name, type(fault).__name__)


def full(folder: Path) -> None:
    import resource

    from tests.vault.people import AUTHOR, make_family, note_answers, open_vault, unlock
    from toolkit.errors import ToolkitError

    vault = open_vault(folder)
    family = make_family(vault)
    note = vault.records.create("case_note", family.id, note_answers("0"), AUTHOR)
    size = (folder / "vault.db").stat().st_size
    fills = 0
    for room in range(1, 21):
        most = size + 8192 * room
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        last, sentence = "", ""
        for number in range(400):
            words = f"{room}.{number} " + "word " * 400 * room
            try:
                vault.records.save_draft(note.id, note_answers(words))
                last = words
            except ToolkitError as fault:
                sentence = f"{type(fault).__name__}: {fault.sentence}"
                break
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        kept = vault.records.get(note.id).answers["facts"]
        if last and kept != last:
            print("LOST", kept[:20], last[:20])
        fills += bool(sentence)
        # There is room again: the same save works, and the whole is as it should be.
        vault.records.save_draft(note.id, note_answers(f"after {room}"))
        if [f.grade for f in vault.check(quick=False)] != ["GOOD"]:
            print("BAD", vault.check())
        print(sentence)
    vault.close()
    again = unlock(folder)
    print("fills", fills, again.records.get(note.id).answers["facts"])


def read_only(folder: Path) -> None:
    from tests.vault.people import unlock
    from toolkit.errors import ToolkitError

    if os.getuid() == 0:
        os.setuid(65534)
    vault = unlock(folder)
    print("read only", vault.read_only)
    family = vault.records.families()[0]
    print("notes", len(vault.records.timeline(family.id)))
    print("found", len(vault.search.find("smiled")))
    print("check", [finding.grade for finding in vault.check()])
    try:
        vault.records.save_draft(vault.records.timeline(family.id)[0].id, {"facts": "x"})
        print("saved")
    except ToolkitError as fault:
        print(type(fault).__name__)
    try:
        vault.change_passphrase("hazel and fern", "new")
        print("changed")
    except ToolkitError as fault:
        print(type(fault).__name__)
    vault.close()


if __name__ == "__main__":
    {"hold": hold, "plain": plain, "liar": liar, "full": full, "read_only": read_only}[sys.argv[1]](
        Path(sys.argv[2])
    )
