"""The trail on paper: its sheets to look at, and the note that they left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export.stamp import Stamp, file_name
from toolkit.ui.page import Go
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_parts import HOW_WORDS, How
from toolkit.ui.safety.trail_rows import Reader
from toolkit.ui.session import Session
from toolkit.vault.rows import Told

TITLE = "History"
WHY = "Its history: who did what and when"


def trail_paper(session: Session, go: Go, reader: Reader, checked: str) -> QWidget:
    """Gives the preview with Word, PDF and Print. Raises what reading the trail raises."""
    family_id = reader.family_id
    if reader.record_id:
        family_id = session.vault.records.get(reader.record_id).family_id or ""
    reference = str(session.family(family_id).get("reference") or "") if family_id else ""
    name = reader.name(reader.record_id).removeprefix("the ") if reader.record_id else ""
    outline = reader.outline(f"{TITLE}: {name}" if name else TITLE, reference, checked)
    author = session.author()
    stamp = Stamp(
        printed_by=author.name,
        printed_on=session.now(),
        organisation=str(session.fact("organisation")),
        marking=session.settings.marking_line,
        author=author.name,
        contact=str(session.fact("contact_line")),
        trail=session.vault.audit.head().short,
    )
    paper, ways = Paper(outline, stamp), session.ways or Ways()
    page: PreviewPage

    def leave(how: How) -> None:
        def note(sha256: str) -> None:
            note_history(session, reader, HOW_WORDS[how], sha256)

        try:
            # Asked before, for paper cannot be taken back.
            if session.vault.read_only:
                raise OpenedToReadOnly
            done = (
                ways.print(page, paper, note)
                if how == "print"
                else ways.save(page, paper, offered(how), note)
            )
        except ToolkitError as fault:
            go.fault(fault)
            return
        if done:
            go.say(done)

    def offered(how: How) -> Path:
        suffix = ".docx" if how == "word" else ".pdf"
        return paths.documents_folder() / file_name(outline, TITLE, session.now(), suffix)

    page = PreviewPage(
        session.theme,
        paper,
        on_back=go.back,
        on_word=lambda: leave("word"),
        on_pdf=lambda: leave("pdf"),
        on_print=lambda: leave("print"),
    )
    return page


def note_history(session: Session, reader: Reader, how: str, sha256: str) -> None:
    """Notes that a history left: under Sent out where it is of a family, else in the trail alone."""
    vault, record_id = session.vault, reader.record_id or reader.family_id
    if not record_id:
        vault.audit.add("history printed", session.author().name, why=sha256)
        return
    revision = vault.records.get(record_id).revision
    note = (record_id, revision, "practitioner", "", how, WHY, sha256, session.author())
    vault.releases.note(*note, Told(beside=True))
