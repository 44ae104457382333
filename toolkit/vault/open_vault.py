"""An open vault: its records, its keys, its checks, until it is closed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self, TypeAlias

from toolkit.errors import (
    RecordsLocked,
    ToolkitError,
)
from toolkit.forms.catalogue import Catalogue
from toolkit.vault import check as checking
from toolkit.vault import copying, failed, swapping
from toolkit.vault.audit import OLDER, Audit, Clock
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.container import Summary
from toolkit.vault.copying import audit_key
from toolkit.vault.creating import FORMS
from toolkit.vault.erasing import Erasing
from toolkit.vault.facts import BACKED_UP, NAME, Facts
from toolkit.vault.files import FolderLock, disk_faults
from toolkit.vault.findings import Finding
from toolkit.vault.keyfile import VERSION, KeyFile
from toolkit.vault.keyring import Keyring
from toolkit.vault.keys import Cost, Keys
from toolkit.vault.names import Names
from toolkit.vault.opening import (
    Opened,
    Seen,
)
from toolkit.vault.organisation import OrganisationKey
from toolkit.vault.projecting import Projector
from toolkit.vault.records import Records
from toolkit.vault.releases import Releases
from toolkit.vault.search import Search

CatalogueFor: TypeAlias = Callable[[Path], Catalogue]


@dataclass(frozen=True)
class Way:
    """How a vault was opened: what the trail says of it, the true key file if one was read, and what is still to be done.

    With a passphrase for it, the key file is written anew where it is of an older version or was left unsettled.
    """

    step: str
    known: KeyFile | None = None
    passphrase: str = ""


class OpenVault:
    """What is asked of a vault once it is open; `Vault` opens it."""

    def __init__(
        self,
        folder: Path,
        opened: Opened,
        lock: FolderLock,
        catalogue_for: CatalogueFor,
        now: Clock,
        known: KeyFile | None = None,
    ) -> None:
        """Takes what opening gave, and the key file that was read and found true; `create` and the others make it."""
        self.folder = folder
        self.read_only = opened.store.read_only
        self.catalogue = catalogue_for(folder / FORMS)
        self.audit = Audit(opened.store, audit_key(opened.store, opened.keys), now)
        self.facts = Facts(opened.store, self.audit)
        self.records = Records(opened.store, self.catalogue, self.audit, now)
        self.attachments = self.records.attachments
        self._older: Finding | None = None
        self.search = Search(opened.store)
        self.names = Names(opened.store)
        self.releases = Releases(opened.store, self.audit)
        self.erasing = Erasing(opened.store, self.records, self.audit)
        self._opened: Opened | None = opened
        self._lock = lock
        self._keyring = Keyring(folder, opened, self.audit, known, lambda: self.facts.author().name)

    @property
    def name(self) -> str:
        """The name the worker gave these records."""
        return str(self.facts.get(NAME, ""))

    @property
    def closed(self) -> bool:
        """Whether the vault was closed."""
        return self._opened is None

    def change_passphrase(self, old: str, new: str, *, cost: Cost | None = None) -> None:
        """Wraps the recovery secret for another passphrase; only the key file is rewritten.

        Copies of the vault made before still open with the passphrase of that day. Raises `WrongPassphrase`,
        `PassphraseMissing`, `KeyFileDamaged` and faults of the disk; then the old passphrase stays.
        """
        self._open_one()
        self._keyring.change_passphrase(old, new, cost)

    def passphrase_is(self, passphrase: str) -> bool:
        """Says whether this is the passphrase; asked again before the recovery sheet is printed."""
        self._open_one()
        return self._keyring.passphrase_is(passphrase)

    def recovery_code(self, *, printed: bool = False) -> RecoveryCode:
        """Gives the recovery code, to show or print its sheet again; the trail says so."""
        self._open_one()
        return self._keyring.code(printed=printed)

    def new_recovery_code(
        self, passphrase: str, code: RecoveryCode | None = None, *, cost: Cost | None = None
    ) -> RecoveryCode:
        """Encrypts all records anew, so that the old sheet opens them no more; gives the new code. May take a minute.

        `code` may have been made before, so that its sheet is printed and typed back first. Backups made before still open
        with the code and the passphrase of their day. Killed at any point, the passphrase opens the records, and the next
        unlocking settles which sheet does. Raises `WrongPassphrase`, `SameRecoveryCode`, `DiskFull`, and then nothing was
        changed; or `RecoveryCodeNotChanged`, and then the vault is closed.
        """
        self._open_one()
        try:
            return self._keyring.new_code(passphrase, code, cost)
        finally:
            assert self._opened is not None
            if self._opened.store.closed:
                self.close()

    @property
    def organisation_key(self) -> str | None:
        """The name of the organisation that holds a key to these records, or None."""
        found = self._keyring.organisation
        return found.name if found else None

    @property
    def organisation_fingerprint(self) -> str:
        """What that key is compared by over the telephone; empty where there is none."""
        found = self._keyring.organisation
        return found.fingerprint if found else ""

    def set_organisation_key(self, key: OrganisationKey | None) -> None:
        """Lets an organisation open these records as well, or no longer. Raises `KeyFileDamaged` and faults of the disk.

        A copy made before still opens with the key of its day.
        """
        self._open_one()
        self._keyring.set_organisation(key)

    @property
    def older(self) -> Finding | None:
        """Says that these are not the records that were here last, when that was noticed at this unlocking."""
        return self._older

    @property
    def vault_id(self) -> bytes:
        """What tells these records from all others, as each backup of them says it."""
        return self._open_one().vault_id

    def summary(self) -> Summary:
        """What is in here, in numbers."""
        return copying.summary(self._open_one().store, self.audit)

    def last_backup(self) -> datetime | None:
        """When the last backup was made that counted, in UTC; None when there was none."""
        kept = self.facts.get(BACKED_UP)
        return datetime.fromisoformat(kept) if isinstance(kept, str) else None

    def backup_due(self, days: int = 7) -> bool:
        """Says whether a reminder is due: no backup for so many days, or one that is dated later than today."""
        last, now = self.last_backup(), self.audit.now().astimezone(UTC)
        return last is None or not timedelta(0) <= now - last < timedelta(days=days)

    @contextlib.contextmanager
    def told_by(self, now: Clock) -> Iterator[None]:
        """Lets another clock tell the time of what is written meanwhile: an example needs days gone by.

        A step back is flagged in the trail, as any other is.
        """
        before = self.audit.now, self.records.now
        self.audit.now = self.records.now = now
        try:
            yield
        finally:
            self.audit.now, self.records.now = before

    def check(self, *, quick: bool = True) -> list[Finding]:
        """Looks whether everything is whole, worst finding first; GOOD alone when it is. Changes nothing.

        A quick look at a large vault takes a sample; the whole may take a minute.
        """
        opened = self._open_one()
        projector = Projector(opened.store, self.catalogue)
        ring = self._keyring
        return checking.check(opened, projector, self.audit, ring.keys, ring.noted, quick=quick)

    def rebuild_lists(self) -> int:
        """Makes lists and search again from the revisions; gives how many records had to be changed."""
        opened = self._open_one()
        return Projector(opened.store, self.catalogue).rebuild()

    def rebuild_search(self) -> int:
        """Makes the search again from the revisions; gives how many records are in it now."""
        opened = self._open_one()
        return Projector(opened.store, self.catalogue).rebuild_search()

    def clear_loose_ends(self) -> int:
        """Takes away what a step that was broken off left in the folder; gives how many files and folders there were."""
        opened = self._open_one()
        there = [opened.folder / name for name in checking.LOOSE if (opened.folder / name).exists()]
        if not self.read_only:
            swapping.clear(opened.folder)
            with disk_faults():
                for path in there:
                    path.unlink(missing_ok=True)
        return len(there)

    def close(self) -> None:
        """Closes the files, drops the keys and lets others in; may be called twice. Whatever is asked afterwards raises
        `RecordsLocked`.
        """
        if self._opened is not None:
            # How far the trail went is remembered where it can be; a full disk must not keep the records open.
            with contextlib.suppress(ToolkitError):
                self._keyring.mark()
            self._opened.close()
            self._opened = None
            self._keyring.forget()
            self.audit.forget()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open_one(self) -> Opened:
        if self._opened is None:
            raise RecordsLocked()
        return self._opened

    @property
    def _keys(self) -> Keys:
        return self._keyring.keys

    def _note_opening(self, seen: Seen, way: Way) -> None:
        """Says in the trail how it was opened, and what came before: failed tries, a restore, an upgrade, an older copy."""
        opened, head = self._open_one(), self.audit.head()
        self._older = self.audit.older_than(self._keyring.noted)
        if self.read_only:
            return
        with contextlib.suppress(OSError):
            # Of a key file that was being written when the program was ended; the whole one stands beside it.
            (self.folder / checking.LOOSE[0]).unlink(missing_ok=True)
        who = self.facts.author().name
        if opened.migrated_from:
            self.audit.add("upgraded", who, why=f"from {opened.migrated_from}")
        if self._older is not None:
            self.audit.add(OLDER, who, why=f"{self._keyring.noted.entries} {head.entries}")
        if seen.restored:
            self.audit.add("restore finished", who)
        tries = failed.noted(self.folder)
        if tries is not None:
            self.audit.add("unlock failed", "", why=tries.why)
            failed.clear(self.folder)
        self.audit.add(way.step, who)
        if way.passphrase and way.known is not None and (way.known.version < VERSION or way.known.coming):
            self._keyring.settle(way.passphrase, way.known)
