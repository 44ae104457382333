"""The health check: looks at every page, the search, the lists and the audit trail, and changes nothing."""

from __future__ import annotations

from toolkit.errors import ProtectionMissing, RecordsDamaged, ToolkitError
from toolkit.vault.attachments import wrong_files
from toolkit.vault.audit import Audit, Finding
from toolkit.vault.engine import Store
from toolkit.vault.migrations import FINISHED, OPEN, check_triggers
from toolkit.vault.opening import Opened, page_faults
from toolkit.vault.projecting import Projector

SAMPLE = 500
"""A quick check works out the lists of so many records again, spread over all."""


def check(opened: Opened, projector: Projector, audit: Audit, *, quick: bool) -> list[Finding]:
    """Gives what was found, the worst first; one GOOD finding when nothing is wrong."""
    store = opened.store
    found: list[Finding] = []
    with store.lock:
        try:
            # A page that waits beside the main file would look damaged in it.
            store.checkpoint()
            found += _pages(opened)
            if not found:
                found += _tables(store)
                found += _protection(store)
                found += _lists(store, projector, quick)
                found += _files(store, quick)
                broken = audit.verify()
                found += [broken] if broken else []
        except ToolkitError as fault:
            if not isinstance(fault, RecordsDamaged):
                raise
            found.append(Finding("CRITICAL", "Part of the records cannot be read."))
        found += _information(store)
    order = ["CRITICAL", "WARN", "INFO", "GOOD"]
    return sorted(found, key=lambda finding: order.index(finding.grade))


def _pages(opened: Opened) -> list[Finding]:
    faults = page_faults(opened.store)
    found = []
    if faults:
        count = f"{len(faults)} places" if len(faults) > 1 else "1 place"
        found.append(Finding("CRITICAL", f"The records file is damaged in {count}. Nothing was changed."))
    if opened.salt != opened.vault_id:
        found.append(
            Finding("CRITICAL", "The first line of the records file is damaged. Nothing was changed.")
        )
    return found


def _tables(store: Store) -> list[Finding]:
    # Looks into the search as well: FTS5 takes part in it.
    words = [str(row[0]) for row in store.rows("PRAGMA integrity_check")]
    found = (
        []
        if words == ["ok"]
        else [Finding("CRITICAL", "The tables of the records file do not fit together.")]
    )
    if store.rows("PRAGMA foreign_key_check"):
        found.append(Finding("CRITICAL", "Part of a record points to something that is gone."))
    return found


def _protection(store: Store) -> list[Finding]:
    try:
        check_triggers(store)
    except ProtectionMissing:
        return [
            Finding("CRITICAL", "What keeps finished records from being changed is missing in this file.")
        ]
    return []


def _lists(store: Store, projector: Projector, quick: bool) -> list[Finding]:
    rows = store.rows("SELECT * FROM records ORDER BY row")
    step = max(1, len(rows) // SAMPLE) if quick else 1
    wrong = sum(not projector.compare(row) for row in rows[::step])
    stray = sum(
        store.value(f"SELECT count(*) FROM {table} WHERE rowid NOT IN (SELECT row FROM records)")
        for table in (FINISHED, OPEN)
    )
    if not wrong and not stray:
        return []
    return [
        Finding(
            "WARN",
            f"Lists or search do not fit {_count(wrong + stray, 'record')}. The records are safe: rebuild the lists.",
        )
    ]


def _files(store: Store, quick: bool) -> list[Finding]:
    """Whether every picture and paper is there as it was added: the audit trail holds its hash."""
    lost, changed = wrong_files(store, quick=quick)
    found = []
    if lost:
        found.append(
            Finding("CRITICAL", f"{_count(lost, 'picture or paper', 'pictures or papers')} missing.")
        )
    if changed:
        words = _count(changed, "picture or paper", "pictures or papers")
        found.append(Finding("CRITICAL", f"{words} not as added: changed outside the program."))
    return found


def _information(store: Store) -> list[Finding]:
    try:
        families = store.value("SELECT count(*) FROM records WHERE form_id = 'family' AND status = 'living'")
        records = store.value(
            "SELECT count(*) FROM records WHERE form_id <> 'family' AND status <> 'discarded'"
        )
        drafts = store.value("SELECT count(*) FROM records WHERE status = 'draft'")
        back = store.value("SELECT count(*) FROM audit WHERE clock_back = 1")
    except ToolkitError:
        return []
    found = [
        Finding(
            "GOOD",
            f"{_count(families, 'family', 'families')}, {_count(records, 'record')}, {_count(drafts, 'draft')}: read.",
        )
    ]
    if back:
        found.append(
            Finding(
                "INFO", f"The computer's clock went back {_count(back, 'time')} while records were written."
            )
        )
    return found


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
