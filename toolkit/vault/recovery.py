"""Recovery without the passphrase: the drill that proves the sheet, and the key that an organisation holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import WrongCode, WrongOrganisationKey
from toolkit.vault import failed
from toolkit.vault.audit import Clock, clock
from toolkit.vault.codes import RecoveryCode, typo_group
from toolkit.vault.files import Room, disk_faults
from toolkit.vault.keyfile import read_key_file
from toolkit.vault.keys import Cost
from toolkit.vault.opening import DATABASE, keys_from_code, take
from toolkit.vault.organisation import PrivateKey
from toolkit.vault.vault import CatalogueFor, Vault

TRIED = "recovery sheet tried"


@dataclass(frozen=True)
class Drill:
    """What the code alone opened: so many families and records; `last_written` is UTC as ISO text, or empty."""

    families: int
    records: int
    last_written: str


def drill(folder: Path, code: str, catalogue_for: CatalogueFor) -> Drill:
    """Opens closed records with the printed code alone, as if the key file were gone, and changes no byte of them.

    Raises `WrongCode` with the group where it can be told, and what opening raises.
    """
    lock, seen = take(folder, True)
    keys = None
    try:
        keys = keys_from_code(seen, code, None)
    finally:
        if keys is None:
            lock.release()
    vault = Vault.open_anew(seen, lock, (keys,), None, "", catalogue_for, None, clock, "recovery sheet tried")
    with vault:
        found = vault.summary()
    return Drill(found.families, found.records, found.last_written)


def drill_open(vault: Vault, code: str) -> Drill:
    """The same while the records are open: on a copy of them, without the key file; the trail says that it was tried.

    `Vault.drill` hands on to it. Raises `WrongCode`, with the group where it can be told, before anything is copied.
    """
    opened, own = vault._open_one(), vault._keys.code
    try:
        RecoveryCode.read(code)
    except WrongCode as wrong:
        slip = wrong.group or typo_group(code, lambda secret: RecoveryCode(secret) == own)
        raise WrongCode(group=slip) if slip else wrong from None
    if own.wrong_group(code) is not None:
        # A whole code, of other records or of before: no letter of it is a slip.
        raise WrongCode()
    with disk_faults():
        room = Room()
    with room:
        with opened.store.lock:
            opened.store.copy_to(
                Path(room.name) / DATABASE, vault._keys.database(), opened.vault_id, lambda left, pages: None
            )
        found = drill(Path(room.name), code, lambda _folder: vault.catalogue)
    if not vault.read_only:
        vault.audit.add(TRIED, vault.facts.author().name)
    return found


def open_with_organisation_key(
    folder: Path,
    private_key: PrivateKey,
    new_passphrase: str,
    catalogue_for: CatalogueFor,
    *,
    cost: Cost | None = None,
    now: Clock = clock,
) -> Vault:
    """Opens a vault with the key that its organisation holds, and sets a new passphrase; the trail says so.

    With an empty new passphrase it opens to read only. Raises `NoOrganisationKey`, `WrongOrganisationKey`, `KeyFileDamaged`,
    `KeyFileMissing`, and what `Vault.unlock` raises.
    """
    lock, seen = take(folder, not new_passphrase)
    try:
        key_file = read_key_file(folder)
        try:
            keys = key_file.open_for_organisation(private_key.key)
        except WrongOrganisationKey:
            if not seen.read_only:
                failed.note(folder, "organisation", now())
            raise
    except BaseException:
        lock.release()
        raise
    step = "opened with the organisation key"
    return Vault.open_anew(seen, lock, keys, key_file, new_passphrase, catalogue_for, cost, now, step)
