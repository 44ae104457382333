"""The keys of a vault, and the key file that gives them for a passphrase.

The 160-bit recovery secret is the root. The database key and the key that signs the key file are derived from it alone, so
the printed code opens the vault when the passphrase is forgotten and when the key file is gone. The vault's id is no
secret: it stands in the key file, it is the salt in the first 16 bytes of `vault.db`, and it is a row inside it.

`vault.key` is JSON of at most 16 KiB with exactly these fields, in the one spelling that `KeyFile.encode` gives:

    format, version 1, vault (id, 32 hex), generation (counts rewrites), kdf {name argon2id, memory_kib, passes, salt},
    nonce, sealed (the secret under XChaCha20-Poly1305 with a key from the passphrase; all of the above is its associated
    data), mac (keyed BLAKE2b of all of the above, under a key from the secret), check (plain BLAKE2b of all of the above).

`check` tells a damaged file from a wrong passphrase; it protects nothing. Version 1 is the only one so far.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import time
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nacl.bindings
import nacl.exceptions
import nacl.pwhash.argon2id

from toolkit.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    NotEnoughMemory,
    PassphraseMissing,
    WrongPassphrase,
)
from toolkit.vault.codes import SECRET_BYTES, RecoveryCode
from toolkit.vault.files import disk_fault, replace_file

FILE_NAME = "vault.key"
FORMAT = "safeguarding-toolkit key file"
VERSION = 1
MOST_BYTES = 16 * 1024
ID_BYTES = SALT_BYTES = 16
NONCE_BYTES, TAG_BYTES, MAC_BYTES = 24, 16, 32
MOST_GENERATIONS = 2**53
FIELDS = ("format", "version", "vault", "generation", "kdf", "nonce", "sealed", "mac", "check")
KDF_FIELDS = ("name", "memory_kib", "passes", "salt")


@dataclass(frozen=True, order=True)
class Cost:
    """What one try at a passphrase costs: memory in KiB, and passes over it."""

    memory_kib: int
    passes: int

    def allowed(self) -> bool:
        """Whether the cost lies between the floor and the cap; asked before anything is computed."""
        return (
            type(self.memory_kib) is int
            and type(self.passes) is int
            and FLOOR.memory_kib <= self.memory_kib <= CAP.memory_kib
            and FLOOR.passes <= self.passes <= CAP.passes
        )


FLOOR = Cost(64 * 1024, 3)
USUAL = Cost(256 * 1024, 3)
CAP = Cost(1024 * 1024, 16)


def suitable_cost(seconds: float = 1.0) -> Cost:
    """Gives a cost that takes about so many seconds on this computer, in 256 MiB where that is bearable."""
    began = time.perf_counter()
    _stretch("how long does this take", bytes(SALT_BYTES), FLOOR)
    took = max(time.perf_counter() - began, 0.001)
    per_pass = took / FLOOR.passes / FLOOR.memory_kib
    cost = USUAL
    while cost.memory_kib > FLOOR.memory_kib and per_pass * cost.memory_kib * cost.passes > 2 * seconds:
        cost = replace(cost, memory_kib=cost.memory_kib // 2)
    passes = round(seconds / (per_pass * cost.memory_kib))
    return replace(cost, passes=min(max(passes, FLOOR.passes), CAP.passes))


class Keys:
    """Everything derived from the recovery secret of one vault. Never shown by `repr`."""

    __slots__ = ("_secret",)

    def __init__(self, code: RecoveryCode) -> None:
        """Takes the recovery code."""
        self._secret: bytes | None = code.secret

    @property
    def code(self) -> RecoveryCode:
        """The recovery code, to print its sheet again."""
        return RecoveryCode(self._root())

    def database(self) -> bytes:
        """The 32 bytes that SQLCipher is keyed with."""
        return self._derive(b"database key v1")

    def header(self) -> bytes:
        """The 32 bytes that sign the key file."""
        return self._derive(b"header key v1")

    def audit(self) -> bytes:
        """The 32 bytes that chain the rows of the audit trail."""
        return self._derive(b"audit key v1")

    def forget(self) -> None:
        """Drops the secret; the keys cannot be asked for afterwards."""
        self._secret = None

    def _root(self) -> bytes:
        if self._secret is None:
            raise ValueError("the keys were forgotten")
        return self._secret

    def _derive(self, purpose: bytes) -> bytes:
        return hashlib.blake2b(key=self._root(), person=purpose, digest_size=32).digest()

    def __repr__(self) -> str:
        return "Keys(...)"


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

    @classmethod
    def seal(cls, keys: Keys, vault_id: bytes, passphrase: str, cost: Cost, generation: int = 1) -> KeyFile:
        """Wraps the secret for a passphrase. Raises `PassphraseMissing`, `NotEnoughMemory`, or `ValueError` for a cost
        outside floor and cap.
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
        )
        key = _stretch(passphrase, bare.salt, cost)
        sealed = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
            keys.code.secret, bare._associated(), bare.nonce, key
        )
        unsigned = replace(bare, sealed=sealed)
        return replace(unsigned, mac=unsigned._mac(keys))

    def open(self, passphrase: str) -> Keys:
        """Unwraps the secret. Raises `WrongPassphrase`, or `KeyFileDamaged` when the file was tampered with."""
        key = _stretch(passphrase, self.salt, self.cost)
        try:
            secret = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                self.sealed, self._associated(), self.nonce, key
            )
        except nacl.exceptions.CryptoError:
            raise WrongPassphrase() from None
        keys = Keys(RecoveryCode(secret))
        if not self.is_of(keys):
            raise KeyFileDamaged()
        return keys

    def is_of(self, keys: Keys) -> bool:
        """Whether the file was written with these keys and not changed since."""
        return hmac.compare_digest(self.mac, self._mac(keys))

    def encode(self) -> bytes:
        """The one spelling of this file: ASCII, sorted as in `FIELDS`, one line feed at the end of each line."""
        fields = self._signed() | {"mac": self.mac.hex()}
        return _spell(fields | {"check": _digest(fields)})

    @classmethod
    def decode(cls, data: bytes) -> KeyFile:
        """Reads a key file strictly. Raises `KeyFileNewer`, or `KeyFileDamaged` for anything `encode` does not write."""
        fields = _load(data)
        try:
            kdf = fields["kdf"]
            if tuple(fields) != FIELDS or not isinstance(kdf, dict) or tuple(kdf) != KDF_FIELDS:
                raise KeyFileDamaged()
            if (fields["format"], kdf["name"]) != (FORMAT, "argon2id") or type(fields["version"]) is not int:
                raise KeyFileDamaged()
            file = cls(
                vault_id=_hex(fields["vault"], ID_BYTES),
                generation=fields["generation"],
                cost=Cost(kdf["memory_kib"], kdf["passes"]),
                salt=_hex(kdf["salt"], SALT_BYTES),
                nonce=_hex(fields["nonce"], NONCE_BYTES),
                sealed=_hex(fields["sealed"], SECRET_BYTES + TAG_BYTES),
                mac=_hex(fields["mac"], MAC_BYTES),
            )
        except (KeyError, ValueError):
            raise KeyFileDamaged() from None
        if type(file.generation) is not int or not 1 <= file.generation <= MOST_GENERATIONS:
            raise KeyFileDamaged()
        # The last comparison refuses what a forgiving reader lets by: doubled keys, other spacing, CRLF, capitals, a
        # wrong check.
        if not file.cost.allowed() or file.encode() != data:
            raise KeyFileDamaged()
        return file

    def _associated(self) -> bytes:
        signed = self._signed()
        del signed["sealed"]
        return _spell(signed)

    def _signed(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
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

    def _mac(self, keys: Keys) -> bytes:
        signed = _spell(self._signed())
        return hashlib.blake2b(signed, key=keys.header(), digest_size=MAC_BYTES).digest()


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


def normal_passphrase(passphrase: str) -> bytes:
    """A passphrase as it counts: é typed in one or two parts is the same. Raises `PassphraseMissing` for an empty one."""
    if not passphrase:
        raise PassphraseMissing()
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    words = normal_passphrase(passphrase)
    try:
        return nacl.pwhash.argon2id.kdf(
            nacl.bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
            words,
            salt,
            opslimit=cost.passes,
            memlimit=cost.memory_kib * 1024,
        )
    except (nacl.exceptions.RuntimeError, MemoryError):
        raise NotEnoughMemory() from None


def _load(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise KeyFileDamaged()
    try:
        fields = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError):
        raise KeyFileDamaged() from None
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise KeyFileDamaged()
    version = fields.get("version")
    if type(version) is int and version > VERSION:
        raise KeyFileNewer()
    if version != VERSION:
        raise KeyFileDamaged()
    return fields


def _hex(value: object, size: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * size:
        raise KeyFileDamaged()
    return bytes.fromhex(value)


def _spell(fields: dict[str, Any]) -> bytes:
    return (json.dumps(fields, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _digest(fields: dict[str, Any]) -> str:
    return hashlib.blake2b(_spell(fields), digest_size=16).hexdigest()
