"""Keeps Tab in reading order: fields that appear later would otherwise come last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

SAME_LINE = 14
"""Pixels by which the middles of two controls on one line may differ."""


def reading_order(area: QWidget) -> list[QWidget]:
    """The controls of an area that take the keyboard, line by line and in each line from left to right."""
    found = []
    for widget in area.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(area):
            corner = widget.mapTo(area, QPoint(0, 0))
            found.append((corner.y() + widget.height() // 2, corner.x(), widget))
    found.sort(key=lambda one: one[0])
    lines: list[list[tuple[int, int, QWidget]]] = []
    for one in found:
        if lines and one[0] - lines[-1][0][0] <= SAME_LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [widget for line in lines for _, _, widget in sorted(line, key=lambda one: one[1])]


def chain(areas: Sequence[QWidget], before: Sequence[QWidget]) -> list[QWidget]:
    """Makes Tab go through the areas one after the other; nothing is done when it does already. Gives the order."""
    order = [widget for area in areas if area.isVisible() for widget in reading_order(area)]
    if order == list(before):
        return order
    for first, second in pairwise(order):
        QWidget.setTabOrder(first, second)
    return order
