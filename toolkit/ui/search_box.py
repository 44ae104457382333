"""Ctrl+K: finds families and records as you type, with the words around what was found, and commands too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.ui import words
from toolkit.ui.dialogs import Dialog
from toolkit.ui.families import matching
from toolkit.ui.page import Go
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    PLACES,
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
from toolkit.vault.search import Hit

MOST_FAMILIES = 5
MOST_RECORDS = 30


@dataclass(frozen=True)
class Found:
    """One line of the answer: where pressing it goes."""

    icon: str
    title: str
    line: str
    go: Callable[[Go], object]
    parts: tuple[tuple[str, bool], ...] = ()
    draft: bool = False


class SearchDialog(Dialog):
    """The search; `go_on` goes where the person chose, once it is closed."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session.theme, "Search", parent=parent, width_em=56)
        self.session = session
        self._families = session.vault.records.families()
        self._rows: list[FoundRow] = []
        self._chosen: Found | None = None
        self.search = SearchBox(
            self.theme,
            "Families, records, any word in them",
            delay=60,
            name="Search families, records and commands",
        )
        self.search.searched.connect(self._fill)
        self.search.line.returnPressed.connect(self._enter)
        self.search.line.installEventFilter(self)
        self.body.addWidget(self.search)
        self._scroll = VerticalScrollPage(self.theme, margins=(2, 2, 2, 2), spacing=4)
        self._scroll.setMinimumHeight(self.theme.em(24))
        self.body.addWidget(self._scroll, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(2))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self.add_button("Close", self.reject)
        self._fill("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, go: Go) -> None:
        """Goes to what was chosen; nothing when the search was closed."""
        if self._chosen is not None:
            self._chosen.go(go)

    def rows(self) -> list[FoundRow]:
        """The lines shown."""
        return list(self._rows)

    def _fill(self, typed: str) -> None:
        clear_layout(self._list)
        self._rows = []
        try:
            groups = self._groups(typed)
        except ToolkitError as fault:
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
                    "Nothing holds all of these words. Try fewer words, or only the beginning of one.",
                    ink="2",
                )
            )

    def _groups(self, typed: str) -> list[tuple[str, list[Found]]]:
        if not typed.strip():
            return [("Go to", self._commands(""))]
        families = matching(self._families, typed)[:MOST_FAMILIES]
        hits = [
            hit
            for hit in self.session.vault.search.find(typed, MOST_RECORDS)
            if not self.session.is_family(hit.form_id) or hit.family_id not in {row.id for row in families}
        ]
        return [
            (
                "Families",
                [
                    Found(
                        "users-three",
                        words.family_words(row.name),
                        "  ·  ".join(part for part in (row.reference, row.summary) if part),
                        lambda go, f=row.id: go.family(f),  # type: ignore[misc]
                    )
                    for row in families
                ],
            ),
            ("Records", [self._hit(hit) for hit in hits]),
            ("Go to", self._commands(typed)),
        ]

    def _hit(self, hit: Hit) -> Found:
        day = dates.show(hit.event[:10]) if dates.is_day(hit.event) else ""
        family = (
            words.family_words(hit.family_name)
            if hit.family_name
            else words.without_family(team=self.session.catalogue.of_team(hit.form_id))
        )
        title = "Family file" if self.session.is_family(hit.form_id) else hit.title
        return Found(
            "folder-open" if self.session.is_family(hit.form_id) else "note",
            title,
            "  ·  ".join(part for part in (family, day) if part),
            lambda go: go.record(hit.record_id),
            hit.parts,
            hit.status == "draft",
        )

    def _commands(self, typed: str) -> list[Found]:
        found = [Found(p.icon, p.word, p.shortcut, lambda go, k=p.key: go.place(k)) for p in PLACES]  # type: ignore[misc]
        found += [
            Found("note-pencil", "Quick note", "Ctrl+Q", lambda go: go.quick_note()),
            Found("door", "No answer", "Ctrl+Shift+N", lambda go: go.quick_note(no_answer=True)),
            Found("lock-simple", "Lock", "Ctrl+L", lambda go: go.lock()),
        ]
        wanted = typed.casefold().split()
        return [one for one in found if all(word in one.title.casefold() for word in wanted)]

    def _add(self, one: Found) -> None:
        row = FoundRow(self.theme, one)
        row.clicked.connect(lambda _checked=False: self._take(one))
        row.installEventFilter(self)
        self._rows.append(row)
        self._list.addWidget(row)

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
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        stops: list[QWidget] = [self.search.line, *self._rows]
        here = next((n for n, stop in enumerate(stops) if stop is watched), 0)
        target = stops[min(max(here + step, 0), len(stops) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
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
        self.setAccessibleName(". ".join(part for part in (found.title, found.line, snippet) if part.strip()))


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
