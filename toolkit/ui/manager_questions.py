"""What a manager decides once for the decisions to share: what kind of organisation this is, and which rules hold here.

Until it is answered the duty of section 16LA only informs. The answers stand in Settings and can be changed there.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit import settings as table
from toolkit.errors import ToolkitError
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import FieldFrame, LineEdit, SegmentedChoice

ANSWERED = "manager_answered"
ANSWERED_ON = "manager_answered_on"
_PROCEDURE = (("on", "Yes, and both sign"), ("off", "The worker may decide alone"))


def is_asked(session: Session) -> bool:
    """Whether a manager has still to answer."""
    return not session.vault.read_only and not session.fact(ANSWERED)


class ManagerQuestions(TallDialog):
    """Asks who answers, and the three things; nothing is preset but what holds now."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Questions for your manager",
            "Answered once, for every decision to share information. They stand in Settings and can be changed there.",
            parent=parent,
            width_em=46,
        )
        self.session = session
        self.who = LineEdit(self.theme, "", width_em=30, name="Who answers")
        self._who = FieldFrame(self.theme, "Who answers", self.who, hint="Name and role of the manager.")
        self.body.addWidget(self._who)
        self.org = self._choice("org", session.settings.org)
        self.duty = self._choice("duty16LA", session.settings.duty16LA)
        self.procedure = SegmentedChoice(
            self.theme, list(_PROCEDURE), clearable=False, name="Without agreement"
        )
        self.procedure.set_value("on" if session.settings.proc_s003 else "off")
        self.body.addWidget(
            FieldFrame(
                self.theme,
                "Sharing without agreement is weighed up with a manager",
                self.procedure,
                hint="Risk of harm never waits for a manager.",
            )
        )
        self.add_button("Later", self.reject)
        self.add_button("Keep the answers", self._keep, "primary")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, key: str, value: str) -> SegmentedChoice:
        row = table.row(key)
        options = [(str(one), label) for one, label in row.choices]
        choice = SegmentedChoice(self.theme, options, clearable=False, name=row.label)
        choice.set_value(value)
        self.body.addWidget(FieldFrame(self.theme, row.label, choice, hint=row.hint))
        return choice

    def _keep(self) -> None:
        if not self.who.text().strip():
            self._who.set_state("error", "Write who answers first.")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        held, facts = self.session.settings, self.session.vault.facts
        try:
            held.set("org", self.org.value() or held.org)
            held.set("duty16LA", self.duty.value() or held.duty16LA)
            held.set("proc_s003", self.procedure.value() != "off")
            facts.set(ANSWERED_ON, self.session.today().isoformat())
            facts.set(ANSWERED, self.who.text().strip())
        except ToolkitError as fault:
            self._who.set_state("error", fault.sentence)
            return
        self.accept()
