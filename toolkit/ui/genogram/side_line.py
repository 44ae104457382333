"""Asks whose parent a grandparent is, above the tree: one press draws the line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from toolkit.practice.genogram_sides import Side
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, FlowLayout, QuietButton, clear_layout


class SideLine(QWidget):
    """One question at a time; hidden while there is none. `said` carries the grandparent and the parent."""

    said = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._later: set[str] = set()
        self._flow = FlowLayout(self, across=theme.px(8), down=theme.px(6), middle=True)
        self.hide()

    def ask(self, open_sides: list[Side]) -> None:
        """Asks about the first grandparent who was not put off."""
        clear_layout(self._flow)
        side = next((one for one in open_sides if one.person not in self._later), None)
        self.setVisible(side is not None)
        if side is None:
            return
        self._flow.addWidget(BodyLabel(self.theme, side.question))
        for parent, name in side.parents:
            button = QuietButton(self.theme, name, name=f"{side.name} is a parent of {name}")
            button.clicked.connect(lambda _checked=False, parent=parent: self.said.emit(side.person, parent))
            self._flow.addWidget(button)
        later = QuietButton(self.theme, "Not known", name=f"Whose parent {side.name} is, is not known")
        later.clicked.connect(lambda _checked=False: self._put_off(side, open_sides))
        self._flow.addWidget(later)

    def _put_off(self, side: Side, open_sides: list[Side]) -> None:
        self._later.add(side.person)
        self.ask(open_sides)
