"""The family tree on the screen: opened from the family, made larger, moved by hand and kept, put on paper."""

from __future__ import annotations

import io

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.practice.genogram_families import FAMILIES
from tests.ui.drive import key, press, segment, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made, family_answers
from toolkit.export import word
from toolkit.forms.blocks import Picture, text_of
from toolkit.ui.family_actions import more
from toolkit.ui.family_page import FamilyPage
from toolkit.ui.form_view import RecordPage
from toolkit.ui.genogram.page import GenogramPage, record_of
from toolkit.ui.main_window import MainWindow
from toolkit.ui.release_page import ReleasePage
from toolkit.ui.release_parts import CopyAsked
from toolkit.ui.release_record import Leaving


@pytest.fixture
def page(window: MainWindow, made: Made) -> GenogramPage:
    """The tree of the Thistlewicks."""
    window.genogram(made.family)
    settle()
    assert isinstance(window.page, GenogramPage)
    return window.page


def _x(page: GenogramPage, person: str) -> float:
    at = page.view.point_of(person)
    assert at is not None
    return at.x()


def _ties(made: Made, page: GenogramPage, **answers: object) -> str:
    page.store.save(
        {
            "ties": [
                {"id": "t1", "one": "a2", "two": "a1", "kind": "harm"},
                {"id": "t2", "one": "c1", "two": "a4", "kind": "close"},
            ],
            **answers,
        }
    )
    return page.store.record_id


def test_it_opens_from_the_family_and_from_new(window: MainWindow, made: Made) -> None:
    window.family(made.family)
    settle()
    assert isinstance(window.page, FamilyPage)
    next(a for a in more(window.page) if a.text == "Family tree").run()
    assert isinstance(window.page, GenogramPage)
    window.new_record("genogram", made.family)
    assert isinstance(window.page, GenogramPage)
    assert record_of(made.session, made.family) == "", "looking must leave no record"
    window.page.open_lines()
    assert isinstance(window.page, RecordPage)
    window.record(record_of(made.session, made.family))
    assert isinstance(window.page, GenogramPage), "its record opens as it is drawn"


def test_the_drawing_says_itself_in_words(page: GenogramPage) -> None:
    assert "Wren: " in page.view.accessibleName()
    assert "child of Sorrel Thistlewick" in page.view.accessibleName()
    segment(page, "What is shown", "In words")
    assert page.stack.currentWidget() is page.list
    assert_fits(page)


def test_keys_choose_and_move_a_person_and_it_is_kept(
    window: MainWindow, page: GenogramPage, made: Made
) -> None:
    page.view.setFocus()
    key(page.view, Qt.Key.Key_Space)
    person = page.view.chosen
    assert person
    name = next(m.name for m in page.tree.members if m.id == person) if page.tree else ""
    assert page.chosen.text().startswith(name)
    for _ in range(8):
        key(page.view, Qt.Key.Key_Right)
    placed = made.vault.records.get(record_of(made.session, made.family)).answers["placed"]
    assert set(placed) == {person}
    window.family(made.family)
    window.genogram(made.family)
    again = window.page
    assert isinstance(again, GenogramPage)
    assert again.answers["placed"] == placed
    assert again.automatic.isVisibleTo(again)
    press(again, "Back to automatic")
    assert "placed" not in made.vault.records.get(again.store.record_id).answers
    assert not again.automatic.isVisibleTo(again)


def test_a_person_is_moved_by_pressing_without_dragging(page: GenogramPage, made: Made) -> None:
    assert page.tree is not None
    page.view.choose(page.tree.members[0].id)
    for _ in range(8):
        press(page, "Move the chosen person right")
    placed = made.vault.records.get(record_of(made.session, made.family)).answers["placed"]
    assert list(placed) == [page.tree.members[0].id]


def test_a_person_is_moved_with_the_mouse_and_empty_ground_pushes_the_drawing(page: GenogramPage) -> None:
    at = page.view.point_of("a3")
    assert at is not None
    before = {k: _x(page, k) - _x(page, "c1") for k in ("a1", "a3")}
    start = at.toPoint()
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.view, start + QPoint(90, 0))
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=start + QPoint(90, 0))
    settle()
    assert set(page.answers["placed"]) == {"a3"}
    assert (_x(page, "a3") - _x(page, "c1")) / page.view.scale != pytest.approx(before["a3"], abs=1)
    ground = QPoint(3, 3)
    assert page.view.spot_at(QPointF(ground)) is None
    was = QPointF(page.view.offset)
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=ground)
    QTest.mouseMove(page.view, ground + QPoint(40, 25))
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=ground + QPoint(40, 25))
    assert page.view.offset != was
    assert set(page.answers["placed"]) == {"a3"}


def test_it_is_made_larger_and_whole_again(page: GenogramPage) -> None:
    page.view.setFocus()
    fit = page.view.scale
    key(page.view, Qt.Key.Key_Plus)
    assert page.view.scale > fit
    key(page.view, Qt.Key.Key_0)
    assert page.view.scale == pytest.approx(fit)
    press(page, "Smaller")
    assert page.view.scale < fit


def test_the_record_opens_with_what_was_moved_kept(
    window: MainWindow, page: GenogramPage, made: Made
) -> None:
    page.move_person("a3", 200)
    placed = page.answers["placed"]
    page.open_lines()
    assert isinstance(window.page, RecordPage)
    record = record_of(made.session, made.family)
    window.family(made.family)
    assert made.vault.records.get(record).answers["placed"] == placed


def test_own_parent_is_said_and_the_record_can_be_opened(
    window: MainWindow, page: GenogramPage, made: Made
) -> None:
    page.store.save({"parents": [{"id": "x", "child": "a1", "parent": "a1"}]})
    window.family(made.family)
    window.genogram(made.family)
    again = window.page
    assert isinstance(again, GenogramPage)
    assert "own parent" in again.fault.words()
    assert not again.stack.isVisibleTo(again)
    press(again, "Couples, relatives, lines")
    assert isinstance(window.page, RecordPage)


def test_the_paper_is_on_its_side_with_a_drawing_its_words_and_its_list(
    page: GenogramPage, made: Made
) -> None:
    leaving = Leaving(made.session, _ties(made, page))
    outline = leaving.outline("practitioner", "")
    assert outline.landscape
    pictures = [b for b in outline.blocks if isinstance(b, Picture)]
    assert "Harm from Basil Quill to Sorrel Thistlewick." in pictures[0].alt
    assert "As on 12 November 2026" in pictures[0].svg
    assert any("Harm from Basil Quill" in line for line in text_of(outline))
    document = docx.Document(io.BytesIO(word.document(outline, leaving.request("word").stamp)))
    assert document.inline_shapes
    described = [s._inline.docPr.get("descr") for s in document.inline_shapes]
    assert any(words and "child of Sorrel Thistlewick" in words for words in described)


def test_a_family_copy_has_no_harm_unless_it_was_ticked_in(page: GenogramPage, made: Made) -> None:
    record = _ties(made, page)
    outline = Leaving(made.session, record).outline("family", "c1")
    everything = repr(outline.blocks)
    assert "Harm" not in everything
    assert "very close" in everything
    assert "Conflict and harm between people" in dict(outline.left_out)
    assert "Something has been left out of this copy." in text_of(outline)
    _ties(made, page, show_hard="yes", show_hard_why="The family asked for it.")
    ticked = Leaving(made.session, record).outline("family", "c1")
    assert "Harm from Basil Quill" in repr(ticked.blocks)
    assert "Conflict and harm between people" not in dict(ticked.left_out)


def test_a_hidden_address_leaves_homes_off_a_family_copy(page: GenogramPage, made: Made) -> None:
    record = _ties(made, page)
    assert any(row["kind"] == "address_hidden" for row in family_answers()["warnings"])
    family = Leaving(made.session, record).outline("family", "a3")
    own = Leaving(made.session, record).outline("practitioner", "")
    assert "live together" in repr(own.blocks)
    assert "live together" not in repr(family.blocks)
    assert "Who lives together" in dict(family.left_out)


def test_a_hidden_address_leaves_what_stands_around_off_a_family_copy(page: GenogramPage, made: Made) -> None:
    around = [{"id": "u1", "who": {"name": "Oak House refuge"}, "link": "strong"}]
    record = _ties(made, page, around=around)
    family = Leaving(made.session, record).outline("family", "a3")
    own = Leaving(made.session, record).outline("practitioner", "")
    assert "Oak House refuge" in repr(own.blocks)
    assert "Oak House" not in repr(family.blocks)
    assert "What stands around the family" in dict(family.left_out)


def test_a_copy_for_a_court_is_drawn_and_lacks_the_worker_s_own_words(page: GenogramPage, made: Made) -> None:
    leaving = Leaving(made.session, _ties(made, page, notes="Every man left."))
    court = leaving.copy(CopyAsked(audience="practitioner", reader="court"))
    assert any(isinstance(block, Picture) for block in court.blocks)
    assert "Every man left" not in repr(court.blocks)


def test_what_the_worker_wrote_about_it_is_on_the_own_paper_only(page: GenogramPage, made: Made) -> None:
    record = _ties(made, page, notes="Every man in it left before a child was two.")
    assert "left before a child" in "".join(
        text_of(Leaving(made.session, record).outline("practitioner", ""))
    )
    family = Leaving(made.session, record).outline("family", "c1")
    assert "left before a child" not in repr(family.blocks)
    assert "What the tree shows, in words" in dict(family.left_out)


def test_print_goes_through_before_you_print(window: MainWindow, page: GenogramPage) -> None:
    press(page, "Print")
    assert isinstance(window.page, ReleasePage)


def test_a_family_without_people_says_where_to_begin(window: MainWindow, made: Made) -> None:
    session = made.session
    family = session.vault.records.create("family", None, {"family_name": "Featherby"}, session.author()).id
    window.genogram(family)
    settle()
    page = window.page
    assert isinstance(page, GenogramPage)
    assert page.stack.currentWidget() is page.list
    assert_fits(page)
    press(page, "Open family file")
    assert isinstance(window.page, RecordPage)


def test_a_large_tree_opens_large_enough_to_read(window: MainWindow, made: Made) -> None:
    session = made.session
    answers = {"family_name": "Featherby", **FAMILIES["forty"][0]}
    family = session.vault.records.create("family", None, answers, session.author()).id
    session.vault.records.create("genogram", family, FAMILIES["forty"][1], session.author())
    window.genogram(family)
    settle()
    page = window.page
    assert isinstance(page, GenogramPage)
    assert page.view.scale * 12 >= page.theme.em(1) * 0.74
    wren = page.view.point_of("wren")
    assert wren is not None
    assert page.view.rect().contains(wren.toPoint())
    press(page, "Show everything")
    for spot in ("name:ada", "name:young 8", "wren"):
        at = page.view.point_of(spot)
        assert at is not None
        assert page.view.rect().contains(at.toPoint())


def test_one_press_says_whose_parent_a_grandparent_is_and_draws_the_line(
    window: MainWindow, made: Made, page: GenogramPage
) -> None:
    family = made.session.family(made.family)
    gran = {"id": "g1", "name": "Nettie Oldacre", "roles": ["grandparent"], "sex": "female"}
    child = str(family["children"][0]["id"])
    cells = [
        {"id": "k1", "adult": "a1", "child": child, "relation": "birth_parent"},
        {"id": "k2", "adult": "g1", "child": child, "relation": "kin", "kin": "grandparent"},
    ]
    answers = {**family, "adults": [*family["adults"], gran], "relations": cells}
    made.session.vault.records.close_living(made.family, answers, made.session.author())
    window.genogram(made.family)
    settle()
    page = window.page  # type: ignore[assignment]
    assert page.side_line.isVisible()
    assert_fits(page)
    mother = next(row["name"] for row in family["adults"] if row["id"] == "a1")
    press(page, "Whose parent Nettie Oldacre is, is not known")
    assert not page.side_line.isVisible()
    window.genogram(made.family)
    settle()
    page = window.page  # type: ignore[assignment]
    press(page, f"Nettie Oldacre is a parent of {mother}")
    assert not page.side_line.isVisible()
    assert page.tree is not None
    assert any(one.parents == ("g1",) for one in page.tree.families)
    kept = made.session.vault.records.get(record_of(made.session, made.family)).answers
    assert [(row["child"], row["parent"]) for row in kept["parents"]] == [("a1", "g1")]
