"""The New record list: forms by the moment they are for, found by title and other words; own forms among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.rules import Entry
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
    IconTile,
    PlainButton,
    SearchBox,
    VerticalScrollPage,
    clear_layout,
)

QUICK, FAILED = "@quick", "@failed"


def matching(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The forms that hold every typed word in title, description or other words; titles that begin so come first."""
    wanted = typed.casefold().split()
    found = []
    for entry in entries:
        form = entry.form
        text = " ".join((form.title, form.description, *form.keywords, form.moment)).casefold()
        if all(word in text for word in wanted):
            found.append(entry)
    begun = typed.casefold().strip()
    return (
        sorted(found, key=lambda entry: not entry.form.title.casefold().startswith(begun)) if begun else found
    )


class NewRecordDialog(Dialog):
    """Chooses a form, and first the family where none is open."""

    def __init__(self, session: Session, go: Go, family_id: str | None, parent: QWidget | None) -> None:
        super().__init__(session.theme, "New record", parent=parent, width_em=44)
        self.session, self.go = session, go
        self.family_id = family_id
        self.chosen = ""
        self.blank = ""
        self.search = SearchBox(self.theme, "Type the first letters", delay=0, name="Find a form")
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
        self._fill()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self) -> None:
        """Asks, and goes to the new record, or to its blank paper."""
        if self.family_id is None:
            self.family_id = ask_family(self.session, self.parentWidget(), "New record: for which family?")
        made = self.family_id and self.exec()
        self.deleteLater()
        if self.blank:
            print_blank(self.session, self.go, self.blank)
            return
        if not made:
            return
        if self.chosen in (QUICK, FAILED):
            self.go.quick_note(self.family_id, no_answer=self.chosen == FAILED)
        else:
            self.go.new_record(self.chosen, self.family_id)

    def rows(self) -> list[FormRow]:
        """The lines that are shown."""
        return list(self._rows)

    def _fill(self) -> None:
        clear_layout(self._list)
        self._rows = []
        typed = self.search.text()
        moment = ""
        for entry in matching(self.session.catalogue.offered(), typed):
            form = entry.form
            if form.moment != moment and not typed.strip():
                moment = form.moment
                heading = HeadingLabel(
                    self.theme, moment[:1].upper() + moment[1:], role="caption-strong", ink="2"
                )
                self._list.addWidget(heading)
            self._add(form.id, form.icon, form.title, form.description, own=entry.own, blank=True)
            if form.id == "case_note":
                self._quick(typed)
        if not self._rows:
            self._list.addWidget(BodyLabel(self.theme, "No form matches. Try fewer letters.", ink="2"))
        if not typed.strip():
            for fault in self.session.catalogue.faults:
                self._list.addWidget(Banner(self.theme, "amber", "", fault.sentence))

    def _quick(self, typed: str) -> None:
        short = typed.casefold().strip()
        if short in "quick note five questions":
            self._add(
                QUICK, "note-pencil", "Quick note", "Five questions, under a minute. Becomes a case note."
            )
        if short in "no answer was not brought failed contact":
            self._add(FAILED, "door", "No answer, or was not brought", "A try that met nobody.")

    def _add(
        self, key: str, icon: str, title: str, text: str, *, own: bool = False, blank: bool = False
    ) -> None:
        row = FormRow(self.theme, key, icon, title, text, own=own)
        row.clicked.connect(lambda _checked=False: self._take(key))
        row.installEventFilter(self)
        self._rows.append(row)
        if not blank:
            self._list.addWidget(row)
            return
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(self.theme.px(4))
        beside.addWidget(row, 1)
        paper = PlainButton(self.theme, "Print blank", "printer", name=f"Print blank: {title}")
        paper.clicked.connect(lambda _checked=False: self._take_blank(key))
        beside.addWidget(paper)
        self._list.addWidget(line)

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
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        stops: list[QWidget] = [self.search.line, *self._rows]
        here = next((n for n, stop in enumerate(stops) if stop is watched), 0)
        target = stops[min(max(here + step, 0), len(stops) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
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
        self.setAccessibleName(". ".join(part for part in (title, text, "Own form" if own else "") if part))


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
