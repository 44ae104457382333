"""What the vault hands out: records, revisions and the rows of lists. Times are aware UTC; `..._local` is wall time as text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from toolkit.forms.people import Answers

Status: TypeAlias = Literal["draft", "final", "living", "withdrawn", "discarded"]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One revision of a record, whole. `answers` are lifted to today's form; `status` is that of this revision.

    `reason` says why it was amended, withdrawn or discarded. `moved_from` is the record of another family whose words
    these were; `first_written` then says when. `outlines` holds one stored outline an audience, of finished revisions.
    """

    id: str
    form_id: str
    form_version: int
    family_id: str | None
    status: Status
    revision: int
    answers: Answers
    author: str
    author_role: str
    created: datetime
    created_local: str
    written: datetime
    written_local: str
    reason: str
    title: str
    event: str
    seq: int
    outlines: dict[str, bytes] = field(default_factory=dict)
    clock_back: bool = False
    late: bool = False
    restricted: bool = False
    moved_from: str = ""
    moved_to: str = ""

    @property
    def draft(self) -> bool:
        """Whether the words may still be changed."""
        return self.status == "draft"


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One line of a record's history. `state` is draft, final, or closed for a record that lives."""

    number: int
    state: Literal["draft", "final", "closed"]
    form_version: int
    author: str
    author_role: str
    created: datetime
    written: datetime
    written_local: str
    reason: str
    clock_back: bool
    seq: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRow:
    """A record in a list. `amending` says that a newer draft of a finished record is open."""

    id: str
    form_id: str
    family_id: str | None
    title: str
    summary: str
    event: str
    status: Status
    revision: int
    author: str
    people: tuple[str, ...]
    late: bool
    restricted: bool
    seq: int
    written: datetime
    written_local: str
    reason: str = ""
    amending: bool = False
    clock_back: bool = False
    moved_from: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A record with the words lists show it by: those last finished, or the draft while there are no others, or what lives."""

    id: str
    form_id: str
    status: Status
    event: str
    title: str
    author: str
    restricted: bool
    answers: Answers


@dataclass(frozen=True, kw_only=True, slots=True)
class DueRow:
    """A promise or a day to keep. `path` is its place in the record; `day` ISO text, which may be vague."""

    record_id: str
    form_id: str
    family_id: str | None
    family_name: str
    record_title: str
    day: str
    text: str
    who: str
    kind: str
    path: str
    done: bool
    status: Status


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyRow:
    """A family in the caseload. `last_event` is the newest day among its records, ISO text or empty."""

    id: str
    reference: str
    name: str
    summary: str
    lead_worker: str
    opened: str
    last_event: str
    warnings: tuple[str, ...]
    records: int = 0
    drafts: int = 0


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is noted of a copy beside for whom, how and why.

    `decision` is the record id of the decision to share it rests on, and `no_decision` the reason why none is needed.
    `left_out` pairs what the copy does not hold with its kind, `put_back` what was put in all the same with its reason.
    `copy` is `discreet` for the small card. `pack` names the other records that left in the same file, by id and revision.
    `beside` marks a paper noted with a record that is no copy of its words: its history, a list, a calendar, a sheet.
    """

    decision: str = ""
    no_decision: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    put_back: tuple[tuple[str, str], ...] = ()
    copy: str = ""
    pack: tuple[tuple[str, int], ...] = ()
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """One copy that left."""

    id: int
    record_id: str
    revision: int
    family_id: str | None
    audience: str
    recipient: str
    how: str
    why: str
    sha256: str
    author: str
    made: datetime
    made_local: str
    told: Told = Told()

    @property
    def records(self) -> tuple[tuple[str, int], ...]:
        """Every record in it with its revision: the one it was made of first, then those of its pack."""
        return ((self.record_id, self.revision), *self.told.pack)

    @property
    def beside(self) -> bool:
        """Whether it is a paper beside its record, which no version of the record replaces."""
        return self.told.beside


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A picture or paper kept with a record. `revision` is the one it came with; `data` is empty in a list.

    `size` is in bytes, `media` as in `image/png`, `sha256` the hash of the bytes as hex.
    """

    id: str
    record_id: str
    revision: int
    name: str
    media: str
    size: int
    sha256: str
    author: str
    made: datetime
    made_local: str
    data: bytes = field(default=b"", repr=False)


def when(text: str) -> datetime:
    """A kept time as an aware datetime."""
    return datetime.fromisoformat(text)


def revision_row(row: Any) -> Revision:
    """One line of history from its stored columns."""
    return Revision(
        number=row["number"],
        state=row["state"],
        form_version=row["form_version"],
        author=row["author"],
        author_role=row["author_role"],
        created=when(row["made"]),
        written=when(row["written"]),
        written_local=row["written_local"],
        reason=row["reason"],
        clock_back=bool(row["clock_back"]),
        seq=row["seq"],
    )


def record_row(row: Any) -> RecordRow:
    """A list row from the columns of a record and of the revision it stands for."""
    gone = json.loads(row["extra"]) if row["status"] in ("withdrawn", "discarded") else {}
    return RecordRow(
        id=row["id"],
        form_id=row["form_id"],
        family_id=row["family_id"],
        title=row["title"],
        summary=row["summary"],
        event=row["event"],
        status=row["status"],
        revision=row["number"] or 0,
        author=row["author"] or "",
        people=tuple(json.loads(row["people"])),
        late=bool(row["late"]),
        restricted=bool(row["restricted"]),
        seq=row["seq"],
        written=when(row["written"] or row["made"]),
        written_local=row["written_local"] or row["made_local"],
        reason=str(gone.get("reason", row["reason"] or "")),
        amending=row["status"] == "final" and row["newest_state"] == "draft",
        clock_back=bool(row["clock_back"]),
        moved_from=row["moved_from"],
    )
