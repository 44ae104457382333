"""The family tree from the family file and its own small record, and twelve hard families against reviewed drawings."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.practice.genogram_families import (
    ASH,
    BASIL,
    DAY,
    FAMILIES,
    NETTIE,
    PIP,
    SORREL,
    WREN,
    cell,
    child,
    couple,
    file,
    named,
    parent,
)
from tests.practice.test_genogram_random import overlaps, through
from toolkit.export.family_drawings import PAGE_MM, UNIT_MM, genogram_svg, part_words, parts_of, tree_size_mm
from toolkit.practice.genogram import OwnParent, genogram
from toolkit.practice.genogram_layout import HALF, laid_out
from toolkit.practice.genogram_model import Genogram, Member, Tie, without
from toolkit.practice.genogram_ranks import ranks_of
from toolkit.practice.genogram_sides import sides
from toolkit.practice.genogram_words import tree_words

EXPECTED = Path(__file__).resolve().parent.parent / "expected" / "genograms"


@pytest.mark.parametrize("name", FAMILIES)
def test_a_hard_family_is_drawn_as_reviewed(name: str) -> None:
    family, own = FAMILIES[name]
    drawing = laid_out(genogram(family, own, DAY))
    assert overlaps(drawing) == []
    assert through(drawing) == []
    svg = genogram_svg(drawing, DAY)
    path = EXPECTED / f"{name}.svg"
    if os.environ.get("REVIEW_GENOGRAMS"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8")


def test_a_couple_is_married_where_the_file_says_so_and_a_record_says_more() -> None:
    family = file(
        [WREN], [SORREL, BASIL], [cell("sorrel", "wren"), cell("basil", "wren", basis="married")], "sorrel"
    )
    assert [c.kind for c in genogram(family, {}, DAY).couples] == ["married"]
    own = {"couples": [couple("basil", "sorrel", "divorced")]}
    assert [c.kind for c in genogram(family, own, DAY).couples] == ["divorced"]


def test_a_step_parent_is_the_partner_of_the_parent_in_the_home() -> None:
    family = file(
        [WREN],
        [SORREL, BASIL, ASH],
        [cell("sorrel", "wren"), cell("ash", "wren"), cell("basil", "wren", "step")],
        "sorrel",
    )
    assert {c.pair for c in genogram(family, {}, DAY).couples} == {
        frozenset(("sorrel", "ash")),
        frozenset(("sorrel", "basil")),
    }


def test_symbols_say_what_is_known_and_no_more() -> None:
    family = file(
        [
            WREN,
            child("moss", "Moss"),
            {"id": "bump", "unborn": "yes", "edd": "2027-02-17"},
            child("fern", "Fern", "2014-02-01", "female", status="died", status_date="2016-03-04"),
        ],
        [{"id": "mum", "name": "Sorrel", "roles": ["mother"]}, NETTIE],
        [cell("nettie", "wren", "kin", kin="grandparent")],
    )
    tree = genogram(family, {"about": ["wren"]}, DAY)
    wren, moss, bump, fern = (tree.member(k) for k in ("wren", "moss", "bump", "fern"))
    assert (wren.shape, wren.age, wren.born, wren.index) == ("circle", "7", "2019", True)
    assert (moss.shape, moss.age, moss.index) == ("diamond", "?", False)
    assert (bump.shape, bump.age, bump.born, bump.died) == ("triangle", "26w", "due Feb 2027", "")
    assert (fern.over, fern.age, fern.born, fern.died) == (True, "2", "2014", "2016")
    assert tree.member("mum").shape == "circle"
    assert "Grandparent of Wren" in tree.member("nettie").note
    ranks = ranks_of(tree)
    assert ranks["nettie"] < ranks["mum"] < ranks["wren"] == ranks["moss"]


def test_children_stand_oldest_at_the_left_and_twins_share_a_point() -> None:
    family, own = FAMILIES["twins"]
    tree = genogram(family, own, DAY)
    drawing = laid_out(tree)
    at = {s.member.id: s.x for s in drawing.spots}
    assert sorted("abcfgde", key=at.__getitem__) == list("abcfgde")
    assert set(tree.families[0].twins) == {("a", "b"), ("d", "e"), ("f", "g")}
    ends = {
        line.of[0]: line.points[0] for line in drawing.lines if line.kind == "child" and len(line.of) == 1
    }
    assert ends["a"] == ends["b"] != ends["c"]


def test_own_parent_is_refused_with_a_sentence_that_names_nobody() -> None:
    family = file([WREN], [SORREL, NETTIE], [cell("sorrel", "wren")])
    for parents in (
        [parent("sorrel", "sorrel")],
        [parent("sorrel", "nettie"), parent("nettie", "wren")],
        [parent("sorrel", named("Ada")), parent(named("Ada"), "nettie"), parent("nettie", "sorrel")],
    ):
        with pytest.raises(OwnParent) as found:
            genogram(family, {"parents": parents}, DAY)
        assert "Thistlewick" not in str(found.value.sentence)
        assert "own parent" in found.value.sentence


def test_the_same_ancestor_on_two_sides_is_no_ring() -> None:
    family = file([WREN], [SORREL, BASIL, NETTIE], [cell("sorrel", "wren"), cell("basil", "wren")])
    own = {"parents": [parent("sorrel", "nettie"), parent("basil", "nettie")]}
    assert len(genogram(family, own, DAY).families) == 2


def test_nonsense_in_stored_answers_is_left_out() -> None:
    family = file([WREN], [SORREL], [cell("sorrel", "wren"), cell("gone", "wren"), {"adult": 3}])
    own = {
        "couples": [{"one": "gone", "two": "sorrel", "kind": "married"}, {"one": None}, "x"],
        "ties": [{"one": "wren", "two": "wren", "kind": "close"}, {"one": "wren", "two": "sorrel", "kind": "odd"}],
        "homes": [{"nickname": "", "people": None}],
        "twins": [{}],
    }  # fmt: skip
    tree = genogram(family, own, DAY)
    assert (tree.couples, tree.ties) == ((), ())
    assert {m.id for m in tree.members} == {"wren", "sorrel"}
    assert laid_out(genogram({}, {}, DAY)).spots == ()


def test_a_child_who_lives_elsewhere_is_not_in_the_loop_of_the_home() -> None:
    away = child(
        "pip", "Pip", "2025-09-04", addresses=[{"id": "x", "address": "1 Far Row", "who_with": ["nettie"]}]
    )
    family = file([WREN, away], [SORREL, NETTIE], [cell("sorrel", "wren"), cell("sorrel", "pip")], "sorrel")
    homes = {h.name: set(h.members) for h in genogram(family, {}, DAY).households}
    assert homes == {"Home": {"sorrel", "wren"}, "Home 2": {"nettie", "pip"}}
    svg = genogram_svg(laid_out(genogram(family, {}, DAY)), DAY)
    assert "Far Row" not in svg


def test_a_family_copy_has_no_conflict_and_no_harm() -> None:
    tree = Genogram((), ties=tuple(Tie("a", "b", k) for k in ("close", "conflict", "harm", "cut_off")))
    assert [t.kind for t in without(tree).ties] == ["close", "cut_off"]
    assert len(without(tree, ()).ties) == 4


def test_the_words_say_everything_the_drawing_says() -> None:
    family, own = FAMILIES["ties"]
    told = "\n".join(tree_words(genogram(family, own, DAY)))
    for part in (
        "Wren: female, 7 years; child of Sorrel Thistlewick and Basil Quill; this work is about this child.",
        "Bryony Quill and Rowan Quill: divorced.",
        "Harm from Basil Quill to Sorrel Thistlewick.",
        "Wren and Nettie Thistlewick: very close.",
        "Home: Sorrel Thistlewick, Basil Quill, Wren, Pip and Unborn baby live together.",
        "Old Tom: male, died, aged about 50 years",
    ):
        assert part in told, told


@pytest.mark.parametrize("name", FAMILIES)
def test_no_hard_family_is_printed_under_8_points(name: str) -> None:
    drawing = laid_out(genogram(*FAMILIES[name], DAY))
    for part in parts_of(drawing):
        svg = genogram_svg(drawing, DAY, part=part)
        across, down = (float(n) for n in svg.split('viewBox="0 0 ')[1].split('"')[0].split())
        scale = tree_size_mm(drawing, part) / across
        assert scale >= UNIT_MM * 0.999
        assert scale * down <= PAGE_MM[1] + 0.1


def test_key_and_date_stand_on_every_part_and_words_are_never_under_8_points() -> None:
    members = tuple(Member(f"p{n}", f"Person {n}", "circle", order=f"{1900 + n}") for n in range(70))
    drawing = laid_out(Genogram(members))
    parts = parts_of(drawing)
    assert len(parts) > 1
    seen: set[str] = set()
    for number, part in enumerate(parts, 1):
        svg = genogram_svg(drawing, date(2026, 2, 28), part=part, of=f"Part {number} of {len(parts)}")
        assert "As on 28 February 2026" in svg
        assert f"Part {number} of {len(parts)}" in svg
        assert "Female" in svg
        across, down = (float(n) for n in svg.split('viewBox="0 0 ')[1].split('"')[0].split())
        assert UNIT_MM * 0.999 <= tree_size_mm(drawing, part) / across <= UNIT_MM * 1.701
        assert tree_size_mm(drawing, part) <= PAGE_MM[0] + 0.1
        assert tree_size_mm(drawing, part) / across * down <= PAGE_MM[1] + 0.1
        whole = [s for s in drawing.spots if part.x <= s.x - HALF and s.x + HALF <= part.x + part.width]
        assert all(f">{words}<" in svg for s in whole for words in s.label)
        seen |= {s.member.id for s in whole}
    assert len(seen) == 70


def test_parts_say_where_they_go_on_and_share_their_scale() -> None:
    drawing = laid_out(genogram(*FAMILIES["forty"], DAY))
    parts = parts_of(drawing)
    assert [part_words(drawing, parts, n) for n in range(1, len(parts) + 1)] == [
        "Part 1 of 4, goes on at the right and below",
        "Part 2 of 4, goes on at the left and below",
        "Part 3 of 4, goes on above and at the right",
        "Part 4 of 4, goes on above and at the left",
    ]
    scales = []
    for part in parts:
        svg = genogram_svg(drawing, DAY, part=part)
        scales.append(tree_size_mm(drawing, part) / float(svg.split('viewBox="0 0 ')[1].split()[0]))
    assert max(scales) == pytest.approx(min(scales), rel=0.01)


def test_names_are_escaped_in_the_drawing() -> None:
    family = file([child("wren", "<b>&", "2019-05-02")], [SORREL], [cell("sorrel", "wren")])
    svg = genogram_svg(laid_out(genogram(family, {}, DAY)), DAY)
    assert "&lt;b&gt;&amp;" in svg


def test_a_grandparent_without_a_line_is_asked_about_and_never_guessed() -> None:
    cells = [
        cell("sorrel", "wren"),
        cell("ash", "wren"),
        cell("sorrel", "pip"),
        cell("basil", "pip"),
        cell("nettie", "wren", "kin", kin="grandparent"),
        cell("nettie", "pip", "kin", kin="grandparent"),
    ]
    family = file([WREN, PIP], [ASH, BASIL, SORREL, NETTIE], cells, "sorrel")
    tree = genogram(family, {}, DAY)
    (side,) = sides(family, tree)
    assert side.question == "Nettie Thistlewick is a grandparent of Wren and Pip. Whose parent?"
    assert [person for person, _ in side.parents] == ["sorrel", "ash", "basil"]
    assert not any("nettie" in one.parents for one in tree.families)
    for own in ({"parents": [parent("sorrel", "nettie")]}, {"parents": [parent("ash", "nettie")]}):
        drawn = genogram(family, own, DAY)
        assert sides(family, drawn) == []
        assert any("nettie" in one.parents for one in drawn.families)
    assert (
        sides(file([WREN], [NETTIE], cells[4:5]), genogram(file([WREN], [NETTIE], cells[4:5]), {}, DAY)) == []
    )
