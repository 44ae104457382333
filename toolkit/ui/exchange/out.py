"""Moving a family out: open files for the employer's system, into a folder, noted like every copy that leaves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.ui import words
from toolkit.ui.exchange.gather import files_of
from toolkit.ui.handover.asks import Asks, leave
from toolkit.ui.jobs import Job, JobBar, Jobs, Progress
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    FieldFrame,
    IconLine,
    LineEdit,
    VerticalScrollPage,
)
from toolkit.ui.words import count
from toolkit.vault.handover import HandOvers
from toolkit.vault.handover_format import Bundle

HOW = "Open files (JSON and CSV)"


class MoveOutPage(Page):
    """All finished records of one family as files that other programs read."""

    def __init__(self, session: Session, go: Go, family_id: str, asks: Asks | None = None) -> None:
        super().__init__(session, go, "Move out")
        self.family_id = family_id
        self.asks = asks or Asks()
        self.giving = HandOvers(session.vault)
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.done = False
        row = session.family_row(family_id)
        self.reference = row.reference if row else ""
        caption = words.family_words(row.name) if row else ""
        self.bar.set_title("Move out to another system", caption)
        self.sheet = VerticalScrollPage(self.theme, max_em=64, spacing=16)
        self.body.addWidget(self.sheet, 1)
        text = "Anyone who has the files can read them. Put them where only the other system’s people reach, and delete them afterwards."
        self.sheet.body.addWidget(Banner(self.theme, "amber", "These files are not encrypted.", text))
        self.sheet.body.addWidget(self._what())
        self.sheet.body.addWidget(self._whom())
        self.sheet.body.addStretch(1)
        self.progress = JobBar(self.theme)
        self.progress.setContentsMargins(
            self.theme.px(20), self.theme.px(6), self.theme.px(20), self.theme.px(6)
        )
        self.body.addWidget(self.progress)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._commands()

    def _what(self) -> Card:
        card = Card(self.theme, "1  What", padding=(20, 16), spacing=10)
        self.json, self.csv = QCheckBox(), QCheckBox()
        for box, title, text in (
            (
                self.json,
                "Everything, as JSON",
                "Each record with every finished version, pictures and papers, in one file.",
            ),
            (
                self.csv,
                "Tables, as CSV",
                "People, records, chronology, actions and copies that left: for a spreadsheet.",
            ),
        ):
            box.setText(self.theme.say(title))
            box.setChecked(True)
            box.setAccessibleDescription(self.theme.say(text))
            card.body.addWidget(box)
            card.body.addWidget(BodyLabel(self.theme, text, role="caption", ink="2"))
        offers = self.giving.offers(self.family_id)
        drafts = sum(one.why != "" for one in offers)
        restricted = sum(one.restricted for one in offers if one.why != "draft")
        if restricted:
            line = f"{count(restricted, 'record')} that some people must not see will be in the files, marked as restricted."
            card.body.addWidget(IconLine(self.theme, "warning", line, "amber"))
        if drafts:
            card.body.addWidget(
                IconLine(self.theme, "info", f"{count(drafts, 'draft')} will not be in them.", "ink2")
            )
        return card

    def _whom(self) -> Card:
        card = Card(self.theme, "2  For whom, and why", padding=(20, 16), spacing=12)
        self.to, self.why = LineEdit(self.theme), LineEdit(self.theme)
        self.to_frame = FieldFrame(
            self.theme, "System or organisation", self.to, hint="As it will stand under Sent out."
        )
        self.why_frame = FieldFrame(
            self.theme, "Why", self.why, hint="Such as: our records are kept there from now on."
        )
        card.body.addWidget(self.to_frame)
        card.body.addWidget(self.why_frame)
        return card

    def _commands(self) -> None:
        self.foot.set_saved(
            "note", "This will be noted under Sent out.", "Each record, for whom, when and why."
        )
        actions = [BarAction("Done" if self.done else "Cancel", self.go.back)]
        if not self.done:
            actions.append(BarAction("Choose a folder and save", self.save, "folder-open", "primary"))
        self.foot.set_actions(actions)

    def save(self) -> None:
        """Asks which folder, gathers in the background, writes all files or none, and notes them."""
        if self.job is not None or self.done:
            return
        if self.session.vault.read_only:
            self._refuse(OpenedToReadOnly())
            return
        for frame, line, sentence in (
            (self.to_frame, self.to, "Write which system or organisation it is for."),
            (self.why_frame, self.why, "Write why, in a few words."),
        ):
            empty = not line.value().strip()
            frame.set_state("error" if empty else "", sentence if empty else "")
            if empty:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not (self.json.isChecked() or self.csv.isChecked()):
            self.foot.set_saved("failed", "Choose JSON, CSV or both.")
            return
        folder = self.asks.folder(self)
        if folder is None:
            return
        author, organisation = self.session.author(), str(self.session.fact("organisation"))
        json, csv = self.json.isChecked(), self.csv.isChecked()

        def work(progress: Progress) -> tuple[Bundle, dict[str, bytes]]:
            bundle = self.giving.gather(
                self.family_id, None, author, organisation=organisation, report=progress
            )
            progress(0.9, "Making the files")
            return bundle, files_of(self.session, bundle, json=json, csv=csv)

        self.job = self.jobs.run(
            work,
            done=lambda made: self._write(folder, *made),
            failed=self._refuse,
            cancelled=self._cancelled,
            owner=self,
        )
        self.progress.watch(self.job, "Gathering the records")

    def _write(self, folder: Path, bundle: Bundle, files: dict[str, bytes]) -> None:
        self.job = None
        lead = f"{self.reference or 'family'} {self.session.today():%Y-%m-%d} "
        places = [(folder / f"{lead}{name}", content) for name, content in files.items()]
        to, why, author = self.to.value().strip(), self.why.value().strip(), self.session.author()
        try:
            leave(
                places,
                # The first file stands for all: the JSON, or the table of people.
                lambda digests: self.giving.note_given(bundle, digests[0], to, HOW, why, author),
            )
        except ToolkitError as fault:
            self._refuse(fault)
            return
        self.done = True
        self._commands()
        self.foot.set_saved("saved", f"{count(len(files), 'file')} saved.", "Noted under Sent out.")

    def _refuse(self, fault: ToolkitError) -> None:
        self.job = None
        self.foot.set_saved("failed", fault.sentence)

    def _cancelled(self) -> None:
        self.job = None
        self.foot.set_saved("note", "Stopped.", "Nothing was saved and nothing was noted.")

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.json

    def leaving(self) -> bool:
        """Work under way is stopped; nothing has left then."""
        if self.job is not None:
            self.job.drop()
        return True

    def areas(self) -> list[QWidget]:
        """Bar, questions, commands."""
        return [self.bar, self.sheet, self.foot]
