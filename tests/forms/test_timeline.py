"""A family's time limits: what events make due, how it stands, what is refused, what moved, what is on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.forms.thistlewick import context
from tests.timeline_family import events
from toolkit.forms import rules
from toolkit.forms.blocks import PageBreak, Table, Warn, text_of
from toolkit.forms.catalogue import built_in
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Context
from toolkit.forms.projection import project
from toolkit.forms.timeline_dates import brought_up, by_words, lines, moved_words, standing_words

ENTRY = next(entry for entry in built_in() if entry.form.id == "timeline")
NOW = datetime(2026, 11, 12, 15, 0)
RULES = {
    "area": "south_gloucestershire",
    "source": "South Gloucestershire, 2025",
    "targets": [{"what": "Amber", "days": 1, "working": True, "hours": 0}],
}


def answers(**more: Any) -> dict[str, Any]:
    return {"events": events("wren", "pip"), "rules": RULES, **more}


def at(given: dict[str, Any], now: datetime = NOW) -> dict[str, Any]:
    return {line.key: line for line in lines(given, now)}


def test_each_event_makes_its_dates_and_each_says_how_it_stands() -> None:
    found = at(answers())
    states = {key: line.standing.state if line.standing else "old" for key, line in found.items()}
    assert states["e1:ack"] == "overdue"
    assert states["e1:local_amber"] == "overdue"
    assert states["e1:assessment"] == "upcoming"
    assert states["e1:initial"] == "old"
    assert states["e2:icpc"] == "upcoming"
    assert by_words(found["e2:icpc"].due) == "Monday 30 November 2026"
    assert by_words(found["e3:pp_72"].due).startswith(
        "Saturday 14 November 2026, 15:00; the working day before is Friday"
    )


def test_a_date_is_met_or_not_needed_as_said() -> None:
    kept = [
        {"id": "k1", "of": "e1:ack", "state": "met", "when": "2026-11-09T09:00"},
        {"id": "k2", "of": "e1:assessment", "state": "not_needed", "why": "Stepped down."},
        {"id": "k3", "of": "e2:icpc", "state": "met", "when": "nonsense"},
    ]
    found = at(answers(kept=kept))
    assert standing_words(found["e1:ack"]) == "Met on 9 November 2026, 3 days late"
    assert standing_words(found["e1:chase"]) == "Not needed: The answer came"
    assert standing_words(found["e1:assessment"]) == "Not needed: Stepped down"
    assert found["e2:icpc"].open


def test_the_next_event_meets_the_date_before_it() -> None:
    given = answers()
    given["events"].append(
        {"id": "e4", "kind": "icpc", "whom": ["wren"], "when": "2026-11-12", "source": "x"}
    )
    found = at(given)
    assert standing_words(found["e2:icpc"]) == "Met on 12 November 2026: First child protection conference"
    core = by_words(found["e4:first_core"].due)
    assert (
        core == "Thursday 26 November 2026. Or Sunday 22 November 2026: Nottingham City, 2018, prints 10 days"
    )


def test_what_is_open_is_due_and_what_was_replaced_is_not() -> None:
    due = {one.path: one for one in project(ENTRY, answers(), context()).due}
    assert "dates[e1:initial]" not in due
    assert due["dates[e2:icpc]"].day == "2026-11-30"
    assert due["dates[e2:icpc]"].text == "First child protection conference: Wren"
    assert "by 15:00. Last working day before: 13 November 2026" in due["dates[e3:pp_72]"].text
    done = answers(kept=[{"id": "k", "of": "e2:icpc", "state": "met", "when": "2026-11-12"}])
    assert next(one for one in project(ENTRY, done, context()).due if one.path == "dates[e2:icpc]").done


def test_another_council_leaves_our_own_targets_out() -> None:
    given = answers()
    given["events"][0]["area"] = "Elsewhere"
    assert "e1:local_amber" not in at(given)
    assert "e1:ack" in at(given)


@pytest.mark.parametrize("when", ["2026-11", "2026~", "next week", "", None, 7, "2026-13-45"])
def test_an_event_without_a_full_day_makes_no_date_and_stops_nothing(when: object) -> None:
    given = {
        "events": [
            {"id": "e", "kind": "referral", "when": when},
            {"id": "f", "kind": "?", "when": "2026-11-02"},
        ]
    }
    assert lines(given, NOW) == []
    rules.problems(ENTRY, given, context())


def problems(given: dict[str, Any], now: datetime = NOW) -> dict[str, tuple[str, str]]:
    base: Context = replace(context(), now=now)
    return {p.path: (p.code, p.level) for p in rules.problems(ENTRY, given, base)}


def test_a_day_to_come_is_refused_unless_it_is_planned() -> None:
    later = {"id": "e", "kind": "strategy", "whom": ["wren"], "when": "2026-11-20", "source": "x"}
    assert problems({"events": [later]})["events[e].when"] == ("E2", "refused")
    assert "events[e].when" not in problems({"events": [{**later, "kind": "pf_planned"}]})
    assert problems({"events": [{**later, "when": "1899-01-01"}]})["events[e].when"] == ("E2", "refused")
    assert problems({"events": [{**later, "when": "31/02/2026"}]})["events[e].when"] == ("E3", "refused")
    assert problems({"events": [{**later, "when": "2026-10"}]})["events[e].when"] == ("E3", "refused")


def test_what_was_met_before_it_began_is_refused() -> None:
    kept = [{"id": "k", "of": "e2:icpc", "what": "x", "state": "met", "when": "2026-11-02"}]
    assert problems(answers(kept=kept))["kept[k].when"] == ("E4", "refused")


@pytest.mark.parametrize("kind", ["core_group", "review_conference"])
def test_what_follows_a_conference_is_not_before_it(kind: str) -> None:
    icpc = {"id": "c", "kind": "icpc", "whom": ["wren"], "when": "2026-11-09", "source": "x"}
    early = {"id": "e", "kind": kind, "whom": ["wren"], "when": "2026-11-02", "source": "x"}
    base: Context = replace(context(), now=NOW)
    found = [p for p in rules.problems(ENTRY, {"events": [early, icpc]}, base) if p.path == "events[e].when"]
    assert [(p.code, p.level) for p in found] == [("E4", "refused")]
    assert "2 November 2026" in found[0].sentence
    assert "9 November 2026" in found[0].sentence
    for other in ({**early, "when": "2026-11-10"}, {**early, "whom": ["pip"]}):
        assert "events[e].when" not in problems({"events": [other, icpc]})


def test_a_conference_without_a_strategy_discussion_is_warned_and_hours_without_a_time() -> None:
    given = {
        "events": [
            {"id": "e", "kind": "icpc", "whom": ["wren"], "when": "2026-11-02", "source": "x"},
            {"id": "f", "kind": "police_protection", "whom": ["wren"], "when": "2026-11-02", "source": "x"},
        ]
    }
    found = problems(given)
    assert found["events[e].when"][1] == "warned"
    assert found["events[f].when"][1] == "warned"


def test_a_worker_is_named_where_no_child_is_meant() -> None:
    staff = {"id": "e", "kind": "training", "when": "2026-11-02", "source": "x"}
    found = problems({"events": [staff]})
    assert "events[e].worker" in found
    assert "events[e].whom" not in found


def test_changing_a_day_reckons_anew_and_says_what_moved() -> None:
    first = brought_up(answers(), RULES, NOW, "Tansy Dunnock")
    assert "moved" not in first
    assert brought_up(first, RULES, NOW, "Tansy Dunnock") == first
    changed = {
        **first,
        "events": [
            {**row, **({"when": "2026-11-10T14:00"} if row["id"] == "e2" else {})} for row in first["events"]
        ],
    }
    second = brought_up(changed, RULES, NOW, "Tansy Dunnock")
    (row,) = second["moved"]
    assert moved_words(row) == (
        "First child protection conference: was 30 November 2026, is 1 December 2026. The day of an event, or the area it is "
        "in, was changed. Tansy Dunnock, 12 November 2026."
    )
    off = {**RULES, "bank_holidays": {"added": ["2026-11-16"], "removed": []}}
    third = brought_up(second, off, NOW, "Tansy Dunnock")
    assert "Our days, limits or area were changed." in moved_words(third["moved"][-1])
    assert len(third["moved"]) > 1


def test_the_paper_is_child_by_child_with_sources_and_says_what_is_struck_through() -> None:
    made = outline(ENTRY, answers(), context(), "practitioner", Meta(status="living"))
    said = "\n".join(text_of(made))
    assert "Working Together, 2018 and 2023; check the text of 2026; check local procedures" in said
    assert said.index("Wren") < said.index("Pip")
    assert any(isinstance(block, PageBreak) for block in made.blocks)
    old = [block for block in made.blocks if isinstance(block, Table) and block.struck]
    assert old
    assert all("no longer in force" in block.caption for block in old)
    assert all(block.struck == 2 for block in old)
    assert all("nothing is due" in row[2] for block in old for row in block.rows)


def test_the_paper_of_one_child_holds_nothing_of_the_other() -> None:
    made = outline(ENTRY, answers(printed=["wren"]), context(), "practitioner", Meta(status="living"))
    said = "\n".join(text_of(made))
    assert "Wren" in said
    assert "Pip" not in said
    assert "Police protection" not in said


def test_a_doubt_stands_on_the_page_of_its_own_child_alone() -> None:
    given = {
        "events": [
            {"id": "s", "kind": "strategy", "whom": ["wren"], "when": "2026-11-02", "source": "x"},
            {"id": "c", "kind": "icpc", "whom": ["wren", "pip"], "when": "2026-11-09", "source": "x"},
        ]
    }
    for child, doubted in (("wren", False), ("pip", True)):
        made = outline(ENTRY, {**given, "printed": [child]}, context(), "practitioner", Meta())
        assert any(isinstance(block, Warn) for block in made.blocks) is doubted
