"""Checks of the outcome measures log: a total within the range its owner publishes, and no number for a Star."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.forms.conditions import Problem
from toolkit.forms.people import Answers, Context, rows_of
from toolkit.forms.vocabulary import is_empty

STAR, SDQ = "star", "sdq"
SDQ_MOST = 40
"""Highest total difficulties score of the Strengths and Difficulties Questionnaire."""


def check(answers: Answers, context: Context) -> list[Problem]:
    """An SDQ total is a whole number from 0 to 40; any other total is a number; a Star keeps none."""
    return [*_totals(answers)]


def _totals(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for row in rows_of(answers, "measures"):
        total, where = str(row.get("total") or "").strip(), f"measures[{row.get('id', '')}].total"
        if is_empty(total):
            continue
        if row.get("tool") == SDQ and not (total.isdigit() and int(total) <= SDQ_MOST):
            yield Problem("E5", where, f"An SDQ total is a whole number from 0 to {SDQ_MOST}.", "refused")
        elif row.get("tool") != STAR and not total.replace(".", "", 1).isdigit():
            yield Problem("E5", where, "This total is not a number.", "refused")
