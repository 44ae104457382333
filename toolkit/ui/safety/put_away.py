"""Brings a draft back that was just put away.

Putting away takes the words out of the records at once and leaves no trace of them there. Until the next page is opened, or the
lock, they are held in the memory of this window alone; brought back, they are a draft of their own, and the history has both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from toolkit.errors import ToolkitError
from toolkit.forms.people import Answers
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.vault.rows import Attachment

WHY = "Brought back just after it was put away"
SAID = "The draft was put away. Once you go on from here, its words can no longer be read."
DONE = "The draft is back, with all its words."


@dataclass(frozen=True)
class PutAway:
    """A draft as it stood. `revision` above 1 is the next version of a finished record, which stayed."""

    record_id: str
    form_id: str
    family_id: str | None
    revision: int
    answers: Answers
    files: tuple[Attachment, ...]


def taken(session: Session, record_id: str) -> PutAway:
    """Takes a draft in before it is put away. Raises what reading it raises."""
    vault = session.vault
    record = vault.records.get(record_id)
    files = [one for one in vault.attachments.of(record_id) if one.revision == record.revision]
    return PutAway(
        record_id,
        record.form_id,
        record.family_id,
        record.revision,
        record.answers,
        tuple(vault.attachments.get(one.id) for one in files),
    )


def bring_back(session: Session, kept: PutAway) -> str:
    """Makes the draft anew, with its pictures, and gives its record's id. Raises a fault of the vault."""
    records, author = session.vault.records, session.author()
    if kept.revision > 1:
        record_id = records.amend(kept.record_id, author, WHY).id
    else:
        record_id = records.create(kept.form_id, kept.family_id, kept.answers, author).id
    words = json.dumps(kept.answers)
    for one in kept.files:
        added = session.vault.attachments.add(record_id, one.name, one.media, one.data, author)
        words = words.replace(one.id, added.id)
    records.save_draft(record_id, json.loads(words), author)
    session.record_changed(kept.family_id)
    return record_id


def offer(session: Session, go: Go, kept: PutAway | None, said: str = SAID) -> None:
    """Says that a draft was put away, and offers to bring it back for as long as that is said."""
    if kept is None:
        return

    def back() -> None:
        try:
            record_id = bring_back(session, kept)
        except ToolkitError as fault:
            go.fault(fault)
            return
        go.record(record_id)
        go.say(DONE)

    go.say(said, undo=partial(back))
