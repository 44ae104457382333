"""The Bumblecrofts: Moss died, Sedge lives; three workers in one year, each began the same plan.

About Moss nothing is asked any more. What was promised after the death stays promised.
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
    tried,
)

FAMILY = {
    "family_name": "Bumblecroft",
    "reference": "F-3002",
    "opened": "2025-11-01",
    "children": [
        child("moss", "Moss Bumblecroft", "2025-12-24", status="died", status_date="2026-09-30"),
        child(
            "sedge",
            "Sedge Bumblecroft",
            "2018-02-10",
            plans=[
                {"id": "p1", "plan": "early_help", "since": "2025-12-01", "until": "2026-03-01"},
                {"id": "p2", "plan": "early_help", "since": "2026-05-10", "until": "2026-08-20"},
                {"id": "p3", "plan": "child_in_need", "since": "2026-10-05"},
            ],
        ),
    ],
    "adults": [
        adult("heather", "Heather Bumblecroft", ["mother"]),
        adult("flint", "Flint Bumblecroft", ["father"]),
        adult("gorse", "Gorse Bumblecroft", ["grandparent"], status="died", status_date="2026-01-15"),
    ],
    "home": [at("heather", "lives"), at("flint", "lives"), at("gorse", "lives")],
    "relations": [
        mother("heather", "sedge"),
        mother("heather", "moss"),
        cell("flint", "sedge", "birth_parent", "yes", "married", "copy"),
        # Nobody saw a paper for Moss, and nobody asks for one now.
        cell("flint", "moss", "birth_parent", "yes", "married", "told"),
    ],
    "professionals": [
        {
            "id": "hv1",
            "agency": "Health visiting",
            "name": "Lark Pennyroyal",
            "role": "Health visitor",
            "since": "2025-11-01",
            "until": "2026-04-30",
        },
        {
            "id": "hv2",
            "agency": "Health visiting",
            "name": "Rue Tansley",
            "role": "Health visitor",
            "since": "2026-05-01",
            "until": "2026-08-31",
        },
        {
            "id": "hv3",
            "agency": "Health visiting",
            "name": "Tansy Dunnock",
            "role": "Health visitor",
            "since": "2026-09-01",
        },
    ],
}

RECORDS = (
    note(
        "b-lark",
        "2026-02-02T10:00",
        about=("moss", "sedge"),
        by="Lark Pennyroyal",
        seen=[met("moss", "seen"), met("sedge", "seen", "alone"), met("heather", "seen", "spoken")],
        voice=[heard("sedge", "“Nobody asks me about Grandad.”")],
    ),
    note(
        "b-rue",
        "2026-06-08T10:00",
        about=("moss", "sedge"),
        by="Rue Tansley",
        seen=[
            met("moss", "seen"),
            not_met("sedge", "At school", "2026-06-22"),
            met("heather", "seen", "spoken"),
        ],
        actions=[action("Weigh Moss again", {"name": "Rue Tansley"}, "2026-11-02")],
    ),
    note(
        "b-clinic",
        "2026-09-03T10:00",
        "not_brought",
        about=("moss",),
        attempted=tried("2026-09-03T10:00", "Not brought to the clinic.", "2026-09-10"),
    ),
    note(
        "b-after",
        "2026-10-07T14:00",
        about=("moss", "sedge"),
        seen=[
            not_met("sedge", "With her aunt", "2026-11-09"),
            met("heather", "seen", "spoken"),
            met("flint", "seen", "spoken"),
        ],
        significant="yes",
        sentence="Heather asked for help for Sedge after Moss died.",
        actions=[action("Ring the child bereavement service", WORKER, "2026-11-12")],
    ),
    note(
        "b-alone",
        "2026-10-12T14:00",
        "phone",
        about=("moss",),
        seen=[met("heather", "spoken")],
        # About Moss alone, and written after the death: still a promise.
        actions=[action("Send Heather the memory box", WORKER, "2026-11-18")],
    ),
)

CASE = Case(
    name="Bumblecroft",
    family=FAMILY,
    records=RECORDS,
    expected=Expected(
        since={
            "sedge seen": (283, "b-lark"),  # 2 February: 26 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 12
            "sedge alone": (283, "b-lark"),
            "sedge voice": (283, "b-lark"),
            "heather spoken": (31, "b-alone"),  # 12 October
            "flint spoken": (36, "b-after"),  # 7 October
        },
        missed={"sedge seen": (("b-after", "With her aunt"), ("b-rue", "At school"))},
        silent=("moss", "gorse"),
        counts={
            "kept": (4, ("b-lark", "b-rue", "b-after", "b-alone")),
            "missed": (1, ("b-clinic",)),
            "missed_90": (1, ("b-clinic",)),  # 3 September is 70 days ago
            "moves": (0, ()),
            "workers": (3, ("b-lark", "b-rue", "b-clinic")),
            "plans_again": (2, ("family:children", "family:children")),  # early help, begun twice
        },
        due=(
            ("late", "2026-06-22", "See the child: Sedge"),
            ("late", "2026-11-09", "See the child: Sedge"),
            ("today", "2026-11-12", "Ring the child bereavement service"),
            ("next", "2026-11-18", "Send Heather the memory box"),
            # Weighing Moss was promised in a note about both, so a person strikes it out: the program cannot know.
            ("late", "2026-11-02", "Weigh Moss again"),
            # Trying again after the clinic of 3 September was about Moss alone, before the death: it is gone.
        ),
        events=(
            "2018-02-10: Sedge was born.",
            "2025-11-01: Lark Pennyroyal, Health visitor, Health visiting: begins.",
            "2025-12-01: Sedge: early help plan begins.",
            "2025-12-24: Moss was born.",
            "2026-01-15: Gorse Bumblecroft died.",
            "2026-03-01: Sedge: early help plan ends.",
            "2026-04-30: Lark Pennyroyal, Health visitor, Health visiting: ends.",
            "2026-05-01: Rue Tansley, Health visitor, Health visiting: begins.",
            "2026-05-10: Sedge: early help plan begins.",
            "2026-08-20: Sedge: early help plan ends.",
            "2026-08-31: Rue Tansley, Health visitor, Health visiting: ends.",
            "2026-09-01: Tansy Dunnock, Health visitor, Health visiting: begins.",
            "2026-09-03T10:00: Was not brought.",
            "2026-09-30: Moss died.",
            "2026-10-05: Sedge: child in need plan begins.",
            "2026-10-07T14:00: Heather asked for help for Sedge after Moss died.",
        ),
        ask=(
            "See SB: last 283 days ago.",
            "See SB alone: last 283 days ago.",
            "Hear SB: voice last recorded 283 days ago.",
        ),
        keep_until={
            "moss": "2034-09-30",
            "sedge": "2043-02-10",
        },  # eight years after the death; the 25th birthday
        limits={
            ("2026-10-05", "icpc"): "2026-10-26",  # 4 working days of that week, 5 and 5, and Monday
            ("2026-10-26", "first_review"): "2027-01-26",
        },
        on_sheet=("SB, 8 years", "HB, lives here", "FB, lives here"),
    ),
)
