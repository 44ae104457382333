"""Tables that leave as CSV: UTF-8 with a mark at the start, a header row, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.forms.people import people_of, rows_of

BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
GUARD = "'"
"""Put before a cell that would start a formula; a spreadsheet shows it as text, and moving in takes it off again."""
PEOPLE = (
    "id", "group", "name", "known as", "born", "due", "sex", "status", "roles", "relation", "telephone", "NHS number",
    "school", "address", "postcode",
)  # fmt: skip
RECORDS = (
    "id",
    "kind",
    "title",
    "event",
    "status",
    "version",
    "author",
    "written",
    "late",
    "restricted",
    "summary",
)
CHRONOLOGY = (
    "from",
    "until",
    "people",
    "what happened",
    "kinds",
    "agency",
    "source",
    "impact",
    "response",
    "restricted",
)
ACTIONS = ("by", "what", "who", "done", "record", "record id")
LEFT = ("left", "record", "version", "for", "recipient", "how", "why", "file mark", "by")


@dataclass(frozen=True)
class Table:
    """One table: the name of its file without ending, its header row, its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_csv(table: Table) -> bytes:
    """The table as CSV. Every cell is text; line ends within a cell stay."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in table.head])
    for row in table.rows:
        writer.writerow([safe(cell) for cell in row])
    return (BOM + written.getvalue()).encode("utf-8", "replace")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: one that would start a formula, even after spaces, gets a quote before it."""
    text = cell.replace("\x00", " ")
    # A quote of its own in front of such a cell gets one more, so that taking one off gives back what was written.
    if text.lstrip(" \u00a0\ufeff").startswith(DANGEROUS) or text.startswith(DANGEROUS):
        return GUARD + text
    if text.startswith(GUARD) and text.lstrip(GUARD).lstrip(" \u00a0\ufeff").startswith(DANGEROUS):
        return GUARD + text
    return text


def bare(cell: str) -> str:
    """A cell as it was before `safe`."""
    if cell.startswith(GUARD) and cell.lstrip(GUARD).lstrip(" \u00a0\ufeff").startswith(DANGEROUS):
        return cell[1:]
    return cell


def people_table(family: Mapping[str, Any]) -> Table:
    """Everyone of a family file."""
    cells = {
        str(row.get("id", "")): row
        for group in ("children", "adults", "professionals")
        for row in rows_of(family, group)
    }
    found = []
    for person in people_of(family):
        row = cells.get(person.id, {})
        address = (rows_of(row, "addresses") or [{}])[-1]
        found.append(
            (
                *(person.id, person.group, person.full_name or person.name, _text(row, "known_as")),
                *(person.birth, person.edd, _text(row, "sex"), person.status, ", ".join(person.roles)),
                *(person.relation, _text(row, "phone"), _text(row, "nhs_number"), _text(row, "school")),
                *(" ".join(_text(address, "address").split()), _text(address, "postcode")),
            )
        )
    return Table("people", PEOPLE, tuple(found))


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table from cells of any kind; nothing becomes an empty cell, yes and no become words."""
    return Table(name, tuple(head), tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(one) for one in value)
    return "" if value is None else str(value)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
