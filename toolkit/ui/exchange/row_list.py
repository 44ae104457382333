"""The rows of a table that is to be taken in, a screenful at a time: drawing thousands at once would hold the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import Card, PlainButton, hairline

STEP = 60
"""Rows drawn at a time."""

Row = TypeVar("Row")


class RowList(Card):
    """A card that shows each row as `make` draws it, the first of them at once and more with a press."""

    def __init__(self, theme: Theme, rows: Sequence[Row], make: Callable[[Row], QWidget]) -> None:
        super().__init__(theme, padding=(0, 0), spacing=0)
        self._left = [partial(make, row) for row in rows]
        self._draw()

    def _draw(self) -> None:
        now, self._left = self._left[:STEP], self._left[STEP:]
        for draw in now:
            if self.body.count():
                self.body.addWidget(hairline(self.theme))
            self.body.addWidget(draw())
        if self._left:
            more = PlainButton(self.theme, f"Show {min(len(self._left), STEP)} more", "caret-down")
            more.clicked.connect(lambda _checked=False: self._more(more))
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _more(self, button: PlainButton) -> None:
        button.hide()
        self._draw()
