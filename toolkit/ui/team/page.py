"""Me and my team: training, learning and how the service works, with what is due; none of it belongs to a family."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.ui.blank_paper import print_blank
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.team.lines import DueLine, Shelf, due_lines, said_of, shelves
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    CardButton,
    Chip,
    ElidedLabel,
    HeadingLabel,
    IconLabel,
    IconTile,
    PlainButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.vault.rows import RecordRow

FIRST_DUE, FIRST_ROWS = 8, 6


class TeamPage(Page):
    """What is due at the top, then each form with its records and the way to a new one."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, "Me and my team")
        self.bar.set_title(
            "Me and my team", "Training, learning and how our service works. It belongs to no family"
        )
        self._all: set[str] = set()
        self.sheet = VerticalScrollPage(self.theme, max_em=72)
        self.body.addWidget(self.sheet)
        self._fill()

    def _fill(self) -> None:
        clear_layout(self.sheet.body)
        session = self.session
        catalogue = session.catalogue
        lines = due_lines(session.due(), catalogue.of_team, session.today())
        self.sheet.body.addWidget(HeadingLabel(self.theme, "Due", role="h3"))
        self.sheet.body.addWidget(self._due(lines))
        for shelf in shelves(catalogue.offered(), session.vault.records.timeline(None)):
            self.sheet.body.addWidget(self._shelf(shelf))
        self.sheet.body.addStretch(1)

    def _due(self, lines: list[DueLine]) -> Card:
        card = Card(self.theme, padding=(0, 0), spacing=0)
        if not lines:
            note = BodyLabel(
                self.theme,
                "Nothing is due. Inductions, refreshers, look-backs and actions come up here and on Today.",
                ink="2",
            )
            note.setContentsMargins(
                self.theme.px(16), self.theme.px(12), self.theme.px(16), self.theme.px(12)
            )
            card.body.addWidget(note)
        shown = lines if "due" in self._all else lines[:FIRST_DUE]
        for index, line in enumerate(shown):
            if index:
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(_DueRow(self, line))
        self._more(card, "due", len(lines) - len(shown))
        return card

    def _shelf(self, shelf: Shelf) -> QWidget:
        form = shelf.entry.form
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, self.theme.px(10), 0, 0)
        column.setSpacing(self.theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(self.theme.px(10))
        icon = form.icon if self.theme.icons.has(form.icon) else "note"
        head.addWidget(IconTile(self.theme, icon, side=34, size=18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(HeadingLabel(self.theme, form.title, role="h3"))
        words.addWidget(BodyLabel(self.theme, form.description, role="caption", ink="2"))
        head.addLayout(words, 1)
        blank = PlainButton(self.theme, "Print blank", "printer", name=f"Print blank: {form.title}")
        blank.clicked.connect(lambda _checked=False: print_blank(self.session, self.go, form.id))
        head.addWidget(blank, 0, Qt.AlignmentFlag.AlignTop)
        if not self.session.vault.read_only:
            new = QuietButton(self.theme, "New", "plus-bold", name=f"New: {form.title}")
            new.clicked.connect(lambda _checked=False: self.go.new_record(form.id, None))
            head.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if shelf.rows:
            card = Card(self.theme, padding=(0, 0), spacing=0)
            shown = shelf.rows if form.id in self._all else shelf.rows[:FIRST_ROWS]
            for index, row in enumerate(shown):
                if index:
                    card.body.addWidget(hairline(self.theme))
                card.body.addWidget(_RecordRow(self, row))
            self._more(card, form.id, len(shelf.rows) - len(shown))
            column.addWidget(card)
        return box

    def _more(self, card: Card, key: str, left: int) -> None:
        if left > 0:
            more = PlainButton(self.theme, f"Show {left} more", "caret-down")
            more.clicked.connect(lambda _checked=False: self._show_all(key))
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self, key: str) -> None:
        self._all.add(key)
        self._fill()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """The first line, or the first button when there is none."""
        return self.sheet.findChild(CardButton) or self.sheet.findChild(QuietButton)

    def areas(self) -> list[QWidget]:
        """Bar and list."""
        return [self.bar, self.sheet]


class _DueRow(CardButton):
    """Something due; pressing it opens its record."""

    def __init__(self, page: TeamPage, line: DueLine) -> None:
        super().__init__(page.theme, flat=True)
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(
            IconTile(
                theme,
                "warning-circle-fill" if line.late else "calendar-blank",
                "red" if line.late else "plain",
                side=34,
                size=18,
            )
        )
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, line.text, role="name"))
        text.addWidget(ElidedLabel(theme, line.source, role="caption", ink="2"))
        row.addLayout(text, 1)
        row.addWidget(BodyLabel(theme, line.when, ink="red" if line.late else "2", wrap=False))
        row.addWidget(IconLabel(theme, "caret-right", "ink2", 16))
        self.setAccessibleName(theme.say(line.spoken()))
        self.clicked.connect(lambda _checked=False: page.go.record(line.record_id))


class _RecordRow(CardButton):
    """A record; pressing it opens it."""

    def __init__(self, page: TeamPage, one: RecordRow) -> None:
        super().__init__(page.theme, flat=True)
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(12))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, one.title, role="name"))
        if said := said_of(one):
            text.addWidget(ElidedLabel(theme, said, role="caption", ink="2"))
        row.addLayout(text, 1)
        if one.status == "draft":
            row.addWidget(Chip(theme, "Draft", "pencil-simple"))
        if one.restricted:
            row.addWidget(Chip(theme, "Restricted", "lock-simple", "amber"))
        row.addWidget(IconLabel(theme, "caret-right", "ink2", 16))
        chips = [
            word for word, on in (("Draft", one.status == "draft"), ("Restricted", one.restricted)) if on
        ]
        self.setAccessibleName(
            theme.say(". ".join(part for part in (one.title, said_of(one), *chips) if part))
        )
        self.clicked.connect(lambda _checked=False: page.go.record(one.id))
