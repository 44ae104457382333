"""A guidance card, a sheet of services, or anything else that holds nothing of a family, on paper: to look at, print, or save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms.blocks import Outline
from toolkit.ui.page import Go
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_parts import How
from toolkit.ui.session import Session

Note = Callable[[How, str], object]
"""Notes how a paper left and the sha256 of what left. Raises a ToolkitError when it cannot."""


def paper_page(
    session: Session,
    go: Go,
    outline: Outline,
    *,
    note: Note | None = None,
    quiet: bool = False,
    name: str = "",
) -> PreviewPage:
    """Gives the preview with Word, PDF and Print. It is noted only where `note` is given.

    A `quiet` paper says nowhere who made it. `name` is the name offered for its file, without ending.
    """
    now = session.now()
    organisation = "" if quiet else str(session.fact("organisation"))
    stamp = Stamp(printed_by="", printed_on=now, organisation=organisation, marking="", quiet=quiet)
    paper = Paper(outline, stamp)
    ways = session.ways or Ways()

    def leave(how: How) -> None:
        def noted(digest: str) -> None:
            if note is not None:
                note(how, digest)

        try:
            if how == "print":
                done = ways.print(page, paper, noted)
            else:
                done = ways.save(page, paper, offered(".docx" if how == "word" else ".pdf"), noted)
        except ToolkitError as fault:
            go.fault(fault)
            return
        if done:
            go.say(done if note is None else f"{done} Noted under Sent out.")

    def offered(suffix: str) -> Path:
        file = f"{name}{suffix}" if name else file_name(outline, outline.title, now, suffix)
        return paths.documents_folder() / file

    page = PreviewPage(
        session.theme,
        paper,
        on_back=go.back,
        on_word=lambda: leave("word"),
        on_pdf=lambda: leave("pdf"),
        on_print=lambda: leave("print"),
    )
    return page
