"""How an early help conversation begins, and its checks: nothing looked for, a sign of harm that nobody weighed, two answers that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.early_help import ASSESSMENT, CHECK, HARM_ANSWERS, MEETING, named, open_ones
from toolkit.forms.from_family import filled, living_children, person_row
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

HARM_SIGNS: Mapping[str, str] = {
    "abuse_home": "Domestic abuse",
    "exploited": "Trafficked or exploited",
    "radical": "Drawn to extreme views",
    "online": "Harm online",
    "honour": "So-called honour, FGM or forced marriage",
}
"""Signs among the early help indicators that can be harm themselves."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who already helps, what was done before, and the signs of the last conversation."""
    before = [named(one) for one in open_ones(context) if one.form_id in (CHECK, ASSESSMENT, MEETING)]
    for child in living_children(context):
        plans = rows_of(person_row(family, child.id), "plans")
        if any(row.get("plan") == "early_help" and is_empty(row.get("until")) for row in plans):
            before.append(f"{child.name}: an early help plan is open")
    last = previous or {}
    return filled(
        {
            "manager": last.get("manager"),
            "indicators": [dict(row) for row in rows_of(last, "indicators")],
            "before": "yes" if before else None,
            "before_what": "\n".join(before),
            "agencies": [
                filled({"id": person.id, "who": person.name, "how": person.relation})
                for person in context.people
                if person.group == "professional"
            ],
        }
    )


def worried(answers: Mapping[str, Any]) -> bool:
    """Whether the record speaks of harm: said so, not known, or ended so."""
    return answers.get("abuse") in HARM_ANSWERS or answers.get("outcome") == "protection"


def unweighed(answers: Mapping[str, Any]) -> bool:
    """Whether a sign was seen that can be harm, and nobody has said yet whether it is."""
    return not worried(answers) and answers.get("abuse") != "no" and bool(harm_signs(answers))


def harm_signs(answers: Mapping[str, Any]) -> list[str]:
    """The signs seen that can be harm themselves, in words."""
    return [
        HARM_SIGNS[str(row["id"])]
        for row in rows_of(answers, "indicators")
        if row.get("seen") == "yes" and row.get("id") in HARM_SIGNS
    ]


def check(answers: Answers, context: Context) -> list[Problem]:
    """What the conversation lacks, beside its empty fields."""
    return [*_looked(answers), *_weighed(answers), *_differs(answers)]


def _looked(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if not any(row.get("seen") for row in rows_of(answers, "indicators")):
        yield Problem("E1", "indicators", "Answer at least one sign: seen, or not seen.", "missing")


def _weighed(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("abuse") == "no" and (signs := harm_signs(answers)):
        sentence = f"{signs[0]} was seen, and no worry about abuse. It can be harm itself: talk with your lead today."
        yield Problem("", "abuse", sentence, "warned")


def _differs(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("abuse") == "yes" and answers.get("outcome") not in (None, "", "protection"):
        sentence = "There is a worry about abuse or neglect, and the outcome is another. Say why to the front door too."
        yield Problem("", "outcome", sentence, "warned")
    if answers.get("outcome") == "eha" and answers.get("agrees") == "no":
        sentence = "They said no to an assessment. It is their choice: offer it again later, or choose another outcome."
        yield Problem("", "outcome", sentence, "warned")
