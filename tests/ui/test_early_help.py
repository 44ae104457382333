"""Early help through the real windows and a real vault: a conversation, its assessment, three meetings, and what they lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from tests.early_help_story import assessment, conversation, meeting, part, views
from tests.ui.drive import choose, named, press, segment, settle
from tests.ui.fit import assert_fits
from tests.ui.made import Made
from toolkit.forms.people import Answers, rows_of
from toolkit.ui.early_help_facts import earlier
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.open_record import show_place
from toolkit.ui.record_store import VaultStore
from toolkit.ui.start_record import Beginning, first_answers, last_final
from toolkit.ui.widgets import Banner

MOTHER, FATHERS, CHILDREN, UNBORN = "a1", ("a2", "a3"), ("c1", "c2"), "c3"
MAP: Answers = {
    "about": ["c1", "c2"],
    "event": "2026-10-20T10:00",
    "level": "early",
    "order": "well_first",
    "map": [
        {"id": "m1", "kind": "strength", "text": "Gran walks with them on Fridays"},
        {"id": "m2", "kind": "harm", "text": "Late on Mondays"},
        {"id": "m3", "kind": "goal", "text": "Breakfast together"},
    ],
    "scale": {"low": "Help now", "high": "No help", "rows": [{"id": "s1", "person": "a1", "score": 4}]},
}
VOICE: Answers = {
    "about": ["c1"],
    "event": "2026-10-21T10:00",
    "quotes": [{"id": "q1", "words": "I watch the clock."}],
}


def opened(window: MainWindow) -> RecordPage:
    settle()
    assert isinstance(window.page, RecordPage)
    return window.page


def finish(made: Made, form_id: str, answers: Answers) -> str:
    store = VaultStore(made.session, form_id=form_id, family_id=made.family)
    store.save(answers)
    store.finish(answers)
    return store.record_id


def banners(page: RecordPage) -> list[str]:
    return [
        one.words() for one in page.findChildren(Banner) if one.button is not None and one.isVisibleTo(page)
    ]


def put(page: RecordPage, **answers: Any) -> None:
    """Writes answers as the boxes do."""
    assert page.edit is not None
    page.edit.answers.update(answers)
    page.edit.renew()
    page.edit.changed.emit()
    settle()


def end(page: RecordPage) -> None:
    """Presses Finish, and Finish again when asked. On a busy computer the bar may still be finding its room."""
    for _ in range(100):
        if any(
            b.accessibleName() == "Finish" and b.isVisibleTo(page) for b in page.findChildren(QAbstractButton)
        ):
            break
        QTest.qWait(10)
    press(page, "Finish")
    assert page.edit is not None
    ways = [f"{one.path}: {one.sentence}" for one in page.edit.gaps.stand_in_the_way()]
    assert not ways, ways
    assert page.dialog is not None
    press(page.dialog, "Finish")
    assert page.state.status == "final"


def leaves(value: object) -> Iterator[str]:
    """Every text in an answer that a person would have had to type: ids and chosen keys are not among them."""
    if isinstance(value, str) and " " in value.strip():
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "id":
                yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)


def typed_again(first: Answers, written: Answers, before: list[Answers]) -> list[str]:
    """What a worker typed into a record though an earlier one held it already, and it did not stand there."""
    known = {words for one in before for words in leaves(one)}
    there = set(leaves(first))
    return [words for words in leaves(written) if words in known and words not in there]


@pytest.fixture
def with_map(made: Made) -> Made:
    """The family with a finished map and a child's voice; its mother has parental responsibility."""
    file = VaultStore(made.session, record_id=made.family)
    family = file.answers()
    for cell in family["relations"][:2]:
        cell |= {"pr": "yes", "basis": "birth_mother", "evidence": "original"}
    file.close(family)
    finish(made, "safety_map", MAP)
    finish(made, "voice", VOICE)
    return made


# The harm route


@pytest.mark.parametrize("answer", ["Yes", "Not known"])
def test_a_worry_about_abuse_opens_the_referral_with_what_is_known(
    made: Made, window: MainWindow, answer: str
) -> None:
    window.new_record("eh_check", made.family)
    page = opened(window)
    assert banners(page) == []
    segment(page, "Is there a worry about abuse or neglect?", answer)
    page.edit and page.edit.settle()
    settle()
    (banner,) = banners(page)
    assert "Ring the front door now" in banner
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    assert "999" in shown
    put(page, abuse_what="“He hurt me.” Wren, 9 November.")
    press(page, "Refer on the harm route")
    referral = opened(window)
    assert referral.entry.form.id == "referral"
    assert referral.answers["route"] == "harm"
    assert referral.answers["what_happened"] == "“He hurt me.” Wren, 9 November."
    assert [row["name"] for row in referral.answers["children"]][:2] == [
        "Wren Thistlewick",
        "Pip Thistlewick",
    ]
    (kept,) = [row for row in made.vault.records.timeline(made.family) if row.form_id == "eh_check"]
    assert made.vault.records.get(kept.id).answers["abuse"] in ("yes", "not_known"), (
        "what was typed is saved first"
    )


def test_what_is_known_of_a_child_joins_what_the_file_says(made: Made, window: MainWindow) -> None:
    window.new_record("referral", made.family, {"children": [{"id": "c1", "impact": "Tired at school."}]})
    wren, pip, *_ = opened(window).answers["children"]
    assert (wren["name"], wren["impact"]) == ("Wren Thistlewick", "Tired at school.")
    assert "impact" not in pip


def test_the_harm_route_is_one_press_away_from_each_of_them(made: Made, window: MainWindow) -> None:
    # An earlier referral would otherwise be asked about: nothing is asked on the way to this one.
    finish(made, "referral", {"event": "2026-09-01T10:00", "about": ["c1"], "route": "support"})
    for form_id in ("eh_check", "eha", "taf"):
        window.new_record(form_id, made.family)
        page = opened(window)
        press(page, "Worried about harm")
        referral = opened(window)
        assert (referral.entry.form.id, referral.answers["route"]) == ("referral", "harm")
        window.place("today")


def test_the_banner_goes_when_the_answer_does(made: Made, window: MainWindow) -> None:
    window.new_record("taf", made.family)
    page = opened(window)
    put(page, harm="not_known")
    assert len(banners(page)) == 1
    put(page, harm="no")
    assert banners(page) == []
    put(page, decision="up", harm="yes")
    assert len(banners(page)) == 1, "one line while it is written, the most urgent"
    assert "child protection" in banners(page)[0]
    put(page, decision="close", harm="no")
    assert "ending" in banners(page)[0].lower()
    press(page, "Write the ending")
    assert opened(window).entry.form.id == "closure"


def test_other_records_have_no_such_banner(made: Made, window: MainWindow) -> None:
    window.new_record("case_note", made.family)
    page = opened(window)
    assert banners(page) == []
    assert not [b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Worried about harm"]


# Level, and the rest


def test_the_levels_and_the_name_are_those_of_the_area(made: Made, window: MainWindow) -> None:
    made.session.settings.set("area_pack", "south_gloucestershire")
    window.new_record("eha", made.family)
    page = opened(window)
    assert page.title() == "Early Help Assessment and Plan (EHAP)"
    made.session.settings.set("area_pack", "salford")
    window.new_record("eha", made.family)
    page = opened(window)
    assert page.title() == "Early Help Assessment (EHA)"
    assert "2 · Getting Help" in page.answers["area_levels"]
    show_place(page, "level")
    settle()
    choose(page, "L. Level of need, in the words of this area", "2 Getting Help")
    assert page.answers["level"] == "2 Getting Help"


def test_the_rest_of_an_assessment_in_one_press(made: Made, window: MainWindow) -> None:
    window.new_record("eha", made.family)
    page = opened(window)
    put(page, agreed="yes", history="Two moves.", needs=[{"id": "c1", "person": "c1", "health": "Asthma."}])
    actions = {action.text: action.run for offered in page._offered for action in offered()}
    actions["The rest: no need seen"]()
    settle()
    wren = next(row for row in page.answers["needs"] if row["person"] == "c1")
    assert (wren["health"], wren["learning"]) == ("Asthma.", {"none": True})
    assert {row["person"] for row in page.answers["parenting"]} == {"a1", "a2", "a3"}, (
        "nobody parents who does not"
    )
    assert page.answers["history"] == "Two moves."
    assert page.flush()


# The series


def test_from_the_conversation_to_the_third_meeting_nothing_is_typed_twice(
    with_map: Made, window: MainWindow
) -> None:
    made = with_map
    before: list[Answers] = [made.session.family(made.family), MAP, VOICE]

    window.new_record("eh_check", made.family)
    page = opened(window)
    first = json.loads(json.dumps(page.answers))
    written = conversation(MOTHER, "c1")
    assert typed_again(first, written, before) == []
    put(page, **written)
    end(page)
    before.append(dict(page.answers))

    made.clock.set("2026-11-13")
    press(page, "Begin the assessment")
    page = opened(window)
    first = json.loads(json.dumps(page.answers))
    assert page.entry.form.id == "eha"
    assert page.answers["map_from"] == "Three-column map, 20 October 2026"
    assert page.answers["map"] == MAP["map"]
    assert page.answers["child_views"][0]["words"] == "“I watch the clock.”"
    assert page.answers["why_now"].startswith("“Mornings are a scramble")
    written = assessment(MOTHER, (*CHILDREN, UNBORN), FATHERS)
    written["child_views"] = views(first["child_views"], CHILDREN, "Pulls up on the sofa and laughs.")
    written["parent_views"] = views(first["parent_views"], (MOTHER, *FATHERS), "“Mornings, mostly.”")
    written["tried"] = [{**row, "result": "It helped on those mornings."} for row in first["tried"]]
    written["b_network"] = {"none": True}
    written["b_language"] = {"none": True}
    written["scale"] = {**first["scale"], "few": "The children were at school."}
    for key in ("agreement_signed", "signatures"):
        assert first[key][0]["name"] == "Sorrel Thistlewick"
        written[key] = [{**row, "how": "paper", "date": "2026-11-13"} for row in first[key]]
    written["copies"] = [{**row, "part": "The plan"} for row in first["copies"]]
    assert typed_again(first, written, before) == []
    put(page, **written)
    end(page)
    before.append(dict(page.answers))
    due = [row.text for row in made.session.due(made.family)]
    assert {
        "Breakfast club on Mondays",
        "Ask about the bill together",
        "Team Around the Family review",
    } <= set(due)

    states = {"club": ("done", "Every Monday."), "bed": ("stuck", "Sorrel works in the evening.")}
    for number, day in ((1, "2026-12-24"), (2, "2027-02-04"), (3, "2027-03-18")):
        made.clock.set(day)
        window.new_record("taf", made.family)
        page = opened(window)
        first = json.loads(json.dumps(page.answers))
        carried = rows_of(first, "plan")
        assert ("club" in {row["id"] for row in carried}) == (number == 1), "what is done is not carried on"
        assert {"bed", "bill"} <= {row["id"] for row in carried}
        if number > 1:
            bed = next(row for row in carried if row["id"] == "bed")
            assert bed["stuck_times"] == str(number)
            assert "Stuck. Sorrel works in the evening" in bed["last_note"]
        written = meeting(
            carried,
            states,
            CHILDREN,
            (MOTHER,),
            FATHERS,
            came=first["present"],
            day=day.replace("-24", "-29").replace("-04", "-09").replace("-18", "-23"),
            actions={"none": True},
        )
        # Said anew at each meeting, in the words of that day.
        for row in (*written["child_views"], *written["parent_views"][:1]):
            row["words"] = f"{row['words']} Meeting {number}."
        for row in written["plan"]:
            row["note"] = f"{row['note']} Meeting {number}."
        written |= {key: first[key] for key in ("place", "chair", "minutes_by") if key in first}
        written |= {"successes": f"Success {number} of the year.", "worries": f"Worry {number} of the year."}
        written |= {"decision_why": f"Reason {number} of the year."}
        new = {key: one for key, one in written.items() if key not in ("child_views",)}
        assert set(typed_again(first, new, before)) <= {"Examplebridge Primary"}
        put(page, **{key: one for key, one in written.items() if one is not None})
        if number == 3:
            assert any("stuck for the third review" in words for words in banners(page))
        end(page)
        before.append(dict(page.answers))
        open_now = [row for row in made.session.due(made.family) if row.form_id in ("eha", "taf")]
        last = max(made.vault.records.timeline(made.family), key=lambda row: row.event)
        assert {row.record_id for row in open_now if not row.done and row.text != "Send the minutes"} == {
            last.id
        }

    press(page, "Supervision")
    assert (
        opened(window).answers["happening"].startswith("Lights out at half past seven: stuck for 3 reviews")
    )


def test_the_next_meeting_settles_the_plan_and_a_declined_offer_does_not(made: Made) -> None:
    plan = [part("bed", "Bed", "Sleep", MOTHER, "2026-12-05")]
    about = {"about": ["c1", "c2", "c3"]}
    one = finish(made, "eha", {**about, "event": "2026-10-01T10:00", "agreed": "yes", "plan": plan})

    def due() -> set[str]:
        return {row.record_id for row in made.session.due(made.family) if row.text == "Bed"}

    assert due() == {one}
    declined = {"agreed": "no", "becomes": "declined", "offer_again": "2026-12-20"}
    finish(made, "eha", {**about, "event": "2026-10-10T10:00", **declined})
    assert due() == {one}, "an offer that was declined takes over no plan"
    two = finish(
        made, "taf", {**about, "event": "2026-10-20T10:00", "plan": [{**plan[0], "progress": "on_track"}]}
    )
    assert due() == {two}
    previous = last_final(made.session, "eha", made.family)
    first = first_answers(made.session, "eha", made.family, Beginning("eha", made.family, previous=previous))
    assert [row["action"] for row in first["plan"]] == ["Bed"], "a new assessment goes on from the meeting"


def test_a_meeting_always_goes_on_from_the_last(made: Made, window: MainWindow) -> None:
    finish(made, "taf", {"about": ["c1"], "event": "2026-10-20T10:00", "place": "The hut", "plan": []})
    window.new_record("taf", made.family)
    assert opened(window).answers["place"] == "The hut"


def test_the_numbers_of_a_meeting_stand_among_those_of_the_maps(with_map: Made) -> None:
    scale = {"low": "Help now", "high": "No help", "rows": [{"id": "s1", "person": "a1", "score": 6}]}
    finish(with_map, "taf", {"about": ["c1"], "event": "2026-11-01T10:00", "scale": scale})
    scores = with_map.session.scores(with_map.family)
    assert [(one.day, one.rows[0][2]) for one in scores] == [("2026-10-20", 4), ("2026-11-01", 6)]


def test_drafts_and_records_of_others_are_no_beginning(with_map: Made) -> None:
    VaultStore(with_map.session, form_id="eha", family_id=with_map.family).save({"event": "2026-11-01T10:00"})
    found = earlier(with_map.session, with_map.family)
    assert [one.form_id for one in found] == ["voice", "safety_map"]
    assert [one.title for one in found] == ["Child's voice", "Three-column map"]
    assert earlier(with_map.session, None) == ()


def test_the_settings_hold_the_weeks_and_the_days(made: Made, window: MainWindow) -> None:
    made.vault.facts.set("review_weeks", 8)
    made.vault.facts.set("minutes_days", 10)
    assert first_answers(made.session, "eha", made.family)["review"] == "2027-01-07"
    assert first_answers(made.session, "taf", made.family)["minutes_due"] == "2026-11-22"
    window.settings("Practice")
    settle()
    assert named(window, "Review of an early help plan after", QLineEdit).text() == "8"
    line = named(window, "Minutes of a Team Around the Family meeting sent within", QLineEdit)
    line.setText("none")
    line.editingFinished.emit()
    assert made.vault.facts.get("minutes_days", 0) == 10
    line.setText("7")
    line.editingFinished.emit()
    assert made.vault.facts.get("minutes_days", 0) == 7


# On a screen


def test_every_page_of_an_assessment_fits(made: Made, window: MainWindow) -> None:
    window.resize(1366, 768)
    window.new_record("eha", made.family)
    page = opened(window)
    assert page.edit is not None
    put(page, agreed="yes", harm_children="yes")
    for one in list(page.edit.pages):
        page.edit.open_page(one.key)
        settle()
        assert_fits(page)
