"""How a referral begins and what opens its paper, the checks that belong to it alone, and who waits for the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms import dates, from_family
from toolkit.forms.blocks import Answer, Block
from toolkit.forms.conditions import Problem
from toolkit.forms.decision.facts import TOLD
from toolkit.forms.decision.known import AGREED, key_of
from toolkit.forms.family_checks import OVERDUE, PREGNANCY, years_on
from toolkit.forms.from_family import filled, present_address, text
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.projection import Due
from toolkit.forms.referral_clock import answer_by, answered
from toolkit.forms.vocabulary import Audience, is_empty

_LATER = {
    "referred_on": "Referral date",
    "area": "Area",
    "referrer_organisation": "Organisation",
    "referrer_role": "Role",
    "referrer_relation": "How the child is known",
    "adults": "Each adult",
    "responsibility": "Who has parental responsibility",
    "address": "Address",
    "professionals": "Who else works with them",
    "views": "Views of parents and children",
    "worried": "What we are worried about",
    "well": "What is working well",
    "needed": "What needs to happen",
    "scale": "Safety scale",
    "if_nothing": "If nothing changes",
    "tried": "What has been tried",
    "level": "Level of need",
}
_LATER_OF_CHILD = {
    "birth": "birth date",
    "ethnicity": "ethnicity",
    "language": "language",
    "needs": "disability and health",
    "school": "school",
    "gp": "GP",
    "impact": "what it is like for them",
    "a_day": "a day in their life",
}
"""What the harm route may leave for later, each with its name on paper."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who refers, the children, the home and the people around it, and the questions of the area."""
    children = [p for p in context.people if p.group == "child" and p.living]
    found: Answers = {
        "referred_on": context.now.date().isoformat(),
        "directed": ["children"],
        "referrer": context.facts.get("@author", ""),
        "referrer_organisation": context.facts.get("@organisation", ""),
        "referrer_role": context.facts.get("@author_role", ""),
        "referrer_phone": _number(context.facts.get("@contact", "")),
        "referrer_relation": _relation(family, context),
        "children": [_child(family, person) for person in children],
        "home": "\n".join(
            from_family.adult_line(person)
            for person in context.people
            if person.group == "adult" and person.living
        ),
        "adults": [
            _adult_row(family, person)
            for person in context.people
            if person.group == "adult" and person.living
        ],
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
    found["scale"] = _numbers(context)
    found["area"] = context.facts.get("@area", "")
    found["area_words"] = context.facts.get("@area_words", "")
    asked = from_family.who_agrees(family, context)
    found["agreed"] = recorded([{"id": one.id, "who": one.full_name or one.name} for one in asked], context)
    parents = [one for one in asked if one.group == "adult"]
    heard = [*parents, *(one for one in children if not one.unborn)]
    found["views"] = [{"id": one.id, "who": one.full_name or one.name} for one in heard]
    questions = context.facts.get("@pre_questions", "")
    found["pre_questions"] = [
        {"id": f"q{n}", "question": line} for n, line in enumerate(questions.split("\n"), 1) if line.strip()
    ]
    return filled(found)


def _numbers(context: Context) -> str:
    """Each person's own number on the last map, with its day."""
    if not context.scores:
        return ""
    last = context.scores[-1]
    said = ", ".join(f"{name} {score}" for _, name, score in last.rows)
    return f"{said} (on {dates.show(last.day)})" if said and dates.is_day(last.day) else said


def _number(contact: str) -> str:
    """The telephone number in the line of contact that stands on the worker's papers."""
    found = re.search(r"\+?\d[\d ]{7,}\d", contact)
    return found[0] if found else ""


def _relation(family: Mapping[str, Any], context: Context) -> str:
    """That who refers is the lead worker, where the family file says so."""
    lead = from_family.lead_worker(family, context).get("name", "").casefold()
    return "Lead worker" if lead and lead == context.facts.get("@author", "").casefold() else ""


_SAID = {**dict.fromkeys(AGREED, "agreed"), "limits": "", "refused": "refused", "withdrawn": "refused"}
"""What an answer of a decision is here. One with limits is for the worker to read: whether it reaches this far nobody can tell."""


def recorded(rows: list[dict[str, Any]], context: Context) -> list[dict[str, Any]]:
    """The rows of who is told and agrees, with the newest answer each gave in a decision to share, and where it stands.

    Somebody else who was asked there has a row too, unless they set limits: that they were asked at all may be what is kept
    from others. Where somebody is asked anew, what they said before does not stand. Knowing what is shared counts where
    nothing was left unexplained.
    """
    found = {str(row["id"]): row for row in rows}
    known: set[str] = set()
    for one in context.earlier:
        explained = {key_of(row.get("person")): row for row in rows_of(one.answers, "explained")}
        for row in rows_of(one.answers, "answered"):
            who, said = key_of(row.get("person")), text(row, "answer")
            if not who or not said or who in known:
                continue
            known.add(who)
            limits = "with limits" if said == "limits" else ""
            if said not in _SAID or (limits and who not in found):
                continue
            day = str(row.get("answered_on") or "").partition("T")[0]
            when = dates.show(day) if dates.is_day(day) else ""
            told = explained.get(who, {})
            found[who] = {
                **found.get(who, {"id": who, "who": context.name_of(row.get("person"))}),
                **({"answer": _SAID[said]} if not limits else {}),
                **({"knows": "yes"} if all(told.get(part) == "yes" for part in TOLD) else {}),
                **({"on": day} if when and not limits else {}),
                "recorded": ", ".join(filter(None, (one.title, when, limits))),
            }
    return list(found.values())


def _child(family: Mapping[str, Any], person: PersonRef) -> dict[str, Any]:
    row = from_family.person_row(family, person.id)
    needs = (text(row, key).rstrip(".") for key in ("health", "communicates"))
    told: dict[str, Any] = {
        "name": person.full_name or person.name,
        "birth": person.birth,
        "edd": "" if person.birth else person.edd,
        **{key: text(row, key) for key in ("ethnicity", "school", "gp")},
        "language": _language(row),
        "needs": ". ".join(words for words in needs if words),
    }
    return {"id": person.id, **filled(told)}


def _adult_row(family: Mapping[str, Any], person: PersonRef) -> dict[str, Any]:
    row = from_family.person_row(family, person.id)
    address, hidden = present_address(family, person.id)
    told: dict[str, Any] = {
        "name": person.full_name or person.name,
        "relation": person.relation,
        "birth": person.birth,
        "lives": "" if hidden else " ".join(address.splitlines()),
        "language": _language(row),
    }
    return {"id": person.id, **filled(told)}


def _language(row: Mapping[str, Any]) -> str:
    """The language somebody speaks, and the interpreter they need."""
    spoken, other = text(row, "language"), text(row, "interpreter_language")
    needs = f"interpreter: {other or 'yes'}" if row.get("interpreter") == "yes" else ""
    return ", ".join(words for words in (spoken, needs) if words)


def check(answers: Answers, context: Context) -> list[Problem]:
    """No child, an age that does not fit, support against a refusal, red by form alone, an answer nobody waits for."""
    return [
        *_no_child(answers),
        *_ages(answers, context),
        *_refused(answers),
        *_red(answers),
        *_level(answers, context),
        *_clock(answers, context),
    ]


def _no_child(answers: Mapping[str, Any]) -> Iterator[Problem]:
    directed = answers.get("directed")
    if isinstance(directed, list) and directed and "children" not in directed:
        return
    if not any(not is_empty(row.get("name")) for row in rows_of(answers, "children")):
        yield Problem(
            "E1", "children", "A referral needs at least one child, by name or description.", "missing"
        )


def _ages(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """A child who is an adult now (E8), and a due date far from today (E9)."""
    today = context.now.date()
    for row in rows_of(answers, "children"):
        path = f"children[{row.get('id', '')}]"
        name = str(row.get("name") or "This child").strip()
        if dates.is_day(row.get("birth")) and years_on(dates.last_day(str(row["birth"])), today) >= 18:
            sentence = f"{name} is an adult now. Adult safeguarding, or a move to adult services?"
            yield Problem("E8", f"{path}.birth", sentence, "warned")
        if not dates.is_day(row.get("edd")):
            continue
        due = dates.last_day(str(row["edd"]))
        if due > today + PREGNANCY:
            sentence = f"{dates.show(due)} is more than 42 weeks ahead. Check the due date."
            yield Problem("E9", f"{path}.edd", sentence, "warned")
        elif due < today - OVERDUE:
            sentence = f"The due date was {dates.show(due)}, more than 3 weeks past. Born, not yet, or pregnancy ended?"
            yield Problem("E9", f"{path}.edd", sentence, "warned")


def _level(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """A level in words that the area in force does not use is kept and flagged (E16)."""
    names = context.facts.get("@area_levels", "").splitlines()
    level = str(answers.get("level") or "").strip()
    area = context.facts.get("@area", "")
    if level and names and answers.get("area") == area and level not in names:
        yield Problem("E16", "level", f"This is no level of {area}. It is kept as typed.", "warned")


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
        elif row.get("answer") == "not_asked":
            sentence = "Support needs agreement. Ask first, where that is safe."
            yield Problem("", f"agreed[{row.get('id', '')}].answer", sentence, "warned")


def _red(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rung = any(not is_empty(row.get("when")) for row in rows_of(answers, "rung")) or not is_empty(
        answers.get("phoned_on")
    )
    if answers.get("rating") == "red" and not rung:
        sentence = "Red is never sent by form alone. Ring the front door now, then write here when."
        yield Problem("", "phoned_on", sentence, "refused")


def _clock(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Once it was rung or sent, the day of the answer is on the list of what is due."""
    found = answer_by(answers, context.facts)
    if found is None or answered(answers) or not is_empty(answers.get("answer_due")):
        return
    sentence = f"Nobody waits for their answer yet: {dates.show(found[0])}. {found[1]}"
    yield Problem("", "answer_due", sentence, "warned")


def dues(answers: Answers, context: Context) -> tuple[Due, ...]:
    """The answer that is waited for, until they have decided."""
    day = answers.get("answer_due")
    if not isinstance(day, str) or not dates.is_day(day):
        return ()
    return (Due("answer_due", "Answer to a referral", day, "", "date", answered(answers)),)


def lead(answers: Answers, context: Context, audience: Audience) -> list[Block]:
    """On the harm route, what was not known when it went and may follow, so that nobody takes a gap for an answer."""
    if audience != "practitioner" or answers.get("route") not in ("danger", "harm"):
        return []
    whole = [label for key, label in _LATER.items() if is_empty(answers.get(key))]
    gaps = ["; ".join(whole)] if whole else []
    for row in rows_of(answers, "children"):
        born = is_empty(row.get("birth")) and not is_empty(row.get("edd"))
        missing = [
            label
            for key, label in _LATER_OF_CHILD.items()
            if is_empty(row.get(key)) and not (key == "birth" and born)
        ]
        if missing:
            gaps.append(f"{str(row.get('name') or 'A child').strip()}: {', '.join(missing)}")
    return [Answer(label="Not known at the time of referral, may follow", lines=tuple(gaps))] if gaps else []
