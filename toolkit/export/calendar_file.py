"""A calendar file (RFC 5545) for the worker's own calendar: whole days, and not a word of whose or of what.

A calendar is on a telephone, on a screen in a corridor, shared with a colleague. So an entry says "Review due, F-2041" and
nothing else: no name, no kind of enquiry, no place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDTH = 75
"""Octets a line may have, without its end."""


@dataclass(frozen=True)
class Entry:
    """One day in the calendar. `key` stays the same when the day changes, so that taking the file in again moves the entry."""

    key: str
    day: date
    words: str
    note: str = ""


def calendar(entries: Iterable[Entry], made: datetime, sequence: int = 0) -> bytes:
    """The file. `made` is an aware moment; `sequence` counts the versions of what the days come from."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Safeguarding Toolkit//Dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for entry in entries:
        lines += _event(entry, made.astimezone(UTC), sequence)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode("utf-8")


def _event(entry: Entry, made: datetime, sequence: int) -> list[str]:
    found = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(entry.key.encode('utf-8')).hexdigest()[:32]}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.words)}",
    ]
    if entry.note:
        found.append(f"DESCRIPTION:{escaped(entry.note)}")
    return [*found, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"]


def escaped(text: str) -> str:
    """Words as a TEXT value: backslash, semicolon, comma and line ends escaped."""
    for plain, marked in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, marked)
    return "\\n".join(text.splitlines())


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, each but the first begun with a space; no character is cut in two."""
    part, room = "", WIDTH
    for letter in line:
        wide = len(letter.encode("utf-8"))
        if wide > room:
            yield part
            part, room = " ", WIDTH - 1
        part, room = part + letter, room - wide
    yield part
