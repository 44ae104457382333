"""A Word document behind a password: Word's own encryption (AES-256), which Word and LibreOffice both open."""

from __future__ import annotations

import io

from toolkit.errors import ToolkitError

SHORTEST = 10
LONGEST = 255
"""Letters that Word takes."""
REMINDER = (
    "Send the password another way than the document: ring, or send a text to a number you know. Never in the same "
    "email. Nobody can open the document without it, and the program does not keep it."
)


class PasswordTooShort(ToolkitError):
    """A password that protects nothing."""

    sentence = f"Give the password at least {SHORTEST} letters, or let the program make one of words."


class PasswordTooLong(ToolkitError):
    """A password that Word would not take."""

    sentence = f"Word takes a password of at most {LONGEST} letters. Choose a shorter one."


def protect(document: bytes, password: str) -> bytes:
    """The bytes of a Word file that opens with the password only. Raises PasswordTooShort or PasswordTooLong."""
    # A bracket of spaces is lost when a password is read out.
    if len(password.strip()) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    # Loaded when it is asked for: few documents need it.
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(document)).encrypt(password, made)
    return made.getvalue()
