"""How a case self-audit starts from what the records show, and that a different view is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import DERIVED, Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

FACT, PICTURE = "@audit:", "@audit_picture"
"""Facts worked out from the records: with a statement's key its answer and what shows it; and the picture of today."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers where the records show them; every one may be changed, and then says why."""
    rows, shown = [], {}
    for name, fact in context.facts.items():
        if name.startswith(FACT):
            key = name.removeprefix(FACT)
            holds, _, evidence = fact.partition("\n")
            rows.append({"id": key, "holds": holds, "evidence": evidence})
            shown[name] = holds
    answers: Answers = {"picture": context.facts.get(PICTURE, "")}
    return {**answers, "statements": rows, DERIVED: shown} if rows else answers


def check(answers: Answers, context: Context) -> list[Problem]:
    """An answer that differs from what the records showed needs a word on why."""
    return [*_other_view(answers)]


def _other_view(answers: Answers) -> Iterator[Problem]:
    kept = answers.get(DERIVED)
    shown = kept if isinstance(kept, Mapping) else {}
    for row in rows_of(answers, "statements"):
        key = str(row.get("id", ""))
        holds, records = row.get("holds"), shown.get(f"{FACT}{key}")
        if records and holds and holds != records and is_empty(row.get("note")):
            sentence = "The records show another answer. Say why you see it differently."
            yield Problem("E1", f"statements[{key}].note", sentence, "missing")
