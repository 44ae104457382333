"""Keeping and erasing: families whose time is over, to look through; holds; what was erased. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.practice.retention import COMMON
from toolkit.ui import words
from toolkit.ui.dialogs import ask_reason
from toolkit.ui.managed import fix
from toolkit.ui.page import Go, Page, to_left
from toolkit.ui.safety.ended_dialog import EndedDialog
from toolkit.ui.safety.erase_dialog import EraseDialog
from toolkit.ui.safety.keeping import AGE, OLDEST, Kept, ending_day, kept_families, policy
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    Card,
    Chip,
    EmptyState,
    FieldFrame,
    FlowLayout,
    HeadingLabel,
    LineEdit,
    QuietButton,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.vault.audit import Author
from toolkit.vault.erasing import Tombstone

ABOUT = (
    "A child’s record is commonly kept to the 25th birthday, or the 26th if the child was 17 when the work ended (Records "
    "Management Code of Practice, 2021). Your organisation’s policy comes first. Nothing is ever erased by itself. A record of "
    "me and my team belongs to no family: it is erased from its own page."
)
TOGETHER = "What is kept together goes together: the latest of these days counts for the family."
LISTS = (("due", "Time is over"), ("held", "On hold"), ("all", "All families"), ("gone", "Erased"))
STATES = {
    "due": ("Time is over", "clock", "amber"),
    "held": ("On hold", "lock-simple", "blue"),
    "unknown": ("Day not known", "circle-dashed-bold", "amber"),
    "open": ("Work goes on", "pencil-simple", "plain"),
    "keep": ("Kept", "check-circle-fill", "green"),
}
EMPTY = {
    "due": ("Nothing to look through", "No family’s time is over."),
    "held": ("No hold", "A hold keeps a family whatever the day, as for a court case or an inquiry."),
    "all": ("No family yet", "Families come here with the day until which they are kept."),
    "gone": ("Nothing was erased", "Of an erased family a line stays, without a word of it."),
}


class KeepingPage(Page):
    """One list at a time."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Keeping and erasing")
        self.bar.set_title("Keeping and erasing", "Until when records are kept, and what was erased")
        self._scroll = VerticalScrollPage(self.theme, max_em=64, spacing=12)
        self.body.addWidget(self._scroll)
        self._scroll.body.addWidget(BodyLabel(self.theme, ABOUT, ink="2"))
        self._scroll.body.addWidget(self._policy())
        self.which = SegmentedChoice(self.theme, LISTS, clearable=False, name="Which list")
        self.which.set_value("due")
        self.which.changed.connect(self.fill)
        self._scroll.body.addWidget(self.which)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(10))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.fill()

    def _policy(self) -> FieldFrame:
        """The birthday to which records are kept; a later one where the organisation says so."""
        self.age = LineEdit(self.theme, str(policy(self.session).until), width_em=6, name="Birthday")
        self._age = FieldFrame(
            self.theme,
            "Keep a child’s record to this birthday",
            self.age,
            hint="25 or later, as your policy says.",
        )
        to_left(self._age, self.age)
        self.age.editingFinished.connect(self.keep_policy)
        if AGE in self.session.settings.managed:
            fix(self._age, self.age)
        return self._age

    def keep_policy(self) -> None:
        """Keeps what is typed, if it is a birthday that may be."""
        if AGE in self.session.settings.managed:
            return
        typed = self.age.value().strip()
        if not typed.isdigit() or not COMMON.until <= int(typed) <= OLDEST:
            self._age.set_state("error", f"Write a number from {COMMON.until} to {OLDEST}.")
            return
        self._age.set_state("")
        if int(typed) == policy(self.session).until:
            return
        if self.attempt(lambda: self.session.vault.facts.set(AGE, int(typed))):
            self.fill()

    def leaving(self) -> bool:
        """Keeps what the keyboard is still on."""
        if not self.session.vault.read_only:
            self.keep_policy()
        return True

    def fill(self) -> None:
        """Reads the list anew."""
        clear_layout(self._list)
        which = self.which.value() or "due"
        try:
            cards = self._cards(which)
        except ToolkitError as fault:
            self._list.addWidget(Banner(self.theme, "red", "", fault.sentence))
            return
        for card in cards:
            self._list.addWidget(card)
        if not cards:
            lead, text = EMPTY[which]
            self._list.addWidget(EmptyState(self.theme, "archive", lead, text))

    def _cards(self, which: str) -> list[QWidget]:
        if which == "gone":
            return [StoneCard(self, stone) for stone in self.session.vault.erasing.tombstones()]
        wanted = {"due": ("due", "unknown"), "held": ("held",)}.get(which, tuple(STATES))
        found = [one for one in kept_families(self.session) if one.due.state in wanted]
        found.sort(key=lambda one: (list(STATES).index(one.due.state), str(one.due.day), one.name))
        return [KeptCard(self, one) for one in found]

    # What is done with a family

    def hold(self, kept: Kept) -> None:
        """Puts a family on hold, or ends its hold, with a reason."""
        erasing, author = self.session.vault.erasing, self.session.author()
        if kept.hold is None:
            reason = ask_reason(
                self,
                self.theme,
                "Keep this family whatever the day?",
                "As for a court case, an inquiry or a complaint. It cannot be erased until the hold is ended.",
                "Put on hold",
            )
            step: Callable[[str, str, Author], object] = erasing.hold
        else:
            reason = ask_reason(
                self,
                self.theme,
                "End this hold?",
                f"It says: {kept.hold.why}. Afterwards the usual day counts again.",
                "End the hold",
            )
            step = erasing.release
        if reason and self.attempt(lambda: step(kept.family_id, reason, author)):
            self.fill()

    def ended(self, kept: Kept) -> None:
        """Asks on which day the work ended."""
        said = kept.ended or self._said_by_ending(kept.family_id)
        dialog = EndedDialog(self.session, kept.family_id, said, self)
        if dialog.exec():
            self.fill()
        dialog.deleteLater()

    def _said_by_ending(self, family_id: str) -> str:
        try:
            return ending_day(self.session, family_id)
        except ToolkitError:
            return ""

    def erase(self, kept: Kept) -> None:
        """Opens the dialog that erases."""
        try:
            dialog = EraseDialog(self.session, kept.family_id, self)
        except ToolkitError as fault:
            self.go.fault(fault)
            return
        if dialog.exec():
            self.go.say(f"{dialog.done_words} A line without a word of it stays under Erased.")
            self.fill()
        dialog.deleteLater()

    def first_focus(self) -> QWidget | None:
        """Which list."""
        return self.which


class KeptCard(Card):
    """One family: its day, why, and what can be done."""

    def __init__(self, page: KeepingPage, kept: Kept) -> None:
        super().__init__(page.theme, padding=(16, 12))
        theme = page.theme
        text, icon, tone = STATES[kept.due.state]
        top = QWidget()
        line = FlowLayout(top, across=theme.px(10), down=theme.px(4), middle=True)
        line.addWidget(HeadingLabel(theme, words.family_words(kept.name), role="h3"))
        line.addWidget(BodyLabel(theme, kept.reference, ink="2", wrap=False))
        line.addWidget(Chip(theme, text, icon, tone))  # type: ignore[arg-type]
        self.body.addWidget(top)
        self.body.addWidget(BodyLabel(theme, kept.due.sentence))
        if kept.ended:
            self.body.addWidget(BodyLabel(theme, f"The work ended on {dates.show(kept.ended)}.", ink="2"))
        for child in kept.children:
            self.body.addWidget(BodyLabel(theme, child.sentence, ink="2"))
        if len(kept.children) > 1:
            self.body.addWidget(BodyLabel(theme, TOGETHER, role="caption", ink="2"))
        if kept.hold is not None:
            since = dates.show(kept.hold.made_local[:10])
            said = f"{kept.hold.why.rstrip('.')}. {kept.hold.who or 'Somebody'}, {since}."
            self.body.addWidget(BodyLabel(theme, said, ink="2"))
        self.buttons: dict[str, QuietButton] = {}
        foot = QWidget()
        flow = FlowLayout(foot, across=theme.px(10), down=theme.px(8))
        name = words.family_words(kept.name)
        for label, run in (
            ("Look through", lambda: page.go.family(kept.family_id)),
            ("Work ended", lambda: page.ended(kept)),
            ("End the hold" if kept.hold else "Put on hold", lambda: page.hold(kept)),
            ("Erase", lambda: page.erase(kept)),
        ):
            button = QuietButton(theme, label, name=f"{label}: {name}")
            button.clicked.connect(lambda _checked=False, run=run: run())
            if page.session.vault.read_only and label != "Look through":
                button.set_off("These records are open to read only.")
            elif label == "Erase" and kept.hold:
                button.set_off("On hold. End the hold first.")
            self.buttons[label] = button
            flow.addWidget(button)
        self.body.addWidget(foot)


class StoneCard(Card):
    """What stays of an erased family."""

    def __init__(self, page: KeepingPage, stone: Tombstone) -> None:
        super().__init__(page.theme, padding=(16, 12))
        theme = page.theme
        day = dates.show(stone.made_local[:10])
        self.body.addWidget(HeadingLabel(theme, f"Erased on {day} by {stone.who or 'somebody'}", role="h3"))
        self.body.addWidget(BodyLabel(theme, f"{stone.reason}."))
        counts = (
            words.count(stone.records, "record"),
            words.count(stone.files, "picture or paper", "pictures and papers"),
            f"{words.count(stone.copies_left, 'copy', 'copies')} had left",
        )
        self.body.addWidget(BodyLabel(theme, ", ".join(counts) + ".", ink="2"))
