"""Settings: how it looks, safety, practice, who you are, local numbers, the records folder, own forms, about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit import settings as table
from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.eha_checks import REVIEW_WEEKS
from toolkit.forms.taf_checks import MINUTES_DAYS
from toolkit.practice.areas import LOCAL_KINDS, LocalNumber, checked_lately, local_facts
from toolkit.ui import settings_about, settings_vault
from toolkit.ui.areas_edit import AreaDialog
from toolkit.ui.managed import SAID, fix
from toolkit.ui.manager_questions import ask_manager, is_open
from toolkit.ui.my_words import fill_words
from toolkit.ui.page import Go, Page, to_left
from toolkit.ui.safety.links import fill_safety
from toolkit.ui.session import LIMIT_DAYS, Session
from toolkit.ui.settings_language import fill_language
from toolkit.ui.timeline.rules import bring_all_up, rules_of
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    BottomBar,
    Card,
    ComboBox,
    FieldFrame,
    LineEdit,
    PlainButton,
    QuietButton,
    SegmentedChoice,
    VerticalScrollPage,
)

SECTIONS: dict[str, tuple[str, ...]] = {
    "How it looks": ("text_size", "theme", "touch", "reduced_motion"),
    "While you write": ("prompts_on", "spelling_on", "hints_on"),
    "Safety": ("idle_lock_minutes",),
    "Practice": ("area_pack", "late_hours", "marking_line"),
    "Deciding to share": ("org", "duty16LA", "proc_s003", "days_consent", "days_no_consent", "days_advice"),
}
"""Which settings stand under which heading; a test holds that none of the table is left out."""
PERSON = (
    ("author_name", "Your name", "As it stands under what you write."),
    ("author_role", "Your role", "Such as health visitor."),
    ("organisation", "Organisation", ""),
    (
        "contact_line",
        "Whom a family tells when something is wrong",
        "Printed on family copies: a post, a telephone number, how to complain about data.",
    ),
)
NUMBER_FIELDS = (("phone", "Telephone", 16.0), ("name", "Who or which team", 24.0), ("hours", "Hours", 18.0))
TWO = 58.0
NUMBERS = (
    ("limit_days", "Show not seen, or not heard, in amber after", "days", LIMIT_DAYS),
    ("review_weeks", "Review of an early help plan after", "weeks", REVIEW_WEEKS),
    ("minutes_days", "Minutes of a Team Around the Family meeting sent within", "days", MINUTES_DAYS),
)
"""Numbers kept in the vault: key, label, unit, and what holds until another is set."""


class SettingsPage(Page):
    """Every setting in one page; each is kept as soon as it is changed."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Settings", can_go_back=False)
        self._pending: dict[QWidget, Callable[[], object]] = {}
        self._rules = rules_of(session)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.body.addLayout(row, 1)
        self._side = QFrame()
        self._side.setProperty("box", "side")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(self.theme.px(12), self.theme.px(16), self.theme.px(12), self.theme.px(16))
        self._links = QVBoxLayout()
        self._links.setSpacing(self.theme.px(4))
        side.addLayout(self._links)
        side.addStretch(1)
        row.addWidget(self._side)
        self._scroll = VerticalScrollPage(self.theme, max_em=56, margins=(20, 16, 20, 20), spacing=12)
        row.addWidget(self._scroll, 1)
        self._cards: dict[str, QWidget] = {}
        self._build()
        for key in self._cards:
            link = PlainButton(self.theme, key)
            link.clicked.connect(lambda _checked=False, k=key: self.show_section(k))
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.bottom = BottomBar(self.theme)
        self.bottom.set_saved("note", "Each change is kept at once")
        self.body.addWidget(self.bottom)

    def _build(self) -> None:
        for title, keys in SECTIONS.items():
            card = self._section(title)
            for key in keys:
                card.body.addWidget(self._setting(table.row(key)))
            if title == "Deciding to share":
                self._manager(card)
            if title == "How it looks":
                fill_language(self, card)
            if title == "Safety":
                fill_safety(self, card)
            if title == "Practice":
                for number in NUMBERS:
                    card.body.addWidget(self._number(*number))
            if title == "While you write":
                fill_words(self, card)
        self._person()
        self._numbers()
        for title, fill in (
            ("These records", settings_vault.fill_vault),
            ("Backup", settings_vault.fill_backup),
            ("Recovery", settings_vault.fill_recovery),
            ("Own forms", settings_vault.fill_forms),
            ("About", settings_about.fill_about),
        ):
            fill(self, self._section(title))
        self._scroll.body.addStretch(1)

    def _section(self, title: str) -> Card:
        card = Card(self.theme, title, padding=(20, 16), spacing=14)
        self._cards[title] = card
        self._scroll.body.addWidget(card)
        return card

    def _manager(self, card: Card) -> None:
        """The questions for a manager, for as long as they are open."""
        if not is_open(self.session):
            return
        button = QuietButton(self.theme, "Questions for your manager", "list-numbers")
        button.clicked.connect(lambda _checked=False: self._ask_manager())
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask_manager(self) -> None:
        if ask_manager(self.session, self):
            self.go.settings("Deciding to share")
            self.go.say("The answers were kept.")

    # One setting of the table

    def _setting(self, row: table.Row) -> QWidget:
        shown = self._control(row)
        if row.key not in self.session.settings.managed or row.key == "area_pack":
            return shown
        name = f"setting-{row.key}"
        control = shown if shown.objectName() == name else shown.findChild(QWidget, name)
        assert control is not None
        return fix(shown, control, self.theme)

    def _control(self, row: table.Row) -> QWidget:
        value = getattr(self.session.settings, row.key)
        if row.key == "area_pack":
            return self._area(row, str(value))
        if row.choices:
            options = [(str(choice), words) for choice, words in row.choices]
            choice = SegmentedChoice(self.theme, options, clearable=False, name=row.label)
            choice.set_value(str(value))
            kinds = {str(one): one for one, _ in row.choices}
            choice.changed.connect(lambda: self.keep(row.key, kinds[choice.value() or ""]))
            return self._named(row.key, FieldFrame(self.theme, row.label, choice, hint=row.hint))
        if isinstance(value, bool):
            return self._switch(row, value)
        line = LineEdit(self.theme, str(value), width_em=8 if isinstance(value, int) else 36)
        frame = FieldFrame(self.theme, row.label, line, hint=row.hint)
        if row.unit:
            frame.row.addWidget(BodyLabel(self.theme, row.unit, wrap=False))
        to_left(frame, line)

        def keep() -> None:
            self._keep_line(row, line, frame)

        line.editingFinished.connect(keep)
        self._pending[line] = keep
        return self._named(row.key, frame)

    def _switch(self, row: table.Row, value: bool) -> QWidget:
        box = QCheckBox(self.theme.say(row.label))
        box.setChecked(value)
        box.toggled.connect(lambda on: self.keep(row.key, on))
        if not row.hint:
            return self._named(row.key, box, box)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(box)
        column.addWidget(BodyLabel(self.theme, row.hint, role="caption", ink="2"))
        box.setAccessibleDescription(self.theme.say(row.hint))
        self._named(row.key, box, box)
        return holder

    def _area(self, row: table.Row, value: str) -> QWidget:
        packs = [
            (pack.id, pack.area + (" (old)" if pack.read_only else "")) for pack in self.session.areas.packs
        ]
        box = ComboBox(self.theme, packs, clearable=False)
        box.set_value(value)
        box.changed.connect(lambda: self.keep("area_pack", box.value() or "generic"))
        frame = FieldFrame(self.theme, row.label, box, hint=row.hint)
        to_left(frame, box)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        edit = QuietButton(self.theme, "Edit a copy of this area", "pencil-simple")
        edit.clicked.connect(lambda _checked=False: self._edit_area())
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        if row.key in self.session.settings.managed:
            fix(frame, box)
            edit.set_off(SAID)
        for fault in self.session.areas.faults:
            column.addWidget(Banner(self.theme, "amber", "", fault.sentence))
        self._named(row.key, box, box)
        return holder

    def _edit_area(self) -> None:
        dialog = AreaDialog(self.session, self)
        done = dialog.exec()
        dialog.deleteLater()
        if done:
            self.go.settings("Practice")
            self.go.say("Your copy of this area is in use. Its numbers count as checked today.")

    def _named(self, key: str, widget: QWidget, control: QWidget | None = None) -> QWidget:
        target: QWidget = control or getattr(widget, "control", None) or widget
        target.setObjectName(f"setting-{key}")
        return widget

    def keep(self, key: str, value: table.Value) -> None:
        """Keeps one setting; a change of the looks is seen at once."""
        if not self.attempt(lambda: self.session.settings.set(key, value)):
            return
        self._saved()
        if key == "reduced_motion":
            self.theme.keep_still(bool(value))
        if key in ("text_size", "theme", "touch"):
            settings = self.session.settings
            self.theme.change(mode=settings.theme, text_size=settings.text_size, touch=settings.touch)  # type: ignore[arg-type]

    def _keep_line(self, row: table.Row, line: LineEdit, frame: FieldFrame) -> None:
        typed: table.Value = line.value().strip()
        if isinstance(row.default, int):
            typed = int(str(typed)) if str(typed).isdecimal() else str(typed)
        if typed == getattr(self.session.settings, row.key):
            frame.set_state("")
            return
        try:
            self.session.settings.set(row.key, typed)
        except ToolkitError as fault:
            frame.set_state("error", fault.sentence)
            return
        frame.set_state("")
        self._saved()

    def _saved(self) -> None:
        self.bottom.set_saved("saved", f"Saved {self.session.now():%H:%M}")

    # What is kept in the vault

    def _fact(self, key: str, value: object) -> None:
        if value == self.session.vault.facts.get(key, ""):
            return
        if self.attempt(lambda: self.session.vault.facts.set(key, value)):
            self._saved()

    def _number(self, key: str, label: str, unit: str, usual: int) -> QWidget:
        """A number kept with the records; `usual` is what holds until another is set."""
        kept = self.session.vault.facts.get(key, usual)
        line = LineEdit(self.theme, str(kept), width_em=8)
        frame = FieldFrame(self.theme, label, line, hint="Kept with these records.")
        frame.row.addWidget(BodyLabel(self.theme, unit, wrap=False))
        to_left(frame, line)

        def keep() -> None:
            typed = line.value().strip()
            if not typed.isdecimal() or not 1 <= int(typed) <= 366:
                frame.set_state("error", f"Write a number of {unit} from 1 to 366.")
                return
            frame.set_state("")
            if int(typed) != self.session.vault.facts.get(key, usual):
                self._fact(key, int(typed))

        line.editingFinished.connect(keep)
        self._pending[line] = keep
        return self._named(key, frame)

    def _person(self) -> None:
        card = self._section("You")
        card.body.addWidget(
            BodyLabel(self.theme, "Kept inside the encrypted records, not on this computer.", ink="2")
        )
        for key, label, hint in PERSON:
            line = LineEdit(self.theme, str(self.session.fact(key)), width_em=40)
            frame = FieldFrame(self.theme, label, line, hint=hint)
            to_left(frame, line)

            def keep(key: str = key, line: LineEdit = line) -> None:
                self._fact(key, line.value().strip())

            line.editingFinished.connect(keep)
            self._pending[line] = keep
            card.body.addWidget(self._named(key, frame))

    def _numbers(self) -> None:
        card = self._section("Local numbers")
        card.body.addWidget(
            BodyLabel(
                self.theme,
                "999 always comes first. A number that was not checked for a year is shown with a question mark.",
                ink="2",
            )
        )
        local = self.session.local_numbers()
        for kind, label in LOCAL_KINDS.items():
            card.body.addWidget(NumberBox(self, kind, label, local[kind]))

    def keep_number(self, kind: str, number: LocalNumber) -> None:
        """Keeps what is typed for one number."""
        for key, value in local_facts(kind, number).items():
            self._fact(key, value)

    def pend(self, line: QWidget, keep: Callable[[], object]) -> None:
        """Has a line kept when the page is left, even while the keyboard is still on it."""
        self._pending[line] = keep

    def fact_changed(self, key: str, value: object) -> None:
        """Keeps one fact of the vault."""
        self._fact(key, value)

    def open_folder(self) -> None:
        """Shows the folder of these records in the computer's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.vault.folder)))

    # Page

    def sections(self) -> dict[str, QWidget]:
        """The parts of the page by their titles."""
        return dict(self._cards)

    def show_section(self, key: str) -> None:
        """Goes to a part of the page."""
        card = self._cards[key]
        self._scroll.verticalScrollBar().setValue(max(card.pos().y() - self.theme.px(4), 0))
        for child in card.findChildren(QWidget):
            if (
                child.focusPolicy() & Qt.FocusPolicy.TabFocus
                and child.isVisible()
                and child.focusProxy() is None
            ):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def narrowed(self, width_em: float) -> None:
        """Below 58 body heights the list of parts goes away."""
        self._side.setVisible(width_em >= TWO)
        self._side.setFixedWidth(self.theme.em(15))

    def leaving(self) -> bool:
        """Keeps what the keyboard is still on."""
        for keep in list(self._pending.values()):
            keep()
        if not self.session.vault.read_only and rules_of(self.session) != self._rules:
            # Another area, or other weeks to a review: the time limits of every family follow.
            self._rules = rules_of(self.session)
            bring_all_up(self.session)
        return True

    def first_focus(self) -> QWidget | None:
        """The list of parts, or the first setting."""
        return (
            self._side.findChild(PlainButton) if self._side.isVisible() else self.findChild(SegmentedChoice)
        )

    def areas(self) -> list[QWidget]:
        """The list of parts, the settings."""
        return [self._side, self._scroll]


class NumberBox(QFrame):
    """One local number: telephone, who, hours, and when it was last checked."""

    def __init__(self, page: SettingsPage, kind: str, label: str, number: LocalNumber) -> None:
        super().__init__()
        theme = page.theme
        self._page, self._kind, self._label = page, kind, label
        self._number = number
        self.setProperty("box", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(12)] * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(BodyLabel(theme, label, role="name"))
        self.lines: dict[str, LineEdit] = {}
        for key, words, width in NUMBER_FIELDS:
            line = LineEdit(theme, getattr(number, key), width_em=width, name=f"{label}: {words.lower()}")
            line.setObjectName(f"setting-numbers.{kind}.{key}")
            line.editingFinished.connect(self._keep)
            page.pend(line, self._keep)
            self.lines[key] = line
            frame = FieldFrame(theme, words, line, role="body")
            to_left(frame, line)
            column.addWidget(frame)
        row = QHBoxLayout()
        self.checked = BodyLabel(theme, "", role="caption", ink="2")
        row.addWidget(self.checked, 1)
        button = QuietButton(theme, "Checked today", "check", name=f"{label}: checked today")
        button.clicked.connect(lambda _checked=False: self._check())
        row.addWidget(button)
        column.addLayout(row)
        self._tell()

    def _keep(self) -> None:
        typed = {key: line.value().strip() for key, line in self.lines.items()}
        if typed["phone"] != self._number.phone:
            # Another number was not checked by whoever checked the old one.
            self._number = replace(self._number, checked_on="", checked_by="")
        self._number = replace(self._number, **typed)
        self._page.keep_number(self._kind, self._number)
        self._tell()

    def _check(self) -> None:
        self._keep()
        today = self._page.session.today().isoformat()
        self._number = replace(self._number, checked_on=today, checked_by=self._page.session.author().name)
        self._page.keep_number(self._kind, self._number)
        self._tell()

    def _tell(self) -> None:
        number = self._number
        if not number.phone:
            self.checked.setText("No number yet.")
            self.checked.set_ink("amber")
        elif checked_lately(number.checked_on, self._page.session.today()):
            by = f" by {number.checked_by}" if number.checked_by else ""
            self.checked.setText(f"Checked on {dates.show(number.checked_on)}{by}.")
            self.checked.set_ink("2")
        else:
            last = f" Last checked on {dates.show(number.checked_on)}." if number.checked_on else ""
            self.checked.setText(f"Not checked in the past year.{last}")
            self.checked.set_ink("amber")
