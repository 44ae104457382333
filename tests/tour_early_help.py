"""The tour's part on early help: a conversation, its assessment with map and voices, three meetings, and what they lead to."""

from __future__ import annotations

from typing import Any, Protocol

from tests.early_help_story import assessment, conversation, meeting, views
from tests.tour_hand import Hand
from toolkit.forms.people import Answers
from toolkit.ui.form_view import RecordPage
from toolkit.ui.main_window import MainWindow
from toolkit.ui.open_record import show_place
from toolkit.ui.record_store import VaultStore
from toolkit.ui.session import Session
from toolkit.ui.start_record import Beginning, first_answers, last_final

MOTHER, FATHERS, CHILDREN, UNBORN = "sorrel", ("basil", "wrens-father"), ("wren", "pip"), "unborn"


class Places(Protocol):
    """What of the tour is needed here."""

    hand: Hand

    def family(self, session: Session, name: str = "Thistlewick") -> str:
        """The id of a family of the example."""


def early_help(tour: Places, window: MainWindow, session: Session) -> None:
    """Walks the series and takes its pictures. It leaves finished records, so it comes late in a tour."""
    hand = tour.hand
    family = tour.family(session)
    talk = _draft(window, session, family, "eh_check", conversation(MOTHER, "wren"))
    _shoot(hand, window, talk, "indicators_page", "early-help-signs", "Signs, each with its strength.")
    assert talk.edit is not None
    talk.edit.answers["abuse"] = "not_known"
    talk.edit.renew()
    _shoot(
        hand, window, talk, "abuse", "early-help-harm", "Any sign of harm: whom to ring, and the referral."
    )
    talk.edit.answers["abuse"] = "no"
    talk.edit.renew()
    _shoot(hand, window, talk, "talk", "early-help-talk", "The eight questions.")
    _shoot(hand, window, talk, "outcome_page", "early-help-outcome", "What comes of it.")
    _finish(talk)

    first = _first(session, family, "eha")
    typed = assessment(MOTHER, (*CHILDREN, UNBORN), FATHERS)
    typed["child_views"] = views(first["child_views"], CHILDREN, "Pulls up on the sofa and laughs at Wren.")
    typed["parent_views"] = views(first["parent_views"], (MOTHER, *FATHERS))
    typed["tried"] = [{**row, "result": "Helped on those mornings."} for row in first["tried"]]
    page = _draft(window, session, family, "eha", typed)
    for place, name, about in (
        ("agreement", "assessment-agreement", "Agreement first."),
        ("background", "assessment-family", "The family, filled in from the file."),
        ("children", "assessment-children", "Each child in seven parts."),
        ("map_page", "assessment-map", "The last map, as it stands."),
        ("views", "assessment-views", "What each said last, and where that is written."),
        ("level", "assessment-level", "The level, in the words of this area."),
        ("analysis", "assessment-analysis", "What it means, and the level."),
        ("plan_page", "assessment-plan", "The plan for the wall."),
        ("end", "assessment-end", "Who leads, when next, who gets a copy."),
    ):
        _shoot(hand, window, page, place, name, about)
    _finish(page)
    for number in (1, 2, 3):
        first = _first(session, family, "taf")
        written = meeting(
            first["plan"],
            {"bed": ("stuck", "Sorrel works evenings."), "club": ("done", "Every Monday.")},
            CHILDREN,
            (MOTHER,),
            FATHERS,
            came=first["present"][:4],
            day="2026-12-10",
            decision="go_on" if number < 3 else "up",
        )
        page = _draft(window, session, family, "taf", {**written, "event": f"2026-11-12T1{number}:00"})
        if number == 1:
            _shoot(hand, window, page, "who", "team-meeting", "The family first.")
            _shoot(hand, window, page, "child_views", "team-meeting-views", "Each child, and nine needs.")
        if number == 3:
            _shoot(
                hand,
                window,
                page,
                "plan_page",
                "team-meeting-plan",
                "Each part, with what was said last time.",
            )
            _shoot(hand, window, page, "scale_page", "team-meeting-scale", "Each person's own number.")
            _shoot(hand, window, page, "decision_page", "team-meeting-decision", "Stepping up does not wait.")
            _shoot(hand, window, page, "next_page", "team-meeting-steps", "Our next steps.")
        _finish(page)
    hand.shoot(window, "team-meeting-final", "The third meeting, finished, with what comes next.")
    window.place("today")


def _first(session: Session, family: str, form_id: str) -> Answers:
    previous = last_final(session, form_id, family)
    return first_answers(session, form_id, family, Beginning(form_id, family, previous=previous))


def _draft(
    window: MainWindow, session: Session, family: str, form_id: str, written: dict[str, Any]
) -> RecordPage:
    """A new record as it begins, with what a worker writes."""
    store = VaultStore(session, form_id=form_id, family_id=family)
    kept = {key: value for key, value in written.items() if value is not None}
    store.save({**_first(session, family, form_id), "event": f"{session.today().isoformat()}T09:00", **kept})
    window.record(store.record_id)
    page = window.page
    assert isinstance(page, RecordPage)
    return page


def _shoot(hand: Hand, window: MainWindow, page: RecordPage, place: str, name: str, about: str) -> None:
    show_place(page, place)
    hand.rest(150)
    hand.shoot(window, name, about)


def _finish(page: RecordPage) -> None:
    """Finishes it; what stands in the way is said."""
    assert page.edit is not None
    page.edit.judge()
    ways = [f"{one.path}: {one.sentence}" for one in page.edit.gaps.stand_in_the_way()]
    assert not ways, ways
    page.flush()
    page.store.finish(page.answers)
    page._show_state()
