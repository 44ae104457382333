"""Layouts and pages: things in a row that wrap, and a page that scrolls down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme

MOST = 16777215
"""As large as Qt lets anything be."""


class FlowLayout(QBoxLayout):
    """Puts its widgets side by side and goes on in a new row when there is no more room.

    With `to_right` each row ends at the right edge, as the buttons of a dialog do; with `spread` the last thing of a row
    goes there; with `middle` the rows stand in the middle of a holder that is higher than they are.
    """

    # A box layout keeps the things; only where they go is ours.

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        across: int = 8,
        down: int = 8,
        to_right: bool = False,
        spread: bool = False,
        middle: bool = False,
    ) -> None:
        if parent is None:
            super().__init__(QBoxLayout.Direction.LeftToRight)
        else:
            super().__init__(QBoxLayout.Direction.LeftToRight, parent)
        self._across, self._down = across, down
        self._to_right, self._spread, self._middle = to_right, spread, middle
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._shown()]
        left, top, right, bottom = self._margins()
        width = sum(size.width() for size in shown) + self._across * max(len(shown) - 1, 0)
        height = max((size.height() for size in shown), default=0)
        return QSize(width + left + right, height + top + bottom)

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._shown()]
        left, top, right, bottom = self._margins()
        width = max((size.width() for size in shown), default=0)
        height = max((size.height() for size in shown), default=0)
        return QSize(width + left + right, height + top + bottom)

    def maximumSize(self) -> QSize:
        return QSize(MOST, MOST)

    def setGeometry(self, rect: QRect) -> None:
        QLayout.setGeometry(self, rect)
        spare = rect.height() - self._arrange(rect, move=False) if self._middle else 0
        self._arrange(rect.adjusted(0, max(spare // 2, 0), 0, 0), move=True)

    def _shown(self) -> list[QLayoutItem]:
        items = [self.itemAt(index) for index in range(self.count())]
        return [item for item in items if item is not None and not item.isEmpty()]

    def _margins(self) -> tuple[int, int, int, int]:
        margins = self.contentsMargins()
        return margins.left(), margins.top(), margins.right(), margins.bottom()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, right, bottom = self._margins()
        room = max(rect.width() - left - right, 0)
        y = rect.y() + top
        row: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._shown():
            size = _size_of(item, room)
            if row and used + self._across + size.width() > room:
                y += self._row(row, rect.x() + left, y, room - used, move=move) + self._down
                row, used = [], 0
            used += size.width() + (self._across if row else 0)
            row.append((item, size))
        if row:
            y += self._row(row, rect.x() + left, y, room - used, move=move)
        return y + bottom - rect.y()

    def _row(self, row: list[tuple[QLayoutItem, QSize]], x: int, y: int, spare: int, *, move: bool) -> int:
        height = max(size.height() for _, size in row)
        spare = max(spare, 0)
        if self._to_right:
            x += spare
        for number, (item, size) in enumerate(row):
            if self._spread and number and number == len(row) - 1:
                x += spare
            if move:
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
            x += size.width() + self._across
        return height


def _size_of(item: QLayoutItem, room: int) -> QSize:
    hint = item.sizeHint().expandedTo(item.minimumSize())
    width = min(hint.width(), room)
    if item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return QSize(width, hint.height())


class _TallPage(QWidget):
    """A page that is as tall as its words need at the width it is given, and no taller."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None or self.width() == 0:
            return
        needed = (
            layout.totalHeightForWidth(self.width())
            if layout.hasHeightForWidth()
            else layout.sizeHint().height()
        )
        if needed >= 0 and needed != self.minimumHeight():
            self.setMinimumHeight(needed)


class VerticalScrollPage(QScrollArea):
    """A page that scrolls down and never sideways. Fill its `body`, a vertical layout.

    A page for `reading` takes the keyboard itself, so that the arrows scroll it, and is told as a document; name it.
    `max_em` keeps the words from running too wide; the spare room is left at the right, or at both sides when
    `centred`. Margins and spacing are in the 4 px grid and grow with the text.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        max_em: float | None = None,
        margins: tuple[int, int, int, int] = (20, 16, 20, 20),
        spacing: int = 12,
        centred: bool = False,
        reading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        if reading:
            draws(self, "document")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reading else Qt.FocusPolicy.NoFocus)
        # One of our own, without a ground. Qt's would have every kind of widget there is looked up to be told what it is.
        self.setViewport(QWidget())
        page = _TallPage()
        page.setProperty("box", "scrolled")
        outer = self._outer = QHBoxLayout(page)
        outer.setContentsMargins(*(theme.px(n) for n in margins))
        outer.setSpacing(0)
        self._column = QWidget()
        if max_em is not None:
            self._column.setMaximumWidth(theme.em(max_em))
        if centred:
            outer.addStretch(1)
        outer.addWidget(self._column, 1000)
        outer.addStretch(1)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(spacing))
        self.setWidget(page)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Changes the margins, in the 4 px grid."""
        self._outer.setContentsMargins(*(self.theme.px(n) for n in (left, top, right, bottom)))

    def show_whole(self, widget: QWidget) -> None:
        """Scrolls until a widget is in view, with a little air round it."""
        self.ensureWidgetVisible(widget, 0, self.theme.px(24))


def clear_layout(layout: QLayout) -> None:
    """Takes everything out of a layout and frees it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            # A layout shows what is put into it a moment later; by then this would be a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
