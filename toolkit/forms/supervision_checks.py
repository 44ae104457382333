"""How a supervision begins, the checks that belong to it alone, and the extract that goes to one child's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.closure_checks import ago
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who is the worker, and when each child was last seen."""
    rows = [
        {
            "id": person.id,
            "person": person.id,
            "last_seen": ago(context.facts.get(f"@days_seen:{person.id}")),
            "last_alone": ago(context.facts.get(f"@days_alone:{person.id}")),
        }
        for person in context.people
        if person.group == "child" and person.living and not person.unborn
    ]
    found: Answers = {"children": rows} if rows else {}
    if author := context.facts.get("@author", ""):
        found["supervisee"] = author
    return found


def check(answers: Answers, context: Context) -> list[Problem]:
    """One person cannot be both; fewer than two explanations need a reason."""
    return [*_same_person(answers), *_one_view(answers)]


def same_name(first: object, second: object) -> bool:
    """Whether two typed names with their roles are those of one person."""

    def name(value: object) -> str:
        return " ".join(str(value or "").partition(",")[0].casefold().replace(".", " ").split())

    return bool(name(first)) and name(first) == name(second)


def _same_person(answers: Mapping[str, Any]) -> Iterator[Problem]:
    if same_name(answers.get("supervisor"), answers.get("supervisee")):
        yield Problem("", "supervisor", "Supervisor and worker cannot be the same person.", "refused")


def _one_view(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rows = [row for row in rows_of(answers, "explanations") if not is_empty(row.get("what"))]
    if len(rows) < 2 and is_empty(answers.get("one_reason")):
        sentence = "Think of a second explanation, or say why there is only one."
        yield Problem("E1", "one_reason", sentence, "missing")
