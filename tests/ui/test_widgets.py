"""Our own widgets, driven as a person would: keys, words, states, and nothing cut at any text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fit import assert_fits, misfits
from toolkit.forms.vocabulary import DECLINED, NO, NOT_ASKED, NOT_KNOWN, YES
from toolkit.ui.theme import TEXT_SIZES, Theme
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    BottomBar,
    Card,
    Chip,
    ComboBox,
    ElidedLabel,
    EmptyState,
    FieldFrame,
    FilterPill,
    FiveStateAnswer,
    GrowingText,
    HeadingLabel,
    KeyCap,
    LeadLabel,
    LineEdit,
    LinkButton,
    MenuButton,
    PersonToken,
    PrimaryButton,
    PromptCard,
    QuietButton,
    Rail,
    RecordCard,
    SearchBox,
    SegmentedChoice,
    Step,
    StepList,
    StrengthMeter,
    TimelineItem,
    TopBar,
    VerticalScrollPage,
    initials,
)

NASTY = "O’Quill & Söhne <b>not bold</b> 👶🏽 שלום \u00a0x"


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    return widget


# Words


def test_words_of_users_are_never_markup(qtbot: QtBot, theme: Theme) -> None:
    label = BodyLabel(theme, NASTY)
    shown(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == NASTY
    lead = LeadLabel(theme, NASTY, "and <i>more</i>")
    assert "<b>not" not in lead.text()
    assert lead.accessibleName() == f"{NASTY} and <i>more</i>"


def test_an_elided_line_keeps_the_whole(qtbot: QtBot, theme: Theme) -> None:
    whole = "Wren seen alone. Pip pulling to stand. Food in, kitchen warm.\nSecond line."
    label = ElidedLabel(theme, whole)
    shown(qtbot, label, 120, 30)
    assert label.text().endswith("…")
    assert label.accessibleName() == label.toolTip() == label.whole_text() == whole.replace("\n", " ")
    label.resize(2000, 30)
    assert label.text() == label.whole_text()
    assert label.toolTip() == ""


def test_a_button_shows_an_ampersand_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    button = QuietButton(theme, "Quill & Co")
    assert button.accessibleName() == button.words() == "Quill & Co"
    assert button.text() == "Quill && Co"


def test_enter_presses_a_button(qtbot: QtBot, theme: Theme) -> None:
    button = PrimaryButton(theme, "Finish")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_a_button_that_is_off_says_why(theme: Theme) -> None:
    button = LinkButton(theme, "Print again")
    button.set_off("No printer was found.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "No printer was found."
    button.set_on()
    assert button.isEnabled()
    assert button.accessibleDescription() == ""


def test_initials() -> None:
    assert [initials(name) for name in ("Wren", "Tansy Dunnock", "ash", "", "Mary-Jo Ash Quill")] == [
        "Wr",
        "TD",
        "As",
        "?",
        "MQ",
    ]


# Answers


@pytest.mark.parametrize(
    ("key", "value"), [("y", YES), ("N", NO), ("k", NOT_KNOWN), ("a", NOT_ASKED), ("D", DECLINED)]
)
def test_five_answers_by_key(qtbot: QtBot, theme: Theme, key: str, value: str) -> None:
    answer = FiveStateAnswer(theme, name="Seen alone")
    shown(qtbot, answer)
    assert answer.value() is None
    with qtbot.waitSignal(answer.changed):
        QTest.keyClick(answer.buttons()[0], key)
    assert answer.value() == value
    stops = [button for button in answer.buttons() if button.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1
    assert stops[0].isChecked()


def test_five_answers_can_be_cleared_and_are_silent_when_set(qtbot: QtBot, theme: Theme) -> None:
    answer = FiveStateAnswer(theme, name="Seen alone")
    shown(qtbot, answer)
    with qtbot.assertNotEmitted(answer.changed):
        answer.set_value(NO)
    assert answer.value() == NO
    with qtbot.waitSignal(answer.changed):
        qtbot.mouseClick(answer.buttons()[1], Qt.MouseButton.LeftButton)
    assert answer.value() is None
    answer.set_value(YES)
    with qtbot.waitSignal(answer.changed):
        QTest.keyClick(answer.buttons()[0], Qt.Key.Key_Delete)
    assert answer.value() is None


def test_arrows_move_without_answering(qtbot: QtBot, theme: Theme) -> None:
    answer = FiveStateAnswer(theme, name="Seen")
    window = shown(qtbot, answer)
    window.activateWindow()
    answer.setFocus()
    with qtbot.assertNotEmitted(answer.changed):
        QTest.keyClick(answer.buttons()[0], Qt.Key.Key_Right)
    assert answer.buttons()[1].hasFocus()
    assert answer.value() is None


def test_a_shortcut_with_ctrl_is_no_answer(qtbot: QtBot, theme: Theme) -> None:
    answer = FiveStateAnswer(theme, name="Seen")
    shown(qtbot, answer)
    QTest.keyClick(answer.buttons()[0], Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert answer.value() is None


def test_a_final_answer_cannot_be_changed(qtbot: QtBot, theme: Theme) -> None:
    answer = FiveStateAnswer(theme, name="Seen")
    shown(qtbot, answer)
    answer.set_value(YES)
    answer.set_state("final")
    qtbot.mouseClick(answer.buttons()[1], Qt.MouseButton.LeftButton)
    assert answer.value() == YES


def test_each_answer_says_what_it_answers(theme: Theme) -> None:
    answer = FiveStateAnswer(theme)
    answer.setAccessibleName("Wren, seen alone")
    assert {button.accessibleDescription() for button in answer.buttons()} == {"Wren, seen alone"}
    assert [button.accessibleName() for button in answer.buttons()] == [
        "Yes",
        "No",
        "Not known",
        "Not asked",
        "Declined",
    ]


@pytest.mark.parametrize("size", [100, 200])
def test_a_long_chosen_answer_keeps_its_edges(
    qtbot: QtBot, make_theme: Callable[..., Theme], size: int
) -> None:
    """It is set in heavier letters: they must not eat the room beside them."""
    theme = make_theme(text_size=size)
    choice = SegmentedChoice(theme, [("a", "Public: NHS, council, police, state school"), ("b", "Other")])
    qtbot.addWidget(choice)
    choice.set_value("a")
    choice.resize(2000, 200)
    choice.show()
    chosen, other = choice.buttons()
    heavy = QFont(chosen.font())
    heavy.setWeight(QFont.Weight.DemiBold)
    beside = other.width() - other.fontMetrics().horizontalAdvance(other.text())
    assert chosen.width() - QFontMetrics(heavy).horizontalAdvance(chosen.text()) >= beside


def test_answers_wrap_instead_of_being_cut(qtbot: QtBot, make_theme: Callable[..., Theme]) -> None:
    theme = make_theme(text_size=200)
    page = VerticalScrollPage(theme)
    answer = FiveStateAnswer(theme, name="Seen")
    page.body.addWidget(answer)
    page.body.addStretch(1)
    shown(qtbot, page, 420, 500)
    assert_fits(page)
    assert answer.height() > 2 * theme.control


def test_a_choice_that_may_not_be_cleared(qtbot: QtBot, theme: Theme) -> None:
    choice = SegmentedChoice(theme, [("family", "Family"), ("child", "Child")], clearable=False)
    shown(qtbot, choice)
    choice.set_value("child")
    qtbot.mouseClick(choice.buttons()[1], Qt.MouseButton.LeftButton)
    assert choice.value() == "child"


def test_a_combo_starts_empty_and_can_be_cleared(qtbot: QtBot, theme: Theme) -> None:
    combo = ComboBox(theme, [("home", "Home visit"), ("phone", "Telephone")], name="Where")
    shown(qtbot, combo)
    assert combo.value() is None
    assert combo.currentText() == "Choose"
    combo.setFocus()
    with qtbot.waitSignal(combo.changed):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.value() == "home"
    with qtbot.waitSignal(combo.changed):
        QTest.keyClick(combo, Qt.Key.Key_Delete)
    assert combo.value() is None
    combo.set_value("other: in the park")
    assert combo.value() == "other: in the park"


def test_the_wheel_changes_no_answer(qtbot: QtBot, theme: Theme) -> None:
    combo = ComboBox(theme, [("home", "Home visit"), ("phone", "Telephone")])
    shown(qtbot, combo)
    combo.setFocus()
    centre = QPoint(10, 10)
    event = QWheelEvent(
        centre,
        combo.mapToGlobal(centre),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, event)
    assert combo.value() is None
    assert not event.isAccepted()


# Long text


def test_long_text_is_kept_exactly(qtbot: QtBot, theme: Theme) -> None:
    text = NASTY + "\n\n\ttab  two spaces \u0301 end \n"
    box = GrowingText(theme, name="What I saw")
    shown(qtbot, box)
    box.set_value(text)
    assert box.value() == text
    box.set_value("word " * 20_000)
    assert len(box.value()) == 100_000


def test_long_text_grows_to_twelve_lines_then_scrolls(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    box = GrowingText(theme, lines=3)
    column.addWidget(box)
    column.addStretch(1)
    shown(qtbot, page, 500, 700)
    line = box.line_pixels()
    three = box.height()
    assert 3 * line <= three <= 3 * line + 30
    box.set_value("\n".join("abcdefgh"))
    QApplication.processEvents()
    assert 8 * line <= box.height() <= 8 * line + 30
    assert box.verticalScrollBar().maximum() == 0
    box.set_value("\n" * 40)
    QApplication.processEvents()
    assert 12 * line <= box.height() <= 12 * line + 30
    assert box.verticalScrollBar().maximum() > 0
    box.set_value("")
    QApplication.processEvents()
    assert box.height() == three


def test_typing_sends_changed_and_setting_does_not(qtbot: QtBot, theme: Theme) -> None:
    box = GrowingText(theme)
    shown(qtbot, box)
    with qtbot.assertNotEmitted(box.changed):
        box.set_value("Wren opened the door.")
    with qtbot.waitSignal(box.changed):
        QTest.keyClicks(box, "x")
    box.undo()
    assert box.value() == "Wren opened the door."
    box.undo()
    assert box.value() == "Wren opened the door."


def test_only_plain_words_are_pasted_and_copied(qtbot: QtBot, theme: Theme) -> None:
    box = GrowingText(theme)
    shown(qtbot, box)
    data = QMimeData()
    data.setHtml("<h1>Big</h1>")
    data.setText("Big")
    box.insertFromMimeData(data)
    assert box.value() == "Big"
    box.selectAll()
    assert box.createMimeDataFromSelection().formats() == ["text/plain"]


def test_tab_leaves_long_text(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    box, line = GrowingText(theme), LineEdit(theme)
    column.addWidget(box)
    column.addWidget(line)
    shown(qtbot, page)
    page.activateWindow()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert box.value() == ""


# Fields


def test_a_field_says_its_problem_to_everyone(qtbot: QtBot, theme: Theme) -> None:
    line = LineEdit(theme, "31/02/2020")
    field = FieldFrame(theme, "Date of birth", line, hint="As on the birth record.")
    shown(qtbot, field)
    assert line.accessibleName() == "Date of birth"
    field.set_state("error", "February 2020 had 29 days. Check the day or the month.")
    assert line.property("state") == "error"
    assert field.problem.isVisible()
    assert line.accessibleDescription() == (
        "As on the birth record. February 2020 had 29 days. Check the day or the month."
    )
    field.set_state("missing")
    assert field.problem_text() == "Missing. Needed before you finish."
    field.set_state("final")
    assert line.isReadOnly()
    field.set_state("")
    assert not field.problem.isVisible()
    assert not line.isReadOnly()
    assert line.accessibleDescription() == "As on the birth record."


def test_the_search_follows_the_typing(qtbot: QtBot, theme: Theme) -> None:
    box = SearchBox(theme, "Search families and records", shortcut="Ctrl+K", delay=5)
    shown(qtbot, box)
    assert box.findChild(KeyCap).isVisible()
    with qtbot.waitSignal(box.searched) as sent:
        QTest.keyClicks(box.line, "quill")
    assert sent.args == ["quill"]
    assert not box.findChild(KeyCap).isVisible()
    with qtbot.waitSignal(box.searched) as sent:
        QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert sent.args == [""]


# Lists, bars, rail


def test_steps_are_one_tab_stop(qtbot: QtBot, theme: Theme) -> None:
    steps = StepList(theme, name="Pages")
    steps.set_steps(
        [
            Step("a", "Contact", "done"),
            Step("b", "Seen", "missing", "1 missing"),
            Step("c", "Told", "optional"),
        ]
    )
    steps.set_current("b")
    shown(qtbot, steps, 256, 400)
    assert [row.accessibleName() for row in steps.rows()] == [
        "Contact, done",
        "Seen, 1 missing",
        "Told, optional",
    ]
    assert [row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in steps.rows()] == [False, True, False]
    steps.activateWindow()
    steps.rows()[1].setFocus()
    with qtbot.assertNotEmitted(steps.chosen):
        QTest.keyClick(steps.rows()[1], Qt.Key.Key_Down)
    assert steps.rows()[2].hasFocus()
    with qtbot.waitSignal(steps.chosen) as sent:
        QTest.keyClick(steps.rows()[2], Qt.Key.Key_Return)
    assert sent.args == ["c"]
    row = steps.rows()[0]
    steps.set_steps([Step("a", "Contact", "missing", "2 missing"), *(r.step for r in steps.rows()[1:])])
    assert steps.rows()[0] is row
    assert steps.current() == "c"


def test_the_rail_says_where_it_was_told_to_go(qtbot: QtBot, theme: Theme) -> None:
    rail = Rail(theme)
    rail.set_current("today")
    shown(qtbot, rail, 84, 768)
    rail.activateWindow()
    families = rail.items()[1]
    with qtbot.waitSignal(rail.went) as sent:
        qtbot.mouseClick(families, Qt.MouseButton.LeftButton)
    assert sent.args == ["families"]
    assert rail.current() == "today"
    assert rail.items()[0].isChecked()
    assert not families.isChecked()
    rail.set_current("families")
    assert families.isChecked()
    rail.setFocus()
    assert families.hasFocus()
    QTest.keyClick(families, Qt.Key.Key_End)
    assert rail.items()[-1].hasFocus()
    assert rail.width() == 84


def test_the_rail_as_a_menu_has_lock_first(qtbot: QtBot, theme: Theme) -> None:
    rail, button = Rail(theme), MenuButton(theme, "", "list", name="Menu")
    qtbot.addWidget(rail)
    rail.fill_menu(button)
    words = [action.text().split("\t")[0] for action in button.menu_list.actions()]
    assert words == ["Lock", "Today", "Families", "Guidance", "Sent out", "Settings", "Help", "Blank"]
    with qtbot.waitSignal(rail.went) as sent:
        button.menu_list.actions()[2].trigger()
    assert sent.args == ["families"]


def family_bar(theme: Theme, pressed: list[str]) -> TopBar:
    bar = TopBar(theme)
    bar.set_title(
        "Thistlewick family", "F-2041  ·  3 Pretend Row", [Chip(theme, "Early help plan", "", "accent")]
    )
    bar.set_actions(
        [
            BarAction("Before you leave", lambda: pressed.append("leave"), "clipboard-text"),
            BarAction("No answer", lambda: pressed.append("door"), "door"),
            BarAction("", lambda: pressed.append("search"), "magnifying-glass", name="Search"),
            BarAction("Baby born", lambda: pressed.append("born"), more=True),
            BarAction("New record", lambda: pressed.append("new"), "plus-bold", kind="primary"),
        ]
    )
    return bar


def test_the_top_bar_folds_what_does_not_fit(qtbot: QtBot, make_theme: Callable[..., Theme]) -> None:
    pressed: list[str] = []
    wide = shown(qtbot, family_bar(make_theme(), pressed), 1282, 64)
    assert isinstance(wide, TopBar)
    assert wide.height() == 64
    assert wide.button("No answer").isVisible()
    assert [action.text() for action in wide.more.menu_list.actions()] == ["Baby born"]
    large = shown(qtbot, family_bar(make_theme(text_size=200), pressed), 1366, 130)
    assert isinstance(large, TopBar)
    assert large.button("New record").isVisible()
    folded = [action.text() for action in large.more.menu_list.actions()]
    assert folded[-1] == "Baby born"
    assert len(folded) >= 2
    for action in large.more.menu_list.actions():
        action.trigger()
    assert "born" in pressed
    assert_fits(large)


def test_the_saved_line(qtbot: QtBot, theme: Theme) -> None:
    bar = BottomBar(theme)
    bar.set_actions([BarAction("Word", lambda: None), BarAction("Finish", lambda: None, kind="primary")])
    bar.set_saved("saved", "Saved 14:20", "Kept on this laptop, encrypted.")
    shown(qtbot, bar, 900, 60)
    assert bar.saved_text() == "Saved 14:20 Kept on this laptop, encrypted."
    bar.set_saved("failed", "Not saved since 14:20.", "The disk is full. Your words are still on the screen.")
    assert bar.state() == "failed"
    bar.resize(500, 90)
    assert_fits(bar)
    assert any(
        label.isVisible() and label.text().startswith("The disk is full")
        for label in bar.findChildren(QLabel)
    )


def test_a_record_card_is_said_whole(qtbot: QtBot, theme: Theme) -> None:
    card = RecordCard(
        theme,
        "Case note: home visit",
        "Started at 13:10.",
        "T Dunnock",
        [Chip(theme, "Draft")],
        when="12 November",
    )
    item = TimelineItem(theme, card, day="12", weekday="Thu", draft=True)
    shown(qtbot, item, 500, 80)
    assert card.accessibleName() == "12 November. Case note: home visit. Draft. Started at 13:10. T Dunnock"
    with qtbot.waitSignal(item.opened):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_banner_and_prompt_and_empty_state_act(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    banner = Banner(theme, "red", "Do not tell Ash Quill.", "Court order.", action="Open warnings")
    banner.acted.connect(lambda: done.append("warnings"))
    prompt = PromptCard(theme, "Why ask?", "Ring today.", "bruises")
    prompt.read_card.connect(done.append)
    empty = EmptyState(
        theme, "columns", "No map yet", "Draw one together.", "Start a map", lambda: done.append("map")
    )
    for widget in (banner, prompt, empty):
        qtbot.addWidget(widget)
    assert banner.button is not None
    assert prompt.link is not None
    assert empty.button is not None
    banner.button.click()
    prompt.link.click()
    empty.button.click()
    assert done == ["warnings", "bruises", "map"]
    assert banner.words() == "Do not tell Ash Quill. Court order."


# Nothing is cut


def everything(theme: Theme) -> QWidget:
    page = VerticalScrollPage(theme)
    body = page.body
    body.addWidget(HeadingLabel(theme, "Who was seen, and who was spoken to on this visit?", role="h1"))
    body.addWidget(BodyLabel(theme, "Every child, and every adult in the home. " * 6))
    five = FiveStateAnswer(theme, name="Seen alone")
    five.set_value(NOT_KNOWN)
    body.addWidget(
        FieldFrame(theme, "Was Pip alone with you?", five, hint="Out of earshot of everybody else.")
    )
    combo = ComboBox(theme, [("a", "Home visit"), ("b", "Somewhere else, with others there")])
    combo.set_value("b")
    field = FieldFrame(theme, "Where", combo)
    field.set_state("warning", "The last digit of this NHS number does not fit. It is kept as typed.")
    body.addWidget(field)
    body.addWidget(FieldFrame(theme, "What I saw", GrowingText(theme, "Kitchen warm. " * 30)))
    row = QHBoxLayout()
    row.addWidget(PersonToken(theme, "Wr"))
    row.addWidget(FilterPill(theme, "Notes", 15, chosen=True))
    row.addWidget(Chip(theme, "2 days late", "warning-circle-fill", "red"))
    row.addStretch(1)
    body.addLayout(row)
    body.addWidget(Banner(theme, "amber", "Written late.", "Say why before you finish.", action="Say why"))
    body.addWidget(PromptCard(theme, "Who else is here?", "Ask who slept here last night. " * 3, "men"))
    body.addWidget(
        EmptyState(theme, "columns", "No map yet for this family", "Draw one together.", "Start a map")
    )
    steps = StepList(theme)
    steps.set_steps([Step("a", "View and analysis of what was seen and heard", "missing", "2 missing")])
    body.addWidget(steps)
    meter = StrengthMeter(theme)
    meter.set_strength(2, "Not strong enough yet.", "Somebody could guess it in a few days.", "11 characters")
    body.addWidget(meter)
    card = RecordCard(
        theme,
        "Case note: home visit",
        "Started at 13:10. " * 9,
        "T Dunnock",
        [Chip(theme, "Draft, 5 missing")],
    )
    body.addWidget(TimelineItem(theme, card, day="12", weekday="Thu"))
    box = Card(theme, "Not seen or not heard")
    box.body.addWidget(LinkButton(theme, "See all 9"))
    body.addWidget(box)
    body.addWidget(SearchBox(theme, "Search", shortcut="Ctrl+K"))
    body.addStretch(1)
    return page


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("width_em", [26, 48, 90])
def test_nothing_is_cut(
    qtbot: QtBot, make_theme: Callable[..., Theme], text_size: int, width_em: int
) -> None:
    theme = make_theme(text_size=text_size)
    page = shown(qtbot, everything(theme), theme.em(width_em), 690)
    assert_fits(page)


def test_the_check_finds_words_that_are_cut(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    label, button = (
        QLabel("Somewhere else, with others there", page),
        QuietButton(theme, "Show what is missing", parent=page),
    )
    label.setGeometry(0, 0, 60, 20)
    button.setGeometry(0, 40, 50, 36)
    out = BodyLabel(theme, "Wren", wrap=False, parent=page)
    out.setGeometry(580, 100, 60, 20)
    shown(qtbot, page)
    found = "\n".join(misfits(page))
    assert "Somewhere" in found
    assert "Show what is missing" in found
    assert "sticks out sideways" in found


def test_a_page_scrolls_down_and_never_sideways(qtbot: QtBot, theme: Theme) -> None:
    page = VerticalScrollPage(theme, max_em=30)
    for _ in range(12):
        page.body.addWidget(BodyLabel(theme, "Some words that wrap. " * 20))
    page.body.addStretch(1)
    shown(qtbot, page, 500, 300)
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0
    assert page.body.geometry().width() <= theme.em(30)
    page.resize(900, 5000)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
