"""Opens the pages of this room from wherever a person is."""

from __future__ import annotations

from toolkit.ui.page import Go
from toolkit.ui.session import Session


def open_trail(
    session: Session, go: Go, *, family_id: str = "", record_id: str = "", about: str = ""
) -> None:
    """Opens the history of all records, of a family or of one record; `about` narrows it to a kind."""
    from toolkit.ui.safety.trail_page import TrailPage

    place = "families" if family_id or record_id else "settings"
    go.show_page(
        place, lambda go: TrailPage(session, go, family_id=family_id, record_id=record_id, about=about)
    )


def open_health(session: Session, go: Go) -> None:
    """Opens the health check, which begins to look at once."""
    from toolkit.ui.safety.health_page import HealthPage

    go.show_page("settings", lambda go: HealthPage(session, go))


def open_keeping(session: Session, go: Go) -> None:
    """Opens the list of families whose time is over, holds, and what was erased."""
    from toolkit.ui.safety.keeping_page import KeepingPage

    go.show_page("settings", lambda go: KeepingPage(session, go))


def open_honest(session: Session, go: Go) -> None:
    """Opens "What this protects, and what it does not"."""
    from toolkit.ui.safety.honest_page import HonestPage

    go.show_page("settings", lambda go: HonestPage(session, go))
