"""One test for each invariant of the wizard (specification, section 5): it is broken, and the refusal is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.decision_cases import CASES, case
from tests.decision_steps import (
    CALL,
    CHILD_C,
    MONDAY,
    PARENT_B,
    SETTINGS,
    WORKER,
    merged,
    play,
    signature,
    when,
)
from tests.forms.decision.test_worked import ENTRY, asked, shown
from toolkit.forms import catalogue
from toolkit.forms.blocks import text_of
from toolkit.forms.decision import acts, engine
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.same_person import same
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, PersonRef
from toolkit.forms.rules import can_finish, problems

NOW = Context(MONDAY, facts={"@author": WORKER})


def until(number: str, state: str) -> tuple[Answers, Context]:
    """A worked test walked until it stands at a question."""
    one = case(number)
    steps = list(one.steps)
    last = max(n for n, step in enumerate(steps) if step.state == state)
    answers, context = play(replace(one, steps=tuple(steps[:last])))
    assert answers["at"] == state
    return answers, context


def went_on(answers: Answers, context: Context, **given: object) -> Answers:
    """The answers after typing and pressing Next where they stand."""
    state = str(answers["at"])
    typed = acts.changed(answers, {**answers, **merged(answers, given)}, context)
    return acts.gone_on(typed, context, WORKER, state)


def step_of(number: str, state: str) -> dict[str, object]:
    return dict([s for s in case(number).steps if s.state == state][-1].answers)


def codes(answers: Answers, context: Context) -> set[str]:
    return {p.code for p in problems(ENTRY, answers, context) if p.level != "warned"}


@pytest.mark.parametrize("number", ["1", "6", "9b", "11", "12", "15", "20", "25"])
def test_i1_no_outcome_without_a_reason(number: str) -> None:
    answers, context = until(number, "S11")
    stuck = went_on(answers, context, **{**step_of(number, "S11"), "reason": "  "})
    assert stuck["at"] == "S11"
    done, context = play(case(number))
    found = problems(ENTRY, {**done, "reason": ""}, context)
    assert "reason" in {p.path for p in found if p.level == "missing"}


def test_i1_an_emergency_needs_what_was_told() -> None:
    answers, context = until("4", "EM")
    call = {**CALL["calls"][0], "told": ""}
    assert went_on(answers, context, calls=[call])["at"] == "EM"


def test_i2_not_sharing_is_as_easy_as_sharing() -> None:
    assert asked(case("12")) < asked(case("1"))
    assert asked(case("6")) <= asked(case("28"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tansy Dunnock", " tansy  DUNNOCK ", True),
        ("Tansy Dunnock", "T. Dunnock, team manager", True),
        ("Tansy Dunnock", "Ms Tansy Dunnock (manager)", True),
        ("Tansy Dunnock", "TansyDunnock", True),
        ("Zoë Márton", "Zoe Marton", True),
        ("Tansy Dunnock", "Tilly Dunnock", False),
        ("Tansy Dunnock", "Basil Quill", False),
        ("", "", False),
    ],
)
def test_i3_who_is_the_same_person(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected
    assert same(other, one) is expected


@pytest.mark.parametrize("name", ["Tansy Dunnock", "tansy dunnock", " T Dunnock", "Tansy Dunnock, manager"])
def test_i3_the_manager_is_not_the_worker(name: str) -> None:
    answers, context = until("6", "S6N")
    stuck = went_on(answers, context, **{**step_of("6", "S6N"), "weigh_with": name})
    assert stuck["at"] == "S6N"
    assert "I3" in shown(stuck, context, "S6N")
    answers, context = until("6", "S11")
    signs = {**step_of("6", "S11"), "manager_name": name, "manager_signature": signature(name)}
    stuck = went_on(answers, context, **signs)
    assert stuck["at"] == "S11"
    assert "I3" in shown(stuck, context, "S11")


def test_i3_a_managers_word_typed_by_the_worker_prints_so() -> None:
    answers, context = until("3", "S11")
    given = {**step_of("3", "S11"), "manager_word": "as_told", "manager_name": "Basil Quill"}
    done = went_on(answers, context, **given)
    assert done["at"] == "END"
    assert done["manager_entered_by"] == WORKER
    paper = "\n".join(text_of(outline(ENTRY, done, context, "practitioner", Meta())))
    assert f"as told by Basil Quill, entered by {WORKER}" in paper
    assert can_finish(problems(ENTRY, done, context))


def test_i4_no_agreement_where_anything_was_not_explained() -> None:
    answers, context = until("1", "S6c")
    row = {"person": PARENT_B, **dict.fromkeys(("what", "why", "whom", "if_not"), "yes"), "may_refuse": "no"}
    stuck = went_on(answers, context, explained=[row])
    assert stuck["at"] == "S6c"
    back = went_on(stuck, context, cannot_explain="today")
    assert back["at"] == "S6"
    done, context = play(case("1"))
    forged = {**done, "explained": [{**done["explained"][0], "why": "no"}]}
    assert not can_finish(problems(ENTRY, forged, context))


def test_i4_agreement_after_it_was_sent_is_none() -> None:
    answers, context = until("1", "S9")
    stuck = went_on(answers, context, **{**step_of("1", "S9"), "sent_on": when(9)})
    assert stuck["at"] == "S9"
    assert "I4" in shown(stuck, context, "S9")
    said = acts.shared_already(stuck, context, WORKER, when=when(9), what="Rent", whom="Charity", how="phone")
    assert said["at"] == "S6N"


def test_i5_who_asks_is_checked_before_anything_goes() -> None:
    answers, context = until("9a", "S9")
    unchecked = acts.put_right(answers, context, WORKER, "asker_checked", "not_yet")
    stuck = went_on(unchecked, context, **step_of("9a", "S9"))
    assert stuck["at"] == "S9"
    assert "I5" in shown(stuck, context, "S9")
    retro = {**stuck, "retro": "yes", "retro_when": when(11), "retro_how": "phone"}
    assert "I5" not in shown(retro, context, "S9")


@pytest.mark.parametrize("method", ["other: email", "other: a text", "other: an app", "email"])
def test_i6_ways_that_are_not_safe_are_refused(method: str) -> None:
    answers, context = until("1", "S9")
    stuck = went_on(answers, context, **{**step_of("1", "S9"), "method": method, "method_reason": "Quicker"})
    assert stuck["at"] == "S9"
    assert "I6" in shown(stuck, context, "S9")


@pytest.mark.parametrize(("number", "state"), [("1", "S8"), ("7", "S8"), ("9b", "S8"), ("11", "S9")])
def test_i7_nothing_listed_goes_no_further(number: str, state: str) -> None:
    answers, context = until(number, state)
    blank = [{"id": "i1", "what": "  "}]
    bare = acts.put_right(answers, context, WORKER, "items", blank)
    stuck = went_on(bare, context, **step_of(number, state))
    assert stuck["at"] == state
    assert "I7" in shown(stuck, context, state)


@pytest.mark.parametrize("item", [{"what": "The file", "sort": "file"}, {"what": "Her whole case file"}])
def test_i8_a_whole_file_is_taken_as_out_of_proportion(item: dict[str, str]) -> None:
    answers, context = until("1", "S8")
    filed = acts.put_right(answers, context, WORKER, "items", [{"id": "i1", **item}])
    assert {"id": "proportionate", "holds": "no"} in filed["checks"]
    answers, _ = until("1", "S8")
    assert not answers.get("checks")


@pytest.mark.parametrize(
    ("state", "given"),
    [("S3", {"purpose_clear": "no"}), ("S4", {"identifiable": "no"}), ("S6N", {"weigh": "not_share"})],
)
def test_i9_with_harm_not_sharing_is_asked_once_more(state: str, given: dict[str, str]) -> None:
    answers, context = until("14a", state)
    words = step_of("14a", state) | given
    moved = went_on(answers, context, **words)
    assert moved["at"] == "SH"
    assert "SH" not in until("12", "S11")[0]["path"]


def test_i9_a_way_that_leaves_it_out_is_not_final() -> None:
    done, context = play(case("14a"))
    forged = {**done, "path": [key for key in done["path"] if key != "SH"]}
    assert "I9" in codes(forged, context)


def test_i10_a_child_under_13_alone_needs_the_managers_view() -> None:
    answers, context = until("5", "S6g")
    answers = went_on(answers, context, gillick=[{**step_of("5", "S6g")["gillick"][0], "age": "under_13"}])  # type: ignore[index]
    answers = went_on(answers, context, **step_of("5", "S6c"))
    stuck = went_on(answers, context, **step_of("5", "S6d"))
    assert stuck["at"] == "S6d"
    known = engine.judged(stuck, context, "")
    assert "I10" in {p.code for p in page_guards("S6d", stuck, known, "") if p.level == "warned"}
    view = {"under_13_with": "Basil Quill, manager", "under_13_view": "Ask a parent too."}
    assert went_on(stuck, context, **view)["at"] == "S7"


def test_i10_a_child_is_not_taken_for_an_adult() -> None:
    child = PersonRef("p1", "Sorrel", "child", birth="2012-01-01")
    context = Context(MONDAY, (child,), {"@author": WORKER})
    answers: Answers = {"asked": [{"id": "a", "person": "p1", "capacity": "adult"}], "path": ["S6b"]}
    assert [p.code for p in page_guards("S6b", answers, context, "") if p.level == "refused"] == ["I10"]


def test_i11_somebody_else_stands_there_by_name_and_role_only() -> None:
    stranger = {"name": "Ash Quill", "role": "uncle", "phone": "01632 960 001"}
    answers = acts.begun(SETTINGS, NOW, [stranger])
    assert "I11" in shown(answers, NOW, "S0")
    answers = acts.begun(SETTINGS, NOW, [{"name": "Ash Quill", "role": "uncle"}])
    assert "I11" not in shown(answers, NOW, "S0")


@pytest.mark.parametrize(
    ("number", "state", "given", "both"),
    [
        ("28", "S6N", {"weigh_on": when(9)}, ("09:00", "10:00")),
        ("15", "S9", {"sent_on": when(9)}, ("10:05", "09:00")),
        (
            "1",
            "S10",
            {"told": [{"person": PARENT_B, "when_told": "after", "told_on": when(9)}]},
            ("10:30", "09:00"),
        ),
    ],
)
def test_i12_times_in_order_and_both_named(
    number: str, state: str, given: dict[str, object], both: tuple[str, str]
) -> None:
    answers, context = until(number, state)
    stuck = went_on(answers, context, **{**step_of(number, state), **given})
    assert stuck["at"] == state
    known = engine.judged(stuck, context, str(stuck["route"]))
    found = next(p for p in page_guards(state, stuck, known, str(stuck["route"])) if p.code == "I12")
    assert all(time in found.sentence for time in both), found.sentence


def test_i12_asked_before_answered() -> None:
    answers, context = until("1", "S6d")
    row = {"person": PARENT_B, "answer": "written", "asked_on": when(11), "answered_on": when(10)}
    assert went_on(answers, context, answered=[row])["at"] == "S6d"


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_i14_unfinished_is_headed_not_a_decision(one: object) -> None:
    whole = one
    steps = whole.steps[: len(whole.steps) // 2]  # type: ignore[attr-defined]
    answers, context = play(replace(whole, steps=steps))  # type: ignore[type-var]
    words = text_of(outline(ENTRY, answers, context, "practitioner", Meta()))
    assert words[0].startswith("NOT A DECISION")
    assert not can_finish(problems(ENTRY, answers, context))


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_i15_rules_and_settings_are_printed(one: object) -> None:
    answers, context = play(one)  # type: ignore[arg-type]
    paper = "\n".join(text_of(outline(ENTRY, answers, context, "practitioner", Meta())))
    for words in ("IS-2024", "section 16LA", "limits: 7 days", "weighed up"):
        assert words in paper
    assert ("DPA-2018" if one.number == "21" else "DPA-2026") in paper  # type: ignore[attr-defined]


def test_i15_what_was_gone_on_with_all_the_same_is_printed() -> None:
    answers, context = until("1", "S9")
    said = acts.shared_already(
        answers, context, WORKER, when=when(9), what="Rent", whom="Charity", how="email"
    )
    assert said["at"] == "S6N"
    words = {
        "weigh_reason": "a", "weigh_others": "b", "weigh_shared": "c", "weigh_unshared": "d", "weigh_wishes": "e",
        "weigh_less": "f", "weigh_interest": "yes", "weigh": "share", "weigh_with": "Basil Quill", "weigh_on": when(11),
    }  # fmt: skip
    said = went_on(said, context, **words)
    said = went_on(said, context, basis_6="ea_safeguarding")
    said = went_on(said, context)
    assert said["at"] == "S9"
    assert said["sent_on"] == when(9)
    sent = {**step_of("1", "S9"), "sent_on": when(9), "method": "other: email", "method_reason": "By mistake"}
    said = went_on(said, context, **sent)
    assert said["at"] == "S10"
    paper = "\n".join(text_of(outline(ENTRY, said, context, "practitioner", Meta())))
    assert "Ordinary email, text and social apps are not safe ways." in paper
    assert "before it was decided" in paper


def test_a_verbal_agreement_says_why() -> None:
    """Test 2: the gap is on that very note."""
    answers, context = play(case("2"))
    found = [p for p in problems(ENTRY, answers, context) if p.path.endswith("why_verbal")]
    assert [p.code for p in found] == ["E1"]


def test_an_old_record_opens_with_its_rules_and_is_thought_through_again() -> None:
    """Test 18: read only under the rules of 2018; a new one begins under those of today."""
    old, _ = play(replace(case("1"), settings={"law": "IS-2018"}))
    old |= {
        "event": "2019-03-04T10:00",
        "routes": {"CONSENT": "2019-03-04T10:00"},
        "route_on": "2019-03-04T10:00",
    }
    old["answered"] = [{**old["answered"][0], "answered_on": "2019-03-04T10:00"}]
    words = text_of(outline(ENTRY, old, NOW, "practitioner", Meta(status="final")))
    assert words[0] == "Decision to share: Shared with agreement"
    paper = "\n".join(words)
    assert "Seven golden rules, 2018" in paper
    assert "DPA-2018" in paper
    assert "Made under old rules" in paper
    assert not can_finish(problems(ENTRY, old, NOW))
    new = acts.reconsidered(old, "r-old", SETTINGS, NOW, "The asker gives new facts.")
    assert (new["law"], new["at"], new["reconsiders"]) == ("IS-2024", "S2", "r-old")
    assert "NOT A DECISION" in text_of(outline(ENTRY, new, NOW, "practitioner", Meta()))[0]


def test_there_is_no_family_copy() -> None:
    assert catalogue.load().get("share_decision").form.copies == ("practitioner",)


def test_final_needs_both_signatures_without_agreement_but_sending_does_not() -> None:
    answers, context = until("15", "S11")
    assert answers["sent"] == "sent"
    waits = went_on(answers, context, **{**step_of("15", "S11"), "manager_word": "later"})
    assert waits["at"] == "END"
    assert "manager_signature" in {p.path for p in problems(ENTRY, waits, context) if p.level == "missing"}


def test_h1_presets_x6_and_others_nothing() -> None:
    for tick, expected in (("H1", ["X6"]), ("H2", None), ("H3", None)):
        one = case("7")
        steps = [replace(s, answers={"harm": [tick]}) if s.state == "S2" else s for s in one.steps[:7]]
        answers, _ = play(replace(one, steps=tuple(steps)))
        assert answers["at"] == "S6"
        assert answers["ask"][0].get("reasons") == expected


def test_an_alarm_asks_for_a_call_of_its_own() -> None:
    """A call written down before does not answer a second alarm."""
    answers, context = until("4", "S11")
    again = acts.pressed(answers, context, WORKER, "danger")
    assert again["at"] == "EM"
    assert acts.gone_on(again, context, WORKER, "EM")["at"] == "EM"
    second = {**CALL["calls"][0], "id": "c2", "rung": when(11)}
    rung = went_on(again, context, calls=[*again["calls"], second])
    assert rung["at"] == "S10", "who was told is looked at again after another call"
    assert acts.gone_on(rung, context, WORKER, "S10")["at"] == "S11"


def test_nobody_rung_can_be_taken_back_and_only_then() -> None:
    answers, context = until("4", "EM")
    assert acts.can_take_back(answers)
    assert acts.taken_back(answers, context, WORKER, "Over before I rang.")["at"] == "S2"
    rung, context = until("4", "S11")
    with pytest.raises(ValueError, match="rung"):
        acts.taken_back(rung, context, WORKER, "No.")


def test_under_harm_waiting_ends_today() -> None:
    answers, context = until("20", "S6d")
    stuck = went_on(
        answers, context, answered=[{"person": PARENT_B, "answer": "waiting", "wait_until": "2026-09-08"}]
    )
    assert "I12" in shown(stuck, context, "S6d")
    today = went_on(stuck, context, answered=[{"person": PARENT_B, "wait_until": "2026-09-07"}])
    assert "I12" not in shown(today, context, "S6d")
    assert today["at"] == "S6d"


def test_a_child_who_cannot_decide_needs_a_parent() -> None:
    answers, context = until("5", "S6g")
    row = {**step_of("5", "S6g")["gillick"][0], "competent": "no"}  # type: ignore[index]
    stuck = went_on(answers, context, gillick=[row])
    assert stuck["at"] == "S6b"
    assert "E1" in shown(stuck, context, "S6b")
    parent = {
        "person": PARENT_B,
        "capacity": "parent",
        "pr_evidence": "Birth record seen",
        "for_whom": [CHILD_C],
    }
    on = went_on(stuck, context, asked=[{"person": CHILD_C, "capacity": "child"}, parent])
    while on["at"] == "S6g":
        on = went_on(on, context)
    assert on["at"] == "S6c"
    assert [row["person"] for row in on["explained"]] == [PARENT_B]


def test_an_adult_who_cannot_decide_is_weighed_up() -> None:
    answers, context = until("1", "S6b")
    row = {"person": PARENT_B, "capacity": "adult_lacks", "best_interests": "Asked her sister."}
    assert went_on(answers, context, asked=[row])["at"] == "S6N"


def test_dates_before_the_duty_begins_do_not_ask_about_it() -> None:
    one = case("17a")
    early = replace(one, steps=one.steps[:7], now=datetime(2026, 9, 29, 23, 0))
    assert play(early)[0]["at"] == "S6"
    assert play(replace(early, now=datetime(2026, 9, 30, 9, 0)))[0]["at"] == "S5b"
