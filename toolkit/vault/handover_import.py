"""Taking a family over: says what is new, the same or different, then joins the histories. Nothing is overwritten.

A version is known by its mark, the hash of its content, in every vault. What is not here yet comes in behind what is, as a
further version with its own author and day, and the trail says who took it in and where it came from. All of it is one
transaction; doing it again finds every mark here and writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.forms import dates
from toolkit.forms.catalogue import FAMILY
from toolkit.vault.attachments import ADDED
from toolkit.vault.audit import Author, revision_digest
from toolkit.vault.engine import clean
from toolkit.vault.handover import HandOvers, Report, silent, why_before
from toolkit.vault.handover_format import CAME, Bundle, GivenRecord, GivenVersion, file_bytes
from toolkit.vault.handover_plan import (
    DRAFT_HERE,
    ELSEWHERE,
    ERASED_HERE,
    FAMILY_WAITS,
    NEWER_FORM,
    NO_FORM,
    OTHER_KIND,
    WITHDRAWN_HERE,
    Line,
    Plan,
    Stands,
    Taken,
)
from toolkit.vault.projecting import GONE, to_text

if TYPE_CHECKING:
    from toolkit.vault.vault import Vault

STANDS = "Stands, after versions of a hand-over joined its history."
TAKEN_IN = "taken in"
"""What the trail says of a version that came with a hand-over; its reason holds author and day as JSON."""


class Taking:
    """Compares bundles with one vault and takes them in."""

    def __init__(self, vault: Vault) -> None:
        """Takes the open vault."""
        self._vault = vault
        self._records = vault.records
        self._store = vault.records._store
        self._giving = HandOvers(vault)

    # Comparing; writes nothing

    def plan(self, bundle: Bundle, report: Report = silent) -> Plan:
        """Compares every record of a bundle with what is here."""
        with self._store.lock:
            lines: list[Line] = []
            first = sorted(bundle.records, key=lambda record: record.id != bundle.family)
            stuck = False
            for place, record in enumerate(first):
                report(place / len(first), "Comparing the records")
                line = self._line(bundle, record, stuck)
                stuck = stuck or (record.id == bundle.family and line.verdict == "waits")
                lines.append(line)
            return Plan(bundle, tuple(lines), tuple(self._notes(bundle)))

    def _line(self, bundle: Bundle, record: GivenRecord, stuck: bool) -> Line:
        row = self._store.row("SELECT * FROM records WHERE id = ?", [record.id])
        why = FAMILY_WAITS if stuck else self._waits(bundle, record, row)
        if why:
            return Line(record, "waits", why)
        if row is None:
            return Line(record, "new", fresh=tuple(record.versions), copies=len(record.copies))
        here = self._giving.versions(record.id)
        marks, theirs = {one.mark for one in here}, {one.mark for one in record.versions}
        fresh = tuple(one for one in record.versions if one.mark not in marks)
        copies = len(self._fresh_copies(record, {one.number: one.mark for one in here}))
        mine = here[-1] if here else None
        only = sum(one.mark not in theirs for one in here)
        if not fresh:
            return Line(record, "same", mine=mine, here=only, copies=copies)
        if row["status"] == "living":
            if self._giving._living_draft(record.id):
                only, mine = only + 1, self._giving.newest(record.id)
        elif self._newest_state(record.id) == "draft":
            return Line(record, "waits", DRAFT_HERE, mine=mine)
        return Line(record, "differs", fresh=fresh, mine=mine, here=only, copies=copies)

    def _waits(self, bundle: Bundle, record: GivenRecord, row: Any) -> str:
        """Why a record cannot be taken in as it is; empty when it can."""
        catalogue = self._vault.catalogue
        if (record.form_id == FAMILY) != (record.id == bundle.family):
            return OTHER_KIND
        if not catalogue.has(record.form_id):
            return NO_FORM
        if self._store.row("SELECT 1 FROM erased_records WHERE record_id = ?", [record.id]):
            return ERASED_HERE
        form = catalogue.get(record.form_id).form
        if max(one.form_version for one in record.versions) > form.version:
            return NEWER_FORM
        if form.living != record.living:
            return OTHER_KIND
        if row is None:
            return ""
        if row["status"] in GONE:
            return WITHDRAWN_HERE
        if row["form_id"] != record.form_id:
            return OTHER_KIND
        return "" if row["family_id"] == bundle.family else ELSEWHERE

    def _newest_state(self, record_id: str) -> str:
        return str(
            self._store.value(
                "SELECT state FROM revisions WHERE record_id = ? ORDER BY number DESC LIMIT 1", [record_id]
            )
        )

    def _notes(self, bundle: Bundle) -> list[str]:
        family = next(record for record in bundle.records if record.id == bundle.family)
        answers = family.versions[-1].answers
        reference, name = str(answers.get("reference") or ""), str(answers.get("family_name") or "").strip()
        others = [row for row in self._records.families() if row.id != bundle.family]
        found = []
        if reference and any(row.reference == reference for row in others):
            found.append(
                f"The reference {reference} is that of another family here too. Both keep it. "
                "Give one of them another reference in its family file afterwards."
            )
        if name and any(name.casefold() in row.name.casefold().split() for row in others):
            found.append(
                "Another family here has the same name. They stay two families. "
                "If they are one, withdraw the records of one into the other afterwards."
            )
        drafts = [one for one in bundle.stayed if one.why in ("draft", "amending")]
        if drafts:
            named = "; ".join(f"{one.title}, {dates.show(one.event.partition('T')[0])}" for one in drafts[:4])
            more = f"; {len(drafts) - 4} more" if len(drafts) > 4 else ""
            stayed = f"{len(drafts)} unfinished {'draft' if len(drafts) == 1 else 'drafts'} stayed with your colleague"
            found.append(f"{stayed}: {named}{more}.")
        return found

    def _fresh_copies(self, record: GivenRecord, marks: dict[int, str]) -> list[Any]:
        known = {_copy_key(copy) for copy in self._giving.copies(record.id, marks)}
        return [copy for copy in record.copies if _copy_key(copy) not in known]

    # Taking in; one transaction

    def take(
        self,
        bundle: Bundle,
        author: Author,
        *,
        stands: Mapping[str, Stands] | None = None,
        report: Report = silent,
    ) -> Taken:
        """Joins a bundle with what is here, in one transaction; gives what was written. Raises a fault of the disk.

        `stands` says by record id which version goes on where both sides wrote; without it the later one does. When `report`
        raises, nothing was written.
        """
        taken = Taken()
        with self._store.writing():
            plan = self.plan(bundle)
            for place, line in enumerate(plan.lines):
                report(place / len(plan.lines), "Taking the records in")
                if line.verdict == "waits":
                    taken.waits += 1
                elif line.fresh or line.copies:
                    chosen = (stands or {}).get(line.record.id) or line.stands
                    self._join(bundle, line, chosen, author, taken)
            # A pack names versions of other records, so all of them come in first.
            for line in plan.lines:
                if line.verdict != "waits":
                    self._note_copies(line.record, author, taken)
        return taken

    def _join(self, bundle: Bundle, line: Line, chosen: Stands, author: Author, taken: Taken) -> None:
        record = line.record
        if line.verdict == "new":
            self._begin(bundle, record, author)
            taken.records += 1
        elif record.living and line.fresh and self._giving._living_draft(record.id):
            # What is being written here becomes a dated version, so that it keeps its place before what comes in.
            self._records.close_living(record.id, self._records.get(record.id).answers, author)
        mine = self._giving.versions(record.id)
        for version in line.fresh:
            self._add(bundle, record, version, author, taken)
        # What stands is what was chosen, also where it has been here already and older versions came in behind it.
        standing = mine[-1] if line.both and chosen == "mine" and mine else line.theirs
        if line.fresh and self._giving.newest(record.id).mark != standing.mark:
            self._stand_again(record, standing, author)
        if line.fresh:
            status = "living" if record.living else "final"
            with self._store.writing() as connection:
                connection.execute("UPDATE records SET status = ? WHERE id = ?", [status, record.id])
            self._records._projector.update(record.id)
            taken.joined.append(record.id)

    def _begin(self, bundle: Bundle, record: GivenRecord, author: Author) -> None:
        moment = self._vault.audit.add(TAKEN_IN, author.name, record_id=record.id, why=_from(bundle))
        status = "living" if record.living else "draft"
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO records (id, form_id, family_id, status, made, made_local, seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    *(record.id, record.form_id, bundle.family, status),
                    *(record.made, record.made_local, moment.seq),
                ],
            )

    def _add(
        self, bundle: Bundle, record: GivenRecord, version: GivenVersion, author: Author, taken: Taken
    ) -> None:
        number = 1 + (
            self._store.value("SELECT max(number) FROM revisions WHERE record_id = ?", [record.id]) or 0
        )
        text = to_text(version.answers)
        reason = version.reason
        if CAME not in reason:
            reason = f"{reason.rstrip()} {_from(bundle)}".strip()
        origin = {
            "from": bundle.by,
            "author": clean(version.author),
            "role": clean(version.author_role),
            "written": version.written,
            "written_local": version.written_local,
            "reason": clean(reason),
            "mark": version.mark,
        }
        outlines = {audience: words.encode("utf-8") for audience, words in version.outlines.items()}
        moment = self._vault.audit.add(
            TAKEN_IN,
            author.name,
            record_id=record.id,
            revision=number,
            why=json.dumps(origin, ensure_ascii=False),
            digest=revision_digest(text, outlines),
        )
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO revisions (record_id, number, state, form_version, answers, author, author_role, reason,"
                " made, made_local, written, written_local, seq) VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(record.id, number, version.form_version, text, origin["author"], origin["role"]),
                    *(origin["reason"], version.made, version.made_local),
                    *(version.written, version.written_local, moment.seq),
                ],
            )
            taken.files += self._add_files(record, version, number, author)
            for audience, outline in outlines.items():
                connection.execute(
                    "INSERT INTO outlines VALUES (?, ?, ?, ?)", [record.id, number, audience, outline]
                )
            connection.execute(
                "UPDATE revisions SET state = ? WHERE record_id = ? AND number = ?",
                [version.state, record.id, number],
            )
        taken.versions += 1

    def _add_files(self, record: GivenRecord, version: GivenVersion, number: int, author: Author) -> int:
        """Keeps the pictures and papers that came with a version; those that are here already are left as they are."""
        added = 0
        for file in (one for one in record.files if one.version == version.number):
            if self._store.row("SELECT 1 FROM attachments WHERE id = ?", [file.id]):
                continue
            why = f"{file.id} {file.sha256}"
            moment = self._vault.audit.add(ADDED, author.name, record_id=record.id, revision=number, why=why)
            with self._store.writing() as connection:
                connection.execute(
                    "INSERT INTO attachments (id, record_id, revision, name, media, size, sha256, author, made,"
                    " made_local, seq, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        *(file.id, record.id, number, clean(file.name), clean(file.media), file.size),
                        *(file.sha256, clean(file.author), file.made, file.made_local, moment.seq),
                        file_bytes(file),
                    ],
                )
            added += 1
        return added

    def _stand_again(self, record: GivenRecord, standing: GivenVersion, author: Author) -> None:
        """Puts a version behind all that came in, so that it is the one that stands."""
        number = 1 + int(
            self._store.value("SELECT max(number) FROM revisions WHERE record_id = ?", [record.id])
        )
        wrote = f"{standing.author or 'a colleague'}, {dates.show(standing.written_local[:10])}"
        text, reason = to_text(standing.answers), f"{STANDS} As written by {wrote}."
        outlines = {audience: words.encode("utf-8") for audience, words in standing.outlines.items()}
        what = "closed" if record.living else "amended"
        moment = self._vault.audit.add(
            what,
            author.name,
            record_id=record.id,
            revision=number,
            why=reason,
            digest=revision_digest(text, outlines),
        )
        self._records._add_revision(record.id, number, standing.form_version, text, author, moment, reason)
        with self._store.writing() as connection:
            for audience, outline in outlines.items():
                connection.execute(
                    "INSERT INTO outlines VALUES (?, ?, ?, ?)", [record.id, number, audience, outline]
                )
        self._records._seal(record.id, number, standing.state, author, reason, moment)

    def _note_copies(self, record: GivenRecord, author: Author, taken: Taken) -> None:
        if not record.copies:
            return
        numbers = self._numbers(record.id)
        marks = {number: mark for mark, number in numbers.items()}
        for copy in self._fresh_copies(record, marks):
            pack = tuple((one, self._numbers(one).get(mark, 0)) for one, mark in copy.pack)
            self._vault.releases.note(
                record.id,
                numbers.get(copy.mark, 0),
                copy.audience,
                copy.recipient,
                copy.how,
                why_before(copy),
                copy.sha256,
                author,
                replace(copy.told, pack=pack),
            )
            taken.copies += 1

    def _numbers(self, record_id: str) -> dict[str, int]:
        """The number that each version of a record has here, by its mark."""
        return {one.mark: one.number for one in self._giving.versions(record_id)}


def _from(bundle: Bundle) -> str:
    return f"{CAME}{clean(bundle.by) or 'a colleague'}, {dates.show(bundle.made_local[:10])}."


def _copy_key(copy: Any) -> tuple[str, ...]:
    return copy.left, copy.audience, copy.recipient, copy.how, copy.why.strip(), copy.sha256, copy.author
