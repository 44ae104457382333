"""A flow of questions as data: states, the moves between them, and the pure function that says where answers stand.

Where somebody is in a flow follows from the answers alone, so a program that was killed comes back to the same question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from toolkit.forms.conditions import Scope, holds
from toolkit.forms.people import Context
from toolkit.forms.vocabulary import AllOf, AnyOf, Not, Page, When, _Part

END = "END"
"""Where a finished flow stands: every question answered."""
STAY = "stay"
"""Target of a move that waits: for an answer, for a date, for somebody."""


class Move(_Part, frozen=True, kw_only=True):
    """An arrow out of a state, taken when its condition holds. `route` names what kind of decision it has become."""

    to: str
    when: When | AllOf | AnyOf | Not | None = None
    route: str = ""
    clears: tuple[str, ...] = ()
    """Where it leads back to a state met before: the answers that led there, which are asked anew."""


class State(_Part, frozen=True, kw_only=True):
    """One question. The first move that holds is taken; a state without a page is only a fork in the road.

    `main` is the field whose options are shown large. `golden` are the numbers of the golden rules beside it, keyed by
    rule set id. `myth` is a thing people often think and what is true.
    """

    key: str
    page: Page | None = None
    main: str = ""
    short: str = ""
    """The question in the list of answers so far."""
    moves: tuple[Move, ...]
    golden: tuple[tuple[str, tuple[int, ...]], ...] = ()
    cards: tuple[str, ...] = ()
    myth: tuple[str, str] = ("", "")


class Flow(_Part, frozen=True, kw_only=True):
    """States in the order they are usually met; `first` is where a flow begins."""

    first: str
    states: tuple[State, ...]

    def state(self, key: str) -> State:
        """The state with this key. Raises KeyError."""
        for state in self.states:
            if state.key == key:
                return state
        raise KeyError(key)


@dataclass(frozen=True)
class Walk:
    """Where answers stand: the states met, the one being asked (`END` when all are answered), and the route so far.

    `passed` are the states with a page that have been answered, `waits` whether the state asked is waiting for something.
    """

    path: tuple[str, ...]
    at: str
    route: str = ""
    waits: bool = False
    back: Move | None = None
    """The move that led back to a state met before, if the walk ended so."""

    @property
    def passed(self) -> tuple[str, ...]:
        """The states answered before the one being asked."""
        return self.path if self.at == END else self.path[:-1]


Facts: TypeAlias = Callable[[Mapping[str, Any], Context, str], Mapping[str, str]]
"""What conditions may ask (`@harm`: yes), from the answers, the context and the route so far."""
Complete: TypeAlias = Callable[[State, Mapping[str, Any], Context, str], bool]
"""Whether a state's own page is answered well enough to go on."""


def walk(
    flow: Flow,
    answers: Mapping[str, Any],
    context: Context,
    facts: Facts,
    complete: Complete,
    start: str = "",
    route: str = "",
    behind: tuple[str, ...] = (),
) -> Walk:
    """Follows the answers from the first state until one is not answered, waits, or nothing is left to ask.

    A question counts as answered once "Next question" was pressed on it (`answers["gone"]`), so that a killed program comes
    back to the very same one. A state named in `answers["again"]` was put in doubt by a changed answer: the walk stops there
    until it is looked at.
    `start` and `route` begin it elsewhere, with the states `behind` already passed.
    """
    path: list[str] = list(behind)
    key = start or flow.first
    move: Move | None = None
    gone, doubted = _names(answers.get("gone")), _names(answers.get("again"))
    while key != END:
        state = flow.state(key)
        # What is judged stands on the way that led here, not on the one stored by an earlier visit.
        here = {**answers, "path": [*path, key]}
        if state.page is not None:
            if key in path:
                # Asked once more: everything after it is not on the way any longer.
                path = path[: path.index(key) + 1]
                return Walk(tuple(path), key, route, back=move)
            path.append(key)
            if key not in gone or key in doubted or not complete(state, here, context, route):
                return Walk(tuple(path), key, route)
        move = taken(state, here, context, route, facts)
        if move is None or move.to == STAY:
            return Walk(tuple(path), key, route, waits=move is not None)
        route = move.route or route
        key = move.to
    return Walk(tuple(path), END, route)


def _names(answer: object) -> set[str]:
    return {str(name) for name in answer} if isinstance(answer, list) else set()


def taken(
    state: State, answers: Mapping[str, Any], context: Context, route: str, facts: Facts
) -> Move | None:
    """The first move out of a state whose condition holds, or None."""
    found = dict(context.facts) | {"@route": route} | dict(facts(answers, context, route))
    scope = Scope(answers, Context(context.now, context.people, found, context.written))
    return next((move for move in state.moves if holds(move.when, scope)), None)


def paths(flow: Flow, start: str = "", limit: int = 60) -> Iterator[tuple[str, ...]]:
    """Every way through the arrows from the first state to the end that passes no state twice, whatever the answers."""
    first = start or flow.first

    def onward(key: str, behind: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        here = (*behind, key)
        if key == END:
            yield here
        elif len(here) < limit:
            for target in dict.fromkeys(m.to for m in flow.state(key).moves):
                if target != STAY and target not in here:
                    yield from onward(target, here)

    yield from onward(first, ())
