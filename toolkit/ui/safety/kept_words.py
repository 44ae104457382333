"""Shows, after an unlock, the words that stood in an open box when it locked, to be copied from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import FieldFrame, GrowingText


class KeptWords(TallDialog):
    """One box for each, to read and copy. Closing it lets them go."""

    def __init__(self, theme: Theme, words: Sequence[Sequence[str]], parent: QWidget | None) -> None:
        super().__init__(
            theme,
            "You were writing in a box when it locked",
            "Your words are here. Copy what you still need, then open the box again. They are gone once you close this.",
            parent=parent,
            width_em=40,
        )
        for title, label, text in words:
            box = GrowingText(theme, text, lines=1, name=label)
            box.set_state("final")
            name = ": ".join(part for part in (title, label) if part) or "Words"
            self.body.addWidget(FieldFrame(theme, name, box))
        self.add_button("Close", self.accept, "primary", safe=True)
