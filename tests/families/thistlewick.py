"""The Thistlewicks: the example family as the tests of the forms know it, with five notes and one voice record.

Wren is seen alone and heard, Pip is never seen alone, the unborn child has no midwife, Basil sleeps there and nobody has
spoken to him, Wren's father has no name.
"""

from __future__ import annotations

from tests.families.case import WORKER, Case, Expected, action, heard, met, note, tried
from tests.forms.thistlewick import family
from toolkit.practice.chronology import Source

RECORDS = (
    note(
        "t-first",
        "2026-09-14T10:00",
        about=("wren", "pip"),
        seen=[
            met("wren", "seen", "alone", "spoken"),
            met("sorrel", "seen", "spoken"),
            met("nettie", "seen", "spoken"),
        ],
        voice=[heard("wren", "“I like it when Gran stays.”")],
        significant="yes",
        sentence="Wren showed that she wakes her mother for school.",
    ),
    Source(
        "t-voice",
        "voice",
        "2026-10-01T13:00",
        {
            "event": "2026-10-01T13:00",
            "about": ["wren"],
            "quotes": [{"id": "q1", "words": "I do breakfast."}],
        },
        "Child's voice",
        "Tansy Dunnock",
    ),
    note(
        "t-october",
        "2026-10-14T13:10",
        about=("wren", "pip"),
        seen=[met("wren", "seen", "spoken"), met("pip", "seen"), met("sorrel", "seen", "spoken")],
        voice={"not_this_time": "no_time"},
    ),
    note(
        "t-text",
        "2026-10-27T09:00",
        "attempted",
        about=("wren", "pip"),
        attempted=tried("2026-10-27T09:00", "Card left."),
    ),
    note(
        "t-november",
        "2026-11-03T13:10",
        about=("wren", "pip"),
        seen=[met("wren", "seen", "alone", "spoken"), met("pip", "seen"), met("sorrel", "seen", "spoken")],
        voice=[heard("pip", "Reaches for his mother when the dog barks.")],
        curiosity_note="Who takes Wren to school on Fridays?",
        actions=[
            action("Ring Basil Quill to arrange to meet him", WORKER, "2026-11-10"),
            action("Send the reading book home", "teacher", "2026-11-20", "x2"),
        ],
    ),
    note(
        "t-door",
        "2026-11-10T11:00",
        "attempted",
        about=("wren", "pip"),
        attempted=tried("2026-11-10T11:00", "Nobody came to the door.", "2026-11-13"),
    ),
)

CASE = Case(
    name="Thistlewick",
    family=family(),
    records=RECORDS,
    expected=Expected(
        since={
            "wren seen": (9, "t-november"),  # 3 to 12 November
            "wren alone": (9, "t-november"),
            "wren voice": (42, "t-voice"),  # 1 October: 30 days of October after it, and 12
            "pip seen": (9, "t-november"),
            "pip alone": (None, ""),
            "pip voice": (9, "t-november"),
            "bump mother": (9, "t-november"),  # Sorrel, seen on 3 November
            "sorrel spoken": (9, "t-november"),
            "basil spoken": (None, ""),  # sleeps there, never met
            # Nettie only visits, so nobody is asked to speak with her.
        },
        missed={
            "wren seen": (("t-door", "Nobody came to the door."),),
            "pip seen": (("t-door", "Nobody came to the door."),),
            # No words were taken from anybody on 14 October; Pip was heard after it, and Wren not since 1 October.
            "wren voice": (("t-october", "Not this time: no time"),),
            # Pip was seen twice and never alone.
            "pip alone": (("t-november", "Seen, not alone"), ("t-october", "Seen, not alone")),
            # The family file says what was tried.
            "basil spoken": (("family:fathers", "Tried: Rang twice."),),
        },
        # Basil is said to be on Pip's birth record, and nobody saw the paper. Before a birth nothing is asked about the bump.
        responsibility=(("basil", "pip", "Told only"),),
        fathers=("wren",),  # Pip's and the bump's is Basil
        counts={
            "kept": (3, ("t-first", "t-october", "t-november")),
            "missed": (2, ("t-text", "t-door")),
            "missed_90": (2, ("t-text", "t-door")),
            "moves": (0, ()),
            "workers": (1, ("t-first",)),
            "plans_again": (0, ()),
        },
        questions=(("Who takes Wren to school on Fridays?", "t-november"),),
        due=(
            ("late", "2026-11-10", "Ring Basil Quill to arrange to meet him"),
            ("next", "2026-11-13", "Try again to make contact"),
            ("waiting", "2026-11-20", "Send the reading book home"),
            # The warning is to be looked at on 1 December: further off than a week.
        ),
        events=(
            "2019-05-04: Wren was born.",
            "2025-09-10: Pip was born.",
            "2026-06-01: Pip: early help plan begins.",
            "2026-06-01: Wren: early help plan begins.",
            "2026-09-14T10:00: Wren showed that she wakes her mother for school.",
        ),
        ask=(
            "Hear WT: voice last recorded 42 days ago.",
            "See PT alone: not yet.",
            "Which midwife looks after the unborn baby?",
            "Speak with BQ: sleeps over, never spoken to.",
            "Who is the father of WT?",
            "See the paper on parental responsibility of BQ for PT: told only.",
            "Who takes WT to school on Fridays?",
        ),
        keep_until={
            "wren": "2044-05-04",
            "pip": "2050-09-10",
            "bump": "",
        },  # the 25th birthday; not born, no day
        limits={("2026-11-12", "ack"): "2026-11-13"},  # Thursday, the next working day is Friday
        on_sheet=(
            "WT, 7 years",
            "PT, 14 months",
            "Unborn baby, 26 weeks of gestation",
            "ST, lives here",
            "BQ, sleeps over",
            "NT, visits often",
        ),
    ),
)
