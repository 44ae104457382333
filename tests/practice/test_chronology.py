"""The chronology: derived from records and the family file, typed rows beside them, repeats, gaps and counts by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.thistlewick import family
from toolkit.forms import catalogue
from toolkit.forms.records.chronology import KINDS as FORM_KINDS
from toolkit.forms.vocabulary import option_pairs
from toolkit.practice.chronology import KINDS, Event, Source, chronology
from toolkit.practice.chronology_marks import (
    OWN,
    Narrowed,
    alike,
    contributors,
    counts,
    for_family,
    gaps,
    held_back,
    keep,
    repeats,
)

TODAY = date(2026, 11, 12)


def note(number: int, day: str, **answers: Any) -> Source:
    return Source(
        f"n{number}", "case_note", day, {"about": ["wren"], **answers}, "Case note", "Tansy Dunnock"
    )


def typed(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"events": [{"id": f"e{n}", "what": "Something.", **row} for n, row in enumerate(rows)]}


def test_a_note_that_is_not_significant_is_no_event() -> None:
    found = chronology({}, [note(1, "2026-03-02", significant="no", sentence="Not to be read.")])
    assert found.events == ()


def test_a_significant_note_gives_its_sentence_its_day_and_its_people() -> None:
    found = chronology({}, [note(1, "2026-03-02T10:00", significant="yes", sentence="Wren was alone.")])
    assert [(e.when, e.text, e.people, e.record) for e in found.events] == [
        ("2 March 2026", "Wren was alone.", ("wren",), "n1")
    ]


def test_births_come_from_the_family_file_and_an_unborn_child_is_not_born() -> None:
    found = chronology(family(), [])
    births = [e.text for e in found.events if "birth_death" in e.kinds]
    assert births == ["Sorrel was born.", "Wren was born.", "Pip was born."] or births == [
        "Wren was born.",
        "Pip was born.",
    ]


def test_where_somebody_moved_to_is_not_in_the_line() -> None:
    child = {
        "id": "wren",
        "name": "Wren",
        "addresses": [
            {"id": "a", "address": "1 Old Lane", "since": "2020"},
            {"id": "b", "address": "SECRET-STREET", "since": "2026-01-15"},
        ],
    }
    found = chronology({"children": [child]}, [])
    moves = [e for e in found.events if "move" in e.kinds]
    assert [e.start for e in moves] == ["2026-01-15"]
    assert "SECRET-STREET" not in repr(found)


def test_about_2019_sorts_to_the_middle_of_the_year_and_prints_as_about() -> None:
    found = chronology(
        {},
        [],
        typed(
            {"since": "2019~", "what": "B"},
            {"since": "2019-05-01", "what": "A"},
            {"since": "2019-09-01", "what": "C"},
        ),
    )
    assert [e.text for e in found.events] == ["A", "B", "C"]
    assert found.events[1].when == "about 2019"


def test_an_event_without_a_readable_day_is_kept_to_be_dated() -> None:
    found = chronology({}, [], typed({"since": "some time before", "what": "Lost job."}))
    assert found.events == ()
    assert [e.text for e in found.undated] == ["Lost job."]


def test_what_an_event_meant_is_written_beside_it_and_kept_apart_from_the_record() -> None:
    answers = {"impacts": [{"id": "i", "of": "n1", "impact": "She sleeps badly since."}]}
    found = chronology({}, [note(1, "2026-03-02", significant="yes", sentence="X.")], answers)
    assert found.events[0].impact == "She sleeps badly since."


def test_the_family_copy_leaves_out_restricted_rows_and_what_others_told_and_says_how_many() -> None:
    answers = typed(
        {"since": "2026-01-01", "what": "Ours."},
        {"since": "2026-01-02", "what": "HIDDEN", "restricted": "yes"},
        {"since": "2026-01-03", "what": "THEIRS", "agency": "Police"},
        {"since": "2026-01-04", "what": "HEARSAY", "source": "A neighbour", "first_hand": "no"},
    )
    kept, left = for_family(chronology({}, [], answers).events)
    assert [e.text for e in kept] == ["Ours."]
    assert left == 3


def _event(day: str, kind: str = "missed", text: str = "x") -> Event:
    return Event(day, text, (kind,))


@pytest.mark.parametrize(
    ("days", "sizes"),
    [
        (["2026-01-01", "2026-04-01"], [2]),
        (["2026-01-01", "2026-04-02"], []),
        (["2026-01-01", "2026-03-01", "2026-05-01", "2026-09-01"], [3]),
        (["2026-01-01"], []),
        (["2026-01-01", "2026-01-01"], [2]),
    ],
)
def test_events_of_one_kind_within_90_days_are_repeats(days: list[str], sizes: list[int]) -> None:
    assert [len(r.events) for r in repeats(_event(day) for day in days)] == sizes


def test_the_same_kind_for_another_child_is_no_repeat_and_two_children_have_a_run_each() -> None:
    def about(day: str, *people: str) -> Event:
        return Event(day, "x", ("health",), people=people)

    found = repeats(
        [
            about("2026-01-01", "wren"),
            about("2026-01-05", "pip"),
            about("2026-02-01", "wren"),
            about("2026-02-05", "pip"),
        ]
    )
    assert [[e.people for e in r.events] for r in found] == [[("wren",)] * 2, [("pip",)] * 2]
    assert repeats([about("2026-01-01", "wren"), about("2026-01-02", "pip")]) == []
    assert repeats([_event("2026-01-01", "strength"), _event("2026-01-02", "strength")]) == []


def test_what_lasted_leaves_no_gap() -> None:
    lasted = Event("2026-01-01", "x", ("household",), end="2026-06")
    assert [g.after.isoformat() for g in gaps([lasted, _event("2026-07-01")], TODAY)] == ["2026-07-01"]


def test_a_row_that_was_not_brought_stands_by_itself_and_a_door_that_stayed_shut_does_not() -> None:
    found = chronology(
        {}, [note(1, "2026-01-15", contact="not_brought"), note(2, "2026-01-16", contact="attempted")]
    )
    assert [(e.text, e.kinds) for e in found.events] == [("Was not brought.", ("missed",))]


@pytest.mark.parametrize(
    ("source", "held"),
    [
        (note(1, "2026-01-01", significant="yes", sentence="X."), ""),
        (note(1, "2026-01-01", significant="yes", sentence="X.", abuse="yes"), "workers"),
        (note(1, "2026-01-01", significant="yes", sentence="X.", source="told"), "third_party"),
        (Source("s", "supervision", "2026-01-01", {}), "workers"),
        (Source("s", "share_decision", "2026-01-01", {}), "workers"),
        (Source("s", "escalation", "2026-01-01", {}), "workers"),
        (Source("s", "injury", "2026-01-01", {"summary": "A mark."}), "workers"),
        (Source("s", "referral", "2026-01-01", {"family_told": "no"}), "workers"),
        (Source("s", "referral", "2026-01-01", {}), "workers"),
        (Source("s", "referral", "2026-01-01", {"family_told": "yes"}), ""),
        (Source("s", "taf", "2026-01-01", {}, "Meeting", restricted=True), "restricted"),
    ],
)
def test_what_a_family_never_reads(source: Source, held: str) -> None:
    (event,) = chronology({}, [source]).events
    assert held_back(event, "family") == held
    assert held_back(event, "own") == ""


def test_every_form_without_a_family_copy_gives_a_family_s_chronology_nothing() -> None:
    for entry in catalogue.built_in():
        made = chronology({}, [Source("s", entry.form.id, "2026-01-01", {"summary": "X"}, entry.form.title)])
        if "family" not in entry.form.copies:
            assert for_family(made.events)[0] == [], entry.form.id


def test_a_move_to_a_hidden_address_and_who_else_works_with_a_family_are_kept_back() -> None:
    moved = [
        {"id": "a", "address": "x"},
        {"id": "b", "address": "y", "since": "2026-01-15", "hidden_from": ["ash"]},
    ]
    file = {
        "children": [{"id": "wren", "name": "Wren", "addresses": moved}],
        "professionals": [{"id": "w", "name": "Ivy Stone", "agency": "Refuge", "since": "2026-02-01"}],
    }
    found = chronology(file, []).events
    assert [held_back(e, "family") for e in found] == ["restricted", "third_party"]
    assert for_family(found) == ([], 2)


def test_what_is_the_same_stands_with_what_it_tells_again_and_nothing_is_lost() -> None:
    answers = typed(
        {"since": "2026-01-02", "what": "A", "source": "School", "same_as": "row:e1"},
        {"since": "2026-01-02", "what": "B", "source": "Police log", "agency": "Police", "same_as": "row:e2"},
        {"since": "2026-01-02", "what": "C", "source": "Hospital", "same_as": "row:gone"},
    )
    (event,) = chronology({}, [], answers).events
    assert sorted(part.source for part in event.parts) == ["Hospital", "Police log", "School"]
    (kept,), left = keep([event], lambda part: not part.agency)
    assert left == 1
    assert sorted(part.source for part in kept.parts) == ["Hospital", "School"]


def test_rows_that_each_say_they_tell_the_other_again_are_not_lost() -> None:
    ring = typed(
        {"since": "2026-01-02", "what": "A", "same_as": "row:e1"},
        {"since": "2026-01-02", "what": "B", "same_as": "row:e0"},
    )
    found = chronology({}, [], ring).events
    assert sorted(part.text for event in found for part in event.parts) == ["A", "B"]
    no_ids = {"events": [{"since": "2026", "what": "A"}, {"since": "2026", "what": "B"}]}
    assert len(chronology({}, [], no_ids).events) == 2


def test_rows_told_twice_are_found_once_they_are_typed_and_until_they_are_kept_apart() -> None:
    record = note(1, "2026-03-02T10:00", significant="yes", sentence="Wren was alone in the garden at dusk.")
    answers = typed(
        {
            "since": "2026-03-02",
            "what": "Wren was alone in the garden at dusk",
            "whom": ["wren"],
            "agency": "Police",
        },
        {"since": "2026-03-02", "what": "Pip learned to walk.", "whom": ["pip"]},
        {"since": "2026-03-03", "what": "Wren was alone in the garden at dusk.", "whom": ["wren"]},
    )
    events = chronology({}, [record], answers).events
    assert [(typed_one.record, other.record) for typed_one, other in alike(events)] == [("row:e0", "n1")]
    assert alike(events, [["n1", "row:e0"]]) == []


def test_somebody_outside_the_family_file_and_a_cell_left_for_another_time_are_said() -> None:
    row = {
        "since": "2026",
        "what": "A",
        "whom": [{"name": "Moss Fenn", "role": "neighbour"}],
        "impact": {"not_this_time": "no_time"},
    }
    (event,) = chronology({}, [], typed(row)).events
    assert event.others == ("Moss Fenn",)
    assert event.impact.startswith("Not this time")
    assert Narrowed(person="wren").of([event]) == []


def test_a_worker_who_took_over_is_a_change_and_the_same_one_again_is_not() -> None:
    team = [
        {"id": "1", "name": "Ivy Stone", "role": "Social worker", "agency": "Council", "since": "2025-01"},
        {"id": "2", "name": "Moss Fenn", "role": "social worker", "agency": "Council", "since": "2025-06"},
        {"id": "3", "name": "Moss Fenn", "role": "Social worker", "agency": "Council", "since": "2026-06"},
        {"id": "4", "name": "Teal Reed", "role": "Teacher", "agency": "School"},
    ]
    changes = next(c for c in counts([], [], team) if c.key == "changes")
    assert (changes.number, changes.behind) == (1, ("2",))


def test_several_people_who_move_on_one_day_are_one_move() -> None:
    days = ("2026-01-15", "2026-01-15", "2026-06-01")
    moves = next(c for c in counts([_event(day, "move") for day in days], []) if c.key == "moves")
    assert moves.number == 2


def test_an_agency_of_a_merged_event_is_found_and_our_own_too() -> None:
    both = Event(
        "2026-01-01", "a", ("police",), also=(Event("2026-01-01", "a", ("police",), agency="Police"),)
    )
    assert Narrowed(agency="police").of([both]) == [both]
    assert Narrowed(agency=OWN).of([both]) == [both]
    assert contributors([both], [{"agency": "POLICE"}]) == (["Police"], [])


def test_an_end_that_cannot_be_read_breaks_nothing() -> None:
    (event,) = chronology({}, [], typed({"since": "2026-01-01", "until": "some day"})).events
    assert Narrowed(since=date(2026, 1, 1), until=date(2026, 1, 1)).of([event]) == [event]
    assert gaps([event], date(2026, 2, 1)) == []
    assert "some day" in event.when


def test_gaps_are_counted_up_to_today() -> None:
    events = [_event("2026-01-01"), _event("2026-02-01"), _event("2026-07-01")]
    assert [(g.after.isoformat(), g.days) for g in gaps(events, TODAY)] == [
        ("2026-02-01", 150),
        ("2026-07-01", 134),
    ]
    assert gaps([], TODAY) == []


def test_counts_by_hand() -> None:
    notes = [
        note(1, "2026-01-01", contact="home_visit", seen=[{"person": "wren", "seen": "yes"}]),
        note(2, "2026-01-08", contact="attempted"),
        note(3, "2026-01-15", contact="not_brought"),
        note(4, "2026-01-20", contact="office"),
    ]
    plans = [
        {"id": "p1", "plan": "early_help", "since": "2025-01-01", "until": "2025-06-01"},
        {"id": "p2", "plan": "early_help", "since": "2026-01-01"},
    ]
    file = {
        "children": [{"id": "wren", "name": "Wren", "plans": plans}],
        "professionals": [{"id": "w", "name": "Ivy Stone", "since": "2026-02-01"}],
    }
    found = {c.key: (c.number, c.behind) for c in counts(chronology(file, notes).events, notes)}
    assert found["kept"] == (1, ("n1",))
    assert found["missed"] == (2, ("n2", "n3"))
    assert found["moves"][0] == 0
    assert found["workers"][0] == 1
    assert found["plans_again"][0] == 2


def test_filters() -> None:
    events = [
        Event("2026-01-01", "a", ("move",), people=("wren",)),
        Event("2026-02-01", "b", ("police",), people=("pip",), agency="Police"),
        Event("2026-03-01", "c", ("move",)),
    ]
    assert [e.text for e in Narrowed(person="wren").of(events)] == ["a", "c"]
    assert [e.text for e in Narrowed(kind="move").of(events)] == ["a", "c"]
    assert [e.text for e in Narrowed(agency="police").of(events)] == ["b"]
    assert [e.text for e in Narrowed(since=date(2026, 2, 1), until=date(2026, 2, 28)).of(events)] == ["b"]


def test_agencies_that_did_and_did_not_contribute() -> None:
    did, not_yet = contributors(
        [Event("2026-01-01", "a", ("police",), agency="Police")],
        [{"agency": "police"}, {"agency": "Housing"}, {}],
    )
    assert (did, not_yet) == (["Police"], ["Housing"])


def test_form_and_practice_name_the_same_kinds() -> None:
    assert dict(option_pairs(FORM_KINDS)) == KINDS


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), TODAY), st.sampled_from(sorted(KINDS))), max_size=12),
    st.dates(date(2020, 1, 1), TODAY),
)
def test_one_more_event_never_takes_a_repeat_away_from_another_kind(
    rows: list[tuple[date, str]], day: date
) -> None:
    events = [Event(d.isoformat(), f"e{n}", (k,)) for n, (d, k) in enumerate(rows)]
    before = [r for r in repeats(events) if r.kind != "police"]
    after = [r for r in repeats([*events, Event(day.isoformat(), "new", ("police",))]) if r.kind != "police"]
    assert before == after
