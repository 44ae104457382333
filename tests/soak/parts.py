"""The parts of the long run: each does one goal's experiment at the goal's figure and says what it measured."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults import shim
from tests.helpers import TOP
from tests.no_sockets import possible


class NotMet(Exception):
    """A figure that was not met, or a control that did not fail; says which."""


def started(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a module in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
    )


def run(module: str, *arguments: str | Path, shimmed: bool = False) -> str:
    """Runs a module in a process of its own; gives what it says. Raises `NotMet` when it ends with another code than 0."""
    done = shim.run(module, *arguments) if shimmed else started(module, *arguments)
    if done.returncode:
        raise NotMet(f"{done.stdout.strip()[-600:]} {done.stderr.strip()[-600:]}")
    return done.stdout.strip()


def fails(module: str, *arguments: str | Path, shimmed: bool = False) -> str:
    """The same for a control: gives its words, and raises `NotMet` when it went well."""
    try:
        said = run(module, *arguments, shimmed=shimmed)
    except NotMet as found:
        return str(found)
    raise NotMet(f"the control went well: {said}")


def tests(*which: str) -> str:
    """Runs tests that need no longer run, and gives how many there were."""
    said = run("pytest", "-q", "-p", "no:cacheprovider", *which)
    return said.splitlines()[-1].strip("= ")


def kills(folder: Path) -> str:
    """500 kills of a writer, 250 in each of two vaults, and 500 while the key file is rewritten."""
    notes = "; ".join(run("tests.vault.kills", "notes", folder / f"notes{n}", "250") for n in (1, 2))
    keys = run("tests.vault.kills", "keys", _made(folder / "keys"), "500")
    return f"{notes}; {keys}"


def codes(folder: Path) -> str:
    """200 kills while a new recovery code is made."""
    return run("tests.vault.kills", "codes", folder / "codes", "200")


def backups(folder: Path) -> str:
    """100 kills while a backup is made, and 100 while one is restored."""
    return "; ".join(
        run("tests.vault.kills", what, folder / what / "records", "100") for what in ("backups", "restores")
    )


def upgrades(folder: Path) -> str:
    """100 kills while a vault of an older version is brought up to date."""
    return run("tests.vault.kills", "upgrades", folder / "upgrades", "100")


def power(folder: Path) -> str:
    """1,000 states after a cut, and 200 each of two programs that sync less."""
    _needs_shim()
    said = []
    for how, count in (("FULL", 1000), ("NORMAL", 200), ("UNSYNCED", 200)):
        found = run("tests.faults.power", _made(folder / how), str(count), how)
        steps, lost, damaged = (int(part) for part in re.findall(r"\d+", found)[:3])
        if (how == "FULL") == bool(lost or damaged):
            raise NotMet(f"{how}: {found}")
        said.append(f"{how}: {count} states of {steps} steps, {lost} lost, {damaged} damaged")
    return "; ".join(said)


def disk(folder: Path) -> str:
    """Two faults, each for good and once, at each of the first 200 calls; the control boasts."""
    _needs_shim()
    said = run("tests.faults.disk", _made(folder / "disk"), "1", "200", "1", shimmed=True)
    more = run("tests.faults.disk", _made(folder / "copies"), "1", "260", "2", "copies", shimmed=True)
    control = fails("tests.faults.disk", _made(folder / "boast"), "30", "90", "10", "boast", shimmed=True)
    return f"{said}; with a new code and a backup: {more}; control: {control.splitlines()[-1].strip()}"


def fills(folder: Path) -> str:
    """A limit on the size of files at 20 levels, and a small disk that is really full."""
    levels = run("tests.vault.others", "full", folder / "records").splitlines()
    if levels[-1] != "fills 20 after 20" or any(line.startswith(("LOST", "BAD")) for line in levels):
        raise NotMet("; ".join(levels))
    return (
        f"20 levels, {len(set(levels[:-1]))} sentences; a full tmpfs: {tests('tests/vault/test_at_rest.py')}"
    )


def instances(folder: Path) -> str:
    """100 rounds of two programs, and a folder that may only be read or is not there."""
    said = run("tests.faults.instances", folder / "records", "100")
    return f"{said}; read-only and missing folders: {tests('tests/vault/test_opening.py')}"


def damage(folder: Path) -> str:
    """500 mutants, 0 bytes, plain SQLite, the key file of another vault."""
    said = run("tests.faults.damage", folder, "500")
    tried, outcomes, *bad = said.splitlines()
    if bad:
        raise NotMet("; ".join(bad))
    return f"{tried} damaged vaults, all flagged: {outcomes}; 0 wrong words, 0 changed; {tests('tests/faults/test_many.py', '-k', 'does_not_look')}"


def keyfile(_folder: Path) -> str:
    """20,000 changes of a key file, and the stored vectors."""
    from tests.vault.test_keys import GOOD, _mutant
    from toolkit.errors import ToolkitError
    from toolkit.vault.keyfile import KeyFile

    dice, data, refused = random.Random(7), GOOD.read_bytes(), 0
    KeyFile.decode(data)
    for number in range(20_000):
        mutant = _mutant(dice, data)
        try:
            KeyFile.decode(mutant)
        except ToolkitError:
            refused += 1
        except Exception as fault:
            raise NotMet(f"change {number}: {type(fault).__name__}") from fault
        else:
            if mutant != data:
                raise NotMet(f"change {number} was accepted")
    return f"20,000 changes, {refused} refused, the others changed nothing; vectors: {tests('tests/vault/test_keys.py')}"


def canaries(_folder: Path) -> str:
    """A day in the windows, killed, opened again, the disk full; the control writes plain SQLite."""
    _needs_shim()
    return tests("tests/faults/test_day.py", "tests/vault/test_at_rest.py")


def memory(_folder: Path) -> str:
    """The new process after a lock; the control has the records open."""
    return tests("tests/faults/test_memory.py", "tests/ui/test_lock.py")


def exports(folder: Path) -> str:
    """100 kills while Word files are written."""
    return run("tests.faults.exports", folder / "out", "100")


def tamper(folder: Path) -> str:
    """Every way of tampering, and how long it takes to follow 100,000 entries."""
    said = run("tests.faults.tamper", folder)
    if not re.search(r"missed 0 otherwise 0", said):
        raise NotMet(said)
    return f"{said}; {_verify(folder / 'long')}"


def _verify(folder: Path) -> str:
    from tests.vault.people import open_vault

    with open_vault(folder) as vault:
        store = vault._opened.store  # type: ignore[union-attr]
        with store.writing():
            for number in range(100_000):
                vault.audit.add("opened", "Tansy Dunnock", why=str(number))
        at = time.monotonic()
        if vault.audit.verify() is not None:
            raise NotMet("a sound trail is reported")
        return f"100,000 entries followed in {time.monotonic() - at:.2f} s"


def texts(folder: Path) -> str:
    """500 odd texts."""
    return run("tests.faults.texts", folder, "500")


def clocks(_folder: Path) -> str:
    """20 clocks."""
    return tests("tests/faults/test_clocks.py")


def silence(folder: Path) -> str:
    """The whole tour of the windows where the kernel ends it at the first socket."""
    if not possible():
        raise NotMet("this computer has no filter for sockets")
    done = started("tests.no_sockets", "tests.tour", folder / "tour")
    shown = len(list((folder / "tour").glob("*.png")))
    # 1 is what the tour says of words that are cut on this screen; a socket ends it by a signal.
    if done.returncode not in (0, 1) or shown < 100:
        raise NotMet(f"{shown} pictures, ended with {done.returncode}: {done.stderr.strip()[-600:]}")
    return f"a tour of {shown} pictures without a socket; {tests('tests/test_silence.py')}"


def closed(_folder: Path) -> str:
    """An engine that does not encrypt, one that only says so, and one that notices no damage."""
    return tests("tests/vault/test_opening.py", "-k", "engine")


PARTS: dict[str, tuple[str, Callable[[Path], str]]] = {
    "kills": ("1", kills),
    "power": ("2", power),
    "disk": ("3", disk),
    "fills": ("3", fills),
    "instances": ("4, 5", instances),
    "damage": ("6", damage),
    "keyfile": ("7", keyfile),
    "codes": ("10", codes),
    "closed": ("11", closed),
    "canaries": ("12", canaries),
    "memory": ("13", memory),
    "exports": ("16", exports),
    "texts": ("20", texts),
    "backups": ("21", backups),
    "tamper": ("22", tamper),
    "clocks": ("24", clocks),
    "upgrades": ("25", upgrades),
    "silence": ("27", silence),
}
"""Each part by name, with the goals it shows."""


def _needs_shim() -> None:
    if shim.library() is None:
        raise NotMet(shim.MISSING)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
