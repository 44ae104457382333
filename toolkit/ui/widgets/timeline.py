"""Records along a line of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.cards import CardButton
from toolkit.ui.widgets.chips import Chip
from toolkit.ui.widgets.labels import BodyLabel, ElidedLabel, HeadingLabel
from toolkit.ui.widgets.layouts import FlowLayout

DOT = 34


class RecordCard(CardButton):
    """A record in a list: title with chips, author at the right, one line of what it says.

    Chips show exceptions only (Draft, Written late, Restricted); final is the silent normal.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        line: str = "",
        author: str = "",
        chips: Sequence[Chip] = (),
        *,
        when: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        words = QWidget()
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        flow = FlowLayout(words, across=theme.px(8), down=theme.px(2))
        flow.addWidget(HeadingLabel(theme, title, role="name"))
        for chip in chips:
            flow.addWidget(chip)
        head.addWidget(words, 1)
        if author:
            head.addWidget(
                BodyLabel(theme, author, role="caption", ink="3", wrap=False), 0, Qt.AlignmentFlag.AlignTop
            )
        column.addLayout(head)
        if line:
            column.addWidget(ElidedLabel(theme, line, ink="2"))
        said = [when, title, *(chip.text() for chip in chips), " ".join(line.split())[:200], author]
        self.setAccessibleName(theme.say(". ".join(part.rstrip(".") for part in said if part)))


class _Dot(QWidget):
    """The icon on the line of time, and the line itself."""

    def __init__(self, theme: Theme, icon: str, tone: str, *, draft: bool, first: bool, last: bool) -> None:
        super().__init__()
        self.theme = theme
        self._icon, self._tone = icon, tone
        self._draft, self._first, self._last = draft, first, last
        self.setFixedWidth(theme.text_px(DOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.text_px(DOT)
        middle, x = self.height() / 2, self.width() / 2
        painter.setPen(QPen(theme.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, middle - side / 2))
        if not self._last:
            painter.drawLine(QPointF(x, middle + side / 2), QPointF(x, self.height()))
        ring = QRectF(x - side / 2, middle - side / 2, side, side).adjusted(1, 1, -1, -1)
        ink = theme.colour("ink2")
        if self._draft:
            painter.setPen(QPen(theme.colour("edge"), 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour("window"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft" if self._tone == "accent" else f"{self._tone}-bg"))
            ink = theme.colour("accent-text" if self._tone == "accent" else self._tone)
        painter.drawEllipse(ring)
        icon = theme.text_px(18)
        theme.icons.paint(painter, QRectF(x - icon / 2, middle - icon / 2, icon, icon), self._icon, ink)


class TimelineItem(QWidget):
    """A record on the line of time: its day at the left, icon on the line, card at the right. `opened` when pressed.

    `tone` is accent, amber, red, green, blue or heather. Hide the line's ends with `first` and `last`.
    """

    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        card: RecordCard,
        *,
        day: str,
        weekday: str,
        icon: str = "note",
        tone: str = "accent",
        draft: bool = False,
        first: bool = False,
        last: bool = False,
    ) -> None:
        super().__init__()
        self.card = card
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        dates = QVBoxLayout()
        dates.setSpacing(0)
        dates.addStretch(1)
        number = BodyLabel(theme, day, role="h3", wrap=False)
        name = BodyLabel(theme, weekday, role="caption", ink="2", wrap=False)
        for label in (number, name):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setMinimumWidth(theme.em(2.4))
            dates.addWidget(label)
        dates.addStretch(1)
        row.addLayout(dates)
        row.addWidget(_Dot(theme, icon, tone, draft=draft, first=first, last=last))
        body = QVBoxLayout()
        body.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        body.addWidget(card)
        row.addLayout(body, 1)
        card.clicked.connect(self.opened)
        self.setFocusProxy(card)
