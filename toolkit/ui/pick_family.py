"""Choosing a family: type a few letters, arrow down, Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from toolkit.ui import words
from toolkit.ui.families import matching
from toolkit.ui.session import Session
from toolkit.ui.widgets import SearchBox
from toolkit.vault.rows import FamilyRow

MOST = 50


class FamilyPicker(QWidget):
    """A search box over a short list. `picked` is sent on Enter or a double click, with the family's id."""

    picked = Signal(str)

    def __init__(self, session: Session, *, without: str = "", rows_shown: int = 6) -> None:
        super().__init__()
        theme = session.theme
        self._line_height = theme.text_px(44)
        self._rows = [row for row in session.vault.records.families() if row.id != without]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.search = SearchBox(theme, "Name, child or reference", delay=40, name="Find a family")
        self.list = QListWidget()
        self.list.setAccessibleName(theme.say("Families"))
        self.list.setMinimumHeight(theme.control * rows_shown // 2)
        self.list.setMaximumHeight(theme.control * rows_shown)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFocusProxy(self.search)
        self.search.searched.connect(lambda _text: self._fill())
        self.search.line.returnPressed.connect(self._enter)
        self.search.line.installEventFilter(self)
        self.list.itemActivated.connect(
            lambda item: self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        )
        self._fill()

    def value(self) -> str:
        """The id of the chosen family, or nothing."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def set_value(self, family_id: str) -> None:
        """Chooses a family."""
        for index in range(self.list.count()):
            if self.list.item(index).data(Qt.ItemDataRole.UserRole) == family_id:
                self.list.setCurrentRow(index)

    def name(self) -> str:
        """The chosen family in words, or nothing."""
        item = self.list.currentItem()
        return item.text() if item is not None else ""

    def count(self) -> int:
        """How many families there are to choose from."""
        return len(self._rows)

    def _fill(self) -> None:
        kept = self.value()
        self.list.clear()
        typed = self.search.text().strip().casefold()
        # A name that begins with the letters comes before one that only holds them, so that one or two are enough.
        found = sorted(matching(self._rows, typed), key=lambda row: not row.name.casefold().startswith(typed))
        for row in found[:MOST]:
            item = QListWidgetItem(_line(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            # A list filled before it is shown does not yet know the height its style gives a line.
            item.setSizeHint(QSize(0, self._line_height))
            self.list.addItem(item)
        self.set_value(kept)
        if self.list.currentRow() < 0 and self.search.text().strip() and self.list.count():
            self.list.setCurrentRow(0)

    def _enter(self) -> None:
        self._fill()
        if self.value():
            self.picked.emit(self.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the search box move through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                at = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
                return True
        return False


def _line(row: FamilyRow) -> str:
    return (
        f"{words.family_words(row.name)}  ·  {row.reference}"
        if row.reference
        else words.family_words(row.name)
    )
