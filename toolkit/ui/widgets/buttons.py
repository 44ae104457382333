"""Buttons. A main button is never off: pressing it says what is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from toolkit.ui.theme import Theme, set_role


class _Button(QPushButton):
    """What all our buttons share: words without mnemonics, an icon of the theme, a reason when off."""

    kind = "quiet"
    icon_tone = "ink2"

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: str = "",
        *,
        name: str = "",
        tip: str = "",
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = ""
        self.setProperty("kind", self.kind)
        if big:
            self.setProperty("tall", "big")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon:
            self.set_icon(icon)
        self.set_text(text)
        if name:
            self.setAccessibleName(theme.say(name))
        self._tip = theme.say(tip)
        self.setToolTip(self._tip)
        theme.changed.connect(self._size_icon)

    def set_text(self, text: str) -> None:
        """Sets the words; an ampersand is an ampersand."""
        text = self._words = self.theme.say(text)
        self._size_icon()
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def words(self) -> str:
        """Gives the words on the button."""
        return self._words

    def set_icon(self, icon: str, tone: str = "") -> None:
        """Shows an icon before the words, in the button's own tone unless another is given."""
        self.setIcon(self.theme.icon(icon, tone or self.icon_tone))
        self._size_icon()

    def _size_icon(self) -> None:
        if self.icon().isNull():
            return
        side = self.theme.text_px(16 if self._words else 18)
        gap = self.theme.px(4) if self._words else 0
        self.setIconSize(QSize(side + gap, side))

    def set_off(self, reason: str) -> None:
        """Turns the button off and says why, on the screen and to a screen reader. Not for main buttons."""
        self.setEnabled(False)
        reason = self.theme.say(reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def set_on(self) -> None:
        """Turns the button on again."""
        self.setEnabled(True)
        self.setToolTip(self._tip)
        self.setAccessibleDescription("")

    def set_tone(self, tone: str) -> None:
        """Gives a plain or link button another tone, such as heather."""
        set_role(self, "tone", tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button it stands on, as people expect, not only Space.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            self.click()
            return
        super().keyPressEvent(event)


KEYPAD = Qt.KeyboardModifier.KeypadModifier


class QuietButton(_Button):
    """An ordinary button with an edge."""


class PrimaryButton(_Button):
    """The one filled button of a page or dialog."""

    kind = "primary"
    icon_tone = "on-accent"


class DangerButton(_Button):
    """Red and filled: "Child in danger now" and nothing milder."""

    kind = "danger"
    icon_tone = "on-red"


class PlainButton(_Button):
    """A button without an edge, in the accent colour: "Change", "Use it"."""

    kind = "plain"
    icon_tone = "accent-text"


class LinkButton(_Button):
    """An underlined link inside words or a card, 28 high."""

    kind = "link"
    icon_tone = "accent-text"

    def __init__(
        self, theme: Theme, text: str = "", icon: str = "", *, name: str = "", tip: str = "", tone: str = ""
    ) -> None:
        super().__init__(theme, text, icon, name=name, tip=tip)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class IconButton(_Button):
    """A square button with only an icon; `name` is what it is called. `bare` leaves the edge out."""

    kind = "icon"

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        tip: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", icon, tip=tip or name, parent=parent)
        self.setAccessibleName(theme.say(name))
        if bare:
            self.setProperty("tone", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class FilterPill(_Button):
    """A filter that is on or off, with its count in it: "Notes 15"."""

    kind = "pill"

    def __init__(self, theme: Theme, text: str, count: int | None = None, *, chosen: bool = False) -> None:
        super().__init__(theme, text)
        self.setCheckable(True)
        self.setChecked(chosen)
        self._label = theme.say(text)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Sets the number shown behind the words, or none."""
        self.set_text(self._label if count is None else f"{self._label} {count}")


class MenuButton(_Button):
    """A button that opens a list of commands; Down opens it too. With no text it is square and needs a `name`."""

    opening = Signal()
    """Sent before the list opens, for filling it."""

    def __init__(
        self, theme: Theme, text: str = "", icon: str = "", *, name: str = "", bare: bool = False
    ) -> None:
        super().__init__(theme, text, icon, name=name or text, tip=name if not text else "")
        self.menu_list = QMenu(self)
        self.menu_list.setToolTipsVisible(True)
        if not text:
            self.setProperty("kind", "icon")
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if bare:
            self.setProperty("tone", "bare")
        self.clicked.connect(self.open)

    def add(
        self,
        text: str,
        run: Callable[[], object],
        icon: str = "",
        *,
        shortcut: str = "",
        off_because: str = "",
    ) -> QAction:
        """Adds a command. `shortcut` is only shown; `off_because` turns it off and says why."""
        action = QAction(self.theme.say(text).replace("&", "&&"), self.menu_list)
        if icon:
            action.setIcon(self.theme.icon(icon))
        if shortcut:
            action.setText(
                f"{action.text()}\t{QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}"
            )
        if off_because:
            action.setEnabled(False)
            action.setToolTip(self.theme.say(off_because))
        action.triggered.connect(lambda _checked=False: run())
        self.menu_list.addAction(action)
        return action

    def clear(self) -> None:
        """Takes all commands away."""
        self.menu_list.clear()

    def open(self) -> None:
        """Opens the list below the button."""
        self.opening.emit()
        self.menu_list.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open()
            return
        super().keyPressEvent(event)
