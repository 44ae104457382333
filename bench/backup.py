"""A backup, the health check and a new recovery code at full size, each beside the same work on plain SQLite."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import sqlcipher3

from bench import caseload
from bench.measure import Bench, Line, median, milliseconds
from toolkit.vault import backup

ROUNDS = 3


def run(bench: Bench) -> list[Line]:
    """Measures what a worker waits for when the records are closed, and what the settings page offers."""
    folder = bench.work / "backups"
    shutil.rmtree(folder, ignore_errors=True)
    with caseload.open_vault(bench) as vault:
        twin = caseload.plain_twin(vault, bench.work)
        copies = [milliseconds(lambda: backup.make(vault, folder)) for _ in range(ROUNDS)]
        plain = [
            milliseconds(lambda: _plain_backup(twin, bench.work / "plain-copy.db")) for _ in range(ROUNDS)
        ]
        looked = [milliseconds(lambda: vault.check(quick=False)) for _ in range(ROUNDS)]
        plainly = [milliseconds(lambda: _plain_check(twin)) for _ in range(ROUNDS)]
        quick = [milliseconds(vault.check) for _ in range(ROUNDS)]
        chain = [milliseconds(vault.audit.verify_entries) for _ in range(ROUNDS)]
        entries = vault.audit.head().entries
        twin.close()
    shutil.rmtree(folder, ignore_errors=True)
    return [
        Line(
            work="backup, opened again and followed through",
            unit="ms",
            ours=median(copies),
            baseline=median(plain),
            against="a plain copy, checked and hashed",
            most_times=4,
        ),
        Line(
            work="whole health check",
            unit="ms",
            ours=median(looked),
            baseline=median(plainly),
            against="integrity_check of plain SQLite, and every text hashed",
            most_times=12,
        ),
        Line(work="quick health check", unit="ms", ours=median(quick), most=2000),
        Line(
            work=f"audit trail, {entries} entries, as 100,000",
            unit="ms",
            ours=median(chain) / entries * 100_000,
            most=2000,
        ),
    ]


def _plain_backup(twin: Any, target: Path) -> None:
    target.unlink(missing_ok=True)
    copy = sqlcipher3.connect(str(target))
    twin.backup(copy)
    assert copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    copy.close()
    with target.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    target.unlink()


def _plain_check(twin: Any) -> None:
    assert twin.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for (answers,) in twin.execute("SELECT answers FROM revisions"):
        hashlib.sha256(answers.encode()).digest()
