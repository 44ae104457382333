"""Banners and prompts: a bar at the left, an icon, and words that somebody should read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.spoken import announce
from toolkit.ui.theme import Theme
from toolkit.ui.widgets.buttons import LinkButton, QuietButton
from toolkit.ui.widgets.labels import BodyLabel, IconLabel, LeadLabel

BannerTone = Literal["red", "amber", "blue", "green"]
BANNER_ICONS = {"red": "warning-fill", "amber": "warning-fill", "blue": "info", "green": "check-circle-fill"}
BAR = 5


class _Barred(QFrame):
    """A box with a coloured bar at its left, painted because a sheet tears such corners."""

    def __init__(self, theme: Theme, tone: str, *, edged: bool = True) -> None:
        super().__init__()
        self.theme = theme
        self._tone = tone
        self._edged = edged

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.theme.colour(f"{self._tone}-line")
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(body, 6, 6)
        painter.fillPath(shape, self.theme.colour(f"{self._tone}-bg"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, BAR, self.height()), line)
        painter.restore()
        if self._edged:
            painter.setPen(QPen(line, 1))
            painter.drawPath(shape)


class Banner(_Barred):
    """One thing to know or do: red warning, amber must act, blue note, green done.

    `lead` is bold, `text` follows it, and there is at most one action, which sends `acted`.
    """

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        tone: BannerTone,
        lead: str = "",
        text: str = "",
        *,
        icon: str = "",
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(theme, tone)
        self._icon = IconLabel(theme, icon or BANNER_ICONS[tone], tone, 18)
        self._words = LeadLabel(theme, lead, text)
        self.button: QuietButton | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(8) + BAR, theme.px(8), theme.px(10), theme.px(8))
        self._row.setSpacing(theme.px(10))
        inner = QHBoxLayout()
        inner.setSpacing(theme.px(10))
        inner.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(self._words, 1)
        self._row.addLayout(inner, 1)
        if action:
            self.button = QuietButton(theme, action)
            self.button.clicked.connect(self.acted)
            if run is not None:
                self.button.clicked.connect(lambda _checked=False: run())
            self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self._words.accessibleName())

    def set_words(self, lead: str, text: str = "") -> None:
        """Changes what it says."""
        self._words.set_words(lead, text)
        self.setAccessibleName(self._words.accessibleName())
        if self.isVisible():
            announce(self, self.words())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            announce(self, self.words())

    def words(self) -> str:
        """Gives what it says, lead first."""
        return self._words.accessibleName()

    def tone(self) -> str:
        """Gives its tone."""
        return self._tone

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.button is None:
            return
        wide = self.width() >= self.theme.em(30)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            item = self._row.itemAt(1)
            if item is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignLeft)


class PromptCard(_Barred):
    """Practice speaking, beside the field it belongs to: a lamp, a title, at most 30 words, and "Read the card".

    `read_card` is sent with the card's id.
    """

    read_card = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        card: str = "",
        *,
        icon: str = "lightbulb",
        link: str = "Read the card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "heather", edged=False)
        if parent is not None:
            self.setParent(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12) + BAR, theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(IconLabel(theme, icon, "heather", 18), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(BodyLabel(theme, title, role="name", ink="heather"), 1)
        column.addLayout(head)
        column.addWidget(BodyLabel(theme, text))
        self.link: LinkButton | None = None
        if card:
            self.link = LinkButton(theme, link, tone="heather", name=f"{link}: {title}")
            self.link.clicked.connect(lambda _checked=False: self.read_card.emit(card))
            column.addWidget(self.link)
        self.setAccessibleName(theme.say(title))
        self.setAccessibleDescription(theme.say(text))
