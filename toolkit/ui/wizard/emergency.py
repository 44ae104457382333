"""The emergency: the numbers of the area, very large, 999 first, then what was rung; red until somebody was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from toolkit.practice.areas import Number
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, HeadingLabel, IconLine, QuietButton
from toolkit.ui.widgets.banners import _Barred

SERVICES = {
    "emergency": "emergency",
    "front_door": "front_door",
    "out_of_hours": "front_door",
    "police": "police",
}
"""Which line of the call log a number belongs to; any other is written down by its own name."""
KEYS = ("emergency", "front_door", "out_of_hours", "police", "safeguarding_lead")


class BigNumbers(_Barred):
    """The numbers, each with a button that notes the call at this minute. `rang` is told the service."""

    def __init__(
        self, theme: Theme, lead: str, numbers: Sequence[Number], rang: Callable[[str], object] | None
    ) -> None:
        super().__init__(theme, "red")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(6))
        column.addWidget(HeadingLabel(theme, lead, role="h3", ink="red"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        said = [lead]
        self.buttons: list[QuietButton] = []
        for place, one in enumerate(numbers):
            urgent = one.key == "emergency"
            number = BodyLabel(
                theme,
                one.shown,
                role="name" if one.missing else "turned-title" if urgent else "turned",
                ink="red" if urgent else "1",
                selectable=True,
                wrap=one.missing,
            )
            number.setMinimumWidth(theme.em(9))
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignVCenter)
            words = ". ".join(part for part in (one.label, one.hours, one.note) if part)
            grid.addWidget(BodyLabel(theme, words), place, 1, Qt.AlignmentFlag.AlignVCenter)
            said.append(f"{one.label}: {one.shown}")
            if rang is not None:
                button = QuietButton(theme, "Rang it now", "check-bold", name=f"Rang now: {one.label}")
                service = SERVICES.get(one.key, f"other: {one.label}")
                button.clicked.connect(lambda _checked=False, which=service: rang(which))
                self.buttons.append(button)
                grid.addWidget(button, place, 2, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(theme.say(". ".join(said)))


class NotRung(QWidget):
    """The red line while nobody has been rung, and the way back for a mistake."""

    def __init__(self, theme: Theme, back: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.line = IconLine(
            theme, "warning-circle-fill", "Not rung yet. Ring first, write afterwards.", "red", size=20
        )
        column.addWidget(self.line)
        self.back = QuietButton(theme, "Pressed by mistake, or the danger is over")
        self.back.clicked.connect(lambda _checked=False: back())
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rung(self, rung: bool) -> None:
        """Takes the red line away once a call stands in the log."""
        self.line.setVisible(not rung)
