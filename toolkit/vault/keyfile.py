"""The key file, which gives the recovery secret, the root of all keys, for a passphrase.

The vault's id is no secret: it stands in the key file, it is the salt in the first 16 bytes of `vault.db`, and it is a row
inside it.

`vault.key` is JSON of at most 16 KiB with exactly these fields, in the one spelling that `KeyFile.encode` gives:

    format, version 2, vault (id, 32 hex), generation (counts rewrites), kdf {name argon2id, memory_kib, passes, salt},
    nonce, sealed (the secret under XChaCha20-Poly1305 with a key from the passphrase), coming, organisation, trail
    {entries, head}, mac (keyed BLAKE2b of all of the above, under a key from the secret), check (plain BLAKE2b of it all).

`coming` is null, or holds the next secret {nonce, sealed, organisation, mac} while the records are encrypted anew for it:
until that has ended, either may be the one that opens them. `organisation` is null, or {name, key, sealed}: the secret
sealed to a public key that the worker's organisation holds. `trail` says how far the audit trail went when the records
were closed last. The associated data of `sealed` are format, version, vault, kdf and nonce; the MAC covers the rest.

`check` tells a damaged file from a wrong passphrase; it protects nothing. Version 1 had no coming, organisation and trail,
and all of its fields as associated data. It is read for ever, and written again as version 2 when it is next changed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nacl.bindings
import nacl.exceptions
import nacl.public

from toolkit.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    NoOrganisationKey,
    WrongOrganisationKey,
    WrongPassphrase,
)
from toolkit.vault import keys as deriving
from toolkit.vault.codes import SECRET_BYTES, RecoveryCode
from toolkit.vault.files import disk_fault, replace_file
from toolkit.vault.keys import SALT_BYTES, Cost, Keys
from toolkit.vault.spelling import Misspelled, Newer, check, load, part, spell, unhex, whole

FILE_NAME = "vault.key"
FORMAT = "safeguarding-toolkit key file"
VERSION = 2
MOST_BYTES = 16 * 1024
ID_BYTES = 16
NONCE_BYTES, TAG_BYTES, MAC_BYTES = 24, 16, 32
MOST_GENERATIONS = 2**53
FIRST_FIELDS = ("format", "version", "vault", "generation", "kdf", "nonce", "sealed", "mac", "check")
FIELDS = (*FIRST_FIELDS[:-2], "coming", "organisation", "trail", *FIRST_FIELDS[-2:])
KDF_FIELDS = ("name", "memory_kib", "passes", "salt")
HEAD_BYTES, PUBLIC_BYTES, SEALED_BOX_BYTES = 32, 32, SECRET_BYTES + 48
MOST_NAME = 80


@dataclass(frozen=True)
class Anchor:
    """How far an audit trail went: the number of its last entry and that entry's hash, as 64 hex letters."""

    entries: int = 0
    head: str = ""


@dataclass(frozen=True)
class Organisation:
    """Whose public key the secret is sealed to as well: a name to show, the key, and what it seals."""

    name: str
    key: bytes
    sealed: bytes

    @classmethod
    def seal(cls, name: str, key: bytes, keys: Keys) -> Organisation:
        """Seals the secret so that the holder of the private key alone can open it."""
        box = nacl.public.SealedBox(nacl.public.PublicKey(key))
        return cls(name, key, bytes(box.encrypt(keys.code.secret)))


@dataclass(frozen=True)
class Coming:
    """The next secret, while the records are encrypted anew for it. `organisation` is empty where none holds a key."""

    nonce: bytes
    sealed: bytes
    organisation: bytes
    mac: bytes


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """What stands in `vault.key`, already checked for shape and cost, not yet for truth."""

    vault_id: bytes
    generation: int
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    mac: bytes
    version: int = VERSION
    coming: Coming | None = None
    organisation: Organisation | None = None
    anchor: Anchor = Anchor()

    @classmethod
    def seal(
        cls,
        keys: Keys,
        vault_id: bytes,
        passphrase: str,
        cost: Cost,
        generation: int = 1,
        *,
        coming: Keys | None = None,
        organisation: tuple[str, bytes] | None = None,
        anchor: Anchor = Anchor(),
    ) -> KeyFile:
        """Wraps the secret for a passphrase, and for an organisation's name and public key.

        Raises `PassphraseMissing`, `NotEnoughMemory`, or `ValueError` for a cost outside floor and cap.
        """
        if not cost.allowed():
            raise ValueError("the cost of a passphrase lies outside the floor and the cap")
        bare = cls(
            vault_id=vault_id,
            generation=generation,
            cost=cost,
            salt=os.urandom(SALT_BYTES),
            nonce=os.urandom(NONCE_BYTES),
            sealed=b"",
            mac=b"",
            organisation=Organisation.seal(*organisation, keys) if organisation else None,
            anchor=anchor,
        )
        key = deriving._stretch(passphrase, bare.salt, cost)
        file = replace(bare, sealed=_lock(keys, bare._associated(bare.nonce), bare.nonce, key))
        if coming is not None:
            nonce = os.urandom(NONCE_BYTES)
            box = Organisation.seal(*organisation, coming).sealed if organisation else b""
            wrapped = _lock(coming, bare._associated(nonce), nonce, key)
            file = replace(file, coming=Coming(nonce, wrapped, box, b""))
            assert file.coming is not None
            file = replace(file, coming=replace(file.coming, mac=file._mac(coming)))
        return replace(file, mac=file._mac(keys))

    def open(self, passphrase: str) -> Keys:
        """Unwraps the secret. Raises `WrongPassphrase`, or `KeyFileDamaged` when the file was tampered with."""
        return self.open_all(passphrase)[0]

    def open_all(self, passphrase: str) -> tuple[Keys, ...]:
        """Unwraps the secret, and after it the coming one where there is one. Raises as `open` does."""
        key = deriving._stretch(passphrase, self.salt, self.cost)
        wrapped = [(self.nonce, self.sealed)]
        if self.coming is not None:
            wrapped.append((self.coming.nonce, self.coming.sealed))
        found: list[Keys] = []
        for nonce, sealed in wrapped:
            try:
                secret = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                    sealed, self._associated(nonce), nonce, key
                )
            except nacl.exceptions.CryptoError:
                raise KeyFileDamaged() if found else WrongPassphrase() from None
            found.append(self._true(Keys(RecoveryCode(secret))))
        return tuple(found)

    def open_for_organisation(self, private: nacl.public.PrivateKey) -> tuple[Keys, ...]:
        """Unwraps the secret with the organisation's private key, and after it the coming one where there is one.

        Raises `NoOrganisationKey`, `WrongOrganisationKey`, or `KeyFileDamaged` when the file was tampered with.
        """
        if self.organisation is None:
            raise NoOrganisationKey()
        if bytes(private.public_key) != self.organisation.key:
            raise WrongOrganisationKey()
        boxes = [self.organisation.sealed, *([self.coming.organisation] if self.coming else [])]
        try:
            secrets = [nacl.public.SealedBox(private).decrypt(box) for box in boxes]
        except (nacl.exceptions.CryptoError, ValueError):
            raise KeyFileDamaged() from None
        return tuple(self._true(Keys(RecoveryCode(bytes(secret)))) for secret in secrets)

    def _true(self, keys: Keys) -> Keys:
        if not self.is_of(keys):
            raise KeyFileDamaged()
        return keys

    def is_of(self, keys: Keys) -> bool:
        """Whether the file was written with these keys, or while they were the coming ones, and not changed since."""
        mac = self._mac(keys)
        return hmac.compare_digest(self.mac, mac) or (
            self.coming is not None and hmac.compare_digest(self.coming.mac, mac)
        )

    def signed_anew(
        self, keys: Keys, *, anchor: Anchor | None = None, organisation: Organisation | None
    ) -> KeyFile:
        """The same file with another anchor or organisation; the passphrase is not needed for these."""
        if self.version == 1 or self.coming is not None:
            raise ValueError("this key file is written again with the passphrase only")
        file = replace(
            self,
            generation=self.generation + 1,
            anchor=self.anchor if anchor is None else anchor,
            organisation=organisation,
        )
        return replace(file, mac=file._mac(keys))

    def encode(self) -> bytes:
        """The one spelling of this file: ASCII, sorted as in `FIELDS`, one line feed at the end of each line."""
        fields = self._signed()
        if self.coming is not None:
            fields["coming"]["mac"] = self.coming.mac.hex()
        fields["mac"] = self.mac.hex()
        return spell(fields | {"check": check(fields)})

    @classmethod
    def decode(cls, data: bytes) -> KeyFile:
        """Reads a key file strictly. Raises `KeyFileNewer`, or `KeyFileDamaged` for anything `encode` does not write."""
        try:
            file = cls._decode(load(data, FORMAT, VERSION, MOST_BYTES))
        except Newer:
            raise KeyFileNewer() from None
        except Misspelled:
            raise KeyFileDamaged() from None
        if not file.cost.allowed() or file.encode() != data:
            raise KeyFileDamaged()
        return file

    @classmethod
    def _decode(cls, fields: dict[str, Any]) -> KeyFile:
        part(fields, *(FIRST_FIELDS if fields["version"] == 1 else FIELDS))
        kdf = part(fields["kdf"], *KDF_FIELDS)
        if kdf["name"] != "argon2id":
            raise Misspelled
        return cls(
            version=fields["version"],
            vault_id=unhex(fields["vault"], ID_BYTES),
            generation=whole(fields["generation"], 1, MOST_GENERATIONS),
            cost=Cost(kdf["memory_kib"], kdf["passes"]),
            salt=unhex(kdf["salt"], SALT_BYTES),
            nonce=unhex(fields["nonce"], NONCE_BYTES),
            sealed=unhex(fields["sealed"], SECRET_BYTES + TAG_BYTES),
            mac=unhex(fields["mac"], MAC_BYTES),
            coming=_coming(fields.get("coming")),
            organisation=_organisation(fields.get("organisation")),
            anchor=_anchor(fields["trail"]) if fields["version"] > 1 else Anchor(),
        )

    def _associated(self, nonce: bytes) -> bytes:
        signed = self._signed()
        del signed["sealed"]
        if self.version > 1:
            for name in ("generation", "coming", "organisation", "trail"):
                del signed[name]
        return spell(signed | {"nonce": nonce.hex()})

    def _signed(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "format": FORMAT,
            "version": self.version,
            "vault": self.vault_id.hex(),
            "generation": self.generation,
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.cost.memory_kib,
                "passes": self.cost.passes,
                "salt": self.salt.hex(),
            },
            "nonce": self.nonce.hex(),
            "sealed": self.sealed.hex(),
        }
        if self.version == 1:
            return fields
        own, coming = self.organisation, self.coming
        return fields | {
            "coming": coming
            and {
                "nonce": coming.nonce.hex(),
                "sealed": coming.sealed.hex(),
                "organisation": coming.organisation.hex(),
            },
            "organisation": own and {"name": own.name, "key": own.key.hex(), "sealed": own.sealed.hex()},
            "trail": {"entries": self.anchor.entries, "head": self.anchor.head},
        }

    def _mac(self, keys: Keys) -> bytes:
        return hashlib.blake2b(spell(self._signed()), key=keys.header(), digest_size=MAC_BYTES).digest()


def read_key_file(folder: Path) -> KeyFile:
    """Reads a vault's key file. Raises `KeyFileMissing`, `KeyFileDamaged`, `KeyFileNewer` or `DiskFault`."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        raise KeyFileMissing() from None
    except OSError as fault:
        raise disk_fault(fault) from None
    return KeyFile.decode(data)


def write_key_file(folder: Path, file: KeyFile) -> None:
    """Puts a key file in place of the old one, whole or not at all. Raises `DiskFull`, `FolderReadOnly`, `DiskFault`."""
    replace_file(folder / FILE_NAME, file.encode())


def _lock(keys: Keys, associated: bytes, nonce: bytes, key: bytes) -> bytes:
    return nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(keys.code.secret, associated, nonce, key)


def name_fits(name: object) -> bool:
    """Whether this can stand as the name of an organisation: up to 80 letters that can be shown, no more gaps than needed."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= MOST_NAME
        and name.isprintable()
        and name == " ".join(name.split())
    )


def _coming(value: object) -> Coming | None:
    if value is None:
        return None
    fields = part(value, "nonce", "sealed", "organisation", "mac")
    return Coming(
        unhex(fields["nonce"], NONCE_BYTES),
        unhex(fields["sealed"], SECRET_BYTES + TAG_BYTES),
        unhex(fields["organisation"], 0, SEALED_BOX_BYTES),
        unhex(fields["mac"], MAC_BYTES),
    )


def _organisation(value: object) -> Organisation | None:
    if value is None:
        return None
    fields = part(value, "name", "key", "sealed")
    if not name_fits(fields["name"]):
        raise Misspelled
    return Organisation(
        fields["name"], unhex(fields["key"], PUBLIC_BYTES), unhex(fields["sealed"], SEALED_BOX_BYTES)
    )


def _anchor(value: object) -> Anchor:
    fields = part(value, "entries", "head")
    entries = whole(fields["entries"], 0, MOST_GENERATIONS)
    return Anchor(entries, unhex(fields["head"], HEAD_BYTES if entries else 0).hex())
