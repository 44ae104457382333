"""The sheet of services for a family: which services, how large, discreet or not, for whom; noted when it leaves for a family."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import OpenedToReadOnly
from toolkit.export.directory_sheet import Sheet, discreet_sheet, sheet
from toolkit.forms.people import rows_of
from toolkit.practice.directory import Service, Wanted, found
from toolkit.ui import words
from toolkit.ui.directory.store import Directory
from toolkit.ui.new_record import ask_family
from toolkit.ui.page import Go, Page
from toolkit.ui.paper import paper_page
from toolkit.ui.release_parts import HOW_WORDS, How
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    FieldFrame,
    FlowLayout,
    IconLine,
    LineEdit,
    PlainButton,
    QuietButton,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import count
from toolkit.vault.rows import Told

NO_PAPER = "no_paper"
FINDABLE = "Could someone who may cause harm find it?"


@dataclass
class Asked:
    """What was chosen, kept while the person looks at the paper and comes back."""

    chosen: tuple[str, ...] = ()
    topics: list[str] = field(default_factory=list)
    large: bool = False
    discreet: bool = False
    family_id: str = ""
    findable: str = ""
    why: str = ""


class SheetPage(Page):
    """Chooses what stands on the sheet and shows it as it will print."""

    def __init__(self, session: Session, go: Go, asked: Asked | None = None) -> None:
        super().__init__(session, go, "Sheet of services")
        self.asked = asked or Asked()
        self.directory = Directory(session)
        self.bar.set_title("Sheet of services", "For a family to keep. Private notes are never on it")
        self._scroll = VerticalScrollPage(self.theme, max_em=64, spacing=16)
        self.body.addWidget(self._scroll, 1)
        self._which()
        self._how()
        self._whom()
        self._left = QVBoxLayout()
        self._scroll.body.addLayout(self._left)
        self._scroll.body.addStretch(1)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._look()

    # What is asked

    def _which(self) -> None:
        card = Card(self.theme, "1  Which services", padding=(20, 16), spacing=8)
        self.ticks: dict[str, QCheckBox] = {}
        if self.asked.chosen:
            names = ", ".join(one.name for one in self.directory.of(self.asked.chosen))
            card.body.addWidget(
                BodyLabel(self.theme, f"{count(len(self.asked.chosen), 'ticked service')}: {names}.")
            )
        else:
            standing = [one for one in self.directory.services if not one.closed]
            used = sorted({topic for one in standing for topic in one.topics}, key=str.casefold)
            text = "By topic. Nothing ticked means every topic." if used else "No service has a topic yet."
            card.body.addWidget(BodyLabel(self.theme, text, ink="2"))
            holder = QWidget()
            flow = FlowLayout(holder, across=self.theme.px(20), down=self.theme.px(4))
            for topic in used:
                number = sum(topic in one.topics for one in standing)
                box = QCheckBox(self.theme.say(f"{topic}  ({number})"))
                box.setChecked(topic in self.asked.topics)
                box.toggled.connect(lambda on, one=topic: self._topic(one, on))
                self.ticks[topic] = box
                flow.addWidget(box)
            card.body.addWidget(holder)
        self._scroll.body.addWidget(card)

    def _how(self) -> None:
        card = Card(self.theme, "2  How", padding=(20, 16), spacing=8)
        self.large = QCheckBox(self.theme.say("Large type"))
        self.large.setChecked(self.asked.large)
        self.large.toggled.connect(self._set_large)
        self.discreet = QCheckBox(self.theme.say("Discreet: for somebody whose papers may be looked at"))
        self.discreet.setChecked(self.asked.discreet)
        self.discreet.toggled.connect(self._set_discreet)
        text = "“Useful numbers”: names and numbers alone, no topics, nothing that says what it is about, not even who printed it."
        card.body.addWidget(self.large)
        card.body.addWidget(self.discreet)
        card.body.addWidget(BodyLabel(self.theme, text, role="caption", ink="2"))
        self._scroll.body.addWidget(card)

    def _whom(self) -> None:
        card = Card(self.theme, "3  For whom", padding=(20, 16), spacing=10)
        row = QHBoxLayout()
        self.whom = BodyLabel(self.theme, "", role="name")
        row.addWidget(self.whom, 1)
        self.pick = QuietButton(self.theme, "Choose a family", "users-three")
        self.pick.clicked.connect(lambda _checked=False: self.choose_family())
        row.addWidget(self.pick)
        self.nobody = PlainButton(self.theme, "For nobody in particular", "x")
        self.nobody.clicked.connect(lambda _checked=False: self.set_family(""))
        row.addWidget(self.nobody)
        card.body.addLayout(row)
        self.warned = Banner(self.theme, "red", "", "", icon="warning-fill")
        card.body.addWidget(self.warned)
        self.findable = SegmentedChoice(
            self.theme,
            [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
            clearable=False,
            name=FINDABLE,
        )
        self.findable.set_value(self.asked.findable or None)
        self.findable.changed.connect(self._set_findable)
        self.findable_field = FieldFrame(
            self.theme,
            FINDABLE,
            self.findable,
            hint="Who lives there, who visits, who opens bags or phones.",
            role="name",
        )
        card.body.addWidget(self.findable_field)
        self.why = LineEdit(self.theme, name="Why a full sheet is left all the same")
        self.why.set_value(self.asked.why)
        self.why.changed.connect(lambda: setattr(self.asked, "why", self.why.value()))
        self.why_field = FieldFrame(
            self.theme,
            "Why a full sheet is left all the same",
            self.why,
            hint="Kept with the note under Sent out.",
        )
        card.body.addWidget(self.why_field)
        self._scroll.body.addWidget(card)

    # Answers

    def _topic(self, topic: str, on: bool) -> None:
        self.asked.topics = [one for one in self.asked.topics if one != topic] + ([topic] if on else [])
        self._look()

    def _set_large(self, on: bool) -> None:
        self.asked.large = on
        self._look()

    def _set_discreet(self, on: bool) -> None:
        self.asked.discreet = on
        self._look()

    def _set_findable(self) -> None:
        self.asked.findable = self.findable.value() or ""
        if self.asked.findable in ("yes", "not_known"):
            self.discreet.setChecked(True)
        self._look()

    def choose_family(self) -> None:
        """Asks for which family it is."""
        family = ask_family(self.session, self, "For which family?")
        if family:
            self.set_family(family)

    def set_family(self, family_id: str) -> None:
        """Sets for which family it is; a warning against paper presets the discreet sheet."""
        self.asked.family_id = family_id
        self.asked.findable = ""
        if family_id and self._no_paper():
            self.asked.findable = "yes"
            self.discreet.setChecked(True)
        self.findable.set_value(self.asked.findable or None)
        self._look()

    def _no_paper(self) -> bool:
        family = self.session.family(self.asked.family_id)
        return any(row.get("kind") == NO_PAPER for row in rows_of(family, "warnings"))

    def _at_risk(self) -> bool:
        return bool(self.asked.family_id) and self.asked.findable in ("yes", "not_known")

    # The sheet

    def services(self) -> list[Service]:
        """What stands on the sheet, by name."""
        if self.asked.chosen:
            return sorted(self.directory.of(self.asked.chosen), key=lambda one: one.name.casefold())
        every = found(self.directory.services, Wanted(), self.session.today())
        topics = set(self.asked.topics)
        return [one for one in every if not topics or topics & set(one.topics)]

    def made(self) -> Sheet:
        """The sheet as it stands."""
        today, months = self.session.today(), self.directory.months
        if self.asked.discreet:
            return discreet_sheet(self.services(), today, months=months, large=self.asked.large)
        topics = sorted(self.asked.topics, key=str.casefold)
        return sheet(self.services(), today, topics=topics, months=months, large=self.asked.large)

    def _look(self) -> None:
        asked, named = self.asked, bool(self.asked.family_id)
        row = self.session.family_row(asked.family_id) if named else None
        self.whom.setText(words.family_words(row.name) if row else "Nobody in particular. It is not noted.")
        self.nobody.setVisible(named)
        self.findable_field.setVisible(named)
        self.why_field.setVisible(self._at_risk() and not asked.discreet)
        lines = self.session.warnings(self.session.family(asked.family_id)) if named else []
        self.warned.setVisible(bool(lines))
        self.warned.set_words(
            "Warnings.", " ".join(f"{one.kind}. {one.words}".rstrip(". ") + "." for one in lines)
        )
        clear_layout(self._left)
        for name, why in self.made().left_out:
            self._left.addWidget(IconLine(self.theme, "eye-slash", f"Left off: {name}. {why}", "amber"))
        number = len(self.services())
        self.foot.set_saved(
            "note", f"{count(number, 'service')} chosen.", "It will be noted under Sent out." if named else ""
        )
        actions = [BarAction("Cancel", self.go.back)]
        if number:
            actions.append(BarAction("Show the sheet", self.show_sheet, "printer", "primary"))
        self.foot.set_actions(actions)

    def show_sheet(self) -> bool:
        """Shows the sheet as it will print. False when something is missing, which is said."""
        asked = self.asked
        if asked.family_id and not asked.findable:
            self.findable_field.set_state("error", "Choose one, then show the sheet.")
            self.findable.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self._at_risk() and not asked.discreet and not asked.why.strip():
            self.why_field.set_state("error", "Write why, in a few words, or choose the discreet sheet.")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        made = self.made()
        if not made.outline.blocks:
            self.foot.set_saved(
                "failed", "Nothing is left on the discreet sheet.", "Give the services a discreet name."
            )
            return False
        note = self._note if asked.family_id else None
        self.go.show_page(
            "guidance",
            lambda go: paper_page(
                self.session,
                go,
                made.outline,
                note=note,
                quiet=asked.discreet,
                name=made.outline.title.lower(),
            ),
        )
        return True

    def _note(self, how: How, digest: str) -> None:
        """Notes the sheet under Sent out. Raises OpenedToReadOnly, or a fault of the disk."""
        vault, asked = self.session.vault, self.asked
        if vault.read_only:
            raise OpenedToReadOnly
        kind = "Useful numbers, discreet" if asked.discreet else "Sheet of local services"
        why = f"{kind}: {count(len(self.services()), 'service')}."
        if self._at_risk() and not asked.discreet:
            why = f"{why} Left all the same: {asked.why.strip()}"
        told = Told(
            left_out=tuple((name, reason) for name, reason in self.made().left_out),
            copy="discreet" if asked.discreet else "",
            beside=True,
        )
        row = self.session.family_row(asked.family_id)
        recipient = words.family_words(row.name) if row else ""
        revision = vault.records.get(asked.family_id).revision
        vault.releases.note(
            asked.family_id,
            revision,
            "family",
            recipient,
            HOW_WORDS[how],
            why,
            digest,
            self.session.author(),
            told,
        )

    def first_focus(self) -> QWidget | None:
        """The first topic, or the size."""
        return next(iter(self.ticks.values()), self.large)

    def areas(self) -> list[QWidget]:
        """Bar, questions, commands."""
        return [self.bar, self._scroll, self.foot]
