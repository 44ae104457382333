"""Sent out: every copy that left, newest first, of all families or one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import OpenedToReadOnly, ToolkitError
from toolkit.export.stamp import Stamp
from toolkit.forms import dates
from toolkit.practice.leaving import OUT_OF_DATE, superseded
from toolkit.ui import words
from toolkit.ui.family_side import AUDIENCES, HOW_ICONS
from toolkit.ui.page import Go, Page
from toolkit.ui.printing import Paper
from toolkit.ui.release_leaving import Ways
from toolkit.ui.release_log import sent_outline, told_lines
from toolkit.ui.release_parts import HOW_WORDS, WORKING
from toolkit.ui.session import Session
from toolkit.ui.widgets import (
    BarAction,
    BodyLabel,
    Card,
    CardButton,
    ComboBox,
    EmptyState,
    HeadingLabel,
    IconLine,
    IconTile,
    LinkButton,
    PlainButton,
    VerticalScrollPage,
    clear_layout,
    hairline,
)
from toolkit.vault.rows import ReleaseRow, Told

STEP = 40


class SentPage(Page):
    """The list of copies that left."""

    def __init__(self, session: Session, go: Go, family_id: str = "") -> None:
        super().__init__(session, go, "Sent out", can_go_back=bool(family_id))
        self.bar.set_title("Sent out", "Every print, PDF and Word document: what, for whom, how and why")
        self._rows = session.vault.releases.of(None)
        self._names = {row.id: words.family_words(row.name) for row in session.vault.records.families()}
        self._titles: dict[str, str] = {}
        self.old = superseded(self._rows)
        self._shown = STEP
        self._scroll = VerticalScrollPage(self.theme, max_em=72)
        self.body.addWidget(self._scroll)
        with_copies = {row.family_id for row in self._rows if row.family_id} | (
            {family_id} if family_id else set()
        )
        options = sorted(
            ((one, self._names.get(one, "A family")) for one in with_copies if one), key=lambda pair: pair[1]
        )
        self.family = ComboBox(self.theme, options, placeholder="All families", name="Copies of which family")
        self.family.set_value(family_id or None)
        self.family.changed.connect(self._again)
        if self._rows:
            self.bar.set_actions(
                [BarAction("Print this list", lambda: self.attempt(self.print), "printer", shortcut="Ctrl+P")]
            )
        if options:
            row = QHBoxLayout()
            row.addWidget(self.family)
            row.addStretch(1)
            self._scroll.body.addLayout(row)
        else:
            self.family.setParent(self)
            self.family.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(8))
        self._scroll.body.addLayout(self._list)
        self._scroll.body.addStretch(1)
        self._fill()

    def _again(self) -> None:
        self._shown = STEP
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._list)
        found = self.chosen()
        if not found:
            self._list.addWidget(
                EmptyState(
                    self.theme,
                    "paper-plane-tilt",
                    "Nothing has left yet",
                    "Each copy you print or save is noted here before it leaves, so you can say who has what.",
                )
            )
            return
        today = self.session.today()
        month = ""
        card = Card(self.theme, padding=(0, 0), spacing=0)
        for row in found[: self._shown]:
            day = date.fromisoformat(row.made_local[:10])
            if words.month(day) != month:
                month = words.month(day)
                self._list.addWidget(HeadingLabel(self.theme, month, role="h3"))
                card = Card(self.theme, padding=(0, 0), spacing=0)
                self._list.addWidget(card)
            elif card.body.count():
                card.body.addWidget(hairline(self.theme))
            card.body.addWidget(_SentRow(self, row, day, today))
        left = len(found) - self._shown
        if left > 0:
            more = PlainButton(self.theme, f"Show {min(left, STEP)} earlier", "caret-down")
            more.clicked.connect(lambda _checked=False: self._earlier())
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def chosen(self) -> list[ReleaseRow]:
        """The copies of the family chosen, or of all."""
        family = self.family.value()
        return [row for row in self._rows if family is None or row.family_id == family]

    def print(self) -> None:
        """Prints the list of the family chosen, or of all. That of one family is noted as the worker's own copy."""
        session = self.session
        family = self.family.value()
        made = sent_outline(self.chosen(), self.record_name, self.rests_on, self._reference(family))
        stamp = Stamp(
            printed_by=session.author().name,
            printed_on=session.now(),
            organisation=str(session.fact("organisation")),
            marking=session.settings.marking_line,
        )
        paper = Paper(made, stamp)
        said = (session.ways or Ways()).print(self, paper, lambda digest: self._note(family, digest))
        if said:
            self.go.say(said)

    def _note(self, family_id: str | None, digest: str) -> None:
        session = self.session
        if not family_id:
            return
        if session.vault.read_only:
            raise OpenedToReadOnly
        revision = session.vault.records.get(family_id).revision
        why = "The list of copies that left."
        session.vault.releases.note(
            *(family_id, revision, WORKING, "", HOW_WORDS["print"], why, digest, session.author()),
            Told(beside=True),
        )

    def _reference(self, family_id: str | None) -> str:
        return str(self.session.family(family_id).get("reference") or "") if family_id else ""

    def rests_on(self, row: ReleaseRow) -> str:
        """The decision a copy rests on, or why it needed none."""
        if row.told.no_decision:
            return f"No decision needed: {row.told.no_decision}"
        if not row.told.decision:
            return ""
        try:
            found = self.session.vault.records.get(row.told.decision)
        except ToolkitError:
            return "By a decision to share"
        when = f", {dates.show(found.event[:10])}" if dates.is_day(found.event) else ""
        title = self.session.title_of(found.form_id) if found.draft else found.title
        return f"By the decision: {title}{when}"

    def _earlier(self) -> None:
        self._shown += STEP
        self._fill()

    def name_of(self, family_id: str | None) -> str:
        """A family in words."""
        return self._names.get(family_id or "", "Not in a family")

    def record_name(self, record_id: str) -> str:
        """The title of a record; a family file has no other name than that."""
        if record_id in self._names:
            return "Family file"
        if record_id not in self._titles:
            try:
                self._titles[record_id] = self.session.vault.records.get(record_id).title
            except ToolkitError:
                self._titles[record_id] = "Record"
        return self._titles[record_id]

    def first_focus(self) -> QWidget | None:
        """The first copy, or the filter."""
        return self.findChild(CardButton) or (self.family if self.family.isVisible() else None)


class _SentRow(CardButton):
    """One copy; pressing it opens the record it was made of."""

    def __init__(self, page: SentPage, row: ReleaseRow, day: date, today: date) -> None:
        super().__init__(page.theme, flat=True)
        theme = page.theme
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        line.setSpacing(theme.px(12))
        when = BodyLabel(theme, words.short_day(day, today), role="name", wrap=False)
        when.setMinimumWidth(theme.em(4.4))
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        icon = HOW_ICONS.get(row.how.split()[0].lower() if row.how else "", "paper-plane-tilt")
        line.addWidget(IconTile(theme, icon, "plain", side=34, size=18), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(0)
        title = f"{page.record_name(row.record_id)}, {AUDIENCES.get(row.audience, row.audience)}"
        to = f"For {row.recipient}" if row.recipient else "No recipient written"
        about = "  ·  ".join(
            part for part in (page.name_of(row.family_id), f"version {row.revision}") if part
        )
        text.addWidget(BodyLabel(theme, title, role="name"))
        text.addWidget(BodyLabel(theme, ". ".join(part for part in (to, row.how, row.why) if part)))
        rests = page.rests_on(row)
        more = told_lines(row, page.old, page.record_name)
        for said in more:
            old = said.startswith(OUT_OF_DATE)
            line_of = IconLine(theme, "warning-fill", said, "amber") if old else None
            text.addWidget(line_of or BodyLabel(theme, said, role="caption", ink="2"))
        text.addWidget(BodyLabel(theme, f"{about}  ·  {row.author}", role="caption", ink="2"))
        if row.told.decision and row.told.decision != row.record_id:
            link = LinkButton(theme, rests, name=f"Open: {rests}")
            link.clicked.connect(lambda _checked=False: page.go.record(row.told.decision))
            text.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif row.told.no_decision:
            text.addWidget(BodyLabel(theme, rests, role="caption", ink="2"))
        line.addLayout(text, 1)
        self.setAccessibleName(
            theme.say(
                ". ".join(
                    p for p in (words.long_day(day), title, to, row.how, row.why, rests, about, *more) if p
                )
            )
        )
        self.clicked.connect(lambda _checked=False: page.go.record(row.record_id))
