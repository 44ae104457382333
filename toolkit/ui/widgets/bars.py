"""The bar above a page and the bar below one that saves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from toolkit.ui.theme import Theme
from toolkit.ui.widgets.buttons import DangerButton, IconButton, MenuButton, PrimaryButton, QuietButton
from toolkit.ui.widgets.chips import Chip
from toolkit.ui.widgets.labels import ElidedLabel, HeadingLabel, IconLabel
from toolkit.ui.widgets.layouts import FlowLayout, clear_layout


@dataclass(frozen=True)
class BarAction:
    """A command of a bar. The primary one stands last and never folds away; `more` ones always stand under More.

    With `text` empty the button is square and `name` says what it does. `shortcut` is shown in the tooltip.
    """

    text: str
    run: Callable[[], object]
    icon: str = ""
    kind: Literal["quiet", "primary", "danger"] = "quiet"
    name: str = ""
    shortcut: str = ""
    more: bool = False


def make_button(theme: Theme, action: BarAction) -> QPushButton:
    """Makes the button of a bar's command."""
    tip = f"{action.text or action.name} ({action.shortcut})" if action.shortcut else ""
    button: QPushButton
    if action.kind == "primary":
        button = PrimaryButton(theme, action.text, action.icon, tip=tip)
    elif action.kind == "danger":
        button = DangerButton(theme, action.text, action.icon, tip=tip)
    elif not action.text:
        button = IconButton(theme, action.icon, action.name, tip=tip)
    else:
        button = QuietButton(theme, action.text, action.icon, tip=tip)
    button.clicked.connect(lambda _checked=False: action.run())
    return button


class _Bar(QFrame):
    """A bar lays its parts out for the width it has, and not before it is shown: nothing is measured twice."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._due = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._fit()

    def _refit(self) -> None:
        self._due = True
        if self.isVisible():
            self._fit()
        else:
            self._fold_all()

    def _fit(self) -> None:
        self._due = False
        self._fold()

    def _fold_all(self) -> None:
        """Puts away what may be put away: a bar that is still to be shown must not push its window wider."""
        raise NotImplementedError

    def _fold(self) -> None:
        raise NotImplementedError


class TopBar(_Bar):
    """Back, title with chips, one caption line, and at most four actions; what does not fit goes under More.

    `back` and `menu_opened` are sent by its buttons; the Menu button is hidden until `show_menu(True)`.
    """

    back = Signal()

    def __init__(
        self, theme: Theme, title: str = "", *, can_go_back: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("box", "bar-top")
        self.setMinimumHeight(theme.text_px(64))
        self._actions: list[tuple[BarAction, QPushButton | None]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(20), theme.px(6))
        row.setSpacing(theme.px(8))
        self.menu_button = MenuButton(theme, "", "list", name="Menu", bare=True)
        self.menu_button.setVisible(False)
        self.back_button = IconButton(theme, "arrow-left", "Back", tip="Back (Alt+Left)", bare=True)
        if not can_go_back:
            self.back_button.hide()
        self.back_button.clicked.connect(self.back)
        row.addWidget(self.menu_button)
        row.addWidget(self.back_button)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._head = QWidget()
        self._flow = FlowLayout(self._head, across=theme.px(10), down=theme.px(2))
        self.title = HeadingLabel(theme, title, role="h1")
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._flow.addWidget(self.title)
        words.addWidget(self._head)
        self.caption = ElidedLabel(theme, role="caption", ink="2")
        self.caption.setVisible(False)
        words.addWidget(self.caption)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(8))
        row.addLayout(self._row)
        self.more = MenuButton(theme, "", "dots-three-bold", name="More")
        self._row.addWidget(self.more)
        self._chips: list[Chip] = []
        self.set_actions(())

    def set_title(self, title: str, caption: str = "", chips: Sequence[Chip] = ()) -> None:
        """Sets the title, the line under it and the chips beside it."""
        self.title.setText(title)
        self.title.setAccessibleName(self.theme.say(title))
        self.caption.set_text(caption)
        self.caption.setVisible(bool(caption))
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = list(chips)
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._refit()

    def set_actions(self, actions: Sequence[BarAction]) -> None:
        """Sets the commands at the right, in order; the main one last."""
        self._row.removeWidget(self.more)
        clear_layout(self._row)
        self._actions = []
        ordered = sorted(actions, key=lambda action: action.kind == "primary")
        for action in ordered:
            button = None if action.more else make_button(self.theme, action)
            self._actions.append((action, button))
            if button is not None and action.kind != "primary":
                self._row.addWidget(button)
        self._row.addWidget(self.more)
        for action, button in self._actions:
            if button is not None and action.kind == "primary":
                self._row.addWidget(button)
        self._refit()

    def button(self, text: str) -> QPushButton:
        """Gives the button with these words or this name; raises KeyError when there is none."""
        for action, button in self._actions:
            if button is not None and text in (action.text, action.name):
                return button
        raise KeyError(text)

    def actions_shown(self) -> list[BarAction]:
        """Gives its commands, also those under More."""
        return [action for action, _ in self._actions]

    def press(self, keys: str) -> bool:
        """Runs the command that has these keys; says whether there is one."""
        for action, _ in self._actions:
            if action.shortcut and QKeySequence(action.shortcut).toString() == keys:
                action.run()
                return True
        return False

    def show_menu(self, shown: bool) -> None:
        """Shows or hides the Menu button that stands in for the rail at large text."""
        self.menu_button.setVisible(shown)
        self._refit()

    def _fold_all(self) -> None:
        for action, button in self._actions:
            if button is not None and action.kind == "quiet":
                button.hide()

    def _fold(self) -> None:
        shown = [(action, button) for action, button in self._actions if button is not None]
        gap = self._row.spacing()
        chips = sum(chip.sizeHint().width() + gap for chip in self._chips)
        # The title may wrap to two lines before the actions are folded away.
        title = max(
            self.title.sizeHint().width() * 0.62, min(self.title.sizeHint().width(), self.theme.em(12))
        )
        left = self.theme.px(40) + (
            self.back_button.sizeHint().width() if not self.back_button.isHidden() else 0
        )
        left += self.menu_button.sizeHint().width() if not self.menu_button.isHidden() else 0
        room = self.width() - left - title - min(chips, self.theme.em(14))
        keeps = [(action, button) for action, button in shown if action.kind in ("primary", "danger")]
        folds = [(action, button) for action, button in shown if action.kind == "quiet"]
        room -= sum(button.sizeHint().width() + gap for _, button in keeps)
        always = [action for action, button in self._actions if button is None]
        widths = [button.sizeHint().width() + gap for _, button in folds]
        visible = len(folds) if sum(widths) + (self._more_width() if always else 0) <= room else 0
        while visible == 0 and widths and sum(widths) + self._more_width() > room:
            widths.pop()
        visible = visible or len(widths)
        for index, (_, button) in enumerate(folds):
            button.setVisible(index < visible)
        under = [action for action, _ in folds[visible:]] + always
        self.more.clear()
        for action in under:
            self.more.add(action.text or action.name, action.run, action.icon, shortcut=action.shortcut)
        self.more.setVisible(bool(under))

    def _more_width(self) -> int:
        return self.more.sizeHint().width() + self._row.spacing()


SAVED_ICONS = {
    "saved": ("check-circle-fill", "green", "1"),
    "saving": ("arrows-clockwise", "ink2", "1"),
    "failed": ("warning-circle-fill", "red", "red"),
    "note": ("note", "ink2", "1"),
}


class BottomBar(_Bar):
    """The saved line at the left, commands at the right. What it says is always true."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("box", "bar-bottom")
        self.setMinimumHeight(max(theme.text_px(60), theme.control + 2 * theme.px(8)))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        self._icon = IconLabel(theme, "", "green", 20)
        self._lead = HeadingLabel(theme, role="name")
        self._rest = HeadingLabel(theme, role="caption", ink="2")
        row.addWidget(self._icon)
        self._words = QWidget()
        flow = FlowLayout(self._words, across=theme.px(10), down=0, middle=True)
        flow.addWidget(self._lead)
        flow.addWidget(self._rest)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(10))
        row.addLayout(self._row)
        self._buttons: list[tuple[BarAction, QPushButton]] = []
        self._state = ""

    def set_saved(
        self, state: Literal["saved", "saving", "failed", "note", ""], lead: str, rest: str = ""
    ) -> None:
        """Says how the saving stands: "Saved 14:20", "Saving", "Not saved since 14:20" with what to do."""
        self._state = state
        icon, tone, ink = SAVED_ICONS.get(state, ("", "ink2", "1"))
        self._icon.set_icon(icon, tone)
        self._icon.setVisible(bool(icon))
        self._lead.setText(lead)
        self._lead.set_ink(ink)
        self._rest.setText(rest)
        self._refit()

    def saved_text(self) -> str:
        """Gives the whole line, bold words first."""
        return " ".join(part for part in (self._lead.text(), self._rest.text()) if part)

    def state(self) -> str:
        """Gives the state shown."""
        return self._state

    def set_actions(self, actions: Sequence[BarAction]) -> None:
        """Sets the commands at the right, in order; the main one last."""
        clear_layout(self._row)
        self._buttons = []
        for action in actions:
            button = make_button(self.theme, action)
            self._buttons.append((action, button))
            self._row.addWidget(button)
        self._refit()

    def actions_shown(self) -> list[BarAction]:
        """Gives its commands."""
        return [action for action, _ in self._buttons]

    def button(self, text: str) -> QPushButton:
        """Gives the button with these words or this name; raises KeyError when there is none."""
        for action, button in self._buttons:
            if text in (action.text, action.name):
                return button
        raise KeyError(text)

    def _fold_all(self) -> None:
        self._rest.hide()

    def _fold(self) -> None:
        # A fault is always told in full; the reassuring second half only where there is room for it.
        buttons = sum(button.sizeHint().width() + self._row.spacing() for _, button in self._buttons)
        room = self.width() - buttons - self._lead.sizeHint().width() - self.theme.px(90)
        wanted = self._rest.fontMetrics().horizontalAdvance(self._rest.text())
        self._rest.setVisible(bool(self._rest.text()) and (self._state == "failed" or wanted <= room))
