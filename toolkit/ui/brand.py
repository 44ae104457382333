"""The first screens: a dark panel with the mark and the lit window at the left, the form beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, IconLabel, Mark, VerticalScrollPage

PANEL_EM = 430 / 14
WIDE_EM = 60
"""Below this width the panel goes below the form."""
PROGRAM = "Safeguarding Toolkit"


class Houses(QWidget):
    """A row of houses, one window lit. Decoration."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(20), 134)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 134)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.height() - 19.0
        pen = QPen(self.theme.colour("rail-line"), 2)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        painter.translate(0, ground - 750)
        for left, right, ridge, wall in (
            (18, 110, 654, 688),
            (116, 192, 638, 666),
            (198, 302, 656, 694),
            (308, 392, 646, 674),
        ):
            top = QPointF((left + right) / 2, ridge)
            painter.drawPolyline(
                [QPointF(left, 750), QPointF(left, wall), top, QPointF(right, wall), QPointF(right, 750)]
            )
        for x, y in ((32, 700), (76, 700), (212, 708), (268, 708), (322, 688), (358, 688)):
            painter.drawRoundedRect(QRectF(x, y, 18, 19), 2, 2)
        for x in (55, 145, 239, 341):
            painter.drawPolyline(
                [QPointF(x, 750), QPointF(x, 722), QPointF(x + 18, 722), QPointF(x + 18, 750)]
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("lamp"))
        painter.drawRoundedRect(QRectF(143, 679, 22, 24), 3, 3)


class BrandPanel(QFrame):
    """The dark panel: mark and name, then whatever is put into `body`, the houses at its foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("box", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(44), 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(48), 0, theme.px(24), 0)
        head.setSpacing(theme.px(14))
        head.addWidget(Mark(theme, 42))
        head.addWidget(BodyLabel(theme, PROGRAM, role="h1", ink="white"), 1)
        column.addLayout(head)
        column.addSpacing(theme.px(36))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(36), 0, theme.px(30), theme.px(24))
        self.body.setSpacing(theme.px(24))
        column.addLayout(self.body)
        column.addStretch(1)
        self.houses = Houses(theme)
        column.addWidget(self.houses)

    def add_point(self, icon: str, lead: str, text: str) -> None:
        """Adds a reassuring fact."""
        row = QHBoxLayout()
        row.setContentsMargins(self.theme.px(14), 0, 0, 0)
        row.setSpacing(self.theme.px(20))
        row.addWidget(IconLabel(self.theme, icon, "rail-accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(self.theme.px(2))
        words.addWidget(BodyLabel(self.theme, lead, role="h3", ink="white"))
        words.addWidget(BodyLabel(self.theme, text, role="read", ink="rail"))
        row.addLayout(words, 1)
        self.body.addLayout(row)


class FirstScreen(QWidget):
    """A screen with the panel and a form. Fill `page.body`; put what must always be seen into `foot`.

    When there is no room for both, the panel goes below the form and `narrowed(True)` is called.
    """

    def __init__(self, theme: Theme, *, form_em: float, centred: bool, top: int = 36, side: int = 46) -> None:
        super().__init__()
        self.theme = theme
        # The title of the window never says more than the program's name.
        self.setWindowTitle(QApplication.applicationDisplayName() or PROGRAM)
        self.panel = BrandPanel(theme)
        self.page = VerticalScrollPage(
            theme, max_em=form_em, margins=(side, top, side, 16), spacing=12, centred=centred
        )
        self._narrow = False
        self._side, self._top = side, top
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        # Side by side the two would ask for more than a small screen has, before the panel can go below.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.page, 1)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(theme.px(side), theme.px(8), theme.px(side), theme.px(24))
        self.foot.setSpacing(theme.px(10))
        right.addLayout(self.foot)
        self._row.addLayout(right, 1)
        self.panel.setFixedWidth(theme.em(PANEL_EM))

    def narrowed(self, narrow: bool) -> None:
        """Called when the panel has gone below the form, or come back beside it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(20), self.theme.em(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(WIDE_EM)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_panel()
            self.narrowed(narrow)

    def _place_panel(self) -> None:
        if self._narrow:
            self._row.removeWidget(self.panel)
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)
            self.page.body.addWidget(self.panel)
        else:
            self.page.body.removeWidget(self.panel)
            self.panel.setFixedWidth(self.theme.em(PANEL_EM))
            self._row.insertWidget(0, self.panel)
        self.panel.show()
        side = 28 if self._narrow else self._side
        self.page.set_margins(side, self._top, side, 16)
        across, low = self.theme.px(side), self.theme.px(16 if self._narrow else 24)
        self.foot.setContentsMargins(across, self.theme.px(8), across, low)
