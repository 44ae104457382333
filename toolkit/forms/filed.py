"""Who is in a family file, as the search and the look for duplicates need them; read straight from the stored text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

GROUPS = {"children": "child", "adults": "adult", "professionals": "professional"}


@dataclass(frozen=True)
class Named:
    """Somebody of a family file, as typed there. `others` are known as, earlier names, and what a nameless person is called by.

    `birth` is ISO text or empty.
    """

    id: str
    name: str
    group: str
    birth: str = ""
    others: tuple[str, ...] = ()
    status: str = "living"
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class FamilyNames:
    """A family with everyone its file names."""

    id: str
    reference: str
    name: str
    people: tuple[Named, ...] = ()


class _File(msgspec.Struct):
    """What is read of the answers of a family file; the rest is passed over."""

    family_name: Any = None
    reference: Any = None
    children: Any = None
    adults: Any = None
    professionals: Any = None


def names_in(record_id: str, text: str) -> FamilyNames:
    """The names in the stored answers of a family file; none where they cannot be read."""
    try:
        file = msgspec.json.decode(text, type=_File)
    except msgspec.DecodeError:
        file = _File()
    return FamilyNames(record_id, _text(file.reference), _text(file.family_name), tuple(_people(file)))


def _people(file: _File) -> Iterator[Named]:
    for key, group in GROUPS.items():
        rows = getattr(file, key)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield _named(row, group)


def _named(row: dict[str, Any], group: str) -> Named:
    name, roles = _text(row.get("name")), row.get("roles")
    others = [_text(row.get(key)) for key in ("known_as", "previous_names", "described_as")]
    return Named(
        id=_text(row.get("id")),
        name=name or others[-1],
        group=group,
        birth=_text(row.get("birth")),
        others=tuple(other for other in others if other),
        status=_text(row.get("status")) or "living",
        roles=tuple(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else (),
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
