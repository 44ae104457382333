"""The drill: the printed code is typed, opens a copy of the records with nothing else, and nothing is changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError, WrongCode
from toolkit.ui.backup.words import count, when_words
from toolkit.ui.jobs import Job, JobBar, Jobs
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    CodeBoxes,
    FieldFrame,
    PrimaryButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault.recovery import Drill, drill_open

ABOUT = (
    "Fetch the sheet from where it is locked away and type its code. A copy of the records is opened with the code alone, as "
    "if passphrase and key file were gone. Nothing is changed, and the copy goes at once."
)
HINT = "Seven groups of letters and numbers. O and 0 count as the same, and so do I, L and 1."


class DrillPage(Page):
    """Try your sheet."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Try your sheet")
        self.bar.set_title("Try your sheet", "Proves that the recovery sheet works")
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self._scroll = VerticalScrollPage(self.theme, max_em=58, spacing=14)
        self.body.addWidget(self._scroll)
        body = self._scroll.body
        self._said = QVBoxLayout()
        body.addLayout(self._said)
        body.addWidget(BodyLabel(self.theme, ABOUT))
        self.boxes = CodeBoxes(self.theme)
        self.field = FieldFrame(self.theme, "Recovery code", self.boxes, hint=HINT)
        self.boxes.changed.connect(lambda: self.field.set_state(""))
        body.addWidget(self.field)
        self.button = PrimaryButton(self.theme, "Try the code", big=True)
        self.button.clicked.connect(lambda _checked=False: self.try_it())
        body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.job_bar = JobBar(self.theme, can_cancel=False)
        body.addWidget(self.job_bar)
        body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The first group."""
        return self.boxes.boxes()[0]

    def leaving(self) -> bool:
        """Drops what was typed."""
        self.boxes.forget()
        return True

    def try_it(self) -> None:
        """Opens a copy with the code, off the screen thread."""
        if self.job is not None:
            return
        clear_layout(self._said)
        typed = self.boxes.text()
        if not typed.strip():
            self.field.set_state("error", "Type the code from the sheet first.")
            self.boxes.boxes()[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        vault = self.session.vault
        self.job = self.jobs.run(
            lambda _progress: drill_open(vault, typed), done=self._works, failed=self._failed, owner=self
        )
        self.job_bar.watch(self.job, "Opening a copy with the code alone")

    def _works(self, found: Drill) -> None:
        self.job = None
        self.boxes.forget()
        last = ""
        if found.last_written:
            when = datetime.fromisoformat(found.last_written).astimezone().replace(tzinfo=None)
            last = f" The newest words in it were written {when_words(when, self.session.now())}."
        self._said.addWidget(
            Banner(
                self.theme,
                "green",
                "Your sheet works.",
                f"The code alone opened {count(found.families, 'family', 'families')} and "
                f"{count(found.records, 'record')}.{last} Nothing was changed. Lock the sheet away again.",
            )
        )
        self._scroll.verticalScrollBar().setValue(0)

    def _failed(self, fault: ToolkitError) -> None:
        self.job = None
        if isinstance(fault, WrongCode):
            self.field.set_state("error", fault.sentence)
            self.boxes.mark_wrong(fault.group)
            if fault.group is None:
                self._said.addWidget(
                    Banner(
                        self.theme,
                        "amber",
                        "This sheet does not open these records.",
                        "It may be of other records, or of before a new code was made. Print the sheet again under Settings, "
                        "and destroy the old one.",
                    )
                )
        else:
            self._said.addWidget(Banner(self.theme, "amber", "", fault.sentence))
        self._scroll.verticalScrollBar().setValue(0)
