"""The topics of the directory: those added here, those taken away, and after how long an entry is checked again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.practice.directory import Topics
from toolkit.ui.directory.store import Directory
from toolkit.ui.tall_dialog import TallDialog
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    ComboBox,
    FieldFrame,
    IconButton,
    LineEdit,
    QuietButton,
    clear_layout,
)
from toolkit.ui.words import count

MONTHS = (3, 6, 12, 18, 24)


class TopicsDialog(TallDialog):
    """Each change is kept at once."""

    def __init__(self, directory: Directory, parent: QWidget) -> None:
        text = "A service that has a topic keeps it, also when the topic is taken off the list."
        super().__init__(directory.session.theme, "Topics and checking", text, parent=parent, width_em=40)
        self.directory = directory
        self.changed = False
        self.months = ComboBox(
            self.theme,
            [(str(one), count(one, "month")) for one in sorted({*MONTHS, directory.months})],
            clearable=False,
            name="Check an entry again after",
        )
        self.months.set_value(str(directory.months))
        self.months.changed.connect(self._set_months)
        self.body.addWidget(FieldFrame(self.theme, "Check an entry again after", self.months))
        self.new = LineEdit(self.theme, name="New topic")
        self.new.returnPressed.connect(self.add)
        row = QHBoxLayout()
        row.addWidget(FieldFrame(self.theme, "New topic", self.new), 1)
        button = QuietButton(self.theme, "Add", "plus")
        button.clicked.connect(lambda _checked=False: self.add())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(2))
        self.body.addLayout(self._list)
        self.add_button("Close", self.accept, "primary")
        self._fill()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        clear_layout(self._list)
        used: dict[str, int] = {}
        for service in self.directory.services:
            for topic in service.topics:
                used[topic] = used.get(topic, 0) + 1
        topics = self.directory.topics
        for name in topics.names():
            self._list.addWidget(self._line(name, used.get(name, 0)))
        for name in topics.hidden:
            back = QuietButton(self.theme, f"Put back: {name}", "arrow-counter-clockwise")
            back.clicked.connect(lambda _checked=False, one=name: self._set(topics.add(one)))
            self._list.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, name: str, used: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"{name}  ·  {count(used, 'service')}" if used else name
        row.addWidget(BodyLabel(self.theme, words), 1)
        away = IconButton(self.theme, "x", f"Take off the list: {name}", bare=True)
        away.clicked.connect(lambda _checked=False: self._set(self.directory.topics.without(name)))
        row.addWidget(away)
        return line

    def add(self) -> None:
        """Puts the topic that is typed on the list."""
        typed = " ".join(self.new.value().split())
        if typed:
            self._set(self.directory.topics.add(typed))
            self.new.set_value("")
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_months(self) -> None:
        self._do(lambda: self.directory.set_months(int(self.months.value() or 12)))

    def _set(self, topics: Topics) -> None:
        self._do(lambda: self.directory.set_topics(topics))
        self._fill()

    def _do(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ToolkitError as fault:
            self.body.insertWidget(0, Banner(self.theme, "amber", "", fault.sentence))
            return
        self.changed = True
