"""A table of text from another program: CSV with commas, semicolons or tabs, in the letters that programs write."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from toolkit.errors import ToolkitError

MOST_BYTES, MOST_ROWS = 20 * 1024 * 1024, 5000
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n")


class NotATable(ToolkitError):
    """A file that is no table of text."""

    sentence = "This file is not a CSV table in plain text. Nothing was changed. Save it as “CSV UTF-8” in the other program, then choose it again."


class TableEmpty(ToolkitError):
    """A table without a row under its header."""

    sentence = "This table has no rows under its headings. Nothing was changed."


class TableTooLarge(ToolkitError):
    """More than 20 MB or 5,000 rows."""

    sentence = "This table is larger than 20 MB or 5,000 rows. Nothing was changed. Split it, then take the parts one after the other."


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: its headings and its rows, all text. A row that is shorter or longer than the headings stays so."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_sheet(content: bytes) -> Sheet:
    """Reads a CSV file with commas, semicolons or tabs. Raises `NotATable`, `TableEmpty`, `TableTooLarge`."""
    if len(content) > MOST_BYTES:
        raise TableTooLarge()
    text = _decode(content)
    if "\x00" in text:
        raise NotATable()
    lead = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=lead.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        raise NotATable() from None
    full = [tuple(_bare(cell).strip() for cell in line) for line in lines]
    if not full or not any(full[0]):
        raise TableEmpty()
    rows = tuple(full[1:])
    if not any(any(row) for row in rows):
        raise TableEmpty()
    if len(rows) > MOST_ROWS:
        raise TableTooLarge()
    return Sheet(full[0], rows)


def _decode(content: bytes) -> str:
    for name in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise NotATable()


def _bare(cell: str) -> str:
    """A cell without the quote that keeps a spreadsheet from taking it for a formula (`export.tables.safe`)."""
    if cell.startswith("'") and cell.lstrip("'").lstrip(" \u00a0\ufeff").startswith(GUARDED):
        return cell[1:]
    return cell
