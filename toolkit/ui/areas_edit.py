"""Changes a copy of an area pack: numbers, questions, levels, limits. The shipped pack stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.forms import dates
from toolkit.practice.area_copies import (
    CONTACTS,
    FACT,
    LINES,
    TimeNotRead,
    changed,
    copy_of,
    kept,
    level_lines,
    stage_lines,
    time_lines,
    with_own,
)
from toolkit.practice.areas import Contact
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import BodyLabel, FieldFrame, GrowingText, HeadingLabel, LineEdit

LABELS = {
    "front_door": "Children's front door",
    "out_of_hours": "Out of hours",
    "adult_safeguarding": "Adult safeguarding",
    "early_help": "Early help advice",
    "advocacy": "Advocacy for children",
    "fostering": "Private fostering",
    "family_meeting": "Family meetings",
}
PARTS = ("name", "phone", "email", "hours")
PART_LABELS = {"name": "Service", "phone": "Number", "email": "Email", "hours": "Hours"}
LISTS = {
    "pre_questions": ("Questions before a request for help", "One a line."),
    "levels": ("Levels of need", "One a line, from the least, as 1: Universal."),
    "stages": ("Stages of a professional difference", "One a line, with its limit after a colon."),
    "timelines": (
        "Answer times",
        "One a line, as Amber: 1 working day. The clock of a referral goes by them.",
    ),
    "facts": ("What holds here", "One a line. Lines that begin with Red, Amber or Green are the ratings."),
}


class AreaDialog(TallDialog):
    """One copy. Saving it says that its numbers were checked today, by whoever saves."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self.area = copy_of(session.area)
        super().__init__(
            session.theme,
            "Edit a copy of this area",
            "The pack that came with the program stays as it is. 999 is always first and cannot be changed. "
            "Only posts and teams: no person's name.",
            parent=parent,
            width_em=56,
        )
        self.session = session
        self.boxes: dict[tuple[str, str], LineEdit] = {}
        for kind in CONTACTS:
            self._contact(kind)
        self.age = LineEdit(self.theme, name="Age from which a young person is asked")
        self.age.set_value("" if self.area.agreement_age is None else str(self.area.agreement_age))
        self.age_field = FieldFrame(
            self.theme,
            "Age from which a young person is asked",
            self.age,
            hint="Empty: each child able to understand.",
        )
        self.body.addWidget(self.age_field)
        self.lists: dict[str, GrowingText] = {}
        self.frames: dict[str, FieldFrame] = {}
        given = {
            "pre_questions": "\n".join(self.area.pre_questions),
            "levels": level_lines(self.area),
            "stages": stage_lines(self.area),
            "timelines": time_lines(self.area),
            "facts": "\n".join(self.area.facts),
        }
        held = {"low": self.area.scale.low, "high": self.area.scale.high}
        self.lines: dict[str, LineEdit] = {}
        for key, label in LINES.items():
            line = LineEdit(self.theme, name=label)
            line.set_value(str(held.get(key) or getattr(self.area, key, "")))
            self.lines[key] = line
            self.body.addWidget(FieldFrame(self.theme, label, line))
        for key, (label, hint) in LISTS.items():
            box = GrowingText(self.theme, lines=3, name=label)
            box.set_value(given[key])
            self.lists[key] = box
            frame = FieldFrame(self.theme, label, box, hint=hint, role="name")
            self.frames[key] = frame
            self.body.addWidget(frame)
        self.add_button("Cancel", self.reject)
        self.add_button("Save our copy", self.save, "primary")

    def _contact(self, kind: str) -> None:
        held = getattr(self.area, kind)
        first = held[0] if held else Contact(name=LABELS[kind])
        self.body.addWidget(HeadingLabel(self.theme, LABELS[kind], role="h3"))
        when = (
            f"Checked on {dates.show(first.checked_on)} by {first.checked_by}."
            if first.checked_on
            else "Not checked yet."
        )
        self.body.addWidget(BodyLabel(self.theme, when, role="caption", ink="2"))
        for part in PARTS:
            name = f"{LABELS[kind]}: {PART_LABELS[part].lower()}"
            line = LineEdit(self.theme, name=name)
            line.set_value(getattr(first, part))
            self.boxes[kind, part] = line
            self.body.addWidget(FieldFrame(self.theme, PART_LABELS[part], line))

    def _said(self, kind: str, part: str) -> str:
        return self.boxes[kind, part].value().strip()

    def save(self) -> bool:
        """Keeps the copy and takes it into use; False when the age is no number or it could not be kept."""
        session, typed = self.session, self.age.value().strip()
        if typed and not (typed.isdigit() and 0 < int(typed) < 18):
            self.age_field.set_state("error", "Write an age from 1 to 17, or leave it empty.")
            return False
        contacts = {
            kind: Contact(
                name=self._said(kind, "name") or LABELS[kind],
                phone=self._said(kind, "phone"),
                email=self._said(kind, "email"),
                hours=self._said(kind, "hours"),
            )
            for kind in CONTACTS
        }
        try:
            area = changed(
                self.area,
                contacts,
                session.today(),
                session.author().name,
                **{key: box.value() for key, box in self.lists.items()},
                lines={key: line.value() for key, line in self.lines.items()},
                agreement_age=int(typed) if typed else None,
            )
        except TimeNotRead as fault:
            self.frames["timelines"].set_state("error", fault.sentence)
            self.lists["timelines"].setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        try:
            if session.vault.read_only:
                raise OpenedToReadOnly
            session.vault.facts.set(FACT, kept(session.fact(FACT, {}), area))
            session.settings.set("area_pack", area.id)
        except ToolkitError as fault:
            self.age_field.set_state("error", fault.sentence)
            return False
        session.areas = with_own(session.areas, session.fact(FACT, {}))
        self.accept()
        return True
