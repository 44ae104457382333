"""A number from 0 to 10 that the person chooses: pointed at or typed, never preset; the words for not asked stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import Scale
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.editors.choices import AnswerList
from toolkit.ui.widgets import BodyLabel, FlowLayout, LineEdit, SegmentedChoice

SAID = (("not_asked", "Not asked"), ("did_not_say", "Did not want to say"))


class ScaleEditor(Editor):
    """A whole number or why there is none. What is typed and is no such number stays, and is refused with a sentence."""

    def __init__(self, part: Scale, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: int | str | None = None
        numbers = [(str(n), str(n)) for n in range(part.low, part.high + 1)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(4))
        self.list: AnswerList | None = None
        if compact:
            self.list = AnswerList(self.theme, [*numbers, *SAID])
            self.list.setMinimumWidth(self.theme.em(6))
            self.list.changed.connect(lambda: self._take(self.list.value() if self.list else None))
            box.addWidget(self.list)
            return
        self.row = SegmentedChoice(self.theme, numbers, keys={str(n): str(n) for n in range(10)})
        self.said = SegmentedChoice(self.theme, SAID)
        self.line = LineEdit(self.theme, width_em=8)
        self.line.setProperty("part_name", "typed")
        self.said.setProperty("part_name", "no number")
        box.addLayout(self._ends())
        box.addWidget(self.row)
        below = FlowLayout(across=self.theme.px(16), down=self.theme.px(6))
        typed = QWidget()
        pair = QHBoxLayout(typed)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(self.theme.px(8))
        pair.addWidget(BodyLabel(self.theme, "or type it", ink="2", wrap=False))
        pair.addWidget(self.line)
        below.addWidget(typed)
        below.addWidget(self.said)
        box.addLayout(below)
        self.row.changed.connect(lambda: self._take(self.row.value()))
        self.said.changed.connect(lambda: self._take(self.said.value()))
        self.line.editingFinished.connect(self._show)
        self.line.changed.connect(lambda: self._take(self.line.text(), typed=True))

    def _ends(self) -> QHBoxLayout:
        ends = QHBoxLayout()
        part = self.part
        low = BodyLabel(
            self.theme, f"{part.low}: {part.low_words}" if part.low_words else "", role="caption", ink="2"
        )
        high = BodyLabel(
            self.theme, f"{part.high}: {part.high_words}" if part.high_words else "", role="caption", ink="2"
        )
        high.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (low, high):
            ends.addWidget(label, 1)
        return ends

    def controls(self) -> Sequence[QWidget]:
        return (self.list,) if self.list else (self.row, self.line, self.said)

    def value(self) -> int | str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = answer
        self._show()

    def _number(self) -> str | None:
        answer = self._answer
        fits = isinstance(answer, int) and not isinstance(answer, bool)
        return str(answer) if fits and self.part.low <= int(answer or 0) <= self.part.high else None

    def _show(self, *, typing: bool = False) -> None:
        number, words = self._number(), None if self._answer is None else str(self._answer)
        said = words if words in dict(SAID) else None
        if self.list is not None:
            self.list.show_value(number or said or words, words or "")
            return
        self.row.set_value(number)
        self.said.set_value(said)
        if not typing:
            self.line.set_value("" if number or said or words is None else words)

    def _take(self, text: str | None, *, typed: bool = False) -> None:
        words = (text or "").strip()
        if words.isdecimal() and words.isascii() and self.part.low <= int(words[:6]) <= self.part.high:
            self._answer = int(words[:6])
        else:
            self._answer = (text if typed else words) or None
        self._show(typing=typed)
        self.changed.emit()
