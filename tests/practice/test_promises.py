"""Days that what happened since has settled."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.practice.attention import Past
from toolkit.practice.promises import CARRIED, Finished, kept, settled

PROMISE = Past(
    "2026-11-03T10:00", {"seen": [{"id": "pip", "person": "pip", "seen": "no", "next": "2026-11-10"}]}
)
TRY = Past("2026-11-03T10:00", {"contact": "attempted", "attempted": [{"id": "t1", "next": "2026-11-05"}]})


def visit(event: str, **seen: str) -> Past:
    rows: list[dict[str, Any]] = [{"id": who, "person": who, "seen": answer} for who, answer in seen.items()]
    return Past(event, {"contact": "home_announced", "seen": rows})


def test_a_child_seen_since_settles_the_day() -> None:
    assert kept([PROMISE, visit("2026-11-09", pip="yes")]) == {("seen[pip].next", "2026-11-10")}


def test_another_child_or_an_earlier_visit_does_not() -> None:
    assert kept([PROMISE, visit("2026-11-09", wren="yes", pip="no")]) == set()
    assert kept([PROMISE, visit("2026-11-02", pip="yes")]) == set()
    assert kept([PROMISE]) == set()


def test_reaching_somebody_or_trying_again_settles_a_try() -> None:
    settled = {("attempted[t1].next", "2026-11-05")}
    assert kept([TRY, visit("2026-11-04", sorrel="yes")]) == settled
    again = Past("2026-11-05T09:00", {"contact": "attempted", "attempted": [{"id": "t2"}]})
    assert kept([TRY, again]) == settled
    assert kept([TRY, Past("2026-11-04", {"contact": "office"})]) == set()


def test_a_note_without_a_readable_day_settles_nothing() -> None:
    assert kept([PROMISE, visit("soon", pip="yes"), Past("", {})]) == set()


# Records that make a series


def meeting(
    id: str, event: str, form: str = "eh_record", about: tuple[str, ...] = ("wren",), **more: Any
) -> Finished:
    return Finished(id, form, event, {"about": list(about), **more})


@pytest.mark.parametrize("form", CARRIED)
def test_the_next_record_of_a_series_settles_the_review_of_the_one_before(form: str) -> None:
    first, second = meeting("1", "2026-09-03T10:00", form), meeting("2", "2026-11-05", form)
    assert settled([second, first]) == {("1", key) for key in CARRIED[form]}


def test_what_is_not_done_stays_due() -> None:
    alone = meeting("1", "2026-09-03")
    assert settled([alone]) == set()
    assert ("1", "review") not in settled([alone, meeting("2", "2026-09-01")]), "an earlier one"
    assert settled([alone, meeting("2", "2026-11-05", "safety_map")]) == set(), "another kind"
    assert settled([alone, meeting("2", "2026-11-05", about=("pip",))]) == set(), "another child"
    assert settled([alone, meeting("2", "soon")]) == set(), "a day that cannot be read"


def test_a_map_of_fewer_children_leaves_the_others_due() -> None:
    both = meeting("1", "2026-09-03", "safety_map", ("wren", "pip"))
    assert settled([both, meeting("2", "2026-11-05", "safety_map", ("wren",))]) == set()
    assert settled([both, meeting("2", "2026-11-05", "safety_map", ("pip", "wren", "dot"))])


def test_an_agreement_with_one_adult_does_not_settle_that_with_another() -> None:
    def agreed(id: str, event: str, *who: object, **more: Any) -> Finished:
        return meeting(
            id,
            event,
            "agree_family",
            family_side=[{"id": str(n), "who": w} for n, w in enumerate(who)],
            **more,
        )

    hers = agreed("1", "2026-09-03", "sorrel", for_adult="sorrel")
    his = agreed("2", "2026-11-05", "basil", for_adult="basil")
    assert settled([hers, his]) == set()
    assert settled([hers, agreed("3", "2026-11-05", "sorrel", {"name": "Nettie Thistlewick"})])
    named = agreed("4", "2026-09-03", {"name": "Nettie Thistlewick"})
    assert settled([named, agreed("5", "2026-11-05", {"name": "nettie thistlewick"})])


def test_a_question_asked_alone_is_settled_by_an_answer_and_not_by_a_visit() -> None:
    waits = meeting("1", "2026-09-03", "agree_family", abuse="not_asked")
    assert settled([waits, meeting("n", "2026-09-09", "case_note")]) == set()
    assert (
        settled([waits, meeting("n", "2026-09-09", "case_note", enquiry="not_safe", abuse="not_asked")])
        == set()
    )
    for told in ({"abuse": "no"}, {"enquiry": "alone"}):
        assert settled([waits, meeting("n", "2026-09-09", "case_note", **told)]) == {("1", "ask_alone")}
