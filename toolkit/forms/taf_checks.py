"""How a Team Around the Family meeting begins, and the checks that belong to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.early_help import (
    HARM_ANSWERS,
    anchors,
    plan_now,
    plan_record,
    stuck_times,
    views,
)
from toolkit.forms.from_family import filled, living_children
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
MINUTES_DAYS = 5
"""Days in which minutes are sent, until a worker sets another number (records, R13)."""


def start_from(
    family: Mapping[str, Any], context: Context, previous: Mapping[str, Any] | None = None
) -> Answers:
    """First answers: the family first among those here, the plan as it stands, and what each said since."""
    before = previous or {}
    last = plan_record(context, previous)
    since = last.event if last else ""
    adults = [
        p for p in context.people if p.group == "adult" and p.living and p.facts()["person.parent"] == "yes"
    ]
    days = int(context.facts.get("@minutes_days") or MINUTES_DAYS)
    return filled(
        {
            "present": _invited(context, before),
            "child_views": views(living_children(context), context, since),
            "parent_views": views(adults, context, since),
            "plan": plan_now(context, previous),
            "scale": anchors(context),
            "minutes_due": (context.now.date() + timedelta(days=days)).isoformat(),
            "place": before.get("place"),
            "chair": before.get("chair") or (last.answers.get("lead") if last else None),
            "minutes_by": before.get("minutes_by"),
        }
    )


def _invited(context: Context, before: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Everybody of the family and who works with them; then whoever else was at the last meeting."""
    here = [
        {"id": p.id, "who": ", ".join(part for part in (p.full_name or p.name, p.relation) if part)}
        for group in ("child", "adult", "professional")
        for p in context.people
        if p.group == group and p.living and not p.unborn
    ]
    known = {row["id"] for row in here}
    family = {p.id for p in context.people}
    return here + [
        {"id": row["id"], "who": row["who"]}
        for row in rows_of(before, "present")
        if row.get("id") not in known | family and not is_empty(row.get("who"))
    ]


def worried(answers: Mapping[str, Any]) -> bool:
    """Whether the meeting saw a sign of harm, or could not say."""
    return answers.get("harm") in HARM_ANSWERS


def stuck(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of the plan that are stuck for the third review running, or longer."""
    return [
        row
        for row in rows_of(answers, "plan")
        if row.get("progress") == "stuck" and stuck_times(row) >= STUCK_LIMIT
    ]


def check(answers: Answers, context: Context) -> list[Problem]:
    """Somebody of the family was here, or why not; what is stuck for the third time goes to supervision."""
    return [*_family_here(answers, context), *_said(answers, context), *_stuck(answers), *_counts(answers)]


def _family_here(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    ids = {p.id for p in context.people if p.group in ("child", "adult")}
    rows = rows_of(answers, "present")
    came = any(row.get("id") in ids and row.get("came") == "yes" for row in rows)
    if rows and not came and is_empty(answers.get("no_family_why")):
        sentence = "Nobody of the family was here. Say why, and who brings their view."
        yield Problem("E1", "no_family_why", sentence, "missing")
    first = [row.get("id") in ids for row in rows if not is_empty(row.get("who"))]
    if True in first and first != sorted(first, reverse=True) and first[0] is False:
        yield Problem("", "present", "List the family first.", "warned")


def _said(answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """Who has said nothing since last time, by name."""
    said = {row.get("person") for row in rows_of(answers, "child_views") if not is_empty(row.get("words"))}
    for child in living_children(context):
        if child.id not in said and not child.unborn:
            sentence = (
                f"Nothing is on record from {child.name} since last time. Ask {child.name}, or say why not."
            )
            yield Problem("", f"child_views[{child.id}].words", sentence, "warned")


def _stuck(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for row in stuck(answers):
        sentence = "Stuck for the third review or longer. Take it to supervision, or record a professional difference."
        yield Problem("", f"plan[{row.get('id', '')}].progress", sentence, "warned")


def _counts(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for row in rows_of(answers, "plan"):
        words = str(row.get("stuck_times") or "").strip()
        if row.get("progress") == "stuck" and words and not words.isdigit():
            path = f"plan[{row.get('id', '')}].stuck_times"
            yield Problem("", path, "This is not a whole number. It counts as the first time.", "warned")
