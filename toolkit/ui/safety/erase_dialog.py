"""Erasing a whole family: what goes, which copies left, why, its reference typed; then asked once more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import NotConfirmed, ReasonMissing, ToolkitError
from toolkit.forms import dates
from toolkit.ui.dialogs import Choice, ask
from toolkit.ui.family_side import AUDIENCES
from toolkit.ui.safety.keeping import due_of, forget_ended
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, BodyLabel, Card, ComboBox, FieldFrame, IconLine, LineEdit
from toolkit.ui.words import count
from toolkit.vault.erasing import PERIOD_OVER, REASONS, ErasurePlan

MOST_COPIES = 30
LEFT_BEHIND = (
    "Backups made before still hold this family. They are thinned out by themselves: daily ones after a week, weekly ones "
    "after four. Older ones are yours to delete."
)


class EraseDialog(TallDialog):
    """Nothing is erased before the second confirmation. `done_words` says afterwards what was."""

    def __init__(self, session: Session, family_id: str, parent: QWidget | None) -> None:
        self.plan: ErasurePlan = session.vault.erasing.plan(family_id)
        super().__init__(
            session.theme,
            "Erase this family for good?",
            "Every record, draft, picture and paper of it goes, out of the search too. Nobody can bring it back. What stays "
            "is one line without a word of it: when, who, why, and how much there was.",
            parent=parent,
            width_em=44,
        )
        self.session, self.family_id = session, family_id
        self.done_words = ""
        self.due, _, _ = due_of(session, family_id, session.family(family_id))
        self.body.addWidget(self._goes())
        self._copies()
        tone = "amber" if self.due.state != "due" else "blue"
        self.body.addWidget(Banner(self.theme, tone, "", self.due.sentence))  # type: ignore[arg-type]
        self.reason = ComboBox(
            self.theme, list(REASONS.items()), placeholder="Choose a reason", name="Reason"
        )
        self._reason = FieldFrame(self.theme, "Reason", self.reason, hint="It stays in the history.")
        self.typed = LineEdit(self.theme, width_em=14, name="Reference of the family")
        self._typed = FieldFrame(
            self.theme,
            "Reference of the family",
            self.typed,
            hint=f"Type {self.plan.reference} to say that it is this one.",
        )
        for frame in (self._reason, self._typed):
            self.body.addWidget(frame)
        self.body.addWidget(BodyLabel(self.theme, LEFT_BEHIND, role="caption", ink="2"))
        self.add_button("Cancel", self.reject, safe=True)
        self.add_button("Erase this family", self.erase, "danger")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _goes(self) -> QWidget:
        plan = self.plan
        card = Card(self.theme, "What goes", box="well")
        card.body.addWidget(BodyLabel(self.theme, f"The family file {plan.reference}, with its versions"))
        drafts = f", {count(plan.drafts, 'draft')} among them" if plan.drafts else ""
        card.body.addWidget(BodyLabel(self.theme, f"{count(plan.records, 'record')}{drafts}"))
        card.body.addWidget(
            BodyLabel(
                self.theme,
                count(plan.files, "picture or paper", "pictures and papers")
                if plan.files
                else "No picture or paper",
            )
        )
        if plan.stubs:
            line = count(plan.stubs, "line", "lines")
            card.body.addWidget(
                BodyLabel(
                    self.theme,
                    f"What {line} in other families’ files still held: the lines stay, without words",
                )
            )
        return card

    def _copies(self) -> None:
        """What left cannot be called back, so it is named before."""
        copies = self.session.vault.releases.of(self.family_id)
        if not copies:
            self.body.addWidget(
                IconLine(self.theme, "check-circle-fill", "No copy of it ever left.", "green", ink="1")
            )
            return
        card = Card(
            self.theme, f"{count(len(copies), 'copy', 'copies')} left. Who has them keeps them.", box="well"
        )
        for row in copies[:MOST_COPIES]:
            who = row.recipient or AUDIENCES.get(row.audience, row.audience)
            card.body.addWidget(BodyLabel(self.theme, f"{dates.show(row.made_local[:10])}: {who}, {row.how}"))
        if len(copies) > MOST_COPIES:
            more = len(copies) - MOST_COPIES
            card.body.addWidget(BodyLabel(self.theme, f"and {more:,} earlier, under Sent out", ink="2"))
        self.body.addWidget(card)

    # Confirming

    def erase(self) -> None:
        """Looks at reason and reference, asks once more, and erases."""
        for frame in (self._reason, self._typed):
            frame.set_state("")
        reason = self.reason.value() or ""
        if not reason:
            self._point(self._reason, self.reason, ReasonMissing.sentence)
            return
        if reason == PERIOD_OVER and self.due.state != "due":
            self._point(self._reason, self.reason, f"This reason does not hold yet. {self.due.sentence}")
            return
        typed = self.typed.value()
        if "".join(typed.split()).casefold() != "".join(self.plan.reference.split()).casefold():
            self._point(self._typed, self.typed, NotConfirmed.sentence)
            return
        if self._sure() != 1:
            return
        try:
            stone = self.session.vault.erasing.erase(
                self.plan, reason, self.session.author(), typed, due=self.due.day
            )
            forget_ended(self.session, self.family_id)
        except ToolkitError as fault:
            self._point(self._typed, self.typed, fault.sentence)
            return
        self.session.families_changed()
        self.session.record_changed(self.family_id)
        self.done_words = f"Erased: {count(stone.records, 'record')}, {count(stone.files, 'picture or paper', 'pictures and papers')}."
        self.accept()

    def _sure(self) -> int:
        return ask(
            self,
            self.theme,
            f"Erase {self.plan.reference} now?",
            f"{count(self.plan.records, 'record')} and the family file are overwritten. This cannot be undone.",
            [Choice("Keep it", 0, safe=True), Choice("Erase for good", 1, "primary")],
        )

    def _point(self, frame: FieldFrame, box: QWidget, sentence: str) -> None:
        frame.set_state("error", sentence)
        self.fit()
        box.setFocus(Qt.FocusReason.OtherFocusReason)
