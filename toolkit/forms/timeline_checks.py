"""Checks that belong to time limits alone: days to come, order, hours without a time, what was met before it began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.time_limits import LIMITS, PLANNED, TRIGGERS
from toolkit.forms.timeline_dates import events_of, happened
from toolkit.forms.timescales import doubts

AFTER_CONFERENCE = ("core_group", "review_conference")


def check(answers: Answers, context: Context) -> list[Problem]:
    """What is out of order among events, and among what was met."""
    return [*_events(answers, context), *_order(answers), *_doubts(answers), *_kept(answers)]


def _events(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    for row in rows_of(answers, "events"):
        when, path = row.get("when"), f"events[{row.get('id', '')}].when"
        if not isinstance(when, str) or not dates.is_day(when):
            continue
        if row.get("kind") not in PLANNED and dates.moment(when) > context.now.replace(tzinfo=None):
            yield Problem("E2", path, f"{dates.show(when)} has not come yet. Check the date.", "refused")
            continue
        one = happened(row)
        if one is None and row.get("kind"):
            sentence = "A full day is needed to reckon from, such as 3 March 2026."
            yield Problem("E3", path, sentence, "refused")
        elif (
            one is not None
            and "T" not in when
            and any(
                limit.unit == "hours" and limit.status != "old" and limit.trigger == one.kind
                for limit in LIMITS
            )
        ):
            sentence = "Hours run from the time. Write it, or they count from the start of the day."
            yield Problem("", path, sentence, "warned")


def _order(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """E4: what follows from the first conference is not before it."""
    events = events_of(answers)
    for one in events:
        if one.kind not in AFTER_CONFERENCE:
            continue
        firsts = [e.day for e in events if e.kind == "icpc" and e.children & one.children]
        if firsts and min(firsts) > one.day:
            sentence = (
                f"{TRIGGERS[one.kind]}, {dates.show(one.day)}, is before the first conference, "
                f"{dates.show(min(firsts))}. Check both days."
            )
            yield Problem("E4", f"events[{one.id}].when", sentence, "refused")


def _doubts(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for event_id, sentence in doubts(events_of(answers)):
        yield Problem("", f"events[{event_id}].when", sentence, "warned")


def _kept(answers: Mapping[str, Any]) -> Iterator[Problem]:
    events = {one.id: one for one in events_of(answers)}
    for row in rows_of(answers, "kept"):
        event_id, _, limit_id = str(row.get("of") or "").partition(":")
        when, event = row.get("when"), events.get(event_id)
        ahead = any(limit.id == limit_id and limit.amount < 0 for limit in LIMITS)
        if (
            event is None
            or ahead
            or row.get("state") != "met"
            or not isinstance(when, str)
            or not dates.is_day(when)
        ):
            continue
        if dates.last_day(when) < event.day:
            sentence = f"{dates.show(when)} is before the event, {dates.show(event.day)}. Check both days."
            yield Problem("E4", f"kept[{row.get('id', '')}].when", sentence, "refused")
