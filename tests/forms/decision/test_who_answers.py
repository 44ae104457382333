"""Who is asked, and who is told, in the order in which they can agree: for a young child those who answer for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from toolkit.forms.decision.known import parent_missing, uncovered
from toolkit.forms.decision.seeds import seeded
from toolkit.forms.people import Answers, Context, people_of, rows_of

NOW = datetime(2026, 11, 12, 14, 20)
FAMILY: dict[str, Any] = {
    "children": [
        {"id": "pip", "name": "Pip Thistlewick", "birth": "2025-09-04"},
        {"id": "wren", "name": "Wren Thistlewick", "birth": "2012-05-02"},
        {"id": "bump", "unborn": "yes", "edd": "2027-02-17"},
        {"id": "fern", "name": "Fern"},
    ],
    "adults": [
        {"id": "ash", "name": "Ash Quill", "poses_risk": "yes"},
        {"id": "sorrel", "name": "Sorrel Thistlewick", "birth": "1994-01-09"},
        {"id": "nettie", "name": "Nettie Thistlewick"},
        {"id": "basil", "name": "Basil Quill"},
    ],
    "relations": [
        {"adult": "sorrel", "child": "pip", "pr": "yes", "basis": "birth_mother", "evidence": "original"},
        {"adult": "sorrel", "child": "wren", "pr": "yes", "evidence": "told"},
        {"adult": "sorrel", "child": "bump", "pr": "yes"},
        {"adult": "ash", "child": "pip", "pr": "yes", "evidence": "copy"},
        {"adult": "basil", "child": "pip", "pr": "yes", "basis": "limited", "evidence": "original"},
        {"adult": "nettie", "child": "pip", "pr": "no"},
    ],
}
CONTEXT = Context(NOW, people=people_of(FAMILY))


def asked(*about: str, **more: Any) -> Answers:
    """The answers when "Who can agree?" is reached, with everybody safe to ask."""
    ask = [{"id": one, "person": one, "safe": "yes"} for one in about]
    return seeded({"at": "S6b", "about": list(about), "ask": ask, **more}, CONTEXT)


def names(answers: Answers, key: str = "asked") -> list[str]:
    return [str(row["person"]) for row in rows_of(answers, key)]


def test_for_a_young_child_the_parent_is_asked_with_what_the_family_file_knows() -> None:
    found = asked("pip")
    (row,) = rows_of(found, "asked")
    assert row["person"] == "sorrel"
    assert (row["capacity"], row["for_whom"]) == ("parent", ["pip"])
    assert row["pr_evidence"] == "Family file: original seen"
    assert not uncovered(found)


def test_a_child_old_enough_comes_first_for_itself_and_the_parent_first_for_the_young_one() -> None:
    assert names(asked("wren")) == ["wren"]
    found = asked("wren", "pip")
    assert names(found) == ["sorrel", "wren"]
    assert [row["capacity"] for row in rows_of(found, "asked")] == ["parent", "child"]


def test_nobody_who_may_pose_a_risk_or_whose_hold_a_court_limits_is_asked() -> None:
    assert not {"ash", "basil", "nettie"} & set(names(asked("pip")))


@pytest.mark.parametrize("safe", ["no", "not_sure", ""])
def test_whom_it_is_not_safe_to_ask_is_not_asked_for_a_child_either(safe: str) -> None:
    calm = Context(NOW, people=people_of({**FAMILY, "adults": [{"id": "ash"}, {"id": "sorrel"}]}))
    ask = [{"id": "1", "person": "pip", "safe": "yes"}, {"id": "2", "person": "ash", "safe": safe}]
    found = seeded({"at": "S6b", "about": ["pip", "ash"], "ask": ask}, calm)
    assert names(found) == ["sorrel"]
    # Said to be safe after all, they are asked.
    again = seeded({**found, "ask": [ask[0], {**ask[1], "safe": "yes"}]}, calm)
    assert names(again) == ["sorrel", "ash"]
    # And found not safe after all, they are asked no more; what was said of them is kept.
    back = seeded({**again, "ask": [ask[0], {**ask[1], "safe": "no"}]}, calm)
    assert names(back) == ["sorrel"]
    assert rows_of(seeded({**back, "ask": [ask[0], {**ask[1], "safe": "yes"}]}, calm), "asked") == rows_of(
        again, "asked"
    )


def test_an_unborn_baby_is_answered_for_and_a_child_of_unknown_age_is_left_to_the_worker() -> None:
    assert names(asked("bump")) == ["sorrel"]
    (row,) = rows_of(asked("fern"), "asked")
    assert row["person"] == "fern"
    assert "capacity" not in row


def test_where_the_file_knows_nobody_the_child_stands_there_as_before() -> None:
    alone = Context(NOW, people=people_of({**FAMILY, "relations": []}))
    ask = [{"id": "pip", "person": "pip", "safe": "yes"}]
    assert names(seeded({"at": "S6b", "about": ["pip"], "ask": ask}, alone)) == ["pip"]


def test_a_child_found_unable_brings_whoever_answers_for_it_once() -> None:
    first = asked("wren")
    rows = rows_of(first, "asked")
    unable = {**first, "gillick": [{"id": "g", "person": "wren", "competent": "no"}], "asked": rows}
    assert parent_missing(unable)
    again = seeded(unable, CONTEXT)
    assert names(again) == ["wren", "sorrel"]
    assert not parent_missing(again)
    # What the worker then takes away stays away.
    taken = {**again, "asked": [row for row in rows_of(again, "asked") if row["person"] != "sorrel"]}
    assert names(seeded(taken, CONTEXT)) == ["wren"]


def test_a_parent_asked_for_one_child_is_asked_for_the_next_in_the_same_row() -> None:
    found = asked("pip")
    more = asked("pip", "bump", asked=rows_of(found, "asked"), filled=found["filled"])
    (row,) = rows_of(more, "asked")
    assert row["for_whom"] == ["pip", "bump"]


@pytest.mark.parametrize("capacity", ["nobody", "adult_lacks"])
def test_what_the_worker_said_of_a_parent_is_not_written_over(capacity: str) -> None:
    found = asked("pip")
    rows = [{**row, "capacity": capacity} for row in rows_of(found, "asked")]
    more = asked("pip", "bump", asked=rows, filled=found["filled"])
    assert rows_of(more, "asked")[0]["capacity"] == capacity
    assert rows_of(more, "asked")[0]["for_whom"] == ["pip"]


def test_telling_names_those_who_answer_for_a_young_child_one_who_may_pose_a_risk_too() -> None:
    told = seeded({"at": "S10", "about": ["pip", "wren"]}, CONTEXT)
    assert names(told, "told") == ["ash", "sorrel", "wren"]
    typed = {"name": "Aunt Hazel", "role": "guardian"}
    rows = [{"id": "x", "person": typed, "capacity": "parent", "for_whom": ["fern"]}]
    told = seeded({"at": "S10", "about": ["fern"], "asked": rows}, CONTEXT)
    assert names(told, "told") == ["fern"]
    alone = Context(NOW, people=people_of({**FAMILY, "relations": []}))
    rows = [{"id": "x", "person": typed, "capacity": "parent", "for_whom": ["pip"]}]
    told = seeded({"at": "S10", "about": ["pip"], "asked": rows}, alone)
    assert [row["person"] for row in rows_of(told, "told")] == [typed]


def test_where_the_file_does_not_say_who_answers_the_parents_stand_there_and_the_worker_says() -> None:
    family = {
        "children": FAMILY["children"],
        "adults": [
            {"id": "alder", "name": "Alder", "roles": ["father"]},
            {"id": "gran", "name": "Gran", "roles": ["grandparent"]},
            {"id": "ash", "name": "Ash", "roles": ["mother"], "poses_risk": "yes"},
        ],
    }
    context = Context(NOW, people=people_of(family))
    ask = [{"id": "pip", "person": "pip", "safe": "yes"}]
    (row,) = rows_of(seeded({"at": "S6b", "about": ["pip"], "ask": ask}, context), "asked")
    assert (row["person"], row["for_whom"]) == ("alder", ["pip"])
    assert "capacity" not in row
    assert names(seeded({"at": "S10", "about": ["pip"]}, context), "told") == ["alder", "ash"]


@pytest.mark.parametrize(
    "said",
    [{"pr": "no"}, {"pr": "yes", "basis": "limited"}, {"relation": "none"}],
    ids=["no", "limited", "nobody"],
)
def test_a_father_of_whom_the_file_says_that_he_does_not_answer_is_not_offered_as_one_who_might(
    said: dict[str, str],
) -> None:
    family = {
        "children": FAMILY["children"],
        "adults": [{"id": "basil", "roles": ["father"]}, {"id": "sorrel", "roles": ["mother"]}],
        "relations": [
            {"adult": "basil", "child": "pip", **said},
            {"adult": "sorrel", "child": "wren", "pr": "no"},
        ],
    }
    context = Context(NOW, people=people_of(family))
    ask = [{"id": "pip", "person": "pip", "safe": "yes"}]
    assert names(seeded({"at": "S6b", "about": ["pip"], "ask": ask}, context)) == ["sorrel"]
    assert names(seeded({"at": "S10", "about": ["pip"]}, context), "told") == ["sorrel"]
