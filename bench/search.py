"""Searches as a worker types, beside the same full-text query on plain SQLite."""

from __future__ import annotations

import random
import threading
from typing import Any

from bench import caseload
from bench.measure import Bench, Line, in_turns, median, p95
from toolkit.vault.engine import Store
from toolkit.vault.search import Search

ROUNDS = 60


def _plain_store(twin: Any) -> Store:
    """Gives the twin the face of a store, so that the very same Python asks both."""
    store = object.__new__(Store)
    store._connection, store.lock, store.read_only, store.writes = twin, threading.RLock(), True, 0
    return store


def run(bench: Bench) -> list[Line]:
    """Measures what stands in the box after two to six letters, and whole names."""
    chance = random.Random(2)
    looked_for = caseload.SURNAMES + caseload.FORENAMES + caseload.VOCABULARY[:500]
    typed = [word[: chance.randint(2, 6)] for word in chance.choices(looked_for, k=ROUNDS)]
    typed += [
        f"{chance.choice(caseload.FORENAMES)} {chance.choice(caseload.SURNAMES)[:4]}" for _ in range(ROUNDS)
    ]
    with caseload.open_vault(bench) as vault:
        twin = caseload.plain_twin(vault, bench.work)
        plain = Search(_plain_store(twin))
        assert [hit.record_id for hit in vault.search.find(typed[0])] == [
            hit.record_id for hit in plain.find(typed[0])
        ]
        mine, theirs = in_turns(
            [lambda t=t: vault.search.find(t) for t in typed], [lambda t=t: plain.find(t) for t in typed]
        )
        twin.close()
    against = "the same FTS5 query on plain SQLite"
    return [
        Line(
            work="search as you type, median",
            unit="ms",
            ours=median(mine),
            baseline=median(theirs),
            against=against,
            most_times=1.3,
            most=50,
        ),
        Line(
            work="search as you type, p95", unit="ms", ours=p95(mine), baseline=p95(theirs), against=against
        ),
    ]
