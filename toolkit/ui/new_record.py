"""The New record list: favourites, then forms by the moment they are for; found by title and other words, own forms too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms.rules import Entry
from toolkit.settings import Settings
from toolkit.ui.blank_paper import print_blank
from toolkit.ui.dialogs import Dialog
from toolkit.ui.page import Go
from toolkit.ui.pick_family import FamilyPicker
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    Banner,
    BodyLabel,
    CardButton,
    Chip,
    HeadingLabel,
    IconButton,
    IconTile,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
)
from toolkit.ui.widgets.arrows import step_to

QUICK, FAILED = "@quick", "@failed"
MOMENTS = ("first visit", "working together", "deciding", "meetings", "ending", "me and my team")
"""The headings of the list, in the order of the work with a family."""
OWN_FORMS = "Your organisation’s own forms"
EVERY_DAY = ("case_note", "safety_map", "voice", "eh_record", "share_decision", "referral")
"""What stands first until the worker has starred anything."""


def matching(entries: Sequence[Entry], typed: str, favourites: Sequence[str] = EVERY_DAY) -> list[Entry]:
    """The forms in which every typed word begins a word of title, description or other words.

    A title that begins so comes first, then what workers call it, then a word of the title, then the rest.
    """
    begun = " ".join(_words(typed))
    if not begun:
        return list(entries)
    found = []
    for entry in entries:
        form = entry.form
        rank = _rank(begun, form.title, form.keywords, f"{form.description} {form.moment}")
        if rank is not None:
            found.append((rank, form.id not in favourites, entry))
    return [entry for _, _, entry in sorted(found, key=lambda one: one[:2])]


def _rank(begun: str, title: str, keywords: Sequence[str], rest: str) -> int | None:
    name = " ".join(_words(title))
    others = [" ".join(_words(word)) for word in keywords]
    if begun in others:
        return 0
    if name.startswith(begun):
        return 1
    if any(word.startswith(begun) for word in others):
        return 2
    wanted = begun.split()
    for rank, text in ((3, name), (4, " ".join((name, *others, *_words(rest))))):
        if all(f" {word}" in f" {text}" for word in wanted):
            return rank
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def starred(settings: Settings) -> list[str]:
    """The ids of the forms the worker starred, in the order of starring."""
    return settings.starred_forms.split()


def grouped(entries: Sequence[Entry], favourites: Sequence[str]) -> list[tuple[str, list[Entry]]]:
    """The forms under their headings: favourites under "", then each moment, then the organisation's own."""
    by_id = {entry.form.id: entry for entry in entries}
    first = [by_id[key] for key in favourites if key in by_id]
    rest = [entry for entry in entries if entry not in first]
    groups = [("", first)]
    groups += [(moment, [e for e in rest if e.form.moment == moment]) for moment in MOMENTS]
    groups.append((OWN_FORMS, [e for e in rest if e.form.moment not in MOMENTS]))
    return [(words, found) for words, found in groups if found]


class NewRecordDialog(Dialog):
    """Chooses a form, and then the family where none is open."""

    def __init__(self, session: Session, go: Go, family_id: str | None, parent: QWidget | None) -> None:
        super().__init__(session.theme, "New record", parent=parent, width_em=44)
        self.session, self.go = session, go
        self.family_id = family_id
        self.chosen = ""
        self.blank = ""
        self.search = SearchBox(
            self.theme,
            "Visit, MARF, TAF, supervision ...",
            delay=0,
            name="Find a form",
        )
        self.search.searched.connect(lambda _text: self._fill())
        self.search.line.returnPressed.connect(self._enter)
        self.search.line.installEventFilter(self)
        self.body.addWidget(self.search)
        self._scroll = VerticalScrollPage(self.theme, margins=(2, 2, 2, 2), spacing=4)
        self._scroll.setMinimumHeight(self.theme.em(18))
        self.body.addWidget(self._scroll, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(4))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.add_button("Cancel", self.reject)
        self._rows: list[FormRow] = []
        self._heads: list[str] = []
        self._fill()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self) -> None:
        """Asks for the form, and for the family where it needs one and none is open; then goes to the new record or paper."""
        made = self.exec()
        parent = self.parentWidget()
        self.deleteLater()
        if self.blank:
            print_blank(self.session, self.go, self.blank)
            return
        if not made:
            return
        if self.session.catalogue.of_team(self.chosen):
            self.go.new_record(self.chosen, None)
            return
        family = self.family_id or ask_family(self.session, parent, "New record: for which family?")
        if family is None:
            return
        if self.chosen in (QUICK, FAILED):
            self.go.quick_note(family, no_answer=self.chosen == FAILED)
        else:
            self.go.new_record(self.chosen, family)

    def rows(self) -> list[FormRow]:
        """The lines that are shown."""
        return list(self._rows)

    def _fill(self) -> None:
        clear_layout(self._list)
        self._rows = []
        self._heads = []
        offered = self.session.catalogue.offered()
        typed = self.search.text().strip()
        stars = starred(self.session.settings)
        if typed:
            groups = [("", matching(offered, typed, stars or EVERY_DAY))]
        else:
            groups = grouped(offered, stars or EVERY_DAY)
            self._heading("Favourites" if stars else "Used every day")
        for words, entries in groups:
            if words:
                self._heading(words[:1].upper() + words[1:])
            for entry in entries:
                self._form(entry, stars, typed)
        if not self._rows:
            self._list.addWidget(BodyLabel(self.theme, "No form matches. Try fewer letters.", ink="2"))
        if not typed:
            for fault in self.session.catalogue.faults:
                self._list.addWidget(Banner(self.theme, "amber", "", fault.sentence))

    def _heading(self, words: str) -> None:
        self._heads.append(words)
        self._list.addWidget(HeadingLabel(self.theme, words, role="caption-strong", ink="2"))

    def _form(self, entry: Entry, stars: Sequence[str], typed: str) -> None:
        form = entry.form
        row = FormRow(self.theme, form.id, form.icon, form.title, form.description, own=entry.own)
        self._listen(row)
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(self.theme.px(4))
        beside.addWidget(row, 1)
        on = form.id in stars
        name = f"Take the star from {form.title}" if on else f"Star {form.title}: it then stands first"
        star = IconButton(self.theme, "star-fill" if on else "star", name, bare=True)
        star.setObjectName(f"star-{form.id}")
        star.clicked.connect(lambda _checked=False: self.star(form.id))
        beside.addWidget(star)
        paper = IconButton(self.theme, "printer", f"Print blank: {form.title}", bare=True)
        paper.clicked.connect(lambda _checked=False: self._take_blank(form.id))
        beside.addWidget(paper)
        self._list.addWidget(line)
        if form.id == "case_note":
            self._quick(typed)

    def headings(self) -> list[str]:
        """The headings that are shown."""
        return list(self._heads)

    def star(self, form_id: str) -> None:
        """Puts a form among the favourites, or takes it out; it is kept for this worker on this computer."""
        stars = starred(self.session.settings)
        stars = [one for one in stars if one != form_id] if form_id in stars else [*stars, form_id]
        try:
            self.session.settings.set("starred_forms", " ".join(stars))
        except ToolkitError as fault:
            self.go.fault(fault)
        self._fill()
        again = self.findChild(QWidget, f"star-{form_id}")
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.show_whole(again)

    def _quick(self, typed: str) -> None:
        short = typed.casefold().strip()
        if short in "quick note five questions":
            self._add(
                QUICK, "note-pencil", "Quick note", "Five questions, under a minute. Becomes a case note."
            )
        if short in "no answer was not brought failed contact":
            self._add(FAILED, "door", "No answer, or was not brought", "A try that met nobody.")

    def _add(self, key: str, icon: str, title: str, text: str) -> None:
        row = FormRow(self.theme, key, icon, title, text)
        self._listen(row)
        self._list.addWidget(row)

    def _listen(self, row: FormRow) -> None:
        row.clicked.connect(lambda _checked=False: self._take(row.key))
        row.installEventFilter(self)
        self._rows.append(row)

    def _take_blank(self, form_id: str) -> None:
        self.blank = form_id
        self.reject()

    def _enter(self) -> None:
        self._fill()
        if self._rows:
            self._take(self._rows[0].key)

    def _take(self, key: str) -> None:
        self.chosen = key
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move between the search box and the lines."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._rows:
            return False
        target = step_to([self.search.line, *self._rows], watched, event)
        if target is None:
            return False
        self._scroll.show_whole(target)
        return True


class FormRow(CardButton):
    """One form to choose."""

    def __init__(
        self, theme: Theme, key: str, icon: str, title: str, text: str, *, own: bool = False
    ) -> None:
        super().__init__(theme, flat=True)
        self.key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(IconTile(theme, icon if theme.icons.has(icon) else "note", side=34, size=18))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(BodyLabel(theme, title, role="name"))
        if text:
            column.addWidget(BodyLabel(theme, text, role="caption", ink="2"))
        row.addLayout(column, 1)
        if own:
            row.addWidget(Chip(theme, "Own form", "buildings"))
        self.setAccessibleName(
            theme.say(". ".join(part for part in (title, text, "Own form" if own else "") if part))
        )


class _FamilyDialog(Dialog):
    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        super().__init__(session.theme, title, parent=parent)
        self.picker = FamilyPicker(session)
        self.picker.picked.connect(lambda _id: self.accept())
        self.body.addWidget(self.picker)
        self.add_button("Cancel", self.reject)
        self.add_button("Choose", self._choose, "primary")
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        if self.picker.value():
            self.accept()
        else:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_family(session: Session, parent: QWidget | None, title: str) -> str | None:
    """Asks for a family; None when the person thought better of it."""
    dialog = _FamilyDialog(session, title, parent)
    chosen = dialog.picker.value() if dialog.exec() else ""
    dialog.deleteLater()
    return chosen or None
