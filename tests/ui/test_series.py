"""New records that go on from the last one: maps that ask, the early help series that always does, the right child."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog

from tests.ui.drive import in_dialog, press, settle
from tests.ui.made import Made
from toolkit.forms import early_help_series
from toolkit.forms.catalogue import Catalogue
from toolkit.forms.people import Answers
from toolkit.forms.records import early_help_record
from toolkit.forms.rules import Entry
from toolkit.ui.before_leaving import visit_of
from toolkit.ui.editors.rows import RowsEditor
from toolkit.ui.editors.words import LongTextEditor
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.family_side import SideLine
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record.rest import rest_actions
from toolkit.ui.record_store import VaultStore
from toolkit.ui.start_record import Beginning, begin, first_answers, last_final
from toolkit.ui.today import TodayPage, TodayRow

POINT = {"id": "p1", "kind": "worry", "text": "Mornings are hard", "column": "worried"}


def finish(made: Made, form_id: str, answers: Answers) -> str:
    """Writes a finished record and gives its id."""
    store = VaultStore(made.session, form_id=form_id, family_id=made.family)
    store.save(answers)
    store.finish(answers)
    return store.record_id


def a_map(day: str, **more: Any) -> Answers:
    """A map of a day."""
    return {"event": f"{day}T10:00", "about": ["c1"], "level": "early_help", "map": [POINT], **more}


def take(dialog: QDialog, child: str) -> None:
    """Presses the button of a child; without one the dialog is closed, so that the test goes on and fails."""
    buttons = [b for b in dialog.findChildren(QAbstractButton) if b.accessibleName().startswith(child)]
    if not buttons:
        dialog.reject()
        return
    buttons[0].click()


def opened(window: MainWindow) -> RecordPage:
    """The record page that is open."""
    settle()
    assert isinstance(window.page, RecordPage)
    return window.page


def test_a_first_map_asks_nothing(made: Made, window: MainWindow) -> None:
    window.new_record("safety_map", made.family)
    page = opened(window)
    assert page.answers["about"] == ["c1", "c2", "c3"]
    assert page.answers["event"] == "2026-11-12T14:20"
    assert not page.answers.get("map")


@pytest.mark.parametrize(("button", "points"), [("Start from the last map", 1), ("Start empty", 0)])
def test_the_next_map_asks_where_to_start(made: Made, window: MainWindow, button: str, points: int) -> None:
    finish(made, "safety_map", a_map("2026-09-03"))
    in_dialog(lambda d: press(d, button), lambda: window.new_record("safety_map", made.family))
    page = opened(window)
    assert len(page.answers.get("map") or []) == points
    assert page.answers["event"] == "2026-11-12T14:20"


def test_thinking_better_of_it_opens_nothing(made: Made, window: MainWindow) -> None:
    finish(made, "safety_map", a_map("2026-09-03"))
    before, drafts = window.page, made.vault.records.drafts()
    in_dialog(lambda d: d.reject(), lambda: window.new_record("safety_map", made.family))
    assert window.page is before
    assert made.vault.records.drafts() == drafts


def test_what_is_taken_over_leaves_the_last_one_alone(made: Made, window: MainWindow) -> None:
    last = finish(made, "safety_map", a_map("2026-09-03"))
    in_dialog(
        lambda d: press(d, "Start from the last map"), lambda: window.new_record("safety_map", made.family)
    )
    page = opened(window)
    page.answers["map"][0]["text"] = "Mornings are better"
    assert page.flush() or page.save() is None
    assert made.vault.records.get(last).answers["map"][0]["text"] == "Mornings are hard"


def test_the_last_one_is_the_newest_finished_one(made: Made) -> None:
    finish(made, "safety_map", a_map("2026-09-03"))
    newest = finish(made, "safety_map", a_map("2026-10-03"))
    finish(made, "safety_map", a_map("2026-08-03"))
    VaultStore(made.session, form_id="safety_map", family_id=made.family).save(a_map("2026-11-01"))
    found = last_final(made.session, "safety_map", made.family)
    assert found is not None
    assert found.id == newest
    assert last_final(made.session, "case_note", None) is None


def test_with_several_children_a_form_about_one_asks_which(made: Made, window: MainWindow) -> None:
    offered: list[str] = []

    def choose(dialog: QDialog) -> None:
        offered.extend(button.accessibleName() for button in dialog.findChildren(QAbstractButton))
        take(dialog, "Pip")

    in_dialog(choose, lambda: window.new_record("agree_child", made.family))
    page = opened(window)
    assert sorted(name.split()[0] for name in offered) == ["Cancel", "Pip", "Unborn", "Wren"]
    assert page.answers["about"] == ["c2"]
    assert page.answers["keeping_safe"]


def test_the_last_agreement_is_that_of_the_same_child(made: Made) -> None:
    event = {"event": "2026-09-03T10:00"}
    finish(made, "agree_child", {**event, "about": ["c1"], "child_name": "Wren", "place": "The hut"})
    assert last_final(made.session, "agree_child", made.family, "c2") is None
    previous = last_final(made.session, "agree_child", made.family, "c1")
    assert previous is not None
    first = first_answers(
        made.session,
        "agree_child",
        made.family,
        Beginning("agree_child", made.family, "c1", previous),
    )
    assert first["about"] == ["c1"]
    assert first["place"] == "The hut"
    assert first["event"] == "2026-11-12T14:20"


@pytest.fixture
def early_help(made: Made) -> Made:
    """The vault with the early help record among its forms."""
    entry = Entry(
        early_help_record.FORM,
        early_help_record.UPGRADES,
        early_help_record.check,
        start=early_help_series.start_from,
    )
    have = made.vault.catalogue
    others = tuple(one for one in have.entries if one.form.id != entry.form.id)
    made.vault.catalogue = replace(have, entries=(*others, entry))
    made.vault.records._catalogue = made.vault.catalogue  # type: ignore[attr-defined]
    assert isinstance(made.vault.catalogue, Catalogue)
    return made


def test_a_series_begins_with_what_the_family_file_knows_of_the_child(early_help: Made) -> None:
    first = first_answers(
        early_help.session, "eh_record", early_help.family, Beginning("eh_record", early_help.family, "c1")
    )
    assert first["about"] == ["c1"]
    assert first["child_name"] == "Wren Thistlewick"
    assert first["worker_name"] == "Tansy Dunnock"
    assert "plan" not in first


def test_the_next_meeting_goes_on_with_the_rows_and_the_last_words_above(early_help: Made) -> None:
    plan = [
        {"id": "self_esteem", "issue": "Self esteem and confidence", "progress": "Wren put her hand up."},
        {"id": "own", "issue": "Sleep", "progress": "Awake at 3."},
    ]
    answers = {"event": "2026-09-03T10:00", "about": ["c1"], "plan": plan}
    last = finish(early_help, "eh_record", answers)
    previous = last_final(early_help.session, "eh_record", early_help.family, "c1")
    assert previous is not None
    assert previous.id == last
    first = first_answers(
        early_help.session,
        "eh_record",
        early_help.family,
        Beginning("eh_record", early_help.family, "c1", previous),
    )
    assert [row["issue"] for row in first["plan"]] == ["Self esteem and confidence", "Sleep"]
    assert first["plan"][1]["last_progress"] == "3 September 2026: Awake at 3."
    assert "progress" not in first["plan"][1]


def test_one_press_leaves_the_rest_and_keeps_what_was_written(early_help: Made, window: MainWindow) -> None:
    in_dialog(
        lambda d: take(d, "Wren"),
        lambda: window.new_record("eh_record", early_help.family),
    )
    page = opened(window)
    page.answers["plan"] = [{"id": "cannabis", "issue": "Cannabis use", "support": "Met the key worker."}]
    actions = {action.text: action.run for action in rest_actions(page)}
    actions["The rest: not an issue"]()
    settle()
    rows = {row["id"]: row for row in page.answers["plan"]}
    assert len(rows) == 5
    assert rows["crime"]["progress"] == "Not an issue"
    assert "progress" not in rows["cannabis"]
    assert page.edit is not None
    assert page.edit.page is not None
    assert page.edit.page.key == "plan"
    actions["The rest: not discussed"]()
    assert rows["crime"]["progress"] == "Not an issue"
    assert page.flush()


def test_other_records_have_no_rest(made: Made, window: MainWindow) -> None:
    window.new_record("case_note", made.family)
    assert rest_actions(opened(window)) == []


def test_forms_without_a_start_begin_as_before(made: Made) -> None:
    assert begin(made.session, None, "case_note", made.family) == Beginning("case_note", made.family)
    first = first_answers(made.session, "case_note", made.family)
    assert first == {"event": "2026-11-12T14:20", "about": ["c1", "c2", "c3"]}


def test_the_next_meeting_settles_the_review_and_a_draft_does_not(made: Made) -> None:
    def due() -> list[str]:
        return [row.day for row in made.session.due(made.family) if row.text == "Early help review meeting"]

    first = {"event": "2026-06-03T10:00", "about": ["c1"], "review": "2026-09-03"}
    finish(made, "eh_record", first)
    finish(made, "eh_record", {**first, "about": ["c2"], "review": "2026-09-10"})
    assert due() == ["2026-09-03", "2026-09-10"]
    store = VaultStore(made.session, form_id="eh_record", family_id=made.family)
    second = {**first, "event": "2026-09-04T10:00", "review": "2026-12-03"}
    store.save(second)
    assert due() == ["2026-09-03", "2026-09-10", "2026-12-03"]
    store.finish(second)
    assert due() == ["2026-09-10", "2026-12-03"], "the other child's review is still late"


def test_an_agreement_looked_at_again_is_no_longer_due(made: Made) -> None:
    agreed = {"event": "2026-06-03T10:00", "about": ["c1"], "review": "2026-09-03", "end": "2026-10-01"}
    agreed |= {"start": "2026-06-03"}
    one = finish(made, "agree_family", agreed)
    days = [row.day for row in made.session.due(made.family) if row.record_id == one]
    assert days == ["2026-09-03", "2026-10-01"]
    again = VaultStore(made.session, record_id=one)
    answers = again.amend("We met and looked at it")
    again.finish({**answers, "reviewed": "2026-09-02"})
    assert [row.day for row in made.session.due(made.family) if row.record_id == one] == ["2026-10-01"]


def _agreement(*days: tuple[str, str], **more: Any) -> Answers:
    rows = [
        {"id": f"d{n}", "when": when, "what": what, "where": "3 Pretend Row"}
        for n, (when, what) in enumerate(days)
    ]
    return {"event": "2026-11-02T10:00", "about": ["c1"], "abuse": "no", "dates": rows, **more}


OUR_DAYS = (
    ("2026-11-02T10:00", "first"),
    ("2026-11-05T10:00", "visit"),
    ("2026-11-11T10:00", "meeting"),
    ("2026-11-13T10:00", "visit"),
    ("2026-12-10", "last"),
)
VISIT = "Visit to the family, 10:00. Where: 3 Pretend Row"


def _listed(made: Made, record: str) -> list[tuple[str, str]]:
    return [(row.day, row.text) for row in made.session.due(made.family) if row.record_id == record]


def test_every_day_of_an_agreement_is_due_and_a_day_gone_by_gives_way_to_the_next(made: Made) -> None:
    one = finish(made, "agree_family", _agreement(*OUR_DAYS))
    coming = [
        ("2026-11-13", VISIT),
        ("2026-12-10", "Last meeting with the family, to look back and end. Where: 3 Pretend Row"),
    ]
    late = ("2026-11-11", "Meeting with the family, 10:00. Where: 3 Pretend Row")
    assert _listed(made, one) == [late, *coming]
    met = {"contact": "home_announced", "seen": [{"id": "s", "person": "c1", "seen": "yes"}]}
    finish(made, "case_note", {"event": "2026-11-12T10:00", "about": ["c1"], **met})
    assert _listed(made, one) == coming
    again = VaultStore(made.session, record_id=one)
    again.finish({**again.amend("It has ended"), "ended": "2026-11-12"})
    assert _listed(made, one) == []


def test_the_days_of_the_newest_agreement_stand(made: Made) -> None:
    finish(made, "agree_family", _agreement(*OUR_DAYS))
    new = _agreement(("2026-11-14T09:30", "activity"), event="2026-11-12T09:00")
    store = VaultStore(made.session, form_id="agree_family", family_id=made.family)
    store.save(new)
    days = [row.day for row in made.session.due(made.family) if row.form_id == "agree_family"]
    assert days == ["2026-11-11", "2026-11-13", "2026-12-10"], "nobody has agreed to a draft"
    store.finish(new)
    rows = [row for row in made.session.due(made.family) if row.form_id == "agree_family"]
    assert [(row.record_id, row.day) for row in rows] == [(store.record_id, "2026-11-14")]
    assert rows[0].text == "Meet the family for something we do, 09:30. Where: 3 Pretend Row"


def test_a_day_agreed_is_on_today_the_family_page_and_the_sheet_before_a_visit(
    made: Made, window: MainWindow
) -> None:
    finish(made, "agree_family", _agreement(*OUR_DAYS))
    home = window.page
    assert isinstance(home, TodayPage)
    home.refresh()
    settle()
    lines = [row.line for row in home.findChildren(TodayRow)]
    (line,) = [line for line in lines if line.title == VISIT]
    assert line.visit
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    assert any(VISIT in one.accessibleName() for one in window.page.due_part.findChildren(SideLine))
    # The sheet may be lost on the way and bears no address.
    promised = [(one.day, one.text) for one in visit_of(made.session, made.family).promises]
    assert ("2026-11-13", "Visit to the family, 10:00") in promised
    assert all(day != "2026-11-11" for day, _ in promised)


def test_a_day_agreed_with_one_adult_alone_is_not_on_the_sheet(made: Made) -> None:
    own = {"abuse": "yes", "separate": "own", "for_adult": "a1"}
    one = finish(made, "agree_family", _agreement(*OUR_DAYS, **own))
    assert ("2026-11-13", VISIT) in _listed(made, one)
    assert all("Visit to the family" not in p.text for p in visit_of(made.session, made.family).promises)


def test_a_new_record_knows_where_its_worker_works(made: Made) -> None:
    made.vault.facts.set("organisation", "Examplebridge Health Visiting")
    first = first_answers(made.session, "agree_family", made.family)
    assert first["organisation"] == "Examplebridge Health Visiting"
    facts = made.session.context(made.family).facts
    assert facts["@organisation"] == "Examplebridge Health Visiting"
    assert made.session.context(made.family, author="Somebody Else").facts.get("@author_role") is None


def test_the_last_words_stand_grey_above_the_box_and_are_no_answer(made: Made, window: MainWindow) -> None:
    said = {"progress": "Awake at 3.", "support": "Ash Quill, 01632 960050"}
    plan = [{"id": "own", "issue": "Sleep", **said}]
    finish(made, "eh_record", {"event": "2026-09-03T10:00", "about": ["c1"], "plan": plan})
    in_dialog(lambda d: take(d, "Wren"), lambda: window.new_record("eh_record", made.family))
    page = opened(window)
    assert page.edit is not None
    page.edit.open_page("plan")
    settle()
    editors = {e.before.text(): e for e in page.findChildren(LongTextEditor) if e.before is not None}
    assert set(editors) == {"3 September 2026: Awake at 3.", "3 September 2026: Ash Quill, 01632 960050"}
    box = editors["3 September 2026: Awake at 3."]
    assert box.before is not None
    assert box.before.property("ink") == "3"
    assert box.before.mapTo(page, box.before.rect().bottomLeft()).y() <= box.box.mapTo(page, QPoint(0, 0)).y()
    assert box.value() is None
    assert "Last time, 3 September 2026: Awake at 3." in box.box.accessibleDescription()
    box.box.setFocus()
    QTest.keyClicks(box.box, "Two nights through.")
    settle()
    (row,) = [one for one in page.answers["plan"] if one["id"] == "own"]
    assert row["progress"] == "Two nights through."
    assert row["last_progress"] == "3 September 2026: Awake at 3."


def test_a_row_of_the_form_and_a_carried_one_stay_and_rows_are_added(made: Made, window: MainWindow) -> None:
    in_dialog(lambda d: take(d, "Wren"), lambda: window.new_record("eh_record", made.family))
    page = opened(window)
    assert page.edit is not None
    page.edit.open_page("plan")
    settle()
    (rows,) = [e for e in page.findChildren(RowsEditor) if e.part.key == "plan"]
    rows.add_row(issue="Debt")
    settle()
    keys = [key for key, view in rows.views.items() if not view.info.removable]
    assert keys == ["self_esteem", "crime", "cannabis", "risky", "other"]
    for key in keys:
        rows.remove_row(key)
    assert len(rows.views) == 6
