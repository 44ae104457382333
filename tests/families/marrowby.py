"""The Marrowbys: a pregnancy that ended, a child expected, and a father who never married and is not on a record anybody saw.

Nothing may ever be asked about the pregnancy that ended: not a visit, not a birth, not a father.
"""

from __future__ import annotations

from tests.families.case import (
    WORKER,
    Case,
    Expected,
    action,
    adult,
    at,
    cell,
    child,
    heard,
    met,
    mother,
    not_met,
    note,
    unborn,
)
from toolkit.practice.chronology import Source

FAMILY = {
    "family_name": "Marrowby",
    "reference": "F-3001",
    "opened": "2026-04-01",
    "children": [
        child("fern", "Fern Marrowby", "2023-06-15"),
        unborn("lost", "2026-12-20", status="ended", status_date="2026-08-05"),
        unborn("sprig", "2027-05-06"),
    ],
    "adults": [
        adult("ivy", "Ivy Marrowby", ["mother"]),
        adult("tor", "Tor Bracken", ["father"]),
    ],
    "home": [at("ivy", "lives"), at("tor", "part_week")],
    "relations": [
        mother("ivy", "fern"),
        cell("ivy", "lost", "birth_parent", "not_asked"),
        cell("ivy", "sprig", "birth_parent", "not_asked"),
        # Never married; nobody asked whether he is on the birth record.
        cell("tor", "fern", "birth_parent", "not_known"),
        cell("tor", "lost", "birth_parent", "not_asked"),
    ],
    "fathers": [{"id": "fern", "person": "fern", "identified": "yes", "who": "tor", "spoken": "yes"}],
    "professionals": [
        {"id": "mw", "agency": "Examplebridge Maternity", "name": "Robin Teasel", "role": "Midwife"}
    ],
}

RECORDS = (
    note(
        "m-before",
        "2026-07-20T10:00",
        about=("fern", "lost"),
        seen=[
            met("fern", "seen", "alone"),
            met("ivy", "seen", "spoken"),
            not_met("lost", "expected", "2026-09-01"),
        ],
        voice=[heard("fern", "Points at the cot and says “mine”.")],
        # Written before the pregnancy ended and about it alone: it must not come up on any list.
        actions=[action("Bring the Marrowbys' red book", WORKER, "2026-11-12")],
    ),
    Source(
        "m-scan",
        "case_note",
        "2026-07-28T09:00",
        {
            "contact": "phone",
            "event": "2026-07-28T09:00",
            "about": ["lost"],
            "actions": [action("Book the antenatal contact", WORKER, "2026-11-11")],
        },
        "Case note",
        "Tansy Dunnock",
    ),
    note(
        "m-after",
        "2026-08-12T10:00",
        "phone",
        about=("lost",),
        seen=[met("ivy", "spoken")],
        # Written after: a promise to Ivy, which stands.
        actions=[action("Ring Ivy about the bereavement midwife", WORKER, "2026-11-16")],
    ),
    note(
        "m-quick",
        "2026-10-22T15:00",
        about=("fern", "sprig"),
        seen=[met("fern", "seen"), met("ivy", "seen", "spoken")],
        voice={"not_this_time": "quick_note"},
    ),
)

CASE = Case(
    name="Marrowby",
    family=FAMILY,
    records=RECORDS,
    expected=Expected(
        since={
            "fern seen": (21, "m-quick"),  # 22 October: 9 days of October, and 12
            "fern alone": (115, "m-before"),  # 20 July: 11 + 31 + 30 + 31 + 12
            "fern voice": (115, "m-before"),
            "sprig mother": (21, "m-quick"),
            "ivy spoken": (21, "m-quick"),
            "tor spoken": (None, ""),  # the family file says yes, and no note says when
        },
        missed={
            "fern alone": (("m-quick", "Seen, not alone"),),
            "fern voice": (("m-quick", "Not this time: quick note"),),
        },
        silent=("lost",),
        responsibility=(("tor", "fern", "Not known"),),
        fathers=("sprig",),
        counts={
            "kept": (3, ("m-before", "m-after", "m-quick")),
            "missed": (0, ()),
            "missed_90": (0, ()),
            "moves": (0, ()),
            "workers": (1, ("m-before",)),
            "plans_again": (0, ()),
        },
        due=(
            ("today", "2026-11-12", "Bring the Marrowbys' red book"),  # that note is about Fern too
            ("next", "2026-11-16", "Ring Ivy about the bereavement midwife"),
            # Not the antenatal contact, and not "See the child" of 1 September.
        ),
        events=("2023-06-15: Fern was born.", "2026-08-05: A pregnancy ended."),
        ask=(
            "See FM alone: last 115 days ago.",
            "Hear FM: voice last recorded 115 days ago.",
            "Speak with TB: part of the week, never spoken to.",
            "Who is the father of the unborn baby?",
            "See the paper on parental responsibility of TB for FM: not known.",
        ),
        # 6 May 2027 less 280 days is 30 July 2026; to 12 November 105 days, 15 weeks.
        keep_until={"fern": "2048-06-15", "lost": "", "sprig": ""},
        # Christmas Day is a Friday; Boxing Day falls on Saturday, so Monday the 28th is its holiday: the 29th.
        limits={("2026-12-24", "ack"): "2026-12-29"},
        on_sheet=(
            "FM, 3 years",
            "Unborn baby, 15 weeks of gestation",
            "IM, lives here",
            "TB, part of the week",
        ),
    ),
)
