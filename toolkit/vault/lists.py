"""The lists a worker looks through: caseload, timeline, drafts and what is due; read from plain columns."""

from __future__ import annotations

import json
from collections.abc import Iterable

from toolkit.forms.catalogue import FAMILY
from toolkit.vault.engine import Store
from toolkit.vault.rows import DueRow, FamilyRow, RecordRow, record_row

_ROWS = """
    SELECT r.*, v.number, v.author, v.written, v.written_local, v.reason, v.clock_back,
        (SELECT state FROM revisions WHERE record_id = r.id ORDER BY number DESC LIMIT 1) AS newest_state
    FROM records r LEFT JOIN revisions v ON v.record_id = r.id AND v.number = (
        SELECT max(number) FROM revisions WHERE record_id = r.id AND {which})
"""
_STANDING = _ROWS.format(which="(r.status <> 'final' OR state = 'final')")
_NEWEST = _ROWS.format(which="1")

_COUNTS = """
    (SELECT max(event) FROM records e WHERE e.family_id = f.id AND e.row <> f.row
        AND e.status IN ('draft', 'final', 'living')) AS last_event,
    (SELECT count(*) FROM records e WHERE e.family_id = f.id AND e.row <> f.row
        AND e.status <> 'discarded') AS records,
    (SELECT count(*) FROM records e WHERE e.family_id = f.id AND e.status = 'draft') AS drafts"""

# A record without a day stands where it was begun.
_NEWEST_FIRST = (
    "ORDER BY CASE WHEN r.event = '' THEN substr(r.made_local, 1, 16) ELSE r.event END DESC, r.seq DESC"
)


class Lists:
    """What is read for lists; `Records` adds the rest."""

    def __init__(self, store: Store) -> None:
        """Takes the store."""
        self._store = store

    def families(self, *, counted: bool = True, only: Iterable[str] | None = None) -> list[FamilyRow]:
        """Gives every family, or `only` those with these ids, by name; without `counted` nothing is said of its records, and
        large caseloads are read sooner.
        """
        some = "" if only is None else "AND f.id IN (SELECT value FROM json_each(?))"
        values = [FAMILY] if only is None else [FAMILY, json.dumps(list(only))]
        counts = f"""
            SELECT f.id, f.title, f.summary, f.extra, {_COUNTS if counted else "'' AS last_event, 0 AS records, 0 AS drafts"}
            FROM records f WHERE f.form_id = ? AND f.status = 'living' {some} ORDER BY f.title COLLATE NOCASE, f.row"""
        found = []
        for row in self._store.rows(counts, values):
            extra = json.loads(row["extra"])
            found.append(
                FamilyRow(
                    id=row["id"],
                    reference=extra.get("reference", ""),
                    name=row["title"],
                    summary=row["summary"],
                    lead_worker=extra.get("lead_worker", ""),
                    opened=extra.get("opened", ""),
                    last_event=row["last_event"] or "",
                    warnings=tuple(extra.get("warnings", ())),
                    records=row["records"],
                    drafts=row["drafts"],
                )
            )
        return found

    def has_family(self) -> bool:
        """Says whether there is any family."""
        return bool(
            self._store.rows(
                "SELECT 1 FROM records WHERE form_id = ? AND status = 'living' LIMIT 1", [FAMILY]
            )
        )

    def timeline(self, family_id: str | None) -> list[RecordRow]:
        """Gives the records of a family, newest event first and then the last finished first; stubs stand among them.

        The family file itself and discarded drafts are left out. None gives the records that have no family yet.
        """
        query = f"{_STANDING} WHERE r.family_id IS ? AND r.form_id <> ? AND r.status <> 'discarded' {_NEWEST_FIRST}"
        return [record_row(row) for row in self._store.rows(query, [family_id, FAMILY])]

    def drafts(self) -> list[RecordRow]:
        """Gives every record with an open draft, amendments among them, last saved first; not what lives."""
        query = f"""{_NEWEST} WHERE r.status IN ('draft', 'final') AND r.id IN (
            SELECT record_id FROM revisions WHERE state = 'draft') ORDER BY v.written DESC, r.seq DESC"""
        return [record_row(row) for row in self._store.rows(query)]

    def due(self, family_id: str | None = None, *, done: bool = False) -> list[DueRow]:
        """Gives what is due in one family or all, the earliest day first; what was done only when asked for."""
        where, values = ("AND r.family_id = ?", [family_id]) if family_id is not None else ("", [])
        # Written out and no parameter: only so is the index of what is open used.
        which = "1" if done else "d.done = 0"
        query = f"""
            SELECT d.*, r.form_id, r.family_id, r.title, r.status, coalesce(f.title, '') AS family_name
            FROM due d JOIN records r ON r.id = d.record_id LEFT JOIN records f ON f.id = r.family_id
            WHERE {which} {where} ORDER BY d.day, r.seq, d.place"""
        return [
            DueRow(
                record_id=row["record_id"],
                form_id=row["form_id"],
                family_id=row["family_id"],
                family_name=row["family_name"],
                record_title=row["title"],
                day=row["day"],
                text=row["what"],
                who=row["who"],
                kind=row["kind"],
                path=row["path"],
                done=bool(row["done"]),
                status=row["status"],
            )
            for row in self._store.rows(query, values)
        ]
