"""Who has not been seen or heard, the sheet before a visit and the history first: pages over invented families."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.families import ALL, tumbledown
from tests.families.case import Case
from tests.families.put_in import put_in
from tests.ui.drive import in_dialog, named, press
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.errors import ReasonMissing
from toolkit.export.stamp import Stamp
from toolkit.forms.blocks import text_of
from toolkit.practice.before_leaving import STEPS, sheet
from toolkit.practice.findings import findings
from toolkit.ui.before_leaving import BeforeLeavingPage, open_sheet, visit_of
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.not_seen import NotSeenPage, open_not_seen
from toolkit.ui.printing import Paper
from toolkit.ui.quick_note import QuickNotePage
from toolkit.ui.read_first import ReadFirstDialog, history_of
from toolkit.ui.release_leaving import Ways
from toolkit.ui.side_line import SideLine
from toolkit.ui.theme import Theme
from toolkit.ui.today import TodayPage, TodayRow
from toolkit.ui.today_lines import groups
from toolkit.ui.turned_outline import LargeOutline
from toolkit.ui.widgets import BodyLabel, LinkButton
from toolkit.vault.audit_words import in_words

EACH = pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)


def said(page: NotSeenPage) -> str:
    """Every line of the page as a screen reader says it."""
    return "\n".join(line.accessibleName() for line in page.findChildren(SideLine))


def end_of_work(made: Made, family: str, day: str) -> str:
    """Finishes a closure on a day."""
    kept = made.clock.at
    made.clock.set(day)
    records, author = made.vault.records, made.session.author()
    answers = {"event": f"{day}T10:00", "about": [], "reason": "goals_met", "ends_on": day}
    record = records.create("closure", family, answers, author)
    records.finish(record.id, answers, {}, author)
    made.clock.at = kept
    return record.id


# Due days and Today


@EACH
def test_what_is_due_stands_in_its_group(made: Made, case: Case) -> None:
    """Every day of every record reaches Today, and what concerns nobody but somebody who died does not."""
    family, _ = put_in(made.session, made.clock, case)
    names = {family: f"{case.name} family"}
    found = groups(made.session.due(family), [], names, made.session.today(), me=made.session.author().name)
    told = {(group.key, line.day.isoformat(), line.title) for group in found for line in group.lines}
    assert told == set(case.expected.due)


@EACH
def test_the_page_shows_what_was_found(window: MainWindow, made: Made, case: Case, qtbot: QtBot) -> None:
    """Each number, each reason, each gap; and nobody about whom nothing is asked."""
    family, _ = put_in(made.session, made.clock, case)
    open_not_seen(made.session, window, family)
    page = window.page
    assert isinstance(page, NotSeenPage)
    text = said(page)
    for reasons in case.expected.missed.values():
        for _, why in reasons:
            assert why in text
    names = {row["id"]: row.get("name", "") for key in ("children", "adults") for row in case.family[key]}
    for adult, child, why in case.expected.responsibility:
        assert why in text
        assert names[adult] in text or not names[adult]
        assert names[child].split()[0] in text
    for words, _ in case.expected.questions:
        assert words in text
    for who in case.expected.silent:
        assert not names.get(who) or f"for {names[who].split()[0]}." not in text
    assert_fits(window)


def test_a_fact_opens_the_record_behind_it(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """A reason opens its note, and what the family file lacks opens the file."""
    family, ids = put_in(made.session, made.clock, tumbledown.CASE)
    open_not_seen(made.session, window, family)
    assert isinstance(window.page, NotSeenPage)
    line = next(
        one
        for one in window.page.findChildren(SideLine)
        if one.accessibleName().startswith("Curtains drawn.")
    )
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert isinstance(window.page, RecordPage)
    assert window.page.store.record_id == ids["u-5"]
    window.back()
    line = next(
        one for one in window.page.findChildren(SideLine) if one.accessibleName().startswith("The father of")
    )
    line.click()
    assert isinstance(window.page, RecordPage)
    assert window.page.store.record_id == family


def test_a_count_shows_the_records_behind_it(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """With a press, and the keyboard goes to the first."""
    family, _ = put_in(made.session, made.clock, tumbledown.CASE)
    open_not_seen(made.session, window, family)
    page = window.page
    assert isinstance(page, NotSeenPage)
    heads = [label.text() for label in page.findChildren(BodyLabel)]
    assert "Contacts missed: 4" in heads
    assert "Contacts missed in the last 90 days: 3" in heads
    hidden = [line for line in page.findChildren(SideLine) if line.isHidden()]
    link = [one for one in page.findChildren(LinkButton) if one.text() == "Show the records"][1]
    link.click()
    shown = [line for line in hidden if not line.isHidden()]
    assert len(shown) == 4
    assert link.isHidden()


def test_a_family_of_forty_stays_readable(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """The children with most to ask first, a dozen at once, the rest with a press."""
    answers = {
        "family_name": "Crowdwick",
        "children": [
            {"id": f"c{n}", "unborn": "no", "name": f"Tiny{n} Crowdwick", "birth": "2016-01-01"}
            for n in range(20)
        ],
        "adults": [{"id": f"a{n}", "name": f"Big{n} Crowdwick"} for n in range(20)],
        "home": [{"id": f"h{n}", "person": f"a{n}", "how": "lives"} for n in range(20)],
    }
    records, author = made.vault.records, made.session.author()
    family = records.create("family", None, answers, author)
    records.close_living(family.id, answers, author)
    open_not_seen(made.session, window, family.id)
    page = window.page
    assert isinstance(page, NotSeenPage)
    links = [one.text() for one in page.findChildren(LinkButton) if one.isVisibleTo(page)]
    assert links.count("Show 8 more") >= 2
    assert_fits(window)
    open_sheet(made.session, window, family.id)
    assert isinstance(window.page, BeforeLeavingPage)
    assert Paper(window.page.outline(), window.page._stamp()).count == 1
    assert "of 40 people" in "\n".join(text_of(window.page.outline()))


def test_a_read_only_vault_shows_it_too(made: Made) -> None:
    """Nothing is written by looking."""
    before = made.vault.records.changes()
    made.session.findings(made.family)
    visit_of(made.session, made.family)
    assert made.vault.records.changes() == before


# The sheet


@EACH
def test_the_sheet_of_each_family_is_one_page(made: Made, theme: Theme, case: Case) -> None:
    """From the vault as from the case; only the promises come from what is due."""
    family, _ = put_in(made.session, made.clock, case)
    visit = visit_of(made.session, family)
    assert visit.found.fathers == findings(case.family, case.records, made.session.today()).fathers
    assert "Child in danger now" in "\n".join(text_of(sheet(visit)))
    assert Paper(sheet(visit, STEPS[0]), _stamp(made)).count == 1
    # Days that are no promise of anybody stay off it: seeing a child stands under "Ask", a warning at the top.
    no_promise = ("See the child", "Try again", "Look at a warning", "Find out")
    assert {one.text for one in visit.promises} == {
        words for _, _, words in case.expected.due if not words.startswith(no_promise)
    }


def pdf_printer(path: Path) -> QPrinter:
    """A printer that writes a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def _stamp(made: Made) -> Stamp:
    return Stamp(printed_by="Tansy Dunnock", printed_on=made.session.now())


def test_today_offers_the_sheet_beside_a_visit(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """The button of the line, and Ctrl+B on it."""
    page = window.page
    assert isinstance(page, TodayPage)
    buttons = [
        one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Before you leave: ")
    ]
    assert any("Home visit with the nursery nurse" in one.accessibleName() for one in buttons)
    assert not any("sleep leaflet" in one.accessibleName() for one in buttons)
    buttons[0].click()
    assert isinstance(window.page, BeforeLeavingPage)
    window.place("today")
    row = next(one for one in window.page.findChildren(TodayRow) if "Ring Basil" in one.accessibleName())
    row.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, BeforeLeavingPage)
    assert_fits(window)


def test_the_family_page_opens_both(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """Its bar and its card."""
    window.family(made.family)
    assert isinstance(window.page, FamilyPage)
    window.page.bar.button("Before you leave").click()
    assert isinstance(window.page, BeforeLeavingPage)
    window.back()
    named(window.page, "Who has not been seen or heard", LinkButton).click()
    assert isinstance(window.page, NotSeenPage)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, BeforeLeavingPage)


def test_printing_the_sheet_is_noted(window: MainWindow, made: Made, tmp_path: Path) -> None:
    """As the worker's own copy of the family file, with the address only where it was ticked."""
    made.session.ways = Ways(printer=lambda _parent, _paper: pdf_printer(tmp_path / "sheet.pdf"))
    open_sheet(made.session, window, made.family)
    page = window.page
    assert isinstance(page, BeforeLeavingPage)
    page.bar.button("Print").click()
    page.address.setChecked(True)
    assert "3 Pretend Row" in "\n".join(text_of(page.outline()))
    page.bar.button("Print").click()
    first, second = reversed(made.vault.releases.of(made.family)[:2])
    assert (first.record_id, first.audience, first.how) == (made.family, "my own working copy", "Printed")
    assert first.why == "The sheet to read before a visit."
    assert second.why == "The sheet to read before a visit, with the address."
    assert (tmp_path / "sheet.pdf").stat().st_size > 1000


def test_turned_round_it_has_no_address_and_asks_for_the_key(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    """Even where the address was ticked for the paper."""
    open_sheet(made.session, window, made.family)
    page = window.page
    assert isinstance(page, BeforeLeavingPage)
    page.address.setChecked(True)
    page.turn_round()
    view = page.turned
    assert view is not None
    assert not window.isVisible()
    large = view.findChild(LargeOutline)
    assert large is not None
    assert "Pretend Row" not in "\n".join(text_of(large.outline))
    assert "Thistlewick" not in "\n".join(text_of(large.outline))
    view.left.emit()
    assert window.isVisible()
    assert page.turned is None


# The history first


def test_new_work_after_an_end_asks_to_read_first(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """ "I have read it" goes on, is in the trail, and is not asked again."""
    end_of_work(made, made.family, "2026-11-11")

    def read(dialog: object) -> None:
        assert isinstance(dialog, ReadFirstDialog)
        assert_fits(dialog)
        press(dialog, "I have read it")

    in_dialog(read, lambda: window.quick_note(made.family))
    assert isinstance(window.page, QuickNotePage)
    assert made.vault.records.readings(made.family)[-1][1]
    assert history_of(made.session, made.family) is None
    last = made.vault.audit.rows(made.family)[-1]
    assert (
        in_words(last, lambda _id: "the family file") == "Tansy Dunnock read the history of the family file."
    )


def test_not_now_needs_a_reason_and_danger_is_one(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """Nothing stands between a worker and a child in danger."""
    end_of_work(made, made.family, "2026-11-11")

    def empty(dialog: ReadFirstDialog) -> None:
        press(dialog, "Not now")
        assert dialog.isVisible()
        press(dialog, "Back")

    in_dialog(empty, lambda: window.quick_note(made.family))
    assert not isinstance(window.page, QuickNotePage)
    assert made.vault.records.readings(made.family) == []
    in_dialog(
        lambda dialog: press(dialog, "A child may be in danger now"),
        lambda: window.new_record("injury", made.family),
    )
    assert isinstance(window.page, RecordPage)
    last = made.vault.audit.rows(made.family)[-1]
    assert (last.what, last.why) == ("history not read", "A child may be in danger now.")
    # Asked once a day, and again on the next.
    assert history_of(made.session, made.family) is None
    made.clock.set("2026-11-13")
    assert history_of(made.session, made.family) is not None


def test_a_family_chosen_later_asks_to_read_first_too(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """The quick note from Today, whose family is picked on its page. A door that stayed shut asks nothing."""
    end_of_work(made, made.family, "2026-11-11")
    window.quick_note()
    page = window.page
    assert isinstance(page, QuickNotePage)
    in_dialog(lambda dialog: press(dialog, "Back"), lambda: page._picked(made.family))
    assert page.family_id is None
    assert page.picker is not None
    in_dialog(lambda dialog: press(dialog, "I have read it"), lambda: page._picked(made.family))
    assert page.family_id == made.family
    assert made.vault.records.readings(made.family)[-1][1]


def test_a_line_of_the_history_opens_its_record(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    """And nothing new is begun."""
    closed = end_of_work(made, made.family, "2026-11-11")
    drafts = len(made.vault.records.drafts())
    in_dialog(
        lambda dialog: press(dialog, "Ended on 11 November 2026: goals met. Open it"),
        lambda: window.new_record("case_note", made.family),
    )
    assert isinstance(window.page, RecordPage)
    assert window.page.store.record_id == closed
    assert len(made.vault.records.drafts()) == drafts


def test_what_may_not_wait_is_never_held_up(window: MainWindow, made: Made) -> None:
    """A decision to share, a try at the door, and a family whose work goes on."""
    window.quick_note(made.family)
    assert isinstance(window.page, QuickNotePage)
    window.place("today")
    end_of_work(made, made.family, "2026-11-11")
    window.quick_note(made.family, no_answer=True)
    assert isinstance(window.page, QuickNotePage)
    window.place("today")
    window.decide(made.family)
    assert not isinstance(window.page, TodayPage)


def test_the_vault_refuses_not_now_without_a_reason(made: Made) -> None:
    """And writes nothing."""
    with pytest.raises(ReasonMissing):
        made.vault.records.history_read(made.family, "Tansy Dunnock", read=False, why="  ")
    assert made.vault.records.readings(made.family) == []
