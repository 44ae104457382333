"""A paper of a hand-over, to look at, print or save; a summary is noted under Sent out, a receipt names nobody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import ToolkitError
from toolkit.export.stamp import Stamp, file_name
from toolkit.forms.blocks import Outline
from toolkit.ui.page import Page
from toolkit.ui.preview import PreviewPage
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.session import Session


class PaperHolder(Page):
    """A page that shows a paper over itself, so that what stands on it is still there afterwards."""

    preview: PreviewPage | None = None

    def show_paper(
        self, outline: Outline, note: Callable[[str], object] | None = None, recipient: str = ""
    ) -> None:
        """Shows a paper; `note` is given the sha256 of each copy before it counts as left."""
        self.close_paper()
        self.preview = _preview(self, outline, note, recipient)
        self._hidden = [part for part in self.parts() if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self.body.addWidget(self.preview, 1)
        self.preview.opened()

    def pages(self, outline: Outline, recipient: str) -> int:
        """How many pages a paper has."""
        return Paper(outline, _stamp(self.session, recipient)).count

    def close_paper(self) -> None:
        """Goes back to what the page showed."""
        preview, self.preview = self.preview, None
        if preview is None:
            return
        self.body.removeWidget(preview)
        preview.hide()
        preview.deleteLater()
        for part in self._hidden:
            part.show()

    def back_inside(self) -> bool:
        """From the paper back to the page."""
        shown = self.preview is not None
        self.close_paper()
        return shown

    def parts(self) -> list[QWidget]:
        """Everything that a paper covers."""
        return [self.bar]


def _stamp(session: Session, recipient: str) -> Stamp:
    return Stamp(
        printed_by=session.author().name,
        printed_on=session.now(),
        organisation=str(session.fact("organisation")),
        marking=session.settings.marking_line,
        recipient=recipient,
    )


def _preview(
    holder: PaperHolder, outline: Outline, note: Callable[[str], object] | None, recipient: str
) -> PreviewPage:
    session, go = holder.session, holder.go
    paper, ways = Paper(outline, _stamp(session, recipient)), session.ways or Ways()

    def noted(digest: str) -> None:
        if note is not None:
            note(digest)

    def leave(how: str) -> None:
        try:
            if how == "print":
                done = ways.print(page, paper, noted)
            else:
                name = file_name(outline, outline.title, session.now(), ".docx" if how == "word" else ".pdf")
                done = ways.save(page, paper, paths.documents_folder() / name, noted)
        except ToolkitError as fault:
            go.fault(fault)
            return
        if done:
            go.say(f"{done} Noted under Sent out." if note is not None else done)

    page = PreviewPage(
        session.theme,
        paper,
        on_back=holder.close_paper,
        on_word=lambda: leave("word"),
        on_pdf=lambda: leave("pdf"),
        on_print=lambda: leave("print"),
    )
    return page
