"""The chronology on the screen: what comes from the records, what is typed in, what stands out, what leaves and what does not."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.drive import choose, in_dialog, key, press, segment, settle, write
from tests.ui.fit import assert_fits
from tests.ui.made import Made, fill, make_session
from toolkit.export import tables, word
from toolkit.export.chronology_paper import HEAD, source_words
from toolkit.forms.blocks import Picture, Table, text_of
from toolkit.forms.people import Answers
from toolkit.practice.chronology_marks import Narrowed
from toolkit.settings import Settings
from toolkit.ui.chronology.csv_out import CsvDialog
from toolkit.ui.chronology.dialogs import EventDialog
from toolkit.ui.chronology.event_row import EventRow
from toolkit.ui.chronology.gathered import gathered
from toolkit.ui.chronology.page import ChronologyPage
from toolkit.ui.family_actions import more
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.handover.asks import Asks
from toolkit.ui.jobs import Progress
from toolkit.ui.main_window import MainWindow
from toolkit.ui.pack_make import PackMaker
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import CopyAsked
from toolkit.ui.release_record import Leaving
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel

EVENTS = [
    {
        "id": "e1",
        "since": "2019~",
        "what": "The family moved within Examplebridge.",
        "kinds": ["move"],
        "whom": ["c1"],
        "agency": "Examplebridge Housing",
        "source": "Letter",
        "decision": "Agreed by Sorrel on 3 August 2026",
        "impact": "Wren began at a new nursery.",
    },
    {
        "id": "e2",
        "since": "2024-03-02",
        "what": "Wren was taken to hospital with a cut lip.",
        "kinds": ["health"],
        "whom": ["c1"],
        "agency": "Examplebridge Hospital",
        "source": "Discharge letter",
        "first_hand": "yes",
        "decision": "Agreed by Sorrel on 3 August 2026",
        "impact": "Healed well.",
    },
    {
        "id": "e3",
        "since": "2024-04-20",
        "what": "Wren was taken to hospital with a sprained wrist.",
        "kinds": ["health"],
        "whom": ["c1"],
        "source": "Told by Sorrel",
        "response": "Seen by a doctor the same day.",
    },
    {"id": "e4", "since": "a while ago", "what": "Basil lost his work.", "whom": ["a2"], "source": "Nettie"},
    {
        "id": "e5",
        "since": "2026-01-10",
        "until": "2026-03",
        "what": "SECRET-ROW stayed away from home.",
        "kinds": ["household"],
        "source": "Nettie",
        "restricted": "yes",
    },
]


def typed(made: Made, answers: Answers | None = None) -> str:
    """Keeps a chronology record, and gives its id."""
    store = VaultStore(made.session, form_id="chronology", family_id=made.family)
    store.save(answers or {"events": [dict(row) for row in EVENTS]})
    return store.record_id


@pytest.fixture
def page(window: MainWindow, made: Made) -> ChronologyPage:
    """The chronology of the Thistlewicks with five events typed in."""
    typed(made)
    window.show_page("families", lambda go: ChronologyPage(made.session, go, made.family))
    settle()
    assert isinstance(window.page, ChronologyPage)
    return window.page


def open_page(window: MainWindow, made: Made) -> ChronologyPage:
    """Opens it the way the family page does."""
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    next(a for a in more(window.page) if a.text == "Chronology").run()
    settle()
    assert isinstance(window.page, ChronologyPage)
    return window.page


def row_of(page: ChronologyPage, key: str) -> EventRow:
    """The line of an event."""
    return next(row for row in (*page.undated.rows, *page.table.rows) if row.event_key == key)


def significant(made: Made, day: str, sentence: str, **more_answers: object) -> str:
    """A finished note that was marked as significant."""
    store = VaultStore(made.session, form_id="case_note", family_id=made.family)
    answers = {
        "contact": "home_announced",
        "event": f"{day}T10:00",
        "about": ["c1"],
        "facts": "What was seen.",
        "significant": "yes",
        "sentence": sentence,
        **more_answers,
    }
    store.save(answers)
    store.finish(answers)
    return store.record_id


# Opening


def test_it_opens_from_the_family_from_new_and_from_its_record_and_looking_leaves_no_record(
    window: MainWindow, made: Made
) -> None:
    open_page(window, made)
    window.new_record("chronology", made.family)
    assert isinstance(window.page, ChronologyPage)
    assert gathered(made.session, made.family).record_id == ""
    record = typed(made)
    window.record(record)
    assert isinstance(window.page, ChronologyPage)
    window.record(record, "events_page")
    assert isinstance(window.page, RecordPage)


def test_an_empty_one_says_what_comes_by_itself(window: MainWindow, made: Made) -> None:
    session = made.session
    family = session.vault.records.create("family", None, {"family_name": "Featherby"}, session.author()).id
    window.show_page("families", lambda go: ChronologyPage(session, go, family))
    settle()
    page = window.page
    assert isinstance(page, ChronologyPage)
    words = [label.text() for label in page.sheet.findChildren(BodyLabel) if label.isVisibleTo(page)]
    assert "No event yet" in words
    assert page.side.picture.accessibleName().endswith("Nothing is dated yet.")
    assert_fits(window)


def test_each_line_says_its_day_people_words_source_and_meaning(page: ChronologyPage) -> None:
    said = row_of(page, "row:e2").accessibleName()
    assert said.startswith("2 March 2024. Wren. Wren was taken to hospital with a cut lip. Health or injury")
    assert "Examplebridge Hospital: Discharge letter (seen or heard themselves)" in said
    assert "Healed well" in said
    assert row_of(page, "row:e1").accessibleName().startswith("about 2019. Wren.")
    assert row_of(page, "row:e5").accessibleName().startswith("10 January 2026 to March 2026. The family.")


def test_an_event_whose_day_cannot_be_read_waits_to_be_dated_and_is_dated_there(
    page: ChronologyPage, made: Made
) -> None:
    assert [row.event_key for row in page.undated.rows] == ["row:e4"]
    assert "and 1 to be dated" in page.number.text()

    def date_it(dialog: QDialog) -> None:
        write(dialog, "Day, month or year", "about 2023")
        press(dialog, "Keep")
        if dialog.isVisible():
            press(dialog, "Keep")

    in_dialog(date_it, lambda: row_of(page, "row:e4").click())
    assert page.undated.rows == []
    assert row_of(page, "row:e4").accessibleName().startswith("about 2023")
    assert made.vault.records.get(page.store.record_id).answers["events"][3]["since"] == "2023~"


def test_a_derived_line_opens_its_record_or_the_family_file(window: MainWindow, made: Made) -> None:
    record = significant(made, "2026-11-04", "Wren asked to stay with Nettie.")
    page = open_page(window, made)
    row_of(page, record).click()
    settle()
    assert isinstance(window.page, RecordPage)
    page = open_page(window, made)
    row_of(page, "family:birth-c1").click()
    settle()
    assert isinstance(window.page, RecordPage)


def test_a_draft_gives_no_event(window: MainWindow, made: Made) -> None:
    store = VaultStore(made.session, form_id="case_note", family_id=made.family)
    store.save({"contact": "phone", "event": "2026-11-05", "significant": "yes", "sentence": "DRAFT-ONLY"})
    assert "DRAFT-ONLY" not in repr(open_page(window, made).told.found)


# Writing


def test_what_an_event_meant_is_kept_beside_it_and_closed_as_a_version(
    window: MainWindow, made: Made
) -> None:
    record = significant(made, "2026-11-04", "Wren asked to stay with Nettie.")
    page = open_page(window, made)

    def mean(dialog: QDialog) -> None:
        write(dialog, "What it meant for each child", "Wren sleeps badly since.")
        press(dialog, "Keep")

    in_dialog(mean, lambda: row_of(page, record).pencil.click())
    assert "Wren sleeps badly since" in row_of(page, record).accessibleName()
    kept = made.vault.records.get(page.store.record_id).answers["impacts"]
    assert [(row["of"], row["impact"]) for row in kept] == [(record, "Wren sleeps badly since.")]
    assert made.vault.records.get(record).answers["sentence"] == "Wren asked to stay with Nettie."
    window.family(made.family)
    assert len(made.vault.records.revisions(page.store.record_id)) >= 1


def test_an_event_is_added_and_what_is_missing_is_shown_once(page: ChronologyPage) -> None:
    def add(dialog: QDialog) -> None:
        press(dialog, "Keep")
        assert dialog.isVisible(), "nothing is kept without what happened"
        write(dialog, "What happened, in a sentence or two", "Pip took his first steps.")
        write(dialog, "Day, month or year", "3 Nov 2026")
        press(dialog, "Keep")
        assert dialog.isVisible(), "what is missing is shown first"
        press(dialog, "Keep")

    in_dialog(add, page.add_event)
    assert any(e.text == "Pip took his first steps." and e.when == "3 November 2026" for e in page.events)


def test_leaving_the_dialog_changes_nothing(page: ChronologyPage) -> None:
    before = dict(page.answers)

    def think_better(dialog: QDialog) -> None:
        write(dialog, "What happened, in a sentence or two", "Never kept.")
        press(dialog, "Cancel")

    in_dialog(think_better, lambda: row_of(page, "row:e3").click())
    assert page.answers == before
    assert "Never kept" not in repr(page.told.found)


def test_an_event_typed_in_is_taken_out(page: ChronologyPage) -> None:
    in_dialog(lambda dialog: press(dialog, "Take it out"), lambda: row_of(page, "row:e3").click())
    assert page.event_of("row:e3") is None


def test_the_same_told_twice_stands_once_with_both_sources_and_can_be_parted(
    window: MainWindow, made: Made
) -> None:
    twice = dict(EVENTS[1], id="e9", agency="Examplebridge Police", source="Log 7", impact="")
    typed(made, {"events": [dict(EVENTS[1]), twice]})
    page = open_page(window, made)
    assert "May be told twice" in row_of(page, "row:e2").accessibleName()
    pair = page._pairs[0]
    in_dialog(lambda dialog: press(dialog, "They are one event"), lambda: page.look_at_both(pair))
    assert page._pairs == []
    merged = [e for e in page.events if e.also]
    assert [len(e.also) for e in merged] == [1]
    said = row_of(page, merged[0].record).accessibleName()
    assert "Discharge letter" in said
    assert "Log 7" in said
    assert len(page.answers["events"]) == 2, "both rows are kept whole"

    def part(dialog: QDialog) -> None:
        assert_fits(dialog)
        press(
            dialog,
            f"Let it stand by itself: {source_words(merged[0].also[0])}",
        )

    in_dialog(part, lambda: row_of(page, merged[0].record).click())
    assert not any(e.also for e in page.events)
    assert all("same_as" not in row for row in page.answers["events"])
    in_dialog(lambda dialog: press(dialog, "Keep both"), lambda: page.look_at_both(page._pairs[0]))
    assert page._pairs == []
    assert not any(e.also for e in page.events)


def test_the_decision_it_was_shared_under_is_named_and_opens(page: ChronologyPage) -> None:
    dialog = EventDialog(
        page.session,
        page.store.entry,
        page.answers,
        page.store.context(page.answers),
        dict(page.answers["events"][1]),
        page.keep,
        others=(),
        decisions=[("d1", "Share with the hospital, 3 August 2026")],
        open_record=(opened := []).append,
        new=False,
        parent=page,
    )
    choose(dialog, "Our decision it was shared under", "Share with the hospital, 3 August 2026")
    assert dialog.row["decision_id"] == "d1"
    assert dialog.row["decision"] == "Agreed by Sorrel on 3 August 2026", "what was written stays"
    dialog.link.click()
    assert opened == ["d1"]
    assert page.answers["events"][1]["decision_id"] == "d1"


# Filters, repeats, gaps


def test_filters_narrow_it_and_a_day_that_cannot_be_read_is_said(page: ChronologyPage) -> None:
    everything = len(page.events)
    choose(page, "Kind of event", "Health or injury (2)")
    assert [e.record for e in page.events] == ["row:e2", "row:e3"]
    choose(page, "Told by", "Examplebridge Hospital (1)")
    assert [e.record for e in page.events] == ["row:e2"]
    assert page.number.text().startswith("1 of ")
    page.narrow.since.setText("2025")
    page.narrow.since.editingFinished.emit()
    settle()
    assert page.events == []
    press(page.narrow, "Show everything")
    assert len(page.events) == everything
    page.narrow.until.setText("13/25")
    page.narrow.until.editingFinished.emit()
    assert not page.narrow.problem.isHidden()
    assert len(page.events) == everything


def test_repeats_and_gaps_are_marked_and_a_gap_is_as_long_as_was_chosen(page: ChronologyPage) -> None:
    assert "Again after 49 days" in row_of(page, "row:e3").accessibleName()
    assert "Again" not in row_of(page, "row:e2").accessibleName()
    before = len(page.told.gaps(page.events, page.session.today()))
    choose(page, "Gaps longer than", "a year")
    after = page.told.gaps(page.events, page.session.today())
    assert len(after) < before
    assert all(gap.days > 365 for gap in after)
    assert page.answers["gap_days"] == 365


def test_arrow_keys_go_from_line_to_line_and_one_line_is_the_tab_stop(page: ChronologyPage) -> None:
    first = page.table.rows[0]
    first.setFocus()
    key(first, Qt.Key.Key_Down)
    assert page.table.rows[1].hasFocus()
    stops = [row for row in page.table.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [page.table.rows[1]]


# The analysis


def test_for_a_meeting_the_analysis_comes_first(window: MainWindow, page: ChronologyPage) -> None:
    in_dialog(lambda dialog: press(dialog, "Cancel"), lambda: page.leave("print"))
    assert window.page is page
    in_dialog(lambda dialog: press(dialog, "Not for a meeting"), lambda: page.leave("print"))
    assert isinstance(window.page, ReleasePage)


def test_an_analysis_is_written_with_what_the_dates_show_beside_it(
    window: MainWindow, page: ChronologyPage
) -> None:
    def analyse(dialog: QDialog) -> None:
        said = " ".join(label.text() for label in dialog.findChildren(BodyLabel))
        assert "Health or injury: 2 times" in said
        write(dialog, "Patterns, gaps and repeats", "Two visits to hospital in seven weeks.")
        write(dialog, "What it means now for each child", "Wren needs somebody to ask.")
        press(dialog, "Keep")

    in_dialog(analyse, lambda: page.write_analysis(""))
    assert page.answers["analysis"][0]["on"] == "2026-11-12"
    page.leave("word")
    assert isinstance(window.page, ReleasePage), "with an analysis nothing is asked"


def test_who_was_asked_is_written_in_the_record_and_shown(
    window: MainWindow, page: ChronologyPage, made: Made
) -> None:
    press(page.side, "Write who was asked")
    assert isinstance(window.page, RecordPage)
    settle()
    write(window.page, "Agencies that were asked, and what they answered", "The school, on 2 November.")
    window.back()
    settle()
    again = window.page
    assert isinstance(again, ChronologyPage)
    assert "The school, on 2 November." in [label.text() for label in again.side.findChildren(BodyLabel)]
    said = text_of(Leaving(made.session, again.store.record_id).outline("practitioner", ""))
    assert "The school, on 2 November." in said


# Paper and table


def _answers_to_leave(made: Made) -> str:
    rows = [dict(row) for row in EVENTS]
    rows[1]["impact"] = "CANARY-THIRD"
    return typed(
        made,
        {
            "events": [*rows, {"id": "e8", "since": "2026-06", "what": "CANARY-ABUSE", "kinds": ["abuse"]}],
            "analysis": [
                {"id": "a", "on": "2026-11-10", "patterns": "CANARY-ANALYSIS", "means": "Wren needs calm."}
            ],
        },
    )


def test_the_paper_lies_on_its_side_with_six_columns_picture_agencies_and_analysis(made: Made) -> None:
    leaving = Leaving(made.session, _answers_to_leave(made))
    made_outline = leaving.outline("practitioner", "")
    assert made_outline.landscape
    table = next(b for b in made_outline.blocks if isinstance(b, Table))
    assert table.head == HEAD
    said = "\n".join(text_of(made_outline))
    for words in ("about 2019", "SECRET-ROW", "CANARY-ABUSE", "CANARY-ANALYSIS", "Examplebridge Hospital"):
        assert words in said
    assert "Shared with us under: Agreed by Sorrel on 3 August 2026" in said
    assert "To be dated" in said
    assert "Health or injury: 2 times" in said
    picture = next(b for b in made_outline.blocks if isinstance(b, Picture))
    assert "Health: 2 events" in picture.alt
    last = [b for b in made_outline.blocks if isinstance(b, Table)][-1]
    assert ("Patterns, gaps and repeats", "CANARY-ANALYSIS") in last.rows
    document = docx.Document(io.BytesIO(word.document(made_outline, leaving.request("word").stamp)))
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert any("Health: 2 events" in (s._inline.docPr.get("descr") or "") for s in document.inline_shapes)


def test_a_narrowed_page_prints_what_it_shows_and_says_so(window: MainWindow, page: ChronologyPage) -> None:
    choose(page, "Kind of event", "Health or injury (2)")
    page.narrow.since.setText("2020")
    page.narrow.since.editingFinished.emit()
    settle()
    shown = [event.text for event in page.events]
    others = [event.text for event in page.told.found.events if event.text not in shown]
    assert shown
    assert others
    in_dialog(lambda dialog: press(dialog, "Not for a meeting"), lambda: page.leave("print"))
    leaving = window.page
    assert isinstance(leaving, ReleasePage)
    made = leaving.request.copy_of(CopyAsked(audience="practitioner")) if leaving.request.copy_of else None
    assert made is not None
    said = "\n".join(text_of(made))
    only = "only events of the kind “Health or injury”, from 1 January 2020"
    assert f"Not the whole chronology: {only}." in said
    assert all(words in said for words in shown)
    assert not any(words in said for words in others)
    # A gap, a count or an agency that told nothing would be said of what is not there.
    assert "To be dated" not in said
    assert "Repeats, gaps and counts" not in said
    assert made.left_out == (("Other events", f"The page showed {only}"),)


def test_a_narrowed_copy_for_the_family_names_no_kind_no_agency_and_no_adult(made: Made) -> None:
    record = _answers_to_leave(made)
    child, adult = (
        next(p.id for p in made.vault.records.people(made.family) if p.group == g) for g in ("child", "adult")
    )
    for narrowed, words in (
        (Narrowed(kind="abuse"), "Not the whole chronology: only events of one kind."),
        (Narrowed(agency="Police", person=adult), "only events about one person, from one source."),
        (Narrowed(person=child, until=date(2026, 3, 1)), "only events about Wren, up to 1 March 2026."),
    ):
        copy = Leaving(made.session, record, narrowed).outline("family", "c1")
        said = "\n".join(text_of(copy))
        assert words in said
        assert "buse" not in said
        assert "Police" not in said


def test_a_narrowed_page_without_an_event_prints_that_there_is_none(made: Made) -> None:
    copy = Leaving(made.session, _answers_to_leave(made), Narrowed(since=date(2030, 1, 1))).outline(
        "practitioner", ""
    )
    assert "No such event is written down." in text_of(copy)


def test_a_family_copy_holds_no_canary_and_says_that_events_were_left_out(made: Made) -> None:
    restricted = significant(
        made, "2026-11-01", "CANARY-RESTRICTED", restriction="restricted", restricted_from="Ash"
    )
    abuse = significant(made, "2026-11-02", "CANARY-DA", abuse="yes")
    told = significant(made, "2026-11-03", "CANARY-TOLD", source="told", source_detail="A neighbour")
    ours = significant(made, "2026-11-04", "Wren laughed with Nettie.")
    record = _answers_to_leave(made)
    assert made.vault.records.get(restricted).restricted
    made_outline = Leaving(made.session, record).outline("family", "c1")
    everything = repr(made_outline.blocks)
    for canary in (
        "CANARY",
        "SECRET-ROW",
        "Hospital",
        "Housing",
        "Agreed by Sorrel",
        restricted,
        abuse,
        told,
    ):
        assert canary not in everything
    assert "Wren laughed with Nettie." in everything
    assert ours
    assert "Events have been left out of this copy." in text_of(made_outline)
    assert {label for label, _ in made_outline.left_out} >= {"Restricted events", "Events told by others"}


def test_what_others_told_may_be_put_in_by_a_tick_and_abuse_never(made: Made) -> None:
    leaving = Leaving(made.session, _answers_to_leave(made))
    asked = CopyAsked(audience="family", person_id="c1")
    things = {thing.label: thing for thing in leaving.things(asked)}
    assert things["Events told by others"].may
    assert not things["Events about abuse, sharing and supervision"].may
    paths = frozenset(thing.path for thing in things.values())
    put_in = repr(leaving.copy(CopyAsked(audience="family", person_id="c1", put_in=paths)).blocks)
    assert "CANARY-THIRD" in put_in
    assert "CANARY-ABUSE" not in put_in
    assert "Agreed by Sorrel" not in put_in


def test_a_court_does_not_get_restricted_events_unless_they_are_put_in(made: Made) -> None:
    leaving = Leaving(made.session, _answers_to_leave(made))
    asked = CopyAsked(audience="practitioner", reader="court")
    assert "SECRET-ROW" not in repr(leaving.copy(asked).blocks)
    path = next(t.path for t in leaving.things(asked) if t.label == "Restricted events")
    again = leaving.copy(CopyAsked(audience="practitioner", reader="court", put_in=frozenset({path})))
    assert "SECRET-ROW" in repr(again.blocks)


def test_a_referral_s_pack_holds_it_as_it_is_drawn_without_restricted_events(made: Made) -> None:
    record = _answers_to_leave(made)
    significant(made, "2026-11-04", "Wren laughed with Nettie.")
    referral = made.vault.records.create(
        "referral",
        made.family,
        {"about": ["c1"], "event": "2026-11-12T09:00", "route": "support"},
        made.session.author(),
    )
    pack = PackMaker(made.session, referral.id).make([record], Progress(lambda _share, _words: None))
    said = "\n".join(text_of(pack.paper.leaves[1].outline))
    assert "Wren laughed with Nettie." in said
    assert "about 2019" in said
    assert "SECRET-ROW" not in said


def test_the_table_is_saved_as_csv_and_noted_or_neither(
    page: ChronologyPage, made: Made, tmp_path: Path
) -> None:
    place = tmp_path / "chronology.csv"
    dialog = CsvDialog(
        made.session, page.store, page.told.found.events, page, Asks(save=lambda _parent, _offered: place)
    )
    dialog.save()
    assert not place.exists(), "for whom and why are asked first"
    dialog.to.setText("Examplebridge Court")
    dialog.why.setText("Asked for by the judge")
    dialog.save()
    rows = list(csv.reader(io.StringIO(place.read_text(encoding="utf-8-sig"))))
    assert rows[0] == list(tables.CHRONOLOGY)
    assert len(rows) == 1 + len(page.told.found.events)
    assert next(r for r in rows if "Letter" in r)[:3] == ["2019~", "", "Wren Thistlewick"]
    noted = made.vault.releases.of_record(page.store.record_id)
    assert [(row.recipient, row.how) for row in noted] == [("Examplebridge Court", "CSV table")]


# Size


def test_three_hundred_events_are_quick_and_all_of_them_can_be_reached(
    window: MainWindow, made: Made
) -> None:
    rows = [
        {
            "id": f"x{n}",
            "since": f"{2010 + n // 20}-{n % 12 + 1:02}-{n % 27 + 1:02}",
            "what": f"Something happened, number {n}.",
            "kinds": [("health", "school", "police")[n % 3]],
            "whom": ["c1"],
            "source": "Import",
        }
        for n in range(300)
    ]
    typed(made, {"events": rows})
    began = time.perf_counter()
    page = open_page(window, made)
    taken = time.perf_counter() - began
    assert taken < 6, f"{taken:.1f} s"
    assert len(page.table.rows) == 60
    press(page.table, f"Show 60 more of {len(page.events) - 60}")
    assert len(page.table.rows) == 120
    while page.table._drawn < len(page.events):
        page.table.more()
    assert len(page.table.rows) == len(page.events) >= 300
    assert len({row.event_key for row in page.table.rows}) == len(page.events)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut_at_any_text_size(
    make_theme: Callable[..., Theme], tmp_path: Path, settings: Settings, qtbot: QtBot, size: int
) -> None:
    session, clock = make_session(tmp_path / "v", make_theme(text_size=size), settings)
    made = fill(session, clock)
    typed(made)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page = open_page(window, made)
    assert page.wide == (size < 125)
    assert_fits(window)
    if not page.wide:
        segment(page, "What is shown", "Over time and analysis")
        assert page.side.isVisible()
        assert not page.sheet.isVisible()
        assert_fits(window)
    window.drop()
    session.vault.close()
