"""Today: what is late, for today and the next seven days, who has not been seen or heard, what waits for somebody else."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.practice.areas import FIRST_START
from toolkit.ui import words
from toolkit.ui.backup.reminder import reminder
from toolkit.ui.manager_questions import ask_manager, is_asked
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.team.pages import open_team
from toolkit.ui.today_lines import Group, Line, groups, summary
from toolkit.ui.unseen import Unseen
from toolkit.ui.widgets import (
    Banner,
    BarAction,
    BodyLabel,
    Card,
    CardButton,
    Chip,
    ElidedLabel,
    EmptyState,
    HeadingLabel,
    IconLabel,
    IconTile,
    LinkButton,
    PlainButton,
    QuietButton,
    VerticalScrollPage,
    clear_layout,
    hairline,
)

FOLD = 78
"""Body heights of width below which the side follows the list."""
FIRST_LINES = 6
AT_ONCE = 8
"""Lines of a group that are drawn before the page is shown; the rest follows at once, a few at a time."""
LATE_LINES = 40
"""What is late is shown at once, as far as anybody could read it at once; the heading has the whole number."""
FIRST_UNSEEN = 4
MOST_UNSEEN = 60
SLICE = 0.02
"""Seconds of reading before the screen has its turn again."""
PAUSE_MS = 10


class TodayPage(Page):
    """The first page after unlocking."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go, words.long_day(session.today()), can_go_back=False)
        self.bar.set_actions(
            [
                BarAction("Search", go.search, "magnifying-glass", shortcut="Ctrl+K"),
                BarAction(
                    "No answer", lambda: go.quick_note(no_answer=True), "door", shortcut="Ctrl+Shift+N"
                ),
                BarAction("New record", self.open_new_menu, "plus-bold", shortcut="Ctrl+N"),
                BarAction("Quick note", go.quick_note, "note-pencil", kind="primary", shortcut="Ctrl+Q"),
                BarAction("Me and my team", lambda: open_team(session, go), "users-three", more=True),
            ]
        )
        self._scroll = VerticalScrollPage(self.theme, margins=(20, 16, 20, 20))
        self.body.addWidget(self._scroll)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(self.theme.px(20))
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addStretch(1)
        self.list = QWidget()
        self.list.setAccessibleName(self.theme.say("What is due"))
        self._list = QVBoxLayout(self.list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(self.theme.px(8))
        self.side = QWidget()
        self.side.setAccessibleName(self.theme.say("Who has not been seen or heard"))
        self._side = QVBoxLayout(self.side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(self.theme.px(12))
        self._columns.addWidget(self.list, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        self._more: set[str] = set()
        self._unseen: list[Unseen] = []
        self._waiting: tuple[Line, ...] = ()
        self._read: Iterator[list[Unseen]] = iter(())
        self._to_draw: deque[Callable[[], object]] = deque()
        self._reading = QTimer(self)
        self._reading.setInterval(PAUSE_MS)
        self._reading.timeout.connect(self._read_on)
        self.refresh()

    def refresh(self) -> None:
        """Reads what is due and draws it."""
        today = self.session.today()
        records = self.session.vault.records
        due, drafts = self.session.due(), records.drafts()
        # Only those that are spoken of: a caseload has thousands.
        spoken_of = {row.family_id or "" for row in due} | {row.family_id or "" for row in drafts}
        families = records.families(counted=False, only=spoken_of)
        any_family = bool(families) or records.has_family()
        found = groups(
            due,
            drafts,
            {row.id: words.family_words(row.name) for row in families},
            today,
            warnings={row.id: row.warnings for row in families},
            me=self.session.author().name,
            of_team=self.session.catalogue.of_team,
            before=self.session.before_a_loss,
        )
        self.bar.set_title(words.long_day(today), summary(found) if any_family else "")
        clear_layout(self._list)
        self._to_draw.clear()
        self._list_notes()
        self._waiting = next((group.lines for group in found if group.key == "waiting"), ())
        for group in found:
            if group.key != "waiting":
                self._list.addWidget(_GroupBox(self, group))
        if not any_family:
            self._list.addWidget(self._no_family())
        elif all(group.key == "waiting" for group in found):
            self._list.addWidget(self._nothing())
        self._fill_side()
        self._read = self.session.unseen()
        self._reading.start()

    def _list_notes(self) -> None:
        """Says what a worry, or a finished record, would miss."""
        session = self.session
        if session.vault.read_only:
            return
        due = reminder(session, self.go)
        if due is not None:
            self._list.addWidget(due)
        if not session.author().name:
            self._list.addWidget(
                Banner(
                    self.theme,
                    "amber",
                    "Your name is not filled in.",
                    "It stands under what you finish.",
                    action="Fill it in",
                    run=lambda: self.go.settings("You"),
                )
            )
        if is_asked(session):
            self._list.addWidget(
                Banner(
                    self.theme,
                    "blue",
                    "Questions for your manager.",
                    "Which rules and limits hold here, and whom to ring. Answered once, or put off for a week.",
                    action="Answer them",
                    run=self._ask_manager,
                )
            )
        missing = [one.label for one in session.numbers(FIRST_START) if one.missing]
        if missing:
            self._list.addWidget(
                Banner(
                    self.theme,
                    "amber",
                    "Local numbers are missing.",
                    f"{'; '.join(missing)}. A worry should never wait for a number.",
                    icon="phone",
                    action="Fill them in",
                    run=lambda: self.go.settings("Local numbers"),
                )
            )

    def _ask_manager(self) -> None:
        ask_manager(self.session, self)
        self.refresh()

    def _no_family(self) -> EmptyState:
        return EmptyState(
            self.theme,
            "users-three",
            "No family yet",
            "Add the first one with a name or a few words. The example family shows what this can do.",
            "Go to Families",
            lambda: self.go.place("families"),
        )

    def _nothing(self) -> EmptyState:
        return EmptyState(
            self.theme,
            "check-circle",
            "Nothing is due in the next 7 days",
            "Actions and dates you write in a record come up here on their day.",
            "Quick note",
            self.go.quick_note,
        )

    def _read_on(self) -> None:
        """Reads some families and gives the screen back, so that a large caseload never holds it up."""
        until = time.monotonic() + SLICE
        while time.monotonic() < until:
            if self._to_draw:
                self._to_draw.popleft()()
                if not self._to_draw:
                    # The lines are on the screen before anything else is read.
                    return
                continue
            found = next(self._read, None)
            if found is None:
                self._reading.stop()
                self._unseen.sort(key=lambda one: (-one.days, one.family, one.who))
                self._fill_side()
                return
            self._unseen += found

    def draw_later(self, draw: Callable[[], object]) -> None:
        """Draws something as soon as the page is on the screen."""
        self._to_draw.append(draw)

    def _fill_side(self) -> None:
        clear_layout(self._side)
        unseen = self._unseen if not self._reading.isActive() else []
        self.side.setVisible(bool(unseen or self._waiting))
        if unseen:
            rows = [_SideRow(self, one.icon, one.who, one.what, one.family, one.family_id) for one in unseen]
            self._side.addWidget(self._side_card("unseen", "Not seen or not heard", rows, "longest"))
        if self._waiting:
            rows = [
                _SideRow(
                    self,
                    "hourglass",
                    line.title,
                    line.when_words,
                    line.detail,
                    line.family_id,
                    line.record_id,
                )
                for line in self._waiting
            ]
            self._side.addWidget(self._side_card("waiting", "Waiting for someone else", rows, "nearest"))

    def _side_card(self, key: str, title: str, rows: list[_SideRow], which: str) -> Card:
        """A card of the side: the first few rows, and the rest with a press."""
        card = Card(self.theme, title, spacing=10)
        whole = key in self._more
        shown = rows[: MOST_UNSEEN if whole else FIRST_UNSEEN]
        for index, row in enumerate(shown):
            if index:
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(row)
        if len(shown) < len(rows) and not whole:
            number = min(len(rows), MOST_UNSEEN)
            link = LinkButton(
                self.theme,
                f"See {'all ' if len(rows) <= MOST_UNSEEN else ''}{number}",
                name=f"{title}: see {number}",
            )
            link.clicked.connect(lambda _checked=False: self._more_of_side(key))
            card.body.addWidget(link)
        elif len(shown) < len(rows):
            words_ = f"The {len(shown)} {which} of {len(rows)} are shown."
            card.body.addWidget(BodyLabel(self.theme, words_, role="caption", ink="2"))
        for row in rows[len(shown) :]:
            row.deleteLater()
        return card

    def _more_of_side(self, key: str) -> None:
        self._more.add(key)
        self._fill_side()
        again = self.side.findChild(CardButton)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self, key: str) -> None:
        self._more.add(key)
        self._unseen = []
        self.refresh()

    def shows_all(self, key: str) -> bool:
        """Whether a group is shown in full."""
        return key in self._more

    def show_all(self, key: str) -> None:
        """Shows a group in full."""
        self._show_more(key)

    def before_leaving(self) -> None:
        """Opens the sheet for the family of the line the keyboard is on; without one the family is chosen."""
        from toolkit.ui.before_leaving import open_sheet
        from toolkit.ui.new_record import ask_family

        row = self.focusWidget()
        family = row.line.family_id if isinstance(row, TodayRow) else ""
        family = family or ask_family(self.session, self, "Before you leave: for which family?") or ""
        if family:
            open_sheet(self.session, self.go, family)

    def open_new_menu(self) -> None:
        """Offers the forms; the family is chosen on the way."""
        from toolkit.ui.new_record import NewRecordDialog

        NewRecordDialog(self.session, self.go, None, self).run()

    def first_focus(self) -> QWidget | None:
        """The first line, or the first button when there is none."""
        return self.list.findChild(CardButton) or self.bar.button("Quick note")

    def areas(self) -> list[QWidget]:
        """Bar, list, side."""
        return [self.bar, self.list, self.side]

    def narrowed(self, width_em: float) -> None:
        """Below 78 body heights the side follows the list."""
        wide = width_em >= FOLD
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self.side.setMinimumWidth(self.theme.em(23) if wide else 0)
        self.side.setMaximumWidth(self.theme.em(23) if wide else 16777215)


class _GroupBox(QWidget):
    """A heading with its number, and the lines under it."""

    def __init__(self, page: TodayPage, group: Group) -> None:
        super().__init__()
        theme = page.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, theme.px(8))
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        late = group.key == "late"
        icon = {"late": "warning-circle-fill", "today": "calendar-blank"}.get(group.key, "calendar")
        head.addWidget(IconLabel(theme, icon, "red" if late else "ink2", 18))
        head.addWidget(HeadingLabel(theme, group.title, role="h3", ink="red" if late else "1"))
        head.addWidget(BodyLabel(theme, str(len(group.lines)), ink="2", wrap=False))
        head.addStretch(1)
        column.addLayout(head)
        box = Card(theme, padding=(0, 0), spacing=0)
        most = LATE_LINES if late else FIRST_LINES
        shown = group.lines if page.shows_all(group.key) else group.lines[:most]

        def draw(index: int, line: Line) -> None:
            if index:
                box.body.addWidget(hairline(theme))
            box.body.addWidget(_with_sheet(page, line) if line.visit else TodayRow(page, line))

        for index, line in enumerate(shown):
            if index < AT_ONCE:
                draw(index, line)
            else:
                page.draw_later(partial(draw, index, line))
        column.addWidget(box)
        left = len(group.lines) - len(shown)
        if left:
            more = PlainButton(theme, f"Show {left} more", "caret-down")
            more.clicked.connect(lambda _checked=False: page.show_all(group.key))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


def _open_sheet(page: TodayPage, family_id: str) -> None:
    from toolkit.ui.before_leaving import open_sheet

    open_sheet(page.session, page.go, family_id)


def _with_sheet(page: TodayPage, line: Line) -> QWidget:
    """A line about a visit with the way to the sheet that is read before it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, page.theme.px(8), 0)
    row.setSpacing(page.theme.px(4))
    row.addWidget(TodayRow(page, line), 1)
    button = QuietButton(
        page.theme,
        "Before you leave",
        "clipboard-text",
        name=f"Before you leave: {line.title}, {line.detail}",
    )
    button.clicked.connect(lambda _checked=False: _open_sheet(page, line.family_id))
    row.addWidget(button)
    return holder


class TodayRow(CardButton):
    """One line of Today; pressing it opens its record."""

    def __init__(self, page: TodayPage, line: Line) -> None:
        super().__init__(page.theme, flat=True)
        self.line = line
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(12))
        when = QVBoxLayout()
        when.setSpacing(0)
        tone = "red" if line.late else "1"
        first = BodyLabel(theme, line.when, role="name", ink=tone, wrap=False)
        first.setMinimumWidth(theme.em(4.6))
        when.addWidget(first)
        if line.under:
            when.addWidget(BodyLabel(theme, line.under, role="caption", ink=tone, wrap=False))
        row.addLayout(when)
        row.addWidget(IconTile(theme, line.icon, "red" if line.late else "plain", side=34, size=18))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, line.title, role="name"))
        text.addWidget(ElidedLabel(theme, line.detail, role="caption", ink="2"))
        row.addLayout(text, 1)
        if line.warnings:
            words_ = line.warnings[0] if len(line.warnings) == 1 else f"{len(line.warnings)} warnings"
            row.addWidget(Chip(theme, words_, "warning-fill", "red"))
        if line.draft:
            row.addWidget(Chip(theme, "Draft", "pencil-simple"))
        row.addWidget(IconLabel(theme, "caret-right", "ink2", 16))
        self.setMinimumHeight(theme.text_px(56))
        self.setAccessibleName(theme.say(line.spoken()))
        self.clicked.connect(lambda _checked=False: page.go.record(line.record_id))


class _SideRow(CardButton):
    """Somebody not seen or heard, or something that waits; pressing the row opens the findings of the family, or the record."""

    def __init__(
        self,
        page: TodayPage,
        icon: str,
        who: str,
        what: str,
        family: str,
        family_id: str,
        record_id: str = "",
    ) -> None:
        super().__init__(page.theme, flat=True)
        theme = page.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(10))
        tone = "ink2" if record_id else "amber"
        row.addWidget(IconLabel(theme, icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(BodyLabel(theme, who, role="name"))
        text.addWidget(BodyLabel(theme, what, ink="2"))
        text.addWidget(BodyLabel(theme, family, role="caption", ink="3"))
        row.addLayout(text, 1)
        self.setAccessibleName(theme.say(f"{who}. {what}. {family}"))

        def open_it() -> None:
            if record_id:
                page.go.record(record_id)
            else:
                from toolkit.ui.not_seen import open_not_seen

                open_not_seen(page.session, page.go, family_id)

        self.clicked.connect(lambda _checked=False: open_it())
