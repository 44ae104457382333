"""The two buttons that never fold away, and Ring now once a risk of serious harm was ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import DangerButton, FlowLayout, QuietButton

ALREADY, DANGER, RING = "I have already shared this", "Child in danger now", "Ring now"


class UrgentButtons(QWidget):
    """`danger`, `ring` and `already` are sent by the buttons; they stand side by side, or below each other where narrow."""

    danger = Signal()
    ring = Signal()
    already = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        flow = FlowLayout(self, across=theme.px(10), down=theme.px(6), to_right=True)
        self.already_button = QuietButton(
            theme, ALREADY, "clock-counter-clockwise", tip=f"{ALREADY} (Alt+S)", big=True
        )
        self.ring_button = QuietButton(theme, RING, "phone-call", tip=f"{RING} (Alt+R)", big=True)
        self.danger_button = DangerButton(theme, DANGER, "phone-call-fill", tip=f"{DANGER} (Alt+D)", big=True)
        for button in (self.already_button, self.ring_button, self.danger_button):
            flow.addWidget(button)
        self.ring_button.hide()
        self.already_button.clicked.connect(lambda _checked=False: self.already.emit())
        self.ring_button.clicked.connect(lambda _checked=False: self.ring.emit())
        self.danger_button.clicked.connect(lambda _checked=False: self.danger.emit())

    def show_for(self, *, harm: bool, shared: bool) -> None:
        """Shows what applies: Ring now with harm, and no second "already shared" once it was said."""
        self.ring_button.setVisible(harm)
        self.already_button.setVisible(not shared)

    def one_row(self) -> int:
        """How wide it is with its buttons side by side."""
        layout = self.layout()
        return layout.sizeHint().width() if layout is not None else 0
