"""When new work begins with a family that has a history, and what is said of it."""

from __future__ import annotations

import pytest

from tests.families import bumblecroft
from tests.families.case import TODAY, note
from toolkit.practice.chronology import Source
from toolkit.practice.episodes import HistoryLine, Reading, unread

END = Source(
    "end",
    "closure",
    "2026-05-03T10:00",
    {
        "event": "2026-05-03T10:00",
        "reason": "not_engaging",
        "ends_on": "2026-05-10",
        "worries": [
            {"id": "w1", "worry": "Sedge’s sleep", "holder": "the school nurse"},
            {"id": "w2", "worry": ""},
        ],
    },
)
OLD = note("old", "2026-05-02T10:00", "attempted")


def test_after_an_end_the_history_is_asked_for() -> None:
    """With the reason, the worry left and who holds it, and the counts."""
    found = unread({}, (OLD, END), (), TODAY)
    assert found is not None
    assert found.why.startswith("The work with this family ended once.")
    assert found.lines == (
        HistoryLine("Ended on 10 May 2026: the family stopped coming or answering", "end"),
        HistoryLine("Worry left: Sedge’s sleep (held by the school nurse)", "end"),
        HistoryLine("Contacts: 0 kept, 1 missed", "old"),
        HistoryLine("2 finished records, 2 May 2026 to 3 May 2026", "end"),
    )


def test_moves_plans_and_workers_of_a_family_stand_in_it() -> None:
    """Each opens what is behind it."""
    found = unread(bumblecroft.FAMILY, (*bumblecroft.RECORDS, END), (), TODAY)
    assert found is not None
    said = [line.text for line in found.lines]
    assert "Contacts: 4 kept, 1 missed" in said
    assert "Plans begun more than once: 2" in said
    assert "Workers who have written notes: 3" in said


@pytest.mark.parametrize(
    ("last", "asked"),
    [("2026-05-13T10:00", True), ("2026-05-14", True), ("2026-05-15", False), ("2025-11-12T10:00", True)],
)
def test_half_a_year_without_a_word_counts_too(last: str, asked: bool) -> None:
    """182 days: 14 May is the first day that far back from 12 November."""
    assert (unread({}, (note("n", last),), (), TODAY) is not None) is asked


def test_it_is_asked_until_it_was_read() -> None:
    """ "Not now" holds for the day; a reading before the end does not count."""
    assert unread({}, (END,), (Reading("2026-05-02T09:00", True),), TODAY) is not None
    assert unread({}, (END,), (Reading("2026-11-12T09:00", True),), TODAY) is None
    assert unread({}, (END,), (Reading("2026-11-12T09:00", False),), TODAY) is None
    assert unread({}, (END,), (Reading("2026-11-11T09:00", False),), TODAY) is not None


def test_a_new_family_and_work_that_goes_on_are_not_asked() -> None:
    """There is nothing to read, or it is fresh."""
    assert unread({}, (), (), TODAY) is None
    assert unread({}, (note("n", "2026-10-01T10:00"),), (), TODAY) is None
