"""How an Early Help Assessment begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.early_help import (
    CHECK,
    HARM_ANSWERS,
    LEVEL,
    map_of,
    named,
    newest,
    plan_now,
    views,
)
from toolkit.forms.from_family import (
    adult_line,
    filled,
    lead_worker,
    living_children,
    person_row,
    responsibility_lines,
    text,
    who_agrees,
)
from toolkit.forms.people import Answers, Context, PersonRef, rows_of
from toolkit.forms.vocabulary import Audience, is_empty

REVIEW_WEEKS = 6
"""Weeks to the first review, until a worker sets another number (records, R12)."""
HARM_KEYS = ("harm_children", "harm_parents", "harm_around")
ROW_PARTS: Mapping[str, tuple[str, ...]] = {
    "needs": ("health", "learning", "emotions", "identity", "relations", "presents", "self_care"),
    "parenting": ("care", "safety", "warmth", "play", "limits", "steady"),
}
AROUND_PARTS = ("history", "wider", "housing", "work", "money", "links", "culture")
NO_NEED: Answers = {"none": True}
NOT_EXPLORED: Answers = {"not_this_time": "other", "note": "Not explored yet"}
KEPT = (
    *ROW_PARTS,
    *AROUND_PARTS,
    "analysis_rows",
    "explained_in",
    "lead_why",
    "copies",
)
"""What an assessment takes over from the one before, to be looked at and changed."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: the family in words, the last map, what each said last, the plan as it stands, the review day."""
    before = {} if previous is None or previous.get("becomes") == "declined" else previous
    adults = [p for p in context.people if p.group == "adult" and p.living]
    levels = context.facts.get("@area_words", "")
    agree = who_agrees(family, context)
    signers = [_signer(p) for p in agree]
    author = {
        "id": "worker",
        "name": context.facts.get("@author", ""),
        "role": context.facts.get("@author_role", ""),
    }
    found: Answers = {
        "called": context.facts.get("@assessment_name", ""),
        "agreed_by": [{"id": p.id, "who": p.id} for p in agree],
        "agreement_signed": signers,
        "signatures": [*signers, *([filled(author)] if author["name"] else [])],
        **_family_words(family, context, adults),
        **_conversation(context),
        **map_of(context),
        "child_views": views(living_children(context), context),
        "parent_views": views([p for p in adults if p.facts()["person.parent"] == "yes"], context),
        "area_levels": levels,
        **_level(context),
        "plan": plan_now(context, previous),
        "lead": _lead(family, context),
        "copies": [*_copies(family, context, agree)],
        "review": _review(context),
        **{key: before[key] for key in KEPT if not is_empty(before.get(key))},
    }
    if rows_of(before, "tried"):
        found["tried"] = [*rows_of(before, "tried"), *found.get("tried", [])]
    return filled(found)


def _signer(person: PersonRef) -> dict[str, Any]:
    """A name under which is signed; how and when is asked."""
    return filled({"id": person.id, "name": person.full_name or person.name, "role": person.relation})


def _copies(family: Mapping[str, Any], context: Context, agree: list[PersonRef]) -> Iterator[dict[str, Any]]:
    """Who may get a part: those who agree, who works with them, and each child's school. Which part is asked."""
    for person in agree:
        yield {"id": person.id, "who": person.full_name or person.name}
    for person in context.people:
        if person.group == "professional":
            yield {"id": person.id, "who": ", ".join(part for part in (person.name, person.relation) if part)}
    schools = {text(person_row(family, child.id), "school") for child in living_children(context)} - {""}
    for number, school in enumerate(sorted(schools), 1):
        yield {"id": f"school-{number}", "who": school}


def _family_words(family: Mapping[str, Any], context: Context, adults: list[PersonRef]) -> Answers:
    """Section B, each part in lines of its own, from the family file."""
    workers = [p for p in context.people if p.group == "professional"]
    return {
        "b_children": "\n".join(_child_line(family, p) for p in living_children(context)),
        "b_adults": "\n".join(adult_line(p) for p in adults),
        "b_responsibility": "\n".join(responsibility_lines(family, context)),
        "b_network": "\n".join(", ".join(part for part in (p.name, p.relation) if part) for p in workers),
        "b_language": "\n".join(_needs_lines(family, context)),
    }


def _child_line(family: Mapping[str, Any], person: PersonRef) -> str:
    row = person_row(family, person.id)
    first = (
        person.full_name or person.name,
        person.age,
        text(row, "school"),
        "disabled" if row.get("disabled") == "yes" else "",
    )
    rest = (text(row, "health"), text(row, "communicates"))
    return ". ".join(part.rstrip(".") for part in (", ".join(filter(None, first)), *rest) if part)


def _needs_lines(family: Mapping[str, Any], context: Context) -> Iterator[str]:
    for person in context.people:
        row = person_row(family, person.id)
        if person.group == "professional" or not person.living:
            continue
        wanted = text(row, "interpreter_language")
        interpreter = f"interpreter, {wanted}" if wanted else "interpreter"
        parts = (
            text(row, "language"),
            interpreter if row.get("interpreter") == "yes" else "",
            text(row, "disability"),
            text(row, "literacy"),
        )
        if any(parts):
            yield f"{person.name}: " + ", ".join(part.rstrip(".") for part in parts if part)


def _conversation(context: Context) -> Answers:
    """What the conversation before it said: the family's words, who asked, and what helps already."""
    one = newest(context, CHECK)
    if one is None:
        return {}
    said = [text(one.answers, "noticed"), text(one.answers, "wish")]
    return {
        "asked_by": named(one),
        "why_now": "\n".join(words for words in said if words),
        "tried": [
            {"id": f"helps-{row.get('id', '')}", "help": row["how"], "by": row.get("who", "")}
            for row in rows_of(one.answers, "agencies")
            if text(row, "how")
        ],
    }


def _level(context: Context) -> Answers:
    """The level that was last chosen, with its reason and the day."""
    one = newest(context, LEVEL)
    if one is None:
        return {}
    why = text(one.answers, "why")
    return {"level": text(one.answers, "level"), "level_why": f"{why} ({named(one)})" if why else ""}


def _lead(family: Mapping[str, Any], context: Context) -> object:
    kept = family.get("lead_worker")
    if isinstance(kept, str) and context.person(kept):
        return kept
    known = lead_worker(family, context)
    name = known.get("name") or context.facts.get("@author", "")
    role = known.get("role") or (context.facts.get("@author_role", "") if not known.get("name") else "")
    return {"name": name, "role": role} if name else None


def _review(context: Context) -> str:
    weeks = context.facts.get("@review_weeks") or REVIEW_WEEKS
    return (context.now.date() + timedelta(weeks=int(weeks))).isoformat()


def leave_the_rest(
    answers: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]], special: Answers
) -> Answers:
    """The answers with every empty part of E to G set to "no need seen" or "not explored yet"; what was written stays.

    `rows` are the rows of `needs` and of `parenting` that are shown, as `rules.rows_shown` gives them.
    """
    found: Answers = {key: dict(special) for key in AROUND_PARTS if is_empty(answers.get(key))}
    for key, cells in ROW_PARTS.items():
        found[key] = [
            {**row, **{cell: dict(special) for cell in cells if is_empty(row.get(cell))}} for row in rows[key]
        ]
    return {**answers, **found}


def declined(answers: Mapping[str, Any]) -> bool:
    """Whether it is the record of an offer that was declined."""
    return answers.get("agreed") in ("no", "declined") and answers.get("becomes") == "declined"


def title(answers: Answers, audience: Audience) -> str:
    """What it is called: the assessment in the words of the area, or the offer of one that was declined."""
    if declined(answers):
        return "Early help offer declined"
    return text(answers, "called") or "Early Help Assessment and plan"


def worried(answers: Mapping[str, Any]) -> bool:
    """Whether the assessment speaks of harm, or a refusal may raise the risk."""
    refused = answers.get("agreed") in ("no", "declined")
    if refused and answers.get("refusal_risk") in HARM_ANSWERS:
        return True
    return not declined(answers) and any(answers.get(key) in HARM_ANSWERS for key in HARM_KEYS)


def check(answers: Answers, context: Context) -> list[Problem]:
    """Without agreement it is no assessment; a plan needs a part that is the family's own."""
    found = [*_agreement(answers)]
    if not declined(answers):
        found += [*_views(answers, context), *_listed(answers, context), *_owned(answers, context)]
    return found


def _agreement(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("agreed") in ("no", "declined") and not declined(answers):
        sentence = (
            "They did not agree, so this cannot be finished as an assessment. Keep it as an offer that was declined, "
            "or as a draft."
        )
        yield Problem("", "agreed", sentence, "refused")
    if answers.get("agreed") in ("not_known", "not_asked"):
        yield Problem("", "agreed", "It is voluntary. Ask before this is finished.", "refused")


def _views(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Who has said nothing so far, by name: nobody is forgotten because nothing was there to take over."""
    said = {row.get("person") for row in rows_of(answers, "child_views") if not is_empty(row.get("words"))}
    for child in living_children(context):
        if child.id not in said and not child.unborn:
            sentence = f"Nothing is on record from {child.name}. Ask {child.name}, or say why not."
            yield Problem("", f"child_views[{child.id}].words", sentence, "warned")


def _listed(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """A level in words that this area does not use is kept and flagged (E16)."""
    level = text(answers, "level")
    names = [line for line in context.facts.get("@area_levels", "").split("\n") if line]
    if level and names and level.casefold() not in [name.casefold() for name in names]:
        area = context.facts.get("@area", "this area")
        yield Problem("E16", "level", f"This is no level of {area}. It is kept as typed.", "warned")


def _owned(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    rows = [row for row in rows_of(answers, "plan") if not is_empty(row.get("who"))]
    family = {p.id for p in context.people if p.group in ("child", "adult")}
    if rows and not any(isinstance(row["who"], str) and row["who"] in family for row in rows):
        yield Problem("", "plan", "Nothing in the plan is the family's own.", "warned")
