"""Where a decision stands, and what is kept of that beside the answers; pure functions.

`settle` is run after every change. It keeps `path`, `at`, `route`, `outcome` and the facts conditions ask about, so that the
record's pages, its paper and its list lines need nothing but the answers. `check` refuses a record whose kept path is not
the one its answers lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.forms.conditions import Scope
from toolkit.forms.decision.deadlines import advice_by
from toolkit.forms.decision.facts import facts
from toolkit.forms.decision.flow import State, Walk, walk
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.known import advice, emergency, in_danger, is_retro, open_press
from toolkit.forms.decision.outcomes import code_of
from toolkit.forms.decision.seeds import PRESET, listed, seeded
from toolkit.forms.decision.states import ADVICE, FLOW, TO_COMPLETE
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.rules import page_problems


def stand(answers: Mapping[str, Any], context: Context) -> Walk:
    """Where the answers stand: the states on the way, the one being asked, and the route so far."""
    once = _Once()
    plain = walk(FLOW, answers, context, once.facts, once.complete)
    presses = [r for r in rows_of(answers, "presses") if r.get("result") != "mistake"]
    if not presses:
        return plain
    danger = in_danger(answers) or any(r.get("kind") == "danger" for r in presses)
    route = "EM" if danger else "CP"
    early = tuple(key for key in plain.passed if key not in _AFTER_CALL)
    if open_press(answers) is not None:
        return Walk((*early, "EM"), "EM", route, waits=True)
    if "EM" in plain.path:
        return plain
    return walk(FLOW, answers, context, once.facts, once.complete, start="EM", route=route, behind=early)


class _Once:
    """Works the facts out once for each question of a walk: whether it is complete and where it leads both ask them."""

    def __init__(self) -> None:
        self._last: tuple[Mapping[str, Any], str, dict[str, str]] | None = None

    def facts(self, answers: Mapping[str, Any], context: Context, route: str) -> dict[str, str]:
        """The facts of these very answers on this route."""
        if self._last is None or self._last[0] is not answers or self._last[1] != route:
            self._last = (answers, route, facts(answers, context, route))
        return self._last[2]

    def complete(self, state: State, answers: Mapping[str, Any], context: Context, route: str) -> bool:
        """Whether a state's page is answered well enough to go on."""
        return state.page is None or _well(
            state, answers, context, route, self.facts(answers, context, route)
        )


_AFTER_CALL = ("EM", "S10", "S11", ADVICE)


def to_complete(answers: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """The questions an emergency leaves to be completed, in order; none when there was no emergency."""
    if not emergency(answers):
        return ()
    return tuple(key for key in questions_later(answers) if not completed(key, answers, context))


def questions_later(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions to be completed after an emergency; those on agreement where somebody was safe to ask."""
    if not any(row.get("safe") == "yes" for row in rows_of(answers, "ask")):
        return TO_COMPLETE
    child = any(row.get("capacity") == "child" for row in rows_of(answers, "asked"))
    agreement = ("S6b", "S6g", "S6c", "S6d") if child else ("S6b", "S6c", "S6d")
    place = TO_COMPLETE.index("S6") + 1
    return (*TO_COMPLETE[:place], *agreement, *TO_COMPLETE[place:])


def _only_preset(key: str, answers: Mapping[str, Any]) -> bool:
    """Whether all that a question holds was filled in by the program, and nobody has gone on from it."""
    if key in listed(answers.get("gone")):
        return False
    if key == "S6":
        rows = rows_of(answers, "ask")
        return bool(rows) and all(
            {k: v for k, v in row.items() if k not in ("id", "person")} == PRESET for row in rows
        )
    return False


def completed(key: str, answers: Mapping[str, Any], context: Context) -> bool:
    """Whether the page of a state is answered, wherever the decision stands."""
    state = FLOW.state(key)
    has = (
        any(answers.get(part.key) not in (None, "", [], {}) for part in state.page.fields)
        if state.page
        else False
    )
    if not has or _only_preset(key, answers):
        return False
    if key == "S6d" and any(row.get("answer") == "waiting" for row in rows_of(answers, "answered")):
        return False
    return complete(state, answers, context, str(answers.get("route") or ""))


def complete(state: State, answers: Mapping[str, Any], context: Context, route: str) -> bool:
    """Whether a state's page is answered well enough to go on: nothing missing, nothing refused, no guard against it."""
    return state.page is None or _well(state, answers, context, route, facts(answers, context, route))


def _well(
    state: State, answers: Mapping[str, Any], context: Context, route: str, derived: Mapping[str, str]
) -> bool:
    assert state.page is not None
    known = _with_facts(context, route, derived)
    found = page_problems(state.page, Scope({**answers, "route": route}, known))
    found += page_guards(state.key, answers, known, route)
    return all(problem.level == "warned" for problem in found)


def judged(answers: Mapping[str, Any], context: Context, route: str) -> Context:
    """The context with the facts of the decision among its own."""
    return _with_facts(context, route, facts(answers, context, route))


def _with_facts(context: Context, route: str, derived: Mapping[str, str]) -> Context:
    found = {**context.facts, "@route": route, **derived}
    return Context(context.now, context.people, found, context.written, context.late_hours, context.scores)


def outcome(answers: Mapping[str, Any], walked: Walk) -> str:
    """The outcome code the answers lead to, or nothing while there is none."""
    return code_of(walked.route, is_retro(answers))


def settle(answers: Mapping[str, Any], context: Context) -> Answers:
    """The answers with where they stand, the rows the next question needs, and open advice where a doubt was voiced."""
    kept: Answers = dict(answers)
    walked = stand(kept, context)
    if walked.back is not None and walked.back.clears:
        for key in walked.back.clears:
            kept.pop(key, None)
        again = [k for k in listed(kept.get("again")) if k != walked.at]
        kept["again"] = [*again, walked.at]
        walked = stand(kept, context)
    if walked.at in listed(kept.get("gone")):
        # Asked again, or not answered well enough: typing alone does not lead on, the worker presses Next once more.
        kept["gone"] = [key for key in listed(kept.get("gone")) if key != walked.at]
    _stamp_route(kept, walked.route, context)
    kept |= {
        "path": list(walked.path),
        "at": walked.at,
        "route": walked.route,
        "outcome": outcome(kept, walked),
    }
    _what_is_left(kept, context)
    if walked.at == ADVICE:
        _ask_for_advice(kept, walked, context)
    kept = seeded(kept, context)
    kept["derived"] = facts(kept, context, walked.route)
    return kept


def _stamp_route(answers: Answers, route: str, context: Context) -> None:
    """Keeps when each route was first taken, so that looking at an answer again does not move the day of a decision."""
    taken = answers.get("routes")
    routes = dict(taken) if isinstance(taken, dict) else {}
    if route:
        routes.setdefault(route, context.now.strftime("%Y-%m-%dT%H:%M"))
        answers |= {"routes": routes, "route_on": routes[route]}
    else:
        answers.pop("route_on", None)


def _what_is_left(answers: Answers, context: Context) -> None:
    """After an emergency: which questions are still to be completed, and which were completed beside the way."""
    if not emergency(answers):
        answers.pop("later", None)
        answers.pop("later_done", None)
        return
    left = to_complete(answers, context)
    passed = listed(answers.get("path"))
    answers["later"] = list(left)
    answers["later_done"] = [key for key in questions_later(answers) if key not in left and key not in passed]


def _ask_for_advice(answers: Answers, walked: Walk, context: Context) -> None:
    asking = walked.path[-2] if len(walked.path) > 1 else "S0"
    if any(row.get("used") != "yes" for row in advice(answers, asking)):
        return
    rows = rows_of(answers, "advice")
    by = advice_by(answers, context, context.now.date(), asking)
    answers["advice"] = [
        *rows,
        {
            "id": f"advice-{len(rows) + 1}",
            "state": asking,
            "asked_on": context.now.strftime("%Y-%m-%dT%H:%M"),
            "review": by.isoformat(),
        },
    ]


def asking_state(answers: Mapping[str, Any]) -> str:
    """The question for which advice is being asked, or nothing."""
    path = answers.get("path") or []
    return str(path[-2]) if answers.get("at") == ADVICE and len(path) > 1 else ""
