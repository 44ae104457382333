"""The worker's own key: made once, shown in pieces, given to whoever hands over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from toolkit.ui.session import Session
from toolkit.ui.widgets import BodyLabel, Card, QuietButton, clear_layout
from toolkit.vault.handover import HandOvers


class OwnKey(Card):
    """Offers to make the key, or shows it. `attempt` runs what may fail and says so."""

    def __init__(
        self, session: Session, giving: HandOvers, attempt: Callable[[Callable[[], object]], bool]
    ) -> None:
        super().__init__(session.theme, "Your own key", padding=(20, 16), spacing=10)
        self._giving, self._attempt, self._may_make = giving, attempt, not session.vault.read_only
        self._inside = QVBoxLayout()
        self._inside.setSpacing(self.theme.px(10))
        self.body.addLayout(self._inside)
        self._fill()

    def make_key(self) -> None:
        """Makes the worker's key and shows it."""
        if self._attempt(self._giving.make_key):
            self._fill()

    def _fill(self) -> None:
        clear_layout(self._inside)
        key = self._giving.own_key()
        if key is None:
            text = "With a key of your own no passphrase need be said: a colleague seals for it, and only these records open the file."
            self._inside.addWidget(BodyLabel(self.theme, text))
            if self._may_make:
                self._button("Make my key", "key", self.make_key)
            return
        text = "Give it to a colleague who hands over to you. It is no secret; its private part stays in these records."
        self._inside.addWidget(BodyLabel(self.theme, text))
        # In pieces, so that it is read out and compared easily, and wraps anywhere.
        shown = " ".join(key.public[at : at + 4] for at in range(0, len(key.public), 4))
        line = BodyLabel(self.theme, shown, role="read")
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setAccessibleName(self.theme.say(f"Your key: {shown}"))
        self._inside.addWidget(line)
        self._button("Copy my key", "copy", lambda: QApplication.clipboard().setText(key.public))

    def _button(self, text: str, icon: str, run: Callable[[], object]) -> None:
        button = QuietButton(self.theme, text, icon)
        button.clicked.connect(lambda _checked=False: run())
        self._inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
