"""Taking a hand-over in: open the file, look at what is new, the same or different, then let the histories join."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export import handover_paper as papers
from toolkit.forms import dates
from toolkit.practice.alike import SAME, families_alike
from toolkit.ui.alike import told
from toolkit.ui.handover.asks import Asks, read_file
from toolkit.ui.handover.compare import LineCard
from toolkit.ui.handover.facts import facts_for
from toolkit.ui.handover.own_key import OwnKey
from toolkit.ui.handover.paper import PaperHolder
from toolkit.ui.jobs import Job, JobBar, Jobs, Progress
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.spoken import announce
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    FieldFrame,
    IconLine,
    PlainButton,
    PrimaryButton,
    SecretRow,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.words import count
from toolkit.vault.handover import HandOvers, short_mark
from toolkit.vault.handover_format import read
from toolkit.vault.handover_import import Taking
from toolkit.vault.handover_plan import Plan, Taken
from toolkit.vault.sealing import Kind, kind_of, unseal

NARROW = 56
STEP = 40
"""Records that are drawn at a time."""
ORDER = ("waits", "differs", "new", "same")


@dataclass(frozen=True)
class Opened:
    """A file that was opened and compared."""

    plan: Plan
    mark: str


class TakePage(PaperHolder):
    """Open, look, take in."""

    def __init__(self, session: Session, go: Go, asks: Asks | None = None) -> None:
        super().__init__(session, go, "Take in a hand-over")
        self.asks = asks or Asks()
        self.giving, self.taking = HandOvers(session.vault), Taking(session.vault)
        self.jobs = Jobs(self)
        self.job: Job | None = None
        self.content = b""
        self.kind: Kind | None = None
        self.found: Opened | None = None
        self.taken: Taken | None = None
        self.cards: list[LineCard] = []
        self._narrow = False
        self.bar.set_title("Take in a hand-over", "A family that a colleague sealed for you")
        self.sheet = VerticalScrollPage(self.theme, max_em=70, spacing=14)
        self.body.addWidget(self.sheet, 1)
        self.progress = JobBar(self.theme)
        self.progress.setContentsMargins(
            self.theme.px(20), self.theme.px(6), self.theme.px(20), self.theme.px(6)
        )
        self.body.addWidget(self.progress)
        self.foot = BottomBar(self.theme)
        self.body.addWidget(self.foot)
        self._first()

    # The file

    def _first(self) -> None:
        body = self.sheet.body
        self.file_card = Card(self.theme, "The sealed file", padding=(20, 16), spacing=12)
        self.file_line = BodyLabel(
            self.theme,
            "Choose the file whose name ends in .age. Nothing is taken in before you have seen it.",
        )
        self.file_card.body.addWidget(self.file_line)
        self.open_button = PrimaryButton(self.theme, "Choose the file", "folder-open")
        self.open_button.clicked.connect(lambda _checked=False: self.choose())
        self.file_card.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.secret = SecretRow(self.theme, name="Passphrase for this file", shown=False)
        self.secret_frame = FieldFrame(
            self.theme,
            "Passphrase for this file",
            self.secret,
            hint="As your colleague says it by telephone. Capital letters do not matter.",
        )
        self.secret.line.returnPressed.connect(self.open_file)
        self.secret_button = PrimaryButton(self.theme, "Open the file", "lock-key-open")
        self.secret_button.clicked.connect(lambda _checked=False: self.open_file())
        for part in (self.secret_frame, self.secret_button):
            part.hide()
        self.file_card.body.addWidget(self.secret_frame)
        self.file_card.body.addWidget(self.secret_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.file_card)
        body.addWidget(OwnKey(self.session, self.giving, self.attempt))
        body.addStretch(1)
        self._commands()

    def choose(self) -> None:
        """Asks which file, and opens it at once where no passphrase is needed."""
        place = self.asks.open(self, "Hand-over (*.age)")
        if place is None or self.job is not None:
            return
        try:
            content = read_file(place)
            self.kind = kind_of(content)
        except ToolkitError as fault:
            self.kind = None
            self._refuse(fault)
            return
        self.content = content
        self.file_line.setText(
            f"{place.name}: {short_mark(content)}. Compare size and mark with your colleague."
        )
        spoken = self.kind == "passphrase"
        self.secret_frame.setVisible(spoken)
        self.secret_button.setVisible(spoken)
        self._commands()
        if spoken:
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_file()

    def open_file(self) -> None:
        """Unseals and compares in the background."""
        if self.job is not None or self.kind is None:
            return
        content, phrase, key = self.content, self.secret.line.text(), self.giving.own_key()
        secret = key.secret if key is not None else ""

        def work(progress: Progress) -> Opened:
            progress(None, "Opening the file")
            bundle = read(unseal(content, words=phrase, secret=secret))
            return Opened(self.taking.plan(bundle, report=progress), short_mark(content))

        self.job = self.jobs.run(
            work, done=self._preview, failed=self._refuse, cancelled=self._cancelled, owner=self
        )
        self.progress.watch(self.job, "Opening the file")

    def _refuse(self, fault: ToolkitError) -> None:
        self.job = None
        self.foot.set_saved("failed", fault.sentence)
        if self.found is None and self.secret_frame.isVisible():
            self.secret_frame.set_state("error", fault.sentence)

    def _cancelled(self) -> None:
        self.job = None
        self.foot.set_saved("note", "Stopped.", "Nothing was taken in.")

    # The preview

    def _preview(self, found: Opened) -> None:
        self.job = None
        self.secret.line.forget()
        self.found = found
        plan, body = found.plan, self.sheet.body
        clear_layout(body)
        bundle = plan.bundle
        by = ", ".join(part for part in (bundle.by, bundle.by_role, bundle.organisation) if part)
        self.bar.set_title(
            "Take in a hand-over", f"Sealed by {by or 'a colleague'} on {dates.show(bundle.made_local[:10])}"
        )
        body.addWidget(BodyLabel(self.theme, self._counts(plan), role="name"))
        body.addWidget(BodyLabel(self.theme, f"File: {found.mark}", role="caption", ink="2"))
        for note in [*plan.notes, *self._alike(plan)]:
            body.addWidget(Banner(self.theme, "amber", "", note))
        if self.session.vault.read_only:
            body.addWidget(Banner(self.theme, "amber", "", OpenedToReadOnly.sentence))
        self._lines = sorted(plan.lines, key=lambda line: ORDER.index(line.verdict))
        self._more: PlainButton | None = None
        self._draw()
        body.addStretch(1)
        self._commands()
        announce(self, self._counts(plan))

    def _alike(self, plan: Plan) -> list[str]:
        """Families here whose name is like that of a family that is new here, other than the very same one."""
        family = plan.lines[0]
        name = str(family.theirs.answers.get("family_name") or "")
        if family.verdict != "new":
            return []
        known = [one for one in families_alike(name, self.session.names()) if one.why != SAME]
        named = "; ".join(" · ".join(told(one)) for one in known)
        return [f"Families here that may be the same: {named}. Look before you take it in."] if named else []

    def _draw(self) -> None:
        """Draws the next records; those that differ or wait come first."""
        assert self.found is not None
        body = self.sheet.body
        if self._more is not None:
            self._more.hide()
        place = body.indexOf(self._more) if self._more is not None else body.count()
        for line in self._lines[len(self.cards) : len(self.cards) + STEP]:
            card = LineCard(self.session, self.found.plan, line)
            card.set_narrow(self._narrow)
            self.cards.append(card)
            body.insertWidget(place, card)
            place += 1
        left = len(self._lines) - len(self.cards)
        if left > 0:
            self._more = PlainButton(self.theme, f"Show {min(left, STEP)} more", "caret-down")
            self._more.clicked.connect(lambda _checked=False: self._draw())
            body.insertWidget(place, self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _counts(self, plan: Plan) -> str:
        parts = (
            ("new", f"{count(plan.count('new'), 'record')} new"),
            ("differs", f"{count(plan.count('differs'), 'record')} with versions that are not here"),
            ("same", f"{count(plan.count('same'), 'record')} the same"),
            ("waits", f"{count(plan.count('waits'), 'record')} not taken in"),
        )
        words = ", ".join(text for verdict, text in parts if plan.count(verdict))  # type: ignore[arg-type]
        return f"{words}." if plan.changes else f"{words}. Everything is here already: nothing will change."

    def _commands(self) -> None:
        if self.taken is not None:
            self.foot.set_actions(
                [
                    BarAction("Receipt", self.show_receipt, "file-text"),
                    BarAction("Open the family", self._family, "folder-open", "primary"),
                ]
            )
            return
        actions = [BarAction("Cancel", self.go.back)]
        if self.found is not None and self.found.plan.changes and not self.session.vault.read_only:
            actions.append(BarAction("Take in", self.take, "download-simple", "primary"))
        self.foot.set_saved(
            "note", "Nothing is overwritten.", "What comes in joins the history, with author and day."
        )
        self.foot.set_actions(actions)

    # Taking in

    def take(self) -> None:
        """Joins the histories in the background."""
        if self.job is not None or self.found is None or self.taken is not None:
            return
        bundle, author = self.found.plan.bundle, self.session.author()
        stands = {card.line.record.id: way for card in self.cards if (way := card.stands()) is not None}

        def work(progress: Progress) -> Taken:
            return self.taking.take(bundle, author, stands=stands, report=progress)

        self.job = self.jobs.run(
            work, done=self._done, failed=self._refuse, cancelled=self._cancelled, owner=self
        )
        self.progress.watch(self.job, "Taking the records in")

    def _done(self, taken: Taken) -> None:
        self.job, self.taken = None, taken
        self.session.families_changed()
        assert self.found is not None
        self.session.record_changed(self.found.plan.bundle.family)
        self.cards = []
        clear_layout(self.sheet.body)
        card = Card(self.theme, "Taken in", padding=(20, 16), spacing=8)
        for line in self.receipt_lines():
            card.body.addWidget(IconLine(self.theme, "check", line, "green"))
        text = "Give the receipt to your colleague, so that they know it arrived. Delete the sealed file afterwards."
        card.body.addWidget(BodyLabel(self.theme, text))
        self.sheet.body.addWidget(card)
        self.sheet.body.addStretch(1)
        self._commands()
        self.foot.set_saved("saved", "Taken in.", "The trail says what came from whom.")

    def receipt_lines(self) -> list[str]:
        """What came in, in words."""
        taken = self.taken or Taken()
        lines = [
            f"{count(taken.records, 'new record')}",
            f"{count(taken.versions, 'version')} joined",
        ]
        if taken.files:
            lines.append(count(taken.files, "picture or paper", "pictures and papers"))
        if taken.copies:
            lines.append(f"{count(taken.copies, 'copy', 'copies')} noted that had left before")
        if taken.waits:
            lines.append(f"{count(taken.waits, 'record')} not taken in")
        return lines

    def show_receipt(self) -> None:
        """Shows what the colleague gets back."""
        if self.found is None:
            return
        bundle = self.found.plan.bundle
        author = self.session.author()
        to = ", ".join(part for part in (author.name, author.role) if part)
        facts = facts_for(self.session, bundle, to, self.found.mark)
        self.show_paper(papers.receipt_back(facts, self.receipt_lines()), recipient=bundle.by)

    def _family(self) -> None:
        if self.found is not None:
            self.go.family(self.found.plan.bundle.family)

    # The page

    def narrowed(self, width_em: float) -> None:
        """Side by side, or under each other."""
        self._narrow = width_em < NARROW
        for card in self.cards:
            card.set_narrow(self._narrow)

    def first_focus(self) -> QWidget | None:
        """The button that chooses the file."""
        return self.open_button

    def leaving(self) -> bool:
        """Work under way is stopped; nothing is taken in by halves."""
        if self.job is not None:
            self.job.drop()
        return True

    def areas(self) -> list[QWidget]:
        """Bar, records, commands."""
        return [self.bar, self.sheet, self.foot]

    def parts(self) -> list[QWidget]:
        """Everything that a paper covers."""
        return [self.bar, self.sheet, self.foot]
