"""Saves a draft, beside the very same statements on plain SQLite, synchronous."""

from __future__ import annotations

import random
from typing import Any

from bench import caseload
from bench.measure import Bench, Line, in_turns, p95

ROUNDS = 200


def run(bench: Bench) -> list[Line]:
    """Measures what autosave costs a worker, at the 95th in 100."""
    chance = random.Random(1)
    with caseload.open_vault(bench) as vault:
        family = vault.records.families()[0]
        person = vault.records.people(family.id)[0].id
        first = caseload.note(chance, person, "2026-11-12")
        draft = vault.records.create("case_note", family.id, first, caseload.AUTHOR)
        twin = caseload.plain_twin(vault, bench.work)
        said = [_statements(vault, draft.id, _longer(first, n)) for n in range(ROUNDS)]
        # Another text of the same length, for saving the same words again writes nothing.
        ours = [lambda n=n: vault.records.save_draft(draft.id, _longer(first, n, "b")) for n in range(ROUNDS)]
        baseline = [lambda s=s: _run(twin, s) for s in said]
        mine, theirs = in_turns(ours, baseline)
        twin.close()
        vault.records.discard_draft(draft.id, caseload.AUTHOR, "measured")
    return [
        Line(
            work="save a draft, p95",
            unit="ms",
            ours=p95(mine),
            baseline=p95(theirs),
            against="the same statements on plain SQLite, synchronous",
            most_times=1.5,
        )
    ]


def _longer(answers: dict[str, Any], n: int, letter: str = "a") -> dict[str, Any]:
    return {**answers, "facts": f"{answers['facts']} {letter * 4} {n:04}"}


def _statements(vault: Any, record_id: str, answers: dict[str, Any]) -> list[str]:
    """Saves once and gives every statement that changed something, its values written out."""
    heard: list[str] = []
    connection = vault.records._store._connection
    connection.set_trace_callback(heard.append)
    try:
        vault.records.save_draft(record_id, answers)
    finally:
        connection.set_trace_callback(None)
    # Lines that begin with -- are what the search index does inside; it does so again by itself.
    found = [line for line in heard if line.split(None, 1)[0].upper() in ("UPDATE", "INSERT", "DELETE")]
    assert any("revisions" in line for line in found), heard
    return found


def _run(twin: Any, statements: list[str]) -> None:
    twin.execute("BEGIN IMMEDIATE")
    for statement in statements:
        twin.execute(statement)
    twin.execute("COMMIT")
