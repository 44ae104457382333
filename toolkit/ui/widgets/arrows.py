"""Going through a list of things with the arrow keys, alike wherever there is a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


def step_to(stops: Sequence[QWidget], here: object, event: QKeyEvent) -> QWidget | None:
    """Moves the focus one stop up or down and gives that stop; None when it was another key."""
    step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
    if step is None:
        return None
    at = next((n for n, stop in enumerate(stops) if stop is here), 0)
    target = stops[min(max(at + step, 0), len(stops) - 1)]
    target.setFocus(Qt.FocusReason.TabFocusReason)
    return target


def list_key(buttons: Sequence[QAbstractButton], here: QAbstractButton, event: QKeyEvent) -> bool:
    """Moves the focus with the arrows, Home and End, and picks with Enter; says whether it was such a key."""
    if step_to(buttons, here, event) is not None:
        return True
    ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
    key = Qt.Key(event.key())
    if key in ends:
        buttons[ends[key]].setFocus(Qt.FocusReason.TabFocusReason)
        return True
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        here.click()
        return True
    return False
