"""Who of a family has not been seen or heard, and what else nobody knows yet: a page of plain facts that open their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.people import join_names
from toolkit.practice.attention import Attention, Missed, since_words
from toolkit.practice.findings import FILE, Count, Question
from toolkit.ui import words
from toolkit.ui.before_leaving import open_sheet
from toolkit.ui.family_facts import HOME_WORDS
from toolkit.ui.page import Go, Page
from toolkit.ui.session import Session
from toolkit.ui.side_line import SideLine
from toolkit.ui.theme import Theme
from toolkit.ui.unseen import past
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Card,
    CardButton,
    EmptyState,
    LinkButton,
    VerticalScrollPage,
    hairline,
)

TITLE = "Not seen or not heard"
WIDE_EM = 70
MOST_LINES = 12
MOST_REASONS = 3
FILE_PAGES = {"children": "the children", "fathers": "fathers and partners", "relations": "relationships"}
FIRST = {"seen": "Seen", "alone": "Seen alone", "voice": "Voice recorded", "mother": "Mother seen"}


class NotSeenPage(Page):
    """The findings of one family."""

    def __init__(self, session: Session, go: Go, family_id: str) -> None:
        super().__init__(session, go, TITLE)
        self.family_id = family_id
        self.answers = session.family(family_id)
        self.found = session.findings(family_id, self.answers)
        self._titles = {one.id: (one.title, one.event) for one in session.standing(family_id)}
        name = words.family_words(str(self.answers.get("family_name") or ""))
        limit = words.count(session.limit_days(), "day")
        self.bar.set_title(TITLE, f"{name}  ·  From finished records; amber after {limit}")
        self.bar.set_actions(
            [BarAction("Before you leave", self.before_leaving, "clipboard-text", shortcut="Ctrl+B")]
        )
        self._scroll = VerticalScrollPage(self.theme, max_em=WIDE_EM)
        self.body.addWidget(self._scroll)
        for card in self._cards():
            self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)

    def _cards(self) -> Iterable[QWidget]:
        found = self.found
        if not found.children and not found.adults:
            yield EmptyState(
                self.theme,
                "user-plus",
                "Nobody to ask about yet",
                "Add the children and the adults of the home to the family file.",
                "Open the family file",
                lambda: self.go.record(self.family_id, "children"),
            )
        if found.children:
            yield self._children()
        yield from self._adults()
        yield from self._responsibility()
        if found.questions:
            yield self._card("Questions left open", [self._question(one) for one in found.questions])
        yield self._counts()

    def _card(self, title: str, lines: Sequence[QWidget], note: str = "") -> Card:
        """A card with lines; those beyond the first dozen come with a press."""
        card = Card(self.theme, title, spacing=6)
        if note:
            card.body.addWidget(BodyLabel(self.theme, note, role="caption", ink="2"))
        rest: list[QWidget] = []
        for index, line in enumerate(lines):
            for part in [*([hairline(self.theme)] if index else []), line]:
                card.body.addWidget(part)
                if index >= MOST_LINES:
                    part.hide()
                    rest.append(part)
        if rest:
            self._shown_by(card, f"Show {len(lines) - MOST_LINES} more", rest)
        return card

    def _shown_by(self, card: Card | _Facts, text: str, rest: Sequence[QWidget]) -> None:
        more = LinkButton(self.theme, text)

        def show() -> None:
            more.hide()
            for part in rest:
                part.show()
            first = next((part for part in rest if isinstance(part, CardButton)), None)
            if first is not None:
                first.setFocus()

        more.clicked.connect(lambda _checked=False: show())
        card.body.addWidget(more)

    # Children

    def _children(self) -> Card:
        limit = self.session.limit_days()
        ordered = sorted(self.found.children, key=lambda one: -len(_gaps(one, limit)))
        return self._card("Each child", [self._child(one, limit) for one in ordered])

    def _child(self, one: Attention, limit: int) -> _Facts:
        box = _Facts(self.theme)
        age = f", {one.person.age}" if one.person.age else ""
        box.body.addWidget(BodyLabel(self.theme, f"{one.person.name}{age}", role="name"))
        for what, days in _of_child(one):
            late = past(days, limit)
            label = FIRST[what]
            line = self._line(
                "eye-slash" if late and what != "voice" else "ear" if late else "check-circle-fill",
                "amber" if late else "green",
                label,
                since_words(days),
                one.behind.get(what, ""),
            )
            box.body.addWidget(line)
            self._reasons(box, one.missed.get(what, ()))
        if one.person.unborn and not one.midwife_named:
            box.body.addWidget(self._line("user", "amber", "No midwife is named", "", f"{FILE}professionals"))
        return box

    def _reasons(self, box: _Facts, missed: Sequence[Missed]) -> None:
        """Why it did not happen since, the newest first; "not this time" among them."""
        lines: list[QWidget] = [self._line("minus", "ink2", miss.why, "", miss.record) for miss in missed]
        for line in lines:
            line.setContentsMargins(self.theme.px(22), 0, 0, 0)
            box.body.addWidget(line)
        for line in lines[MOST_REASONS:]:
            line.hide()
        if len(lines) > MOST_REASONS:
            self._shown_by(box, f"Show {len(lines) - MOST_REASONS} earlier reasons", lines[MOST_REASONS:])

    # Adults, fathers, parental responsibility

    def _adults(self) -> Iterable[QWidget]:
        never = [one for one in self.found.adults if one.spoken is None]
        if never:
            lines: list[QWidget] = []
            for one in never:
                box = _Facts(self.theme)
                where = HOME_WORDS.get(one.person.home, "")
                box.body.addWidget(
                    self._line("chat-circle-dots", "amber", one.person.name, where, f"{FILE}home")
                )
                self._reasons(box, one.missed.get("spoken", ()))
                lines.append(box)
            yield self._card("In the home and never spoken to", lines)
        if self.found.fathers:
            names = [one.name for one in self.found.fathers]
            line = self._line(
                "user", "amber", f"The father of {join_names(names)}", "Not named", f"{FILE}fathers"
            )
            yield self._card("Fathers not named", [line])

    def _responsibility(self) -> Iterable[QWidget]:
        found = self.found
        lines: list[QWidget] = [
            self._line(
                "file-text", "amber", f"{one.adult.name} for {one.child.name}", one.why, f"{FILE}relations"
            )
            for one in found.responsibility
        ]
        lines += [
            self._line(
                "warning-fill",
                "amber",
                f"Nobody for {one.name}",
                "No paper was seen for anybody",
                f"{FILE}relations",
            )
            for one in found.no_holder
        ]
        if lines:
            yield self._card("Parental responsibility not confirmed", lines)

    # Questions and counts

    def _question(self, one: Question) -> QWidget:
        text = f"{one.words} (never on paper)" if one.private else one.words
        return self._line("question", "ink2", text, "", one.record)

    def _counts(self) -> Card:
        card = Card(self.theme, "How often", spacing=6)
        for index, one in enumerate(self.found.counts):
            if index:
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(self._count(one))
        return card

    def _count(self, one: Count) -> _Facts:
        """A number, and with a press what is behind it."""
        box = _Facts(self.theme)
        box.body.addWidget(BodyLabel(self.theme, f"{one.words}: {one.number}", role="name"))
        behind = list(dict.fromkeys(one.behind))[::-1]
        lines: list[QWidget] = []
        for record in behind[: MOST_LINES * 4]:
            title, event = self._titles.get(record, (self._where(record), ""))
            lines.append(self._line("note", "ink2", title, _day(event), record, says=False))
        for line in lines:
            box.body.addWidget(line)
            line.hide()
        if len(behind) > len(lines):
            over = BodyLabel(
                self.theme, f"The {len(lines)} newest of {len(behind)}.", role="caption", ink="2"
            )
            box.body.addWidget(over)
            over.hide()
            lines.append(over)
        if lines:
            place = "Show where it stands" if behind[0].startswith(FILE) else "Show the records"
            self._shown_by(box, place, lines)
        return box

    def _line(
        self, icon: str, tone: str, text: str, when: str, behind: str, *, says: bool = True
    ) -> SideLine:
        """A line that opens what is behind it; a line with nothing behind it opens the family file."""
        where = self._where(behind) if says else ""
        line = SideLine(self.theme, icon if self.theme.icons.has(icon) else "note", tone, text, when, where)
        line.clicked.connect(lambda _checked=False: self._open(behind))
        return line

    def _where(self, behind: str) -> str:
        if behind.startswith(FILE):
            return f"family file, {FILE_PAGES.get(behind.removeprefix(FILE), behind.removeprefix(FILE))}"
        title, event = self._titles.get(behind, ("", ""))
        return ", ".join(part for part in (title, _day(event)) if part)

    def _open(self, behind: str) -> None:
        if behind.startswith(FILE) or not behind:
            self.go.record(self.family_id, behind.removeprefix(FILE))
        else:
            self.go.record(behind)

    def before_leaving(self) -> None:
        """Opens the sheet to read before a visit."""
        open_sheet(self.session, self.go, self.family_id)

    def first_focus(self) -> QWidget | None:
        """The first fact."""
        return self._scroll.findChild(CardButton)

    def areas(self) -> list[QWidget]:
        """Bar and facts."""
        return [self.bar, self._scroll]


class _Facts(QWidget):
    """Some lines that belong together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        self.body.setSpacing(theme.px(2))


def _of_child(one: Attention) -> tuple[tuple[str, int | None], ...]:
    if one.person.unborn:
        return (("mother", one.mother_seen),)
    return (("seen", one.seen), ("alone", one.alone), ("voice", one.voice))


def _gaps(one: Attention, limit: int) -> list[str]:
    return [what for what, days in _of_child(one) if past(days, limit)]


def _day(event: str) -> str:
    return dates.show(event.partition("T")[0]) if dates.is_day(event) else ""


def open_not_seen(session: Session, go: Go, family_id: str) -> None:
    """Opens the findings of a family."""
    go.show_page("families", lambda again: NotSeenPage(session, again, family_id))
