"""Who has not been seen or heard, of six families whose findings were worked out by hand; and that nothing is lost by adding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.families import ALL
from tests.families.case import TODAY, Case, action, met, not_met, note, tried
from toolkit.forms.time_limits import LIMITS
from toolkit.forms.timescales import due_date
from toolkit.practice.chronology import Source, chronology
from toolkit.practice.findings import Findings, findings
from toolkit.practice.retention import due_day

EACH = pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)


def found(case: Case) -> Findings:
    return findings(case.family, case.records, TODAY)


def since_of(made: Findings) -> dict[str, tuple[int | None, str]]:
    """Every number of the children and the adults in the home, with its record, as the families write it."""
    told: dict[str, tuple[int | None, str]] = {}
    for one in made.children:
        parts = (
            (("mother", one.mother_seen),)
            if one.person.unborn
            else (("seen", one.seen), ("alone", one.alone), ("voice", one.voice))
        )
        told |= {f"{one.person.id} {what}": (days, one.behind.get(what, "")) for what, days in parts}
    for one in made.adults:
        told[f"{one.person.id} spoken"] = (one.spoken, one.behind.get("spoken", ""))
    return told


@EACH
def test_days_since_and_the_record_behind_each(case: Case) -> None:
    """Never is None, and nobody else is in the list."""
    assert since_of(found(case)) == dict(case.expected.since)


@EACH
def test_what_did_not_happen_since_has_its_reason(case: Case) -> None:
    """ "Not this time" counts as not seen and not heard."""
    made = found(case)
    told = {
        f"{one.person.id} {what}": tuple((miss.record, miss.why) for miss in all_)
        for one in (*made.children, *made.adults)
        for what, all_ in one.missed.items()
    }
    assert told == dict(case.expected.missed)


@EACH
def test_nothing_is_asked_about_who_died_or_a_pregnancy_that_ended(case: Case) -> None:
    """They stand in no finding at all."""
    made = found(case)
    asked = {one.person.id for one in (*made.children, *made.adults)}
    asked |= {one.id for one in (*made.fathers, *made.no_holder)}
    asked |= {who for one in made.responsibility for who in (one.adult.id, one.child.id)}
    assert not asked & set(case.expected.silent)


@EACH
def test_parental_responsibility_and_fathers(case: Case) -> None:
    """Whose is not confirmed and why, for whom nobody's is, and whose father has no name."""
    made = found(case)
    assert (
        tuple((one.adult.id, one.child.id, one.why) for one in made.responsibility)
        == case.expected.responsibility
    )
    assert tuple(one.id for one in made.no_holder) == case.expected.no_holder
    assert tuple(one.id for one in made.fathers) == case.expected.fathers


@EACH
def test_plain_counts_with_what_is_behind_them(case: Case) -> None:
    """Every number has as many records behind it."""
    made = {one.key: (one.number, one.behind) for one in found(case).counts}
    assert made == dict(case.expected.counts)
    assert all(number == len(behind) for number, behind in made.values())


@EACH
def test_questions_left_open_newest_first(case: Case) -> None:
    """In the words of the record they stand in."""
    assert tuple((one.words, one.record) for one in found(case).questions) == case.expected.questions


@EACH
def test_the_chronology_of_each_family(case: Case) -> None:
    """Each line in its place, and none besides."""
    made = chronology(case.family, case.records).events
    assert tuple(f"{one.start}: {one.text}" for one in made) == case.expected.events


@EACH
def test_how_long_each_child_is_kept_and_when_time_limits_run_out(case: Case) -> None:
    """Literal days, worked out by hand."""
    made = {}
    for row in case.family["children"]:
        died = str(row["status_date"]) if row["status"] == "died" else ""
        day = due_day(row.get("birth", ""), TODAY, died=died)
        made[row["id"]] = day.isoformat() if day else ""
    assert made == dict(case.expected.keep_until)
    for (event, limit_id), day in case.expected.limits.items():
        limit = next(one for one in LIMITS if one.id == limit_id)
        assert due_date(limit, at_moment(event)).day.isoformat() == day


def at_moment(event: str) -> date | datetime:
    """A day, or a day with its time."""
    return datetime.fromisoformat(event) if "T" in event else date.fromisoformat(event)


def test_a_question_waits_until_it_was_asked_alone() -> None:
    """It goes when it was asked, and with an answer about abuse."""
    asked = note("n1", "2026-11-01T10:00", enquiry="not_safe")
    for later in ({"enquiry": "alone"}, {"abuse": "no"}, {"abuse": "yes"}):
        made = findings({}, (asked, note("n2", "2026-11-02T10:00", **later)), TODAY)
        assert made.questions == ()
    (still,) = findings({}, (asked, note("n2", "2026-11-02T10:00", enquiry="not_due")), TODAY).questions
    assert still.private


def test_a_family_without_anything_has_no_findings() -> None:
    """No child, no adult, no record."""
    made = findings({}, (), TODAY)
    assert (made.children, made.adults, made.fathers, made.questions) == ((), (), (), ())
    assert all(one.number == 0 for one in made.counts)


def test_a_grown_child_has_no_parental_responsibility_to_confirm() -> None:
    """It ends at 18."""
    family = {
        "children": [{"id": "c", "unborn": "no", "name": "Grown Inventor", "birth": "2008-11-12"}],
        "adults": [{"id": "a", "name": "Old Inventor"}],
        "relations": [{"adult": "a", "child": "c", "relation": "birth_parent", "pr": "not_known"}],
    }
    assert findings(family, (), TODAY).responsibility == ()
    family["children"][0]["birth"] = "2008-11-13"
    assert len(findings(family, (), TODAY).responsibility) == 1


# Adding a record never takes a fact away from a finding it does not touch.

DAYS = st.dates(min_value=TODAY.replace(year=2024), max_value=TODAY).map(
    lambda day: f"{day.isoformat()}T10:00"
)


@st.composite
def more_about(draw: st.DrawFn, person: str) -> Source:
    """A finished record about one child and nobody else."""
    event = draw(DAYS)
    kind = draw(st.sampled_from(["met", "missed", "not seen", "voice", "phone"]))
    record = f"new-{event}-{kind}"
    match kind:
        case "met":
            what = draw(st.sets(st.sampled_from(["alone", "spoken"])))
            return note(record, event, about=(person,), seen=[met(person, "seen", *what)])
        case "missed":
            return note(record, event, "not_brought", about=(person,), attempted=tried(event, "Not brought."))
        case "not seen":
            return note(record, event, about=(person,), seen=[not_met(person, "Asleep", "2026-12-01")])
        case "voice":
            answers = {"event": event, "about": [person], "quotes": [{"id": "q", "words": "Hello."}]}
            return Source(record, "voice", event, answers)
        case _:
            return note(record, event, "phone", about=(person,), actions=[action("Ring", "", "2026-12-01")])


@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_record_about_one_child_changes_nothing_of_the_others(data: st.DataObject) -> None:
    """Days, reasons, responsibility, fathers, questions and moves of everybody else stay; counts of contacts only grow."""
    case = data.draw(st.sampled_from(ALL))
    before = found(case)
    person = data.draw(st.sampled_from([one.person.id for one in before.children]))
    extra = data.draw(st.lists(more_about(person), min_size=1, max_size=4))
    extra = [replace(one, id=f"{one.id}-{n}") for n, one in enumerate(extra)]
    after = findings(case.family, (*case.records, *extra), TODAY)

    def others(made: Findings) -> list[object]:
        return [one for one in (*made.children, *made.adults) if one.person.id != person]

    assert others(after) == others(before)
    assert after.responsibility == before.responsibility
    assert (after.no_holder, after.fathers) == (before.no_holder, before.fathers)
    assert after.questions == before.questions
    for old, new in zip(before.counts, after.counts, strict=True):
        if old.key == "workers":
            assert new.number >= old.number
        else:
            assert set(old.behind) <= set(new.behind)
            assert new.number >= old.number
    # The child itself: what was the latest may only become later, and is never forgotten.
    (old_one,) = (one for one in before.children if one.person.id == person)
    (new_one,) = (one for one in after.children if one.person.id == person)
    for then, now in (
        (old_one.seen, new_one.seen),
        (old_one.alone, new_one.alone),
        (old_one.voice, new_one.voice),
    ):
        assert then is None or (now is not None and now <= then)
