"""The list of pages at the left, with what is missing in each, and the way to the next gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from toolkit.forms.people import Context
from toolkit.forms.rules import Problem, Scope, grid_rows, needed, rows_shown, shown_fields
from toolkit.forms.vocabulary import Field, Grid, Notice, Page, Rows, is_empty
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Card,
    ComboBox,
    FlowLayout,
    HeadingLabel,
    KeyCap,
    QuietButton,
    Step,
    StepList,
    VerticalScrollPage,
)

SIDE_EM = 18.3
"""256 px at 100 % text."""


def step_for(page: Page, found: Sequence[Problem], answers: Mapping[str, Any], context: Context) -> Step:
    """How a page stands: what is missing or to be put right, done, or optional and empty."""
    missing = sum(p.page == page.key and p.level == "missing" for p in found)
    wrong = sum(p.page == page.key and p.level == "refused" for p in found)
    if missing or wrong:
        words = [f"{missing} missing"] if missing else []
        words += [f"{wrong} to check"] if wrong else []
        return Step(page.key, page.in_list or page.title, "missing", ", ".join(words))
    scope = Scope(answers, context)
    fields = [part for part in shown_fields(page.fields, scope) if not isinstance(part, Notice)]
    asked = any(needed(part, scope) or (isinstance(part, Rows) and part.needed_for) for part in fields)
    written = any(not is_empty(answers.get(part.key)) for part in fields)
    if asked and not written and fields and all(_about_nobody(part, scope) for part in fields):
        return Step(page.key, page.in_list or page.title, "todo")
    if asked or written:
        return Step(page.key, page.in_list or page.title, "done")
    return Step(page.key, page.in_list or page.title, "optional", "optional")


def _about_nobody(part: Field, scope: Scope) -> bool:
    """Whether a field has a line for each person, and there is nobody yet whom a line could be about."""
    if isinstance(part, Grid):
        return not grid_rows(part, scope)
    return isinstance(part, Rows) and bool(part.each) and not rows_shown(part, scope)


def count_words(found: Sequence[Problem]) -> str:
    """How much stands in the way: "5 things are missing", "1 thing is missing and 1 has to be put right"."""
    missing = sum(p.level == "missing" for p in found)
    wrong = sum(p.level == "refused" for p in found)
    parts = []
    if missing:
        parts.append("1 thing is missing" if missing == 1 else f"{missing} things are missing")
    if wrong:
        noun = "" if missing else (" thing" if wrong == 1 else " things")
        parts.append(f"{wrong}{noun} {'has' if wrong == 1 else 'have'} to be put right")
    return " and ".join(parts)


class PageSide(QFrame):
    """The pages of the record. `chosen` is sent with a page's key, `next_wanted` for the next gap."""

    chosen = Signal(str)
    next_wanted = Signal()

    def __init__(self, theme: Theme, gap_title: str) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("box", "side")
        self.setFixedWidth(theme.em(SIDE_EM))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, theme.px(14))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.addWidget(HeadingLabel(theme, "Pages", role="h3"), 1)
        self.count = BodyLabel(theme, ink="2", wrap=False)
        head.addWidget(self.count)
        column.addLayout(head)
        self.sheet = VerticalScrollPage(theme, margins=(12, 0, 12, 0))
        self.steps = StepList(theme, name="Pages")
        self.sheet.body.addWidget(self.steps)
        self.sheet.body.addStretch(1)
        column.addWidget(self.sheet, 1)
        self.well = Card(theme, box="well", padding=(12, 10), spacing=6)
        self.well.body.addWidget(BodyLabel(theme, gap_title, role="caption-strong", ink="2"))
        self.gaps = BodyLabel(theme, role="name")
        self.well.body.addWidget(self.gaps)
        row = FlowLayout(across=theme.px(8), down=theme.px(4))
        self.next = QuietButton(theme, "Next missing", "arrow-bend-down-right", tip="Next missing (F8)")
        row.addWidget(self.next)
        row.addWidget(KeyCap(theme, "F8"))
        self.well.body.addLayout(row)
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        inset.addWidget(self.well)
        column.addLayout(inset)
        self.steps.chosen.connect(self.chosen)
        self.next.clicked.connect(self.next_wanted)

    def show_pages(self, steps: list[Step], current: str, gaps: str) -> None:
        """Shows the pages, which is current, and what is missing in all of them together."""
        self.count.setText(str(len(steps)))
        self.steps.set_steps(steps)
        if self.steps.current() != current:
            self.steps.set_current(current)
        self.gaps.setText(gaps)
        self.well.setVisible(bool(gaps))


class PageStrip(QWidget):
    """The same as a list above the fields, where there is no room at the left: "Page 2 of 8: Seen and heard"."""

    chosen = Signal(str)
    next_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(28), theme.px(8), theme.px(20), theme.px(4))
        row.setSpacing(theme.px(10))
        self.list = ComboBox(theme, clearable=False, name="Page")
        self.list.setMinimumContentsLength(8)
        self.next = QuietButton(theme, "Next missing", "arrow-bend-down-right", tip="Next missing (F8)")
        row.addWidget(self.list, 1)
        row.addWidget(self.next)
        self._shown: list[tuple[str, str]] = []
        self.list.changed.connect(lambda: self.chosen.emit(self.list.value() or ""))
        self.next.clicked.connect(self.next_wanted)

    def show_pages(self, steps: list[Step], current: str, gaps: int) -> None:
        """Shows the pages, which is current, and how many gaps there are."""
        of = len(steps)
        options = [
            (step.key, f"Page {n} of {of}: {step.title}" + (f" ({step.note})" if step.note else ""))
            for n, step in enumerate(steps, 1)
        ]
        if options != self._shown:
            self._shown = options
            self.list.set_options(options)
        self.list.set_value(current)
        self.next.set_text(f"Next missing: {gaps}")
        self.next.setVisible(gaps > 0)
