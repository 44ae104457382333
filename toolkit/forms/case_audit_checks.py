"""How a case self-audit starts from what the records show, and that a different view is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import DERIVED, Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import Option, is_empty

STATEMENTS: tuple[Option, ...] = tuple(
    Option(value=value, label=label)
    for value, label in (
        ("voice", "Each child's own voice is on file"),
        ("day", "A day in each child's life is described"),
        ("adults", "Every adult is named, with how they are related to each child"),
        ("men", "It is clear who each man is"),
        ("pr", "Proof of parental responsibility was seen"),
        ("history", "The history and the chronology were used, and the work did not start again"),
        ("whole", "The whole picture is there, not one issue"),
        ("fact", "Fact is kept apart from opinion"),
        ("tools", "Tools were used where they help"),
        ("agencies", "Every agency was invited: midwifery, housing and adult services too"),
        ("minutes", "Notes of meetings are on file"),
        ("escalation", "Differences were taken up"),
        ("culture", "Culture and identity are written about"),
        ("advocacy", "An advocate was thought of, and offered"),
        ("language", "Words do not make harm smaller"),
        ("transfer", "Hand-over was complete"),
    )
)

FACT, PICTURE = "@audit:", "@audit_picture"
"""Facts worked out from the records: with a statement's key its answer and what shows it; and the picture of today."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers where the records show them; every one may be changed, and then says why."""
    rows, shown = [], {}
    for one in STATEMENTS:
        holds, _, evidence = context.facts.get(f"{FACT}{one.value}", "").partition("\n")
        if holds:
            rows.append({"id": one.value, "statement": one.label, "holds": holds, "evidence": evidence})
            shown[f"{FACT}{one.value}"] = holds
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
