"""Me and my team: what is due, each form with its records, and a record that belongs to no family, from New to Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from tests.export.ooxml_check import faults
from tests.export.reading import words_of
from tests.forms.filling import filled
from tests.forms.thistlewick import NOW
from tests.helpers import files_holding
from tests.team_example import EXAMPLES, fill_team, measures
from tests.ui.drive import in_dialog, press, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from tests.ui.test_walk_records import TYPED, _expected, _to_word, _write_all
from toolkit.export.text import visible
from toolkit.forms import catalogue
from toolkit.forms.conditions import Scope, holds
from toolkit.forms.people import Context, rows_of
from toolkit.forms.vocabulary import Files, Rows
from toolkit.ui.audit_facts import facts_for_audit
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.record_store import VaultStore
from toolkit.ui.release_leaving import Ways
from toolkit.ui.safety.erase_team import EraseTeamDialog
from toolkit.ui.safety.of_record import erase_team
from toolkit.ui.search_found import commands
from toolkit.ui.start_record import first_answers
from toolkit.ui.team.page import TeamPage
from toolkit.ui.team.pages import open_team
from toolkit.ui.today import TodayPage, TodayRow
from toolkit.ui.widgets import CardButton
from toolkit.vault.handover import HandOvers


def opened(made: Made, window: MainWindow) -> TeamPage:
    open_team(made.session, window)
    settle()
    page = window.page
    assert isinstance(page, TeamPage)
    return page


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def spoken(page: QWidget) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(CardButton)]


def test_an_empty_page_says_what_will_be_there_and_offers_each_form(made: Made, window: MainWindow) -> None:
    page = opened(made, window)
    said = texts(page)
    assert any(words.startswith("Nothing is due.") for words in said)
    for entry in catalogue.built_in():
        if entry.form.keeper == "team" and entry.form.moment == "me and my team":
            assert entry.form.title in said
    assert window.rail.current() == "today"
    # A local service is the team's too, and has a page of its own.
    assert "Local service" not in said
    assert page.first_focus() is not None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("my team", "Me and my team"),
        ("training", "Me and my team"),
        ("directory", "Local services"),
        ("threshold", "Levels of need"),
    ],
)
def test_the_search_goes_to_what_belongs_to_no_family(
    made: Made, window: MainWindow, typed: str, title: str
) -> None:
    found = next(one for one in commands(made.session, typed) if one.title == title)
    found.go(window)
    settle()
    assert window.page is not None
    assert window.page.title().startswith(title)


def test_today_has_the_way_here(made: Made, window: MainWindow) -> None:
    window.place("today")
    settle()
    assert isinstance(window.page, TodayPage)
    next(one for one in window.page.bar.more.menu_list.actions() if one.text() == "Me and my team").trigger()
    settle()
    assert isinstance(window.page, TeamPage)


def test_an_audit_asks_why_only_where_it_differs_from_the_records() -> None:
    form = catalogue.load().get("case_audit").form
    rows = next(part for page in form.pages for part in page.fields if part.key == "statements")
    assert isinstance(rows, Rows)
    note = next(column for column in rows.columns if column.key == "note")
    answers = {"derived": {"@audit:voice": "yes"}}

    def asked(**row: str) -> bool:
        return holds(note.when, Scope(answers, Context(NOW)).within(row))

    assert not asked(id="voice", holds="yes")
    assert asked(id="voice", holds="partly")
    assert not asked(id="voice")
    assert not asked(id="day", holds="no")
    assert asked(id="day", holds="no", note="Written before.")


def test_what_is_due_comes_first_with_what_is_late_on_top(made: Made, window: MainWindow) -> None:
    fill_team(made.session)
    page = opened(made, window)
    lines = spoken(page)
    assert (
        lines[0] == "23 days late. Refresher: Safeguarding children, level 2. Training record: Tansy Dunnock"
    )
    assert "Look back at the course: Unseen men" in lines[1]
    press(page, lines[0])
    settle()
    assert isinstance(window.page, RecordPage)
    assert window.page.entry.form.id == "training"
    assert "Me and my team" in " ".join(texts(window.page))
    assert window.rail.current() == "today"
    window.back()
    assert isinstance(window.page, TeamPage)


def test_more_than_the_first_are_shown_when_asked_for(made: Made, window: MainWindow) -> None:
    for number in range(9):
        store = VaultStore(made.session, form_id="training")
        store.save({"name": f"Colleague {number}", "next_appraisal": "2026-12-01"})
    page = opened(made, window)
    assert sum("Training record: Colleague" in words and "Annual" not in words for words in spoken(page)) == 6
    press(page, "Show 3 more")
    settle()
    assert sum("Training record: Colleague" in words and "Annual" not in words for words in spoken(page)) == 9
    press(page, "Show 1 more")
    settle()
    assert sum("Annual appraisal" in words for words in spoken(page)) == 9


def test_a_closed_vault_to_read_offers_nothing_new(made: Made, window: MainWindow) -> None:
    fill_team(made.session)
    made.vault.read_only = True
    page = opened(made, window)
    assert not any(
        words.startswith("New: ") for words in (one.accessibleName() for one in page.findChildren(QWidget))
    )
    assert spoken(page)


def test_what_is_due_is_on_today_and_names_no_family(made: Made, window: MainWindow) -> None:
    fill_team(made.session)
    store = VaultStore(made.session, form_id="fathers_service")
    store.save({"team_name": "Examplebridge", "day": "2026-11-12"})
    window.place("today")
    settle()
    assert isinstance(window.page, TodayPage)
    lines = [row.accessibleName() for row in window.page.findChildren(TodayRow)]
    late = next(words for words in lines if "Refresher: Safeguarding children, level 2" in words)
    assert "Training record: Tansy Dunnock" in late
    assert "family" not in late
    draft = next(words for words in lines if "Finish the working with fathers" in words)
    assert "Me and my team" in draft
    assert "Not in a family yet" not in draft


def test_the_search_finds_it_under_the_team(made: Made, window: MainWindow) -> None:
    fill_team(made.session)
    (hit,) = (
        made.vault.search.find("shadowing pairs joint visits")[:1]
        or made.vault.search.find("joint visits pairs")[:1]
    )
    assert (hit.form_id, hit.family_id) == ("learning_needs", None)


def test_it_stays_out_of_every_family(made: Made, window: MainWindow) -> None:
    made_ids = set(fill_team(made.session).values())
    assert not made_ids & {row.id for row in made.vault.records.timeline(made.family)}
    assert not made_ids & {offer.id for offer in HandOvers(made.vault).offers(made.family)}
    assert made.vault.erasing.plan(made.family).records == len(made.vault.records.timeline(made.family))
    assert not made_ids & {row.record_id for row in made.session.due(made.family)}
    assert {row.id for row in made.vault.records.timeline(None)} == made_ids
    assert not [one for one in made.vault.check() if one.grade in ("WARN", "CRITICAL")]


def test_a_family_given_by_mistake_is_not_taken(made: Made, window: MainWindow) -> None:
    window.new_record("learning", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    page.store.save({"team": "Examplebridge"})
    assert [row.form_id for row in made.vault.records.timeline(None)] == ["learning"]


def test_a_record_entered_by_mistake_is_erased_and_the_page_no_longer_lists_it(
    made: Made, window: MainWindow
) -> None:
    ids = fill_team(made.session)
    page = opened(made, window)
    window.record(ids["learning"])
    settle()
    record = window.page
    assert isinstance(record, RecordPage)

    def erase(dialog: QDialog) -> None:
        assert isinstance(dialog, EraseTeamDialog)
        press(dialog, "Erase this record")
        assert "reason" in " ".join(texts(dialog)).casefold()
        dialog.reason.set_value("team_mistake")
        press(dialog, "Erase this record")
        assert made.vault.records.timeline(None)
        dialog.typed.set_value(dialog.plan.reference)
        in_dialog(lambda sure: press(sure, "Erase for good"), lambda: press(dialog, "Erase this record"))

    store = record.store
    assert isinstance(store, VaultStore)
    in_dialog(erase, lambda: erase_team(made.session, window, record, store))
    settle()
    assert isinstance(window.page, TeamPage)
    assert window.page is not page
    assert "learning" not in {row.form_id for row in made.vault.records.timeline(None)}
    assert not any("Check what was changed" in words for words in spoken(window.page))


# From New to Word


@pytest.fixture
def given(made: Made, tmp_path: Path) -> Path:
    """Where what leaves is put."""
    folder = tmp_path / "given away"
    folder.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: folder / offered.name)
    return folder


@pytest.mark.parametrize("form_id", EXAMPLES)
def test_from_new_to_a_word_file(made: Made, window: MainWindow, given: Path, form_id: str) -> None:
    team = opened(made, window)
    entry = made.session.catalogue.get(form_id)
    press(team, f"New: {entry.form.title}")
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.entry.form.id == form_id
    assert page.edit is not None
    answers = {**filled(entry, page.edit.context, 0), **EXAMPLES[form_id]()}
    for part in (field for one in entry.form.pages for field in one.fields):
        for row in rows_of(answers, part.key) if isinstance(part, Rows) else ():
            for column in part.columns if isinstance(part, Rows) else ():
                if isinstance(column, Files):
                    row.pop(column.key, None)
    for key in [part.key for one in entry.form.pages for part in one.fields if part.key in ("birth", "left")]:
        answers.pop(key)
    assert _write_all(page, answers) >= 5
    press(page, "Done")
    settle()
    (row,) = [row for row in made.vault.records.timeline(None) if row.form_id == form_id]
    record = made.vault.records.get(row.id)
    assert (record.status, record.family_id) == ("living", None)
    window.record(row.id)
    settle()
    again = window.page
    assert isinstance(again, RecordPage)
    there, _ = _expected(entry, again)
    word = _to_word(window, given)
    said = "\n".join(words_of(word))
    for words in there:
        assert visible(words) in said
    assert TYPED in said
    assert faults(word.read_bytes()) == []
    assert [one.how for one in made.vault.releases.of(None)] == ["Word document"]
    assert not files_holding(made.vault.folder, ["two snails"])


def test_measures_from_new_to_a_word_file(made: Made, window: MainWindow, given: Path) -> None:
    entry = made.session.catalogue.get("measures")
    window.new_record("measures", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    assert page.edit is not None
    page.edit.open_page("log")
    assert page.edit.column is not None
    box = page.edit.column.box_for("measures")
    assert box is not None
    rows = measures("c1")["measures"]
    rows[0]["means"] = TYPED
    box.set_value(rows, page.answers)
    box.changed.emit()
    press(page, "Done")
    settle()
    (kept,) = [one for one in made.vault.records.timeline(made.family) if one.form_id == "measures"]
    assert [one.text for one in made.session.due(made.family) if one.record_id == kept.id] == [
        "Outcome measure: SDQ, Wren"
    ]
    # One a family: New opens the one there is.
    window.new_record("measures", made.family)
    settle()
    assert isinstance(window.page, RecordPage)
    assert window.page.answers["measures"][0]["total"] == "17"
    word = _to_word(window, given)
    said = "\n".join(words_of(word))
    for words in ("17", "Peers", "Sorrel", "Paper file, Examplebridge clinic", TYPED):
        assert words in said
    assert faults(word.read_bytes()) == []
    assert entry.form.living


# The audit knows what the records know


def test_an_audit_is_filled_in_from_the_records(made: Made) -> None:
    facts = facts_for_audit(made.session, made.family)
    assert facts["@audit:voice"].startswith("yes\nWren: heard 59 days ago; Pip: heard 9 days ago.")
    assert "Wren: seen 9 days ago, alone 9 days ago" in facts["@audit_picture"]
    assert "Late: " in facts["@audit_picture"]
    assert facts_for_audit(made.session, None) == {}
    answers = first_answers(made.session, "case_audit", made.family)
    first = answers["statements"][0]
    assert (first["id"], first["statement"], first["holds"]) == (
        "voice",
        "Each child's own voice is on file",
        "yes",
    )


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut(made: Made, make_theme: object, size: int) -> None:
    theme = make_theme(text_size=size)  # type: ignore[operator]
    made.session.theme = theme
    fill_team(made.session)
    window = MainWindow(made.session)
    window.resize(1366, 768)
    window.show()
    page = opened(made, window)
    assert_fits(page)
    window.close()
