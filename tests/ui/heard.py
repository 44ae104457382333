"""What a screen reader is told about a window, read in the process: every part with its name, role and states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

Role = QAccessible.Role
CONTROLS = {
    Role.Button,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.Slider,
    Role.SpinBox,
    Role.Dial,
    Role.Link,
    Role.PageTab,
    Role.MenuItem,
    Role.HotkeyField,
    Role.Table,
    Role.Tree,
    Role.List,
}
"""Roles of what a person can use."""
OTHER_KEYS = {
    "CalendarButton": "Alt+Down in the line beside it; a day is typed as well",
    "PointCard": "the menu key or Shift+F10 on the point; F2, Del and Alt+arrows do the same things",
    "EventRow": "F2 on the event",
}
"""Buttons that are no tab stop of their own, or stand in a row that is one: what does the same from the keyboard."""
ROLELESS = {Role.NoRole, Role.Client, Role.Pane, Role.Border, Role.Grouping}


@dataclass(frozen=True)
class Heard:
    """One part of a window as it is told."""

    name: str
    description: str
    role: Role
    focusable: bool
    widget: QWidget


def parts(root: QWidget) -> Iterator[Heard]:
    """Every visible part of a window, in the order in which it is read."""
    face = QAccessible.queryAccessibleInterface(root)
    assert face is not None
    yield from _below(face, root)


def _below(face: QAccessibleInterface, root: QWidget) -> Iterator[Heard]:
    for index in range(face.childCount()):
        child = face.child(index)
        if child is None or not child.isValid():
            continue
        widget = child.object()
        if (
            not isinstance(widget, QWidget)
            or not widget.isVisibleTo(root)
            or widget.window() is not root.window()
        ):
            continue
        yield _heard(child, widget)
        yield from _below(child, root)


def _heard(face: QAccessibleInterface, widget: QWidget) -> Heard:
    said = (face.text(kind).strip() for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
    return Heard(*said, face.role(), _takes_focus(widget), widget)


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None and widget.isEnabled()
    )


def controls(root: QWidget) -> Iterator[Heard]:
    """Every visible part of a window that is more than words."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel) or not widget.isVisibleTo(root) or widget.window() is not root.window():
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is not None:
            yield _heard(face, widget)


def faults(root: QWidget) -> list[str]:
    """One line for every control of a window that has no name, no role, or cannot be reached by a key."""
    found = []
    for part in controls(root):
        # Words that can be marked with the mouse take its focus, and are no control all the same.
        control = part.role in CONTROLS or (part.focusable and part.role != Role.StaticText)
        if not control or part.widget.property("ring") == "none" or _only_scrolls(part.widget):
            continue
        said = f"{type(part.widget).__name__} in {type(part.widget.parentWidget()).__name__} “{part.name}”"
        if not part.name:
            found.append(f"{said}: no name")
        if part.role in ROLELESS:
            found.append(f"{said}: no role ({part.role.name})")
        if part.widget.isEnabled() and not by_key(part.widget) and not _other_key(part.widget):
            found.append(f"{said}: not reachable by key")
    return found


def by_key(widget: QWidget) -> bool:
    """Whether Tab stops on a control, on the group that it is one of and whose arrows lead to it, or on its box."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    parent = widget.parentWidget()
    if parent is None:
        return False
    if widget.focusPolicy() == Qt.FocusPolicy.ClickFocus:
        # One tab stop with arrows inside: another of its own kind in the same group takes the Tab.
        kin = [one for one in parent.findChildren(type(widget)) if one.parentWidget() is parent]
        return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in kin)
    return False


def _other_key(widget: QWidget) -> bool:
    link: QWidget | None = widget
    while link is not None:
        if type(link).__name__ in OTHER_KEYS:
            return True
        link = link.parentWidget()
    return False


def _only_scrolls(widget: QWidget) -> bool:
    """The ground of a scrolling page and its viewport, which are no controls."""
    inside = isinstance(widget.parentWidget(), QAbstractScrollArea)
    return type(widget) is QWidget and inside
