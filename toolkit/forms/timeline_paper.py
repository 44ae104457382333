"""The paper of time limits: each child on a page, every event with its dates, where each limit comes from, what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.blocks import Block, Heading, PageBreak, Paragraph, Table, Warn
from toolkit.forms.people import Answers, Context, dicts, rows_of
from toolkit.forms.time_limits import TRIGGERS
from toolkit.forms.timeline_dates import (
    WORKERS,
    Line,
    by_words,
    events_of,
    lines,
    moved_words,
    standing_words,
)
from toolkit.forms.timescales import Happened, doubts
from toolkit.forms.vocabulary import Audience, is_empty

ABOUT = (
    "Day 0 is the day of the event. Working days are Monday to Friday without the bank holidays of England. The latest day "
    "is not the right day: a child in danger cannot wait for it. Check local procedures."
)
OLD = "Replaced: no longer in force. Shown struck through, so that nobody counts by them."
UNREAD = "Events still without a kind or a full day"
HEAD = ("By", "What", "How it stands", "Where it comes from")
WIDTHS = (2.4, 2.6, 1.8, 2.2)


def paper(answers: Answers, context: Context, audience: Audience) -> list[Block]:
    """Child by child, in the order of the family file."""
    events, found = events_of(answers), lines(answers, context.now)
    wanted = answers.get("printed")
    chosen = [one for one in wanted if isinstance(one, str)] if isinstance(wanted, list) else []
    blocks: list[Block] = [Paragraph(text=ABOUT, tone="note")]
    if not events:
        blocks.append(Paragraph(text="No event is written yet."))
    begun = False
    for child, name in children_in(events, context):
        if chosen and child not in chosen:
            continue
        if begun:
            blocks.append(PageBreak())
        begun = True
        blocks.append(Heading(text=name))
        mine = [one for one in events if (child in one.children if child else not one.children)]
        # What is out of order for one child stands on that child's page alone.
        own = [Happened(one.id, one.kind, one.when, frozenset({child} if child else ())) for one in mine]
        blocks += [Warn(text=sentence) for _, sentence in doubts(own)]
        for event in mine:
            blocks += _event(event, _row(answers, event), [one for one in found if one.event.id == event.id])
    if not chosen:
        blocks += _rest(answers)
    return blocks


def children_in(events: list[Happened], context: Context) -> list[tuple[str, str]]:
    """The children of these events with their names, in the order of the family file, those without a child last."""
    named = {child for one in events for child in one.children}
    known = [person.id for person in context.people if person.id in named]
    found = [(one, context.name_of(one)) for one in (*known, *sorted(named - set(known)))]
    return [*found, ("", WORKERS)] if any(not one.children for one in events) else found


def _row(answers: Answers, event: Happened) -> Mapping[str, Any]:
    return next(row for row in rows_of(answers, "events") if str(row.get("id", "")) == event.id)


def event_words(event: Happened, row: Mapping[str, Any]) -> str:
    """An event with its day: "Referral received, 13 November 2026, 10:00, rated amber"."""
    words = f"{TRIGGERS[event.kind]}, {dates.show(event.when)}"
    if row.get("rating") and event.kind == "referral":
        words += f", rated {str(row['rating']).removeprefix('other: ').capitalize()}"
    return f"{words}: {row['worker']}" if not event.children and row.get("worker") else words


def _event(event: Happened, row: Mapping[str, Any], found: list[Line]) -> Iterator[Block]:
    yield Heading(text=event_words(event, row), level=2)
    said = [f"Known from: {row['source']}."] if not is_empty(row.get("source")) else []
    said += [f"Area: {row['area']}."] if not is_empty(row.get("area")) else []
    said += [str(row["note"])] if not is_empty(row.get("note")) else []
    if said:
        yield Paragraph(text=" ".join(said))
    current = [line for line in found if line.standing is not None]
    if current:
        yield Table(head=HEAD, rows=tuple(_cells(line) for line in current), widths=WIDTHS)
    old = [line for line in found if line.standing is None]
    if old:
        yield Table(head=HEAD, rows=tuple(_cells(line) for line in old), widths=WIDTHS, caption=OLD, struck=2)


def _cells(line: Line) -> tuple[str, ...]:
    by = " ".join(part for part in (by_words(line.due) + ".", line.due.note) if part)
    return by, line.due.limit.what, standing_words(line), line.due.source


def _rest(answers: Answers) -> Iterator[Block]:
    """What could not be reckoned, and which dates moved."""
    known = {one.id for one in events_of(answers)}
    unread = [row for row in rows_of(answers, "events") if str(row.get("id", "")) not in known]
    told = [
        "; ".join(
            part
            for part in (
                TRIGGERS.get(str(row.get("kind")), "No kind"),
                dates.show(row.get("when")) or "no day",
            )
        )
        for row in unread
    ]
    if told:
        yield Heading(text=UNREAD, level=2)
        yield from (Paragraph(text=f"{line}.") for line in told)
    rows = dicts(answers.get("moved"))
    if rows:
        yield Heading(text="Dates that moved", level=2)
        yield from (Paragraph(text=moved_words(row)) for row in reversed(rows))
