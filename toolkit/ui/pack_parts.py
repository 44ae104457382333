"""The parts of the pack's page: its questions, and the pack as it will leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import choice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.export.locked import REMINDER, SHORTEST
from toolkit.paths import resources
from toolkit.practice.household import cautions_about
from toolkit.practice.leaving import decision_of
from toolkit.ui.pack_make import RESTRICTED, Candidate, Pack, PackMaker
from toolkit.ui.preview import PaperView
from toolkit.ui.printing import Paper
from toolkit.ui.release_left_out import LeftOutQuestion
from toolkit.ui.release_named import NamedReader
from toolkit.ui.release_parts import AGENCY, RED, Question, found_lines
from toolkit.ui.release_record import who_is_told
from toolkit.ui.release_sharing import SharingQuestion
from toolkit.ui.session import Session
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    FieldFrame,
    GrowingText,
    IconLine,
    LineEdit,
    PlainButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets.banners import BannerTone
from toolkit.ui.wizard.release_link import decisions
from toolkit.ui.words import count

HELD = {
    RESTRICTED: "Restricted: stays back, unless you put it in and say why",
    "own": "Your organisation's own: stays back, unless you put it in and say why",
}
STATES = {"draft": "draft", "final": "finished", "living": "as it stands now"}
LEFT_OUT = "What is left out of this pack"
PASSWORD_WORDS = 4


@dataclass(frozen=True)
class PackAnswer:
    """What was chosen: for whom, why it may go, which records, and a password or none.

    `put_back` pairs what is put in though it usually stays back with why. `wary` says that something speaks against the
    one who gets it.
    """

    recipient: str
    why: str
    records: tuple[str, ...]
    password: str
    sent_by: str = ""
    decision: str = ""
    no_decision: str = ""
    put_back: tuple[tuple[str, str], ...] = ()
    wary: bool = False


class _Line(QWidget):
    """A record to tick."""

    changed = Signal()

    def __init__(self, theme: Theme, one: Candidate) -> None:
        super().__init__()
        self.one = one
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = ", ".join(part for part in (one.title, one.day, STATES.get(one.status, one.status)) if part)
        self.tick = QCheckBox(theme.say(words))
        self.tick.setChecked(one.bundled)
        self.tick.setAccessibleName(theme.say(f"{words}. {HELD[one.held]}" if one.held else words))
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        column.addWidget(self.tick)
        if one.held:
            column.addWidget(IconLine(theme, "lock-key", HELD[one.held], "ink2"))


class PackQuestions(VerticalScrollPage):
    """For whom, why it may go, which records, and whether it is behind a password."""

    changed = Signal()

    def __init__(self, session: Session, maker: PackMaker, decide: Callable[[], object]) -> None:
        super().__init__(session.theme, max_em=64, margins=(24, 16, 24, 20), spacing=20)
        self.session, self.maker, self.theme = session, maker, session.theme
        self.made = decisions(session, maker.record.family_id, maker.record.id)
        warnings = session.warnings(session.family(maker.record.family_id))
        for line in warnings:
            tone: BannerTone = "red" if line.code in RED else "amber"
            self.body.addWidget(Banner(self.theme, tone, f"{line.kind}.", line.words))
        if maker.restricted:
            words = "This referral is restricted: some people must not see it."
            self.body.addWidget(IconLine(self.theme, "lock-key", words, "red"))
        if maker.record.status == "draft":
            words = "This referral is a draft. DRAFT stands across its pages."
            self.body.addWidget(IconLine(self.theme, "pencil-simple", words, "amber"))
        for part in (self._who(), self._why(decide), self._which(), self._password()):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._show()

    def _who(self) -> QWidget:
        box = Question(self.theme, 1, "Who is it for?")
        family = self.session.family(self.maker.record.family_id)
        self.who = NamedReader(
            self.theme,
            lambda person, typed: cautions_about(family, person, typed),
            free=self.maker.harm,
        )
        self.who.offer(who_is_told(self.session, self.maker.record.answers))
        self.who.changed.connect(self._touched)
        box.body.addWidget(self.who)
        return box

    def _why(self, decide: Callable[[], object]) -> QWidget:
        box = Question(self.theme, 2, "Why it may go")
        if self.maker.harm:
            words = "Someone may be harmed: nothing here holds it back. The decision to share may follow."
            box.body.addWidget(IconLine(self.theme, "info", words, "blue"))
        may = None if self.session.vault.read_only else decide
        self.sharing = SharingQuestion(
            self.theme,
            self.made,
            may,
            asked=not self.maker.harm,
            chosen=decision_of(self.maker.record.answers),
            inset=False,
        )
        self.sharing.show_for(AGENCY)
        self.sharing.choice.changed.connect(self._touched)
        self.sharing.reason.changed.connect(self._touched)
        box.body.addWidget(self.sharing)
        return box

    def _which(self) -> QWidget:
        box = Question(self.theme, 3, "Which records go with it")
        self.lines = [_Line(self.theme, one) for one in self.maker.candidates()]
        row = QHBoxLayout()
        for words, on in (("All that may go", True), ("None", False)):
            button = PlainButton(self.theme, words)
            button.clicked.connect(lambda _checked=False, on=on: self.tick_all(on))
            row.addWidget(button)
        self.many = BodyLabel(self.theme, role="caption", ink="2", wrap=False)
        row.addWidget(self.many)
        row.addStretch(1)
        if self.lines:
            box.body.addLayout(row)
        else:
            box.body.addWidget(IconLine(self.theme, "info", "This family has no other records yet.", "ink2"))
        for line in self.lines:
            line.changed.connect(self._touched)
            box.body.addWidget(line)
        self.held = GrowingText(self.theme, lines=2, name="Why the held records go")
        self.held_field = FieldFrame(
            self.theme,
            "Why what usually stays back goes with it",
            self.held,
            hint="Kept with the note under Sent out.",
            role="name",
        )
        self.held.changed.connect(self._touched)
        box.body.addWidget(self.held_field)
        return box

    def _password(self) -> QWidget:
        box = Question(self.theme, 4, "A password on the Word document?")
        self.locked = QCheckBox(self.theme.say("Only who has the password can open it"))
        self.locked.toggled.connect(lambda _on: self._touched())
        box.body.addWidget(self.locked)
        self.password = LineEdit(self.theme, name="Password")
        self.password_field = FieldFrame(
            self.theme,
            "Password",
            self.password,
            hint=f"At least {SHORTEST} letters. Write it down for the call.",
        )
        self.password_field.setMaximumWidth(self.theme.em(40))
        self.words = QuietButton(self.theme, "Make one of words", "dice-five")
        self.words.clicked.connect(lambda _checked=False: self.make_password())
        self.reminder = IconLine(self.theme, "info", f"{REMINDER} A PDF cannot have one.", "amber")
        box.body.addWidget(self.password_field)
        box.body.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        box.body.addWidget(self.reminder)
        self.password.changed.connect(self._touched)
        return box

    # What is said

    def tick_all(self, on: bool) -> None:
        """Ticks every record that may go, or none; those that stay back are never ticked for the person."""
        for line in self.lines:
            line.tick.setChecked(on and not line.one.held)

    def make_password(self) -> None:
        """Makes a password of words that can be read out over the telephone."""
        words = (resources() / "words" / "passphrase.txt").read_text(encoding="utf-8").split()
        self.password.set_value(" ".join(choice(words) for _ in range(PASSWORD_WORDS)))
        self._touched()

    def chosen(self) -> list[Candidate]:
        """The records that are ticked, in their order."""
        return [line.one for line in self.lines if line.tick.isChecked()]

    def value(self) -> PackAnswer:
        """What was chosen."""
        held = " ".join(self.held.value().split()) if self._holds() else ""
        harm = "Harm route." if self.maker.harm else ""
        return PackAnswer(
            recipient=self.who.recipient(),
            why=" ".join(part for part in (harm, self.who.why()) if part),
            records=tuple(one.record_id for one in self.chosen()),
            sent_by=self.who.sent_by(),
            password=self.password.value() if self.locked.isChecked() else "",
            decision=self.sharing.decision(),
            no_decision=self.sharing.no_decision(),
            put_back=tuple((title, held) for title in self._held_back()),
            wary=bool(self.who.cautions()),
        )

    def gap(self) -> tuple[QWidget, str] | None:
        """What is missing, shown where it is; on the harm route only whom it is for."""
        found = self.who.gap() or self.sharing.gap()
        if found is not None:
            return found
        if self._holds() and not self.held.value().strip():
            return self._missing(
                self.held_field, self.held, "Write why what usually stays back goes with it."
            )
        if self.locked.isChecked() and len(self.password.value().strip()) < SHORTEST:
            words = f"Give the password at least {SHORTEST} letters, or make one of words."
            return self._missing(self.password_field, self.password, words)
        return None

    def _missing(self, field: FieldFrame, control: QWidget, words: str) -> tuple[QWidget, str]:
        field.set_state("missing", words)
        return control, words

    def _held_back(self) -> list[str]:
        """The titles of what is put in though it usually stays back: the referral itself too, where it is restricted."""
        own = [self.maker.record.title] if self.maker.restricted and not self.maker.harm else []
        return own + [one.title for one in self.chosen() if one.held]

    def _holds(self) -> bool:
        return bool(self._held_back())

    def _touched(self) -> None:
        for field in (self.held_field, self.password_field):
            field.set_state("")
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.many.setText(f"{count(len(self.chosen()), 'record')} of {len(self.lines)}")
        self.held_field.setVisible(self._holds())
        for part in (self.password_field, self.words, self.reminder):
            part.setVisible(self.locked.isChecked())


class PackShown(QWidget):
    """The first pages of the pack, and beside them what each record's copy leaves out, to be put in with a reason."""

    def __init__(self, theme: Theme, *, front_door_red: bool) -> None:
        super().__init__()
        self.theme = theme
        draws(self, "document")
        self.setAccessibleName(theme.say("The pack as it will leave"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.column = VerticalScrollPage(theme, max_em=44, margins=(24, 16, 24, 20), spacing=12)
        row.addWidget(self.column, 1)
        self.view = PaperView(theme, sheet_em=21, margin=14)
        row.addWidget(self.view, 1)
        self._harm = front_door_red
        self.head = QVBoxLayout()
        self.head.setSpacing(theme.px(12))
        self.left_out = LeftOutQuestion(theme, 5)
        self.note = IconLine(theme)
        self.column.body.addLayout(self.head)
        for part in (self.left_out, self.note):
            self.column.body.addWidget(part)
        self.column.body.addStretch(1)

    def set_pack(self, pack: Pack, paper: Paper, answer: PackAnswer) -> None:
        """Shows another pack."""
        theme, body = self.theme, self.head
        clear_layout(body)
        if self._harm:
            body.addWidget(
                Banner(theme, "red", "Ring first.", "The pack follows the call, never the other way round.")
            )
        lead = f"{count(len(pack.leaves), 'record')}, {count(pack.paper.count, 'page')}"
        shown = min(paper.count, pack.paper.count)
        rest = f" The first {shown} are shown." if shown < pack.paper.count else ""
        body.addWidget(BodyLabel(theme, f"{lead}, for {answer.recipient}.{rest}", role="name"))
        self.left_out.show_found(found_lines(theme, pack.strangers))
        if pack.things:
            line = (
                f"{count(len(pack.things), 'thing')}. Each copy says that something was left out, not what."
            )
            self.left_out.show_things(LEFT_OUT, line, pack.things, ())
        else:
            words = "Nothing. Each record is whole, with its warnings and what others reported."
            self.left_out.show_words(LEFT_OUT, "", IconLine(theme, "info", words, "ink2"))
        words = "Paper and files are not encrypted. Hand them over yourself, or send them by secure email."
        self.note.set_line("info", REMINDER if answer.password else words, "ink2")
        self.view.set_paper(paper)

    def remind(self) -> None:
        """Puts the reminder about the password where it is seen."""
        self.note.set_line("lock-key", REMINDER, "amber")
