"""The key that an organisation may hold to its workers' records, so that a leaver's records are not lost.

The public half is a setting that IT puts on each computer: one line that holds the organisation's name. It can only seal.
The private half stays with the organisation in a file under a passphrase of its own, and opens every vault sealed to it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nacl.exceptions
import nacl.public
import nacl.secret

from toolkit.errors import OrganisationKeyRefused, WrongPassphrase
from toolkit.vault import keys as stretching
from toolkit.vault.files import disk_fault, disk_faults, replace_file
from toolkit.vault.keyfile import KDF_FIELDS, PUBLIC_BYTES, name_fits
from toolkit.vault.keys import SALT_BYTES, Cost, suitable_cost
from toolkit.vault.spelling import Misspelled, Newer, check, load, part, spell, unhex

PUBLIC_FILE, PRIVATE_FILE = "organisation-key.txt", "organisation-private.key"
FORMAT, VERSION, MOST_BYTES = "safeguarding-toolkit organisation key", 1, 16 * 1024
_LEAD, _GAP = "STOK1", " "
_FIELDS = ("format", "version", "name", "public", "kdf", "sealed", "check")
_NONCE_AND_TAG = 40


@dataclass(frozen=True)
class OrganisationKey:
    """The public half: whose it is, and 32 bytes."""

    name: str
    key: bytes

    @property
    def text(self) -> str:
        """The one line that IT copies: a mark, 64 hex letters, 8 check letters, and the name."""
        return _GAP.join([_LEAD, self.key.hex(), self._check(), self.name])

    @property
    def fingerprint(self) -> str:
        """Sixteen letters in groups of four, to compare over the telephone."""
        digest = hashlib.blake2b(self.key, digest_size=8).hexdigest().upper()
        return _GAP.join(digest[at : at + 4] for at in range(0, 16, 4))

    @classmethod
    def read(cls, text: str) -> OrganisationKey:
        """Reads the line. Raises `OrganisationKeyRefused` for anything that is not whole."""
        words = text.split()
        if len(words) < 4 or words[0] != _LEAD:
            raise OrganisationKeyRefused()
        try:
            found = cls(_GAP.join(words[3:]), unhex(words[1].lower(), PUBLIC_BYTES))
        except Misspelled:
            raise OrganisationKeyRefused() from None
        if not name_fits(found.name) or words[2].lower() != found._check():
            raise OrganisationKeyRefused()
        return found

    def _check(self) -> str:
        return hashlib.blake2b(self.key + self.name.encode("utf-8", "replace"), digest_size=4).hexdigest()


class PrivateKey:
    """The private half, out of its file. Never shown by `repr`."""

    __slots__ = ("_key", "name")

    def __init__(self, name: str, key: nacl.public.PrivateKey) -> None:
        """Takes the name and the key."""
        self.name = name
        self._key = key

    @classmethod
    def load(cls, file: Path, passphrase: str) -> PrivateKey:
        """Opens the file with its passphrase. Takes about a second.

        Raises `OrganisationKeyRefused`, `WrongPassphrase`, `PassphraseMissing`, or a fault of the disk.
        """
        try:
            with file.open("rb") as handle:
                data = handle.read(MOST_BYTES + 1)
        except OSError as fault:
            raise disk_fault(fault) from None
        try:
            fields = part(load(data, FORMAT, VERSION, MOST_BYTES), *_FIELDS)
            kdf = part(fields["kdf"], *KDF_FIELDS)
            cost, salt = Cost(kdf["memory_kib"], kdf["passes"]), unhex(kdf["salt"], SALT_BYTES)
            public = unhex(fields["public"], PUBLIC_BYTES)
            sealed = unhex(fields["sealed"], PUBLIC_BYTES + _NONCE_AND_TAG)
        except (Misspelled, Newer):
            raise OrganisationKeyRefused() from None
        if not cost.allowed() or not name_fits(fields["name"]) or _spelled(fields) != data:
            raise OrganisationKeyRefused()
        try:
            secret = nacl.secret.SecretBox(stretching._stretch(passphrase, salt, cost)).decrypt(sealed)
        except nacl.exceptions.CryptoError:
            raise WrongPassphrase() from None
        key = nacl.public.PrivateKey(secret)
        if bytes(key.public_key) != public:
            raise OrganisationKeyRefused()
        return cls(fields["name"], key)

    @property
    def key(self) -> nacl.public.PrivateKey:
        """The key, to open a key file with."""
        return self._key

    def __repr__(self) -> str:
        return "PrivateKey(...)"


def make_key_pair(folder: Path, name: str, passphrase: str, *, cost: Cost | None = None) -> OrganisationKey:
    """Makes a pair for IT and writes two files: the line for every computer, and the private key under its passphrase.

    Files that are there already are never written over. Raises `OrganisationKeyRefused` for a name that cannot be shown or
    a folder that holds a pair, `PassphraseMissing`, and faults of the disk.
    """
    name = " ".join(name.split())
    if not name_fits(name):
        raise OrganisationKeyRefused("Write a name of up to 80 letters for the key. No key was made.")
    if any((folder / file).exists() for file in (PUBLIC_FILE, PRIVATE_FILE)):
        raise OrganisationKeyRefused("This folder holds an organisation key already. No key was made.")
    cost, salt, made = cost or suitable_cost(), os.urandom(SALT_BYTES), nacl.public.PrivateKey.generate()
    key = stretching._stretch(passphrase, salt, cost)
    public = OrganisationKey(name, bytes(made.public_key))
    kdf = {"name": "argon2id", "memory_kib": cost.memory_kib, "passes": cost.passes, "salt": salt.hex()}
    sealed = nacl.secret.SecretBox(key).encrypt(bytes(made))
    fields = {"format": FORMAT, "version": VERSION, "name": name, "public": public.key.hex(), "kdf": kdf}
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The private one first: a public key alone would seal records that nobody can open.
    replace_file(folder / PRIVATE_FILE, _spelled(fields | {"sealed": bytes(sealed).hex(), "check": ""}))
    replace_file(folder / PUBLIC_FILE, (public.text + "\n").encode("utf-8"))
    return public


def _spelled(fields: dict[str, Any]) -> bytes:
    body = {name: value for name, value in fields.items() if name != "check"}
    return spell(body | {"check": check(body)})
