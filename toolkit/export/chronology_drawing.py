"""A chronology over time as SVG, set by a template in `resources/templates`: one lane for each sort of event, gaps hatched.

Colour never speaks alone: what another agency told is a diamond, what is not known to the day is hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from toolkit.export.drawings import set_svg
from toolkit.export.family_drawings import Inks
from toolkit.forms import dates
from toolkit.practice.chronology import Event
from toolkit.practice.chronology_marks import Gap

LANES: dict[str, tuple[str, ...]] = {
    "Family and home": ("birth_death", "move", "household", "partner"),
    "Health": ("health",),
    "Missed": ("missed", "no_contact"),
    "Harm, police": ("abuse", "police", "disclosure"),
    "School": ("school",),
    "Help, plans": ("referral", "plan", "supervision", "service"),
    "Strength": ("strength",),
    "Other": ("other",),
}
"""Which kinds of event share a lane."""
HIGH, HEAD, FOOT, SIDE = 28.0, 26.0, 30.0, 12.0
LETTER = 6.8
"""About how wide a letter of a short word of 12 units is."""
KEY_LETTER = 6.7
"""The same over a longer run of words."""
APART = 20.0
"""The least room from one mark to the next: one with a number in it is that wide."""
TICK = 62.0
"""The least room from one date to the next on the axis."""
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)


@dataclass
class _Mark:
    """Events of a lane that stand on one spot."""

    x: float
    events: list[Event] = field(default_factory=list)


def lane_of(kind: str) -> str:
    """The lane of a kind of event; a kind that is not known stands under other."""
    return next((lane for lane, kinds in LANES.items() if kind in kinds), "Other")


def lanes_of(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events of each lane that has any; an event of two sorts stands in two lanes."""
    found: dict[str, list[Event]] = {lane: [] for lane in LANES}
    for event in events:
        for lane in dict.fromkeys(lane_of(kind) for kind in event.kinds):
            found[lane].append(event)
    return {lane: inside for lane, inside in found.items() if inside}


def chronology_svg(
    events: Sequence[Event],
    today: date,
    found_gaps: Sequence[Gap] = (),
    *,
    width: float = 1000.0,
    inks: Inks | None = None,
) -> str:
    """The picture, as wide as asked. Without a dated event it says so."""
    lanes = lanes_of(events)
    first, last = _ends(events, today)
    left = max((LETTER * len(lane) for lane in lanes), default=0.0) + 2 * SIDE
    room = width - left - SIDE

    def at(day: date) -> float:
        return round(left + room * (min(max(day, first), last) - first).days / max((last - first).days, 1), 1)

    inner = HEAD + HIGH * len(lanes)
    drawn = [
        {
            "name": lane,
            "y": HEAD + HIGH * number + HIGH / 2,
            "bars": [{"x": at(e.span[0]), "to": at(e.span[1])} for e in inside if e.end],
            "marks": [_drawn(mark) for mark in _marks(inside, at)],
        }
        for number, (lane, inside) in enumerate(lanes.items())
    ]
    key, rows = _key(width, _signs(drawn, bool(found_gaps)))
    return set_svg(
        "chronology",
        width=width,
        height=inner + FOOT + 20 * rows,
        inner=inner,
        inks=inks or Inks(),
        left=left,
        right=width - SIDE,
        head=HEAD,
        ticks=[{"x": at(day), "words": words} for day, words in _ticks(first, last, room)] if lanes else [],
        gaps=[{"x": at(gap.after), "wide": max(at(gap.before) - at(gap.after), 1)} for gap in found_gaps],
        lanes=drawn,
        today=at(today) if first <= today <= last else None,
        key=key,
        empty="" if lanes else "Nothing is dated yet.",
    )


def _ends(events: Sequence[Event], today: date) -> tuple[date, date]:
    """The first and last day of the picture: from the first event to today, or to an event after it."""
    days = [day for event in events for day in event.span]
    first, last = min([*days, today]), max([*(event.day for event in events), today])
    return (first, last) if (last - first).days >= 28 else (last - timedelta(days=28), last)


def _marks(events: Sequence[Event], at: Any) -> list[_Mark]:
    """Marks from left to right; events that would stand on each other share one, with their number in it."""
    marks: list[_Mark] = []
    for event in sorted(events, key=lambda e: e.day):
        x = at(event.day)
        if marks and x - marks[-1].x < APART:
            marks[-1].events.append(event)
        else:
            marks.append(_Mark(x, [event]))
    return marks


def _drawn(mark: _Mark) -> dict[str, Any]:
    told = all(event.agency for event in mark.events)
    vague = all(event.start.endswith("~") or len(event.start) < 10 for event in mark.events)
    number = len(mark.events)
    return {
        "x": mark.x,
        "told": told,
        "vague": vague and number == 1,
        "number": str(number) if number > 1 else "",
    }


def _ticks(first: date, last: date, room: float) -> Iterator[tuple[date, str]]:
    """Days to write on the axis: years, or months of the year where there is room for them."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in _STEPS if months / s * TICK <= room), _STEPS[-1])
    at = first.year * 12 + (first.month - 1 if step < 12 else 0)
    at += -at % step
    while (day := date(at // 12, at % 12 + 1, 1)) <= last:
        if day >= first:
            words = str(day.year) if step >= 12 else f"{dates.MONTHS[day.month - 1][:3]} {day.year}"
            yield day, words
        at += step


_KEY = (
    ("own", "From our records"),
    ("told", "Told by another agency"),
    ("vague", "Day not known exactly"),
    ("many", "That many close together"),
    ("bar", "Lasted"),
    ("gap", "Nothing written down"),
)


def _signs(lanes: Sequence[dict[str, Any]], gaps: bool) -> set[str]:
    """Which signs are used, and so stand in the key."""
    marks = [mark for lane in lanes for mark in lane["marks"]]
    found = {sign for sign in ("vague", "told") for mark in marks if mark[sign]}
    found |= {"many"} if any(mark["number"] for mark in marks) else set()
    found |= {"bar"} if any(lane["bars"] for lane in lanes) else set()
    return found | ({"own"} if marks else set()) | ({"gap"} if gaps else set())


def _key(width: float, signs: set[str]) -> tuple[list[dict[str, Any]], int]:
    found: list[dict[str, Any]] = []
    x, row = SIDE, 0
    for sign, words in _KEY:
        if sign not in signs:
            continue
        wide = 26 + KEY_LETTER * len(words) + 12
        if x + wide > width and x > SIDE:
            x, row = SIDE, row + 1
        found.append({"sign": sign, "words": words, "x": x, "row": row})
        x += wide
    return found, row + 1


def picture_words(events: Sequence[Event], found_gaps: Sequence[Gap]) -> list[str]:
    """The picture for those who cannot see it: each lane with how many events from when to when, then the gaps."""
    if not events:
        return ["Nothing is dated yet."]
    said = []
    for lane, inside in lanes_of(events).items():
        days = sorted(inside, key=lambda e: e.day)
        told = sum(1 for e in inside if e.agency)
        many = f"{lane}: 1 event, {days[0].when}"
        if len(days) > 1:
            many = f"{lane}: {len(days)} events, from {days[0].when} to {days[-1].when}"
        said.append(f"{many}{f', {told} told by another agency' if told else ''}.")
    return [*said, *(gap_words(gap) for gap in found_gaps)]


def gap_words(gap: Gap) -> str:
    """A gap in a sentence."""
    after, before = (dates.show(day.isoformat()) for day in (gap.after, gap.before))
    return f"Nothing is written down for {long_words(gap.days)}, from {after} to {before}."


def long_words(days: int) -> str:
    """How long many days are: "58 days", "about 5 months", "about 4 years and 8 months"."""
    months = round(days / 30.4)
    if days < 60:
        return f"{days} days"
    if months < 24:
        return f"about {months} months"
    years, rest = divmod(months, 12)
    return f"about {years} years" + (f" and {rest} month{'s' if rest > 1 else ''}" if rest else "")
