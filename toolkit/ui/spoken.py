"""What a screen reader is told of our own painted parts: that a picture is a picture.

Qt tells the role of its own widgets; a plain widget that paints something has none. `draws` gives it one, and its
accessible name says in words what is drawn.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

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
    """Has a widget spoken of as a picture, a document, an item of a list or plain words.

    To be called before it is named: Qt asks once, when it first has something to tell.
    """
    widget.setProperty(ROLE, role)
    _listen()


def _face(_kind: str, about: QObject) -> QAccessibleInterface | None:
    if not isinstance(about, QWidget) or about.property(ROLE) is None:
        return None
    face = QAccessibleWidget(about, ROLES[about.property(ROLE)])
    # Qt keeps the interface for as long as the widget lives, and so must we.
    about.__dict__["_face"] = face
    return face
