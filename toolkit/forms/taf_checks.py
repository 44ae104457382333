"""How a Team Around the Family meeting begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

NEEDS: tuple[tuple[str, str], ...] = (
    ("notice", "Have we noticed?"),
    ("act", "Have we understood, and acted?"),
    ("stable", "Have we stayed the same people?"),
    ("respect", "Have we shown respect?"),
    ("informed", "Have we told and asked them?"),
    ("explained", "Have we explained?"),
    ("support", "Have we helped them for their own sake?"),
    ("advocacy", "Have we offered an advocate?"),
    ("protected", "Have we protected them, also from being treated worse than others?"),
)
STUCK_LIMIT = 3
"""Reviews after which a part that is stuck is talked over in supervision (records, R13)."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: the family among those here, and each part of the plan of the last meeting."""
    before = previous or {}
    here = [
        {"id": p.id, "who": ", ".join(part for part in (p.name, p.relation) if part)}
        for group in ("child", "adult", "professional")
        for p in context.people
        if p.group == group and p.living and not p.unborn
    ]
    found: Answers = {"present": here} if here else {}
    rows = [*_carried(before), *_from_actions(before)]
    if rows:
        found["progress"] = rows
    for key in ("place", "chair", "minutes_by"):
        if not is_empty(before.get(key)):
            found[key] = before[key]
    return found


def _carried(before: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in rows_of(before, "progress"):
        if row.get("state") in ("done", "dropped"):
            continue
        kept = {"id": row.get("id"), "what": row.get("what"), "who": row.get("who")}
        if row.get("state") == "stuck":
            kept["stuck_times"] = str(stuck_times(row) + 1)
        yield {key: value for key, value in kept.items() if value}


def _from_actions(before: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in rows_of(before, "actions"):
        if not is_empty(row.get("what")):
            yield {"id": f"action-{row.get('id', '')}", "what": row["what"]}


def stuck_times(row: Mapping[str, Any]) -> int:
    """For how many reviews a part has been stuck, this one counted."""
    text = str(row.get("stuck_times") or "").strip()
    return int(text) if text.isdigit() else 1


def check(answers: Answers, context: Context) -> list[Problem]:
    """Somebody of the family was here, or why not; what is stuck for the third time goes to supervision."""
    return [*_family_here(answers, context), *_stuck(answers)]


def _family_here(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    ids = {p.id for p in context.people if p.group in ("child", "adult")}
    rows = [row for row in rows_of(answers, "present") if row.get("id") in ids]
    if rows and not any(row.get("came") == "yes" for row in rows):
        yield Problem("", "present", "Nobody of the family was here. Write why in the minutes.", "warned")


def _stuck(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for row in rows_of(answers, "progress"):
        if row.get("state") == "stuck" and stuck_times(row) >= STUCK_LIMIT:
            sentence = (
                "Stuck for the third review. Take it to supervision, or record a professional difference."
            )
            yield Problem("", f"progress[{row.get('id', '')}].state", sentence, "warned")
