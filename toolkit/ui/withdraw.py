"""A record filed in the wrong family: choose the right one, say why, see which copies already left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.ui import words
from toolkit.ui.dialogs import Dialog
from toolkit.ui.pick_family import FamilyPicker
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, ComboBox, FieldFrame, GrowingText
from toolkit.vault.rows import RecordRow


def _options(rows: Sequence[RecordRow], today: date) -> list[tuple[str, str]]:
    """Records for a narrow list: the day, then what it is."""
    found = []
    for row in rows:
        _, _, what = row.title.partition(": ")
        title = what[:1].upper() + what[1:] if what else row.title
        day = words.month_day(dates.first_day(row.event), today) if dates.is_day(row.event) else ""
        found.append((row.id, "  ".join(part for part in (day, title) if part)))
    return found


class WithdrawDialog(TallDialog):
    """Moves one record to another family. The words go with it; a line stays."""

    def __init__(
        self,
        session: Session,
        rows: Sequence[RecordRow],
        family_id: str,
        parent: QWidget | None,
        *,
        record_id: str = "",
    ) -> None:
        super().__init__(
            session.theme,
            "Move a record to the right family",
            "Its words move there as a draft, to be looked through and finished. Here a line stays: who, when and why.",
            parent=parent,
            width_em=42,
        )
        self.session = session
        self.which = ComboBox(self.theme, _options(rows, session.today()), clearable=False)
        self.which.set_value(record_id or rows[0].id)
        self.which.changed.connect(self._copies)
        frame = FieldFrame(self.theme, "Which record", self.which)
        frame.setVisible(not record_id)
        self.body.addWidget(frame)
        self.left = Banner(self.theme, "amber", "", "")
        self.body.addWidget(self.left)
        self.picker = FamilyPicker(session, without=family_id, rows_shown=4)
        self._family = FieldFrame(self.theme, "The right family", self.picker)
        self.body.addWidget(self._family)
        self.reason = GrowingText(self.theme, lines=2)
        self._reason = FieldFrame(self.theme, "Reason", self.reason, hint="Without names of either family.")
        self.body.addWidget(self._reason)
        self.add_button("Cancel", self.reject)
        self.add_button("Move the record", self._move, "primary")
        self._copies()
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copies(self) -> None:
        copies = self.session.vault.releases.holding(self.which.value() or "")
        names = "; ".join(
            f"{copy.recipient or copy.audience}, {copy.how}, {dates.show(copy.made_local[:10])}"
            for copy in copies
        )
        self.left.set_words(
            "Copies have left.",
            f"{names}. Tell your data protection lead today: this may be a breach.",
        )
        self.left.setVisible(bool(copies))

    def _move(self) -> None:
        for frame in (self._family, self._reason):
            frame.set_state("")
        if not self.picker.value():
            self._family.set_state("error", "Choose the family this record belongs to.")
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.reason.value().strip():
            self._reason.set_state("error", "Write a reason first.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.session.vault.records.withdraw(
                self.which.value() or "", self.picker.value(), self.session.author(), self.reason.value()
            )
        except ToolkitError as fault:
            self._reason.set_state("error", fault.sentence)
            return
        self.session.unseen_known.clear()
        self.accept()


class _RecordDialog(Dialog):
    def __init__(
        self, session: Session, parent: QWidget | None, title: str, rows: Sequence[RecordRow]
    ) -> None:
        super().__init__(session.theme, title, parent=parent)
        self.which = ComboBox(self.theme, _options(rows, session.today()), clearable=False, name=title)
        self.which.set_value(rows[0].id)
        self.body.addWidget(self.which)
        self.add_button("Cancel", self.reject)
        self.add_button("Go on", self.accept, "primary")


def ask_record(session: Session, parent: QWidget | None, title: str, rows: Sequence[RecordRow]) -> str:
    """Asks for one of several records; empty when the person thought better of it."""
    dialog = _RecordDialog(session, parent, title, rows)
    chosen = dialog.which.value() if dialog.exec() else ""
    dialog.deleteLater()
    return chosen or ""
