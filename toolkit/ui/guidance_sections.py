"""The parts of Guidance: cards, levels of need, local services, and the records of the worker and the team."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.widgets import SegmentedChoice

CARDS, LEVELS, SERVICES, TEAM = "cards", "levels", "services", "team"
SECTIONS = (
    (CARDS, "Cards"),
    (LEVELS, "Levels of need"),
    (SERVICES, "Local services"),
    (TEAM, "Me and my team"),
)


class Sections(QWidget):
    """The row under the bar; choosing another part goes there."""

    def __init__(self, session: Session, go: Go, here: str) -> None:
        super().__init__()
        self.session, self.go, self.here = session, go, here
        column = QVBoxLayout(self)
        theme = session.theme
        column.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        self.choice = SegmentedChoice(theme, SECTIONS, clearable=False, name="Part of Guidance")
        self.choice.set_value(here)
        self.choice.changed.connect(self._go)
        column.addWidget(self.choice)

    def _go(self) -> None:
        chosen = self.choice.value() or self.here
        self.choice.set_value(self.here)
        if chosen != self.here:
            _ways(self.session, self.go)[chosen]()


def _ways(session: Session, go: Go) -> dict[str, Callable[[], object]]:
    # Read when somebody goes there: each of these pages has this row itself.
    from toolkit.ui.directory.page import open_directory
    from toolkit.ui.guidance_levels import open_levels
    from toolkit.ui.team.pages import open_team

    return {
        CARDS: lambda: go.place("guidance"),
        LEVELS: lambda: open_levels(session, go),
        SERVICES: lambda: open_directory(session, go),
        TEAM: lambda: open_team(session, go),
    }
