"""How an Early Help Assessment begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.from_family import filled
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

REVIEW_WEEKS = 6
"""Weeks to the first review (records, R12, a local setting)."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: the family in words, the review day, and what the last map and assessment said."""
    before = previous or {}
    adults = [p for p in context.people if p.group == "adult" and p.living]
    children = [p for p in context.people if p.group == "child" and p.living]
    lines = [", ".join(part for part in (p.full_name or p.name, p.age) if part) for p in children]
    lines += [", ".join(part for part in (p.full_name or p.name, p.relation) if part) for p in adults]
    found: Answers = {
        "family_text": "\n".join(lines),
        "review": (context.now.date() + timedelta(weeks=REVIEW_WEEKS)).isoformat(),
        "lead": context.facts.get("@author", ""),
        "well": context.facts.get("@map_well", ""),
        "worried": context.facts.get("@map_worries", ""),
        "happen": context.facts.get("@map_next", ""),
    }
    for key in ("history", "wider", "housing", "work", "money", "links", "culture", "tried", "plan"):
        if not is_empty(before.get(key)):
            found[key] = before[key]
    return filled(found)


def check(answers: Answers, context: Context) -> list[Problem]:
    """Without agreement it is no assessment; a plan needs a part that is the family's own."""
    return [*_agreement(answers), *_owned(answers, context)]


def _agreement(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if answers.get("agreed") in ("no", "declined"):
        sentence = (
            "They did not agree, so this cannot be finished as an assessment. Keep it as a draft, note when to offer "
            "again, and ring the lead if the refusal raises the risk."
        )
        yield Problem("", "agreed", sentence, "refused")


def _owned(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    rows = [row for row in rows_of(answers, "plan") if not is_empty(row.get("who"))]
    family = {p.id for p in context.people if p.group in ("child", "adult")}
    if rows and not any(isinstance(row["who"], str) and row["who"] in family for row in rows):
        yield Problem("", "plan", "Nothing in the plan is the family's own.", "warned")
