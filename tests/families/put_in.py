"""Puts the invented families into a vault, as their workers would have: the file, then each record finished on its own day."""

from __future__ import annotations

from typing import Any

from tests.families.case import Case
from tests.ui.made import Clock
from toolkit.ui.session import Session
from toolkit.vault.audit import Author


def put_in(session: Session, clock: Clock, case: Case) -> tuple[str, dict[str, str]]:
    """Gives the family's id and, by the name of each record in the case, its id in the vault."""
    records, kept = session.vault.records, clock.at
    clock.set("2026-01-02", "09:00")
    family = records.create("family", None, case.family, session.author())
    records.close_living(family.id, {**family.answers, **case.family}, session.author())
    ids: dict[str, str] = {}
    for one in sorted(case.records, key=lambda source: source.event):
        clock.set(one.event[:10], "18:00")
        writer = Author(one.author, "health visitor")
        answers: dict[str, Any] = dict(one.answers)
        record = records.create(one.form_id, family.id, answers, writer)
        records.finish(record.id, answers, {}, writer)
        ids[one.id] = record.id
    clock.at = kept
    session.families_changed()
    session.record_changed(family.id)
    return family.id, ids
