"""The records of a family as a line of time, grouped by month, with filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit.forms import dates
from toolkit.forms.catalogue import Catalogue
from toolkit.forms.people import PersonRef, first_name
from toolkit.forms.words import title_of
from toolkit.practice.attention import FAILED
from toolkit.ui import words
from toolkit.ui.theme import Theme
from toolkit.ui.widgets import (
    BodyLabel,
    Chip,
    ComboBox,
    EmptyState,
    FilterPill,
    FlowLayout,
    HeadingLabel,
    PlainButton,
    RecordCard,
    TimelineItem,
    clear_layout,
)
from toolkit.vault.rows import RecordRow

STEP = 20
"""How many records are drawn at a time."""
NOTE = "case_note"
PILLS_AT_MOST = 2
"""More kinds of records beside notes are in a list: pills for all of them would push the records off the screen."""


def day_of(row: RecordRow) -> date:
    """The day a record stands at: its event, or the day it was begun when it has none."""
    if dates.is_day(row.event):
        return dates.first_day(row.event)
    return date.fromisoformat(row.written_local[:10])


def failed_titles(catalogue: Catalogue) -> frozenset[str]:
    """The titles of case notes that met nobody, as they stand in lists."""
    if not catalogue.has(NOTE):
        return frozenset()
    entry = catalogue.get(NOTE)
    return frozenset(title_of(entry, {"contact": contact}) for contact in FAILED)


def short_names(people: Sequence[PersonRef]) -> list[tuple[str, str]]:
    """Ids and names for a narrow list: the first name where it is nobody else's, else the whole one."""
    firsts = [first_name(person.name.removeprefix("Not known: ")) for person in people]
    found = []
    for person, first in zip(people, firsts, strict=True):
        plain = person.name.removeprefix("Not known: ")
        own = firsts.count(first) == 1 and plain == person.name and not person.unborn
        found.append((person.id, first if own else plain[:1].upper() + plain[1:]))
    return found


def short_name(author: str) -> str:
    """An author in a narrow column: "T Dunnock"."""
    parts = author.split()
    return f"{parts[0][0]} {parts[-1]}" if len(parts) > 1 else author


class Timeline(QWidget):
    """Records by month with filter pills and a person filter. `opened` is sent with a record's id."""

    opened = Signal(str)
    started = Signal()
    """The button of the empty state was pressed."""

    def __init__(
        self,
        theme: Theme,
        catalogue: Catalogue,
        rows: Sequence[RecordRow],
        people: Sequence[PersonRef],
        today: date,
    ) -> None:
        super().__init__()
        self.theme, self.catalogue, self.today = theme, catalogue, today
        self.setAccessibleName(theme.say("Records"))
        self._all = list(rows)
        self._failed = failed_titles(catalogue)
        self._kind = ""
        self._shown = STEP
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        if rows:
            column.addWidget(self._filters(people))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        self._fill()

    def _filters(self, people: Sequence[PersonRef]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, across=self.theme.px(8), down=self.theme.px(8))
        self.pills: dict[str, FilterPill] = {}
        forms = self._forms()
        listed = forms if len(forms) > PILLS_AT_MOST else []
        for key, label, count in self._kinds([one for one in forms if one not in listed]):
            pill = FilterPill(self.theme, label, count, chosen=not key)
            pill.clicked.connect(lambda _checked=False, k=key: self._choose(k))
            self.pills[key] = pill
            flow.addWidget(pill)
        self.kinds = ComboBox(
            self.theme,
            [(key, f"{label} {count}") for key, label, count in sorted(listed, key=lambda one: one[1])],
            placeholder="Other kinds",
            name="Other kinds of records",
        )
        self.kinds.changed.connect(lambda: self._choose(self.kinds.value() or ""))
        flow.addWidget(self.kinds)
        self.kinds.setVisible(bool(listed))
        options = short_names([p for p in people if p.group != "professional"])
        self.person = ComboBox(self.theme, options, placeholder="Everyone", name="Records about whom")
        self.person.changed.connect(self._again)
        flow.addWidget(self.person)
        self.person.setVisible(len(options) > 1)
        return holder

    def _forms(self) -> list[tuple[str, str, int]]:
        """Each form beside the note that has records, with how many."""
        counts = Counter(row.form_id for row in self._all if row.form_id != NOTE)
        return [
            (
                form_id,
                self.catalogue.get(form_id).form.title if self.catalogue.has(form_id) else "Other",
                count,
            )
            for form_id, count in counts.items()
        ]

    def _kinds(self, forms: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """The pills: all, notes, these forms, tries that met nobody, and drafts."""
        found = [("", "All", len(self._all))]
        notes = sum(row.form_id == NOTE for row in self._all)
        # One kind of record alone is the same as all of them.
        if 0 < notes < len(self._all):
            found.append((NOTE, "Notes", notes))
        found += [one for one in forms if one[2] < len(self._all)]
        for key, label in (("@failed", "No answer"), ("@draft", "Drafts")):
            count = sum(self._is(row, key) for row in self._all)
            if count:
                found.append((key, label, count))
        return found

    def _is(self, row: RecordRow, key: str) -> bool:
        if key == "@failed":
            return row.title in self._failed
        if key == "@draft":
            return row.status == "draft" or row.amending
        return not key or row.form_id == key

    def _choose(self, key: str) -> None:
        self._kind = key
        for name, pill in self.pills.items():
            pill.setChecked(name == key)
        if key in self.pills:
            self.kinds.set_value(None)
        self._again()

    def _again(self) -> None:
        self._shown = STEP
        self._fill()

    def matching(self) -> list[RecordRow]:
        """The records that the filters let through, newest first."""
        person = self.person.value() if self._all else None
        return [
            row for row in self._all if self._is(row, self._kind) and (person is None or person in row.people)
        ]

    def _fill(self) -> None:
        clear_layout(self._list)
        found = self.matching()
        if not found:
            self._list.addWidget(self._empty())
            return
        month: tuple[int, int] | None = None
        shown = found[: self._shown]
        for index, row in enumerate(shown):
            day = day_of(row)
            if (day.year, day.month) != month:
                month = (day.year, day.month)
                self._list.addWidget(self._month(day))
            self._list.addWidget(self._item(row, day, index == 0, index == len(shown) - 1))
        left = len(found) - len(shown)
        if left:
            more = PlainButton(
                self.theme, f"Show {words.count(min(left, STEP), 'earlier record')}", "caret-down"
            )
            more.clicked.connect(lambda _checked=False: self._earlier())
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)

    def _month(self, day: date) -> QWidget:
        label = HeadingLabel(self.theme, words.month(day), role="caption-strong", ink="2")
        # In line with the cards, which stand behind the day and the icon.
        label.setContentsMargins(
            self.theme.em(2.4) + self.theme.text_px(34) + self.theme.px(20),
            self.theme.px(6),
            0,
            self.theme.px(2),
        )
        return label

    def _earlier(self) -> None:
        at = self._shown
        self._shown += STEP
        self._fill()
        cards = self.findChildren(RecordCard)
        if at < len(cards):
            cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> QWidget:
        if self._all:
            return BodyLabel(self.theme, "Nothing here with these filters.", ink="2")
        return EmptyState(
            self.theme,
            "note-pencil",
            "No record yet for this family",
            "A quick note takes under a minute, and becomes a full one when it must.",
            "Write the first note",
            self.started.emit,
        )

    def _item(self, row: RecordRow, day: date, first: bool, last: bool) -> TimelineItem:
        draft = row.status == "draft"
        line = row.summary
        if draft and not line:
            line = "Counts as seen once it is finished." if row.form_id == NOTE else "Not finished yet."
        if row.status == "withdrawn":
            line = "Filed in the wrong family and moved. Press to see who, when and why."
        card = RecordCard(
            self.theme,
            row.title,
            line,
            short_name(row.author),
            self._chips(row),
            when=words.long_day(day),
        )
        icon, tone = self._icon(row)
        item = TimelineItem(
            self.theme,
            card,
            day=str(day.day),
            weekday=words.DAYS[day.weekday()][:3],
            icon=icon,
            tone=tone,
            draft=draft or row.status == "withdrawn",
            first=first,
            last=last,
        )
        item.opened.connect(lambda: self.opened.emit(row.id))
        return item

    def _icon(self, row: RecordRow) -> tuple[str, str]:
        if row.status == "withdrawn":
            return "arrow-square-out", "accent"
        if row.status == "draft":
            return "note-pencil", "accent"
        if row.title in self._failed:
            return "door", "amber"
        icon = self.catalogue.get(row.form_id).form.icon if self.catalogue.has(row.form_id) else "note"
        return (icon if self.theme.icons.has(icon) else "note"), "accent"

    def _chips(self, row: RecordRow) -> list[Chip]:
        chips = []
        if row.status == "draft":
            chips.append(Chip(self.theme, "Draft", "pencil-simple"))
        if row.amending:
            chips.append(Chip(self.theme, f"Version {row.revision + 1} begun", "pencil-simple"))
        elif row.status == "final" and row.revision > 1:
            chips.append(Chip(self.theme, f"Version {row.revision}", "arrows-clockwise"))
        if row.status == "withdrawn":
            chips.append(Chip(self.theme, "Withdrawn", "arrow-square-out"))
        if row.late:
            chips.append(Chip(self.theme, "Written late", "clock", "amber"))
        if row.restricted:
            chips.append(Chip(self.theme, "Restricted", "eye-slash", "red"))
        if row.clock_back:
            chips.append(Chip(self.theme, "Computer clock went back", "clock", "amber"))
        return chips
