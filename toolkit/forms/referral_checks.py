"""How a referral begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates, from_family
from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import filled, present_address, text
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import is_empty
from toolkit.forms.working_days import working_days_after


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
            from_family.adult_line(person)
            for person in context.people
            if person.group == "adult" and person.living
        ),
        "responsibility": "\n".join(from_family.responsibility_lines(family, context)),
        "professionals": [
            {"id": p.id, "name": p.name, "agency": p.relation}
            for p in context.people
            if p.group == "professional"
        ],
    }
    if children:
        address, hidden = present_address(family, children[0].id)
        found["address"] = "" if hidden else " ".join(address.splitlines())
    found["area"] = context.facts.get("@area", "")
    found["area_words"] = context.facts.get("@area_words", "")
    found["agreed"] = [
        {"id": person.id, "who": person.full_name or person.name}
        for person in from_family.who_agrees(family, context)
    ]
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


def check(answers: Answers, context: Context) -> list[Problem]:
    """No child, support against a refusal, red by form alone, and an answer nobody waits for."""
    return [*_no_child(answers), *_refused(answers), *_red(answers), *_clock(answers, context)]


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


def _clock(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Once it was rung or sent, the day of the answer is on the list of what is due."""
    went = [answers.get(key) for key in ("sent_on", "phoned_on") if dates.is_day(answers.get(key))]
    answered = any(not is_empty(row.get("decision")) for row in rows_of(answers, "responses"))
    if not went or answered or not is_empty(answers.get("answer_due")):
        return
    day = working_days_after(max(dates.first_day(str(one)) for one in went), 1)
    sentence = f"Nobody waits for their answer yet. One working day after it went is {dates.show(day)}."
    yield Problem("", "answer_due", sentence, "warned")
