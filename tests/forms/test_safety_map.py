"""The three-column map with its scale."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import msgspec
import pytest

from toolkit.forms import blocks, catalogue, rules
from toolkit.forms.blank import blank
from toolkit.forms.blocks import PageBreak, PointColumn, PointColumns, ScoreBoard, Table
from toolkit.forms.board import HIDDEN_MARK, history, kind_words, ordered, short_names
from toolkit.forms.conditions import Scope
from toolkit.forms.map_checks import numbers_of, start
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context, PersonRef, ScoreSet
from toolkit.forms.projection import project
from toolkit.forms.records import safety_map
from toolkit.forms.vocabulary import Audience, Columns

ENTRY = next(e for e in catalogue.built_in() if e.form.id == "safety_map")
WREN = PersonRef(id="wren", name="Wren", group="child")
SORREL = PersonRef(id="sorrel", name="Sorrel", group="adult", home="lives")
CONTEXT = Context(
    now=datetime(2026, 10, 14, 16, 0),
    people=(WREN, SORREL),
    scores=(ScoreSet("2026-08-03", "old low", "old high", (("sorrel", "Sorrel", 4),)),),
)


def point(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": more.pop("id", text[:6]), "kind": kind, "text": text, **more}


def whole(**changes: Any) -> dict[str, Any]:
    return {
        "about": ["wren"],
        "event": "2026-10-14T15:00",
        "took_part": ["sorrel", "wren"],
        "level": "early",
        "order": "well_first",
        "map": [
            point("strength", "Gran does Tuesdays", who="Wren", evidence="She came twice"),
            point("harm", "Nobody was up at eight"),
            point("danger", "Wren may go hungry", id="d1"),
            point("goal", "Breakfast is on the table", pair="d1", notices="Toast"),
        ],
        "scale": {
            "low": "worst",
            "high": "best",
            "rows": [
                {"id": "1", "person": "sorrel", "score": 6, "because": "Gran helps", "date": "2026-10-14"},
                {"id": "2", "person": "wren", "score": 4, "because": "Mondays", "date": "2026-10-14"},
            ],
        },
        "ideas": {"none": True},
        "actions": [{"id": "a", "what": "Ring school", "who": "sorrel", "by_when": "2026-10-20"}],
        **changes,
    }


def found(answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.path, p.level) for p in rules.problems(ENTRY, answers, CONTEXT)]


def test_a_whole_map_lacks_nothing() -> None:
    assert found(whole()) == []


def test_an_empty_map_says_what_is_missing() -> None:
    paths = [path for path, _ in found({"about": ["wren"], "event": "2026-10-14T15:00"})]
    assert paths == ["took_part", "level", "order", "map[strength]", "map[harm]", "scale", "ideas", "actions"]


def test_none_found_yet_is_an_answer() -> None:
    points = [{"id": "n", "kind": "strength", "none": True}, point("harm", "Alone at night")]
    assert found(whole(map=points)) == []
    assert ("map[strength]", "missing") in found(whole(map=points[1:]))


class TestPairs:
    lone = (point("strength", "Gran"), point("harm", "Alone"), point("danger", "Worry", id="d"))

    def test_a_lone_worry_warns_at_early_help(self) -> None:
        assert found(whole(map=list(self.lone))) == [("map[d]", "warned")]

    def test_a_lone_danger_statement_is_refused_at_child_protection(self) -> None:
        assert found(whole(map=list(self.lone), level="protection")) == [("map[d]", "refused")]

    def test_a_goal_without_its_danger_statement_is_refused_at_child_protection(self) -> None:
        points = [
            *self.lone,
            point("goal", "Linked", id="g1", pair="d"),
            point("goal", "Not linked", id="g2"),
        ]
        assert found(whole(map=points, level="protection")) == [("map[g2]", "refused")]

    def test_child_protection_needs_a_danger_statement(self) -> None:
        assert ("map[danger]", "missing") in found(whole(map=list(self.lone[:2]), level="protection"))


class TestScale:
    def scores(self, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
        return whole(scale={"rows": [{"id": str(n), **row} for n, row in enumerate(rows)], **more})

    @pytest.mark.parametrize("score", [11, "5-6", -1, True, "ten"])
    def test_only_whole_numbers_from_0_to_10(self, score: object) -> None:
        answers = self.scores(
            {"person": "sorrel", "score": score, "because": "x"},
            {"person": "wren", "score": 3, "because": "x"},
        )
        assert found(answers) == [("scale[0].score", "refused")]

    def test_two_people_or_a_reason(self) -> None:
        one = {"person": "sorrel", "score": 5, "because": "x"}
        assert found(self.scores(one)) == [("scale", "missing")]
        assert found(self.scores(one, few="Only Sorrel was there")) == []
        assert found(whole(scale={"not_this_time": "no_time"})) == []

    def test_not_asked_and_did_not_say_are_answers(self) -> None:
        answers = self.scores(
            {"person": "sorrel", "score": "not_asked"}, {"person": "wren", "score": "did_not_say"}
        )
        assert found(answers) == []

    def test_a_number_without_a_reason_only_warns(self) -> None:
        answers = self.scores(
            {"person": "sorrel", "score": 5}, {"person": "wren", "score": 3, "because": "x"}
        )
        assert found(answers) == [("scale[0].because", "warned")]

    def test_twice_on_one_day_is_asked_about(self) -> None:
        row = {"person": "sorrel", "score": 5, "because": "x", "date": "2026-10-14"}
        assert found(self.scores(row, row)) == [("scale[1].person", "refused")]


def test_words_change_with_the_level() -> None:
    kind = next(k for c in part().columns for k in c.kinds if k.value == "danger")
    assert kind_words(kind, Scope({"level": "early"}, CONTEXT))[0] == "Worry statement"
    assert kind_words(kind, Scope({"level": "protection"}, CONTEXT))[0] == "Danger statement"


def part() -> Columns:
    found = next(f for page in safety_map.FORM.pages for f in page.fields if f.key == "map")
    assert isinstance(found, Columns)
    return found


def test_the_order_of_columns_is_chosen() -> None:
    assert [c.key for c in ordered(part(), Scope({"order": "worries_first"}, CONTEXT))] == [
        "worries",
        "well",
        "next",
    ]
    assert [c.key for c in ordered(part(), Scope({}, CONTEXT))] == ["well", "worries", "next"]


def columns_of(answers: dict[str, Any], audience: Audience = "practitioner") -> list[PointColumn]:
    made = outline(ENTRY, answers, CONTEXT, audience, Meta())
    return [column for b in made.blocks if isinstance(b, PointColumns) for column in b.columns]


def test_paper_has_columns_then_scale_then_steps_and_ideas() -> None:
    made = outline(ENTRY, whole(), CONTEXT, "practitioner", Meta())
    assert made.landscape
    assert [type(b).__name__ for b in made.blocks][-3:] == ["PointColumns", "ScoreBoard", "PointColumns"]
    assert not any(isinstance(b, PageBreak) for b in made.blocks)
    well, worries, needs, steps, ideas = columns_of(whole())
    assert well.points == (("Gran does Tuesdays", ("Strength", "Said by Wren, She came twice")),)
    assert worries.points[1] == ("Nobody was up at eight", ("What has happened",))
    assert needs.points == (
        ("Breakfast is on the table", ("Wellbeing goal for worry 1", "What the child will notice: Toast")),
    )
    assert steps.points == (("Ring school: Sorrel, by 20 October 2026", ()),)
    assert ideas.points == (("Asked, none", ()),)
    board = next(b for b in made.blocks if isinstance(b, ScoreBoard))
    assert [(r.name, r.value) for r in board.rows] == [("Sorrel", 6), ("Wren", 4)]
    assert blocks.from_json(blocks.to_json(made)) == made


def test_a_worry_stands_beside_its_goals_at_the_same_place() -> None:
    points = [
        point("harm", "Alone at night"),
        point("danger", "Hungry", id="d1"),
        point("danger", "No goal yet", id="d2"),
        point("danger", "Found", id="d3"),
        point("idea", "Gran rings"),
        point("goal", "Address kept", id="g1", pair="d3"),
        point("goal", "Breakfast", id="g2", pair="d1"),
        point("goal", "Supper too", id="g3", pair="d1"),
    ]
    _, worries, needs, *_ = columns_of(whole(map=points, level="protection"))
    assert [words for words, _ in worries.points] == ["Hungry", "", "Found", "Alone at night", "No goal yet"]
    assert [words for words, _ in needs.points] == ["Breakfast", "Supper too", "Address kept", "Gran rings"]
    assert worries.points[0][1] == ("Danger statement 1",)
    assert worries.points[2][1] == ("Danger statement 3",)
    assert needs.points[2][1] == ("Safety goal for danger 3",)


class TestHidden:
    """A point with the crossed eye is for workers alone."""

    answers = whole(
        map=[
            *whole()["map"],
            point("missing", "Who is the zibblethorpe?", id="m", hidden="yes"),
            point("danger", "Quokka at the door", id="d9", hidden="yes"),
            point("goal", "The door is kept", id="g9", pair="d9"),
        ]
    )

    def test_it_prints_on_the_workers_copy_and_says_so(self) -> None:
        _, worries, *_ = columns_of(self.answers)
        marked = {words: small for words, small in worries.points if HIDDEN_MARK in small}
        assert set(marked) == {"Who is the zibblethorpe?", "Quokka at the door"}

    def test_no_copy_for_the_family_has_it_or_a_trace_of_it(self) -> None:
        made = outline(ENTRY, self.answers, CONTEXT, "family", Meta())
        stored = blocks.to_json(msgspec.structs.replace(made, left_out=())).decode()
        for trace in ("zibblethorpe", "Quokka", HIDDEN_MARK, "d9", "worry 2"):
            assert trace not in stored
        assert "The door is kept" in stored
        assert "Wellbeing goal for worry 1" in stored

    def test_the_worker_is_told_that_the_copy_has_less(self) -> None:
        made = outline(ENTRY, self.answers, CONTEXT, "family", Meta())
        assert made.left_out == (("Three columns", "Points marked as not shown to the family"),)
        assert "Something has been left out of this copy." in blocks.text_of(made)
        assert outline(ENTRY, whole(), CONTEXT, "family", Meta()).left_out == ()
        assert outline(ENTRY, self.answers, CONTEXT, "practitioner", Meta()).left_out == ()


def test_a_safety_plan_is_a_table_of_what_was_filled_in() -> None:
    plan = [{"id": "1", "rule": "Gran sleeps over", "network": "sorrel", "review": "2026-11-01"}]
    made = outline(ENTRY, whole(plan=plan), CONTEXT, "family", Meta())
    table = next(b for b in made.blocks if isinstance(b, Table))
    assert table.head == ("Day-to-day rule", "Who in the network", "Look at it again on")
    assert table.rows == (("Gran sleeps over", "Sorrel", "1 November 2026"),)


def test_names_are_short_while_nobody_is_mixed_up() -> None:
    names = ["Sorrel Thistlewick", "Wren Thistlewick", "Tansy Dunnock (health visitor)", "School nurse"]
    assert short_names(names) == ["Sorrel", "Wren", "Tansy", "School nurse"]
    titled = ["Mr Oakapple", "Aunt Nettie (gran)", "Dr Vetch (GP)", "School Nurse", "Acorn Primary School"]
    assert short_names(titled) == [
        "Mr Oakapple",
        "Aunt Nettie",
        "Dr Vetch",
        "School Nurse",
        "Acorn Primary School",
    ]
    alike = ["Wren Thistlewick", "Wren Quill", "Not recorded", "Wren Quill"]
    assert short_names(alike) == ["Wren Thistlewick", "Wren Quill", "Not recorded", "Wren Quill"]


def test_a_number_given_first_that_day_stays_in_the_record() -> None:
    answers = whole()
    answers["scale"]["rows"][0]["replaced"] = [7, "x"]
    made = outline(ENTRY, answers, CONTEXT, "family", Meta())
    board = next(b for b in made.blocks if isinstance(b, ScoreBoard))
    assert [(row.value, row.replaced) for row in board.rows] == [(6, (7,)), (4, ())]


def test_numbers_are_never_put_together_into_one() -> None:
    text = " ".join(blocks.text_of(outline(ENTRY, whole(), CONTEXT, "practitioner", Meta())))
    assert "average" not in text.lower()
    assert " 5 " not in text


def test_history_is_each_persons_own_and_marks_other_anchors() -> None:
    board = next(
        b
        for b in outline(ENTRY, whole(), CONTEXT, "practitioner", Meta()).blocks
        if isinstance(b, ScoreBoard)
    )
    lines = {s.name: s.points for s in board.history}
    assert lines["Sorrel"] == (("2026-08-03", 4, False), ("2026-10-14", 6, True))
    assert lines["Wren"] == (("2026-10-14", 4, True),)
    assert history((), None) == ()


def test_a_new_map_starts_from_the_last_but_asks_numbers_anew() -> None:
    made = start({}, CONTEXT, whole())
    assert made["map"] == whole()["map"]
    assert made["scale"] == {"low": "worst", "high": "best", "rows": []}
    assert "actions" not in made
    assert start({}, dataclasses.replace(CONTEXT, scores=()), None) == {}


def test_a_first_map_has_the_order_and_anchors_of_the_area() -> None:
    facts = {"@map_order": "worries_first", "@scale_low": "We worry a lot", "@scale_high": "We do not worry"}
    local = dataclasses.replace(CONTEXT, facts=facts, scores=())
    assert start({}, local, None) == {
        "order": "worries_first",
        "scale": {"low": "We worry a lot", "high": "We do not worry", "rows": []},
    }
    begun = start({}, dataclasses.replace(CONTEXT, facts=facts), None)["scale"]
    assert (begun["low"], begun["high"]) == ("old low", "old high")
    # A later map keeps those of the map before: numbers under other words could not be compared.
    assert start({}, local, whole())["scale"]["low"] == "worst"
    assert start({}, local, whole())["order"] == "well_first"


def test_finished_numbers_join_the_history() -> None:
    assert numbers_of(whole(), CONTEXT) == ScoreSet(
        "2026-10-14", "worst", "best", (("sorrel", "Sorrel", 6), ("wren", "Wren", 4))
    )
    assert numbers_of(whole(scale={"not_this_time": "no_time"}), CONTEXT) is None


def test_missing_information_and_steps_are_due() -> None:
    points = [*whole()["map"], point("missing", "Who collects on Fridays?", by_when="2026-10-16")]
    due = project(ENTRY, whole(map=points, review="2026-11-25"), CONTEXT).due
    assert [(d.text, d.day) for d in due] == [
        ("Find out: Who collects on Fridays?", "2026-10-16"),
        ("Ring school", "2026-10-20"),
        ("Map again", "2026-11-25"),
    ]


def test_every_word_of_a_map_is_searched() -> None:
    text = project(ENTRY, whole(), CONTEXT).text
    for words in ("Gran does Tuesdays", "Toast", "Breakfast is on the table"):
        assert words in text


def test_blank_map_for_use_by_hand() -> None:
    made = blank(ENTRY)
    text = blocks.text_of(made)
    columns = next(b for b in made.blocks if isinstance(b, blocks.Cells))
    head, *rows = columns.rows
    assert [cell[0].text for cell in head if isinstance(cell[0], blocks.Paragraph)] == [
        c.title for c in part().columns
    ]
    assert len(rows) > 5
    assert not any(
        cell[0].text.strip() for row in rows for cell in row if isinstance(cell[0], blocks.Paragraph)
    )
    # Two sheets to write on with the family, and one for the worker.
    assert [type(b) for b in made.blocks].count(blocks.PageBreak) == 2
    pairs = next(b for b in made.blocks if isinstance(b, Table) and len(b.head) == 2)
    assert pairs.head == ("Worry statement or danger statement", "Wellbeing goal or safety goal")
    assert "One higher if" in text
