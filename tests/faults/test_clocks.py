"""Twenty clocks: whatever the computer's clock does, the order is that of writing, and a step back is marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.vault.conftest import Case
from tests.vault.people import AUTHOR, note_answers, unlock

LONDON, NEW_YORK, AUCKLAND = (
    ZoneInfo("Europe/London"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Pacific/Auckland"),
)
NOON = datetime(2026, 11, 12, 12, 0, tzinfo=LONDON)

MOVES: dict[str, tuple[list[datetime], bool]] = {
    "on by a minute": ([NOON, NOON + timedelta(minutes=1)], False),
    "on by ten years": ([NOON, NOON + timedelta(days=3652)], False),
    "back by a day": ([NOON, NOON - timedelta(days=1)], True),
    "back by ten years": ([NOON, NOON - timedelta(days=3652)], True),
    "back by two hours": ([NOON, NOON - timedelta(hours=2)], True),
    "back by 61 seconds": ([NOON, NOON - timedelta(seconds=61)], True),
    "back by 59 seconds": ([NOON, NOON - timedelta(seconds=59)], False),
    "standing still": ([NOON, NOON], False),
    "on by a year and back": ([NOON, NOON + timedelta(days=365), NOON + timedelta(minutes=5)], True),
    "back and on again": ([NOON, NOON - timedelta(days=1), NOON + timedelta(minutes=5)], True),
    "an empty battery, 1970": ([NOON, datetime(1970, 1, 1, 0, 5, tzinfo=UTC)], True),
    "an empty battery, 2000": ([NOON, datetime(2000, 1, 1, 0, 5, tzinfo=UTC)], True),
    "summer time ends": (
        [
            datetime(2026, 10, 25, 1, 50, tzinfo=LONDON),
            datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1),
        ],
        False,
    ),
    "summer time begins": (
        [datetime(2026, 3, 29, 0, 59, tzinfo=LONDON), datetime(2026, 3, 29, 2, 1, tzinfo=LONDON)],
        False,
    ),
    "a flight to the west": ([NOON, (NOON + timedelta(minutes=5)).astimezone(NEW_YORK)], False),
    "a flight to the east": ([NOON, (NOON + timedelta(minutes=5)).astimezone(AUCKLAND)], False),
    "a zone set wrong by hand": ([NOON, NOON.replace(tzinfo=timezone(timedelta(hours=9)))], True),
    "the last second of a year": (
        [datetime(2026, 12, 31, 23, 59, 59, tzinfo=LONDON), datetime(2027, 1, 1, 0, 0, 1, tzinfo=LONDON)],
        False,
    ),
    "29 February": (
        [datetime(2028, 2, 28, 23, 59, tzinfo=LONDON), datetime(2028, 2, 29, 0, 1, tzinfo=LONDON)],
        False,
    ),
    "the end of 32-bit time": (
        [datetime(2038, 1, 19, 3, 14, tzinfo=UTC), datetime(2038, 1, 19, 3, 15, tzinfo=UTC)],
        False,
    ),
}


def test_there_are_twenty() -> None:
    assert len(MOVES) == 20


@pytest.mark.parametrize("name", MOVES)
def test_the_order_is_that_of_writing_and_a_step_back_is_marked(case: Case, name: str) -> None:
    moments, back = MOVES[name]
    case.clock.now = moments[0] - timedelta(minutes=1)
    # What was written before belongs to another day of this clock.
    before = case.finished("before")
    flagged_before = {row.seq for row in case.vault.audit.rows() if row.clock_back}
    made = []
    for moment in moments:
        case.clock.now = moment
        note = case.vault.records.create("case_note", case.family.id, note_answers("Pip smiled."), AUTHOR)
        made.append(case.vault.records.finish(note.id, note.answers, {}, AUTHOR))
    timeline = [row.id for row in case.vault.records.timeline(case.family.id)]
    assert timeline == [note.id for note in reversed([before, *made])]
    assert [note.written for note in made] == [moment.astimezone(UTC) for moment in moments]
    assert [note.written_local for note in made] == [
        moment.isoformat(timespec="seconds") for moment in moments
    ]
    flagged = [row for row in case.vault.audit.rows() if row.clock_back and row.seq not in flagged_before]
    assert bool(flagged) == back
    assert any(note.clock_back for note in made) == back
    assert case.vault.audit.verify() is None
    # The event stands as it was told, whatever the clock said.
    assert {note.answers["event"] for note in made} == {"2026-11-12T13:10"}
    case.vault.close()
    with unlock(case.folder, now=case.clock) as vault:
        assert [row.id for row in vault.records.timeline(case.family.id)] == timeline
        assert vault.check(quick=False)[0].grade in ("INFO", "GOOD")
        assert vault.audit.verify() is None


def test_a_trail_that_never_looks_at_the_clock_is_found_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with any step back allowed, none is marked."""
    monkeypatch.setattr("toolkit.vault.audit.SLACK", timedelta(days=365 * 40))
    with pytest.raises(AssertionError):
        test_the_order_is_that_of_writing_and_a_step_back_is_marked(case, "back by a day")
