"""The parts of Guidance: cards, levels of need, local services, and the records of the worker and the team."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.directory.page import open_directory
from toolkit.ui.guidance_levels import open_levels
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.team.pages import open_team
from toolkit.ui.widgets import SegmentedChoice

CARDS, LEVELS, SERVICES, TEAM = "cards", "levels", "services", "team"
SECTIONS = (
    (CARDS, "Cards"),
    (LEVELS, "Levels of need"),
    (SERVICES, "Local services"),
    (TEAM, "Me and my team"),
)


class Sections(QWidget):
    """The row under the bar; choosing another part goes there, and Back comes back to the cards."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__()
        self.session, self.go = session, go
        column = QVBoxLayout(self)
        theme = session.theme
        column.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        self.choice = SegmentedChoice(theme, SECTIONS, clearable=False, name="Part of Guidance")
        self.choice.set_value(CARDS)
        self.choice.changed.connect(self._go)
        column.addWidget(self.choice)

    def _go(self) -> None:
        chosen = self.choice.value()
        self.choice.set_value(CARDS)
        ways = {LEVELS: open_levels, SERVICES: open_directory, TEAM: open_team}
        if chosen in ways:
            ways[chosen](self.session, self.go)
