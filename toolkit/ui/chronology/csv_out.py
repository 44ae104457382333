"""The chronology as a table for a spreadsheet: for whom and why, then a file that is written and noted, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from toolkit import paths
from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export import tables
from toolkit.export.chronology_paper import chronology_csv
from toolkit.practice.chronology import Event
from toolkit.ui import words
from toolkit.ui.dialogs import Dialog
from toolkit.ui.handover.asks import Asks, leave
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.widgets import FieldFrame, IconLine, LineEdit

HOW = "CSV table"


class CsvDialog(Dialog):
    """Saves these events as CSV. Accepted once the file stands and is noted."""

    def __init__(
        self,
        session: Session,
        store: VaultStore,
        events: Sequence[Event],
        parent: QWidget | None,
        asks: Asks | None = None,
    ) -> None:
        many = words.count(len(events), "event")
        super().__init__(
            session.theme,
            "Save as a table",
            f"{many}, as they are shown. The file is not locked: whoever opens it reads everything in it.",
            parent=parent,
        )
        self.session, self.store, self.events, self.asks = session, store, events, asks or Asks()
        held = sum(1 for event in events for part in event.parts if part.restricted)
        if held:
            line = f"{words.count(held, 'restricted event')} among them. Some people must not see them."
            self.body.addWidget(IconLine(self.theme, "eye-slash", line, "red"))
        self.to, self.why = LineEdit(self.theme), LineEdit(self.theme)
        self.to_frame = FieldFrame(self.theme, "For whom", self.to, hint="As it will stand under Sent out.")
        self.why_frame = FieldFrame(self.theme, "Why", self.why)
        self.body.addWidget(self.to_frame)
        self.body.addWidget(self.why_frame)
        self.fault = IconLine(self.theme, "warning", "", "red")
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.add_button("Cancel", self.reject)
        self.add_button("Choose where and save", self.save, "primary")
        self.to.setFocus()

    def save(self) -> None:
        """Asks where, writes the file and notes it."""
        for frame, line, sentence in (
            (self.to_frame, self.to, "Write for whom it is."),
            (self.why_frame, self.why, "Write why, in a few words."),
        ):
            empty = not line.text().strip()
            frame.set_state("error" if empty else "", sentence if empty else "")
            if empty:
                line.setFocus()
                return
        if self.session.vault.read_only:
            self._refuse(OpenedToReadOnly())
            return
        reference = str(self.session.family(self.store.family_id).get("reference") or "family")
        name = f"{reference} {self.session.today():%Y-%m-%d} chronology.csv"
        place = self.asks.save(self, paths.documents_folder() / name)
        if place is not None:
            self._write(place)

    def _write(self, place: Path) -> None:
        record, session = self.store.record(), self.session
        if record is None:
            return
        made = tables.to_csv(chronology_csv(self.events, self.store.context(record.answers)))
        try:
            leave(
                [(place, made)],
                lambda digests: session.vault.releases.note(
                    record.id,
                    record.revision,
                    "practitioner",
                    self.to.text().strip(),
                    HOW,
                    self.why.text().strip(),
                    digests[0],
                    session.author(),
                ),
            )
        except ToolkitError as fault:
            self._refuse(fault)
            return
        self.accept()

    def _refuse(self, fault: ToolkitError) -> None:
        self.fault.set_line("warning", fault.sentence, "red")
        self.fault.show()
        self.fit()
