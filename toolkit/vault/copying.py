"""Makes a backup file of an open database: page by page, letting others in between, and opened again before it counts."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from toolkit.errors import BackupFailed, BackupStopped, ToolkitError
from toolkit.forms.catalogue import FAMILY
from toolkit.vault import container
from toolkit.vault.audit import Audit, Clock, has_table
from toolkit.vault.container import BackupFacts, Cancelled, Part, Progress, Summary
from toolkit.vault.engine import PAGE_BYTES, Store
from toolkit.vault.files import disk_faults, sync_folder
from toolkit.vault.keys import Keys

_COPIED, _READ, _FOLLOWED = 0.6, 0.8, 0.95
_WRITING = ("begun", "finished", "amended", "closed", "amendment begun", "moved here")


def summary(store: Store, audit: Audit) -> Summary:
    """What a vault holds, in numbers, without reading a record."""
    with store.lock:
        head = audit.head()
        drafts = store.value("SELECT max(written) FROM revisions WHERE state = 'draft'")
        marks = ", ".join("?" for _ in _WRITING)
        other = store.value(
            f"SELECT made FROM audit WHERE what IN ({marks}) ORDER BY seq DESC LIMIT 1", _WRITING
        )
        return Summary(
            families=store.value(
                "SELECT count(*) FROM records WHERE form_id = ? AND status = 'living'", [FAMILY]
            ),
            records=store.value(
                "SELECT count(*) FROM records WHERE form_id <> ? AND status <> 'discarded'", [FAMILY]
            ),
            drafts=store.value("SELECT count(*) FROM records WHERE status = 'draft'"),
            files=store.value("SELECT count(*) FROM attachments") if has_table(store, "attachments") else 0,
            last_written=max(drafts or "", other or ""),
            entries=head.entries,
            head=head.head,
        )


def page_faults(store: Store) -> list[str]:
    """Gives what the engine says of pages that do not bear its signature; none when all do."""
    found = [str(row[0]) for row in store.rows("PRAGMA cipher_integrity_check")]
    pages = store.value("PRAGMA page_count")
    with disk_faults():
        # The folder of records may have been taken away, as a stick is.
        size = Path(store.value("SELECT file FROM pragma_database_list WHERE name = 'main'")).stat().st_size
    return found if size == pages * PAGE_BYTES else [*found, "the file has another length than its pages"]


def audit_key(store: Store, keys: Keys) -> bytes:
    """The key of the chain. It stays what it was when a new recovery code is made, and then stands in the database."""
    kept = store.value("SELECT value FROM about WHERE key = 'audit_key'")
    return bytes.fromhex(kept) if kept is not None else keys.audit()


def make_file(
    store: Store,
    keys: Keys,
    vault_id: bytes,
    key_file: Callable[[], bytes],
    target: Path,
    now: Clock,
    progress: Progress = container.unheard,
    cancelled: Cancelled = container.never,
) -> BackupFacts:
    """Writes a backup to a new file, verified by opening it, and gives its facts. `key_file` is asked when all is copied.

    Raises `BackupStopped`, `BackupFailed`, `RecordsDamaged`, or a fault of the disk; then nothing is left of it.
    """
    unfinished = target.with_name(target.name + ".part")

    def go_on(share: float) -> None:
        if cancelled():
            raise BackupStopped()
        progress(share)

    try:
        with disk_faults():
            unfinished.unlink(missing_ok=True)
            # Made empty with narrow rights first: the engine would make it with wider ones.
            unfinished.touch(mode=0o600, exist_ok=False)
        with store.lock:
            audit = Audit(store, audit_key(store, keys), now)
            store.copy_to(
                unfinished,
                keys.database(),
                vault_id,
                lambda left, pages: go_on(_COPIED * (pages - left) / max(pages, 1)),
            )
            own, of = key_file(), summary(store, audit)
            tables = int(store.value("PRAGMA user_version"))
        _verify(unfinished, keys, vault_id, of, go_on)
        moment = now()
        facts = BackupFacts(
            path=target,
            size=0,
            vault_id=vault_id,
            tables=tables,
            made=moment.astimezone(UTC),
            made_local=moment.isoformat(timespec="seconds"),
            summary=of,
            database=container.hashed(unfinished),
            key=Part(size=len(own), sha256=hashlib.sha256(own).hexdigest()),
            mac=b"",
        ).signed(keys)
        container.finish(unfinished, facts, own)
        if container.read(unfinished).encode() != facts.encode():
            raise BackupFailed()
        go_on(1.0)
        with disk_faults():
            if target.exists():
                raise BackupFailed()
            unfinished.rename(target)
            sync_folder(target.parent)
        return container.read(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _verify(copy: Path, keys: Keys, vault_id: bytes, of: Summary, go_on: Callable[[float], None]) -> None:
    """Opens the copy with the key and looks at every page, the trail and the counts. Raises `BackupFailed`."""
    try:
        opened = Store(copy, keys.database(), vault_id, read_only=True)
        try:
            go_on(_COPIED)
            whole = not page_faults(opened)
            go_on(_READ)
            audit = Audit(opened, audit_key(opened, keys))
            whole = whole and audit.verify_entries() is None
            go_on(_FOLLOWED)
            kept = opened.value("SELECT value FROM about WHERE key = 'vault_id'")
            whole = whole and kept == vault_id.hex() and summary(opened, audit) == of
        finally:
            opened.close()
    except BackupStopped:
        raise
    except ToolkitError:
        whole = False
    if not whole:
        raise BackupFailed()
