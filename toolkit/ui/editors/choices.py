"""One of several, several of several, and the five answers; nothing is ever chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from toolkit.forms.rules import Scope
from toolkit.forms.vocabulary import FIVE_ANSWERS, Choice, Choices, Option, YesNo, option_pairs
from toolkit.ui.editors.base import Desk, Editor
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, ComboBox, FiveStateAnswer, FlowLayout, LineEdit

OTHER = "other:"
_ELSE = "\x1fother"
FIVE_KEYS = {"Y": "yes", "N": "no", "K": "not_known", "A": "not_asked", "D": "declined"}


class AnswerList(ComboBox):
    """A list to choose one answer from; `keys` gives letters to values. A value no longer offered gets its own line."""

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        keys: Mapping[str, str] | None = None,
        *,
        least_em: float = 8.0,
    ) -> None:
        super().__init__(theme, options)
        self._keys = keys or {}
        self._least_em = least_em
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(lambda _place: self.setToolTip(self._tip()))

    def show_value(self, value: str | None, label: str) -> None:
        """Shows a value without telling anyone; one that is not offered is added with its label."""
        if value is not None and self.findData(value) < 0:
            self.addItem(self.theme.say(label), value)
        self.set_value(value)

    def minimumSizeHint(self) -> QSize:
        # A long answer is cut in the closed list rather than pushing the page wide; its tip and the open list show it whole.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.theme.em(self._least_em)), hint.height())

    def showPopup(self) -> None:
        """Opens the list as wide as its longest answer."""
        wide = self.view().sizeHintForColumn(0) + self.theme.px(24)
        self.view().setMinimumWidth(max(self.width(), wide))
        super().showPopup()

    def _tip(self) -> str:
        words = self.currentText() if self.value() is not None else ""
        return words if self.fontMetrics().horizontalAdvance(words) > self.width() - self.theme.px(40) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        value = self._keys.get(event.text().upper()) if plain else None
        if value is not None:
            if value != self.value():
                self.set_value(value)
                self.changed.emit()
            return
        super().keyPressEvent(event)


class Tick(QCheckBox):
    """A tick whose words go on in a new line where they do not fit, which a plain one would cut."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self._width = "", 0
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Changes the words; they are its accessible part too."""
        self._words = words
        self.setProperty("part_name", words)
        self._wrap()

    def fit(self, width: int) -> None:
        """Takes in how wide it may be."""
        self._width = width
        self._wrap()

    def _wrap(self) -> None:
        metrics = self.fontMetrics()
        room = self._width - self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) * 2 - 16
        lines = [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if self._width and lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        text = "\n".join(lines).replace("&", "&&")
        if text != self.text():
            self.setText(text)


class ChoiceEditor(Editor):
    """One of several, from a list; "Other" opens a line for its words. An answer no longer offered stays as it is."""

    def __init__(self, part: Choice, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        pairs = option_pairs(part.options)
        self._known = dict(pairs)
        self._hints = {o.value: o.hint for o in part.options if isinstance(o, Option) and o.hint}
        self.list = AnswerList(self.theme, [*pairs, *([(_ELSE, "Other")] if part.other else [])])
        self.other = LineEdit(self.theme, placeholder="Write what it is")
        self.other.setProperty("part_name", "other, in words")
        self.hint = BodyLabel(self.theme, role="caption", ink="2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(4))
        row = QHBoxLayout()
        row.addWidget(self.list, 0 if not compact else 1)
        if not compact:
            self.list.setMinimumWidth(self.theme.em(13))
            row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.other)
        box.addWidget(self.hint)
        self.list.changed.connect(self._chosen)
        self.other.changed.connect(self._other)
        self._show()

    def controls(self) -> Sequence[QWidget]:
        return (self.list, self.other) if self._writing() else (self.list,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        self._show()

    def _writing(self) -> bool:
        return self.part.other and (self._answer or "").startswith(OTHER)

    def _show(self) -> None:
        answer = self._answer
        if answer is None or not answer:
            self.list.show_value(None, "")
        elif self._writing():
            self.list.show_value(_ELSE, "Other")
            self.other.set_value(answer[len(OTHER) :].removeprefix(" "))
        else:
            label = answer[len(OTHER) :].strip() if answer.startswith(OTHER) else answer
            self.list.show_value(answer, self._known.get(answer, f"Other: {label}"))
        self.other.setVisible(self._writing())
        self.rename()
        self.hint.setText(self._hints.get(answer or "", ""))
        self.hint.setVisible(bool(self.hint.text()))

    def _chosen(self) -> None:
        value = self.list.value()
        self._answer = f"{OTHER} {self.other.text()}" if value == _ELSE else value
        self._show()
        if value == _ELSE:
            self.other.setFocus()
        self.changed.emit()

    def _other(self) -> None:
        self._answer = f"{OTHER} {self.other.text()}"
        self.changed.emit()


class ChoicesEditor(Editor):
    """Several of several: a tick for each, side by side as room allows. Unlisted answers stay and stay ticked."""

    def __init__(self, part: Choices, desk: Desk, scope: Scope) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: list[Any] | None = None
        self._ticks: dict[str, Tick] = {}
        self.flow = FlowLayout(across=self.theme.px(20), down=0)
        for value, label in self._offered():
            self._tick(value, label)
        self.other_tick = Tick(self.theme.say("Other"))
        self.other = LineEdit(self.theme, placeholder="Write what it is")
        self.other.setProperty("part_name", "other, in words")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.theme.px(4))
        box.addLayout(self.flow)
        box.addWidget(self.other)
        if part.other:
            self.flow.addWidget(self.other_tick)
        else:
            self.other_tick.setParent(self)
            self.other_tick.hide()
        self._writing = False
        self._open_other(False)
        self.other_tick.toggled.connect(self._gather)
        self.other.changed.connect(self._gather)

    def _offered(self) -> list[tuple[str, str]]:
        """The options; where a fact says what is offered now, those of its lines, with any other line as its own words."""
        pairs = option_pairs(self.part.options)
        lines = [one for one in self.scope.context.facts.get(self.part.offered, "").splitlines() if one]
        values = {label: value for value, label in pairs}
        return [(values.get(one, f"{OTHER} {one}"), one) for one in lines] or list(pairs)

    def _tick(self, value: str, label: str) -> None:
        tick = Tick(self.theme.say(label))
        tick.toggled.connect(self._gather)
        self._ticks[value] = tick
        self.flow.addWidget(tick)

    def controls(self) -> Sequence[QWidget]:
        rest: list[QWidget] = [self.other_tick] if self.part.other else []
        if self._writing:
            rest.append(self.other)
        return [*self._ticks.values(), *rest]

    def fit(self, width: int) -> None:
        for tick in self._ticks.values():
            tick.fit(width)

    def _open_other(self, on: bool) -> None:
        self._writing = on
        self.other.setVisible(on)

    def value(self) -> list[Any] | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = answer if isinstance(answer, list) else None if answer is None else [answer]
        chosen = [str(a) for a in self._answer or []]
        free = [a for a in chosen if a.startswith(OTHER) and a not in self._ticks]
        other = free[0] if free and self.part.other else ""
        known = dict(option_pairs(self.part.options))
        for value in chosen:
            if value not in self._ticks and value != other:
                label = value[len(OTHER) :].strip() if value.startswith(OTHER) else value
                self._tick(value, known.get(value, f"Other: {label}"))
        for value, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(value in chosen)
        with QSignalBlocker(self.other_tick):
            self.other_tick.setChecked(bool(other))
        self.other.set_value(other[len(OTHER) :].removeprefix(" "))
        self._open_other(bool(other))
        self.rename()

    def _gather(self) -> None:
        answer: list[Any] = [value for value, tick in self._ticks.items() if tick.isChecked()]
        writing = self.part.other and self.other_tick.isChecked()
        opened = writing and not self._writing
        self._open_other(writing)
        if writing:
            answer.append(f"{OTHER} {self.other.text()}")
        self._answer = answer or None
        if opened:
            self.rename()
            self.other.setFocus()
        self.changed.emit()


class YesNoEditor(Editor):
    """The five answers: a joined row of buttons, or a short list where there is little room. Y N K A D choose."""

    def __init__(self, part: YesNo, desk: Desk, scope: Scope, *, compact: bool = False) -> None:
        super().__init__(desk, scope)
        self.part = part
        self._answer: str | None = None
        self.buttons = None if compact else FiveStateAnswer(self.theme)
        self.list = (
            AnswerList(self.theme, list(FIVE_ANSWERS.items()), FIVE_KEYS, least_em=7.9) if compact else None
        )
        self.control: FiveStateAnswer | AnswerList = self.buttons or self.list  # type: ignore[assignment]
        self.unlisted = BodyLabel(self.theme, role="caption", ink="2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.control)
        box.addWidget(self.unlisted)
        self.unlisted.hide()
        self.control.changed.connect(self._chosen)

    def controls(self) -> Sequence[QWidget]:
        return (self.control,)

    def value(self) -> str | None:
        return self._answer

    def set_value(self, answer: Any) -> None:
        self._answer = None if answer is None else str(answer)
        known = self._answer is None or self._answer in FIVE_ANSWERS
        self.control.set_value(self._answer if known and self._answer else None)
        self.unlisted.setText("" if known else f"Kept as it was: {self._answer}")
        self.unlisted.setVisible(not known)

    def _chosen(self) -> None:
        self.set_value(self.control.value())
        self.changed.emit()
