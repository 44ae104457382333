"""The tour's part on the decision to share: the questions, both urgent buttons, the emergency, the end, practice."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Protocol

from tests.decision_cases import case
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
    one = case("1")
    about = {"about": [{"name": "Sorrel Thistlewick", "role": "mother"}]}
    for place, step in enumerate(one.steps):
        answers = {**step.answers, **(about if place == 0 else {})}
        if page.course.view == "S5b":
            writer.answer({"relevant": "no"})
            writer.go_on()
        if step.state not in ("S9", "S10", "S11", "S6b", "S6c", "S6d"):
            writer.answer({key: value for key, value in answers.items() if key != "ask"})
        if page.course.view == "S6":
            writer.on_words()
            writer.digit(1)
        if step.state in SHOWN:
            hand.shoot(window, f"decide-{step.state.lower()}", SHOWN[step.state])
        writer.go_on()
        if page.course.view == step.state:
            break
    _, writer = _begin(window, session, lambda: window.decide(family))
    writer.page.press("danger")
    hand.shoot(window, "decide-danger", "Child in danger now: the numbers first, then the call log.")
    window.practise()
    hand.rest()
    hand.shoot(window, "decide-practice", "Practice on an invented case. Nothing is kept.")


def _begin(window: MainWindow, session: Session, start: Callable[[], Any]) -> tuple[WizardPage, WizardHand]:
    start()
    page = window.page
    assert isinstance(page, WizardPage)
    return page, WizardHand(page, SimpleNamespace(now=session.now()))  # type: ignore[arg-type]
