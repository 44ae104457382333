"""Four bars and a sentence: how hard a passphrase is to guess."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.labels import BodyLabel, IconLabel, LeadLabel

LEVELS = {1: ("red", "warning-circle-fill"), 2: ("amber", "warning-fill"), 3: ("green", "check-circle-fill")}


class _Bars(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.em(10), self.theme.px(8))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 6.0
        width = (self.width() - 3 * gap) / 4
        tone = LEVELS.get(min(self.level, 3), ("green", ""))[0]
        for index in range(4):
            painter.setBrush(self.theme.colour(f"{tone}-line" if index < self.level else "line"))
            painter.drawRoundedRect(QRectF(index * (width + gap), 0, width, self.height()), 4, 4)


class StrengthMeter(QWidget):
    """Shows 0 to 4 bars, a bold word with its sentence, and a count at the right. Level 0 with no words is blank."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bars = _Bars(theme)
        self._icon = IconLabel(theme, "", "ink2", 18)
        self._words = LeadLabel(theme)
        self._count = BodyLabel(theme, role="caption", ink="2", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._bars)
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.set_strength(0, "", "")

    def set_strength(self, level: int, lead: str, text: str, count: str = "") -> None:
        """Sets bars (0 to 4), bold word, sentence and count."""
        self._bars.level = level
        self._bars.update()
        tone, icon = LEVELS.get(min(level, 3), ("ink2", ""))
        self._icon.set_icon(icon, tone)
        self._icon.setVisible(bool(icon))
        self._words.set_words(lead, text)
        self._count.setText(count)
        say = self._bars.theme.say
        self.setAccessibleName(say("How strong it is"))
        self.setAccessibleDescription(" ".join(say(part) for part in (lead, text, count) if part))

    def level(self) -> int:
        """Gives the number of bars shown."""
        return self._bars.level

    def words(self) -> str:
        """Gives the sentence shown, bold word first."""
        return self._words.accessibleName()
