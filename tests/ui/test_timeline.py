"""The time limits of a family on the screen: opened, met, taken back, moved, printed, saved for a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import docx
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.decision_cases import case
from tests.decision_steps import play
from tests.export.ooxml_check import faults
from tests.export.reading import words_of
from tests.export.test_calendar_file import parsed
from tests.timeline_family import events
from tests.ui.drive import in_dialog, named, press, segment, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import PASSPHRASE, Made, session_over
from toolkit.forms import catalogue
from toolkit.forms.referral_clock import follow
from toolkit.forms.timeline_dates import moved_words
from toolkit.forms.working_days import KEPT
from toolkit.settings import Settings
from toolkit.ui.family_actions import more
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.theme import Mode, Theme
from toolkit.ui.timeline.days import DaysDialog
from toolkit.ui.timeline.page import TimelinePage
from toolkit.ui.timeline.rules import TIMELINE, bring_all_up, record_of
from toolkit.ui.widgets import HeadingLabel, LineEdit
from toolkit.vault.vault import Vault


def put_in(made: Made, **more: Any) -> str:
    """Keeps the events of November in the family, and gives the record's id."""
    store = VaultStore(made.session, form_id=TIMELINE, family_id=made.family)
    store.save({"events": events(), **more})
    store.close(store.answers())
    return store.record_id


def opened(window: MainWindow, made: Made) -> TimelinePage:
    window.new_record(TIMELINE, made.family)
    settle()
    assert isinstance(window.page, TimelinePage)
    return window.page


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def states(page: TimelinePage) -> dict[str, str]:
    return {line.key: line.standing.state for line in page.found if line.standing is not None}


def test_it_opens_from_the_family_and_from_new_and_looking_leaves_no_record(
    window: MainWindow, made: Made
) -> None:
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    next(a for a in more(window.page) if a.text == "Time limits").run()
    assert isinstance(window.page, TimelinePage)
    page = opened(window, made)
    assert "No event yet" in words_on(page)
    assert record_of(made.session, made.family) == ""
    press(page, "Add an event")
    assert isinstance(window.page, RecordPage)
    window.back()
    assert isinstance(window.page, TimelinePage)


@pytest.mark.parametrize(("size", "mode"), [(100, "light"), (200, "dark")])
def test_each_child_has_its_dates_with_sources_and_nothing_is_cut(
    window: MainWindow, made: Made, size: int, mode: Mode
) -> None:
    made.session.theme.change(mode=mode, text_size=size)
    put_in(made)
    page = opened(window, made)
    said = words_on(page)
    assert said.index("Wren") < said.index("Pip")
    assert "Working Together, 2018 and 2023; check the text of 2026; check local procedures." in said
    assert "no longer in force" in said
    struck = [one for one in page.findChildren(QLabel) if "line-through" in one.styleSheet()]
    assert struck
    assert all(one.accessibleName().startswith("Replaced, no longer in force") for one in struck)
    assert_fits(page)
    segment(page, "Whose dates", "Pip")
    heads = [one.text() for one in page.findChildren(HeadingLabel) if one.isVisibleTo(page)]
    assert "Wren" not in heads
    assert "Pip" in heads


def test_a_date_is_met_taken_back_and_not_needed(window: MainWindow, made: Made) -> None:
    record = put_in(made)
    page = opened(window, made)
    due = {row.path for row in made.session.due(made.family) if row.form_id == TIMELINE}
    assert "dates[e2:icpc]" in due
    met = "Met: First child protection conference, Monday 30 November 2026"

    def too_early(dialog: Any) -> None:
        write(dialog, "Day and time", "2 November 2026")
        press(dialog, "It was done then")
        assert "before the event" in words_on(dialog)
        write(dialog, "Day and time", "20 November 2026")
        press(dialog, "It was done then")
        assert "still to come" in words_on(dialog)
        write(dialog, "Day and time", "12 November 2026, 9:30")
        press(dialog, "It was done then")

    in_dialog(too_early, lambda: press(page, met))
    assert states(page)["e2:icpc"] == "met"
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Take back: First child protection conference")
    assert "dates[e2:icpc]" not in {row.path for row in made.session.due(made.family)}
    press(page, "Take back: First child protection conference, Monday 30 November 2026")
    assert states(page)["e2:icpc"] == "upcoming"

    def why(dialog: Any) -> None:
        write(dialog, "Reason", "Stepped down after the discussion.")
        press(dialog, "It is not needed")

    in_dialog(
        why, lambda: press(page, "Not needed: First child protection conference, Monday 30 November 2026")
    )
    assert "Not needed: Stepped down after the discussion." in words_on(page)
    window.place("today")
    assert [one.state for one in made.vault.records.revisions(record)] == ["closed", "closed"]


def test_a_changed_event_moves_its_dates_and_says_so(window: MainWindow, made: Made) -> None:
    record = put_in(made)
    opened(window, made)
    window.place("today")
    store = VaultStore(made.session, record_id=record)
    rows = store.answers()["events"]
    rows[1]["when"] = "2026-11-10T14:00"
    store.save({**store.answers(), "events": rows})
    page = opened(window, made)
    assert "was 30 November 2026, is 1 December 2026" in words_on(page)
    assert made.vault.records.get(record).answers["moved"]


def test_a_date_on_today_opens_its_own_box_and_its_event_can_be_changed(
    window: MainWindow, made: Made
) -> None:
    record = put_in(made)
    window.record(record, "dates[e2:icpc]")
    settle()
    page = window.page
    assert isinstance(page, TimelinePage)
    press(
        page,
        "Change this event: Strategy discussion that starts section 47 enquiries, 9 November 2026, 14:00",
    )
    assert isinstance(window.page, RecordPage)
    window.back()
    assert isinstance(window.page, TimelinePage)


def test_a_bank_holiday_put_in_moves_the_dates_of_every_family(window: MainWindow, made: Made) -> None:
    put_in(made)
    page = opened(window, made)

    def change(dialog: Any) -> None:
        assert isinstance(dialog, DaysDialog)
        assert_fits(dialog)
        write(dialog, "Another bank holiday", "31/02/2026")
        press(dialog, "Add this day")
        assert "February 2026" in words_on(dialog)
        write(dialog, "Another bank holiday", "16 November 2026")
        press(dialog, "Add this day")
        assert "Monday 16 November 2026: Added here" in words_on(dialog)
        press(dialog, "Take out: Friday 25 December 2026, Christmas Day")
        assert "Friday 25 December 2026: Taken out here: people work" in words_on(dialog)
        press(dialog, "Put back: Friday 25 December 2026, Christmas Day")
        line = named(dialog, "Early help plan to its review, in weeks", LineEdit)
        line.set_value("99")
        press(dialog, "Keep")
        assert "1 to 52" in words_on(dialog)
        line.set_value("8")
        press(dialog, "Keep")

    in_dialog(change, page.open_days)
    assert "was 30 November 2026, is 1 December 2026" in words_on(page)
    assert made.session.fact("review_weeks") == 8
    due = next(row for row in made.session.due(made.family) if row.path == "dates[e2:icpc]")
    assert due.day == "2026-12-01"


def test_a_bank_holiday_put_in_moves_the_days_of_decisions_and_of_referrals_too(made: Made) -> None:
    """One calendar for everything that counts working days; the lists are then as the health check makes them."""
    vault, session = made.session.vault, made.session
    answers, _ = play(case("13"))
    decision = vault.records.create("share_decision", made.family, answers, session.author()).id

    def signing() -> str:
        return next(
            row.day
            for row in vault.records.due(made.family)
            if row.record_id == decision and row.path == "manager_signature"
        )

    assert signing() == "2026-09-08"
    vault.facts.set(KEPT, {"added": ["2026-09-08"], "removed": []})
    bring_all_up(session)
    assert signing() == "2026-09-09"
    assert vault.rebuild_lists() == 0
    facts = session.context(made.family).facts
    assert follow({"sent_on": "2026-09-07T10:00"}, facts)["answer_due"] == "2026-09-09"


def test_a_year_that_is_not_loaded_says_so(made: Made, theme: Theme) -> None:
    dialog = DaysDialog(made.session, None)
    dialog.show()
    dialog.go_to(2120)
    settle()
    assert "Bank holidays for 2120 are not loaded. Counted as weekdays." in words_on(dialog)
    dialog.close()


def test_the_calendar_file_has_no_name_in_it_and_is_noted(
    window: MainWindow, made: Made, tmp_path: Path
) -> None:
    put_in(made)
    target = tmp_path / "mine.ics"
    made.session.ways = Ways(place=lambda _parent, offered: target)
    page = opened(window, made)
    in_dialog(lambda dialog: press(dialog, "Choose where to save"), page.save_calendar)
    content = target.read_bytes()
    found = parsed(content)
    assert len(found) == len([line for line in page.found if line.open])
    text = content.decode().casefold()
    for word in (
        "thistlewick",
        "wren",
        "pip",
        "conference",
        "police",
        "protection",
        "examplebridge",
        "section 47",
    ):
        assert word not in text
    assert any(one["SUMMARY"].startswith("Meeting due") for one in found)
    (left,) = made.vault.releases.of(made.family)
    assert left.how == "Calendar file"
    in_dialog(lambda dialog: press(dialog, "Choose where to save"), page.save_calendar)
    again = {one["UID"] for one in parsed(target.read_bytes())}
    assert again == {one["UID"] for one in found}


def test_a_full_disk_leaves_no_calendar_and_no_line(window: MainWindow, made: Made, tmp_path: Path) -> None:
    put_in(made)
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / "gone" / "mine.ics")
    page = opened(window, made)
    in_dialog(lambda dialog: press(dialog, "Choose where to save"), page.save_calendar)
    assert made.vault.releases.of(made.family) == []
    assert isinstance(window.page, TimelinePage)


def test_the_paper_of_the_chosen_child_goes_through_the_release_check(window: MainWindow, made: Made) -> None:
    record = put_in(made)
    page = opened(window, made)
    segment(page, "Whose dates", "Pip")
    press(page, "Print")
    assert isinstance(window.page, ReleasePage)
    assert made.vault.records.get(record).answers["printed"] == ["c2"]


def test_from_the_new_list_to_a_word_file(window: MainWindow, made: Made, tmp_path: Path) -> None:
    made.session.ways = Ways(place=lambda _parent, offered: tmp_path / offered.name)
    page = opened(window, made)
    press(page, "Add an event")
    form = window.page
    assert isinstance(form, RecordPage)
    assert form.edit is not None
    assert form.edit.column is not None
    (box,) = [one for one in form.edit.column.shown_boxes() if one.part.key == "events"]
    box.set_value(events(), {"events": events()})
    box.changed.emit()
    settle()
    press(form, "Done")
    page = window.page  # type: ignore[assignment]
    assert isinstance(page, TimelinePage)
    assert {"e1:ack", "e2:icpc", "e3:pp_72"} <= set(states(page))
    press(page, "Print")
    release = window.page
    assert isinstance(release, ReleasePage)
    segment(release, "Who is it for?", "My own working copy")
    press(release.foot, "Word")
    assert release.foot.state() == "saved", release.foot.saved_text()
    (word,) = tmp_path.glob("*.docx")
    said = "\n".join(words_of(word))
    for words in (
        "Wren",
        "Pip",
        "First child protection conference",
        "Monday 30 November 2026",
        "check local procedures",
    ):
        assert words in said
    document = docx.Document(str(word))
    struck = [
        run.text
        for table in document.tables
        for cell in table._cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.strike
    ]
    assert "Initial assessment" in struck
    assert not any("Overdue" in words or "Kent" in words for words in struck)
    assert faults(word.read_bytes()) == []
    sent = made.vault.releases.of(None)
    assert [one.how for one in sent] == ["Word document"]


def test_read_only_records_show_every_date_and_change_none(
    made: Made, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    put_in(made)
    folder = made.vault.folder
    made.vault.close()
    vault = Vault.unlock(folder, PASSPHRASE, catalogue.load, read_only=True)
    window = MainWindow(session_over(vault, theme, settings, made.clock.plain))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.new_record(TIMELINE, made.family)
    settle()
    page = window.page
    assert isinstance(page, TimelinePage)
    assert "First child protection conference" in words_on(page)
    assert "Add an event" not in [one.text() for one in page.findChildren(QAbstractButton)]
    assert all(not button.isEnabled() for box in page.boxes for button in box.buttons.values())
    page.save_calendar()
    assert page.leaving()
    window.drop()
    vault.close()


def test_another_area_or_other_weeks_in_the_settings_move_the_dates_at_once(
    window: MainWindow, made: Made
) -> None:
    plan = {"id": "p", "kind": "eh_plan", "whom": ["c1"], "when": "2026-11-02", "source": "x"}
    record = put_in(made, events=[*events(), plan])
    opened(window, made)
    window.place("settings")
    settle()
    made.session.settings.set("area_pack", "south_gloucestershire")
    write(cast(QWidget, window.page), "Review of an early help plan after", "8")
    window.place("today")
    due = {row.path: row.day for row in made.session.due(made.family) if row.record_id == record}
    assert due["dates[p:taf_review]"] == "2026-12-28"
    assert due["dates[e1:local_amber]"] == "2026-11-06"
    assert any(
        "was" in line and "14 December 2026" in line
        for line in map(moved_words, made.vault.records.get(record).answers["moved"])
    )


def test_a_referral_of_the_family_is_put_in_with_one_press_and_waited_for_once(
    window: MainWindow, made: Made
) -> None:
    records, author = made.vault.records, made.session.author()
    for sent, due in (("2026-11-11T10:00", "2026-11-12"), ("2026-11-12T09:00", "2026-11-13")):
        answers = {"about": ["c1"], "event": sent, "sent_on": sent, "answer_due": due}
        records.finish(records.create("referral", made.family, answers, author).id, answers, {}, author)
    page = opened(window, made)
    assert [one.when for one in page.offered()] == ["2026-11-11T10:00", "2026-11-12T09:00"]
    assert_fits(page)
    press(page, "Leave out: Referral received, 12 November 2026, 09:00")
    press(page, "Put in: Referral received, 11 November 2026, 10:00")
    assert page.offered() == []
    assert [(one.kind, sorted(one.children)) for one in page.events] == [("referral", ["c1"])]
    window.place("today")
    assert opened(window, made).offered() == []
    waits = [(row.form_id, row.day) for row in made.session.due(made.family) if row.path.endswith(":ack]")]
    assert waits == []
    assert ("referral", "2026-11-12") in {(row.form_id, row.day) for row in made.session.due(made.family)}
    chase = [row.path for row in made.session.due(made.family) if row.path.endswith(":chase]")]
    assert len(chase) == 1
