"""The flow walked: every question reached, no dead end, every outcome reachable, and nothing random gets round the rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.decision_cases import CASES
from tests.decision_steps import (
    CALL,
    CHILD_C,
    MONDAY,
    PARENT_B,
    SETTINGS,
    WORKER,
    Case,
    Step,
    play,
    signature,
    when,
)
from tests.forms.decision.test_worked import ENTRY
from tests.vault.people import AUTHOR, FAMILY, open_vault
from toolkit.forms.blocks import text_of
from toolkit.forms.conditions import Scope, needed, shown_fields
from toolkit.forms.decision import acts, engine
from toolkit.forms.decision.facts import unexplained
from toolkit.forms.decision.flow import END, STAY, paths
from toolkit.forms.decision.known import has_items, late_agreement
from toolkit.forms.decision.outcomes import OUTCOMES
from toolkit.forms.decision.same_person import same
from toolkit.forms.decision.states import ADVICE, FLOW
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, PersonRef, dicts, rows_of
from toolkit.forms.rules import can_finish, problems
from toolkit.forms.vocabulary import (
    Choice,
    Choices,
    Date,
    DateTime,
    Field,
    LongText,
    People,
    Person,
    Rows,
    Signatures,
    Text,
    option_pairs,
)

NOW = Context(MONDAY, (PersonRef("p1", "Sorrel", "child", birth="2015-05-01"),), {"@author": WORKER})


def test_every_arrow_leads_somewhere() -> None:
    keys = {state.key for state in FLOW.states}
    assert {m.to for state in FLOW.states for m in state.moves} <= keys | {END, STAY}


def test_every_question_is_reached_and_none_is_a_dead_end() -> None:
    whole = list(paths(FLOW))
    met = {key for path in whole for key in path}
    assert met | {ADVICE} == {state.key for state in FLOW.states} | {END}
    for state in FLOW.states:
        onward = next(paths(FLOW, state.key), None)
        # Advice leads back to the question that asked: its way out is the act that closes it.
        assert onward is not None or state.key == ADVICE, state.key


def test_the_last_way_out_of_a_question_always_holds_or_waits() -> None:
    for state in FLOW.states:
        assert state.moves[-1].when is None, state.key


def test_every_outcome_is_reached_by_a_worked_test() -> None:
    assert {one.outcome for one in CASES} - {""} == {one.code for one in OUTCOMES}


def test_every_question_is_met_by_a_worked_test() -> None:
    met: set[str] = set()

    def look(answers: Answers, context: Context, step: Step) -> Answers:
        met.update(answers["path"])
        return answers

    for one in CASES:
        play(one, look)
    assert {s.key for s in FLOW.states if s.page is not None} - met <= {"S2R"}


# Answering at random


_OFTEN: dict[str, tuple[str, ...]] = {
    "danger": ("no",),
    "harm": ("H4", "H5", "H1"),
    "purpose_clear": ("yes",),
    "identifiable": ("yes", "yes", "no"),
    "duty": ("no", "no", "yes"),
    "refusal_risk": ("no",),
    "answer": ("written", "verbal", "limits", "refused"),
    "weigh": ("share", "share", "not_share"),
    "weigh_interest": ("yes",),
    "basis_6": ("a", "e", "ea_safeguarding", "c"),
    "special": (),
    "offences": ("no",),
    "holds": ("yes",),
    "safe": ("yes", "no"),
    "what": ("yes",),
    "why": ("yes",),
    "whom": ("yes",),
    "if_not": ("yes",),
    "may_refuse": ("yes",),
    "competent": ("yes",),
    "capacity": ("adult", "child"),
    "method": ("phone",),
    "sent": ("sent",),
    "manager_word": ("signs",),
    "still": ("keep", "share"),
    "result": ("answered",),
}
"""What a worker answers more often than not: without it, chance would seldom get past the first questions."""


def _value(part: Field, scope: Scope, dice: random.Random) -> Any:
    often = _OFTEN.get(part.key)
    if often is not None and isinstance(part, Choice | Choices) and dice.random() < 0.8:
        if not often:
            return {"none": True}
        return [dice.choice(often)] if isinstance(part, Choices) else dice.choice(often)
    match part:
        case Choice():
            return dice.choice([v for v, _ in option_pairs(part.options)] + ["other: email"] * part.other)
        case Choices():
            values = [v for v, _ in option_pairs(part.options)]
            return dice.sample(values, dice.randint(1, min(2, len(values))))
        case Date():
            return dice.choice(("2026-09-07", "2026-09-08", "2026-09-06"))
        case DateTime():
            return dice.choice((when(9), when(10), when(11), "2026-09-06T10:00"))
        case Person():
            return dice.choice((PARENT_B, CHILD_C, "p1"))
        case People():
            return dice.sample([PARENT_B, CHILD_C, "p1"], dice.randint(1, 2))
        case Signatures():
            mine = "worker" in part.key
            return signature(
                dice.choice((WORKER, WORKER, "Basil Quill") if mine else ("Basil Quill", "T. Dunnock"))
            )
        case Text() | LongText():
            if part.key in ("worker_name", "manager_name", "weigh_with", "still_with"):
                return dice.choice(("Basil Quill",) * 6 + (WORKER, "T Dunnock"))
            return dice.choice(("Words",) * 9 + ("",))
    return None


def _fill(part: Field, answers: Answers, scope: Scope, dice: random.Random) -> Any:
    if not isinstance(part, Rows):
        return _value(part, scope, dice)
    rows = rows_of(answers, part.key)
    have = {row.get("id") for row in rows}
    rows += [{"id": option.value} for option in part.fixed if option.value not in have]
    if not rows and part.key != "items":
        rows = [{"id": "r1"}]
    elif part.key == "items" and dice.random() < 0.8:
        rows = [{"id": "i1"}]
    made = []
    for row in rows:
        kept = dict(row)
        for _ in range(2):
            for column in shown_fields(part.columns, scope.within(kept)):
                if column.key == "person" and "person" in kept:
                    continue
                if not kept.get(column.key) or dice.random() < 0.1:
                    kept[column.key] = _value(column, scope, dice)
        made.append(kept)
    return made


def _typed(answers: Answers, dice: random.Random) -> Answers:
    """The question asked, answered at random: what is needed nearly always, the rest now and then."""
    page = FLOW.state(answers["at"]).page
    assert page is not None
    typed = dict(answers)
    for _ in range(2):
        known = engine.judged(typed, NOW, str(answers["route"]))
        scope = Scope(typed, known)
        for part in shown_fields(page.fields, scope):
            if dice.random() < (0.95 if needed(part, scope) else 0.4):
                kept = typed.get(part.key) and not isinstance(part, Rows) and dice.random() < 0.6
                typed[part.key] = typed[part.key] if kept else _fill(part, typed, scope, dice)
    return typed


def wander(seed: int, length: int) -> Iterator[Answers]:
    """The answers after each random act, from the first question."""
    dice = random.Random(seed)
    org = dice.choice(("public", "voluntary", "commissioned"))
    about = dice.sample([PARENT_B, CHILD_C, "p1"], dice.randint(1, 2))
    answers = acts.begun({**SETTINGS, "org": org, "proc_s003": dice.choice(("on", "on", "off"))}, NOW, about)
    for _ in range(length):
        if answers["at"] == END:
            return
        roll = dice.random()
        if roll < 0.003:
            answers = acts.pressed(answers, NOW, WORKER, dice.choice(("danger", "ring")))
        elif roll < 0.01 and acts.can_take_back(answers):
            answers = acts.taken_back(answers, NOW, WORKER, "Mistake")
        elif roll < 0.015:
            answers = acts.shared_already(answers, NOW, WORKER, when=when(9), what="x", whom="y", how="email")
        elif roll < 0.3 and answers["at"] in ("S8", "S9"):
            mends = {"items": [{"id": "i1", "what": "Rent arrears"}], "asker_checked": "call_back"}
            key = dice.choice(list(mends))
            answers = acts.put_right(answers, NOW, WORKER, key, mends[key])
        elif roll < 0.05 and answers["path"]:
            # Something answered before is changed.
            back = {**answers, "at": dice.choice(answers["path"])}
            answers = acts.changed(answers, {**_typed(back, dice), "at": answers["at"]}, NOW)
        else:
            at = answers["at"]
            answers = acts.changed(answers, _typed(answers, dice), NOW)
            if at == ADVICE:
                answers = acts.advice_closed(answers, NOW, WORKER)
            elif answers["at"] == at:
                answers = acts.gone_on(answers, NOW, WORKER, at)
        yield answers


def nothing_got_round(answers: Answers) -> None:
    """What may never be, read from the answers alone and not by the guards that keep it so."""
    if answers["at"] != END:
        return
    path, route, retro = answers["path"], answers["route"], answers.get("retro") == "yes"
    emergency = "EM" in path
    if emergency:
        assert any(str(row.get("told") or "").strip() for row in rows_of(answers, "calls")), "I1"
    else:
        assert str(answers.get("reason") or "").strip(), "I1"
    if answers["derived"]["@manager_signs"] == "yes" and answers.get("manager_word") == "signs":
        assert not same(str(answers["manager_name"]), str(answers["worker_name"])), "I3"
        assert not any(
            same(row["name"], str(answers["worker_name"])) for row in dicts(answers["manager_signature"])
        ), "I3"
    if route == "CONSENT":
        assert not unexplained(answers), "I4"
        assert not late_agreement(answers), "I4"
        assert all(row["answer"] in ("written", "verbal", "limits") for row in answers["answered"]), "I4"
        assert "S6c" in path, "I4"
    if "S9" in path and route not in ("ANON", "NO") and not retro and not emergency:
        asks = answers.get("trigger") in ("asked", "legal")
        assert not asks or answers["asker_checked"] != "not_yet", "I5"
    if "S8" in path and route != "NO" and not emergency:
        assert has_items(answers), "I7"
    if (
        answers["derived"]["@harm"] == "yes"
        and not emergency
        and (route == "ANON" or (route == "NO" and not retro))
    ):
        assert "SH" in path, "I9"
        assert str(answers["still_worker"]).strip(), "I9"


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(st.integers(min_value=0, max_value=10**9))
def test_answering_at_random_gets_round_nothing(seed: int) -> None:
    for answers in wander(seed, 40):
        nothing_got_round(answers)


def test_random_answers_reach_the_end_often_enough_to_mean_something() -> None:
    ends = set()
    for seed in range(40):
        for answers in wander(seed, 40):
            if answers["at"] == END:
                ends.add(answers["outcome"])
    assert {"T-NO", "T-CP", "T-ANON", "T-NOCONSENT", "T-LEGAL"} <= ends, ends


# With harm there is always a way


def standing() -> list[Any]:
    """Each question of each worked test where someone may be harmed."""
    found: dict[str, Any] = {}
    number = ""

    def look(answers: Answers, context: Context, step: Step) -> Answers:
        at = answers["at"]
        if answers["derived"]["@harm"] == "yes" and at != END:
            name = f"{number}-{at}"
            found.setdefault(name, pytest.param(answers, context, id=name))
        return answers

    for one in CASES:
        number = one.number
        play(one, look)
    return list(found.values())


@pytest.mark.parametrize(("answers", "context"), standing())
def test_with_harm_nobody_else_is_waited_for(answers: Answers, context: Context) -> None:
    """From every question with harm: rung in two presses, with no manager, no advice and no basis in law."""
    rung = acts.pressed(answers, context, WORKER, "ring")
    assert rung["at"] == "EM"
    call = {**CALL["calls"][0], "id": "c9"}
    rung = acts.changed(rung, {**rung, "calls": [*rows_of(rung, "calls"), call]}, context)
    rung = acts.gone_on(rung, context, WORKER, "EM")
    assert rung["at"] in ("S10", "S11", END), rung["path"]
    assert rung["outcome"] in ("T-CP", "T-EM")


@pytest.mark.parametrize("tick", ["H1", "H2", "H3"])
def test_with_harm_it_is_sent_without_manager_advice_or_basis(tick: str) -> None:
    """Not sure at every question, manager not reached, basis left empty, no note: it goes all the same."""
    answers = acts.begun(SETTINGS, NOW, [PARENT_B])
    given = {
        "S0": {"trigger": "want"},
        "S0W": {"to_whom": "Front door", "what_for": "To act", "items": [{"id": "1", "what": "A mark"}]},
        "S1": {"danger": "no"},
        "S2": {"harm": [tick]},
        "S3": {"purpose_clear": "not_sure"},
        "S4": {"identifiable": "not_sure"},
        "S5": {"duty": "not_sure"},
        "S6": {"ask": [{"id": "a", "person": PARENT_B, "safe": "not_sure"}]},
        "S6N": {"weigh": "not_reached", "weigh_unshared": "It goes on."},
        "S7": {},
        "S8": {
            "hide": "not_sure",
            "checks": [{"id": s, "holds": "not_sure"} for s in ("necessary", "proportionate", "relevant", "adequate", "accurate", "timely", "secure")],
        },
    }  # fmt: skip
    for state, typed in given.items():
        assert answers["at"] == state
        answers = acts.changed(answers, {**answers, **typed}, NOW)
        answers = acts.gone_on(answers, NOW, WORKER, state)
    assert answers["at"] == "S9"
    assert answers["route"] == "CP"
    assert rows_of(answers, "advice") == []


# Killed and opened again


def test_a_killed_program_opens_at_the_same_question(tmp_path: Path) -> None:
    with open_vault(tmp_path / "records") as vault:
        family = vault.records.create("family", None, FAMILY, AUTHOR).id
        record = vault.records.create("share_decision", family, {}, AUTHOR)

        def kept(answers: Answers, context: Context, step: Step) -> Answers:
            vault.records.save_draft(record.id, answers, AUTHOR)
            opened = vault.records.get(record.id).answers
            assert opened == answers
            again = engine.settle(opened, context)
            assert again == answers, step.state
            return again

        for one in CASES:
            play(one, kept)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.number)
def test_every_way_ends_in_a_record_that_prints(one: Case) -> None:
    answers, context = play(one)
    words = text_of(outline(ENTRY, answers, context, "practitioner", Meta()))
    heads = ("Decision to share: ", "Decision not to share", "NOT A DECISION")
    assert words[0].startswith(heads)
    if one.final:
        assert can_finish(problems(ENTRY, answers, context))


def test_the_clock_alone_makes_a_doubt_harm() -> None:
    one = next(one for one in CASES if one.number == "26")
    steps = one.steps[:-1]
    answers, context = play(Case("26", "", steps, ""))
    assert answers["at"] == ADVICE
    tomorrow = Context(datetime(2026, 9, 8, 0, 1), facts=context.facts)
    assert engine.settle(answers, tomorrow)["derived"]["@harm"] == "yes"
    assert engine.settle(answers, context)["derived"]["@harm"] == "no"
    assert date.fromisoformat(answers["advice"][0]["review"]) == date(2026, 9, 7)
