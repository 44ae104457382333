"""The open dates of a family as a file for the worker's own calendar, noted under Sent out as every copy is."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly
from toolkit.export.calendar_file import Entry, calendar
from toolkit.export.files import write_whole
from toolkit.forms.timeline_dates import Line, day_words
from toolkit.ui import words
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways, keep
from toolkit.ui.session import Session
from toolkit.vault.rows import Told

ABOUT = (
    "The file leaves your encrypted records. Each entry has its day and words such as “Review due, F-2041”: no name, no kind of "
    "enquiry. Take the file in again when dates change, and its entries move with them."
)
SAFE = re.compile(r"[A-Za-z]{0,4}-?\d+")
"""What a reference looks like that tells a stranger nothing."""
YES = 1


def entries(found: list[Line], reference: str, record_id: str) -> list[Entry]:
    """An entry for each open date. One that ends on no working day stands on the working day before it."""
    ref = reference if SAFE.fullmatch(reference) else ""
    made = []
    for line in found:
        if not line.open:
            continue
        due, notes = line.due, []
        if due.before is not None:
            notes.append(f"Ends on {day_words(due.day)}, which is no working day.")
        if due.at is not None:
            notes.append(f"By {due.at:%H:%M}.")
        made.append(
            Entry(
                key=f"{record_id}:{line.key}",
                day=due.before or due.day,
                words=", ".join(part for part in (due.limit.word, ref) if part),
                note=" ".join(notes),
            )
        )
    return made


def save_calendar(session: Session, store: VaultStore, found: list[Line], parent: QWidget) -> str:
    """Asks, writes and notes the file; gives a sentence, or nothing when the person thought again. Raises as `keep`."""
    if session.vault.read_only:
        raise OpenedToReadOnly
    record = store.record()
    reference = str(session.family(store.family_id).get("reference") or "")
    made = entries(found, reference, store.record_id)
    if record is None or not made:
        return "No date is open, so there is nothing for a calendar."
    question = f"Save {words.count(len(made), 'date')} for your own calendar?"
    answer = ask(
        parent,
        session.theme,
        question,
        ABOUT,
        (Choice("Cancel", 0), Choice("Choose where to save", YES, "primary", safe=True)),
    )
    if answer != YES:
        return ""
    name = f"dates-{reference}.ics" if SAFE.fullmatch(reference) else "dates.ics"
    target = (session.ways or Ways()).place(parent, paths.documents_folder() / name)
    if target is None:
        return ""
    content = calendar(made, session.clock().astimezone(), record.revision)

    def note(digest: str) -> object:
        return session.vault.releases.note(
            store.record_id,
            record.revision,
            "my own working copy",
            "My own calendar",
            "Calendar file",
            "Days without names",
            digest,
            session.author(),
            Told(beside=True),
        )

    def write(place: Path) -> str:
        return write_whole(place, content)

    return keep(target, write, note)
