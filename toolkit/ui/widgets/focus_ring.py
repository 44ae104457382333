"""One ring per window that follows whatever has the keyboard focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMainWindow, QScrollArea, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from toolkit.ui.theme import Theme

OUT = 4
"""Pixels from the control's edge to the ring's outer edge: 2 of air and 2 of ring."""
WATCHED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
}


class FocusRings(QObject):
    """Shows the ring of the window that has the focus, and hides all others."""

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__(app)
        self._theme = theme
        self._shown: FocusRing | None = None
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if (
            self._shown is not None
            and isValid(self._shown)
            and (new is None or new.window() is not self._shown.parent())
        ):
            self._shown.follow(None)
        if new is None:
            return
        window = new.window()
        if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            return
        ring = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if ring is None:
            ring = FocusRing(self._theme, window)
        ring.follow(new if wants_ring(new) else None)
        self._shown = ring


def wants_ring(widget: QWidget) -> bool:
    """Says whether a widget is something a person uses, and not the ground it stands on."""
    if widget.property("ring") == "none" or widget.isWindow():
        return False
    return not isinstance(widget, QMainWindow | QDialog | QScrollArea)


class FocusRing(QWidget):
    """The ring of one window. It takes no mouse, no focus, and only covers the few pixels it draws on."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        self._full = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, target: QWidget | None) -> None:
        """Goes round another widget, or away."""
        for old in self._chain:
            if isValid(old):
                old.removeEventFilter(self)
        self._chain = []
        self._target = target
        link: QWidget | None = target
        while link is not None and link is not self.parent():
            link.installEventFilter(self)
            self._chain.append(link)
            link = link.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WATCHED:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        window = self.parentWidget()
        if target is None or window is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(window, QPoint(0, 0))
        self._full = QRect(corner, target.size()).adjusted(-OUT, -OUT, OUT, OUT)
        shown = self._full.intersected(self._clip(target, window))
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(shown)
        hole = self._full.adjusted(OUT, OUT, -OUT, -OUT).translated(-shown.topLeft())
        self.setMask(QRegion(self.rect()) - QRegion(hole.adjusted(2, 2, -2, -2)))
        self.show()
        self.raise_()
        self.update()

    def _clip(self, target: QWidget, window: QWidget) -> QRect:
        clip = window.rect()
        link = target.parentWidget()
        while link is not None and link is not window:
            if isinstance(link, QAbstractScrollArea):
                port = link.viewport()
                # Beside a scrolled page there is room for the ring; above and below there are bars.
                seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size()).adjusted(-OUT, 0, OUT, 0)
                clip = clip.intersected(seen)
            link = link.parentWidget()
        return clip

    def _radius(self) -> float:
        target = self._target
        if target is not None:
            given = target.property("ring_radius")
            if isinstance(given, int):
                return given + 3.0
            if target.property("kind") == "pill":
                return target.height() / 2 + 3.0
        return 9.0

    def _on_rail(self) -> bool:
        return any(isValid(link) and link.property("box") == "rail" for link in self._chain)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("rail-focus" if self._on_rail() else "focus"), 2.0))
        ring = QRectF(self._full.translated(-self.geometry().topLeft())).adjusted(1, 1, -1, -1)
        radius = self._radius()
        painter.drawRoundedRect(ring, radius, radius)
