"""Each record type through the real windows and a real vault: chosen under New, written, finished, and in a Word file."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QTextEdit, QWidget

from tests.export.ooxml_check import faults
from tests.export.reading import words_of
from tests.forms.filling import filled
from tests.helpers import files_holding
from tests.team_example import case_audit, fathers_service
from tests.ui.drive import press, segment, settle, write
from tests.ui.made import Made
from tests.ui.picture_helpers import png
from tests.ui.record_helpers import type_in
from toolkit.export.text import visible
from toolkit.forms import catalogue
from toolkit.forms.people import Answers, rows_of
from toolkit.forms.rules import Entry, Scope, shown_fields, shown_pages
from toolkit.forms.vocabulary import Columns, Field, Files, LongText, Rows, Text
from toolkit.ui.editors.columns import ColumnsEditor
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.new_record import NewRecordDialog
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.start_record import ChildDialog

# The decision to share has pages of its own, walked in `tests/ui/wizard`. A record that lives on has no Finish; the
# chronology and the family tree have walks of their own.
ENTRIES = tuple(
    entry
    for entry in catalogue.load().offered()
    if not entry.form.living and entry.form.id != "share_decision"
)
TYPED = "Wren said that Gran makes the porridge, and put two snails in the nest."
DAY = {"event": "2026-11-12T13:10", "event_end": "14:05"}
HOME = [{"id": "r1", "who": "a1", "what": "Sets out the cups"}]
OWN_WORDS: dict[str, Answers] = {
    "supervision": {"supervisor": {"name": "Fern Marsh", "role": "named nurse"}},
    "network": {
        "meeting": "family",
        "met": "yes",
        "meeting_day": "2026-11-08",
        "checker": "a4",
        "plan": [{"id": "p1", "what": "Sleep there on Sundays", "who": "a4", "by_when": "2026-11-22"}],
    },
    "agree_child": {
        "times": "2",
        "weekday": "friday",
        "first": "2026-11-20",
        "last": "2026-11-27",
        "dates": [{"id": "d1", "day": "2026-11-20"}, {"id": "d2", "day": "2026-11-27"}],
        "keeping_safe": "If someone may get hurt, I must tell my boss.",
    },
    "eh_record": {
        "end_date": "2026-11-12",
        "plan": [
            {"id": key, "issue": words, "progress": f"So it is with {key}", "support": "Snail club"}
            for key, words in (
                ("self_esteem", "Self esteem and confidence"),
                ("crime", "Involvement in crime / ASB"),
                ("cannabis", "Cannabis use"),
                ("risky", "Risky behaviours"),
                ("other", "Other"),
            )
        ],
    },
    "agree_family": {
        "reviewed": "2026-11-12",
        "ended": "2026-11-12",
        "abuse": "yes",
        "for_adult": "a1",
        "family_side": [{"id": "f1", "who": "a1", "contact": "By text"}],
        "family_do": HOME,
        "workers_do": [
            {"id": "r1", "who": {"name": "Tansy Dunnock", "role": "health visitor"}, "what": "Rings first"}
        ],
        "methods": [{"id": "m1", "kind": "visits", "number": "2", "with_whom": "Sorrel", "where": "Home"}],
        "dates": [
            {"id": "d1", "when": "2026-11-20T10:00", "what": "visit", "where": "Home"},
            {"id": "d2", "when": "2026-11-27T10:00", "what": "visit", "where": "Home"},
        ],
    },
}
OWN_WORDS |= {
    # What the records of this family show is another answer, and so says why.
    "case_audit": {
        "statements": [{"note": "I have read the notes again.", **row} for row in case_audit()["statements"]]
    },
    "fathers_service": fathers_service(),
}
"""What a person would write with more sense than a filler has, form by form."""


def _answers(entry: Entry, page: RecordPage) -> Answers:
    assert page.edit is not None
    answers = {
        **filled(entry, page.edit.context, 0),
        **DAY,
        **copy.deepcopy(OWN_WORDS.get(entry.form.id, {})),
    }
    if entry.form.one_child:
        answers["about"] = ["c1"]
    if entry.form.id == "closure":
        # What is open in the records is there already, and none of it may be passed over.
        rows = rows_of(page.edit.answers, "open_promises")
        answers["open_promises"] = [
            {**row, "who": "Tansy Dunnock", "why": "It waits for a reply."} for row in rows
        ]
    for part in _fields(entry):
        if isinstance(part, Files):
            assert page.desk.attach is not None
            kept = page.desk.attach.keep(png(40, 30), "house.png", "image/png")
            for row in rows_of(answers, part.key):
                row["file"] = kept
    return answers


def _fields(entry: Entry) -> Iterator[Field]:
    for page in entry.form.pages:
        yield from page.fields


def _begin(window: MainWindow, entry: Entry) -> RecordPage:
    """Chooses a form in the New list of the family page, and the child where it asks for one."""
    family = window.page
    assert isinstance(family, FamilyPage)
    met: list[str] = []

    def answer(tries: int = 0) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NewRecordDialog) and not dialog.chosen:
            QTest.keyClicks(dialog.search.line, entry.form.title.split()[0])
            row = next(row for row in dialog.rows() if row.key == entry.form.id)
            met.append("new")
            QTimer.singleShot(0, answer)
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        elif isinstance(dialog, ChildDialog):
            met.append("child")
            wren = next(
                b for b in dialog.findChildren(QAbstractButton) if "Wren" in b.accessibleName() + b.text()
            )
            QTimer.singleShot(0, answer)
            QTest.mouseClick(wren, Qt.MouseButton.LeftButton)
        elif dialog is not None and _asks_for_last(dialog):
            met.append("last")
            QTimer.singleShot(0, answer)
            press(dialog, "Start empty")
        elif tries < 100 and not isinstance(window.page, RecordPage):
            QTimer.singleShot(10, lambda: answer(tries + 1))
        elif isinstance(dialog, QDialog):
            dialog.reject()

    QTimer.singleShot(0, answer)
    press(family, "New record")
    settle()
    page = window.page
    assert met[:1] == ["new"], met
    assert ("child" in met) == (entry.form.one_child and entry.start is not None)
    assert isinstance(page, RecordPage)
    assert page.entry.form.id == entry.form.id
    assert page.edit is not None
    return page


def _asks_for_last(dialog: QWidget) -> bool:
    """Whether a dialog asks if it goes on from the last one; another that is just closing does not."""
    return any(one.text() == "Start empty" for one in dialog.findChildren(QAbstractButton))


def _write_all(page: RecordPage, answers: Answers) -> int:
    """Answers every field that is shown, page by page, as conditions bring them up; one long text is really typed."""
    edit = page.edit
    assert edit is not None
    done: set[str] = set()
    typed = ""
    # A form of lists alone has no box for many words; then it is typed into the first box of its first list.
    wordy = any(isinstance(part, LongText) and not part.withheld for part in _fields(page.entry))
    while True:
        place = next((p.key for p in edit.pages if f"@{p.key}" not in done), None)
        if place is None:
            break
        edit.open_page(place)
        settle(2)
        done.add(f"@{place}")
        while edit.column is not None:
            box = next((b for b in edit.column.shown_boxes() if b.part.key not in done), None)
            if box is None:
                break
            part = box.part
            done.add(part.key)
            if part.key not in answers:
                continue
            own = part.key in OWN_WORDS.get(page.entry.form.id, {})
            if isinstance(part, LongText) and not (typed or own or part.withheld):
                typed = part.key
                answers[typed] = TYPED
                area = box.editor.controls()[0]
                assert isinstance(area, QTextEdit)
                write(edit.sheet, area.accessibleName(), TYPED)
            else:
                box.set_value(answers[part.key], answers)
                box.changed.emit()
            if isinstance(part, Rows) and not (wordy or typed):
                settle(2)
                area = next(
                    (one for one in box.findChildren(QTextEdit) if one.isVisible() and not one.isReadOnly()),
                    None,
                )
                if area is not None:
                    typed = part.key
                    area.selectAll()
                    type_in(area, TYPED)
                    settle()
            if isinstance(box.editor, ColumnsEditor):
                typed = part.key
                words = box.editor.views["well"].words
                type_in(words, TYPED)
                QTest.keyClick(words, Qt.Key.Key_Return)
                settle()
            edit.judge()
    assert typed, "nothing was typed"
    assert TYPED in str(page.answers[typed])
    return sum(key in page.answers for key in done)


def _finish(page: RecordPage) -> None:
    press(page, "Finish")
    assert page.edit is not None
    ways = [f"{one.path}: {one.sentence}" for one in page.edit.gaps.stand_in_the_way()]
    assert not ways, ways
    assert page.dialog is not None
    press(page.dialog, "Finish")
    settle()
    assert page.state.status == "final"


def _to_word(window: MainWindow, folder: Path) -> Path:
    page = window.page
    assert isinstance(page, RecordPage)
    press(page, "Word")
    release = window.page
    assert isinstance(release, ReleasePage)
    segment(release, "Who is it for?", "My own working copy")
    press(release.foot, "Word")
    assert release.foot.state() == "saved", release.foot.saved_text()
    (word,) = folder.glob("*.docx")
    return word


def _cells_of(part: Rows, answers: Answers, scope: Scope) -> Iterator[str]:
    """The words of the cells that are shown, but for what is in no list: rows within rows, and what never prints."""
    for row in rows_of(answers, part.key):
        for column in shown_fields(part.columns, scope.within(row)):
            value = row.get(column.key)
            if isinstance(column, Text | LongText) and not column.withheld and isinstance(value, str):
                yield from value.split("\n")


def _expected(entry: Entry, page: RecordPage) -> tuple[list[str], list[str]]:
    """The words that must be in the file, and those that must not: of fields that are shown, and that never print."""
    context = page._context_for(page.answers)
    there = [TYPED]
    never: list[str] = []
    for one in shown_pages(entry.form, page.answers, context):
        for part in shown_fields(one.fields, Scope(page.answers, context)):
            held = never if part.withheld == "never_printed" else there
            value = page.answers.get(part.key)
            if isinstance(value, str) and value.startswith(("Words for", "First of")):
                held += value.split("\n")
            if isinstance(part, Rows) and entry.paper is None:
                held += _cells_of(part, page.answers, Scope(page.answers, context))
            if isinstance(part, Columns):
                there += [str(point["text"]) for point in rows_of(page.answers, part.key)]
    return there, [words for words in never if words.startswith(("Words for", "First of"))]


@pytest.fixture
def given(made: Made, tmp_path: Path) -> Path:
    """Where what leaves is put."""
    folder = tmp_path / "given away"
    folder.mkdir()
    made.session.ways = Ways(place=lambda _parent, offered: folder / offered.name)
    return folder


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.form.id)
def test_from_the_new_list_to_a_word_file(made: Made, window: MainWindow, given: Path, entry: Entry) -> None:
    # What the team keeps belongs to no family, wherever it was begun.
    where = None if entry.form.keeper == "team" else made.family
    before = {row.id for row in made.vault.records.timeline(where)}
    window.family(made.family)
    settle()
    page = _begin(window, entry)
    answers = _answers(entry, page)
    count = _write_all(page, answers)
    assert count >= 7, "hardly a field was answered"
    _finish(page)

    fresh = [row for row in made.vault.records.timeline(where) if row.id not in before]
    # What the program makes of a finished record, as the extracts of a supervision, is a record of its own.
    (row,) = [row for row in fresh if not made.session.catalogue.get(row.form_id).made]
    record = made.vault.records.get(row.id)
    assert (record.form_id, record.status) == (entry.form.id, "final")
    assert record.answers == page.answers
    assert set(record.outlines) == set(entry.form.copies)

    there, never = _expected(entry, page)
    assert len(there) >= 4
    assert page.read is not None
    shown = ""
    for _ in range(24):
        shown += "\n".join(label.text() for label in page.read.findChildren(QLabel))
        page.read.turn(1)
        settle(1)
    assert TYPED in shown

    word = _to_word(window, given)
    said = "\n".join(words_of(word))
    for words in there:
        assert visible(words) in said
    assert never or entry.form.id != "agree_family", "the guard against abuse was not put to the test"
    for words in never:
        assert words not in said
    assert faults(word.read_bytes()) == []
    if any(isinstance(part, Files) and part.key in page.answers for part in _fields(entry)):
        parts = docx.Document(str(word)).part.package.iter_parts()
        assert any(part.content_type.startswith("image/") for part in parts)

    sent = made.vault.releases.of(None)
    assert [one.how for one in sent] == ["Word document"]
    assert "thistlewick" not in word.name.lower()
    assert not files_holding(made.vault.folder, ["Gran makes the porridge", "two snails"])
    window.back()
    settle()
    assert isinstance(window.page, RecordPage)
