"""What a manager decides once: what kind of organisation this is, which rules hold here, the limits, and whom to ring.

Asked on Today at first start. Put off, it comes back there after a week and stands in Settings meanwhile. Until it is answered
the duty of section 16LA only informs. The answers stand in Settings and can be changed there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit import settings as table
from toolkit.errors import ToolkitError
from toolkit.practice.areas import LOCAL_KINDS, local_facts
from toolkit.ui.managed import fix
from toolkit.ui.page import to_left
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, FieldFrame, LineEdit, SegmentedChoice

ANSWERED = "manager_answered"
ANSWERED_ON = "manager_answered_on"
_PROCEDURE = (("on", "Yes, and both sign"), ("off", "The worker may decide alone"))


LATER = "manager_later"
"""The fact that holds the day from which Today asks again, as ISO text. Kept without an entry in the trail."""
PUT_OFF = timedelta(days=7)
LIMITS = ("days_consent", "days_no_consent", "days_advice")
NUMBERS = ("front_door", "safeguarding_lead")


def is_open(session: Session) -> bool:
    """Whether a manager has still to answer."""
    return not session.vault.read_only and not session.fact(ANSWERED)


def is_asked(session: Session) -> bool:
    """Whether Today asks: a manager has still to answer, and it was not put off to a later day."""
    return is_open(session) and str(session.fact(LATER)) <= session.today().isoformat()


def ask_manager(session: Session, parent: QWidget) -> bool:
    """Asks; says whether it was answered. Put off, it comes back in a week."""
    dialog = ManagerQuestions(session, parent)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done


class ManagerQuestions(TallDialog):
    """Asks who answers, the rules, the limits and the numbers; nothing is preset but what holds now."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session.theme,
            "Questions for your manager",
            "Answered once, for every decision to share information. Not the manager? Press Later: Today asks again in a week, and "
            "they stand in Settings, Deciding to share, meanwhile.",
            parent=parent,
            width_em=46,
        )
        self.session = session
        self.who = LineEdit(self.theme, "", width_em=30, name="Who answers")
        self._who = FieldFrame(self.theme, "Who answers", self.who, hint="Name and role of the manager.")
        self.body.addWidget(self._who)
        fixed = session.settings.managed
        self.org = self._choice("org", session.settings.org)
        self.duty = self._choice("duty16LA", session.settings.duty16LA)
        self.procedure = SegmentedChoice(
            self.theme, list(_PROCEDURE), clearable=False, name="Without agreement"
        )
        self.procedure.set_value("on" if session.settings.proc_s003 else "off")
        frame = FieldFrame(
            self.theme,
            "Sharing without agreement is weighed up with a manager",
            self.procedure,
            hint="Risk of harm never waits for a manager.",
        )
        self.body.addWidget(fix(frame, self.procedure) if "proc_s003" in fixed else frame)
        self.limits = {key: self._limit(table.row(key)) for key in LIMITS}
        self.numbers = self._phones()
        self.add_button("Later", self.put_off)
        self.add_button("Keep the answers", self._keep, "primary")
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, key: str, value: str) -> SegmentedChoice:
        row = table.row(key)
        options = [(str(one), label) for one, label in row.choices]
        choice = SegmentedChoice(self.theme, options, clearable=False, name=row.label)
        choice.set_value(value)
        frame = FieldFrame(self.theme, row.label, choice, hint=row.hint)
        self.body.addWidget(fix(frame, choice) if key in self.session.settings.managed else frame)
        return choice

    def _limit(self, row: table.Row) -> tuple[LineEdit, FieldFrame]:
        settings = self.session.settings
        line = LineEdit(self.theme, str(getattr(settings, row.key)), width_em=6)
        frame = FieldFrame(self.theme, row.label, line, hint=row.hint)
        frame.row.addWidget(BodyLabel(self.theme, row.unit, wrap=False))
        to_left(frame, line)
        self.body.addWidget(fix(frame, line) if row.key in settings.managed else frame)
        return line, frame

    def _phones(self) -> dict[str, LineEdit]:
        """The numbers a worry must not wait for, as far as they are known."""
        known, lines = self.session.local_numbers(), {}
        for kind in NUMBERS:
            lines[kind] = LineEdit(self.theme, known[kind].phone, width_em=16)
            frame = FieldFrame(
                self.theme, f"{LOCAL_KINDS[kind]}: telephone", lines[kind], hint="Empty: not known yet."
            )
            to_left(frame, lines[kind])
            self.body.addWidget(frame)
        return lines

    def put_off(self) -> None:
        """Today asks again in a week; until then it stands in Settings."""
        try:
            self.session.vault.facts.keep(LATER, (self.session.today() + PUT_OFF).isoformat())
        except ToolkitError as fault:
            self._who.set_state("error", fault.sentence)
            return
        self.reject()

    def _set(self, key: str, value: table.Value) -> None:
        if key not in self.session.settings.managed:
            self.session.settings.set(key, value)

    def _keep(self) -> None:
        if not self.who.text().strip():
            self._who.set_state("error", "Write who answers first.")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for key, (line, frame) in self.limits.items():
            if fault := self._fault(table.row(key), line.text().strip()):
                frame.set_state("error", fault)
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            frame.set_state("")
        held, facts = self.session.settings, self.session.vault.facts
        try:
            self._set("org", self.org.value() or held.org)
            self._set("duty16LA", self.duty.value() or held.duty16LA)
            self._set("proc_s003", self.procedure.value() != "off")
            for key, (line, _) in self.limits.items():
                self._set(key, int(line.text()))
            self._keep_phones()
            facts.set(ANSWERED_ON, self.session.today().isoformat())
            facts.set(ANSWERED, self.who.text().strip())
        except ToolkitError as fault:
            self._who.set_state("error", fault.sentence)
            return
        self.accept()

    def _fault(self, row: table.Row, typed: str) -> str:
        return row.fault(int(typed) if typed.isdecimal() else typed)

    def _keep_phones(self) -> None:
        known = self.session.local_numbers()
        for kind, line in self.numbers.items():
            typed = line.text().strip()
            if typed != known[kind].phone:
                # Whoever answers has just looked it up.
                today = self.session.today().isoformat()
                number = replace(
                    known[kind],
                    phone=typed,
                    checked_on=today if typed else "",
                    checked_by=self.who.text().strip(),
                )
                for key, value in local_facts(kind, number).items():
                    self.session.vault.facts.set(key, value)
