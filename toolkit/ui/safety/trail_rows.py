"""Reads the trail a piece at a time, newest first, and says each entry in words, with the marks it bears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.blocks import Outline, Paragraph, Table, Warn
from toolkit.ui import words
from toolkit.ui.session import Session
from toolkit.vault.audit import AuditRow
from toolkit.vault.audit_words import in_words

PIECE = 400
"""Entries read at a time."""
MOST_PRINTED = 1500
KINDS: tuple[tuple[str, str], ...] = (
    ("written", "Written and changed"),
    ("read", "Opened to read"),
    ("left", "Copies that left"),
    ("lock", "Unlocking, failed tries and keys"),
    ("gone", "Put away, moved, erased, on hold"),
    ("rest", "Backups, settings and the program"),
)
"""What the list can be narrowed to."""
_WRITTEN = ("begun", "finished", "closed", "amendment begun", "amended", "filed", "file added")
_GONE = (
    "draft discarded",
    "withdrawn",
    "moved here",
    "erased",
    "put on hold",
    "hold ended",
    "file taken out",
    "file moved",
)
_LOCK = (
    "opened",
    "unlock failed",
    "passphrase",
    "recovery",
    "new recovery",
    "organisation key",
    "older records",
)


def kind_of(what: str) -> str:
    """Which kind an entry is of."""
    if what in _WRITTEN:
        return "written"
    if what == "viewed":
        return "read"
    if what.startswith("copy left") or what == "history printed":
        return "left"
    if what in _GONE or what.startswith("erased"):
        return "gone"
    return "lock" if what.startswith(_LOCK) else "rest"


@dataclass(frozen=True)
class Line:
    """One entry as it is shown. `marks` are short words that stand out, as for a clock that went back."""

    row: AuditRow
    words: str
    marks: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day by the wall."""
        return datetime.fromisoformat(self.row.local).date()

    @property
    def clock(self) -> str:
        """The time by the wall, with the distance to UTC: an hour may come twice in a year."""
        return f"{datetime.fromisoformat(self.row.local):%H:%M}"


@dataclass
class Reader:
    """The trail of a vault, of one family or of one record, narrowed to a kind, a person and a record's words."""

    session: Session
    family_id: str = ""
    record_id: str = ""
    kind: str = ""
    who: str = ""
    _names: dict[str, str] = field(default_factory=dict)
    _late: dict[str, str] = field(default_factory=dict)

    def lines(self, before: int | None = None) -> Iterator[Line]:
        """Gives the entries, newest first, from before an entry on. Raises what reading the vault raises."""
        while True:
            rows = self.session.vault.audit.rows(
                self.record_id or None, family_id=self.family_id or None, before=before, last=PIECE
            )
            for row in reversed(rows):
                if (not self.kind or kind_of(row.what) == self.kind) and (
                    not self.who or row.who == self.who
                ):
                    yield self.line(row)
            if len(rows) < PIECE:
                return
            before = rows[0].seq

    def line(self, row: AuditRow) -> Line:
        """One entry in words."""
        marks = []
        if row.clock_back:
            marks.append("The computer’s clock had gone back")
        said = in_words(row, self.name)
        if row.what in ("finished", "amended") and self._late.get(row.record_id):
            marks.append(self._late[row.record_id])
        return Line(row, said, tuple(marks))

    def name(self, record_id: str) -> str:
        """What a record is called, without its words."""
        if record_id not in self._names:
            self._names[record_id] = self._name(record_id)
        return self._names[record_id]

    def _name(self, record_id: str) -> str:
        session = self.session
        try:
            record = session.vault.records.get(record_id)
        except ToolkitError:
            return "a record that was erased"
        title = session.title_of(record.form_id)
        # A name of capitals keeps them.
        said = f"the {title if title[1:] != title[1:].lower() else title.lower()}"
        if not session.is_family(record.form_id) and dates.is_day(record.event):
            said += f" of {dates.show(record.event[:10])}"
        if record.late:
            self._late[record_id] = "Written late"
        if self.family_id or self.record_id or record.status == "discarded":
            return said
        return f"{said} ({self._family(record.family_id)})" if record.family_id else said

    def _family(self, family_id: str) -> str:
        try:
            name = str(self.session.family(family_id).get("family_name") or "")
        except ToolkitError:
            return "a family that was erased"
        return words.family_words(name)

    def people(self) -> list[str]:
        """Who stands in the newest entries, to narrow the list to one of them."""
        rows = self.session.vault.audit.rows(
            self.record_id or None, family_id=self.family_id or None, last=PIECE * 5
        )
        return sorted({row.who for row in rows if row.who})

    def outline(self, title: str, reference: str, checked: str) -> Outline:
        """The entries on paper, oldest of the newest 1,500 first, with what the check said."""
        found = []
        for line in self.lines():
            found.append(line)
            if len(found) == MOST_PRINTED:
                break
        rows = tuple(
            (
                f"{line.row.seq:,}",
                f"{dates.show(line.day.isoformat())}, {line.clock}",
                " ".join([line.words, *(f"[{mark}]" for mark in line.marks)]),
            )
            for line in reversed(found)
        )
        head = self.session.vault.audit.head()
        note = f"The history of these records goes up to entry {head.entries:,}, {head.short}."
        blocks: list[Paragraph | Warn | Table] = [Paragraph(text=note, tone="note")]
        blocks.append(Paragraph(text=checked or "It was not checked for this paper.", tone="note"))
        if len(found) == MOST_PRINTED:
            blocks.append(Warn(text=f"Only the newest {MOST_PRINTED:,} entries are here."))
        blocks.append(
            Table(head=("Entry", "When", "Who did what"), rows=rows, widths=(1, 2.4, 8))
            if rows
            else Paragraph(text="No entry.")
        )
        return Outline(
            title=title,
            audience="practitioner",
            blocks=tuple(blocks),
            family_reference=reference,
            status="History",
            draft=False,
        )
