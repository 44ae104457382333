"""More ways in, from the unlock window: the recovery code, the organisation's key, a backup."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, QuietButton, TopBar, VerticalScrollPage

WAYS = (
    (
        "code",
        "The passphrase is forgotten, or the key file is missing",
        "The code on your recovery sheet opens the records. You choose a new passphrase, and a missing key file is made again.",
        "Use the recovery code",
        "key",
    ),
    (
        "restore",
        "The laptop is new, or the records are lost or damaged",
        "A backup, or the file made on the old laptop, is opened as a trial first. Nothing here is written over.",
        "Restore a backup",
        "clock-counter-clockwise",
    ),
    (
        "organisation",
        "The worker has left, and the organisation holds a key",
        "For IT: opens the records with the organisation’s key file and sets a new passphrase.",
        "Use the organisation’s key",
        "buildings",
    ),
)


class WaysPage(QWidget):
    """`chosen` is sent with code, restore or organisation; `left` by Back."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme, "More ways in")
        self.bar.back.connect(self.left)
        column.addWidget(self.bar)
        self.page = VerticalScrollPage(theme, max_em=56, centred=True)
        column.addWidget(self.page, 1)
        self.buttons: dict[str, QuietButton] = {}
        for key, title, text, words, icon in WAYS:
            card = Card(theme, title, padding=(20, 16), spacing=10)
            card.body.addWidget(BodyLabel(theme, text, ink="2"))
            button = QuietButton(theme, words, icon)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.page.body.addWidget(card)
            self.buttons[key] = button
        self.page.body.addStretch(1)

    def focus_first(self) -> None:
        """Puts the keyboard on the first way."""
        self.buttons["code"].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
