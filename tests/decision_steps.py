"""How a worked test of the decision to share is written down, and `play`, which walks one without a window."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from toolkit.forms.decision import acts
from toolkit.forms.decision.engine import settle
from toolkit.forms.decision.known import key_of
from toolkit.forms.people import Answers, Context, rows_of

MONDAY = datetime(2026, 9, 7, 12, 0)
WORKER = "Tansy Dunnock"
PARENT_B = {"name": "Parent B", "role": "mother"}
PARENT_D = {"name": "Parent D", "role": "father"}
CHILD_A = {"name": "Child A", "role": "child"}
CHILD_C = {"name": "Child C", "role": "child"}

Act = Literal["next", "waits", "danger", "ring", "mistake", "retro", "advised", "put_right"]


@dataclass(frozen=True)
class Step:
    """One question: where the decision must stand, what is answered there, and what the worker then does.

    `next` goes on and must get on; `waits` presses Next and must stay, as something is missing or refused; `danger` and `ring`
    press the alarms; `mistake` takes an alarm back; `retro` says it was shared already; `advised` closes the open advice;
    `put_right` mends an earlier answer from where it stands.
    Rows are matched to those the program made by their person, checks by their id. `now` sets the clock before it.
    """

    state: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    act: Act = "next"
    now: datetime | None = None
    says: str = ""
    """With `waits`: the code of the refusal or gap that must be among those shown."""


@dataclass(frozen=True)
class Case:
    """One worked test. `path` is the way that must be kept, `facts` what must hold, `due` the day it is due."""

    number: str
    title: str
    steps: tuple[Step, ...]
    outcome: str
    due: str = ""
    path: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    about: tuple[Any, ...] = (PARENT_B,)
    now: datetime = MONDAY
    route: str = ""
    facts: tuple[str, ...] = ()
    no_facts: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    final: bool = True
    """Whether it may be marked final as it stands at the end."""
    first: Callable[[], Answers] | None = None
    """Answers it starts from instead of an empty decision, as one that is thought through again."""


SETTINGS = {"law": "IS-2024", "proc_s003": "on", "duty16la": "unconfirmed", "org": "voluntary"}
CHECKS = ("necessary", "proportionate", "relevant", "adequate", "accurate", "timely", "secure")


def when(hour: int, minute: int = 0, day: int = 7) -> str:
    """A moment of September 2026 as it is kept."""
    return f"2026-09-{day:02d}T{hour:02d}:{minute:02d}"


def opening(
    *harm: str, trigger: str = "want", danger: str = "no", what: str = "Owes two months' rent", **more: Any
) -> tuple[Step, ...]:
    """From the start to the harm test."""
    asks = {"asker": "Housing officer", "asker_checked": "call_back"} if trigger in ("asked", "legal") else {}
    first = {"trigger": trigger, **asks, **{k: v for k, v in more.items() if k.startswith("asker")}}
    steps = [
        Step("S0", first),
        Step(
            "S0W",
            {
                "items": [{"id": "i1", "what": what, **({"sort": more["sort"]} if "sort" in more else {})}],
                "to_whom": more.get("to_whom", "Debt charity"),
                "what_for": "To give advice on the debt",
            },
        ),
        Step("S1", {"danger": danger}),
    ]
    if harm:
        steps.append(Step("S2", {"harm": list(harm)}))
    return tuple(steps)


MIDDLE = (
    Step("S3", {"purpose_clear": "yes"}),
    Step("S4", {"identifiable": "yes"}),
    Step("S5", {"duty": "no"}),
)
"""What is unsaid in the specification: a purpose, recognisable, no duty."""


def ask(*rows: tuple[Any, str, tuple[str, ...]]) -> Step:
    """Whether each person is safe to ask; the reasons where not."""
    made = []
    for person, safe, reasons in rows:
        row: dict[str, Any] = {"person": person, "safe": safe}
        if reasons:
            row |= {"reasons": list(reasons), "shows": "Seen at the gate at 14:50."}
        if "X5" in reasons:
            row["tries"] = "Rang on 3, 4 and 5 September, no answer."
        made.append(row)
    return Step("S6", {"ask": made})


def not_safe(*reasons: str, person: Any = PARENT_B) -> Step:
    """One person not to be asked."""
    return ask((person, "no", reasons))


def explained(*people: Any) -> Step:
    """Everything told to each person."""
    told = dict.fromkeys(("what", "why", "whom", "if_not", "may_refuse"), "yes")
    return Step("S6c", {"explained": [{"person": person, **told} for person in people]})


def agreement(person: Any = PARENT_B, capacity: str = "adult", **answer: Any) -> tuple[Step, ...]:
    """One safe person asked, told and answering."""
    given = {"answer": "written", "answered_on": when(10), **answer}
    return (
        ask((person, "yes", ())),
        Step("S6b", {"asked": [{"person": person, "capacity": capacity}]}),
        explained(person),
        Step("S6d", {"answered": [{"person": person, **given}]}),
    )


def competent(child: Any = CHILD_C, **more: str) -> Step:
    """A child found able to decide this."""
    row = dict.fromkeys(("understands", "follows", "choices", "weighs", "view", "free"), "yes")
    example = "Said what the nurse would do and why."
    return Step(
        "S6g",
        {
            "gillick": [
                {"person": child, "age": "from_13", **row, "example": example, "competent": "yes", **more}
            ]
        },
    )


def weigh(decision: str, **more: Any) -> Step:
    """The weigh-up in full."""
    words = {
        "weigh_reason": "The child needs help that only they give.",
        "weigh_others": "Nobody.",
        "weigh_shared": "Trust may be lost.",
        "weigh_unshared": "Help comes too late.",
        "weigh_wishes": "They would rather we did not.",
        "weigh_less": "No.",
        "weigh_interest": "no" if decision == "not_share" else "yes",
    }
    told: dict[str, Any] = {"weigh": decision}
    if decision in ("share", "not_share", "refer_anyway"):
        told |= {"weigh_with": "Basil Quill, team manager", "weigh_how": "phone", "weigh_on": when(10, 5)}
    if decision in ("not_share", "refer_anyway"):
        told["weigh_manager_reason"] = "Not enough to go on."
    return Step("S6N", {**words, **told, **more})


def weigh_harm(decision: str, **more: Any) -> Step:
    """The weigh-up with harm: harm if not shared, and the decision."""
    full = weigh(decision)
    short = {
        k: v
        for k, v in full.answers.items()
        if k in ("weigh", "weigh_unshared", "weigh_with", "weigh_how", "weigh_on", "weigh_manager_reason")
    }
    return Step("S6N", {**short, **more})


def basis(six: str, **more: Any) -> Step:
    """The basis in law; nothing special unless said."""
    return Step("S7", {"basis_6": six, "special": {"none": True}, "offences": "no", **more})


def checks(**odd: tuple[str, str]) -> Step:
    """Seven checks that hold, but for those named."""
    rows = []
    for key in CHECKS:
        holds, note = odd.get(key, ("yes", ""))
        rows.append({"id": key, "holds": holds, **({"note": note} if note else {})})
    return Step("S8", {"checks": rows, "hide": "no"})


def send(**more: Any) -> Step:
    """Passed on by telephone."""
    return Step(
        "S9",
        {
            "recipient": "Ivy Marl",
            "recipient_role": "adviser",
            "recipient_agency": "Debt charity",
            "recipient_checked": "yes",
            "method": "phone",
            "they_will": "Ring Parent B",
            "further": "no",
            "sent": "sent",
            "sent_on": when(10, 30),
            "sent_by": WORKER,
            **more,
        },
    )


def tell(person: Any = PARENT_B, **more: Any) -> Step:
    """The person told before."""
    row = {"when_told": "before", "told_on": when(10), **more}
    if row["when_told"] not in ("before", "at", "after"):
        row.pop("told_on", None)
    return Step("S10", {"told": [{"person": person, **row}]})


def signature(name: str, day: str = "2026-09-07", how: str = "paper") -> list[dict[str, str]]:
    """A signature on paper."""
    return [{"id": f"s-{name}", "name": name, "role": "", "how": how, "date": day}]


def finish(manager: str = "", day: str = "2026-09-07", now: datetime | None = None, **more: Any) -> Step:
    """Reasons and signatures. `manager` is `signs` or `later`, nothing where none signs."""
    answers: dict[str, Any] = {
        "reason": "It helps, and no less would do.",
        "worker_name": WORKER,
        "worker_signature": signature(WORKER, day),
    }
    if manager:
        answers |= {"manager_word": manager, "manager_name": "Basil Quill"}
    if manager == "signs":
        answers["manager_signature"] = signature("Basil Quill", day)
    return Step("S11", {**answers, **more}, now=now)


CHANGE = {"would_change": "A sign of harm."}
CALL = {
    "calls": [
        {
            "id": "c1",
            "rung": when(9, 55),
            "service": "emergency",
            "person": "Operator",
            "told": "Child A alone in the street in the dark.",
            "reference": {"none": True},
        }
    ]
}
TO_SEND = (basis("a"), checks(), send(), tell(), finish())


def play(
    case: Case, after: Callable[[Answers, Context, Step], Answers] | None = None
) -> tuple[Answers, Context]:
    """Walks a case to its end without a window; gives the answers and the context they stand in.

    `after` is handed the answers when each step was taken, and gives those to go on with.
    """
    context = Context(case.now, facts={"@author": WORKER})
    settings = {**SETTINGS, **case.settings}
    answers = case.first() if case.first else acts.begun(settings, context, list(case.about))
    for step in case.steps:
        if step.now is not None:
            context = Context(step.now, facts=context.facts)
            answers = settle(answers, context)
        answers = take(case, step, answers, context)
        if after is not None:
            answers = after(answers, context, step)
    return answers, context


def take(case: Case, step: Step, answers: Answers, context: Context) -> Answers:
    """One step: it must stand at the step's question, and afterwards further on or still there as the step says."""
    assert answers["at"] == step.state, (
        f"{case.number}: at {answers['at']}, not {step.state}: {answers['path']}"
    )
    if step.act == "retro":
        return acts.shared_already(answers, context, WORKER, **step.answers)
    if step.act == "put_right":
        for key, value in step.answers.items():
            answers = acts.put_right(answers, context, WORKER, key, value)
        return answers
    if step.act == "mistake":
        return acts.taken_back(answers, context, WORKER, str(step.answers["reason"]))
    if step.answers:
        answers = acts.changed(answers, {**answers, **merged(answers, step.answers)}, context)
    match step.act:
        case "danger" | "ring":
            answers = acts.pressed(answers, context, WORKER, step.act)
            assert answers["at"] == "EM", case.number
        case "advised":
            answers = acts.advice_closed(answers, context, WORKER)
            assert answers["at"] != "ADV", case.number
        case _:
            had = answers["path"]
            answers = acts.gone_on(answers, context, WORKER, step.state)
            stays = answers["at"] == step.state and answers["path"] == had
            assert stays == (step.act == "waits"), f"{case.number}: {step.state} -> {answers['at']}"
    return answers


def merged(answers: Mapping[str, Any], given: Mapping[str, Any]) -> Answers:
    """Typed answers laid over those there are: rows are found by person or id and keep what they hold."""
    made: Answers = {}
    for key, value in given.items():
        rows = isinstance(value, list) and value and all(isinstance(row, dict) for row in value)
        if not rows or key in ("worker_signature", "manager_signature"):
            made[key] = copy.deepcopy(value)
            continue
        # Who is asked is written anew: a child's own row may give way to a parent's.
        have = [] if key == "asked" else rows_of(answers, key)
        for row in value:
            name = key_of(row["person"]) if "person" in row and "id" not in row else None
            old = next(
                (
                    r
                    for r in have
                    if (name is not None and key_of(r.get("person")) == name)
                    or ("id" in row and r.get("id") == row["id"])
                ),
                None,
            )
            if old is None and name is None and "id" not in row:
                old = have[-1] if have else None
            if old is None:
                have.append({"id": f"{key}-{len(have) + 1}", **row})
            else:
                have[have.index(old)] = {**old, **row}
        made[key] = have
    return made
