"""The case self-audit: what the records say about themselves, and that a worker who sees it differently says why."""

from __future__ import annotations

from typing import Any

from tests.forms import thistlewick
from toolkit.forms import catalogue
from toolkit.forms.case_audit_checks import STATEMENTS
from toolkit.forms.conditions import DERIVED
from toolkit.forms.people import Context, people_of
from toolkit.forms.rules import problems
from toolkit.practice.audit import Kept, audit_facts
from toolkit.practice.household import people_on

TODAY = thistlewick.NOW.date()
ENTRY = catalogue.load().get("case_audit")


def note(day: str, **answers: Any) -> Kept:
    return Kept("case_note", "Case note", day, {"contact": "home_announced", **answers})


def facts(*records: Kept, late: tuple[str, ...] = (), **family: Any) -> dict[str, tuple[str, str]]:
    """Answer and evidence by statement."""
    made = thistlewick.family(**family)
    found = audit_facts(made, people_on(made, TODAY), records, TODAY, late)
    return {
        key.removeprefix("@audit:"): (fact.partition("\n")[0], fact.partition("\n")[2])
        for key, fact in found.items()
    }


def test_voice_counts_each_born_child() -> None:
    heard = note("2026-11-03", voice=[{"id": "wren", "person": "wren", "words": "I like the snails."}])
    assert facts()["voice"][0] == "no"
    assert facts(heard)["voice"] == ("partly", "Wren: heard 9 days ago; Pip: heard not yet.")
    both = note(
        "2026-11-04",
        voice=[
            {"id": "1", "person": "pip", "words": "Laughs at the spoon."},
            {"id": "2", "person": "wren", "words": "No."},
        ],
    )
    assert facts(both)["voice"][0] == "yes"


def test_men_are_named_or_not() -> None:
    assert facts()["men"] == ("partly", "1 of 3 fathers and partners are named: Basil Quill.")
    assert "men" not in facts(fathers=[])


def test_proof_that_was_only_told_is_no_proof() -> None:
    assert facts()["pr"] == ("partly", "2 of 3 who hold parental responsibility have shown proof.")
    assert "pr" not in facts(relations=[])


def test_history_asks_for_a_chronology_with_an_analysis() -> None:
    assert facts()["history"] == ("no", "There is no chronology.")
    assert facts(Kept("chronology", "Chronology", "", {}))["history"][0] == "partly"


def test_tools_that_were_used_are_named() -> None:
    records = [
        Kept("safety_map", "Three-column map: 2 November", "2026-11-02", {}),
        Kept("voice", "Child's voice: Wren", "2026-11-03", {"about": ["wren"]}),
    ]
    assert facts()["tools"][0] == "no"
    assert facts(*records)["tools"] == ("yes", "Three-column map, Child's voice.")
    assert facts(*records)["day"] == ("partly", "1 of 2 children have a sheet of their own: Wren.")


def test_meetings_say_who_was_not_invited_and_whether_minutes_went_out() -> None:
    meeting = Kept(
        "taf",
        "Team around the family",
        "2026-10-05T10:00",
        {
            "present": [
                {"id": "1", "who": "School", "came": "came"},
                {"id": "2", "who": "Housing", "came": "not_invited"},
            ]
        },
    )
    assert "agencies" not in facts()
    assert facts(meeting)["agencies"] == (
        "partly",
        "Not invited to the last meeting of 5 October 2026: Housing.",
    )
    assert facts(meeting)["minutes"] == ("no", "0 of 1 meetings have their minutes sent.")
    later = Kept(
        "taf", "Team around the family", "2026-11-05T10:00", {"present": [], "minutes_sent": "2026-11-06"}
    )
    assert facts(meeting, later)["agencies"][0] == "yes"
    assert facts(meeting, later)["minutes"][0] == "partly"


def test_transfer_does_not_apply_before_the_end() -> None:
    assert facts()["transfer"] == ("na", "The work has not ended.")
    moved = {"reason": "moved", "accepted": ""}
    assert facts(Kept("closure", "Ending", "2026-11-01", moved))["transfer"][0] == "no"
    assert (
        facts(Kept("closure", "Ending", "2026-11-01", {**moved, "accepted": "2026-11-02"}))["transfer"][0]
        == "yes"
    )


def test_the_picture_says_when_each_child_was_seen_the_plan_and_what_is_late() -> None:
    seen = note("2026-11-03", seen=[{"id": "wren", "person": "wren", "seen": "yes", "alone": "yes"}])
    made = thistlewick.family()
    lines = audit_facts(made, people_on(made, TODAY), [seen], TODAY, ("Ring the nursery",))[
        "@audit_picture"
    ].split("\n")
    assert lines == [
        "Wren: seen 9 days ago, alone 9 days ago, heard not yet.",
        "Pip: seen not yet, alone not yet, heard not yet.",
        "Wren: early help.",
        "Pip: early help.",
        "Late: Ring the nursery.",
    ]


def test_what_only_a_person_can_judge_is_left_to_the_person() -> None:
    known = set(facts(Kept("escalation", "Difference", "2026-11-01", {})))
    keys = {option.value for option in STATEMENTS}
    assert keys - known == {"whole", "fact", "language", "day", "agencies", "minutes"}
    assert known <= keys | {"@audit_picture"}


def test_it_starts_from_the_facts_and_a_different_view_is_explained() -> None:
    context = Context(
        now=thistlewick.NOW,
        people=people_of(thistlewick.family()),
        facts={"@audit:men": "no\n0 of 3 are named.", "@audit_picture": "Nothing is late."},
    )
    assert ENTRY.start is not None
    answers = ENTRY.start(thistlewick.family(), context, None)
    assert answers["statements"] == [
        {
            "id": "men",
            "statement": "It is clear who each man is",
            "holds": "no",
            "evidence": "0 of 3 are named.",
        }
    ]
    assert answers["picture"] == "Nothing is late."

    def notes(row: dict[str, Any]) -> list[str]:
        given = {**answers, "statements": [row]}
        return [one.path for one in problems(ENTRY, given, context) if one.path == "statements[men].note"]

    same = answers["statements"][0]
    assert notes(same) == []
    assert notes({**same, "holds": "yes"}) == ["statements[men].note"]
    assert notes({**same, "holds": "yes", "note": "They are named in the map."}) == []
    # What a record did not start from the facts is the worker's own from the start.
    given = {"statements": [{**same, "holds": "yes"}]}
    assert DERIVED not in given
    assert not [one for one in problems(ENTRY, given, context) if one.path == "statements[men].note"]
