"""The quick note: five questions, under a minute, a real case note. No answer, or was not brought, goes the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.people import Answers, Context, PersonRef
from toolkit.forms.records.case_note import failed_contact, quick_note
from toolkit.forms.rules import Problem, can_finish, is_late, problems
from toolkit.forms.vocabulary import Choice, Rows, option_pairs
from toolkit.practice.attention import FAILED
from toolkit.practice.household import people_on
from toolkit.ui import words
from toolkit.ui.dialogs import Choice as Button
from toolkit.ui.dialogs import ask
from toolkit.ui.editors.words import OneLine
from toolkit.ui.numbers import NumbersPanel
from toolkit.ui.page import Go, Page, to_left
from toolkit.ui.pick_family import FamilyPicker
from toolkit.ui.read_first import read_first
from toolkit.ui.record.saver import Saver
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.spelling import spelling_for
from toolkit.ui.theme import Theme
from toolkit.ui.warnings_line import WarningsLine
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    FieldFrame,
    FiveStateAnswer,
    FlowLayout,
    GrowingText,
    HeadingLabel,
    LineEdit,
    SegmentedChoice,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.word_help import WordHelp

CONTACT_KEYS = {
    "H": "home_announced",
    "U": "home_unannounced",
    "C": "clinic",
    "S": "school",
    "T": "phone",
    "V": "video",
    "M": "message",
    "J": "joint_visit",
    "O": "observation",
    "P": "professional",
    "R": "received",
}
COMMON = ("home_announced", "home_unannounced", "clinic", "school", "phone", "message")
"""What stands there at once; the rest comes with More, or with its letter."""
NO_LIMIT = 16777215
"""Qt's own number for a width without limit."""
TAPS = (("seen", "Seen"), ("seen_alone", "Seen alone"), ("not_seen", "Not seen"))
TAP_KEYS = {"S": "seen", "A": "seen_alone", "N": "not_seen"}
STEPS = (("step", "A next step"), ("none", "No next step"))
TRIED_KEYS = {"K": "visit", "T": "phone", "M": "message", "L": "letter", "A": "appointment"}


class QuickNotePage(Page):
    """Five questions about one family, or the few of a try that met nobody."""

    def __init__(
        self,
        session: Session,
        go: Go,
        family_id: str | None = None,
        *,
        no_answer: bool = False,
        begun: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(session, go, "No answer" if no_answer else "Quick note")
        self.no_answer = no_answer
        self._begun = begun
        self.family_id = family_id
        self._scroll = VerticalScrollPage(self.theme, max_em=64, centred=True, spacing=12)
        self.body.addWidget(self._scroll, 1)
        self.bottom = BottomBar(self.theme)
        self.body.addWidget(self.bottom)
        self.form: _Questions | None = None
        self.picker: FamilyPicker | None = None
        self.store: VaultStore | None = None
        self.saver: Saver | None = None
        self._judged: tuple[object, Context] | None = None
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.finish)
        later = QShortcut(QKeySequence("Ctrl+S"), self)
        later.activated.connect(self._save_now)
        whole = QShortcut(QKeySequence("Ctrl+O"), self)
        whole.activated.connect(self.open_full)
        if family_id is None:
            self._ask_family()
        else:
            self._ask(family_id)

    # The family first, when none is open

    def _ask_family(self) -> None:
        title = "Nobody met: which family?" if self.no_answer else "A quick note about which family?"
        card = Card(self.theme, title, padding=(20, 16))
        self.picker = FamilyPicker(self.session)
        self.picker.picked.connect(self._picked)
        card.body.addWidget(self.picker)
        self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)
        self.bottom.set_saved("note", "Type a few letters, then Enter")
        self.bottom.set_actions([BarAction("Go on", self._chosen, kind="primary")])

    def _chosen(self) -> None:
        if self.picker is not None and self.picker.value():
            self._picked(self.picker.value())
        elif self.picker is not None:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, family_id: str) -> None:
        if not self.no_answer and not read_first(self.session, self.go, family_id, "case_note", self):
            return
        self.picker = None
        clear_layout(self._scroll.body)
        self._ask(family_id)
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # The questions

    def _ask(self, family_id: str) -> None:
        session = self.session
        self.family_id = family_id
        family = session.family(family_id)
        name = words.family_words(str(family.get("family_name") or ""))
        title = "No answer" if self.no_answer else "Quick note"
        self.bar.set_title(title, f"{name}  ·  {words.long_day(session.today())}")
        self.store = VaultStore(session, form_id="case_note", family_id=family_id, begun=self._begun)
        warnings = session.warnings(family)
        if warnings:
            self._scroll.body.addWidget(WarningsLine(self.theme, warnings))
        maker = _Failed if self.no_answer else _Note
        self.form = maker(self, people_on(family, session.today()))
        self._scroll.body.addWidget(self.form)
        self._scroll.body.addStretch(1)
        self.saver = Saver(self.store.save, self.answers, parent=self)
        self.saver.moved.connect(self._tell)
        self.form.on_change(self._changed)
        self.bottom.set_actions(
            [
                BarAction("Open the full note", self.open_full, "note", shortcut="Ctrl+O"),
                BarAction("Finish later", self.finish_later, "clock"),
                BarAction("Finish", self.finish, "check-bold", kind="primary", shortcut="Ctrl+Enter"),
            ]
        )
        self._tell()

    def context(self) -> Context:
        """What the note is judged in."""
        assert self.store is not None
        assert self.form is not None
        event = self.form.moment()
        # Asked for at every letter, and the same until something else was written or the minute is over.
        now = (event, self.store.record_id, self.session.now(), self.session.vault.records.changes())
        if self._judged is None or self._judged[0] != now:
            self._judged = (now, self.store.context({"event": event}))
        return self._judged[1]

    def answers(self, *, finishing: bool = False) -> Answers:
        """The case note that the answers make; only a `finishing` one has the other needed boxes left."""
        assert self.form is not None
        return self.form.answers(self.context(), finishing=finishing)

    def _changed(self) -> None:
        assert self.form is not None
        assert self.saver is not None
        self.saver.touch()
        self.form.refresh(self.context())
        if self.form.worry.value() in ("yes", "not_known") and not self.no_answer:
            self.open_full()

    def _tell(self) -> None:
        assert self.saver is not None
        state, lead, rest = self.saver.words()
        self.bottom.set_saved("note" if state == "new" else state, lead, rest)  # type: ignore[arg-type]

    def _save_now(self) -> None:
        if self.saver is not None:
            self.saver.flush()
            self._tell()

    # What the buttons do

    def open_full(self) -> None:
        """Opens the full note with the words kept."""
        if self.saver is None or self.store is None:
            return
        self.saver.dirty = True
        if self.saver.flush() and self.store.record_id:
            self.go.record(self.store.record_id, "worry", instead=True)

    def finish_later(self) -> None:
        """Keeps the draft; Today has it until it is finished."""
        if self.saver is None:
            self.go.back()
            return
        self.saver.dirty = True
        if self.saver.flush():
            self.go.back()
            self.go.say("Kept as a draft. Today has it until you finish it.")

    def finish(self) -> None:
        """Makes it final when nothing is missing; else says what is."""
        if self.form is None or self.store is None or self.saver is None:
            self._chosen()
            return
        answers = self.answers(finishing=True)
        found = problems(self.store.entry, answers, self.context())
        if not can_finish(found):
            self.form.show_problems([one for one in found if one.level != "warned"], self.open_full)
            return
        try:
            if not self._sure(self.store.cautions(answers)):
                return
            self.saver.stop()
            self.store.finish(answers)
        except ToolkitError as fault:
            self.saver.touch()
            self.go.fault(fault)
            return
        self.store = self.saver = None
        self.go.back()
        self.go.say(
            f"Finished {self.session.now():%H:%M}. The note is final and stands in the family’s records."
        )

    def _sure(self, cautions: list[str]) -> bool:
        if not cautions:
            return True
        chosen = ask(
            self,
            self.theme,
            "Look again before you finish",
            "\n\n".join(cautions),
            [Button("Finish all the same", 1), Button("Go back to the note", 0, "primary", safe=True)],
        )
        return chosen == 1

    def leaving(self) -> bool:
        """Keeps what is typed."""
        return self.saver is None or self.saver.flush()

    def first_focus(self) -> QWidget | None:
        """The first question."""
        if self.form is not None:
            return self.form.first()
        return self.picker

    def areas(self) -> list[QWidget]:
        """The questions, the commands."""
        return [self.bar, self._scroll, self.bottom]


class _Questions(QWidget):
    """What both kinds share: when, worry with its numbers, why late, what is missing."""

    def __init__(self, page: QuickNotePage, people: tuple[PersonRef, ...]) -> None:
        super().__init__()
        self.page, self.theme, self.session = page, page.theme, page.session
        self.kids = [p for p in people if p.group == "child" and p.living]
        self._changed: Callable[[], object] = lambda: None
        self._kept_words: set[str] = set()
        self._spelling = spelling_for(page.session, page.family_id, self)
        if self._spelling is not None:
            self._spelling.failed.connect(lambda fault: page.go.say(fault.sentence))
        self._frames: dict[str, FieldFrame] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.px(12))
        self.problem = Banner(self.theme, "amber", "", "", action="Open the full note", run=page.open_full)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.worry = FiveStateAnswer(self.theme)
        self.numbers = NumbersPanel(self.theme)
        self.numbers.hide()
        now = self.session.now()
        self.when = LineEdit(self.theme, dates.show(now), width_em=20)
        self.late = GrowingText(self.theme, lines=1)

    def on_change(self, run: Callable[[], object]) -> None:
        """Has a function called after each change."""
        self._changed = run

    def touched(self) -> None:
        """Something was changed."""
        self._changed()

    def add(self, key: str, label: str, control: Any, hint: str = "") -> FieldFrame:
        """Adds a question."""
        control.setAccessibleName(self.theme.say(label.lstrip("0123456789 ")))
        frame = FieldFrame(self.theme, label, control, hint=hint)
        if isinstance(control, LineEdit) and control.maximumWidth() < NO_LIMIT:
            to_left(frame, control)
        self._frames[key] = frame
        self.column.addWidget(frame)
        control.changed.connect(self.touched)
        below = frame.layout()
        if isinstance(control, GrowingText) and isinstance(below, QVBoxLayout):
            # A quick note is a case note: its words get the same help.
            hints = self.session.words.hints
            WordHelp(control, below, spelling=self._spelling, hints=hints, kept=self._kept_words)
        return frame

    def add_worry(self, number: str) -> None:
        """Adds the worry question, with the numbers that it shows at once."""
        # The letters stand in the tips of the answers: a line of their own would push the last question off the screen.
        self.add("worry", f"{number}Are you worried about a child?", self.worry)
        self.column.addWidget(self.numbers)

    def add_when(self) -> None:
        """Adds day and time, with why it was written late where it is."""
        self.add("event", "When", self.when).label.setText("When (now, unless you change it)")
        self.add(
            "late_reason", "Why it was written later", self.late, "More than a day has passed. A few words."
        ).hide()

    def moment(self) -> str:
        """The moment as ISO text, or the very words typed."""
        typed = self.when.value().strip()
        try:
            return dates.read_moment(typed, self.session.today())
        except dates.NotADay:
            return typed

    def answers(self, context: Context, *, finishing: bool = False) -> Answers:
        """The case note so far."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The first question's control."""
        raise NotImplementedError

    def finish_answers(self, answers: Answers) -> Answers:
        """Adds why it was late, when it was said."""
        if self.late.value().strip():
            answers["late_reason"] = self.late.value().strip()
        return answers

    def refresh(self, context: Context) -> None:
        """Shows what the answers so far call for."""
        worry = self.worry.value()
        worried = worry in ("yes", "not_known")
        if worried:
            lead = "Ring now" if worry == "yes" else "Talk it through with your lead today"
            keys = ("emergency", "front_door", "out_of_hours", "safeguarding_lead")
            self.numbers.show_numbers(lead, self.session.numbers(keys))
        self.numbers.setVisible(worried)
        late = is_late({"event": self.moment()}, context)
        self._frames["late_reason"].setVisible(late)

    def show_problems(self, found: list[Problem], full: Callable[[], object]) -> None:
        """Marks what is missing and says the rest; the first one gets the keyboard."""
        for frame in self._frames.values():
            frame.set_state("")
        others = []
        first: FieldFrame | None = None
        for one in found:
            key = self.place(one.path)
            frame_ = self._frames.get(key)
            if frame_ is None or frame_.isHidden():
                others.append(one.sentence)
                continue
            if not frame_.state():
                frame_.set_state("missing" if one.level == "missing" else "error", one.sentence)
            first = first or frame_
        count = words.count(len(found), "thing is", "things are")
        self.problem.set_words(f"{count} still needed.", " ".join(dict.fromkeys(others)))
        self.problem.show()
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, path: str) -> str:
        """The question a problem belongs to."""
        return path.split("[")[0].split(".")[0]


class ContactChoice(SegmentedChoice):
    """The kinds of contact: the common ones, and a More button that brings the rest.

    The arrow after the last of them brings the rest too, and so does the letter of one that is not shown.
    """

    def __init__(self, theme: Theme, options: Sequence[tuple[str, str]]) -> None:
        ordered = sorted(options, key=lambda pair: pair[0] not in COMMON)
        super().__init__(theme, ordered, keys=CONTACT_KEYS, clearable=False)
        shown = sum(value in COMMON for value, _ in ordered)
        self._rest = self.buttons()[shown:]
        self._last = self.buttons()[shown - 1]
        self.more = QPushButton(theme.say("More"), self)
        self.more.setProperty("kind", "segment")
        self.more.setProperty("part", "last")
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(theme.say("More kinds of contact"))
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.more.clicked.connect(self.unfold)
        flow = self.layout()
        assert flow is not None
        flow.addWidget(self.more)
        for button in self._rest:
            button.hide()
        self.more.setVisible(bool(self._rest))
        self.changed.connect(self._show_chosen)

    def unfold(self) -> None:
        """Shows every kind; the keyboard goes to the first of the new ones."""
        if self.more.isHidden():
            return
        for button in self._rest:
            button.show()
        self.more.hide()
        self._rest[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def took_key(self, segment: QPushButton, event: QKeyEvent) -> bool:
        on = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down) and segment is self._last
        if (on or event.key() == Qt.Key.Key_End) and not self.more.isHidden():
            self.unfold()
            return on or super().took_key(segment, event)
        return super().took_key(segment, event)

    def _show_chosen(self) -> None:
        if any(button.isChecked() for button in self._rest):
            self.unfold()


class _Note(_Questions):
    """The five questions."""

    def __init__(self, page: QuickNotePage, people: tuple[PersonRef, ...]) -> None:
        super().__init__(page, people)
        options = [pair for pair in option_pairs(_choice(page, "contact").options) if pair[0] not in FAILED]
        self.contact = ContactChoice(self.theme, options)
        self.add("contact", "1  What kind of contact?", self.contact)
        self.taps: dict[str, SegmentedChoice] = {}
        self._seen(people)
        self.happened = GrowingText(self.theme, lines=3)
        self.add(
            "facts",
            "3  What happened, and what was said?",
            self.happened,
            "Facts, and exact words in quote marks.",
        )
        self.add_worry("4  ")
        self.step_kind = SegmentedChoice(self.theme, STEPS, keys={"S": "step", "N": "none"})
        self.add("actions", "5  What happens next?", self.step_kind)
        self.step = OneLine(self.theme)
        self.step.setPlaceholderText(self.theme.say("What you will do"))
        self.by_when = LineEdit(self.theme, width_em=16, placeholder="Such as 3/3/2026")
        for key, label, control in (("what", "Next step", self.step), ("by_when", "By when", self.by_when)):
            self.add(key, label, control).hide()
        self.add_when()

    def _seen(self, people: tuple[PersonRef, ...]) -> None:
        born = [kid for kid in self.kids if not kid.unborn]
        self.column.addWidget(HeadingLabel(self.theme, "2  Was each child seen?", role="h3"))
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(28), down=self.theme.px(10))
        self.column.addWidget(holder)
        for kid in born:
            tap = SegmentedChoice(self.theme, TAPS, keys=TAP_KEYS, name=f"{kid.name}: seen?")
            label = f"{kid.name}, {kid.age}" if kid.age else kid.name
            frame = FieldFrame(self.theme, label, tap, role="name")
            tap.changed.connect(self.touched)
            self._frames[f"seen:{kid.id}"] = frame
            flow.addWidget(frame)
            self.taps[kid.id] = tap
        if not born:
            self.column.addWidget(
                BodyLabel(
                    self.theme,
                    "No born child is in the family file yet. Finish later, and add each child there.",
                    ink="2",
                )
            )

    def first(self) -> QWidget:
        """Contact type."""
        return self.contact

    def answers(self, context: Context, *, finishing: bool = False) -> Answers:
        """The note so far, through the builder of the case note."""
        author = self.session.author()
        step = self.step.value().strip() if self.step_kind.value() != "none" else ""
        answers = quick_note(
            context,
            contact=self.contact.value() or "",
            event=self.moment(),
            about=[kid.id for kid in self.kids],
            seen={who: tap.value() for who, tap in self.taps.items() if tap.value()},  # type: ignore[misc]
            happened=self.happened.value(),
            worry=self.worry.value() or "",
            next_step=step,
            by_when=self._day(),
            who={"name": author.name, "role": author.role} if author.name else None,
            finishing=finishing,
        )
        if not step and self.step_kind.value() != "none":
            answers.pop("actions", None)
        return self.finish_answers({key: value for key, value in answers.items() if value != ""})

    def _day(self) -> str:
        typed = self.by_when.value().strip()
        try:
            return dates.read_day(typed, self.session.today()) if typed else ""
        except dates.NotADay:
            return typed

    def refresh(self, context: Context) -> None:
        """Shows the next step's boxes once there is one."""
        super().refresh(context)
        for key in ("what", "by_when"):
            self._frames[key].setVisible(self.step_kind.value() == "step")

    def place(self, path: str) -> str:
        """A child's row has its own question; an action's cell too."""
        if path.startswith("seen["):
            return f"seen:{path[5:].split(']')[0]}"
        if path.startswith("actions["):
            return "by_when" if path.endswith("by_when") else "what"
        return super().place(path)


class _Failed(_Questions):
    """A try that met nobody, or a child who was not brought."""

    def __init__(self, page: QuickNotePage, people: tuple[PersonRef, ...]) -> None:
        super().__init__(page, people)
        rows = _rows(page, "attempted")
        columns = {part.key: part for part in rows.columns}
        self.kind = SegmentedChoice(
            self.theme,
            (("attempted", "No contact"), ("not_brought", "Was not brought")),
            keys={"N": "attempted", "W": "not_brought"},
            clearable=False,
        )
        self.kind.set_value("attempted")
        self.add("contact", "1  What was it?", self.kind)
        self.method = SegmentedChoice(self.theme, _pairs(columns["method"]), keys=TRIED_KEYS)
        self.add("method", "2  How did you try?", self.method)
        self.result = GrowingText(self.theme, lines=2)
        self.add(
            "result",
            "3  What happened?",
            self.result,
            "Such as lights on, no one came to the door; rang twice.",
        )
        self.left = SegmentedChoice(self.theme, _pairs(columns["left"]))
        self.add("left", "Card or letter left", self.left, "Look at the warnings first: is paper safe here?")
        self.add_worry("4  ")
        self.next = LineEdit(self.theme, width_em=16, placeholder="Such as 3/3/2026")
        self.add("next", "5  Try again on", self.next, "Comes up in Today on that day.")
        self.pattern = GrowingText(self.theme, lines=2)
        self.add(
            "pattern",
            "Is this a pattern, and who needs to know?",
            self.pattern,
            "Two in a row, or three in 90 days. Who else has seen the child?",
        ).hide()
        self.add_when()

    def first(self) -> QWidget:
        """How it was tried."""
        return self.method

    def answers(self, context: Context, *, finishing: bool = False) -> Answers:
        """The note so far, through the builder of the failed contact."""
        typed = self.next.value().strip()
        try:
            day = dates.read_day(typed, self.session.today()) if typed else ""
        except dates.NotADay:
            day = typed
        answers = failed_contact(
            context,
            event=self.moment(),
            about=[kid.id for kid in self.kids],
            method=self.method.value() or "",
            result=self.result.value().strip(),
            worry=self.worry.value() or "",
            left=self.left.value() or "",
            next_try=day,
            not_brought=self.kind.value() == "not_brought",
            pattern=self.pattern.value(),
            finishing=finishing,
        )
        return self.finish_answers({key: value for key, value in answers.items() if value != ""})

    def refresh(self, context: Context) -> None:
        """Asks about a pattern when there is one."""
        super().refresh(context)
        facts = context.facts
        pattern = facts.get("@failed_in_row") == "yes" or facts.get("@failed_90_days") == "yes"
        self._frames["pattern"].setVisible(pattern)

    def place(self, path: str) -> str:
        """Cells of the one row are the questions."""
        if path.startswith("attempted"):
            cell = path.rpartition(".")[2] if "." in path else "result"
            return "event" if cell == "tried" else cell
        return super().place(path)


def _choice(page: QuickNotePage, key: str) -> Choice:
    parts = [part for one in page.session.catalogue.get("case_note").form.pages for part in one.fields]
    found = next(part for part in parts if part.key == key)
    assert isinstance(found, Choice)
    return found


def _rows(page: QuickNotePage, key: str) -> Rows:
    parts = [part for one in page.session.catalogue.get("case_note").form.pages for part in one.fields]
    found = next(part for part in parts if part.key == key)
    assert isinstance(found, Rows)
    return found


def _pairs(part: object) -> list[tuple[str, str]]:
    assert isinstance(part, Choice)
    return option_pairs(part.options)
