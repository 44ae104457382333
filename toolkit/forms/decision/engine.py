"""Where a decision stands, and what is kept of that beside the answers; pure functions.

`settle` is run after every change. It keeps `path`, `at`, `route`, `outcome` and the facts conditions ask about, so that the
record's pages, its paper and its list lines need nothing but the answers. `check` refuses a record whose kept path is not
the one its answers lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.conditions import Scope
from toolkit.forms.decision.facts import advice, answerers, emergency, facts, key_of, ticks
from toolkit.forms.decision.flow import END, State, Walk, walk
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.states import ADVICE, FLOW, TO_COMPLETE
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.rules import page_problems

OUTCOMES = {
    "EM": "T-EM",
    "CP": "T-CP",
    "CONSENT": "T-CONSENT",
    "NOCONSENT": "T-NOCONSENT",
    "LEGAL": "T-LEGAL",
    "ANON": "T-ANON",
    "NO": "T-NO",
}


def stand(answers: Mapping[str, Any], context: Context) -> Walk:
    """Where the answers stand: the states on the way, the one being asked, and the route so far."""
    plain = walk(FLOW, answers, context, facts, complete)
    press = last_press(answers)
    if press is None or "EM" in plain.path:
        return plain
    route = "EM" if press.get("kind") == "danger" else "CP"
    early = tuple(key for key in plain.passed if key not in ("S10", "S11", ADVICE))
    if press.get("result") != "rung":
        return Walk((*early, "EM"), "EM", route, waits=True)
    return walk(FLOW, answers, context, facts, complete, start="EM", route=route, behind=early)


def last_press(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The press of "Child in danger now" or "Ring now" that counts: the last one that was no mistake."""
    return next((r for r in reversed(rows_of(answers, "presses")) if r.get("result") != "mistake"), None)


def in_emergency(answers: Mapping[str, Any]) -> bool:
    """Whether the decision goes by way of the emergency."""
    return emergency(answers)


def to_complete(answers: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """The questions an emergency leaves to be completed, in order; none when there was no emergency."""
    if not emergency(answers):
        return ()
    return tuple(key for key in TO_COMPLETE if not completed(key, answers, context))


def completed(key: str, answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the page of a state is answered, wherever the decision stands."""
    state = FLOW.state(key)
    has = (
        any(answers.get(part.key) not in (None, "", [], {}) for part in state.page.fields)
        if state.page
        else False
    )
    return has and complete(state, answers, context, str(answers.get("route") or ""))


def complete(state: State, answers: Mapping[str, Any], context: Context, route: str) -> bool:
    """Whether a state's page is answered well enough to go on: nothing missing, nothing refused, no guard against it."""
    if state.page is None:
        return True
    known = judged(answers, context, route)
    found = page_problems(state.page, Scope({**answers, "route": route}, known))
    found += page_guards(state.key, answers, known, route)
    return all(problem.level == "warned" for problem in found)


def judged(answers: Mapping[str, Any], context: Context, route: str) -> Context:
    """The context with the facts of the decision among its own."""
    found = {**context.facts, "@route": route, **facts(answers, context, route)}
    return Context(context.now, context.people, found, context.written, context.late_hours, context.scores)


def outcome(answers: Mapping[str, Any], walked: Walk) -> str:
    """The outcome code the answers lead to, or nothing while there is none."""
    if walked.route == "NO" and answers.get("retro") == "yes":
        return "T-REV"
    return OUTCOMES.get(walked.route, "")


def settle(answers: Mapping[str, Any], context: Context) -> Answers:
    """The answers with where they stand, the rows the next question needs, and open advice where a doubt was voiced."""
    kept: Answers = dict(answers)
    walked = stand(kept, context)
    if walked.back is not None and walked.back.clears:
        for key in walked.back.clears:
            kept.pop(key, None)
        again = [k for k in kept.get("again") or [] if k != walked.at]
        kept["again"] = [*again, walked.at]
        walked = stand(kept, context)
    if walked.route and walked.route != kept.get("route"):
        kept["route_on"] = context.now.strftime("%Y-%m-%dT%H:%M")
    kept |= {
        "path": list(walked.path),
        "at": walked.at,
        "route": walked.route,
        "outcome": outcome(kept, walked),
    }
    kept["derived"] = facts(kept, context, walked.route)
    kept = seeded(kept, context)
    if walked.at == ADVICE:
        _ask_for_advice(kept, walked, context)
    return kept


def seeded(answers: Answers, context: Context) -> Answers:
    """The answers with a row for each person the question being asked is about."""
    match answers.get("at"):
        case "S6":
            return _rows_for(answers, "ask", _subjects(answers), preset=_presets(answers))
        case "S6b":
            safe = [r.get("person") for r in rows_of(answers, "ask") if r.get("safe") == "yes"]
            return _rows_for(answers, "asked", safe)
        case "S6g":
            children = [r.get("person") for r in rows_of(answers, "asked") if r.get("capacity") == "child"]
            return _rows_for(answers, "gillick", children)
        case "S6c":
            return _rows_for(answers, "explained", answerers(answers), only=True)
        case "S6d":
            return _rows_for(answers, "answered", answerers(answers), only=True)
        case "S10":
            return _rows_for(answers, "told", _subjects(answers))
    return answers


def _subjects(answers: Mapping[str, Any]) -> list[object]:
    about = answers.get("about")
    return about if isinstance(about, list) else []


def _presets(answers: Mapping[str, Any]) -> dict[str, Any]:
    # A child at risk of harm: we would share whatever the answer. The worker may take the tick away.
    return {"safe": "no", "reasons": ["X6"]} if "H1" in ticks(answers) else {}


def _rows_for(
    answers: Answers, key: str, people: list[object], preset: dict[str, Any] | None = None, only: bool = False
) -> Answers:
    rows = rows_of(answers, key)
    wanted = {key_of(person) for person in people}
    if only:
        # Somebody no longer asked: their row is kept aside, so that it comes back with them.
        away = [r for r in rows if key_of(r.get("person")) not in wanted]
        if away:
            answers[f"{key}_aside"] = [*rows_of(answers, f"{key}_aside"), *away]
        rows = [r for r in rows if key_of(r.get("person")) in wanted]
        back = {key_of(r.get("person")): r for r in rows_of(answers, f"{key}_aside")}
    else:
        back = {}
    have = {key_of(row.get("person")) for row in rows}
    for person in people:
        if key_of(person) not in have:
            known = back.get(key_of(person))
            rows.append(known or {"id": f"{key}-{key_of(person)}", "person": person, **(preset or {})})
            have.add(key_of(person))
    if rows:
        answers[key] = rows
    return answers


def _ask_for_advice(answers: Answers, walked: Walk, context: Context) -> None:
    asking = walked.path[-2] if len(walked.path) > 1 else "S0"
    if any(row.get("used") != "yes" for row in advice(answers, asking)):
        return
    rows = rows_of(answers, "advice")
    day = context.now.strftime("%Y-%m-%dT%H:%M")
    answers["advice"] = [*rows, {"id": f"advice-{len(rows) + 1}", "state": asking, "asked_on": day}]


def asking_state(answers: Mapping[str, Any]) -> str:
    """The question for which advice is being asked, or nothing."""
    path = answers.get("path") or []
    return str(path[-2]) if answers.get("at") == ADVICE and len(path) > 1 else ""


def is_done(answers: Mapping[str, Any]) -> bool:
    """Whether every question on the way is answered."""
    return answers.get("at") == END
