"""A map as it is drawn in an hour with a family, and one that took many: for tests of its paper."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from toolkit.forms import catalogue
from toolkit.forms.blocks import Outline
from toolkit.forms.outline import Meta, outline
from toolkit.forms.people import Answers, Context, PersonRef, ScoreSet
from toolkit.forms.records import safety_map
from toolkit.forms.vocabulary import Audience

ENTRY = catalogue.load().get("safety_map")
WREN = PersonRef(id="wren", name="Wren", group="child", age="7 years")
PIP = PersonRef(id="pip", name="Pip", group="child", age="14 months")
SORREL = PersonRef(id="sorrel", name="Sorrel", group="adult", home="lives")
NETTIE = PersonRef(id="nettie", name="Nettie", group="adult")
META = Meta(
    family_reference="F-2041",
    status="final",
    author="Tansy Dunnock",
    author_role="health visitor",
    written=datetime(2026, 11, 12, 15, 0),
    organisation="Examplebridge Health Visiting",
    contact="Tansy Dunnock, 01632 960114",
)
LOW, HIGH = safety_map.LOW, safety_map.HIGH
EARLIER = (
    ScoreSet("2026-08-12", LOW, HIGH, (("sorrel", "Sorrel", 4), ("wren", "Wren", 3))),
    ScoreSet("2026-10-14", LOW, HIGH, (("sorrel", "Sorrel", 6), ("wren", "Wren", 4))),
)

_POINTS = (
    (
        "strength",
        "Wren is in school almost every day and likes her teacher.",
        "Sorrel",
        "register seen 9 November",
    ),
    ("strength", "Fridays at Nettie’s have happened every week since August.", "Nettie", "nine of nine"),
    ("strength", "Sorrel has kept every appointment for Pip this autumn.", "Tansy", "red book"),
    (
        "safety",
        "When Sorrel felt low she rang Nettie, who came within the hour.",
        "Nettie",
        "twice in October",
    ),
    ("strength", "“Gran does my hair when she stays.”", "Wren", "her words"),
    ("harm", "Wren came to school hungry on three Mondays in September.", "School nurse", "first hand"),
    ("harm", "Wren made breakfast for Pip and burnt her finger on the toaster.", "Wren", "mark seen"),
    (
        "danger",
        "We worry that on Mondays nobody is up and Wren goes hungry, or is hurt at the toaster.",
        "Nettie",
        "",
    ),
    (
        "danger",
        "We worry that Ash finds the address and comes at night, and that Wren lies awake.",
        "Sorrel",
        "",
    ),
    ("harder", "Basil works on Sunday nights, and buses do not run before seven.", "Sorrel", ""),
    ("missing", "Who stays with Pip when Sorrel is at the clinic?", "Tansy", ""),
    (
        "goal",
        "Every school morning an adult is up and Wren has eaten before she leaves.",
        "Sorrel",
        "for six weeks",
    ),
    ("goal", "Everybody who knows the address keeps it, and Wren sleeps through.", "Sorrel", "for six weeks"),
    ("idea", "“Gran could ring and wake us up.”", "Wren", "her words"),
    ("line", "Nobody gives the new address to anybody before Sorrel has said yes.", "Sorrel", ""),
)


def points() -> list[dict[str, Any]]:
    """Five points and two pairs, as said round a kitchen table."""
    made: list[dict[str, Any]] = []
    goals = iter(("p7", "p8"))
    for number, (kind, text, who, evidence) in enumerate(_POINTS):
        point = {"id": f"p{number}", "kind": kind, "text": text, "who": who, "evidence": evidence}
        if kind == "goal":
            point["pair"] = next(goals)
        made.append(point)
    return made


def normal() -> Answers:
    """The map of an afternoon."""
    return {
        "about": ["wren", "pip"],
        "event": "2026-11-12T13:30",
        "took_part": ["sorrel", "nettie", "wren"],
        "level": "early",
        "order": "well_first",
        "map": points(),
        "scale": {
            "low": LOW,
            "high": HIGH,
            "rows": [
                {
                    "id": "s1",
                    "person": "sorrel",
                    "score": 7,
                    "because": "Safe, yes. Rested, no.",
                    "higher": "Two Mondays in a row that are just a day.",
                },
                {
                    "id": "s2",
                    "person": "wren",
                    "score": 5,
                    "because": "Gran comes on Sundays now.",
                    "higher": "Basil played football with me.",
                },
                {
                    "id": "s3",
                    "person": "nettie",
                    "score": 5,
                    "because": "It is out now. That is something.",
                    "higher": "I have seen three Mondays with my own eyes.",
                },
            ],
        },
        "ideas": [
            {
                "id": "i1",
                "who": "wren",
                "ideas": "“I can still do toast on Saturdays, because then I want to.”",
            },
            {
                "id": "i2",
                "who": "sorrel",
                "ideas": "Nettie on Sundays. And nobody tells Wren she has done wrong.",
            },
        ],
        "actions": [
            {"id": "a1", "what": "Ring at seven on Mondays", "who": "nettie", "by_when": "2026-11-16"},
            {
                "id": "a2",
                "what": "Lay the breakfast table on Sunday evenings",
                "who": "sorrel",
                "by_when": "2026-11-22",
            },
            {
                "id": "a3",
                "what": "Ask the school about breakfast club",
                "who": {"name": "Tansy", "role": "health visitor"},
                "by_when": "2026-11-20",
            },
        ],
        "review": "2026-12-17",
    }


def long() -> Answers:
    """Forty points in each column, as at the end of a long piece of work."""
    kinds = {"well": "strength", "worries": "harm", "next": "idea"}
    more = [
        {
            "id": f"{kind}{n}",
            "kind": kind,
            "text": f"Point {n} of {kind}: " + "words that go on for a while and are true. " * (1 + n % 4),
            "who": "Sorrel",
            "evidence": "seen by the school",
        }
        for n in range(1, 41)
        for kind in kinds.values()
    ]
    return {**normal(), "map": [*points(), *more]}


def paper(
    answers: Answers,
    audience: Audience = "practitioner",
    scores: tuple[ScoreSet, ...] = (),
    status: str = "final",
) -> Outline:
    """A map as blocks for one audience."""
    context = Context(now=datetime(2026, 11, 12, 15, 0), people=(WREN, PIP, SORREL, NETTIE), scores=scores)
    return outline(ENTRY, answers, context, audience, dataclasses.replace(META, status=status))
