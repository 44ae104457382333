"""A hand that answers the wizard's questions through its real widgets, and counts the keys it needs.

A key is one press of a key or one click: a choice, a step from field to field, Next question. Letters typed are counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget
from shiboken6 import isValid

from tests.decision_steps import SETTINGS, WORKER, Case, Step
from tests.ui.drive import settle
from tests.ui.record_helpers import MemoryStore
from toolkit.forms.decision import acts
from toolkit.forms.decision.engine import settle as settled
from toolkit.forms.decision.known import key_of
from toolkit.forms.decision.states import FLOW
from toolkit.forms.people import Answers, Context
from toolkit.forms.records import share_decision
from toolkit.forms.rules import Entry
from toolkit.forms.vocabulary import Choice, option_pairs
from toolkit.practice import areas, guidance
from toolkit.settings import Settings
from toolkit.ui.editors.base import Editor
from toolkit.ui.editors.choices import OTHER, ChoiceEditor, ChoicesEditor
from toolkit.ui.editors.days import DateEditor
from toolkit.ui.editors.field_box import FieldBox
from toolkit.ui.editors.people import PeopleEditor, PersonEditor
from toolkit.ui.editors.row_views import RowCard, TableRow
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.editors.words import LongTextEditor, TextEditor
from toolkit.ui.theme import Theme
from toolkit.ui.wizard.already import AlreadyDialog
from toolkit.ui.wizard.make import OpenRows
from toolkit.ui.wizard.matrix import Matrix
from toolkit.ui.wizard.page import WizardPage
from toolkit.ui.wizard.persons import PersonQuestions
from toolkit.ui.wizard.segments import NowEditor, SegmentEditor

ENTRY = Entry(share_decision.FORM, share_decision.UPGRADES, share_decision.check)
CARDS, AREAS = guidance.load(), areas.load()


class Go:
    """Where the page asks to be taken; only noted."""

    def __init__(self) -> None:
        self.went: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **more: self.went.append((name, *args))


class Clock:
    """The moment of a case, and the context its answers are judged in."""

    def __init__(self, now: datetime, people: tuple[Any, ...] = ()) -> None:
        self.now, self.people = now, people

    def context(self, _answers: Mapping[str, Any] | None = None) -> Context:
        """What the decision is judged in."""
        return Context(self.now, people=self.people, facts={"@author": WORKER})


def session_of(theme: Theme, clock: Clock) -> Any:
    """What the page asks of a session, without a vault: the vault's own tests are elsewhere."""
    area = AREAS.get(Settings(folder=None).area_pack)
    return SimpleNamespace(
        theme=theme,
        cards=CARDS,
        settings=Settings(folder=None),
        author=lambda: SimpleNamespace(name=WORKER, role="health visitor"),
        now=lambda: clock.now,
        numbers=lambda keys=(): areas.numbers(area, {}, clock.now.date(), keys),
    )


def page_for(theme: Theme, clock: Clock, answers: Answers, **more: Any) -> WizardPage:
    """A page over answers, shown; what it saves stays in memory."""
    store = MemoryStore(ENTRY)
    page = WizardPage(session_of(theme, clock), Go(), ENTRY, answers, clock.context, store, **more)
    page.resize(1282, 768)
    page.show()
    page.activateWindow()
    settle()
    page.opened()
    return page


def first_answers(case: Case, clock: Clock) -> Answers:
    """How a case begins."""
    if case.first is not None:
        return case.first()
    return acts.begun({**SETTINGS, **case.settings}, clock.context(), list(case.about))


class Hand:
    """Answers questions on one page."""

    def __init__(self, page: WizardPage, clock: Clock) -> None:
        self.page, self.clock = page, clock
        self.keys = self.letters = self.questions = 0

    # Keys

    def key(self, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key on whatever has the keyboard."""
        self.keys += 1
        if not self.page.isActiveWindow():
            # A desktop gives the keyboard back when a dialog closes; off screen nobody does.
            self.page.activateWindow()
            settle()
        QTest.keyClick(self.page.focusWidget() or self.page, code, held)
        settle(2)

    def digit(self, number: int) -> None:
        """Presses a number key."""
        self.key(Qt.Key(Qt.Key.Key_0 + number))

    def click(self, button: QWidget) -> None:
        """Presses a button."""
        self.keys += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(2)

    def type(self, box: QWidget, words: str) -> None:
        """Goes to a box and types, over what stands there."""
        self.keys += 1
        box.setFocus()
        assert isinstance(box, QLineEdit | QTextEdit)
        box.selectAll()
        lines = words.split("\n")
        for place, line in enumerate(lines):
            if place:
                QTest.keyClick(box, Qt.Key.Key_Return)
            if line.isascii() and isinstance(box, QTextEdit):
                # The first letters as keys; the rest at once, for a test has no time to type letters.
                QTest.keyClicks(box, line[:4])
                box.insertPlainText(line[4:])
            elif line.isascii():
                QTest.keyClicks(box, line)
            elif isinstance(box, QTextEdit):
                box.insertPlainText(line)
            else:
                box.insert(line)
                box.textEdited.emit(box.text())
        self.letters += len(words)
        settle(2)

    def on_words(self) -> None:
        """Puts the keyboard on the words of the question, where number keys choose."""
        assert self.page.question is not None
        self.page.question.heading.setFocus()

    def go_on(self) -> None:
        """Ctrl+Enter."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    # A case

    def take(self, step: Step) -> None:
        """One step of a worked case."""
        page = self.page
        if step.now is not None:
            self.clock.now = step.now
            page.course.answers = settled(page.course.answers, self.clock.context())
            page.course.show(page.course.at)
            page.show_question(focus=True)
        assert page.course.view == step.state, f"shows {page.course.view}, not {step.state}"
        match step.act:
            case "retro":
                self.already(step.answers)
                return
            case "mistake":
                self.mistake(str(step.answers["reason"]))
                return
            case "put_right":
                for key, value in step.answers.items():
                    self.put_right(key, value)
                return
        self.answer(step.answers)
        match step.act:
            case "danger":
                self.click(page.urgent.danger_button)
            case "ring":
                self.click(page.urgent.ring_button)
            case _:
                self.questions += step.act != "waits"
                self.go_on()
                self._close_dialog()

    def _close_dialog(self) -> None:
        dialog = self.page.dialog
        if dialog is not None and isValid(dialog) and dialog.isVisible():
            dialog.reject()
            settle()
        self.page.dialog = None

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Fills the question that is shown."""
        question = self.page.question
        assert question is not None
        state = FLOW.state(self.page.course.view)
        order = [part.key for part in state.page.fields] if state.page else []
        keys = sorted(answers, key=lambda key: (key != state.main, order.index(key)))
        for key in keys:
            if self.page.course.working.get(key) != answers[key]:
                self.field(key, answers[key])
                # What an answer opens is there a moment later, before anybody could go to it.
                self.page.settle()

    def field(self, key: str, value: Any) -> None:
        """Fills one field of the question."""
        question = self.page.question
        assert question is not None
        block = question.block
        if block is not None and key == question.state.main:
            self.options(block.options, value)
            return
        columns = [block.inner, block.below, block.folded] if block is not None else [question.fields]
        if block is not None and key in block.folded.boxes and block.folded.isHidden():
            self.click(block.more)
        for column in columns:
            box = column.boxes.get(key) if column is not None else None
            if box is not None and box.on:
                self.box(box, value)
                return
        raise AssertionError(f"{question.state.key}: no field {key} is shown")

    def options(self, options: Any, value: Any) -> None:
        """Chooses among large answers by their number keys."""
        wanted = value if isinstance(value, list) else [value]
        values = [card.offer.value for card in options.cards]
        for one in wanted:
            if one not in values and hasattr(self.page.question, "more"):
                self.click(self.page.question.more)
                options = self.page.question.block.options
                values = [card.offer.value for card in options.cards]
            card = options.card(one)
            assert card is not None, f"{one} is not offered, only {values}"
            if not card.head.isChecked():
                if self.page.question.block is not None:
                    self.on_words()
                    self.digit(values.index(one) + 1)
                else:
                    self.keys += 1
                    options.press(values.index(one) + 1)
        for card in options.cards if options.many else []:
            if card.head.isChecked() and card.offer.value not in wanted:
                self.click(card.head)

    def box(self, box: FieldBox, value: Any) -> None:
        """Fills a field box."""
        if isinstance(value, dict) and value.get("none"):
            assert box.out is not None
            self.click(box.out.none_button)
            return
        self.editor(box.editor, value)

    def editor(self, editor: Editor, value: Any) -> None:
        """Fills an editor the way a person does."""
        match editor:
            case TextEditor() | LongTextEditor():
                self.type(editor.controls()[0], str(value))
            case SegmentEditor():
                self.segment(editor.row, option_pairs(editor.part.options), value)
            case ChoiceEditor():
                self.choice(editor, str(value))
            case NowEditor():
                self.moment(editor, str(value))
            case DateEditor():
                day = datetime.fromisoformat(str(value))
                self.type(editor.line, f"{day.day}/{day.month}/{day.year}")
            case PersonEditor():
                self.choose(editor.list, "Someone else")
                self.type(editor.other.name, value["name"])
                self.type(editor.other.role, value["role"])
            case PeopleEditor():
                for person in value:
                    if isinstance(person, str):
                        self.click(editor._ticks[person])
                        continue
                    editor.add_other()
                    self.keys += 1
                    self.type(editor._others[-1].name, person["name"])
                    self.type(editor._others[-1].role, person["role"])
            case ChoicesEditor():
                for tick_value, tick in editor._ticks.items():
                    if tick.isChecked() != (tick_value in value):
                        tick.setFocus()
                        self.key(Qt.Key.Key_Space)
            case PersonQuestions():
                self.persons(editor, value)
            case Matrix():
                self.matrix(editor, value)
            case RowsEditor():
                self.rows(editor, value)
            case _:
                raise AssertionError(f"cannot fill {type(editor).__name__}")

    def segment(self, row: Any, pairs: list[tuple[str, str]], value: str) -> None:
        """Chooses in a joined row."""
        if row.value() == value:
            return
        row.setFocus()
        self.digit([one for one, _ in pairs].index(value) + 1)

    def choose(self, box: QComboBox, words: str) -> None:
        """Chooses a line of a list: there, down, and there it is."""
        index = box.findText(words)
        assert index >= 0, f"{words} is not among {[box.itemText(i) for i in range(box.count())]}"
        self.keys += 2
        box.setFocus()
        box.setCurrentIndex(index)
        box.activated.emit(index)
        settle(2)

    def choice(self, editor: ChoiceEditor, value: str) -> None:
        """Chooses from a list, in words where it is something else."""
        words = dict(option_pairs(editor.part.options)).get(value)
        if words is not None:
            self.choose(editor.list, words)
            return
        self.choose(editor.list, "Other")
        self.type(editor.other, value.removeprefix(OTHER).strip())

    def moment(self, editor: NowEditor, value: str) -> None:
        """Types a day and a time, or sets now with one key."""
        if editor.value() == value:
            return
        if value == self.clock.now.strftime("%Y-%m-%dT%H:%M") and not editor.day.text():
            editor.day.setFocus()
            self.key(Qt.Key.Key_N)
            return
        day, _, clock = value.partition("T")
        read = datetime.fromisoformat(day)
        self.type(editor.day, f"{read.day}/{read.month}/{read.year}")
        if clock:
            self.type(editor.time, clock)

    def persons(self, editor: PersonQuestions, value: list[dict[str, Any]]) -> None:
        """Answers a large question about each person."""
        for row in value:
            mine = next((r for r in editor.rows() if key_of(r.get("person")) == key_of(row["person"])), None)
            if mine is None:
                self.click(editor.more)
                block = editor.block
                assert block is not None
                person = next(box for box in block.boxes() if box.part.key == "person")
                self.editor(person.editor, row["person"])
            elif str(mine["id"]) != editor._at:
                self.keys += 1
                editor.show_person(str(mine["id"]))
            self.person(editor, row)
        wanted = [key_of(row["person"]) for row in value]
        for gone in [r for r in editor.rows() if key_of(r.get("person")) not in wanted]:
            if editor.part.key == "asked":
                editor.show_person(str(gone["id"]))
                editor.take_out()
                self.keys += 2

    def person(self, editor: PersonQuestions, row: Mapping[str, Any]) -> None:
        """The answer about one person and what it opens."""
        block = editor.block
        assert block is not None
        main = row.get(editor.main.key)
        if main is not None and block.kept.get(editor.main.key) != main:
            self.options(block.options, main)
        for key, value in row.items():
            if key in ("person", "id", editor.main.key) or block.kept.get(key) == value:
                continue
            box = next((one for one in block.boxes() if one.part.key == key), None)
            assert box is not None, f"no field {key} about the person"
            self.box(box, value)

    def matrix(self, editor: Matrix, value: list[dict[str, Any]]) -> None:
        """One key for each line."""
        for row in value:
            mine = next(
                r
                for r in editor._rows
                if ("person" in row and key_of(r.get("person")) == key_of(row["person"]))
                or ("person" not in row and r.get("id") == row["id"])
            )
            lines = {line.part.key: line for line in editor.lines if line.row is mine}
            for key, answer in row.items():
                if key in ("person", "id") or mine.get(key) == answer:
                    continue
                if key in lines:
                    pairs = option_pairs(lines[key].part.options)
                    self.segment(lines[key].choice, pairs, answer)
                    continue
                box = editor.columns[str(mine["id"])].boxes[key]
                self.box(box, answer)

    def rows(self, editor: RowsEditor, value: list[dict[str, Any]]) -> None:
        """Rows of fields: the open one first, more with Add."""
        for place, row in enumerate(value):
            if place >= len(editor.views) and editor.add_button is not None:
                self.click(editor.add_button)
            view = list(editor.views.values())[place]
            for key, answer in row.items():
                if key in ("id", "state", "asked_on") or view.row.get(key) == answer:
                    continue
                self.cell(view, key, answer)

    def cell(self, view: Any, key: str, value: Any) -> None:
        """One field of a row."""
        if isinstance(view, TableRow) and key in view.cells:
            cell = view.cells[key]
            if isinstance(value, dict) and value.get("none"):
                return
            self.editor(cell.editor, value)
            return
        fields = (
            view.more if isinstance(view, TableRow) else view.fields if isinstance(view, RowCard) else None
        )
        box = fields.boxes.get(key) if fields is not None else None
        assert box is not None, f"no field {key} in the row"
        self.box(box, value)

    # Alarms and what is mended

    def already(self, told: Mapping[str, str]) -> None:
        """I have already shared this."""
        self.click(self.page.urgent.already_button)
        dialog = self.page.dialog
        assert isinstance(dialog, AlreadyDialog)
        when = datetime.fromisoformat(told["when"])
        self.type(dialog.moment, f"{when.day}/{when.month}/{when.year} {when:%H:%M}")
        self.type(dialog.what, told["what"])
        self.type(dialog.whom, told["whom"])
        self.keys += 2
        dialog.how.set_value(told["how"])
        self.click(dialog.button("Go on"))

    def mistake(self, reason: str) -> None:
        """The alarm is taken back, with its reason."""
        from tests.ui.drive import in_dialog

        button = next(
            one
            for one in self.page.findChildren(QAbstractButton)
            if one.text().startswith("Pressed by mistake")
        )

        def give(dialog: Any) -> None:
            self.type(dialog._box, reason)
            self.click(dialog.button("Go back to the questions"))

        in_dialog(give, lambda: self.click(button))

    def put_right(self, key: str, value: Any) -> None:
        """Mends an earlier answer from where it stands."""
        page = self.page
        if key == "asker_checked":
            part = next(p for p in FLOW.state("S0").page.fields if p.key == key)
            assert isinstance(part, Choice)
            words = dict(option_pairs(part.options))[value]
            head = next(
                one
                for one in page.findChildren(QAbstractButton)
                if one.accessibleName() == words and one.isVisibleTo(page)
            )
            self.click(head)
            return
        button = next(
            one for one in page.findChildren(QAbstractButton) if one.text() == "Change what is shared"
        )
        self.click(button)
        dialog = page.dialog
        assert dialog is not None
        editor = next(one for one in dialog.findChildren(OpenRows))
        self.rows(editor, value)
        self.click(dialog.button("Change it"))
