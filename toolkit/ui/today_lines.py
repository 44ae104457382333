"""What Today shows, worked out from plain rows: late first, then today, the next seven days, and what waits for others. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from toolkit.forms import dates
from toolkit.forms.words import in_sentence
from toolkit.ui import words
from toolkit.vault.rows import DueRow, RecordRow

AHEAD = 7
"""Days to come that Today shows."""
UNFINISHED = "Decision to share: unfinished"
ANSWERS = ("Answer ", "Manager's decision")
"""Begins what somebody else has to do, whoever is down for it."""
LOOK_AGAIN = "Look at "
"""Begins what is looked at on the screen, whatever its words say of visits."""
LOOK_BEFORE = "Written before a death or loss in this family. Look whether it still stands."
_VISIT = re.compile(r"\b(visit|see|meet|meeting|try again|in private)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line: `when` is the bold word of its first column, `under` the word below it."""

    day: date
    when: str
    title: str
    detail: str
    icon: str
    record_id: str
    family_id: str
    under: str = ""
    late: bool = False
    draft: bool = False
    warnings: tuple[str, ...] = ()
    visit: bool = False
    """Whether somebody of the family is to be met, so that the sheet to read before is of use."""
    waits: bool = False
    """Whether somebody else has to do it."""

    @property
    def when_words(self) -> str:
        """The day it is due by: "By 20 November 2026"."""
        return f"By {dates.show(self.day.isoformat())}"

    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = [" ".join(p for p in (self.when, self.under) if p), self.title, self.detail]
        parts += ["Draft"] if self.draft else []
        return ". ".join(p.rstrip(".") for p in [*parts, *self.warnings] if p)


@dataclass(frozen=True)
class Group:
    """Lines under one heading: `key` is late, today, next or waiting."""

    key: str
    title: str
    lines: tuple[Line, ...] = field(default_factory=tuple)


def groups(
    due: Iterable[DueRow],
    drafts: Iterable[RecordRow],
    names: Mapping[str, str],
    today: date,
    *,
    warnings: Mapping[str, tuple[str, ...]] | None = None,
    next_working_day: Callable[[date], date] | None = None,
    me: str = "",
    of_team: Callable[[str], bool] = lambda _form: False,
    before: Collection[tuple[str, str]] = (),
) -> list[Group]:
    """The groups that hold anything, in order. `names` gives each family's name in words by its id.

    Who does it is said only where that is not `me`. `of_team` tells which forms belong to no family. `before` are
    those, by record id and path, that also concerned somebody who died since: whether it still stands is for the worker to see.
    """
    flagged = warnings or {}
    lines = []
    for row in due:
        line = _due_line(row, names, today, flagged, me)
        if line is not None and (row.record_id, row.path) in before:
            line = replace(line, detail=f"{LOOK_BEFORE} {line.detail}")
        lines += [line] if line is not None else []
    for draft in drafts:
        nobody = words.without_family(team=of_team(draft.form_id))
        name = names.get(draft.family_id or "", nobody)
        lines.append(_draft_line(draft, name, today, next_working_day or _weekday_after))
    lines.sort(key=lambda line: (line.day, line.draft, line.title))
    last = today + timedelta(days=AHEAD)
    found = [
        Group("late", "Late", tuple(line for line in lines if line.day < today)),
        Group("today", "Today", tuple(line for line in lines if line.day == today)),
        Group(
            "next",
            "Next 7 days",
            tuple(line for line in lines if today < line.day <= last and not line.waits),
        ),
        Group(
            "waiting",
            "Waiting for someone else",
            tuple(line for line in lines if today < line.day and line.waits),
        ),
    ]
    return [group for group in found if group.lines]


def summary(found: Iterable[Group]) -> str:
    """One line under the date: "2 for today. 2 are late.", or that nothing waits."""
    numbers = {group.key: len(group.lines) for group in found}
    parts = []
    if numbers.get("today"):
        parts.append(f"{numbers['today']} for today.")
    if late := numbers.get("late"):
        parts.append(f"{late} {'is' if late == 1 else 'are'} late.")
    return " ".join(parts) or "Nothing is late and nothing waits for today."


def _due_line(
    row: DueRow, names: Mapping[str, str], today: date, flagged: Mapping[str, tuple[str, ...]], me: str
) -> Line | None:
    if row.done or not dates.is_day(row.day):
        return None
    day = dates.last_day(row.day)
    family = row.family_id or ""
    when, under = _when(day, today)
    return Line(
        day=day,
        when=when,
        under=under,
        late=day < today,
        title=row.text,
        detail=_source(row, names.get(family, ""), me),
        icon="clipboard-text" if row.kind == "action" else "calendar-blank",
        record_id=row.record_id,
        family_id=family,
        warnings=flagged.get(family, ()),
        visit=bool(family) and not row.text.startswith(LOOK_AGAIN) and _VISIT.search(row.text) is not None,
        waits=row.text.startswith(ANSWERS) or bool(me and others(row.who, me)),
    )


def listed_as(row: DueRow | RecordRow) -> str:
    """What a record is called in a list of things to do; a paper of a decision nobody finished is headed by its warning."""
    title = row.record_title if isinstance(row, DueRow) else row.title
    return UNFINISHED if row.form_id == "share_decision" and row.status == "draft" else title


def _source(row: DueRow, family: str, me: str) -> str:
    """Where a promise comes from: "Thistlewick family. Case note: home visit. Basil Quill"."""
    source = listed_as(row) if row.record_id != row.family_id else "Family file"
    return ". ".join(part for part in (family, source, others(row.who, me)) if part)


def others(who: str, me: str) -> str:
    """Who does something, unless that is the worker at this computer."""
    return "" if me and who.split(" (")[0].strip().casefold() == me.strip().casefold() else who


def _draft_line(row: RecordRow, family: str, today: date, after: Callable[[date], date]) -> Line:
    started = dates.first_day(row.event) if dates.is_day(row.event) else today
    # A note may wait for the next working day and is late after it.
    day = today if started >= today else max(after(started), started)
    day = today if day > today else day
    when, under = _when(day, today)
    kind, _, what = listed_as(row).partition(":")
    what = what.strip()[:1].upper() + what.strip()[1:]
    return Line(
        day=day,
        when=when,
        under=under,
        late=day < today,
        draft=True,
        title=f"Finish the {in_sentence(kind)} of {words.month_day(started, today)}",
        detail=". ".join(part for part in (family, what.strip()) if part),
        icon="note-pencil",
        record_id=row.id,
        family_id=row.family_id or "",
    )


def _when(day: date, today: date) -> tuple[str, str]:
    if day < today:
        return words.count((today - day).days, "day"), "late"
    return ("Today", "") if day == today else (words.short_day(day, today), "")


def _weekday_after(day: date) -> date:
    after = day + timedelta(days=1)
    while after.weekday() > 4:
        after += timedelta(days=1)
    return after
