"""The quick note: five questions, keyboard only, a real case note; a worry shows numbers at once; nobody met goes the same way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, key, press, segment, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import Made, make_session
from toolkit.errors import DiskFull
from toolkit.forms.rules import can_finish, problems
from toolkit.practice.areas import LocalNumber, local_facts
from toolkit.settings import Settings
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.numbers import NumbersPanel
from toolkit.ui.quick_note import ContactChoice, QuickNotePage
from toolkit.ui.record_store import VaultStore
from toolkit.ui.theme import Theme
from toolkit.ui.today import TodayPage
from toolkit.ui.warnings_line import WarningsLine
from toolkit.ui.widgets import BodyLabel

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, made: Made) -> Iterator[QuickNotePage]:
    """Gives the quick note, opened from the family page with its key."""
    window.family(made.family)
    settle()
    key(window, Qt.Key.Key_Q, CTRL)
    assert isinstance(window.page, QuickNotePage)
    return window.page


def _newest(made: Made) -> dict[str, object]:
    row = max(made.vault.records.timeline(made.family), key=lambda one: one.seq)
    return made.vault.records.get(row.id).answers


def _fill(page: QuickNotePage, worry: str = "No") -> None:
    segment(page, "What kind of contact?", "Clinic")
    segment(page, "Wren", "Seen")
    segment(page, "Pip", "Not seen")
    write(page, "What happened, and what was said?", 'Wren said "my tooth fell out".')
    segment(page, "What happens next?", "No next step")
    segment(page, "Are you worried about a child?", worry)


def test_five_answers_make_a_note_that_is_final(window: MainWindow, made: Made, page: QuickNotePage) -> None:
    """Nothing else is asked; what was not asked is kept as "not this time: quick note"."""
    before = len(made.vault.records.timeline(made.family))
    _fill(page)
    page.finish()
    settle()
    assert isinstance(window.page, FamilyPage)
    rows = made.vault.records.timeline(made.family)
    assert len(rows) == before + 1
    row = max(rows, key=lambda one: one.seq)
    assert row.status == "final"
    record = made.vault.records.get(row.id)
    assert record.answers["facts"] == 'Wren said "my tooth fell out".'
    assert record.answers["contact"] == "clinic"
    assert record.answers["about"] == ["c1", "c2", "c3"]
    seen = {one["person"]: one for one in record.answers["seen"]}
    assert seen["c1"]["seen"] == "yes"
    assert seen["c1"]["alone"] == "no"
    assert seen["c2"]["seen"] == "no"
    assert record.answers["purpose"] == {"not_this_time": "quick_note"}
    assert set(record.outlines) == {"practitioner", "family"}
    assert record.event == "2026-11-12T14:20"


def test_every_question_is_seen_at_once(window: MainWindow, page: QuickNotePage) -> None:
    """On a screen of 1366 by 768 nothing scrolls, warnings and all; with the bars of a desktop one scroll is enough."""
    assert page.form is not None
    bar = page._scroll.verticalScrollBar()
    assert bar.maximum() == 0
    view = page._scroll.viewport()
    for frame in page.form._frames.values():
        if frame.isVisible():
            assert view.rect().contains(frame.rect().translated(frame.mapTo(view, frame.rect().topLeft())))
    window.resize(1366, 690)
    settle()
    assert 0 < bar.maximum() <= bar.pageStep()
    assert page.form._frames["actions"].mapTo(view, page.form._frames["actions"].rect().bottomLeft()).y() < (
        view.height()
    )


def test_rare_kinds_of_contact_come_with_more(window: MainWindow, page: QuickNotePage) -> None:
    """Six at once; the mouse, the arrow after the sixth, End and the letter of a hidden one all bring the rest."""
    contact = page.findChild(ContactChoice)
    assert contact is not None
    options = [(button.value, button.text()) for button in contact.buttons()]  # type: ignore[attr-defined]

    def fresh() -> ContactChoice:
        one = ContactChoice(page.theme, options)
        one.setParent(page)
        one.show()
        return one

    def shown(one: ContactChoice) -> int:
        return sum(not button.isHidden() for button in one.buttons())

    window.activateWindow()
    QTest.qWait(30)
    assert shown(contact) == 6
    press(page, "More kinds of contact")
    assert shown(contact) == len(contact.buttons()) == 13
    assert window.focusWidget() is contact.buttons()[6]
    assert_fits(page)
    segment(page, "What kind of contact?", "Video call")
    assert contact.value() == "video"
    for code, value in ((Qt.Key.Key_Right, None), (Qt.Key.Key_End, None), (Qt.Key.Key_J, "joint_visit")):
        one = fresh()
        QTest.keyClick(one.buttons()[5], code)
        assert shown(one) == 13
        assert one.more.isHidden()
        assert one.value() == value
    one = fresh()
    QTest.keyClick(one.buttons()[4], Qt.Key.Key_Right)
    QTest.keyClick(one.buttons()[0], Qt.Key.Key_C)
    assert shown(one) == 6


def test_by_the_keyboard_alone(window: MainWindow, made: Made, page: QuickNotePage) -> None:
    """Letters choose, Tab goes on, Ctrl+Enter finishes: the mouse is never needed."""

    def press_key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, code, held)
        settle()

    window.activateWindow()
    QTest.qWait(30)
    press_key(Qt.Key.Key_T)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_A)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_S)
    press_key(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QTextEdit)
    QTest.keyClicks(focus, "Rang from school.")
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_N)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_N)
    press_key(Qt.Key.Key_Return, CTRL)
    answers = _newest(made)
    assert answers["contact"] == "phone"
    assert answers["facts"] == "Rang from school."
    assert answers["worry"] == "no"
    assert answers["actions"] == {"none": True}
    assert isinstance(window.page, FamilyPage)


def test_what_is_missing_is_said_at_its_question(page: QuickNotePage, made: Made) -> None:
    """Finish is never off: it says what is missing, and the keyboard goes to the first."""
    write(page, "What happened, and what was said?", "A word.")
    page.finish()
    settle()
    assert page.form is not None
    states = {name: frame.state() for name, frame in page.form._frames.items() if frame.state()}
    assert states["contact"] == "missing"
    assert states["worry"] == "missing"
    assert states["actions"] == "missing"
    assert page.form.problem.isVisible()
    assert "still needed" in page.form.problem.words()
    assert_fits(page)


def test_a_next_step_needs_its_day_and_has_the_worker(
    page: QuickNotePage, made: Made, window: MainWindow
) -> None:
    """The action is a real one: named worker, a day, due in Today."""
    _fill(page)
    segment(page, "What happens next?", "A next step")
    write(page, "Next step", "Ring the dentist")
    page.finish()
    assert page.form is not None
    assert page.form._frames["by_when"].state() in ("missing", "error")
    write(page, "By when", "tomorrow")
    page.finish()
    settle()
    actions = _newest(made)["actions"]
    assert isinstance(actions, list)
    assert actions[0]["what"] == "Ring the dentist"
    assert actions[0]["by_when"] == "2026-11-13"
    assert actions[0]["who"] == {"name": "Tansy Dunnock", "role": "health visitor"}
    assert any(row.text == "Ring the dentist" for row in made.vault.records.due())


@pytest.mark.parametrize("answer", ["Yes", "Not known"])
def test_a_worry_opens_the_full_note_with_the_words_kept(
    window: MainWindow, made: Made, page: QuickNotePage, answer: str
) -> None:
    """The front-door number is there at once and the whole note is open, at the worry, nothing typed lost."""
    number = LocalNumber(phone="01632 960001", checked_on="2026-11-01")
    for fact, value in local_facts("front_door", number).items():
        made.vault.facts.set(fact, value)
    segment(page, "What kind of contact?", "Home visit, announced")
    write(page, "What happened, and what was said?", "A bruise on the arm.")
    segment(page, "Are you worried about a child?", answer)
    QTest.qWait(30)
    settle()
    full = window.page
    assert isinstance(full, RecordPage)
    assert full.answers["facts"] == "A bruise on the arm."
    assert full.edit is not None
    assert full.edit.page is not None
    assert full.edit.page.key == "seen"
    shown = " ".join(label.text() for label in full.edit.findChildren(BodyLabel) if label.isVisibleTo(full))
    assert "01632 960001" in shown
    assert "999" in shown
    # The full note asks for what a worry needs; nothing was filled in as "quick note".
    store = VaultStore(made.session, record_id=full.store.record_id)  # type: ignore[attr-defined]
    missing = {p.path for p in problems(store.entry, full.answers, store.context()) if p.level == "missing"}
    assert any(path.startswith("analysis") for path in missing)
    window.back()
    settle()
    assert isinstance(window.page, FamilyPage)


@pytest.mark.parametrize("no_answer", [False, True])
@pytest.mark.parametrize("worry", ["", "No", "Yes", "Not known"])
def test_the_full_note_has_no_box_left_by_the_quick_one(
    window: MainWindow, made: Made, worry: str, no_answer: bool
) -> None:
    """Whatever was answered first, and saved with it: a draft asks for each box, for it may become a whole note."""
    window.quick_note(made.family, no_answer=no_answer)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    if no_answer:
        segment(page, "How did you try?", "Telephone")
    else:
        segment(page, "What kind of contact?", "Clinic")
        segment(page, "Wren", "Seen")
    assert page.saver is not None
    page.saver.flush()
    assert "quick_note" not in str(_newest(made))
    if worry:
        segment(page, "Are you worried about a child?", worry)
    if window.page is page:
        page.open_full()
    settle()
    full = window.page
    assert isinstance(full, RecordPage)
    assert "quick_note" not in str(full.answers)
    assert "quick_note" not in str(_newest(made))


def test_finish_later_keeps_the_draft_and_today_has_it(
    window: MainWindow, made: Made, page: QuickNotePage
) -> None:
    """Half a note is a draft; Today shows it."""
    write(page, "What happened, and what was said?", "Half a")
    press(page, "Finish later")
    settle()
    assert isinstance(window.page, FamilyPage)
    drafts = [made.vault.records.get(row.id).answers.get("facts") for row in made.vault.records.drafts()]
    assert "Half a" in drafts
    window.place("today")
    assert isinstance(window.page, TodayPage)
    said = [one.accessibleName() for one in window.page.list.findChildren(QWidget)]
    assert sum("Finish the case note" in one for one in said) == 2


def test_it_saves_itself_while_it_is_typed(page: QuickNotePage, made: Made, qtbot: QtBot) -> None:
    """At most two seconds after the last key the words are on the disk, and the line says so."""
    write(page, "What happened, and what was said?", "Typed and not touched again")
    qtbot.waitUntil(lambda: page.bottom.state() == "saved", timeout=2000)
    assert page.bottom.saved_text().startswith("Saved ")
    assert page.store is not None
    assert made.vault.records.get(page.store.record_id).answers["facts"] == "Typed and not touched again"


def test_leaving_saves_and_looking_leaves_no_trace(
    window: MainWindow, made: Made, page: QuickNotePage
) -> None:
    """Esc keeps what was typed; an empty quick note that was only looked at makes no record."""
    before = len(made.vault.records.timeline(made.family))
    key(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, FamilyPage)
    assert len(made.vault.records.timeline(made.family)) == before
    key(window, Qt.Key.Key_Q, CTRL)
    again = window.page
    assert isinstance(again, QuickNotePage)
    write(again, "What happened, and what was said?", "Kept")
    key(window, Qt.Key.Key_Escape)
    assert len(made.vault.records.timeline(made.family)) == before + 1


def test_a_full_disk_keeps_the_words_on_the_screen(
    page: QuickNotePage, made: Made, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finishing on a full disk says so, makes no half note, and works once there is room."""
    _fill(page)
    assert page.saver is not None
    page.saver.flush()

    def full(*_given: object, **_more: object) -> None:
        raise DiskFull

    with monkeypatch.context() as disk:
        disk.setattr(made.vault.records, "finish", full)
        page.finish()
        settle()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        assert "disk is full" in dialog.accessibleName().lower()
        dialog.accept()
        settle()
    assert window.page is page
    assert page.form is not None
    assert page.form.answers(page.context())["facts"].startswith("Wren said")
    page.finish()
    settle()
    assert isinstance(window.page, FamilyPage)


def test_the_same_note_twice_asks_before_it_is_finished(
    window: MainWindow, made: Made, page: QuickNotePage
) -> None:
    """E10: nearly the same note of the same day is shown before it becomes a second one."""
    _fill(page)
    page.finish()
    settle()
    before = len(made.vault.records.timeline(made.family))
    window.quick_note(made.family)
    settle()
    again = window.page
    assert isinstance(again, QuickNotePage)
    _fill(again)

    def go_back(dialog: QDialog) -> None:
        words = " ".join(label.text() for label in dialog.findChildren(BodyLabel))
        assert "written twice" in words
        press(dialog, "Go back to the note")

    in_dialog(go_back, again.finish)
    assert window.page is again
    rows = made.vault.records.timeline(made.family)
    assert sum(row.status == "final" for row in rows) == before - 1


def test_another_familys_name_asks_before_it_is_finished(
    window: MainWindow, made: Made, page: QuickNotePage
) -> None:
    """E12: a full name that belongs to another family is pointed out; it may still be right."""
    other = {
        "family_name": "Gooseberry",
        "children": [{"id": "g1", "unborn": "no", "name": "Moss Gooseberry", "birth": "2023-01-01"}],
    }
    made.vault.records.create("family", None, other, made.session.author())
    made.session.families_changed()
    _fill(page)
    write(page, "What happened, and what was said?", "Plays with Moss Gooseberry.")

    def all_the_same(dialog: QDialog) -> None:
        words = " ".join(label.text() for label in dialog.findChildren(BodyLabel))
        assert "Moss Gooseberry" in words
        assert "another family" in words
        press(dialog, "Finish all the same")

    in_dialog(all_the_same, page.finish)
    assert isinstance(window.page, FamilyPage)


def test_from_today_the_family_is_chosen_first(window: MainWindow, made: Made) -> None:
    """Ctrl+Q, some letters, Enter, and the questions are there."""
    window.place("today")
    key(window, Qt.Key.Key_Q, CTRL)
    page = window.page
    assert isinstance(page, QuickNotePage)
    assert page.picker is not None
    QTest.keyClicks(page.picker.search.line, "thist")
    QTest.keyClick(page.picker.search.line, Qt.Key.Key_Return)
    settle()
    assert page.family_id == made.family
    assert page.form is not None
    assert_fits(window)


def test_warnings_stand_above_the_questions(page: QuickNotePage) -> None:
    """Whoever writes sees the red line first, whole."""
    line = page.findChild(WarningsLine)
    assert line is not None
    assert "Visit in pairs" in line.accessibleName()
    assert "Do not tell Ash Quill this address" in line.accessibleName()


# Nobody met


def test_no_answer_is_a_finished_note_in_a_few_answers(window: MainWindow, made: Made) -> None:
    """Ctrl+Shift+N from the family page; the next try is due on its day."""
    window.family(made.family)
    settle()
    key(window, Qt.Key.Key_N, CTRL | SHIFT)
    page = window.page
    assert isinstance(page, QuickNotePage)
    assert page.no_answer
    segment(page, "How did you try?", "Telephone")
    write(page, "What happened?", "Rang out twice.")
    segment(page, "Are you worried about a child?", "No")
    write(page, "Try again on", "16/11/2026")
    assert_fits(page)
    page.finish()
    settle()
    answers = _newest(made)
    assert answers["contact"] == "attempted"
    tried = answers["attempted"]
    assert isinstance(tried, list)
    assert tried[0]["method"] == "phone"
    assert tried[0]["next"] == "2026-11-16"
    assert any(
        row.text.startswith("Try again") and row.day == "2026-11-16" for row in made.vault.records.due()
    )


def test_a_third_try_asks_whether_it_is_a_pattern(window: MainWindow, made: Made) -> None:
    """Two in the past weeks and this one: the question is there, with whom to tell."""
    window.quick_note(made.family, no_answer=True)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    segment(page, "How did you try?", "Knocked at the door")
    assert page.form is not None
    assert page.form._frames["pattern"].isVisible()


def test_a_worry_about_a_child_nobody_met_shows_the_numbers(window: MainWindow, made: Made) -> None:
    """The numbers come at once, a missing one says how to find it, and the note may still be finished."""
    window.quick_note(made.family, no_answer=True)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    segment(page, "How did you try?", "Telephone")
    write(page, "What happened?", "No answer.")
    segment(page, "Are you worried about a child?", "Yes")
    panel = page.findChild(NumbersPanel)
    assert panel is not None
    assert panel.isVisible()
    assert "999" in panel.accessibleName()
    assert "find your local front door" in panel.accessibleName()
    assert_fits(page)


def test_a_late_note_asks_why(window: MainWindow, made: Made) -> None:
    """More than a day after it happened the reason is asked, and without it nothing is final."""
    window.quick_note(made.family)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    _fill(page)
    write(page, "When", "9/11/2026 10:00")
    assert page.form is not None
    assert page.form._frames["late_reason"].isVisible()
    page.finish()
    assert page.form._frames["late_reason"].state() == "missing"
    write(page, "Why it was written later", "No laptop that day.")
    page.finish()
    settle()
    assert isinstance(window.page, TodayPage)
    row = next(one for one in made.vault.records.timeline(made.family) if one.event.startswith("2026-11-09"))
    assert row.late


def test_a_family_without_children_can_only_be_finished_later(
    tmp_path: Path, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    """The note is kept, and it says that a child is to be added."""
    session, _ = make_session(tmp_path / "v", theme, settings)
    family = session.vault.records.create("family", None, {"family_name": "Marrowby"}, session.author())
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.quick_note(family.id)
    settle()
    page = window.page
    assert isinstance(page, QuickNotePage)
    segment(page, "What kind of contact?", "Telephone")
    write(page, "What happened, and what was said?", "First call.")
    segment(page, "Are you worried about a child?", "No")
    segment(page, "What happens next?", "No next step")
    assert page.store is not None
    assert not can_finish(problems(page.store.entry, page.answers(), page.context()))
    page.finish()
    assert page.form is not None
    assert page.form.problem.isVisible()
    press(page, "Finish later")
    assert [row.summary for row in session.vault.records.drafts()] == ["First call."]
    window.drop()
    session.vault.close()
