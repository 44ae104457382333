"""Seals bytes into one file in the age format and opens such a file again: with a passphrase, or with a key.

The only place that imports pyrage. Its words are dropped on the way: each way a file can fail has a sentence of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pyrage import DecryptError, RecipientError, passphrase, x25519
from pyrage import decrypt as open_with_keys
from pyrage import encrypt as seal_for_keys

from toolkit.errors import PassphraseMissing, ToolkitError

LEAD = b"age-encryption.org/v"
_FIRST_LINE = LEAD + b"1\n"
_HEAD_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
MOST_BYTES = 400 * 1024 * 1024
"""No larger file is sealed or opened: it is held in memory whole."""
Kind: TypeAlias = Literal["passphrase", "key"]


class NotAHandOver(ToolkitError):
    """A file that is not in the age format at all."""

    sentence = "This is not a hand-over file. Nothing was taken in. Choose the file whose name ends in .age."


class HandOverCut(ToolkitError):
    """The file ends before its own header does."""

    sentence = (
        "This file was cut short on the way: its end is missing. Nothing was taken in. "
        "Ask your colleague to send it again, and compare the size on the receipt."
    )


class HandOverChanged(ToolkitError):
    """The sealed part does not fit its seal."""

    sentence = (
        "This file is not as it was sealed: it was changed or cut short on the way. Nothing was taken in. "
        "Ask your colleague to send it again, and compare the size on the receipt."
    )


class HandOverNewer(ToolkitError):
    """A newer age format, or a newer version of what is inside."""

    sentence = (
        "This file was made by a newer version of the program. Nothing was taken in. "
        "Update the program, then open it again."
    )


class HandOverOtherKey(ToolkitError):
    """The file was sealed for a key that is not the one kept in this vault."""

    sentence = (
        "This file was sealed for another key, so these records cannot open it. Nothing was taken in. "
        "Show your colleague your own key and ask for the file again."
    )


class HandOverWrongPassphrase(ToolkitError):
    """The passphrase does not open the file."""

    sentence = (
        "This passphrase does not open the file. Nothing was taken in. Ask your colleague to say it again, "
        "word by word. If it is right, the file was changed on the way."
    )


class HandOverTooCostly(ToolkitError):
    """The file asks for more work than checking a passphrase ever takes."""

    sentence = "This file asks this computer for far more work than a hand-over needs. It was not opened, and nothing was taken in."


class NotAKey(ToolkitError):
    """Text that is no public key of the age format."""

    sentence = "This is not a colleague’s key. It begins with age1 and has 62 letters and digits. Copy it whole, and try again."


class HandOverTooLarge(ToolkitError):
    """More than `MOST_BYTES`."""

    sentence = "This is more than 400 MB, so it cannot be handed over in one file. Nothing was changed. Choose fewer records."


@dataclass(frozen=True)
class KeyPair:
    """A worker's own key: `secret` stays in the vault, `public` is what a colleague seals for."""

    secret: str
    public: str


def new_key() -> KeyPair:
    """Makes a key at random."""
    made = x25519.Identity.generate()
    return KeyPair(str(made), str(made.to_public()))


def seal(content: bytes, *, words: str = "", key: str = "") -> bytes:
    """Seals bytes with a passphrase or for a public key. With a passphrase it takes about a second.

    Raises `NotAKey`, `PassphraseMissing`, `HandOverTooLarge`.
    """
    if len(content) > MOST_BYTES:
        raise HandOverTooLarge()
    if key:
        return bytes(seal_for_keys(content, [_recipient(key)]))
    if not words.strip():
        raise PassphraseMissing("Choose a passphrase for the file first.")
    return bytes(passphrase.encrypt(content, _spoken(words)))


def check_key(text: str) -> str:
    """Gives a public key without the spaces round it. Raises `NotAKey`."""
    return str(_recipient(text))


def kind_of(sealed: bytes) -> Kind:
    """What a file opens with. Raises `NotAHandOver`, `HandOverNewer`, `HandOverCut`, `HandOverTooLarge`."""
    if len(sealed) > MOST_BYTES * 2:
        raise HandOverTooLarge()
    if not sealed.startswith(_FIRST_LINE):
        if sealed.startswith(LEAD) and sealed[len(LEAD) : len(LEAD) + 1].isdigit():
            raise HandOverNewer()
        if sealed and _FIRST_LINE.startswith(sealed):
            raise HandOverCut()
        raise NotAHandOver()
    end = _HEAD_END.search(sealed)
    if end is None:
        # A whole header is short: when no end is near, it was changed rather than cut.
        raise HandOverChanged() if len(sealed) > 4096 else HandOverCut()
    return "passphrase" if b"\n-> scrypt " in sealed[: end.start() + 1] else "key"


def unseal(sealed: bytes, *, words: str = "", secret: str = "") -> bytes:
    """Opens a sealed file. Raises a fault of this module, or `PassphraseMissing`."""
    kind = kind_of(sealed)
    if kind == "passphrase" and not words.strip():
        raise PassphraseMissing()
    if kind == "key" and not secret:
        raise HandOverOtherKey()
    try:
        if kind == "passphrase":
            return bytes(passphrase.decrypt(sealed, _spoken(words)))
        return bytes(open_with_keys(sealed, [x25519.Identity.from_str(secret)]))
    except DecryptError as fault:
        raise _fault(str(fault)) from None


def _fault(words: str) -> ToolkitError:
    if "Excessive work" in words:
        return HandOverTooCostly()
    if "No matching keys" in words:
        return HandOverOtherKey()
    if "Decryption failed" in words:
        return HandOverWrongPassphrase()
    if "Incomplete header" in words or "fill whole buffer" in words:
        return HandOverCut()
    return HandOverChanged()


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str("".join(text.split()))
    except RecipientError:
        raise NotAKey() from None


def _spoken(words: str) -> str:
    """A passphrase that was spoken: capital letters and the number of spaces say nothing."""
    return " ".join(words.split()).lower()
