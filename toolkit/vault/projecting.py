"""Writes what lists and the search need of a record into plain columns, in the transaction of the record itself.

It can all be made again from the revisions, and the health check compares the two.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from toolkit.forms import rules
from toolkit.forms.catalogue import FAMILY, Catalogue
from toolkit.forms.people import Answers, Context, PersonRef, people_of, rows_of
from toolkit.forms.projection import Projection, project
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Choice, Rows, option_pairs
from toolkit.forms.working_days import KEPT, as_fact
from toolkit.vault.engine import Store, clean
from toolkit.vault.migrations import FINISHED, OPEN, search_table

GONE = ("withdrawn", "discarded")
# An answer that the record holds is found by the search even when a fact about the family hides its field today.
FACTS = {"@language_need": "yes"}
_STANDING = """
    SELECT v.record_id, v.state, v.form_version, v.written_local, v.answers,
        (SELECT written_local FROM revisions WHERE record_id = r.id ORDER BY number LIMIT 1) AS first_local
    FROM records r JOIN revisions v ON v.record_id = r.id AND v.number = (
        SELECT max(number) FROM revisions WHERE record_id = r.id AND (r.status <> 'final' OR state = 'final'))
    WHERE r.row IN ({marks})"""
"""The revision that lists show: the last finished one, or the draft while there is no other, or what lives."""


def to_text(answers: Mapping[str, Any]) -> str:
    """Answers as they are stored: JSON in Unicode. A half of a character that no file can hold becomes a question mark sign."""
    return clean(json.dumps(answers, ensure_ascii=False, separators=(",", ":")))


@dataclass(frozen=True)
class Made:
    """What a record's columns are to hold, and the search table its words belong in."""

    projection: Projection
    extra: dict[str, Any]
    table: str

    @property
    def digest(self) -> str:
        """Stands for all of it, so that nothing is written when nothing changed."""
        words = clean(repr((self.projection, self.extra, self.table)))
        return hashlib.sha256(words.encode("utf-8")).hexdigest()


class Projector:
    """Keeps the columns, the list of what is due and the search in step with the revisions."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Takes the store and the forms on offer."""
        self._store = store
        self._catalogue = catalogue

    def people(self, family_id: str | None) -> tuple[PersonRef, ...]:
        """Gives the people of a family as they are now, or none."""
        found = self._newest(family_id) if family_id else None
        return people_of(self.lifted(FAMILY, found["form_version"], found["answers"])) if found else ()

    def _settled(self, family_id: str | None) -> tuple[PersonRef, ...]:
        """The people as the last closed revision of the family file names them, so that typing there touches no other record."""
        found = family_id and self._store.row(
            "SELECT * FROM revisions WHERE record_id = ? AND state = 'closed' ORDER BY number DESC LIMIT 1",
            [family_id],
        )
        if not found:
            return self.people(family_id)
        return people_of(self.lifted(FAMILY, found["form_version"], found["answers"]))

    def lifted(self, form_id: str, version: int, text: str) -> Answers:
        """Gives stored answers in the shape of today's form; as they stand when the form is gone or older than they are."""
        answers: Answers = msgspec.json.decode(text)
        if self._catalogue.has(form_id):
            entry = self._catalogue.get(form_id)
            if version < entry.form.version:
                return rules.lift(entry, version, answers)
        return answers

    def update(self, record_id: str) -> None:
        """Makes the columns of one record, and for a family file whose people changed also those of its records."""
        record = self._store.row("SELECT * FROM records WHERE id = ?", [record_id])
        assert record is not None
        before = json.loads(record["extra"]).get("people_digest")
        people = self._settled(record["family_id"])
        self._update(record, people)
        if record["form_id"] != FAMILY:
            return
        after = json.loads(self._store.value("SELECT extra FROM records WHERE id = ?", [record_id]))
        if before is not None and before != after["people_digest"]:
            for other in self._store.rows(
                "SELECT * FROM records WHERE family_id = ? AND id <> ?", [record_id, record_id]
            ):
                self._update(other, people)

    def forget(self, record_id: str, gone: dict[str, str]) -> None:
        """Empties the columns of a record whose words are gone; its kind, its day and `gone` (who, when, why) stay."""
        form_id = self._store.value("SELECT form_id FROM records WHERE id = ?", [record_id])
        title = self._catalogue.get(form_id).form.title if self._catalogue.has(form_id) else "Record"
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE records SET title = ?, summary = '', people = '[]', restricted = 0, late = 0, extra = ?,"
                " digest = '' WHERE id = ?",
                [title, to_text(gone), record_id],
            )
            connection.execute("DELETE FROM due WHERE record_id = ?", [record_id])
            for table in (FINISHED, OPEN):
                connection.execute(
                    f"DELETE FROM {table} WHERE rowid = (SELECT row FROM records WHERE id = ?)", [record_id]
                )

    def rebuild(self) -> int:
        """Makes every column, due day and search row again; gives how many records changed."""
        changed = 0
        with self._store.writing() as connection:
            self._empty_search(connection)
            for record in self._every():
                changed += self._update(record, self._settled(record["family_id"]), force=True)
        return changed

    def rebuild_search(self) -> int:
        """Empties both search tables and fills them from the revisions; gives how many records are in them now."""
        filled = 0
        with self._store.writing() as connection:
            self._empty_search(connection)
            for record in self._every():
                people = self._settled(record["family_id"])
                made = self._make(record, people) if record["status"] not in GONE else None
                if made is not None:
                    self._write_search(connection, record, made, people)
                    filled += 1
        return filled

    def _empty_search(self, connection: Any) -> None:
        """Makes both search tables anew, with what stands in them of records that cannot be worked out here."""
        kept = [(table, row) for table in (FINISHED, OPEN) for row in self._not_ours(table)]
        for table in (FINISHED, OPEN):
            # To take each text out of a large index by itself takes a hundredth of a second each.
            connection.execute(f"DROP TABLE IF EXISTS {table}")
            for words in search_table(table):
                connection.execute(words)
        for table, row in kept:
            connection.execute(
                f"INSERT INTO {table} (rowid, family, title, body) VALUES (?, ?, ?, ?)", tuple(row)
            )

    def _not_ours(self, table: str) -> list[Any]:
        """The search rows of records whose form is not on offer, or newer than the one that is."""
        found = []
        for row in self._store.rows("SELECT DISTINCT form_id FROM records"):
            form_id = row["form_id"]
            newest = self._catalogue.get(form_id).form.version if self._catalogue.has(form_id) else -1
            found += self._store.rows(
                f"SELECT s.rowid, s.family, s.title, s.body FROM {table} s JOIN records r ON r.row = s.rowid"
                " WHERE r.form_id = ? AND EXISTS (SELECT 1 FROM revisions v WHERE v.record_id = r.id"
                " AND v.form_version > ?)",
                [form_id, newest],
            )
        return found

    def _every(self) -> Iterator[Any]:
        """Every record, read one at a time: all of them at once would be half the vault."""
        for row in self._store.rows("SELECT row FROM records ORDER BY family_id, row"):
            yield self._store.row("SELECT * FROM records WHERE row = ?", [row["row"]])

    def wrong(self, numbers: Sequence[int]) -> tuple[int, int]:
        """Counts, of some records by row, those whose columns are not what the revisions give, and those whose search row is not.

        They are read together, table by table: one by one, a large vault would take twice as long.
        """
        marks = ", ".join("?" * len(numbers))
        kept: dict[int, dict[str, tuple[str, str, str]]] = {}
        for table in (FINISHED, OPEN):
            query = f"SELECT rowid, family, title, body FROM {table} WHERE rowid IN ({marks})"
            for row in self._store.rows(query, numbers):
                number, *words = row
                kept.setdefault(number, {})[table] = tuple(words)
        standing = {row["record_id"]: row for row in self._store.rows(_STANDING.format(marks=marks), numbers)}
        days_off = self._days_off()
        people: dict[str | None, tuple[PersonRef, ...]] = {}
        columns = search = 0
        for record in self._store.rows(f"SELECT * FROM records WHERE row IN ({marks})", numbers):
            family = record["family_id"]
            if family not in people:
                people[family] = self._settled(family)
            found = kept.get(record["row"], {})
            fits = self._fits(record, standing.get(record["id"]), found, people[family], days_off)
            columns += not fits[0]
            search += not fits[1]
        return columns, search

    def _fits(
        self,
        record: Any,
        standing: Any | None,
        kept: dict[str, tuple[str, str, str]],
        people: tuple[PersonRef, ...],
        days_off: dict[str, str],
    ) -> tuple[bool, bool]:
        """Whether a record's columns are what its revisions give, and whether its search row is."""
        if record["status"] in GONE:
            due = self._store.rows("SELECT 1 FROM due WHERE record_id = ?", [record["id"]])
            return not due, not kept
        made = self._made(record, standing, people, days_off) if standing is not None else None
        if made is None:
            return True, True
        columns = record["digest"] == made.digest and record["title"] == made.projection.title
        return columns, kept == {made.table: _search_row(record, made.projection, people)}

    def _update(self, record: Any, people: tuple[PersonRef, ...], force: bool = False) -> bool:
        made = self._make(record, people) if record["status"] in ("draft", "final", "living") else None
        if made is None:
            return False
        changed = bool(made.digest != record["digest"])
        if changed or force:
            self._write(record, made, people)
        return changed

    def _make(self, record: Any, people: tuple[PersonRef, ...]) -> Made | None:
        """What the columns of a record are to hold, None when they stay as they are."""
        standing = self._store.row(_STANDING.format(marks="?"), [record["row"]])
        return self._made(record, standing, people, self._days_off()) if standing is not None else None

    def _made(
        self, record: Any, standing: Any, people: tuple[PersonRef, ...], days_off: dict[str, str]
    ) -> Made | None:
        """None when the form is not on offer any more: then the columns stay as they were."""
        form_id = record["form_id"]
        if not self._catalogue.has(form_id):
            return None
        entry = self._catalogue.get(form_id)
        if standing["form_version"] > entry.form.version:
            return None
        answers = self.lifted(form_id, standing["form_version"], standing["answers"])
        written = datetime.fromisoformat(standing["written_local"]).replace(tzinfo=None)
        # A later version is no late note: what counts is when the first was finished.
        now = datetime.fromisoformat(standing["first_local"]).replace(tzinfo=None)
        table = OPEN if standing["state"] == "draft" else FINISHED
        # A family file speaks of the people it names itself; every other record of those that are settled.
        own = people_of(answers) if form_id == FAMILY else people
        try:
            context = Context(written, own, FACTS | days_off, now)
            projection = _cleaned(project(entry, answers, context))
            extra = _family_extra(entry, answers, context, people) if form_id == FAMILY else {}
        except Exception:
            # Words come first: answers of an unforeseen shape are kept and found, if without a fine title.
            projection = _plain_projection(entry, answers)
            extra = {"people_digest": _people_digest(people)} if form_id == FAMILY else {}
        return Made(projection, extra, table)

    def _days_off(self) -> dict[str, str]:
        """What was changed in the bank holidays here, for days that are counted without them."""
        kept = self._store.value("SELECT value FROM facts WHERE key = ?", [KEPT])
        return as_fact(json.loads(kept)) if kept else {}

    def _newest(self, record_id: str) -> Any | None:
        return self._store.row(
            "SELECT * FROM revisions WHERE record_id = ? ORDER BY number DESC LIMIT 1", [record_id]
        )

    def _write(self, record: Any, made: Made, people: tuple[PersonRef, ...]) -> None:
        projection = made.projection
        columns = {
            "title": projection.title,
            "summary": projection.summary,
            "event": projection.event,
            "people": json.dumps(projection.people),
            "restricted": int(projection.restricted),
            "late": int(projection.late),
            "extra": to_text(made.extra),
            "digest": made.digest,
        }
        # What is as it was is not written again: a draft is saved every two seconds.
        changed = {name: value for name, value in columns.items() if record[name] != value}
        with self._store.writing() as connection:
            if changed:
                names = ", ".join(f"{name} = ?" for name in changed)
                connection.execute(
                    f"UPDATE records SET {names} WHERE row = ?", [*changed.values(), record["row"]]
                )
            self._write_due(connection, record["id"], projection)
            other = OPEN if made.table == FINISHED else FINISHED
            connection.execute(f"DELETE FROM {other} WHERE rowid = ?", [record["row"]])
            self._write_search(connection, record, made, people)

    def _write_search(self, connection: Any, record: Any, made: Made, people: tuple[PersonRef, ...]) -> None:
        connection.execute(
            f"INSERT OR REPLACE INTO {made.table} (rowid, family, title, body) VALUES (?, ?, ?, ?)",
            [record["row"], *_search_row(record, made.projection, people)],
        )

    def _write_due(self, connection: Any, record_id: str, projection: Projection) -> None:
        rows = [
            (record_id, place, due.day, due.text, due.who, due.kind, due.path, int(due.done))
            for place, due in enumerate(projection.due)
        ]
        kept = self._store.rows("SELECT * FROM due WHERE record_id = ? ORDER BY place", [record_id])
        if [tuple(row) for row in kept] != rows:
            connection.execute("DELETE FROM due WHERE record_id = ?", [record_id])
            connection.executemany("INSERT INTO due VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _search_row(record: Any, projection: Projection, people: tuple[PersonRef, ...]) -> tuple[str, str, str]:
    """Three columns, looked through in this order: the family file's names, a record's title and people, and all words."""
    names = [p.full_name or p.name for p in people if p.id in projection.people]
    title = "\n".join([projection.title, *names])
    first = title if record["form_id"] == FAMILY else ""
    return tuple(unicodedata.normalize("NFC", part) for part in (first, title, projection.text))  # type: ignore[return-value]


def _plain_projection(entry: Entry, answers: Answers) -> Projection:
    text = "\n".join([entry.form.title, *_strings(answers)]).replace("\x00", " ")
    return Projection(entry.form.title, "", "", (), (), False, False, text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _people_digest(people: tuple[PersonRef, ...]) -> str:
    return hashlib.sha256(repr(people).encode("utf-8", "replace")).hexdigest()


def _family_extra(
    entry: Entry, answers: Answers, context: Context, settled: tuple[PersonRef, ...]
) -> dict[str, Any]:
    """What the list of families shows beside title and summary."""
    return {
        "reference": str(answers.get("reference") or ""),
        "opened": str(answers.get("opened") or ""),
        "lead_worker": context.name_of(answers.get("lead_worker")),
        "warnings": _warnings(entry, answers, context),
        "people_digest": _people_digest(settled),
    }


def _warnings(entry: Entry, answers: Answers, context: Context) -> list[str]:
    words = _warning_words(entry)
    found = []
    for row in rows_of(answers, "warnings"):
        kind = str(row.get("kind") or "")
        label = words.get(kind) or kind.removeprefix("other: ") or "Warning"
        about = row.get("about")
        names = [context.name_of(person) for person in about] if isinstance(about, list) else []
        found.append(f"{label}: {', '.join(names)}" if names else label)
    return found


def _warning_words(entry: Entry) -> dict[str, str]:
    fields = (part for page in entry.form.pages for part in page.fields)
    rows = next((part for part in fields if isinstance(part, Rows) and part.key == "warnings"), None)
    kind = (
        next((c for c in rows.columns if isinstance(c, Choice) and c.key == "kind"), None) if rows else None
    )
    return dict(option_pairs(kind.options)) if kind else {}


def _cleaned(projection: Projection) -> Projection:
    # SQLite's text functions stop at a NUL, and so would the search.
    def plain(text: str) -> str:
        return clean(text).replace("\x00", " ")

    return replace(
        projection,
        title=plain(projection.title),
        summary=plain(projection.summary),
        text=plain(projection.text),
    )
