"""Days that what happened since has settled."""

from __future__ import annotations

from typing import Any

from toolkit.practice.attention import Past
from toolkit.practice.promises import kept

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
