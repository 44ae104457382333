"""Opens "Me and my team"."""

from __future__ import annotations

from toolkit.ui.page import Go
from toolkit.ui.session import Session


def open_team(session: Session, go: Go) -> None:
    """Opens the records of the worker and the team."""
    from toolkit.ui.team.page import TeamPage

    go.show_page("today", lambda go: TeamPage(session, go))
