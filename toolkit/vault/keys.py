"""The keys of a vault: everything is derived from the 160-bit recovery secret, and a passphrase is made a key.

The database key and the key that signs the key file come from the secret alone, so the printed code opens the vault when
the passphrase is forgotten and when the key file is gone.
"""

from __future__ import annotations

import hashlib
import time
import unicodedata
from dataclasses import dataclass, replace

import nacl.bindings
import nacl.exceptions
import nacl.pwhash.argon2id

from toolkit.errors import NotEnoughMemory, PassphraseMissing
from toolkit.vault.codes import RecoveryCode

SALT_BYTES = 16


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
