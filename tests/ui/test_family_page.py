"""The family page: warnings, people with what was seen and heard, the line of time, what is due, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, in_dialog, key, press, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made, fill, make_session, session_over
from toolkit.forms import catalogue
from toolkit.settings import Settings
from toolkit.ui.baby_born import BabyBornDialog
from toolkit.ui.dialogs import Dialog
from toolkit.ui.family_actions import more
from toolkit.ui.family_facts import adults, children, plan_words
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.family_people import AdultRow, ChildCard
from toolkit.ui.family_side import SideLine
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Banner, BodyLabel, EmptyState, HeadingLabel, RecordCard, TopBar
from toolkit.ui.withdraw import WithdrawDialog
from toolkit.vault.vault import Vault

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, made: Made) -> FamilyPage:
    """Gives the page of the Thistlewicks."""
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    return window.page


def _cards(page: QWidget) -> list[str]:
    return [card.accessibleName() for card in page.findChildren(ChildCard)]


def _records(page: FamilyPage) -> list[str]:
    return [card.accessibleName() for card in page.timeline.findChildren(RecordCard)]


# What it shows


def test_each_child_is_named_with_what_was_seen_and_heard(page: FamilyPage) -> None:
    """Ages by the NHS rule, three facts each, the unborn child with its weeks and due date."""
    wren, pip, unborn = _cards(page)
    assert wren == (
        "Wren. 7 years, Examplebridge Primary. Seen: 9 days ago. Seen alone: 9 days ago. Voice: 59 days ago"
    )
    assert pip == "Pip. 14 months. Seen: 9 days ago. Seen alone: Not yet. Voice: 9 days ago"
    assert unborn == (
        "Unborn baby. 26 weeks, due 17 February 2027. Mother seen: 9 days ago. Midwife: Not named"
    )


def test_a_fact_past_the_limit_is_amber_and_a_draft_counts_for_nothing(made: Made) -> None:
    """59 days is past 28; the draft of today does not make anyone seen today."""
    family = made.session.family(made.family)
    found = made.session.attention(made.family, family)
    wren, pip, _ = children(found, family, 28)
    assert [fact.late for fact in wren.facts] == [False, False, True]
    assert [fact.late for fact in pip.facts] == [False, True, False]
    assert [fact.late for fact in children(found, family, 60)[0].facts] == [False, False, False]
    assert wren.facts[0].words == "9 days ago"


@pytest.mark.parametrize(("status", "words"), [("died", "died"), ("ended", "pregnancy ended")])
def test_nothing_is_asked_after_a_death_or_an_ended_pregnancy(made: Made, status: str, words: str) -> None:
    """The child stays on the page, with no facts and no school."""
    family = made.session.family(made.family)
    row = family["children"][0 if status == "died" else 2]
    row["status"] = status
    card = children(made.session.attention(made.family, family), family, 28)[0 if status == "died" else 2]
    assert card.facts == ()
    assert card.line.startswith(words)
    assert "Examplebridge Primary" not in card.line


def test_adults_with_relation_home_and_last_spoken_to(page: FamilyPage) -> None:
    """Basil was never spoken to and says so; Wren's father is not named and stands there all the same."""
    said = [row.accessibleName() for row in page.findChildren(AdultRow)]
    assert said[0].startswith(
        "Sorrel Thistlewick. Mother of Wren, Pip and Unborn baby. Lives here. Last spoken to: 9 days"
    )
    assert said[1] == "Basil Quill. Father of Pip. Sleeps over. Last spoken to: Never"
    assert any(one.startswith("Nettie Thistlewick") and "29 days ago" in one for one in said)
    assert said[-1] == "Father of Wren and Unborn baby. Who is he, and is he involved?. Not named"


def test_two_parents_on_record_are_two_parents(made: Made) -> None:
    """Two mothers are never "corrected": nobody asks for a father then."""
    family = made.session.family(made.family)
    family["adults"][2]["roles"] = ["mother"]
    for child in ("c1", "c3"):
        family["relations"].append(
            {"id": f"x{child}", "adult": "a4", "child": child, "relation": "birth_parent"}
        )
    rows = adults(made.session.attention(made.family, family), family)
    assert not any("ather" in row.name for row in rows)


def test_warnings_stand_across_the_page_in_full(page: FamilyPage, window: MainWindow) -> None:
    """Every warning with its reason, the overdue one first, and a way to them."""
    assert page.red_line is not None
    said = page.red_line.accessibleName()
    assert said.index("Visit in pairs") < said.index("Address hidden: Ash Quill")
    assert "Look at it again: due 10 November 2026" in said
    press(page, "Open warnings")
    QTest.qWait(30)
    record = window.page
    assert isinstance(record, RecordPage)
    assert record.edit is not None
    assert record.edit.page is not None
    assert record.edit.page.key == "warnings"


def test_the_top_bar_says_plan_reference_place_and_worker(page: FamilyPage) -> None:
    """The reference stands beside the name; an address hidden from somebody says so where it must."""
    assert page.bar.title.text() == "Thistlewick family"
    caption = page.bar.caption.whole_text()
    assert "F-0001" in caption
    assert "3 Pretend Row" in caption
    assert "You are lead worker since 3 August 2026" in caption
    assert page._plans() == ["Early help plan"]


def test_that_an_address_is_hidden_is_said_first(page: FamilyPage) -> None:
    """The end of a caption is cut where there is no room."""
    page.answers["children"][0]["addresses"] = [
        {"id": "h", "address": "3 Pretend Row", "hidden_from": ["basil"]}
    ]
    assert page._caption().startswith("Address hidden from somebody: 3 Pretend Row  ·  F-0001")


def test_only_the_latest_open_plan_of_a_living_child_counts() -> None:
    """An ended plan, "None", and a child who died give no chip."""
    family = {
        "children": [
            {
                "id": "a",
                "plans": [
                    {"plan": "early_help", "since": "2026-01-01", "until": "2026-03-01"},
                    {"plan": "child_in_need", "since": "2026-02-01"},
                    {"plan": "child_protection", "since": "2026-05-01"},
                ],
            },
            {"id": "b", "plans": [{"plan": "none"}]},
            {"id": "c", "status": "died", "plans": [{"plan": "section_20"}]},
            {"id": "d", "plans": [{"plan": "other: Local plan"}]},
        ]
    }
    assert plan_words(family, {"child_protection": "Child protection plan"}) == [
        "Child protection plan",
        "Local plan",
    ]


def test_records_stand_by_month_newest_first(page: FamilyPage) -> None:
    """Chips show exceptions only, and the author is short."""
    said = _records(page)
    assert said[0].startswith("Thursday 12 November 2026. Case note: home visit, announced. Draft")
    assert "No answer" not in said[0]
    assert said[1].startswith("Tuesday 10 November 2026. Case note: attempted, no contact")
    assert "T Dunnock" in said[1]
    assert [day for day in said if "14 September" in day]
    months = [label.text() for label in page.timeline.findChildren(HeadingLabel) if "2026" in label.text()]
    assert months == ["November 2026", "October 2026", "September 2026"]


def test_filters_by_kind_and_by_person(page: FamilyPage, made: Made) -> None:
    """Pills hold their count; a person filter narrows what is shown."""
    assert page.timeline.pills[""].words() == "All 6"
    assert "case_note" not in page.timeline.pills
    assert page.timeline.pills["@failed"].words() == "No answer 2"
    page.timeline.pills["@failed"].click()
    assert len(_records(page)) == 2
    assert all("attempted" in one for one in _records(page))
    page.timeline.pills[""].click()
    choose(page.timeline, "Records about whom", "Nettie")
    assert len(_records(page)) == 2
    page.timeline.pills["@failed"].click()
    assert _records(page) == []
    assert "Nothing here with these filters." in [x.text() for x in page.timeline.findChildren(BodyLabel)]


def test_the_family_file_is_called_that_and_the_family_stands_below(window: MainWindow, made: Made) -> None:
    """Its record has the name of the family for a title, which says nothing of what the page is."""
    window.record(made.family)
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.title() == "Family file"
    assert page.bar.caption.accessibleName().startswith("Thistlewick family")


def test_many_kinds_are_a_list_so_that_the_records_stay_in_sight(window: MainWindow, made: Made) -> None:
    """Pills are for all, notes, no answer and drafts; the other kinds are chosen from a list, with how many of each."""
    for form in ("safety_map", "safety_map", "voice", "agree_child"):
        made.vault.records.create(
            form, made.family, {"about": [], "event": "2026-11-01"}, made.session.author()
        )
    window.family(made.family)
    page = window.page
    assert isinstance(page, FamilyPage)
    line = page.timeline
    assert not {"safety_map", "voice", "agree_child"} & set(line.pills)
    options = [line.kinds.itemText(index) for index in range(line.kinds.count())]
    assert options == ["Other kinds", "Agreement with a child 1", "Child's voice 1", "Three-column map 2"]
    choose(line, "Other kinds of records", "Three-column map 2")
    assert len(_records(page)) == 2
    assert not any(pill.isChecked() for pill in line.pills.values())
    line.pills["case_note"].click()
    assert line.kinds.value() is None
    assert all("ap" not in title.split(".")[1] for title in _records(page))
    choose(line, "Other kinds of records", "Child's voice 1")
    choose(line, "Other kinds of records", "Other kinds")
    assert line.pills[""].isChecked()
    assert len(_records(page)) == len(line.matching()) == 10


def test_many_records_come_in_steps(window: MainWindow, made: Made) -> None:
    """Twenty at a time, and the keyboard goes to the first of those that came."""
    for number in range(20):
        made.note(f"2026-08-{number + 3:02d}", f"Note {number}", final=False)
    window.family(made.family)
    settle()
    page = window.page
    assert isinstance(page, FamilyPage)
    assert len(_records(page)) == 20
    press(page, "Show 6 earlier records")
    assert len(_records(page)) == 26


def test_due_and_sent_out_stand_at_the_right(page: FamilyPage, made: Made, window: MainWindow) -> None:
    """What is late comes first and in red words; a copy that left is named with its reader."""
    said = [line.accessibleName() for line in page.due_part.findChildren(SideLine)]
    assert said[0].startswith("Look at a warning again: Visit in pairs. 2 days late")
    assert any("Ring Basil Quill" in one and "2 days late" in one for one in said)
    texts = [label.text() for label in page.due_part.findChildren(BodyLabel)]
    assert "No copy has left yet." in texts
    row = made.vault.records.timeline(made.family)[2]
    made.vault.releases.note(
        row.id, 1, "family", "Sorrel Thistlewick", "Printed", "", "0" * 64, made.session.author()
    )
    window.family(made.family, again=True)
    settle()
    again = window.page
    assert isinstance(again, FamilyPage)
    said = [line.accessibleName() for line in again.due_part.findChildren(SideLine)]
    assert any("family copy, for Sorrel Thistlewick. 12 Nov. Printed" in one for one in said)


def test_a_decision_that_is_not_finished_is_something_to_do(made: Made, window: MainWindow) -> None:
    """The warning its paper is headed with is no name for it in a list, and it counts as nothing seen."""
    answers = {"event": "2026-11-06T09:40", "about": ["a1"]}
    made.vault.records.create("share_decision", made.family, answers, made.session.author())
    window.family(made.family)
    settle()
    page = window.page
    assert isinstance(page, FamilyPage)
    said = [line.accessibleName() for line in page.due_part.findChildren(SideLine)]
    assert any(one.startswith("Finish the decision to share. ") for one in said)
    assert not any("NOT A DECISION" in one for one in said)
    (card,) = [one for one in _records(page) if "NOT A DECISION" in one]
    assert "Not finished yet." in card
    assert "Counts as seen" not in card


def test_no_safety_scale_without_scores(page: FamilyPage) -> None:
    """An empty chart is not shown."""
    assert not any("scale" in label.text().lower() for label in page.findChildren(BodyLabel))


def test_an_empty_family_says_what_to_do(made: Made, window: MainWindow) -> None:
    """No child, no record: each says the next step."""
    other = made.vault.records.create("family", None, {"family_name": "Marrowby"}, made.session.author())
    window.family(other.id)
    settle()
    page = window.page
    assert isinstance(page, FamilyPage)
    assert len([state for state in page.findChildren(EmptyState) if state.isVisibleTo(page)]) == 2
    assert page.red_line is None
    assert_fits(window)


# Room


@pytest.mark.parametrize("size", [100, 125, 150, 175, 200])
def test_nothing_is_cut_at_any_text_size(
    make_theme: Callable[..., Theme], tmp_path: Path, settings: Settings, qtbot: QtBot, size: int
) -> None:
    """Three columns, then two, then tabs; in 1366 by 768 and by 690; with twelve people too."""
    session, clock = make_session(tmp_path / "v", make_theme(text_size=size), settings)
    made = fill(session, clock)
    family = session.family(made.family)
    family["adults"] += [
        {"id": f"m{n}", "name": f"Marigold Featherstonehaugh-{n}", "roles": ["frequent_visitor"]}
        for n in range(8)
    ]
    session.vault.records.close_living(made.family, family, session.author())
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 690 if size == 150 else 768)
    window.show()
    window.family(made.family)
    page = window.page
    assert isinstance(page, FamilyPage)
    assert_fits(window)
    wanted = {100: "three", 125: "two", 150: "two", 175: "tabs", 200: "tabs"}[size]
    assert page._layout == wanted or size == 150
    assert window.rail.isVisible() == (size < 175)
    if page._layout == "tabs":
        bar = page.findChild(TopBar)
        assert bar is not None
        assert bar.menu_button.isVisible() == (size >= 175)
        for tab in ("people", "due", "records"):
            page.tabs.set_value(tab)
            page._tabbed()
            assert_fits(window)
    window.drop()
    session.vault.close()


def test_the_menu_at_large_text_has_lock_first(
    make_theme: Callable[..., Theme], tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    """The rail becomes a Menu button on every page."""
    session, _ = make_session(tmp_path / "v", make_theme(text_size=200), settings)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for place in ("today", "families", "guidance", "sent", "settings"):
        window.place(place)
        settle()
        assert window.page is not None
        bar = window.page.findChild(TopBar)
        assert bar is not None
        assert bar.menu_button.isVisible()
        words = [action.text().split("\t")[0] for action in bar.menu_button.menu_list.actions()]
        assert words[0] == "Lock"
        assert set(words) == {
            "Lock",
            "Blank",
            "Today",
            "Families",
            "Guidance",
            "Sent out",
            "Settings",
            "Help",
        }
        assert_fits(window)
    window.drop()
    session.vault.close()


# New record


def test_new_record_lists_the_forms_in_order_of_moment_and_finds_them_by_other_words(
    page: FamilyPage, made: Made
) -> None:
    """ "was not brought" is no title, and finds the case note; what fits nothing says so."""
    dialog = NewRecordDialog(made.session, page.go, made.family, page)
    dialog.open()
    assert [row.key for row in dialog.rows()][:3] == ["case_note", "@quick", "@failed"]
    QTest.keyClicks(dialog.search.line, "brought")
    settle()
    assert [row.key for row in dialog.rows()] == ["case_note", "@failed"]
    dialog.search.line.clear()
    QTest.keyClicks(dialog.search.line, "zzz")
    settle()
    assert dialog.rows() == []
    dialog.reject()


def test_own_forms_are_offered_and_bad_ones_named(
    tmp_path: Path, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    """A good file stands in the list and opens; a bad one is named with the path of its fault."""
    session, clock = make_session(tmp_path / "v", theme, settings)
    made = fill(session, clock)
    session.vault.close()
    forms = tmp_path / "v" / "forms"
    (forms / "sleep.toml").write_text(
        'id = "sleep"\ntitle = "Sleep diary"\ndescription = "A week of nights"\nkeywords = ["bedtime"]\n'
        '[[pages]]\nkey = "nights"\ntitle = "Nights"\n'
        '[[pages.fields]]\nkind = "long_text"\nkey = "words"\nlabel = "How the nights went"\n',
        encoding="utf-8",
    )
    (forms / "bad.toml").write_text(
        'id = "bad"\ntitle = "Bad"\n[[pages]]\nkey = "p"\ntitle = "P"\n'
        '[[pages.fields]]\nkind = "text"\nkey = "t"\nlable = "T"\n',
        encoding="utf-8",
    )
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE, catalogue.load, now=clock.aware)
    again = session_over(vault, theme, settings, clock.plain)
    window = MainWindow(again)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.family(made.family)
    page = window.page
    assert isinstance(page, FamilyPage)

    def choose_it(dialog: QDialog) -> None:
        faults = [banner.words() for banner in dialog.findChildren(Banner)]
        assert any("bad.toml" in one and "$.pages[0].fields[0]" in one for one in faults)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, "bedtime")
        QTest.keyClick(line, Qt.Key.Key_Return)

    in_dialog(choose_it, page.open_new_menu)
    record = window.page
    assert isinstance(record, RecordPage)
    assert record.entry.form.id == "sleep"
    assert record.answers["about"] == ["c1", "c2", "c3"]
    window.drop()
    vault.close()


# What is done from it


def test_baby_born_keeps_the_child_and_its_due_date(page: FamilyPage, made: Made, window: MainWindow) -> None:
    """The unborn child becomes the child; a wrong day is refused first; a twin is a row of its own."""
    assert any(action.text == "Baby born" for action in more(page))

    def born(dialog: QDialog) -> None:
        assert isinstance(dialog, BabyBornDialog)
        write(dialog, "Date of birth", "31/2/2026")
        dialog._keep()
        assert "February 2026" in dialog._birth.problem_text()
        write(dialog, "Date of birth", "1/1/2027")
        dialog._keep()
        assert "not come yet" in dialog._birth.problem_text()
        write(dialog, "Date of birth", "11/11/2026")
        write(dialog, "Name", "Dot Thistlewick")
        dialog.twin.setChecked(True)
        settle()
        write(dialog, "Name of the second baby", "Dab Thistlewick")
        assert_fits(dialog)
        press(dialog, "Keep the birth")

    action = next(one for one in more(page) if one.text == "Baby born")
    in_dialog(born, action.run)
    after = window.page
    assert isinstance(after, FamilyPage)
    rows = made.session.family(made.family)["children"]
    assert [row.get("name") for row in rows] == [
        "Wren Thistlewick",
        "Pip Thistlewick",
        "Dot Thistlewick",
        "Dab Thistlewick",
    ]
    assert rows[2]["id"] == "c3"
    assert rows[2]["edd"] == "2027-02-17"
    assert rows[2]["birth"] == "2026-11-11"
    assert any(name.startswith("Dot. 1 day") for name in _cards(after))
    revisions = made.vault.records.revisions(made.family)
    assert revisions[-1].state == "closed"
    assert not any(action.text == "Baby born" for action in more(after))


def test_a_note_in_the_wrong_family_is_moved(page: FamilyPage, made: Made, window: MainWindow) -> None:
    """Its words go; a line stays; what had left is named; search finds it here no more."""
    other = made.vault.records.create("family", None, {"family_name": "Gooseberry"}, made.session.author())
    wrong = made.note("2026-11-11", "Moss has the croup.")
    made.vault.releases.note(wrong, 1, "family", "Sorrel", "Printed", "", "0" * 64, made.session.author())
    window.family(made.family, again=True)
    settle()
    fresh = window.page
    assert isinstance(fresh, FamilyPage)

    def move(dialog: QDialog) -> None:
        assert isinstance(dialog, WithdrawDialog)
        dialog.which.set_value(wrong)
        dialog._copies()
        assert dialog.left.isVisible()
        assert "data protection lead" in dialog.left.words()
        press(dialog, "Move the record")
        assert dialog.isVisible()
        QTest.keyClicks(dialog.picker.search.line, "goose")
        settle()
        QTest.qWait(60)
        press(dialog, "Move the record")
        assert dialog._reason.problem_text() == "Write a reason first."
        write(dialog, "Reason", "Opened the wrong family.")
        press(dialog, "Move the record")

    action = next(one for one in more(fresh) if one.text == "A record is in the wrong family")
    in_dialog(move, action.run)
    after = window.page
    assert isinstance(after, FamilyPage)
    assert any("Withdrawn" in one and "croup" not in one for one in _records(after))
    assert made.vault.search.find("croup", family_id=made.family) == []
    assert len(made.vault.search.find("croup", family_id=other.id)) == 1
    stub = next(
        card for card in after.timeline.findChildren(RecordCard) if "Withdrawn" in card.accessibleName()
    )
    stub.click()
    settle()
    told = next(one for one in after.findChildren(Dialog) if one.isVisible())
    words = " ".join(label.text() for label in told.findChildren(BodyLabel))
    assert "Opened the wrong family." in words
    assert "Tansy Dunnock" in words
    assert "Sorrel" in words
    assert "croup" not in words
    told.accept()


def test_a_draft_is_discarded_with_a_reason(page: FamilyPage, made: Made, window: MainWindow) -> None:
    """Without a reason nothing happens; with one the draft is gone and the trail says why."""
    action = next(one for one in more(page) if one.text == "Discard a draft")

    def discard(dialog: QDialog) -> None:
        press(dialog, "Discard draft")
        assert dialog.isVisible()
        write(dialog, "Reason", "Begun by mistake.")
        press(dialog, "Discard draft")

    in_dialog(discard, action.run)
    assert made.vault.records.drafts() == []
    assert isinstance(window.page, FamilyPage)
    assert len(_records(window.page)) == 5
    assert any(row.why == "Begun by mistake." for row in made.vault.audit.rows())


def test_the_keys_of_the_family_page(page: FamilyPage, window: MainWindow, made: Made) -> None:
    """F6 walks the areas, Alt+Left goes back, Ctrl+1 to 5 go to the places."""
    window.activateWindow()
    QTest.qWait(30)
    seen = []
    for _ in range(5):
        key(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(
            next((n for n, area in enumerate([window.rail, *page.areas()]) if area.isAncestorOf(focus)), -1)
        )
    assert sorted(set(seen)) == [0, 1, 2, 3, 4]
    key(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.rail.current() == "today"
    for number, place in enumerate(("today", "families", "guidance", "sent", "settings"), start=1):
        key(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert window.rail.current() == place


def test_every_control_has_a_name(page: FamilyPage) -> None:
    """Whatever takes the keyboard says what it is."""
    nameless = [
        type(w).__name__
        for w in page.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isVisibleTo(page)
        and not w.accessibleName()
        and not getattr(w, "text", lambda: "")()
    ]
    assert nameless == []


def test_a_father_nobody_named_does_not_hide_the_way_to_add_an_adult(window: MainWindow, made: Made) -> None:
    family = {**made.session.family(made.family), "adults": [], "home": [], "relations": []}
    made.vault.records.close_living(made.family, family, made.session.author())
    window.family(made.family)
    settle()
    assert window.page is not None
    press(window.page, "Add an adult")
    QTest.qWait(20)
    page = window.page
    assert isinstance(page, RecordPage)
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Adult 1, Name"
    # Left empty it is not kept.
    assert not page.answers.get("adults")
