"""Each kind of field on the screen: what is typed is what is kept, and what was not touched is given back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fit import assert_fits
from tests.ui.record_helpers import CONTEXT, PEOPLE, press, shown, type_in
from toolkit.forms.conditions import Scope
from toolkit.forms.people import Context
from toolkit.forms.vocabulary import (
    Actions,
    Choice,
    Choices,
    Date,
    DateTime,
    Field,
    Grid,
    LongText,
    Notice,
    Option,
    People,
    Person,
    Rows,
    Scale,
    Signatures,
    Text,
    When,
    YesNo,
    opts,
)
from toolkit.practice.wording import Hint
from toolkit.ui.editors import Desk, Editor, FieldBox, FieldColumn, make_editor, new_desk
from toolkit.ui.editors.choices import ChoiceEditor, ChoicesEditor, YesNoEditor
from toolkit.ui.editors.days import DateEditor, DateTimeEditor
from toolkit.ui.editors.notice import NO_NUMBER
from toolkit.ui.editors.people import PeopleEditor, PersonEditor
from toolkit.ui.editors.row_parts import row_summary, token_for
from toolkit.ui.editors.row_views import RowCard, TableRow
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.editors.scale import ScaleEditor
from toolkit.ui.editors.words import LongTextEditor, TextEditor
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, GrowingText

LONG = "Wren said “I’m fine”. " * 4600 + "end"
HEBREW = "אבא בא אתמול בערב"
EMOJI = "👩‍👧 tired é café"

ANSWERS: list[tuple[Field, Any]] = [
    (Text(key="a", label="A"), "O'Dunnock & daughter"),
    (Text(key="a", label="A", looks="nhs_number", short=True), "999 123 456"),
    (LongText(key="a", label="A"), HEBREW + "\n\n" + EMOJI + "\u00a0hard"),
    (LongText(key="a", label="A"), LONG),
    (Date(key="a", label="A"), "2026-03-03"),
    (Date(key="a", label="A", vague=True), "2019~"),
    (Date(key="a", label="A"), "31/02/2020"),
    (Date(key="a", label="A", or_not_known=True), "not_known"),
    (DateTime(key="a", label="A"), "2026-11-12T13:10"),
    (DateTime(key="a", label="A"), "2026-11~"),
    (DateTime(key="a", label="A"), "about teatime on Thursday"),
    (Choice(key="a", label="A", options=opts(x="Ex", y="Why")), "y"),
    (Choice(key="a", label="A", options=opts(x="Ex")), "no longer offered"),
    (Choice(key="a", label="A", options=opts(x="Ex"), other=True), "other: a barge"),
    (Choices(key="a", label="A", options=opts(x="Ex", y="Why"), other=True), ["y", "other: a barge"]),
    (Choices(key="a", label="A", options=opts(x="Ex")), ["x", "gone"]),
    (YesNo(key="a", label="A"), "declined"),
    (YesNo(key="a", label="A"), "maybe"),
    (Scale(key="a", label="A"), 0),
    (Scale(key="a", label="A"), "did_not_say"),
    (Scale(key="a", label="A"), "5-6"),
    (Person(key="a", label="A"), "sorrel"),
    (Person(key="a", label="A"), "someone-gone"),
    (Person(key="a", label="A"), {"name": "Nettie", "role": "grandmother"}),
    (People(key="a", label="A"), ["pip", "wren", {"name": "Ash Quill", "role": "uncle"}]),
    (
        Signatures(key="a", label="A"),
        [{"id": "s1", "name": "Basil Quill", "how": "paper", "date": "2026-11-12"}],
    ),
    (
        Actions(key="a", label="A"),
        [{"id": "a1", "what": "Ring the nursery", "who": "sorrel", "by_when": "x"}],
    ),
    (
        Rows(key="a", label="A", columns=(Text(key="t", label="T"),)),
        [{"id": "r1", "t": "one", "older": "kept"}],
    ),
    (
        Rows(key="a", label="A", each="children", columns=(YesNo(key="s", label="Seen"),)),
        [{"id": "pip", "person": "pip", "s": "no"}, {"id": "gone", "person": "gone", "s": "yes"}],
    ),
    (
        Grid(key="a", label="A", columns=(YesNo(key="pr", label="PR"),)),
        [{"adult": "sorrel", "child": "pip", "pr": "yes"}],
    ),
]


@pytest.fixture
def desk(theme: Theme) -> Desk:
    return new_desk(theme)


@pytest.fixture
def scope() -> Scope:
    return Scope({}, CONTEXT)


@pytest.fixture
def make(qtbot: QtBot, desk: Desk, scope: Scope) -> Callable[..., Any]:
    def make(part: Field, answer: Any = None, *, compact: bool = False, show: bool = True) -> Editor:
        editor = make_editor(part, desk, scope, compact=compact)
        qtbot.addWidget(editor)
        editor.set_value(answer)
        if show:
            shown(editor, width=680)
        return editor

    return make


@pytest.mark.parametrize(("part", "answer"), ANSWERS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("compact", [False, True], ids=["page", "table"])
def test_what_is_not_touched_is_given_back_as_it_was(
    make: Callable[..., Any], part: Field, answer: Any, compact: bool
) -> None:
    editor = make(part, answer, compact=compact, show=False)
    sent: list[int] = []
    editor.changed.connect(lambda: sent.append(1))
    assert editor.value() == answer
    editor.set_value(None)
    assert editor.value() is None
    editor.set_value(answer)
    assert editor.value() == answer
    assert not sent, "set_value told someone"


@pytest.mark.parametrize("part", [part for part, _ in ANSWERS], ids=lambda part: type(part).__name__)
def test_every_control_has_a_name_and_tells_the_hint(make: Callable[..., Any], part: Field) -> None:
    editor = make(part, show=False)
    editor.set_names("How Pip seemed", "One line.")
    for control in editor.controls():
        if isinstance(editor, RowsEditor):
            assert control.accessibleName()
            continue
        assert "How Pip seemed" in control.accessibleName(), control
        assert "One line." in control.accessibleDescription()


class TestWords:
    def test_typed_words_are_kept(self, make: Callable[..., TextEditor]) -> None:
        editor = make(Text(key="a", label="Purpose"))
        type_in(editor.line, "Check on Pip's cough")
        assert editor.value() == "Check on Pip's cough"

    def test_emptied_words_are_no_answer(self, make: Callable[..., TextEditor]) -> None:
        editor = make(Text(key="a", label="Purpose"), "x")
        editor.line.setFocus()
        press(editor.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(editor.line, Qt.Key.Key_Delete)
        assert editor.value() is None

    def test_enter_starts_no_line_in_one_line(self, make: Callable[..., TextEditor]) -> None:
        editor = make(Text(key="a", label="Purpose"))
        type_in(editor.line, "one")
        press(editor.line, Qt.Key.Key_Return)
        type_in(editor.line, " two")
        assert editor.value() == "one two"

    @pytest.mark.parametrize(
        "text", [HEBREW, EMOJI, LONG], ids=["right to left", "emoji", "100,000 characters"]
    )
    def test_any_text_survives_the_screen(self, make: Callable[..., LongTextEditor], text: str) -> None:
        editor = make(LongText(key="a", label="What I saw"))
        data = QMimeData()
        data.setText(text)
        editor.box.insertFromMimeData(data)
        type_in(editor.box, "!")
        assert editor.value() == text + "!"
        assert len(LONG) > 100_000

    def test_control_characters_are_taken_out_and_said(self, make: Callable[..., LongTextEditor]) -> None:
        editor = make(LongText(key="a", label="What I saw"))
        data = QMimeData()
        data.setText("Pip\x07 coughed\x1b[31m.\tTwice")
        editor.box.insertFromMimeData(data)
        assert editor.value() == "Pip coughed[31m.\tTwice"
        assert editor.note.text() == "2 control characters were taken out. Every word is kept."
        assert editor.note.isVisible()

    def test_nhs_number_is_shown_in_groups_and_kept_as_typed(self, make: Callable[..., TextEditor]) -> None:
        editor = make(Text(key="a", label="NHS number", looks="nhs_number", short=True))
        type_in(editor.line, "9991234560")
        editor.line.clearFocus()
        assert isinstance(editor.line, QLineEdit)
        assert editor.line.text() == "999 123 4560"
        assert editor.value() == "9991234560"


class TestGentlerWords:
    @pytest.fixture
    def editor(self, make: Callable[..., LongTextEditor], desk: Desk) -> LongTextEditor:
        def hints(text: str) -> list[Hint]:
            place = text.lower().find("failed to attend")
            if place < 0:
                return []
            found = text[place : place + 16]
            return [Hint(place, place + 16, found, "was not brought", "A child cannot come alone.", True)]

        desk.hints = hints
        return make(LongText(key="a", label="What I saw"), "👧 Pip failed to attend on Monday.")

    def test_are_offered_after_a_pause(self, editor: LongTextEditor, qtbot: QtBot) -> None:
        type_in(editor.box, "x")
        qtbot.waitUntil(lambda: len(editor.offers) == 1, timeout=3000)
        assert "was not brought" in editor.offers[0].use.accessibleName()

    def test_use_it_changes_that_word_only(self, editor: LongTextEditor) -> None:
        editor.look_for_hints()
        editor.offers[0].use.click()
        assert editor.value() == "👧 Pip was not brought on Monday."
        assert not editor.offers

    def test_keep_mine_stays_kept_in_this_record(self, editor: LongTextEditor, desk: Desk) -> None:
        editor.look_for_hints()
        editor.offers[0].keep.click()
        assert editor.value() == "👧 Pip failed to attend on Monday."
        assert not editor.offers
        editor.look_for_hints()
        assert not editor.offers

    def test_f7_goes_to_the_offer(self, editor: LongTextEditor) -> None:
        editor.look_for_hints()
        editor.box.setFocus()
        press(editor.box, Qt.Key.Key_F7)
        assert editor.offers[0].use.hasFocus()


class TestDays:
    @pytest.mark.parametrize("typed", ["3/3/2026", "03-03-26", "3 Mar 2026", "3rd march 2026"])
    def test_a_day_is_read_and_shown_in_words(self, make: Callable[..., DateEditor], typed: str) -> None:
        editor = make(Date(key="a", label="Day"))
        type_in(editor.line, typed)
        assert editor.line.text() == typed, "changed while it was typed"
        assert editor.value() == "2026-03-03"
        editor.line.clearFocus()
        assert editor.line.text() == "3 March 2026"

    @pytest.mark.parametrize("compact", [False, True], ids=["page", "table"])
    def test_the_longest_day_is_seen_whole(self, make: Callable[..., DateEditor], compact: bool) -> None:
        editor = make(Date(key="a", label="Day"), "2026-09-30", compact=compact, show=False)
        shown(editor, width=editor.minimumSizeHint().width())
        needed = editor.line.fontMetrics().horizontalAdvance("30 September 2026")
        assert editor.line.width() - 2 * 11 >= needed
        assert editor.line.cursorPosition() == 0

    def test_what_cannot_be_read_stays_as_typed(self, make: Callable[..., DateEditor]) -> None:
        editor = make(Date(key="a", label="Day"))
        type_in(editor.line, "31/02/2020")
        editor.line.clearFocus()
        assert editor.line.text() == "31/02/2020"
        assert editor.value() == "31/02/2020"

    def test_not_known_is_an_answer_of_its_own(self, make: Callable[..., DateEditor]) -> None:
        editor = make(Date(key="a", label="Born", or_not_known=True), "2019-05-01")
        editor.not_known.click()
        assert editor.value() == "not_known"
        editor.not_known.click()
        assert editor.value() is None

    def test_the_calendar_fills_the_line(self, make: Callable[..., DateEditor]) -> None:
        from datetime import date

        editor = make(Date(key="a", label="Day"))
        editor.button.picked.emit(date(2026, 12, 24))
        assert editor.value() == "2026-12-24"
        assert editor.line.text() == "24 December 2026"

    def test_day_time_and_end(self, make: Callable[..., DateTimeEditor]) -> None:
        editor = make(DateTime(key="event", label="When", same_day_end="event_end"))
        type_in(editor.day, "12/11/26")
        type_in(editor.time, "1.10pm")
        type_in(editor.end, "13.55")
        editor.end.clearFocus()
        assert editor.value() == "2026-11-12T13:10"
        assert editor.extras() == {"event_end": "13:55"}
        assert (editor.day.text(), editor.time.text(), editor.end.text()) == (
            "12 November 2026",
            "13:10",
            "13:55",
        )

    def test_day_and_time_in_one_go(self, make: Callable[..., DateTimeEditor]) -> None:
        editor = make(DateTime(key="event", label="When"))
        type_in(editor.day, "12/11/2026 13:10")
        editor.day.clearFocus()
        assert editor.value() == "2026-11-12T13:10"
        assert (editor.day.text(), editor.time.text()) == ("12 November 2026", "13:10")

    def test_a_day_alone_or_a_vague_one(self, make: Callable[..., DateTimeEditor]) -> None:
        editor = make(DateTime(key="event", label="When"))
        type_in(editor.day, "about March 2026")
        assert editor.value() == "2026-03~"

    def test_a_bad_time_stays_with_its_day(self, make: Callable[..., DateTimeEditor]) -> None:
        editor = make(DateTime(key="event", label="When"))
        type_in(editor.day, "12/11/2026")
        type_in(editor.time, "25:99")
        editor.time.clearFocus()
        assert editor.value() == "12 November 2026 25:99"
        assert editor.time.text() == "25:99"


class TestChoices:
    def test_nothing_is_preset_and_the_wheel_changes_nothing(self, make: Callable[..., ChoiceEditor]) -> None:
        editor = make(Choice(key="a", label="Type", options=opts(x="Home visit", y="Clinic")))
        assert editor.value() is None
        assert editor.list.currentText() == "Choose"
        from PySide6.QtCore import QPoint, QPointF

        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor.list, wheel)
        assert editor.value() is None

    def test_chosen_by_its_letter_and_taken_back(self, make: Callable[..., ChoiceEditor]) -> None:
        editor = make(Choice(key="a", label="Type", options=opts(x="Home visit", y="Clinic")))
        editor.list.setFocus()
        QTest.keyClick(editor.list, Qt.Key.Key_Down)
        assert editor.value() == "x"
        press(editor.list, Qt.Key.Key_Delete)
        assert editor.value() is None

    def test_other_asks_for_its_words(self, make: Callable[..., ChoiceEditor]) -> None:
        editor = make(Choice(key="a", label="Type", options=opts(x="Home visit"), other=True))
        assert not editor.other.isVisible()
        editor.list.setCurrentIndex(editor.list.count() - 1)
        editor.list.activated.emit(editor.list.currentIndex())
        assert editor.other.isVisible()
        type_in(editor.other, "barge")
        assert editor.value() == "other: barge"

    def test_ticks(self, make: Callable[..., ChoicesEditor]) -> None:
        editor = make(Choices(key="a", label="Roles", options=opts(m="Mother", c="Carer"), other=True))
        ticks = editor.findChildren(QCheckBox)
        ticks[1].click()
        ticks[0].click()
        assert editor.value() == ["m", "c"]
        editor.other_tick.click()
        type_in(editor.other, "aunt")
        assert editor.value() == ["m", "c", "other: aunt"]
        for tick in ticks:
            tick.setChecked(False)
        assert editor.value() is None

    @pytest.mark.parametrize("compact", [False, True], ids=["buttons", "list"])
    def test_five_answers_by_their_keys(self, make: Callable[..., YesNoEditor], compact: bool) -> None:
        editor = make(YesNo(key="a", label="Worried?"), compact=compact)
        assert editor.value() is None
        for letter, answer in zip("YNKAD", ["yes", "no", "not_known", "not_asked", "declined"], strict=True):
            focus = editor.control if compact else editor.control.buttons()[0]  # type: ignore[union-attr]
            QTest.keyClicks(focus, letter)
            assert editor.value() == answer
        press(focus, Qt.Key.Key_Delete)
        assert editor.value() is None


class TestScale:
    def test_pointed_at_and_typed(self, make: Callable[..., ScaleEditor]) -> None:
        editor = make(Scale(key="a", label="How safe?", low_words="Not safe", high_words="Safe"))
        assert editor.value() is None
        editor.row.buttons()[7].click()
        assert editor.value() == 7
        type_in(editor.line, "10")
        assert editor.value() == 10
        assert editor.row.value() == "10"

    @pytest.mark.parametrize("typed", ["5-6", "11", "-1", "5.5", "seven"])
    def test_no_such_number_stays_as_typed(self, make: Callable[..., ScaleEditor], typed: str) -> None:
        editor = make(Scale(key="a", label="How safe?"))
        type_in(editor.line, typed)
        assert editor.value() == typed
        assert editor.row.value() is None
        assert editor.line.text() == typed

    def test_not_asked_is_no_number(self, make: Callable[..., ScaleEditor]) -> None:
        editor = make(Scale(key="a", label="How safe?"), 4)
        editor.said.buttons()[0].click()
        assert editor.value() == "not_asked"
        assert editor.row.value() is None


class TestPeople:
    def test_one_of_the_family(self, make: Callable[..., PersonEditor]) -> None:
        editor = make(Person(key="a", label="Who", group="adults"))
        words = [editor.list.itemText(n) for n in range(editor.list.count())]
        assert words == ["Choose", "Sorrel", "Basil", "Someone else"]
        editor.list.setCurrentIndex(2)
        editor.list.activated.emit(2)
        assert editor.value() == "basil"

    def test_someone_else(self, make: Callable[..., PersonEditor]) -> None:
        editor = make(Person(key="a", label="Who"))
        editor.list.setCurrentIndex(editor.list.count() - 1)
        editor.list.activated.emit(editor.list.currentIndex())
        type_in(editor.other.name, "Nettie")
        type_in(editor.other.role, "grandmother")
        assert editor.value() == {"name": "Nettie", "role": "grandmother"}

    def test_the_worker_is_one_of_those_who_act(self, qtbot: QtBot, desk: Desk) -> None:
        context = Context(now=CONTEXT.now, people=PEOPLE, facts={"@author": "Tansy Dunnock"})
        editor = make_editor(Person(key="who", label="Who"), desk, Scope({}, context))
        assert isinstance(editor, PersonEditor)
        qtbot.addWidget(editor)
        editor.set_value(None)
        words = [editor.list.itemText(n) for n in range(editor.list.count())]
        assert words[:3] == ["Choose", "Me: Tansy Dunnock", "Sorrel"]
        editor.list.setCurrentIndex(1)
        editor.list.activated.emit(1)
        assert editor.value() == {"name": "Tansy Dunnock", "role": ""}
        assert len(editor.controls()) == 1
        editor.set_value({"name": "Tansy Dunnock", "role": "health visitor"})
        assert editor.list.currentText() == "Me: Tansy Dunnock"
        assert editor.value() == {"name": "Tansy Dunnock", "role": "health visitor"}

    def test_several_stay_in_the_order_of_the_family(self, make: Callable[..., PeopleEditor]) -> None:
        editor = make(People(key="a", label="About", group="children"))
        ticks = editor.findChildren(QCheckBox)
        assert [tick.text() for tick in ticks] == ["Wren, 7 years", "Pip, 14 months"]
        ticks[1].click()
        ticks[0].click()
        assert editor.value() == ["wren", "pip"]
        editor.else_link.click()
        other = editor._others[0]
        type_in(other.name, "Ash Quill")
        assert editor.value() == ["wren", "pip", {"name": "Ash Quill", "role": ""}]
        other.remove.click()
        assert editor.value() == ["wren", "pip"]

    def test_a_person_added_meanwhile_is_offered(self, make: Callable[..., PeopleEditor]) -> None:
        editor = make(People(key="a", label="About", group="children"), ["pip"])
        from toolkit.forms.people import PersonRef

        more = (*PEOPLE, PersonRef(id="ash", name="Ash", full_name="Ash Quill", group="child"))
        editor.set_scope(Scope({}, Context(now=CONTEXT.now, people=more)))
        assert [tick.text() for tick in editor.findChildren(QCheckBox)][-1] == "Ash"
        assert editor.value() == ["pip"]

    def test_adding_a_person_is_asked_for(self, make: Callable[..., PeopleEditor], desk: Desk) -> None:
        asked: list[str] = []
        desk.add_person = asked.append
        editor = make(People(key="a", label="About", group="children"))
        from toolkit.ui.widgets import LinkButton

        next(b for b in editor.findChildren(LinkButton) if "Add a person" in b.text()).click()
        assert asked == ["children"]


def test_a_notice_shows_its_numbers_and_says_when_one_is_missing(
    make: Callable[..., Any], desk: Desk
) -> None:
    known = {"emergency": ("Emergency", "999"), "front_door": ("Front door", "")}
    desk.number = lambda key: known[key]
    editor = make(Notice(key="n", label="Ring now", tone="red", text="Today.", numbers=tuple(known)))
    words = [label.text() for label in editor.findChildren(BodyLabel)]
    assert "999" in words
    assert NO_NUMBER in words
    assert editor.value() is None


SEEN = Rows(
    key="seen",
    label="Who was seen",
    each="children",
    add_label="Add a line",
    columns=(
        YesNo(key="seen", label="Seen", needed=True),
        YesNo(key="alone", label="Alone with you", when=When(key="seen", values=("yes",)), needed=True),
        Text(key="how", label="How they seemed"),
        Date(key="next", label="When will they be seen?", when=When(key="seen", values=("no",))),
    ),
)
TOLD = Rows(
    key="told",
    label="Told",
    layout="cards",
    add_label="Add what someone said",
    row_title="who",
    columns=(
        Text(key="who", label="Who"),
        LongText(key="what", label="What they said"),
        Rows(
            key="inner",
            label="Further",
            add_label="Add a thing",
            columns=(Text(key="t", label="T"), Text(key="u", label="U")),
        ),
    ),
)


def cell(editor: RowsEditor, row: str, key: str) -> Any:
    """The editor of a cell in a table."""
    view = editor.views[row]
    assert isinstance(view, TableRow)
    return view.cells[key].editor


class TestTables:
    def test_each_child_has_a_row_and_only_touched_ones_are_kept(
        self, make: Callable[..., RowsEditor]
    ) -> None:
        editor = make(SEEN)
        assert list(editor.views) == ["wren", "pip"]
        assert editor.value() is None
        QTest.keyClicks(cell(editor, "pip", "seen").control, "Y")
        assert editor.value() == [{"id": "pip", "person": "pip", "seen": "yes"}]
        press(cell(editor, "pip", "seen").control, Qt.Key.Key_Delete)
        assert editor.value() is None

    def test_a_cell_follows_its_condition_and_keeps_its_answer(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(SEEN, [{"id": "pip", "person": "pip", "seen": "yes", "alone": "no"}])
        control = cell(editor, "pip", "seen").control
        QTest.keyClicks(control, "N")
        view = editor.views["pip"]
        assert isinstance(view, TableRow)
        away = view.cells["alone"].away
        assert away is not None
        assert away.text() == "not seen"
        assert not cell(editor, "pip", "alone").isVisible()
        assert editor.value() == [{"id": "pip", "person": "pip", "seen": "no", "alone": "no"}]
        assert view.more is not None, "the follow-up question under the row is not asked"
        assert view.more.boxes["next"].isVisible()
        QTest.keyClicks(control, "Y")
        assert cell(editor, "pip", "alone").value() == "no"
        assert cell(editor, "pip", "seen").control is control, "the cell was made anew"

    def test_cells_are_spoken_with_the_name_of_their_row(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(SEEN, [{"id": "wren", "person": "wren", "seen": "yes"}])
        assert cell(editor, "wren", "alone").controls()[0].accessibleName() == "Wren, Alone with you"

    def test_a_further_row_for_the_same_child(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(SEEN)
        editor.add_row("pip")
        assert len(editor.views) == 3
        added = next(key for key in editor.views if key not in ("wren", "pip"))
        QTest.keyClicks(cell(editor, added, "seen").control, "N")
        assert editor.value() == [{"id": added, "person": "pip", "seen": "no"}]

    def test_a_special_answer_in_a_cell_can_be_taken_back(self, make: Callable[..., RowsEditor]) -> None:
        row = {"id": "pip", "person": "pip", "seen": {"not_this_time": "quick_note"}}
        editor = make(SEEN, [row])
        view = editor.views["pip"]
        assert isinstance(view, TableRow)
        left = view.cells["seen"].left
        assert left is not None
        assert left.text() == "Not this time"
        left.click()
        QTest.keyClicks(cell(editor, "pip", "seen").control, "Y")
        assert editor.value() == [{"id": "pip", "person": "pip", "seen": "yes"}]

    def test_rows_become_cards_where_there_is_little_room(
        self, make: Callable[..., RowsEditor], desk: Desk
    ) -> None:
        editor = make(SEEN, [{"id": "pip", "person": "pip", "seen": "yes", "how": "Chatty"}])
        cell(editor, "pip", "how").line.setFocus()
        desk.narrow = True
        editor.fit(680)
        assert all(isinstance(view, RowCard) for view in editor.views.values())
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() == "Pip, How they seemed", "the keyboard lost its place"
        type_in(focus, "! ")
        assert editor.value() == [{"id": "pip", "person": "pip", "seen": "yes", "how": "! Chatty"}]

    def test_sixty_rows_stay_quick(self, make: Callable[..., RowsEditor], qtbot: QtBot) -> None:
        import time

        part = Rows(key="r", label="R", columns=(Text(key="t", label="T"), YesNo(key="y", label="Y")))
        rows = [{"id": f"r{n}", "t": f"line {n}", "y": "yes"} for n in range(60)]
        editor = make(part, rows)
        assert len(editor.views) < 60, "all rows were made before the first was seen"
        qtbot.waitUntil(lambda: len(editor.views) == 60, timeout=5000)
        began = time.perf_counter()
        for letter in "ten letters":
            QTest.keyClick(cell(editor, "r30", "t").line, letter)
        assert time.perf_counter() - began < 1.0
        assert editor.value()[30]["t"] == "ten lettersline 30"


HOMES = opts(lives="Lives here", part="Here part of the week", not_here="Does not live here")


@pytest.mark.parametrize("width", range(620, 1300, 60))
def test_a_choice_in_a_table_is_never_cut(make: Callable[..., Any], theme: Theme, width: int) -> None:
    """A column of choices is as wide as its longest one, or the rows are cards; a whole day fits too."""
    part = Rows(
        key="r",
        label="R",
        add_label="Add a person",
        columns=(
            Person(key="who", label="Person"),
            Choice(key="home", label="In this home", options=HOMES),
            Date(key="since", label="When last viewed"),
        ),
    )
    editor = make(part)
    editor.set_value([{"id": "1", "home": "part", "since": "2026-09-30"}])
    editor.fit(width)
    editor.setFixedWidth(width)
    editor.show()
    assert_fits(editor)
    if width > 1200:
        view = editor.views["1"]
        assert isinstance(view, TableRow)
        day = view.cells["since"].editor.line
        assert day.fontMetrics().horizontalAdvance("30 September 2026") < day.width() - 16


@pytest.mark.parametrize("width", [420, 640, 900])
def test_a_long_title_of_a_card_is_never_cut(make: Callable[..., Any], width: int) -> None:
    title = "An early help plan, and talking with school and surgery about the children"
    columns = (Text(key="what", label="What"), YesNo(key="y", label="Agreed"))
    part = Rows(key="r", label="R", layout="cards", add_label="Add one", row_title="what", columns=columns)
    editor = make(part)
    editor.set_value([{"id": "1", "what": title, "y": "yes"}])
    editor.views["1"].set_open(False)
    editor.fit(width)
    editor.setFixedWidth(width)
    editor.show()
    assert_fits(editor)


def test_a_row_the_form_sets_cannot_be_removed(make: Callable[..., Any]) -> None:
    part = Rows(
        key="plan",
        label="Plan",
        row_title="issue",
        add_label="Add an issue",
        fixed=(Option(value="crime", label="Crime"), Option(value="other", label="Other")),
        columns=(Text(key="issue", label="Issue"), YesNo(key="y", label="Better")),
    )
    editor = make(part)
    editor.set_value([{"id": "crime", "issue": "Crime", "y": "yes"}, {"id": "own", "issue": "Sleep"}])
    assert {key: view.info.removable for key, view in editor.views.items()} == {
        "crime": False,
        "other": False,
        "own": True,
    }
    editor.remove_row("crime")
    assert "crime" in editor.views
    editor.remove_row("own")
    assert "own" not in editor.views


def test_a_token_has_the_same_letters_everywhere(theme: Theme, scope: Scope) -> None:
    for person in scope.context.people:
        token = token_for(theme, scope.context, person)
        assert token._letters == (person.initials if person.full_name or person.unborn else "?")


class TestCards:
    def test_added_removed_and_put_back(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(TOLD)
        assert editor.add_button is not None
        editor.add_button.click()
        first = next(iter(editor.views))
        focus = QApplication.focusWidget()
        assert isinstance(focus, GrowingText), "the keyboard is not in the new row"
        type_in(focus, "Nettie")
        editor.add_button.click()
        type_in(QApplication.focusWidget() or editor, "Basil")
        assert [row["who"] for row in editor.value() or []] == ["Nettie", "Basil"]
        editor.remove_row(first)
        assert [row["who"] for row in editor.value() or []] == ["Basil"]
        assert editor.undo.words.text() == "Removed: Nettie"
        editor.undo.button.click()
        assert [row["who"] for row in editor.value() or []] == ["Nettie", "Basil"]
        assert not editor.undo.isVisible()

    def test_two_removals_are_put_back_one_by_one(self, make: Callable[..., RowsEditor]) -> None:
        given = [{"id": "a", "who": "Ash"}, {"id": "b", "who": "Basil"}]
        editor = make(TOLD, given)
        editor.remove_row("a")
        editor.remove_row("b")
        assert editor.value() is None
        editor.put_back()
        editor.put_back()
        assert editor.value() == given

    def test_folded_shows_one_line_and_holds_its_answers(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(TOLD, [{"id": "a", "who": "Ash", "what": "He saw it"}])
        card = editor.views["a"]
        assert isinstance(card, RowCard)
        assert card.title.text() == "Ash"
        card.fold.click()
        assert card.second.whole_text() == "He saw it"
        card.fold.click()
        assert card.fields is not None
        assert card.fields.boxes["what"].isVisible()

    def test_rows_inside_rows(self, make: Callable[..., RowsEditor]) -> None:
        editor = make(TOLD, [{"id": "a", "who": "Ash"}])
        card = editor.views["a"]
        assert isinstance(card, RowCard)
        assert card.fields is not None
        inner = card.fields.boxes["inner"].editor
        assert isinstance(inner, RowsEditor)
        inner.add_row()
        key = next(iter(inner.views))
        type_in(cell(inner, key, "t").line, "deep")
        assert editor.value() == [{"id": "a", "who": "Ash", "inner": [{"id": key, "t": "deep"}]}]
        assert editor.go_to(f"[a].inner[{key}].u")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert editor.path_to(focus) == f"[a].inner[{key}].u"

    def test_a_new_action_asks_for_done_only_when_its_day_has_come(self, make: Callable[..., Any]) -> None:
        editor = make(
            Actions(key="actions", label="Next"), [{"id": "a1", "what": "Ring", "by_when": "2026-11-20"}]
        )
        view = editor.views["a1"]
        assert isinstance(view, TableRow)
        assert view.more is None or not view.more.boxes["done"].isVisible()
        day = cell(editor, "a1", "by_when")
        day.line.selectAll()
        type_in(day.line, "1/11/2026")
        assert view.more is not None
        assert view.more.boxes["done"].isVisible()

    def test_signatures_offer_the_expected_roles(self, make: Callable[..., Any]) -> None:
        editor = make(Signatures(key="sign", label="Signed", who=("Parent", "Worker")))
        editor.add_row()
        editor.add_row()
        assert [row["role"] for row in editor.value()] == ["Parent", "Worker"]

    def test_a_grid_has_a_line_for_each_adult_and_child(self, make: Callable[..., Any]) -> None:
        part = Grid(
            key="relations",
            label="Relations",
            columns=(
                Choice(key="relation", label="Relation", options=opts(birth_parent="Birth parent")),
                YesNo(key="pr", label="Parental responsibility?"),
            ),
        )
        editor = make(part)
        assert list(editor.views) == ["sorrel:wren", "sorrel:pip", "basil:wren", "basil:pip"]
        QTest.keyClicks(cell(editor, "basil:pip", "pr").control, "K")
        assert editor.value() == [{"adult": "basil", "child": "pip", "pr": "not_known"}]
        assert cell(editor, "basil:pip", "pr").controls()[0].accessibleName().startswith("Pip")

    def test_a_grid_of_twelve_people_is_all_reachable(self, qtbot: QtBot, desk: Desk) -> None:
        from toolkit.forms.people import PersonRef

        people = [PersonRef(id=f"c{n}", name=f"Child {n}", full_name="x", group="child") for n in range(6)]
        people += [PersonRef(id=f"a{n}", name=f"Adult {n}", full_name="x", group="adult") for n in range(6)]
        part = Grid(key="g", label="G", columns=(YesNo(key="pr", label="PR"), YesNo(key="x", label="X")))
        editor = make_editor(part, desk, Scope({}, Context(now=CONTEXT.now, people=tuple(people))))
        qtbot.addWidget(editor)
        editor.set_value(None)
        shown(editor, width=680)
        assert isinstance(editor, RowsEditor)
        assert editor.go_to("[a5:c5].x")
        assert len(editor.views) == 36
        focus = QApplication.focusWidget()
        assert focus is not None
        assert editor.path_to(focus) == "[a5:c5].x"


class TestFieldBox:
    @pytest.fixture
    def box(self, qtbot: QtBot, desk: Desk, scope: Scope) -> FieldBox:
        part = Rows(
            key="others",
            label="Others present",
            needed=True,
            none_label="No one else",
            columns=(Text(key="name", label="Name"), YesNo(key="known", label="Known?")),
        )
        box = FieldBox(part, desk, scope)
        qtbot.addWidget(box)
        box.set_value(None, {})
        shown(box, width=680)
        return box

    def test_none_and_not_this_time_are_one_tap_and_are_taken_back(self, box: FieldBox) -> None:
        assert box.out is not None
        box.out.none_button.click()
        assert box.value() == {"none": True}
        assert box.special is not None
        assert box.special.words.text() == "No one else"
        assert not box.editor.isVisible()
        box.special.back.click()
        assert box.value() is None
        action = next(a for a in box.out.left_button.menu_list.actions() if "no time" in a.text())
        action.trigger()
        assert box.value() == {"not_this_time": "no_time"}

    def test_another_reason_is_written(self, box: FieldBox) -> None:
        assert box.out is not None
        next(a for a in box.out.left_button.menu_list.actions() if "other" in a.text()).trigger()
        assert box.special is not None
        assert box.special.note.hasFocus()
        type_in(box.special.note, "The dog would not let me in")
        assert box.value() == {"not_this_time": "other", "note": "The dog would not let me in"}

    def test_quick_note_is_no_reason_a_person_can_give(self, box: FieldBox) -> None:
        assert box.out is not None
        assert all("quick" not in a.text() for a in box.out.left_button.menu_list.actions())

    def test_nothing_is_offered_once_there_are_words(self, box: FieldBox) -> None:
        assert isinstance(box.editor, RowsEditor)
        box.editor.add_row()
        assert box.out is not None
        assert not box.out.isVisible()


def test_fields_that_do_not_apply_are_hidden_and_their_answers_stay(qtbot: QtBot, desk: Desk) -> None:
    fields = (
        YesNo(key="worry", label="Worried?"),
        LongText(key="why", label="Why", when=When(key="worry", values=("yes",))),
    )
    kept: dict[str, Any] = {"worry": "yes", "why": "A bruise"}
    column = FieldColumn(fields, desk, Scope(kept, CONTEXT), kept)
    qtbot.addWidget(column)
    shown(column, width=680)
    why = column.boxes["why"]
    kept["worry"] = "no"
    column.sync(Scope(kept, CONTEXT))
    assert not why.isVisible()
    assert kept["why"] == "A bruise"
    kept["worry"] = "yes"
    column.sync(Scope(kept, CONTEXT))
    assert column.boxes["why"] is why
    assert why.value() == "A bruise"


@pytest.mark.parametrize(
    ("label", "yes", "no"),
    [
        ("Seen", "seen", "not seen"),
        ("Met?", "met", "not met"),
        ("Is it so?", "Is it so? Yes", "Is it so? No"),
        ("Alone with you", "alone with you", "not alone with you"),
    ],
)
def test_a_folded_row_says_its_answers_as_a_person_would(label: str, yes: str, no: str) -> None:
    columns = (YesNo(key="a", label=label), Text(key="b", label="Evidence"))
    for answer, said in (("yes", yes), ("no", no)):
        row = {"id": "r", "a": answer, "b": "Seen there."}
        assert row_summary(columns, Scope({}, CONTEXT).within(row)) == f"{said}, Seen there."


def test_a_field_named_like_its_page_is_named_unless_it_stands_right_under_the_title(
    qtbot: QtBot, desk: Desk
) -> None:
    fields = (LongText(key="what", label="What happened"), LongText(key="why", label="Why today"))
    for title, named in (("Why today", ["What happened", "Why today"]), ("What happened", ["Why today"])):
        column = FieldColumn(fields, desk, Scope({}, CONTEXT), {}, title=title)
        qtbot.addWidget(column)
        shown(column, width=680)
        labels = [label.text() for label in column.findChildren(BodyLabel) if label.isVisible()]
        assert [label for label in labels if label in ("What happened", "Why today")] == named


class Windows(QObject):
    """Remembers every widget that was ever shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_opens_a_window_of_its_own(make: Callable[..., QWidget], qapp: QApplication) -> None:
    """A part shown before it stands anywhere would flash up as a window."""
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        for part, answer in ANSWERS:
            for compact in (False, True):
                make(part, answer, compact=compact, show=False)
        assert not windows.seen
        QLineEdit().show()
        assert windows.seen == ["QLineEdit"], "the watch sees nothing"
    finally:
        qapp.removeEventFilter(windows)
