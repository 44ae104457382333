"""A box for words at length."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from toolkit.ui.theme import Theme, set_role

LINE_HEIGHT = 1.35


class GrowingText(QTextEdit):
    """Plain words of any length; the box grows with them from `lines` to `most_lines`, then scrolls.

    Tab leaves the box. What is pasted or copied is plain text. `changed` is sent only when the person changes it;
    `value` gives the words exactly, with their own spaces.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        lines: int = 3,
        most_lines: int = 12,
        placeholder: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._lines, self._most = lines, most_lines
        self._setting = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(theme.say(placeholder))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme.px(4))
        if name:
            self.setAccessibleName(theme.say(name))
        self.set_value(text, force=True)
        self.textChanged.connect(self._text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        theme.changed.connect(self._rescaled)

    def value(self) -> str:
        """Gives the words exactly as typed; hard spaces stay hard."""
        raw = self.document().toRawText()
        return raw.translate({0x2029: "\n", 0x2028: "\n", 0xFDD0: "\n", 0xFDD1: "\n"})

    def set_value(self, value: str, *, force: bool = False) -> None:
        """Puts words in; nothing is sent. An unchanged text keeps its cursor and its undo."""
        if not force and value == self.value():
            return
        self._setting = True
        self.setPlainText(value)
        self._space_lines()
        self._setting = False
        self._fit()

    def set_state(self, state: str) -> None:
        """Shows missing, warning, error or final; final cannot be changed."""
        set_role(self, "state", state)
        self.setReadOnly(state == "final")

    def line_pixels(self) -> float:
        """Height of one line of words."""
        return QFontMetricsF(self.font()).lineSpacing() * self._factor()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(24), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(8), self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A box that shows all its words lets the page scroll.
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
            return
        super().wheelEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _factor(self) -> float:
        metrics = QFontMetricsF(self.font())
        size = self.font().pointSizeF() * self.logicalDpiY() / 72
        natural = metrics.lineSpacing() / size if size > 0 else LINE_HEIGHT
        return max(LINE_HEIGHT / natural, 1.0)

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        percent = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        spaced.setLineHeight(self._factor() * 100, percent)
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        document.setUndoRedoEnabled(True)

    def _rescaled(self) -> None:
        self._setting = True
        self._space_lines()
        self._setting = False
        self._fit()

    def _text_changed(self) -> None:
        if not self._setting:
            self.changed.emit()

    def _wanted(self) -> int:
        around = self.height() - self.viewport().height()
        if not 0 <= around < 60:
            around = 2 + 2 * self.theme.px(4)
        margins = 2 * self.document().documentMargin()
        line = self.line_pixels()
        words = self.document().size().height()
        least, most = self._lines * line + margins, self._most * line + margins
        return round(min(max(words, least), most)) + around + 1

    def _fit(self) -> None:
        wanted = self._wanted()
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
