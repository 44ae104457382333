"""Baby born: the unborn child becomes the child and keeps its history; each further twin is a row of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.dates import NotADay, first_day, read_day
from toolkit.practice.household import Newborn, baby_born
from toolkit.ui.page import to_left
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import Banner, ComboBox, FieldFrame, LineEdit, SegmentedChoice

SEXES = (("female", "Girl"), ("male", "Boy"), ("not_known", "Not known"))


class BabyBornDialog(TallDialog):
    """Asks for the day, the name and the sex, of a twin too, and closes a dated version of the family file."""

    def __init__(
        self, session: Session, family_id: str, unborn: list[tuple[str, str]], parent: QWidget | None
    ) -> None:
        super().__init__(
            session.theme,
            "Baby born",
            "The due date, and everything written about the unborn baby, stays with the child.",
            parent=parent,
        )
        self.session, self.family_id, self._unborn = session, family_id, unborn
        self.which = ComboBox(self.theme, unborn, clearable=False)
        self.which.set_value(unborn[0][0])
        which = FieldFrame(self.theme, "Which baby", self.which)
        which.setVisible(len(unborn) > 1)
        self.body.addWidget(which)
        self.birth = LineEdit(self.theme, width_em=16)
        self._birth = FieldFrame(
            self.theme, "Date of birth", self.birth, hint="Such as today, 3/3/2026 or 3 March 2026."
        )
        to_left(self._birth, self.birth)
        self.body.addWidget(self._birth)
        self.name = LineEdit(self.theme)
        self.body.addWidget(
            FieldFrame(self.theme, "Name", self.name, hint="Left empty when there is none yet.")
        )
        self.sex = SegmentedChoice(self.theme, SEXES, name="Sex")
        self.body.addWidget(FieldFrame(self.theme, "Sex", self.sex))
        self.twin = QCheckBox(self.theme.say("Twins: a second baby was born"))
        self.twin.toggled.connect(self._twin)
        self.body.addWidget(self.twin)
        self.twin_name = LineEdit(self.theme)
        self.twin_sex = SegmentedChoice(self.theme, SEXES, name="Sex of the second baby")
        self.twin_birth = LineEdit(self.theme, width_em=16)
        self._twin_birth = FieldFrame(
            self.theme, "Date of birth of the second baby", self.twin_birth, hint="Left empty: the same day."
        )
        to_left(self._twin_birth, self.twin_birth)
        self._twins: list[QWidget] = [
            FieldFrame(self.theme, "Name of the second baby", self.twin_name),
            FieldFrame(self.theme, "Sex of the second baby", self.twin_sex),
            self._twin_birth,
        ]
        for frame in self._twins:
            frame.hide()
            self.body.addWidget(frame)
        self.problem = Banner(self.theme, "red", "", "")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button("Cancel", self.reject)
        self.add_button("Keep the birth", self._keep, "primary")
        self.birth.setFocus(Qt.FocusReason.OtherFocusReason)

    def _twin(self, on: bool) -> None:
        for frame in self._twins:
            frame.setVisible(on)
        self.fit()

    def _day(self, line: LineEdit, frame: FieldFrame) -> str | None:
        """The ISO day typed, or None with its reason shown."""
        try:
            day = read_day(line.value(), self.session.today(), birth=True)
        except NotADay as reason:
            frame.set_state("error", str(reason))
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if first_day(day) > self.session.today():
            frame.set_state("error", "This day has not come yet. Check the date.")
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        frame.set_state("")
        return day

    def _keep(self) -> None:
        birth = self._day(self.birth, self._birth)
        if birth is None:
            return
        twins: tuple[Newborn, ...] = ()
        if self.twin.isChecked():
            later = ""
            if self.twin_birth.value().strip():
                found = self._day(self.twin_birth, self._twin_birth)
                if found is None:
                    return
                later = found
            twins = (Newborn(self.twin_name.value().strip(), self.twin_sex.value() or "", later),)
        records = self.session.vault.records
        try:
            answers = baby_born(
                self.session.family(self.family_id),
                self.which.value() or self._unborn[0][0],
                birth,
                self.name.value().strip(),
                self.sex.value() or "",
                twins,
            )
            records.close_living(self.family_id, answers, self.session.author())
        except ToolkitError as fault:
            self.problem.set_words("", fault.sentence)
            self.problem.show()
            return
        self.session.families_changed()
        self.session.record_changed(self.family_id)
        self.accept()
