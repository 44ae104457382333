"""Draws the icons of the Phosphor family at any size and in any colour of the theme.

Phosphor (MIT licence) comes in the qtawesome package. Only its two files are used: the outlines are read straight from
the font file, so the font is never installed, copied or registered on the computer, and no other font is loaded.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from toolkit.errors import ToolkitError

if TYPE_CHECKING:
    from toolkit.ui.theme import Theme

log = logging.getLogger(__name__)

FALLBACK = "file-text"
EM = 256.0
"""Size at which outlines are read; they scale from there."""


class IconsMissing(ToolkitError):
    """The icon font is not where the installation should have put it."""

    sentence = "Part of the program is missing: its icons. Install it again. Your records are not touched."


def icon_folder() -> Path:
    """Gives the folder of the icon font inside the qtawesome package, without importing that package."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise IconsMissing
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


class IconFont:
    """The outlines of one icon font, read when the first icon is drawn."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._font: QRawFont | None = None
        self._table = ""
        self._paths: dict[str, QPainterPath] = {}

    def has(self, name: str) -> bool:
        """Says whether there is an icon of that name, as in `house` or `house-fill`."""
        self._load()
        return bool(self._letter(name))

    def path(self, name: str) -> QPainterPath:
        """Gives the outline of an icon in a square of `EM` by `EM`; in place of an unknown one a plain sheet of paper.

        An organisation's own form may name any icon, and a screen must not fail over it.
        """
        found = self._paths.get(name)
        if found is None:
            font = self._load()
            letter = self._letter(name)
            if not letter:
                log.warning("There is no icon of this name: %s", name)
            glyph = font.glyphIndexesForString(letter or self._letter(FALLBACK))[0]
            found = font.pathForGlyph(glyph)
            found.translate(QPointF(0.0, font.ascent()))
            self._paths[name] = found
        return found

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Draws an icon as large as the shorter side of `rect`, in its middle."""
        side = min(rect.width(), rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
        painter.scale(side / EM, side / EM)
        painter.fillPath(self.path(name), colour)
        painter.restore()

    def _letter(self, name: str) -> str:
        """The letter of the font that an icon is; empty where there is none of that name."""
        # The table is looked through as the text it is: of its 4,470 names a day's work asks for a hundred.
        before = f'"{name}": "'
        at = self._table.find(before)
        if at < 0:
            return ""
        at += len(before)
        return chr(int(self._table[at : self._table.index('"', at)], 16))

    def _load(self) -> QRawFont:
        if self._font is not None:
            return self._font
        folder = self._folder or icon_folder()
        try:
            face = next(iter(sorted(folder.glob("phosphor-[0-9]*.ttf"))))
            table = next(iter(sorted(folder.glob("phosphor-charmap-*.json"))))
            self._table = table.read_text(encoding="utf-8")
            if not self._letter(FALLBACK):
                raise IconsMissing
        except (StopIteration, OSError, ValueError) as fault:
            raise IconsMissing from fault
        font = QRawFont(str(face), EM)
        if not font.isValid():
            raise IconsMissing
        self._font = font
        return font


class GlyphEngine(QIconEngine):
    """Paints one icon with the colours the theme has at that moment, so icons need no rebuilding."""

    def __init__(
        self, theme: Theme, name: str, tone: str, chosen_name: str = "", chosen_tone: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._name, self._tone = name, tone
        self._chosen = (chosen_name or name, chosen_tone or tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, tone = self._chosen if state == QIcon.State.On else (self._name, self._tone)
        if mode == QIcon.Mode.Disabled:
            tone = "ink3"
        # A button asks for a wider picture than it is high: the rest is the gap before its words.
        square = QRectF(rect.x(), rect.y(), min(rect.width(), rect.height()), rect.height())
        self._theme.icons.paint(painter, square, name, self._theme.colour(tone))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return GlyphEngine(self._theme, self._name, self._tone, *self._chosen)
