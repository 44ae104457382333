"""A list of steps or pages, each with what is done, missing or optional in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.spoken import draws
from toolkit.ui.theme import Theme
from toolkit.ui.widgets.arrows import list_key

StepState = Literal["done", "missing", "optional", "todo", "warning"]
STEP_ICONS = {
    "done": ("check-circle-fill", "green"),
    "missing": ("circle-dashed-bold", "amber"),
    "warning": ("warning-fill", "amber"),
    "optional": ("circle", "ink2"),
    "todo": ("circle", "ink2"),
}
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Step:
    """One line of the list: `note` is the words at the right, as "2 missing", "optional" or "done"."""

    key: str
    title: str
    state: StepState = "todo"
    note: str = ""


NOTE_SHARE = 0.4


class StepRow(QAbstractButton):
    """One step, drawn by itself; wraps its title when it must."""

    def __init__(self, owner: StepList, step: Step, number: int) -> None:
        super().__init__(owner)
        self._owner = owner
        self.theme = owner.theme
        self.step = step
        self._number = number
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", 6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_step(step)

    def set_step(self, step: Step) -> None:
        """Shows another state of the same step."""
        say = self.theme.say
        step = replace(step, title=say(step.title), note=say(step.note))
        self.step = step
        self.setText(step.title)
        said = {"done": "done", "missing": "missing", "optional": "optional", "warning": "look again"}.get(
            step.state, ""
        )
        self.setAccessibleName(", ".join(part for part in (step.title, step.note or say(said)) if part))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._title_metrics().boundingRect(
            QRectF(0, 0, max(self._title_room(width), 1.0), 10000), Qt.TextFlag.TextWordWrap, self.step.title
        )
        least = self.theme.px(48) if self._owner.on_rail else self.theme.px(42)
        under = QFontMetricsF(self.theme.font("caption")).height() if self._under(width) else 0.0
        return max(least, round(words.height() + under) + self.theme.px(16))

    def sizeHint(self) -> QSize:
        width = self.theme.em(16)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.em(8), self.theme.px(42))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.took_key(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground()
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        icon, tone = self._icon()
        side = theme.text_px(20 if self._owner.on_rail else 16)
        left = theme.px(14 if self._owner.on_rail else 10)
        theme.icons.paint(
            painter, QRectF(left, (self.height() - side) / 2, side, side), icon, theme.colour(tone)
        )
        painter.setFont(self._title_font())
        painter.setPen(theme.colour(self._ink()))
        start = left + side + theme.px(16 if self._owner.on_rail else 10)
        under = self._under(self.width())
        line = QFontMetricsF(theme.font("caption")).height() if under else 0.0
        room = QRectF(start, 0, self._title_room(self.width()), self.height() - line)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, self.step.title)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(self._note_ink()))
        note = QRectF(0, 0, self.width() - theme.px(12), self.height())
        if under:
            top = self.height() - theme.px(8) - line
            note = QRectF(start, top, self.width() - theme.px(12) - start, line)
        side = Qt.AlignmentFlag.AlignLeft if under else Qt.AlignmentFlag.AlignRight
        painter.drawText(note, middle | side, self.step.note)

    def _ground(self) -> str:
        rail = self._owner.on_rail
        if self.isChecked():
            return "rail-item" if rail else "accent-soft"
        if self.isEnabled() and self.underMouse() and self._owner.clickable:
            return "rail-item" if rail else "sunken"
        return ""

    def _icon(self) -> tuple[str, str]:
        if not self._owner.on_rail:
            return STEP_ICONS[self.step.state]
        if self.step.state == "done":
            return "check-circle-fill", "rail-accent"
        name = f"number-circle-{NUMBERS[min(self._number, len(NUMBERS)) - 1]}"
        return (f"{name}-fill", "white") if self.isChecked() else (name, "rail-accent")

    def _ink(self) -> str:
        if self._owner.on_rail:
            return "white" if self.isChecked() else "rail-ink"
        return "accent-text" if self.isChecked() else "ink"

    def _note_ink(self) -> str:
        if self._owner.on_rail:
            return "rail-ink"
        return "amber" if self.step.state in ("missing", "warning") else "ink2"

    def _title_font(self) -> QFont:
        return self.theme.font("h3" if self._owner.on_rail and self.isChecked() else self._plain_role())

    def _plain_role(self) -> str:
        if self._owner.on_rail:
            return "read"
        return "name" if self.isChecked() else "body"

    def _title_metrics(self) -> QFontMetricsF:
        # The bold face is the wider one; measuring with it keeps the height the same when a step is chosen.
        return QFontMetricsF(self.theme.font("h3" if self._owner.on_rail else "name"))

    def _title_room(self, width: int) -> float:
        theme = self.theme
        rail = self._owner.on_rail
        before = (
            theme.px(14 if rail else 10) + theme.text_px(20 if rail else 16) + theme.px(16 if rail else 10)
        )
        after = theme.px(12)
        if self.step.note and not self._under(width):
            after += round(self._note_width()) + theme.px(8)
        return float(width - before - after)

    def _note_width(self) -> float:
        return QFontMetricsF(self.theme.font("caption")).horizontalAdvance(self.step.note)

    def _under(self, width: int) -> bool:
        """Whether the note stands under the title: a long one, as "3 missing, 1 to check", leaves it no room beside."""
        return self._note_width() > width * NOTE_SHARE


class StepList(QWidget):
    """Steps in a column, one of them current. `chosen` is sent with the key of the step that was picked.

    One tab stop, arrows inside. With `clickable` off it only shows. `on_rail` draws it for the dark panel, numbered.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        clickable: bool = True,
        on_rail: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.clickable = clickable
        self.on_rail = on_rail
        self._rows: list[StepRow] = []
        self._current = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4 if on_rail else 2))
        self._column.addStretch(1)
        self.setAccessibleName(theme.say(name))

    def set_steps(self, steps: list[Step]) -> None:
        """Shows these steps; rows are kept where the keys stay the same, so the focus stays too."""
        if [row.step.key for row in self._rows] == [step.key for step in steps]:
            for row, step in zip(self._rows, steps, strict=True):
                row.set_step(step)
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, step in enumerate(steps, start=1):
            row = StepRow(self, step, number)
            if not self.clickable:
                draws(row, "words")
            row.clicked.connect(lambda _checked=False, key=step.key: self._picked(key))
            self._rows.append(row)
            self._column.insertWidget(number - 1, row)
        self.set_current(self._current)

    def set_current(self, key: str) -> None:
        """Marks the current step; nothing is sent."""
        self._current = key
        stop = next((row for row in self._rows if row.step.key == key), self._rows[0] if self._rows else None)
        for row in self._rows:
            row.setChecked(row.step.key == key)
            policy = Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy if self.clickable else Qt.FocusPolicy.NoFocus)
            row.setEnabled(True)
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.clickable)
            row.update()

    def current(self) -> str:
        """Gives the key of the current step."""
        return self._current

    def rows(self) -> list[StepRow]:
        """Gives the rows in order."""
        return list(self._rows)

    def took_key(self, row: StepRow, event: QKeyEvent) -> bool:
        """Moves the focus with the arrows, Home and End, and picks with Enter; says whether it was such a key."""
        return list_key(self._rows, row, event)

    def _picked(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
