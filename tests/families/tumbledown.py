"""The Tumbledowns: missed appointments, "not this time" again and again, and a baby nobody has held a pen about.

What was left for another time counts as not seen and not heard, with its reason.
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
    met,
    mother,
    not_met,
    note,
    tried,
)

FAMILY = {
    "family_name": "Tumbledown",
    "reference": "F-3003",
    "opened": "2026-05-01",
    "children": [
        child("clover", "Clover Tumbledown", "2026-03-01"),
        child("yarrow", "Yarrow Tumbledown", "2021-01-31"),
    ],
    "adults": [
        adult("briar", "Briar Tumbledown", ["mother"]),
        {"id": "man", "described_as": "a man in a green van", "roles": ["partner"]},
    ],
    "home": [at("briar", "lives"), at("man", "sleeps_over")],
    "relations": [
        mother("briar", "clover"),
        mother("briar", "yarrow"),
        cell("man", "clover", "not_known", "not_asked"),
    ],
    "fathers": [
        {"id": "clover", "person": "clover", "identified": "no", "tried": "Briar would rather not say."},
        {"id": "yarrow", "person": "yarrow", "identified": "not_asked"},
    ],
}

RECORDS = (
    note(
        "u-1", "2026-06-02T10:00", "not_brought", about=("clover",), attempted=tried("2026-06-02T10:00", "")
    ),
    note(
        "u-2",
        "2026-07-01T10:00",
        about=("clover", "yarrow"),
        seen=[
            met("yarrow", "seen", "alone", "spoken"),
            not_met("clover", "Asleep upstairs"),
            met("briar", "seen", "spoken"),
        ],
        voice=[
            {
                "id": "yarrow",
                "person": "yarrow",
                "words": {"not_this_time": "not_safe", "note": "the man was in the next room"},
            }
        ],
        enquiry="not_alone",
    ),
    note(
        "u-3",
        "2026-08-20T10:00",
        "not_brought",
        about=("clover",),
        attempted=tried("2026-08-20T10:00", "Not brought."),
    ),
    note(
        "u-4",
        "2026-09-10T10:00",
        about=("clover", "yarrow"),
        seen={"not_this_time": "not_present", "note": "both with a neighbour"},
        voice={"not_this_time": "not_present"},
    ),
    note(
        "u-5",
        "2026-10-20T10:00",
        "attempted",
        about=("clover", "yarrow"),
        attempted=tried("2026-10-20T10:00", "Curtains drawn.", "2026-10-27"),
    ),
    note(
        "u-6",
        "2026-11-06T10:00",
        "attempted",
        about=("clover", "yarrow"),
        attempted=tried("2026-11-06T10:00", "No answer to the text."),
        pattern="Three in 90 days; told the lead.",
        actions=[action("Ring the nursery about Yarrow", WORKER, "2026-11-12")],
    ),
)

CASE = Case(
    name="Tumbledown",
    family=FAMILY,
    records=RECORDS,
    expected=Expected(
        since={
            "clover seen": (None, ""),  # a note left "not this time" is no sight of her
            "clover alone": (None, ""),
            "clover voice": (None, ""),
            "yarrow seen": (134, "u-2"),  # 1 July: 30 + 31 + 30 + 31 + 12
            "yarrow alone": (134, "u-2"),
            "yarrow voice": (None, ""),
            "briar spoken": (134, "u-2"),
            "man spoken": (None, ""),
        },
        missed={
            "clover seen": (
                ("u-6", "No answer to the text."),
                ("u-5", "Curtains drawn."),
                ("u-4", "Not this time: not present. both with a neighbour"),
                ("u-3", "Not brought."),
                ("u-2", "Asleep upstairs"),
                ("u-1", "Was not brought"),  # nobody wrote what happened
            ),
            "yarrow seen": (
                ("u-6", "No answer to the text."),
                ("u-5", "Curtains drawn."),
                ("u-4", "Not this time: not present. both with a neighbour"),
            ),
            "clover voice": (("u-4", "Not this time: not present"),),
            "yarrow voice": (
                ("u-4", "Not this time: not present"),
                ("u-2", "Not this time: not safe to ask. the man was in the next room"),
            ),
        },
        responsibility=(("man", "clover", "Not asked"),),
        fathers=("clover", "yarrow"),
        counts={
            "kept": (1, ("u-2",)),  # nobody was seen in September
            "missed": (4, ("u-1", "u-3", "u-5", "u-6")),
            "missed_90": (3, ("u-3", "u-5", "u-6")),  # 20 August is 84 days ago
            "moves": (0, ()),
            "workers": (1, ("u-1",)),
            "plans_again": (0, ()),
        },
        # That abuse was not asked about alone is on the screen; it never stands on the sheet.
        questions=(("Ask about domestic abuse when she or he is alone", "u-2"),),
        due=(
            ("today", "2026-11-12", "Ring the nursery about Yarrow"),
            # Trying again on 27 October was done on 6 November.
        ),
        events=(
            "2021-01-31: Yarrow was born.",
            "2026-03-01: Clover was born.",
            # A child who was not brought stands in the chronology by itself; a door that stayed shut only where it is marked.
            "2026-06-02T10:00: Was not brought.",
            "2026-08-20T10:00: Was not brought.",
        ),
        ask=(
            "See CT: not yet.",
            "See CT alone: not yet.",
            "Hear CT: voice not recorded yet.",
            "See YT: last 134 days ago.",
            "See YT alone: last 134 days ago.",
            "Hear YT: voice not recorded yet.",
            "Speak with the adult whose name is not known: sleeps over, never spoken to.",
            "Who are the fathers of CT and YT?",
            "See the paper on parental responsibility of the adult whose name is not known for CT: not asked.",
        ),
        keep_until={"clover": "2051-03-01", "yarrow": "2046-01-31"},
        # 72 hours over the end of summer time on 25 October: an hour earlier by the clock, the same day.
        limits={("2026-10-23T14:00", "pp_72"): "2026-10-26"},
        on_sheet=("CT, 8 months", "YT, 5 years", "BT, lives here", "Adult, name not known, sleeps over"),
    ),
)
