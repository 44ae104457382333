"""Ctrl+K: finds families, people and records as you type, with the words around what was found, and commands too."""

from __future__ import annotations

import contextlib
from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import Go
from toolkit.ui.search_found import Finder, Found, Groups
from toolkit.ui.session import Session
from toolkit.ui.tall_dialog import EDGE
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    CardButton,
    Chip,
    ElidedLabel,
    HeadingLabel,
    IconTile,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets.arrows import step_to

TALL_EM = 24
"""The least height of the list, where the screen has it."""
NOTHING = "Nothing holds all of these words, and no name sounds like them. Try fewer words, or only the beginning of one."
NO_COMMAND = "No command has all of these words. Try one word, such as print, lock, map or backup."


class Commands(Protocol):
    """The commands, as this box asks for them."""

    def gather(self) -> bool:
        """Reads one page more; False when all were read."""

    def groups(self, typed: str) -> Groups:
        """What was found."""


class SearchDialog(Dialog):
    """The search; `go_on` goes where the person chose, once it is closed."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        commands: Commands | None = None,
        *,
        only: bool = False,
    ) -> None:
        """Searches the records, and the commands where they are given; `only` the commands then."""
        super().__init__(session.theme, "Commands" if only else "Search", parent=parent, width_em=56)
        self.session = session
        self._commands, self._only = commands, only
        self._finder = Finder(session)
        self._rows: list[FoundRow] = []
        self._chosen: Found | None = None
        self._filled: str | None = None
        self.search = SearchBox(
            self.theme,
            "What do you want to do?" if only else "Names, words, a day or a month",
            delay=60,
            name="Search commands" if only else "Search families, people, records and commands",
        )
        self.search.searched.connect(self._fill)
        self.search.line.returnPressed.connect(self._enter)
        self.search.line.installEventFilter(self)
        self.body.addWidget(self.search)
        self._scroll = VerticalScrollPage(self.theme, margins=(2, 2, 2, 2), spacing=4)
        self._scroll.setMinimumHeight(self.theme.em(TALL_EM))
        self.body.addWidget(self._scroll, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(2))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.add_button("Close", self.reject)
        self._fill("")
        # The names, and what stands on other pages, are read while the person begins to type.
        if not only:
            QTimer.singleShot(0, self, self._warm)
        if commands is not None:
            QTimer.singleShot(0, self, self._gather)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Leaves the list no more height than the screen has, so that the button below it stays in sight."""
        layout, screen = self.layout(), self.screen()
        if layout is not None and screen is not None:
            around = layout.totalHeightForWidth(self.width()) - self._scroll.minimumHeight()
            room = screen.availableGeometry().height() - EDGE - around
            self._scroll.setMinimumHeight(max(min(self.theme.em(TALL_EM), room), self.theme.em(6)))
        super().fit()

    def go_on(self, go: Go) -> None:
        """Goes to what was chosen; nothing when the search was closed."""
        if self._chosen is not None:
            self._chosen.go(go)

    def rows(self) -> list[FoundRow]:
        """The lines shown."""
        return list(self._rows)

    def _warm(self) -> None:
        # A fault is told when something is looked for.
        with contextlib.suppress(ToolkitError):
            self.session.names()

    def _gather(self) -> None:
        """Reads the commands of one page more, and shows what of it fits what was typed."""
        assert self._commands is not None
        going_on = self._commands.gather()
        if self._filled and not self._in_list():
            typed, self._filled = self._filled, None
            self._fill(typed)
        if going_on:
            QTimer.singleShot(0, self, self._gather)

    def _in_list(self) -> bool:
        return self.focusWidget() in self._rows

    def _groups(self, typed: str) -> Groups:
        if self._commands is not None and self._only:
            return self._commands.groups(typed)
        found = self._finder.groups(typed)
        if self._commands is None or not typed.strip():
            return found
        known = {one.title for _, lines in found for one in lines}
        return found + [
            (heading, [one for one in lines if one.title not in known])
            for heading, lines in self._commands.groups(typed)
        ]

    def _fill(self, typed: str) -> None:
        if typed == self._filled:
            return
        self._filled = typed
        clear_layout(self._list)
        self._rows = []
        try:
            groups = self._groups(typed)
        except ToolkitError as fault:
            self._filled = None
            self._list.addWidget(BodyLabel(self.theme, fault.sentence, ink="red"))
            return
        for title, found in groups:
            if found:
                heading = HeadingLabel(self.theme, title, role="caption-strong", ink="2")
                self._list.addWidget(heading)
                for one in found:
                    self._add(one)
        if not self._rows and typed.strip():
            self._list.addWidget(
                BodyLabel(
                    self.theme,
                    NO_COMMAND if self._only else NOTHING,
                    ink="2",
                )
            )

    def _add(self, one: Found) -> None:
        row = FoundRow(self.theme, one)
        row.clicked.connect(lambda _checked=False: self._take(one))
        row.installEventFilter(self)
        self._rows.append(row)
        self._list.addWidget(row)
        # At once: what is not shown yet cannot take the keyboard.
        row.show()

    def _enter(self) -> None:
        self._fill(self.search.text())
        if self._rows and self.search.text().strip():
            self._take(self._rows[0].found)

    def _take(self, one: Found) -> None:
        self._chosen = one
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move between the box and the lines."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._rows:
            return False
        if watched is self.search.line and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            # The lines of what stands in the box now, before the keyboard goes into them.
            self._fill(self.search.text())
        target = step_to([self.search.line, *self._rows], watched, event)
        if target is None:
            return False
        self._scroll.show_whole(target)
        return True


class FoundRow(CardButton):
    """One line of the answer, with what was found in bold."""

    def __init__(self, theme: Theme, found: Found) -> None:
        super().__init__(theme, flat=True)
        self.found = found
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(IconTile(theme, found.icon, "plain", side=32, size=16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(HeadingLabel(theme, found.title, role="name"))
        if found.draft:
            head.addWidget(Chip(theme, "Draft", "pencil-simple"))
        head.addStretch(1)
        column.addLayout(head)
        if found.line:
            column.addWidget(ElidedLabel(theme, found.line, role="caption", ink="2"))
        snippet = "".join(text for text, _ in found.parts)
        if snippet.strip():
            column.addWidget(_Snippet(theme, found.parts))
        row.addLayout(column, 1)
        self.setAccessibleName(
            theme.say(". ".join(part for part in (found.title, found.line, snippet) if part.strip()))
        )


class _Snippet(QLabel):
    """Words in context; what was looked for is bold, and nothing of it is read as markup."""

    def __init__(self, theme: Theme, parts: tuple[tuple[str, bool], ...]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", "caption")
        self.setProperty("ink", "1")
        strong = theme.hex("accent-text")
        self.setText(
            "".join(
                f'<span style="font-weight:600;color:{strong}">{escape(text)}</span>' if hit else escape(text)
                for text, hit in parts
            )
        )
