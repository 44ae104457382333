"""The Dandelows: parents apart, a child in each home, three moves and one of them from abroad; the father's home is never visited."""

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
    note,
)

FAMILY = {
    "family_name": "Dandelow",
    "reference": "F-3005",
    "opened": "2026-06-15",
    "warnings": [
        {
            "id": "w1",
            "kind": "address_hidden",
            "about": ["hawk"],
            "why": "Hawk Dandelow must not learn 9 Pretend Mews.",
            "review": "2026-11-01",
        }
    ],
    "children": [
        child(
            "poppy",
            "Poppy Dandelow",
            "2015-10-10",
            addresses=[
                {"id": "d1", "address": "Rua Inventada 5, Lisbon, Portugal", "until": "2026-06"},
                {
                    "id": "d2",
                    "address": "1 Pretend Close, Examplebridge",
                    "since": "2026-06-10",
                    "until": "2026-08-01",
                },
                {
                    "id": "d3",
                    "address": "9 Pretend Mews, Examplebridge",
                    "since": "2026-08-01",
                    "hidden_from": ["hawk"],
                },
            ],
        ),
        child(
            "teasel",
            "Teasel Dandelow",
            "2013-03-03",
            addresses=[
                {"id": "d4", "address": "Rua Inventada 5, Lisbon, Portugal", "until": "2026-06"},
                {"id": "d5", "address": "1 Pretend Close, Examplebridge", "since": "2026-06-10"},
                # He came back to his father, and nobody wrote when.
                {"id": "d6", "address": "22 Pretend Wharf, Examplebridge"},
            ],
        ),
    ],
    "adults": [
        adult("sage", "Sage Dandelow", ["mother"]),
        adult("hawk", "Hawk Dandelow", ["father", "non_resident_parent"]),
        adult("jay", "Jay Dandelow", ["step_parent"]),
    ],
    "home": [
        at("sage", "lives"),
        {"id": "home-hawk", "person": "hawk", "how": "lives", "address": "The wharf"},
        {"id": "home-jay", "person": "jay", "how": "lives", "address": "The wharf"},
    ],
    "relations": [
        mother("sage", "poppy"),
        mother("sage", "teasel"),
        cell("hawk", "poppy", "birth_parent", "yes", "married", "original"),
        cell("hawk", "teasel", "birth_parent", "yes", "married", "original"),
        cell("jay", "teasel", "step", "no"),
    ],
}

RECORDS = (
    note(
        "d-first",
        "2026-06-20T10:00",
        about=("poppy", "teasel"),
        by="Rue Tansley",
        seen=[met("poppy", "seen", "alone"), met("teasel", "seen", "alone"), met("sage", "seen", "spoken")],
        voice=[heard("poppy", "“I miss the sea.”"), heard("teasel", "“I want my room.”")],
    ),
    note(
        "d-school",
        "2026-10-20T10:00",
        "school",
        about=("poppy",),
        seen=[met("poppy", "seen", "alone", "spoken")],
        voice=[heard("poppy", "“Teasel does not come at weekends.”")],
        actions=[
            action("Visit Teasel at his father's", WORKER, "2026-11-05"),
            action("Ask the old school for its file", {"name": "Rue Tansley"}, "2026-12-24", "x2"),
        ],
    ),
)

CASE = Case(
    name="Dandelow",
    family=FAMILY,
    records=RECORDS,
    expected=Expected(
        since={
            "poppy seen": (23, "d-school"),
            "poppy alone": (23, "d-school"),
            "poppy voice": (23, "d-school"),
            "teasel seen": (145, "d-first"),  # 20 June: 10 + 31 + 31 + 30 + 31 + 12
            "teasel alone": (145, "d-first"),
            "teasel voice": (145, "d-first"),
            "sage spoken": (145, "d-first"),
            "hawk spoken": (None, ""),
            "jay spoken": (None, ""),
        },
        counts={
            "kept": (2, ("d-first", "d-school")),
            "missed": (0, ()),
            "missed_90": (0, ()),
            # 10 June both at once, 1 August Poppy, and Teasel's on a day nobody wrote: three.
            "moves": (3, ("family:children", "family:children", "family:children")),
            "workers": (2, ("d-first", "d-school")),
            "plans_again": (0, ()),
        },
        due=(
            ("late", "2026-11-01", "Look at a warning again: Address hidden"),
            ("late", "2026-11-05", "Visit Teasel at his father's"),
            ("waiting", "2026-12-24", "Ask the old school for its file"),
        ),
        events=(
            "2013-03-03: Teasel was born.",
            "2015-10-10: Poppy was born.",
            "2026-06-10: Poppy moved.",
            "2026-06-10: Teasel moved.",
            "2026-08-01: Poppy moved.",
        ),
        ask=(
            "See TD: last 145 days ago.",
            "See TD alone: last 145 days ago.",
            "Hear TD: voice last recorded 145 days ago.",
            "Speak with HD: lives here, never spoken to.",
            "Speak with JD: lives here, never spoken to.",
        ),
        keep_until={"poppy": "2040-10-10", "teasel": "2038-03-03"},
        limits={("2026-10-01", "taf_review"): "2026-11-12"},  # six weeks
        on_sheet=(
            "PD, 11 years",
            "TD, 13 years",
            "SD, lives here",
            "HD, lives here (The wharf)",
            "JD, lives here (The wharf)",
        ),
    ),
)
