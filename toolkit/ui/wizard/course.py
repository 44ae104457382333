"""One decision while it is walked: the answers, the question that is shown, and what each step does. No Qt here."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.forms.conditions import Problem, Scope
from toolkit.forms.decision import acts
from toolkit.forms.decision.engine import judged, settle, stand, to_complete
from toolkit.forms.decision.flow import END
from toolkit.forms.decision.guards import page_guards
from toolkit.forms.decision.known import open_press
from toolkit.forms.decision.states import ADVICE, FLOW
from toolkit.forms.people import Answers, Context
from toolkit.forms.rules import page_problems
from toolkit.ui.wizard.prefill import prefilled


class Course:
    """Holds the settled answers and the key of the question that is shown (`END` when all are answered).

    `working` is the dict that editors keep up to date; `edit` takes it in. `changed` is called after every change.
    """

    def __init__(
        self,
        answers: Mapping[str, Any],
        context_for: Callable[[Answers], Context],
        who: str,
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        self._context_for = context_for
        self.who = who
        self.changed = changed
        self.answers: Answers = settle(answers, context_for(dict(answers)))
        self.view = self.at
        self.working: Answers = {}
        self._renew()

    @property
    def at(self) -> str:
        """The question being asked, `END` when all are answered."""
        return str(self.answers.get("at") or FLOW.first)

    @property
    def path(self) -> list[str]:
        """The questions on the way."""
        path = self.answers.get("path")
        return [str(key) for key in path] if isinstance(path, list) else []

    @property
    def context(self) -> Context:
        """What the answers are judged in now."""
        return self._context_for(self.answers)

    @property
    def route(self) -> str:
        """The route so far."""
        return str(self.answers.get("route") or "")

    def scope(self) -> Scope:
        """Where the fields of the question shown are judged."""
        return Scope(self.working, judged(self.working, self.context, self.route))

    def harm(self) -> bool:
        """Whether somebody may be seriously harmed."""
        derived = self.answers.get("derived")
        return isinstance(derived, dict) and derived.get("@harm") == "yes"

    def waits(self) -> bool:
        """Whether the question asked is answered, and Next would still not lead on: it waits for something."""
        gone = self.answers.get("gone")
        pressed = [*(gone if isinstance(gone, list) else []), self.at]
        return stand({**self.answers, "gone": pressed}, self.context).waits

    def emergency_open(self) -> bool:
        """Whether an emergency was begun and nobody has been rung yet."""
        return open_press(self.answers) is not None

    def may_take_back(self) -> bool:
        """Whether the emergency may still be taken back: nobody was rung for it yet."""
        return acts.can_take_back(self.answers)

    def left_to_complete(self) -> list[str]:
        """The questions an emergency left open."""
        return list(to_complete(self.answers, self.context))

    # What a person does

    def edit(self) -> None:
        """Takes in what was typed or chosen."""
        before, view = self.answers, self.view
        self.answers = acts.changed(before, copy.deepcopy(self.working), self.context)
        self._keep_working()
        if view == before.get("at") and view not in self.path and self.at != END:
            # The question that was being answered is no longer on the way.
            self.show(self.at)
        self.changed()

    def problems(self) -> list[Problem]:
        """What is missing or wrong on the question shown."""
        state = FLOW.state(self.view) if self.view != END else None
        if state is None or state.page is None:
            return []
        known = judged(self.answers, self.context, self.route)
        found = page_problems(state.page, Scope({**self.answers, "route": self.route}, known))
        return found + page_guards(state.key, self.answers, known, self.route)

    def go_on(self) -> None:
        """Next question: what is shown counts as answered. The caller has looked at `problems`."""
        before = self.view
        if before == ADVICE:
            self.answers = acts.advice_closed(self.answers, self.context, self.who)
        else:
            self.answers = acts.gone_on(self.answers, self.context, self.who, before)
        left = self.left_to_complete()
        if before not in self.path and left and before in self.answers.get("gone", []):
            self.show(left[0])
        else:
            self.show(self.at)
        self.changed()

    def show(self, key: str) -> None:
        """Shows a question, filled in with what is known already."""
        self.view = key
        if key != END:
            self.answers = prefilled(key, self.answers, self.context)
        self._renew()

    def before(self) -> str:
        """The question before the one that is shown, or nothing."""
        path = [key for key in self.path if key != ADVICE]
        if self.view == END:
            return path[-1] if path else ""
        if self.view in path:
            place = path.index(self.view)
            return path[place - 1] if place else ""
        return path[-1] if path else ""

    def press(self, kind: str) -> None:
        """Child in danger now (`danger`) or Ring now (`ring`)."""
        # "Ring now" that turns out to be danger becomes the emergency; the same alarm pressed twice is one.
        is_open = open_press(self.answers)
        if is_open is None or (kind == "danger" and is_open.get("kind") == "ring"):
            self.answers = acts.pressed(self.answers, self.context, self.who, kind)
        self.show(self.at)
        self.changed()

    def take_back(self, reason: str) -> None:
        """It was pressed by mistake, or the danger is over. Raises ValueError without a reason."""
        self.answers = acts.taken_back(self.answers, self.context, self.who, reason)
        self.show(self.at)
        self.changed()

    def put_right(self, key: str, value: object) -> None:
        """Puts an earlier answer right from where it stands. Raises ValueError for one that cannot be."""
        self.answers = acts.put_right(self.answers, self.context, self.who, key, value)
        self.show(self.at)
        self.changed()

    def shared_already(self, *, when: str, what: str, whom: str, how: str) -> None:
        """It was shared before it was decided."""
        self.answers = acts.shared_already(
            self.answers, self.context, self.who, when=when, what=what, whom=whom, how=how
        )
        self.show(self.view)
        self.changed()

    def _renew(self) -> None:
        self.working = copy.deepcopy(self.answers)

    def _keep_working(self) -> None:
        fresh = copy.deepcopy(self.answers)
        self.working.clear()
        self.working.update(fresh)
