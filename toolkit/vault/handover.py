"""Giving a family over: gathers its finished versions into a bundle, and notes each record of it as a copy that left.

Drafts stay: words that nobody finished are no record yet. A record that lives is closed with today's date first, so that
what is handed over is a version that stays in this vault too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from toolkit.errors import RecordNotFound, ToolkitError
from toolkit.forms.catalogue import FAMILY
from toolkit.vault.audit import Author
from toolkit.vault.handover_format import (
    FORMAT,
    VERSION,
    Bundle,
    GivenCopy,
    GivenFile,
    GivenRecord,
    GivenVersion,
    StayedBehind,
    mark_of,
)
from toolkit.vault.projecting import GONE
from toolkit.vault.rows import ReleaseRow, Told
from toolkit.vault.sealing import KeyPair, new_key

if TYPE_CHECKING:
    from toolkit.vault.vault import Vault

Report = Callable[[float, str], object]
"""Told how far it is, 0 to 1, with words; what it raises ends the work."""
AUDIENCE, HOW = "hand-over for a colleague", "Sealed hand-over file"
KEY = "handover_key"
_BEFORE = re.compile(r"Left (\S+) by (.*?), before the hand-over\. ?(.*)", re.DOTALL)


class NothingToHandOver(ToolkitError):
    """None of what was chosen has a finished version."""

    sentence = "Nothing here is finished yet, so there is nothing to hand over. Finish the family file and the records first."


@dataclass(frozen=True)
class Offer:
    """One record in the list to choose from. `why` is empty, `draft` (nothing finished) or `amending` (a later draft stays)."""

    id: str
    form_id: str
    title: str
    event: str
    versions: int
    why: str
    restricted: bool


def silent(fraction: float, words: str) -> None:
    """Tells nobody how far it is."""


class HandOvers:
    """What one vault gives to a colleague. `Taking` (`handover_import`) is the other side."""

    def __init__(self, vault: Vault) -> None:
        """Takes the open vault."""
        self._vault = vault
        self._store = vault.records._store

    # The worker's own key

    def own_key(self) -> KeyPair | None:
        """The key that colleagues seal for, or None when there is none yet."""
        kept = self._vault.facts.get(KEY)
        return KeyPair(kept["secret"], kept["public"]) if isinstance(kept, dict) else None

    def make_key(self) -> KeyPair:
        """Gives the own key, and makes it when there is none; its private part stays in the vault."""
        found = self.own_key()
        if found is None:
            found = new_key()
            self._vault.facts.set(KEY, {"secret": found.secret, "public": found.public})
        return found

    # Giving

    def offers(self, family_id: str) -> list[Offer]:
        """Every record of a family that has words, the family file first, then newest event first."""
        rows = self._store.rows(
            """SELECT r.*, (SELECT count(*) FROM revisions v WHERE v.record_id = r.id AND v.state <> 'draft') AS done,
                (SELECT state FROM revisions v WHERE v.record_id = r.id ORDER BY number DESC LIMIT 1) AS newest
            FROM records r WHERE r.family_id = ? AND r.status NOT IN ('withdrawn', 'discarded')
            ORDER BY r.form_id <> ?, r.event DESC, r.seq DESC""",
            [family_id, FAMILY],
        )
        found = []
        for row in rows:
            living, draft = row["status"] == "living", row["newest"] == "draft"
            why = "" if living or not draft else "amending" if row["done"] else "draft"
            versions = row["done"] + (living and draft)
            found.append(
                Offer(
                    row["id"],
                    row["form_id"],
                    row["title"],
                    row["event"],
                    versions,
                    why,
                    bool(row["restricted"]),
                )
            )
        return found

    def gather(
        self,
        family_id: str,
        chosen: Collection[str] | None,
        author: Author,
        *,
        organisation: str = "",
        report: Report = silent,
        close: bool = True,
    ) -> Bundle:
        """Collects a family with all its finished records, or the chosen ones; its file always goes along.

        With `close`, what lives is closed with today's date first. Raises `NothingToHandOver`, `RecordNotFound`.
        """
        with self._store.lock:
            offers = self.offers(family_id)
            if not any(offer.id == family_id for offer in offers):
                raise RecordNotFound()
            given, stayed = [], []
            for place, offer in enumerate(offers):
                report(place / len(offers), "Gathering the records")
                wanted = chosen is None or offer.id in chosen or offer.id == family_id
                if wanted and close and not self._vault.read_only:
                    self._close(offer, author)
                record = self._record(offer.id) if wanted else None
                if record is not None and record.versions:
                    given.append(record)
                why = offer.why if wanted else "not_chosen"
                if why:
                    stayed.append(
                        StayedBehind(form_id=offer.form_id, title=offer.title, event=offer.event, why=why)
                    )
        if not given or given[0].id != family_id:
            raise NothingToHandOver()
        now = self._vault.audit.now()
        return Bundle(
            format=FORMAT,
            version=VERSION,
            made=now.isoformat(timespec="seconds"),
            made_local=now.astimezone().isoformat(timespec="minutes"),
            by=author.name,
            by_role=author.role,
            organisation=organisation,
            family=family_id,
            records=given,
            stayed=stayed,
        )

    def note_given(
        self,
        bundle: Bundle,
        sha256: str,
        recipient: str,
        how: str,
        why: str,
        author: Author,
        told: Told | None = None,
    ) -> int:
        """Notes each record of a bundle as a copy that left, in one transaction; gives how many. `told` is the decision behind it.

        Raises a fault of the disk, and then nothing was noted and nothing may leave.
        """
        with self._store.writing():
            for record in bundle.records:
                last = record.versions[-1].number
                self._vault.releases.note(
                    record.id, last, AUDIENCE, recipient, how, why, sha256, author, told
                )
        return len(bundle.records)

    def note_summary(
        self, family_id: str, version: int, sha256: str, recipient: str, why: str, author: Author
    ) -> None:
        """Notes the paper that goes beside a hand-over. Raises a fault of the disk."""
        self._vault.releases.note(
            *(family_id, version, AUDIENCE, recipient, "Summary of a hand-over", why, sha256, author),
            Told(beside=True),
        )

    def _close(self, offer: Offer, author: Author) -> None:
        if offer.why or not self._living_draft(offer.id):
            return
        self._vault.records.close_living(offer.id, self._vault.records.get(offer.id).answers, author)

    def _living_draft(self, record_id: str) -> bool:
        return bool(
            self._store.value(
                "SELECT r.status = 'living' AND (SELECT state FROM revisions v WHERE v.record_id = r.id"
                " ORDER BY number DESC LIMIT 1) = 'draft' FROM records r WHERE r.id = ?",
                [record_id],
            )
        )

    def _record(self, record_id: str) -> GivenRecord | None:
        row = self._store.row("SELECT * FROM records WHERE id = ?", [record_id])
        if row is None or row["status"] in GONE:
            return None
        versions = self.versions(record_id)
        numbers = {one.number: one.mark for one in versions}
        return GivenRecord(
            id=record_id,
            form_id=row["form_id"],
            title=row["title"],
            event=row["event"],
            living=row["status"] == "living",
            made=row["made"],
            made_local=row["made_local"],
            versions=versions,
            files=[file for file in self._files(record_id) if file.version in numbers],
            copies=self.copies(record_id, numbers),
        )

    def versions(self, record_id: str) -> list[GivenVersion]:
        """The finished versions of a record, oldest first, with their marks."""
        record = self._store.row("SELECT form_id FROM records WHERE id = ?", [record_id])
        query = "SELECT * FROM revisions WHERE record_id = ? AND state <> 'draft' ORDER BY number"
        return [
            self._version(record["form_id"], row) for row in self._store.rows(query, [record_id]) if record
        ]

    def newest(self, record_id: str) -> GivenVersion:
        """The newest version of a record, finished or not, as it would be given."""
        record = self._store.row("SELECT form_id FROM records WHERE id = ?", [record_id])
        row = self._store.row(
            "SELECT * FROM revisions WHERE record_id = ? ORDER BY number DESC LIMIT 1", [record_id]
        )
        if record is None or row is None:
            raise RecordNotFound()
        return self._version(record["form_id"], row)

    def _version(self, form_id: str, row: Any) -> GivenVersion:
        outlines = {
            one["audience"]: bytes(one["outline"]).decode("utf-8")
            for one in self._store.rows(
                "SELECT audience, outline FROM outlines WHERE record_id = ? AND number = ? ORDER BY audience",
                [row["record_id"], row["number"]],
            )
        }
        who = row["author"], row["author_role"]
        return GivenVersion(
            number=row["number"],
            mark=mark_of(
                form_id, row["form_version"], row["answers"], who, row["reason"], row["written"], outlines
            ),
            state=row["state"],
            form_version=row["form_version"],
            answers=json.loads(row["answers"]),
            author=row["author"],
            author_role=row["author_role"],
            reason=row["reason"],
            made=row["made"],
            made_local=row["made_local"],
            written=row["written"],
            written_local=row["written_local"],
            outlines=outlines,
        )

    def _files(self, record_id: str) -> list[GivenFile]:
        found = []
        for one in self._vault.attachments.of(record_id):
            whole = self._vault.attachments.get(one.id)
            found.append(
                GivenFile(
                    id=one.id,
                    version=one.revision,
                    name=one.name,
                    media=one.media,
                    size=one.size,
                    sha256=one.sha256,
                    author=one.author,
                    made=one.made.isoformat(timespec="microseconds"),
                    made_local=one.made_local,
                    data=base64.b64encode(whole.data).decode("ascii"),
                )
            )
        return found

    def copies(self, record_id: str, marks: dict[int, str]) -> list[GivenCopy]:
        """The copies of a record that left, oldest first, with the mark of the version each was of."""
        rows = self._vault.releases.of_record(record_id)
        return [
            copy_of(row, marks.get(row.revision, ""), [(one, self._mark(one, n)) for one, n in row.told.pack])
            for row in reversed(rows)
        ]

    def _mark(self, record_id: str, number: int) -> str:
        """The mark of a finished version; nothing for one that was a draft, or is not here."""
        row = self._store.row(
            "SELECT v.*, r.form_id FROM revisions v JOIN records r ON r.id = v.record_id"
            " WHERE v.record_id = ? AND v.number = ? AND v.state <> 'draft'",
            [record_id, number],
        )
        return self._version(row["form_id"], row).mark if row is not None else ""


def copy_of(row: ReleaseRow, mark: str, pack: list[tuple[str, str]]) -> GivenCopy:
    """A noted copy as it is given on; one that came with an earlier hand-over has its first day and author again."""
    left, author, why = row.made_local[:16], row.author, row.why
    if (found := _BEFORE.fullmatch(why)) is not None:
        left, author, why = found.groups()
    return GivenCopy(
        mark=mark,
        left=left,
        audience=row.audience,
        recipient=row.recipient,
        how=row.how,
        why=why,
        sha256=row.sha256,
        author=author,
        told=replace(row.told, pack=()),
        pack=pack,
    )


def why_before(copy: GivenCopy) -> str:
    """The reason under which a copy that came with a hand-over is noted; `copy_of` reads it again."""
    return f"Left {copy.left} by {copy.author}, before the hand-over. {copy.why}".rstrip()


def short_mark(sealed: bytes) -> str:
    """What both sides compare by telephone: the size and the first letters of the hash of a sealed file."""
    digest = hashlib.sha256(sealed).hexdigest()
    return f"{len(sealed):,} bytes, mark {digest[:4]} {digest[4:8]} {digest[8:12]}"
