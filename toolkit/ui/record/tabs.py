"""Keeps Tab in reading order: fields that appear later would otherwise come last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

TOGETHER = "tabs-together"
"""The object name of a widget whose controls come one after the other, whatever stands beside it."""
SAME_LINE, SAME_FOOT = 14, 4
"""Pixels by which the middles of two controls on one line may differ, and the feet where one of them has grown."""


def reading_order(area: QWidget) -> list[QWidget]:
    """The controls of an area that take the keyboard, line by line and in each line from left to right."""
    groups = [one for one in area.findChildren(QWidget, TOGETHER) if one.isVisibleTo(area)]
    found: list[tuple[int, int, int, list[QWidget]]] = []
    for group in groups:
        corner = group.mapTo(area, QPoint(0, 0))
        found.append((corner.y(), corner.y(), corner.x(), reading_order(group)))
    for widget in area.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(area):
            continue
        if any(one.isAncestorOf(widget) for one in groups):
            continue
        corner = widget.mapTo(area, QPoint(0, 0))
        high = widget.height()
        found.append((corner.y() + high // 2, corner.y() + high, corner.x(), [widget]))
    found.sort(key=lambda one: one[0])
    lines: list[list[tuple[int, int, int, list[QWidget]]]] = []
    for one in found:
        first = lines[-1][0] if lines else None
        if first and (one[0] - first[0] <= SAME_LINE or abs(one[1] - first[1]) <= SAME_FOOT):
            lines[-1].append(one)
        else:
            lines.append([one])
    return [
        widget for line in lines for *_, inner in sorted(line, key=lambda one: one[2]) for widget in inner
    ]


def _stops(area: QWidget) -> list[QWidget]:
    return [area] if isinstance(area, QLabel) else reading_order(area)


def chain(areas: Sequence[QWidget], before: Sequence[QWidget]) -> list[QWidget]:
    """Makes Tab go through the areas one after the other; nothing is done when it does already. Gives the order.

    A heading among them is no stop of its own: from it Tab goes on to what stands below it.
    """
    order = [widget for area in areas if area.isVisible() for widget in _stops(area)]
    if order == list(before):
        return order
    for first, second in pairwise(order):
        QWidget.setTabOrder(first, second)
    return order
