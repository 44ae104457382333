"""People and chronology rows from a CSV file: which column is what, and what becomes of each row. Nothing is dropped.

Every row of the file has a verdict: it will be added, is the same as one here, waits to be dated, or is refused with why.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.errors import ToolkitError
from toolkit.forms.filed import names_in
from toolkit.forms.people import Answers, rows_of
from toolkit.practice import table_rows
from toolkit.practice.alike import people_alike
from toolkit.practice.names import NameIndex
from toolkit.practice.sheet import Sheet
from toolkit.practice.table_columns import COLUMNS, NEEDED, Kind, Row, Verdict


class ColumnsMissing(ToolkitError):
    """No heading is known for something every row needs."""


@dataclass(frozen=True)
class Preview:
    """What taking a table in would do. `matched` is heading and field of each column, the field empty where it is not known."""

    kind: Kind
    matched: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether anything would be added."""
        return any(row.verdict in ("add", "undated") for row in self.rows)


def match(kind: Kind, head: Sequence[str]) -> dict[int, str]:
    """Which column is what, by its heading; a heading that is not known is in none."""
    found: dict[int, str] = {}
    for place, heading in enumerate(head):
        words = " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())
        for name, known in COLUMNS[kind].items():
            if words in known and name not in found.values():
                found[place] = name
                break
    return found


def preview(kind: Kind, sheet: Sheet, family: Answers, typed: Answers, today: date) -> Preview:
    """Says what becomes of every row. `typed` are the answers of the chronology record. Raises `ColumnsMissing`."""
    columns = match(kind, sheet.head)
    for names in NEEDED[kind]:
        if not any(name in columns.values() for name in names):
            words = " or ".join(f"“{COLUMNS[kind][name][0]}”" for name in names)
            raise ColumnsMissing(
                f"No column is headed {words}, which every row needs. Nothing was changed. "
                "Give the column that heading in the table, then choose it again."
            )
    seen: set[tuple[str, ...]] = set()
    people = NameIndex([names_in("", json.dumps(family))])
    known = {row["id"]: row for row in rows_of(typed, "events") if row.get("id")}
    rows = []
    for number, cells in enumerate(sheet.rows, 2):
        if not any(cells):
            continue
        named = {name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place]}
        spare = _spare(sheet, columns, cells)
        if len(cells) > len(sheet.head):
            words = ", ".join(cell for cell in cells if cell)[:80]
            why = f"It has {len(cells)} cells under {len(sheet.head)} headings, so it cannot be told which is which."
            rows.append(Row(number, "refused", words, why))
        elif kind == "people":
            rows.append(_with_alike(table_rows.person(number, named, spare, family, seen, today), people))
        else:
            rows.append(table_rows.event(number, named, spare, family, known.values(), seen, today))
    matched = tuple((heading, columns.get(place, "")) for place, heading in enumerate(sheet.head))
    return Preview(kind, matched, tuple(rows))


def _with_alike(row: Row, names: NameIndex) -> Row:
    """A person to be added, with who of the family it may be under another spelling."""
    name, birth = str(row.answers.get("name", "")), str(row.answers.get("birth", ""))
    found = people_alike(name, birth, names) if row.verdict == "add" else []
    if not found:
        return row
    may_be = " or ".join(one.person.name for one in found if one.person)
    return replace(row, why=f"May be {may_be}, who is in the family file. {row.why}".rstrip())


def apply(found: Preview, family: Answers, typed: Answers) -> tuple[Answers, Answers]:
    """The answers of the family file and of the chronology record with what is to be added; the given ones stay as they are."""
    family, typed = dict(family), dict(typed)
    for row in found.rows:
        if row.verdict not in ("add", "undated"):
            continue
        answers, key = (family, row.group) if found.kind == "people" else (typed, "events")
        answers[key] = [*rows_of(answers, key), {"id": secrets.token_hex(4), **row.answers}]
    return family, typed


def _spare(sheet: Sheet, columns: Mapping[int, str], cells: Sequence[str]) -> list[str]:
    """The headings of cells that stand in columns nobody knows, so that nothing is left behind without a word."""
    return [
        sheet.head[place] or f"column {place + 1}"
        for place, cell in enumerate(cells[: len(sheet.head)])
        if cell and place not in columns
    ]
