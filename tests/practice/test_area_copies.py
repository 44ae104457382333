"""A copy of an area pack is kept apart from the shipped one, says who checked it, and never loses 999."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.practice import areas
from toolkit.practice.area_copies import (
    TimeNotRead,
    changed,
    copy_of,
    is_own,
    kept,
    level_lines,
    stage_lines,
    time_lines,
    with_own,
)
from toolkit.practice.areas import Contact, numbers

TODAY = date(2026, 11, 12)
DOOR = Contact(name="Front door", phone="01632 960500")


def own(**more: object) -> areas.Area:
    area = copy_of(areas.load().get("kent_medway_2012"))
    given = {
        "pre_questions": "",
        "levels": level_lines(area),
        "stages": stage_lines(area),
        "agreement_age": None,
    }
    return changed(area, {"front_door": DOOR}, TODAY, "Tansy Dunnock", **{**given, **more})  # type: ignore[arg-type]


def test_an_old_pack_can_be_copied_and_stays_as_it_is() -> None:
    shipped = areas.load().get("kent_medway_2012")
    made = own()
    assert (shipped.read_only, made.read_only, is_own(made)) == (True, False, True)
    assert areas.load().get("kent_medway_2012") == shipped
    assert made.front_door[0].checked_by == "Tansy Dunnock"


def test_what_was_checked_today_has_no_question_mark_and_in_a_year_it_has() -> None:
    made = own()
    door = {n.key: n for n in numbers(made, {}, TODAY)}["front_door"]
    assert (door.shown, door.doubt) == ("01632 960500", False)
    later = {n.key: n for n in numbers(made, {}, date(2027, 11, 13))}["front_door"]
    assert later.shown == "01632 960500 ?"
    assert numbers(made, {}, TODAY)[0].phone == "999"


def test_copies_are_kept_and_read_again_beside_the_shipped_ones() -> None:
    made = own(pre_questions="Asked?\n\n Tried? ", stages="Managers: 2 working days\nHeads", agreement_age=12)
    loaded = with_own(areas.load(), kept({}, made))
    assert loaded.get(made.id) == made
    assert made.pre_questions == ("Asked?", "Tried?")
    assert [(s.who, s.limit) for s in made.escalation.stages] == [
        ("Managers", "2 working days"),
        ("Heads", ""),
    ]
    facts = areas.facts_for_forms(made)
    assert facts["@agreement_age"] == "12"
    assert "Managers: 2 working days" in facts["@escalation_limits"]
    assert len(with_own(loaded, kept({}, made)).packs) == len(loaded.packs)


def test_a_copy_that_cannot_be_read_is_named_and_the_others_stay() -> None:
    loaded = with_own(areas.load(), {"own_x": "{}", **kept({}, own())})
    assert len(loaded.faults) == len(areas.load().faults) + 1
    assert any(is_own(pack) for pack in loaded.packs)


def test_999_cannot_be_changed_by_a_copy() -> None:
    text = kept({}, own())
    bad = {key: value.replace('"999"', '"111"') for key, value in text.items()}
    assert not any(is_own(pack) for pack in with_own(areas.load(), bad).packs)


def test_the_answer_times_are_written_as_they_are_read() -> None:
    area = copy_of(areas.load().get("south_gloucestershire"))
    text = time_lines(area)
    assert text.splitlines()[1:] == ["Amber: 1 working day", "Green: 3 working days"]
    again = changed(
        area,
        {},
        TODAY,
        "Tansy Dunnock",
        pre_questions="",
        levels="",
        stages="",
        agreement_age=None,
        timelines=text,
    )
    assert again.timelines == area.timelines
    assert again.facts == area.facts
    for bad in ("Amber", "Amber: soon", "Amber: 1 working day and more", ": 3 days"):
        with pytest.raises(TimeNotRead):
            changed(
                area, {}, TODAY, "", pre_questions="", levels="", stages="", agreement_age=None, timelines=bad
            )
