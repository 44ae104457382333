"""What every form keeps, built in or an organisation's own: it draws, saves, says what is missing, and goes to paper."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.export.reading import words_of, words_of_html
from tests.export.samples import STAMP
from tests.forms import thistlewick
from tests.forms.filling import OWN_FORM, filled
from tests.ui.record_helpers import MemoryStore, shown
from tests.vault.people import AUTHOR, FAMILY, open_vault
from toolkit.export.art import lowered
from toolkit.export.page import page as page_of
from toolkit.export.text import visible
from toolkit.export.word import document
from toolkit.forms import catalogue
from toolkit.forms.blank import blank
from toolkit.forms.blocks import SignHere, TickBoxes, WriteLines, from_json, text_of, to_json
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.projection import project
from toolkit.forms.rules import Entry, Scope, lift, pages, problems, shown_fields, shown_pages
from toolkit.forms.vocabulary import Field, Grid, Notice, Rows
from toolkit.paths import resources
from toolkit.ui.form_view import RecordPage
from toolkit.ui.record.edit_view import EditView
from toolkit.ui.theme import Theme
from toolkit.vault.vault import Vault

# Drawings with words in them need a running application, whichever test comes first.
pytestmark = pytest.mark.usefixtures("qapp")

FORMS = [entry.form.id for entry in catalogue.built_in()]
VARIANTS = range(3)
TEMPLATES = resources() / "templates"


@pytest.fixture(scope="module")
def forms_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "sleep.toml").write_text(OWN_FORM, encoding="utf-8")
    return folder


@pytest.fixture(params=[*FORMS, "own_form"])
def entry(request: pytest.FixtureRequest, forms_folder: Path) -> Entry:
    """Each form in the catalogue."""
    loaded = catalogue.load(forms_folder)
    assert not loaded.faults
    return loaded.get(request.param)


def context_of(entry: Entry, answers: Answers) -> Context:
    """The Thistlewick family; a family file is judged by the people it holds itself."""
    family = answers if entry.form.id == catalogue.FAMILY and answers else thistlewick.family()
    return Context(now=thistlewick.NOW, people=people_of(family))


def full(entry: Entry, variant: int) -> Answers:
    """The form with every field answered."""
    return filled(entry, context_of(entry, {}), variant)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory, forms_folder: Path) -> Iterator[Vault]:
    folder = tmp_path_factory.mktemp("contract") / "records"
    with pytest.MonkeyPatch.context() as patch:
        load = catalogue.load
        patch.setattr(catalogue, "load", lambda _folder=None: load(forms_folder))
        with open_vault(folder) as made:
            yield made


# On the screen


@pytest.fixture
def draw(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Entry, Answers], RecordPage]]:
    theme = Theme()
    theme.apply(qapp)

    def draw(entry: Entry, answers: Answers) -> RecordPage:
        status = "living" if entry.form.living else "draft"
        page = RecordPage(
            theme, entry, answers, lambda given: context_of(entry, given), MemoryStore(entry, status=status)
        )
        qtbot.addWidget(page)
        shown(page)
        assert page.edit is not None
        return page

    yield draw
    # A sheet that goes is taken off every widget that still lives.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.take_off()


@pytest.mark.parametrize("variant", [None, *VARIANTS])
def test_draws_every_field_that_applies_changes_no_answer_and_leads_to_every_gap(
    entry: Entry, draw: Callable[[Entry, Answers], RecordPage], variant: int | None
) -> None:
    answers = full(entry, variant) if variant is not None else {}
    page = draw(entry, copy.deepcopy(answers))
    edit = page.edit
    assert edit is not None
    for one in list(edit.pages):
        edit.open_page(one.key)
        assert edit.column is not None
        wanted = [part.key for part in shown_fields(one.fields, Scope(edit.answers, edit.context))]
        assert [box.part.key for box in edit.column.shown_boxes()] == wanted
        for box in edit.column.shown_boxes():
            kept = edit.answers.get(box.part.key)
            assert box.value() == kept, box.part.key
            for control in box.editor.controls():
                assert control.accessibleName(), f"{box.part.key} has a control without a name"
    assert page.answers == answers
    page.flush()
    assert page.store.saves == []  # type: ignore[attr-defined]
    every_gap_can_be_reached_with_the_keyboard(edit)


def every_gap_can_be_reached_with_the_keyboard(edit: EditView) -> None:
    keys = [one.key for one in edit.pages]
    for problem in edit.gaps.stand_in_the_way():
        assert problem.page in keys, problem
        assert problem.label, problem
        edit.go_to(problem)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert edit.column is not None
        there = edit.column.path_to(focus)
        own = edit.column.box_for(problem.path)
        assert own is not None, problem
        assert there.startswith(own.part.key), problem
        if "[" in problem.path:
            assert there.startswith(problem.path.split("]")[0]), problem


# In the vault


@pytest.mark.parametrize("variant", [None, *VARIANTS])
def test_a_draft_saves_and_comes_back_as_it_was(entry: Entry, vault: Vault, variant: int | None) -> None:
    answers = full(entry, variant) if variant is not None else {}
    family = None
    if entry.form.id == catalogue.FAMILY:
        answers["reference"] = "F-1000"
    else:
        family = vault.records.create("family", None, FAMILY, AUTHOR).id
    record = vault.records.create(entry.form.id, family, {}, AUTHOR)
    vault.records.save_draft(record.id, answers, AUTHOR)
    assert vault.records.get(record.id).answers == answers
    vault.records.save_draft(record.id, {**answers, "left_by_an_older_form": "kept"}, AUTHOR)
    assert vault.records.get(record.id).answers["left_by_an_older_form"] == "kept"


def test_older_answers_can_be_lifted(entry: Entry) -> None:
    for version in range(1, entry.form.version + 1):
        assert isinstance(lift(entry, version, {}), dict)


# What it says


def test_an_empty_one_says_what_is_missing_and_where(entry: Entry) -> None:
    context = context_of(entry, {})
    found = problems(entry, {}, context)
    assert any(problem.level == "missing" for problem in found)
    where = {one.key: {part.key for part in one.fields} for one in pages(entry.form)}
    for problem in found:
        assert problem.sentence.endswith("."), problem
        assert problem.path.split("[")[0].split(".")[0] in where[problem.page], problem


@pytest.mark.parametrize("variant", VARIANTS)
def test_nonsense_stops_nothing(entry: Entry, variant: int) -> None:
    answers: Answers = {
        part.key: ("x", 7, [None, "y"])[variant] for one in pages(entry.form) for part in one.fields
    }
    context = context_of(entry, {})
    problems(entry, answers, context)
    project(entry, answers, context)
    outline(entry, answers, context, "practitioner", Meta())


# On paper


@pytest.mark.parametrize("variant", [None, *VARIANTS])
def test_word_and_page_say_the_same(entry: Entry, variant: int | None) -> None:
    answers = full(entry, variant) if variant is not None else {}
    context = context_of(entry, answers)
    for audience in entry.form.copies:
        one = outline(
            entry, answers, context, audience, Meta(family_reference="F-1000", author="Tansy Dunnock")
        )
        assert from_json(to_json(one)) == one
        one = lowered(one)
        said = [visible(words) for words in text_of(one)]
        assert said, audience
        assert words_of_html(page_of(one, TEMPLATES).html) == said
        assert words_of(_opened(document(one, STAMP))) == said


def test_what_is_shown_to_the_practitioner_is_on_paper(entry: Entry) -> None:
    answers = full(entry, 0)
    context = context_of(entry, answers)
    said = "\n".join(text_of(outline(entry, answers, context, "practitioner", Meta())))
    for one in shown_pages(entry.form, answers, context):
        for part in shown_fields(one.fields, Scope(answers, context)):
            answer = answers.get(part.key)
            if part.withheld == "never_printed":
                assert f"Words for {part.key} " not in said
            elif isinstance(answer, str) and answer.startswith("Words for"):
                assert answer in said, part.key


def test_nothing_withheld_is_in_a_family_or_child_copy(entry: Entry) -> None:
    for variant in VARIANTS:
        answers = full(entry, variant)
        context = context_of(entry, answers)
        held = [part.key for part in _every(entry) if part.withheld == "always"]
        for audience in entry.form.copies:
            if audience == "practitioner":
                continue
            said = "\n".join(text_of(outline(entry, answers, context, audience, Meta())))
            for key in held:
                assert f"Words for {key} " not in said
                assert f"First of {key}." not in said


def test_the_blank_form_has_room_for_every_answer(entry: Entry) -> None:
    paper = blank(entry)
    said = "\n".join(text_of(paper))
    for one in pages(entry.form):
        for part in one.fields:
            # Paper for a home has no room for what may never stand on it.
            at_home = entry.form.audience != "practitioner" and part.withheld == "always"
            if not isinstance(part, Notice) and not at_home and part.withheld != "never_printed":
                assert part.label in said, part.key
    assert any(isinstance(block, WriteLines) for block in paper.blocks)
    assert any(isinstance(block, WriteLines | TickBoxes | SignHere) for block in paper.blocks)
    paper = lowered(paper)
    words = [visible(words) for words in text_of(paper)]
    assert words_of_html(page_of(paper, TEMPLATES).html) == words
    assert words_of(_opened(document(paper, STAMP))) == words


def _opened(word: bytes) -> docx.document.Document:
    import io

    return docx.Document(io.BytesIO(word))


def _every(entry: Entry) -> Iterator[Field]:
    def walk(fields: tuple[Field, ...]) -> Iterator[Field]:
        for part in fields:
            yield part
            if isinstance(part, Rows | Grid):
                yield from walk(part.columns)

    for one in pages(entry.form):
        yield from walk(one.fields)
