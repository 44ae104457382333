"""How a referral begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import from_family
from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import filled, present_address, text
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import FIVE_ANSWERS, is_empty

NOT_KNOWN_YET = "Not known at the time of referral"


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who refers, the children, the home and the people around it, and the questions of the area."""
    children = [p for p in context.people if p.group == "child" and p.living]
    found: Answers = {
        "referred_on": context.now.date().isoformat(),
        "referrer": context.facts.get("@author", ""),
        "referrer_organisation": context.facts.get("@organisation", ""),
        "referrer_role": context.facts.get("@author_role", ""),
        "children": [_child(family, person) for person in children],
        "home": "\n".join(
            _adult(person) for person in context.people if person.group == "adult" and person.living
        ),
        "responsibility": "\n".join(_responsibility(family, context)),
        "professionals": [
            {"id": p.id, "name": p.name, "agency": p.relation}
            for p in context.people
            if p.group == "professional"
        ],
    }
    if children:
        address, hidden = present_address(family, children[0].id)
        found["address"] = "" if hidden else " ".join(address.splitlines())
    questions = context.facts.get("@pre_questions", "")
    found["pre_questions"] = [
        {"id": f"q{n}", "question": line} for n, line in enumerate(questions.split("\n"), 1) if line.strip()
    ]
    return filled(found)


def _child(family: Mapping[str, Any], person: PersonRef) -> dict[str, Any]:
    row = from_family.person_row(family, person.id)
    details = ", ".join(t for t in (text(row, "ethnicity"), text(row, "language"), text(row, "needs")) if t)
    places = ", ".join(t for t in (text(row, "school"), text(row, "gp")) if t)
    return {
        "id": person.id,
        "name": person.full_name or person.name,
        "birth": person.birth or (f"due {person.edd}" if person.edd else ""),
        "details": details,
        "places": places,
    }


def _adult(person: PersonRef) -> str:
    home = "lives in the home" if person.home == "lives" else "in the home at times" if person.home else ""
    return ", ".join(part for part in (person.full_name or person.name, person.relation, home) if part)


def _responsibility(family: Mapping[str, Any], context: Context) -> Iterator[str]:
    for cell in rows_of(family, "relations"):
        adult, child = context.person(str(cell.get("adult"))), context.person(str(cell.get("child")))
        answer = str(cell.get("pr") or "")
        if adult and child and child.living and answer in FIVE_ANSWERS:
            proved = (
                "" if answer != "yes" or cell.get("evidence") in ("original", "copy") else " (not confirmed)"
            )
            yield f"{adult.name} for {child.name}: {FIVE_ANSWERS[answer].lower()}{proved}"


def check(answers: Answers, context: Context) -> list[Problem]:
    """No child, support against a refusal, and red by form alone."""
    return [*_no_child(answers), *_refused(answers), *_red(answers)]


def _no_child(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if not any(not is_empty(row.get("name")) for row in rows_of(answers, "children")):
        yield Problem(
            "E1", "children", "A referral needs at least one child, by name or description.", "missing"
        )


def _refused(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("route") != "support":
        return
    for row in rows_of(answers, "agreed"):
        if row.get("answer") == "refused":
            sentence = (
                "Support needs agreement, and it was refused. Choose “Worried about harm” if someone may be harmed, or "
                "“Advice only” without names."
            )
            yield Problem("", f"agreed[{row.get('id', '')}].answer", sentence, "refused")


def _red(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rung = any(not is_empty(row.get("when")) for row in rows_of(answers, "rung")) or not is_empty(
        answers.get("phoned_on")
    )
    if answers.get("rating") == "red" and not rung:
        sentence = "Red is never sent by form alone. Ring the front door now, then write here when."
        yield Problem("", "phoned_on", sentence, "refused")
