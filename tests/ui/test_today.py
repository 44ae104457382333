"""Today: what is late, due and to come; who was not seen or heard; the way to each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.fit import assert_fits
from tests.ui.made import TODAY, Made
from toolkit.practice.areas import FIRST_START, LOCAL_KINDS, LocalNumber, local_facts
from toolkit.ui import words
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.ui.today import TodayPage, TodayRow
from toolkit.ui.today_lines import LOOK_BEFORE, groups, others, summary
from toolkit.ui.unseen import unseen_in
from toolkit.ui.widgets import Banner, EmptyState
from toolkit.vault.rows import DueRow


def _due(day: str, text: str = "Ring the nursery", **more: object) -> DueRow:
    given = {
        "record_id": "r1",
        "form_id": "case_note",
        "family_id": "f1",
        "family_name": "Thistlewick",
        "record_title": "Case note: clinic",
        "day": day,
        "text": text,
        "who": "",
        "kind": "action",
        "path": "actions[a1]",
        "done": False,
        "status": "final",
    }
    return DueRow(**{**given, **more})  # type: ignore[arg-type]


NAMES = {"f1": "Thistlewick family"}


def test_a_decision_decided_and_not_sent_is_not_called_by_the_warning_on_its_paper() -> None:
    """Finished, it is called what was decided."""
    headed = {"form_id": "share_decision", "record_title": "NOT A DECISION: information sharing, unfinished"}
    rows = [_due("2026-11-13", "Decided, not sent", status="draft", **headed)]
    rows.append(_due("2026-11-14", "Tell what was shared", **{**headed, "record_title": "Decision to share"}))
    (coming,) = groups(rows, [], NAMES, TODAY)
    assert [line.detail for line in coming.lines] == [
        "Thistlewick family. Decision to share: unfinished",
        "Thistlewick family. Decision to share",
    ]


def test_lines_stand_in_their_group_earliest_first() -> None:
    """Late before today before the next seven days; the eighth day and what is done are left out."""
    rows = [
        _due("2026-11-19", "in seven days"),
        _due("2026-11-20", "in eight days"),
        _due("2026-11-12", "today"),
        _due("2026-11-10", "late"),
        _due("2026-11-01", "very late"),
        _due("2026-11-11", "done", done=True),
    ]
    found = groups(rows, [], NAMES, TODAY)
    assert [(g.key, [line.title for line in g.lines]) for g in found] == [
        ("late", ["very late", "late"]),
        ("today", ["today"]),
        ("next", ["in seven days"]),
    ]
    assert summary(found) == "1 for today. 2 are late."
    assert found[0].lines[1].when == "2 days"
    assert found[0].lines[1].under == "late"


def test_a_vague_day_is_late_only_after_its_last_day() -> None:
    """ "November 2026" is not late on 12 November, and "October 2026" is."""
    found = groups([_due("2026-11"), _due("2026-10", "october")], [], NAMES, TODAY)
    assert [(g.key, [line.title for line in g.lines]) for g in found] == [("late", ["october"])]


def test_who_is_said_only_of_others() -> None:
    """The worker at this computer is not named on every line."""
    assert others("Tansy Dunnock (health visitor)", "Tansy Dunnock") == ""
    assert others("Basil Quill", "Tansy Dunnock") == "Basil Quill"
    assert others("Basil Quill", "") == "Basil Quill"


def test_days_in_words() -> None:
    """Days read as people say them."""
    assert words.ago(date(2026, 11, 3), TODAY) == "9 days ago"
    assert words.ago(TODAY, TODAY) == "Today"
    assert words.due_words(date(2026, 11, 11), TODAY) == "1 day late"
    assert words.short_day(date(2026, 11, 16), TODAY) == "Mon 16"
    assert words.family_words("Thistlewick") == "Thistlewick family"
    assert words.family_words("Baby at 3 Pretend Row") == "Baby at 3 Pretend Row"


def test_today_shows_what_waits_and_opens_it(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """Each line opens its record with the keyboard alone."""
    page = window.page
    assert isinstance(page, TodayPage)
    rows = page.findChildren(TodayRow)
    said = [row.accessibleName() for row in rows]
    assert said[0].startswith("2 days late. Look at a warning again")
    assert any("Ring Basil Quill" in one and "2 days late" in one for one in said)
    assert any(one.startswith("Today. Finish the case note of 12 Nov") and "Draft" in one for one in said)
    assert any(one.startswith("Mon 16. Bring the sleep leaflet") for one in said)
    ring = next(row for row in rows if "Ring Basil Quill" in row.accessibleName())
    ring.setFocus()
    qtbot.keyClick(ring, Qt.Key.Key_Return)
    assert isinstance(window.page, RecordPage)
    assert window.page.title() == "Case note: home visit, announced"
    assert_fits(window)


def test_not_seen_or_heard_names_the_unseen_man_and_the_unheard_child(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    """Wren's voice is 59 days old; Basil sleeps there and was never spoken to; Pip is neither."""
    page = window.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.side.isVisible())
    shown = [
        card.accessibleName() for card in page.side.findChildren(object) if hasattr(card, "accessibleName")
    ]
    text = "\n".join(shown)
    assert "Wren, 7 years. Voice last recorded 59 days ago. Thistlewick family" in text
    assert "Basil Quill. Sleeps at the home. Never spoken to. Thistlewick family" in text
    assert "Pip" not in text


def test_a_limit_of_more_days_takes_the_child_off(made: Made) -> None:
    """The limit is the vault's own number."""
    row = made.session.family_row(made.family)
    assert row is not None
    found = made.session.attention(made.family, made.session.family(made.family))
    assert {one.who for one in unseen_in(row, found, 28)} == {"Wren, 7 years", "Basil Quill"}
    assert {one.who for one in unseen_in(row, found, 60)} == {"Basil Quill"}


def test_nobody_is_prompted_about_a_child_who_died(made: Made) -> None:
    """After a death nothing is asked, on Today or anywhere."""
    family = made.session.family(made.family)
    family["children"][0]["status"] = "died"
    row = made.session.family_row(made.family)
    assert row is not None
    found = made.session.attention(made.family, family)
    assert "Wren, 7 years" not in {one.who for one in unseen_in(row, found, 28)}
    assert not any("Wren" in one.who for one in unseen_in(row, found, 1))


def test_without_a_family_today_says_where_to_begin(empty: Session, qtbot: QtBot) -> None:
    """The empty state leads to Families."""
    window = MainWindow(empty)
    qtbot.addWidget(window)
    window.show()
    assert isinstance(window.page, TodayPage)
    state = window.page.findChild(EmptyState)
    assert state is not None
    assert state.button is not None
    state.button.click()
    assert window.rail.current() == "families"
    window.drop()


def test_missing_numbers_are_said_until_they_are_there(made: Made, qtbot: QtBot) -> None:
    """Each number asked for at the first start is named on Today while it is missing."""
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.show()
    banners = [one.words() for one in window.findChildren(Banner)]
    assert any("Local numbers are missing" in one and "front door" in one for one in banners)
    named = next(one for one in banners if "Local numbers are missing" in one)
    assert all(LOCAL_KINDS[kind] in named for kind in FIRST_START)
    for kind in FIRST_START:
        number = LocalNumber(phone="01632 960001", checked_on="2026-11-01")
        for key, value in local_facts(kind, number).items():
            made.vault.facts.set(key, value)
    window.place("today")
    assert not any("Local numbers" in one.words() for one in window.page.findChildren(Banner))  # type: ignore[union-attr]
    window.drop()


def test_a_finished_note_takes_the_child_off_the_list_at_once(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    """What was worked out for a family is forgotten when something of it is finished."""
    page = window.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.side.isVisible())
    made.note("2026-11-12", "Wren told me about the frogs.", voice=("c1",), spoken=("a1", "a2"))
    window.place("families")
    window.place("today")
    again = window.page
    assert isinstance(again, TodayPage)
    qtbot.waitUntil(lambda: not again._reading.isActive())
    assert not again.side.isVisible()


def test_a_promise_about_a_child_who_died_and_one_who_lives_says_to_look_again_and_names_nobody(
    made: Made,
) -> None:
    family = made.session.family(made.family)
    children = [{**child, "status": "died"} if child["id"] == "c2" else child for child in family["children"]]
    children = [{**c, "status_date": "2026-11-08"} if c["id"] == "c2" else c for c in children]
    made.vault.records.close_living(made.family, {**family, "children": children}, made.session.author())
    due = made.session.due()
    found = groups(
        due,
        [],
        {made.family: "Thistlewick family"},
        made.session.today(),
        before=made.session.before_a_loss,
    )
    lines = [line for group in found for line in group.lines if line.title == "Bring the sleep leaflet"]
    assert [line.detail.startswith(LOOK_BEFORE) for line in lines] == [True]
    assert "Pip" not in lines[0].spoken()
