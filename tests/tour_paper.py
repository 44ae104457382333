"""The papers of the tour: Word and PDF of every record, and pictures of some of the PDF's pages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from toolkit.export import word
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms import blocks, dates
from toolkit.forms.blocks import Outline
from toolkit.forms.outline import outline
from toolkit.forms.vocabulary import Audience
from toolkit.ui.printing import Paper
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.vault.rows import Record

SHOWN = ("2026-11-12", "2026-06-03", "2026-09-14", "family file")
"""Days of the records whose pages are pictured."""


def papers(session: Session, out: Path, family_ids: list[str], only: tuple[str, ...] = ()) -> list[str]:
    """Writes the Word and PDF of each record, and gives their names below `out`'s parent."""
    out.mkdir(parents=True, exist_ok=True)
    made: list[str] = []
    for family_id in family_ids:
        rows = session.vault.records.timeline(family_id)
        records = [session.vault.records.get(row.id) for row in rows if row.status in ("draft", "final")]
        for record in [session.vault.records.get(family_id), *records]:
            if only and not record.event.startswith(only):
                continue
            for audience in session.vault.catalogue.get(record.form_id).form.copies:
                for made_here in _copies(session, record, audience, out):
                    made.append(f"{out.name}/{made_here}")
    return made


def _copies(session: Session, record: Record, audience: Audience, out: Path) -> Iterator[str]:
    whole = _outline(session, record, audience)
    entry = session.vault.catalogue.get(record.form_id)
    stamp = Stamp(
        printed_by=session.author().name,
        printed_on=session.now(),
        record_name=entry.form.title,
        organisation=str(session.fact("organisation")),
        contact=str(session.fact("contact_line")),
        recipient="Sorrel Thistlewick" if audience == "family" else "",
    )
    is_file = session.is_family(record.form_id)
    day = dates.moment(record.event) if dates.is_day(record.event) and not is_file else None
    kind = "family file" if is_file else entry.form.title
    name = file_name(whole, kind, day, "")
    word.write(whole, stamp, out / f"{name}.docx")
    yield f"{name}.docx"
    paper = Paper(whole, stamp)
    paper.write_pdf(out / f"{name}.pdf")
    yield f"{name}.pdf"
    if any(words in name for words in SHOWN):
        yield from _pictured(out, name, paper)


def _pictured(out: Path, name: str, paper: Paper) -> Iterator[str]:
    """The PDF's own pages where pdftoppm is at hand, else the same sheets drawn."""
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-r", "80", "-png", str(out / f"{name}.pdf"), str(out / f"{name} page")]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        yield from sorted(path.name for path in out.glob(f"{name} page*.png"))
        return
    for number in range(paper.count):
        shown = f"{name} page-{number + 1}.png"
        paper.image(number, 660).save(str(out / shown))
        yield shown


def _outline(session: Session, record: Record, audience: Audience) -> Outline:
    """As it was signed, or as it stands."""
    stored = record.outlines.get(audience)
    if stored is not None:
        return blocks.from_json(stored)
    store = VaultStore(session, record_id=record.id)
    written = datetime.fromisoformat(record.written_local).replace(tzinfo=None)
    context = store.context(record.answers, None if record.draft else written)
    return outline(store.entry, record.answers, context, audience, store.meta(record, record.status))
