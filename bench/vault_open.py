"""Opens a full vault: from the key to the caseload, and each list and record a worker opens first."""

from __future__ import annotations

import random

from bench import caseload
from bench.measure import Bench, Line, median, milliseconds, p95
from toolkit.forms import catalogue
from toolkit.vault.audit import clock
from toolkit.vault.keyfile import read_key_file
from toolkit.vault.opening import open_database, take
from toolkit.vault.vault import Vault

ROUNDS = 7


def run(bench: Bench) -> list[Line]:
    """Measures what comes after key derivation, whose own time is chosen, and the reading that follows."""
    folder = caseload.vault_folder(bench)
    key_file = read_key_file(folder)
    keys = key_file.open(caseload.PASSPHRASE)
    kept: list[Vault] = []

    def open_to_caseload() -> None:
        lock, seen = take(folder, False)
        opened = open_database(seen, keys, key_file.vault_id)
        vault = Vault(folder, opened, lock, catalogue.load, clock)
        assert len(vault.records.families()) == bench.families
        kept.append(vault)

    def close() -> None:
        # The keys are used again, so they are not forgotten here as `Vault.close` does.
        vault = kept.pop()
        vault._opened.close()  # type: ignore[union-attr]
        vault._lock.release()

    opening, closing = [], []
    for _ in range(ROUNDS):
        opening.append(milliseconds(open_to_caseload))
        closing.append(milliseconds(close))
    lines = [
        Line(work="unlock to caseload, after the key", unit="ms", ours=median(opening), most=150),
        Line(work="lock", unit="ms", ours=median(closing), most=1000),
    ]
    open_to_caseload()
    vault, chance = kept[-1], random.Random(3)
    families = chance.sample(vault.records.families(), 50 if bench.families > 50 else bench.families)
    rows = [row for family in families for row in vault.records.timeline(family.id)]
    timelines = [milliseconds(lambda f=f: vault.records.timeline(f.id)) for f in families]  # type: ignore[misc]
    records = [milliseconds(lambda r=r: vault.records.get(r.id)) for r in rows[:300]]  # type: ignore[misc]
    lines += [
        Line(work="timeline of a family, p95", unit="ms", ours=p95(timelines), most=50),
        Line(work="read any record, p95", unit="ms", ours=p95(records), most=100),
        Line(work="what is due, all families", unit="ms", ours=milliseconds(vault.records.due)),
        Line(work="quick health check", unit="ms", ours=milliseconds(vault.check)),
    ]
    close()
    return lines
