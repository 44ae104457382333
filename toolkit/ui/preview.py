"""The preview: the very sheets that will be printed, side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from toolkit.export.stamp import status_words
from toolkit.ui.printing import Paper
from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BarAction, TopBar
from toolkit.ui.words import count

SHEET_EM = 32
"""The width of a sheet beside another one, in body heights."""


class SheetView(QWidget):
    """One sheet, drawn when it is first seen at a size."""

    def __init__(self, theme: Theme, paper: Paper, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.paper, self.number = theme, paper, number
        self._drawn: tuple[tuple[int, float], QImage] | None = None
        self.setAccessibleName(theme.say(f"Page {number + 1} of {paper.count}"))
        self.setAccessibleDescription(paper.text(number))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPoint(0, 0), self.image())
        painter.setPen(QPen(self.theme.colour("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def image(self) -> QImage:
        """The sheet at this size."""
        key = (self.width(), self.devicePixelRatioF())
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self.paper.image(self.number, *key)
        return self._drawn[1]


class PaperView(QScrollArea):
    """The sheets of a paper, as many side by side as fit, scrolling down only.

    `sheet_em` is the width wanted for a sheet; a narrower view makes it smaller.
    """

    def __init__(self, theme: Theme, *, sheet_em: float = SHEET_EM, margin: int = 24) -> None:
        super().__init__()
        self.theme = theme
        self._sheet_em, self._margin = sheet_em, margin
        self.paper: Paper | None = None
        self.sheets: list[SheetView] = []
        self._ground = QWidget()
        self._ground.setProperty("box", "scrolled")
        self.setWidget(self._ground)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        draws(self, "document")
        self.setAccessibleName(theme.say("Pages as they will print"))

    def set_paper(self, paper: Paper | None) -> None:
        """Shows other sheets, or none, from the first one on."""
        for sheet in self.sheets:
            sheet.setParent(None)
            sheet.deleteLater()
        self.paper = paper
        self.sheets = (
            [SheetView(self.theme, paper, number, self._ground) for number in range(paper.count)]
            if paper
            else []
        )
        for sheet in self.sheets:
            sheet.show()
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def columns(self) -> int:
        """How many sheets stand side by side now."""
        room = self._room() - 2 * self.theme.px(self._margin)
        wanted = self._wanted()
        fits = max((room + self._gap()) // (wanted + self._gap()), 1)
        return min(fits, max(len(self.sheets), 1))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Show:
            self._arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._wanted() + 2 * self.theme.px(self._margin), self.theme.em(30))

    def _wanted(self) -> int:
        return self.theme.em(self._sheet_em)

    def _room(self) -> int:
        # The scroll bar has its place from the start, or a sheet would change its width when the bar comes.
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth()

    def _gap(self) -> int:
        return self.theme.px(28)

    def _arrange(self) -> None:
        room = self._room()
        if self.paper is None or room <= 0:
            self._ground.resize(max(room, 0), 0)
            return
        margin, gap = self.theme.px(self._margin), self._gap()
        columns = self.columns()
        width = min(self._wanted(), max((room - 2 * margin - gap * (columns - 1)) // columns, 40))
        left = (room - columns * width - (columns - 1) * gap) // 2
        top = margin
        for start in range(0, len(self.sheets), columns):
            tallest = 0
            for column, sheet in enumerate(self.sheets[start : start + columns]):
                # A sheet on its long side is as wide as the others, and lower.
                wide, high = self.paper.shape(start + column)
                height = round(width * high / wide)
                sheet.setGeometry(QRect(left + column * (width + gap), top, width, height))
                tallest = max(tallest, height)
            top += tallest + gap
        self._ground.resize(room, top - gap + margin)


class PreviewPage(QWidget):
    """The sheets of a paper with Word, PDF and Print above them."""

    def __init__(
        self,
        theme: Theme,
        paper: Paper,
        *,
        on_back: Callable[[], object],
        on_word: Callable[[], object],
        on_pdf: Callable[[], object],
        on_print: Callable[[], object],
    ) -> None:
        super().__init__()
        self.theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(theme)
        self.bar.back.connect(on_back)
        self.bar.set_actions(
            [
                BarAction("Word", on_word, "file-text", shortcut="Ctrl+Shift+S"),
                BarAction("PDF", on_pdf, "file-pdf"),
                BarAction("Print", on_print, "printer", kind="primary", shortcut="Ctrl+P"),
            ]
        )
        column.addWidget(self.bar)
        self.view = PaperView(theme)
        column.addWidget(self.view, 1)
        self.set_paper(paper)

    def set_paper(self, paper: Paper) -> None:
        """Shows other sheets."""
        outline = paper.outline
        status = status_words(outline)
        facts = ("Print preview", status[:1].lower() + status[1:], f"{count(paper.count, 'page')}, A4")
        self.bar.set_title(outline.title, "  ·  ".join(facts))
        self.view.set_paper(paper)

    def title(self) -> str:
        """The title, as it is spoken when the page opens."""
        return self.bar.title.text()

    def opened(self) -> None:
        """The keyboard goes to the sheets, so that the arrows scroll them."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leaving(self) -> bool:
        """Nothing is typed here."""
        return True

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks through."""
        return [self.bar, self.view]
