"""Every command there is, found by what it is called: read from the bars, the rail, the keys, the forms and the settings.

What stands on the open page is read from its bars; what stands on Families, Guidance and Settings from a page that is made unseen
for it, once for each opening of the records. What needs a family or a record first stands in `commands_needing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from toolkit.errors import ToolkitError
from toolkit.ui.commands_needing import NEEDS, Way, bars_of, run
from toolkit.ui.families import FamiliesPage
from toolkit.ui.guidance_page import GuidancePage
from toolkit.ui.new_record import ask_family, matching
from toolkit.ui.search_found import Found, Groups
from toolkit.ui.settings_page import SettingsPage
from toolkit.ui.widgets import ALWAYS, PLACES

if TYPE_CHECKING:
    from toolkit.ui.main_window import MainWindow

HERE, ELSEWHERE = "On this page", "Elsewhere"
START, GO = "Start a record", "Go to"
NEW = ("new", "start", "write")
"""What people put before the name of a form."""
MOST = 12
"""Lines of a group that are shown."""


@dataclass(frozen=True)
class Far:
    """A command of a page that is not open: its place, part, words, icon and keys."""

    place: str
    section: str
    words: str
    icon: str = ""
    shortcut: str = ""
    press: bool = True
    """False for a field or switch, which gets the keyboard instead."""


class Commands:
    """What can be done now, in groups. `gather` reads the pages that are not open, one at each call."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._far: list[Far] = []
        self._to_read: list[Callable[[], list[Far]]] = [
            partial(_families, window),
            partial(_guidance, window),
            partial(_settings, window),
        ]

    def gather(self) -> bool:
        """Reads one page that is not open; False when all were read."""
        if not self._to_read:
            return False
        read = self._to_read.pop(0)
        try:
            self._far += read()
        except ToolkitError:
            # A page that cannot be made has no commands either.
            return bool(self._to_read)
        return bool(self._to_read)

    def groups(self, typed: str) -> Groups:
        """The commands whose words hold every word typed; with nothing typed those of the page and the places."""
        known: set[str] = set()
        begun = typed.strip().casefold()
        found: Groups = []
        groups: list[tuple[str, Iterator[Found]]] = [
            (HERE, self._here()),
            (START, self._new(typed)),
            (GO, self._places()),
            (ELSEWHERE, self._elsewhere()),
        ]
        for heading, lines in groups:
            if not typed.strip() and heading in (START, ELSEWHERE):
                continue
            kept = []
            for one in lines:
                fits = heading == START or holds(f"{one.title} {one.line}", typed)
                # Two pages may have a command of the same words; elsewhere each stands with its place.
                same = f"{one.title}\n{one.line}" if heading == ELSEWHERE else one.title
                if fits and not {one.title.casefold(), same.casefold()} & known:
                    known.add(same.casefold())
                    kept.append(one)
            if heading != START:
                kept.sort(key=lambda one: (one.title.casefold() != begun, not holds(one.title, typed)))
            found.append((heading, kept[:MOST]))
        if begun:
            # What begins with the very letters typed is what was most likely meant.
            found.sort(key=lambda group: not any(one.title.casefold().startswith(begun) for one in group[1]))
        return found

    def _here(self) -> Iterator[Found]:
        page = self._window.page
        if page is None:
            return
        for bar in bars_of(page):
            for action in bar.actions_shown():
                yield Found(
                    action.icon or "caret-right",
                    action.text or action.name,
                    action.shortcut,
                    lambda _go, run=action.run: run(),  # type: ignore[misc]
                )
        for shortcut in [*page.findChildren(QShortcut), *self._window.findChildren(QShortcut)]:
            words = shortcut.whatsThis()
            direct = shortcut.parent() in (page, self._window)
            if words and direct:
                keys = shortcut.key().toString()
                yield Found("keyboard", words, keys, lambda _go, one=shortcut: one.activated.emit())  # type: ignore[misc]

    def _new(self, typed: str) -> Iterator[Found]:
        """The forms that the New list finds for what was typed, with or without the word "new"."""
        session = self._window.session
        if session.vault.read_only:
            return
        what = [word for word in _words(typed) if word not in NEW]
        for entry in matching(session.catalogue.offered(), " ".join(what)):
            words = entry.form.title
            yield Found("note-pencil", f"New: {words}", entry.form.description, self._starter(entry.form.id))

    def _starter(self, form_id: str) -> Callable[[object], object]:
        window = self._window

        def start(_go: object) -> None:
            family = None
            if not window.session.catalogue.of_team(form_id):
                title = f"{window.session.title_of(form_id)}: for which family?"
                family = window.family_here() or ask_family(window.session, window, title)
                if family is None:
                    return
            if form_id == "share_decision":
                window.decide(family)
            else:
                window.new_record(form_id, family)

        return start

    def _places(self) -> Iterator[Found]:
        for place in (*PLACES, *ALWAYS):
            yield Found(place.icon, place.word, place.shortcut, lambda go, key=place.key: go.place(key))  # type: ignore[misc]

    def _elsewhere(self) -> Iterator[Found]:
        here = type(self._window.page)
        for far in self._far:
            if far.place == "settings" or here not in (FamiliesPage, GuidancePage):
                where = f"{far.place.capitalize()}{f', {far.section}' if far.section else ''}"
                line = "  ·  ".join(part for part in (where, far.shortcut) if part)
                yield Found(far.icon or "caret-right", far.words, line, partial(self._go_far, far))
        for need in NEEDS:
            for words in need.words:
                way = Way(self._window, need, words)
                yield Found("caret-right", words, need.line(), lambda _go, way=way: way.go())  # type: ignore[misc]

    def _go_far(self, far: Far, _go: object) -> None:
        window = self._window
        if far.place == "settings":
            window.settings(far.section)
        else:
            window.place(far.place)
        page = window.page
        if page is not None:
            # The page puts the keyboard into its part first.
            QTimer.singleShot(0, page, lambda: do(page, far))


def do(page: QWidget, far: Far) -> None:
    """Does a command on its page, which was opened for it."""
    if not far.section:
        run(page, far.words)
        return
    for control in page.findChildren(QWidget):
        if control.accessibleName() == far.words and control.isVisibleTo(page):
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if far.press and isinstance(control, QAbstractButton):
                control.click()
            return


def holds(text: str, typed: str) -> bool:
    """Whether each word typed begins a word of a text, in any order."""
    words = _words(text)
    return all(any(word.startswith(part) for word in words) for part in _words(typed))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _of_bars(page: QWidget, place: str) -> list[Far]:
    found = [
        Far(place, "", action.text or action.name, action.icon, action.shortcut)
        for bar in bars_of(page)
        for action in bar.actions_shown()
    ]
    page.deleteLater()
    return found


def _families(window: MainWindow) -> list[Far]:
    return _of_bars(FamiliesPage(window.session, window), "families")


def _guidance(window: MainWindow) -> list[Far]:
    return _of_bars(GuidancePage(window.session, window), "guidance")


def _settings(window: MainWindow) -> list[Far]:
    """The buttons of each part of the settings, and each setting."""
    page = SettingsPage(window.session, window)
    found = []
    for section, card in page.sections().items():
        for control in card.findChildren(QWidget):
            words = control.accessibleName()
            if isinstance(control, QPushButton) and words:
                found.append(Far("settings", section, words, "gear-six"))
            elif control.objectName().startswith("setting-") and words:
                found.append(Far("settings", section, words, "gear-six", press=False))
    page.deleteLater()
    return found
