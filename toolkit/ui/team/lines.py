"""What "Me and my team" shows, worked out from plain rows: what is due, and the records of each form. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.forms import dates
from toolkit.forms.rules import Entry
from toolkit.ui import words
from toolkit.vault.rows import DueRow, RecordRow

MOMENT = "me and my team"
"""The place in the New menu whose forms this page lists; the directory has a page of its own."""


@dataclass(frozen=True)
class DueLine:
    """Something due: `when` in words, `source` the record it comes from."""

    day: date
    when: str
    text: str
    source: str
    record_id: str
    late: bool

    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return f"{self.when}. {self.text.rstrip('.')}. {self.source}"


@dataclass(frozen=True)
class Shelf:
    """A form with its records, newest first."""

    entry: Entry
    rows: tuple[RecordRow, ...]


def forms_of(entries: Iterable[Entry]) -> list[Entry]:
    """The forms this page lists."""
    return [one for one in entries if one.form.keeper == "team" and one.form.moment == MOMENT]


def shelves(entries: Iterable[Entry], rows: Sequence[RecordRow]) -> list[Shelf]:
    """Each form with its records; those of which only a line is left are not among them."""
    return [
        Shelf(
            entry,
            tuple(
                row
                for row in rows
                if row.form_id == entry.form.id and row.status not in ("withdrawn", "discarded")
            ),
        )
        for entry in forms_of(entries)
    ]


def due_lines(rows: Iterable[DueRow], of_team: Callable[[str], bool], today: date) -> list[DueLine]:
    """What the records of the team have due, the earliest first."""
    found = []
    for row in rows:
        if row.done or row.family_id or not of_team(row.form_id) or not dates.is_day(row.day):
            continue
        day = dates.last_day(row.day)
        source = ". ".join(part for part in (row.record_title, row.who) if part)
        found.append(DueLine(day, words.due_words(day, today), row.text, source, row.record_id, day < today))
    return sorted(found, key=lambda line: (line.day, line.text))


def said_of(row: RecordRow) -> str:
    """What stands under a record's title: its day and its line."""
    day = dates.show(row.event[:10]) if dates.is_day(row.event) else ""
    return "  ·  ".join(part for part in (day, row.summary) if part)
