"""How a report for a meeting begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.closure_checks import ago
from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context
from toolkit.forms.vocabulary import is_empty


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: who writes, since when, when each child was last seen, and the significant events known."""
    facts = context.facts
    line = ", ".join(facts[key] for key in ("@author", "@author_role", "@organisation") if facts.get(key))
    rows = [
        {
            "id": person.id,
            "person": person.id,
            "last_seen": ago(facts.get(f"@days_seen:{person.id}")),
            "last_alone": ago(facts.get(f"@days_alone:{person.id}")),
        }
        for person in context.people
        if person.group == "child" and person.living and not person.unborn
    ]
    found: Answers = {
        "author_line": line,
        "since": family.get("opened"),
        "kept": facts.get("@contacts_kept", ""),
        "missed": facts.get("@contacts_missed", ""),
        "events": facts.get("@significant_events", ""),
        "children": rows,
    }
    return {key: value for key, value in found.items() if not is_empty(value)}


def check(answers: Answers, context: Context) -> list[Problem]:
    """Contacts are counted in whole numbers."""
    return [*_counts(answers)]


def _counts(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("kept", "missed"):
        value = str(answers.get(key) or "").strip()
        if value and not value.isdigit():
            yield Problem("", key, "This is not a whole number. It is kept as typed.", "warned")
