"""Paper: every form blank from the New list, and records keyed in from paper that say both times."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.drive import in_dialog, press, settle
from tests.ui.made import Made
from toolkit.forms.blocks import Answer, TickBoxes, WriteLines
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.conditions import FROM_PAPER, is_late
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.ui.blank_paper import (
    BEFORE,
    NO_DAY,
    NOT_YET,
    FromPaperDialog,
    blank_outline,
    paper_problem,
    paper_words,
)
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.preview import PreviewPage
from toolkit.ui.record_store import VaultStore
from toolkit.ui.widgets.chips import Chip

NOW = datetime(2026, 11, 12, 14, 20)


def test_every_form_has_blank_paper_with_lines_or_boxes_and_no_name_of_a_family(made: Made) -> None:
    for entry in made.session.catalogue.entries:
        paper = blank_outline(made.session, entry.form.id)
        assert any(isinstance(block, (WriteLines, TickBoxes)) for block in paper.blocks), entry.form.id
        assert not paper.draft
        assert "Thistlewick" not in repr(paper.blocks)


def test_print_blank_in_the_new_list_opens_the_preview_and_makes_no_record(
    made: Made, window: MainWindow
) -> None:
    before = len(made.vault.records.timeline(made.family))
    dialog = NewRecordDialog(made.session, window, made.family, window)
    in_dialog(lambda d: press(d, "Print blank: Case note"), dialog.run)
    assert isinstance(window.page, PreviewPage)
    assert window.page.title() == "Case note"
    assert len(made.vault.records.timeline(made.family)) == before
    assert made.vault.releases.of(made.family) == []


def test_every_form_of_the_new_list_offers_its_blank_paper(made: Made, window: MainWindow) -> None:
    dialog = NewRecordDialog(made.session, window, made.family, window)
    names = {b.accessibleName() for b in dialog.findChildren(QAbstractButton)}
    for entry in made.session.catalogue.offered():
        assert f"Print blank: {entry.form.title}" in names
    dialog.deleteLater()


def test_the_family_file_prints_blank_from_its_page(made: Made, window: MainWindow) -> None:
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    from toolkit.ui import family_actions

    action = next(a for a in family_actions.more(window.page) if a.text == "Print blank family file")
    action.run()
    settle()
    assert isinstance(window.page, PreviewPage)
    assert window.page.title() == made.session.title_of(FAMILY)


@pytest.mark.parametrize(
    ("answer", "event", "sentence"),
    [
        (None, None, NO_DAY),
        ("in the bus", None, NO_DAY),
        ("2026-11-12T15:00", None, NOT_YET),
        ("2026-11-13", None, NOT_YET),
        ("2026-11-09T10:00", "2026-11-10T09:00", BEFORE.format("10 November 2026")),
        ("2026-11-10T16:30", "2026-11-10T09:00", ""),
        ("2026-11-12", "", ""),
    ],
)
def test_the_time_on_paper_is_looked_at(answer: object, event: object, sentence: str) -> None:
    assert paper_problem(answer, event, NOW) == sentence


def test_a_record_keyed_in_from_paper_is_judged_by_the_time_on_paper_and_prints_both(made: Made) -> None:
    entry = made.session.catalogue.get("case_note")
    answers = {"event": "2026-11-09T10:00", "about": [], FROM_PAPER: "2026-11-09T16:30"}
    context = Context(now=NOW)
    assert not is_late(answers, context)
    assert is_late({**answers, FROM_PAPER: "2026-11-11"}, context)
    assert is_late({k: v for k, v in answers.items() if k != FROM_PAPER}, context)
    # A time on paper after it was keyed in makes nothing later or earlier.
    late = {**answers, "event": "2026-11-12T10:00", FROM_PAPER: (NOW + timedelta(days=9)).isoformat()}
    assert not is_late(late, context)
    for audience in ("practitioner", "family"):
        made_outline = outline(entry, answers, context, audience, Meta(author="Tansy Dunnock", written=NOW))  # type: ignore[arg-type]
        said = [b for b in made_outline.blocks if isinstance(b, Answer) and b.label == "Written on paper on"]
        assert said[0].lines == ("9 November 2026, 16:30, keyed in on 12 November 2026, 14:20",)
    assert paper_words(answers) == "From paper, 9 November 2026"
    assert paper_words({FROM_PAPER: 3}) == ""


def keyed_in(page: RecordPage, day: str, clock: str, button: str = "Keep") -> None:
    """Says in the dialog when it was written on paper."""

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FromPaperDialog)
        dialog.editor.day.setText(day)
        dialog.editor.time.setText(clock)
        dialog.editor.day.textEdited.emit(day)
        dialog.button(button).click()
        if dialog.isVisible():
            dialog.reject()

    in_dialog(fill, page.from_paper)


def test_more_keeps_when_it_was_written_on_paper(made: Made, window: MainWindow, qtbot: QtBot) -> None:
    window.new_record("case_note", made.family)
    settle()
    page = window.page
    assert isinstance(page, RecordPage)
    page.answers["event"] = "2026-11-09T10:00"
    page.edit.judge()  # type: ignore[union-attr]
    assert [c.text() for c in page.bar.findChildren(Chip) if c.text() == "Written late"]
    keyed_in(page, "next week", "")
    assert FROM_PAPER not in page.answers
    keyed_in(page, "9/11/2026", "16:30")
    assert page.answers[FROM_PAPER] == "2026-11-09T16:30"
    assert page.flush()
    assert isinstance(page.store, VaultStore)
    assert made.vault.records.get(page.store.record_id).answers[FROM_PAPER] == "2026-11-09T16:30"
    settle()
    chips = [c.text() for c in page.bar.findChildren(Chip) if c.isVisibleTo(page)]
    assert "From paper, 9 November 2026" in chips
    assert "Written late" not in chips
    keyed_in(page, "9/11/2026", "16:30", "It was not on paper")
    assert FROM_PAPER not in page.answers
