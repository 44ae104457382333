"""One event with its dates: how each stands, by when, where the limit comes from, and what can be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from toolkit.forms.people import rows_of
from toolkit.forms.timeline_dates import Line, by_words, standing_words, whom_words
from toolkit.forms.timeline_paper import OLD, event_words
from toolkit.forms.timescales import Happened
from toolkit.forms.vocabulary import is_empty
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, Chip, FlowLayout, HeadingLabel, QuietButton

if TYPE_CHECKING:
    from toolkit.ui.timeline.page import TimelinePage

CHIPS = {
    "upcoming": ("To come", "calendar-blank", "plain"),
    "due": ("Due today", "clock-fill", "amber"),
    "overdue": ("Overdue", "warning-fill", "red"),
    "met": ("Met", "check-circle-fill", "green"),
    "not_needed": ("Not needed", "circle-dashed-bold", "plain"),
}
NO_TARGET = "No answer time for this rating is known for the area. Check local procedures."
READ_ONLY = "These records are open to read only."


class EventCard(Card):
    """An event and what it makes due; replaced limits come last, struck through and saying so."""

    def __init__(self, page: TimelinePage, event: Happened, found: list[Line]) -> None:
        super().__init__(page.theme, padding=(16, 12), spacing=10)
        theme = page.theme
        rows = rows_of(page.answers, "events")
        row: Mapping[str, Any] = next((one for one in rows if str(one.get("id", "")) == event.id), {})
        title = event_words(event, row)
        self.body.addWidget(HeadingLabel(theme, title, role="h3"))
        said = [whom_words(event, page.context())]
        said += (
            [f"Known from: {row['source']}"]
            if not is_empty(row.get("source"))
            else ["Where it is known from is not written"]
        )
        said += [f"Area: {row['area']}"] if not is_empty(row.get("area")) else []
        said += [str(row["note"]).rstrip(".")] if not is_empty(row.get("note")) else []
        self.body.addWidget(BodyLabel(theme, ". ".join(part for part in said if part) + ".", ink="2"))
        self.dates = [DateBox(page, line) for line in found if line.standing is not None]
        for box in self.dates:
            self.body.addWidget(box)
        if not found:
            self.body.addWidget(
                BodyLabel(theme, "No limit is known for this event here. Check local procedures.", ink="2")
            )
        if row.get("rating") and not any(line.due.limit.rating for line in found):
            self.body.addWidget(BodyLabel(theme, NO_TARGET, ink="2"))
        old = [line for line in found if line.standing is None]
        if old:
            self.body.addWidget(_replaced(theme, old))
        foot = QWidget()
        flow = FlowLayout(foot, across=theme.px(10), down=theme.px(8))
        change = QuietButton(theme, "Change this event", "pencil-simple", name=f"Change this event: {title}")
        change.clicked.connect(lambda _checked=False: page.open_event(event.id))
        flow.addWidget(change)
        self.body.addWidget(foot)


def _replaced(theme: Theme, old: list[Line]) -> QWidget:
    """The limits that no longer hold."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addWidget(BodyLabel(theme, OLD, role="caption", ink="2"))
    for line in old:
        words = f"{line.due.limit.what}: {by_words(line.due)}"
        label = BodyLabel(theme, words, ink="2")
        label.setStyleSheet("text-decoration: line-through")
        # A line through words is seen and not heard.
        label.setAccessibleName(theme.say(f"Replaced, no longer in force: {words}"))
        column.addWidget(label)
        column.addWidget(BodyLabel(theme, line.due.source, role="caption", ink="2"))
    return part


class DateBox(QFrame):
    """One date."""

    def __init__(self, page: TimelinePage, line: Line) -> None:
        super().__init__()
        assert line.standing is not None
        theme, due, self.line = page.theme, line.due, line
        self.setProperty("box", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(12)] * 4)
        column.setSpacing(theme.px(4))
        text, icon, tone = CHIPS[line.standing.state]
        self.setAccessibleName(theme.say(f"{due.limit.what}, by {by_words(due)}: {standing_words(line)}"))
        top = QWidget()
        flow = FlowLayout(top, across=theme.px(10), down=theme.px(4), middle=True)
        flow.addWidget(Chip(theme, text, icon, tone))  # type: ignore[arg-type]
        flow.addWidget(HeadingLabel(theme, due.limit.what, role="name"))
        column.addWidget(top)
        self.by = BodyLabel(theme, f"By {by_words(due)}.", selectable=True)
        column.addWidget(self.by)
        if line.standing.state in ("met", "not_needed"):
            column.addWidget(BodyLabel(theme, f"{standing_words(line)}."))
        if due.note:
            column.addWidget(BodyLabel(theme, due.note, ink="amber"))
        column.addWidget(BodyLabel(theme, f"{due.source}.", role="caption", ink="2"))
        self.buttons: dict[str, QuietButton] = {}
        foot = QWidget()
        row = FlowLayout(foot, across=theme.px(10), down=theme.px(8))
        spoken = f"{due.limit.what}, {by_words(due)}"
        for words, run in self._ways(page):
            button = QuietButton(theme, words, name=f"{words}: {spoken}")
            button.clicked.connect(lambda _checked=False, run=run: run())
            if page.session.vault.read_only:
                button.set_off(READ_ONLY)
            self.buttons[words] = button
            row.addWidget(button)
        column.addWidget(foot)
        foot.setVisible(bool(self.buttons))

    def _ways(self, page: TimelinePage) -> list[tuple[str, Any]]:
        if self.line.open:
            return [("Met", lambda: page.met(self.line)), ("Not needed", lambda: page.not_needed(self.line))]
        said = {str(row.get("of")) for row in rows_of(page.answers, "kept")}
        return [("Take back", lambda: page.take_back(self.line))] if self.line.key in said else []
