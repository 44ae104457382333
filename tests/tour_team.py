"""The tour's part on the worker and the team: what is due, training, competence, learning; fathers, measures and the audit of a family."""

from __future__ import annotations

from typing import Protocol

from tests.team_example import fill_team
from tests.tour_hand import Hand
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.session import Session
from toolkit.ui.team.pages import open_team

PAGES = {
    "training": {
        "post": "A training record: the post, its level, induction.",
        "training_page": "Training done, with certificates and refreshers, and what is booked.",
    },
    "competence": {
        "grid": "What the level asks, what is met and who agreed.",
        "content": "What the training for the level holds.",
    },
    "course_evaluation": {
        "course_page": "A course: what was learnt.",
        "back": "The look back, three months later.",
    },
    "learning_needs": {
        "about_page": "Learning needs in nine sections.",
        "meeting_page": "How they are met, by when.",
    },
    "is_it_working": {"signs": "Eight good signs and eight warning signs, never added up."},
    "learning": {"log": "The learning log.", "plan_page": "The service plan, with staffing."},
}
"""The pages that are shown of each record of the team."""
OF_FAMILY = {
    "fathers": {"case": "Working with fathers, filled in from the family file."},
    "measures": {"log": "Outcome measures: name, day and where the form is filed."},
    "case_audit": {"audit_page": "A case self-audit, filled in where the records know the answer."},
}


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def team(tour: Places, window: MainWindow, session: Session) -> None:
    """Shows the page without and with records, each form of it, and the three forms of a family."""
    hand = tour.hand
    open_team(session, window)
    hand.shoot(window, "team-empty", "Me and my team, before anything was written.")
    records = fill_team(session)
    open_team(session, window)
    hand.shoot(window, "team", "Me and my team: what is due, and the records of each form.")
    for form_id, pages in PAGES.items():
        window.record(records[form_id])
        _show(hand, window, form_id, pages)
    window.new_record("fathers_service", None)
    _show(hand, window, "fathers_service", {"service": "Working with fathers: our service."})
    family = tour.family(session)
    for form_id, pages in OF_FAMILY.items():
        window.new_record(form_id, family)
        _show(hand, window, form_id, pages)
    window.place("today")


def _show(hand: Hand, window: MainWindow, form_id: str, pages: dict[str, str]) -> None:
    page = window.page
    assert isinstance(page, RecordPage)
    for key, words in pages.items():
        assert page.edit is not None
        page.edit.open_page(key)
        hand.rest(300)
        hand.shoot(window, f"{form_id.replace('_', '-')}-{key.split('_')[0]}", words)
