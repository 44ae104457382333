"""The tour's part on the decision to share: the questions, both urgent buttons, the emergency, the end, practice."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Protocol

from tests.decision_cases import case
from tests.decision_steps import PARENT_B
from tests.tour_hand import Hand
from tests.ui.wizard.hand import Hand as WizardHand
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.ui.wizard.page import WizardPage

SHOWN = {
    "S0": "What started this, and whose information it is.",
    "S2": "Signs of serious harm: a number key for each.",
    "S6": "Asking for agreement, with the golden rule and what people often think.",
    "S6c": "What was explained: one key for each line.",
    "S6d": "Their answer.",
    "S7": "The basis in law, only those that fit.",
    "S8": "Seven checks, one key each.",
    "S9": "Passing it on; known names are filled in.",
    "S11": "Read through and sign.",
}


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def wizard(tour: Places, window: MainWindow, session: Session) -> None:
    """Walks the common consent case and an emergency, taking pictures. Call it with the program open on the example."""
    hand = tour.hand
    family = tour.family(session)
    page, writer = _begin(window, session, lambda: window.decide(family))
    day = session.today().isoformat()
    for place, step in enumerate(case("1").steps):
        answers = _named({**step.answers, **({"about": [PARENT_B]} if place == 0 else {})}, day)
        if page.course.view == "S5b":
            writer.answer({"relevant": "no"})
            writer.go_on()
        writer.answer(answers)
        if step.state in SHOWN:
            hand.shoot(window, f"decide-{step.state.lower()}", SHOWN[step.state])
        writer.go_on()
        if page.dialog is not None:
            page.dialog.reject()
    hand.shoot(window, "decide-end", "Every question is answered; read back before it is finished.")
    _, writer = _begin(window, session, lambda: window.decide(family))
    writer.page.press("danger")
    hand.shoot(window, "decide-danger", "Child in danger now: the numbers first, then the call log.")
    window.practise()
    hand.rest()
    hand.shoot(window, "decide-practice", "Practice on an invented case. Nothing is kept.")


def _named(answers: dict[str, Any], day: str) -> dict[str, Any]:
    """The answers of the worked case, with a name of the example and the day of the tour."""
    words = json.dumps(answers).replace("Parent B", "Sorrel Thistlewick").replace("2026-09-07", day)
    named: dict[str, Any] = json.loads(words)
    return named


def _begin(window: MainWindow, session: Session, start: Callable[[], Any]) -> tuple[WizardPage, WizardHand]:
    start()
    page = window.page
    assert isinstance(page, WizardPage)
    return page, WizardHand(page, SimpleNamespace(now=session.now()))  # type: ignore[arg-type]
