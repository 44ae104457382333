"""The calendar file, read back by a small parser of its own: valid by RFC 5545, and nothing in it tells whose it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.export.calendar_file import WIDTH, Entry, calendar, folded

MADE = datetime(2026, 11, 12, 14, 20, tzinfo=UTC)
ONE = Entry("r1:e1:ack", date(2026, 11, 6), "Reply due, F-2041", "By 14:00.")


def parsed(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar: lines end in CRLF and hold 75 octets at most; unfolded, then split at the first colon."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    raw = text.split("\r\n")[:-1]
    assert all(len(line.encode("utf-8")) <= 75 for line in raw)
    assert not any("\n" in line or "\r" in line for line in raw)
    lines: list[str] = []
    for line in raw:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN"} <= set(lines)
    assert any(line.startswith("PRODID:") for line in lines)
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            name, _, value = line.partition(":")
            assert name not in events[-1], "a property stands once"
            events[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    return events


def test_an_entry_is_a_whole_day_with_stamp_and_name() -> None:
    (event,) = parsed(calendar([ONE], MADE, 3))
    assert event["DTSTART;VALUE=DATE"] == "20261106"
    assert event["DTEND;VALUE=DATE"] == "20261107"
    assert event["DTSTAMP"] == "20261112T142000Z"
    assert event["SUMMARY"] == "Reply due, F-2041"
    assert event["DESCRIPTION"] == "By 14:00."
    assert event["CLASS"] == "PRIVATE"
    assert event["SEQUENCE"] == "3"


def test_taking_it_in_again_moves_the_entry_and_does_not_double_it() -> None:
    later = Entry(ONE.key, date(2026, 11, 9), ONE.words)
    first, second = parsed(calendar([ONE], MADE)), parsed(calendar([later], MADE, 1))
    assert first[0]["UID"] == second[0]["UID"]
    other = Entry("r1:e2:ack", ONE.day, ONE.words)
    assert parsed(calendar([other], MADE))[0]["UID"] != first[0]["UID"]
    assert "r1" not in first[0]["UID"]


def test_an_empty_calendar_is_still_one() -> None:
    assert parsed(calendar([], MADE)) == []


@settings(max_examples=200, deadline=None)
@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300))
def test_any_words_come_back_as_they_were(words: str) -> None:
    (event,) = parsed(calendar([Entry("k", date(2026, 2, 28), words)], MADE))
    assert event["SUMMARY"] == words


@given(line=st.text(max_size=400))
def test_folding_loses_nothing_and_cuts_no_character(line: str) -> None:
    parts = list(folded(line))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(len(part.encode("utf-8", "surrogatepass")) <= WIDTH for part in parts)
