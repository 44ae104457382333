"""A guidance card, or anything else that holds nothing of a family, on paper: to look at, print, or save."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms.blocks import Outline
from toolkit.ui.page import Go
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.session import Session


def paper_page(session: Session, go: Go, outline: Outline) -> PreviewPage:
    """Gives the preview with Word, PDF and Print. Nothing is noted, for nothing of a family leaves."""
    now = session.now()
    stamp = Stamp(printed_by="", printed_on=now, organisation=str(session.fact("organisation")), marking="")
    paper = Paper(outline, stamp)
    ways = session.ways or Ways()

    def leave(how: str) -> None:
        try:
            done = ways.print(page, paper, _not_noted) if how == "print" else _save(how)
        except ToolkitError as fault:
            go.fault(fault)
            return
        if done:
            go.say(done)

    def _save(how: str) -> str:
        return ways.save(
            page, paper, _offered(outline, now, ".docx" if how == "word" else ".pdf"), _not_noted
        )

    page = PreviewPage(
        session.theme,
        paper,
        on_back=go.back,
        on_word=lambda: leave("word"),
        on_pdf=lambda: leave("pdf"),
        on_print=lambda: leave("print"),
    )
    return page


def _offered(outline: Outline, now: datetime, suffix: str) -> Path:
    return paths.documents_folder() / file_name(outline, outline.title, now, suffix)


def _not_noted(_sha256: str) -> None:
    """A card is no record: that it was printed says nothing about anybody."""
