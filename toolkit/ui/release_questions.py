"""The two questions of "Before you print" that a person answers: who it is for, and whether it is safe in the home."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.forms.left_out import Reader
from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.ui.release_parts import (
    HOME,
    READERS,
    SENT_BY,
    WHO,
    WORKING,
    Cautions,
    Question,
    recipients,
)
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import ComboBox, FieldFrame, GrowingText, IconLine, LineEdit, SegmentedChoice

OTHER = "*"
"""Somebody who is not in the family file."""
Gap = tuple[QWidget, str]
"""What is not answered yet, with its sentence."""


class WhoQuestion(Question):
    """Who is it for? `changed` is sent when another copy must be made."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        copies: Sequence[Audience],
        people: Sequence[PersonRef],
        cautions: Cautions | None = None,
    ) -> None:
        super().__init__(theme, 1, "Who is it for?")
        self._copies, self._people = tuple(copies), tuple(people)
        self._look = cautions
        home = any(copy in copies for copy in ("family", "child"))
        offered = [pair for pair in WHO if home or pair[0] not in HOME]
        self.who = SegmentedChoice(theme, offered, clearable=False, name="Who is it for?")
        self.problem = IconLine(theme)
        self.person = ComboBox(theme, placeholder="Choose who", width_em=18)
        self.person_field = FieldFrame(theme, "Who gets it", self.person)
        self.name = LineEdit(theme, name="Name of who gets it")
        self.name_field = FieldFrame(theme, "Name", self.name, hint="And their role, where that helps.")
        self.by = ComboBox(theme, SENT_BY, placeholder="Not said", name="How it goes to them")
        self.by_field = FieldFrame(theme, "How it goes to them", self.by)
        self.risk = IconLine(theme)
        self.reason = GrowingText(theme, lines=2, name="Why it goes to them")
        self.reason_field = FieldFrame(
            theme,
            "Why it goes to them all the same",
            self.reason,
            hint="You decide. Kept with the note under Sent out.",
            role="name",
        )
        self.body.addWidget(self.who)
        self.body.addWidget(self.problem)
        # A professional's name stands with role and agency.
        for field, wide in ((self.person_field, 54), (self.name_field, 30), (self.by_field, 20)):
            field.setMaximumWidth(theme.em(wide))
            row = QHBoxLayout()
            row.addWidget(field, 100)
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addWidget(self.risk)
        self.body.addWidget(self.reason_field)
        if not home:
            words = "There is no family copy of this record: it stays with professionals."
            self.body.addWidget(IconLine(theme, "info", words, "ink2"))
        self.who.changed.connect(self._who_changed)
        self.person.changed.connect(self._person_changed)
        self.name.changed.connect(lambda: self.name_field.set_state(""))
        self.name.editingFinished.connect(self._name_typed)
        self.reason.changed.connect(lambda: self.reason_field.set_state(""))
        self._show()

    def value(self) -> str | None:
        """One of the keys of `WHO`, or None."""
        return self.who.value()

    def home(self) -> bool:
        """Whether it goes into a home."""
        return self.value() in HOME

    def audience(self) -> Audience:
        """Which outline the copy is made of: a child gets the family's where the form has none for a child."""
        if not self.home():
            return "practitioner"
        wanted: Audience = "child" if self.value() == "child" else "family"
        other: Audience = "family" if wanted == "child" else "child"
        return wanted if wanted in self._copies else other

    def reader(self) -> Reader:
        """Who reads it, where it is made for professionals."""
        return READERS.get(self.value() or "", "")

    def offer(self, who: str, name: str) -> None:
        """Fills in for whom it is, as on the harm route; it can be changed."""
        self.who.set_value(who)
        self._who_changed()
        self.person.set_value(OTHER)
        self.name.set_value(name)
        self._show()

    def recipient(self) -> str:
        """The name of whom it is for, or nothing."""
        if self.value() in (None, WORKING):
            return ""
        if self._by_name():
            return " ".join(self.name.value().split())
        return next((words for key, words in self._options() if key == self.person.value()), "")

    def person_id(self) -> str:
        """The person of the family file it is for, or nothing."""
        return "" if self.value() in (None, WORKING) or self._by_name() else self.person.value() or ""

    def sent_by(self) -> str:
        """How it goes to somebody outside the home, as it is noted; nothing where that is not said."""
        return "" if self.by_field.isHidden() else self.by.value() or ""

    def gap(self) -> Gap | None:
        """What is missing here, shown where it is."""
        if self.value() is None:
            words = "Choose who it is for."
            self.problem.set_line("circle-dashed-bold", words, "amber")
            self.problem.show()
            return self.who, words
        if self.value() == WORKING or self.recipient():
            return None
        words = "Say who gets it. Without a name nothing leaves."
        field, control = (self.name_field, self.name) if self._by_name() else (self.person_field, self.person)
        field.set_state("missing", words)
        return control, words

    def cautions(self) -> list[str]:
        """What speaks against giving it to whoever is chosen or named, a sentence each."""
        if self._look is None or self.value() in (None, WORKING):
            return []
        return list(self._look(self.person_id(), self.name.value() if self._by_name() else ""))

    def why(self) -> str:
        """Why it goes to somebody of whom there is a caution, in the words that are noted."""
        return " ".join(self.reason.value().split()) if self.cautions() else ""

    def reason_gap(self) -> Gap | None:
        """What is missing before something may go to somebody of whom there is a caution."""
        self._show()
        if not self.cautions() or self.why():
            return None
        words = "Read the caution, then write why it goes to them all the same."
        self.reason_field.set_state("missing", words)
        return self.reason, words

    def _options(self) -> list[tuple[str, str]]:
        return recipients(self._people, self.value() or "")

    def _by_name(self) -> bool:
        return not self._options() or self.person.value() == OTHER

    def _who_changed(self) -> None:
        options = self._options()
        self.person.set_options([*options, (OTHER, "Someone else")])
        for index in range(self.person.count()):
            self.person.setItemData(index, self.person.itemText(index), Qt.ItemDataRole.ToolTipRole)
        self.person.set_value(options[0][0] if len(options) == 1 and self.value() == "child" else None)
        self.name.set_value("")
        self._person_changed()

    def _person_changed(self) -> None:
        for field in (self.person_field, self.name_field):
            field.set_state("")
        # A reason belongs to the person it was written for.
        self.reason.set_value("")
        self.reason_field.set_state("")
        self._show()
        self.changed.emit()

    def _name_typed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        asked = self.value() not in (None, WORKING)
        self.problem.hide()
        self.person_field.setVisible(asked and bool(self._options()))
        self.name_field.setVisible(asked and self._by_name())
        self.by_field.setVisible(asked and not self.home())
        self.person.setToolTip(self.person.currentText() if self.person.value() else "")
        cautions = self.cautions()
        if cautions:
            words = "\n".join([*cautions, "Check what this copy tells."])
            self.risk.set_line("warning-fill", words, "red")
        self.risk.setVisible(bool(cautions))
        self.reason_field.setVisible(bool(cautions))
