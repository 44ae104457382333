"""What the records hold already is offered to the time limits, once, and nags at one place only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.practice.chronology import Source
from toolkit.practice.timeline_offers import LEFT_OUT, offers, said_twice

DAY = date(2026, 11, 25)
FAMILY: dict[str, Any] = {
    "children": [
        {"id": "c1", "plans": [{"plan": "child_in_need", "since": "2026-10-01"}]},
        {
            "id": "c2",
            "plans": [{"plan": "child_in_need", "since": "2026-10-01"}, {"plan": "none", "since": "2026"}],
        },
        {"id": "c3", "plans": [{"plan": "child_in_need", "since": "2026-09~"}]},
    ]
}
REFERRAL = Source(
    "r1",
    "referral",
    "2026-11-05T09:00",
    {"about": ["c1", "c2"], "sent_on": "2026-11-05T10:00", "rating": "amber"},
    "Referral",
)
REPORT = Source(
    "r2",
    "report",
    "2026-11-20T09:00",
    {"about": ["c1"], "meeting": "icpc", "meeting_on": "2026-11-25"},
    "Report",
)
DECISION = Source(
    "r3",
    "share_decision",
    "2026-11-04T09:00",
    {
        "about": ["c2"],
        "route": "CONSENT",
        "path": ["S6d"],
        "answered": [{"answer": "limits", "answered_on": "2026-11-04T09:30"}],
    },
    "Decision to share",
)
RECORDS = [REPORT, DECISION, REFERRAL, Source("n", "case_note", "2026-11-01", {"about": ["c1"]})]


def test_each_event_of_the_records_is_offered_in_order_with_its_children_and_where_it_is_from() -> None:
    found = offers(FAMILY, "f", RECORDS, {}, DAY)
    assert [(one.kind, one.when, one.whom, one.record) for one in found] == [
        ("cin_plan", "2026-10-01", ("c1", "c2"), "f"),
        ("agreement", "2026-11-04T09:30", ("c2",), "r3"),
        ("referral", "2026-11-05T10:00", ("c1", "c2"), "r1"),
        ("icpc", "2026-11-25", ("c1",), "r2"),
    ]
    before = offers(FAMILY, "f", RECORDS, {}, date(2026, 11, 24))
    assert "icpc" not in {one.kind for one in before}
    assert found[2].row("e9") == {
        "id": "e9",
        "kind": "referral",
        "whom": ["c1", "c2"],
        "when": "2026-11-05T10:00",
        "source": "Referral",
        "from_record": "r1",
        "rating": "amber",
    }


def test_what_is_there_or_was_declined_or_never_went_is_not_offered() -> None:
    found = offers(FAMILY, "f", RECORDS, {}, DAY)
    rows = [one.row(str(n)) for n, one in enumerate(found[1:])]
    assert [one.kind for one in offers(FAMILY, "f", RECORDS, {"events": rows}, DAY)] == ["cin_plan"]
    assert offers(FAMILY, "f", RECORDS, {"events": rows, LEFT_OUT: [found[0].key]}, DAY) == []
    unsent = Source("r4", "referral", "2026-11-05", {"about": ["c1"]})
    passed_on = Source("r5", "share_decision", "2026-11-04", {**DECISION.answers, "sent": "sent"})
    assert offers({}, "f", [unsent, passed_on], {}, DAY) == []


@dataclass(frozen=True)
class Row:
    form_id: str
    family_id: str | None
    path: str
    day: str


def test_one_day_of_a_referral_or_decision_stands_on_today_once() -> None:
    rows = [
        Row("referral", "f", "answer_due", "2026-11-06"),
        Row("share_decision", "f", "sent", "2026-11-11"),
        Row("timeline", "f", "dates[e1:ack]", "2026-11-06"),
        Row("timeline", "f", "dates[e1:chase]", "2026-11-09"),
        Row("timeline", "f", "dates[e2:pass_agreed]", "2026-11-11"),
        Row("timeline", "f", "dates[e3:ack]", "2026-11-07"),
        Row("timeline", "g", "dates[e1:ack]", "2026-11-06"),
    ]
    assert said_twice(rows) == {("f", "dates[e1:ack]"), ("f", "dates[e2:pass_agreed]")}
    assert said_twice(rows[2:]) == set()


def test_a_strategy_discussion_in_a_note_of_professionals_is_offered_and_in_no_other_note() -> None:
    def note(contact: str, event: str = "2026-11-12T10:30", **words: str) -> Source:
        return Source("n1", "case_note", event, {"about": ["c1"], "contact": contact, **words}, "Case note")

    said = {"facts": "Strategy  discussion with police and health: section 47 enquiries begin."}
    (found,) = offers({}, "f", [note("professional", **said)], {}, DAY)
    assert (found.kind, found.when, found.whom, found.record) == ("strategy", "2026-11-12", ("c1",), "n1")
    assert offers({}, "f", [note("professional", purpose="Strategy meeting")], {}, DAY)
    for other in (
        note("phone", **said),
        note("professional", facts="Our strategy for sleep."),
        note("professional", event="2026-11", **said),
    ):
        assert offers({}, "f", [other], {}, DAY) == []
