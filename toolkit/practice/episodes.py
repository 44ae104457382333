"""Whether new work begins with a family that has a history, and that history in a few lines, to be read first.

Work that starts again as if nothing had been looks at one incident after the other. New work begins after a finished record of
an end, or when nothing was written for half a year. Reading is asked for until somebody says that it was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from toolkit.forms import dates
from toolkit.forms.people import rows_of
from toolkit.practice.chronology import Source
from toolkit.practice.findings import FILE, findings

CLOSURE = "closure"
NOT_AN_EPISODE = (CLOSURE, "chronology", "genogram", "timeline", "share_decision")
"""Records that end, look back, or may not wait."""
QUIET = timedelta(days=182)
MOST = 3
ENDED = {
    "goals_met": "goals met",
    "moved": "the family moved",
    "transfer": "handed over to a colleague",
    "age": "age",
    "service_ended": "the service ended",
    "not_engaging": "the family stopped coming or answering",
    "stepped_up": "stepped up to another service",
}


@dataclass(frozen=True)
class Reading:
    """What somebody said about reading the history: when, as ISO text, and whether it was read."""

    when: str
    read: bool


@dataclass(frozen=True)
class HistoryLine:
    """One line of a history in short, and the record or page of the family file behind it."""

    text: str
    behind: str


@dataclass(frozen=True)
class History:
    """Why this is new work, and what there was before."""

    why: str
    lines: tuple[HistoryLine, ...]


def unread(
    family: Mapping[str, Any], records: Iterable[Source], readings: Sequence[Reading], today: date
) -> History | None:
    """The history to read before new work begins; None where there is none, it was read since, or was put off today."""
    finished = sorted((one for one in records if dates.is_day(one.event)), key=lambda one: one.event)
    ends = [one for one in finished if one.form_id == CLOSURE]
    last = ends[-1] if ends else finished[-1] if finished else None
    if last is None or (not ends and today - dates.last_day(last.event) < QUIET):
        return None
    if any(one.read and one.when >= last.event[:10] for one in readings):
        return None
    if any(not one.read and one.when[:10] == today.isoformat() for one in readings):
        return None
    return History(_why(last, today), tuple(_lines(family, finished, ends, today)))


def _why(last: Source, today: date) -> str:
    if last.form_id != CLOSURE:
        days = (today - dates.last_day(last.event)).days
        return f"Nothing was written for {days // 30} months. New work begins with what is known already."
    return "The work with this family ended once. New work begins with what is known already."


def _lines(
    family: Mapping[str, Any], finished: Sequence[Source], ends: Sequence[Source], today: date
) -> Iterator[HistoryLine]:
    for end in reversed(ends[-MOST:]):
        reason = str(end.answers.get("reason") or "")
        words = ENDED.get(reason) or reason.removeprefix("other:").strip()
        day = str(end.answers.get("ends_on") or end.event[:10])
        yield HistoryLine(f"Ended on {dates.show(day)}" + (f": {words}" if words else ""), end.id)
    for row in rows_of(ends[-1].answers, "worries")[:MOST] if ends else []:
        worry, holder = str(row.get("worry") or "").strip(), str(row.get("holder") or "").strip()
        if worry:
            yield HistoryLine(
                f"Worry left: {worry}" + (f" (held by {holder})" if holder else ""), ends[-1].id
            )
    found = findings(family, finished, today)
    kept, missed = found.count("kept"), found.count("missed")
    if kept.number or missed.number:
        behind = (missed.behind or kept.behind)[-1]
        yield HistoryLine(f"Contacts: {kept.number} kept, {missed.number} missed", behind)
    for key, words in (("moves", "Moves"), ("plans_again", "Plans begun more than once")):
        if number := found.count(key).number:
            yield HistoryLine(f"{words}: {number}", f"{FILE}children")
    workers = found.count("workers")
    if workers.number > 1:
        yield HistoryLine(f"Workers who have written notes: {workers.number}", workers.behind[-1])
    if finished:
        first, last = finished[0], finished[-1]
        years = f"{dates.show(first.event[:10])} to {dates.show(last.event[:10])}"
        number = len(finished)
        yield HistoryLine(f"{number} finished {'record' if number == 1 else 'records'}, {years}", last.id)
