"""What a screen reader is told of our own parts: that a picture is a picture, a heading a heading, and what has just come up.

Qt tells the role of its own widgets; a plain widget that paints something has none. `draws` gives it one, and its
accessible name says in words what is drawn.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

ROLE = "spoken_role"
ROLES = {
    "picture": QAccessible.Role.Graphic,
    "document": QAccessible.Role.Document,
    "item": QAccessible.Role.ListItem,
    "words": QAccessible.Role.StaticText,
    "drawing": QAccessible.Role.Canvas,
    "heading": QAccessible.Role.Heading,
}


@cache
def _listen() -> None:
    """Has Qt ask us first, from the first painted part on."""
    QAccessible.installFactory(_face)


def draws(widget: QWidget, role: str = "picture") -> None:
    """Has a widget spoken of as one of `ROLES`.

    To be called before it is named: Qt asks once, when it first has something to tell.
    """
    widget.setProperty(ROLE, role)
    _listen()


def announce(widget: QWidget, words: str) -> None:
    """Has a screen reader say what has just come up on the screen, once it is done with what it is saying."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class _Face(QAccessibleWidget):
    """Says the words of a label that has no other name, as Qt does for its own labels."""

    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        widget = self.widget()
        if said or kind != QAccessible.Text.Name or not isinstance(widget, QLabel):
            return said
        return widget.text()


def _face(_kind: str, about: QObject) -> QAccessibleInterface | None:
    if not isinstance(about, QWidget) or about.property(ROLE) is None:
        return None
    face = _Face(about, ROLES[about.property(ROLE)])
    # Qt keeps the interface for as long as the widget lives, and so must we.
    about.__dict__["_face"] = face
    return face
