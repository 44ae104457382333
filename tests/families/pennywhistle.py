"""The Pennywhistles: a foster home with one fostered, one adopted and one born child, three fathers and one of them unnamed."""

from __future__ import annotations

from tests.families.case import Case, Expected, adult, at, cell, child, heard, met, mother, note
from toolkit.practice.chronology import Source

FAMILY = {
    "family_name": "Pennywhistle",
    "reference": "F-3004",
    "opened": "2026-01-05",
    "children": [
        child(
            "reed",
            "Reed Cattail",
            "2017-04-04",
            plans=[{"id": "p1", "plan": "section_31", "since": "2026-02-01"}],
        ),
        child("rush", "Rush Pennywhistle", "2019-08-08"),
        child("oboe", "Oboe Pennywhistle", "2024-11-12"),
    ],
    "adults": [
        adult("viola", "Viola Pennywhistle", ["mother", "carer"]),
        adult("cello", "Cello Pennywhistle", ["father", "carer"]),
        adult("lily", "Lily Cattail", ["mother"]),
        adult("drum", "Drum Tabor", ["father", "non_resident_parent"]),
    ],
    "home": [at("viola", "lives"), at("cello", "lives"), at("lily", "does_not"), at("drum", "does_not")],
    "relations": [
        # Reed is fostered. Lily is his mother; nobody has named his father.
        cell("viola", "reed", "foster", "no"),
        cell("cello", "reed", "foster", "no"),
        cell("lily", "reed", "birth_parent", "yes", "birth_mother", "none"),
        # Rush is adopted by both; the order was seen for one of them.
        cell("viola", "rush", "adoptive", "yes", "adoption", "original"),
        cell("cello", "rush", "adoptive", "yes", "adoption", "told"),
        # Oboe is Viola's, and Drum is the father by an agreement nobody has dated.
        mother("viola", "oboe"),
        cell("drum", "oboe", "birth_parent", "yes", "", "copy"),
        cell("cello", "oboe", "step", "no"),
    ],
}

RECORDS = (
    note(
        "p-home",
        "2026-10-29T16:00",
        about=("reed", "rush", "oboe"),
        seen=[
            met("reed", "seen", "alone", "spoken"),
            met("rush", "seen", "spoken"),
            met("oboe", "seen"),
            met("viola", "seen", "spoken"),
            met("lily", "spoken"),
        ],
        voice=[heard("reed", "“My dad has a boat, I think.”"), heard("oboe", "Settles in Viola's arms.")],
    ),
    Source(
        "p-map",
        "safety_map",
        "2026-09-01T10:00",
        {
            "event": "2026-09-01T10:00",
            "about": ["reed"],
            "map": [
                {"id": "m1", "kind": "missing", "text": "Who was Reed's school nurse?"},
                {"id": "m2", "kind": "harm", "text": "Reed was left alone."},
            ],
        },
        "Three-column map",
        "Tansy Dunnock",
    ),
    Source(
        "p-map-2",
        "safety_map",
        "2026-10-30T10:00",
        {
            "event": "2026-10-30T10:00",
            "about": ["reed"],
            "map": [
                {
                    "id": "m1",
                    "kind": "missing",
                    "text": "Does Reed know his father's name?",
                    "by_when": "2026-11-14",
                }
            ],
        },
        "Three-column map",
        "Tansy Dunnock",
    ),
    Source(
        "p-supervision",
        "supervision",
        "2026-11-02T09:00",
        {
            "event": "2026-11-02T09:00",
            "about": ["reed"],
            "unknowns": [{"id": "u1", "what": "Why did the last home end?"}],
            "next": "2026-11-30",
        },
        "Safeguarding supervision",
        "Tansy Dunnock",
    ),
)

CASE = Case(
    name="Pennywhistle",
    family=FAMILY,
    records=RECORDS,
    expected=Expected(
        since={
            "reed seen": (14, "p-home"),
            "reed alone": (14, "p-home"),
            "reed voice": (14, "p-home"),
            "rush seen": (14, "p-home"),
            "rush alone": (None, ""),
            "rush voice": (None, ""),
            "oboe seen": (14, "p-home"),
            "oboe alone": (None, ""),
            "oboe voice": (14, "p-home"),
            "viola spoken": (14, "p-home"),
            "cello spoken": (None, ""),
        },
        missed={
            "rush alone": (("p-home", "Seen, not alone"),),
            "oboe alone": (("p-home", "Seen, not alone"),),
        },
        responsibility=(
            ("lily", "reed", "No paper seen"),
            ("cello", "rush", "Told only"),
            ("drum", "oboe", "Basis not written"),
        ),
        no_holder=("reed",),  # a care order gives it to the council too, which is not a person of the file
        fathers=("reed",),  # Rush has two adoptive parents, Oboe has Drum
        counts={
            "kept": (1, ("p-home",)),
            "missed": (0, ()),
            "missed_90": (0, ()),
            "moves": (0, ()),
            "workers": (1, ("p-home",)),
            "plans_again": (0, ()),
        },
        # The map of September was replaced by that of October.
        questions=(
            ("Why did the last home end?", "p-supervision"),
            ("Does Reed know his father's name?", "p-map-2"),
        ),
        due=(
            ("next", "2026-11-14", "Find out: Does Reed know his father's name?"),
        ),  # supervision is in 18 days
        events=(
            "2017-04-04: Reed was born.",
            "2019-08-08: Rush was born.",
            "2024-11-12: Oboe was born.",
            "2026-02-01: Reed: care or supervision order begins.",
            "2026-11-02T09:00: Safeguarding supervision.",
        ),
        ask=(
            "See RP alone: not yet.",
            "Hear RP: voice not recorded yet.",
            "See OP alone: not yet.",
            "Speak with CP: lives here, never spoken to.",
            "Who is the father of RC?",
            "See the paper on parental responsibility of LC for RC: no paper seen.",
            "See the paper on parental responsibility of CP for RP: told only.",
            "See the paper on parental responsibility of DT for OP: basis not written.",
            "Why did the last home end?",
            "Does RC know his father's name?",
        ),
        # Oboe is two on the very day.
        keep_until={"reed": "2042-04-04", "rush": "2044-08-08", "oboe": "2049-11-12"},
        limits={("2026-08-31", "cin_review"): "2027-02-28"},  # there is no 31 February
        on_sheet=("RC, 9 years", "RP, 7 years", "OP, 2 years", "VP, lives here", "CP, lives here"),
    ),
)
