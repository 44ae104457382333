"""Searches as a worker types: the words beside the same full-text query on plain SQLite, then all of what Ctrl+K asks."""

from __future__ import annotations

import random
import threading
from statistics import fmean
from typing import Any

from bench import caseload
from bench.measure import Bench, Line, in_turns, median, milliseconds, p95
from toolkit.practice.alike import families_alike, people_alike
from toolkit.practice.names import NameIndex
from toolkit.vault.engine import Store
from toolkit.vault.search import Search

ROUNDS = 60
MARCH = ("2026-03", "2026-03~~")


def _plain_store(twin: Any) -> Store:
    """Gives the twin the face of a store, so that the very same Python asks both."""
    store = object.__new__(Store)
    store._connection, store.lock, store.read_only, store.writes = twin, threading.RLock(), True, 0
    return store


def run(bench: Bench) -> list[Line]:
    """Measures what stands in the box after two to six letters, whole names, and names spelled wrong."""
    chance = random.Random(2)
    looked_for = caseload.SURNAMES + caseload.FORENAMES + caseload.VOCABULARY[:500]
    typed = [word[: chance.randint(2, 6)] for word in chance.choices(looked_for, k=ROUNDS)]
    typed += [
        f"{chance.choice(caseload.FORENAMES)} {chance.choice(caseload.SURNAMES)[:4]}" for _ in range(ROUNDS)
    ]
    wrong = [_misspelled(name, chance) for name in chance.choices(caseload.SURNAMES, k=ROUNDS)]
    with caseload.open_vault(bench) as vault:
        twin = caseload.plain_twin(vault, bench.work)
        plain = Search(_plain_store(twin))
        assert [hit.record_id for hit in vault.search.find(typed[0])] == [
            hit.record_id for hit in plain.find(typed[0])
        ]
        mine, theirs = in_turns(
            [lambda t=t: vault.search.find(t) for t in typed], [lambda t=t: plain.find(t) for t in typed]
        )
        first = milliseconds(lambda: NameIndex(vault.names.families()))
        index = NameIndex(vault.names.families())

        def all_of_it(words: str) -> None:
            index.find(words, 40)
            vault.search.find(words, 30)

        every, same = in_turns(
            [lambda t=t: all_of_it(t) for t in typed + wrong],
            [lambda t=t: plain.find(t, 30) for t in typed + wrong],
        )
        march = lambda search: search.find("", 30, between=MARCH)  # noqa: E731
        days, plain_days = in_turns([lambda: march(vault.search)] * 20, [lambda: march(plain)] * 20)
        twin.close()
    alike = [milliseconds(lambda t=t: families_alike(t, index)) for t in typed + wrong]
    alike += [milliseconds(lambda t=t: people_alike(f"Wren {t}", "2019-05-04", index)) for t in typed + wrong]
    against = "the same FTS5 query on plain SQLite"
    same_days = "the same query on plain SQLite"
    return [
        _line("search as you type, median", median(mine), median(theirs), against, times=1.3, most=50),
        _line("search as you type, p95", p95(mine), p95(theirs), against),
        _line("search with names half heard, mean", fmean(every), fmean(same), against, times=1.3, most=50),
        # Words spelled wrong are in no record, so the plain query has next to nothing to do.
        _line(
            "search for a name spelled wrong, p95",
            p95(every[-ROUNDS:]),
            p95(same[-ROUNDS:]),
            against,
            most=50,
        ),
        _line("records of a month, median", median(days), median(plain_days), same_days, times=1.3, most=50),
        Line(work="all names read for the first time", unit="ms", ours=first, most=500),
        Line(work="possible duplicates while typing, p95", unit="ms", ours=p95(alike), most=50),
    ]


def _line(
    work: str,
    ours: float,
    baseline: float,
    against: str,
    *,
    times: float | None = None,
    most: float | None = None,
) -> Line:
    return Line(
        work=work, unit="ms", ours=ours, baseline=baseline, against=against, most_times=times, most=most
    )


def _misspelled(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + "q" + name[place:],
            name[:place] + name[place - 1 :],
        )
    )
