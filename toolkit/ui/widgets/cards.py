"""Cards: a quiet box, a box that is pressed, and the box that stands where nothing is yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.buttons import KEYPAD, QuietButton
from toolkit.ui.widgets.labels import BodyLabel, HeadingLabel, IconTile


class Card(QFrame):
    """A box on the page. Fill its `body`, a vertical layout. `box` is card, well, soft, dashed, raised or chosen."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        *,
        box: str = "card",
        padding: tuple[int, int] = (16, 12),
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("box", box)
        self.body = QVBoxLayout(self)
        across, down = (theme.px(n) for n in padding)
        self.body.setContentsMargins(across, down, across, down)
        self.body.setSpacing(theme.px(spacing))
        self.heading: HeadingLabel | None = None
        if title:
            self.heading = HeadingLabel(theme, title, role="h3")
            self.body.addWidget(self.heading)


class CardButton(QAbstractButton):
    """A card that is pressed as a whole, with whatever is put inside it; Enter and Space press it.

    Give it an accessible name that says what its words say. Checked, it has an accent edge and a soft ground.
    """

    def __init__(
        self, theme: Theme, *, flat: bool = False, radius: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._flat = flat
        self._radius = radius
        self.setProperty("ring_radius", radius)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            self.click()
            return
        super().keyPressEvent(event)

    def ground(self) -> str:
        """Gives the token of the ground as it should be now."""
        if self.isDown():
            return "line"
        if self.isChecked():
            return "accent-soft"
        if self.underMouse() and self.isEnabled():
            return "sunken"
        return "surface"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.ground()
        body = QRectF(self.rect())
        if self._flat:
            if ground != "surface":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.colour(ground))
                painter.drawRoundedRect(body, self._radius, self._radius)
            return
        width = 2.0 if self.isChecked() else 1.0
        painter.setPen(QPen(self.theme.colour("accent" if self.isChecked() else "line"), width))
        painter.setBrush(self.theme.colour(ground))
        half = width / 2
        painter.drawRoundedRect(body.adjusted(half, half, -half, -half), self._radius, self._radius)


class EmptyState(QFrame):
    """What stands where nothing is yet: icon, one bold line, one plain line, one button."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        lead: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("box", "dashed")
        self.button: QuietButton | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        self._row.setSpacing(theme.px(14))
        self._row.addWidget(IconTile(theme, icon), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(BodyLabel(theme, lead, role="name"))
        if text:
            words.addWidget(BodyLabel(theme, text, ink="2"))
        self._row.addLayout(words, 1)
        if action:
            self.button = QuietButton(theme, action)
            if run is not None:
                self.button.clicked.connect(lambda _checked=False: run())
            self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.em(24)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            side = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignLeft
            for index in (0, 2):
                item = self._row.itemAt(index)
                if item is not None:
                    item.setAlignment(side)
