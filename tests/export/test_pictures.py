"""Drawings become pictures of the right size, or nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage

from tests.export.samples import HOUSE_SVG, outline
from toolkit.export.pictures import fitted, png
from toolkit.forms.blocks import Picture

pytestmark = pytest.mark.usefixtures("qapp")

TALL = HOUSE_SVG.replace('viewBox="0 0 120 60"', 'viewBox="0 0 20 200"')


def test_a_drawing_has_its_size_and_colours() -> None:
    drawn = png(HOUSE_SVG, 60)
    assert drawn is not None
    assert (drawn.width_mm, drawn.height_mm) == (60, 30)
    image = QImage.fromData(QByteArray(drawn.content))
    assert (image.width(), image.height()) == (709, 354)
    assert QColor(image.pixel(354, 230)).name() == "#ddecec"
    assert png(HOUSE_SVG, 60) == drawn


@pytest.mark.parametrize("svg", ["", "no drawing", "<svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_cannot_be_drawn_is_nothing(svg: str) -> None:
    assert png(svg, 60) is None


def test_a_drawing_stays_within_the_page() -> None:
    wide = fitted(Picture(svg=HOUSE_SVG, alt="", width_mm=400), outline())
    assert wide is not None
    assert wide.width_mm == 170
    tall = fitted(Picture(svg=TALL, alt="", width_mm=100), outline())
    assert tall is not None
    assert tall.height_mm == pytest.approx(227)
    huge = png(HOUSE_SVG, 5000)
    assert huge is not None
    assert QImage.fromData(QByteArray(huge.content)).width() == 6000
