"""The two questions of "Before you print" that a person answers: who it is for, and whether it is safe in the home."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from toolkit.forms.people import PersonRef
from toolkit.forms.vocabulary import Audience
from toolkit.ui.release_parts import HOME, WHO, WORKING, Cautions, OptionCard, Question, recipients
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
        for field, wide in ((self.person_field, 54), (self.name_field, 30)):
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
        self.person.setToolTip(self.person.currentText() if self.person.value() else "")
        cautions = self.cautions()
        if cautions:
            words = "\n".join([*cautions, "Check what this copy tells."])
            self.risk.set_line("warning-fill", words, "red")
        self.risk.setVisible(bool(cautions))
        self.reason_field.setVisible(bool(cautions))


class HomeQuestion(Question):
    """Is it safe to leave in the home? `warned` says that a warning of the family keeps paper out of it.

    `changed` is sent when something else is left.
    """

    changed = Signal()

    def __init__(self, theme: Theme, *, warned: bool) -> None:
        super().__init__(theme, 3, "Is it safe to leave in the home?")
        self._warned = warned
        self.safe = SegmentedChoice(
            theme,
            [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
            keys={"Y": "yes", "N": "no", "K": "not_known"},
            name="Could someone who may cause harm find it?",
        )
        self.safe_field = FieldFrame(
            theme,
            "Could someone who may cause harm find it?",
            self.safe,
            hint="Think of who lives there, who visits, who opens bags or phones, and what the paper says.",
            role="name",
        )
        self.body.addWidget(self.safe_field)
        self._add_cards()
        self.reason = GrowingText(theme, lines=2, name="Why a full copy is left")
        self.reason_field = FieldFrame(
            theme,
            "Why a full copy is left all the same",
            self.reason,
            hint="Kept with the note under Sent out.",
            role="name",
        )
        self.body.addWidget(self.reason_field)
        self.safe.changed.connect(self._safe_changed)
        self.reason.changed.connect(lambda: self.reason_field.set_state(""))
        self.nothing.setChecked(warned)
        self._show()

    def _add_cards(self) -> None:
        theme = self.theme
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        text = "Read it together. The copy stays in the record."
        self.nothing = OptionCard(theme, "Leave nothing", text, "hand-palm")
        self.full = OptionCard(theme, "Full copy", "All pages, as shown.", "files")
        for card, way in ((self.nothing, "nothing"), (self.full, "full")):
            card.clicked.connect(lambda _checked=False, way=way: self.choose(way))
            row.addWidget(card, 1)
        self.body.addWidget(cards)
        self.problem = IconLine(theme)
        self.body.addWidget(self.problem)
        self.advice = IconLine(theme, "lightbulb", "", "heather", ink="2")
        self.body.addWidget(self.advice)

    def way(self) -> str:
        """What is left: "nothing", "full", or "" while that is not chosen."""
        return "nothing" if self.nothing.isChecked() else "full" if self.full.isChecked() else ""

    def choose(self, way: str) -> None:
        """Chooses what is left."""
        self.nothing.setChecked(way == "nothing")
        self.full.setChecked(way == "full")
        self._show()
        self.changed.emit()

    def needs_reason(self) -> bool:
        """Whether leaving a full copy is to be explained: not safe, not known, or warned of."""
        return self.way() == "full" and (self._warned or self.safe.value() in ("yes", "not_known"))

    def why(self) -> str:
        """Why it was left, or not, in the words that are noted."""
        found = {
            "yes": "Could be found by someone who may cause harm.",
            "no": "Not likely to be found by someone who may cause harm.",
            "not_known": "Not known who could find it.",
        }.get(self.safe.value() or "", "")
        reason = self.reason.value().strip() if self.needs_reason() else ""
        return " ".join(part for part in (found, reason) if part)

    def gap(self) -> Gap | None:
        """What is missing here, shown where it is."""
        if self.safe.value() is None:
            words = "Answer whether someone who may cause harm could find it."
            self.safe_field.set_state("missing", words)
            return self.safe, words
        if not self.way():
            words = "Choose what is left in the home."
            self.problem.set_line("circle-dashed-bold", words, "amber")
            self.problem.show()
            return self.nothing, words
        if self.needs_reason() and not self.reason.value().strip():
            words = "Write why a full copy is left all the same."
            self.reason_field.set_state("missing", words)
            return self.reason, words
        return None

    def _safe_changed(self) -> None:
        self.safe_field.set_state("")
        # The safer way is put forward, and an answer given already stays.
        if self.safe.value() in ("yes", "not_known") and not self.way():
            self.nothing.setChecked(True)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.problem.hide()
        self.reason_field.setVisible(self.needs_reason())
        because = {
            "yes": "because the paper could be found",
            "not_known": "because nobody knows who could find the paper",
        }.get(self.safe.value() or "", "")
        if self._warned:
            because = "because of the warning above"
        self.advice.set_line("lightbulb", f"Leave nothing is suggested, {because}. You decide.", "heather")
        self.advice.setVisible(bool(because))
