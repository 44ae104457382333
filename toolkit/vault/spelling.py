"""The one spelling of small signed files: ASCII JSON, each field where it belongs, a check at the end.

A forgiving reader lets by doubled keys, other spacing, capitals or odd numbers; so what was read is spelled again and
has to come out the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


class Misspelled(Exception):
    """What was read is not what this program writes; turned into a sentence by whoever reads the file."""


class Newer(Exception):
    """A later version of the program wrote it."""


def load(data: bytes, name: str, newest: int, most: int) -> dict[str, Any]:
    """Reads the fields of a file called `name`, of a version up to `newest`, of at most `most` bytes.

    Raises `Misspelled` or `Newer`.
    """
    if len(data) > most:
        raise Misspelled
    try:
        fields = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError):
        raise Misspelled from None
    if not isinstance(fields, dict) or fields.get("format") != name:
        raise Misspelled
    version = fields.get("version")
    if type(version) is int and version > newest:
        raise Newer
    if type(version) is not int or version < 1:
        raise Misspelled
    return fields


def spell(fields: dict[str, Any]) -> bytes:
    """The fields as they are kept, in the order given, one line feed at the end."""
    return (json.dumps(fields, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def check(fields: dict[str, Any]) -> str:
    """Tells a damaged file from a wrong key; protects nothing."""
    return hashlib.blake2b(spell(fields), digest_size=16).hexdigest()


def unhex(value: object, *sizes: int) -> bytes:
    """Bytes of one of these sizes from hex. Raises `Misspelled`."""
    if not isinstance(value, str) or len(value) not in [2 * size for size in sizes]:
        raise Misspelled
    try:
        return bytes.fromhex(value)
    except ValueError:
        raise Misspelled from None


def whole(value: object, least: int, most: int) -> int:
    """A whole number within bounds; True is none. Raises `Misspelled`."""
    if type(value) is not int or not least <= value <= most:
        raise Misspelled
    return value


def part(value: object, *names: str) -> dict[str, Any]:
    """A table with exactly these fields in this order. Raises `Misspelled`."""
    if not isinstance(value, dict) or tuple(value) != names:
        raise Misspelled
    return value
