"""What is due in a family and what of it left, at the right of its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from toolkit.forms import dates
from toolkit.forms.board import history
from toolkit.forms.words import in_sentence
from toolkit.practice.leaving import OUT_OF_DATE, superseded
from toolkit.ui import words
from toolkit.ui.score_chart import ScoreChart
from toolkit.ui.side_line import SideLine
from toolkit.ui.today_lines import listed_as, others
from toolkit.ui.unseen import not_seen_lines
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    LinkButton,
    hairline,
)
from toolkit.vault.rows import ReleaseRow

if TYPE_CHECKING:
    from toolkit.ui.family_page import FamilyPage
    from toolkit.ui.theme import Theme

FIRST_DUE = 6
FIRST_SENT = 3
AUDIENCES = {
    "practitioner": "practitioner copy",
    "family": "family copy",
    "child": "child’s copy",
    "another agency": "copy for another agency",
    "my organisation": "copy for my organisation",
    "court or other": "copy for a court or other",
    "my own working copy": "my own working copy",
}
HOW_ICONS = {
    "nothing": "hand-palm",
    "print": "printer",
    "printed": "printer",
    "word": "file-text",
    "pdf": "file-pdf",
}


def due_card(page: FamilyPage) -> Card:
    """What is due, the earliest first, with drafts to finish."""
    theme, today = page.theme, page.session.today()
    card = Card(theme, "Due", spacing=6)
    lines = _due_lines(page, today)
    if not lines:
        card.body.addWidget(
            page.note("Nothing is due. Actions and dates you write in a record come up here.")
        )
    _fill(theme, card, lines, FIRST_DUE)
    return card


def _due_lines(page: FamilyPage, today: date) -> list[SideLine]:
    found: list[tuple[date, SideLine]] = []
    for due in page.due:
        if due.done or not dates.is_day(due.day):
            continue
        day = dates.last_day(due.day)
        tone = "red" if day < today else "ink2"
        icon = (
            "warning-circle-fill"
            if day < today
            else "clipboard-text"
            if due.kind == "action"
            else "calendar-blank"
        )
        source = "family file" if due.record_id == page.family_id else listed_as(due)
        who = others(due.who, page.session.author().name)
        where = ", ".join(part for part in (in_sentence(source), who) if part)
        line = SideLine(page.theme, icon, tone, due.text, words.due_words(day, today), where)
        line.clicked.connect(lambda _checked=False, r=due.record_id: page.go.record(r))
        found.append((day, line))
    for row in page.rows:
        if row.status == "draft":
            day = dates.first_day(row.event) if dates.is_day(row.event) else today
            line = SideLine(
                page.theme,
                "note-pencil",
                "ink2",
                f"Finish the {in_sentence(listed_as(row)).removesuffix(': unfinished')}",
                "Draft",
                words.month_day(day, today),
            )
            line.clicked.connect(lambda _checked=False, r=row.id: page.go.record(r))
            found.append((max(day, today), line))
    found.sort(key=lambda pair: pair[0])
    return [line for _, line in found]


def not_seen_card(page: FamilyPage) -> Card:
    """Who has not been seen or heard in a few numbers, and the way to all of it."""
    card = Card(page.theme, "Not seen or not heard", spacing=6)
    for line in not_seen_lines(
        page.session.findings(page.family_id, page.answers), page.session.limit_days()
    ):
        card.body.addWidget(BodyLabel(page.theme, line))
    link = LinkButton(page.theme, "See all of it", name="Who has not been seen or heard")
    link.clicked.connect(lambda _checked=False: page.not_seen())
    card.body.addWidget(link)
    return card


def sent_card(page: FamilyPage) -> Card:
    """The newest copies that left, and the way to all of them."""
    theme, today = page.theme, page.session.today()
    card = Card(theme, "Sent out", spacing=6)
    if not page.sent_rows:
        card.body.addWidget(page.note("No copy has left yet."))
    titles = {row.id: row.title for row in page.rows}
    old = superseded(page.sent_rows)
    lines = [_sent_line(page, row, titles, today, old=row.id in old) for row in page.sent_rows[:FIRST_SENT]]
    _fill(theme, card, lines, FIRST_SENT)
    if len(page.sent_rows) > FIRST_SENT:
        link = LinkButton(
            theme, f"See all {len(page.sent_rows)}", name="See every copy that left this family"
        )
        link.clicked.connect(lambda _checked=False: page.go.sent(page.family_id))
        card.body.addWidget(link)
    return card


def scores_card(page: FamilyPage) -> Card | None:
    """Everybody's own numbers over time, from the finished maps; None while there is no number."""
    scores = page.session.scores(page.family_id)
    series = history(scores, None)
    if not series:
        return None
    card = Card(page.theme, "Numbers over time", spacing=6)
    chart = ScoreChart(page.theme)
    chart.show_series(series, page.session.context(page.family_id))
    card.body.addWidget(chart)
    return card


def _sent_line(
    page: FamilyPage, row: ReleaseRow, titles: dict[str, str], today: date, *, old: bool
) -> SideLine:
    """A copy that left; one that was replaced since says so."""
    title = titles.get(row.record_id, "Family file" if row.record_id == page.family_id else "Record")
    text = f"{title}, {AUDIENCES.get(row.audience, row.audience)}"
    text = f"{text}, for {row.recipient}" if row.recipient else text
    day = date.fromisoformat(row.made_local[:10])
    icon = HOW_ICONS.get(row.how.split()[0].lower() if row.how else "", "paper-plane-tilt")
    where = f"{row.how}. {OUT_OF_DATE}" if old else row.how
    line = SideLine(page.theme, icon, "amber" if old else "ink2", text, words.month_day(day, today), where)
    line.clicked.connect(lambda _checked=False: page.go.sent(page.family_id))
    return line


def _fill(theme: Theme, card: Card, lines: Sequence[SideLine], first: int) -> None:
    """Puts the lines into a card; those beyond `first` come with a press of "Show more"."""
    rest: list[QWidget] = []
    for index, line in enumerate(lines):
        parts: list[QWidget] = [hairline(theme)] if index else []
        for part in [*parts, line]:
            card.body.addWidget(part)
            if index >= first:
                part.hide()
                rest.append(part)
    if rest:
        more = LinkButton(theme, f"Show {len(lines) - first} more")

        def show() -> None:
            more.hide()
            for part in rest:
                part.show()
            lines[first].setFocus(Qt.FocusReason.OtherFocusReason)

        more.clicked.connect(lambda _checked=False: show())
        card.body.addWidget(more)
