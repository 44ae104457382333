"""What a family network looks at beyond its single fields, and what a new one takes over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from toolkit.forms import dates, from_family
from toolkit.forms.agree_family_checks import known, perhaps
from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import filled
from toolkit.forms.people import Answers, Context, PersonRef, rows_of

MEETINGS = ("family", "network", "conference")
ON_ONE_PAGE = 8
"""More steps than this do not fit on one large page."""


def check(answers: Answers, context: Context) -> list[Problem]:
    """The problems that belong to a family network alone."""
    if answers.get("meeting") not in MEETINGS:
        return []
    found = [*_invitation_problems(answers, context), *_met_problems(answers, context)]
    return [*found, *_plan_problems(answers, context)] if answers.get("met") == "yes" else found


def same(context: Context, one: object, two: object) -> bool:
    """Whether two answers mean the same person: the same one of the file, or the same name."""
    first, second = known(context, one), known(context, two)
    if first or second:
        return first is not None and second is not None and first.id == second.id
    names = [
        " ".join(str(who.get("name") or "").casefold().split())
        for who in (one, two)
        if isinstance(who, Mapping)
    ]
    return len(names) == 2 and bool(names[0]) and names[0] == names[1]


def _invitation_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    """Nobody who is not safe to involve is invited without a reason."""
    for row in rows_of(answers, "invited"):
        if str(row.get("why_invited") or "").strip():
            continue
        who, path = row.get("who"), f"invited[{row.get('id', '')}].why_invited"
        person = known(context, who)
        name = context.name_of(person.id if person else who)
        marks = {r.get("safe") for r in rows_of(answers, "network") if same(context, r.get("who"), who)}
        if "no" in marks or (person is not None and person.risk):
            words = "is marked as not safe to involve" if "no" in marks else "may pose a risk"
            sentence = f"{name} {words}. Take {name} off the list, or write why and what keeps people safe."
            yield Problem("", path, sentence, "refused", label="Who was invited")
        elif person is None and (name := _unsafe(answers, context, who)):
            sentence = f"Is this {name}? It is not safe to involve {name}, or not known to be. Choose the person, or write why."
            yield Problem("", path, sentence, "warned", label="Who was invited")
        elif marks & {"not_known", "not_asked", "declined"}:
            sentence = (
                f"It is not known whether it is safe to involve {name}. Ask before the invitation goes."
            )
            yield Problem("", path, sentence, "warned", label="Who was invited")


def _unsafe(answers: Answers, context: Context, who: object) -> str:
    """The name of somebody not safe to involve whom a part of a name may mean, or nothing."""
    marked = [r.get("who") for r in rows_of(answers, "network") if r.get("safe") == "no"]
    for one in perhaps(context, who):
        if one.risk or any(same(context, one.id, mark) for mark in marked):
            return one.name
    return ""


def _met_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    day = answers.get("meeting_day")
    if answers.get("safety_checked") == "no":
        sentence = "Look at safety before anybody is invited."
        yield Problem("", "safety_checked", sentence, "warned")
    if not dates.is_day(day):
        return
    midnight = datetime.combine(dates.first_day(str(day)), time())
    now = context.now.replace(tzinfo=None)
    if answers.get("met") == "yes" and midnight > now:
        sentence = f"The meeting is down for {dates.show(day)}, which has not come yet. Check the day."
        yield Problem("E2", "meeting_day", sentence, "refused")
    elif answers.get("met") == "no" and dates.last_day(str(day)) < now.date():
        yield Problem("E2", "met", f"{dates.show(day)} has passed. Has the meeting happened?", "warned")


def _plan_problems(answers: Answers, context: Context) -> Iterator[Problem]:
    steps = rows_of(answers, "plan")
    for row in steps:
        maybe = perhaps(context, row.get("who"))
        if maybe and all(person.group == "child" for person in maybe):
            sentence = f"{maybe[0].name} is a child and cannot answer for what adults do. Name an adult."
            yield Problem("E6", f"plan[{row.get('id', '')}].who", sentence, "refused", label="What we do")
    checkers = perhaps(context, answers.get("checker"))
    if checkers and all(person.group == "child" for person in checkers):
        sentence = f"{checkers[0].name} is a child. An adult looks whether the plan works."
        yield Problem("E6", "checker", sentence, "refused")
    if len(steps) > ON_ONE_PAGE:
        sentence = f"More than {ON_ONE_PAGE} steps do not fit on one page for the fridge. Which matter most?"
        yield Problem("", "plan", sentence, "warned")


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """The first answers of a new network: the people of the last one, or those of the file who live elsewhere.

    That somebody was safe to involve is asked again; that they were not goes on with its reason. Adults who may pose a
    risk are not put on it.
    """
    before = rows_of(previous or {}, "network")
    found: Answers = {
        "about": [child.id for child in from_family.living_children(context)],
        "network": [_again(row) for row in before] if before else [_new(p) for p in _around(context)],
    }
    return filled(found)


def _again(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not (key == "safe" and value == "yes")}


def _around(context: Context) -> list[PersonRef]:
    return [
        p
        for p in context.people
        if p.group == "adult" and p.living and not p.risk and p.facts()["person.home"] != "yes"
    ]


def _new(person: PersonRef) -> dict[str, Any]:
    return filled({"id": person.id, "who": person.id, "relation": person.relation})
