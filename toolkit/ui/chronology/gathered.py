"""Reads what a chronology is made of out of the vault: the family file, finished records, and the chronology record."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from toolkit.errors import ToolkitError
from toolkit.export.chronology_paper import CHRONOLOGY, Told
from toolkit.forms.people import Answers
from toolkit.practice.chronology import Source, chronology
from toolkit.ui.session import Session


@dataclass(frozen=True)
class Gathered:
    """What was read; `record_id` is empty before anything was kept in a chronology record."""

    family: Answers
    sources: tuple[Source, ...]
    answers: Answers
    record_id: str

    def told(self, answers: Answers | None = None) -> Told:
        """The chronology of it, with the record's answers as given."""
        typed = self.answers if answers is None else answers
        return Told(chronology(self.family, self.sources, typed), self.sources, self.family, typed)


def gathered(session: Session, family_id: str) -> Gathered:
    """Everything of a family that a chronology may draw on. Raises what reading the family file raises."""
    sources, typed, record_id = [], {}, ""
    for row in session.vault.records.timeline(family_id):
        if row.status not in ("final", "living") or session.is_family(row.form_id):
            continue
        with contextlib.suppress(ToolkitError):
            answers = session.vault.records.get(row.id, row.revision).answers
            if row.form_id == CHRONOLOGY:
                typed, record_id = answers, row.id
            else:
                sources.append(
                    Source(row.id, row.form_id, row.event, answers, row.title, row.author, row.restricted)
                )
    return Gathered(session.family(family_id), tuple(sources), typed, record_id)
