"""The files that a family leaves as: one JSON with everything, and tables as CSV."""

from __future__ import annotations

from toolkit.errors import ToolkitError
from toolkit.export import tables
from toolkit.export.chronology_paper import CHRONOLOGY, csv_cells
from toolkit.export.tables import Table
from toolkit.forms.people import Context, people_of
from toolkit.practice.chronology import Source, chronology
from toolkit.ui.session import Session
from toolkit.vault.handover_format import Bundle, to_bytes


def files_of(session: Session, bundle: Bundle, *, json: bool = True, csv: bool = True) -> dict[str, bytes]:
    """The files by name. The tables hold the records of the bundle and no others."""
    found = {"records.json": to_bytes(bundle)} if json else {}
    if csv:
        found |= {f"{table.name}.csv": tables.to_csv(table) for table in tables_of(session, bundle)}
    return found


def tables_of(session: Session, bundle: Bundle) -> list[Table]:
    """People, records, chronology, actions and copies that left."""
    family = bundle.records[0].versions[-1].answers
    given = {record.id: record for record in bundle.records}
    titles = {record.id: record.title for record in bundle.records}
    rows = [row for row in session.vault.records.timeline(bundle.family) if row.id in given]
    records = [
        (
            *(row.id, session.title_of(row.form_id), row.title, row.event, row.status, row.revision),
            *(row.author, row.written_local, row.late, row.restricted, row.summary),
        )
        for row in rows
    ]
    due = [row for row in session.vault.records.due(bundle.family) if row.record_id in given]
    actions = [(row.day, row.text, row.who, row.done, row.record_title, row.record_id) for row in due]
    left = [
        (
            *(row.made_local, titles.get(row.record_id, ""), row.revision, row.audience, row.recipient),
            *(row.how, row.why, row.sha256, row.author),
        )
        for row in session.vault.releases.of(bundle.family)
        if row.record_id in given
    ]
    return [
        tables.people_table(family),
        tables.table("records", tables.RECORDS, records),
        tables.table("chronology", tables.CHRONOLOGY, _events(session, bundle)),
        tables.table("actions", tables.ACTIONS, actions),
        tables.table("copies that left", tables.LEFT, left),
    ]


def _events(session: Session, bundle: Bundle) -> list[tuple[object, ...]]:
    family = bundle.records[0].versions[-1].answers
    context = Context(session.now(), people_of(family))
    sources, typed = [], {}
    for record in bundle.records[1:]:
        last = record.versions[-1]
        if record.form_id == CHRONOLOGY:
            typed = last.answers
            continue
        try:
            restricted = session.vault.records.get(record.id).restricted
        except ToolkitError:
            restricted = False
        sources.append(
            Source(
                record.id, record.form_id, record.event, last.answers, record.title, last.author, restricted
            )
        )
    found = chronology(family, sources, typed)
    told = [part for one in (*found.events, *found.undated) for part in one.parts]
    return [csv_cells(part, context) for part in told]
