"""A dialog with more in it than a small screen may hold at large text: what does not fit scrolls, the buttons stay."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.ui.dialogs import WIDTH_EM, Dialog
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import VerticalScrollPage

EDGE = 60
"""Pixels that title bar and task bar may take."""


class TallDialog(Dialog):
    """Fill `body` as in any dialog. One for `reading` is scrolled by the arrow keys."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str = "",
        *,
        parent: QWidget | None = None,
        width_em: float = WIDTH_EM,
        reading: bool = False,
    ) -> None:
        super().__init__(theme, title, text, parent=parent, width_em=width_em)
        self._scroll = VerticalScrollPage(theme, margins=(4, 4, 8, 4), spacing=12, reading=reading)
        if reading:
            self._scroll.setAccessibleName(theme.say(title))
        self.body.addWidget(self._scroll, 1)
        self.body: QVBoxLayout = self._scroll.body

    def fit(self) -> None:
        """Gives the middle what it needs, as far as the screen goes."""
        self._scroll.setMinimumHeight(0)
        inside = self._scroll.widget()
        layout, outer = inside.layout() if inside is not None else None, self.layout()
        screen = self.screen()
        if layout is None or outer is None or screen is None:
            return
        self.ensurePolished()
        for one in (layout, outer):
            one.activate()
        width = self.width() - outer.contentsMargins().left() - outer.contentsMargins().right()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        tall = layout.hasHeightForWidth()
        needed = layout.totalHeightForWidth(width - bar) if tall else layout.sizeHint().height()
        around = outer.totalHeightForWidth(self.width())
        room = screen.availableGeometry().height() - EDGE - around
        self._scroll.setMinimumHeight(max(min(needed, room), self.theme.em(6)))
        super().fit()
