"""The chronology over time: lanes, marks that never hide one another, gaps, words for those who cannot see it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from toolkit.export.chronology_drawing import LANES, chronology_svg, lanes_of, long_words, picture_words
from toolkit.practice.chronology import KINDS, Event
from toolkit.practice.chronology_marks import gaps

TODAY = date(2026, 11, 12)


def event(day: str, *kinds: str, **more: str) -> Event:
    return Event(day, "x", kinds or ("health",), **more)


def test_every_kind_has_one_lane_and_an_unknown_one_stands_under_other() -> None:
    assert sorted(kind for kinds in LANES.values() for kind in kinds) == sorted(KINDS)
    assert list(lanes_of([event("2026-01-01", "other: fire")])) == ["Other"]


def test_an_event_of_two_sorts_stands_in_both_lanes_and_one_of_one_lane_once() -> None:
    found = lanes_of([event("2026-01-01", "health", "police"), event("2026-01-02", "move", "household")])
    assert {lane: len(inside) for lane, inside in found.items()} == {
        "Family and home": 1,
        "Health": 1,
        "Harm, police": 1,
    }


def test_close_events_share_a_mark_with_their_number() -> None:
    days = [event((date(2026, 1, 1) + timedelta(days=n)).isoformat()) for n in range(12)]
    svg = chronology_svg([event("2010-01-01"), *days], TODAY)
    assert ">12</text>" in svg
    assert "That many close together" in svg


def test_marks_of_a_lane_never_lie_on_each_other() -> None:
    svg = chronology_svg([event(f"{2000 + n // 12}-{n % 12 + 1:02}-10") for n in range(300)], TODAY)
    lanes: dict[str, list[float]] = {}
    for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg.partition("From our records")[0]):
        lanes.setdefault(y, []).append(float(x))
    spots = sorted(next(iter(lanes.values())))
    assert len(spots) > 20
    assert all(b - a >= 20 for a, b in pairwise(spots))


@pytest.mark.parametrize("width", [260, 400, 1000])
def test_it_is_an_svg_with_its_key_at_any_width_and_names_are_never_in_it(width: int) -> None:
    events = [
        Event("2019~", "<Wren & Pip>", ("move",), agency="Housing"),
        event("2026-02-01", end="2026-04"),
        event("2026-10-01"),
    ]
    svg = chronology_svg(events, TODAY, gaps(events, TODAY), width=width)
    root = ElementTree.fromstring(svg)
    assert root.attrib["viewBox"].startswith(f"0 0 {width}")
    for words in ("From our records", "Told by another agency", "Lasted", "Nothing written down"):
        assert words in svg
    assert "Wren" not in svg
    right = max(float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg))
    assert right <= width


def test_nothing_dated_is_said() -> None:
    assert "Nothing is dated yet." in chronology_svg([], TODAY)
    assert picture_words([], []) == ["Nothing is dated yet."]


def test_the_words_say_lanes_days_agencies_and_gaps() -> None:
    events = [event("2026-01-01"), event("2026-09-01", agency="Hospital"), event("2026-10-01", "strength")]
    assert picture_words(events, gaps(events, TODAY)) == [
        "Health: 2 events, from 1 January 2026 to 1 September 2026, 1 told by another agency.",
        "Strength: 1 event, 1 October 2026.",
        "Nothing is written down for about 8 months, from 1 January 2026 to 1 September 2026.",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (31, "31 days"),
        (59, "59 days"),
        (91, "about 3 months"),
        (365, "about 12 months"),
        (731, "about 2 years"),
        (1705, "about 4 years and 8 months"),
    ],
)
def test_how_long_in_words(days: int, words: str) -> None:
    assert long_words(days) == words
