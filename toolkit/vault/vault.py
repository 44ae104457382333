"""A vault: a folder of records that opens with a passphrase or with the printed code."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.errors import (
    PassphraseMissing,
    RecordsOfAnother,
    WrongCode,
    WrongPassphrase,
)
from toolkit.vault import creating, failed
from toolkit.vault.audit import Clock, clock
from toolkit.vault.codes import RecoveryCode
from toolkit.vault.creating import FORMS
from toolkit.vault.engine import prove_engine
from toolkit.vault.files import FolderLock, disk_faults
from toolkit.vault.keyfile import ID_BYTES, KeyFile, read_key_file
from toolkit.vault.keys import Cost, Keys, suitable_cost
from toolkit.vault.open_vault import CatalogueFor, OpenVault, Way
from toolkit.vault.opening import (
    BACKUPS,
    Opened,
    Seen,
    key_file_or_none,
    keys_from_code,
    open_database,
    open_first,
    see,
    take,
)
from toolkit.vault.organisation import OrganisationKey

__all__ = ["BACKUPS", "FORMS", "CatalogueFor", "Vault", "Way"]


class Vault(OpenVault):
    """A vault. Made by `create`, `unlock` and `unlock_with_code`; `close` ends it."""

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        name: str,
        catalogue_for: CatalogueFor,
        *,
        code: RecoveryCode | None = None,
        cost: Cost | None = None,
        organisation: OrganisationKey | None = None,
        now: Clock = clock,
    ) -> tuple[Vault, RecoveryCode]:
        """Makes a vault in a folder and opens it; gives its recovery code too. Takes about a second.

        `code` may have been made before, so that it is printed and typed back first. With an organisation's key the secret
        is sealed to it as well, which the worker is told before. Raises `RecordsAlreadyHere`,
        `EngineDoesNotEncrypt`, `PassphraseMissing`, `DiskFull`, `FolderReadOnly`; then no vault is left behind.
        """
        prove_engine()
        if not passphrase:
            raise PassphraseMissing()
        code = code or RecoveryCode.new()
        keys, vault_id = Keys(code), os.urandom(ID_BYTES)
        with disk_faults():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder)
        try:
            creating.clear_unfinished(folder)
            own = (organisation.name, organisation.key) if organisation else None
            key_file = KeyFile.seal(keys, vault_id, passphrase, cost or suitable_cost(), organisation=own)
            creating.make(folder, keys, key_file, name, now)
            seen = see(folder, False)
            opened = open_database(seen, keys, vault_id, now)
        except BaseException:
            lock.release()
            raise
        return cls.begin(seen, opened, lock, catalogue_for, now, Way("made", key_file)), code

    @classmethod
    def unlock(
        cls,
        folder: Path,
        passphrase: str,
        catalogue_for: CatalogueFor,
        read_only: bool = False,
        *,
        now: Clock = clock,
    ) -> Vault:
        """Opens a vault. Takes about a second. A folder that cannot be written to is opened to read only.

        Raises its own `ToolkitError` for each thing that can be wrong, and then no file was changed.
        """
        lock, seen = take(folder, read_only)
        try:
            if not passphrase:
                raise PassphraseMissing()
            key_file = read_key_file(folder)
            try:
                keys = key_file.open_all(passphrase)
            except WrongPassphrase:
                # The passphrase of these records cannot open the key file of others, and is not what is wrong.
                if key_file.vault_id != seen.salt:
                    raise RecordsOfAnother() from None
                if not seen.read_only:
                    failed.note(folder, "passphrase", now())
                raise
            opened = open_first(seen, keys, key_file.vault_id, now)
        except BaseException:
            lock.release()
            raise
        return cls.begin(seen, opened, lock, catalogue_for, now, Way("opened", key_file, passphrase))

    @classmethod
    def unlock_with_code(
        cls,
        folder: Path,
        code: str,
        new_passphrase: str,
        catalogue_for: CatalogueFor,
        *,
        cost: Cost | None = None,
        now: Clock = clock,
    ) -> Vault:
        """Opens a vault with its recovery code and sets a new passphrase; makes the key file again when it is gone.

        With an empty new passphrase it opens to read only and the passphrase stays. The key file is written only after
        the records were really opened. Raises `WrongCode` with the group where it can be told, and what `unlock` raises.
        """
        lock, seen = take(folder, not new_passphrase)
        try:
            key_file = key_file_or_none(folder)
            try:
                keys = keys_from_code(seen, code, key_file)
            except WrongCode:
                if not seen.read_only:
                    failed.note(folder, "code", now())
                raise
        except BaseException:
            lock.release()
            raise
        step = "opened with the recovery code"
        return cls.open_anew(seen, lock, (keys,), key_file, new_passphrase, catalogue_for, cost, now, step)

    @classmethod
    def open_anew(
        cls,
        seen: Seen,
        lock: FolderLock,
        all_keys: tuple[Keys, ...],
        key_file: KeyFile | None,
        new_passphrase: str,
        catalogue_for: CatalogueFor,
        cost: Cost | None,
        now: Clock,
        step: str,
    ) -> Vault:
        """Opens with keys found without the passphrase, then writes the key file for a new one; used by `recovery` too."""
        opened: Opened | None = None
        try:
            known = key_file if key_file is not None and key_file.is_of(all_keys[0]) else None
            opened = open_first(seen, all_keys, known.vault_id if known else None, now)
            known = known if known is not None and known.is_of(opened.keys) else None
            vault = cls(seen.path.parent, opened, lock, catalogue_for, now, known)
            if new_passphrase and not opened.store.read_only:
                generation = known.generation + 1 if known else 1
                vault._keyring.write_for(
                    new_passphrase, cost or (known.cost if known else suitable_cost()), generation
                )
            vault._note_opening(seen, Way(step, known))
        except BaseException:
            if opened is not None:
                opened.close()
            lock.release()
            raise
        return vault

    @classmethod
    def begin(
        cls, seen: Seen, opened: Opened, lock: FolderLock, catalogue_for: CatalogueFor, now: Clock, way: Way
    ) -> Vault:
        """Makes a vault of what was opened, and writes into the trail how; used by `restoring` too."""
        try:
            vault = cls(seen.path.parent, opened, lock, catalogue_for, now, way.known)
            vault._note_opening(seen, way)
        except BaseException:
            opened.close()
            lock.release()
            raise
        return vault
