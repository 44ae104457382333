"""Checks of the early help conversation: a sign with nothing to show for it, and nothing noticed at all."""

from __future__ import annotations

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of


def check(answers: Answers, context: Context) -> list[Problem]:
    """At least one sign is answered, or nothing was looked for."""
    rows = rows_of(answers, "indicators")
    if any(row.get("seen") for row in rows):
        return []
    return [Problem("E1", "indicators", "Answer at least one sign: seen, or not seen.", "missing")]
