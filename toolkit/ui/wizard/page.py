"""The page of a decision to share: one question at a time, saved after every step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.decision.flow import END
from toolkit.forms.decision.states import ADVICE, FLOW
from toolkit.forms.people import Answers, Context, join_names, rows_of
from toolkit.forms.rules import Entry, Problem
from toolkit.ui.dialogs import Dialog, ask_reason, tell
from toolkit.ui.editors import new_desk
from toolkit.ui.editors.base import Attach
from toolkit.ui.page import Go
from toolkit.ui.record import asking
from toolkit.ui.record.saver import QUIET_MS, RETRY_MS, Saver
from toolkit.ui.record.store import RecordState, RecordStore
from toolkit.ui.record.tabs import chain
from toolkit.ui.session import Session
from toolkit.ui.spelling import Spelling
from toolkit.ui.spoken import announce
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    Chip,
    clear_layout,
)
from toolkit.ui.wizard.already import AlreadyDialog
from toolkit.ui.wizard.boxes import Tone, side_boxes, waiting_words
from toolkit.ui.wizard.course import Course
from toolkit.ui.wizard.finish import Ending, finish_problems
from toolkit.ui.wizard.frame import WizardFrame
from toolkit.ui.wizard.make import wizard_editor
from toolkit.ui.wizard.options import OptionHead
from toolkit.ui.wizard.parts import put_parts
from toolkit.ui.wizard.question import Question
from toolkit.ui.wizard.rules_of import rules_under, year_of
from toolkit.ui.wizard.said import Answered, answers_so_far, said, to_go_words, undoes
from toolkit.ui.wizard.sides import AnswersSide
from toolkit.ui.words import count

JUDGE_MS = 120
BACK, LATER = "Back to the question asked", "Leave it for now"
UNFINISHED = "Unfinished. Not a decision yet."


class WizardPage(WizardFrame):
    """One decision on the screen. It knows no vault, only a `RecordStore`.

    `finished` is sent once it was made final, `discarded` once its draft was put away; `print_wanted` and `word_wanted`
    once everything is saved. `mark` stands beside the title, as "Practice. Nothing is kept."
    """

    finished = Signal()
    discarded = Signal()
    print_wanted = Signal()
    word_wanted = Signal()

    def __init__(
        self,
        session: Session,
        go: Go,
        entry: Entry,
        answers: Answers,
        context_for: Callable[[Answers], Context],
        store: RecordStore,
        *,
        mark: str = "",
        story: str = "",
        attach: Attach | None = None,
        spelling: Spelling | None = None,
        quiet_ms: int = QUIET_MS,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(session, go)
        self.entry, self.store, self.mark, self.story = entry, store, mark, story
        self.state: RecordState = store.state()
        self.course = Course(answers, context_for, session.author().name, self._took)
        self.desk = new_desk(self.theme, read_card=go.card, attach=attach)
        self.desk.make = wizard_editor
        self.desk.spelling = spelling
        if spelling is not None:
            spelling.setParent(self)
            spelling.failed.connect(lambda fault: self._tell(fault.sentence))
        self.desk.may_leave = False
        self.question: Question | None = None
        self.ending: Ending | None = None
        self.dialog: Dialog | None = None
        self._leave = False
        self._noted: list[tuple[Tone, str, str, str]] = []
        self._waits: Banner | None = None
        self._commands: list[tuple[str, str]] = []
        self.saver = Saver(
            store.save,
            lambda: self.course.answers,
            self.state.saved,
            self,
            quiet_ms=quiet_ms,
            retry_ms=retry_ms,
        )
        self.saver.moved.connect(self._show_saved)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(JUDGE_MS)
        self._soon.timeout.connect(self.judge)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._order_tabs)
        self._tabs: list[QWidget] = []
        self.urgent.danger.connect(lambda: self.press("danger"))
        self.urgent.ring.connect(lambda: self.press("ring"))
        self.urgent.already.connect(self.already)
        self.bar.back.disconnect()
        self.bar.back.connect(self.leave)
        self.answers_side.wanted.connect(self.change)
        self.answers_button.clicked.connect(lambda _checked=False: self.open_answers())
        self._keys()
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._window_moved)
        self.show_question()

    def narrowed(self, width_em: float) -> None:
        """Folds what stands beside the question, and lays its fields out for the room there is."""
        super().narrowed(width_em)
        self.desk.narrow = bool(self.narrow)
        if self.question is not None:
            self.question.fit(self.room())

    # What is shown

    def show_question(self, *, focus: bool = False) -> None:
        """Draws the question that is shown now, with everything round it."""
        course = self.course
        self._drop_question()
        if course.view == END:
            self.question = None
            self.ending = Ending(self)
            self.middle_box.insertWidget(self.middle_box.count() - 1, self.ending)
        else:
            state = FLOW.state(course.view)
            self.question = Question(state, self.desk, course.scope(), course.working, width=self.room())
            self.question.changed.connect(self._edited)
            self.question.go_on.connect(self.go_on)
            self.middle_box.insertWidget(self.middle_box.count() - 1, self.question)
            put_parts(self, self.question)
        self.sheet.verticalScrollBar().setValue(0)
        self._refresh()
        if focus:
            self.focus_question()
        self._settled.start()

    def focus_question(self) -> None:
        """Puts the keyboard on the question: its words where number keys answer it, else its first field."""
        if self.question is not None and self.question.wants_words() and self.question.go_to_first():
            return
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        head = self.first_focus()
        asked = [self.middle] if head is None else [head, self.middle]
        inner: list[QWidget] = [self.answers_side, *asked, self.rules]
        self._tabs = chain([self.bar, self.strip, *inner, self.bottom], self._tabs)

    def _drop_question(self) -> None:
        for widget in (self.question, self.ending):
            if widget is not None:
                self.middle_box.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.question, self.ending = None, None

    def _refresh(self) -> None:
        """Everything round the question: title, answers, rules, notes, the commands."""
        course = self.course
        context = course.context
        rules = rules_under(course.answers.get("law"))
        about = join_names([context.name_of(one) for one in course.answers.get("about") or []])
        caption = "  ·  ".join(
            filter(None, (self.state.family, f"about {about}" if about else "", f"rules of {year_of(rules)}"))
        )
        if caption != self.bar.caption.whole_text():
            chips = [Chip(self.theme, self.mark, "graduation-cap", "blue")] if self.mark else []
            if self.state.warnings:
                chips.append(
                    Chip(self.theme, count(len(self.state.warnings), "warning"), "warning-fill", "red")
                )
                chips[-1].setToolTip(self.theme.say("\n".join(self.state.warnings)))
            self.bar.set_title("Share information?", caption, chips)
        harm = course.harm()
        self.urgent.show_for(harm=harm, shared=course.answers.get("retro") == "yes")
        self.place_urgent()
        lines, left = self._lines()
        asking = "" if course.view == END else FLOW.state(course.view).short
        self.answers_side.show_answers(lines, asking, to_go_words(course.answers), left)
        self.answers_button.set_text(f"Your answers ({len(lines)})")
        if course.view != END:
            state = FLOW.state(course.view)
            numbers = next((ns for law, ns in state.golden if law == rules.id), ())
            titles = [(key, getattr(self.session.cards.get(key), "title", "")) for key in state.cards]
            boxes = side_boxes(course.answers, context, harm=harm)
            self.rules.show_rules(rules, numbers, titles, state.myth, boxes)
        else:
            self.rules.show_rules(rules, [7], [], ("", ""), side_boxes(course.answers, context, harm=harm))
        self._show_notes()
        self._show_actions()
        self._show_saved()
        self._show_problems()

    def _lines(self) -> tuple[list[tuple[Answered, str]], list[tuple[Answered, str]]]:
        course = self.course
        so_far = [
            (line, undoes(line.state, course.answers))
            for line in answers_so_far(course.answers, course.context, course.view)
        ]
        known = {line.state for line, _ in so_far}
        left = [
            (
                Answered(
                    key,
                    FLOW.state(key).short,
                    said(FLOW.state(key), course.answers, course.context),
                    to_complete=True,
                ),
                "",
            )
            for key in course.left_to_complete()
            if key not in known and key != course.view
        ]
        return so_far, left if not course.emergency_open() else []

    def _show_notes(self) -> None:
        """The practice case, that an earlier answer is shown, and what the question waits for."""
        course = self.course
        found: list[tuple[Tone, str, str, str]] = []
        if self.story and course.view in ("S0", "S0W"):
            found.append(("blue", "The case.", self.story, ""))
        if course.view != course.at and course.view in course.path:
            lead = "You are looking at an earlier answer."
            found.append(("blue", lead, undoes(course.view, course.answers), BACK))
        box = (
            waiting_words(course.answers, course.context)
            if course.view == course.at and course.waits()
            else None
        )
        if box is not None:
            found.append((*box, LATER))
        if found == self._noted:
            return
        self._noted = found
        clear_layout(self.notes)
        self._waits = None
        runs = {BACK: self.to_asked, LATER: self.leave}
        for tone, lead, words, action in found:
            icon = "clock-fill" if action == LATER else ""
            banner = Banner(self.theme, tone, lead, words, icon=icon, action=action, run=runs.get(action))
            self.notes.addWidget(banner)
            if action == LATER:
                self._waits = banner

    def _show_actions(self) -> None:
        course = self.course
        ours: list[BarAction] = []
        if course.before():
            ours.append(BarAction("Back", self.step_back, "arrow-left"))
        if course.view == END:
            ours.append(BarAction("Finish", self.finish, "check-bold", "primary", shortcut="Ctrl+Enter"))
        else:
            last = course.view == "S11"
            words = "Sign and finish" if last else "Next question"
            ours.append(BarAction(words, self.go_on, "", "primary", shortcut="Ctrl+Enter"))
        commands = [(one.text, str(one.kind)) for one in ours]
        if commands == self._commands:
            return
        self._commands = commands
        self.bottom.set_actions(ours)
        theirs = [
            BarAction(
                "Print as it stands",
                lambda: self._out(self.print_wanted),
                "printer",
                shortcut="Ctrl+P",
                more=True,
            ),
            BarAction(
                "Word, as it stands",
                lambda: self._out(self.word_wanted),
                "file-text",
                shortcut="Ctrl+Shift+S",
                more=True,
            ),
        ]
        if self.state.status == "draft" and not self.mark:
            theirs.append(BarAction("Put this draft away", self.discard, "trash", more=True))
        self.bar.set_actions(theirs)

    def _show_saved(self) -> None:
        if self.mark:
            self.bottom.set_saved("note", self.mark, UNFINISHED)
            return
        state, lead, rest = self.saver.words()
        if state == "new":
            self.bottom.set_saved("note", lead, "It is saved as you go.")
        else:
            self.bottom.set_saved(state, lead, rest or UNFINISHED)  # type: ignore[arg-type]

    # Answering

    def _edited(self, key: str) -> None:
        question = self.question
        chose = question is not None and question.block is not None and key == question.state.main
        self.saver.touch()
        if chose:
            self.judge()
            self.saver.flush()
            if self.question is question and question is not None:
                question.open_first()
        elif isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit):
            self._soon.start()
        else:
            self.judge()
            self.saver.flush()

    def judge(self) -> None:
        """Takes in what was typed, and looks at conditions and gaps anew; editors that stay are left alone."""
        self._soon.stop()
        question = self.question
        if question is None:
            return
        shown = self.course.view
        self.course.edit()
        if self.course.view != shown:
            self.show_question()
            return
        question.sync(self.course.scope())
        self._refresh()
        self._settled.start()

    def _took(self) -> None:
        self.saver.touch()

    def settle(self) -> None:
        """Takes in at once what is still waiting to be taken in."""
        if self._soon.isActive():
            self.judge()

    def _show_problems(self) -> None:
        if self.question is not None:
            self.question.show_problems(self.course.problems(), self.question.typing())

    def standing(self) -> list[Problem]:
        """What keeps from going on."""
        return [one for one in self.course.problems() if one.level != "warned"]

    def go_on(self) -> None:
        """Next question: saved, and on to what follows; what is missing is shown first."""
        if self.course.view == END:
            self.finish()
            return
        question = self.question
        if question is None:
            return
        self._soon.stop()
        self.course.edit()
        ways = self.standing()
        if ways and not question.asked and question.step_inside():
            self._refresh()
            return
        if ways and self.course.view != ADVICE:
            question.asked = True
            self._show_problems()
            announce(self, ways[0].sentence)
            if not question.go_to(ways[0].path):
                question.to_button()
            QTimer.singleShot(0, self, self._show_focus)
            return
        before = self.course.view
        self.course.go_on()
        self.saver.flush()
        self.show_question(focus=True)
        if before == "S11" and self.course.view == END:
            self.finish()
        elif before == self.course.view and self._waits is not None and self._waits.button is not None:
            # Next did not lead on: the keyboard goes to what says why, and to the way out.
            self._waits.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.sheet.isAncestorOf(focus):
            self.sheet.show_whole(focus)

    def step_back(self) -> None:
        """Goes to the question before; what was answered since is kept."""
        self.settle()
        before = self.course.before()
        if before:
            self.course.show(before)
            self.saver.flush()
            self.show_question(focus=True)

    def back_inside(self) -> bool:
        """Alt+Left goes to the question before; from the first one it leaves."""
        if self._leave or not self.course.before():
            return False
        self.step_back()
        return True

    def change(self, state: str) -> None:
        """Shows an earlier answer, to change it."""
        self.settle()
        self.course.show(state)
        self.show_question(focus=True)

    def to_asked(self) -> None:
        """Goes back to the question that is being asked."""
        self.settle()
        self.course.show(self.course.at)
        self.show_question(focus=True)

    def open_answers(self) -> None:
        """Shows the answers so far in a dialog, where there is no room beside the question."""
        dialog = Dialog(self.theme, "Your answers", parent=self)
        side = AnswersSide(self.theme)
        lines, left = self._lines()
        side.show_answers(lines, "", to_go_words(self.course.answers), left)
        side.setMinimumHeight(self.theme.em(20))

        def chosen(key: str) -> None:
            dialog.accept()
            self.change(key)

        side.wanted.connect(chosen)
        dialog.body.addWidget(side, 1)
        dialog.add_button("Close", dialog.reject, "primary", safe=True)
        self._ask(dialog, lambda _answer: None)

    # Emergency and what was shared already

    def press(self, kind: str) -> None:
        """Child in danger now, or Ring now: the numbers come first, whatever else is asked."""
        self.settle()
        self.course.press(kind)
        self.saver.flush()
        self.show_question(focus=True)

    def take_back(self) -> None:
        """Asks why the emergency is taken back, and goes back to where it was pressed."""
        reason = ask_reason(
            self,
            self.theme,
            "Take the emergency back?",
            "The press stays in the record, with your reason.",
            "Go back to the questions",
        )
        if reason:
            self.settle()
            self.course.take_back(reason)
            self.saver.flush()
            self.show_question(focus=True)

    def already(self) -> None:
        """Asks when, what, with whom and how it was shared; the questions then go on for the record."""
        if self.course.answers.get("retro") == "yes":
            return
        self.settle()
        what = "\n".join(str(row.get("what") or "") for row in rows_of(self.course.answers, "items"))
        whom = str(self.course.answers.get("to_whom") or "")
        dialog = AlreadyDialog(self.theme, self.session.now(), what, whom, self)

        def answered(result: int) -> None:
            if result:
                self.course.shared_already(
                    when=dialog.when,
                    what=dialog.what.value().strip(),
                    whom=dialog.whom.value().strip(),
                    how=str(dialog.how.value()),
                )
                self.saver.flush()
                self.show_question(focus=True)

        self._ask(dialog, answered)

    def put_right(self, key: str, value: object) -> None:
        """Puts an earlier answer right without going back to it."""
        self.settle()
        self.course.put_right(key, value)
        self.saver.flush()
        self.show_question(focus=True)

    # Saving, leaving, finishing

    def _window_moved(self, window: QWindow | None) -> None:
        if window is None or window is not self.windowHandle():
            self.flush()

    def flush(self) -> bool:
        """Saves now what is not saved yet, as before locking. False when it could not be."""
        self.settle()
        return self.saver.flush()

    def leaving(self) -> bool:
        """Saves what is typed. False keeps the person here, asked what to do."""
        if self.flush():
            return True
        self._ask(
            asking.leave_question(self, self.theme, " ".join(self.saver.words()[1:])),
            lambda answer: self._leave_unsaved() if answer == asking.GO else None,
        )
        return False

    def _leave_unsaved(self) -> None:
        self.saver.stop()
        self.leave()

    def leave(self) -> None:
        """Goes back to the page before; what was answered is kept."""
        self._leave = True
        try:
            self.go.back()
        finally:
            self._leave = False

    def discard(self) -> None:
        """Asks why, and puts the draft away."""
        dialog = asking.discard_question(self, self.theme, "decision to share")
        self._ask(dialog, lambda answer: self._discard(dialog.reason) if answer == asking.GO else None)

    def _discard(self, reason: str) -> None:
        try:
            self.store.discard(reason)
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        self.saver.stop()
        self.discarded.emit()
        self.leave()

    def finish(self) -> None:
        """Makes the decision final once nothing stands in the way."""
        if not self.flush():
            self._tell(" ".join(self.saver.words()[1:]))
            return
        ways = finish_problems(self)
        if ways:
            self._tell_gap(ways[0])
            return
        try:
            cautions = self.store.cautions(self.course.answers)
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        question = asking.finish_question(self, self.theme, "decision", cautions)
        self._ask(question, lambda answer: self._finish() if answer == asking.GO else None)

    def _finish(self) -> None:
        try:
            self.store.finish(self.course.answers)
        except ToolkitError as fault:
            self._tell(fault.sentence)
            return
        self.saver.stop()
        self.finished.emit()

    def _tell_gap(self, problem: Problem) -> None:
        page = problem.page if any(problem.page == one.key for one in FLOW.states) else self.course.view
        if page != self.course.view:
            self.course.show(page)
            self.show_question()
        if self.question is not None:
            self.question.asked = True
            self._show_problems()
            self.question.go_to(problem.path)
        self._tell(problem.sentence)

    def _out(self, signal: object) -> None:
        if self.saver.saved is None:
            self.saver.dirty = True
        if self.flush():
            signal.emit()  # type: ignore[attr-defined]
        else:
            self._tell(" ".join(self.saver.words()[1:]))

    # Parts

    def opened(self) -> None:
        """The page is shown: the keyboard goes to the question."""
        self.focus_question()

    def first_focus(self) -> QWidget | None:
        """The words of the question."""
        shown = self.question or self.ending
        return shown.heading if shown is not None else None

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through."""
        return [self.bar, self.answers_side, self.sheet, self.bottom]

    def now(self) -> datetime:
        """The wall time."""
        return self.session.now()

    def ask(self, dialog: Dialog, then: Callable[[int], object]) -> None:
        """Shows a dialog without waiting, and goes on with its answer."""
        self._ask(dialog, then)

    def _ask(self, dialog: Dialog, then: Callable[[int], object]) -> None:
        self.dialog = dialog
        asking.show(dialog, lambda answer: (then(answer), None)[1])

    def _tell(self, sentence: str) -> None:
        self.dialog = tell(self, self.theme, sentence)

    def _keys(self) -> None:
        words = {"Alt+D": "Child in danger now", "Alt+S": "I have already shared this"}
        for keys, run in {
            "Ctrl+Return": self.go_on,
            "Ctrl+Enter": self.go_on,
            "Alt+D": lambda: self.press("danger"),
            "Alt+R": self._ring,
            "Alt+S": self.already,
            "Ctrl+S": self.flush,
            "Ctrl+P": lambda: self._out(self.print_wanted),
            "Ctrl+Shift+S": lambda: self._out(self.word_wanted),
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setWhatsThis(self.theme.say(words.get(keys, "")))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _ring(self) -> None:
        if self.course.harm():
            self.press("ring")

    def open_card(self) -> bool:
        """Opens the guidance card of the question; False when it has none."""
        cards = self.question.state.cards if self.question is not None else ()
        if cards:
            self.go.card(cards[0])
        return bool(cards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose where nothing is being typed; Enter on the words of the question goes on."""
        digit = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and digit.isdigit() and self.question is not None and self.question.press(int(digit)):
            return
        focus = QApplication.focusWidget()
        words = focus is not None and self.question is not None and focus is self.question.heading
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (words or isinstance(focus, OptionHead)):
            self.go_on()
            return
        super().keyPressEvent(event)
