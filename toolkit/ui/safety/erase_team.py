"""Erasing one record of the team: what goes, why, its mark typed; then asked once more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import NotConfirmed, ReasonMissing, ToolkitError
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, ComboBox, FieldFrame, LineEdit
from toolkit.ui.words import count
from toolkit.vault.erasing import TEAM_REASONS, ErasurePlan

STAYS = "What stays is one line without a word of it: when, who and why. Backups made before, and copies that left, still hold it."


class EraseTeamDialog(TallDialog):
    """Nothing is erased before the second confirmation."""

    def __init__(self, session: Session, record_id: str, title: str, parent: QWidget | None) -> None:
        self.plan: ErasurePlan = session.vault.erasing.plan(record_id)
        super().__init__(
            session.theme,
            "Erase this record for good?",
            f"{title}, with its versions. Nobody can bring it back.",
            parent=parent,
        )
        self.session = session
        files = count(self.plan.files, "picture goes", "pictures go") if self.plan.files else ""
        left = f"{count(self.plan.copies_left, 'copy', 'copies')} left" if self.plan.copies_left else ""
        if said := ", ".join(part for part in (f"{files} with it" if files else "", left) if part):
            self.body.addWidget(BodyLabel(self.theme, f"{said}."))
        self.reason = ComboBox(
            self.theme, list(TEAM_REASONS.items()), placeholder="Choose a reason", name="Reason"
        )
        self._reason = FieldFrame(self.theme, "Reason", self.reason, hint="It stays in the history.")
        self.typed = LineEdit(self.theme, width_em=14, name="Mark of the record")
        self._typed = FieldFrame(
            self.theme,
            "Mark of the record",
            self.typed,
            hint=f"Type {self.plan.reference} to say that it is this one.",
        )
        for frame in (self._reason, self._typed):
            self.body.addWidget(frame)
        self.body.addWidget(BodyLabel(self.theme, STAYS, role="caption", ink="2"))
        self.add_button("Cancel", self.reject, safe=True)
        self.add_button("Erase this record", self.erase, "danger")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def erase(self) -> None:
        """Looks at reason and mark, asks once more, and erases."""
        for frame in (self._reason, self._typed):
            frame.set_state("")
        reason, typed = self.reason.value() or "", self.typed.value()
        if not reason:
            self._point(self._reason, self.reason, ReasonMissing.sentence)
        elif typed.strip().casefold() != self.plan.reference.casefold():
            self._point(self._typed, self.typed, NotConfirmed.sentence)
        elif self._sure():
            try:
                self.session.vault.erasing.erase(self.plan, reason, self.session.author(), typed)
            except ToolkitError as fault:
                self._point(self._typed, self.typed, fault.sentence)
                return
            self.accept()

    def _sure(self) -> bool:
        choices = [Choice("Keep it", 0, safe=True), Choice("Erase for good", 1, "primary")]
        words = "The record is overwritten. This cannot be undone."
        return ask(self, self.theme, f"Erase {self.plan.reference} now?", words, choices) == 1

    def _point(self, frame: FieldFrame, box: QWidget, sentence: str) -> None:
        frame.set_state("error", sentence)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
