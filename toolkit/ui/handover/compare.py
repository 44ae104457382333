"""A record of a hand-over beside the one that is here: what it is, and where it differs field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.errors import ToolkitError
from toolkit.forms import dates
from toolkit.forms.catalogue import FAMILY
from toolkit.forms.differences import Difference, differences
from toolkit.forms.people import Answers, Context, people_of
from toolkit.forms.rules import lift
from toolkit.ui.session import Session
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import BodyLabel, Card, Chip, IconLine, PlainButton, SegmentedChoice
from toolkit.ui.words import count
from toolkit.vault.handover_format import GivenVersion
from toolkit.vault.handover_plan import Line, Plan, Stands

VERDICTS = {
    "new": ("New", "plus-circle", "green"),
    "same": ("The same", "check", "plain"),
    "differs": ("Differs", "git-diff", "amber"),
    "waits": ("Not taken in", "hand-palm", "red"),
}
FEW = 6
"""Differences that are shown before "Show all"."""


class LineCard(Card):
    """One record. `stands()` says which version is to stand where both sides wrote on."""

    def __init__(self, session: Session, plan: Plan, line: Line) -> None:
        super().__init__(session.theme, padding=(16, 12), spacing=8)
        self.line = line
        self.choice: SegmentedChoice | None = None
        self.pairs: list[Pair] = []
        record = line.record
        title = "Family file" if record.form_id == FAMILY else record.title
        head = QHBoxLayout()
        head.setSpacing(self.theme.px(10))
        words, icon, tone = VERDICTS[line.verdict]
        head.addWidget(BodyLabel(self.theme, title or session.title_of(record.form_id), role="name"), 1)
        head.addWidget(Chip(self.theme, words, icon, tone), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
        self.body.addLayout(head)
        self.body.addWidget(BodyLabel(self.theme, self._about(), role="caption", ink="2"))
        if line.why:
            self.body.addWidget(IconLine(self.theme, "info", line.why, "ink2"))
        if line.verdict == "differs":
            self._differs(session, plan)

    def _about(self) -> str:
        line, record = self.line, self.line.record
        last = line.theirs
        parts = [
            dates.show(record.event.partition("T")[0]),
            f"{last.author}, {dates.show(last.written_local[:10])}",
            count(len(record.versions), "version"),
            count(len(record.files), "picture or paper", "pictures and papers") if record.files else "",
        ]
        return "  ·  ".join(part for part in parts if part)

    def _differs(self, session: Session, plan: Plan) -> None:
        line = self.line
        fresh = f"{count(len(line.fresh), 'version')} of it {'is' if len(line.fresh) == 1 else 'are'} not here yet"
        after = "and joins the history" if len(line.fresh) == 1 else "and join the history"
        self.body.addWidget(BodyLabel(self.theme, f"{fresh}, {after}. Nothing here is overwritten."))
        if line.both:
            options = (("mine", "The one here"), ("theirs", "The one in the file"))
            self.choice = SegmentedChoice(self.theme, options, clearable=False, name="Which version stands")
            self.choice.set_value(line.stands)
            self.body.addWidget(
                BodyLabel(self.theme, "Both of you wrote on. Which version is to stand? Both stay readable.")
            )
            self.body.addWidget(self.choice)
        self.found = compared(session, plan, line)
        self._show(self.found[:FEW])
        if len(self.found) > FEW:
            more = PlainButton(self.theme, f"Show all {len(self.found)} differences", "caret-down")
            more.clicked.connect(lambda _checked=False: self._all(more))
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _all(self, more: PlainButton) -> None:
        more.hide()
        self._show(self.found[FEW:])

    def _show(self, found: Sequence[Difference]) -> None:
        for one in found:
            pair = Pair(self.theme, one)
            self.pairs.append(pair)
            self.body.addWidget(pair)

    def stands(self) -> Stands | None:
        """Which is to stand, or None where there is nothing to choose."""
        return None if self.choice is None else "mine" if self.choice.value() == "mine" else "theirs"

    def set_narrow(self, narrow: bool) -> None:
        """Puts the two sides under each other where there is no room beside."""
        for pair in self.pairs:
            pair.set_narrow(narrow)


class Pair(QWidget):
    """One field: what is here, and what is in the file."""

    def __init__(self, theme: Theme, one: Difference) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(BodyLabel(theme, one.label, role="caption-strong"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(8))
        for side, lines in (("Here", one.mine), ("In the file", one.theirs)):
            box = Card(theme, box="well", padding=(12, 8), spacing=2)
            box.body.addWidget(BodyLabel(theme, side, role="caption", ink="2"))
            for line in lines:
                box.body.addWidget(BodyLabel(theme, line))
            box.body.addStretch(1)
            self._row.addWidget(box, 1)
        column.addLayout(self._row)
        here, there = " ".join(one.mine), " ".join(one.theirs)
        self.setAccessibleName(theme.say(f"{one.label}. Here: {here}. In the file: {there}."))

    def set_narrow(self, narrow: bool) -> None:
        """Under each other, or side by side."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)


def compared(session: Session, plan: Plan, line: Line) -> list[Difference]:
    """The differences of what stands here and in the file, field by field."""
    if line.mine is None or not session.catalogue.has(line.record.form_id):
        return []
    entry = session.catalogue.get(line.record.form_id)

    def answers(version: GivenVersion) -> Answers:
        if version.form_version < entry.form.version:
            return lift(entry, version.form_version, version.answers)
        return version.answers

    mine, theirs = answers(line.mine), answers(line.theirs)
    now = session.now()
    if line.record.form_id == FAMILY:
        own, other = people_of(mine), people_of(theirs)
    else:
        try:
            own = people_of(session.family(plan.bundle.family))
        except ToolkitError:
            own = ()
        other = people_of(plan.bundle.records[0].versions[-1].answers)
    return differences(entry, mine, theirs, Context(now, own or other), Context(now, other))
