"""History, health check, keeping and erasing, taking out a picture: real pages over a real vault."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.drive import choose, in_dialog, named, press, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from tests.ui.picture_helpers import png
from toolkit.errors import DiskFull
from toolkit.export.stamp import Stamp, footer_lines
from toolkit.settings import Settings
from toolkit.ui import family_actions
from toolkit.ui.main_window import MainWindow
from toolkit.ui.preview import PreviewPage
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways
from toolkit.ui.safety import keeping
from toolkit.ui.safety.advice import ADVICE, FIXES, what_to_do
from toolkit.ui.safety.discard import DiscardDialog, words_in
from toolkit.ui.safety.health_page import GRADES, FindingCard, HealthPage
from toolkit.ui.safety.honest_page import HonestPage
from toolkit.ui.safety.keeping_page import KeepingPage, KeptCard, StoneCard
from toolkit.ui.safety.links import fill_safety
from toolkit.ui.safety.pages import open_health, open_honest, open_keeping, open_trail
from toolkit.ui.safety.trail_page import EntryRow, TrailPage
from toolkit.ui.safety.trail_rows import KINDS, Reader, kind_of
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card
from toolkit.vault import findings
from toolkit.vault.audit_words import _OF_A_RECORD, _OF_THE_WHOLE

REASON = "The number of another family"


def _said(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def _trail(window: MainWindow, **which: str) -> TrailPage:
    open_trail(window.session, window, **which)
    settle()
    page = window.page
    assert isinstance(page, TrailPage)
    return page


def _note(made: Made) -> str:
    return next(
        row.id
        for row in made.vault.records.timeline(made.family)
        if row.form_id == "case_note" and row.status == "final"
    )


# History


def test_the_history_of_a_family_is_in_plain_words(made: Made, window: MainWindow) -> None:
    page = _trail(window, family_id=made.family)
    said = _said(page)
    assert "Tansy Dunnock began the family and household." in said
    assert "Tansy Dunnock finished the case note of" in said
    assert "unlocked" not in said
    assert page.reader.record_id == ""
    assert [line.row.seq for line in page.lines] == sorted(
        (line.row.seq for line in page.lines), reverse=True
    )


def test_opening_a_finished_record_to_read_is_noted_once(made: Made, window: MainWindow) -> None:
    note = _note(made)
    window.record(note)
    window.record(note)
    settle()
    rows = [row for row in made.vault.audit.rows(note) if row.what == "viewed"]
    assert len(rows) == 1
    page = _trail(window, record_id=note)
    assert "opened, to read, the case note of" in _said(page)


def test_writing_a_draft_is_not_reading_it(made: Made, window: MainWindow) -> None:
    draft = made.note("2026-11-11", "Half a note", final=False)
    window.record(draft)
    settle()
    assert not [row for row in made.vault.audit.rows(draft) if row.what == "viewed"]


def test_the_list_is_narrowed_to_a_kind_and_a_person(made: Made, window: MainWindow) -> None:
    made.vault.records.amend(_note(made), "Bram Teasel", REASON)
    page = _trail(window)
    everything = len(page.lines)
    choose(page, "What was done", "Backups, settings and the program")
    assert 0 < len(page.lines) < everything
    assert {kind_of(line.row.what) for line in page.lines} == {"rest"}
    choose(page, "What was done", "Written and changed")
    choose(page, "By whom", "Bram Teasel")
    assert [line.row.who for line in page.lines] == ["Bram Teasel"]
    assert REASON in _said(page)
    choose(page, "What was done", "Put away, moved, erased, on hold")
    assert "No such entry" in _said(page)


def test_a_long_history_comes_a_piece_at_a_time(made: Made, window: MainWindow) -> None:
    for number in range(130):
        made.vault.facts.set("contact_line", str(number))
    page = _trail(window)
    assert len(page.findChildren(EntryRow)) == 60
    press(page, "Show earlier entries")
    assert len(page.findChildren(EntryRow)) == 120
    press(page, "Show earlier entries")
    assert len(page.lines) == made.vault.audit.head().entries
    assert page.lines[-1].row.seq == 1


def test_pieces_of_the_trail_join_without_a_gap(made: Made) -> None:
    everything = [row.seq for row in made.vault.audit.rows()]
    read, before = [], None
    while rows := made.vault.audit.rows(before=before, last=7):
        read = [row.seq for row in rows] + read
        before = rows[0].seq
    assert read == everything
    family = {row.seq for row in made.vault.audit.rows(family_id=made.family)}
    assert family < set(everything)
    assert made.vault.audit.rows(family_id="nobody") == []


def test_late_entries_and_clocks_that_went_back_are_marked(made: Made, window: MainWindow) -> None:
    made.clock.set("2026-11-12", "16:30")
    made.vault.facts.set("contact_line", "before")
    made.clock.set("2026-10-12", "16:30")
    made.vault.facts.set("contact_line", "after")
    made.clock.set("2026-11-13", "09:00")
    page = _trail(window)
    marked = [line for line in page.lines if line.marks]
    assert any("clock had gone back" in mark for line in marked for mark in line.marks)
    late = [row for row in made.vault.records.timeline(made.family) if row.late and row.status == "final"]
    said = [line for line in page.lines if "Written late" in line.marks]
    assert {line.row.record_id for line in said} == {row.id for row in late}


def test_every_kind_of_entry_has_a_place_in_the_list() -> None:
    kinds = {key for key, _ in KINDS}
    assert {kind_of(what) for what in (*_OF_A_RECORD, *_OF_THE_WHOLE)} <= kinds
    assert kind_of("unlock failed") == kind_of("opened") == "lock"
    assert kind_of("copy left: Printed") == "left"


def test_it_is_checked_on_demand_and_says_that_it_is_unbroken(
    made: Made, window: MainWindow, qtbot: QtBot
) -> None:
    page = _trail(window)
    press(page, "Check that it is unbroken")
    qtbot.waitUntil(lambda: page.job is None, timeout=8000)
    settle()
    assert "Unbroken." in _said(page)
    assert "unbroken" in page.checked


def test_the_first_bad_entry_is_named_with_what_to_do(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    """The control of the check: an entry really changed behind its back."""
    store = made.vault._opened.store  # type: ignore[union-attr]
    bad = made.vault.audit.head().entries - 3
    with store.writing() as connection:
        triggers = store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
        for row in triggers:
            connection.execute(f"DROP TRIGGER {row['name']}")
        connection.execute("UPDATE audit SET who = 'Somebody else' WHERE seq = ?", [bad])
    page = _trail(window)
    press(page, "Check that it is unbroken")
    qtbot.waitUntil(lambda: page.job is None, timeout=8000)
    settle()
    said = _said(page)
    assert "Broken." in said
    assert f"Entry {bad}" in said
    assert "What to do: Write nothing more here." in said
    assert_fits(page)


def test_a_missing_entry_is_named_as_missing(made: Made, window: MainWindow) -> None:
    page = _trail(window)
    head = made.vault.audit.head()
    page._checked((findings.TrailBroken(head.entries + 5), head))
    settle()
    assert f"Entry {head.entries + 5} is missing." in _said(page)


def test_a_printed_history_is_noted_and_bears_the_head(
    made: Made, window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "history.docx"
    made.session.ways = Ways(place=lambda _parent, _offered: target)
    page = _trail(window, family_id=made.family)
    short = made.vault.audit.head().short
    page.print()
    settle()
    preview = window.page
    assert isinstance(preview, PreviewPage)
    paper = preview.view.paper
    assert paper is not None
    assert short in "\n".join(footer_lines(paper.outline, paper.stamp))
    assert paper.stamp.marking == made.session.settings.marking_line
    press(preview, "Word")
    assert target.exists()
    row = made.vault.releases.of(made.family)[0]
    assert row.record_id == made.family
    assert "history" in row.why
    page = _trail(window)
    page.print()
    settle()
    press(window.page, "Word")  # type: ignore[arg-type]
    assert made.vault.audit.rows(last=1)[0].what == "history printed"


def test_each_copy_of_a_record_bears_the_head(made: Made, window: MainWindow) -> None:
    window.release(_note(made))
    settle()
    page: Any = window.page
    assert page.request.stamp.trail == made.vault.audit.head().short
    stamp = Stamp(printed_by="T Dunnock", printed_on=made.session.now(), trail="12-abcdef01")
    outline = Reader(made.session).outline("History", "", "")
    assert footer_lines(outline, stamp)[0].endswith("History up to 12-abcdef01")


# Health


def _health(window: MainWindow, qtbot: QtBot) -> HealthPage:
    open_health(window.session, window)
    page = window.page
    assert isinstance(page, HealthPage)
    qtbot.waitUntil(lambda: page.job is None, timeout=8000)
    settle()
    return page


def _kinds() -> list[type[findings.Finding]]:
    return [
        kind
        for kind in vars(findings).values()
        if isinstance(kind, type) and issubclass(kind, findings.Finding) and kind is not findings.Finding
    ]


def test_every_finding_has_its_advice_and_every_fix_its_button() -> None:
    assert set(ADVICE) == set(_kinds())
    assert {kind.fix for kind in _kinds()} - {""} == set(FIXES)
    assert set(GRADES) == set(findings.ORDER)
    assert "data protection lead" in what_to_do(findings.TrailBroken(3))


def test_whole_records_are_called_whole(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    page = _health(window, qtbot)
    assert "These records are whole." in _said(page)
    assert len(page.findChildren(FindingCard)) == len(made.vault.check())
    press(page, "Look at everything")
    qtbot.waitUntil(lambda: page.job is None, timeout=8000)
    settle()
    assert "These records are whole." in _said(page)


def test_a_fix_offers_a_backup_first_and_is_done_only_when_asked_for(
    made: Made, window: MainWindow, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    from toolkit.vault.migrations import FINISHED

    store = made.vault._opened.store  # type: ignore[union-attr]
    with store.writing() as connection:
        connection.execute(f"DELETE FROM {FINISHED}")
    place = tmp_path / "stick"
    place.mkdir()
    made.session.settings.set("backup_folder", str(place))
    page = _health(window, qtbot)
    assert "Mend this" in _said(page)
    assert not made.vault.search.find("Gran")

    in_dialog(lambda dialog: press(dialog, "Cancel"), lambda: press(page, "Rebuild the search"))
    assert page.job is None
    assert not list(place.iterdir())
    assert not made.vault.search.find("Gran")

    in_dialog(lambda dialog: press(dialog, "Make a backup first"), lambda: press(page, "Rebuild the search"))
    qtbot.waitUntil(lambda: page.job is None and "whole" in _said(page), timeout=15000)
    assert len(list(place.rglob("*"))) >= 1
    assert "A backup was made, then it was mended." in _said(page)
    assert made.vault.search.find("Gran")


def test_leaving_while_it_looks_does_not_wait(
    made: Made, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(made.vault, "check", lambda **_more: go_on.wait(10) and [])
    open_health(made.session, window)
    page: Any = window.page
    jobs = page.jobs
    begun = time.monotonic()
    window.place("today")
    settle()
    assert time.monotonic() - begun < 3
    assert not isinstance(window.page, HealthPage)
    assert jobs.busy()
    go_on.set()
    qtbot.waitUntil(lambda: not isValid(jobs), timeout=8000)


def test_read_only_records_are_looked_at_and_not_mended(
    made: Made, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _health(window, qtbot)
    monkeypatch.setattr(made.vault, "read_only", True)
    page.mend(findings.ListsDoNotFit(1))
    settle()
    assert page.job is None
    assert "open to read only" in _said(window)


# Keeping


def _keeping(window: MainWindow, which: str = "all") -> KeepingPage:
    open_keeping(window.session, window)
    page = window.page
    assert isinstance(page, KeepingPage)
    page.which.set_value(which)
    page.fill()
    settle()
    return page


def test_a_family_is_due_once_its_time_is_over_and_not_before(made: Made, window: MainWindow) -> None:
    keeping.set_ended(made.session, made.family, "2026-11-01")
    page = _keeping(window)
    assert "Kept until 4 September 2050." in _said(page)
    assert "The work ended on 1 November 2026." in _said(page)
    made.clock.set("2050-09-04")
    page = _keeping(window, "due")
    assert "Time is over" in _said(page)
    assert len(page.findChildren(KeptCard)) == 1
    assert made.vault.records.families(), "nothing goes by itself"


def test_the_day_the_work_ended_is_typed_and_wrong_ones_refused(made: Made, window: MainWindow) -> None:
    page = _keeping(window)

    def type_it(dialog: QDialog) -> None:
        write(dialog, "Day", "30 February 2026")
        press(dialog, "Keep")
        assert "Write a day" in _said(dialog)
        write(dialog, "Day", "1 December 2026")
        press(dialog, "Keep")
        assert "still to come" in _said(dialog)
        write(dialog, "Day", "1 November 2026")
        press(dialog, "Keep")

    card = page.findChild(KeptCard)
    assert card is not None
    in_dialog(type_it, lambda: card.buttons["Work ended"].click())
    assert keeping.ended_days(made.session) == {made.family: "2026-11-01"}
    assert "changed the day on which the work with a family ended" in _said(_trail(window))


def test_a_longer_policy_counts_and_a_shorter_one_is_refused(made: Made, window: MainWindow) -> None:
    keeping.set_ended(made.session, made.family, "2026-11-01")
    page = _keeping(window)
    write(page, "Birthday", "18")
    page.keep_policy()
    assert "Write a number from 25 to 100." in _said(page)
    assert keeping.policy(made.session).until == 25
    write(page, "Birthday", "75")
    page.keep_policy()
    settle()
    assert "Kept until 4 September 2100." in _said(page)
    assert "changed how long records are kept" in _said(_trail(window))


def test_a_hold_needs_a_reason_and_keeps_a_family_from_being_erased(made: Made, window: MainWindow) -> None:
    page = _keeping(window)
    card = page.findChild(KeptCard)
    assert card is not None

    def hold(dialog: QDialog) -> None:
        press(dialog, "Put on hold")
        assert "Write a reason first." in _said(dialog)
        write(dialog, "Reason", "Court case")
        press(dialog, "Put on hold")

    in_dialog(hold, lambda: card.buttons["Put on hold"].click())
    page = _keeping(window, "held")
    card = page.findChild(KeptCard)
    assert card is not None
    assert "Court case. Tansy Dunnock, 12 November 2026." in _said(page)
    assert not card.buttons["Erase"].isEnabled()

    def end(dialog: QDialog) -> None:
        write(dialog, "Reason", "Case closed")
        press(dialog, "End the hold")

    in_dialog(end, lambda: card.buttons["End the hold"].click())
    assert made.vault.erasing.held(made.family) is None


def test_a_family_is_erased_after_reason_reference_and_a_second_yes(made: Made, window: MainWindow) -> None:
    reference = made.vault.erasing.plan(made.family).reference
    keeping.set_ended(made.session, made.family, "2026-11-01")
    page = _keeping(window)
    card = page.findChild(KeptCard)
    assert card is not None
    answers = iter(["Keep it", "Erase for good"])

    def dialogs(dialog: QDialog) -> None:
        press(dialog, "Erase this family")
        assert "reason" in _said(dialog).lower()
        choose(dialog, "Reason", "The time to keep these records is over")
        press(dialog, "Erase this family")
        assert "does not hold yet" in _said(dialog)
        choose(dialog, "Reason", "A court or the regulator ordered it")
        write(dialog, "Reference of the family", "F-0000")
        press(dialog, "Erase this family")
        assert made.vault.records.families()
        write(dialog, "Reference of the family", reference.lower())
        for _ in range(2):
            in_dialog(
                lambda sure: press(sure, next(answers)),
                lambda: press(dialog, "Erase this family") if dialog.isVisible() else None,
            )

    in_dialog(dialogs, lambda: card.buttons["Erase"].click())
    settle()
    assert made.family not in [row.id for row in made.vault.records.families()]
    assert not made.vault.search.find("Thistlewick")
    assert made.family not in keeping.ended_days(made.session)
    page = _keeping(window, "gone")
    stone = page.findChild(StoneCard)
    assert stone is not None
    assert "A court or the regulator ordered it." in _said(stone)
    assert "Thistlewick" not in _said(page)
    assert "Tansy Dunnock erased a family" in _said(_trail(window))
    assert made.vault.audit.verify() is None


def test_what_goes_and_which_copies_left_is_shown_before(made: Made, window: MainWindow) -> None:
    from toolkit.ui.safety.erase_dialog import EraseDialog

    made.vault.releases.note(
        _note(made), 1, "family", "Sorrel Thistlewick", "Printed", "", "0" * 64, made.session.author()
    )
    dialog = EraseDialog(made.session, made.family, window)
    dialog.open()
    settle()
    said = _said(dialog)
    assert "1 copy left. Who has them keeps them." in said
    assert "Sorrel Thistlewick, Printed" in said
    assert "The work goes on, so no day is set." in said
    assert "Backups made before still hold this family." in said
    assert_fits(dialog)
    dialog.reject()


def test_children_who_count_are_those_born() -> None:
    family = {
        "children": [
            {"id": "1", "birth": "2019-05-02"},
            {"id": "2", "unborn": "yes", "edd": "2027-02-17"},
            {"id": "3", "birth": "2020-01-01", "status": "died", "status_date": "2021-03-04"},
            {"id": "4", "unborn": "yes", "status": "ended"},
            {"id": "5", "birth": "2020-01-01", "status": "died"},
        ]
    }
    assert [(one.birth, one.died) for one in keeping.children_of(family)] == [
        ("2019-05-02", ""),
        ("2020-01-01", "2021-03-04"),
        ("2020-01-01", "not known"),
    ]


# Drafts and pictures


def test_a_draft_with_words_needs_a_reason_and_an_empty_one_does_not(made: Made, window: MainWindow) -> None:
    full = made.note("2026-11-11", "Wren was in the garden with the dog", final=False)
    rows = {row.id: row for row in made.vault.records.timeline(made.family)}
    assert words_in(made.session, full) >= 8
    dialog = DiscardDialog(made.session, rows[full], words_in(made.session, full), window)
    dialog.open()
    settle()
    press(dialog, "Discard draft")
    assert "Write a reason first." in _said(dialog)
    assert_fits(dialog)
    write(dialog, "Reason", "Begun twice")
    press(dialog, "Discard draft")
    assert made.vault.records.get(full).status == "discarded"
    assert not made.vault.search.find("garden dog")
    empty = made.vault.records.create(
        "case_note", made.family, {"event": "2026-11-12T09:00"}, "Tansy Dunnock"
    )
    row = next(row for row in made.vault.records.timeline(made.family) if row.id == empty.id)
    dialog = DiscardDialog(made.session, row, words_in(made.session, empty.id), window)
    dialog.open()
    press(dialog, "Discard draft")
    assert made.vault.records.get(empty.id).status == "discarded"


def test_discarding_from_the_family_page(made: Made, window: MainWindow) -> None:
    for row in made.vault.records.drafts():
        made.vault.records.discard_draft(row.id, "Tansy Dunnock", "Clear")
    draft = made.note("2026-11-11", "Wren was in the garden with the dog", final=False)
    window.family(made.family)
    settle()

    def answer(dialog: QDialog) -> None:
        write(dialog, "Reason", "Begun twice")
        press(dialog, "Discard draft")

    page: Any = window.page
    in_dialog(answer, lambda: family_actions.discard(page))
    assert made.vault.records.get(draft).status == "discarded"
    assert "was put away" in _said(window)


def test_a_wrong_picture_is_taken_out_of_a_finished_record(made: Made, window: MainWindow) -> None:
    draft = made.note("2026-11-11", "A bruise was drawn", final=False)
    picture = made.vault.attachments.add(draft, "bruise.png", "image/png", png(), "Tansy Dunnock")
    record = made.vault.records.get(draft)
    answers = record.answers | {"tags": [], "pictures_note": picture.id}
    made.vault.records.save_draft(draft, answers)
    made.vault.records.finish(draft, answers, {}, made.session.author())
    window.record(draft)
    settle()
    page: Any = window.page
    action = next(one for one, _ in page.bar._actions if one.text == "Take out a picture")

    def answer(dialog: QDialog) -> None:
        assert_fits(dialog)
        press(dialog, "Take it out")
        assert "reason" in _said(dialog).lower()
        write(dialog, "Reason", "Of another family")
        in_dialog(lambda sure: press(sure, "Keep it"), lambda: press(dialog, "Take it out"))
        assert made.vault.attachments.of(draft)
        in_dialog(lambda sure: press(sure, "Take it out for good"), lambda: press(dialog, "Take it out"))

    in_dialog(answer, action.run)
    assert not made.vault.attachments.of(draft)
    assert made.vault.records.get(draft).status == "final"
    said = _said(_trail(window, record_id=draft))
    assert "took a picture or paper out of the case note" in said
    assert made.vault.audit.verify() is None


# The honest page, and the ways there


def test_the_honest_page_names_what_it_must(made: Made, window: MainWindow) -> None:
    open_honest(made.session, window)
    settle()
    page = window.page
    assert isinstance(page, HonestPage)
    said = _said(page)
    for word in (
        "BitLocker",
        "malware",
        "Word documents once they have left",
        "Without passphrase and sheet",
        "organisation holds a key",
        "A backup opens with the passphrase",
    ):
        assert word in said
    assert len(said.split()) < 450, "less than a page"


def test_the_settings_lead_to_each_page(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    for words, kind in (
        ("History", TrailPage),
        ("Health check", HealthPage),
        ("Keeping and erasing", KeepingPage),
        ("What this protects, and what it does not", HonestPage),
    ):
        window.settings("Safety")
        settle()
        assert isinstance(window.page, SettingsPage)
        press(window.page, words)
        page = window.page
        assert isinstance(page, kind)
        if isinstance(page, HealthPage):
            qtbot.waitUntil(lambda page=page: page.job is None, timeout=8000)
        window.back()
        settle()
        assert isinstance(window.page, SettingsPage)


def test_the_switch_against_screen_pictures_stands_on_windows_only(made: Made, window: MainWindow) -> None:
    window.place("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    card = Card(made.session.theme)
    fill_safety(page, card, windows=True)
    assert card.findChild(QWidget, "setting-block_capture") is not None
    other = Card(made.session.theme)
    fill_safety(page, other, windows=False)
    assert other.findChild(QWidget, "setting-block_capture") is None


# Sizes and keys


@pytest.mark.parametrize(("text", "width"), [(100, 1366), (200, 1366), (100, 820)])
def test_nothing_is_cut(
    made: Made, qtbot: QtBot, make_theme: Callable[..., Theme], text: int, width: int
) -> None:
    made.session.theme = make_theme(text_size=text)
    made.vault.erasing.hold(made.family, "Court case, Examplebridge Family Court", made.session.author())
    window = MainWindow(made.session)
    qtbot.addWidget(window)
    window.resize(width, 768)
    window.show()
    for opens in (
        lambda: _trail(window),
        lambda: _health(window, qtbot),
        lambda: _keeping(window),
        lambda: open_honest(made.session, window),
    ):
        opens()
        settle()
        assert_fits(window)
    page = _health(window, qtbot)
    page._show([findings.TrailBroken(812), findings.SearchDoesNotFit(2), findings.ClockWentBack(2)])
    settle()
    assert_fits(window)
    window.drop()


def test_the_pages_are_worked_by_keys(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    page = _trail(window)
    assert window.focusWidget() is page.check_button
    QTest.keyClick(page.check_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.job is None and "Unbroken." in _said(page), timeout=8000)
    seen = set()
    focus = window.focusWidget()
    for _ in range(12):
        assert focus is not None
        seen.add(focus.accessibleName() or type(focus).__name__)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = window.focusWidget()
    assert {"What was done", "By whom"} <= seen


# Faults


def test_a_full_disk_keeps_the_words_and_works_again(
    made: Made, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = made.note("2026-11-11", "First words", final=False)
    window.record(draft)
    settle()
    page: Any = window.page
    page.edit.open_page("seen")
    settle()

    def full(*_given: object, **_more: object) -> None:
        raise DiskFull

    with monkeypatch.context() as disk:
        disk.setattr(made.vault.records, "save_draft", full)
        write(page.edit.sheet, "What I saw and heard", "Words while the disk is full")
        assert not page.flush()
        assert "disk is full" in page.foot.saved_text()
        assert page.answers["facts"] == "Words while the disk is full"
    assert page.flush()
    assert made.vault.records.get(draft).answers["facts"] == "Words while the disk is full"


def test_a_stick_that_was_pulled_out_keeps_the_words_on_the_screen(
    made: Made, window: MainWindow, tmp_path: Path
) -> None:
    """The folder goes while a note is typed: a plain sentence, no fall, and the words stay."""
    draft = made.note("2026-11-11", "First words", final=False)
    window.record(draft)
    settle()
    page: Any = window.page
    page.edit.open_page("seen")
    settle()
    shutil.move(made.vault.folder, tmp_path / "pulled")
    write(page.edit.sheet, "What I saw and heard", "Words after the stick was pulled")
    saved = page.flush()
    assert page.answers["facts"] == "Words after the stick was pulled"
    shutil.move(tmp_path / "pulled", made.vault.folder)
    if not saved:
        assert page.saver.fault
        assert page.flush()
    assert made.vault.records.get(draft).answers["facts"] == "Words after the stick was pulled"
    assert not window.findChildren(QLineEdit, "traceback")


def test_each_child_has_a_day_and_an_ending_offers_its_own(made: Made, window: MainWindow) -> None:
    store = VaultStore(made.session, form_id="closure", family_id=made.family)
    store.finish(
        {"about": ["c1"], "event": "2026-11-12T10:00", "reason": "goals_met", "ends_on": "2026-11-06"}
    )
    page = _keeping(window)
    card = page.findChild(KeptCard)
    assert card is not None

    def offered(dialog: QDialog) -> None:
        assert named(dialog, "Day", QLineEdit).text() == "6 November 2026"
        press(dialog, "Keep")

    in_dialog(offered, lambda: card.buttons["Work ended"].click())
    said = _said(page)
    assert "Wren Thistlewick: kept until 2 May 2044, the 25th birthday." in said
    assert "Pip Thistlewick: kept until 4 September 2050, the 25th birthday." in said
    assert "the latest of these days counts" in said
