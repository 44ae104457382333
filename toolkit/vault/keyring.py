"""The keys of an open vault: its passphrase, its recovery code, the organisation's key, and what the key file remembers."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

from toolkit.errors import (
    DiskFull,
    KeyFileDamaged,
    OpenedToReadOnly,
    PassphraseMissing,
    RecoveryCodeNotChanged,
    SameRecoveryCode,
    ToolkitError,
    WrongPassphrase,
)
from toolkit.vault.audit import Audit, Head
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.copying import audit_key, page_faults
from toolkit.vault.engine import PAGE_BYTES
from toolkit.vault.files import disk_faults
from toolkit.vault.keyfile import (
    Anchor,
    KeyFile,
    Organisation,
    name_fits,
    read_key_file,
    write_key_file,
)
from toolkit.vault.keys import Cost, Keys
from toolkit.vault.opening import Opened
from toolkit.vault.organisation import OrganisationKey

SHOWN, PRINTED = "recovery code shown", "recovery code printed"


class Keyring:
    """What is done with keys while a vault is open. `Vault` hands on to it."""

    def __init__(
        self, folder: Path, opened: Opened, audit: Audit, known: KeyFile | None, who: Callable[[], str]
    ) -> None:
        """Takes what opening gave, the key file that was read and found true, and what names the worker."""
        self._folder = folder
        self._store = opened.store
        self._vault_id = opened.vault_id
        self._audit = audit
        self._who = who
        self.keys: Keys = opened.keys
        self.noted = Head(known.anchor.entries, known.anchor.head) if known else Head(0, "")
        self._organisation = known.organisation if known else None

    @property
    def organisation(self) -> OrganisationKey | None:
        """The public key that the secret is sealed to as well, or None."""
        own = self._organisation
        return OrganisationKey(own.name, own.key) if own else None

    def forget(self) -> None:
        """Drops the keys."""
        self.keys.forget()

    def code(self, *, printed: bool = False) -> RecoveryCode:
        """Gives the recovery code; the trail says that it was shown or printed."""
        if not self._store.read_only:
            self._audit.add(PRINTED if printed else SHOWN, self._who())
        return self.keys.code

    def passphrase_is(self, passphrase: str) -> bool:
        """Says whether this is the passphrase."""
        try:
            self._own(passphrase)
        except (WrongPassphrase, PassphraseMissing):
            return False
        return True

    def _own(self, passphrase: str) -> KeyFile:
        key_file = read_key_file(self._folder)
        if key_file.open(passphrase).code != self.keys.code:
            raise KeyFileDamaged()
        return key_file

    def change_passphrase(self, old: str, new: str, cost: Cost | None) -> None:
        """Wraps the secret for another passphrase."""
        self._may_write()
        with self._store.lock:
            before = self._own(old)
            # The new row is not on the disk yet when the key file is: what that remembers must be.
            head = self._audit.head()
            try:
                with self._store.writing():
                    self._audit.add("passphrase changed", self._who())
                    self._write(new, cost or before.cost, before.generation + 1, head=head)
            except BaseException:
                # The trail did not take it, so it did not happen.
                with contextlib.suppress(ToolkitError):
                    if read_key_file(self._folder) != before:
                        write_key_file(self._folder, before)
                raise

    def settle(self, passphrase: str, known: KeyFile) -> None:
        """Writes the key file of an older version, or of a new code that was broken off, as it is to be."""
        if known.coming is not None:
            first = known.open(passphrase).code == self.keys.code
            words = "new recovery code given up" if first else "new recovery code in use"
            self._audit.add(words, self._who())
        self._write(passphrase, known.cost, known.generation + 1)

    def write_for(self, passphrase: str, cost: Cost, generation: int) -> None:
        """Writes the key file for a new passphrase, after the records were opened without the old one."""
        self._write(passphrase, cost, generation)

    def _write(
        self,
        passphrase: str,
        cost: Cost,
        generation: int,
        *,
        coming: Keys | None = None,
        head: Head | None = None,
    ) -> None:
        own = self._organisation
        head = head or self._audit.head()
        file = KeyFile.seal(
            self.keys,
            self._vault_id,
            passphrase,
            cost,
            generation,
            coming=coming,
            organisation=(own.name, own.key) if own else None,
            anchor=Anchor(head.entries, head.head),
        )
        write_key_file(self._folder, file)

    def mark(self) -> bytes:
        """Writes into the key file how far the trail goes, and gives the bytes of that file; none when it cannot be read."""
        with self._store.lock:
            try:
                before = read_key_file(self._folder)
            except ToolkitError:
                return b""
            head = self._audit.head()
            if before.version == 1 or before.coming is not None or not before.is_of(self.keys):
                return before.encode()
            anchor = Anchor(head.entries, head.head)
            if anchor != before.anchor and not self._store.read_only:
                before = before.signed_anew(self.keys, anchor=anchor, organisation=before.organisation)
                write_key_file(self._folder, before)
            return before.encode()

    def set_organisation(self, key: OrganisationKey | None) -> None:
        """Seals the secret to an organisation's public key as well, or to none any more."""
        self._may_write()
        if key == self.organisation:
            return
        if key is not None and not name_fits(key.name):
            raise ValueError("the name of an organisation cannot be shown")
        with self._store.lock:
            before = read_key_file(self._folder)
            if not before.is_of(self.keys) or before.version == 1:
                raise KeyFileDamaged()
            sealed = Organisation.seal(key.name, key.key, self.keys) if key else None
            with self._store.writing():
                words = "organisation key added" if key else "organisation key taken out"
                self._audit.add(words, self._who(), why=key.fingerprint if key else "")
                write_key_file(self._folder, before.signed_anew(self.keys, organisation=sealed))
            self._organisation = sealed

    def new_code(self, passphrase: str, code: RecoveryCode | None, cost: Cost | None) -> RecoveryCode:
        """Encrypts everything anew for another recovery secret.

        Until that has ended the key file holds both secrets, so either opens it whenever the program is killed.
        """
        self._may_write()
        with self._store.lock:
            before = self._own(passphrase)
            new = Keys(code or RecoveryCode.new())
            if new.code == self.keys.code:
                raise SameRecoveryCode()
            self._has_room()
            self._keep_audit_key()
            self._audit.add("new recovery code begun", self._who())
            price = cost or before.cost
            self._write(passphrase, price, before.generation + 1, coming=new)
            try:
                self._store.rekey(new.database())
                with contextlib.suppress(DiskFull):
                    self._store.checkpoint()
                whole = not page_faults(self._store)
            except ToolkitError:
                whole = False
            if not whole:
                self._store.close()
                raise RecoveryCodeNotChanged()
            self.keys = new
            self._audit.add("recovery code changed", self._who())
            # Should this fail, the key file still holds both, and the next unlocking settles it.
            with contextlib.suppress(ToolkitError):
                self._write(passphrase, price, before.generation + 2)
            return new.code

    def _keep_audit_key(self) -> None:
        # The chain goes on under the key that it began with, which from now on stands inside the encrypted file.
        key = audit_key(self._store, self.keys)
        with self._store.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO about VALUES ('audit_key', ?)", [key.hex()])

    def _has_room(self) -> None:
        """Every page is written twice beside the old one. Raises `DiskFull` before anything is begun."""
        size = int(self._store.value("PRAGMA page_count")) * PAGE_BYTES
        with disk_faults():
            if shutil.disk_usage(self._folder).free < 3 * size:
                raise DiskFull()

    def _may_write(self) -> None:
        if self._store.read_only:
            raise OpenedToReadOnly()
