"""Drawings: an SVG becomes a PNG, which Word and paper can hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from toolkit.export.layout import page_mm, text_width_mm
from toolkit.forms.blocks import Outline, Picture

DPI = 300
_MOST_PIXELS = 6000


@dataclass(frozen=True)
class Drawn:
    """A PNG and the size it is meant to have on paper, in millimetres."""

    content: bytes
    width_mm: float
    height_mm: float


def fitted(picture: Picture, outline: Outline) -> Drawn | None:
    """A picture of an outline, no wider than the margins leave and no higher than a page holds."""
    width = min(picture.width_mm, text_width_mm(outline))
    drawn = png(picture.svg, width)
    room = page_mm(outline)[1] - 70
    if drawn is None or drawn.height_mm <= room:
        return drawn
    return png(picture.svg, width * room / drawn.height_mm)


def png(svg: str, width_mm: float, dpi: int = DPI) -> Drawn | None:
    """Draws an SVG at a width in millimetres on a clear ground; None when it cannot be read.

    A drawing with words in it needs a QGuiApplication. Raises RuntimeError without one, where Qt would end the process.
    """
    if "<text" in svg and QGuiApplication.instance() is None:
        raise RuntimeError("words in a drawing need a QGuiApplication")
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8", "replace")))
    box = renderer.viewBoxF()
    if not renderer.isValid() or box.width() <= 0 or box.height() <= 0 or width_mm <= 0:
        return None
    ratio = box.height() / box.width()
    wide = round(width_mm / 25.4 * dpi)
    largest = max(wide, round(wide * ratio))
    if largest > _MOST_PIXELS:
        wide = round(wide * _MOST_PIXELS / largest)
    image = QImage(max(wide, 1), max(round(wide * ratio), 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return Drawn(bytes(held.data().data()), width_mm, width_mm * ratio)
