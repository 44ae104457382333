"""Small marks beside words: status chips, people's tokens, key caps."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.labels import BodyLabel

Tone = Literal["plain", "accent", "red", "amber", "green", "blue", "heather"]

CHIP_COLOURS: dict[str, tuple[str, str, str]] = {
    "plain": ("ink2", "sunken", "line"),
    "accent": ("accent-text", "accent-soft", "accent"),
    "red": ("red", "red-bg", "red-line"),
    "amber": ("amber", "amber-bg", "amber-line"),
    "green": ("green", "green-bg", "green-line"),
    "blue": ("blue", "blue-bg", "blue-line"),
    "heather": ("heather", "heather-bg", "heather-line"),
}


class Chip(QLabel):
    """A status in an icon and a word, 22 high. Never a button."""

    def __init__(self, theme: Theme, text: str, icon: str = "", tone: Tone = "plain") -> None:
        super().__init__()
        self.theme = theme
        self._icon = icon
        self._tone: str = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "caption-strong")
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        super().setText(self.theme.say(text))

    def set_chip(self, text: str, icon: str = "", tone: Tone = "plain") -> None:
        """Changes word, icon and tone."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def tone(self) -> str:
        """Gives the tone shown."""
        return self._tone

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetricsF(self.font())
        icon = self.theme.text_px(14) + self.theme.px(5) if self._icon else 0
        height = max(self.theme.text_px(22), round(metrics.height()) + 4)
        return QSize(round(metrics.horizontalAdvance(self.text()) + 0.5) + icon + self.theme.px(20), height)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground, edge = (self.theme.colour(token) for token in CHIP_COLOURS[self._tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        x = float(self.theme.px(10))
        if self._icon:
            side = self.theme.text_px(14)
            self.theme.icons.paint(
                painter, QRectF(x, (self.height() - side) / 2, side, side), self._icon, ink
            )
            x += side + self.theme.px(5)
        painter.setPen(ink)
        painter.setFont(self.font())
        words = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class KeyCap(BodyLabel):
    """A key drawn as a small cap, as "F8" beside "Next missing"."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, role="keycap", ink="2", wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def initials(name: str) -> str:
    """Two letters for a token: the first two of a single name, or the first of the first and the last."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].capitalize()
    return (words[0][0] + words[-1][0]).upper()


class PersonToken(QWidget):
    """Somebody's initials: a disc for a child, a rounded square for an adult, dashed and hollow for unborn or not named.

    `number` picks the person's colour, the same everywhere. Decorative: the name stands beside it.
    """

    def __init__(
        self,
        theme: Theme,
        letters: str,
        number: int = 0,
        *,
        kind: Literal["child", "adult", "unborn", "not_named"] = "child",
        size: int = 36,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._letters, self._number, self._size = letters, number, size
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self.theme.text_px(self._size)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hollow = self._kind in ("unborn", "not_named")
        colour = self.theme.colour("ink2") if self._kind == "not_named" else self.theme.person(self._number)
        shape = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if hollow:
            painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        if self._kind in ("child", "unborn"):
            painter.drawEllipse(shape)
        else:
            painter.drawRoundedRect(shape, self.width() / 6, self.width() / 6)
        font = self.theme.font("name")
        font.setPixelSize(max(round(self.width() * 0.38), 8))
        painter.setFont(font)
        painter.setPen(colour if hollow else self.theme.colour("on-accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
