"""The health check: looks at pages, search, lists and the audit trail, and changes nothing.

A quick look at a large vault takes a sample and the end of the trail; at a small one, and when the whole is asked for,
everything is read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from toolkit.errors import ProtectionMissing, RecordsDamaged, ToolkitError
from toolkit.forms import dates
from toolkit.vault import swapping
from toolkit.vault.attachments import wrong_files
from toolkit.vault.audit import OLDER, Audit, Head
from toolkit.vault.copying import page_faults
from toolkit.vault.engine import Store
from toolkit.vault.findings import (
    ORDER,
    AllRead,
    ClockWentBack,
    FilesChanged,
    FilesMissing,
    Finding,
    FirstLineDamaged,
    KeyFileWrong,
    ListsDoNotFit,
    LooseEnds,
    OlderPutBack,
    OlderWasPutBack,
    PagesDamaged,
    PartUnreadable,
    PointsNowhere,
    ProtectionGone,
    SearchDoesNotFit,
    TablesDoNotFit,
)
from toolkit.vault.keyfile import FILE_NAME, read_key_file
from toolkit.vault.keys import Keys
from toolkit.vault.migrations import FINISHED, OPEN, check_triggers
from toolkit.vault.opening import SMALL, Opened
from toolkit.vault.projecting import Projector

SAMPLE = 500
"""A quick check works out the lists of so many records again, spread over all."""
AT_ONCE = 100
"""Records that are looked at before others have their turn, some hundredths of a second."""
TAIL = 2000
"""And follows so many entries of the trail, the last ones."""
LOOSE = (f"{FILE_NAME}.new", swapping.MAKING)


def check(
    opened: Opened, projector: Projector, audit: Audit, keys: Keys, noted: Head, *, quick: bool
) -> list[Finding]:
    """Gives what was found, the worst first; one GOOD finding when nothing is wrong."""
    store = opened.store
    found: list[Finding] = []
    # Each part holds the records by itself, so that what is being written is saved in between.
    try:
        sampled = quick and opened.size > SMALL
        with store.lock:
            # A page that waits beside the main file would look damaged in it.
            store.checkpoint()
            found += _pages(opened, whole=not sampled)
            if not found:
                found += _tables(store, whole=not sampled)
                found += _protection(store)
        # What a damaged file would give is not looked at.
        if not any(isinstance(one, (PagesDamaged, FirstLineDamaged)) for one in found):
            found += _lists(store, projector, quick)
            with store.lock:
                found += _files(store, sampled)
                broken = audit.verify_entries(TAIL) if sampled else audit.verify()
                found += [broken] if broken else []
                found += _older(store, audit, noted)
    except ToolkitError as fault:
        if not isinstance(fault, RecordsDamaged):
            raise
        found.append(PartUnreadable())
    found += _beside(opened, keys)
    found += _information(store)
    return sorted(found, key=lambda finding: ORDER.index(finding.grade))


def _pages(opened: Opened, *, whole: bool) -> Iterator[Finding]:
    if whole and (faults := page_faults(opened.store)):
        yield PagesDamaged(len(faults))
    if opened.salt != opened.vault_id:
        yield FirstLineDamaged()


def _tables(store: Store, *, whole: bool) -> Iterator[Finding]:
    if not whole:
        return
    # Looks into the search as well: FTS5 takes part in it.
    if [str(row[0]) for row in store.rows("PRAGMA integrity_check")] != ["ok"]:
        yield TablesDoNotFit()
    if store.rows("PRAGMA foreign_key_check"):
        yield PointsNowhere()


def _protection(store: Store) -> Iterator[Finding]:
    try:
        check_triggers(store)
    except ProtectionMissing:
        yield ProtectionGone()


def _lists(store: Store, projector: Projector, quick: bool) -> Iterator[Finding]:
    # By family, whose people are read once.
    numbers = [row[0] for row in store.rows("SELECT row FROM records ORDER BY family_id, row")]
    if quick and len(numbers) > SAMPLE:
        # Others each time, so that looking again and again sees them all.
        numbers = [numbers[place] for place in sorted(random.sample(range(len(numbers)), SAMPLE))]
    lists = search = 0
    for first in range(0, len(numbers), AT_ONCE):
        with store.lock:
            wrong = projector.wrong(numbers[first : first + AT_ONCE])
        lists += wrong[0]
        search += wrong[1]
    search += sum(
        store.value(f"SELECT count(*) FROM {table} WHERE rowid NOT IN (SELECT row FROM records)")
        for table in (FINISHED, OPEN)
    )
    if lists:
        yield ListsDoNotFit(lists)
    if search:
        yield SearchDoesNotFit(search)


def _files(store: Store, quick: bool) -> Iterator[Finding]:
    """Whether every picture and paper is there as it was added: the audit trail holds its hash."""
    lost, changed = wrong_files(store, quick=quick)
    if lost:
        yield FilesMissing(lost)
    if changed:
        yield FilesChanged(changed)


def _older(store: Store, audit: Audit, noted: Head) -> Iterator[Finding]:
    """Whether these are the records that the key file knows, now and whenever it was noticed before."""
    said = store.rows("SELECT seq, made_local, why FROM audit WHERE what = ? ORDER BY seq", [OLDER])
    for row in said:
        known, _, there = row["why"].partition(" ")
        if known.isdecimal() and there.isdecimal():
            yield OlderWasPutBack(dates.show(row["made_local"][:10]), int(known), int(there))
    # Noticed at this unlocking, it stands in the trail already, where it could be written.
    if not said and not audit.holds(noted):
        yield OlderPutBack(noted.entries, audit.head().entries)


def _beside(opened: Opened, keys: Keys) -> Iterator[Finding]:
    folder = opened.folder
    try:
        if not read_key_file(folder).is_of(keys):
            yield KeyFileWrong()
    except ToolkitError:
        yield KeyFileWrong()
    loose = sum((folder / name).exists() for name in LOOSE)
    if loose:
        yield LooseEnds(loose)


def _information(store: Store) -> Iterator[Finding]:
    try:
        families = store.value("SELECT count(*) FROM records WHERE form_id = 'family' AND status = 'living'")
        records = store.value(
            "SELECT count(*) FROM records WHERE form_id <> 'family' AND status <> 'discarded'"
        )
        drafts = store.value("SELECT count(*) FROM records WHERE status = 'draft'")
        back = store.value("SELECT count(*) FROM audit WHERE clock_back = 1")
    except ToolkitError:
        return
    yield AllRead(families, records, drafts)
    if back:
        yield ClockWentBack(back)
